"""What the targets of a plan are, whether success can be seen, and what its steps say to national deadlines."""

from __future__ import annotations

from typing import Any

import polars as pl

from dxcompare.present.declared import says
from dxcompare.present.result import Result
from dxcompare.questions.brief.tables import Deadlines, Targets
from dxcompare.words.text import Text

#: Chance with which a survey should tell a target just met from no change.
POWER = 0.8
#: Periods over which a number is counted again and again: such a target needs no year.
RECURRING = ("per_year", "per_month", "per_week", "per_day", "per_event", "per_case", "per_person")


def targets(ambition: Result, outcomes: Result, plan_id: str) -> pl.DataFrame:
    """The printed indicators of a plan."""
    kpis = ambition.to_frame("kpis").filter(plan_id=plan_id)
    blurred = ambition.to_frame("detectable").filter(pl.col("power") < POWER)["kpi_id"].to_list()
    official = {row["kpi_id"]: _official(row, outcomes) for row in _told(outcomes, plan_id)}
    rows = [
        {
            **{name: row[name] for name in Targets.fields() if name in row},
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


def deadlines(timeline: Result, plan_id: str) -> pl.DataFrame:
    """The national deadlines that a plan faces."""
    said = words(timeline, "deadlines", "verdict")
    rows = [
        {
            **{name: row[name] for name in Deadlines.fields() if name in row},
            "says_ja": said[row["verdict"]].ja,
            "says_en": said[row["verdict"]].en,
        }
        for row in timeline.to_frame("deadlines").filter(plan_id=plan_id).iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=Deadlines.kinds())


def words(result: Result, table: str, column: str) -> dict[str, Text]:
    """The words that another question's table has for the codes of a column."""
    return dict(says(result.declared_tables()[table])[column].words)
