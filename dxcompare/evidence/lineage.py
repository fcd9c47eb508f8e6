"""The national frame over time: versions, their items, and how one became another."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.once import once
from dxcompare.words.text import LANGUAGES
from dxcompare.words.unknown import one_of

AS_WRITTEN = "as_written"


_LASTING = ("same", "renamed", "merged")


@once
def against(ds: Dataset, framework: str, version: str) -> dict[str, str]:
    """The version of the framework that each plan is read against.

    Raises
    ------
    UnknownName
        If there is no such framework or version.
    """
    one_of("framework", framework, ds.framework_version.get_column("framework").unique().sort().to_list())
    versions = ds.framework_version.filter(framework=framework).sort("position").get_column("version").to_list()
    one_of("version", version, [AS_WRITTEN, *versions])
    written = dict(ds.plans().select("plan_id", "framework_version").iter_rows())
    if version != AS_WRITTEN:
        return dict.fromkeys(written, version)
    return written if framework == "dx" else dict.fromkeys(written, versions[-1])


@once
def canonical(ds: Dataset) -> dict[str, str]:
    """Item → the id it has in the latest version in which it lasts."""
    last: dict[str, str] = {}
    lineage = ds.item_lineage.with_columns(pl.col("relation").cast(pl.String))
    for row in lineage.filter(pl.col("relation").is_in(_LASTING)).iter_rows(named=True):
        if row["from_item_id"] != row["to_item_id"]:
            last[row["from_item_id"]] = row["to_item_id"]
    return last


@once
def _under(ds: Dataset, framework: str, version: str) -> dict[str, list[str]]:
    """Item of any version → the items it is under `version`."""
    items = ds.item.filter(framework=framework)
    here = set(items.filter(version=version).get_column("item_id"))
    under = {item: [item] for item in here}
    if framework != "dx":
        return under
    lineage = ds.item_lineage.with_columns(pl.col("relation").cast(pl.String))
    for row in lineage.filter(to_version=version).iter_rows(named=True):
        if row["from_item_id"] not in here:
            under.setdefault(row["from_item_id"], []).append(row["to_item_id"])
    backward = lineage.filter(from_version=version).filter(pl.col("relation").is_in(_LASTING))
    for row in backward.iter_rows(named=True):
        if row["to_item_id"] not in here:
            under.setdefault(row["to_item_id"], []).append(row["from_item_id"])
    return {item: sorted(set(found)) for item, found in under.items()}


@once
def unsourced(ds: Dataset, framework: str) -> set[tuple[str, str]]:
    """(version, item) of which no source tells whether the version has the item: neither there nor absent."""
    rows = ds.framework_version.filter(pl.col("framework") == framework, pl.col("unsourced").is_not_null())
    return {
        (version, item)
        for version, items in rows.select("version", "unsourced").iter_rows()
        for item in items.split("+")
    }


@once
def absent(ds: Dataset, framework: str, versions: Sequence[str]) -> dict[tuple[str, str], str]:
    """(version, item) → the kind of blank, for the items of these versions that are not in all of them.

    `not_applicable` where the version does not have the item, `not_assessed` where no source tells.
    """
    last, doubtful = canonical(ds) if framework == "dx" else {}, unsourced(ds, framework)
    listed = {
        (version, last.get(item, item))
        for version, item in ds.item.filter(framework=framework).select("version", "item_id").iter_rows()
    }
    every = [
        (version, item)
        for version in dict.fromkeys(versions)
        for item in item_names(ds, framework, versions)["item_id"]
    ]
    return {
        pair: "not_assessed" if pair in doubtful else "not_applicable"
        for pair in every
        if pair in doubtful or pair not in listed
    }


@once
def item_names(ds: Dataset, framework: str, versions: Sequence[str]) -> pl.DataFrame:
    """The items of these versions, and those that may be in them, once each, in the framework's order, as last named.

    Returns
    -------
    polars.DataFrame
        item_id, name_ja, name_en, short_ja, short_en (the shortest name any version prints), section.
    """
    last = canonical(ds) if framework == "dx" else {}
    items = ds.item.filter(framework=framework).with_columns(item_id=pl.col("item_id").replace(last))
    short = [
        items.sort(pl.col(f"name_{lang}").str.len_chars(), maintain_order=True)
        .unique("item_id", keep="first", maintain_order=True)
        .select("item_id", pl.col(f"name_{lang}").alias(f"short_{lang}"))
        for lang in LANGUAGES
    ]
    here = items.filter(pl.col("version").is_in(list(versions)))
    doubtful = [item for version, item in unsourced(ds, framework) if version in versions]
    maybe = items.filter(pl.col("item_id").is_in(doubtful), ~pl.col("item_id").is_in(here["item_id"].implode()))
    return (
        pl.concat([here, maybe])
        .sort("position")
        .unique("item_id", keep="last", maintain_order=True)
        .sort("section", "position")
        .join(short[0], on="item_id", maintain_order="left")
        .join(short[1], on="item_id", maintain_order="left")
        .select("item_id", "name_ja", "name_en", "short_ja", "short_en", "section")
    )
