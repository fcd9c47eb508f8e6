"""Steps in time: which stage of an item they date, what a plan reaches when, and the first year in use.

Where the text has lost how far a step reaches, its year is the first in which it can stand: a lower bound. A step
that names several stages (導入検討・運用) then dates the first of them only; when it arrives at the furthest is unknown.
"""

from __future__ import annotations

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.evidence.lineage import absent
from dxcompare.evidence.links import illegible, speaks_for, steps
from dxcompare.questions.timeline.tables import STAGES, FirstUse
from dxcompare.words.text import Text

_IN_USE = ("launch", "operate", "expand")


#: the order of steps by what they tell of a year: a known span makes it certain; a step of a year begins with it
_IN_TIME = ("fy", ~pl.col("span_known"), pl.col("quarter").fill_null(1))


#: whether a step is placed in a period of several years: it begins in the first of them or later
_SEVERAL = pl.col("open_ended") | (pl.col("until_fy") > pl.col("fy")).fill_null(False)


def dated(ds: Dataset, linked: pl.DataFrame) -> pl.DataFrame:
    """The steps of each item, with the stage that their year dates.

    Parameters
    ----------
    ds : Dataset
    linked : polars.DataFrame
        plan_id, measure_id, item_id.

    Returns
    -------
    polars.DataFrame
        The columns of :func:`dxcompare.evidence.links.steps`, plan_id, item_id; `stage` is the one that the year
        dates, and `undated` the furthest that the step names, where the year does not date it.
    """
    lost = ~pl.col("span_known") & pl.col("first_stage").is_not_null()
    return (
        steps(ds)
        .with_columns(span_known=pl.col("span_known") & ~_SEVERAL)
        .drop("plan_id")
        .join(linked, on="measure_id")
        .filter(speaks_for(), pl.col("stage") != "review")
        .unique(["milestone_id", "item_id"], maintain_order=True)
        .with_columns(pl.col("stage", "first_stage").cast(pl.String).cast(pl.Enum(list(STAGES))))
        .with_columns(stage=pl.when(lost).then("first_stage").otherwise("stage"), undated=pl.when(lost).then("stage"))
    )


def reached(dated: pl.DataFrame) -> pl.DataFrame:
    """When a plan reaches a stage of an item; a continuation reaches nothing."""
    return (
        dated.filter(~pl.col("carried"))
        .sort(*_IN_TIME, "position")
        .group_by("plan_id", "item_id", "stage", maintain_order=True)
        .agg(
            pl.col("fy", "quarter").first(),
            last_fy=pl.col("fy").max(),
            steps=pl.len().cast(pl.Int64),
            span_known=pl.col("span_known").first(),
        )
        .sort("plan_id", "item_id", "stage")
    )


def periods(dated: pl.DataFrame) -> pl.DataFrame:
    """The furthest stage in each year or quarter; its span is known where that of one of its steps is.

    A step in a period of several years stands in each of them.
    """
    last = pl.coalesce("until_fy", "fy")
    halves = (last == pl.col("fy")) & pl.col("quarter").is_not_null() & pl.col("until_quarter").is_not_null()
    quarters = pl.when(halves).then(pl.int_ranges("quarter", pl.col("until_quarter") + 1))
    dated = (
        dated.with_columns(
            quarter=pl.coalesce(quarters, pl.concat_list(pl.when(last == pl.col("fy")).then("quarter"))),
            fy=pl.int_ranges("fy", last + 1),
        )
        .explode("fy")
        .explode("quarter")
    )
    furthest = pl.col("span_known").filter(pl.col("stage") == pl.col("stage").max())
    return (
        dated.sort("stage", "carried", descending=[True, False], maintain_order=True)
        .group_by("plan_id", "item_id", "fy", "quarter", maintain_order=True)
        .agg(pl.col("stage").first(), pl.col("carried").first(), span_known=furthest.any())
        .sort("plan_id", "item_id", "fy", "quarter")
    )


def in_words(lang: str) -> pl.Expr:
    """The stage and its year (`stage`, `fy`), as “or later” where the year is a lower bound (`span_known`)."""
    later = Text("以降", " or later").to(lang)
    words = {code: name.to(lang) for code, name in STAGES.items()}
    return pl.format(
        "{} {}{}",
        pl.col("stage").cast(pl.String).replace(words),
        "fy",
        pl.when("span_known").then(pl.lit("")).otherwise(pl.lit(later)),
    )


def used_from(lang: str) -> pl.Expr:
    """The same of a first use, with the year from which on it may be in use already (`perhaps_fy`)."""
    perhaps = pl.format(Text("（早ければ{}）", " (perhaps from {})").to(lang), "perhaps_fy")
    return in_words(lang) + perhaps.fill_null("")


