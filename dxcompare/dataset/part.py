"""The part of a data set that is of some plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dxcompare.assemble.themes import with_letters
from dxcompare.tables import TABLES
from dxcompare.tables.columns import said


def of_plans(
    tables: Mapping[str, pl.DataFrame], plan_ids: Sequence[str], all_cited: set[str]
) -> dict[str, pl.DataFrame]:
    """The rows that belong to these plans, directly or through what they refer to, and what belongs to none.

    `all_cited` is :func:`cited` of the tables.
    """
    plans = tables["plan"].filter(pl.col("plan_id").is_in(plan_ids))
    others = tables["plan"].filter(~pl.col("plan_id").is_in(plan_ids))["source_id"].to_list()
    kept: dict[str, list[str]] = {}
    part = {}
    for name, frame in tables.items():
        rest = plans if name == "plan" else frame
        if name == "reference_stat":  # what another plan quotes is that plan's
            rest = frame.filter(~pl.col("source_id").is_in(others))
        for column in {"erratum": ["erratum_id"], "kpi_pair": ["first_id", "second_id"]}.get(name, ()):
            rest = rest.filter(pl.col(column).str.split("/").list.first().is_in(plan_ids))  # ids begin with the plan's
        for column, declared in TABLES[name].fields().items():
            refers = said(declared).ref
            if refers in kept:
                rest = rest.filter(pl.col(column).is_null() | pl.col(column).is_in(kept[refers]))
        if rest.height < frame.height:
            keys = TABLES[name].keys()
            kept |= {f"{name}.{key}": rest[key].unique().to_list() for key in keys}
        part[name] = rest
    part["theme_option"] = with_letters(part["theme_option"], part["theme_pair"])
    gone = all_cited - cited(part)
    part["source"] = tables["source"].filter(~pl.col("source_id").is_in(sorted(gone)))
    return part


def cited(tables: Mapping[str, pl.DataFrame]) -> set[str]:
    """The sources that rows of the other tables rest on."""
    return {
        source
        for name, frame in tables.items()
        if name != "source" and "source_id" in frame.columns
        for source in frame["source_id"].drop_nulls().unique()
    }
