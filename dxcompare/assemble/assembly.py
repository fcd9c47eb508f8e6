"""The workbench of the build: rows as they are made, where each came from, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, TypeVar

import polars as pl

from dxcompare.assemble import decisions
from dxcompare.sources import folders, values
from dxcompare.sources.parsers import PARSERS
from dxcompare.sources.reader import UNREAD, Record
from dxcompare.tables import TIDY
from dxcompare.tables.columns import Said, Table, said
from dxcompare.tables.raw import Raw
from dxcompare.words.faults import Fault, Place

T = TypeVar("T")


@dataclass(frozen=True)
class Known:
    """What every row of a folder knows: `plan_id`, `source_id`, `survey_id`; the card that says it, and the survey's."""

    values: Mapping[str, str]
    card: Record | None = None
    survey: Record | None = None

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def place(self, name: str) -> dict[str, tuple[Record, str]]:
        """Where a column that is taken from it stands."""
        card = self.survey if name == "survey_id" else self.card
        return {name: (card, name)} if card and name in self.values else {}


NOTHING = Known({})


@dataclass(frozen=True)
class _Column:
    """What making a row needs to know of a column."""

    name: str
    raw: Raw | None
    cell: str | None  # the typed column that a fault points to
    printed: bool
    first: int | None


@cache
def _columns(table: type[Table]) -> dict[str, _Column]:
    return {name: _column(name, said(declared)) for name, declared in table.fields().items()}


@cache
def _printed(table: type[Table]) -> frozenset[str]:
    """The columns whose text is kept as printed."""
    return frozenset(name for name, column in _columns(table).items() if column.printed)


def _column(name: str, says: Said) -> _Column:
    raw = says.raw[-1] if says.raw else None
    printed = says.printed or name.endswith("_text")
    return _Column(name, raw, (raw.name or name) if raw else None, printed, says.first)


def _tidied(table: str, row: dict[str, Any]) -> None:
    """Make of values those of a tidy table: a blank is null, text is normalised unless it is kept as printed."""
    printed = _printed(TIDY[table])
    for name, value in row.items():
        if isinstance(value, str):
            if not value:
                row[name] = None
            elif not value.isascii() and name not in printed:
                row[name] = values.tidy(value)
        elif value.__class__ is Decimal:
            row[name] = float(value)


