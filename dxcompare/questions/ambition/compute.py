"""What do the plans promise, how far does it go, and what of it can be measured?

One row per indicator: what kind of thing it promises, its class, baseline and target, and the distance on four
scales, each with the interval that the printed baseline leaves open. What they make of a plan is counted in
`counts.py`, what a survey could tell in `success.py`, what official figures tell of the pace in `observed.py`.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.names import in_order, plan_named, plan_names
from dxcompare.dataset.notes import edition_of, sources_of
from dxcompare.evidence.lineage import called, item_names, versions
from dxcompare.evidence.links import indicators, measured
from dxcompare.methods.scales import SCALES, Move, measure
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.ambition import counts, orders
from dxcompare.questions.ambition.moves import ceiling, class_of, move_of, scales_of, years_of
from dxcompare.questions.ambition.observed import observed
from dxcompare.questions.ambition.success import detectable
from dxcompare.questions.ambition.tables import Kpis, Sensitivity
from dxcompare.tables import DERIVED
from dxcompare.words.text import Text
from dxcompare.words.unknown import meant

#: A baseline this many years before the plan begins is flagged.
OLD_BASELINE_YEARS = 3


#: Shares of the ideal that :meth:`Ambition.sensitivity` tries besides the ideal itself.
CEILINGS = (1.0, 0.95, 0.9)


_NAMES = ("name_ja", "name_en", "short_ja", "short_en")
_PARTS = ("", "_low", "_high", "_per_year", "_per_year_low", "_per_year_high")


@dataclass(frozen=True)
class Ambition(Result):
    """Indicators and targets; tables `kpis`, `derived`, `scales`, `classes`, `levels`, `measurability`, `detectable`,
    `observed`, `items` and `plans`.

    `kpis`: one row per printed indicator, with what it promises (`level`), its class and, for each of `change` (in the
    unit), `relative` and `gap` (shares) and `log_odds`, the value, its ends under the rounding of the baseline (`_low`,
    `_high`), the same per year, and why there is none (`_undefined`). `derived`: the same of indicators that follow
    from printed ones by arithmetic. `scales`: the four scales as rows. `classes`, `levels`, `measurability`: counts by
    plan. `detectable`: what a survey could tell of shares of people asked. `observed`: the pace of official figures.
    `named`: what plans and items are called, with their ids.
    """

    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)

    def rank_reversals(self, plan_id: str | None = None) -> pl.DataFrame:
        """The pairs of indicators, printed or derived, whose order depends on the scale.

        Parameters
        ----------
        plan_id : str, optional
            Only pairs within this plan, by id or by a name of its municipality or itself; by default all pairs.

        Returns
        -------
        polars.DataFrame
            first, second (kpi_id), first_ahead, second_ahead (scales by which each goes further,
            joined by `+`), clear (whether both orders hold whatever the printed baselines hide).
            Only scales on which both are defined are asked, and change only where the units agree.

        Raises
        ------
        UnknownName
            If there is no such plan, or the name is of several.
        """
        if plan_id is None:
            return orders.rank_reversals(self._scaled)
        name = plan_named(self.asked.ds, plan_id) if self.asked else plan_id
        plan = meant("plan", name, self.tables["plans"]["plan_id"], self.named.get("plan", {}))
        own = (self.tables[name].filter(plan_id=plan)["kpi_id"] for name in ("kpis", "derived"))
        return orders.rank_reversals(self._scaled.only(pl.concat(own)))

    @cached_property
    def _scaled(self) -> orders.Scaled:
        """All indicators on the scales, printed and derived."""
        kpis = pl.concat([self.tables[name].select("kpi_id", "unit") for name in ("kpis", "derived")])
        return orders.scaled(self.tables["scales"], kpis)

    def concordance(self) -> pl.DataFrame:
        """How far the four scales agree on the order of the indicators in percent (:meth:`in_percent`).

        Returns
        -------
        polars.DataFrame
            first, second (scales), pairs (of indicators that have both), same, opposite, tau (Kendall's).
        """
        return orders.concordance(self._scaled.only(self.in_percent()["kpi_id"]))

    def in_percent(self) -> pl.DataFrame:
        """The printed indicators in percent that go from a baseline, the largest change first: rows of `kpis`."""
        kpis = self.tables["kpis"].filter(pl.col("unit") == "%", pl.col("change").is_not_null())
        return kpis.sort("change", "kpi_id", descending=[True, False])

    def sensitivity(self) -> pl.DataFrame:
        """What the gap closed and the yearly pace become under other ideals and other first years.

        Returns
        -------
        polars.DataFrame
            kpi_id, ideal (value), ideal_share (of the bound), gap, start (`baseline_fy`: the year of
            the baseline; `plan`: the year before the plan), years, gap_per_year, change_per_year.
            Ideals that the baseline or the target passes are left out.
        """
        starts = dict(self.tables["plans"].select("plan_id", "start_fy").iter_rows())
        rows = []
        for row in (
            self.tables["kpis"]
            .filter(pl.col("gap").is_not_null(), pl.col("target_fy").is_not_null())
            .iter_rows(named=True)
        ):
            move = move_of(row)
            years = {"baseline_fy": row["years"], "plan": row["target_fy"] - starts[row["plan_id"]] + 1}
            for share, (start, length) in itertools.product(CEILINGS, years.items()):
                ideal = ceiling(move, share)
                if ideal is None or not length or length < 1:
                    continue
                if min(move.sign * (ideal - move.target), move.sign * (ideal - move.baseline)) < 0:
                    continue
                moved = Move(move.baseline, move.target, move.sign, ideal=ideal)
                rows.append(
                    {
                        "kpi_id": row["kpi_id"],
                        "ideal": ideal,
                        "ideal_share": share,
                        "gap": measure("gap", moved).value,
                        "start": start,
                        "years": length,
                        "gap_per_year": measure("gap", moved, length).value,
                        "change_per_year": measure("change", moved, length).value,
                    }
                )
        return pl.DataFrame(rows, schema=Sensitivity.kinds())


def of_item(result: Ambition, kpis: pl.DataFrame, item: str | None) -> pl.DataFrame:
    """Those of some indicators that measure an item, by its id or a name in either language; all if it is blank.

    Raises
    ------
    UnknownName
        If there is no such item.
    """
    if not item:
        return kpis
    found = meant("item", item, result.tables["items"]["item_id"], result.named.get("item", {}))
    return kpis.filter(pl.col("items").str.split("+").list.contains(found))


@asked
def ambition(ds: Dataset, *, item: str | None = None) -> Ambition:
    """Every indicator with what it promises, its class and its distance on four scales.

    Parameters
    ----------
    ds : Dataset
    item : str, optional
        Only the indicators that measure this national item, by its id or a name in either language; blank for all.

    Returns
    -------
    Ambition

    Raises
    ------
    UnknownName
        If there is no such item.

    Notes
    -----
    The national items of an indicator are those that it was decided to measure (`kpi_items.csv`); what kind of thing
    it promises is decided too (`kpi_levels.csv`). Each indicator has one class, the first that fits of
    :data:`CLASSES`. With baseline b, target t, sign s (+1 if higher is better) and ideal B (the bound on the good
    side): change s(t−b); relative change s(t−b)/b, compound per year; gap closed (t−b)/(B−b), per year 1−(1−g)^(1/Δ);
    log-odds s[logit t − logit b]. A baseline that is a percentage or a ratio carries half its last printed digit as
    an interval; counts are exact, and so are targets, which are decisions.

    Examples
    --------
    >>> import dxcompare
    >>> result = ambition(dxcompare.load())
    >>> result.to_frame().height == result.to_frame("classes")["kpis"].sum()
    True
    """
    plans, items = ds.plans(), item_names(ds, "dx", versions(ds, "dx"))
    names = called(ds, "dx") | {row[name]: row["item_id"] for row in items.iter_rows(named=True) for name in _NAMES}
    rows = _rows(ds)
    if item:
        item = meant("item", item, items["item_id"], names)
        rows = rows.filter(pl.col("items").str.split("+").list.contains(item))
    scales = scales_of(rows)
    table = _table(rows, scales)
    kpis, derived = table.filter(pl.col("derived_from").is_null()), table.filter(pl.col("derived_from").is_not_null())
    series = observed(ds, kpis)
    return Ambition(
        title=Text(
            "各計画の目標はどこまで進むもので、どこまで測れるか",
            "How far do the plans' targets go, and can they be measured?",
        ),
        method=Text(
            "指標ごとに種類（投入・活動・産出・成果）と目標の類を一つずつ付け、現状値から目標値までの隔たりを四つの尺度で求めた。",
            "Each indicator has a kind (input, activity, output, outcome) and a class; the distance from baseline to target is given on four "
            "scales.",
        ),
        tables={
            "kpis": kpis,
            "derived": derived,
            "scales": scales,
            "classes": counts.classes(kpis, plans),
            "levels": counts.levels(kpis, plans),
            "measurability": counts.measurability(ds, kpis, plans, measures=not item),
            "detectable": detectable(ds, kpis),
            "observed": series,
            "plans": plans,
            "items": items,
        },
        edition=edition_of(ds),
        sources=sources_of(ds, plans["source_id"], series["source_id"]),
        caveats=(
            Text(
                "指標の数や高さは優劣ではない。定義と対象は計画ごとに違う。",
                "Number and height of targets are no ranking; definitions differ between plans.",
            ),
        ),
        named={"plan": plan_names(ds), "item": names},
    )


def ambition_rows(ds: Dataset) -> pl.DataFrame:
    """The derived table `ambition`: printed and derived indicators on the four scales."""
    rows = _rows(ds)
    return _table(rows, scales_of(rows)).select(*DERIVED["ambition"].fields()).sort("kpi_id")


def _rows(ds: Dataset) -> pl.DataFrame:
    """Every indicator, printed or derived, with what was decided of it and its class."""
    judged = ds.kpi_level.select("kpi_id", "level", "lacks", level_reason="reason", level_reason_en="reason_en")
    return (
        in_order(ds, indicators(ds))
        .with_columns(class_of().alias("target_class"), years=years_of(), at_bound=counts.at_bound())
        .with_columns(printed=pl.coalesce("derived_from", "kpi_id"))
        .join(measured(ds), left_on="printed", right_on="kpi_id", how="left", maintain_order="left")
        .join(judged, left_on="printed", right_on="kpi_id", how="left", maintain_order="left")
        .with_columns(specific=counts.specific())
        .join(ds.plans().select("plan_id", "start_fy"), on="plan_id", maintain_order="left")
    )


def _table(rows: pl.DataFrame, scales: pl.DataFrame) -> pl.DataFrame:
    """The indicators with what :func:`scales_of` says of each."""
    told = ("value", "low", "high", "per_year", "per_year_low", "per_year_high", "undefined")
    named = list(zip(told, (*_PARTS, "_undefined"), strict=True))
    wide = [
        scales.gather_every(len(SCALES), at).select(pl.col(old).alias(f"{scale}{new}") for old, new in named)
        for at, scale in enumerate(SCALES)
    ]
    old = pl.col("start_fy") - pl.col("baseline_fy") >= OLD_BASELINE_YEARS
    return pl.concat([rows.with_columns(baseline_old=old), *wide], how="horizontal").select(*Kpis.fields())
