"""Plan × item: the marks of every cell, counts of what they rest on, and the kind of blank."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.once import once
from dxcompare.evidence.judgements import SETTLED, STATED, looked_at, voices
from dxcompare.evidence.lineage import AS_WRITTEN, absent, against, item_names, joined, optional, row_names, versions
from dxcompare.evidence.links import links, untagged
from dxcompare.evidence.marks import BLANKS, MARKS, marks_by

_READ = {"version": pl.String}  # where no plan has a version
#: what is counted → the flag that says whether it could be: where that is blank, so is the count.
_COUNTS = {
    "measures": "has_measure",
    "kpis": "has_indicator",
    "other_kpis": "has_indicator",
    "steps": "has_step",
    "chapters": "has_chapter",
}
_FLAGS = (*MARKS, "has_target_assumed")


def matrix(ds: Dataset, framework: str, version: str, by: str, *, assumed: bool = False) -> pl.DataFrame:
    """The cells of every plan and item.

    Parameters
    ----------
    ds, framework, version, by
        As :func:`dxcompare.evidence.links.links` takes them.
    assumed : bool
        Whether the figure counts targets without a printed year.
    """
    return matrices(ds, framework, version, [by], assumed=assumed).drop("by")


def matrices(
    ds: Dataset, framework: str, version: str, several: Sequence[str], *, assumed: bool = False
) -> pl.DataFrame:
    """:func:`matrix` on each of several judgements, one below the other, with a column `by`."""
    number = {by: pl.lit(number, pl.UInt8).alias("by") for number, by in enumerate(several)}
    cell = ["by", "plan_id", "item_id"]
    assessed = [_assessed(ds, framework, by).lazy().select(number[by], pl.all()) for by in several]
    read = against(ds, framework, version)
    plans = pl.DataFrame({"plan_id": list(read), "version": list(read.values())}, schema_overrides=_READ)
    items = item_names(ds, framework, list(read.values())).select("item_id")
    missing = pl.DataFrame(
        [(*pair, kind) for pair, kind in absent(ds, framework, list(read.values())).items()],
        schema=dict.fromkeys(("version", "item_id", "missing"), pl.String),
        orient="row",
    )
    cells = (
        pl.LazyFrame({"by": range(len(several))}, {"by": pl.UInt8})
        .join(plans.lazy().with_row_index("order"), how="cross", maintain_order="left_right")
        .join(items.lazy(), how="cross", maintain_order="left_right")
        .join(_said(ds, framework, version).lazy(), on=["plan_id", "item_id"], how="left", maintain_order="left")
        .join(marks_by(ds, framework, version, several).lazy(), on=cell, how="left", maintain_order="left")
        .join(missing.lazy(), on=["version", "item_id"], how="left", nulls_equal=True, maintain_order="left")
        .join(pl.concat(assessed), on=cell, how="left", maintain_order="left")
        .with_columns(
            pl.col("stated", "coded", "assessed", "has_measure").fill_null(False),
            in_doubt=(pl.col("missing") == "not_assessed").fill_null(False),
            listed=pl.col("has_measure").is_not_null(),
        )
    )
    blank = (
        pl.when(pl.col("missing") == "not_applicable")
        .then(pl.lit("not_applicable"))
        .when(pl.col("has_measure"))
        .then(None)
        .when(pl.col("in_doubt") | ~pl.col("assessed"))
        .then(pl.lit("not_assessed"))
        .otherwise(pl.lit("not_stated"))
        .cast(pl.Enum(list(BLANKS)))
    )
    free = pl.DataFrame(sorted(optional(ds, framework)), {"version": pl.String, "item_id": pl.String}, orient="row")
    cells = cells.with_columns(blank=blank).join(
        free.lazy().with_columns(optional=pl.lit(True)), on=["version", "item_id"], how="left", maintain_order="left"
    )
    cells = cells.with_columns(pl.col("optional").fill_null(False))
    unread = pl.col("blank").is_in(["not_applicable", "not_assessed"]).fill_null(False)
    nothing = pl.lit(None if framework == "kanmin" else False, pl.Boolean)  # of a cell that nothing speaks for
    chaptered = ds.judgement.filter(subject_kind="chapter", framework=framework)["plan_id"].unique().implode()
    no_chapter = pl.when(pl.col("plan_id").is_in(chaptered)).then(False)  # null where nobody read the plan's chapters
    cells = cells.with_columns(
        *(pl.when(~unread).then(pl.when("listed").then(name).otherwise(nothing)).alias(name) for name in _FLAGS[1:]),
        has_measure=pl.when(~unread).then("has_measure"),
        has_chapter=pl.when(pl.col("blank").ne_missing(pl.lit("not_applicable"))).then(
            pl.when("has_chapter").then(True).otherwise(no_chapter)
        ),
    )
    counted = [name if name != "has_target" or not assumed else "has_target_assumed" for name in MARKS]
    cells = cells.with_columns(
        *(pl.when(pl.col(flag).is_not_null()).then(pl.col(name).fill_null(0)) for name, flag in _COUNTS.items()),
        marks=pl.when(~unread).then(pl.sum_horizontal(counted).cast(pl.Int64)),
        readable=pl.when(~unread).then(pl.sum_horizontal(pl.col(counted).is_not_null()).cast(pl.Int64)),
    )
    if version == AS_WRITTEN:  # one row for an item under two names: in each plan the cell of what its version has
        absent_here = pl.col("blank").eq_missing(pl.lit("not_applicable"))
        cells = (
            cells.with_columns(pl.col("item_id").replace(joined(ds, framework, list(read.values()))))
            .sort(absent_here, maintain_order=True)
            .unique(cell, keep="first", maintain_order=True)
        )
    rows = row_names(ds, framework, version).lazy().with_row_index("row")
    cells = cells.join(rows, on="item_id").sort("by", "order", "row")
    return cells.select(
        pl.lit(pl.Series(several, dtype=pl.String)).gather("by").alias("by"),
        "plan_id",
        "item_id",
        "name_ja",
        "name_en",
        "short_ja",
        "short_en",
        "version",
        "section",
        pl.int_range(pl.len(), dtype=pl.get_index_type()).over("by").alias("position"),
        "stated",
        "coded",
        *MARKS,
        "marks",
        "readable",
        "has_target_assumed",
        "has_chapter",
        "in_doubt",
        "optional",
        "blank",
        *_COUNTS,
    ).collect()


@once
def _said(ds: Dataset, framework: str, version: str) -> pl.DataFrame:
    """Whether plans themselves, and codes, tie measures to a cell: plan_id, item_id, stated, coded."""
    basis = pl.col("basis")
    of_cells = links(ds, framework, version, SETTLED).group_by("plan_id", "item_id")
    return of_cells.agg(stated=(basis == "stated").any(), coded=(basis == "coded").any())


@once
def looked_for(ds: Dataset, framework: str, by: str) -> pl.DataFrame:
    """Which items somebody looked for in which measures: by codes, those of the code book; else by tags, every item.

    A tag that is not there says something only in a plan that prints tags of the framework, and beside a measure whose
    tags our text has not lost.

    Returns
    -------
    polars.DataFrame
        plan_id, measure_id, item_id.
    """
    columns = ["plan_id", "measure_id", "item_id"]
    coded = looked_at(ds, by).filter(framework=framework)
    if coded.height or STATED not in voices(ds, by):
        return coded.select(columns)
    tagging = ds.judgement.filter(subject_kind="measure", act="stated", framework=framework)["plan_id"].unique()
    tagged = ds.measure.filter(
        pl.col("plan_id").is_in(tagging.implode()), ~pl.col("measure_id").is_in(sorted(untagged(ds)))
    )
    items = item_names(ds, framework, versions(ds, framework))
    return tagged.join(items.select("item_id"), how="cross").select(columns)


@once
def _assessed(ds: Dataset, framework: str, by: str) -> pl.DataFrame:
    """The cells that somebody looked at; none of a plan where some tags are lost and nobody coded their measures."""
    seen = looked_for(ds, framework, by)
    # a measure whose tags are lost, and that nobody looked at otherwise, leaves its plan open
    lost = pl.Series(sorted(untagged(ds)), dtype=pl.String)
    unseen = {measure.partition("/")[0] for measure in lost.filter(~lost.is_in(seen["measure_id"].unique().implode()))}
    cells = seen.select("plan_id", "item_id").unique().filter(~pl.col("plan_id").is_in(sorted(unseen)))
    return cells.with_columns(assessed=pl.lit(True))
