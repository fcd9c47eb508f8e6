"""Which measure acts on which national item, and what else speaks for it: indicators, dated steps.

Every comparison by item stands on these links, so they are made in one place. What the plan itself
tags (`stated`) and what the code book finds in its measures (`coded`) are kept apart. Items are
carried between versions of the national plan by their lineage.
"""

from __future__ import annotations

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.once import once
from dxcompare.evidence.judgements import acting
from dxcompare.evidence.lineage import _under, against, canonical


@once
def links(ds: Dataset, framework: str, version: str, by: str) -> pl.DataFrame:
    """Measures and the items they act on, in the terms of the version each plan is read against.

    Parameters
    ----------
    ds : Dataset
    framework, version : str
        As :func:`dxcompare.evidence.lineage.against` takes them.
    by : str
        On whose judgement; see :mod:`dxcompare.evidence.judgements`.

    Returns
    -------
    polars.DataFrame
        plan_id, measure_id, item_id, basis (`stated`, `coded`), role, label_text, note and note_en (the reason).
    """
    columns = ["plan_id", "measure_id", "item_id", "basis", "role", "label_text", "note", "note_en"]
    linked = acting(ds, by).filter(pl.col("framework") == framework, pl.col("item_id") != "none")
    frame = _under_versions(ds, framework, version, linked.select(pl.col(columns).cast(pl.String)))
    primary = pl.col("role") == "primary"  # two codes may fall on one item: the primary one holds
    key = ["measure_id", "item_id", "basis"]
    places = frame.select(*key, pl.int_range(pl.len()).alias("row"), primary=primary.fill_null(False))
    return frame[places.sort("primary", descending=True, maintain_order=True).unique(key, keep="first")["row"].sort()]


@once
def decided(ds: Dataset, framework: str, version: str) -> pl.DataFrame:
    """What was decided of indicators, steps and chapters, in the terms of the version each plan is read against.

    Returns
    -------
    polars.DataFrame
        plan_id, kind (`kpi`, `step`, `chapter`), id, item_id, note, note_en (the reason). A step of a measure on one
        item is that item's without a decision; see :func:`speaks_for`.
    """
    judged = ds.judgement.filter(
        pl.col("subject_kind") != "measure",
        pl.col("framework") == framework,
        pl.col("value") != "no",
        pl.col("item_id") != "none",
    ).select(
        "plan_id",
        "item_id",
        kind=pl.col("subject_kind").cast(pl.String),
        id="subject_id",
        note="reason",
        note_en="reason_en",
    )
    return _under_versions(ds, framework, version, judged).unique(["kind", "id", "item_id"], maintain_order=True)


@once
def measured(ds: Dataset) -> pl.DataFrame:
    """The items that each printed indicator was decided to measure, under their last ids.

    Returns
    -------
    polars.DataFrame
        kpi_id, items (joined by `+`; an indicator that measures none is not there).
    """
    rows = ds.judgement.filter(pl.col("value") != "no", pl.col("item_id") != "none", subject_kind="kpi", framework="dx")
    return (
        rows.select(kpi_id="subject_id", items=pl.col("item_id").replace(canonical(ds)))
        .unique()
        .sort("kpi_id", "items")
        .group_by("kpi_id", maintain_order=True)
        .agg(pl.col("items").str.join("+"))
    )


