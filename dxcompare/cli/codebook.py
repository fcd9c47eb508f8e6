"""`dxcompare codebook`: every table and column."""

from __future__ import annotations

from pathlib import Path

import click

from dxcompare.cli.common import DATA, LANG, helped


@helped(
    """コードブック（すべての表と列の説明）をMarkdownで書き出す。

    data/processed のすべての表と列の型、意味、取りうる値、単位、参照先。docs/codebook.ja.md はこの出力。
    """,
    """Print the code book as Markdown.

    Every table and column of data/processed: type, meaning, values, unit, what it refers to.
    docs/codebook.md and docs/codebook.ja.md are its output.
    """,
)
@DATA
@LANG
def command(data: Path | None, lang: str | None) -> None:
    from dxcompare.tables.codebook import markdown

    click.echo(markdown(lang), nl=False)
