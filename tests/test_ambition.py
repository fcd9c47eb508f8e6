"""Indicators on four scales, pairs across cities, targets against official figures."""

import dataclasses

import polars as pl
import pytest

from dxcompare import ambition, matched, outcomes
from dxcompare.methods.scales import SCALES, Move, measure
from dxcompare.sources.values import Unreadable, arithmetic


def without(ds, **changes):
    return dataclasses.replace(ds, tables={**ds.tables, **changes})


def row(ds, kpi):
    return ambition(ds).to_frame().filter(kpi_id=kpi).row(0, named=True)


def test_an_indicator_on_four_scales_by_hand(ds):
    """北上市's Wi-Fi: 21.3 % (2022) → 68.6 % (2025)."""
    found = row(ds, "kitakami-2023/k11")
    assert found["change"] == pytest.approx(47.3)
    assert (found["change_low"], found["change_high"]) == (pytest.approx(47.2), pytest.approx(47.4))
    assert found["change_per_year"] == pytest.approx(47.3 / 3)
    assert found["relative"] == pytest.approx(47.3 / 21.3)
    assert found["gap"] == pytest.approx(47.3 / 78.7)
    assert found["gap_per_year"] == pytest.approx(1 - (1 - 47.3 / 78.7) ** (1 / 3))
    assert found["log_odds_undefined"] is None


def test_lower_is_better(ds):
    """那須烏山市: 77 people → under 40, a bound; counts are exact."""
    found = row(ds, "nasukarasuyama-2024/k07")
    assert (found["target_class"], found["change"], found["change_low"]) == ("bound", 37, 37)
    assert found["gap"] == pytest.approx(37 / 77)
    assert found["log_odds_undefined"] == "not_share"


@pytest.mark.parametrize(
    ("kpi", "reason"),
    [
        ("tomi-2022/k01", "no_target"),
        ("imari-2021/k06", "other_period"),
        ("imari-2021/k32", "other_period"),
        ("imari-2021/k01", "no_baseline"),
        ("kitakami-2023/k14", "maintain"),
    ],
)
def test_no_scale_where_there_is_no_move(ds, kpi, reason):
    found = row(ds, kpi)
    assert {found[f"{scale}_undefined"] for scale in SCALES} == {reason}
    assert {found[scale] for scale in SCALES} == {None}


def test_a_ratio_may_pass_100(ds):
    """北上市's mean score against the nation: 96 → 101 %, with no ceiling to close the gap to."""
    found = row(ds, "kitakami-2023/k02")
    assert (found["target"], found["gap_undefined"], found["baseline_old"]) == (101, "no_ideal", True)


def test_no_year_no_pace(ds):
    kpi = ds.kpi.with_columns(
        target_fy=pl.when(pl.col("kpi_id") == "kitakami-2023/k11").then(None).otherwise("target_fy")
    )
    found = row(without(ds, kpi=kpi), "kitakami-2023/k11")
    assert found["change"] == pytest.approx(47.3)
    assert (found["years"], found["change_per_year"], found["gap_per_year"]) == (None, None, None)


def test_reversals_name_both_orders(ds):
    """Telework 7 → 50 % and Wi-Fi 21.3 → 68.6 %: the one triples more, the other closes more of its gap."""
    pairs = ambition(ds).rank_reversals()
    pair = pairs.filter(first="kitakami-2023/k11", second="nasukarasuyama-2024/k11").row(0, named=True)
    assert pair["first_ahead"] == "change+gap"
    assert pair["second_ahead"] == "relative+log_odds"
    assert pair["clear"]
    assert not {"", None} & {*pairs["first_ahead"], *pairs["second_ahead"]}
    assert pairs.filter(first="kitakami-2023/k11", second="kitakami-2023/k12").is_empty()  # every scale puts k11 ahead
    assert ambition(ds).rank_reversals("tomi-2022").is_empty()


