"""`dxcompare value`: how a printed text is read."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dxcompare.cli.common import DATA, LANG, helped, option


@helped(
    """記載された文言がどう読まれるかを見る。

    \b
    dxcompare value "約1,200件/年"
    dxcompare value --json - < texts.txt

    `--json -` では、標準入力（UTF-8）の1行を一つの文言として読み（JSON の文字列はその中身）、1行に一つの JSON を
    書く。項目は text、status（sure、proposed、unreadable）、kind、value、high、of、unit、comparator、approximate、
    period、maintain、note。確かでないものは readings.csv で決める（data/README.ja.md）。
    """,
    """Show how a printed text is read.

    \b
    dxcompare value "約1,200件/年"
    dxcompare value --json - < texts.txt

    With `--json -`, one text a line is read from standard input (UTF-8; a line that is a JSON string
    is read as one), and one JSON object a line is written for each, in order, with the keys text,
    status (sure, proposed, unreadable), kind, value, high, of, unit, comparator, approximate, period,
    maintain, note. What is not sure is decided in readings.csv (data/README.md).
    """,
    # a text may begin with a minus, and hold letters that are options elsewhere
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@click.argument("text")
@option("--json", "as_json", is_flag=True, ja="JSONで書く（1行に一つ）。", en="Write JSON, one object a line.")
@DATA
@LANG
def command(text: str, as_json: bool, data: Path | None, lang: str | None) -> None:
    from dxcompare.sources.values import read
    from dxcompare.sources.values.shown import as_line, in_words
    from dxcompare.words.text import language

    if not as_json:
        click.echo(in_words(read(text), language(lang)))
    elif text != "-":
        click.echo(as_line(text))
    else:
        for line in sys.stdin.buffer:  # bytes: what ends a line is a line feed alone
            click.echo(as_line(line).encode())
