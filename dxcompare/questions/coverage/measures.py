"""The measures of plans: the items each acts on, and what it is made of."""

from __future__ import annotations

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.evidence.links import illegible
from dxcompare.evidence.marks import KINDS
from dxcompare.questions.coverage.tables import Measures


def measures_of(ds: Dataset, used: pl.DataFrame, parts: pl.DataFrame, read: pl.Series) -> pl.DataFrame:
    """The measures of every plan with the items each acts on, and counts of what it is made of; null where it is lost.

    `read`: those of which it was looked at which items they act on.
    """
    items = used.group_by("measure_id", maintain_order=True).agg(
        items=pl.col("item_id").unique(maintain_order=True).str.join("+")
    )
    counts = parts.group_by("measure_id").agg(
        **{KINDS[kind]: (pl.col("kind") == kind).sum().cast(pl.Int64) for kind in ("kpi", "step")}
    )
    return (
        ds.measure.join(items, on="measure_id", how="left", maintain_order="left")
        .join(counts, on="measure_id", how="left", maintain_order="left")
        .join(ds.plans().select("plan_id").with_row_index("plan"), on="plan_id", maintain_order="left")
        .with_columns(
            assessed=pl.col("measure_id").is_in(read.implode()),
            steps=pl.when((pl.col("steps") > 0) | ~pl.col("measure_id").is_in(sorted(illegible(ds)))).then("steps"),
        )
        .sort("plan", "position")
        .select(*Measures.fields())
    )


def with_items(parts: pl.DataFrame, used: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The parts of each measure, and the items it is linked to, as the plan calls them or by name, with the reason."""
    place = parts.filter(kind="measure").select("measure_id", "source_id", "locator")
    named = used.join(names, on="item_id", how="left", maintain_order="left")
    items = named.join(place, on="measure_id", maintain_order="left").select(
        "measure_id",
        kind=pl.lit("item"),
        id="item_id",
        text=pl.coalesce("label_text", "name_ja"),
        text_en="name_en",
        basis="basis",
        role="role",
        note="note",
        source_id="source_id",
        locator="locator",
    )
    rest = parts.with_columns(basis=pl.lit(None, pl.String), role=pl.lit(None, pl.String)).select(items.columns)
    return pl.concat([rest.filter(kind="measure"), items, rest.filter(pl.col("kind") != "measure")])
