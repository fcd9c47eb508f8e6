"""The plans with the names of their municipalities, and every area that can have an official figure."""

from __future__ import annotations

from typing import Protocol

import polars as pl

from dxcompare.words.text import KIND_OF_PLACE

#: Code of the whole country among areas.
NATION = "00000"


class Tables(Protocol):
    """Tables by name."""

    def __getitem__(self, name: str, /) -> pl.DataFrame: ...


def plans(tables: Tables) -> pl.DataFrame:
    """See :meth:`dxcompare.dataset.loaded.Dataset.plans`."""
    date = tables["edition"]["date"].max() if tables["edition"].height else None
    over = pl.concat_str(pl.col("end_fy") + 1, pl.lit("-03-31")) < pl.lit(date, pl.String)
    towns = tables["municipality"].with_columns(pl.col("name_en").str.replace(KIND_OF_PLACE, ""))
    namesakes = {name: pl.col("municipality_code").n_unique().over(name) > 1 for name in ("name_ja", "name_en")}
    names = (
        tables["plan"]
        .select("plan_id", pl.col("municipality_code").str.split("+"))
        .explode("municipality_code")
        .join(towns, on="municipality_code", maintain_order="left")
        .with_columns(
            pl.when(namesakes["name_ja"])
            .then(pl.format("{}（{}）", "name_ja", "prefecture_ja"))
            .otherwise("name_ja")
            .alias("name_ja"),
            pl.when(namesakes["name_en"])
            .then(pl.format("{} ({})", "name_en", "prefecture_en"))
            .otherwise("name_en")
            .alias("name_en"),
        )
        .group_by("plan_id", maintain_order=True)
        .agg(pl.col("name_ja").str.join("・"), pl.col("name_en").str.join(" & "))
    )
    return (
        tables["plan"]
        .join(names, on="plan_id")
        .with_columns(ended=over.fill_null(False))
        .sort("municipality_code", "start_fy", "plan_id")
        .select(
            "plan_id",
            "municipality_code",
            "name_ja",
            "name_en",
            "status",
            "start_fy",
            "end_fy",
            "edition",
            "ended",
            "framework_version",
            "source_id",
        )
    )


def areas(towns: pl.DataFrame) -> pl.DataFrame:
    """See :meth:`dxcompare.dataset.loaded.Dataset.areas`."""
    nation = pl.DataFrame({"area_code": [NATION], "area_ja": ["全国"], "area_en": ["Japan"], "kind": ["nation"]})
    prefectures = towns.select(
        area_code=pl.col("municipality_code").str.head(2) + "000",
        area_ja="prefecture_ja",
        area_en="prefecture_en",
        kind=pl.lit("prefecture"),
    ).unique("area_code")
    return pl.concat(
        [
            nation,
            prefectures,
            towns.select(
                area_code="municipality_code",
                area_ja="name_ja",
                area_en=pl.col("name_en").str.replace(KIND_OF_PLACE, ""),
                kind=pl.lit("municipality"),
            ),
        ]
    ).sort("area_code")
