"""Decisions on indicators: their units, what follows from them, which compare, what is held against them."""

from __future__ import annotations

import difflib

from dxcompare.assemble.assembly import Assembly
from dxcompare.assemble.home import Home, reads
from dxcompare.assemble.indicators import scaled
from dxcompare.sources import values
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.kpis import DerivedKpi, KpiPair, Unit
from dxcompare.words.faults import Place, missing_row

#: How like another a plan's name is that may be a slip of it.
_NEAR = 0.85
#: Quantities that share a name and must never be joined: cards issued (交付) and cards held (保有).
GUARDED = (("交付", "保有"),)


@reads(Unit)
def units(home: Home, sheet: Sheet) -> None:
    """Every unit once: those of all plans, then those that one plan alone has."""
    assembly = home.assembly
    known = {values.same(row["unit"]) for row in assembly.rows["unit"] if home.decisions is not assembly.shared}
    shared = {values.same(record["unit"]) for record in assembly.shared["units.csv"]}
    for record in sheet:
        unit = values.same(record["unit"])
        if unit not in known:
            assembly.read("unit", record)
        elif unit not in shared:
            assembly.again.append(assembly.read("unit", record))
            assembly.rows["unit"].pop()


@reads(DerivedKpi)
def derived_kpis(home: Home, sheet: Sheet) -> None:
    """What the unit is called in English, the plan's decisions say; scale and direction follow from the stated one."""
    ways = {one["kpi"]: one["direction"] for one in home.decisions["kpis.csv"]}
    for record in sheet:
        scaled(home, record)
        if (way := ways.get(record["kpi"])) and record["direction"] != way:
            home.assembly.fault(record.place("direction"), "not_in_list", found=record["direction"], allowed=[way])
        home.assembly.read("derived_kpi", record, unit_en=home.unit_en(record))


@reads(KpiPair)
def kpi_pairs(home: Home, sheet: Sheet) -> None:
    """Pairs of plans that are here; a plan that is not, and is in one row alone, may be a slip."""
    assembly = home.assembly
    here = {row["plan_id"] for row in assembly.rows["plan"]}
    for record in sheet:
        away = [end for end in ("first", "second") if record[end].partition("/")[0] not in here]
        if assembly.complete and away:
            assembly.idle.append(record)
            for end in away:
                _slip(assembly, sheet, record, end, here)
        else:
            assembly.read("kpi_pair", record)


def _slip(assembly: Assembly, sheet: Sheet, record: Record, end: str, here: set[str]) -> None:
    """Fault a plan that is nearly one that is here, and that no other pair names."""
    plan = record[end].partition("/")[0]
    near = difflib.get_close_matches(plan, filter(None, here), 1, _NEAR)
    others = [one[way] for one in sheet for way in ("first", "second") if one is not record]
    if near and not any(other.startswith(f"{plan}/") for other in others):
        data = {"found": record[end], "plan": sorted(filter(None, here)), "near": record[end].replace(plan, near[0], 1)}
        assembly.fault(record.place(end), "not_of_plan", "did_you_mean", **data)


def check(assembly: Assembly) -> None:
    """Whether derived indicators, pairs, shares of people asked and official counterparts agree with what is printed."""
    kpis = {row["kpi_id"]: row for row in assembly.rows["kpi"]}
    for row in assembly.rows["derived_kpi"]:
        _derived(assembly, row, kpis)
    plans = {name: row["plan_id"] for name, row in kpis.items()}
    plans |= {row["derived_id"]: plans.get(row["kpi_id"], "") for row in assembly.rows["derived_kpi"]}
    items = {row["item_id"] for row in assembly.rows["item"] if row["framework"] == "dx"}
    unstated = {name for name, row in kpis.items() if row["period"] == "not_stated"}
    first: dict[frozenset, dict] = {}
    for row in assembly.rows["kpi_pair"]:
        earlier = first.setdefault(frozenset((row["first_id"], row["second_id"], row["item_id"])), row)
        if earlier["first_id"] != row["first_id"]:  # the same way round it is a key that is there already
            found = f"{row['first_id']} + {row['second_id']}"
            assembly.fault(assembly.place(row, "first_id"), "duplicate", found=found, first=assembly.place(earlier))
        _pair(assembly, row, plans, items, unstated)
    for row in assembly.rows["kpi_survey"]:
        if row["kpi_id"] in kpis and kpis[row["kpi_id"]]["scale"] not in ("percent", None):
            assembly.fault(
                assembly.place(row, "kpi_id"),
                "rule",
                ja=f"{row['kpi_id']} は割合の指標ではなく、回答者の割合になりません",
                en=f"{row['kpi_id']} is no percentage of a whole, so it is no share of people asked",
            )
    placed = [row for row in assembly.rows["plan"] if row["plan_id"] and row["municipality_code"]]
    towns = {row["plan_id"]: {*row["municipality_code"].split("+")} for row in placed}
    asked = {row["survey_id"]: towns.get(row["plan_id"]) for row in assembly.rows["survey"]}
    for row in assembly.rows["kpi_survey"]:
        own, others = towns.get(plans.get(row["kpi_id"], "")), asked.get(row["survey_id"])
        if own and others and not own & others:
            assembly.fault(assembly.place(row, "survey_id"), "other_towns", found=row["survey_id"])
    indicators = {row["indicator_id"]: row["name_ja"] for row in assembly.rows["reference_stat"]}
    for row in assembly.rows["kpi_actual"]:
        if row["indicator_id"] in indicators:
            if row["kpi_id"] in kpis and row["relation"] != "different":
                _guard(assembly, row, kpis[row["kpi_id"]]["name_ja"], indicators[row["indicator_id"]])
        else:
            _lost(assembly, row, "indicator_id", "reference_stat")


