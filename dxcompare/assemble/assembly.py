"""The workbench of the build: rows as they are made, where each came from, what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from dxcompare.assemble import decisions
from dxcompare.assemble.decisions import Decisions
from dxcompare.sources import values
from dxcompare.sources.folders import Raw
from dxcompare.sources.forms import VOCABULARIES
from dxcompare.sources.reader import Record
from dxcompare.tables import TIDY
from dxcompare.words.faults import Fault, Place

T = TypeVar("T")


#: faults after which links between files cannot be judged
UNREAD = {"no_folder", "no_file", "csv", "yaml", "width"}


#: column of a tidy table → column of the raw file a reader has to correct.
RAW_COLUMN = {
    "measure_id": "measure",
    "kpi_id": "kpi",
    "project_id": "project",
    "question_id": "question",
    "option_id": "option",
    "group_id": "group",
    "item_id": "item",
    "erratum_id": "erratum",
    "indicator_id": "indicator",
    "baseline": "baseline_text",
    "baseline_fy": "baseline_year_text",
    "target": "target_text",
    "target_fy": "target_year_text",
    "start_fy": "start_text",
    "end_fy": "end_text",
    "formula": "formula_text",
    "note": "note_text",
    "value": "value_text",
    "from_item_id": "from_item",
    "to_item_id": "to_item",
    "claim_id": "claim",
    "theme_id": "theme",
    "derived_id": "derived",
    "first_id": "first",
    "second_id": "second",
}


#: columns that keep their text as printed although their name does not say so.
AS_PRINTED = {"ref", "mark", "track", "document"}


def _tidy(column: str, value: object) -> object:
    """A value for a tidy table: blank is null, text is normalised unless it is kept as printed."""
    if value == "":
        return None
    if isinstance(value, str) and not column.endswith("_text") and column not in AS_PRINTED:
        return values.tidy(value)
    return value


class Assembly:
    """Gathers rows, their places and faults while tables are built."""

    def __init__(self, source: Raw):
        self.raw = source
        self.faults: list[Fault] = source.reader.faults
        self.rows: dict[str, list[dict]] = {name: [] for name in TIDY}
        self.origins: list[tuple[Record, str | None, dict[str, tuple[Record, str]]]] = []
        self.options: dict[tuple[str, str], set[str]] = {}  # survey, question → its options
        self.skipped = False  # whether a fault kept rows out, so that decisions may seem unused
        self._undecided: set[tuple[str, ...]] = set()
        self.shared, self.decisions = decisions.gather(source, self.faults, complete=self.complete)
        self.idle: list[Record] = []  # rows of `all/` that decide nothing about the plans that are here

    @property
    def complete(self) -> bool:
        """Whether every file could be read, so that what is missing is missing indeed."""
        return not self.raw.reader.absent and not any(fault.kind in UNREAD for fault in self.faults)

    def fault(self, place: Place, kind: str, hint: str | None = None, **data: object) -> None:
        self.faults.append(Fault(place, kind, data, hint))

    def add(
        self,
        table: str,
        record: Record,
        cell: str | None = None,
        borrowed: dict[str, tuple[Record, str]] | None = None,
        /,
        **values: Any,
    ) -> dict:
        """Add a row to a table, made from `record` (from its `cell`, where one cell is a row).

        `borrowed` says which values stand elsewhere: column → record and cell.
        """
        row = {"_at": len(self.origins), **{k: _tidy(k, v) for k, v in values.items()}}
        self.origins.append((record, cell, borrowed or {}))
        self.rows[table].append(row)
        return row

    def place(self, row: dict, column: str | None = None) -> Place:
        """Where the value of a tidy row was printed."""
        record, own, borrowed = self.origins[row["_at"]]
        if column in borrowed:
            record, cell = borrowed[column]
            return record.place(cell)
        return record.place(own or (RAW_COLUMN.get(column, column) if column else None))

    def read(self, record: Record, column: str, parser: Callable[[str], T]) -> T | None:
        """Parse a cell; a blank is None, an unreadable text a fault and None."""
        text = record[column]
        if not text:
            return None
        try:
            return parser(text)
        except values.Unreadable as error:
            self.fault(record.place(column), error.kind, error.hint, found=error.found)
            return None

    def whole(self, record: Record, column: str) -> int | None:
        """Parse a cell as a whole number."""
        value = self.read(record, column, values.number)
        if value is not None and value != int(value):
            self.fault(record.place(column), "not_number", found=record[column])
            return None
        return None if value is None else int(value)

    def decide(self, decisions: Decisions, name: str, place: Place, text: str, *key: str) -> list[Record]:
        """What a plan's decisions say for a key of a file; nothing is a fault, once for each key."""
        found = decisions.find(name, *key)
        if not found and (name, *key) not in self._undecided:
            self._undecided.add((name, *key))
            own = f"{decisions.folder}/{name}"
            if name in VOCABULARIES:
                self.fault(place, "unmapped", "add_word", found=text, file=f"{self.shared.folder}/{name}", own=own)
            else:
                self.fault(place, "unmapped", "add_row", found=text, file=own)
        return found

    def unit_en(self, decisions: Decisions, record: Record) -> str | None:
        """What the unit that a decision on an indicator names is called in English."""
        unit = record["unit"]
        found = self.decide(decisions, "units.csv", record.place("unit"), unit, unit) if unit else []
        return found[0]["unit_en"] if found else None


def located(record: Record, *more: str) -> str:
    """The locator of a record: page, place on it, and what else narrows it down."""
    page = f"p.{record['page']}" if record["page"] else ""
    return " ".join(part for part in (page, record["where"], *more) if part)