def test_change_is_not_compared_across_units(ds):
    pairs = ambition(ds).rank_reversals()
    units = dict(ds.kpi.select("kpi_id", "unit").iter_rows())
    across = [one for one in pairs.iter_rows(named=True) if units[one["first"]] != units[one["second"]]]
    assert across
    assert not [one for one in across if "change" in one["first_ahead"] + one["second_ahead"]]


def test_a_reversal_within_the_rounding_is_not_clear(ds):
    """86 → 90 % and 66.0 → 69.3 %: 4 against 3.3 points, but 4.7 (3.5–5.8) against 5.0 (4.8–5.2) % of the baseline."""
    pairs = ambition(ds).rank_reversals()
    pair = pairs.filter(first="kitakami-2023/k12", second="nasukarasuyama-2024/k06").row(0, named=True)
    assert (pair["second_ahead"], pair["clear"]) == ("relative", False)


def test_sensitivity_by_hand(ds):
    rows = ambition(ds).sensitivity().filter(kpi_id="kitakami-2023/k11")
    at = {(r["ideal"], r["start"]): r for r in rows.iter_rows(named=True)}
    assert at[95.0, "baseline_fy"]["gap"] == pytest.approx(47.3 / (95 - 21.3))
    assert at[90.0, "plan"]["years"] == 3
    full = ambition(ds).sensitivity().filter(kpi_id="kitakami-2023/k13")
    assert set(full["ideal"]) == {100.0}  # a target of 100 passes every lower ceiling


def test_sensitivity_where_lower_is_better(ds):
    """30 → 20 %, the less the better: ideals of 0, 5 and 10 %; without an upper bound, of 0 alone."""
    here = pl.col("kpi_id") == "kitakami-2023/k11"
    falls = ds.kpi.with_columns(
        baseline=pl.when(here).then(30.0).otherwise("baseline"),
        target=pl.when(here).then(20.0).otherwise("target"),
        direction=pl.when(here)
        .then(pl.lit("lower"))
        .otherwise(pl.col("direction").cast(pl.String))
        .cast(ds.kpi.schema["direction"]),
    )
    rows = ambition(without(ds, kpi=falls)).sensitivity().filter(here, start="baseline_fy")
    assert dict(rows.select("ideal", "gap").iter_rows()) == pytest.approx({0: 10 / 30, 5: 10 / 25, 10: 10 / 20})
    assert set(rows["years"]) == {3}
    assert set(rows["change_per_year"]) == {10 / 3}
    unbounded = falls.with_columns(upper_bound=pl.when(~here).then("upper_bound"))
    assert set(ambition(without(ds, kpi=unbounded)).sensitivity().filter(here)["ideal"]) == {0}


def test_sensitivity_of_a_single_year(ds):
    """A target one year after its baseline has a pace; one in the baseline's own year has none."""

    def years(target_fy):
        kpi = ds.kpi.with_columns(
            target_fy=pl.when(pl.col("kpi_id") == "kitakami-2023/k11").then(target_fy).otherwise("target_fy")
        )
        rows = ambition(without(ds, kpi=kpi)).sensitivity().filter(kpi_id="kitakami-2023/k11", ideal=100.0)
        return dict(rows.select("start", "years").iter_rows())

    assert years(2023) == {"baseline_fy": 1, "plan": 1}
    assert years(2022) == {}


def test_an_unknown_plan_has_no_reversals(ds):
    with pytest.raises(KeyError, match="did you mean 'tomi-2022'"):
        ambition(ds).rank_reversals("tomi-202")


def test_log_odds_end_where_shares_do():
    assert measure("log_odds", Move(90, 110, 1, share=True)).undefined == "full"


def test_measurability_by_hand(ds):
    rows = {r["plan_id"]: r for r in ambition(ds).to_frame("measurability").iter_rows(named=True)}
    assert (rows["tomi-2022"]["kpis"], rows["tomi-2022"]["numeric"], rows["tomi-2022"]["measures_without_kpi"]) == (
        6,
        2,
        8,
    )
    assert (rows["imari-2021"]["with_baseline"], rows["imari-2021"]["with_formula"]) == (0, 13)


