"""Checking the assembled tables against their schema, and each other.

`dataframely` evaluates the rules of one table; links between tables and the use of every decision
are checked here. Every failing value becomes a fault with the place it was printed.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from dxcompare.assemble.assembly import Assembly
from dxcompare.assemble.judgements import check_steps, measure_items, with_left_out
from dxcompare.assemble.siblings import BASE_ROW
from dxcompare.assemble.themes import with_letters
from dxcompare.sources import values
from dxcompare.tables import TABLES, TIDY
from dxcompare.tables.columns import Table, said
from dxcompare.words.faults import Fault, Place, missing_row, unlisted

#: rows that a note names
SHOWN = 10
#: the largest whole number of a table: one that other programs keep exactly, too
MOST = 2**53


#: The column that names a plan of another folder: where folders are assembled apart, it is held when they are joined.
OF_ANOTHER = ("plan", "revises")

#: columns that repeat a value of another file, or name it, where that is checked, or that were looked up when the
#: row was made
INHERITED = {
    *(("judgement", column) for column in ("plan_id", "who", "source_id", "locator")),
    ("plan", "municipality_code"),
    ("survey", "municipality_code"),
    ("kpi", "unit"),
    ("derived_kpi", "unit"),
}


#: kind of subject of a judgement → the table and column of its ids.
SUBJECTS = {
    "measure": ("measure", "measure_id"),
    "kpi": ("kpi", "kpi_id"),
    "step": ("milestone", "milestone_id"),
    "chapter": ("chapter", "chapter_id"),
}


def tables(assembly: Assembly) -> dict[str, pl.DataFrame]:
    """All tables, typed and sorted by key; what is wrong is added to `assembly.faults`."""
    return {name: in_order(name, frame.drop("_at")) for name, frame in checked(assembly).items()}


def in_order(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """A table sorted by its key."""
    return frame.sort(TABLES[name].keys(), maintain_order=True)


def checked(assembly: Assembly) -> dict[str, pl.DataFrame]:
    """All tables as they were made, with `_at`, where the origin of a row stands; what is wrong is added to the faults."""
    for name, schema in TIDY.items():
        _endless(assembly, schema, assembly.rows[name])
    frames = {name: framed(schema, assembly.rows[name]) for name, schema in TIDY.items()}
    frames["judgement"] = with_left_out(frames["judgement"], assembly.left_out)
    whole = assembly.complete
    repeated = {name for name in TIDY if not _all_known(assembly, name) and _rules(assembly, name, frames[name])}
    if whole:
        for name, schema in TIDY.items():
            _links(assembly, name, schema, frames, repeated)
        _subjects(assembly, frames, repeated)
        _items(assembly, frames)
        _withheld(assembly, frames)
        _decided_items(assembly, frames)
        _decisions(assembly)
    check_steps(assembly)
    frames["theme_option"] = with_letters(frames["theme_option"], frames["theme_pair"])
    frames["measure_item"] = measure_items(frames["judgement"]).select(frames["measure_item"].columns)
    return frames


def _all_known(assembly: Assembly, name: str) -> bool:
    """Whether a table has no row but those that were found sound before."""
    rows = assembly.rows[name]
    return assembly.known and (not rows or rows[-1]["_at"] < assembly.first)


def _endless(assembly: Assembly, schema: type[Table], rows: list[dict]) -> None:
    """Fault whole numbers that no table holds, and take them out; each place is told once."""
    whole = [name for name, column in schema.columns().items() if column.dtype == pl.Int64]
    for row in rows if whole else ():
        for name in whole:
            if (row.get(name) or 0) > MOST:
                place, found = assembly.place(row, name), row[name]
                row[name] = None
                if all(fault.place != place for fault in assembly.faults):
                    assembly.fault(place, "too_large", "digit_slip", found=found, most=MOST)


def framed(schema: type[Table], rows: list[dict]) -> pl.DataFrame:
    types = {name: column.dtype for name, column in schema.columns().items()}
    return pl.from_dicts(rows, schema=types)


def _rules(assembly: Assembly, name: str, frame: pl.DataFrame) -> bool:
    """Fault what breaks a rule of the table; returns whether keys are repeated."""
    schema = TIDY[name]
    failure = schema.filter(frame)[1]
    rules = failure.counts()
    faulty = {(fault.place.file, fault.place.row) for fault in assembly.faults}
    for row in failure.details().iter_rows(named=True) if rules else ():
        for rule in rules:
            if row[rule] == "invalid" and (name, rule.partition("|")[0]) not in INHERITED:
                fault = _fault(assembly, schema, row, rule)
                place = fault.place
                known = (
                    (place.file, place.row) in faulty
                    or place.row is None
                    or (place.file, place.column) in assembly.raw.reader.absent
                )
                if not (fault.kind == "missing" and known):
                    assembly.faults.append(fault)
    keys = schema.keys()
    _broken_ids(assembly, frame, keys)
    first: dict[tuple, dict] = {}
    repeated = frame.filter(frame.select(keys).is_duplicated()).sort("_at") if _repeats(frame, keys) else frame.clear()
    for row in repeated.iter_rows(named=True):
        key = tuple(row[name] for name in keys)
        earlier = first.setdefault(key, row)
        if earlier is not row:
            found = " + ".join(str(part) for part in key if part is not None)
            own = next(
                (one for name in keys if (one := assembly.place(row, name)).file == assembly.place(row).file), None
            )
            place = own or assembly.place(row)  # not in the card that lends it a part of its key
            assembly.fault(place, "duplicate", found=found, first=assembly.place(earlier))
    return repeated.height > 0


def _repeats(frame: pl.DataFrame, keys: list[str]) -> bool:
    """Whether a key stands there twice."""
    return (
        frame.select(pl.struct(keys).n_unique() if len(keys) > 1 else pl.col(keys[0]).n_unique()).item() < frame.height
    )


def _broken_ids(assembly: Assembly, frame: pl.DataFrame, keys: list[str]) -> None:
    """Fault ids that are broken over two lines: nothing else would ever be the same."""
    names = [name for name in keys if name.endswith("_id") and frame.schema[name] == pl.String]
    broken = frame.select(pl.col(names).str.contains("\n", literal=True).any()).row(0) if names else ()
    for name in (name for name, some in zip(names, broken, strict=True) if some):
        for row in frame.filter(pl.col(name).str.contains("\n", literal=True)).iter_rows(named=True):
            assembly.fault(assembly.place(row, name), "broken_line", found=row[name].replace("\n", "⏎"))


def _fault(assembly: Assembly, schema: type[Table], row: dict, rule: str) -> Fault:
    column, _, check = rule.partition("|")
    if not check:
        demand = schema.demand(rule)
        found = [f"{name} = {row[name]}" for name in demand.columns]
        says = {"ja": f"{demand.says.ja}（{'、'.join(found)}）", "en": f"{demand.says.en} ({', '.join(found)})"}
        return Fault(assembly.place(row, demand.columns[0]), "rule", says)
    declared: Any = schema.columns()[column]
    found, place = row[column], assembly.place(row, column)
    if check == "nullability":
        return Fault(place, "missing")
    if check == "regex":
        return Fault(place, "pattern", {"found": found, "pattern": declared.regex})
    if check == "min":
        return Fault(place, "too_small", {"found": found, "least": declared.min})
    if check == "max":
        year = said(declared).unit == "year"
        return Fault(
            place, "too_large", {"found": found, "most": declared.max}, "digit_slip" if year else "decimal_slip"
        )
    return unlisted(place, found, said(declared).words)


def _links(
    assembly: Assembly, name: str, schema: type[Table], frames: dict[str, pl.DataFrame], repeated: set[str]
) -> None:
    """Fault references to rows that do not exist; not into tables whose keys are in doubt."""
    for column, declared in schema.fields().items():
        ref = said(declared).ref
        if not ref or (name, column) in INHERITED:
            continue
        table, target = ref.split(".")
        if table in repeated or (assembly.apart and (name, column) == OF_ANOTHER):
            continue
        _lost(assembly, frames[name], column, table, frames[table].get_column(target))


def _lost(assembly: Assembly, frame: pl.DataFrame, column: str, table: str, ids: pl.Series) -> None:
    known = ids.drop_nulls().unique().to_list()
    if {*frame.get_column(column)} <= {*known, None}:  # hardly ever is one lost
        return
    for row in frame.filter(pl.col(column).is_not_null() & ~pl.col(column).is_in(known)).iter_rows(named=True):
        found, place = row[column], assembly.place(row, column)
        assembly.faults.append(missing_row(place, found, known, table))


def _subjects(assembly: Assembly, frames: dict[str, pl.DataFrame], repeated: set[str]) -> None:
    """What is judged must exist in the table of its kind."""
    for kind, (table, column) in SUBJECTS.items():
        if table not in repeated:
            judged = frames["judgement"].filter(subject_kind=kind)
            _lost(assembly, judged, "subject_id", table, frames[table].get_column(column))
    _lost(
        assembly,
        frames["judgement"].filter(pl.col("subject_kind") != "measure"),
        "who",
        "coder",
        frames["coder"].get_column("coder"),
    )


def _items(assembly: Assembly, frames: dict[str, pl.DataFrame]) -> None:
    """Every coded or tagged item, every version of a plan and of the lineage must exist."""
    items = frames["item"]
    known = set(items.select("framework", "item_id").unique().iter_rows())
    for row in frames["judgement"].filter(act="stated").iter_rows(named=True):
        if (row["framework"], row["item_id"]) not in known:
            place, ids = assembly.place(row, "item_id"), {item for _, item in known}
            assembly.faults.append(missing_row(place, row["item_id"], ids, "item"))
    listed = set(frames["framework_version"].select("framework", "version").iter_rows())
    for row in items.iter_rows(named=True):
        if (row["framework"], row["version"]) not in listed and row["version"]:
            place, others = assembly.place(row, "version"), [v for name, v in listed if name == row["framework"]]
            assembly.faults.append(missing_row(place, row["version"], others, "versions.csv"))
    versions = frames["framework_version"].filter(framework="dx").get_column("version").to_list()
    for row in frames["plan"].filter(~pl.col("framework_version").is_in(versions)).iter_rows(named=True):
        assembly.fault(
            assembly.place(row, "framework_version"), "not_in_list", found=row["framework_version"], allowed=versions
        )
    dx = set(items.filter(framework="dx").select("version", "item_id").iter_rows())
    for row in frames["item_lineage"].iter_rows(named=True):
        for end in ("from", "to"):
            pair = (row[f"{end}_version"], row[f"{end}_item_id"])
            if pair not in dx and all(pair):  # a blank is said already
                assembly.fault(assembly.place(row, f"{end}_item_id"), "no_such", found=" ".join(pair), table="item")


def _withheld(assembly: Assembly, frames: dict[str, pl.DataFrame]) -> None:
    """An erratum names an option and a group of its question that a table has; of a question without a table none is known."""
    names = ("question_id", "option_id", "group_id")
    cells = pl.concat([frames[name].select(names) for name in ("response", "mean_score")])
    plans = dict(frames["survey"].select("survey_id", "plan_id").iter_rows())
    asked = {*frames["erratum"]["question_id"]}
    errata = {row.partition("/")[0] for row in frames["erratum"]["erratum_id"]}
    known: dict[str, dict[str, set[str]]] = {name: {} for name in names[1:]}
    for question, *texts in cells.iter_rows():
        plan = plans.get((question or "").partition("/")[0], "")
        if plan not in errata and question not in asked:
            continue
        for name, one in zip(known, texts, strict=True):  # of a group that only this table lacks, an erratum says so
            for scope in (question, plan) if name == "option_id" else (plan,):
                known[name].setdefault(scope, {BASE_ROW} if name == "option_id" else set()).add(one)
    for row in frames["erratum"].iter_rows(named=True):
        plan = row["erratum_id"].partition("/")[0]
        for name, of in known.items():
            scope = (row["question_id"] or plan) if name == "option_id" else plan
            if row[name] is not None and row[name] not in of.get(scope, {row[name]} if row["question_id"] else ()):
                found = f"{row['question_id'] or ''} {row[name]}".strip()
                table = "options.csv" if name == "option_id" else "groups.csv"
                assembly.fault(assembly.place(row, name), "no_such", found=found, table=table)


def _decided_items(assembly: Assembly, frames: dict[str, pl.DataFrame]) -> None:
    """Decisions that name an item, or a step as printed: both must exist."""
    items = {*frames["item"].filter(framework="dx").get_column("item_id"), "none"}
    for name in ("evaluation_item", "deadline_step", "deadline_change"):
        for row in frames[name].filter(~pl.col("item_id").is_in(items)).iter_rows(named=True):
            assembly.fault(assembly.place(row, "item_id"), "no_such", found=row["item_id"], table="item")
    for row in frames["framework_version"].filter(pl.col("unsourced").is_not_null()).iter_rows(named=True):
        for item in set(row["unsourced"].split("+")) - items:
            assembly.fault(assembly.place(row, "unsourced"), "no_such", found=item, table="item")
    book = {*frames["coding_rule"].get_column("item_id"), "none"}
    known = book if len(book) > 1 else items
    judged = frames["judgement"].filter(pl.col("subject_kind") != "measure", ~pl.col("item_id").is_in(known))
    for row in judged.iter_rows(named=True):
        table = "coding_rule" if row["item_id"] in items else "item"
        assembly.faults.append(missing_row(assembly.place(row, "item_id"), row["item_id"], known, table))
    measures = set(frames["measure"].get_column("measure_id"))
    for row in frames["erratum"].iter_rows(named=True):
        for column in ("steps_lost", "tags_lost") if not assembly.skipped else ():
            for measure in set((row[column] or "").split("+")) - measures - {""}:
                assembly.fault(assembly.place(row, column), "no_such", found=measure, table="measure")
    if not assembly.skipped:
        _deadline_steps(assembly, frames, items)


def _deadline_steps(assembly: Assembly, frames: dict[str, pl.DataFrame], items: set[str]) -> None:
    """A step that speaks for a deadline must be printed, and be a step of the item; unknown ones are faults already."""
    mapped = frames["project_measure"].select("project_id", "track", of="measure_id")
    cells = frames["milestone"].filter(~pl.col("carried")).join(mapped, on=["project_id", "track"], how="left")
    decided = {
        (measure, values.same(step)): items
        for measure, step, items in cells.select(pl.coalesce("measure_id", "of"), "step_text", "items").iter_rows()
    }
    due = {*frames["item"].filter(pl.col("deadline_fy").is_not_null()).get_column("item_id")}
    due |= {*frames["deadline_change"].filter(pl.col("deadline_fy").is_not_null()).get_column("item_id")}
    for row in frames["deadline_step"].filter(pl.col("item_id").is_in([*items - due])).iter_rows(named=True):
        assembly.fault(assembly.place(row, "item_id"), "no_deadline", found=row["item_id"])
    for row in frames["deadline_step"].iter_rows(named=True):
        blank = (row["measure_id"] is None, row["phrase"] is None)
        if row["reach"] and blank != (row["reach"] == "state", row["reach"] in ("state", "none")):
            assembly.fault(
                assembly.place(row, "reach"),
                "rule",
                ja=f"施策は state のときだけ、工程は state か none のときだけ空欄です（reach = {row['reach']}）",
                en=f"the measure is blank where reach is state, the step where it is state or none, and only there (reach = {row['reach']})",
            )
    stated = pl.col("measure_id").is_not_null() & pl.col("phrase").is_not_null() & (pl.col("reach") != "state")
    for row in frames["deadline_step"].filter(stated).iter_rows(named=True):
        key, place = (row["measure_id"], values.same(row["phrase"] or "")), assembly.place(row, "phrase")
        if key not in decided:
            found = f"{row['measure_id']} {row['phrase']}"
            assembly.fault(place, "no_such", "transcribe", table="milestone", found=found)
        elif (
            decided[key]
            and row["item_id"] not in (of := set(decided[key].split("+")))
            and of | {row["item_id"]} <= items
        ):
            assembly.fault(
                place,
                "rule",
                ja=f"step_items.csv では、この工程は {row['item_id']} の工程ではありません",
                en=f"in step_items.csv the step is not one of {row['item_id']}",
            )


def _decisions(assembly: Assembly) -> None:
    """Every decision about one plan must decide something; and each key has one row.

    A row of `all/` that decides nothing here may serve a plan that is not here: it is noted, not a fault.
    """
    for decisions in (*assembly.decisions.values(), assembly.shared):
        for record in decisions.unused() if not assembly.skipped else ():
            if decisions is assembly.shared:
                assembly.idle.append(record)
            else:
                text = " / ".join(list(record.cells.values())[:2])
                assembly.fault(record.place(), "unused", "delete_row", found=text)
        for record, first in decisions.repeated():
            assembly.fault(record.place(), "duplicate", found=next(iter(record.cells.values())), first=first.place())


def _spare(assembly: Assembly) -> list[Fault]:
    """Documents from which nothing is taken; of official figures each has its file."""
    used = {row.get("source_id") for table in TIDY if table != "source" for row in assembly.rows[table]}
    spare = [row for row in assembly.rows["source"] if row["source_id"] not in used]
    found = [Fault(assembly.place(row, "source_id"), "unused", {"found": row["source_id"]}) for row in spare]
    return [one for one in found if "/reference/" not in one.place.file]


def notes(assembly: Assembly) -> list[Fault]:
    """Files that are read though they are not in our encoding; rows of `all/` that decide nothing here, one note a file."""
    rows: dict[str, list[int]] = {}
    for record in assembly.idle:
        rows.setdefault(record.file, []).append(record.row or 0)
    return (
        assembly.raw.reader.notes
        + _spare(assembly)
        + [
            Fault(
                Place(file),
                "idle",
                {"count": len(found), "rows": [*sorted(found)[:SHOWN], *["…"] * (len(found) > SHOWN)]},
            )
            for file, found in sorted(rows.items())
        ]
    )
