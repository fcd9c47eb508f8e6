"""Reading one file: a CSV or YAML file becomes records of text, each with its place.

Nothing is interpreted here. A record is one row of a CSV file or one mapping of a YAML file; its
cells are the texts as they stand. What is wrong with a file's form becomes a fault, and the file is
still read as far as it can be, so that one run finds all faults.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dxcompare.words.faults import Fault, Place


@dataclass(frozen=True)
class Record:
    """A row of a CSV file, or a mapping of a YAML file: cells of text and where they stand."""

    file: str
    row: int | None
    cells: dict[str, str]
    rows: dict[str, int] = field(default_factory=dict)  # YAML: the line of each key

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def place(self, column: str | None = None) -> Place:
        return Place(self.file, self.rows.get(column or "", self.row), column)


@dataclass
class Sheet:
    """A CSV file: its headings in order and its records."""

    file: str
    columns: list[str]
    records: list[Record]

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)


class Reader:
    """Reads files below a root and gathers the faults of their form."""

    def __init__(self, root: Path):
        self.root = root
        self.faults: list[Fault] = []
        self.absent: set[tuple[str, str]] = set()  # file, column or key that is not there

    def fault(self, place: Place, kind: str, hint: str | None = None, **data: object) -> None:
        self.faults.append(Fault(place, kind, data, hint))

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def text(self, path: Path) -> str:
        """The text of a file, decoded as UTF-8 with LF line ends."""
        file, raw = Place(self.name(path)), path.read_bytes()
        if raw.startswith(b"\xef\xbb\xbf"):
            self.fault(file, "bom", "excel_bom")
            raw = raw[3:]
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            try:
                text, hint = raw.decode("cp932"), "shift_jis"
            except UnicodeDecodeError:
                text, hint = raw.decode("utf-8", errors="replace"), None
            self.fault(file, "encoding", hint)
        if "\r" in text:
            found = "CRLF" if "\r\n" in text else "CR"
            self.fault(file, "line_ends", "line_ends", found=found)
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def sheet(self, path: Path, required: Sequence[str] | None = None, optional: Sequence[str] = ()) -> Sheet:
        """Read a CSV file; with `required`, its headings must be those and may be `optional`."""
        file = self.name(path)
        try:
            lines = list(csv.reader(io.StringIO(self.text(path), newline=""), strict=True))
        except csv.Error as error:
            self.fault(Place(file), "csv", problem=str(error))
            return Sheet(file, [], [])
        columns = [cell.strip() for cell in lines[0]] if lines else []
        if required is not None:
            self._headings(Place(file, 1), columns, required, optional)
        records = []
        for row, cells in enumerate(lines[1:], start=2):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                self.fault(Place(file, row), "width", "comma", found=len(cells), columns=len(columns))
                continue
            values = [cell.strip() for cell in cells]
            records.append(Record(file, row, dict(zip(columns, values, strict=False))))
        return Sheet(file, columns, records)

    def _headings(self, place: Place, found: list[str], required: Sequence[str], optional: Sequence[str]) -> None:
        self.names("column", place, dict.fromkeys(found, place), required, optional)
        for name in {name for name in found if found.count(name) > 1}:
            self.fault(place, "duplicate", found=name, first=place)

    def names(
        self, what: str, place: Place, found: dict[str, Place], required: Sequence[str], optional: Sequence[str]
    ) -> None:
        """Fault unknown and missing names; a name misspelt is one fault, not two."""
        missing = [name for name in required if name not in found]
        self.absent.update((place.file, name) for name in missing)
        for name, at in found.items():
            if name not in required and name not in optional:
                near = difflib.get_close_matches(name, missing or [*required, *optional], 1)
                self.fault(
                    at, f"unknown_{what}", "did_you_mean" if near else None, found=name, near=near[0] if near else ""
                )
                missing = [other for other in missing if other not in near]
        for name in missing:
            self.fault(place, f"missing_{what}", name=name)

    def yaml(self, path: Path) -> object:
        """Read a YAML file into records, lists and texts; all scalars are texts."""
        file = self.name(path)
        try:
            node = yaml.compose(self.text(path), Loader=yaml.BaseLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self.fault(
                Place(file, mark.line + 1 if mark else None), "yaml", problem=getattr(error, "problem", str(error))
            )
            return None
        return self._node(file, node)

    def _node(self, file: str, node: Any) -> object:
        if isinstance(node, yaml.MappingNode):
            cells: dict = {}
            rows: dict[str, int] = {}
            for key, value in node.value:
                row = key.start_mark.line + 1
                if key.value in rows:
                    self.fault(Place(file, row), "duplicate", found=key.value, first=Place(file, rows[key.value]))
                cells[key.value], rows[key.value] = self._node(file, value), row
            return Record(file, node.start_mark.line + 1, cells, rows)
        if isinstance(node, yaml.SequenceNode):
            return [self._node(file, item) for item in node.value]
        return node.value.strip() if node is not None else None

    def mapping(self, path: Path, keys: tuple[Sequence[str], Sequence[str]]) -> Record | None:
        """Read a YAML file that is one mapping with exactly these keys."""
        record = self.yaml(path)
        if not isinstance(record, Record):
            if not any(fault.place.file == self.name(path) for fault in self.faults):
                self.fault(Place(self.name(path)), "yaml", problem="not a mapping")
            return None
        self.keys(record, *keys)
        return record

    def keys(self, record: Record, required: Sequence[str], optional: Sequence[str] = ()) -> None:
        """Fault every key that is unknown or missing."""
        found = {key: Place(record.file, record.rows[key]) for key in record.cells}
        self.names("key", Place(record.file, record.row), found, required, optional)
