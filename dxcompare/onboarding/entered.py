"""What people filled into a workbook of ours, as texts: nothing that Excel made of them is taken for what was typed."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dxcompare.onboarding.sheets import GUIDE, Page, named
from dxcompare.onboarding.workbook import KNOWN
from dxcompare.tables import like
from dxcompare.words.faults import Fault, Place, needed, unlisted
from dxcompare.words.text import Text

#: From here Excel shows a number otherwise than it was typed.
LONGEST = 10**11
#: How a cell shows a whole number as its digits.
_PLAIN = ("General", "@", "0")
_ID = re.compile(r"^.*［(\w+)］$")


@dataclass
class Row:
    """A row, or a record: typed column → text, and where each stands."""

    place: Place
    cells: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def at(self, column: str) -> Place:
        return self.places.get(column, self.place)


@dataclass
class Entered:
    """A sheet as it was filled in.

    Attributes
    ----------
    page : Page
    rows : list of Row
    free : list of str
        Headings of its own, in order.
    """

    page: Page
    rows: list[Row]
    free: list[str]


@dataclass
class Book:
    """A workbook as it was filled in.

    Attributes
    ----------
    folder : str
        The city's folder, as the workbook was made for.
    sheets : list of Entered
    notes : list of Text
        What was left aside.
    """

    folder: str
    sheets: list[Entered]
    notes: list[Text]


def mark(path: Path) -> str:
    """What the first cell of a workbook says; nothing of any other file."""
    if path.read_bytes()[:4] != b"PK\x03\x04":
        return ""
    try:
        book = _open(path)
    except Exception:
        return ""
    return str(book.worksheets[0]["A1"].value or "") if book.worksheets else ""


def read(path: Path, faults: list[Fault]) -> Book:
    """The filled sheets of a workbook; what is wrong is added to the faults."""
    book = _open(path)
    found, notes = [], []
    for sheet in book.worksheets[1:]:
        if sheet.sheet_state != "visible":
            continue
        page, file = named(sheet.title), f"{path.name} [{sheet.title}]"
        if page is None:
            if sheet.dimensions != "A1:A1":
                notes.append(
                    Text(f"{file}: 様式にないシートなので読んでいません", f"{file}: no sheet of ours, not read")
                )
            continue
        entered = _upright(sheet, page, file, faults) if page.upright else _table(sheet, page, file, faults)
        for row in entered.rows:
            _words(page, row, faults)
        found.append(entered)
    return Book(str(book.worksheets[0]["B2"].value or "").strip(), found, notes)


def _open(path: Path) -> Any:
    openpyxl = needed("openpyxl", "openpyxl")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lists of choices as Excel saves them
        return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))  # of a path it looks at the ending


def _upright(sheet: Any, page: Page, file: str, faults: list[Fault]) -> Entered:
    row = Row(Place(file))
    for cells in sheet.iter_rows(max_col=2):
        heading, cell = str(cells[0].value or "").strip(), cells[1]
        place = Place(file, cell.row, heading)
        name = page.column(heading)
        text = typed(cell, place, faults)
        if name:
            row.cells[name], row.places[name] = text, place
        elif heading or text:
            faults.append(Fault(place, "unknown_key", {"found": heading}))
    return Entered(page, [row] if any(row.cells.values()) else [], [])


def _table(sheet: Any, page: Page, file: str, faults: list[Fault]) -> Entered:
    lines = sheet.iter_rows()
    heads = [(cell.column, _heading(cell, file, faults)) for cell in next(lines, ())]
    names: dict[int, str] = {}
    free: list[str] = []
    page = max(_like(page), key=lambda one: sum(one.column(heading) is not None for _, heading in heads))
    for column, heading in heads:
        name = page.column(heading)
        if name is None and heading:
            if page.form.free is None:
                faults.append(Fault(Place(file, 1, heading), "unknown_column", {"found": heading}))
                continue
            name = heading
            free.append(heading)
        if name in names.values():
            faults.append(Fault(Place(file, 1, heading), "duplicate", {"found": heading, "first": Place(file, 1)}))
        elif name:
            names[column] = name
    rows = []
    for cells in lines:
        if _guide(cells):
            continue
        row = Row(Place(file, cells[0].row))
        for cell in cells:
            heading = dict(heads).get(cell.column, "")
            place = Place(file, cell.row, heading or None)
            text = typed(cell, place, faults)
            if cell.column in names:
                row.cells[names[cell.column]], row.places[names[cell.column]] = text, place
            elif text and not heading:
                faults.append(Fault(place, "no_heading", {"found": text}))
        if any(row.cells.values()):
            rows.append(row)
    used = {name for row in rows for name, text in row.cells.items() if text}
    return Entered(page, rows, [name for name in free if name in used] if rows else [])


def _like(page: Page) -> list[Page]:
    """What the sheet may be: a schedule has years as columns, or quarters as rows."""
    return [Page(page.file, one) for one in like(page.file, *page.form.file.folders)] if page.form.free else [page]


def _heading(cell: Any, file: str, faults: list[Fault]) -> str:
    """A heading; a year that Excel holds as a number is one."""
    return typed(cell, Place(file, 1), faults)


def _guide(cells: Iterable[Any]) -> bool:
    return any(isinstance(cell.value, str) and cell.value.startswith(tuple(GUIDE)) for cell in cells)


def typed(cell: Any, place: Place, faults: list[Fault]) -> str:
    """The text of a cell as it was typed; what Excel made something else of is a fault.

    A whole number that is shown by its digits is those digits. A date, a share, a decimal number (whose last zeros are
    gone), a formula and what Excel shows in other digits are not what was typed, or may not be.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str) and cell.data_type != "f" and cell.data_type != "e":
        return "\n".join(line.strip() for line in value.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n"))
    whole = isinstance(value, int) and not isinstance(value, bool)
    whole = whole or (isinstance(value, float) and value.is_integer())
    if whole and abs(value) < LONGEST and cell.number_format in _PLAIN:
        return str(int(value))
    kind = "excel_formula" if cell.data_type in "fe" else "excel_number"
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        kind = "excel_date"
    faults.append(Fault(place, kind, {"found": f"{value}"}, "as_text"))
    return ""


def chosen(name: str, text: str) -> str:
    """The id of what was chosen of a long list: words, then the id. A printed text may end so too."""
    return _ID.sub(r"\1", text) if name in KNOWN else text


def _words(page: Page, row: Row, faults: list[Fault]) -> None:
    """Put the code in place of the words that were chosen."""
    for name, text in row.cells.items():
        if name not in page.headings or not text:
            continue
        row.cells[name] = text = chosen(name, text)
        if words := page.choices(name):
            code = next((code for code, says in words.items() if text in (code, *says)), None)
            if code is None:
                faults.append(unlisted(row.at(name), text, [says.ja for says in words.values()]))
            else:
                row.cells[name] = code
