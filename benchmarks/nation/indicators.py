"""The indicators of a made-up plan: baselines and targets as they are printed, and how they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from benchmarks.nation import words
from benchmarks.nation.plan import Measure, Plan
from benchmarks.nation.printed import Row, amount, fiscal
from benchmarks.nation.words import Indicator

KPIS = "kpi name_ja baseline_text baseline_year_text target_text target_year_text formula_text note_text page where"
PLACES = "kpi measure policy goal plan page where"
VALUES = "kpi role year_text value_text page where"
DECIDED = "kpi unit direction scale lower_bound upper_bound period reason"
ITEMS = "kpi item reason coder"
LEVELS = "kpi level lacks reason coder"
SURVEYS = "kpi asked basis survey reason coder"
ACTUALS = "kpi indicator relation caution"
READINGS = "plan indicator end text kind value high of unit comparator approximate period relative_to reason"
DERIVED = (
    "derived kpi name_ja unit direction scale lower_bound upper_bound period "
    "baseline_arithmetic target_arithmetic reason"
)

#: Bare numbers that may be years.
YEARS = 1950, 2100
#: Official figures are of these days, and so of the end of these fiscal years.
DAYS = {"2021-03-31": 2020, "2022-03-31": 2021, "2022-12-31": 2022}


@dataclass
class _End:
    """A baseline or a target: its text, and what it says."""

    text: str
    value: float | None = None
    wordy: bool = False
    direction: str = ""
    reading: tuple[object, ...] = ()


@dataclass
class Paired:
    """The indicators of a plan that another plan's may be held against: item → id, what it counts."""

    of: dict[str, tuple[str, Indicator]] = field(default_factory=dict)


def write(plan: Plan, official: list[float]) -> Paired:
    """Write a plan's indicators; `official`: the share of residents with a card on each of :data:`DAYS`, in percent."""
    rng, rows = plan.rng, dict[str, list[Row]]()
    paired = Paired()
    on_items = [one for one in plan.measures if one.items]
    for n in range(1, rng.randint(15, 27)):
        measure = rng.choice(on_items or plan.measures)
        item = rng.choice(measure.items or list(words.ITEMS))
        kind = rng.choice(words.INDICATORS[item])
        short, page = f"k{n:02}", measure.page
        kpi, where = f"{plan.id}/{short}", f"第4章 {measure.short} 指標{n}"
        name = kind.name if rng.random() < 0.4 else f"{measure.topic}に係る{kind.name}"
        name = kind.name if kind.name == words.OFFICIAL[0] else name
        base, target = _ends(rng, kind)
        base_fy, target_fy = plan.start - rng.randint(0, 2), plan.start + rng.randint(1, plan.end - plan.start)
        base_year = fiscal(base_fy, rng.randrange(6)) if base.text else ""
        target_year = fiscal(target_fy, rng.randrange(6)) if rng.random() < 0.85 else ""
        add = rows.setdefault
        add("kpis", []).append((short, name, base.text, base_year, target.text, target_year, "", "", page, where))
        add("places", []).append((short, *_place(rng, measure), page, where))
        add("decided", []).append((kpi, *_decided(kind, base, target), "架空の判定"))
        if plan.version:
            add("items", []).append((kpi, item, "架空の判定", "evidence"))
            plan.truth.mark(item, "has_indicator")
            for end, mark in ((target if target_year else None, "has_target"), (base, "has_baseline")):
                if end and end.value is not None:
                    plan.truth.mark(item, mark)
        lacks = rng.choice(("", "", "what", "of_what" if kind.scale == "percent" else ""))
        add("levels", []).append((kpi, kind.level, lacks, "架空の判定", "promise"))
        if kind.name == words.ASKED and not (target.wordy and base.value is None):
            basis = "known" if plan.survey else "not_printed"
            add("surveys", []).append((kpi, "residents", basis, plan.survey, "架空の判定", "promise"))
        for role, end in (("baseline", base), ("target", target)):
            if end.reading:
                add("readings", []).append((plan.id, short, role, end.text, *end.reading))
        plan.truth.ends[kpi] = base.value, target.value
        if base.value is not None and target.value is not None and target_year and target_fy > base_fy:
            if kind.name == words.OFFICIAL[0]:
                add("actuals", []).append((kpi, words.OFFICIAL[1], "same", "架空の数値"))
                _pace(plan, kpi, base_fy, official)
            elif rng.random() < 0.2:
                add("values", []).extend(
                    _between(rng, short, kind, base, target, base_fy, target_fy, plan.start, page, where)
                )
            if kind.scale == "count" and kind.period == "cumulative" and target.text.endswith(kind.unit):
                add("derived", []).append(_yearly(kpi, kind, base, target, target_fy - base_fy))
        if target.direction in ("higher", "lower"):
            paired.of.setdefault(item, (kpi, kind))
    _written(plan, rows)
    return paired


def _written(plan: Plan, rows: dict[str, list[Row]]) -> None:
    """The tables of `raw/`, then those of `mappings/`."""
    for name, columns in (("kpis", KPIS), ("kpi_places", PLACES), ("kpi_values", VALUES)):
        plan.raw.csv(f"{name}.csv", columns, rows.get(name.removeprefix("kpi_"), ()))
    for name, key, columns in (
        ("kpis", "decided", DECIDED),
        ("kpi_items", "items", ITEMS),
        ("kpi_levels", "levels", LEVELS),
        ("kpi_surveys", "surveys", SURVEYS),
        ("kpi_actuals", "actuals", ACTUALS),
        ("derived_kpis", "derived", DERIVED),
        ("readings", "readings", READINGS),
    ):
        plan.decisions.csv(f"{name}.csv", columns, rows.get(key, ()))


