"""What a plan has that others lack, and what others have that it lacks: by national item, and only where they compare.

A plan is compared on an item only if the version that it was written under surely has the item and somebody looked for
it; so what a later version added never counts against it, nor what nobody has assessed. Where no source tells if a version
has the item, its plans are left out with a measure and without: to count the first alone would make it all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.evidence.lineage import item_names, joined
from dxcompare.questions.brief.tables import CONTENTS, MARKS, Contents, Items

#: Fewest other plans beside which one alone is worth saying so.
FEWEST = 2


def compared(ds: Dataset, plan_id: str) -> list[str]:
    """The plans that stand beside one: of other municipalities, and of several editions the last."""
    plans = ds.plans()
    own = set(plans.filter(plan_id=plan_id).item(0, "municipality_code").split("+"))
    revised = ds.plan["revises"].drop_nulls().to_list()
    return [
        row["plan_id"]
        for row in plans.iter_rows(named=True)
        if row["plan_id"] not in revised and not own & set(row["municipality_code"].split("+"))
    ]


def items(ds: Dataset, matrix: pl.DataFrame, plan_id: str, others: list[str]) -> pl.DataFrame:
    """Where a plan stands on every item of the matrix, beside other plans; items are called as its version calls them.

    A plan whose version has the item only as one that was widened, or not yet, is not compared on it.
    """
    called = {version: _called(ds, matrix, version) for version in matrix["version"].unique()}
    among, rows = pl.Series(others, dtype=pl.String).implode(), []
    for (item,), cells in matrix.group_by("item_id", maintain_order=True):
        mine = cells.filter(plan_id=plan_id).row(0, named=True)
        own = called[mine["version"]].get(str(item), {})
        alike = [
            version
            for version, names in called.items()
            if not own or names.get(str(item), own)["original"] == own["original"]
        ]
        every = cells.filter(pl.col("plan_id").is_in(among))
        theirs = pl.col("version").is_in(alike, nulls_equal=True)
        same = every.filter(theirs)
        beside = same.filter(pl.col("has_measure").is_not_null(), not mine["in_doubt"], ~pl.col("in_doubt"))
        acting = beside.filter("has_measure")["plan_id"].to_list()
        row = {**mine, **own, "could": beside.height, "acting": len(acting), "acting_plans": "+".join(acting)}
        row["doubtful"] = same["in_doubt"].sum()
        row["renamed"] = every.filter(~theirs, pl.col("blank").ne_missing(pl.lit("not_applicable"))).height
        rows.append({**row, "standing": _standing(row, every), **_marks(mine, beside, every)})
    return pl.DataFrame(rows, schema=Items.kinds())


def contents(counted: pl.DataFrame, plan_id: str, others: list[str]) -> pl.DataFrame:
    """Which kinds of things the plan holds, and how many of the others do."""
    having = {what: set(counted.filter(pl.col("count") > 0, what=what)["plan_id"].to_list()) for what in CONTENTS}
    rows = [
        {
            "what": what,
            "here": plan_id in plans,
            "others": len(plans & set(others)),
            "others_plans": "+".join(one for one in others if one in plans),
            "could": len(others),
        }
        for what, plans in having.items()
    ]
    return pl.DataFrame(rows, schema=Contents.kinds())


def _called(ds: Dataset, matrix: pl.DataFrame, version: str | None) -> dict[str, dict[str, Any]]:
    """Row of the matrix → what a version calls it, and under which id it has it."""
    if version is None:
        return {}
    same = joined(ds, "dx", matrix["version"].drop_nulls().unique().to_list())
    own = item_names(ds, "dx", [version]).with_columns(
        original=pl.col("item_id"), item_id=pl.col("item_id").replace(same)
    )
    return {row["item_id"]: row for row in own.iter_rows(named=True)}


def _standing(row: Mapping[str, Any], every: pl.DataFrame) -> str:
    """The standing on an item; a plan is alone with it only if no other acts on it, under whatever version."""
    if row["blank"] in ("not_applicable", "not_assessed"):
        return str(row["blank"])
    if row["has_measure"]:
        return "shared" if every["has_measure"].any() else "only" if row["could"] else "alone"
    if row["has_chapter"]:
        return "chapter"
    if row["optional"]:
        return "optional"
    return "wanting" if row["acting"] else "nobody"


def _marks(mine: Mapping[str, Any], beside: pl.DataFrame, every: pl.DataFrame) -> dict[str, Any]:
    """What besides a measure only this plan has for an item, and what it lacks that others have."""
    found: dict[str, Any] = {}
    if not mine["has_measure"]:
        return found
    for mark in MARKS:
        known = beside.filter("has_measure", pl.col(mark).is_not_null())
        having = known.filter(mark)["plan_id"].to_list()
        n, could = len(having), known.height
        if mine[mark] and not every[mark].any() and could >= FEWEST and "only_mark" not in found:
            found |= {"only_mark": mark, "only_could": could}
        if mine[mark] and n and few(n, could) and "few_mark" not in found:
            found |= {"few_mark": mark, "few_n": n, "few_could": could}
        if mine[mark] is False and n and "wanting_mark" not in found:
            found |= {"wanting_mark": mark, "wanting_n": n, "wanting_could": could, "wanting_plans": "+".join(having)}
    return found


def few(n: int, could: int) -> bool:
    """Whether this plan and so many others are no more than half of all that compare."""
    return could >= FEWEST and 2 * (n + 1) <= could + 1


def most(n: int | None, could: int | None) -> bool:
    """Whether so many are most of the others that compare: only then does this plan lack what they have."""
    return n is not None and could is not None and 2 * n > could
