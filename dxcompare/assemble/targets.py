"""Decisions on indicators: what follows from them, which compare, what is held against them."""

from __future__ import annotations

from decimal import Decimal

from dxcompare.assemble.assembly import Assembly
from dxcompare.sources import values
from dxcompare.sources.reader import Record, Sheet

#: Quantities that share a name and must never be joined: cards issued (交付) and cards held (保有).
GUARDED = (("交付", "保有"),)


def assemble(assembly: Assembly) -> None:
    """Add derived indicators, pairs and official counterparts."""
    for record in _rows(assembly, "units.csv"):
        assembly.add("unit", record, unit=record["unit"], unit_en=record["unit_en"])
    kpis = {row["kpi_id"]: row for row in assembly.rows["kpi"]}
    for record in _rows(assembly, "derived_kpis.csv"):
        _derived(assembly, record, kpis.get(record["kpi"]), kpis)
    plans = {name: row["plan_id"] for name, row in kpis.items()}
    plans |= {row["derived_id"]: plans.get(row["kpi_id"], "") for row in assembly.rows["derived_kpi"]}
    items = {row["item_id"] for row in assembly.rows["item"] if row["framework"] == "dx"}
    for record in _rows(assembly, "kpi_pairs.csv"):
        _pair(assembly, record, plans, items)
    indicators = {row["indicator_id"]: row["name_ja"] for row in assembly.rows["reference_stat"]}
    for record in _rows(assembly, "kpi_actuals.csv"):
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


def _rows(assembly: Assembly, name: str) -> Sheet:
    return assembly.raw.mappings.get(name, Sheet("", [], []))


def _derived(assembly: Assembly, record: Record, kpi: dict | None, printed: dict[str, dict]) -> None:
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
        None,
        {end: (record, f"{end}_arithmetic") for end in sums},
        derived_id=record["derived"],
        kpi_id=record["kpi"],
        **{name: record[name] for name in names},
        **{name: None if value is None else float(value) for name, value in (sums | bounds).items()},
    )


def _begins(text: str, printed: float | None) -> bool:
    found = values.leading_number(text)
    return found is not None and printed is not None and float(found) == printed


def _pair(assembly: Assembly, record: Record, plans: dict[str, str], items: set[str]) -> None:
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
