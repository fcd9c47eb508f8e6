"""What speaks for a plan acting on a national item, and the five marks of the cell that this makes.

A part speaks for an item only where that was decided of it (:mod:`dxcompare.evidence.links`). The other indicators of
a measure are listed beside those and fill no mark.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.once import once
from dxcompare.evidence.links import decided, illegible, links, places, printed_kpis, speaks_for, steps
from dxcompare.tables import vocabularies
from dxcompare.tables.columns import said
from dxcompare.tables.derived_plan import MARKS as _MARKS
from dxcompare.tables.derived_plan import Coverage
from dxcompare.words.text import Text

#: The marks of a cell, in order, each in words. Indicator, target and baseline are nested.
MARKS: dict[str, Text] = {name: said(Coverage.columns()[name]).heading for name in _MARKS}


#: The four kinds of blank.
BLANKS = vocabularies.BLANKS


#: kind of evidence → the column that counts it.
KINDS = {"measure": "measures", "kpi": "kpis", "step": "steps", "chapter": "chapters"}


_COLUMNS = [
    "plan_id",
    "item_id",
    "kind",
    "id",
    "text",
    "text_en",
    "own",
    "basis",
    "role",
    "printed_for",
    "has_target",
    "has_target_assumed",
    "has_baseline",
    "note",
    "note_en",
    "source_id",
    "locator",
]


@once
def evidence_parts(ds: Dataset) -> pl.DataFrame:
    """Every measure, and every indicator and step that is printed for it.

    Returns
    -------
    polars.DataFrame
        measure_id, kind (`measure`, `kpi`, `step`), id, text, text_en, note (mark or stage), only_items (of a step),
        printed_for, has_target, has_target_assumed and has_baseline (of an indicator), source_id, locator. A mere
        continuation is no step.
    """
    measures = ds.measure.with_columns(
        kind=pl.lit("measure"), id="measure_id", text="title_ja", text_en="title_en", note="mark"
    )
    kpis = printed_kpis(ds).drop("shared").join(_kpis(ds), on="kpi_id", maintain_order="left").rename({"kpi_id": "id"})
    dated = (
        steps(ds)
        .filter(~pl.col("carried"))
        .with_columns(
            kind=pl.lit("step"),
            id="milestone_id",
            text="step_text",
            text_en="step_text",
            note=pl.col("stage").cast(pl.String),
        )
    )
    columns = ["measure_id", "kind", "id", "text", "text_en", "note", "only_items", *_OF_KPIS, "source_id", "locator"]
    return pl.concat(
        [frame.select(column for column in columns if column in frame.columns) for frame in (measures, kpis, dated)],
        how="diagonal",
    ).select(columns)


_OF_KPIS = ["printed_for", "has_target", "has_target_assumed", "has_baseline"]


@once
def _kpis(ds: Dataset) -> pl.DataFrame:
    """The printed indicators: kpi_id, kind, text, text_en, what they have, source_id, locator."""
    target = (pl.col("kind") == "numeric") & pl.col("target").is_not_null()
    return ds.kpi.join(places(ds), on="kpi_id", maintain_order="left").select(
        "kpi_id",
        "printed_for",
        "source_id",
        "locator",
        kind=pl.lit("kpi"),
        text="name_ja",
        text_en="name_en",
        has_target=target & pl.col("target_fy").is_not_null(),
        has_target_assumed=target,
        has_baseline=pl.col("baseline").is_not_null(),
    )


@once
def evidence(ds: Dataset, framework: str, version: str, by: str) -> pl.DataFrame:
    """All that speaks for a plan acting on an item, each part once in a cell, on the best ground it has.

    Parameters
    ----------
    ds : Dataset
    framework, version, by : str
        As :func:`dxcompare.evidence.links.links` takes them.

    Returns
    -------
    polars.DataFrame
        plan_id, item_id, kind (`measure`, `kpi`, `step`, `chapter`), id, text, text_en, own (whether it counts for
        the item; false of the other indicators of its measures; null of all but measures where the framework is the
        data act, of whose categories nobody decided that), basis (joined by `+`) and role (of the measure),
        printed_for, has_target, has_target_assumed and has_baseline (of an indicator), note and note_en (why it
        speaks for the item), source_id, locator.
    """
    linked, cell = links(ds, framework, version, by), ["plan_id", "item_id", "measure_id"]
    # `coded` comes before `stated`: the reason of a code is of the measure, that of a tag of where it is printed
    reasons = linked.filter(pl.col("note").is_not_null()).sort("basis", maintain_order=True)
    held = (
        linked.group_by(cell, maintain_order=True)
        .agg(pl.col("basis").sort().unique(maintain_order=True).str.join("+"), pl.col("role").drop_nulls().first())
        .join(
            reasons.unique(cell, keep="first", maintain_order=True).select(*cell, "note", "note_en"),
            on=cell,
            how="left",
            maintain_order="left",
        )
    )
    why = decided(ds, framework, version)
    printed = held.drop("note", "note_en").join(evidence_parts(ds).drop("note"), on="measure_id", maintain_order="left")
    printed = printed.filter(speaks_for())
    near = printed.filter(kind="kpi").select("plan_id", "item_id", "id", "basis", "role")
    mine = (
        why.filter(kind="kpi")
        .join(_kpis(ds).drop("kind"), left_on="id", right_on="kpi_id", maintain_order="left")
        .join(_best(near), on=["plan_id", "item_id", "id"], how="left", maintain_order="left")
    )
    theirs = printed.filter(kind="kpi").join(mine, on=["plan_id", "item_id", "id"], how="anti", maintain_order="left")
    steps_ = printed.filter(kind="step").join(
        why.filter(kind="step"), on=["plan_id", "item_id", "kind", "id"], how="left", maintain_order="left"
    )
    chapters = why.filter(kind="chapter").join(
        ds.chapter.select(
            id="chapter_id", text="title_ja", text_en="title_en", source_id="source_id", locator="locator"
        ),
        on="id",
        maintain_order="left",
    )
    own, other = (pl.lit(said if framework == "dx" else None, pl.Boolean) for said in (True, False))
    parts = [
        printed.filter(kind="measure")
        .join(held.select(*cell, "note", "note_en"), on=cell, how="left", maintain_order="left")
        .with_columns(own=pl.lit(True)),
        mine.with_columns(own=own),
        theirs.with_columns(own=other),
        steps_.with_columns(own=own),
        chapters.with_columns(own=own),
    ]
    rows = pl.concat(
        [part.select(column for column in _COLUMNS if column in part.columns) for part in parts], how="diagonal"
    )
    return _best(rows.select(_COLUMNS))


def _best(rows: pl.DataFrame) -> pl.DataFrame:
    """Each part once in a cell: by the measure that is mainly on the item."""
    key = [column for column in ("plan_id", "item_id", "kind", "id") if column in rows.columns]
    places = rows.select(*key, pl.int_range(pl.len()).alias("row"), other=(pl.col("role") != "primary").fill_null(True))
    return rows[places.sort("other", maintain_order=True).unique(key, keep="first")["row"].sort()]


@once
def marks(ds: Dataset, framework: str, version: str, by: str) -> pl.DataFrame:
    """The marks of every cell that anything speaks for, and counts of that.

    Returns
    -------
    polars.DataFrame
        plan_id, item_id; has_measure, has_step (null where the schedule of one of its measures is lost),
        has_indicator, has_target, has_baseline, has_target_assumed, has_chapter; measures, kpis (those that measure
        the item), other_kpis, steps, chapters. Of the data act nobody decided what speaks for its categories: there
        all but `has_measure` and `measures` are null.
    """
    return marks_by(ds, framework, version, [by]).drop("by")


@once
def marks_by(ds: Dataset, framework: str, version: str, several: Sequence[str]) -> pl.DataFrame:
    """:func:`marks` on each of several judgements, `by`, as its number among them."""
    cell, flags = ["by", "plan_id", "item_id"], ["has_target", "has_target_assumed", "has_baseline"]
    key = [*cell, "kind", "id"]
    number = {by: pl.lit(number, pl.UInt8).alias("by") for number, by in enumerate(several)}
    # the parts of `evidence`, without its texts
    linked = [links(ds, framework, version, by).lazy().select(number[by], *cell[1:], "measure_id") for by in several]
    printed = (
        pl.concat(linked)
        .unique(maintain_order=True)
        .join(
            evidence_parts(ds).lazy().select("measure_id", "kind", "id", "only_items", *flags),
            on="measure_id",
            maintain_order="left",
        )
        .filter(speaks_for())
        .select(*key, *flags)
    )
    every = pl.LazyFrame({"by": range(len(several))}, {"by": pl.UInt8})
    why = every.join(decided(ds, framework, version).lazy().select(key[1:]), how="cross")
    of_kpis = _kpis(ds).lazy().select(*flags, id="kpi_id")
    mine = why.filter(kind="kpi").join(of_kpis, on="id", maintain_order="left")
    theirs = printed.filter(kind="kpi").join(mine, on=[*cell, "id"], how="anti", maintain_order="left")
    chapters = why.filter(kind="chapter").join(
        ds.chapter.lazy().select(id="chapter_id"), on="id", maintain_order="left"
    )
    own, other = (pl.lit(said if framework == "dx" else None, pl.Boolean).alias("own") for said in (True, False))
    found = pl.concat(
        [
            printed.filter(kind="measure").with_columns(own=pl.lit(True)),
            mine.with_columns(own),
            theirs.with_columns(other),
            printed.filter(kind="step").with_columns(own),
            chapters.with_columns(own),
        ],
        how="diagonal",
    ).unique(key, keep="first", maintain_order=True)
    lost = pl.col("id").is_in(list(illegible(ds)))
    kind, own = pl.col("kind"), pl.col("own")
    kpi = (kind == "kpi") & own
    counted = found.group_by(cell, maintain_order=True).agg(
        has_measure=(kind == "measure").any(),
        has_step=pl.when((kind == "step").any()).then(True).when(~((kind == "measure") & lost).any()).then(False),
        has_indicator=kpi.any(),
        has_target=(kpi & pl.col("has_target")).any(),
        has_baseline=(kpi & pl.col("has_baseline")).any(),
        has_target_assumed=(kpi & pl.col("has_target_assumed")).any(),
        has_chapter=(kind == "chapter").any(),
        other_kpis=((kind == "kpi") & ~own).sum().cast(pl.Int64),
        **{name: ((kind == one) & own).sum().cast(pl.Int64) for one, name in KINDS.items()},
    )
    made = counted.collect()
    if framework == "dx":
        return made
    unknown = [name for name in made.columns if name not in (*cell, "has_measure", "measures")]
    return made.with_columns(pl.lit(None, made.schema[name]).alias(name) for name in unknown)
