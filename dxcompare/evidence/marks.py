"""What speaks for a plan acting on a national item: measures, their indicators and steps; how deep it goes, and why not."""

from __future__ import annotations

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.once import once
from dxcompare.evidence.links import links, printed_kpis, speaks_for, steps
from dxcompare.tables import vocabularies
from dxcompare.words.text import Text

#: depth → what has been found for an item in a plan.
DEPTHS: dict[int, Text] = {
    0: Text("記載なし", "nothing"),
    1: Text("施策がある", "a measure"),
    2: Text("年次の工程がある", "a measure with a dated step"),
    3: Text("指標がある", "a measure with an indicator"),
    4: Text("数値目標と年がある", "an indicator with a numeric target and a year"),
    5: Text("現状値もある", "also a baseline"),
}


#: what the mark at a depth says that only an indicator of a whole policy reaches.
SHARED = Text("* 政策全体に付いた指標による", "* by an indicator printed for a whole policy")


#: The four kinds of blank.
BLANKS = vocabularies.BLANKS


#: kind of evidence → the column that counts it.
KINDS = {"measure": "measures", "kpi": "kpis", "step": "steps"}


@once
def evidence_parts(ds: Dataset) -> pl.DataFrame:
    """Every measure, and every indicator and step that speaks for it.

    Returns
    -------
    polars.DataFrame
        measure_id, kind (`measure`, `kpi`, `step`), id, text, text_en, note, shared, numeric (target with a
        year), has_baseline, only_items, source_id, locator.
    """
    no, null = pl.lit(False), pl.lit(None, pl.String)
    common = [
        "measure_id",
        "kind",
        "id",
        "text",
        "text_en",
        "note",
        "shared",
        "numeric",
        "has_baseline",
        "only_items",
        "source_id",
        "locator",
    ]
    measures = ds.measure.with_columns(
        kind=pl.lit("measure"),
        id="measure_id",
        text="title_ja",
        text_en="title_en",
        note="mark",
        shared=no,
        numeric=no,
        has_baseline=no,
        only_items=null,
    )
    kpis = (
        printed_kpis(ds)
        .join(ds.kpi, on="kpi_id", maintain_order="left")
        .with_columns(
            numeric=(pl.col("kind") == "numeric") & pl.col("target_fy").is_not_null(),
            has_baseline=pl.col("baseline").is_not_null(),
            text="name_ja",
            text_en="name_en",
            id="kpi_id",
            kind=pl.lit("kpi"),
            note=null,
            only_items=null,
        )
    )
    dated = steps(ds).with_columns(
        kind=pl.lit("step"),
        id="milestone_id",
        text="step_text",
        text_en="step_text",
        note=pl.col("stage").cast(pl.String),
        shared=no,
        numeric=no,
        has_baseline=no,
    )
    return pl.concat([frame.select(common) for frame in (measures, kpis, dated)])


@once
def evidence(ds: Dataset, framework: str, version: str, by: str) -> pl.DataFrame:
    """All that speaks for a plan acting on an item, each part once in a cell, on the best ground it has.

    Parameters
    ----------
    ds : Dataset
    framework, version, by : str
        As :func:`dxcompare.evidence.links.links` takes them.

    Returns
    -------
    polars.DataFrame
        plan_id, item_id, kind, id, text, text_en, basis (joined by `+`), role, shared, numeric,
        has_baseline, source_id, locator. An indicator printed for a measure, too, is not shared.
    """
    used = links(ds, framework, version, by)
    held = used.group_by("plan_id", "item_id", "measure_id", maintain_order=True).agg(
        pl.col("basis").sort().unique(maintain_order=True).str.join("+"), pl.col("role").drop_nulls().first()
    )
    order = {kind: position for position, kind in enumerate(KINDS)}
    rows = (
        held.join(evidence_parts(ds), on="measure_id", maintain_order="left")
        .filter(speaks_for())
        .sort(pl.col("kind").replace_strict(order), maintain_order=True)
        .with_row_index("row")
    )
    best = rows.sort("shared", (pl.col("role") != "primary").fill_null(True), maintain_order=True).unique(
        ["plan_id", "item_id", "kind", "id"], keep="first"
    )
    return best.sort("row").select(
        "plan_id",
        "item_id",
        "kind",
        "id",
        "text",
        "text_en",
        "basis",
        "role",
        "shared",
        "numeric",
        "has_baseline",
        "source_id",
        "locator",
    )


def depths(evidence: pl.DataFrame) -> pl.DataFrame:
    """Depth and counts of evidence by plan and item.

    Returns
    -------
    polars.DataFrame
        plan_id, item_id, depth (1–5), depth_own (without indicators printed for a whole policy), measures,
        kpis, steps.
    """
    kind = pl.col("kind")

    def depth(kpi: pl.Expr) -> pl.Expr:
        return (
            pl.when((kpi & pl.col("numeric") & pl.col("has_baseline")).any())
            .then(5)
            .when((kpi & pl.col("numeric")).any())
            .then(4)
            .when(kpi.any())
            .then(3)
            .when((kind == "step").any())
            .then(2)
            .otherwise(1)
        ).cast(pl.Int64)

    return evidence.group_by("plan_id", "item_id").agg(
        depth=depth(kind == "kpi"),
        depth_own=depth((kind == "kpi") & ~pl.col("shared")),
        **{name: (kind == key).sum() for key, name in KINDS.items()},
    )
