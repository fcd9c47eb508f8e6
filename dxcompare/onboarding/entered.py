"""What people filled into a workbook of ours, as texts: nothing that Excel made of them is taken for what was typed."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dxcompare.onboarding.new import FOLDER
from dxcompare.onboarding.sheets import GUIDE, MARK, Page, named
from dxcompare.onboarding.workbook import KNOWN, LISTS
from dxcompare.tables import like
from dxcompare.words.faults import Fault, Place, needed, unlisted
from dxcompare.words.text import Text

#: From here Excel shows a number otherwise than it was typed.
LONGEST = 10**11
#: How a cell shows a whole number as its digits.
_PLAIN = ("General", "@", "0")
#: How the first cells of our workbooks begin; and the sheets that only a workbook of a city has.
_OURS = "dxcompare "
_SHEETS = {"plan.yaml", "measures.csv"}
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
    """What a workbook of ours is, wherever its first sheet now stands; nothing of any other file."""
    if path.read_bytes()[:4] != b"PK\x03\x04":
        return ""
    try:
        book = _open(path)
    except Exception:
        return ""
    first = next((text for sheet in book.worksheets if (text := _first(sheet, "A1")).startswith(_OURS)), "")
    return first or (
        MARK if {page.file for sheet in book.worksheets if (page := named(sheet.title))} >= _SHEETS else ""
    )


def read(path: Path, faults: list[Fault]) -> Book:
    """The filled sheets of a workbook; what is wrong is added to the faults."""
    book = _open(path)
    found, notes = [], []
    first = next((sheet for sheet in book.worksheets if _first(sheet, "A1") == MARK), None)
    for sheet in book.worksheets:  # one that is hidden is filled in as well
        if sheet is first or sheet.title == LISTS:
            continue
        page, file = named(sheet.title.strip()), f"{path.name} [{sheet.title}]"
        if page is None:
            if sheet.dimensions != "A1:A1":
                notes.append(
                    Text(f"{file}: 様式にないシートなので読んでいません", f"{file}: no sheet of ours, not read")
                )
            continue
        _merged(sheet, file, faults)
        entered = _upright(sheet, page, file, faults) if page.upright else _table(sheet, page, file, faults)
        for row in entered.rows:
            _words(page, row, faults)
        found.append(entered)
    folder = _first(first, "B2").strip() if first else ""
    if first and folder and not FOLDER.fullmatch(folder):
        data = {"found": folder, "pattern": "01202_hakodate"}
        faults.append(Fault(Place(f"{path.name} [{first.title}]", 2), "pattern", data))
        folder = ""
    return Book(folder, found, notes)


def _first(sheet: Any, address: str) -> str:
    return str(sheet[address].value or "")


def _merged(sheet: Any, file: str, faults: list[Fault]) -> None:
    """Cells that were merged: which rows or columns a text is of cannot be told."""
    for area in sheet.merged_cells.ranges:
        value = sheet.cell(area.min_row, area.min_col).value
        if value is not None:
            heading = _first(sheet, sheet.cell(1, area.min_col).coordinate) or None
            data = {"found": str(value), "range": area.coord}
            faults.append(Fault(Place(file, area.min_row, heading), "merged_cells", data))


def _filled(sheet: Any) -> Iterator[tuple[int, dict[int, Any]]]:
    """The rows that hold anything, each with its filled cells by their columns: a cell far away costs nothing."""
    rows: dict[int, dict[int, Any]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value is not None:
            rows.setdefault(row, {})[column] = cell
    yield from rows.items()


def _open(path: Path) -> Any:
    openpyxl = needed("openpyxl", "openpyxl")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lists of choices as Excel saves them
        return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))  # of a path it looks at the ending


def _upright(sheet: Any, page: Page, file: str, faults: list[Fault]) -> Entered:
    row = Row(Place(file))
    for number, cells in _filled(sheet):
        heading = str(cells[1].value).strip() if 1 in cells else ""
        place = Place(file, number, heading)
        text = typed(cells[2], place, faults) if 2 in cells else ""
        for column, cell in cells.items():
            if column > 2 and not _guide([cell]):
                faults.append(Fault(place, "beside", {"found": str(cell.value), "at": cell.coordinate}))
        name = page.column(heading)
        if name:
            row.cells[name], row.places[name] = text, place
        elif heading or text:
            faults.append(Fault(place, "unknown_key", {"found": heading}))
    return Entered(page, [row] if any(row.cells.values()) else [], [])


def _table(sheet: Any, page: Page, file: str, faults: list[Fault]) -> Entered:
    lines = dict(_filled(sheet))
    heads = {column: _heading(cell, file, faults) for column, cell in lines.pop(1, {}).items()}
    names: dict[int, str] = {}
    free: list[str] = []
    page = max(_like(page), key=lambda one: sum(one.column(heading) is not None for heading in heads.values()))
    for column, heading in heads.items():
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
    for number, cells in lines.items():
        if _guide(cells.values()):
            continue
        row = Row(Place(file, number))
        for column, name in names.items():
            place = row.places[name] = Place(file, number, heads[column])
            row.cells[name] = typed(cells[column], place, faults) if column in cells else ""
        for column, cell in cells.items():
            if not heads.get(column) and (text := typed(cell, Place(file, number), faults)):
                faults.append(Fault(Place(file, number), "no_heading", {"found": text}))
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
