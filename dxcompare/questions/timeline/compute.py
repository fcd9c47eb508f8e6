"""When does each plan reach each stage of each national item, and does that meet the national deadline?

A step belongs to an item through its measure. Where a measure touches two items, its steps stand
under both; whether a step meets a national deadline is therefore decided step by step, in a mapping.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.evidence.judgements import SETTLED, STATED, asked_by, codes_in_words
from dxcompare.evidence.lineage import AS_WRITTEN, absent, against, canonical, item_names
from dxcompare.evidence.links import illegible, links, printed_kpis, speaks_for, steps
from dxcompare.present.result import Result
from dxcompare.questions.timeline.tables import STAGES, Deadlines, FirstUse
from dxcompare.sources.values import same
from dxcompare.words.text import Text

#: What is said of a deadline, whatever the plan says to it.
_DUE = ("plan_id", "version", "item_id", "name_ja", "name_en", "deadline_text", "deadline_fy", "deadline_quarter")


_IN_USE = ("launch", "operate", "expand")


@dataclass(frozen=True)
class Timeline(Result):
    """Stages over time; tables `reached`, `periods`, `first_use`, `deadlines`, `items` and `plans`.

    `reached`: when a plan reaches a stage of an item. `periods`: the furthest stage in a year or quarter.
    `first_use`: the first year in which an item is launched, operated or expanded, or why there is none.
    `deadlines`: the national deadlines, and what the plan's steps say to them.
    """


@asked_by
def timeline(ds: Dataset, framework: str = "dx", version: str = AS_WRITTEN, *, by: str = SETTLED) -> Timeline:
    """When each plan reaches each stage of each item, and the national deadlines.

    Parameters
    ----------
    ds : Dataset
    framework : {"dx", "kanmin"}
    version : str
        See :func:`dxcompare.coverage`.
    by : str
        On whose judgement a measure acts on an item; see :func:`dxcompare.coverage`.

    Returns
    -------
    Timeline

    Raises
    ------
    UnknownName
        If the framework or version is unknown, or nobody judged so.

    Notes
    -----
    Steps count for the items that their measure is coded to: a plan's own tags, often printed for a whole
    policy, are too wide to date a step by, and do so only where nothing else is asked for (`by="stated"`, and
    the categories of the data act, which are not coded). Stages come from the printed steps through
    `stages.csv` in `data/mappings/`. A step meets a deadline only
    through a row of `deadline_steps.csv`, with its reason. A step of a plan by years is placed in the
    whole fiscal year: against a deadline within that year nothing can be told.

    Examples
    --------
    >>> import dxcompare
    >>> found = timeline(dxcompare.load()).to_frame("deadlines")
    >>> "in_time" in found["verdict"]
    True
    """
    read = against(ds, framework, version)
    found = links(ds, framework, version, by)
    pair = ["plan_id", "measure_id", "item_id"]
    linked = found.select(pair).unique(maintain_order=True)
    by_codes = framework == "dx" and by != STATED
    dating = found.filter(basis="coded").select(pair) if by_codes else linked
    dated = (
        steps(ds)
        .drop("plan_id")
        .join(dating, on="measure_id")
        .filter(speaks_for(), pl.col("stage") != "review")
        .unique(["milestone_id", "item_id"], maintain_order=True)
        .with_columns(pl.col("stage").cast(pl.String).cast(pl.Enum(list(STAGES))))
    )
    plans, items = ds.plans(), item_names(ds, framework, list(read.values()))
    first, through = _first_use(ds, framework, read, items, dated, linked), codes_in_words(ds, by)
    return Timeline(
        title=Text(
            "国の事項ごとに、どの段階へいつ進む計画か", "When does each plan reach each stage of each national item?"
        ),
        method=Text(
            f"印刷された工程を段階に読み替え、施策についての{through.ja}を通じて国の事項に結び付けた。"
            + ("期限は策定時の版による。" if version == AS_WRITTEN else f"期限は{version}版による。"),
            f"Printed steps are read as stages and tied to national items through {through.en} of their measures. "
            + (
                "Deadlines are those of the version in force."
                if version == AS_WRITTEN
                else f"Deadlines are those of version {version}."
            ),
        )
        if framework == "dx"
        else Text(
            "印刷された工程を段階に読み替え、計画が施策に記した柱に結び付けた。",
            "Printed steps are read as stages and tied to the categories that the plans print on their measures.",
        ),
        tables={
            "reached": _reached(dated),
            "periods": _periods(dated),
            "first_use": first,
            "deadlines": _deadlines(ds, framework, read, linked),
            "items": items,
            "plans": plans,
        },
        sources=plans.join(ds.source, on="source_id", maintain_order="left").select("source_id", "title"),
        caveats=(
            Text(
                "一つの事項には複数の施策の工程が重なり、段階が戻って見えることがある。一つの施策が複数の事項に当たるときは、"
                "どの事項にも現れる。期限に届くかは工程ごとに判定した。",
                "The steps of several measures lie over each other, so stages may seem to go back; a measure on several "
                "items shows under each. Whether a step meets a deadline is decided step by step.",
            ),
            *_lost(first.filter(why="illegible"), plans, items),
            Text(
                "予定であり、実績ではない。年ごとの計画と四半期ごとの計画とでは細かさが違う。",
                "These are intentions, not results; yearly and quarterly plans differ in grain.",
            ),
        ),
    )


def _reached(dated: pl.DataFrame) -> pl.DataFrame:
    new = dated.filter(~pl.col("carried")).sort("fy", pl.col("quarter").fill_null(1), "position")
    return (
        new.group_by("plan_id", "item_id", "stage", maintain_order=True)
        .agg(
            pl.col("fy").first(),
            pl.col("quarter").first(),
            last_fy=pl.col("fy").max(),
            steps=pl.len().cast(pl.Int64),
            span_known=pl.col("span_known").all(),
        )
        .sort("plan_id", "item_id", "stage")
    )


def _periods(dated: pl.DataFrame) -> pl.DataFrame:
    return (
        dated.sort("stage", "carried", descending=[True, False], maintain_order=True)
        .group_by("plan_id", "item_id", "fy", "quarter", maintain_order=True)
        .agg(pl.col("stage").first(), pl.col("carried").first(), span_known=pl.col("span_known").any())
        .sort("plan_id", "item_id", "fy", "quarter")
    )


def _lost(illegible: pl.DataFrame, plans: pl.DataFrame, items: pl.DataFrame) -> list[Text]:
    """A caveat for each plan, naming the items whose steps the document no longer shows."""
    named = illegible.join(items, on="item_id", maintain_order="left").join(
        plans.select("plan_id", city_ja="name_ja", city_en="name_en"), on="plan_id", maintain_order="left"
    )
    return [
        Text(
            f"{rows['city_ja'][0]}の{'、'.join(rows['short_ja'])}は、工程が資料から読み取れない。",
            f"{rows['city_en'][0]}: the schedule is not legible for {', '.join(rows['short_en'])}.",
        )
        for rows in named.partition_by("plan_id", maintain_order=True)
    ]


def _first_use(
    ds: Dataset, framework: str, read: dict[str, str], items: pl.DataFrame, dated: pl.DataFrame, linked: pl.DataFrame
) -> pl.DataFrame:
    """Every plan and item: the first year in use, or why there is none."""
    lost, missing = illegible(ds), absent(ds, framework, list(read.values()))
    coded = set((ds.coding_rule if framework == "dx" else items).get_column("item_id"))
    in_use = dated.filter(pl.col("stage").is_in(_IN_USE), ~pl.col("carried")).sort(
        "fy", pl.col("quarter").fill_null(1), "stage", maintain_order=True
    )
    first = {
        (row["plan_id"], row["item_id"]): row
        for row in in_use.unique(["plan_id", "item_id"], keep="first", maintain_order=True).iter_rows(named=True)
    }
    measures: dict[tuple[str, str], set[str]] = {}
    for plan, measure, item in linked.iter_rows():
        measures.setdefault((plan, item), set()).add(measure)
    rows = []
    for plan, version in read.items():
        for item in items.get_column("item_id"):
            found, mine = first.get((plan, item)), measures.get((plan, item), set())
            why = (
                None
                if found
                else missing.get((version, item))
                or (
                    "illegible"
                    if mine & lost
                    else "no_step"
                    if mine
                    else "no_measure"
                    if item in coded
                    else "not_assessed"
                )
            )
            rows.append((plan, item, found and found["fy"], found and str(found["stage"]), why))
    return pl.DataFrame(rows, schema=FirstUse.kinds(), orient="row")


def _deadlines(ds: Dataset, framework: str, read: dict[str, str], linked: pl.DataFrame) -> pl.DataFrame:
    """Every plan against every deadline of the version it is read against."""
    last = canonical(ds)
    versions = pl.DataFrame({"plan_id": list(read), "version": list(read.values())})
    items = ds.item.filter(pl.col("framework") == framework, pl.col("deadline_fy").is_not_null()).with_columns(
        item_id=pl.col("item_id").replace(last)
    )
    due = versions.join(items, on="version", maintain_order="left").join(
        ds.plan.select("plan_id", "start_fy"), on="plan_id", maintain_order="left"
    )
    decided = _decided(ds)
    targets, lost = _targets(ds, linked), illegible(ds)
    rows = []
    for row in due.iter_rows(named=True):
        mine = decided.filter(plan_id=row["plan_id"], item_id=row["item_id"])
        state = ds.deadline_step.filter(item_id=row["item_id"], reach="state")
        held = linked.filter(plan_id=row["plan_id"], item_id=row["item_id"])
        verdict, step = _verdict(row, mine, state, held)
        if verdict == "no_step" and lost & set(held.get_column("measure_id")):
            verdict = "illegible"
        rows.append(
            {
                **{name: row[name] for name in _DUE},
                "verdict": verdict,
                **{name: step.get(name) for name in ("fy", "quarter", "step_text", "reason", "reason_en", "locator")},
                "targets": targets.get((row["plan_id"], row["item_id"])),
            }
        )
    return pl.DataFrame(rows, schema=Deadlines.kinds())


def _decided(ds: Dataset) -> pl.DataFrame:
    """The steps that speak for a deadline, the earliest of each first."""

    def squeezed(column: str) -> pl.Expr:
        return pl.col(column).map_elements(same, return_dtype=pl.String)

    wanted = ds.deadline_step.filter(pl.col("measure_id").is_not_null()).with_columns(
        key=squeezed("phrase"), reach=pl.col("reach").cast(pl.String)
    )
    return (
        ds.milestone.filter(~pl.col("carried"))
        .with_columns(key=squeezed("step_text"))
        .join(
            wanted.select("measure_id", "key", "item_id", "reach", "reason", "reason_en"),
            on=["measure_id", "key"],
            maintain_order="left",
        )
        .sort("fy", pl.col("quarter").fill_null(4), maintain_order=True)
    )


def _verdict(due: dict, mine: pl.DataFrame, state: pl.DataFrame, held: pl.DataFrame) -> tuple[str, dict]:
    end = due["deadline_fy"], due["deadline_quarter"] or 4
    if not state.is_empty():
        return "state", state.row(0, named=True)
    if due["start_fy"] > due["deadline_fy"]:
        return "past", {}
    if held.is_empty():
        return "no_measure", {}
    arrives = mine.filter(reach="arrives")
    if arrives.is_empty():
        return ("no_step", {}) if mine.is_empty() else ("started", mine.row(0, named=True))
    step = arrives.row(0, named=True)
    if step["quarter"] is None and step["fy"] == end[0] and end[1] < 4:
        return "cannot_tell", step
    return ("in_time" if (step["fy"], step["quarter"] or 4) <= end else "late"), step


def _targets(ds: Dataset, linked: pl.DataFrame) -> dict[tuple[str, str], str]:
    """The indicators of an item with target and year, as printed, in one line."""
    known = (
        linked.join(printed_kpis(ds), on="measure_id", maintain_order="left")
        .join(ds.kpi.drop("plan_id"), on="kpi_id", maintain_order="left")
        .unique(["plan_id", "item_id", "kpi_id"], maintain_order=True)
        .filter(pl.col("target_fy").is_not_null())
    )
    lines: dict[tuple[str, str], list[str]] = {}
    for row in known.sort("kpi_id").iter_rows(named=True):
        once = same(row["name_ja"]) == same(row["target_text"])  # some plans print one text for both
        lines.setdefault((row["plan_id"], row["item_id"]), []).append(
            f"{row['name_ja']} {'' if once else row['target_text'] + ' '}({row['target_fy']})"
        )
    return {key: "; ".join(found) for key, found in lines.items()}
