"""The values of an indicator: each printed text read as an amount, with its year; and which of them stand for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dxcompare.assemble import readings
from dxcompare.assemble.assembly import Assembly, located
from dxcompare.assemble.home import Home, reads
from dxcompare.sources import values
from dxcompare.sources.parsers import readable
from dxcompare.sources.periods import When, when
from dxcompare.sources.reader import Record, Sheet
from dxcompare.sources.values import Value
from dxcompare.tables.series import KpiValue
from dxcompare.words.faults import missing_row

#: Of an indicator, what `kpis.csv` prints: each role with the columns of its text and its year.
IN_KPIS = {role: (f"{role}_text", f"{role}_year_text") for role in ("baseline", "target")}


#: How many years before a plan begins and after it ends a value may be without being asked about.
_AROUND = {"baseline": (10, 0), "target": (0, 5)}


#: What a value can be in the tables, and which of that are numbers.
NUMERIC = ("amount", "range", "ratio")
HOLDS = (*NUMERIC, "words", "missing")


@dataclass(frozen=True)
class Printed:
    """A value of an indicator as it is printed.

    Attributes
    ----------
    role : str
    record : Record
    text, year : str
        The columns of the record that hold them.
    value : Value or None
        What it says; None of what is blank.
    when : When or None
        Its own year, if one stands in brackets after it; else that of its heading.
    note : str or None
    """

    role: str
    record: Record
    text: str
    year: str
    value: Value | None
    when: When | None
    note: str | None

    @property
    def amount(self) -> Value | None:
        """It as a number; None of words, of what is not stated, and of what nobody has decided."""
        return self.value if self.value and self.value.sure and self.value.kind in NUMERIC else None

    @property
    def order(self) -> tuple[bool, int, str]:
        """In time; a value without a year stands for the whole plan, and so for its end."""
        return self.when is None, self.when.fy if self.when else 0, (self.when and self.when.as_of) or "9999"

    def row(self) -> dict[str, object]:
        """What the tables say of it, under the names of `kpi_value`."""
        found = self.amount
        return {
            "fy": self.when.fy if self.when else None,
            "as_of": self.when.as_of if self.when else None,
            "value": found.value if found else None,
            "high": found.high if found else None,
            "of": found.of if found else None,
            "decimals": found.decimals if found else None,
            "comparator": found.comparator if found else None,
            "approximate": bool(found and found.approximate),
            "note": self.note,
        }


def printed(home: Home, record: Record, *, shares: bool) -> list[Printed]:
    """Every value of an indicator: those of its row in `kpis.csv`, and those of `kpi_values.csv`.

    `shares`: whether a ratio is read as a percentage.
    """
    found = [(role, record, *columns) for role, columns in IN_KPIS.items() if record[columns[0]]]
    found += [(one["role"], one, "value_text", "year_text") for one in home.series.get(record["kpi"], ())]
    every: list[Printed] = []
    for role, one, text, year in sorted(found, key=lambda found: found[0] != "baseline"):  # changes are counted from it
        start = last(every, "baseline") if role == "target" else None
        value = readings.printed(home, one, text, record["kpi"], role, HOLDS, start.value if start else None)
        every.append(_printed(home.assembly, role, one, text, year, share(value) if shares else value))
    for made in every:
        if made.when and made.role in _AROUND:
            asked = f"{home.id(record['kpi'])} {made.role} {made.when.fy}"
            home.dated(made.record.place(made.year), asked, made.when.fy, made.when.fy, *_AROUND[made.role])
    return every


def share(value: Value | None) -> Value | None:
    """A ratio as a percentage; anything else as it is."""
    if value is None or value.kind != "ratio" or not value.of or value.value is None:
        return value
    return replace(value, value=100 * value.value / value.of, unit=None, decimals=None)


def _printed(assembly: Assembly, role: str, record: Record, text: str, year: str, value: Value | None) -> Printed:
    told = assembly.parse(record, year, when)
    note = value.note if value and value.kind in NUMERIC else None
    if note and readable(note, "when") and (role != "target" or record[year] == ""):
        elsewhere = record[year] and f"{record[year]} の欄に {note} の値"
        told, note = when(note), elsewhere or None
    return Printed(role, record, text, year, value, told, note)


def last(every: Iterable[Printed], role: str) -> Printed | None:
    """The value that stands for an indicator in a role: of several the last in time, as printed."""
    return max((one for one in every if one.role == role), key=lambda one: one.order, default=None)


def add(home: Home, kpi_id: str, every: list[Printed]) -> None:
    """Add the values of an indicator to `kpi_value`; one that both files print alike is one row."""
    told = set()
    for one in every:
        alike = (one.role, one.when, values.same(one.record[one.text]))
        if alike in told:
            continue
        told.add(alike)
        source, place = home.source(one.record)
        places = {"value": (one.record, one.text), "value_text": (one.record, one.text), "fy": (one.record, one.year)}
        home.assembly.add(
            "kpi_value",
            one.record,
            None,
            {**places, **place},
            kpi_id=kpi_id,
            role=one.role,
            value_text=one.record[one.text],
            source_id=source,
            locator=located(one.record),
            **one.row(),
        )


@reads(KpiValue)
def kpi_values(home: Home, sheet: Sheet) -> None:
    """The values are read with their indicators; here only that each has one, and stands there once."""
    known = {record["kpi"] for record in home.folder["kpis.csv"]} if home.folder else set()
    there: dict[tuple[str, ...], Record] = {}
    for record in sheet:
        said = tuple(values.same(record[column]) for column in ("kpi", "role", "year_text", "value_text"))
        if (first := there.setdefault(said, record)) is not record:
            found = " ".join(filter(None, said))
            home.assembly.fault(record.place(), "duplicate", found=found, first=first.place())
        if record["kpi"] not in known:
            home.assembly.faults.append(missing_row(record.place("kpi"), record["kpi"], known, "kpis.csv"))
