"""An indicator as a move from a baseline to a target: its class, and the distance on each scale."""

from __future__ import annotations

import numpy as np
import polars as pl

from dxcompare.methods.scales import SCALES, Move, Moves, measures
from dxcompare.questions.ambition.tables import CLASSES, Scales


def ceiling(move: Move, share: float) -> float | None:
    """An ideal a share of the way from the other bound, or None where a bound is missing."""
    if move.ideal is None or move.lower is None or (move.upper is None and share < 1):
        return None
    if share == 1:
        return move.ideal
    assert move.upper is not None
    return (
        move.lower + share * (move.upper - move.lower)
        if move.sign > 0
        else move.upper - share * (move.upper - move.lower)
    )


#: a sum over some years: 5年間で6人
_SPAN = r"年間|[かカヵヶケ箇]年|\d\s*年で|期間[中内]"


def class_of() -> pl.Expr:
    """The class of an indicator: the first that fits of :data:`CLASSES`."""
    lower = pl.col("direction") == "lower"
    least = (
        pl.when(lower).then(pl.coalesce("target_high", "target")).otherwise("target")
    )  # of a range the least promised
    gain = pl.when(lower).then(-1).otherwise(1) * (least - pl.mean_horizontal("baseline", "baseline_high"))
    nothing = ((pl.col("baseline") == 0) & (pl.col("target") == 0)).fill_null(False)  # none is none over any period
    span = {end: pl.col(f"{end}_text").str.contains(_SPAN).fill_null(False) for end in ("baseline", "target")}
    summed = (pl.col("period") == "cumulative") & (
        pl.col("baseline").is_null()
        | (span["target"] & ~span["baseline"])  # else a stock with a baseline, that changes
    )
    kind = (
        pl.when(pl.col("kind") == "qualitative")
        .then(pl.lit("qualitative"))
        .when(pl.col("kind") == "not_stated")
        .then(pl.lit("not_stated"))
        .when(pl.col("period") == "per_event")
        .then(pl.lit("per_event"))
        .when(summed)
        .then(pl.lit("cumulative"))
        .when((pl.col("period") == "not_stated") & ~nothing)
        .then(pl.lit("period_not_stated"))
        .when(pl.col("baseline").is_null())
        .then(pl.lit("no_baseline"))
        .when((gain == 0) | (pl.col("direction") == "maintain"))
        .then(pl.lit("maintain"))
        .when(gain < 0)
        .then(pl.lit("met"))
        .when(pl.col("comparator") != "eq")
        .then(pl.lit("bound"))
        .otherwise(pl.lit("change"))
    )
    return kind.cast(pl.Enum(list(CLASSES)))


def move_of(row: dict) -> Move:
    """What an indicator with a baseline and a target says, and what is known of its scale."""
    sign = -1 if row["direction"] == "lower" else 1
    rounded = row["scale"] in ("percent", "rate", "amount") and row["baseline_decimals"] is not None
    half = 0.5 * 10.0 ** -row["baseline_decimals"] if rounded else 0.0
    baseline, target = row["baseline"], row["target"]
    if row["baseline_high"] is not None:  # a range: anywhere in it
        baseline, half = (baseline + row["baseline_high"]) / 2, (row["baseline_high"] - baseline) / 2
    if row["target_high"] is not None and sign < 0:  # of a range the end that is the least promised
        target = row["target_high"]
    return Move(
        baseline,
        target,
        sign,
        half_baseline=half,
        lower=row["lower_bound"],
        upper=row["upper_bound"],
        ideal=row["upper_bound"] if sign > 0 else row["lower_bound"],
        share=row["scale"] == "percent",
        zero=row["scale"] != "none",
    )


#: classes in which no difference between baseline and target can be taken
_NO_MOVE = {
    "qualitative": "no_target",
    "not_stated": "no_target",
    "per_event": "other_period",
    "cumulative": "other_period",
    "period_not_stated": "period_not_stated",
    "no_baseline": "no_baseline",
    "maintain": "maintain",
}


