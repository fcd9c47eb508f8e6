"""The codes of measures to national items, by coder, and the decisions where coders disagree."""

from __future__ import annotations

from dxcompare.assemble.assembly import Assembly
from dxcompare.assemble.decisions import Decisions
from dxcompare.sources.reader import Record
from dxcompare.words.faults import Place


def assemble(assembly: Assembly) -> None:
    """Add codes, rules of the code book, adjudications; check the items that decisions name."""
    rules = assembly.shared["coding_rules.csv"]
    for record in rules:
        assembly.add(
            "coding_rule",
            record,
            item_id=record["item"],
            **{name: record[name] for name in ("acts", "acts_en", "excludes", "excludes_en")},
        )
    coded = {record["item"] for record in rules} | {"none"}
    items = {row["item_id"] for row in assembly.rows["item"]}
    unknown = [record for record in rules if record["item"] not in items]
    for record in unknown:
        assembly.fault(record.place("item"), "no_such", found=record["item"], table="item")
    coders = _coders(assembly)
    for folder in assembly.raw.plans:
        decisions = assembly.decisions[folder.name]
        measures = {
            row["measure_id"]: row
            for row in assembly.rows["measure"]
            if folder.plan and row["plan_id"] == folder.plan["plan_id"]
        }
        for coder in coders:
            _codes(assembly, decisions, coder, measures, None if unknown else coded)
        _adjudications(assembly, decisions, coders, coded - {"none"})
    for decisions in (assembly.shared, *assembly.decisions.values()):
        for record in decisions["deadline_steps.csv"]:
            assembly.add(
                "deadline_step",
                record,
                item_id=record["item"],
                measure_id=record["measure"],
                phrase=record["phrase"],
                reach=record["reach"],
                reason=record["reason"],
                reason_en=record["reason_en"],
            )


def _coders(assembly: Assembly) -> list[str]:
    """Who has coded a plan; all of them must have coded every plan, or a plan would seem to do nothing."""
    names = {name for decisions in assembly.decisions.values() for name in decisions.files}
    return sorted(name.removeprefix("codes_").removesuffix(".csv") for name in names if name.startswith("codes_"))


def _codes(
    assembly: Assembly, decisions: Decisions, coder: str, measures: dict[str, dict], items: set[str] | None
) -> None:
    """The codes of one plan by one coder, on `items` (None where these are in doubt)."""
    name = f"codes_{coder}.csv"
    primaries: dict[str, list[Record]] = {}
    for record in decisions[name]:
        measure = measures.get(record["measure"], {})
        assembly.add(
            "measure_item",
            record,
            measure_id=record["measure"],
            framework="dx",
            item_id=record["item"],
            basis="coded",
            coder=coder,
            role=record["role"],
            note=record["note"],
            source_id=measure.get("source_id"),
            locator=measure.get("locator"),
        )
        if items is not None and record["item"] not in items:
            rules = f"{assembly.shared.folder}/coding_rules.csv"
            assembly.fault(record.place("item"), "no_such", found=record["item"], table=rules)
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


def _adjudications(assembly: Assembly, decisions: Decisions, coders: list[str], coded: set[str]) -> None:
    """Decisions, each on a cell that at least two coders have coded differently."""
    acts = [{(record["measure"], record["item"]) for record in decisions[f"codes_{coder}.csv"]} for coder in coders]
    for record in decisions["adjudication.csv"]:
        cell = record["measure"], record["item"]
        assembly.add(
            "adjudication",
            record,
            measure_id=cell[0],
            item_id=cell[1],
            decision=record["decision"],
            reason=record["reason"],
        )
        if cell[1] not in coded:
            assembly.fault(record.place("item"), "no_such", found=cell[1], table="coding_rules.csv")
        elif len({cell in codes for codes in acts}) < 2:
            assembly.fault(
                record.place("item"),
                "rule",
                ja=f"判定者の間に不一致がありません（{cell[0]} × {cell[1]}）",
                en=f"the coders do not disagree on {cell[0]} × {cell[1]}",
            )
