"""Commands that have another name now, kept for one version."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dxcompare.cli.common import DATA, LANG, found, or_exit


@click.command(
    help="""Compare two transcriptions, cell by cell.

    FIRST and SECOND are folders with the same files. Columns that are ours (English names, places,
    ids) are not compared. Exit code 1 if a cell differs.
    """
)
@click.argument("first", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("second", type=click.Path(exists=True, file_okay=False, path_type=Path))
@LANG
def compare(first: Path, second: Path, lang: str | None) -> None:
    from dxcompare.sources import double_entry
    from dxcompare.words.text import language

    ja = language(lang) == "ja"
    result = or_exit(lambda: double_entry.compare(first, second), language(lang))
    for one in result.differences:
        row = "" if one.row is None else (f" {one.row}行目" if ja else f", row {one.row}")
        click.echo(f"{one.file}{row} {one.column}: {one.first!r} ≠ {one.second!r}")
    click.echo(
        f"{result.cells:,} セルを照合、{len(result.differences)} セルが相違"
        if ja
        else f"{result.cells:,} cells compared, {len(result.differences)} differ"
    )
    sys.exit(bool(result.differences))


@click.group(
    help="""Official figures of all municipalities: add the tables you downloaded, list what is there.

    \b
    Read as published, recognised by their headings:
      デジタル庁 自治体DXの取組に関するダッシュボード (CSV)
      総務省 マイナンバーカード交付状況、保有状況 (CSV, Excel)
      総務省 自治体DX・情報化推進概要 個別資料 (Excel, zip)
    """
)
def reference() -> None:
    pass


@reference.command(
    "add",
    help="""Bring an official table into data/raw/reference.

    Writes the figures that are not there yet to a file of their own, and its origin card to
    source.yaml; `dxcompare build` then takes them up. A figure that contradicts one that is there
    stops it, and nothing is written. Running it twice changes nothing.
    """,
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@DATA
@click.option("--published", default="", help="When the table was published: YYYY-MM-DD, YYYY-MM or YYYY.")
@click.option("--accessed", default="", help="When you downloaded it.")
@click.option("--as-of", default="", help="The date of the figures, where the table prints none.")
@LANG
def reference_add(file: Path, data: Path | None, published: str, accessed: str, as_of: str, lang: str | None) -> None:
    from dxcompare.sources.folder import data_folder
    from dxcompare.sources.official.store import add
    from dxcompare.words.faults import listed
    from dxcompare.words.text import language

    lang = language(lang)
    folder = found(lambda: data_folder(data))
    done = or_exit(lambda: add(file, folder, published, accessed, as_of, lang), lang)
    for line in listed(list(done.notes), lang, 20):
        click.echo(line)
    name = done.path.name
    click.echo(
        f"{name}: {done.areas:,}団体、{done.figures:,}件を追加（同じ値がすでにあった {done.present:,}件、空欄 "
        f"{done.blank:,}、調査無し {done.not_surveyed:,}）。次は dxcompare build"
        if lang == "ja"
        else f"{name}: {done.areas:,} areas, {done.figures:,} figures ({done.present:,} were there with the same value; "
        f"{done.blank:,} blank cells, {done.not_surveyed:,} not surveyed). Now run dxcompare build"
    )


@reference.command(
    "list", help="""List the official figures that are there: indicator, unit, dates, number of areas, source."""
)
@DATA
@LANG
def reference_list(data: Path | None, lang: str | None) -> None:
    from dxcompare.sources.folder import data_folder
    from dxcompare.sources.official.store import listed
    from dxcompare.words.text import language

    lang = language(lang)
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
