"""The cells of an official file: CSV in the encodings that ministries use, or an Excel workbook."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from dxcompare.words.faults import Fault, Place

Rows = list[tuple[int, list[str]]]


def cells(path: Path, faults: list[Fault]) -> Rows:
    """The rows that are not blank, each with its number as a spreadsheet counts it.

    The encoding is UTF-8, with or without a byte order mark, or Shift_JIS (CP932).
    """
    raw = path.read_bytes()
    if raw[:4] == b"PK\x03\x04":
        rows = _workbook(path, faults)
    elif raw[:4] == b"\xd0\xcf\x11\xe0":
        faults.append(Fault(Place(path.name), "old_excel"))
        return []
    else:
        rows = _text(path.name, raw, faults)
    rows = [(number, [cell.strip() for cell in row]) for number, row in rows]
    rows = [(number, row) for number, row in rows if any(row)]
    if not faults and len(rows) < 2:
        faults.append(Fault(Place(path.name), "empty"))
    return rows


def _text(name: str, raw: bytes, faults: list[Fault]) -> Rows:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        faults.append(Fault(Place(name), "no_encoding"))
        return []
    if "\x00" in text:
        faults.append(Fault(Place(name), "no_encoding"))
        return []
    try:
        return list(enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1))
    except csv.Error as error:
        faults.append(Fault(Place(name), "csv", {"problem": str(error)}))
        return []


def _workbook(path: Path, faults: list[Fault]) -> Rows:
    try:
        import openpyxl  # type: ignore[import-untyped]
    except ImportError:
        faults.append(Fault(Place(path.name), "no_openpyxl"))
        return []
    from zipfile import BadZipFile

    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except (BadZipFile, KeyError, ValueError, openpyxl.utils.exceptions.InvalidFileException):
        faults.append(Fault(Place(path.name), "old_excel"))
        return []
    sheet: Any = book.worksheets[0]
    rows = [(number, [printed(cell) for cell in row]) for number, row in enumerate(sheet.iter_rows(), start=1)]
    book.close()
    return rows


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
