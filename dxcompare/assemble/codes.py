"""The codes of measures to national items, by coder, and the decisions where coders disagree."""

from __future__ import annotations

from dxcompare.assemble.assembly import Assembly
from dxcompare.assemble.decisions import Decisions
from dxcompare.assemble.home import Home, reads
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.measures import Code
from dxcompare.words.faults import Place, missing_row


@reads(Code)
def codes(home: Home, sheet: Sheet) -> None:
    """The codes of one plan by one coder."""
    coder = sheet.file.rpartition("/")[2].removeprefix("codes_").removesuffix(".csv")
    measures = {row["measure_id"]: row for row in home.assembly.rows["measure"]}
    for record in sheet:
        measure = measures.get(record["measure"], {})
        origin = {name: measure.get(name) for name in ("source_id", "locator")}
        more = {"framework": "dx", "basis": "coded", "coder": coder, "role": record["role"], "note": record["note"]}
        home.assembly.read("measure_item", record, **more, **origin, label_text=None)


def check(assembly: Assembly) -> None:
    """Whether codes are complete, and speak of items that there are; adjudications, of cells in dispute."""
    rules = assembly.rows["coding_rule"]
    items = {row["item_id"] for row in assembly.rows["item"]}
    unknown = [row for row in rules if row["item_id"] not in items]
    for row in unknown:
        assembly.faults.append(missing_row(assembly.place(row, "item_id"), row["item_id"], (), "item"))
    coded = {row["item_id"] for row in rules}
    for folder in assembly.raw.plans:
        plan = folder.plan["plan_id"] if folder.plan else ""
        measures = [row["measure_id"] for row in assembly.rows["measure"] if row["plan_id"] == plan]
        decisions = assembly.decisions[folder.name]
        for coder in _coders(assembly):
            _complete(assembly, decisions, coder, measures, None if unknown else coded | {"none"})
        _adjudications(assembly, decisions, coded)


def _coders(assembly: Assembly) -> list[str]:
    """Who has coded a plan; all of them must have coded every plan, or a plan would seem to do nothing."""
    names = {name for decisions in assembly.decisions.values() for name in decisions.files}
    return sorted(name.removeprefix("codes_").removesuffix(".csv") for name in names if name.startswith("codes_"))


def _complete(
    assembly: Assembly, decisions: Decisions, coder: str, measures: list[str], items: set[str] | None
) -> None:
    """Every measure has one primary code, on `items` (None where these are in doubt)."""
    name = f"codes_{coder}.csv"
    primaries: dict[str, list[Record]] = {}
    for record in decisions[name]:
        if items is not None and record["item"] not in items:
            rules = f"{assembly.shared.folder}/coding_rules.csv"
            assembly.faults.append(missing_row(record.place("item"), record["item"], (), rules))
        if record["role"] == "primary":
            primaries.setdefault(record["measure"], []).append(record)
    for again in primaries.values():
        for record in again[1:]:
            assembly.fault(record.place("role"), "duplicate", found="primary", first=again[0].place())
    mainly = {record["measure"] for record in decisions[name] if record["role"] != "secondary"}
    file = f"{decisions.folder}/{name}"
    for measure_id in measures:
        if measure_id not in mainly:
            assembly.fault(Place(file, None, "measure"), "unmapped", "add_row", found=measure_id, file=file)


def _adjudications(assembly: Assembly, decisions: Decisions, coded: set[str]) -> None:
    """Decisions, each on a cell that at least two coders have coded differently."""
    files = [f"codes_{coder}.csv" for coder in _coders(assembly)]
    acts = [{(record["measure"], record["item"]) for record in decisions[file]} for file in files]
    for record in decisions["adjudication.csv"]:
        cell = record["measure"], record["item"]
        if cell[1] not in coded:
            assembly.faults.append(missing_row(record.place("item"), cell[1], (), "coding_rules.csv"))
        elif len({cell in codes for codes in acts}) < 2:
            assembly.fault(
                record.place("item"),
                "rule",
                ja=f"判定者の間に不一致がありません（{cell[0]} × {cell[1]}）",
                en=f"the coders do not disagree on {cell[0]} × {cell[1]}",
            )
