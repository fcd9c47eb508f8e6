"""When does each plan reach each stage of each national item, and does that meet the national deadline?

A step belongs to an item through its measure; of a measure on two or more items, through what was decided of the
step (`step_items.csv`), as everywhere. Whether it meets a national deadline is decided step by step, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.names import in_order
from dxcompare.dataset.notes import edition_of, sources_of
from dxcompare.evidence.judgements import SETTLED, asked_by, whose
from dxcompare.evidence.lineage import AS_WRITTEN, against, canonical, item_names
from dxcompare.evidence.links import decided, illegible, links, printed, speaks_for
from dxcompare.evidence.versions import unread
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.timeline import stages
from dxcompare.questions.timeline.tables import DEADLINES, Deadlines
from dxcompare.sources.values import same
from dxcompare.words.text import Text, shown

#: What is said of a deadline, whatever the plan says to it.
_DUE = (
    "plan_id",
    "version",
    "item_id",
    "name_ja",
    "name_en",
    "deadline_text",
    "deadline_fy",
    "deadline_quarter",
    "deadline_status",
)


#: Of a measure on several items, whether its steps were decided: those of categories of the data act are not.
_SEVERAL = {
    True: Text(
        "一つの事項には複数の施策の工程が重なり、段階が戻って見えることがある。施策が複数の事項に該当するときは、"
        "どの事項の工程かを一つずつ判断した。期限に間に合うかも工程ごとに判定した。",
        "The steps of several measures lie over each other, so stages may seem to go back. Where a measure acts on "
        "several items, it was decided step by step which of them each is of, and whether it meets a deadline.",
    ),
    False: Text(
        "一つの柱には複数の施策の工程が重なり、段階が戻って見えることがある。施策が複数の柱に該当するときは、"
        "工程はどの柱にも現れる。",
        "The steps of several measures lie over each other, so stages may seem to go back; a measure on several "
        "categories shows under each.",
    ),
}


_READ = {"version": pl.String}  # where no plan has a version


@dataclass(frozen=True)
class Timeline(Result):
    """Stages over time; tables `reached`, `periods`, `first_use`, `deadlines`, `items` and `plans`.

    `reached`: when a plan reaches a stage of an item. `periods`: the furthest stage in a year or quarter.
    `first_use`: the first year in which an item is launched, operated or expanded, or why there is none.
    `deadlines`: the national deadlines, and what the plan's steps say to them.
    """


@asked_by
@asked
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
    A step counts for the item of its measure; where its measure acts on several, for those that it was decided to
    speak for (`step_items.csv` in `data/mappings/`). Stages come from the printed steps through `stages.csv`. A step
    whose span the text has lost, or that is placed in a period of several years, begins in its year or later, and
    where it names several stages only the first of them is dated. A step meets a deadline only through a row of `deadline_steps.csv`, with its reason; where a measure prints steps of
    the item and nobody has decided on them, that is said (`not_judged`), and not counted against the plan. A step of a
    plan by years is placed in the whole fiscal year: against a deadline within that year nothing can be told.

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
    dated = stages.dated(ds, linked)
    plans, items = ds.plans(), item_names(ds, framework, list(read.values()))
    deadlines = _deadlines(ds, framework, version, linked)
    first = stages.first_use(ds, framework, read, items, dated, linked)
    judged = whose(ds, by)
    return Timeline(
        title=Text(
            "国の事項ごとに、どの段階へいつ進む計画か", "When does each plan reach each stage of each national item?"
        ),
        method=Text(
            f"記載された工程を段階に読み替え、施策が該当する国の事項（{judged.ja}による）に結び付けた。"
            + ("期限は策定時の版による。" if version == AS_WRITTEN else f"期限は{version}版による。"),
            f"Stated steps are read as stages and tied to what their measures act on ({judged.en}). "
            + (
                "Deadlines are those of the version in force."
                if version == AS_WRITTEN
                else f"Deadlines are those of version {version}."
            ),
        )
        if framework == "dx"
        else Text(
            "記載された工程を段階に読み替え、計画が施策に記した柱に結び付けた。",
            "Stated steps are read as stages and tied to the categories that the plans state on their measures.",
        ),
        tables={
            "reached": in_order(ds, stages.reached(dated)),
            "periods": in_order(ds, stages.periods(dated)),
            "first_use": first,
            "deadlines": deadlines,
            "items": items,
            "plans": plans,
        },
        edition=edition_of(ds),
        sources=sources_of(ds, plans["source_id"], *_told_by(ds, framework, deadlines)),
        caveats=(
            _SEVERAL[framework == "dx"],
            *unread(ds, framework, version),
            *_elsewhere(deadlines, items),
            *stages.unreadable(first, plans, items),
            *stages.earlier(first, plans, items),
            *stages.unconfirmed(ds, framework, read, linked, plans, items),
            *stages.lower_bounds(first, dated),
            Text(
                "予定であり、実績ではない。年ごとの計画と四半期ごとの計画とでは細かさが違う。",
                "These are intentions, not results; yearly and quarterly plans differ in grain.",
            ),
        ),
    )


def _deadlines(ds: Dataset, framework: str, version: str, linked: pl.DataFrame) -> pl.DataFrame:
    """Every plan against every deadline of the version it is read against."""
    last, read = canonical(ds), against(ds, framework, version)
    versions = pl.DataFrame({"plan_id": list(read), "version": list(read.values())}, schema_overrides=_READ)
    items = ds.item.filter(pl.col("framework") == framework, pl.col("deadline_fy").is_not_null()).with_columns(
        item_id=pl.col("item_id").replace(last)
    )
    due = versions.join(items, on="version", maintain_order="left").join(
        ds.plan.select("plan_id", "start_fy"), on="plan_id", maintain_order="left"
    )
    told, held_by, unjudged = dict[tuple, list[dict]](), dict[tuple, set[str]](), _unjudged(ds, linked)
    for row in _decided(ds).iter_rows(named=True):
        told.setdefault((row["plan_id"], row["item_id"]), []).append(row)
    limited = due["item_id"].unique().implode()
    holding = linked.filter(pl.col("item_id").is_in(limited))
    for plan, item, measure in holding.select("plan_id", "item_id", "measure_id").iter_rows():
        held_by.setdefault((plan, item), set()).add(measure)
    states = {row["item_id"]: row for row in reversed(ds.deadline_step.filter(reach="state").to_dicts())}
    targets, lost, changes = _targets(ds, framework, version, limited), illegible(ds), _changes(ds)
    rows = []
    for row in due.select(*_DUE, "start_fy").iter_rows(named=True):
        key = row["plan_id"], row["item_id"]
        mine, held, state = told.get(key, []), held_by.get(key, set()), states.get(row["item_id"])
        verdict, step = _verdict(row, mine, state, held)
        if verdict == "no_step" and lost & held:
            verdict = "illegible"
        elif verdict == "no_step" and key in unjudged:
            verdict = "not_judged"
        if verdict in ("no_measure", "no_step") and row["deadline_status"] == "optional":
            verdict = "optional"  # silence is no gap
        rows.append(
            {
                **{name: row[name] for name in _DUE},
                "verdict": verdict,
                **{name: step.get(name) for name in ("fy", "quarter", "step_text", "reason", "reason_en", "locator")},
                "targets": targets.get((row["plan_id"], row["item_id"])),
                **changes.get(row["item_id"], {}),
            }
        )
    return pl.DataFrame(rows, schema=Deadlines.kinds())


def _changes(ds: Dataset) -> dict[str, dict[str, str]]:
    """Item → what was decided of its deadline elsewhere than in a version of the plan, in order of time."""
    last, found = canonical(ds), {}
    for (item,), rows in ds.deadline_change.sort("since").group_by("item_id", maintain_order=True):
        lines = [
            Text(f"{row['since']}：{shown(row['text_ja'], 'ja')}", f"{row['since']}: {row['text_en']}")
            for row in rows.iter_rows(named=True)
        ]
        found[last.get(str(item), str(item))] = {
            "elsewhere_ja": "。".join(line.ja for line in lines),
            "elsewhere_en": "; ".join(line.en for line in lines),
        }
    return found


def _elsewhere(deadlines: pl.DataFrame, items: pl.DataFrame) -> list[Text]:
    """A caveat for each deadline that was revised, has exceptions or is optional, as far as plans face it."""
    faced = deadlines.filter(pl.col("elsewhere_ja").is_not_null()).unique("item_id", maintain_order=True)
    named = faced.join(items.select("item_id", "short_ja", "short_en"), on="item_id", maintain_order="left")
    return [
        Text(
            f"「{row['short_ja']}」の期限について、{row['elsewhere_ja']}。",
            f"Of the deadline of {row['short_en']}: {row['elsewhere_en']}.",
        )
        for row in named.iter_rows(named=True)
    ]


def _told_by(ds: Dataset, framework: str, deadlines: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """The documents that tell of the deadlines that plans face, and of what was decided of them elsewhere."""
    last = canonical(ds)
    items, changes = (rows.with_columns(pl.col("item_id").replace(last)) for rows in (ds.item, ds.deadline_change))
    faced = items.filter(pl.col("deadline_fy").is_not_null(), framework=framework).join(
        deadlines.select("version", "item_id"), on=["version", "item_id"], how="semi", maintain_order="left"
    )
    return faced["source_id"], changes.filter(pl.col("item_id").is_in(deadlines["item_id"].implode()))["source_id"]


def _unjudged(ds: Dataset, linked: pl.DataFrame) -> set[tuple[str, str]]:
    """Plan and item where a measure prints steps of the item and nobody decided whether one speaks for its deadline."""
    steps = (
        printed(ds)
        .filter(~pl.col("carried"))
        .select("measure_id", "only_items")
        .unique(maintain_order=True)
        .join(linked, on="measure_id", maintain_order="left")
        .filter(speaks_for())
    )
    return {*steps.join(ds.deadline_step, on=["measure_id", "item_id"], how="anti").select("plan_id", "item_id").rows()}


def _decided(ds: Dataset) -> pl.DataFrame:
    """The steps that speak for a deadline, the earliest of each first."""

    def squeezed(column: str) -> pl.Expr:
        return pl.col(column).map_elements(same, return_dtype=pl.String)

    wanted = ds.deadline_step.filter(pl.col("phrase").is_not_null()).with_columns(
        key=squeezed("phrase"), reach=pl.col("reach").cast(pl.String)
    )
    return (
        printed(ds)
        .filter(~pl.col("carried"), pl.col("measure_id").is_in(wanted["measure_id"].unique().implode()))
        .with_columns(key=squeezed("step_text"))
        .join(
            wanted.select("measure_id", "key", "item_id", "reach", "reason", "reason_en"),
            on=["measure_id", "key"],
            maintain_order="left",
        )
        .sort("fy", pl.col("quarter").fill_null(4), maintain_order=True)
    )


def _verdict(due: dict, mine: list[dict], state: dict | None, held: set[str]) -> tuple[str, dict]:
    if state:
        return "state", state
    if due["start_fy"] > due["deadline_fy"]:
        return "past", {}
    if not held:
        return "no_measure", {}
    told = [(_arrives(due, step), step) for step in mine if step["reach"] == "arrives"]
    if not told:
        return ("started", mine[0]) if mine else ("no_step", {})
    return min(told, key=lambda found: list(DEADLINES).index(found[0]))  # of several the earliest that says most


def _arrives(due: dict, step: dict) -> str:
    """Whether a step that arrives does so in time; one whose span is lost may do so later than where it stands."""
    due_by = due["deadline_fy"], due["deadline_quarter"] or 4
    if (step["fy"], step["quarter"] or 1) > due_by:
        return "late"
    one = step["until_fy"] is None
    ends = step["fy" if one else "until_fy"], step["quarter" if one else "until_quarter"] or 4
    return "in_time" if ends <= due_by and step["span_known"] and not step["open_ended"] else "cannot_tell"


def _targets(ds: Dataset, framework: str, version: str, items: pl.Series) -> dict[tuple[str, str], str]:
    """The indicators decided to measure one of some items, with target and year, as printed, in one line."""
    known = (
        decided(ds, framework, version)
        .filter(pl.col("item_id").is_in(items), kind="kpi")
        .join(ds.kpi.drop("plan_id", "kind"), left_on="id", right_on="kpi_id", maintain_order="left")
        .filter(pl.col("target_fy").is_not_null())
    )
    lines: dict[tuple[str, str], list[str]] = {}
    squeezed = cache(same)
    printed = known.sort("id").select("plan_id", "item_id", "name_ja", "target_text", "target_fy")
    for plan, item, name, target, year in printed.iter_rows():
        once = squeezed(name) == squeezed(target)  # some plans print one text for both
        lines.setdefault((plan, item), []).append(f"{name} {'' if once else target + ' '}({year})")
    return {key: "; ".join(found) for key, found in lines.items()}
