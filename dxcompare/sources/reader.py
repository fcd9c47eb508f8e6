"""Reading one file: a CSV or YAML file becomes records of text, each with its place.

Nothing is interpreted here. A record is one row of a CSV file or one mapping of a YAML file; its
cells are the texts as they stand. What is wrong with a file's form becomes a fault, and the file is
still read as far as it can be, so that one run finds all faults.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dxcompare.sources import accidents, typed, values
from dxcompare.sources.encodings import decoded
from dxcompare.sources.parsers import readable
from dxcompare.tables.raw import Form
from dxcompare.words.faults import Fault, Place, unlisted


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
    """A CSV file: its headings in order, its records, its form, and the headings of its own (periods, groups)."""

    file: str
    columns: list[str]
    records: list[Record]
    form: Form | None = None
    free: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)


class Reader:
    """Reads files below a root and gathers the faults of their form."""

    def __init__(self, root: Path):
        self.root = root
        self.faults: list[Fault] = []
        self.notes: list[Fault] = []  # what is read all the same
        self.absent: set[tuple[str, str]] = set()  # file, column or key that is not there

    def fault(self, place: Place, kind: str, hint: str | None = None, **data: object) -> None:
        self.faults.append(Fault(place, kind, data, hint))

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def text(self, path: Path) -> str:
        """The text of a file. Its encoding and line ends may be those of any spreadsheet program; others than ours are noted."""
        file, raw = Place(self.name(path)), path.read_bytes()
        text, encoding = decoded(raw)
        if encoding is None:
            self.fault(file, "encoding")
        elif encoding != "UTF-8":
            self.notes.append(Fault(file, "read_encoding", {"found": encoding}))
        if "\r" in text:
            found = "CRLF" if "\r\n" in text else "CR"
            self.notes.append(Fault(file, "read_line_ends", {"found": found}))
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if (whole := accidents.composed(text)) != text:
            self.notes.append(Fault(file, "read_decomposed"))
        return whole

    def sheet(self, path: Path, *forms: Form) -> Sheet:
        """Read a CSV file and hold it against its form; of several, against the one that is most like it."""
        file = self.name(path)
        try:
            lines = list(csv.reader(io.StringIO(self.text(path), newline=""), strict=True))
        except csv.Error as error:
            self.fault(Place(file), "csv", problem=str(error))
            return Sheet(file, [], [], forms[0] if forms else None)
        columns = [cell.strip() for cell in lines[0]] if lines else []
        form = max(forms, key=lambda form: len({*columns} & {*form.columns}), default=None)
        free = self._headings(Place(file, 1), columns, form) if form else []
        records = []
        for row, cells in enumerate(lines[1:], start=2):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                self.fault(Place(file, row), "width", "comma", found=len(cells), columns=len(columns))
                continue
            texts = [cell.strip() for cell in cells]
            records.append(Record(file, row, dict(zip(columns, texts, strict=False))))
        self.faults += filter(None, [typed.accident(name, Place(file, 1, name)) for name in columns])
        self.faults += typed.faults(records, form)
        if form:
            self._words(records, form)
        return Sheet(file, columns, records, form, free)

    def _words(self, records: Iterable[Record], form: Form) -> None:
        """Fault what is not in the closed list of its column."""
        for name, raw in form.columns.items():
            for record in records if raw.words else ():
                if record[name] and values.tidy(record[name]) not in raw.words:
                    self.faults.append(unlisted(record.place(name), values.tidy(record[name]), raw.words))

    def _headings(self, place: Place, found: list[str], form: Form) -> list[str]:
        """Hold headings against a form; returns those that stand there under headings of their own."""
        heads = form.free.heads if form.free else ""
        places = {name: Place(place.file, place.row, name) if heads else place for name in found}
        free = self._names("column", place, places, form.required(found), form.columns, heads)
        for name in {name for name in found if found.count(name) > 1}:
            self.fault(place, "duplicate", found=name, first=place)
        return free

    def _names(
        self,
        what: str,
        place: Place,
        found: dict[str, Place],
        required: list[str],
        known: Iterable[str],
        heads: str = "",
    ) -> list[str]:
        """Fault unknown and missing names; a name misspelt is one fault, not two.

        `heads`: how the names of columns that stand there under headings of their own are read, if there are such;
        these are returned.
        """
        free = []
        missing = [name for name in required if name not in found]
        self.absent.update((place.file, name) for name in missing)
        for name, at in found.items():
            if name not in known:
                near = difflib.get_close_matches(name, missing or known, 1)
                if heads and readable(name, heads) and not (missing and near):
                    free.append(name)
                    continue
                self.fault(at, f"unknown_{what}", "did_you_mean" if near else None, found=name, near="".join(near))
                missing = [other for other in missing if other not in near]
        for name in missing:
            self.fault(place, f"missing_{what}", name=name)
        return free

    def yaml(self, path: Path) -> object:
        """Read a YAML file into records, lists and texts; all scalars are texts."""
        return self.parsed(self.name(path), self.text(path))

    def parsed(self, file: str, text: str) -> object:
        """The text of such a file; `file` is what messages call it."""
        try:
            node = yaml.compose(text, Loader=yaml.BaseLoader)
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
                inner = self._node(file, value)
                if isinstance(inner, Record):  # the keys of a mapping within are named after it
                    cells |= {f"{key.value}.{name}": cell for name, cell in inner.cells.items()}
                    rows |= {f"{key.value}.{name}": row for name, row in inner.rows.items()}
                else:
                    cells[key.value], rows[key.value] = inner, row
            return Record(file, node.start_mark.line + 1, cells, rows)
        if isinstance(node, yaml.SequenceNode):
            return [self._node(file, item) for item in node.value]
        return node.value.strip() if node is not None else None

    def mapping(self, path: Path, form: Form) -> Record | None:
        """Read a YAML file that is one mapping with the keys of its form."""
        record = self._mapping(path)
        if record:
            self._keys(record, form)
        return record

    def listed(self, path: Path, form: Form) -> list[Record]:
        """Read a YAML file that is a list of such mappings, under the one key that its form names."""
        top, key = self._mapping(path), form.file.listed
        if top is None:
            return []
        self._names("key", top.place(), {name: Place(top.file, row) for name, row in top.rows.items()}, [key], [key])
        found: object = top.cells.get(key)
        records = [one for one in found if isinstance(one, Record)] if isinstance(found, list) else []
        for record in records:
            self._keys(record, form)
        return records

    def _mapping(self, path: Path) -> Record | None:
        record = self.yaml(path)
        if isinstance(record, Record):
            return record
        if not any(fault.place.file == self.name(path) for fault in self.faults):
            self.fault(Place(self.name(path)), "yaml", problem="not a mapping")
        return None

    def _keys(self, record: Record, form: Form) -> None:
        """Hold a mapping against its form: every key that is unknown or missing, every word not in its list."""
        for key, cell in record.cells.items():
            if not isinstance(cell, str):
                self.fault(record.place(key), "not_text", found=key)
                record.cells[key] = ""
        within = {name.partition(".")[0] for name in form.columns if "." in name}
        found = {
            key: Place(record.file, record.rows[key]) for key, cell in record.cells.items() if cell or key not in within
        }
        self._names("key", Place(record.file, record.row), found, form.required(found), form.columns)
        self.faults += typed.faults([record], form)
        self._words([record], form)
