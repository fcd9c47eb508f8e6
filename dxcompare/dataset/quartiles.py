"""Median and quartiles of official figures: over all municipalities, those of a prefecture, and the peers of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from dxcompare.dataset.names import city_named
from dxcompare.dataset.once import once
from dxcompare.dataset.peers import all_peers
from dxcompare.dataset.places import NATION
from dxcompare.methods.quartiles import quartiles as over
from dxcompare.sources.official.figures import ONLINE, STATUS

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    text = pl.col("value_text")
    sources = figures["source_id"].drop_nulls().unique().sort().to_list() or [""]
    towns = figures["area_code"].unique(maintain_order=True).to_list()
    groups = (
        members.select("area_code", "of", town=pl.col("member").cast(pl.Enum(towns), strict=False).to_physical())
        .drop_nulls("town")
        .group_by("area_code", "of", maintain_order=True)
        .agg("town")
    )
    keys = (
        figures.with_row_index("row")
        .group_by(*_ONE, maintain_order=True)
        .agg("row", unit=pl.col("unit").filter(pl.col("value").is_not_null()).drop_nulls().first())
        .with_row_index("key")
    )
    rows, keys = keys.select("key", "row").explode("row"), keys.drop("row")
    cells = figures.select("area_code", "source_id", "value", "value_text")[rows["row"]].select(
        pl.col("area_code").cast(pl.Enum(towns)).to_physical().alias("town"),
        rows["key"],
        pl.col("source_id").cast(pl.Enum(sources)).to_physical().alias("source"),
        "value",
        done=text.is_in([STATUS[0], ONLINE[0]]),
        asked=text.is_in([*STATUS[:2], *ONLINE]),
    )
    every, height = [town.to_numpy() for town in groups["town"]], len(towns)
    of = cells["key"].cast(pl.Int64).to_numpy() * height + cells["town"].to_numpy()
    time = _time(of)  # of another source's print of the same
    printed = int(time.max(initial=0)) + 1
    values = np.full((printed, keys.height * height), np.nan)
    values[time, of] = cells["value"].to_numpy()
    values = values.reshape(printed, keys.height, height).transpose(1, 0, 2).reshape(keys.height, printed * height)
    found = over(values, [np.concatenate([inside + height * time for time in range(printed)]) for inside in every])
    belongs = np.zeros((groups.height, height), np.float32)
    for n, inside in enumerate(every):
        belongs[n, inside] = 1

    def number(which: pl.Series) -> NDArray[np.int64]:
        """How many figures of a kind there are, group by figure."""
        there = np.bincount(of[which.to_numpy()], minlength=keys.height * height).astype(np.float32)
        return (belongs @ there.reshape(keys.height, height).T).astype(np.int64)

    source = np.array([number(cells["source"] == at) for at in range(len(sources))])
    group, key = np.nonzero(source.sum(axis=0))
    at = (group, key)
    values_there, known = found.n[at], found.n[at] >= LEAST
    asked = number(cells["asked"])[at]
    rows = pl.concat([keys[key].drop("key"), groups[group].select("area_code", "of")], how="horizontal")
    return rows.with_columns(
        n=values_there + asked,
        done=number(cells["done"])[at],
        asked=asked,
        q1=np.where(known, found.q1[at], np.nan),
        median=found.median[at],
        q3=np.where(known, found.q3[at], np.nan),
        unit=pl.when(pl.Series(values_there > 0)).then("unit"),
        source_id=pl.Series(sources, dtype=pl.String).gather(source[:, group, key].argmax(axis=0)),
    ).select(
        *_ONE,
        "area_code",
        "of",
        pl.col("n").cast(pl.Int64),
        pl.when(pl.col("asked") > 0).then("done"),
        *(pl.col(name).fill_nan(None) for name in ("q1", "median", "q3")),
        "unit",
        "source_id",
    )


def _time(cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many times each cell was there before.

    >>> _time(np.array([7, 3, 7, 7])).tolist()
    [0, 0, 1, 2]
    """
    order = np.argsort(cells, kind="stable")
    place = np.arange(len(cells))
    first = np.diff(cells[order], prepend=-1) > 0
    found = np.empty_like(place)
    found[order] = place - np.maximum.accumulate(np.where(first, place, 0))
    return found


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
    rows = [(area, of, member) for area, of, inside in groups for member in inside]
    wider = pl.DataFrame(rows, schema=["area_code", "of", "member"], orient="row")
    found, _ = all_peers(ds, areas, by)
    return pl.concat([wider, found.select(area_code="own_code", of=pl.lit("peers"), member="municipality_code")])


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
    ds: Dataset,
    city: str | Sequence[str] | None = None,
    by: str | Sequence[str] = PUBLISHED,
    indicators: Sequence[str] | None = None,
) -> pl.DataFrame:
    """See :meth:`dxcompare.dataset.loaded.Dataset.quartiles`; codes of prefectures and the nation will do too.

    Of some `indicators` alone it is quicker than of all.
    """
    wider = ds.areas().filter(pl.col("kind") != "municipality")["area_code"]
    asked = planned(ds) if city is None else [city] if isinstance(city, str) else city
    there = {*wider, *ds["municipality"]["municipality_code"]}
    areas = members(ds, [one if one in there else city_named(ds, one) for one in asked], by)
    own = ds["reference_stat"].filter(pl.col("group_id") == "total", ~pl.col("area_code").str.ends_with("000"))
    figures = pl.concat([own.filter(~pl.col("indicator_id").is_in([*CENSUS])), census_figures(ds)], how="diagonal")
    if indicators is not None:
        figures = figures.filter(pl.col("indicator_id").is_in([*indicators]))
    many = figures.filter(pl.col("area_code").n_unique().over(*_ONE) >= MANY)
    named = {by} if isinstance(by, str) else {*by}
    counts = _published(ds, areas if named == {PUBLISHED} else areas.filter(pl.col("of") != "peers"))
    if indicators is not None:
        counts = counts.filter(pl.col("indicator_id").is_in([*indicators]))
    found = counted(many, areas)
    more = found.join(counts, on=[*_ONE, "area_code", "of"], how="anti", nulls_equal=True, maintain_order="left")
    order = {"nation": 2, "prefecture": 1, "peers": 0}
    return pl.concat([counts.select(found.columns), more], how="vertical_relaxed").sort(
        *_ONE, pl.col("of").replace_strict(order, return_dtype=pl.Int64), "area_code", nulls_last=True
    )