def first_use(
    ds: Dataset,
    framework: str,
    read: dict[str, str | None],
    items: pl.DataFrame,
    dated: pl.DataFrame,
    linked: pl.DataFrame,
) -> pl.DataFrame:
    """Every plan and item: the first year in use and the step that says so, or why there is none."""
    coded = (ds.coding_rule if framework == "dx" else items)["item_id"].unique()
    new, pair = dated.filter(~pl.col("carried")), ["plan_id", "item_id"]
    first = (
        new.filter(pl.col("stage").is_in(_IN_USE))
        .sort(*_IN_TIME, "stage", "position")
        .unique(pair, keep="first", maintain_order=True)
    )
    undated = new.filter(pl.col("undated").is_in(_IN_USE)).group_by(pair).agg(undated_fy=pl.col("fy").min())
    measures = linked.group_by(pair).agg(lost=pl.col("measure_id").is_in(sorted(illegible(ds))).any())
    missing = [(*cell, kind) for cell, kind in absent(ds, framework, list(read.values())).items()]
    blank = pl.DataFrame(missing, dict.fromkeys(("version", "item_id", "missing"), pl.String), orient="row")
    plans = pl.DataFrame(
        {"plan_id": list(read), "version": list(read.values())}, schema_overrides={"version": pl.String}
    )
    step, acts = pl.col("stage").is_not_null(), pl.col("lost").is_not_null()  # acts: also on an item in doubt
    never = pl.when(pl.col("item_id").is_in(coded.implode())).then(pl.lit("no_measure"))
    why = (
        pl.when(acts & (pl.col("lost") | pl.col("undated_fy").is_not_null()))
        .then(pl.lit("illegible"))
        .when(acts)
        .then(pl.lit("no_step"))
        .otherwise(pl.coalesce("missing", never, pl.lit("not_assessed")))
    )
    return (
        plans.join(items.select("item_id"), how="cross", maintain_order="left_right")
        .join(first, on=pair, how="left", maintain_order="left")
        .join(undated, on=pair, how="left", maintain_order="left")
        .join(measures, on=pair, how="left", maintain_order="left")
        .join(blank, on=["version", "item_id"], how="left", nulls_equal=True, maintain_order="left")
        .with_columns(
            perhaps_fy=pl.when(pl.col("undated_fy") < pl.col("fy")).then("undated_fy"), why=pl.when(~step).then(why)
        )
        .select(pl.col(name).cast(kind) for name, kind in FirstUse.kinds().items())
    )


def unreadable(first: pl.DataFrame, plans: pl.DataFrame, items: pl.DataFrame) -> list[Text]:
    """A caveat for each plan, naming the items whose year of first use the document no longer shows."""
    what = Text("使い始める年度が資料から読み取れない", "the first year in use is not legible for")
    return _named(first.filter(why="illegible"), plans, items, what)


def unconfirmed(
    ds: Dataset,
    framework: str,
    read: dict[str, str | None],
    linked: pl.DataFrame,
    plans: pl.DataFrame,
    items: pl.DataFrame,
) -> list[Text]:
    """A caveat for each plan, naming the items it acts on of which no source tells that its version has them."""
    missing = absent(ds, framework, list(read.values()))
    pairs = linked.select("plan_id", "item_id").unique(maintain_order=True)
    doubtful = [pair for pair in pairs.iter_rows() if missing.get((read[pair[0]], pair[1])) == "not_assessed"]
    what = Text("基準とした国の版にあるか、出典で確かめられない", "no source confirms that its version has")
    return _named(pl.DataFrame(doubtful, schema=pairs.schema, orient="row"), plans, items, what)


def _named(pairs: pl.DataFrame, plans: pl.DataFrame, items: pl.DataFrame, what: Text) -> list[Text]:
    """A sentence for each plan, in the order of `plans`, naming its items in their order."""
    order = items.select("item_id", "short_ja", "short_en").with_row_index("place")
    named = (
        pairs.join(order, on="item_id")
        .join(plans.select("plan_id", city_ja="name_ja", city_en="name_en").with_row_index("row"), on="plan_id")
        .sort("row", "place")
    )
    return [
        Text(
            f"{rows['city_ja'][0]}の{'、'.join(rows['short_ja'])}は、{what.ja}。",
            f"{rows['city_en'][0]}: {what.en} {', '.join(rows['short_en'])}.",
        )
        for rows in named.partition_by("plan_id", maintain_order=True)
    ]


def earlier(first: pl.DataFrame, plans: pl.DataFrame, items: pl.DataFrame) -> list[Text]:
    """A caveat for each plan, naming the items that an earlier step of lost span may put into use already."""
    what = Text(
        "より早く使い始めるかもしれない（使用まで記す前の工程の期間が読み取れない）",
        "perhaps in use earlier, by a step that names the use, too, and has lost its span:",
    )
    return _named(first.filter(pl.col("perhaps_fy").is_not_null()), plans, items, what)


def lower_bounds(first: pl.DataFrame, dated: pl.DataFrame) -> list[Text]:
    """A caveat where a first year may be later."""
    if first.filter(~pl.col("span_known")).is_empty():
        return []
    several = Text(
        "数年にわたる期間に置かれた工程も同じである。",
        "So it is with a step that is placed in a period of several years.",
    )
    return [
        Text(
            "期間が読み取れない工程の年度は、その年度かそれより後（「以降」）である。そうした工程が段階をいくつも"
            "並べるときは、初めの段階だけを置いた。",
            "The year of a step whose span the text has lost is that year or later; where such a step names several "
            "stages, only the first of them is placed.",
        )
    ] + [several] * (dated.filter(_SEVERAL).height > 0)


def spans(periods: pl.DataFrame) -> list[tuple[str, float, float | None]]:
    """Neighbouring periods of one stage as one: stage, beginning and end in years; no end where the span is lost.

    Parameters
    ----------
    periods : polars.DataFrame
        Those of one plan and item, in order: fy, quarter, stage, span_known.
    """
    found: list[tuple[str, float, float | None]] = []
    for row in periods.iter_rows(named=True):
        start = row["fy"] + ((row["quarter"] or 1) - 1) / 4
        end = start + (0.25 if row["quarter"] else 1) if row["span_known"] else None
        if found and end is not None and found[-1][0] == row["stage"] and found[-1][2] == start:
            found[-1] = (row["stage"], found[-1][1], end)
        else:
            found.append((row["stage"], start, end))
    return found