def _ends(rng: Random, kind: Indicator) -> tuple[_End, _End]:
    """A baseline and a target: numbers, mostly; blanks of each kind, words, ranges, what is to be kept."""
    lower, decimals = kind.direction == "lower", 0
    goal: float
    if kind.scale == "percent":
        decimals = rng.choice((0, 1))
        start = round(rng.uniform(2, 70), decimals)
        goal = round(start + rng.uniform(0.15, 0.95) * (100 - start))
    else:
        start = float(rng.choice((0, 3, 8, 15, 40, 120, 600, 2400)) + rng.randrange(4) + lower * 5)
        goal = float(max(1, round(start * rng.uniform(0.3, 0.9))) if lower else round(start * rng.uniform(1.1, 3)) + 1)
    if rng.random() < 0.38:
        blanks, weights = zip(*words.BLANKS.items(), strict=True)
        base = _End(rng.choices(blanks, weights)[0])
    else:
        base = _amount(rng, start, decimals, kind)
    return base, _target(rng, kind, base, goal)


def _target(rng: Random, kind: Indicator, base: _End, goal: float) -> _End:
    way, unit, printed = rng.random(), kind.unit, f"{goal:.0f}"
    if way < 0.07:
        return _End(rng.choice(words.WORDS), wordy=True)
    if way < 0.1:
        return _End("未定")
    if kind.scale == "percent":
        if way < 0.15:
            return _End("100%を維持", 100.0, direction="maintain")
        if way < 0.2 and goal <= 90:
            return _End(f"{printed}～{goal + 5:.0f}%", goal, direction=kind.direction)
        if way < 0.23 and base.value is not None and base.value <= 85 and base.text.isascii():
            reached = base.value + 10
            decided = ("amount", f"{reached:g}", "", "", "%", "", "", "", "現状値", "現状値に10ポイントを加える")
            return _End("10ポイント向上", reached, direction=kind.direction, reading=decided)
        if way < 0.3 and goal % 10 == 0:
            return _End(f"{goal / 10:.0f}割", goal, direction=kind.direction)
    if way < 0.36:
        bound = "以上" if kind.direction == "higher" else "以下"
        return _End(f"{printed}{unit}{bound}", goal, direction=kind.direction)
    if kind.direction == "higher" and kind.scale == "count" and way < 0.39 and goal > 10:
        return _End(f"{printed}～{goal * 1.5:.0f}{unit}", goal, direction=kind.direction)
    return _amount(rng, goal, 0, kind, kind.direction)


def _amount(rng: Random, value: float, decimals: int, kind: Indicator, direction: str = "") -> _End:
    """An amount; a bare number that may be a year is decided to be none."""
    text = amount(rng, value, decimals, kind.unit, kind.period)
    decided = ("amount", text, "", "", "", "", "", "", "", "年ではなく量である")
    doubtful = text.isdecimal() and YEARS[0] <= value <= YEARS[1]
    return _End(text, value, direction=direction, reading=decided if doubtful else ())


def _decided(kind: Indicator, base: _End, target: _End) -> tuple[str, ...]:
    """Unit, direction, scale, bounds and period; an indicator of which words alone are printed has none but the last."""
    if target.wordy and base.value is None:
        return "", "", "none", "", "", kind.period
    bounds = {"percent": ("0", "100"), "count": ("0", "")}.get(kind.scale, ("", ""))
    return kind.unit, target.direction, kind.scale, *bounds, kind.period


def _place(rng: Random, measure: Measure) -> tuple[str, str, str, str]:
    way = rng.random()
    if way < 0.85:
        return measure.short, "", "", ""
    if way < 0.95:
        return "", measure.policy, "", ""
    return ("", "", measure.goal, "") if way < 0.98 else ("", "", "", "yes")


def _pace(plan: Plan, kpi: str, base_fy: int, official: list[float]) -> None:
    """The official figures from the last one of the baseline's year on, if there is one and another after it."""
    before = [value for value, fy in zip(official, DAYS.values(), strict=True) if fy <= base_fy]
    if 0 < len(before) < len(official):
        plan.truth.pace[kpi] = before[-1], official[-1]


def _between(
    rng: Random,
    short: str,
    kind: Indicator,
    base: _End,
    target: _End,
    base_fy: int,
    target_fy: int,
    first: int,
    *place: object,
) -> list[Row]:
    """Targets of the years before the last, from the first of the plan on."""
    assert base.value is not None
    assert target.value is not None
    rows, style = list[Row](), rng.randrange(5)
    for year in range(max(base_fy + 1, first), target_fy):
        value = base.value + (target.value - base.value) * (year - base_fy) / (target_fy - base_fy)
        rows.append((short, "target", fiscal(year, style), f"{value:.0f}{kind.unit}", *place))
    return rows


def _yearly(kpi: str, kind: Indicator, base: _End, target: _End, years: int) -> Row:
    """What a total comes to per year."""
    assert target.value is not None
    made = f"{target.value:.0f} / {years}"
    bounds = ("0", "", "per_year", "", made, "架空の計算")
    return (f"{kpi}-yearly", kpi, f"年当たりの{kind.name}", kind.unit, kind.direction, kind.scale, *bounds)
