"""Workbooks: tables, each a sheet of its own, and an index that says what they are.

Cells are written by their type and never by what they look like: a text that begins with `=` stays a
text, a code keeps its leading zero, a null is an empty cell.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from dxcompare.present.about import FONT, MADE_ON, about
from dxcompare.present.result import Result
from dxcompare.present.style import INK, RULE, SHADES
from dxcompare.tables.columns import Said
from dxcompare.words.faults import needed
from dxcompare.words.text import Text
from dxcompare.words.typography import width_of

#: Widest column, in half-width letters; longer texts wrap.
WIDEST = 60


#: Most letters that a cell may hold.
LONGEST = 32_767


INDEX = "index"


#: A column of which nothing is said.
UNSAID = Said(Text("", ""), Text("", ""))


@dataclass(frozen=True)
class Sheet:
    """A table with what it is, and what is said of its columns: notes on their names, and how numbers are shown."""

    name: str
    frame: pl.DataFrame
    meaning: str
    said: Mapping[str, Said] = field(default_factory=dict)


def write(result: Result, path: Path, *, kind: str | None, lang: str) -> None:
    """Write every table of a result as it is read; the first sheet says what they are, how made and from what."""
    if kind is not None:
        raise ValueError(
            Text(
                f".xlsx に図の種類（{kind}）は選べません。すべての表が入ります。",
                f"an .xlsx has no kind of chart ({kind!r}); it holds every table",
            ).to(lang)
        )
    sheets = [sheet_of(result, name, lang) for name in result.tables]
    write_sheets(path, result.title.to(lang), about(result, lang), sheets, lang, result.edition)


def sheet_of(result: Result, name: str | None, lang: str) -> Sheet:
    """A table of a result, by default the main one, as a sheet: its first row has the headings."""
    main = next(iter(result.tables))
    name = name or main
    declared, whole = result.declared_tables().get(name), result.read(name, lang=lang)
    says = (
        Text("主な表", "main table").to(lang) if name == main else "",
        declared.one_row.to(lang) if declared else "",
    )
    return Sheet(
        declared.called.to(lang) if declared else name,
        whole.headed(),
        Text("：", ": ").to(lang).join(filter(None, says)),
        {head: whole.said[column] for column, head in whole.heads.items()},
    )


def book_at(path: Path, title: str, lang: str) -> Any:
    """A workbook to be written, in the house style; it reads no text as a formula, a number or an address.

    Raises
    ------
    PackageMissing
        Without XlsxWriter.
    """
    xlsxwriter = needed("xlsxwriter", "XlsxWriter", lang)
    book = xlsxwriter.Workbook(
        str(path),
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "in_memory": True,
            "default_format_properties": {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"},
        },
    )
    # a date of its own would make the bytes of every workbook differ
    book.set_properties({"title": title, "author": "dxcompare", "created": MADE_ON})
    return book


def write_sheets(
    path: Path, title: str, notes: list[tuple[str, str]], sheets: list[Sheet], lang: str, edition: Text
) -> None:
    """Write a workbook: an index with its title and notes, then the sheets; at the foot of each, the edition of the data."""
    book = book_at(path, title, lang)
    names = _names([sheet.name for sheet in sheets])
    _front(book, title, notes, [(name, sheet) for name, sheet in zip(names, sheets, strict=True)], lang)
    for name, sheet in zip(names, sheets, strict=True):
        _sheet(book, name, sheet, lang)
    for page in book.worksheets():
        page.set_footer(f"&L{edition.to(lang)}&R&A &P/&N")
    book.close()


def _names(wanted: list[str]) -> list[str]:
    """Names that a sheet may have: at most 31 letters, none of `[]:*?/\\`, each once in any case of letters."""
    taken = {INDEX}
    names = []
    for name in wanted:
        short = re.sub(r"[\[\]:*?/\\']", "-", name)[:31] or "table"
        number = 2
        while short.lower() in taken:
            short = f"{re.sub(r'-[0-9]+$', '', short)[:28]}-{number}"
            number += 1
        taken.add(short.lower())
        names.append(short)
    return names


def _front(book: Any, title: str, notes: list[tuple[str, str]], sheets: list[tuple[str, Sheet]], lang: str) -> None:
    """The first sheet: what this is, what must be known, and where each table is."""
    page = book.add_worksheet(INDEX)
    page.hide_gridlines(2)
    _paper(page)
    page.set_column(0, 0, 22)
    page.set_column(1, 1, 10)
    page.set_column(2, 2, 96)
    plain, wrapped = book.add_format(), book.add_format({"text_wrap": True})
    head = book.add_format({"bold": True, "bottom": 1, "bottom_color": RULE, "bg_color": SHADES[1]})
    link = book.add_format({"font_color": SHADES[5], "underline": 1})
    page.write_string(0, 0, title, book.add_format({"font_size": 14}))
    for y, (what, text) in enumerate(notes, 2):
        page.write_string(y, 0, what, plain)
        page.merge_range(y, 1, y, 2, "", wrapped)
        page.write_string(y, 1, text, wrapped)
        page.set_row(y, 15 * (1 + width_of(text) // 104))  # merged cells do not grow by themselves
    first = len(notes) + 3
    headings = (
        Text("シート", "Sheet"),
        Text("行数", "Rows"),
        Text("内容（データの表では1行が表すもの）", "What it holds (of a table of the data: what a row is)"),
    )
    for x, heading in enumerate(headings):
        page.write_string(first, x, heading.to(lang), head)
    for y, (name, sheet) in enumerate(sheets, first + 1):
        page.write_url(y, 0, f"internal:'{name}'!A1", link, name)
        page.write_number(y, 1, sheet.frame.height, book.add_format({"num_format": "#,##0"}))
        page.write_string(y, 2, sheet.meaning, wrapped)


def _paper(page: Any) -> None:
    """As it is printed: A4 across, as wide as the paper."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _sheet(book: Any, name: str, sheet: Sheet, lang: str) -> None:
    """One table: names of the columns frozen, filtered, and explained in a note."""
    page = book.add_worksheet(name)
    frame = sheet.frame
    head = book.add_format({"bold": True, "bottom": 1, "bottom_color": INK, "bg_color": SHADES[1]})
    page.freeze_panes(1, 1)
    _paper(page)
    page.repeat_rows(0)
    page.autofilter(0, 0, max(frame.height, 1), max(frame.width - 1, 0))
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{frame.height + 1}"})  # codes are text
    for x, (column, kind) in enumerate(frame.schema.items()):
        page.write_string(0, x, column, head)
        said = sheet.said.get(column, UNSAID)
        meaning = said.meaning.to(lang)
        if meaning and meaning.lower() != column.lower():
            page.write_comment(0, x, meaning, {"author": "dxcompare", "font_size": 9})
        form = book.add_format(_form(kind, said))
        widest = width_of(column) + 4  # the arrow of the filter
        for y, value in enumerate(frame[column], 1):
            if value is not None:
                _cell(page, y, x, value, form, f"{name}!{column}")
                if not isinstance(value, float):
                    widest = max(widest, *map(width_of, str(value).split("\n")))
        page.set_column(x, x, min(max(widest, 10), WIDEST) * 1.1)