class Assembly:
    """Gathers rows, their places and faults while tables are built."""

    def __init__(self, source: folders.Raw, *, apart: bool = False, known: bool = False):
        self.raw = source
        self.known = known  # whether what is for all was found sound before
        self.apart = apart  # whether other plans are elsewhere: nothing is asked that is between two
        self.first = 0  # of which row on origins are of a plan, or of decisions
        self.faults: list[Fault] = source.reader.faults
        self.rows: dict[str, list[dict]] = {name: [] for name in TIDY}
        self.origins: list[tuple[str, Record, str | None, dict[str, tuple[Record, str]]]] = []
        self.options: dict[tuple[str, str], set[str]] = {}  # survey, question → its options
        self.whole = True  # whether tables hold all that is printed; a user's own may be a part of it
        self.skipped = False  # whether a fault kept rows out, so that decisions may seem unused
        self.undecided: set[tuple[str, ...]] = set()  # file and key for which a decision was missed
        self.shared, self.decisions = decisions.gather(source, self.faults, complete=self.complete)
        self.left_out: dict[int, list[str]] = {}  # judgement → further items of which it says the same
        self.again: list[dict] = []  # units that another folder has, too
        self.idle: list[Record] = []  # rows of `all/` that decide nothing about the plans that are here

    @cached_property
    def towns(self) -> set[str]:
        """The codes of municipalities; asked for when all files that are for all have been read."""
        return {row["municipality_code"] for row in self.rows["municipality"]}

    @property
    def complete(self) -> bool:
        """Whether every file could be read, so that what is missing is missing indeed."""
        return not self.raw.reader.absent and not any(fault.kind in UNREAD for fault in self.faults)

    def lacks(self, *files: str) -> bool:
        """Whether a file lacks a column that its rows need: none of them can be made, and what they are for is not asked."""
        lacking = any(file in files for file, _ in self.raw.reader.absent)
        self.skipped |= lacking
        return lacking

    def fault(self, place: Place, kind: str, hint: str | None = None, **data: object) -> None:
        self.faults.append(Fault(place, kind, data, hint))

    def add(
        self,
        table: str,
        record: Record,
        cell: str | None = None,
        borrowed: dict[str, tuple[Record, str]] | None = None,
        /,
        **given: Any,
    ) -> dict:
        """Add a row to a table, made from `record` (from its `cell`, where one cell is a row).

        `borrowed` says which values stand elsewhere: column → record and cell.
        """
        _tidied(table, given)
        given["_at"] = len(self.origins)
        self.origins.append((table, record, cell, borrowed or {}))
        self.rows[table].append(given)
        return given

    def seed(self, table: str, frame: pl.DataFrame) -> None:
        """Take up rows that were made elsewhere, so that others may refer to them."""
        for row in frame.iter_rows(named=True):
            place = Record(table, None, {column: str(value or "") for column, value in row.items()})
            self.rows[table].append({"_at": len(self.origins), **row})
            self.origins.append((table, place, None, {}))

    def read(
        self,
        table: str,
        record: Record,
        known: Known = NOTHING,
        borrowed: dict[str, tuple[Record, str]] | None = None,
        nth: int = 0,
        /,
        **given: Any,
    ) -> dict:
        """Add a row to a table, read from `record` as the table declares it.

        Parameters
        ----------
        table : str
        record : Record
        known : Known
            What the row's folder knows: columns that the record leaves blank or does not have, and how short ids begin.
        borrowed : dict, optional
            As in :meth:`add`.
        nth : int
            How many rows come before it in its file.
        **given : Any
            The values of columns that are not to be read.
        """
        made, places = dict(given), dict(borrowed or {})
        for name, column in _columns(TIDY[table]).items():
            if name in given:
                continue
            if column.first is not None:
                made[name] = column.first + nth
            elif name == "locator" and column.raw:
                made[name] = located(record)
            else:
                raw, cell = column.raw, column.cell or name
                blank = raw is None or not (record[cell] or raw.reads == "yes")
                value = self.value(record, cell, raw, known) if raw and not blank else None
                if value in (None, ""):
                    value = known[name]
                    places |= known.place(name)
                made[name] = value
        return self.add(table, record, None, places, **made)

    def value(self, record: Record, cell: str, raw: Raw, known: Known = NOTHING) -> object:
        """The value of a cell as its column is declared to be read; an unreadable text is a fault and None."""
        text = record[cell]
        if raw.reads == "yes":  # a flag: a blank says no
            return values.yes(text)
        if not text:
            return None
        if not raw.own:
            return self.parse(record, cell, PARSERS[raw.reads or "text"])
        whole = known[f"{raw.own}_id"]
        if raw.own == "survey" and not whole and known["surveys"] and "/" not in text:
            self.fault(record.place(cell), "which_survey", found=text, surveys=known["surveys"])
            return None
        if whole:  # short ids; several are joined by `+`
            return "+".join(one if "/" in one else f"{whole}/{one}" for one in text.split("+") if one)
        return self.parse(record, cell, PARSERS[raw.reads or "text"])

    def record(self, row: dict) -> Record:
        """What a tidy row was made from."""
        return self.origins[row["_at"]][1]

    def place(self, row: dict, column: str | None = None) -> Place:
        """Where the value of a tidy row was printed."""
        table, record, own, borrowed = self.origins[row["_at"]]
        if column in borrowed:
            record, cell = borrowed[column]
            return record.place(cell)
        return record.place(own or (_columns(TIDY[table])[column].cell or column if column else None))

    def parse(self, record: Record, column: str, parser: Callable[[str], T]) -> T | None:
        """Parse a cell; a blank is None, an unreadable text a fault and None."""
        text = record[column]
        if not text:
            return None
        try:
            return parser(text)
        except values.Unreadable as error:
            self.fault(record.place(column), error.kind, error.hint, found=error.found)
            return None


def located(record: Record, *more: str) -> str:
    """The locator of a record: page, place on it, and what else narrows it down."""
    page = f"p.{record['page']}" if record["page"] else ""
    return " ".join(part for part in (page, record["where"], *more) if part)
