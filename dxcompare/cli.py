"""The command `dxcompare`: check, build, report, export, compare, reference, value.

Only `click` is imported at the top, so that `--help` answers at once. Help is given as `help=`, since
`python -OO` drops docstrings.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

import click

T = TypeVar("T")


_LANG = click.option(
    "--lang", type=click.Choice(["ja", "en"]), default=None, help="Language of messages; by default that of the locale."
)


_DATA = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=None,
    help="The data folder (with raw/ and mappings/); by default the checkout's.",
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Compare the digital-transformation plans of Japanese municipalities.

    \b
    The road of a number:
      data/raw/       transcribed from the documents, as printed
      data/mappings/  our decisions, each with its reason
      data/processed/ tidy tables (CSV, Parquet, datapackage.json)
      reports/        HTML pages

    \b
    A day's work:
      dxcompare check     Is everything I transcribed in order?
      dxcompare build     Make the processed tables.
      dxcompare report    Execute the notebooks and write the pages.
      dxcompare reference Add official tables of all municipalities.
      dxcompare value     See how a printed value is read.
      dxcompare export    Write everything as slides or as a workbook.

    \b
    To add a municipality, read data/README.md: it is a folder in data/raw/
    and one in data/mappings/, and no line of code.
    """,
)
@click.version_option(package_name="dxcompare")
def main() -> None:
    pass


@main.command(
    help="""Validate the data and list the errata.

    Reads raw data, mappings and processed tables; writes nothing. Every fault is one line: file,
    row, column, what was found, what was expected and the likely slip. Exit code 1 if there is any.
    Rows of data/mappings/all that no plan here needs are listed as notes; they may serve another city.
    """
)
@_DATA
@_LANG
def check(data: Path | None, lang: str | None) -> None:
    from dxcompare.assemble.publish import differences
    from dxcompare.dataset.notes import natures
    from dxcompare.pipeline import made
    from dxcompare.sources.folder import data_folder
    from dxcompare.tables.vocabularies import NATURES
    from dxcompare.words.faults import DataFaults, Fault, Place
    from dxcompare.words.text import language

    lang = language(lang)
    folder = _found(lambda: data_folder(data))
    notes: list[Fault] = []
    tables = _or_exit(lambda: made(folder, lang, notes), lang)
    stale = [
        Fault(Place(f"{folder.name}/processed/{name}"), "stale", {}, "build") for name in differences(tables, folder)
    ]
    if stale:
        _fail(DataFaults(stale, lang))
    errata = tables["erratum"].sort("source_id", "erratum_id")
    ja = lang == "ja"
    for row in errata.iter_rows(named=True):
        what, treatment = (row["what"], row["treatment"]) if ja else (row["what_en"], row["treatment_en"])
        said = NATURES[row["nature"]].to(lang)
        if row["quarantine"]:
            said += "、使用停止" if ja else ", withheld"
        click.echo(
            f"{row['erratum_id']}  {row['locator']}: {f'【{said}】' if ja else f'[{said}] '}{what} → {treatment}"
        )
    for note in notes:
        click.echo(("参考　" if ja else "note: ") + note.says(lang))
    counts = sum(frame.height for frame in tables.values())
    click.echo(
        f"データの誤り0件。{len(tables)}表、{counts:,}行。出典についての記録{errata.height}件：{natures(errata).ja}。"
        if ja
        else f"0 faults in {len(tables)} tables, {counts:,} rows; {errata.height} notes on the sources: {natures(errata).en}."
    )


@main.command(
    "build",
    help="""Make the processed tables: all of them, or none.

    Reads data/raw and data/mappings and replaces data/processed. If a fault is found, or the
    command is interrupted, the tables that were there remain.
    """,
)
@_DATA
@_LANG
def build_command(data: Path | None, lang: str | None) -> None:
    from dxcompare.pipeline import run
    from dxcompare.sources.folder import data_folder
    from dxcompare.words.text import language

    lang = language(lang)
    folder = _found(lambda: data_folder(data))
    tables = _or_exit(lambda: run(folder, lang), lang)
    for name, frame in tables.items():
        click.echo(f"{name:18} {frame.height:>6,}")


@main.command(
    help="""Execute the notebooks that changed and write the HTML pages.

    Each page stands alone and reads offline. A cell that fails, or a finding that the data no longer
    bear out, is named and marked in its place; the other pages are written, and the exit code is 1.
    Essays on plans that are not in the data are left out. What notebooks gave is kept in .cache/report.
    """
)
@_DATA
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="Folder to write the pages to.",
)
@click.option(
    "--lang",
    type=click.Choice(["ja", "en", "both"]),
    default="both",
    show_default=True,
    help="Language of the pages; of both, the English ones lie in en/.",
)
def report(data: Path | None, out: Path, lang: str) -> None:
    from dxcompare.report.notebook import ReportFailed
    from dxcompare.report.site import make
    from dxcompare.sources.folder import data_folder

    folder = _found(lambda: data_folder(data))
    try:
        pages = make(folder, out, lang, progress=click.echo)
    except ReportFailed as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(f"{pages[0]}")


