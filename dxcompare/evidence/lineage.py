"""The national frame over time: versions, their items, and how one became another."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.once import once
from dxcompare.tables import vocabularies
from dxcompare.words.text import LANGUAGES
from dxcompare.words.unknown import one_of

AS_WRITTEN = "as_written"
#: relations of two items, the nearest first: a chain of links is as far as its furthest.
_FAR = ("same", "renamed", "merged", "widened", "split")
#: those through which an item stays the same item.
_LASTING = _FAR[:3]
_SURE = list(vocabularies.CONFIDENCE)


@once
def versions(ds: Dataset, framework: str) -> list[str]:
    """The versions of a framework, in order of time."""
    return ds.framework_version.filter(framework=framework).sort("position").get_column("version").to_list()


@once
def against(ds: Dataset, framework: str, version: str) -> dict[str, str | None]:
    """The version of the framework that each plan is read against; None where a plan was written under none.

    Raises
    ------
    UnknownName
        If there is no such framework or version.
    """
    one_of("framework", framework, ds.framework_version.get_column("framework").unique().sort().to_list())
    known = versions(ds, framework)
    one_of("version", version, [AS_WRITTEN, *known])
    written = dict(ds.plans().select("plan_id", "framework_version").iter_rows())
    if version != AS_WRITTEN:
        return dict.fromkeys(written, version)
    return written if framework == "dx" else dict.fromkeys(written, known[-1])


@once
def lineage(ds: Dataset) -> pl.DataFrame:
    """What became of every item in every later version, composed from the links of neighbouring versions.

    Returns
    -------
    polars.DataFrame
        from_version, from_item_id, to_version, to_item_id, relation (the furthest of the links it is made of),
        confidence (the least of theirs), passed (the versions passed over, of which no source tells whether they have
        the item, joined by `+`); in order of the later version.
    """
    order = {version: place for place, version in enumerate(versions(ds, "dx"))}
    columns = ("from_version", "from_item_id", "to_version", "to_item_id", "relation", "confidence")
    found: dict[tuple[tuple[str, str], tuple[str, str]], tuple[int, int, tuple[str, ...]]] = {}
    for *ends, relation, confidence in sorted(
        ds.item_lineage.select(columns).iter_rows(), key=lambda row: (order[row[2]], order[row[0]], row[1], row[3])
    ):
        here, end = (ends[0], ends[1]), (ends[2], ends[3])
        over = tuple(version for version in order if order[here[0]] < order[version] < order[end[0]])
        chains = [(start, chain) for (start, last), chain in found.items() if last == here]
        for start, (far, doubt, passed) in [(here, (0, 0, ())), *chains]:
            link = max(far, _FAR.index(relation)), max(doubt, _SURE.index(confidence)), (*passed, *over)
            found[start, end] = min(link, found.get((start, end), link))
    rows = [
        (*start, *end, _FAR[far], _SURE[doubt], "+".join(passed) or None)
        for (start, end), (far, doubt, passed) in found.items()
    ]
    return pl.DataFrame(rows, dict.fromkeys((*columns, "passed"), pl.String), orient="row")


@once
def canonical(ds: Dataset) -> dict[str, str]:
    """Item → the id it has in the latest version in which it lasts."""
    lasting = lineage(ds).filter(pl.col("relation").is_in(_LASTING), pl.col("from_item_id") != pl.col("to_item_id"))
    return dict(lasting.select("from_item_id", "to_item_id").iter_rows())  # the latest version is the last


@once
def _under(ds: Dataset, framework: str, version: str | None) -> dict[str, list[str]]:
    """Item of any version → the items it is under `version`, in doubt or not; nothing where that is None."""
    if version is None:
        return {}
    listed = ds.item.filter(framework=framework, version=version).get_column("item_id")
    if listed.is_empty():  # nobody could read it: nothing can be said to be acted on, not even in doubt
        return {}
    doubtful = {item for one, item in unsourced(ds, framework) if one == version}
    here = {*listed, *doubtful}
    under = {item: [item] for item in here}
    if framework != "dx":
        return under
    forward = lineage(ds).filter(~pl.col("from_item_id").is_in(here), to_version=version)
    for row in forward.iter_rows(named=True):
        under.setdefault(row["from_item_id"], []).append(row["to_item_id"])
    lasting = pl.col("relation").is_in(_LASTING)
    backward = lineage(ds).filter(lasting, ~pl.col("to_item_id").is_in(here), from_version=version)
    for row in backward.iter_rows(named=True):
        under.setdefault(row["to_item_id"], []).append(row["from_item_id"])
    other = pl.col("from_item_id") != pl.col("to_item_id")
    for row in lineage(ds).filter(other, pl.col("to_item_id").is_in(list(doubtful))).iter_rows(named=True):
        if row["from_item_id"] not in here:
            under.setdefault(row["from_item_id"], []).append(row["to_item_id"])
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
def optional(ds: Dataset, framework: str) -> set[tuple[str, str]]:
    """(version, item) that each body decides for itself whether to act on: silence about it is no gap."""
    last = canonical(ds) if framework == "dx" else {}
    rows = ds.item.filter(framework=framework, deadline_status="optional")
    return {(version, last.get(item, item)) for version, item in rows.select("version", "item_id").iter_rows()}


@once
def absent(ds: Dataset, framework: str, versions: Sequence[str | None]) -> dict[tuple[str | None, str], str]:
    """(version, item) → the kind of blank, for the items of these versions that are not in all of them.

    `not_applicable` where the version does not have the item, or a plan was written under none (None);
    `not_assessed` where no source tells.
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
def item_names(ds: Dataset, framework: str, versions: Sequence[str | None]) -> pl.DataFrame:
    """The items of these versions, and those that may be in them, once each, in the framework's order.

    An item has the name of the last version that prints it, whichever versions are asked for: one name everywhere.

    Returns
    -------
    polars.DataFrame
        item_id, name_ja, name_en, short_ja, short_en (the shortest name any version prints), section.
    """
    last = canonical(ds) if framework == "dx" else {}
    time = ds.framework_version.select("framework", "version", time="position")
    items = (
        ds.item.filter(framework=framework)
        .join(time, on=["framework", "version"], maintain_order="left")
        .with_columns(item_id=pl.col("item_id").replace(last))
    )
    short = [
        items.sort(pl.col(f"name_{lang}").str.len_chars(), maintain_order=True)
        .unique("item_id", keep="first", maintain_order=True)
        .select("item_id", pl.col(f"name_{lang}").alias(f"short_{lang}"))
        for lang in LANGUAGES
    ]
    here = items.filter(pl.col("version").is_in([version for version in versions if version]))
    doubtful = [item for version, item in unsourced(ds, framework) if version in versions]
    maybe = items.filter(pl.col("item_id").is_in(doubtful), ~pl.col("item_id").is_in(here["item_id"].implode()))
    names = items.sort("time").unique("item_id", keep="last").select("item_id", "name_ja", "name_en")
    return (
        pl.concat([here, maybe])
        .sort("time", "position")
        .unique("item_id", keep="last", maintain_order=True)
        .sort("section", "time", "position")
        .drop("name_ja", "name_en")
        .join(names, on="item_id", maintain_order="left")
        .join(short[0], on="item_id", maintain_order="left")
        .join(short[1], on="item_id", maintain_order="left")
        .select("item_id", "name_ja", "name_en", "short_ja", "short_en", "section")
    )


