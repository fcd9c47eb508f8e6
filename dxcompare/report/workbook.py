"""The whole comparison as one workbook: what each question found, and under it every table of the data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import covered, edition_of, title_of
from dxcompare.present.about import about
from dxcompare.present.declared import says
from dxcompare.present.result import Result
from dxcompare.present.xlsx import Sheet, sheet_of, write_sheets
from dxcompare.questions import registry
from dxcompare.tables import TABLES
from dxcompare.tables.codebook import CodeBook
from dxcompare.words.text import Text

#: Tables of the data set that come before the others.
FIRST = ("source", "erratum")


def workbook(ds: Dataset, path: Path, lang: str) -> Path:
    """Write the whole comparison: an index, the main table of each question, the code book, every table of the data.

    Parameters
    ----------
    ds : Dataset
    path : Path
        Ends in `.xlsx`.
    lang : {"ja", "en"}
        Language of names of results, notes, index and code book; the tables are the same.

    Returns
    -------
    Path

    Raises
    ------
    PackageMissing
        If XlsxWriter is not installed.
    """
    results = list(_named(ds, lang))
    edition = edition_of(ds)
    notes = [
        (Text("対象", "Plans"), covered(ds)),
        *([(Text("データの版", "Data"), edition)] if edition.ja else []),
        (
            Text("読み方", "How to read"),
            Text(
                "1シートが1表。結果のシートの1行目は見出しで、意味は見出しのメモにある。"
                "データのシートの1行目は列名で、意味は codebook シートと列名のメモにある。",
                "A sheet is a table. In a sheet of results the first row holds headings, explained in the note on each; in "
                "a sheet of data, names of columns, explained in sheet codebook and in the note on each.",
            ),
        ),
        (
            Text("読み方", "How to read"),
            Text(
                "空欄は値がないことを表し、0ではない。出典の誤り、記載のないこと、読み取りの限界は erratum シートに分けて記し、直していない。",
                "An empty cell has no value; it is not zero. Sheet erratum lists errors in the sources, what they do not state and limits of our reading, apart; nothing is repaired.",
            ),
        ),
    ]
    sheets = [*_results(results, lang), _methods(results, lang), _codebook(ds, lang), *_tables(ds, lang)]
    title = title_of(ds) + Text("　結果とデータ一式", ": results and data")
    write_sheets(path, title.to(lang), [(what.to(lang), text.to(lang)) for what, text in notes], sheets, lang, edition)
    return path


def _named(ds: Dataset, lang: str) -> Iterable[tuple[str, Result]]:
    """What every question shows, under its name; numbered where it shows several."""
    for question in registry.questions():
        found = list(question.shown(ds))
        for number, result in enumerate(found, 1):
            yield question.title.to(lang) + f" {number}" * (len(found) > 1), result


def _results(results: Iterable[tuple[str, Result]], lang: str) -> Iterable[Sheet]:
    """The main table of every result."""
    for name, result in results:
        yield replace(sheet_of(result, None, lang), name=name, meaning=result.title.to(lang))


def _methods(results: Iterable[tuple[str, Result]], lang: str) -> Sheet:
    """What must be known of the results, beside them."""
    heads = [Text("シート", "sheet"), Text("種類", "kind"), Text("内容", "text")]
    rows = [(name, what, text) for name, result in results for what, text in about(result, lang)]
    frame = pl.DataFrame(rows, schema=[head.to(lang) for head in heads], orient="row")
    name = Text("方法と注意", "Methods and caveats").to(lang)
    return Sheet(
        name, frame, Text("結果の問い、方法、注意、出典", "question, method, caveat or source of a result").to(lang)
    )


def _codebook(ds: Dataset, lang: str) -> Sheet:
    return Sheet("codebook", ds.codebook(lang=lang), CodeBook.one_row.to(lang), says(CodeBook))


def _tables(ds: Dataset, lang: str) -> Iterable[Sheet]:
    for name in (*FIRST, *(name for name in ds.tables if name not in FIRST)):
        yield Sheet(name, ds[name], TABLES[name].one_row.to(lang), says(TABLES[name]))
