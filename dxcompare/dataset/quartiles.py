"""Median and quartiles of official figures: over all municipalities, those of a prefecture, and the peers of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import polars as pl

from dxcompare.dataset.names import city_named
from dxcompare.dataset.once import once
from dxcompare.dataset.peers import all_peers
from dxcompare.dataset.places import NATION
from dxcompare.sources.official.figures import ONLINE, STATUS

if TYPE_CHECKING:
    from dxcompare.dataset.loaded import Dataset

#: From how many municipalities on a table is taken for one of all, over which may be counted.
MANY = 20
#: From how many figures on they have quartiles.
LEAST = 4
#: What is counted over municipalities; in `reference_stat` each is a group, of peers with `peers_` before it.
COUNTED = ("answered", "done", "q1", "median", "q3")
#: The way to choose peers of which counts are published.
PUBLISHED = "population"
#: What one figure of many municipalities has in common; tables that were added later are other sources.
_ONE = ("indicator_id", "year", "as_of")
#: The columns of the master list that are figures too, and their names and units.
CENSUS = {"population": ("国勢調査人口", "人"), "share_65": ("65歳以上の割合", "%")}


def census_figures(ds: Dataset, indicators: Iterable[str] = CENSUS) -> pl.DataFrame:
    """Population and share of 65 and over of all municipalities, as rows of `reference_stat`."""
    towns = ds["municipality"]
    rows = [
        towns.filter(pl.col(name).is_not_null()).select(
            indicator_id=pl.lit(name),
            area_code="municipality_code",
            group_id=pl.lit("total"),
            year=pl.lit(2020, pl.Int64),
            as_of=pl.lit("2020-10-01"),
            source_id=pl.lit("census-2020"),
            name_ja=pl.lit(CENSUS[name][0]),
            value_text=pl.col(name).cast(pl.String),
            value=pl.col(name).cast(pl.Float64),
            unit=pl.lit(CENSUS[name][1]),
            locator=pl.format("表2-7-1 {}", "name_ja"),
        )
        for name in indicators
    ]
    return pl.concat(rows)


def counted(figures: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Number, median and quartiles of municipalities' own figures.

    Parameters
    ----------
    figures : polars.DataFrame
        Rows of `reference_stat`, one for each figure and municipality.
    members : polars.DataFrame
        `area_code`, `of` and `member`: which municipality belongs to what is counted over.

    Returns
    -------
    polars.DataFrame
        indicator_id, year, as_of, area_code, of, n, done, q1, median, q3, unit, source_id; quartiles as the `linear`
        ones of numpy (type 7 of R, QUARTILE.INC of Excel).
    """
    value, text = pl.col("value"), pl.col("value_text")
    done, asked = text.is_in([STATUS[0], ONLINE[0]]), text.is_in([*STATUS[:2], *ONLINE])
    number = value.count()
    quartile = [pl.when(number >= LEAST).then(value.quantile(q, "linear")).alias(f"q{4 * q:g}") for q in (0.25, 0.75)]
    return (
        figures.join(members, left_on="area_code", right_on="member")
        .group_by(*_ONE, "area_code_right", "of", maintain_order=True)
        .agg(
            *quartile,
            n=number + asked.sum(),
            done=pl.when(asked.any()).then(done.sum()),
            median=value.median(),
            unit=pl.when(value.is_not_null()).then("unit").drop_nulls().first(),
            source_id=pl.col("source_id").mode().sort().first(),
        )
        .rename({"area_code_right": "area_code"})
        .select(*_ONE, "area_code", "of", "n", "done", "q1", "median", "q3", "unit", "source_id")
    )


def planned(ds: Dataset) -> list[str]:
    """The municipalities that have plans."""
    return ds.plans()["municipality_code"].str.split("+").explode().unique(maintain_order=True).to_list()


def members(ds: Dataset, areas: Sequence[str], by: str | Sequence[str]) -> pl.DataFrame:
    """Who is counted over: the whole country, the prefectures of some areas, and the peers of each municipality."""
    codes = ds["municipality"]["municipality_code"].to_list()
    groups = [(NATION, "nation", codes)]
    groups += [
        (f"{one}000", "prefecture", [code for code in codes if code[:2] == one])
        for one in sorted({area[:2] for area in areas} - {NATION[:2]})
    ]
    groups += [(found.municipality_code, "peers", found.codes) for found in all_peers(ds, areas, by)]
    rows = [(area, of, member) for area, of, inside in groups for member in inside]
    return pl.DataFrame(rows, schema=["area_code", "of", "member"], orient="row")


def _published(ds: Dataset, areas: pl.DataFrame) -> pl.DataFrame:
    """What the data have counted already, since they do not have the table of all municipalities."""
    group = pl.col("group_id").str.strip_prefix("peers_")
    rows = (
        ds["reference_stat"]
        .filter(group.is_in(COUNTED))
        .with_columns(
            group=group,
            of=pl.when(pl.col("group_id").str.starts_with("peers_"))
            .then(pl.lit("peers"))
            .when(pl.col("area_code") == NATION)
            .then(pl.lit("nation"))
            .otherwise(pl.lit("prefecture")),
        )
        .join(areas.select("area_code", "of").unique(), on=["area_code", "of"], how="semi", maintain_order="left")
    )
    one = [pl.col("value").filter(pl.col("group") == name).first() for name in COUNTED]
    whole = [count.cast(pl.Int64).alias(name) for count, name in zip(one, ("n", "done"), strict=False)]
    return rows.group_by(*_ONE, "area_code", "of", maintain_order=True).agg(
        *whole,
        *(value.alias(name) for value, name in zip(one[2:], COUNTED[2:], strict=True)),
        unit=pl.col("unit").filter(pl.col("group").is_in(COUNTED[2:])).first(),
        source_id=pl.col("source_id").first(),
    )


@once
def quartiles(
    ds: Dataset, city: str | Sequence[str] | None = None, by: str | Sequence[str] = PUBLISHED
) -> pl.DataFrame:
    """See :meth:`dxcompare.dataset.loaded.Dataset.quartiles`; codes of prefectures and the nation will do too."""
    wider = ds.areas().filter(pl.col("kind") != "municipality")["area_code"]
    asked = planned(ds) if city is None else [city] if isinstance(city, str) else city
    areas = members(ds, [one if one in wider else city_named(ds, one) for one in asked], by)
    own = ds["reference_stat"].filter(pl.col("group_id") == "total", ~pl.col("area_code").str.ends_with("000"))
    figures = pl.concat([own.filter(~pl.col("indicator_id").is_in([*CENSUS])), census_figures(ds)], how="diagonal")
    many = figures.filter(pl.col("area_code").n_unique().over(*_ONE) >= MANY)
    named = {by} if isinstance(by, str) else {*by}
    there = _published(ds, areas if named == {PUBLISHED} else areas.filter(pl.col("of") != "peers"))
    found = counted(many, areas)
    more = found.join(there, on=[*_ONE, "area_code", "of"], how="anti", nulls_equal=True, maintain_order="left")
    order = {"nation": 2, "prefecture": 1, "peers": 0}
    return pl.concat([there.select(found.columns), more], how="vertical_relaxed").sort(
        *_ONE, pl.col("of").replace_strict(order, return_dtype=pl.Int64), "area_code", nulls_last=True
    )