def _under_versions(ds: Dataset, framework: str, version: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of a `plan_id` and an `item_id`, with what the item is in the version that the plan is read against."""
    read, last = against(ds, framework, version), canonical(ds)
    carried = [
        (version, item, last.get(to, to))
        for version in set(read.values())
        for item, found in _under(ds, framework, version).items()
        for to in found
    ]
    plans = pl.DataFrame(list(read.items()), {"plan_id": pl.String, "version": pl.String}, orient="row")
    under = pl.DataFrame(carried, dict.fromkeys(("version", "item_id", "to"), pl.String), orient="row")
    return (
        rows.join(plans, on="plan_id", maintain_order="left")
        .join(under, on=["version", "item_id"], nulls_equal=True, maintain_order="left_right")
        .with_columns(item_id="to")
        .select(rows.columns)
    )


@once
def places(ds: Dataset) -> pl.DataFrame:
    """What each indicator is printed for.

    Returns
    -------
    polars.DataFrame
        kpi_id, printed_for (`measure`, else `policy`, else `goal`, else `plan`).
    """
    columns = {"measure": "measure_id", "policy": "policy", "goal": "goal"}
    of = ds.kpi_measure.group_by("kpi_id").agg(
        **{owner: pl.col(column).is_not_null().any() for owner, column in columns.items()}
    )
    where = pl.coalesce(*(pl.when(owner).then(pl.lit(owner)) for owner in columns), pl.lit("plan"))
    return ds.kpi.join(of, on="kpi_id", how="left", maintain_order="left").select("kpi_id", printed_for=where)


@once
def printed_kpis(ds: Dataset) -> pl.DataFrame:
    """The measures that each indicator speaks for.

    Returns
    -------
    polars.DataFrame
        kpi_id, measure_id, shared (whether it is printed for the whole policy). One of a goal or of the whole plan
        speaks for no single measure.
    """
    policy = ds.measure.filter(pl.col("policy").is_not_null()).select("measure_id", "plan_id", "policy")
    return pl.concat(
        [
            ds.kpi_measure.filter(pl.col("measure_id").is_not_null()).select(
                "kpi_id", "measure_id", shared=pl.lit(False)
            ),
            ds.kpi_measure.filter(pl.col("policy").is_not_null())
            .drop("measure_id")
            .join(ds.kpi.select("kpi_id", "plan_id"), on="kpi_id", maintain_order="left")
            .join(policy, on=["plan_id", "policy"], maintain_order="left_right")
            .select("kpi_id", "measure_id", shared=pl.lit(True)),
        ]
    ).unique(["kpi_id", "measure_id"], keep="first", maintain_order=True)


@once
def steps(ds: Dataset) -> pl.DataFrame:
    """The dated steps of measures: those of :func:`printed` that have a stage."""
    return printed(ds).filter(pl.col("stage").is_not_null())


@once
def printed(ds: Dataset) -> pl.DataFrame:
    """The printed steps of measures, with those of projects under the measures they are mapped to.

    Returns
    -------
    polars.DataFrame
        The columns of `milestone`, with `measure_id` filled, and `items` as `only_items` (of the national DX plan,
        with what they are in other versions, joined by `+`, or `none`; null for the one item of the measure).
    """
    own = ds.milestone.filter(pl.col("measure_id").is_not_null())
    mapped = ds.project_measure.filter(pl.col("measure_id").is_not_null()).drop("reason")
    theirs = ds.milestone.drop("measure_id").join(mapped, on=["project_id", "track"], maintain_order="left")
    return (
        pl.concat([own, theirs.select(own.columns)])
        .with_columns(only_items=pl.col("items").replace(_ever(ds)))
        .drop("items")
    )


def _ever(ds: Dataset) -> dict[str, str]:
    """What was decided of steps, items joined by `+` → these and what they are in any version."""
    maps, last = (
        [_under(ds, "dx", one) for one in ds.framework_version.filter(framework="dx")["version"]],
        canonical(ds),
    )

    def also(item: str) -> list[str]:
        found = [item, *(to for one in maps for to in one.get(item, []))]
        return [*found, *(last.get(to, to) for to in found)]

    return {
        text: "+".join(dict.fromkeys(to for item in text.split("+") for to in also(item)))
        for text in ds.milestone["items"].drop_nulls().unique()
    }


def speaks_for() -> pl.Expr:
    """Whether a step joined to an item (`item_id`) speaks for it; categories of other frameworks are not decided."""
    narrowed = pl.col("only_items").is_not_null() & ~pl.col("item_id").str.starts_with("kanmin")
    return ~narrowed | pl.col("only_items").str.split("+").list.contains(pl.col("item_id"))


@once
def illegible(ds: Dataset) -> set[str]:
    """The measures whose schedule the document no longer shows: their steps are unknown, not absent."""
    return _lost(ds, "steps_lost")


@once
def untagged(ds: Dataset) -> set[str]:
    """The measures beside which the document no longer shows tags: whether it names items is unknown."""
    return _lost(ds, "tags_lost")


def _lost(ds: Dataset, column: str) -> set[str]:
    return {measure for joined in ds.erratum.get_column(column).drop_nulls() for measure in joined.split("+")}


#: what a figure has of its print, which one that follows from it by arithmetic has not
_OF_PRINT = [f"{end}_{what}" for end in ("baseline", "target") for what in ("decimals", "high", "of")]


@once
def indicators(ds: Dataset) -> pl.DataFrame:
    """The printed indicators, and those that follow from them by arithmetic.

    Returns
    -------
    polars.DataFrame
        The columns of `kpi`, and: derived_from (kpi_id of the printed one; null for printed ones),
        arithmetic (in words of numbers), reason, reason_en.
    """
    signs = {"*": "×", "/": "÷"}
    printed = ds.kpi.with_columns(
        derived_from=pl.lit(None, pl.String),
        arithmetic=pl.lit(None, pl.String),
        reason=pl.lit(None, pl.String),
        reason_en=pl.lit(None, pl.String),
    )
    own = [
        "name_ja",
        "name_en",
        "unit",
        "direction",
        "scale",
        "lower_bound",
        "upper_bound",
        "period",
        "baseline",
        "target",
    ]
    derived = ds.derived_kpi.select(
        "kpi_id",
        "derived_id",
        "reason",
        "reason_en",
        *own,
        arithmetic=(
            pl.when(pl.col("baseline_arithmetic").is_null())
            .then("target_arithmetic")
            .otherwise(pl.concat_str("baseline_arithmetic", pl.lit(" → "), "target_arithmetic"))
            .str.replace_many(signs)
        ),
    )
    rows = (
        ds.kpi.drop(own)
        .join(derived, on="kpi_id", maintain_order="right")
        .with_columns(
            derived_from="kpi_id",
            kpi_id="derived_id",
            kind=pl.lit("numeric"),
            baseline_text=pl.lit(None, pl.String),
            target_text=pl.format(
                "{}{} ({})", pl.col("target").map_elements("{:g}".format, return_dtype=pl.String), "unit", "arithmetic"
            ),
            **{name: pl.lit(None, ds.kpi.schema[name]) for name in _OF_PRINT},
        )
    )
    return pl.concat([printed, rows.with_columns(pl.col("kind").cast(printed.schema["kind"])).select(printed.columns)])