@main.command(
    help="""Write the comparison to PATH: slides (.pptx) or a workbook (.xlsx).

    \b
    .pptx  a deck: a slide or two per analysis, with native charts and tables that can be
           edited, methods and caveats in the notes, the findings, the sources
    .xlsx  the main table of each analysis, the code book, and every table of the
           data, each a sheet

    Needs the packages of the extra `export`. A finding that the data no longer bear out stops it.
    """
)
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@_DATA
@_LANG
@click.option(
    "--findings/--no-findings",
    default=True,
    show_default=True,
    help="Whether the deck quotes the report's findings; this executes the notebooks.",
)
def export(path: Path, data: Path | None, lang: str | None, findings: bool) -> None:
    from dxcompare.dataset import load
    from dxcompare.sources.folder import data_folder
    from dxcompare.words.faults import PackageMissing
    from dxcompare.words.text import language

    lang = language(lang)
    ending = path.suffix.lower()
    if ending not in (".pptx", ".xlsx"):
        raise click.BadParameter(
            f"{path.name} は .pptx か .xlsx で終わるべきもの"
            if lang == "ja"
            else f"{path.name} should end in .pptx or .xlsx",
            param_hint="PATH",
        )
    if not path.absolute().parent.is_dir():
        raise click.BadParameter(
            f"フォルダー {path.parent} がない" if lang == "ja" else f"there is no folder {path.parent}",
            param_hint="PATH",
        )
    folder = _found(lambda: data_folder(data))
    ds = _found(lambda: load(folder))
    try:
        if ending == ".xlsx":
            from dxcompare.report.workbook import workbook

            click.echo(workbook(ds, path, lang))
        else:
            from dxcompare.report.deck import deck

            click.echo(deck(ds, path, lang, _findings(folder, lang) if findings else ()))
    except PackageMissing as error:
        _fail(error)


def _findings(folder: Path, lang: str) -> list[tuple[str, list[str]]]:
    """Question and findings of every notebook."""
    from dxcompare.report.notebook import ReportFailed
    from dxcompare.report.site import findings

    try:
        return findings(folder, lang)
    except ReportFailed as error:
        _fail(error)


@main.command(
    help="""Compare two transcriptions, cell by cell.

    FIRST and SECOND are folders with the same files. Columns that are ours (English names, places,
    ids) are not compared. Exit code 1 if a cell differs.
    """
)
@click.argument("first", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("second", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_LANG
def compare(first: Path, second: Path, lang: str | None) -> None:
    from dxcompare.sources import double_entry
    from dxcompare.words.text import language

    ja = language(lang) == "ja"
    result = _or_exit(lambda: double_entry.compare(first, second), language(lang))
    for found in result.differences:
        row = "" if found.row is None else (f" {found.row}行目" if ja else f", row {found.row}")
        click.echo(f"{found.file}{row} {found.column}: {found.first!r} ≠ {found.second!r}")
    click.echo(
        f"{result.cells:,} セルを照合、{len(result.differences)} セルが相違"
        if ja
        else f"{result.cells:,} cells compared, {len(result.differences)} differ"
    )
    sys.exit(bool(result.differences))


@main.group(
    help="""Official figures of all municipalities: add the tables you downloaded, list what is there.

    \b
    Read as published, recognised by their headings:
      デジタル庁 自治体DXの取組に関するダッシュボード (CSV)
      総務省 マイナンバーカード交付状況 (CSV, Excel)
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
@_DATA
@click.option("--published", default="", help="When the table was published: YYYY-MM-DD, YYYY-MM or YYYY.")
@click.option("--accessed", default="", help="When you downloaded it.")
@click.option("--as-of", default="", help="The date of the figures, where the table prints none.")
@_LANG
def reference_add(file: Path, data: Path | None, published: str, accessed: str, as_of: str, lang: str | None) -> None:
    from dxcompare.sources.folder import data_folder
    from dxcompare.sources.official.store import add
    from dxcompare.words.text import language

    lang = language(lang)
    folder = _found(lambda: data_folder(data))
    done = _or_exit(lambda: add(file, folder, published, accessed, as_of, lang), lang)
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
@_DATA
@_LANG
def reference_list(data: Path | None, lang: str | None) -> None:
    from dxcompare.sources.folder import data_folder
    from dxcompare.sources.official.store import listed
    from dxcompare.words.text import language

    lang = language(lang)
    folder = _found(lambda: data_folder(data))
    for row in _or_exit(lambda: listed(folder), lang).iter_rows(named=True):
        date = (
            ("時点不明" if lang == "ja" else "undated")
            if row["first"] is None
            else row["first"]
            if row["dates"] == 1
            else f"{row['first']}…{row['last']} ({row['dates']})"
        )
        click.echo(f"{row['indicator']:28} {row['unit']:4} {date:28} {row['areas']:>6,}  {row['source']}")


@main.command(
    "value",
    # a text may begin with a minus, and hold letters that are options elsewhere
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
    help="""Show how a printed text is read.

    \b
    dxcompare value "約1,200件/年"
    dxcompare value --json - < texts.txt

    With `--json -`, one text a line is read from standard input (UTF-8; a line that is a JSON string
    is read as one), and one JSON object a line is written for each, in order, with the keys text,
    status (sure, proposed, unreadable), kind, value, high, of, unit, comparator, approximate, period,
    maintain, note. What is not sure is decided in readings.csv (data/README.md).
    """,
)
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Write JSON, one object a line.")
@_LANG
def value_command(text: str, as_json: bool, lang: str | None) -> None:
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


@main.command(
    help="""Print the code book as Markdown.

    Every table and column of data/processed: type, meaning, values, unit, what it refers to.
    docs/codebook.md and docs/codebook.ja.md are its output.
    """
)
@_LANG
def codebook(lang: str | None) -> None:
    from dxcompare.tables.codebook import markdown

    click.echo(markdown(lang), nl=False)


def _found(find: Callable[[], T]) -> T:
    from dxcompare.sources.folder import NoData

    try:
        return find()
    except NoData as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _or_exit(make: Callable[[], T], lang: str) -> T:
    from dxcompare.words.faults import DataFaults

    try:
        return make()
    except DataFaults as error:
        _fail(DataFaults(error.faults, lang))


def _fail(error: Exception) -> NoReturn:
    click.echo(str(error), err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
