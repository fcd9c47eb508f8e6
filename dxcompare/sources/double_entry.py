"""Comparing two independent transcriptions of the same document, cell by cell.

Only what the document prints is compared: what is declared as ours (English names, places, our own words and
ids) is not.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from dxcompare.sources.reader import Reader, Record
from dxcompare.tables import like
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.faults import DataFaults


@dataclass(frozen=True)
class Difference:
    """A cell in which two transcriptions differ; `row` counts in the first, as a spreadsheet does."""

    file: str
    row: int | None
    column: str
    first: str
    second: str


@dataclass(frozen=True)
class Comparison:
    """Two transcriptions compared.

    Attributes
    ----------
    cells : int
        Cells compared: those that at least one of the two fills.
    differences : list of Difference
    """

    cells: int
    differences: list[Difference]


def compare(first: Path, second: Path) -> Comparison:
    """Compare two folders that transcribe the same document.

    Raises
    ------
    DataFaults
        If a file of either is not in the form of its kind.
    """
    names = sorted(
        {
            path.relative_to(folder).as_posix()
            for folder in (first, second)
            for path in folder.rglob("*")
            if path.suffix in {".csv", ".yaml"}
        }
    )
    cells, differences = 0, []
    for name in names:
        forms = declared(name)
        if not any(form.file.ours for form in forms):
            ours = {column for form in forms for column, raw in form.columns.items() if raw.ours}
            count, found = _file(name, _records(first, name), _records(second, name), ours)
            cells += count
            differences += found
    return Comparison(cells, differences)


def declared(name: str) -> list[Form]:
    """How a file of a plan's folder, or of a survey in it, is declared."""
    survey = re.fullmatch(r"surveys/[^/]+/(.+)", name)
    return like(survey[1], Folder.SURVEY) if survey else like(name, Folder.PLAN)


def _records(folder: Path, name: str) -> list[Record]:
    path = folder / name
    if not path.is_file():
        return []
    reader = Reader(folder)
    if path.suffix == ".csv":
        records = reader.sheet(path).records
    else:
        top = reader.yaml(path)
        records = [top] if isinstance(top, Record) else []
    if reader.faults:
        raise DataFaults(reader.faults)
    return records


def _file(name: str, first: list[Record], second: list[Record], ours: set[str]) -> tuple[int, list[Difference]]:
    """How many cells there are, and which differ; but for the columns that are `ours`."""
    columns = list(
        dict.fromkeys(column for record in [*first, *second] for column in record.cells if column not in ours)
    )
    cells, differences = 0, []
    for one, other in _aligned(first, second, columns):
        row = one.row if one else None
        for column in columns:
            a, b = one[column] if one else "", other[column] if other else ""
            cells += bool(a or b)
            if a != b:
                differences.append(Difference(name, row, column, a, b))
    return cells, differences


def _aligned(
    first: list[Record], second: list[Record], columns: list[str]
) -> list[tuple[Record | None, Record | None]]:
    """Pairs of records: in order, except where one side has rows the other lacks."""
    if len(first) == len(second):
        return list(zip(first, second, strict=True))
    one = [tuple(record[column] for column in columns) for record in first]
    two = [tuple(record[column] for column in columns) for record in second]
    pairs: list[tuple[Record | None, Record | None]] = []
    for _, a, b, c, d in difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        length = max(b - a, d - c)
        pairs += [(first[a + i] if a + i < b else None, second[c + i] if c + i < d else None) for i in range(length)]
    return pairs
