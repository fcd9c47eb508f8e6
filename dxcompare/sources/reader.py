"""Reading one file: a CSV or YAML file becomes records of text, each with its place.

Nothing is interpreted here. A record is one row of a CSV file or one mapping of a YAML file; its
cells are the texts as they stand. What is wrong with a file's form becomes a fault, and the file is
still read as far as it can be, so that one run finds all faults.
"""

from __future__ import annotations

import difflib
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from dxcompare.sources import accidents, csv_text, encodings, entries, typed, values, yaml_text
from dxcompare.sources.encodings import LOST, decoded
from dxcompare.sources.parsers import readable
from dxcompare.tables.raw import Form
from dxcompare.words.faults import Fault, Place, unlisted
from dxcompare.words.system import said

#: Faults after which links between files cannot be judged: something was not read.
UNREAD = frozenset(
    "no_folder no_file misnamed unknown_folder same_name file_name link no_plain_file empty_folder folder_for_file "
    "file_for_folder not_readable encoding too_large_file csv empty_file too_many other_file other_headings separator "
    "heading_row width widths yaml yaml_remark yaml_null yaml_sign yaml_deep yaml_mapping yaml_list yaml_key".split()
)
#: The largest file that is read, in MB: of an official table; of a card.
LARGEST, LARGEST_CARD = 50, 1
#: Rows in which headings are looked for where the first has none.
_ABOVE = 20
#: Rows of another width that are told one by one; rows that stand there again, and columns that no file has so many of.
_SHOWN, _AGAIN, _COLUMNS = 5, 20, 500


