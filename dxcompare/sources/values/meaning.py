"""What phrases and core say together, and where a person would hesitate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from dxcompare.sources.values.cores import Amount, Core
from dxcompare.sources.values.numerals import numeral
from dxcompare.sources.values.phrases import Effect
from dxcompare.sources.values.value import Value
from dxcompare.tables import counters

_MINUS, _PLUS = frozenset({"-", "▲", "△", "ー", "—", "–", "マイナス"}), frozenset({"+", "プラス", "±"})
_UNCLEAR_SIGNS = frozenset({"±", "ー", "—", "–"})


def combined(ahead: tuple[Effect, ...], core: Core, behind: tuple[Effect, ...]) -> Value:
    """The phrases and the core as one value; what contradicts itself or is doubtful is proposed."""
    said: dict[str, str] = {}
    asked, notes = [], []
    for what, how in (*ahead, *core.effects, *behind):
        if what == "ask":
            asked.append(how)
        elif what == "note":
            notes.append(how)
        elif what in said and what != "approximate":  # 約20件程度 says it twice
            asked.append("contradiction")
        else:
            said[what] = how
    notes += [said[what] for what in ("mark", "ranked", "share") if what in said]
    notes += [said["relative_to"] + said.get("how", "")] if "relative_to" in said else []
    if "unit_text" in said:
        contradicts = core.low.unit not in ("", said["unit_text"])
        core = core._replace(low=_with_unit(core.low, said["unit_text"]))
        asked += ["contradiction"] if contradicts else []
    unit, power = _unit(core)
    value = _scaled(core.low, power)
    kind, sign, doubts = _change(core, said, unit)
    asked += [*doubts, *_doubts(core, said, unit, kind), *_share(core, said, value, unit)]
    other = _scaled(core.high, power) if core.high else None
    return Value(
        status="proposed" if asked else "sure",
        kind=kind,
        value=sign * value,
        high=other if kind == "range" else None,
        of=other if kind == "ratio" else None,
        unit=f"{unit or ''}/{said['of_unit']}" if "of_unit" in said else unit,
        comparator=None if kind == "range" else said.get("comparator", "eq"),
        approximate="approximate" in said,
        period=said.get("period"),
        maintain="maintain" in said,
        relative_to=said.get("relative_to"),
        note="、".join(notes) or None,
        decimals=core.low.number.decimals - power,
        why=asked[0] if asked else None,
    )


def _unit(core: Core) -> tuple[str | None, int]:
    """The unit after scaling, and the power of ten it brings."""
    units = [amount.unit for amount in (core.low, core.high) if amount]
    printed = next((unit for unit in (units if core.kind == "ratio" else reversed(units)) if unit), "")
    if printed == counters.TENTHS:
        return counters.PERCENT, 1
    return counters.UNIT_NAMES.get(printed, printed) or None, 0


def _scaled(amount: Amount, power: int) -> Decimal:
    """The number of an amount, without an exponent."""
    return Decimal(f"{amount.number.value.scaleb(power):f}")


def _with_unit(amount: Amount, text: str) -> Amount:
    """An amount whose unit stands apart from it: `215,644（千円）`."""
    found = re.fullmatch(f"([{counters.SCALES}]*)(.*)", text, re.DOTALL)
    assert found
    if amount.unit:
        return amount
    scale = numeral("1" + found[1]) if found[1] else None
    if scale:
        value, decimals = amount.number.value * scale.value, amount.number.decimals + scale.decimals
        return Amount(amount.sign, amount.number._replace(value=value, decimals=decimals, bare=False), found[2])
    return amount._replace(unit=found[2])


def _change(core: Core, said: dict[str, str], unit: str | None) -> tuple[str, int, list[str]]:
    """The kind of value, its sign, and what is unclear of a change."""
    minus, plus = core.low.sign in _MINUS, core.low.sign in _PLUS
    change, times = int(said.get("change", 0)), unit == counters.TIMES
    changed = bool(change or plus or times or core.low.sign == "マイナス")
    doubts = ["unclear_sign"] if core.low.sign in _UNCLEAR_SIGNS else []
    if "to" in said and not times:  # 30%に削減
        doubts.append("level_or_change")
    if not changed and "relative_to" not in said:
        return core.kind, -1 if minus else 1, doubts
    if not changed and not minus:  # 前年度比110%
        doubts.append("level_or_change")
    if (minus and change) or "maintain" in said:
        doubts.append("contradiction")
    if times and change:  # 2倍増
        doubts.append("times_more")
    doubts += {"ratio": ["share_or_change"], "range": ["range_of_change"]}.get(core.kind, [])
    kind = "relative" if core.kind == "amount" else core.kind
    return kind, -1 if minus or change < 0 else 1, doubts


def _doubts(core: Core, said: dict[str, str], unit: str | None, kind: str) -> Iterator[str]:
    """Why a person would hesitate."""
    low, high = core.low, core.high
    number = low.number
    if number.doubtful or (high and high.number.doubtful) or (number.japanese and not low.unit and not high):
        yield "doubtful_numeral"
    if "ranked" in said and unit != "位":
        yield "unclear_word"
    if "of_unit" in said and not low.unit:
        yield "no_unit"
    if "each" in said and low.unit in counters.BROKEN_INTO.get(said["each"], ()):
        yield "two_units"
    if kind == "amount" and unit in counters.POINTS and low.sign not in _MINUS:
        yield "points_alone"
    if core.kind == "range" and high:
        if number.value >= high.number.value or low.unit not in ("", high.unit):
            yield "unclear_range"
        if number.bare and not low.unit and high.number.decimals < 0:  # 1～2万
            yield "unclear_range"
        if high.unit in ("年", "日") and not said:
            yield "date_or_amount"
        if "comparator" in said:
            yield "contradiction"
    elif core.kind == "ratio" and high:
        round_number = re.fullmatch("10{3,}", str(high.number.value))  # 35/10万 is a rate
        if (
            low.sign
            or unit == counters.PERCENT
            or number.value > high.number.value
            or not high.number.value
            or round_number
        ):
            yield "unclear_ratio"
    else:
        dated = low.unit in counters.ALSO_DATES and (low.unit != "分" or number.japanese)  # 十分, but not 20分
        if dated and not {"comparator", "period", "change", "of_unit"} & said.keys():
            yield "date_or_amount"
        if low.unit == "日" and said.get("period") == "per_month":
            yield "date_or_amount"
        if low.unit not in ("", counters.PERCENT) and number.decimals == 3 and number.value >= 1:
            yield "comma_or_point"


def _share(core: Core, said: dict[str, str], value: Decimal, unit: str | None) -> list[str]:
    """Whether a share in brackets agrees with what it stands behind: `90%（18/20校）`, `18/20校（90%）`."""
    if "share" not in said:
        return []
    parts = re.fullmatch(r"(\d+)/(\d+)\D*", said["share"])
    percent = re.fullmatch(r"(\d+(?:\.(\d+))?)%", said["share"])
    if parts and unit == counters.PERCENT and core.kind == "amount" and int(parts[2]):
        exact, shown, decimals = Decimal(100 * int(parts[1])) / int(parts[2]), value, core.low.number.decimals
    elif percent and core.kind == "ratio" and core.high and core.high.number.value:
        exact = 100 * core.low.number.value / core.high.number.value
        shown, decimals = Decimal(percent[1]), len(percent[2] or "")
    else:
        return ["bracket"]
    return [] if abs(exact - shown) <= Decimal("0.5").scaleb(-decimals) else ["contradiction"]
