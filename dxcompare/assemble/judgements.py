"""Judgements: what plans state, what coders find, what is decided where they differ; and `measure_item`, made from them.

A file that holds judgements has a reader here that calls :func:`judge` for each of them; nothing else
needs to know of it. Tags are read with the plan that prints them.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dxcompare.assemble.assembly import Assembly
from dxcompare.assemble.decisions import Decisions
from dxcompare.sources import values
from dxcompare.sources.reader import Record
from dxcompare.tables.judgement import PLAN
from dxcompare.tables.vocabularies import ROLES
from dxcompare.words.faults import Place, missing_row

CODERS, RULES, STEPS = "coders.csv", "coding_rules.csv", "step_items.csv"
_LEFT_OUT = {"_at": pl.Int64, "item_id": pl.String}
#: stands for a coder where nobody has coded a plan
_NOBODY = "*"

#: what an adjudication decides → the judgement it is.
_DECISIONS = {"acts": "yes", "does_not_act": "no", "primary": "primary"}


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
    places: dict[str, tuple[Record, str]] | None = None,
    **more: str | None,
) -> dict:
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
    places : dict, optional
        Where values stand that the row itself does not hold.
    **more : str, optional
        `label_text`, `reason`, `reason_en`; `source_id` and `locator` where the judgement stands elsewhere than its subject.
    """
    cell = "phrase" if kind == "step" else kind
    typed = {
        "subject_kind": (record, cell),
        "subject_id": (record, cell),
        "value": (record, "role" if act == "coded" else "decision"),
        "who": (record, "coder"),
        **(places or {}),
    }
    return assembly.add(
        "judgement",
        record,
        None,
        typed,
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


def decided(assembly: Assembly, found: list[Record], subject: dict, kind: str) -> None:
    """Add what was decided of an indicator, step or chapter, an item a row."""
    one_or_none(assembly, found)
    for record in found:
        item, who, why, why_en = (record[name] for name in ("item", "coder", "reason", "reason_en"))
        judge(assembly, record, subject, item, "coded", who, "yes", kind=kind, reason=why, reason_en=why_en)


def one_or_none(assembly: Assembly, found: list[Record]) -> None:
    """Fault a `none` that stands beside an item."""
    items = {record["item"] for record in found}
    for record in found:
        if record["item"] == "none" and items != {"none"}:
            assembly.fault(
                record.place("item"),
                "rule",
                ja="none と事項の両方があります。どちらかを消してください",
                en="there are both none and an item; delete one of them",
            )


def assemble(assembly: Assembly) -> None:
    """Add the judgements of coders and adjudicators; whether codes are complete and speak of what there is."""
    items = {row["item_id"] for row in assembly.rows["item"]}
    rules = assembly.shared[RULES] if assembly.complete else ()  # of items that could not be read nothing is known
    unknown = [record for record in rules if record["item"] not in items]
    for record in unknown:
        assembly.fault(record.place("item"), "no_such", found=record["item"], table="item")
    coders = _coders(assembly)
    measures: dict[str, dict[str, dict]] = {}
    for row in assembly.rows["measure"]:
        measures.setdefault(row["plan_id"], {})[row["measure_id"]] = {"id": row["measure_id"], **row}
    for folder in assembly.raw.plans:
        decisions = assembly.decisions[folder.name]
        own = measures.get(folder.plan["plan_id"], {}) if folder.plan else {}
        here = [coder for coder in coders if f"codes_{coder}.csv" in decisions.files]
        if not here and coders and not folder.of_no_version:
            here = [_NOBODY]
        for coder in here:
            _codes(assembly, decisions, coder, own, sound=assembly.complete and not unknown)
        _adjudications(assembly, decisions, here, own)


def check_steps(assembly: Assembly) -> None:
    """Every step of a measure that tags, the first coder or adjudications tie to two or more items is decided.

    So another coder is a file away: until a difference is adjudicated, a code that they alone have asks nothing of
    the steps. Asked only where all else is sound, or one slip would be told many times.
    """
    if assembly.faults or assembly.skipped:
        return
    tied: dict[str, set[str]] = {}
    said = [row for row in assembly.rows["judgement"] if row["subject_kind"] == "measure"]
    rules = {row["coder"] for row in assembly.rows["coder"] if row["kind"] == "rules"}
    coded = sorted({(row["plan_id"], row["who"] in rules, row["who"]) for row in said if row["act"] == "coded"})
    first = {plan: who for plan, _, who in reversed(coded)}
    for row in said:
        mine = row["act"] != "coded" or row["who"] == first[row["plan_id"]]
        if row["framework"] == "dx" and row["value"] != "no" and mine:
            tied.setdefault(row["subject_id"], set()).add(row["item_id"])
    measures: dict[tuple[str, str], list[str]] = {}
    for row in assembly.rows["project_measure"]:
        measures.setdefault((row["project_id"], row["track"]), []).append(row["measure_id"])
    folders = {folder.plan["plan_id"]: folder.name for folder in assembly.raw.plans if folder.plan}
    for row in assembly.rows["milestone"]:
        project, track = row.get("project_id"), row["track"]
        of = measures.get((project, track), []) if project else [row["measure_id"]]
        items = {item for measure in of for item in tied.get(measure, ())} - {"none"}
        if len(items) > 1 and row["stage"] and not (row["items"] or row["carried"]):
            file = f"{assembly.decisions[folders[row['plan_id']]].folder}/{STEPS}"
            found = f"{f'{project} {track}' if project else of[0]} {row['step_text']}"
            if (STEPS, found) not in assembly.undecided:
                assembly.undecided.add((STEPS, found))
                assembly.fault(assembly.place(row, "step_text"), "unmapped", "add_item", found=found, file=file)


def _coders(assembly: Assembly) -> list[str]:
    """Who has coded a plan, by name; all are declared. Every plan needs one, who has coded all its measures, but one that was
    written under no version of the national plan.

    One who is not declared is one fault, not one for each code.
    """
    files: dict[str, str] = {}
    for decisions in assembly.decisions.values():
        for name in decisions.files:
            if name.startswith("codes_"):
                coder = name.removeprefix("codes_").removesuffix(".csv")
                files.setdefault(coder, f"{decisions.folder}/{name}")
    if PLAN in files:
        assembly.fault(
            Place(files.pop(PLAN)),
            "rule",
            ja=f"「{PLAN}」は計画の記載を指す名前です。判定者には別の名前を付けてください",
            en=f"{PLAN!r} stands for what plans state; give the coder another name",
        )
    known, table = [record["coder"] for record in assembly.shared[CODERS]], f"{assembly.shared.folder}/{CODERS}"
    for coder, file in files.items():
        if coder not in known and assembly.complete:
            assembly.faults.append(missing_row(Place(file), coder, known, table, "add_row"))
    stated = any(row["act"] == "stated" for row in assembly.rows["judgement"])
    if stated and PLAN not in known and assembly.complete:
        assembly.fault(Place(table), "no_such", "add_row", found=PLAN, table=table)
    return sorted(files)


def _codes(assembly: Assembly, decisions: Decisions, coder: str, measures: dict[str, dict], *, sound: bool) -> None:
    """The codes of one plan by one coder: every measure, and of each every item of the code book, coded or left out.

    `sound`: whether the code book itself is, so that an item it does not know is the coder's slip.
    """
    name = f"codes_{coder}.csv"
    book = list(dict.fromkeys(record["item"] for record in assembly.shared[RULES]))
    by_measure: dict[str, list[Record]] = {}
    for record in decisions[name]:
        by_measure.setdefault(record["measure"], []).append(record)
        if record["item"] not in (*book, "none") and sound:
            table = f"{assembly.shared.folder}/{RULES}"
            assembly.fault(record.place("item"), "no_such", found=record["item"], table=table)
    for measure, records in by_measure.items():
        subject = measures.get(measure, {"id": measure})
        for record in records:
            if record["role"] in (*ROLES, ""):
                judge(assembly, record, subject, record["item"], "coded", coder, record["role"], reason=record["note"])
        coded = {record["item"] for record in records}
        left_out = [item for item in book if item not in coded]
        if left_out:  # many in a nation: the others are rows from `check.framed` on
            first = judge(assembly, records[0], subject, left_out[0], "coded", coder, "no")
            assembly.left_out[first["_at"]] = [values.tidy(item) for item in left_out[1:]]
        primaries = [record for record in records if record["role"] == "primary"]
        for record in primaries[1:]:
            assembly.fault(record.place("role"), "duplicate", found="primary", first=primaries[0].place())
    file = f"{decisions.folder}/{name}"
    for measure in measures:
        if all(record["role"] == "secondary" for record in by_measure.get(measure, ())):
            hint = "add_codes" if coder == _NOBODY else "add_item"
            assembly.fault(Place(file, None, "measure"), "unmapped", hint, found=measure, file=file)


def _adjudications(assembly: Assembly, decisions: Decisions, coders: list[str], measures: dict[str, dict]) -> None:
    """Decisions, each on a cell that at least two coders have coded differently, and of main items one a measure."""
    files = [decisions[f"codes_{coder}.csv"] for coder in coders]
    codes = [{(record["measure"], record["item"]) for record in file} for file in files]
    mains = [{(r["measure"], r["item"]) for r in file if r["role"] == "primary"} for file in files]
    book = {record["item"] for record in assembly.shared[RULES]}
    decided: dict[str, Place] = {}
    others = [f"codes_{record['coder']}.csv" for record in assembly.shared[CODERS] if record["coder"] not in coders]
    read = [f"codes_{coder}.csv" for coder in coders]
    there = {
        "ja": f"読んだもの: {'、'.join(read)}、ここにないもの: {'、'.join(others)}",
        "en": f"read: {', '.join(read)}; not here: {', '.join(others)}",
    }
    for record in decisions["adjudication.csv"]:
        measure, item, decision = record["measure"], record["item"], record["decision"]
        if decision in _DECISIONS:
            subject, value = measures.get(measure, {"id": measure}), _DECISIONS[decision]
            who, ja, en = record["coder"], record["reason"], record["reason_en"]
            judge(assembly, record, subject, item, "adjudicated", who, value, reason=ja, reason_en=en)
        if decision == "primary":
            if measure in decided:
                assembly.fault(record.place("decision"), "duplicate", found=decision, first=decided[measure])
            decided.setdefault(measure, record.place())
        if item not in book:
            assembly.fault(record.place("item"), "no_such", found=item, table=RULES)
        elif not assembly.complete:
            continue  # a difference may be in what was not read
        elif len({(measure, item) in coded for coded in (mains if decision == "primary" else codes)}) < 2:
            assembly.fault(
                record.place("item"),
                "rule",
                ja=f"判定者の間に不一致がありません（{measure} × {item}。{there['ja']}）",
                en=f"the coders do not disagree on {measure} × {item} ({there['en']})",
            )


def with_left_out(judgement: pl.DataFrame, left_out: Mapping[int, list[str]]) -> pl.DataFrame:
    """The table `judgement` with the rows of all items that coders left out, each behind the first of its measure."""
    if not left_out:
        return judgement
    at = [at for at, items in left_out.items() for _ in items]
    items = pl.DataFrame({"_at": at, "item_id": [item for items in left_out.values() for item in items]}, _LEFT_OUT)
    more = judgement.drop("item_id").join(items, on="_at", maintain_order="left_right")
    return pl.concat([judgement, more.select(judgement.columns)]).sort("_at", maintain_order=True)


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
