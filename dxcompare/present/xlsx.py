"""Workbooks: tables, each a sheet of its own, and an index that says what they are.

Cells are written by their type and never by what they look like: a text that begins with `=` stays a
text, a code keeps its leading zero, a null is an empty cell.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable
from math import fsum
from pathlib import Path
from typing import Any

import polars as pl

from dxcompare.present.about import FONT, MADE_ON, about
from dxcompare.present.digits import steady
from dxcompare.present.result import Result
from dxcompare.present.style import INK, RULE, SHADES
from dxcompare.present.worksheet import Sheet, sheet_of
from dxcompare.sources import writing
from dxcompare.tables.columns import Said
from dxcompare.words.faults import needed
from dxcompare.words.text import Text
from dxcompare.words.typography import width_of

#: Widest columns, in half-width letters: the first with which a table is as wide as the paper. Longer texts wrap; so
#: do headings beyond what stands under them.
WIDEST, HEADING = (60, 48, 38, 30, 24, 18), 14


#: Height of a line in points, and the most that a row may have.
LINE, HIGHEST = 17.0, 409


#: Most letters that a cell may hold.
LONGEST = 32_767


#: Most signs of a text at the head or foot of a page.
MARGIN = 240


INDEX = Text("はじめに", "Read me")


#: Columns' widths that a sheet of A4 across holds at the smallest scale that can be read, and one of A3; the scale in percent.
A4, A3, SMALLEST = 225, 330, 65


#: A column of which nothing is said.
UNSAID = Said(Text("", ""), Text("", ""))


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
    writing.replace(path, packed(result.title.to(lang), about(result, lang), sheets, lang, result.edition))


def book_at(file: io.BytesIO, title: str, lang: str) -> Any:
    """A workbook to be written, in the house style; it reads no text as a formula, a number or an address.

    Raises
    ------
    PackageMissing
        Without XlsxWriter.
    """
    xlsxwriter = needed("xlsxwriter", "XlsxWriter", lang)
    book = xlsxwriter.Workbook(
        file,
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


def packed(title: str, notes: list[tuple[str, str]], sheets: list[Sheet], lang: str, edition: Text) -> bytes:
    """A workbook: a first sheet that explains the others, then these; at the foot of each, the edition of the data."""
    file = io.BytesIO()
    book = book_at(file, title, lang)
    names = _names([sheet.name for sheet in sheets])
    _front(book, title, notes, [(name, sheet) for name, sheet in zip(names, sheets, strict=True)], lang)
    for name, sheet in zip(names, sheets, strict=True):
        _sheet(book, name, sheet, lang)
    for page in book.worksheets():
        page.set_header(f"&L{_margin(title)}&R&A")
        page.set_footer(f"&L{_margin(edition.to(lang))}&R&P/&N")
    book.close()
    return file.getvalue()


def _margin(text: str) -> str:
    """A text as the head or foot of a printed page, which has room for 255 signs in all.

    >>> _margin("A & B"), len(_margin("&" * 300))
    ('A && B', 239)
    """
    signs = [sign.replace("&", "&&") for sign in " ".join(text.splitlines())]
    if len("".join(signs)) <= MARGIN:
        return "".join(signs)
    while len("".join(signs)) >= MARGIN:
        signs.pop()
    return "".join(signs) + "…"


def _names(wanted: list[str]) -> list[str]:
    """Names that a sheet may have: at most 31 letters, none of `[]:*?/\\`, each once in any case of letters."""
    taken = {INDEX.ja, INDEX.en.lower()}
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
    page = book.add_worksheet(INDEX.to(lang))
    widths = [26.0, 8.0, 96.0]
    for x, width in enumerate(widths):
        page.set_column(x, x, width)
    plain, wrapped = book.add_format({"text_wrap": True}), book.add_format({"text_wrap": True})
    head = book.add_format({"bold": True, "bottom": 1, "bottom_color": RULE, "bg_color": SHADES[1]})
    link = book.add_format({"font_color": SHADES[5], "underline": 1, "text_wrap": True})
    page.write_string(0, 0, title, book.add_format({"font_size": 14}))
    for y, (what, text) in enumerate(notes, 2):
        page.write_string(y, 0, what, plain)
        page.merge_range(y, 1, y, 2, "", wrapped)
        page.write_string(y, 1, text, wrapped)
        page.set_row(y, _height([text], [104.0]))
    first = len(notes) + 3
    headings = (
        Text("シート", "Sheet"),
        Text("行数", "Rows"),
        Text("内容", "What it holds"),
    )
    for x, heading in enumerate(headings):
        page.write_string(first, x, heading.to(lang), head)
    for y, (name, sheet) in enumerate(sheets, first + 1):
        page.write_url(y, 0, f"internal:'{name}'!A1", link, name)
        page.write_number(y, 1, sheet.frame.height, book.add_format({"num_format": "#,##0"}))
        page.write_string(y, 2, sheet.meaning, book.add_format({"text_wrap": True, "indent": 1}))
        page.set_row(y, _height([sheet.meaning], [96.0]))
    _paper(page, widths, first + len(sheets), first)
    page.hide_gridlines(2)
    page.fit_to_pages(1, 1)


def _paper(page: Any, widths: list[float], last: int, heads: int) -> None:
    """As it is printed: across, as wide as A4 or A3; wider tables go on on further sheets, with their first column."""
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    page.print_area(0, 0, last, len(widths) - 1)
    page.repeat_rows(heads)
    page.set_paper(9 if fsum(widths) <= A4 else 8)
    if fsum(widths) <= A3:
        page.fit_to_pages(1, 0)
    else:
        page.set_print_scale(SMALLEST)
        page.repeat_columns(0)


def _sheet(book: Any, name: str, sheet: Sheet, lang: str) -> None:
    """One table: names of the columns frozen, filtered, and explained in a note."""
    page = book.add_worksheet(name)
    frame = steady(sheet.frame)
    head = book.add_format(
        {"bold": True, "bottom": 1, "bottom_color": INK, "bg_color": SHADES[1], "text_wrap": True, "valign": "bottom"}
    )
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(frame.height, 1), max(frame.width - 1, 0))
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{frame.height + 1}"})  # codes are text
    day = book.add_format({"num_format": DAY.to(lang), "align": "left", **UNDER})
    whole = book.add_format({"num_format": "#,##0", **UNDER})
    printed = {
        column: [_spoken(value, sheet.said.get(column, UNSAID), lang) for value in frame[column]]
        for column in frame.columns
    }
    widths = _widths(printed)
    for x, (column, kind) in enumerate(frame.schema.items()):
        page.write_string(0, x, column, head)
        said = sheet.said.get(column, UNSAID)
        meaning = said.meaning.to(lang)
        if meaning and meaning.lower() != column.lower():
            page.write_comment(0, x, meaning, {"author": "dxcompare", "font_size": 9})
        form = book.add_format(_form(kind, said) | UNDER)
        free = kind.is_float() and said.decimals is None and said.unit != "%"  # a number as it is printed
        for y, value in enumerate(printed[column], 1):
            other = (
                day
                if isinstance(value, dt.date)
                else whole
                if free and isinstance(value, float) and value.is_integer()
                else form
            )
            _cell(page, y, x, value, other, f"{name}!{column}")
        page.set_column(x, x, widths[x])
    page.set_row(0, _height([f"{column}    " for column in frame.columns], widths))  # with the arrow of the filter
    for y, row in enumerate(zip(*printed.values(), strict=True), 1):
        page.set_row(y, _height(row, widths))
    _paper(page, widths or [10.0], frame.height, 0)


def _widths(printed: dict[str, list[Any]]) -> list[float]:
    """The widths of columns: as wide as what stands there, and so narrow that the table is as wide as the paper."""
    wanted = [
        max([10, min(width_of(column) + 4, HEADING), *(width_of(line) for one in values for line in _lines(one))])
        for column, values in printed.items()
    ]
    for paper in (A4, A3):
        for widest in WIDEST:
            widths = [min(one, widest) * 1.1 for one in wanted]
            if fsum(widths) <= paper:
                return widths
    return [min(one, WIDEST[2]) * 1.1 for one in wanted]


def _lines(value: object) -> list[str]:
    """The lines of a text; numbers and dates are never wrapped, and wide columns are not made for them."""
    if isinstance(value, str):
        return value.split("\n")
    return [] if value is None else ["0" * (16 if isinstance(value, dt.date) else 10)]


def _height(row: Iterable[object], widths: list[float]) -> float:
    """The height of a row whose texts wrap: said, since programs differ in what they make of rows of which it is not."""
    lines = (
        sum(max(1, -(-width_of(line) // int(width / 1.1))) for line in _lines(value))
        for value, width in zip(row, widths, strict=True)
    )
    return min(LINE * max(1, 1, *lines), HIGHEST)


#: The line under each row.
UNDER = {"bottom": 1, "bottom_color": RULE}


#: How a day is shown.
DAY = Text('yyyy"年"m"月"d"日"', "d mmm yyyy")


def _spoken(value: object, said: Said, lang: str) -> object:
    """A value as a person reads it: yes or no, a day as a date; of what is known to the month or year, that."""
    if isinstance(value, bool):
        return Text("はい" if value else "いいえ", "yes" if value else "no").to(lang)
    if said.date and isinstance(value, str):
        year, *rest = (int(part) for part in value.split("-"))
        if len(rest) == 2:
            return dt.date(year, *rest)
        return Text("".join([f"{year}年", *(f"{month}月" for month in rest)]), value).to(lang)
    return value


def _cell(page: Any, y: int, x: int, value: object, form: Any, where: str) -> None:
    if value is None:
        page.write_blank(y, x, None, form)
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
    return {"text_wrap": True}


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