def _cell(page: Any, y: int, x: int, value: object, form: Any, where: str) -> None:
    if isinstance(value, bool):
        page.write_boolean(y, x, value, form)
    elif isinstance(value, (int, float)):
        page.write_number(y, x, value, form)
    elif isinstance(value, (dt.date, dt.datetime)):
        page.write_datetime(y, x, value, form)
    else:
        text = str(value)
        if len(text) > LONGEST:
            raise ValueError(f"{where}, row {y}: a cell holds {LONGEST:,} letters, not {len(text):,}; save it as .csv")
        page.write_string(y, x, text, form)


def _form(kind: pl.DataType, said: Said) -> dict:
    """How a column's cells look: years without commas, computed numbers with their decimals, texts wrapped."""
    if kind.is_integer():
        return {"num_format": "0" if said.unit == "year" else "#,##0"}
    if kind.is_numeric() and said.decimals is not None:
        return {"num_format": _places(said.decimals, positive=said.positive)}
    if kind.is_numeric():
        return {"num_format": "0.0##" if said.unit == "%" else "General"}
    if kind.is_temporal():
        return {"num_format": "yyyy-mm-dd"}
    return {} if kind == pl.Boolean else {"text_wrap": True}


def _places(decimals: int, *, positive: bool) -> str:
    """The decimals of a number as Excel writes them; what is not zero never reads as zero where it is positive.

    >>> _places(1, positive=False), _places(3, positive=True)
    ('#,##0.0', '[=0]0.000;[<0.0005]"<0.001";#,##0.000')
    """
    places = f"{0:.{decimals}f}"
    if not positive:
        return f"#,##{places}"
    least = 10.0**-decimals
    return f'[=0]{places};[<{least / 2:.{decimals + 1}f}]"<{least:.{decimals}f}";#,##{places}'
