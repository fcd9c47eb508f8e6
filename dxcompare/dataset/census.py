"""The five-year bands of the census."""

from __future__ import annotations

import polars as pl

#: Last year of age of an open band.
OLDEST = 999


def census(reference: pl.DataFrame) -> pl.DataFrame:
    """The five-year bands of the census: area_code, first and last year of age, value."""
    years = pl.col("group_id").str.extract_groups(r"^(?<first>\d+)(?:-(?<last>\d+)|\+)$").struct
    return (
        reference.filter(indicator_id="population", source_id="census-2020")
        .with_columns(first=years.field("first").cast(pl.Int64), last=years.field("last").cast(pl.Int64))
        .filter(pl.col("first").is_not_null())
        .with_columns(pl.col("last").fill_null(OLDEST))
        .select("area_code", "first", "last", "value")
    )