def years_of() -> pl.Expr:
    """Years from baseline to target, where both are printed and the target is later."""
    years = pl.col("target_fy") - pl.col("baseline_fy")
    return pl.when(years > 0).then(years)


def scales_of(indicators: pl.DataFrame) -> pl.DataFrame:
    """The scales of each indicator in their order, in all and per year."""
    reason = pl.col("target_class").cast(pl.String).replace_strict(_NO_MOVE, default=None)
    told = indicators.select("kpi_id", "years", reason=reason)
    moving = told["reason"].is_null()
    mine, at = indicators.filter(moving), moving.arg_true().to_numpy()
    moves, years = _moves(mine), mine["years"].cast(pl.Float64).to_numpy()
    by_scale = [(*measures(scale, moves), *measures(scale, moves, years)) for scale in SCALES]
    columns = {}
    for name, values in zip((*_WHOLE, *_YEARLY), zip(*by_scale, strict=True), strict=True):
        every = np.full((len(told), len(SCALES)), "" if name.endswith("undefined") else np.nan, np.stack(values).dtype)
        every[at] = np.stack(values, axis=1)
        columns[name] = pl.Series(every.ravel())
    undefined, unpaced = (pl.when(pl.col(name) != "").then(name) for name in (_WHOLE[-1], _YEARLY[-1]))
    no_value = pl.coalesce("reason", undefined)
    no_pace = pl.coalesce(no_value, pl.when(pl.col("years").is_null()).then(pl.lit("no_years")), unpaced)
    return (
        told[np.repeat(np.arange(len(told)), len(SCALES))]
        .with_columns(measure=pl.Series([*SCALES] * len(told), dtype=pl.String), **columns)
        .with_columns(undefined=no_value, per_year_undefined=no_pace)
        .with_columns(
            *(pl.when(pl.col("undefined").is_null()).then(pl.col(name).fill_nan(None)) for name in _WHOLE[:-1]),
            *(
                pl.when(pl.col("per_year_undefined").is_null()).then(pl.col(name).fill_nan(None))
                for name in _YEARLY[:-1]
            ),
        )
        .select(pl.col(name).cast(kind) for name, kind in Scales.kinds().items())
    )


_WHOLE, _YEARLY = (
    ("value", "low", "high", "undefined"),
    ("per_year", "per_year_low", "per_year_high", "per_year_undefined"),
)


def _moves(indicators: pl.DataFrame) -> Moves:
    """What indicators say, as :func:`move_of` reads one; those without a baseline or a target say nothing (NaN)."""
    lower = pl.col("direction") == "lower"
    half = pl.when(
        pl.col("scale").is_in(["percent", "rate", "amount"]), pl.col("baseline_decimals").is_not_null()
    ).then(0.5 * pl.lit(10.0).pow(-pl.col("baseline_decimals").cast(pl.Float64)))
    top, ranged = pl.col("baseline_high"), pl.col("baseline_high").is_not_null()
    columns = indicators.select(
        pl.when(ranged).then((pl.col("baseline") + top) / 2).otherwise("baseline").alias("baseline"),
        pl.when(lower).then(pl.coalesce("target_high", "target")).otherwise("target").alias("target"),
        sign=pl.when(lower).then(-1.0).otherwise(1.0),
        half=pl.when(ranged).then((top - pl.col("baseline")) / 2).otherwise(half).fill_null(0.0),
        lower="lower_bound",
        upper="upper_bound",
        ideal=pl.when(lower).then("lower_bound").otherwise("upper_bound"),
        share=(pl.col("scale") == "percent").fill_null(False),
        zero=(pl.col("scale") != "none").fill_null(True),
    )
    numbers = columns.select(pl.exclude("share", "zero").cast(pl.Float64).fill_null(float("nan")))
    return Moves._make(one.to_numpy() for one in [*numbers, columns["share"], columns["zero"]])
