"""The pace that a target demands beside the pace observed, where an official series of the same quantity exists."""

from __future__ import annotations

from datetime import date

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.questions.ambition.tables import Observed

_YEAR = 365.25
#: What one series has in common.
_SERIES = ("indicator_id", "area_code", "unit")


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
    series: dict[tuple, list[tuple]] = {}
    for *key, as_of, value, source in dated.select(*_SERIES, "as_of", "value", "source_id").iter_rows():
        series.setdefault(tuple(key), []).append((as_of, value, source))
    promised = told.join(kpis, on="kpi_id", maintain_order="left").filter(pl.col("change_per_year").is_not_null())
    rows, same = [], [name for name in Observed.fields() if name in promised.columns]
    used = dict.fromkeys([*same, "indicator_id", "plan_id", "unit", "baseline_fy", "direction"])
    for row in promised.select(*used).iter_rows(named=True):
        figures = series.get((row["indicator_id"], codes[row["plan_id"]], row["unit"] or ""), [])
        before = [one for one in figures if one[0] <= f"{row['baseline_fy'] + 1}-03-31"]
        if not before or len(before) == len(figures):
            continue
        (from_date, from_value, _), (to_date, to_value, source) = before[-1], figures[-1]
        years = (date.fromisoformat(to_date) - date.fromisoformat(from_date)).days / _YEAR
        gained = (-1 if row["direction"] == "lower" else 1) * (to_value - from_value)
        rows.append(
            {
                **{name: row[name] for name in same},
                "source_id": source,
                "from_date": from_date,
                "from_value": from_value,
                "to_date": to_date,
                "to_value": to_value,
                "gained": gained,
                "observed_years": years,
                "observed_per_year": gained / years,
            }
        )
    return pl.DataFrame(rows, schema=Observed.kinds())
