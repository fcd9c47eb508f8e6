"""`dxcompare codebook`: every table and column."""

from __future__ import annotations

import click

from dxcompare.cli.common import LANG


@click.command(
    help="""Print the code book as Markdown.

    Every table and column of data/processed: type, meaning, values, unit, what it refers to.
    docs/codebook.md and docs/codebook.ja.md are its output.
    """
)
@LANG
def command(lang: str | None) -> None:
    from dxcompare.tables.codebook import markdown

    click.echo(markdown(lang), nl=False)
