"""Reading what lies in one folder: a row of a file is a row of its table, unless a reader says otherwise.

A table whose rows are simply the rows of a file needs nothing here: its declaration says how each cell becomes a
value. For any other file there is a reader: a function decorated with :func:`reads`, that takes the home and the
sheet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from dxcompare.assemble.assembly import NOTHING, Assembly, Known
from dxcompare.assemble.decisions import Decisions, declared
from dxcompare.sources.folders import PlanFolder
from dxcompare.sources.parsers import PARSERS
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables import TIDY
from dxcompare.tables.columns import DATE
from dxcompare.tables.raw import Raw, Typed
from dxcompare.words.faults import Place


@dataclass
class Home:
    """A folder while it is read.

    Attributes
    ----------
    assembly : Assembly
    decisions : Decisions
        Those that hold for it.
    folder : PlanFolder or None
        If it is a plan's.
    known : Known
        What every row of it knows.
    """

    assembly: Assembly
    decisions: Decisions
    folder: PlanFolder | None = None
    known: Known = NOTHING
    steps: Counter[str] = field(default_factory=Counter)  # how many each period has, for their ids

    def id(self, short: str) -> str:
        """The id of something of the plan."""
        return f"{self.known['plan_id']}/{short}"

    def source(self, record: Record) -> tuple[str, dict[str, tuple[Record, str]]]:
        """The source of a row, and where that stands: in the row, or on the card of the plan."""
        if record["source"]:
            return record["source"], {"source_id": (record, "source")}
        return self.known["source_id"], self.known.place("source_id")

    def read(self, sheet: Sheet) -> None:
        """Read a file: by its own reader, or as its declaration says."""
        if sheet.form is not None and not self.assembly.lacks(sheet.file):
            READERS.get(sheet.form.of, Home.rows)(self, sheet)

    def rows(self, sheet: Sheet) -> None:
        """Make a row of each of the file's; none where they are looked up, or make no table."""
        assert sheet.form is not None
        table = next((name for name, kind in TIDY.items() if kind is sheet.form.of), None)
        if table is None or sheet.form.keys:
            return
        for nth, record in enumerate(sheet):
            self.assembly.read(table, record, self.known, None, nth)
        for name, raw in vars(sheet.form.of).items():
            for record in sheet if isinstance(raw, Raw) and raw.reads else ():  # it makes no value, and must be one
                self._parses(record, raw.name or name, raw.reads)

    def _parses(self, record: Record, column: str, reads: str) -> None:
        """Fault a cell that cannot be read as it is to be read."""
        found = record[column]
        if reads == "date" and found and not re.fullmatch(DATE, found):
            self.assembly.fault(record.place(column), "pattern", found=found, pattern=DATE)
        else:
            self.assembly.parse(record, column, PARSERS[reads])

    def decide(self, name: str, place: Place, text: str, *key: str) -> list[Record]:
        """What the decisions say for a key of a file; nothing is a fault, once for each key."""
        found, undecided = self.decisions.find(name, *key), self.assembly.undecided
        if not found and (name, *key) not in undecided:
            undecided.add((name, *key))
            own = f"{self.decisions.folder}/{name}"
            if declared(name).vocabulary:
                shared = f"{self.assembly.shared.folder}/{name}"
                self.assembly.fault(place, "unmapped", "add_word", found=text, file=shared, own=own)
            else:
                hint = "add_item" if "item" in declared(name).columns else "add_row"
                self.assembly.fault(place, "unmapped", hint, found=text, file=own)
        return found

    def ask(self, place: Place, kind: str, found: str, **data: object) -> bool:
        """A fault that a person may answer: the document says so; whether nobody has answered it."""
        if self.decisions.find("accepted.csv", kind, found):
            return False
        file = f"{self.decisions.folder}/accepted.csv"
        self.assembly.fault(place, kind, "accept", found=found, question=kind, file=file, **data)
        return True

    def dated(self, place: Place, found: str, first: int, last: int, before: int = 0, after: int = 0) -> bool:
        """Ask of years that do not touch the plan's period, or what comes so many years before or after it.

        Returns whether they do not.
        """
        start, end = (self.plan.get(name) for name in ("start_fy", "end_fy"))
        if start is None or (end is not None and end < start):
            return False  # said elsewhere
        outside = last < start - before or (end is not None and first > end + after)
        if outside:
            self.ask(place, "year_outside", found, start=start, end=end or "")
        return outside

    @cached_property
    def plan(self) -> dict:
        """The row of the plan."""
        rows = (row for row in self.assembly.rows["plan"] if row["plan_id"] == self.known["plan_id"])
        return next(rows, {})

    def unit_en(self, record: Record) -> str | None:
        """What the unit that a decision on an indicator names is called in English."""
        unit = record["unit"]
        found = self.decide("units.csv", record.place("unit"), unit, unit) if unit else []
        return found[0]["unit_en"] if found else None

    @cached_property
    def policies(self) -> dict[str, list[str]]:
        """The measures under each policy of the plan."""
        return self._under("policy")

    @cached_property
    def goals(self) -> dict[str, list[str]]:
        """The measures under each goal of the plan."""
        return self._under("goal")

    def _under(self, level: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for record in self.folder["measures.csv"] if self.folder else ():
            if record[level]:
                found.setdefault(record[level], []).append(record["measure"])
        return found

    @cached_property
    def series(self) -> dict[str, list[Record]]:
        """The values of each indicator that stand in `kpi_values.csv`."""
        found: dict[str, list[Record]] = {}
        for record in self.folder["kpi_values.csv"] if self.folder else ():
            found.setdefault(record["kpi"], []).append(record)
        return found

    @cached_property
    def tracks(self) -> dict[tuple[str, str], Record]:
        """The sub-items of the plan's projects."""
        records = self.folder["projects.csv"] if self.folder else ()
        return {(record["project"], record["track"]): record for record in records}


Reader = Callable[[Home, Sheet], None]


#: what is declared → how its files are read, where their rows are not simply its rows
READERS: dict[type[Typed], Reader] = {}


def reads(kind: type[Typed]) -> Callable[[Reader], Reader]:
    """Declare the reader of a kind of file."""

    def declare(reader: Reader) -> Reader:
        READERS[kind] = reader
        return reader

    return declare
