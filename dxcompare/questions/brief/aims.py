"""What the targets of a plan are, whether success can be seen, and what its steps say to national deadlines."""

from __future__ import annotations

from typing import Any

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.evidence.lineage import AS_WRITTEN
from dxcompare.evidence.links import decided
from dxcompare.present.declared import says
from dxcompare.present.result import Result
from dxcompare.questions.brief.tables import Deadlines, Targets
from dxcompare.words.text import Text

#: Chance with which a survey should tell a target just met from no change.
POWER = 0.8
#: Periods over which a number is counted again and again: such a target needs no year.
RECURRING = ("per_year", "per_month", "per_week", "per_day", "per_event", "per_case", "per_person")
#: Indicators of an item that only this plan has which stand first.
FIRST = 3
#: What steps say to a deadline, where other words than those of the schedule are needed to be understood alone.
_SAYS = {
    "in_time": Text("期限までの工程がある", "a step reaches it"),
    "started": Text(
        "着手の記載はあるが、期限の求める範囲までかは分からない", "a start is stated, but not whether it goes as far"
    ),
    "state": Text(
        "普及などの状態を求める期限で、工程からは分からない",
        "it asks for a state, such as take-up, which no step shows",
    ),
    "illegible": Text(
        "工程表が読み取れない（不足ではない）", "the printed schedule cannot be read, which is no gap of the plan"
    ),
    "not_judged": Text(
        "工程が応えるかをまだ判断していない（不足ではない）",
        "nobody has judged yet whether a step reaches it, which is no gap of the plan",
    ),
    "no_step": Text(
        "期限までの工程の記載がない（遅れるという意味ではない）", "no step up to it is stated, which does not mean late"
    ),
}


def targets(ambition: Result, outcomes: Result, plan_id: str, only: list[str]) -> pl.DataFrame:
    """The printed indicators of a plan; `only` are those of what no other plan has."""
    kpis = ambition.to_frame("kpis").filter(plan_id=plan_id)
    blurred = ambition.to_frame("detectable").filter(pl.col("power") < POWER)["kpi_id"].to_list()
    official = {row["kpi_id"]: _official(row, outcomes) for row in _told(outcomes, plan_id)}
    rows = [
        {
            **{name: row[name] for name in Targets.fields() if name in row},
            "left_open": row["lacks"] or ("period" if row["period"] == "not_stated" and row["target"] else None),
            "only_here": row["kpi_id"] in only,
            "seen": "survey" if row["kpi_id"] in blurred and _seen(row) == "yes" else _seen(row),
            "official_ja": official[row["kpi_id"]].ja if row["kpi_id"] in official else None,
            "official_en": official[row["kpi_id"]].en if row["kpi_id"] in official else None,
        }
        for row in kpis.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=Targets.kinds())


def _seen(row: dict[str, Any]) -> str:
    """Whether it can be seen from what is printed that a target was met."""
    if row["level"] is None:
        return "not_judged"
    if row["lacks"] or (row["period"] == "not_stated" and row["target"]):
        return "open"
    if row["target_fy"] is None and row["period"] not in RECURRING:
        return "no_year"
    return "met_only" if row["target"] is None or row["baseline"] is None else "yes"


def _told(outcomes: Result, plan_id: str) -> list[dict[str, Any]]:
    """What official figures of the same quantity say to the plan's targets, each target once."""
    told = outcomes.to_frame("promised").filter(
        pl.col("verdict").is_in(["reached", "not_reached", "not_yet"]), plan_id=plan_id, relation="same"
    )
    return list(told.unique("kpi_id", maintain_order=True).iter_rows(named=True))


def _official(row: dict[str, Any], outcomes: Result) -> Text:
    verdict = words(outcomes, "promised", "verdict")[row["verdict"]]
    unit = "％" if row["actual_unit"] == "%" else row["actual_unit"]
    when = Text(f"{row['as_of']}、", f"{row['as_of']}, ") if row["as_of"] else Text("", "")
    figure = Text(f"{row['actual_text']}{unit}", f"{row['actual_text']}{'%' if unit == '％' else ' ' + unit}")
    return figure + Text(f"（{when.ja}{verdict.ja}）", f" ({when.en}{verdict.en})")


def alone(evidence: pl.DataFrame, items: pl.DataFrame, kpis: pl.DataFrame, plan_id: str) -> list[str]:
    """The first indicators of each item for which only this plan has an indicator, or a numeric target with a year."""
    found = []
    for item, mark in items.filter(pl.col("only_mark").is_not_null()).select("item_id", "only_mark").iter_rows():
        ids = evidence.filter(plan_id=plan_id, item_id=item, kind="kpi")["id"]
        own = kpis.filter(pl.col("kpi_id").is_in(ids.implode()))
        if mark == "has_target":
            own = own.filter(pl.col("target").is_not_null(), pl.col("target_fy").is_not_null())
        found += own["kpi_id"].head(FIRST).to_list()
    return found


def deadlines(ds: Dataset, timeline: Result, plan_id: str) -> pl.DataFrame:
    """The national deadlines that a plan faces, with the year of the target of an indicator that measures the item."""
    said = words(timeline, "deadlines", "verdict") | _SAYS
    dated = (
        decided(ds, "dx", AS_WRITTEN)
        .filter(kind="kpi", plan_id=plan_id)
        .join(ds.kpi.select("kpi_id", "target", "target_fy"), left_on="id", right_on="kpi_id", maintain_order="left")
        .filter(pl.col("target_fy").is_not_null())
        .select("item_id", "target_fy", target_numeric=pl.col("target").is_not_null())
        .sort("target_numeric", "target_fy", descending=[True, False], maintain_order=True)
    )
    years = {row["item_id"]: row for row in dated.reverse().iter_rows(named=True)}
    rows = [
        {
            **{name: row[name] for name in Deadlines.fields() if name in row},
            **years.get(row["item_id"], {}),
            "says_ja": said[row["verdict"]].ja,
            "says_en": said[row["verdict"]].en,
        }
        for row in timeline.to_frame("deadlines").filter(plan_id=plan_id).iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=Deadlines.kinds())


def words(result: Result, table: str, column: str) -> dict[str, Text]:
    """The words that another question's table has for the codes of a column."""
    return dict(says(result.declared_tables()[table])[column].words)
