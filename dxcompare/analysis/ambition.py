"""What do the plans promise, and what of it can be measured?

One row per indicator: its class, its baseline and target, and the national items of the measures it
is printed for.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset import Dataset
from dxcompare.result import Result
from dxcompare.text import Text

#: class of a KPI → what it is; the first that fits, in this order.
CLASSES: dict[str, Text] = {
    "qualitative": Text("言葉の目標", "target in words"),
    "per_event": Text("1回当たりの数", "rate per event"),
    "cumulative": Text("期間の累計", "sum over the period"),
    "no_baseline": Text("現状値なし", "no baseline"),
    "maintain": Text("維持", "to maintain"),
    "met": Text("現状で達成済み", "met at baseline"),
    "bound": Text("以上・未満", "a bound"),
    "change": Text("現状から変える", "a change"),
}


@dataclass(frozen=True)
class Ambition(Result):
    """Indicators and targets; tables `kpis`, `classes` and `plans`.

    `kpis`: plan_id, kpi_id, name_ja, name_en, class, unit, scale, direction, baseline, baseline_fy,
    target, target_fy, comparator, period, items (national items, joined by `+`), locator.
    `classes`: plan_id, class, kpis (count).
    """


def ambition(ds: Dataset, coder: str = "a") -> Ambition:
    """Every indicator with its class.

    Parameters
    ----------
    ds : Dataset
    coder : str
        Whose codes link measures, and so indicators, to national items.

    Returns
    -------
    Ambition

    Notes
    -----
    Each indicator has one class, the first that fits of :data:`CLASSES`. Only the last, `change`, is
    a numeric target that differs from a numeric baseline.

    Examples
    --------
    >>> import dxcompare
    >>> result = ambition(dxcompare.load())
    >>> result.to_frame().height == result.to_frame("classes")["kpis"].sum()
    True
    """
    sign = pl.when(pl.col("direction") == "lower").then(-1).otherwise(1)
    gain = sign * (pl.col("target") - pl.col("baseline"))
    kind = (pl.when(pl.col("kind") == "qualitative").then(pl.lit("qualitative"))
            .when(pl.col("period") == "per_event").then(pl.lit("per_event"))
            .when(pl.col("period") == "cumulative").then(pl.lit("cumulative"))
            .when(pl.col("baseline").is_null()).then(pl.lit("no_baseline"))
            .when(gain == 0).then(pl.lit("maintain")).when(gain < 0).then(pl.lit("met"))
            .when(pl.col("comparator") != "eq").then(pl.lit("bound")).otherwise(pl.lit("change")))
    kpis = (ds.kpi.with_columns(kind.cast(pl.Enum(list(CLASSES))).alias("class"))
            .join(_items(ds, coder), on="kpi_id", how="left")
            .select("plan_id", "kpi_id", "name_ja", "name_en", "class", "unit", "scale", "direction",
                    "baseline_text", "baseline", "baseline_fy", "target_text", "target", "target_fy",
                    "comparator", "period", "items", "source_id", "locator"))
    plans = ds.plans()
    names = pl.DataFrame({"class": list(CLASSES)}, schema={"class": pl.Enum(list(CLASSES))})
    frame = plans.select("plan_id").join(names, how="cross")
    counts = kpis.group_by("plan_id", "class").agg(kpis=pl.len().cast(pl.Int64))
    classes = frame.join(counts, on=["plan_id", "class"], how="left").with_columns(pl.col("kpis").fill_null(0))
    return Ambition(
        title=Text("各計画の指標と目標は測れるか", "Can the plans' indicators and targets be measured?"),
        method=Text("指標ごとに一つの類を付けた。", "Each indicator has one class."),
        tables={"kpis": kpis, "classes": classes, "plans": plans},
        sources=plans.join(ds.source, on="source_id", maintain_order="left").select("source_id", "title"),
        caveats=(Text("指標の数や高さは優劣ではない。定義と対象は計画ごとに違う。",
                      "Number and height of targets are no ranking; definitions differ between plans."),))


def _items(ds: Dataset, coder: str) -> pl.DataFrame:
    """The national items of each indicator: primary codes of the measures it is printed for."""
    measures = ds.measure.select("measure_id", "plan_id", "policy")
    direct = ds.kpi_measure.filter(pl.col("measure_id").is_not_null()).select("kpi_id", "measure_id")
    shared = (ds.kpi_measure.filter(pl.col("policy").is_not_null()).drop("measure_id")
              .join(ds.kpi.select("kpi_id", "plan_id"), on="kpi_id")
              .join(measures, on=["plan_id", "policy"]).select("kpi_id", "measure_id"))
    codes = ds.measure_item.filter(coder=coder, role="primary").select("measure_id", "item_id")
    return (pl.concat([direct, shared]).join(codes, on="measure_id").select("kpi_id", "item_id").unique()
            .sort("kpi_id", "item_id").group_by("kpi_id", maintain_order=True)
            .agg(items=pl.col("item_id").str.join("+")))
