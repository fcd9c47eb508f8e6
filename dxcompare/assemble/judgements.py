"""Judgements: what plans state, what coders find, what is decided where they differ; and `measure_item`, made from them.

A file that holds judgements has a reader here that calls :func:`judge` for each of them; nothing else
needs to know of it. Tags are read with the plan that prints them.
"""

from __future__ import annotations

import difflib

import polars as pl

from dxcompare.assemble.assembly import Assembly
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.judgement import PLAN
from dxcompare.tables.vocabularies import ROLES
from dxcompare.words.faults import Place

CODERS, RULES = "coders.csv", "coding_rules.csv"


#: what an adjudication decides → the judgement it is.
_DECISIONS = {"acts": "yes", "does_not_act": "no"}


def judge(
    assembly: Assembly,
    record: Record,
    subject: dict,
    item: str,
    act: str,
    who: str,
    value: str,
    *,
    kind: str = "measure",
    framework: str = "dx",
    **more: str | None,
) -> None:
    """Add one judgement.

    Parameters
    ----------
    assembly : Assembly
    record : Record
        The row that makes it.
    subject : dict
        What is judged: `id`, `plan_id`, `source_id`, `locator`.
    item, act, who, value, kind, framework : str
        As in the table `judgement`.
    **more : str, optional
        `label_text`, `reason`; `source_id` and `locator` where the judgement stands elsewhere than its subject.
    """
    typed = {
        "subject_kind": kind,
        "subject_id": kind,
        "value": "role" if act == "coded" else "decision",
        "who": "coder",
    }
    assembly.add(
        "judgement",
        record,
        None,
        {column: (record, cell) for column, cell in typed.items()},
        plan_id=subject.get("plan_id"),
        subject_kind=kind,
        subject_id=subject["id"],
        framework=framework,
        item_id=item,
        act=act,
        who=who,
        value=value,
        **{"source_id": subject.get("source_id"), "locator": subject.get("locator"), **more},
    )


def assemble(assembly: Assembly) -> None:
    """Add the coders, the rules of the code book, codes, adjudications and the steps that meet deadlines."""
    for record in _rows(assembly, CODERS):
        assembly.add("coder", record, **record.cells)
    for record in _rows(assembly, RULES):
        assembly.add("coding_rule", record, item_id=record["item"], **record.cells)
    items = {row["item_id"] for row in assembly.rows["item"]}
    unknown = [record for record in _rows(assembly, RULES) if record["item"] not in items]
    for record in unknown:
        assembly.fault(record.place("item"), "no_such", found=record["item"], table="item")
    for coder, sheet in assembly.raw.codes.items():
        if coder != PLAN:
            _codes(assembly, coder, sheet, sound=not unknown)
        else:
            assembly.fault(
                Place(sheet.file),
                "rule",
                ja=f"「{PLAN}」は計画の記載を指す名前です。判定者には別の名前を付けてください",
                en=f"{PLAN!r} stands for what plans print; give the coder another name",
            )
    _adjudications(assembly)
    _declared(assembly)
    for record in _rows(assembly, "deadline_steps.csv"):
        assembly.add("deadline_step", record, item_id=record["item"], measure_id=record["measure"], **record.cells)


def _rows(assembly: Assembly, name: str) -> Sheet:
    return assembly.raw.mappings.get(name, Sheet(name, [], []))


def _measures(assembly: Assembly) -> dict[str, dict]:
    return {row["measure_id"]: {"id": row["measure_id"], **row} for row in assembly.rows["measure"]}


