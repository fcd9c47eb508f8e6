"""Decisions on indicators: what follows from them, which compare, what is held against them."""

from __future__ import annotations

from decimal import Decimal

from dxcompare.assemble.assembly import Assembly
from dxcompare.assemble.decisions import Decisions
from dxcompare.sources import values
from dxcompare.sources.reader import Record

#: Quantities that share a name and must never be joined: cards issued (交付) and cards held (保有).
GUARDED = (("交付", "保有"),)


def assemble(assembly: Assembly) -> None:
    """Add derived indicators, pairs and official counterparts."""
    _units(assembly)
    kpis = {row["kpi_id"]: row for row in assembly.rows["kpi"]}
    for decisions in assembly.decisions.values():
        for record in decisions["derived_kpis.csv"]:
            _derived(assembly, decisions, record, kpis.get(record["kpi"]), kpis)
    plans = {name: row["plan_id"] for name, row in kpis.items()}
    plans |= {row["derived_id"]: plans.get(row["kpi_id"], "") for row in assembly.rows["derived_kpi"]}
    items = {row["item_id"] for row in assembly.rows["item"] if row["framework"] == "dx"}
    for record in assembly.shared["kpi_pairs.csv"]:
        _pair(assembly, record, plans, items)
    indicators = {row["indicator_id"]: row["name_ja"] for row in assembly.rows["reference_stat"]}
    for decisions in assembly.decisions.values():
        for record in decisions["kpi_actuals.csv"]:
            _actual(assembly, record, kpis, indicators)


def _actual(assembly: Assembly, record: Record, kpis: dict[str, dict], indicators: dict[str, str]) -> None:
    """The official figure to hold an indicator against."""
    assembly.add(
        "kpi_actual",
        record,
        kpi_id=record["kpi"],
        indicator_id=record["indicator"],
        relation=record["relation"],
        caution=record["caution"],
        caution_en=record["caution_en"],
    )
    if record["indicator"] not in indicators and assembly.complete:
        assembly.fault(record.place("indicator"), "no_such", found=record["indicator"], table="reference_stat")
    elif record["kpi"] in kpis and record["relation"] != "different":
        _guard(assembly, record, kpis[record["kpi"]]["name_ja"], indicators[record["indicator"]])


def _units(assembly: Assembly) -> None:
    """Every unit once: those of all plans, then those that one plan alone has."""
    known = set()
    for decisions in (assembly.shared, *assembly.decisions.values()):
        for record in decisions["units.csv"]:
            if decisions is assembly.shared or values.same(record["unit"]) not in known:
                assembly.add("unit", record, unit=record["unit"], unit_en=record["unit_en"])
            known.add(values.same(record["unit"]))


def _derived(
    assembly: Assembly, decisions: Decisions, record: Record, kpi: dict | None, printed: dict[str, dict]
) -> None:
    """An indicator from arithmetic that begins with the figure that is printed."""
    sums: dict[str, Decimal | None] = {}
    for end in ("baseline", "target"):
        column = f"{end}_arithmetic"
        sums[end] = assembly.read(record, column, values.arithmetic)
        if kpi and assembly.complete and sums[end] is not None and not _begins(record[column], kpi[end]):
            assembly.fault(
                record.place(column),
                "rule",
                ja=f"計算式は印刷された値 {kpi[end]} から始めてください（{record[column]}）",
                en=f"the sum must begin with the printed figure {kpi[end]} ({record[column]})",
            )
    if record["derived"] in printed:
        assembly.fault(
            record.place("derived"), "duplicate", found=record["derived"], first=Record("kpis.csv", None, {}).place()
        )
    names = (
        "name_ja",
        "name_en",
        "unit",
        "direction",
        "scale",
        "period",
        "baseline_arithmetic",
        "target_arithmetic",
        "reason",
        "reason_en",
    )
    bounds = {name: assembly.read(record, name, values.number) for name in ("lower_bound", "upper_bound")}
    assembly.add(
        "derived_kpi",
        record,
        derived_id=record["derived"],
        kpi_id=record["kpi"],
        unit_en=assembly.unit_en(decisions, record),
        **{name: record[name] for name in names},
        **{name: None if value is None else float(value) for name, value in (sums | bounds).items()},
    )


def _begins(text: str, printed: float | None) -> bool:
    found = values.leading_number(text)
    return found is not None and printed is not None and float(found) == printed


def _pair(assembly: Assembly, record: Record, plans: dict[str, str], items: set[str]) -> None:
    here = {row["plan_id"] for row in assembly.rows["plan"]}
    if assembly.complete and not all(record[end].partition("/")[0] in here for end in ("first", "second")):
        assembly.idle.append(record)  # about a plan that is not here
        return
    for end in ("first", "second"):
        if record[end] not in plans and assembly.complete:
            assembly.fault(record.place(end), "no_such", found=record[end], table="kpi, derived_kpi")
    if record["item"] not in items and assembly.complete:
        assembly.fault(record.place("item"), "no_such", found=record["item"], table="item")
    if record["comparable"] not in ("yes", "no"):
        assembly.fault(record.place("comparable"), "not_in_list", found=record["comparable"], allowed=["yes", "no"])
    if record["first"] in plans and plans[record["first"]] == plans.get(record["second"]):
        assembly.fault(
            record.place("second"),
            "rule",
            ja="二つの指標は別の計画のものでなければなりません",
            en="the two indicators must belong to different plans",
        )
    assembly.add(
        "kpi_pair",
        record,
        first_id=record["first"],
        second_id=record["second"],
        item_id=record["item"],
        comparable=record["comparable"] == "yes",
        because=record["because"],
        because_en=record["because_en"],
    )


def _guard(assembly: Assembly, record: Record, kpi: str, indicator: str) -> None:
    """A change of quantity under a like name is refused."""
    for words in GUARDED:
        one, other = ({word for word in words if word in name} for name in (kpi, indicator))
        if one and other and not one & other:
            assembly.fault(
                record.place("relation"),
                "rule",
                ja=f"「{kpi}」と「{indicator}」は別の量です。relation は different にしてください",
                en=f"'{kpi}' and '{indicator}' are different quantities; relation must be 'different'",
            )
