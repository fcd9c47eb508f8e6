"""The command `dxcompare`: check, build, report, compare.

Only `click` is imported at the top, so that `--help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

import click

T = TypeVar("T")

_LANG = click.option("--lang", type=click.Choice(["ja", "en"]), default=None,
                     help="Language of messages; by default that of the locale.")
_DATA = click.option("--data", type=click.Path(path_type=Path), default=None,
                     help="The data folder (with raw/ and mappings/); by default the checkout's.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dxcompare")
def main() -> None:
    """Compare the digital-transformation plans of Japanese municipalities.

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

    \b
    To add a municipality, read data/README.md: it is a folder in data/raw/
    and rows in data/mappings/, and no line of code.
    """


@main.command()
@_DATA
@_LANG
def check(data: Path | None, lang: str | None) -> None:
    """Validate the data and list the errata.

    Reads raw data, mappings and processed tables; writes nothing. Every fault is one line: file,
    row, column, what was found, what was expected and the likely slip. Exit code 1 if there is any.
    """
    from dxcompare.dataset import data_folder
    from dxcompare.errors import DataFaults, Fault, Place
    from dxcompare.pipeline import differences, made
    from dxcompare.text import language

    lang = language(lang)
    folder = _found(lambda: data_folder(data))
    tables = _or_exit(lambda: made(folder, lang), lang)
    stale = [Fault(Place(f"{folder.name}/processed/{name}"), "stale", {}, "build")
             for name in differences(tables, folder)]
    if stale:
        _fail(DataFaults(stale, lang))
    errata = tables["erratum"].sort("source_id", "erratum_id")
    ja = lang == "ja"
    for row in errata.iter_rows(named=True):
        what, treatment = (row["what"], row["treatment"]) if ja else (row["what_en"], row["treatment_en"])
        held = ("【使用停止】" if ja else "[withheld] ") if row["quarantine"] else ""
        click.echo(f"{row['erratum_id']}  {row['locator']}: {held}{what} → {treatment}")
    counts = sum(frame.height for frame in tables.values())
    click.echo(f"誤り0件。{len(tables)}表、{counts:,}行。出典の誤りの記録 {errata.height} 件。" if ja else
               f"0 faults in {len(tables)} tables, {counts:,} rows; {errata.height} errata of the sources.")


@main.command("build")
@_DATA
@_LANG
def build_command(data: Path | None, lang: str | None) -> None:
    """Make the processed tables: all of them, or none.

    Reads data/raw and data/mappings and replaces data/processed. If a fault is found, or the
    command is interrupted, the tables that were there remain.
    """
    from dxcompare.dataset import data_folder
    from dxcompare.pipeline import run
    from dxcompare.text import language

    lang = language(lang)
    folder = _found(lambda: data_folder(data))
    tables = _or_exit(lambda: run(folder, lang), lang)
    for name, frame in tables.items():
        click.echo(f"{name:18} {frame.height:>6,}")


@main.command()
@_DATA
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True,
              help="Folder to write the pages to.")
@click.option("--lang", type=click.Choice(["ja", "en", "both"]), default="both", show_default=True,
              help="Language of the pages; of both, the English ones lie in en/.")
def report(data: Path | None, out: Path, lang: str) -> None:
    """Execute the notebooks that changed and write the HTML pages.

    Each page stands alone and reads offline. A finding that the data no longer bear out stops the
    report. What notebooks gave is kept in .cache/report.
    """
    from dxcompare.dataset import data_folder
    from dxcompare.report.site import ReportFailed, make

    folder = _found(lambda: data_folder(data))
    try:
        pages = make(folder, out, lang, progress=click.echo)
    except ReportFailed as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(f"{pages[0]}")


@main.command()
@click.argument("first", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("second", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_LANG
def compare(first: Path, second: Path, lang: str | None) -> None:
    """Compare two transcriptions, cell by cell.

    FIRST and SECOND are folders with the same files. Columns that are ours (English names, places,
    ids) are not compared. Exit code 1 if a cell differs.
    """
    from dxcompare import double_entry
    from dxcompare.text import language

    ja = language(lang) == "ja"
    result = _or_exit(lambda: double_entry.compare(first, second), language(lang))
    for found in result.differences:
        row = "" if found.row is None else (f" {found.row}行目" if ja else f", row {found.row}")
        click.echo(f"{found.file}{row} {found.column}: {found.first!r} ≠ {found.second!r}")
    click.echo(f"{result.cells:,} セルを照合、{len(result.differences)} セルが相違" if ja else
               f"{result.cells:,} cells compared, {len(result.differences)} differ")
    sys.exit(bool(result.differences))


def _found(find: Callable[[], T]) -> T:
    from dxcompare.dataset import NoData

    try:
        return find()
    except NoData as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _or_exit(make: Callable[[], T], lang: str) -> T:
    from dxcompare.errors import DataFaults

    try:
        return make()
    except DataFaults as error:
        _fail(DataFaults(error.faults, lang))


def _fail(error: Exception) -> NoReturn:
    click.echo(str(error), err=True)
    sys.exit(1)