def _codes(assembly: Assembly, coder: str, sheet: Sheet, *, sound: bool) -> None:
    """The codes of one coder: every measure, and of each every item of the code book, coded or left out.

    `sound`: whether the code book itself is, so that an item it does not know is the coder's slip.
    """
    measures, book = _measures(assembly), [record["item"] for record in _rows(assembly, RULES)]
    by_measure: dict[str, list[Record]] = {}
    for record in sheet:
        by_measure.setdefault(record["measure"], []).append(record)
        if record["item"] not in (*book, "none") and sound:
            assembly.fault(record.place("item"), "no_such", found=record["item"], table=_rows(assembly, RULES).file)
        if record["role"] and record["role"] not in ROLES:
            assembly.fault(record.place("role"), "not_in_list", found=record["role"], allowed=list(ROLES))
    for measure, records in by_measure.items():
        subject = measures.get(measure, {"id": measure})
        for record in records:
            if record["role"] in (*ROLES, ""):
                judge(assembly, record, subject, record["item"], "coded", coder, record["role"], reason=record["note"])
        coded = {record["item"] for record in records}
        for item in dict.fromkeys(book):
            if item not in coded:
                judge(assembly, records[0], subject, item, "coded", coder, "no")
        primaries = [record for record in records if record["role"] == "primary"]
        for record in primaries[1:]:
            assembly.fault(record.place("role"), "duplicate", found="primary", first=primaries[0].place())
    for measure in measures:
        if all(record["role"] == "secondary" for record in by_measure.get(measure, ())):
            assembly.fault(Place(sheet.file, None, "measure"), "unmapped", "add_row", found=measure, file=sheet.file)


def _adjudications(assembly: Assembly) -> None:
    """Decisions, each on a cell that at least two coders have coded differently."""
    measures, book = _measures(assembly), {record["item"] for record in _rows(assembly, RULES)}
    codes = {coder: {(r["measure"], r["item"]) for r in sheet} for coder, sheet in assembly.raw.codes.items()}
    for record in _rows(assembly, "adjudication.csv"):
        measure, item, decision = record["measure"], record["item"], record["decision"]
        assembly.add(
            "adjudication",
            record,
            measure_id=measure,
            item_id=item,
            **record.cells,
        )
        if decision in _DECISIONS:
            subject = measures.get(measure, {"id": measure})
            value = _DECISIONS[decision]
            judge(assembly, record, subject, item, "adjudicated", record["coder"], value, reason=record["reason"])
        if item not in book:
            assembly.fault(record.place("item"), "no_such", found=item, table=RULES)
        elif len({(measure, item) in coded for coded in codes.values()}) < 2:
            assembly.fault(
                record.place("item"),
                "rule",
                ja=f"判定者の間に不一致がありません（{measure} × {item}）",
                en=f"the coders do not disagree on {measure} × {item}",
            )


def _declared(assembly: Assembly) -> None:
    """Whoever judges must be declared; one fault for a file, not one for each of its codes."""
    known = [record["coder"] for record in _rows(assembly, CODERS)]
    if not assembly.complete:
        return
    for coder, sheet in assembly.raw.codes.items():
        if coder not in known:
            near = difflib.get_close_matches(coder, known, 1)
            hint = "did_you_mean" if near else "add_row"
            assembly.fault(Place(sheet.file), "no_such", hint, found=coder, table=CODERS, near="".join(near))
    if PLAN not in known and any(row["act"] == "stated" for row in assembly.rows["judgement"]):
        assembly.fault(Place(_rows(assembly, CODERS).file), "no_such", "add_row", found=PLAN, table=CODERS)


def measure_items(judgement: pl.DataFrame) -> pl.DataFrame:
    """The table `measure_item`: what plans and coders say that measures act on, without what they left out."""
    coded = pl.col("act") == "coded"
    return judgement.filter(
        pl.col("subject_kind") == "measure", pl.col("act").is_in(["stated", "coded"]), pl.col("value") != "no"
    ).select(
        "_at",
        "framework",
        "item_id",
        "label_text",
        "source_id",
        "locator",
        measure_id="subject_id",
        basis="act",
        coder=pl.when(coded).then("who"),
        role=pl.when(coded).then("value"),
        note="reason",
    )