@dataclass(slots=True)
class Record:
    """A row of a CSV file, or a mapping of a YAML file: cells of text and where they stand."""

    file: str
    row: int | None
    cells: dict[str, str]
    rows: dict[str, int] = field(default_factory=dict)  # YAML: the line of each key

    def __getitem__(self, column: str) -> str:
        text = self.cells.get(column)
        return text if text.__class__ is str else ""  # a list where a text is due, which is a fault

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
        self.shift_jis: set[str] = set()  # files in an encoding that has not every letter

    def fault(self, place: Place, kind: str, hint: str | None = None, **data: object) -> None:
        self.faults.append(Fault(place, kind, data, hint))

    @cached_property
    def _above(self) -> str:
        return f"{self.root.as_posix()}/"

    def name(self, path: Path) -> str:
        """What messages call a file."""
        name, above = path.as_posix(), self._above
        if name.startswith(above):
            return entries.printed(name[len(above) :])
        return entries.printed(path.relative_to(self.root).as_posix())

    def unreadable(self, path: Path, error: OSError) -> None:
        """Fault what the system does not let us read."""
        why = said(OSError(error.errno, error.strerror))
        self.fault(Place(self.name(path)), "not_readable", why=why)

    def raw(self, path: Path, most: int = LARGEST) -> bytes | None:
        """What a file holds; what is no plain file, cannot be read or is too large is a fault."""
        place = Place(self.name(path))
        try:
            about = path.stat()
            if stat.S_ISDIR(about.st_mode):
                self.fault(place, "folder_for_file")
            elif not stat.S_ISREG(about.st_mode):  # a pipe would keep us waiting
                self.fault(place, "no_plain_file")
            elif about.st_size > most * 1_000_000:
                self.fault(place, "too_large_file", found=about.st_size // 1_000_000, most=most)
            else:
                return path.read_bytes()
        except OSError as error:
            self.unreadable(path, error)
        return None

    def text(self, path: Path, most: int = LARGEST) -> str | None:
        """The text of a file, None if it cannot be had.

        Its encoding and line ends may be those of any spreadsheet program; others than ours are noted.
        """
        raw = self.raw(path, most)
        if raw is None:
            return None
        file = Place(self.name(path))
        if what := encodings.other(raw):
            self.fault(file, "other_file", what=what)
            return None
        text, encoding = decoded(raw)
        if encoding is None:
            row = text.count("\n", 0, text.find(LOST)) + 1 if LOST in text else None
            self.fault(Place(file.file, row), "encoding")
        elif encoding != "UTF-8":
            self.notes.append(Fault(file, "read_encoding", {"found": encoding}))
            if encoding == "Shift_JIS":
                self.shift_jis.add(file.file)
        if "\r" in text:
            found = "CRLF" if "\r\n" in text else "CR"
            self.notes.append(Fault(file, "read_line_ends", {"found": found}))
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if (whole := accidents.composed(text)) != text:
            self.notes.append(Fault(file, "read_decomposed"))
        return whole

    def sheet(self, path: Path, *forms: Form) -> Sheet:
        """Read a CSV file and hold it against its form; of several, against the one that is most like it."""
        file, form = self.name(path), forms[0] if forms else None
        text = self.text(path)
        if text is None:
            return Sheet(file, [], [], form)
        try:
            lines = csv_text.rows(text)
        except csv_text.NotCsv as error:
            self.fault(Place(file, error.row), "csv", problem=error.problem)
            return Sheet(file, [], [], form)
        columns = [cell.strip(csv_text.BLANKS) for cell in lines[0]] if lines else []
        form = max(forms, key=lambda form: len({*columns} & {*form.columns}), default=None)
        if self._unlike(file, lines, columns, form):
            return Sheet(file, [], [], form)
        free = self._headings(Place(file, 1), columns, form) if form else []
        records = self._records(file, lines, columns, long=len(text) > csv_text.LONGEST)
        garbled = any(fault.kind == "encoding" and fault.place.file == file for fault in self.faults)
        if not garbled:
            self.faults += filter(None, [typed.accident(name, Place(file, 1, name)) for name in columns])
            self._typed(records, form, "?" if file in self.shift_jis else "??")
        return Sheet(file, columns, records, form, free)

    def _typed(self, records: list[Record], form: Form | None, lost: str) -> None:
        """Hold the cells of a file against its form, column by column; row by row only where something is wrong."""
        columns = [*zip(*(record.cells.values() for record in records), strict=True)]
        held = {name: {*texts} for name, texts in zip(records[0].cells, columns, strict=True)} if records else {}
        if not typed.sound(held, form, lost):
            self.faults += typed.faults(records, form, lost)
        if form and not typed.listed(held, form):
            self._words(records, form)

    def _unlike(self, file: str, lines: list[list[str]], columns: list[str], form: Form | None) -> bool:
        """Fault a file in which no row of its headings stands where it is due."""
        if not any(cell.strip() for line in lines for cell in line):
            self.fault(Place(file), "empty_file")
            return True
        if what := csv_text.separator(lines[0]):
            self.fault(Place(file, 1), "separator", what=what)
            return True
        if len(columns) > _COLUMNS:
            self.fault(Place(file, 1), "too_many", found=len(columns), most=_COLUMNS)
            return True
        if form is None:
            return False
        known, required = {*form.columns}, form.required(columns)
        lacking = [name for name in required if name not in columns]
        if not {*columns} & known:
            for row, cells in enumerate(lines[1:_ABOVE], start=2):
                if {cell.strip() for cell in cells} & known:
                    self.fault(Place(file, row), "heading_row", row=row)
                    return True
        if len(lacking) > 2 and 2 * len(lacking) > len(required):
            self.fault(Place(file, 1), "other_headings", lacking=lacking)
            return True
        return False

    def _records(self, file: str, lines: list[list[str]], columns: list[str], *, long: bool) -> list[Record]:
        """The rows below the headings; those of another width are faults, and cells too long where the file is `long`."""
        records: list[Record] = []
        wide: dict[int, int] = {}
        earlier: dict[str, int] = {}
        again: dict[int, int] = {}
        for row, cells in enumerate(lines[1:], start=2):
            texts = [cell.strip(csv_text.BLANKS) for cell in cells]
            if not any(texts):
                continue
            if len(cells) != len(columns):
                wide[row] = len(cells)
                continue
            if texts == columns:
                self.fault(Place(file, row), "headings_again")
                continue
            if (first := earlier.setdefault("\x1f".join(texts), row)) != row:
                again[row] = first
            records.append(Record(file, row, dict(zip(columns, texts, strict=True))))
            if long:
                self._too_long(records[-1])
        for row, found in wide.items():
            if len(wide) > _SHOWN:
                self.fault(Place(file, row), "widths", "comma", found=found, columns=len(columns), count=len(wide))
                break
            self.fault(Place(file, row), "width", "comma", found=found, columns=len(columns))
        if len(again) > _AGAIN:  # fewer are told one by one by who knows what a row is
            row, first = next(iter(again.items()))
            self.fault(Place(file, row), "rows_again", count=len(again), first=Place(file, first))
            return [record for record in records if record.row not in again]
        return records

    def _too_long(self, record: Record) -> None:
        for name, text in record.cells.items():
            if len(text) > csv_text.LONGEST:
                self.fault(record.place(name), "too_long", found=len(text), most=csv_text.LONGEST)
                record.cells[name] = ""

    def _words(self, records: Iterable[Record], form: Form) -> None:
        """Fault what is not in the closed list of its column; what is in it, in any width, is the word of the list."""
        for name, raw in form.columns.items():
            for record in records if raw.words else ():
                if not record[name]:
                    continue
                record.cells[name] = word = values.tidy(record[name])
                if word not in raw.words:
                    self.faults.append(unlisted(record.place(name), word, raw.words))

    def _headings(self, place: Place, found: list[str], form: Form) -> list[str]:
        """Hold headings against a form; returns those that stand there under headings of their own."""
        heads = form.free.heads if form.free else ""
        if blank := [at for at, name in enumerate(found) if not name]:
            self.fault(place, "no_headings", found=csv_text.letters(blank))
            found = [name for name in found if name]
        places = {name: Place(place.file, place.row, name) if heads else place for name in found}
        free = self._names("column", place, places, form.required(found), form.columns, heads)
        for name in dict.fromkeys(name for name in found if found.count(name) > 1):
            letters = csv_text.letters([at for at, other in enumerate(found) if other == name])
            if name:
                self.fault(place, "doubled_heading", found=name, letters=letters)
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
                if heads and not missing and readable(name, heads):
                    free.append(name)
                    continue
                near = difflib.get_close_matches(name, missing or known, 1)
                if heads and readable(name, heads) and not (missing and near):
                    free.append(name)
                    continue
                hint = "did_you_mean" if near else "period_heading" if heads == "period" else None
                self.fault(at, f"unknown_{what}", hint, found=name, near="".join(near))
                missing = [other for other in missing if other not in near]
        for name in missing:
            self.fault(place, f"missing_{what}", name=name)
        return free

    def yaml(self, path: Path) -> object:
        """Read a YAML file into records, lists and texts; all scalars are texts."""
        text = self.text(path, LARGEST_CARD)
        return None if text is None else self.parsed(self.name(path), text)

    def parsed(self, file: str, text: str) -> object:
        """The text of such a file; `file` is what messages call it."""
        try:
            return self._node(file, yaml_text.composed(text), text)
        except yaml_text.NotYaml as error:
            self.faults.append(Fault(Place(file, error.row), error.kind, error.data))
            return None

    def _node(self, file: str, node: Any, text: str) -> object:
        if isinstance(node, yaml.MappingNode):
            cells: dict = {}
            rows: dict[str, int] = {}
            for key, value in node.value:
                row = key.start_mark.line + 1
                if not isinstance(key, yaml.ScalarNode):
                    self.fault(Place(file, row), "yaml_key")
                    continue
                inner = self._node(file, value, text)
                named = {key.value: inner}
                if isinstance(inner, Record) and inner.cells:  # the keys of a mapping within are named after it
                    named = {f"{key.value}.{name}": cell for name, cell in inner.cells.items()}
                for name, cell in named.items():
                    if name in rows:
                        self.fault(Place(file, row), "duplicate", found=name, first=Place(file, rows[name]))
                    cells[name] = cell
                    rows[name] = row
                    if isinstance(inner, Record):
                        rows[name] = inner.rows.get(name.removeprefix(f"{key.value}."), row)
            return Record(file, node.start_mark.line + 1, cells, rows)
        if isinstance(node, yaml.SequenceNode):
            return [self._node(file, item, text) for item in node.value]
        if node is None:
            return None
        if mistaken := yaml_text.mistaken(text, node):
            kind, found = mistaken
            self.fault(Place(file, node.start_mark.line + 1), kind, found=found)
        return node.value.strip(csv_text.BLANKS)

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
        found: object = top.cells.get(key)
        within = any(name.startswith(f"{key}.") for name in top.cells)
        if within or not (isinstance(found, list) or found in (None, "")):
            self.fault(Place(top.file, min(top.rows.values())), "yaml_list", name=key)
            return []
        self._names("key", top.place(), {name: Place(top.file, row) for name, row in top.rows.items()}, [key], [key])
        items = found if isinstance(found, list) else []
        records = [one for one in items if isinstance(one, Record)]
        if len(records) < len(items):
            self.fault(top.place(key), "yaml_list", name=key)
        for record in records:
            self._keys(record, form)
        return records

    def _mapping(self, path: Path) -> Record | None:
        record = self.yaml(path)
        if isinstance(record, Record):
            return record
        file = self.name(path)
        if not any(fault.place.file == file for fault in self.faults):
            self.fault(Place(file), "yaml_mapping" if record is not None else "empty_file")
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
        self.faults += typed.faults([record], form, "?" if record.file in self.shift_jis else "??")
        self._words([record], form)
