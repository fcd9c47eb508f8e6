"""How many indicators of each plan are of a class or kind, and how many can be measured."""

from __future__ import annotations

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.evidence.links import printed_kpis
from dxcompare.questions.ambition.tables import CLASSES, LEVELS, NUMBER_TO_NUMBER


def specific() -> pl.Expr:
    """Whether what an indicator counts is settled; none is none over any period. Null where nobody has judged."""
    over_a_period = (pl.col("period") != "not_stated") | (pl.col("target") == 0).fill_null(False)
    return pl.when(pl.col("level").is_not_null()).then(pl.col("lacks").is_null() & over_a_period)


def at_bound() -> pl.Expr:
    """Whether a target is the bound on the good side; null where it is no number or there is no bound."""
    ideal = pl.when(pl.col("direction") == "lower").then("lower_bound").otherwise("upper_bound")
    return pl.col("target") == ideal


def classes(kpis: pl.DataFrame, plans: pl.DataFrame) -> pl.DataFrame:
    """How many indicators of a plan are of each class; none is 0."""
    return _counted(kpis, plans, "target_class", list(CLASSES))


def levels(kpis: pl.DataFrame, plans: pl.DataFrame) -> pl.DataFrame:
    """How many indicators of a plan promise each kind of thing; a plan that nobody has judged has no rows."""
    judged = kpis.filter(pl.col("level").is_not_null())
    return _counted(judged, plans.join(judged, on="plan_id", how="semi", maintain_order="left"), "level", list(LEVELS))


def _counted(kpis: pl.DataFrame, plans: pl.DataFrame, column: str, values: list[str]) -> pl.DataFrame:
    names = pl.DataFrame({column: values}, schema={column: pl.Enum(values)})
    counts = kpis.group_by("plan_id", pl.col(column).cast(pl.Enum(values))).agg(kpis=pl.len().cast(pl.Int64))
    return (
        plans.select("plan_id")
        .join(names, how="cross", maintain_order="left_right")
        .join(counts, on=["plan_id", column], how="left", maintain_order="left")
        .with_columns(pl.col("kpis").fill_null(0))
    )


def measurability(ds: Dataset, kpis: pl.DataFrame, plans: pl.DataFrame, *, measures: bool = True) -> pl.DataFrame:
    """How much of each plan can be measured: indicators with what it takes, measures without any."""

    def count(expr: pl.Expr) -> pl.Expr:
        return expr.fill_null(False).sum().cast(pl.Int64)

    judged = pl.col("level").is_not_null().all()
    has = {name: pl.col(name).is_not_null() for name in ("target", "target_fy", "baseline", "figure_source", "formula")}
    counts = kpis.group_by("plan_id").agg(
        pl.len().cast(pl.Int64).alias("kpis"),
        pl.when(judged).then(count(pl.col("specific"))).alias("specific"),
        count(has["target"]).alias("numeric"),
        count(has["target_fy"]).alias("with_year"),
        count(has["baseline"]).alias("with_baseline"),
        count(has["figure_source"]).alias("with_source"),
        pl.when(judged)
        .then(count(pl.col("specific") & has["target"] & has["target_fy"] & has["baseline"]))
        .alias("all_four"),
        count(has["formula"]).alias("with_formula"),
        count(pl.col("target_class").is_in(NUMBER_TO_NUMBER)).alias("change"),
        count(pl.col("at_bound").is_not_null()).alias("bounded"),
        count(pl.col("at_bound")).alias("at_bound"),
        count(pl.col("baseline_old")).alias("old_baseline"),
    )
    nothing = plans.filter(~pl.col("plan_id").is_in(kpis["plan_id"].implode())).select("plan_id")
    every = pl.concat([counts, nothing.with_columns(pl.lit(0, pl.Int64).alias(name) for name in counts.columns[1:])])
    printed = printed_kpis(ds).get_column("measure_id").unique().to_list()
    own = ds.measure.group_by("plan_id").agg(
        measures=pl.len().cast(pl.Int64), measures_without_kpi=count(~pl.col("measure_id").is_in(printed))
    )
    found = plans.select("plan_id").join(every, on="plan_id", how="left", maintain_order="left")
    if not measures:
        return found.with_columns(pl.lit(None, pl.Int64).alias(name) for name in own.columns[1:])
    return found.join(own, on="plan_id", how="left", maintain_order="left").with_columns(
        pl.col("measures", "measures_without_kpi").fill_null(0)
    )
