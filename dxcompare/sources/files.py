"""A CSV file that is added to: read as it stands, written as every file of the data is (UTF-8, LF, no BOM)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from dxcompare.sources import csv_text
from dxcompare.sources.encodings import decoded, other
from dxcompare.tables.raw import Form
from dxcompare.words.faults import DataFaults, Fault, Place


class CsvFile:
    """A file of rows, in memory until it is saved.

    Parameters
    ----------
    path : Path
        It need not be there.
    form : Form, optional
        How it is declared: which columns a new file has, and where a further column stands.
    free : sequence of str
        The headings of its own (periods, groups) of a new file.

    Attributes
    ----------
    columns : list of str
    rows : list of dict of str to str
    """

    def __init__(self, path: Path, form: Form | None = None, free: Sequence[str] = ()):
        self.path, self.form = path, form
        lines = _lines(path) if path.is_file() else []
        self.columns = [cell.strip(csv_text.BLANKS) for cell in lines[0]] if lines else self._declared(free)
        self.rows = [
            dict(zip(self.columns, (cell.strip(csv_text.BLANKS) for cell in line), strict=False))
            for line in lines[1:]
            if any(line)
        ]
        self._before = self._written() if lines else ""

    def _declared(self, free: Sequence[str]) -> list[str]:
        """The columns of a new file: all that must be there, and those of its own where they are declared."""
        if self.form is None:
            return []
        found: list[str] = []
        for name, raw in self.form.of.raw().items():
            if raw.heads:
                found += free
            elif name in self.form.columns and not raw.optional:
                found.append(name)
        return found

    def add(self, cells: Mapping[str, str], at: int | None = None) -> dict[str, str]:
        """Add a row, at the end or at a position; a filled cell whose column is not there yet adds the column."""
        for name, text in cells.items():
            if text and name not in self.columns:
                self._column(name)
        row = {name: cells.get(name, "") for name in self.columns}
        self.rows.insert(len(self.rows) if at is None else at, row)
        return row

    def set(self, row: dict[str, str], name: str, text: str) -> None:
        """Put a text into a row; a column that is not there yet is added."""
        if name not in self.columns:
            self._column(name)
        row[name] = text

    def _column(self, name: str) -> None:
        """Add a column before what says where a row stands."""
        ends = [self.columns.index(other) for other in ("source", "page", "where") if other in self.columns]
        self.columns.insert(min(ends, default=len(self.columns)), name)
        for row in self.rows:
            row[name] = ""

    def _written(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([row.get(name, "") for name in self.columns] for row in self.rows)
        return out.getvalue()

    def changed(self) -> str | None:
        """The file as it is to be written; None if it did not change."""
        text = self._written()
        return None if text == self._before else text


def changes(files: Mapping[Path, CsvFile]) -> dict[Path, str]:
    """Those of some files that changed, as they are to be written."""
    return {path: text for path, file in files.items() if (text := file.changed()) is not None}


def whole(path: Path) -> str:
    """The text of a file that is to be written anew, its lines ending in LF.

    Raises
    ------
    DataFaults
        If it has lost letters, or is no text.
    """
    file, raw = Place(path.as_posix()), path.read_bytes()
    if what := other(raw):
        raise DataFaults([Fault(file, "other_file", {"what": what})])
    text, encoding = decoded(raw)
    if encoding is None:
        raise DataFaults([Fault(file, "encoding")])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(path: Path) -> list[list[str]]:
    """The rows of a file that people may have saved from a spreadsheet.

    Raises
    ------
    DataFaults
        If something of it would be lost when it is written anew: letters, cells beside the columns, a column of which
        there are two.
    """
    file = Place(path.as_posix())
    try:
        lines = csv_text.rows(whole(path))
    except csv_text.NotCsv as error:
        raise DataFaults([Fault(Place(file.file, error.row), "csv", {"problem": error.problem})]) from None
    heads = [cell.strip() for cell in lines[0]] if lines else []
    faults = [
        Fault(Place(file.file, 1, name), "duplicate", {"found": name, "first": Place(file.file, 1)})
        for at, name in enumerate(heads)
        if name in heads[:at]
    ]
    faults += [
        Fault(Place(file.file, row), "width", {"found": len(line), "columns": len(heads)}, "comma")
        for row, line in enumerate(lines[1:], start=2)
        if len(line) != len(heads) and any(cell.strip(csv_text.BLANKS) for cell in line)
    ]
    if faults:
        raise DataFaults(faults)
    return lines
