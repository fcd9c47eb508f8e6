"""The pace that a target demands beside the pace observed, where an official series of the same quantity exists."""

from __future__ import annotations

from datetime import date

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.questions.ambition.tables import Observed

_YEAR = 365.25


def observed(ds: Dataset, kpis: pl.DataFrame) -> pl.DataFrame:
    """Required and observed pace of each target that has dated official figures of its own quantity and unit.

    The series begins with the last figure of the year of the baseline, or before; it ends with the latest figure.
    """
    codes = dict(ds.plan.select("plan_id", "municipality_code").iter_rows())
    official = ds.indicator.select("indicator_id", indicator_ja="name_ja", indicator_en="name_en")
    told = ds.kpi_actual.filter(relation="same").join(official, on="indicator_id", maintain_order="left")
    dated = ds.reference_stat.filter(
        pl.col("as_of").str.len_chars() == len("2022-12-31"),
        pl.col("value").is_not_null(),
        pl.col("indicator_id").is_in(told["indicator_id"].implode()),
        pl.col("area_code").is_in(list(codes.values())),
        group_id="total",
    ).sort("as_of")
    series = dated.partition_by("indicator_id", "area_code", "unit", as_dict=True)
    rows = []
    for row in told.join(kpis, on="kpi_id", maintain_order="left").iter_rows(named=True):
        figures = series.get((row["indicator_id"], codes[row["plan_id"]], row["unit"] or ""), dated.clear())
        if row["change_per_year"] is None:
            continue
        before = figures.filter(pl.col("as_of") <= f"{row['baseline_fy'] + 1}-03-31")
        if before.is_empty() or before.height == figures.height:
            continue
        first, last = before.row(-1, named=True), figures.row(-1, named=True)
        years = (date.fromisoformat(last["as_of"]) - date.fromisoformat(first["as_of"])).days / _YEAR
        gained = (-1 if row["direction"] == "lower" else 1) * (last["value"] - first["value"])
        rows.append(
            {
                **{name: row[name] for name in Observed.fields() if name in row},
                "source_id": last["source_id"],
                "from_date": first["as_of"],
                "from_value": first["value"],
                "to_date": last["as_of"],
                "to_value": last["value"],
                "gained": gained,
                "observed_years": years,
                "observed_per_year": gained / years,
            }
        )
    return pl.DataFrame(rows, schema=Observed.kinds())
