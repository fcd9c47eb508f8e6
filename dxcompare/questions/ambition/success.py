"""Can success be seen? What a survey could tell of targets that are shares of people asked."""

from __future__ import annotations

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.methods.detection import base_needed, power, smallest_change
from dxcompare.questions.ambition.tables import Detectable


def detectable(ds: Dataset, kpis: pl.DataFrame) -> pl.DataFrame:
    """Targets that are shares of people asked: whether two surveys, at the baseline and at the target, could tell.

    Where the number of answers is known or assumed: the chance of telling a target just met from no change, and the
    smallest change that would be told. Always: how many would have to answer each time.
    """
    surveys = ds.survey.select("survey_id", survey_ja="name_ja", survey_en="name_en", n="valid")
    asked = ds.kpi_survey.join(surveys, on="survey_id", how="left", maintain_order="left").join(
        kpis.select("kpi_id", "plan_id", "name_ja", "name_en", "direction", "baseline", "target", "change"),
        on="kpi_id",
        maintain_order="left",
    )
    rows, same = [], [name for name in Detectable.fields() if name in asked.columns]
    for row in asked.filter(pl.col("change") != 0).iter_rows(named=True):
        before, after = row["baseline"] / 100, row["target"] / 100
        n, sign = row["n"], -1 if row["direction"] == "lower" else 1
        smallest = smallest_change(before, n, sign) if n else None
        rows.append(
            {
                **{name: row[name] for name in same},
                "power": power(before, after, n) if n else None,
                "smallest": None if smallest is None else 100 * smallest,
                "n_needed": base_needed(before, after),
            }
        )
    return pl.DataFrame(rows, schema=Detectable.kinds())
