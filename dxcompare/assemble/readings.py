"""What a printed value says: read where that is sure, else as `readings.csv` decides; a fault prints the row to paste."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal

from dxcompare.assemble.decisions import declared
from dxcompare.assemble.home import Home
from dxcompare.sources import values
from dxcompare.sources.reader import Record
from dxcompare.sources.values import Value
from dxcompare.tables.counters import ONE_UNIT, PERCENT, POINTS, TIMES
from dxcompare.tables.vocabularies import WHY_ASKED
from dxcompare.words.faults import Place

FILE = "readings.csv"

#: what a column of a single number can hold
ONE_NUMBER = ("amount", "words", "missing")
#: which columns of a decision each kind must fill
NEEDED = {"amount": ("value",), "relative": ("value",), "range": ("value", "high"), "ratio": ("value", "of")}
_NUMBER = re.compile(r"\d[\d,.]*")
#: which kinds use a column of a decision
USES = {
    "value": tuple(NEEDED),
    "high": ("range",),
    "of": ("ratio",),
    "unit": tuple(NEEDED),
    "comparator": ("amount", "relative", "ratio"),
    "approximate": tuple(NEEDED),
    "period": tuple(NEEDED),
    "relative_to": ("amount", "relative", "range"),
}


def printed(
    home: Home,
    record: Record,
    column: str,
    indicator: str,
    end: str,
    holds: Collection[str] = ONE_NUMBER,
    baseline: Value | None = None,
    unit: str = "",
) -> Value | None:
    """What a cell says; None of a blank one. What is not decided is a fault, and returned as it is proposed.

    Parameters
    ----------
    home : Home
    record : Record
    column : str
        The cell.
    indicator, end : str
        What the value is of, and which of its values: keys of `readings.csv`.
    holds : collection of str
        The kinds of value that the column can hold.
    baseline : Value, optional
        From what a change is counted, to propose what it comes to.
    unit : str, optional
        The unit of a bare number, where its row says it.
    """
    text = record[column]
    if not text:
        return None
    if found := decided(home, indicator, end, text, holds):
        return found
    value = values.read(text, unit)
    if value.sure and value.kind in holds:
        return value
    proposed = value if value.kind in (*holds, None) else _level(value, end, baseline)
    why = WHY_ASKED[value.why or "not_one_amount"]
    home.assembly.fault(
        record.place(column), "undecided", found=text, why=why, **pasted(home, indicator, end, text, proposed)
    )
    return replace(value, status="proposed")


def decided(home: Home, indicator: str, end: str, text: str, holds: Collection[str]) -> Value | None:
    """What `readings.csv` says of a text; None if it says nothing."""
    rows = home.decisions.find(FILE, home.known["plan_id"], indicator, end, text)
    exact = [row for row in rows if values.folded(row["text"], gaps=True) == values.folded(text, gaps=True)]
    return _of_row(home, exact[0], text, holds) if exact else None


def pasted(home: Home, indicator: str, end: str, text: str, value: Value) -> dict[str, str]:
    """The row that decides on a text as it is proposed, ready to be pasted, and the file that takes it."""
    file = f"{home.decisions.folder}/{FILE}"
    cells = {
        "plan": home.known["plan_id"],
        "indicator": indicator,
        "end": end,
        "text": text,
        "kind": value.kind or "",
        "unit": value.unit or "",
        "comparator": value.comparator if value.comparator not in (None, "eq") else "",
        "approximate": "yes" if value.approximate else "",
        "period": value.period or "",
        "relative_to": value.relative_to or "",
    }
    cells |= {name: f"{number:f}" for name in ("value", "high", "of") if (number := getattr(value, name)) is not None}
    columns = list(declared(FILE).columns)
    row = {"file": file, "paste": _line([cells.get(name) or "" for name in columns])}
    return row if FILE in home.decisions.files else {**row, "heading": _line(columns)}


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)  # a break inside a cell is quoted only if it ends lines
    return out.getvalue()[:-1]


def _level(value: Value, end: str, baseline: Value | None) -> Value:
    """What a change comes to from its baseline; without a kind where that cannot be told."""
    if end == "value" and value.kind == "relative":  # a figure that is a change is one
        return replace(value, kind="amount")
    start = baseline.value if baseline and baseline.sure and baseline.kind == "amount" else None
    if value.kind != "relative" or value.value is None or baseline is None or start is None:
        return replace(value, kind=None)
    points = value.unit in POINTS and baseline.unit == PERCENT
    level: Decimal | None = None  # 5%減 of a percentage may be points or a share of it
    if value.unit == TIMES:
        level = _plain(start * value.value)
    elif points or (value.unit == baseline.unit != PERCENT):
        level = start + value.value
    elif value.unit == PERCENT != baseline.unit:
        level = _plain(start * (1 + value.value / 100))
    if level is None:
        return replace(value, kind=None, value=None)
    turned = {"ge": "le", "gt": "lt"} if value.value < 0 else {}
    comparator = turned.get(value.comparator or "", value.comparator)
    said = value.relative_to or "現状"
    return replace(
        value,
        kind="amount",
        value=level,
        unit=baseline.unit,
        comparator=comparator,
        relative_to=f"{said} {start:f}{baseline.unit or ''}",
    )


def _plain(number: Decimal) -> Decimal:
    """A product without the zeros that multiplying leaves at its end: they would be taken for printed digits."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _of_row(home: Home, row: Record, text: str, holds: Collection[str]) -> Value:
    """The value that a decision says."""
    assembly, kind = home.assembly, row["kind"]
    for column in ("kind", "reason", *NEEDED.get(kind, ())):
        if not row[column]:
            assembly.fault(row.place(column), "missing")
    for column, kinds in USES.items():
        if kind and row[column] and kind not in kinds:
            assembly.fault(row.place(column), "not_used", found=column, column="kind", value=kind)
    if kind and kind not in holds:
        assembly.fault(row.place("kind"), "not_in_list", found=kind, allowed=list(holds))
    number, high, of = (assembly.parse(row, name, values.number) for name in ("value", "high", "of"))
    read = values.read(text)
    if kind == "range" and number is not None and high is not None and high <= number:
        assembly.fault(row.place("high"), "bounds_reversed", found=row["high"], low=row["value"])
    if kind == "ratio" and of is not None and of <= 0:
        assembly.fault(row.place("of"), "not_base", found=row["of"])
        of = None
    if kind == "ratio" and read.kind == kind:
        for column, found, there in (("value", number, read.value), ("of", of, read.of)):
            if found is not None and there is not None and found != there:
                assembly.fault(row.place(column), "not_as_printed", found=row[column], there=f"{there}", text=text)
    plain, unit = read.kind in ("amount", "range", "ratio"), row["unit"] or None
    if plain and unit and read.unit and read.unit not in POINTS and named(read.unit) != named(unit) and kind in NEEDED:
        assembly.fault(row.place("unit"), "unit_differs", found=read.unit, unit=unit, where=row.place("text"))
        unit = read.unit
    told = {_digits(one) for one in (*_NUMBER.findall(values.folded(text)), read.value, read.high) if one is not None}
    said = {_digits(one) for one in (number, high) if one is not None}
    if plain and kind != "ratio" and kind in NEEDED and number is not None and home.folder and not said & told:
        home.ask(row.place("value"), "other_number", f"{text} {number:f}", text=text)
    typed = len(values.folded(row["value"]).partition(".")[2])
    counted = kind in NEEDED
    return Value(
        "sure" if kind in holds and all(row[column] for column in NEEDED.get(kind, ())) else "proposed",
        kind or None,
        number if counted else None,
        high if kind == "range" else None,
        of if kind == "ratio" else None,
        unit,
        row["comparator"] or ("eq" if counted and kind != "range" else None),
        row["approximate"] == "yes",
        row["period"] or None,
        maintain=read.maintain,
        relative_to=row["relative_to"] or None,
        note=read.note,
        decimals=read.decimals if number is not None and read.value == number else typed if counted else None,
    )


def _digits(number: str | Decimal) -> str:
    """A number whatever its scale: of 2億, 2,000 and 0.2 it is 2."""
    return re.sub(r"\D", "", f"{number}").strip("0")


def check_unit(home: Home, found: Iterable[tuple[Value | None, Place]], decided: str, at: Place) -> None:
    """Hold the units printed with values against the one that was decided, whose place is `at`: one fault for all."""
    for value, place in found:
        if value and value.sure and value.unit and named(value.unit) != named(decided):
            home.assembly.fault(at, "unit_differs", found=value.unit, unit=decided, where=place)
            return


def named(unit: str | None) -> str:
    """What a unit is called, of several ways to print it."""
    unit = values.folded(unit or "")
    return ONE_UNIT.get(unit, unit)
