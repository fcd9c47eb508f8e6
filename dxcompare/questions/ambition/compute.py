"""What do the plans promise, how far does it go, and what of it can be measured?

One row per indicator: its class, baseline and target, and the distance on four scales, each with the
interval of printed rounding. The scales reverse each other's order, so they are shown side by side.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.names import in_order, plan_names
from dxcompare.dataset.notes import edition_of
from dxcompare.evidence.lineage import item_names, versions
from dxcompare.evidence.links import indicators, measured, printed_kpis
from dxcompare.methods.scales import SCALES, Move, measure
from dxcompare.present.result import Result
from dxcompare.questions.ambition.moves import ceiling, class_of, move_of, scales_of, years_of
from dxcompare.questions.ambition.tables import CLASSES, Kpis, RankReversals, Sensitivity
from dxcompare.tables import DERIVED
from dxcompare.words.text import Text
from dxcompare.words.unknown import meant

#: A baseline this many years before the plan begins is flagged.
OLD_BASELINE_YEARS = 3


#: Shares of the ideal that :meth:`Ambition.sensitivity` tries besides the ideal itself.
CEILINGS = (1.0, 0.95, 0.9)


_PARTS = ("", "_low", "_high", "_per_year", "_per_year_low", "_per_year_high")


@dataclass(frozen=True)
class Ambition(Result):
    """Indicators and targets; tables `kpis`, `derived`, `scales`, `classes`, `measurability`, `items` and `plans`.

    `kpis`: one row per printed indicator, with its class and, for each of `change` (in the unit), `relative` and `gap`
    (shares) and `log_odds`, the value, its ends under printed rounding (`_low`, `_high`), the same per year, and why
    there is none (`_undefined`). `derived`: the same of indicators that follow from printed ones by arithmetic.
    `scales`: the four scales as rows. `classes`, `measurability`: counts by plan. `named`: what plans are called, with
    their ids.
    """

    named: Mapping[str, str] = field(default_factory=dict, repr=False)

    def rank_reversals(self, plan_id: str | None = None) -> pl.DataFrame:
        """The pairs of indicators whose order depends on the scale.

        Parameters
        ----------
        plan_id : str, optional
            Only pairs within this plan, by id or by a name of its municipality or itself; by default all pairs.

        Returns
        -------
        polars.DataFrame
            first, second (kpi_id), first_ahead, second_ahead (scales by which each goes further,
            joined by `+`), clear (whether both orders hold whatever the printed rounding hides).
            Only scales on which both are defined are asked, and change only where the units agree.

        Raises
        ------
        UnknownName
            If there is no such plan, or the name is of several.
        """
        if plan_id is not None:
            plan_id = meant("plan", plan_id, self.tables["plans"]["plan_id"], self.named)
        units = self.tables["kpis"].select("kpi_id", "unit")
        rows = (
            self.tables["scales"].filter(pl.col("value").is_not_null()).join(units, on="kpi_id", maintain_order="left")
        )
        if plan_id is not None:
            mine = self.tables["kpis"].filter(plan_id=plan_id).get_column("kpi_id").to_list()
            rows = rows.filter(pl.col("kpi_id").is_in(mine))
        by: dict[str, dict[str, dict]] = {}
        for row in rows.iter_rows(named=True):
            by.setdefault(row["kpi_id"], {})[row["measure"]] = row
        found = [pair for a, b in itertools.combinations(by, 2) if (pair := _reversal(a, b, by[a], by[b]))]
        return pl.DataFrame(found, schema=RankReversals.kinds())

    def in_percent(self) -> pl.DataFrame:
        """The printed indicators in percent that go from a baseline, the largest change first: rows of `kpis`."""
        kpis = self.tables["kpis"].filter(pl.col("unit") == "%", pl.col("change").is_not_null())
        return kpis.sort("change", "kpi_id", descending=[True, False])

    def on_scales(self) -> Text:
        """What the four scales tell of the indicators in percent: whether the order of targets depends on them."""
        shown = self.in_percent()["kpi_id"].implode()
        turned = self.rank_reversals().filter(pl.col("first").is_in(shown), pl.col("second").is_in(shown))
        if turned.is_empty():
            return Text("四つの尺度で見た目標の大きさ", "Targets on four scales")
        return Text("四つの尺度では、目標の大きさの順が入れ替わる", "The order of targets depends on the scale")

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


def _reversal(first: str, second: str, one: dict[str, dict], other: dict[str, dict]) -> dict | None:
    ahead: dict[bool, list[str]] = {True: [], False: []}
    clear: dict[bool, bool] = {True: False, False: False}
    for scale in SCALES:
        if scale not in one or scale not in other or (scale == "change" and one[scale]["unit"] != other[scale]["unit"]):
            continue
        if one[scale]["value"] != other[scale]["value"]:
            mine = one[scale]["value"] > other[scale]["value"]
            ahead[mine].append(scale)
            lower, upper = (other[scale], one[scale]) if mine else (one[scale], other[scale])
            clear[mine] |= lower["high"] is not None and upper["low"] is not None and lower["high"] < upper["low"]
    if not (ahead[True] and ahead[False]):
        return None
    return {
        "first": first,
        "second": second,
        "first_ahead": "+".join(ahead[True]),
        "second_ahead": "+".join(ahead[False]),
        "clear": clear[True] and clear[False],
    }


def ambition(ds: Dataset) -> Ambition:
    """Every indicator with its class and its distance on four scales.

    Parameters
    ----------
    ds : Dataset

    Returns
    -------
    Ambition

    Notes
    -----
    The national items of an indicator are those that it was decided to measure (`kpi_items.csv`).
    Each indicator has one class, the first that fits of :data:`CLASSES`. With baseline b, target t,
    sign s (+1 if higher is better) and ideal B (the bound on the good side): change s(t−b); relative
    change s(t−b)/b, compound per year; gap closed (t−b)/(B−b), per year 1−(1−g)^(1/Δ); log-odds
    s[logit t − logit b]. Percentages and ratios carry half their last printed digit as an interval;
    counts are exact. Kramers et al. (2013), Energy Policy 62; Permanyer (2014).

    Examples
    --------
    >>> import dxcompare
    >>> result = ambition(dxcompare.load())
    >>> result.to_frame().height == result.to_frame("classes")["kpis"].sum()
    True
    """
    plans = ds.plans()
    rows = (
        in_order(ds, indicators(ds))
        .with_columns(class_of().alias("target_class"), years=years_of())
        .join(
            measured(ds),
            left_on=pl.coalesce("derived_from", "kpi_id"),
            right_on="kpi_id",
            how="left",
            maintain_order="left",
        )
        .join(plans.select("plan_id", "start_fy"), on="plan_id", maintain_order="left")
    )
    scales = scales_of(rows)
    table = _table(rows, scales)
    kpis, derived = table.filter(pl.col("derived_from").is_null()), table.filter(pl.col("derived_from").is_not_null())
    return Ambition(
        title=Text(
            "各計画の目標はどこまで進むもので、どこまで測れるか",
            "How far do the plans' targets go, and can they be measured?",
        ),
        method=Text(
            "指標ごとに一つの類を付け、現状値から目標値までの隔たりを四つの尺度で求めた。",
            "Each indicator has one class; the distance from baseline to target is given on four scales.",
        ),
        tables={
            "kpis": kpis,
            "derived": derived,
            "scales": scales,
            "classes": _classes(kpis, plans),
            "measurability": _measurability(ds, kpis, plans),
            "plans": plans,
            "items": item_names(ds, "dx", versions(ds, "dx")),
        },
        edition=edition_of(ds),
        sources=plans.join(ds.source, on="source_id", maintain_order="left").select("source_id", "title"),
        caveats=(
            Text(
                "指標の数や高さは優劣ではない。定義と対象は計画ごとに違う。",
                "Number and height of targets are no ranking; definitions differ between plans.",
            ),
        ),
        named=plan_names(ds),
    )


def ambition_rows(ds: Dataset) -> pl.DataFrame:
    """The derived table `ambition`: printed and derived indicators on the four scales."""
    result = ambition(ds)
    both = pl.concat([result.to_frame("kpis"), result.to_frame("derived")])
    return both.select(*DERIVED["ambition"].fields()).sort("kpi_id")


def _table(rows: pl.DataFrame, scales: pl.DataFrame) -> pl.DataFrame:
    wide = rows.with_columns(
        baseline_old=pl.col("start_fy") - pl.col("baseline_fy") >= OLD_BASELINE_YEARS,
    )
    names = dict(
        zip(
            ("value", "low", "high", "per_year", "per_year_low", "per_year_high", "undefined"),
            (*_PARTS, "_undefined"),
            strict=True,
        )
    )
    for scale in SCALES:
        one = scales.filter(measure=scale).drop("measure").rename({old: f"{scale}{new}" for old, new in names.items()})
        wide = wide.join(one, on="kpi_id", maintain_order="left")
    return wide.select(*Kpis.fields())


def _classes(kpis: pl.DataFrame, plans: pl.DataFrame) -> pl.DataFrame:
    names = pl.DataFrame({"target_class": list(CLASSES)}, schema={"target_class": pl.Enum(list(CLASSES))})
    counts = kpis.group_by("plan_id", "target_class").agg(kpis=pl.len().cast(pl.Int64))
    return (
        plans.select("plan_id")
        .join(names, how="cross", maintain_order="left_right")
        .join(counts, on=["plan_id", "target_class"], how="left", maintain_order="left")
        .with_columns(pl.col("kpis").fill_null(0))
    )


def _measurability(ds: Dataset, kpis: pl.DataFrame, plans: pl.DataFrame) -> pl.DataFrame:
    """How much of each plan can be measured: indicators with what it takes, measures without any."""

    def count(expr: pl.Expr) -> pl.Expr:
        return expr.sum().cast(pl.Int64)

    counts = kpis.group_by("plan_id").agg(
        kpis=pl.len().cast(pl.Int64),
        numeric=count(pl.col("target").is_not_null()),
        with_baseline=count(pl.col("baseline").is_not_null()),
        with_year=count(pl.col("target_fy").is_not_null()),
        with_formula=count(pl.col("formula").is_not_null()),
        change=count(pl.col("target_class").is_in(["change", "bound"])),
        old_baseline=count(pl.col("baseline_old").fill_null(False)),
    )
    printed = printed_kpis(ds).get_column("measure_id").unique().to_list()
    measures = ds.measure.group_by("plan_id").agg(
        measures=pl.len().cast(pl.Int64), measures_without_kpi=count(~pl.col("measure_id").is_in(printed))
    )
    return (
        plans.select("plan_id")
        .join(counts, on="plan_id", how="left", maintain_order="left")
        .join(measures, on="plan_id", how="left", maintain_order="left")
        .fill_null(0)
    )