@once
def joined(ds: Dataset, framework: str, versions: Sequence[str | None]) -> dict[str, str]:
    """Item → the item that it was widened into, where no one of these versions has both: two names of one row."""
    if framework != "dx":
        return {}
    rows, last, has = lineage(ds).filter(relation="widened"), canonical(ds), _has(ds, versions)
    pairs = {(last.get(a, a), last.get(b, b)) for a, b in rows.select("from_item_id", "to_item_id").iter_rows()}
    every = {item for items in has.values() for item in items}
    return {a: b for a, b in pairs if a != b and {a, b} <= every and not any({a, b} <= one for one in has.values())}


def _has(ds: Dataset, versions: Sequence[str | None]) -> dict[str, set[str]]:
    """The items of each of these versions of the national DX plan, under their last ids."""
    last, listed = canonical(ds), ds.item.filter(framework="dx")
    found = {version: listed.filter(version=version)["item_id"] for version in dict.fromkeys(versions) if version}
    return {version: {last.get(item, item) for item in items} for version, items in found.items()}


@once
def row_names(ds: Dataset, framework: str, version: str) -> pl.DataFrame:
    """The rows of a table of plans and items: :func:`item_names`, one item under two names in one row.

    Such a row, where each plan is read against its own version, has the id of the later item, and says in its name
    which versions call it how.
    """
    read = list(against(ds, framework, version).values())
    names = item_names(ds, framework, read)
    for old, new in joined(ds, framework, read).items() if version == AS_WRITTEN else ():
        has = {
            item: [one for one, items in _has(ds, sorted(filter(None, read))).items() if item in items]
            for item in (old, new)
        }
        first = {row["item_id"]: row for row in names.iter_rows(named=True)}
        both = {
            f"{part}_{lang}": (" / " if lang == "en" else "／").join(
                first[item][f"short_{lang}"] + (_of(has[item], lang) if part == "name" else "") for item in (old, new)
            )
            for part in ("name", "short")
            for lang in LANGUAGES
        }
        here = pl.col("item_id") == new
        names = names.with_columns(
            pl.when(here).then(pl.lit(text)).otherwise(name).alias(name) for name, text in both.items()
        ).filter(pl.col("item_id") != old)
    return names


def _of(versions: list[str], lang: str) -> str:
    return f"（{'・'.join(versions)}版）" if lang == "ja" else f" ({', '.join(versions)})"


@once
def called(ds: Dataset, framework: str) -> dict[str, str]:
    """Every name that any version gives an item, in either language → its id under the last version that has it."""
    last = canonical(ds) if framework == "dx" else {}
    rows = ds.item.filter(framework=framework)
    names = [(row[name], row["item_id"]) for name in ("name_ja", "name_en") for row in rows.iter_rows(named=True)]
    return last | {name: last.get(item, item) for name, item in names}
