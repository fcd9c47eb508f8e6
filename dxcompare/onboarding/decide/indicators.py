"""How an indicator is to be read: its unit, which way is better, its scale, bounds and period, from its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dxcompare.onboarding.decide import words
from dxcompare.onboarding.decide.city import City, Draft
from dxcompare.onboarding.proposals import Proposed
from dxcompare.sources import values
from dxcompare.sources.reader import Record
from dxcompare.sources.values import Value
from dxcompare.tables.counters import COUNTERS, ONE_UNIT, PERCENT
from dxcompare.tables.vocabularies import DIRECTIONS, PERIODS, SCALE_KINDS

FILE, UNITS = "kpis.csv", "units.csv"
_NUMERIC = ("amount", "range", "ratio", "relative")


@dataclass(frozen=True)
class Printed:
    """An indicator as printed: its name, all its own words, and what its two ends say."""

    name: str
    words: str
    formula: str
    note: str
    base: Value
    goal: Value
    goal_text: str

    @property
    def read(self) -> bool:
        """Whether it is certain what its values say."""
        return all(one.sure or one.kind is None for one in (self.base, self.goal))

    @property
    def numeric(self) -> bool:
        return self.goal.kind in _NUMERIC


def propose(city: City) -> Iterator[Proposed]:
    """A row of `kpis.csv` for every indicator that has none, and one of `units.csv` for every unit that is not known."""
    decided, asked = city.decided(FILE, "kpi"), set[str]()
    known = {values.same(record["unit"]) for record in (*city.shared(UNITS), *city.decisions(UNITS))}
    for record in city.folder[FILE]:
        kpi = city.id(record["kpi"])
        if not record["kpi"] or (values.same(kpi),) in decided:
            continue
        one = printed(record, _series(city, record["kpi"]), _readings(city, record["kpi"]))
        made = reading(one, kpi, known) if one.read else None  # how its values are read is asked before
        if made is None:
            continue
        yield made
        unit = made.row["unit"]
        if unit and values.same(unit) not in known | asked:
            asked.add(values.same(unit))
            yield Draft(UNITS, {"unit": unit, "unit_en": ""}).made(f"「{unit}」は units.csv にない単位")


def _series(city: City, kpi: str) -> dict[str, str]:
    """The last value of each role in `kpi_values.csv`."""
    return {one["role"]: one["value_text"] for one in city.folder["kpi_values.csv"] if one["kpi"] == kpi}


def _readings(city: City, kpi: str) -> dict[tuple[str, str], Record]:
    """What is decided of how the values of an indicator are read: end and text → the decision."""
    mine = [one for one in city.decisions("readings.csv") if one["indicator"] == kpi]
    return {(one["end"], values.same(one["text"])): one for one in mine}


def _value(text: str, decided: Record | None) -> Value:
    """What a text says: as it is read, or as was decided."""
    read = values.read(text)
    if decided is None:
        return read
    number, period = (decided[name] for name in ("value", "period"))
    return replace(
        read,
        status="sure",
        kind=decided["kind"] or None,
        value=values.number(number) if number and decided["kind"] in _NUMERIC else None,
        unit=decided["unit"] or None,
        comparator=decided["comparator"] or None,
        period=period or None,
    )


def printed(
    record: Record, series: dict[str, str] | None = None, readings: Mapping[tuple[str, str], Record] | None = None
) -> Printed:
    """An indicator of `kpis.csv`, with what a series prints of it where it prints no value itself."""
    ends = {role: record[f"{role}_text"] or (series or {}).get(role, "") for role in ("baseline", "target")}
    name, formula, note = (values.normalise(record[name]) for name in ("name_ja", "formula_text", "note_text"))
    own = "\n".join((name, formula, note))
    base, goal = (_value(text, (readings or {}).get((end, values.same(text)))) for end, text in ends.items())
    return Printed(name, own, formula, note, base, goal, ends["target"])


def reading(one: Printed, kpi: str, known: Iterable[str] = ()) -> Proposed | None:
    """How an indicator is to be read; None where not even the kind of its target can be told."""
    if one.goal.kind in (None, "several"):
        return None
    draft = Draft(
        FILE, dict.fromkeys(("kpi", "unit", "direction", "scale", "lower_bound", "upper_bound", "period"), "")
    )
    draft.say("kpi", kpi)
    unit = _unit(one, draft, known)
    _direction(one, draft)
    scale = _scale(one, draft, unit)
    _bounds(one, draft, unit, scale)
    draft.row["reason"] = _period(one, draft, scale)
    return draft.made(draft.row["reason"])


def _unit(one: Printed, draft: Draft, known: Iterable[str]) -> str:
    told_in_base = one.goal.kind == "relative" and one.base.kind == "amount" and one.base.unit  # 120万枚 → 30％減
    ends = [one.base] if told_in_base else [one.goal, one.base]
    printed = [value.unit for value in ends if value.unit and value.kind in _NUMERIC]
    if printed:
        unit = _called(printed[0], known)
        if {ONE_UNIT.get(found, found) for found in printed} == {ONE_UNIT.get(unit, unit)} and all(
            value.sure for value in ends if value.unit
        ):
            draft.say("unit", unit)
        else:
            draft.ask(
                "unit", unit, "二つの値の単位が違うか、単位がはっきりしない", list(dict.fromkeys((unit, *printed)))
            )
        return unit
    if not one.numeric:
        return ""
    told = _told(one.name)
    if told and told.unit:
        unit = _called(told.unit, known)
        if told.value == 1:
            draft.say("unit", unit)
        else:
            draft.ask("unit", unit, "名称の単位に桁の語がある。値の読み方を決めるか、単位に桁を含める", [unit])
        return unit
    unit = PERCENT if one.name.endswith(("率", "割合")) else _counted(one.name)
    draft.ask("unit", unit, "数だけが記載され、単位は名称からの推測", [unit] if unit else [])
    return unit


def _told(name: str) -> Value | None:
    """What brackets at the end of a name say of its amounts: 利用者数（人）, アクセス数（件/月）."""
    bracketed = re.search(r"\((?:単位:)?([^()\d]+)\)$", name)
    found = values.read(f"1{bracketed[1]}") if bracketed else None
    return found if found and found.sure and found.kind == "amount" and found.unit in COUNTERS else None


def _called(unit: str, known: Iterable[str]) -> str:
    """A unit as the data already call it."""
    plain = ONE_UNIT.get(unit, unit)
    return next((found for found in known if found == unit), None) or next(
        (found for found in known if ONE_UNIT.get(found, found) == plain), unit
    )


def _counted(name: str) -> str:
    """The unit that a name ends in before 数: 参加団体数 counts 団体; 件 where it names none."""
    found = re.search(r"(\w+?)数(?:\(|$)", name)
    if not found:
        return ""
    ends = (found[1][start:] for start in range(len(found[1])))
    unit = next((end for end in ends if end in COUNTERS), "件")
    return {"者": "人", "職員": "人"}.get(unit, unit)


def _moves(one: Printed) -> str:
    """Which way the plan wants it to go, by its numbers."""
    if one.goal.maintain:
        return "maintain"
    if one.goal.kind == "relative" and one.goal.value is not None:
        return "lower" if one.goal.value < 0 else "higher"
    if one.goal.comparator in ("le", "lt"):
        return "lower"
    if one.goal.comparator in ("ge", "gt"):
        return "higher"
    start, end = one.base.value, one.goal.value
    if one.base.kind == "amount" and start is not None and end is not None and start != end:
        return "lower" if end < start else "higher"
    return "lower" if end == 0 else ""


def _worded(name: str) -> str:
    """Which way is better, by the words of a name."""
    if any(word in name for word in words.LESSENED):
        return "higher"
    if any(word in name for word in words.LESS):
        return "lower"
    return "higher" if any(word in name for word in words.MORE) else ""


def _direction(one: Printed, draft: Draft) -> None:
    if not one.numeric:
        return
    moves, worded = _moves(one), _worded(one.name)
    choices = [name for name in DIRECTIONS if name != "maintain"]
    if not moves and _kept(one):
        draft.ask("direction", worded or "higher", "現状値と目標値が同じ。どちら向きがよいか、維持か", [*DIRECTIONS])
    elif moves == "maintain":
        draft.say("direction", moves)
    elif moves and worded and moves != worded:
        draft.ask("direction", moves, "現状値から目標値への動きと、名称の語とで向きが違う", choices)
    elif moves or worded:
        draft.say("direction", moves or worded)
    else:
        draft.ask("direction", "higher", "向きを示す語も、現状値からの動きもない", choices)


def _kept(one: Printed) -> bool:
    """Whether it is to stay where it is, though it could be better."""
    same = one.base.kind == one.goal.kind == "amount" and one.base.value == one.goal.value
    return same and not (one.goal.unit == PERCENT and one.goal.value == 100)


def _scale(one: Printed, draft: Draft, unit: str) -> str:
    if not unit:
        scale, sure = "none", not one.numeric
    elif unit == PERCENT:
        ratio = any(word in one.name for word in words.RATIO) or _above(one)
        relative = one.goal.kind == "relative"
        scale, sure = ("rate", _above(one)) if ratio or relative else ("percent", _share(one))
    elif unit in words.MEASURED or unit in words.RATED:
        scale, sure = ("amount", True) if unit in words.MEASURED else ("rate", False)
    else:
        scale, sure = "count", unit in COUNTERS
    if sure:
        draft.say("scale", scale)
    else:
        draft.ask("scale", scale, "尺度が名称と単位からは決まらない", list(SCALE_KINDS))
    return scale


def _above(one: Printed) -> bool:
    """Whether a percentage passes the whole: then it is no share."""
    return any(value.value is not None and value.value > 100 for value in (one.base, one.goal))


def _share(one: Printed) -> bool:
    return any(word in one.words for word in words.SHARE) or "÷" in one.formula


def _bounds(one: Printed, draft: Draft, unit: str, scale: str) -> None:
    if scale != "none" and not any(question["column"] == "scale" for question in draft.questions):
        draft.say("lower_bound", "0")
    if scale == "percent":
        draft.say("upper_bound", "100")
    if scale != "count":
        return
    whole = one.goal.of
    if (
        whole is None
        and one.goal.value is not None
        and re.search(rf"(?<!\d){one.goal.value:f}{re.escape(unit)}(?:が|を)?対象", one.note)
    ):
        whole = one.goal.value
    if whole is not None:
        draft.say("upper_bound", f"{whole:f}")


def _period(one: Printed, draft: Draft, scale: str) -> str:
    """The period, and the reason of the row: what a person who decides would write."""
    said = next((value.period for value in (one.goal, one.base, _told(one.name)) if value and value.period), None)
    if said:
        draft.say("period", said)
        return f"「{PERIODS[said].ja}」と読める記載による"
    if scale == "none":
        draft.say("period", "point")
        return "語の目標" if not one.numeric else "単位の記載がない"
    if scale == "percent":
        draft.say("period", "point")
        return "割合"
    if re.search(r"[×x*]\s*\d+\s*(?:か年|年間|年)(?!度|に)", one.formula):
        draft.say("period", "cumulative")
        return "算式が年数との積"
    named = next((period for word, period in words.COUNTED_OVER.items() if word in one.words), None)
    if named:
        draft.say("period", named)
        return f"名称か算式が「{PERIODS[named].ja}」と言う"
    if any(word in one.name for word in words.STANDING) or scale == "rate":
        draft.ask("period", "point", "ある時点の数と読めるが、記載はない", ["point", "not_stated"])
        return "ある時点の数"
    if any(word in one.name for word in words.RECURRING) and not re.search("当たり|あたり", one.name):
        draft.say("period", "not_stated")
    else:
        draft.ask("period", "not_stated", "年ごとか、累計か、ある時点の数かの記載がない", ["not_stated", "point"])
    return "年度ごとか期間の累計かの記載がない"
