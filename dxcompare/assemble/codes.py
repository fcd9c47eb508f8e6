"""The codes of measures to national items, by coder, and the decisions where coders disagree."""

from __future__ import annotations

from dxcompare.assemble.assembly import Assembly
from dxcompare.sources.reader import Record, Sheet


def assemble(assembly: Assembly) -> None:
    """Add codes, rules of the code book, adjudications; check the items that decisions name."""
    measures = {row["measure_id"]: row for row in assembly.rows["measure"]}
    rules = assembly.raw.mappings.get("coding_rules.csv", Sheet("", [], []))
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
    for coder, sheet in assembly.raw.codes.items():
        primaries: dict[str, list[Record]] = {}
        for record in sheet:
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
            if record["item"] not in coded and not unknown:
                assembly.fault(record.place("item"), "no_such", found=record["item"], table=rules.file)
            if record["role"] == "primary":
                primaries.setdefault(record["measure"], []).append(record)
        for again in primaries.values():
            for record in again[1:]:
                assembly.fault(record.place("role"), "duplicate", found="primary", first=again[0].place())
        mainly = {record["measure"] for record in sheet if record["role"] != "secondary"}
        for measure_id in measures:
            if measure_id not in mainly:
                assembly.fault(
                    Record(sheet.file, None, {}).place("measure"),
                    "unmapped",
                    "add_row",
                    found=measure_id,
                    file=sheet.file,
                )
    _adjudications(assembly, coded - {"none"})
    for record in assembly.raw.mappings.get("deadline_steps.csv", Sheet("", [], [])):
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


def _adjudications(assembly: Assembly, coded: set[str]) -> None:
    """Decisions, each on a cell that at least two coders have coded differently."""
    acts = {
        coder: {(record["measure"], record["item"]) for record in sheet} for coder, sheet in assembly.raw.codes.items()
    }
    for record in assembly.raw.mappings.get("adjudication.csv", Sheet("", [], [])):
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
        elif len({cell in codes for codes in acts.values()}) < 2:
            assembly.fault(
                record.place("item"),
                "rule",
                ja=f"判定者の間に不一致がありません（{cell[0]} × {cell[1]}）",
                en=f"the coders do not disagree on {cell[0]} × {cell[1]}",
            )
