"""When does each plan reach each stage of each national item, and does that meet the national deadline?

A step belongs to an item through its measure. Where a measure touches two items, its steps stand
under both; whether a step meets a national deadline is therefore decided step by step, in a mapping.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.evidence.judgements import SETTLED, STATED, asked_by, codes_in_words
from dxcompare.evidence.lineage import AS_WRITTEN, against, canonical, item_names
from dxcompare.evidence.links import illegible, links, printed_kpis
from dxcompare.present.result import Result
from dxcompare.questions.timeline import stages
from dxcompare.questions.timeline.tables import DEADLINES, Deadlines
from dxcompare.sources.values import same
from dxcompare.words.text import Text

#: What is said of a deadline, whatever the plan says to it.
_DUE = ("plan_id", "version", "item_id", "name_ja", "name_en", "deadline_text", "deadline_fy", "deadline_quarter")


_READ = {"version": pl.String}  # where no plan has a version


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
    dated = stages.dated(ds, dating)
    plans, items = ds.plans(), item_names(ds, framework, list(read.values()))
    first = stages.first_use(ds, framework, read, items, dated, linked)
    through = codes_in_words(ds, by)
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
            "reached": stages.reached(dated),
            "periods": stages.periods(dated),
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
            *stages.unreadable(first, plans, items),
            *stages.lower_bounds(first),
            Text(
                "予定であり、実績ではない。年ごとの計画と四半期ごとの計画とでは細かさが違う。",
                "These are intentions, not results; yearly and quarterly plans differ in grain.",
            ),
        ),
    )


def _deadlines(ds: Dataset, framework: str, read: dict[str, str | None], linked: pl.DataFrame) -> pl.DataFrame:
    """Every plan against every deadline of the version it is read against."""
    last = canonical(ds)
    versions = pl.DataFrame({"plan_id": list(read), "version": list(read.values())}, schema_overrides=_READ)
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
    if not state.is_empty():
        return "state", state.row(0, named=True)
    if due["start_fy"] > due["deadline_fy"]:
        return "past", {}
    if held.is_empty():
        return "no_measure", {}
    arrives = mine.filter(reach="arrives")
    if arrives.is_empty():
        return ("no_step", {}) if mine.is_empty() else ("started", mine.row(0, named=True))
    told = [(_arrives(due, step), step) for step in arrives.iter_rows(named=True)]
    return min(told, key=lambda found: list(DEADLINES).index(found[0]))  # of several the earliest that says most


def _arrives(due: dict, step: dict) -> str:
    """Whether a step that arrives does so in time; one whose span is lost may do so later than where it stands."""
    end = due["deadline_fy"], due["deadline_quarter"] or 4
    if step["quarter"] is None and step["fy"] == end[0] and end[1] < 4:
        return "cannot_tell"
    if (step["fy"], step["quarter"] or 4) > end:
        return "late"
    return "in_time" if step["span_known"] else "cannot_tell"


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
