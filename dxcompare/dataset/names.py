"""A plan by its id, or by what its municipality or itself is called; and the one order in which plans stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from dxcompare.words.unknown import meant

if TYPE_CHECKING:
    from dxcompare.dataset.loaded import Dataset

_NAMES = ("name_ja", "name_en", "title_ja", "title_en", "municipality_code")


def plan_names(ds: Dataset) -> dict[str, str]:
    """What plans are called → their ids: by municipality, in either language, its code, or title; no name of several."""
    plans = ds.plans().join(ds["plan"].select("plan_id", "title_ja", "title_en"), on="plan_id", maintain_order="left")
    named = [(row[column], row["plan_id"]) for row in plans.iter_rows(named=True) for column in _NAMES if row[column]]
    several = {one for one, n in Counter(one for one, _ in set(named)).items() if n > 1}
    return {one: plan for one, plan in named if one not in several}


def plan_named(ds: Dataset, name: str) -> str:
    """The id of the plan that is asked for by its id or by a name.

    Raises
    ------
    UnknownName
        If there is none, or the name is of several.
    """
    return meant("plan", name, ds["plan"]["plan_id"], plan_names(ds))


def in_order(ds: Dataset, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with a `plan_id`, those of each plan together and as they stood, in the order of :meth:`Dataset.plans`."""
    place = {plan: n for n, plan in enumerate(ds.plans()["plan_id"])}
    return rows.sort(
        pl.col("plan_id").cast(pl.String).replace_strict(place, return_dtype=pl.Int64), maintain_order=True
    )