def test_derived_indicators_show_their_arithmetic(ds):
    derived = {r["kpi_id"]: r for r in ambition(ds).to_frame("derived").iter_rows(named=True)}
    share = derived["nasukarasuyama-2024/k10-share"]
    assert (share["baseline"], share["target"], share["gap"]) == (0, 100, 1)  # 0 of 19 → 19 of 19
    assert share["arithmetic"] == "0 ÷ 19 × 100 → 19 ÷ 19 × 100"
    assert derived["imari-2021/k32-yearly"]["target"] == 40  # 200人 = 10×2×2×5


def test_the_derived_table_is_the_analysis(ds):
    result = ambition(ds)
    both = pl.concat([result.to_frame("kpis"), result.to_frame("derived")])
    joined = ds.ambition.join(both, on="kpi_id", suffix="_now")
    assert joined.height == ds.ambition.height == ds.kpi.height + ds.derived_kpi.height
    for scale in SCALES:
        assert joined[scale].to_list() == pytest.approx(joined[f"{scale}_now"].to_list(), nan_ok=True)


@pytest.mark.parametrize("bad", ["2 over 3", "1 / 0", "__import__('os')", "a + 1", "2 ** 9"])
def test_arithmetic_refuses_what_is_no_sum(bad):
    with pytest.raises(Unreadable):
        arithmetic(bad)


def test_pairs_say_why(ds):
    pairs = matched(ds).to_frame()
    card = pairs.filter(item_id="mynumber_card").row(0, named=True)
    assert not card["comparable"]
    assert "交付" in card["because"]
    assert pairs["because"].null_count() == 0
    assert (pairs["first_plan_id"] != pairs["second_plan_id"]).all()


def told(ds, kpi):
    return outcomes(ds).to_frame().filter(kpi_id=kpi).row(0, named=True)


def test_only_the_same_quantity_can_say_reached(ds):
    assert told(ds, "tomi-2022/k02")["verdict"] == "not_yet"  # 58.1 % at the end of 2022, due FY2025
    assert told(ds, "imari-2021/k08")["verdict"] == "shown_only"  # held rate, other denominator, no date
    assert told(ds, "imari-2021/k30")["verdict"] == "not_in_place"
    assert told(ds, "kitakami-2023/k13")["verdict"] == "not_measurable"


@pytest.mark.parametrize(
    ("value", "date", "expected"),
    [
        (100.0, "2024-01-01", "reached"),
        (99.0, "2026-03-30", "not_yet"),
        (99.0, "2026-03-31", "not_reached"),
        (99.0, "2025", "not_yet"),
        (99.0, "2026", "not_reached"),
    ],
)  # a year alone is over when the next one is
def test_verdicts_by_date(ds, value, date, expected):
    """東御市: 100 % by FY2025, which ends on 31 March 2026."""
    last = (
        (pl.col("indicator_id") == "mynumber_issuance_rate")
        & (pl.col("area_code") == "20219")
        & (pl.col("as_of") == "2022-12-31")
    )
    stat = ds.reference_stat.with_columns(
        value=pl.when(last).then(value).otherwise("value"), as_of=pl.when(last).then(pl.lit(date)).otherwise("as_of")
    )
    assert told(without(ds, reference_stat=stat), "tomi-2022/k02")["verdict"] == expected


def test_a_figure_in_another_unit_decides_nothing(ds):
    stat = ds.reference_stat.with_columns(
        unit=pl.when(pl.col("indicator_id") == "mynumber_issuance_rate").then(pl.lit("枚")).otherwise("unit")
    )
    assert told(without(ds, reference_stat=stat), "tomi-2022/k02")["verdict"] == "shown_only"


def test_without_a_figure_of_the_city_there_is_no_series(ds):
    own = (pl.col("indicator_id") == "mynumber_issuance_rate") & (pl.col("area_code") == "20219")
    with pytest.raises(ValueError, match="nothing to draw"):
        outcomes(without(ds, reference_stat=ds.reference_stat.filter(~own))).plot("series", lang="en")


