"""Which measure acts on which national item, and what else speaks for it: indicators, dated steps.

Every comparison by item stands on these links, so they are made in one place. What the plan itself
tags (`stated`) and what the code book finds in its measures (`coded`) are kept apart. Items are
carried between versions of the national plan by their lineage.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dxcompare.dataset import Dataset
from dxcompare.text import LANGUAGES, Text

AS_WRITTEN = "as_written"
BASES = ("either", "stated", "coded")
#: Codes of the first coder, changed where an adjudication says so.
ADJUDICATED = "adjudicated"
_LASTING = ("same", "renamed", "merged")


def one_of(name: str, value: str, allowed: Sequence[str]) -> None:
    """Refuse a choice that does not exist, naming those that do."""
    if value not in allowed:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, allowed))}, not {value!r}")


def against(ds: Dataset, framework: str, version: str) -> dict[str, str]:
    """The version of the framework that each plan is read against.

    Raises
    ------
    ValueError
        If the framework or version is unknown.
    """
    one_of("framework", framework, ds.framework_version.get_column("framework").unique().sort().to_list())
    versions = ds.framework_version.filter(framework=framework).sort("position").get_column("version").to_list()
    one_of("version", version, [AS_WRITTEN, *versions])
    written = dict(ds.plans().select("plan_id", "framework_version").iter_rows())
    if version != AS_WRITTEN:
        return dict.fromkeys(written, version)
    return written if framework == "dx" else dict.fromkeys(written, versions[-1])


def coders(ds: Dataset) -> list[str]:
    """Those who have coded measures, and `adjudicated` where a decision was made."""
    found = ds.measure_item.get_column("coder").drop_nulls().unique().sort().to_list()
    return found + [ADJUDICATED] * (not ds.adjudication.is_empty())


def codes(ds: Dataset, coder: str) -> pl.DataFrame:
    """The rows of `measure_item` that a coder made.

    Raises
    ------
    ValueError
        If there is no such coder.
    """
    one_of("coder", coder, coders(ds))
    if coder != ADJUDICATED:
        return ds.measure_item.filter(coder=coder)
    first = codes(ds, coders(ds)[0])
    cell = ["measure_id", "item_id"]
    decided = ds.adjudication.with_columns(pl.col("decision").cast(pl.String))
    added = (
        decided.filter(decision="acts")
        .join(first, on=cell, how="anti")
        .join(ds.measure_item.filter(basis="coded"), on=cell)
        .unique(cell, maintain_order=True)
    )
    kept = first.join(decided.filter(decision="does_not_act"), on=cell, how="anti")
    found = pl.concat([kept, added.select(kept.columns)])
    rows = [
        row
        for measure in first.get_column("measure_id").unique(maintain_order=True)
        for row in _one_primary(found.filter(measure_id=measure), first.filter(measure_id=measure))
    ]
    return pl.DataFrame(rows, schema=first.schema)


def _one_primary(found: pl.DataFrame, before: pl.DataFrame) -> list[dict]:
    """The codes of one measure after adjudication, with exactly one that is primary.

    `none` gives way where the measure acts on something. The first coder's primary stays; where it is
    gone, the first item left takes its place, and where nothing is left, `none` does.
    """
    acting = [row for row in found.iter_rows(named=True) if row["item_id"] != "none"]
    if not acting:
        return [{**before.row(0, named=True), "item_id": "none", "role": "primary", "note": None}]
    own = set(before.filter(role="primary").get_column("item_id"))
    main = next((row["item_id"] for row in acting if row["item_id"] in own), acting[0]["item_id"])
    return [{**row, "role": "primary" if row["item_id"] == main else "secondary"} for row in acting]


def whose(coder: str) -> Text:
    """Whose codes a result rests on, in words."""
    if coder == ADJUDICATED:
        return Text("裁定後の判定", "adjudicated codes")
    return (
        Text("当方の判定", "our codes") if coder == "a" else Text(f"判定者{coder}の判定", f"the codes of coder {coder}")
    )


def canonical(ds: Dataset) -> dict[str, str]:
    """Item → the id it has in the latest version in which it lasts."""
    last: dict[str, str] = {}
    lineage = ds.item_lineage.with_columns(pl.col("relation").cast(pl.String))
    for row in lineage.filter(pl.col("relation").is_in(_LASTING)).iter_rows(named=True):
        if row["from_item_id"] != row["to_item_id"]:
            last[row["from_item_id"]] = row["to_item_id"]
    return last


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


def links(ds: Dataset, framework: str, versions: dict[str, str], coder: str) -> pl.DataFrame:
    """Measures and the items they act on, in the terms of the version each plan is read against.

    Returns
    -------
    polars.DataFrame
        plan_id, measure_id, item_id, basis (`stated`, `coded`), role, label_text, note.
    """
    maps = {version: _under(ds, framework, version) for version in set(versions.values())}
    last = canonical(ds)
    columns = ["plan_id", "measure_id", "item_id", "basis", "role", "label_text", "note"]
    linked = pl.concat([ds.measure_item.filter(basis="stated"), codes(ds, coder)]).filter(
        pl.col("framework") == framework, pl.col("item_id") != "none"
    )
    rows = [
        {**row, "item_id": last.get(item, item)}
        for row in linked.join(ds.measure.select("measure_id", "plan_id"), on="measure_id").iter_rows(named=True)
        for item in maps[versions[row["plan_id"]]].get(row["item_id"], [])
    ]
    frame = pl.DataFrame(
        [{name: row[name] for name in columns} for row in rows], schema=dict.fromkeys(columns, pl.String)
    )
    primary = pl.col("role") == "primary"  # two codes may fall on one item: the primary one holds
    return (
        frame.with_row_index("row")
        .sort(primary.fill_null(False), descending=True, maintain_order=True)
        .unique(["measure_id", "item_id", "basis"], keep="first")
        .sort("row")
        .drop("row")
    )


def printed_kpis(ds: Dataset) -> pl.DataFrame:
    """The measures that each indicator speaks for.

    Returns
    -------
    polars.DataFrame
        kpi_id, measure_id, shared (whether it is printed for the whole policy).
    """
    policy = ds.measure.filter(pl.col("policy").is_not_null()).select("measure_id", "plan_id", "policy")
    return pl.concat(
        [
            ds.kpi_measure.filter(pl.col("measure_id").is_not_null()).select(
                "kpi_id", "measure_id", shared=pl.lit(False)
            ),
            ds.kpi_measure.filter(pl.col("policy").is_not_null())
            .drop("measure_id")
            .join(ds.kpi.select("kpi_id", "plan_id"), on="kpi_id")
            .join(policy, on=["plan_id", "policy"])
            .select("kpi_id", "measure_id", shared=pl.lit(True)),
        ]
    ).unique(["kpi_id", "measure_id"], keep="first", maintain_order=True)


def steps(ds: Dataset) -> pl.DataFrame:
    """The dated steps of measures, with those of projects under the measures they are mapped to.

    Returns
    -------
    polars.DataFrame
        The columns of `milestone`, with `measure_id` filled, and `only_items` (of the national DX plan, joined
        by `+`; null for all items of the measure); only cells that have a stage.
    """
    own = ds.milestone.filter(pl.col("measure_id").is_not_null()).rename({"items": "only_items"})
    mapped = ds.project_measure.filter(pl.col("measure_id").is_not_null()).select(
        "project_id", "track", "measure_id", track_items="items"
    )
    theirs = (
        ds.milestone.drop("measure_id")
        .join(mapped, on=["project_id", "track"], maintain_order="left")
        .with_columns(only_items=pl.coalesce("items", "track_items"))
    )
    return pl.concat([own, theirs.select(own.columns)]).filter(pl.col("stage").is_not_null())


def speaks_for() -> pl.Expr:
    """Whether a step joined to an item (`item_id`) speaks for it; categories of other frameworks are not narrowed."""
    narrowed = pl.col("only_items").is_not_null() & ~pl.col("item_id").str.starts_with("kanmin")
    return ~narrowed | pl.col("only_items").str.split("+").list.contains(pl.col("item_id"))


def unsourced(ds: Dataset, framework: str) -> set[tuple[str, str]]:
    """(version, item) of which no source tells whether the version has the item: neither there nor absent."""
    rows = ds.framework_version.filter(pl.col("framework") == framework, pl.col("unsourced").is_not_null())
    return {
        (version, item)
        for version, items in rows.select("version", "unsourced").iter_rows()
        for item in items.split("+")
    }


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


def illegible(ds: Dataset) -> set[str]:
    """The measures whose schedule the document no longer shows: their steps are unknown, not absent."""
    lost = ds.erratum.get_column("steps_lost").drop_nulls().to_list()
    return {measure for measures in lost for measure in measures.split("+")}


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


def indicators(ds: Dataset) -> pl.DataFrame:
    """The printed indicators, and those that follow from them by arithmetic.

    Returns
    -------
    polars.DataFrame
        The columns of `kpi`, and: derived_from (kpi_id of the printed one; null for printed ones),
        arithmetic (in words of numbers), reason, reason_en.
    """
    signs = {"*": "×", "/": "÷"}
    printed = ds.kpi.with_columns(
        derived_from=pl.lit(None, pl.String),
        arithmetic=pl.lit(None, pl.String),
        reason=pl.lit(None, pl.String),
        reason_en=pl.lit(None, pl.String),
    )
    own = [
        "name_ja",
        "name_en",
        "unit",
        "direction",
        "scale",
        "lower_bound",
        "upper_bound",
        "period",
        "baseline",
        "target",
    ]
    derived = ds.derived_kpi.select(
        "kpi_id",
        "derived_id",
        "reason",
        "reason_en",
        *own,
        arithmetic=(
            pl.when(pl.col("baseline_arithmetic").is_null())
            .then("target_arithmetic")
            .otherwise(pl.concat_str("baseline_arithmetic", pl.lit(" → "), "target_arithmetic"))
            .str.replace_many(signs)
        ),
    )
    rows = (
        ds.kpi.drop(own)
        .join(derived, on="kpi_id", maintain_order="right")
        .with_columns(
            derived_from="kpi_id",
            kpi_id="derived_id",
            kind=pl.lit("numeric"),
            baseline_text=pl.lit(None, pl.String),
            target_text=pl.format(
                "{}{} ({})", pl.col("target").map_elements("{:g}".format, return_dtype=pl.String), "unit", "arithmetic"
            ),
            baseline_decimals=pl.lit(None, pl.Int64),
            target_decimals=pl.lit(None, pl.Int64),
        )
    )
    return pl.concat([printed, rows.with_columns(pl.col("kind").cast(printed.schema["kind"])).select(printed.columns)])
