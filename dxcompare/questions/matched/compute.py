"""Which indicators of different cities can be compared directly, and which only look alike?"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.names import in_order
from dxcompare.dataset.notes import edition_of, sources_of
from dxcompare.evidence.lineage import canonical, item_names, versions
from dxcompare.evidence.links import indicators
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.matched.tables import Indicators, Pairs
from dxcompare.words.text import Text, plural

_SHOWN = ("plan_id", "name_ja", "name_en", "target_text", "per_1000")


@dataclass(frozen=True)
class Matched(Result):
    """Pairs of indicators; tables `pairs`, `indicators` and `plans`.

    `pairs`: one row per pair, with the name, plan and target of either, whether they compare, and why; of pairs that
    compare and are counts, the targets per 1,000 residents.
    `indicators`: the indicators that stand in a pair, printed or derived, with what is printed of them.
    """


@asked
def matched(ds: Dataset) -> Matched:
    """The decided pairs of indicators across cities, comparable or not, with the reason.

    Parameters
    ----------
    ds : Dataset

    Returns
    -------
    Matched

    Notes
    -----
    The decisions stand in `data/mappings/all/kpi_pairs.csv`. A figure per year and a sum over a period
    are compared only through a derived indicator, whose arithmetic is shown. Where the two that compare are counts of
    people or events, they stand per head, too: per 1,000 residents of the latest census.

    Examples
    --------
    >>> import dxcompare
    >>> pairs = matched(dxcompare.load()).to_frame()
    >>> pairs.filter(~pl.col("comparable"))["because"].null_count()
    0
    """
    known, census = indicators(ds), _census(ds)
    names = item_names(ds, "dx", versions(ds, "dx"))
    pairs = ds.kpi_pair.with_columns(pl.col("item_id").replace(canonical(ds)))
    pairs = pairs.join(names.select("item_id", "short_ja", "short_en"), on="item_id", how="left", maintain_order="left")
    for end in ("first", "second"):
        one = known.with_columns(per_1000=_per_1000(ds, census)).select(
            pl.col("kpi_id").alias(f"{end}_id"), *(pl.col(name).alias(f"{end}_{name}") for name in _SHOWN)
        )
        pairs = pairs.join(one, on=f"{end}_id", how="left", maintain_order="left")
    both = pl.col("comparable") & pl.col("first_per_1000").is_not_null() & pl.col("second_per_1000").is_not_null()
    pairs = pairs.with_columns(pl.when(both).then(pl.col("first_per_1000", "second_per_1000")))
    pairs = pairs.filter(pl.col("first_plan_id").is_not_null(), pl.col("second_plan_id").is_not_null())
    order = names.with_row_index("position").select("item_id", "position")
    pairs = (
        pairs.join(order, on="item_id", how="left", maintain_order="left")
        .sort(~pl.col("comparable"), "position", "first_id", "second_id")
        .select(*Pairs.fields())
    )
    paired = known.filter(pl.col("kpi_id").is_in({*pairs["first_id"], *pairs["second_id"]}))
    used = set(pairs.get_column("first_plan_id")) | set(pairs.get_column("second_plan_id"))
    plans = ds.plans().filter(pl.col("plan_id").is_in(list(used)))
    comparable = int(pairs.get_column("comparable").sum())
    return Matched(
        title=Text("市をまたいで比べられる指標はどれか", "Which indicators compare across cities?"),
        method=Text(
            "似た指標の組を事項ごとに挙げ、定義・単位・期間から、比べられるかを一組ずつ決めた。",
            "Look-alike indicators on each item; whether they compare is decided pair by pair, by definition, "
            "unit and period.",
        ),
        tables={
            "pairs": pairs,
            "indicators": in_order(ds, paired.sort("kpi_id")).select(*Indicators.fields()),
            "plans": plans,
        },
        edition=edition_of(ds),
        sources=sources_of(ds, plans["source_id"], census.filter(pairs["first_per_1000"].count() > 0)["source_id"]),
        caveats=(
            Text(
                f"挙げた{pairs.height}組のうち、比べられるのは{comparable}組。組の挙げ方は編者による。",
                f"Of {plural(pairs.height, 'pair', 'pairs')}, {plural(comparable, 'compares', 'compare')}. Which pairs are "
                "listed is our choice.",
            ),
        ),
    )


def _census(ds: Dataset) -> pl.DataFrame:
    """The residents of each municipality that has a plan, of the latest census: rows of `reference_stat`."""
    rows = ds.reference_stat.filter(
        pl.col("area_code").is_in(ds.plan["municipality_code"].implode()),
        indicator_id="population",
        group_id="total",
        unit="人",
    )
    return rows.sort("as_of", "year").unique("area_code", keep="last", maintain_order=True)


def _per_1000(ds: Dataset, census: pl.DataFrame) -> pl.Expr:
    """The target of a count per 1,000 residents; null of anything else."""
    people = dict(census.select("area_code", "value").iter_rows())
    of = {
        plan: people[code]
        for plan, code in ds.plan.select("plan_id", "municipality_code").iter_rows()
        if code in people
    }
    residents = pl.col("plan_id").replace_strict(of, default=None, return_dtype=pl.Float64)
    return pl.when(pl.col("scale") == "count").then(1000 * pl.col("target") / residents)