def test_issued_and_held_are_never_joined(ds):
    result = outcomes(ds)
    refused = set(result.to_frame("refused").select("kpi_id", "indicator_id").iter_rows())
    assert {("tomi-2022/k02", "mynumber_held_rate"), ("imari-2021/k08", "mynumber_issuance_rate")} <= refused
    shown = set(result.to_frame("series").select("kpi_id", "indicator_id").unique().iter_rows())
    assert not refused & shown


def test_blank_cells_say_which_blank(ds):
    rows = outcomes(ds).to_frame().filter(pl.col("kpi_id").is_null())
    at = {(r["plan_id"], r["item_id"]): r["verdict"] for r in rows.iter_rows(named=True)}
    assert at["imari-2021", "security"] == "not_stated"
    assert at["imari-2021", "frontyard_reform"] == "not_applicable"
    assert at["tomi-2022", "bpr"] == "no_target"
    assert at["kitakami-2023", "ai_rpa"] == "secondary"


def test_a_municipality_that_was_not_surveyed_is_not_measurable(ds):
    row = ds.reference_stat.filter(
        indicator_id="mynumber_issuance_rate", area_code="20219", as_of="2022-12-31"
    ).with_columns(as_of=pl.lit("2024-07-12"), value_text=pl.lit("調査無し"), value=pl.lit(None, pl.Float64))
    newer = without(ds, reference_stat=pl.concat([ds.reference_stat, row]))
    assert told(newer, "tomi-2022/k02")["as_of"] == "2022-12-31"  # the last figure there is


def test_a_target_without_a_year_is_never_late(ds):
    undated = ds.kpi.with_columns(target_fy=pl.when(pl.col("kpi_id") != "tomi-2022/k02").then("target_fy"))
    assert told(without(ds, kpi=undated), "tomi-2022/k02")["verdict"] == "shown_only"


@pytest.mark.parametrize(("value", "expected"), [(30.0, "reached"), (29.5, "reached"), (30.5, "not_yet")])
def test_a_target_to_fall_to(ds, value, expected):
    """Down to 30 % by FY2025, against a figure of the end of 2022."""
    here = pl.col("kpi_id") == "tomi-2022/k02"
    falls = ds.kpi.with_columns(
        target=pl.when(here).then(30.0).otherwise("target"),
        direction=pl.when(here)
        .then(pl.lit("lower"))
        .otherwise(pl.col("direction").cast(pl.String))
        .cast(ds.kpi.schema["direction"]),
    )
    figure = (pl.col("indicator_id") == "mynumber_issuance_rate") & (pl.col("as_of") == "2022-12-31")
    stat = ds.reference_stat.with_columns(value=pl.when(figure).then(value).otherwise("value"))
    assert told(without(ds, kpi=falls, reference_stat=stat), "tomi-2022/k02")["verdict"] == expected


def test_a_strict_bound_is_not_reached_by_its_own_value(ds):
    strict = ds.kpi.with_columns(
        comparator=pl.when(pl.col("kpi_id") == "tomi-2022/k02")
        .then(pl.lit("gt"))
        .otherwise(pl.col("comparator").cast(pl.String))
        .cast(ds.kpi.schema["comparator"])
    )
    full = pl.when((pl.col("indicator_id") == "mynumber_issuance_rate") & (pl.col("as_of") == "2022-12-31")).then(100.0)
    stat = ds.reference_stat.with_columns(value=full.otherwise("value"))
    assert told(without(ds, reference_stat=stat), "tomi-2022/k02")["verdict"] == "reached"
    assert told(without(ds, reference_stat=stat, kpi=strict), "tomi-2022/k02")["verdict"] == "not_yet"


def test_an_ideal_below_the_baseline_is_left_out(ds):
    met = ds.kpi.with_columns(
        baseline=pl.when(pl.col("kpi_id") == "kitakami-2023/k11").then(97.0).otherwise("baseline")
    )
    rows = ambition(without(ds, kpi=met)).sensitivity().filter(kpi_id="kitakami-2023/k11")
    assert set(rows["ideal"]) == {100.0}
    assert (rows["gap"] < 0).all()
