"""What must be said of the versions that plans are read against: plans without one, and links that pass over one."""

from __future__ import annotations

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.evidence.lineage import AS_WRITTEN, against, canonical, item_names, lineage, optional, versions
from dxcompare.words.most import MOST
from dxcompare.words.text import Text


def unread(ds: Dataset, framework: str, version: str) -> list[Text]:
    """That plans are read against no version: they are older than the first, or theirs cannot be told."""
    read = against(ds, framework, version)
    rows = ds.plans().filter(pl.col("plan_id").is_in([plan for plan, own in read.items() if own is None]))
    if rows.is_empty():
        return []
    who = Text(f"{'、'.join(rows['name_ja'])}の計画", ", ".join(rows["name_en"]))
    if rows.height > MOST:
        who = Text(f"{rows.height:,}計画", f"{rows.height:,} plans")
    return [
        Text(
            f"{who.ja}は、国の計画より古いか、どの版のもとで書かれたか分からないため、どの版とも"
            "照らしていない（対象外）。版を選べば照らせる。",
            f"{who.en}: older than the national plan, or written under a version that cannot be told, and "
            "so read against none (not applicable). Choose a version to read it against.",
        )
    ]


def chosen_freely(ds: Dataset, framework: str, version: str) -> list[Text]:
    """Which items each body decides for itself whether to act on."""
    read = set(against(ds, framework, version).values())
    found = [item for one, item in optional(ds, framework) if one in read]
    names = item_names(ds, framework, versions(ds, framework)).filter(pl.col("item_id").is_in(found))
    if names.is_empty():
        return []
    return [
        Text(
            f"{'、'.join(names['short_ja'])}は、取り組むかが各団体の判断である。施策がなくても不足ではない。",
            f"{', '.join(names['short_en'])}: for each body to decide; to have no measure is no gap.",
        )
    ]


def passed_over(ds: Dataset, framework: str, version: str) -> list[Text]:
    """Which items are carried to a chosen version past others, of which no source tells whether they have the item."""
    if framework != "dx" or version == AS_WRITTEN:
        return []
    written = ds.plans()["framework_version"].drop_nulls().unique().to_list()
    ends = (pl.col("to_version") == version) & pl.col("from_version").is_in(written)
    back = (pl.col("from_version") == version) & pl.col("to_version").is_in(written)
    last, names = canonical(ds), item_names(ds, "dx", versions(ds, "dx"))
    links = (
        lineage(ds)
        .filter(ends | back, pl.col("passed").is_not_null())
        .with_columns(item_id=pl.col("to_item_id").replace(last))
        .select("item_id", "passed")
        .unique(maintain_order=True)
        .join(names, on="item_id", maintain_order="left")
    )
    return [
        Text(
            f"{'、'.join(rows['short_ja'])}は、{over.replace('+', '・')}版にあるか確かめられず、その版を飛ばして継いだ。",
            f"{', '.join(rows['short_en'])}: no source tells whether {over.replace('+', ' and ')} had "
            f"{'it' if rows.height == 1 else 'them'}; carried past {'it' if '+' not in over else 'these versions'}.",
        )
        for (over,), rows in links.group_by("passed", maintain_order=True)
        if isinstance(over, str)
    ]
