"""The sheets of an official file: CSV in the encodings that ministries use, Excel workbooks, and either in a zip."""

from __future__ import annotations

import csv
import io
import re
import zlib
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from dxcompare.sources.csv_text import separator
from dxcompare.sources.encodings import decoded, other
from dxcompare.words.faults import Fault, Place

Rows = list[tuple[int, list[str]]]
#: How a page begins that somebody saved under the name of a workbook.
_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml|<table|<meta)", re.IGNORECASE)
#: What zip programs and spreadsheets put beside files.
_JUNK = re.compile(r"(^|/)(__MACOSX/|~\$|\._)")
#: What reading a broken archive raises.
_BROKEN = (BadZipFile, UnicodeDecodeError, RuntimeError, NotImplementedError, EOFError, zlib.error)
#: No table is larger than this unpacked, in bytes, nor wider.
LARGEST, WIDEST = 200_000_000, 4_000


@dataclass(frozen=True)
class Sheet:
    """A sheet: what messages call it, its own name, and its rows that are not blank, each with its number."""

    file: str
    name: str
    rows: Rows
    hidden: bool = False


def sheets(path: Path, faults: list[Fault]) -> list[Sheet]:
    """The sheets of a file that have rows, in order; of a CSV file in any encoding that the data may have."""
    found = [_tidy(sheet) for sheet in _sheets(path.name, path.read_bytes(), faults)]
    found = [sheet for sheet in found if sheet.rows]
    if not faults and not any(len(sheet.rows) > 1 for sheet in found):
        faults.append(Fault(Place(path.name), "empty"))
    return found


def _tidy(sheet: Sheet) -> Sheet:
    rows = [(number, [cell.strip() for cell in row]) for number, row in sheet.rows]
    return Sheet(sheet.file, sheet.name, [(number, row) for number, row in rows if any(row)], sheet.hidden)


def _sheets(name: str, raw: bytes, faults: list[Fault]) -> list[Sheet]:
    if raw[:4] in (b"PK\x03\x04", b"PK\x05\x06"):  # the other is an archive with nothing in it
        return _packed(name, raw, faults)
    if raw[:4] == b"\xd0\xcf\x11\xe0":
        faults.append(Fault(Place(name), "old_excel"))
        return []
    if _PAGE.match(raw.removeprefix(b"\xef\xbb\xbf")[:1000]):
        faults.append(Fault(Place(name), "web_page"))
        return []
    if what := other(raw):
        faults.append(Fault(Place(name), "other_file", {"what": what}))
        return []
    return [Sheet(name, "", _text(name, raw, faults))]


def _packed(name: str, raw: bytes, faults: list[Fault]) -> list[Sheet]:
    """A workbook, or an archive of such files; the names in it may be Shift_JIS."""
    try:
        with ZipFile(io.BytesIO(raw), metadata_encoding="cp932") as archive:
            members = archive.namelist()
            if "[Content_Types].xml" in members:
                return _workbook(name, raw, faults)
            inside = [one for one in members if re.search(r"\.(xlsx|csv)$", one, re.IGNORECASE)]
            inside = [one for one in inside if not _JUNK.search(one)]
            if any(archive.getinfo(one).file_size > LARGEST for one in inside):
                faults.append(Fault(Place(name), "too_big", {"most": LARGEST // 10**6}))
                return []
            found = [sheet for one in inside for sheet in _sheets(one.rpartition("/")[2], archive.read(one), faults)]
    except _BROKEN:
        faults.append(Fault(Place(name), "old_excel"))
        return []
    if not inside:
        faults.append(Fault(Place(name), "no_table", {"found": members}))
    return found


def _text(name: str, raw: bytes, faults: list[Fault]) -> Rows:
    text, encoding = decoded(raw)
    if encoding is None or "\x00" in text:
        faults.append(Fault(Place(name), "no_encoding"))
        return []
    try:
        rows = list(enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1))
    except csv.Error as error:
        faults.append(Fault(Place(name), "csv", {"problem": str(error)}))
        return []
    filled = next((row for _, row in rows if any(row)), [])
    if what := separator(filled):
        faults.append(Fault(Place(name, 1), "separator", {"what": what}))
        return []
    return rows


def _workbook(name: str, raw: bytes, faults: list[Fault]) -> list[Sheet]:
    try:
        import openpyxl  # type: ignore[import-untyped]
    except ImportError:
        faults.append(Fault(Place(name), "no_openpyxl"))
        return []
    with ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > LARGEST:
            faults.append(Fault(Place(name), "too_big", {"most": LARGEST // 10**6}))
            return []
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
        sums = openpyxl.load_workbook(io.BytesIO(raw)) if _formulas(raw) else None
    except Exception:  # a broken part ends in whatever the reader of that part raises
        faults.append(Fault(Place(name), "old_excel"))
        return []
    several = len(book.worksheets) > 1
    found = []
    for sheet in book.worksheets:
        file = f"{name} [{sheet.title}]" if several else name
        filled = {at: cell for at, cell in sheet._cells.items() if cell.value is not None}
        for (row, column), cell in sums[sheet.title]._cells.items() if sums else ():
            if cell.data_type == "f" and (row, column) not in filled:
                faults.append(
                    Fault(
                        Place(file, row, cell.column_letter), "excel_formula", {"found": str(cell.value)}, "recalculate"
                    )
                )
        far = max((column for _, column in filled), default=0)
        if far > WIDEST:
            at = next(at for at in filled if at[1] == far)
            data = {"found": str(filled[at].value)[:40]}
            faults.append(Fault(Place(file, at[0], filled[at].column_letter), "stray", data))
            continue
        lines = {row: [""] * far for row, _ in filled}
        for (row, column), cell in filled.items():
            lines[row][column - 1] = printed(cell)
        hidden = sheet.sheet_state != "visible"
        found.append(Sheet(file, sheet.title, sorted(lines.items()), hidden))
    book.close()
    return found


def _formulas(raw: bytes) -> bool:
    """Whether a workbook has formulas."""
    with ZipFile(io.BytesIO(raw)) as archive:
        sheets = [one for one in archive.namelist() if one.startswith("xl/worksheets/") and one.endswith(".xml")]
        return any(re.search(rb"<f[ >/]", archive.read(one)) for one in sheets)


def printed(cell: Any) -> str:
    """A cell as the sheet shows it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%Y/%m/%d}"
    shown = re.search(r"0(?:\.(0+))?(%)?", cell.number_format)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and shown:
        exact = Decimal(repr(value)) * (100 if shown[2] else 1)
        unit = Decimal(1).scaleb(-len(shown[1] or ""))
        return f"{exact.quantize(unit, ROUND_HALF_UP)}{shown[2] or ''}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