def _derived(assembly: Assembly, row: dict, printed: dict[str, dict]) -> None:
    """Its arithmetic begins with the figure that is printed, its period follows from it, and its id is its own."""
    kpi = printed.get(row["kpi_id"])
    for end in ("baseline", "target"):
        text = row[f"{end}_arithmetic"]
        if kpi and assembly.complete and row[end] is not None and not _begins(text, kpi[end]):
            assembly.fault(
                assembly.place(row, f"{end}_arithmetic"),
                "rule",
                ja=f"計算式は記載された値 {kpi[end]} から始めてください（{text}）",
                en=f"the sum must begin with the stated figure {kpi[end]} ({text})",
            )
    if kpi and kpi["period"] == "not_stated" != row["period"]:
        assembly.fault(
            assembly.place(row, "period"),
            "rule",
            ja=f"{row['kpi_id']} の数え方は記載がなく、そこから数え方のある指標は導けません",
            en=f"what {row['kpi_id']} counts over is not stated, so no indicator with a period follows from it",
        )
    for name, way in (("lower_bound", 1), ("upper_bound", -1)):
        for end in ("baseline", "target"):
            if row[end] is not None and row[name] is not None and way * (row[end] - row[name]) < 0:
                where, text = assembly.place(row, f"{end}_arithmetic"), row[f"{end}_arithmetic"]
                assembly.fault(assembly.place(row, name), "bound_passed", found=row[name], text=text, where=where)
                break
    name = row["derived_id"]
    if name in printed:
        assembly.fault(assembly.place(row, "derived_id"), "duplicate", found=name, first=Place("kpis.csv"))


def _begins(text: str, printed: float | None) -> bool:
    found = values.leading_number(text)
    return found is not None and printed is not None and float(found) == printed


def _pair(assembly: Assembly, row: dict, plans: dict[str, str], items: set[str], unstated: set[str]) -> None:
    """Two indicators of different plans, on an item; those that compare say what they count over."""
    for end in ("first_id", "second_id"):
        if row[end] not in plans:
            _lost(assembly, row, end, "kpi, derived_kpi")
    if row["item_id"] not in items:
        _lost(assembly, row, "item_id", "item")
    if row["first_id"] in plans and plans[row["first_id"]] == plans.get(row["second_id"]):
        assembly.fault(
            assembly.place(row, "second_id"),
            "rule",
            ja="二つの指標は別の計画のものでなければなりません",
            en="the two indicators must belong to different plans",
        )
    for end in ("first_id", "second_id"):
        if row["comparable"] and row[end] in unstated:
            assembly.fault(
                assembly.place(row, "comparable"),
                "rule",
                ja=f"{row[end]} の数え方は記載がないので、比べられません",
                en=f"{row[end]} does not compare: what it counts over is not stated",
            )


def _lost(assembly: Assembly, row: dict, column: str, table: str) -> None:
    if assembly.complete:
        assembly.faults.append(missing_row(assembly.place(row, column), row[column], (), table))


def _guard(assembly: Assembly, row: dict, kpi: str, indicator: str) -> None:
    """A change of quantity under a like name is refused."""
    for words in GUARDED:
        one, other = ({word for word in words if word in name} for name in (kpi, indicator))
        if one and other and not one & other:
            assembly.fault(
                assembly.place(row, "relation"),
                "rule",
                ja=f"「{kpi}」と「{indicator}」は別の量です。relation は different にしてください",
                en=f"'{kpi}' and '{indicator}' are different quantities; relation must be 'different'",
            )
