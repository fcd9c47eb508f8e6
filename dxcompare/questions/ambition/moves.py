"""An indicator as a move from a baseline to a target: its class, and the distance on each scale."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from dxcompare.methods.scales import SCALES, Move, Value, measure
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
    """The four scales of each indicator, in all and per year."""
    rows = [line for row in indicators.select(*_SAID).iter_rows(named=True) for line in _of_one(row)]
    return pl.DataFrame(rows, schema=Scales.kinds(), orient="row")


#: What is known of an indicator as a move.
_SAID = (
    *("kpi_id", "target_class", "direction", "scale", "baseline", "baseline_decimals", "baseline_high"),
    *("target", "target_high", "lower_bound", "upper_bound", "years"),
)


def _of_one(row: dict) -> Iterable[tuple]:
    """The rows of an indicator: its id, the scale, value with interval, the same per year, why there is none of either."""
    years, reason = row["years"], _NO_MOVE.get(row["target_class"])
    move = None if reason else move_of(row)
    for scale in SCALES:
        whole = Value(undefined=reason) if move is None else measure(scale, move)
        yearly = Value(undefined=whole.undefined or "no_years")
        if move is not None and years and not whole.undefined:
            yearly = measure(scale, move, years)
        numbers = (whole.value, whole.low, whole.high, yearly.value, yearly.low, yearly.high)
        yield (row["kpi_id"], scale, *numbers, whole.undefined, yearly.undefined)
