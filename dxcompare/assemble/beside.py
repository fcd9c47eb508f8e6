"""What stands beside the rows of an added plan's tables: how an indicator is read, the stage of a step, their items.

Files keep these decisions apart; a user's table may hold them in the rows they are about. The rules by which they are
filled up are listed in :mod:`dxcompare.assemble.filled`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dxcompare.assemble.filled import Filled, plan_form, several
from dxcompare.sources import values
from dxcompare.sources.reader import Record, Sheet


def kpis(filled: Filled, sheet: Sheet) -> None:
    """Indicators: how they are read, which item they measure, and where they are printed."""
    places = []
    for record in sheet:
        kpi, measures = filled.id(record["kpi"]), [one for one in record["measure"].split("+") if one]
        _reading(filled, record, kpi)
        places += [replace(record, cells={**record.cells, "measure": one, "policy": ""}) for one in measures]
        if record["policy"]:
            places.append(replace(record, cells={**record.cells, "measure": ""}))
        items, of = several(record), {item for one in measures for item in filled.items.get(one, ())}
        decided = "kpi_items" in filled.given
        if items or (len(of) == 1 and not decided):
            filled.judged("kpi_items.csv", record, items or of, kpi=kpi)
        elif not decided and filled.items:
            filled.ask(record, "item", record["name_ja"], "kpi_items")
        elif not decided:
            filled.undecided.add(("kpi_items.csv", kpi))
    if "kpi_places" not in filled.given:
        filled.sheets["kpi_places.csv"] = Sheet("kpis", [], places, plan_form("kpi_places.csv"))


def _reading(filled: Filled, record: Record, kpi: str) -> None:
    base, goal = (_amount(record[name]) for name in ("baseline_text", "target_text"))
    unit = record["unit"] or (goal.unit if goal else None) or (base.unit if base else None) or ""
    if unit and not any(values.same(unit) == values.same(known["unit"]) for known in filled.words["units.csv"]):
        known = {one["unit"] for one in filled.decisions["units.csv"]}
        if unit not in known:
            filled.decide("units.csv", record, unit=unit, unit_en=record["unit_en"] or unit)
    direction = record["direction"]
    if goal and not direction:
        if base is None:
            filled.ask(record, "direction", record["name_ja"], "kpis")
            return
        rise = (goal.value or 0) - (base.value or 0)
        direction = "higher" if rise > 0 else "lower" if rise < 0 else "maintain"
    percent = unit in ("%", "％")
    scale = record["scale"] or ("none" if goal is None else "percent" if percent else "count")
    low, high = record["lower_bound"], record["upper_bound"]
    if not record["scale"] and goal:
        low, high = low or "0", high or ("100" if percent else "")
    period = record["period"] or (goal.period if goal else base.period if base else None) or "not_stated"
    read = {"unit": unit, "direction": direction, "scale": scale, "lower_bound": low, "upper_bound": high}
    filled.decide("kpis.csv", record, kpi=kpi, **read, period=period, reason=record["reason"])


def schedule(filled: Filled, sheet: Sheet) -> None:
    """Steps, one a row with its year; or years as columns."""
    years = list(sheet.free)
    for record in sheet:
        step, long = record["phrase"], bool(record["fy"])
        if long:
            years += [record["fy"]] * (record["fy"] not in years)
            record.cells[record["fy"]] = step
        if record["stage"]:
            cells = {name: record[name] for name in ("stage", "first_stage", "reason")}
            _word(filled, "stages.csv", record, phrase=step, **cells)
        if long:
            measure = filled.id(record["measure"])
            filled.judged("step_items.csv", record, several(record), measure=measure, project="", track="", phrase=step)
    sheet.free[:] = years


def _word(filled: Filled, file: str, record: Record, **cells: str) -> None:
    """What a printed word means, once however often it is printed; two meanings are two rows, and a fault."""
    if cells not in [one.cells for one in filled.decisions[file]]:
        filled.decide(file, record, **cells)


def tags(filled: Filled, sheet: Sheet) -> None:
    """Tags that the plan prints; which item one names is said beside it, or known of other plans."""
    for record in sheet:
        record.cells["framework"] = record["framework"] or "dx"
        cells = {name: record[name] for name in ("framework", "label_text", "reason")}
        for item in several(record):
            _word(filled, "labels.csv", record, item="" if item == "none" else item, **cells)


def chapters(filled: Filled, sheet: Sheet) -> None:
    """Chapters, and the items they treat."""
    for record in sheet:
        items = several(record)
        filled.judged("chapter_items.csv", record, items, chapter=filled.id(record["chapter"]))


def evaluation(filled: Filled, sheet: Sheet) -> None:
    """Verdicts on a former plan, what they mean and of which items they speak."""
    for record in sheet:
        if record["verdict"]:
            cells = {name: record[name] for name in ("verdict_text", "verdict", "reason")}
            _word(filled, "verdicts.csv", record, **cells)
        for item in several(record):
            cells = {"plan": filled.plan["plan_id"], "number": record["number"], "item": item}
            filled.decide("evaluation_items.csv", record, **cells, reason=record["reason"])


def _amount(text: str) -> values.Value | None:
    """What is surely an amount; what is not is asked where it is read."""
    found = values.read(text) if text else None
    return found if found is not None and found.sure and found.kind == "amount" else None


#: Table → how its rows are filled up.
PARTS: dict[str, Callable[[Filled, Sheet], None]] = {
    "kpis": kpis,
    "schedule": schedule,
    "tags": tags,
    "chapters": chapters,
    "evaluation": evaluation,
}
