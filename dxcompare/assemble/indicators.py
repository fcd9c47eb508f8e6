"""Whether what is decided on an indicator agrees with itself, and with what the plan prints."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from dxcompare.assemble.amounts import IN_KPIS, Printed, last
from dxcompare.assemble.home import Home
from dxcompare.assemble.readings import named
from dxcompare.sources import values
from dxcompare.sources.reader import Record
from dxcompare.tables.counters import COUNTERS, PERCENT
from dxcompare.words.faults import Place

#: Bounds that go without saying: of a share of a whole, and of what is counted.
NATURAL = {"percent": {"lower_bound": 0, "upper_bound": 100}, "count": {"lower_bound": 0}}
#: Which scales a percentage may have.
OF_PERCENT = ("percent", "rate")
#: Comparators that go with one direction alone; the other one is asked about.
TOWARDS = {"ge": "higher", "gt": "higher", "le": "lower", "lt": "lower"}
#: What says over which period something is counted, in the words about it.
_SUMMED = re.compile("累計|累積")
_YEARLY = re.compile(r"(?<![\d一二三四五六七八九十数か])年間|/年|年当たり|1年あたり|毎年度?の")
#: The unit of bare numbers, at the end of a name.
_IN_NAME = re.compile(r"\(([^()]+)\)$")


def agree(home: Home, reading: Record, record: Record, printed: list[Printed]) -> dict[str, Decimal | None]:
    """Hold what is decided on an indicator against what is printed of it.

    Returns
    -------
    dict of str to Decimal or None
        Its bounds; None where they are at fault, so that no value is held against them.
    """
    base, goal = (last(printed, role) for role in IN_KPIS)
    sound = _unit(home, reading, record, printed)
    bounds = scaled(home, reading, wordy=_wordy(printed), sound=sound)
    _period(home, reading, record, [one for one in (goal, base) if one])
    kept, inside = _inside(home, reading, bounds, printed)
    _direction(home, reading, base, goal, sound=inside)
    return kept


def scaled(home: Home, reading: Record, *, wordy: bool = False, sound: bool = True) -> dict[str, Decimal | None]:
    """Whether scale, unit and bounds go together; returns the bounds, None of those at fault.

    Parameters
    ----------
    home : Home
    reading : Record
        A row of `kpis.csv` or `derived_kpis.csv`.
    wordy : bool
        Whether words are all that is printed, which have neither unit nor scale.
    sound : bool
        Whether the unit is the one that is printed.
    """
    fault, scale = home.assembly.fault, reading["scale"]
    bounds: dict[str, Decimal | None] = {
        name: home.assembly.parse(reading, name, values.number) for name in ("lower_bound", "upper_bound")
    }
    if wordy or scale == "none":
        for name in ("scale", "unit", *bounds) if wordy else bounds:
            if reading[name] not in ("", "none"):
                fault(reading.place(name), "not_of_words", found=reading[name])
        return dict.fromkeys(bounds)
    percent = named(reading["unit"]) == PERCENT
    if sound and scale and percent != (scale in OF_PERCENT) and (percent or scale == "percent"):
        fault(reading.place("scale"), "scale_and_unit", found=scale, unit=reading["unit"])
        return dict.fromkeys(bounds)
    for name, natural in NATURAL.get(scale, {}).items():
        if not reading[name]:
            fault(reading.place(name), "missing")
        elif bounds[name] is not None and bounds[name] != natural:
            asked = f"{reading['derived'] or reading['kpi']} {name} {bounds[name]:f}"
            if home.ask(reading.place(name), "other_bound", asked, natural=natural, scale=scale):
                bounds[name] = None
    low, high = bounds.values()
    if low is not None and high is not None and high <= low:
        fault(reading.place("upper_bound"), "bounds_reversed", found=reading["upper_bound"], low=reading["lower_bound"])
        return dict.fromkeys(bounds)
    return bounds


def _wordy(printed: Iterable[Printed]) -> bool:
    """Whether something is printed, and all of it is words."""
    kinds = {one.value.kind if one.value and one.value.sure else None for one in printed} - {"missing"}
    return kinds == {"words"}


def _unit(home: Home, reading: Record, record: Record, printed: Iterable[Printed]) -> bool:
    """Whether the unit is the one that is printed with the values, or with the name where they are bare numbers."""
    unit, place = reading["unit"], reading.place("unit")
    if unit and not home.decisions.find("units.csv", unit):
        return True  # said elsewhere
    amounts = [(one.amount, one.record.place(one.text)) for one in printed if one.amount]
    end = _IN_NAME.search(values.folded(record["name_ja"]))
    said = [(value.unit, where) for value, where in amounts if value.unit]
    if not said and end and end[1] in COUNTERS and any(value.kind == "amount" for value, _ in amounts):
        said = [(end[1], record.place("name_ja"))]
    for found, where in said:
        if named(found) != named(unit):
            home.assembly.fault(place, "unit_differs", found=found, unit=unit, where=where)
            return False
    return True


def _period(home: Home, reading: Record, record: Record, ends: Iterable[Printed]) -> None:
    """The period that a value says holds; what name, formula and note say of it is asked about."""
    decided = reading["period"]
    said = [one.value.period for one in ends if one.value and one.value.sure and one.value.period]
    if said and said[0] != decided:
        home.assembly.fault(reading.place("period"), "not_in_list", found=decided, allowed=said[:1])
    if said or not decided:
        return
    for column in ("name_ja", "formula_text", "note_text"):
        text = values.folded(record[column])
        summed, yearly = _SUMMED.search(text), _YEARLY.search(text)
        word = (summed or yearly or [""])[0]
        wrong = decided != "cumulative" if summed else decided == "cumulative"
        if word and not (summed and yearly) and wrong:
            asked = f"{reading['kpi']} {decided} {word}"
            home.ask(reading.place("period"), "period_differs", asked, word=word, where=record.place(column))
            return


def _direction(home: Home, reading: Record, base: Printed | None, goal: Printed | None, *, sound: bool) -> None:
    """A target in numbers has a direction, and is not worse than where it begins unless the plan means it so."""
    assembly, way, place = home.assembly, reading["direction"], reading.place("direction")
    if goal is None or goal.value is None or not goal.value.sure:
        return
    if bool(way) != (goal.amount is not None):
        assembly.fault(
            place,
            "rule",
            ja="数値の目標にはよい向きが要り、定性的な目標にはありません",
            en="a numeric target needs a direction, a target in words has none",
        )
        return
    if goal.value.maintain and way != "maintain":
        assembly.fault(place, "not_in_list", found=way, allowed=["maintain"])
        return
    if goal.amount and reading["scale"] == "none":
        assembly.fault(
            reading.place("scale"),
            "rule",
            ja="目標が数値のとき、尺度は none にできません",
            en="a target in numbers has a scale other than none",
        )
    start, end = (one.amount if one else None for one in (base, goal))
    apart = end is not None and way not in (TOWARDS.get(end.comparator or "", way), "maintain")
    if start and end and start.value is not None and end.value is not None and named(start.unit) == named(end.unit):
        apart |= (way == "higher" and end.value < start.value) or (way == "lower" and end.value > start.value)
    if apart and sound:
        home.ask(place, "worse_target", f"{reading['kpi']} {way}", text=goal.record[goal.text])


def _inside(
    home: Home, reading: Record, bounds: dict[str, Decimal | None], printed: Iterable[Printed]
) -> tuple[dict[str, Decimal | None], bool]:
    """Whether every value lies within the bounds: one beyond a bound that goes without saying is the value's fault."""
    kept, natural, inside = dict(bounds), NATURAL.get(reading["scale"], {}), True
    told: set[Place] = set()
    for one in printed:
        value = one.amount.value if one.amount else None
        for name, bound in bounds.items():
            if value is None or bound is None or (value >= bound if name == "lower_bound" else value <= bound):
                continue
            inside = False
            if natural.get(name) == bound:
                if one.role in IN_KPIS and one is last(printed, one.role):
                    continue  # the table says so
                place, found = one.record.place(one.text), one.record[one.text]
                home.assembly.fault(place, "beyond_bound", found=found, bound=reading[name], where=reading.place(name))
            elif reading.place(name) not in told:
                told.add(reading.place(name))
                kept[name] = None
                home.assembly.fault(
                    reading.place(name),
                    "bound_passed",
                    found=reading[name],
                    text=one.record[one.text],
                    where=one.record.place(one.text),
                )
    return kept, inside
