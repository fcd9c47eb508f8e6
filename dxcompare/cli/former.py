"""Commands that have another name now, kept for one version."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dxcompare.cli.common import DATA, LANG, Spoken, both, found, helped, option, or_exit
from dxcompare.words.text import Text, language


def _now(ja: str, en: str, lang: str) -> None:
    """Say the new name, where it disturbs no output."""
    click.echo(
        Text(f"この名前は次の版でなくなります。今は {ja}", f"This name goes with the next version; now: {en}").to(lang),
        err=True,
    )


@helped(
    """二つの転記をセルごとに比べる。今は dxcompare check CITY --against フォルダー。

    FIRST と SECOND は同じファイルのあるフォルダー。編者の列（英語名、位置、ID）は比べない。違うセルがあれば終了コードは 1。
    """,
    """Compare two transcriptions, cell by cell. Now: dxcompare check CITY --against FOLDER.

    FIRST and SECOND are folders with the same files. Columns that are ours (English names, places,
    ids) are not compared. Exit code 1 if a cell differs.
    """,
    hidden=True,
)
@click.argument("first", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("second", type=click.Path(exists=True, file_okay=False, path_type=Path))
@DATA
@LANG
def compare(first: Path, second: Path, data: Path | None, lang: str | None) -> None:
    from dxcompare.sources import double_entry

    lang = language(lang)
    ja = lang == "ja"
    _now(f"dxcompare check 市 --against {second}", f"dxcompare check CITY --against {second}", lang)
    result = or_exit(lambda: double_entry.compare(first, second), lang)
    for one in result.differences:
        row = "" if one.row is None else (f" {one.row}行目" if ja else f", row {one.row}")
        click.echo(f"{one.file}{row} {one.column}: {one.first!r} ≠ {one.second!r}")
    click.echo(
        f"{result.cells:,} セルを照合、{len(result.differences)} セルが相違"
        if ja
        else f"{result.cells:,} cells compared, {len(result.differences)} differ"
    )
    sys.exit(bool(result.differences))


class _Spoken(Spoken, click.Group):
    """A group whose help is in the reader's language."""


@click.group(
    cls=_Spoken,
    hidden=True,
    help=both("公的統計の表。今は dxcompare add。", "Official figures of all municipalities. Now: dxcompare add."),
)
def reference() -> None:
    pass


@reference.command(
    "add",
    cls=Spoken,
    help=both(
        "公的統計の表を取り込む。今は dxcompare add FILE。\n\n選択肢も働きも同じ。",
        "Bring in an official table. Now: dxcompare add FILE.\n\nWith the same options, and to the same effect.",
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option("--published", default="", ja="公表日。", en="When the table was published: YYYY-MM-DD, YYYY-MM or YYYY.")
@option("--accessed", default="", ja="取得日。", en="When you downloaded it.")
@option(
    "--as-of", default="", ja="表に時点がないときの時点。", en="The date of the figures, where the table states none."
)
@DATA
@LANG
def reference_add(file: Path, published: str, accessed: str, as_of: str, data: Path | None, lang: str | None) -> None:
    from dxcompare.onboarding.add import Options, official
    from dxcompare.sources.folder import data_folder

    lang = language(lang)
    _now(f"dxcompare add {file.name}", f"dxcompare add {file.name}", lang)
    folder = found(lambda: data_folder(data))
    options = Options(published=published, accessed=accessed, as_of=as_of, lang=lang)
    for line in or_exit(lambda: official(file, folder, options), lang):
        click.echo(line.to(lang))


@reference.command(
    "list",
    cls=Spoken,
    help=both(
        "データにある公的統計の一覧（指標、単位、時点、団体数、出典）。今は Python の reference(ds)。",
        "List the official figures that are there: indicator, unit, dates, areas, source. Now, in Python: reference(ds).",
    ),
)
@DATA
@LANG
def reference_list(data: Path | None, lang: str | None) -> None:
    from dxcompare.sources.folder import data_folder
    from dxcompare.sources.official.store import listed

    lang = language(lang)
    _now("Python の reference(ds)", "in Python, reference(ds)", lang)
    folder = found(lambda: data_folder(data))
    for row in or_exit(lambda: listed(folder), lang).iter_rows(named=True):
        date = (
            ("時点不明" if lang == "ja" else "undated")
            if row["first"] is None
            else row["first"]
            if row["dates"] == 1
            else f"{row['first']}…{row['last']} ({row['dates']})"
        )
        click.echo(f"{row['indicator']:28} {row['unit']:4} {date:28} {row['areas']:>6,}  {row['source']}")
