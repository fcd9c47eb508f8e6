"""How far targets go: the four scales, orders that depend on them, other ideals and first years."""

import math

import polars as pl
import pytest

from dxcompare.methods.scales import SCALES
from dxcompare.words.unknown import UnknownName
from tests.plans import NATIONAL, A, B, one
from tests.questions.targets import COUNT, SHARE, kpi, near, result
from tests.tiers import each

# the four scales


def test_a_share_that_rises():
    """30 points; 1.5 of what was; 3/8 of what was missing; odds from 1/4 to 1. The baseline half a tenth either way."""
    row = kpi()
    assert [row[scale] for scale in SCALES] == near(30, 1.5, 0.375, math.log(4))
    assert [row[f"{scale}_per_year"] for scale in SCALES] == near(
        10, 2.5 ** (1 / 3) - 1, 1 - 0.625 ** (1 / 3), math.log(4) / 3
    )
    assert (row["change_low"], row["change_high"]) == near(29.95, 30.05)
    assert (row["change_per_year_low"], row["change_per_year_high"]) == near(29.95 / 3, 30.05 / 3)
    assert (row["relative_low"], row["relative_high"]) == near(50 / 20.05 - 1, 50 / 19.95 - 1)
    assert (row["gap_low"], row["gap_high"]) == near(29.95 / 79.95, 30.05 / 80.05)
    assert {row[f"{scale}_undefined"] for scale in SCALES} == {None}
    assert (row["years"], row["baseline_old"]) == (3, False)


def test_a_count_that_falls():
    """8 → 2: six fewer, three quarters of them, three quarters of the way to none; exact."""
    row = kpi(COUNT)
    assert (row["change"], row["relative"], row["gap"]) == near(6, 0.75, 0.75)
    assert (row["change_low"], row["change_high"]) == (6, 6)
    assert (row["relative_per_year"], row["gap_per_year"]) == near(1 - 0.25 ** (1 / 3), 1 - 0.25 ** (1 / 3))
    assert (row["log_odds"], row["log_odds_undefined"]) == (None, "not_share")


def test_a_share_that_falls_has_its_ideal_below():
    """60 → 40 %: a third of the way to 0, odds from 3/2 to 2/3."""
    row = kpi(direction="lower", baseline=60.0, target=40.0)
    assert (row["change"], row["relative"], row["gap"], row["log_odds"]) == near(20, 1 / 3, 1 / 3, 2 * math.log(1.5))
    open_below = kpi(direction="lower", baseline=60.0, target=40.0, lower_bound=None)
    assert (open_below["gap"], open_below["gap_undefined"]) == (None, "no_ideal")


@pytest.mark.parametrize(
    ("scale", "half"), [("percent", 0.05), ("rate", 0.05), ("amount", 0.05), ("count", 0), ("none", 0)]
)
def test_what_is_measured_is_rounded_and_what_is_counted_is_not(scale, half):
    row = kpi(scale=scale)
    assert (row["change_low"], row["change_high"]) == near(30 - half, 30 + half)


def test_the_baseline_is_rounded_as_it_is_printed_and_the_target_is_not():
    """20 % without decimals: half a point; an unknown rounding is none; a target is a decision."""
    row = kpi(baseline_decimals=0)
    assert (row["change_low"], row["change_high"]) == near(29.5, 30.5)
    for decimals in (0, 1, None):
        row = kpi(target_decimals=decimals, baseline_decimals=2)
        assert (row["change_low"], row["change_high"]) == near(29.995, 30.005)
    row = kpi(baseline_decimals=None)
    assert (row["change_low"], row["change_high"]) == near(30, 30)


def test_rounding_stays_within_the_bounds():
    row = kpi(baseline=0.0, baseline_decimals=0)
    assert (row["change_low"], row["change_high"]) == near(49.5, 50)
    assert kpi(target=100.0, target_decimals=0)["gap_low"] == 1


def test_a_target_of_0_or_at_the_bound_has_no_rate_that_compounds():
    row = result({**COUNT, "target": 0.0}).to_frame("scales")
    assert row["per_year_undefined"].to_list() == [None, "no_pace", "no_pace", "not_share"]
    assert row["per_year"].to_list() == [pytest.approx(8 / 3), None, None, None]
    full = result({**SHARE, "target": 100.0}).to_frame("scales")
    assert full["per_year_undefined"].to_list() == [None, None, "no_pace", "full"]
    undated = result({**SHARE, "target_fy": None}).to_frame("scales")
    assert undated["per_year_undefined"].to_list() == ["no_years"] * 4


@pytest.mark.parametrize(
    ("changes", "reasons"),
    each(
        4,
        [
            ({"kind": "qualitative"}, ["no_target"] * 4),
            ({"kind": "not_stated", "target": None}, ["no_target"] * 4),
            ({"period": "per_event"}, ["other_period"] * 4),
            ({"period": "cumulative", "baseline": None}, ["other_period"] * 4),
            ({"period": "not_stated"}, ["period_not_stated"] * 4),
            ({"baseline": None}, ["no_baseline"] * 4),
            ({"direction": "maintain"}, ["maintain"] * 4),
            ({"baseline": 0.0}, [None, "zero_baseline", None, "full"]),
            ({"target": 100.0}, [None, None, None, "full"]),
            ({"scale": "none"}, [None, "no_zero", None, "not_share"]),
            ({"scale": "amount"}, [None, None, None, "not_share"]),
            ({"upper_bound": None}, [None, None, "no_ideal", None]),
            ({"baseline": 100.0}, [None, None, "at_ideal", "full"]),  # met, and still a distance
        ],
    ),
)
def test_why_a_scale_has_no_value(changes, reasons):
    row = kpi(**changes)
    assert [row[f"{scale}_undefined"] for scale in SCALES] == reasons
    for scale, reason in zip(SCALES, reasons, strict=True):
        blank = [row[f"{scale}{part}"] is None for part in ("", "_low", "_high", "_per_year")]
        assert all(blank) if reason else not blank[0]


def test_what_was_met_already_goes_back():
    row = kpi(baseline=60.0)
    assert (row["target_class"], row["change"], row["relative"], row["gap"]) == (
        "met",
        *map(pytest.approx, (-10, -1 / 6, -0.25)),
    )


@pytest.mark.parametrize(
    ("years", "expected"),
    [((2021, 2022), 1), ((2021, 2024), 3), ((2024, 2024), None), ((None, 2024), None), ((2021, None), None)],
)
def test_years_from_baseline_to_target(years, expected):
    row = kpi(baseline_fy=years[0], target_fy=years[1])
    assert row["years"] == expected
    assert row["change"] == 30
    assert row["change_per_year"] == (None if expected is None else pytest.approx(30 / expected))


@pytest.mark.parametrize(("year", "old"), [(2017, True), (2018, True), (2019, False), (None, None)])
def test_a_baseline_three_years_before_the_plan_is_old(year, old):
    """The plan begins in FY2021."""
    assert kpi(baseline_fy=year)["baseline_old"] is old


def test_each_scale_is_a_row_too():
    table = result(SHARE).to_frame("scales")
    assert table["measure"].to_list() == list(SCALES)
    change = one(table, measure="change")
    assert [change[name] for name in ("value", "low", "high", "per_year", "per_year_low", "per_year_high")] == near(
        30, 29.95, 30.05, 10, 29.95 / 3, 30.05 / 3
    )
    assert (
        one(result({**SHARE, "baseline": 0.0}).to_frame("scales"), measure="relative")["undefined"] == "zero_baseline"
    )


# reversals


def reversals(*kpis, plan=None, **tables):
    return result(*kpis, **tables).rank_reversals(plan)


def test_a_derived_indicator_stands_in_the_pairs_of_its_plan_too():
    same = ("direction", "scale", "unit", "period", "lower_bound", "upper_bound", "baseline", "target")
    follows = {name: HIGH[name] for name in same} | {"derived_id": "a-2021/k1-share", "kpi_id": "a-2021/k1"}
    found = result(SHARE, derived_kpi=[follows])
    assert found.rank_reversals(A).rows() == found.rank_reversals().rows()
    assert set(found.rank_reversals(A).select("first", "second").row(0)) == {"a-2021/k1", "a-2021/k1-share"}


def test_a_plan_goes_by_the_names_it_has_everywhere_and_by_none_of_two():
    found = result(SHARE, HIGH)
    for name in (A, "甲市", "Alpha", "01001"):
        assert found.rank_reversals(name).height == 1
    assert found.rank_reversals("乙市").is_empty()
    one_city = [{**row, "municipality_code": "01001"} for row in NATIONAL["plan"]]
    with pytest.raises(UnknownName, match="'甲市' may be any of 3 plans"):
        result(SHARE, HIGH, plan=one_city).rank_reversals("甲市")


HIGH = {**SHARE, "baseline": 60.0, "target": 90.0}  # as many points; half; three quarters; ln 6 against ln 4


def test_two_indicators_whose_order_depends_on_the_scale():
    row = reversals(SHARE, HIGH).row(0, named=True)
    assert (row["first"], row["second"]) == ("a-2021/k1", "a-2021/k2")
    assert (row["first_ahead"], row["second_ahead"]) == ("relative", "gap+log_odds")  # 30 points are 30 points
    assert row["clear"] is True
    turned = reversals(HIGH, SHARE).row(0, named=True)
    assert (turned["first_ahead"], turned["second_ahead"], turned["clear"]) == ("gap+log_odds", "relative", True)


def test_an_order_that_holds_on_every_scale_is_none():
    assert reversals(SHARE, {**SHARE, "target": 60.0}).is_empty()
    assert reversals(SHARE, SHARE).is_empty()


def test_points_are_held_against_points_only():
    """60 → 82 %: 22 of 40 missing points are more than 30 of 80; all else is less, and points of another kind are not asked."""
    other = {**HIGH, "target": 82.0}
    both = reversals(SHARE, other).row(0, named=True)
    assert (both["first_ahead"], both["second_ahead"]) == ("change+relative+log_odds", "gap")
    apart = reversals(SHARE, {**other, "unit": "点"}).row(0, named=True)
    assert (apart["first_ahead"], apart["second_ahead"]) == ("relative+log_odds", "gap")


def test_only_scales_that_both_have_are_asked():
    assert reversals(SHARE, {**HIGH, "scale": "amount", "upper_bound": None, "unit": "点"}).is_empty()  # relative alone
    row = reversals(SHARE, {**HIGH, "scale": "amount"}).row(0, named=True)
    assert (row["first_ahead"], row["second_ahead"]) == ("relative", "gap")


def test_an_order_within_the_rounding_is_not_clear():
    """In whole points, 20 → 50 and 60 → 75.1: the first goes further for certain, but 3/8 of the gap may be 15.1/40."""
    whole = {**SHARE, "scale": "amount", "baseline_decimals": 0, "target_decimals": 0}
    other = {**whole, "baseline": 60.0, "target": 75.1}
    for pair in ((whole, other), (other, whole)):
        row = reversals(*pair).row(0, named=True)
        assert {row["first_ahead"], row["second_ahead"]} == {"change+relative", "gap"}
        assert row["clear"] is False
    exact = reversals({**whole, "scale": "count"}, {**other, "scale": "count"}).row(0, named=True)
    assert exact["clear"] is True


def test_reversals_within_one_plan():
    two = (SHARE, {**HIGH, "plan_id": B})
    assert reversals(*two).height == 1
    assert reversals(*two, plan=A).is_empty()
    assert reversals(SHARE, HIGH, {**HIGH, "plan_id": B}, plan=A).height == 1
    with pytest.raises(KeyError, match="no plan 'a-2022'; did you mean 'a-2021'"):
        reversals(*two, plan="a-2022")


def test_each_pair_stands_once():
    """Of two pairs of twins: each of the one against each of the other."""
    twins = ({**SHARE, "kpi_id": f"{A}/k3"}, {**HIGH, "kpi_id": f"{A}/k4"})
    found = reversals(SHARE, HIGH, *twins)
    assert found.height == 4
    assert found.select(pl.concat_list("first", "second").list.sort()).n_unique() == 4


# sensitivity


def sensitivity(**changes):
    table = result({**SHARE, **changes}).sensitivity()
    return {(r["ideal_share"], r["start"]): r for r in table.iter_rows(named=True)}


def test_other_ideals_and_other_first_years():
    """To 100, 95 and 90 %; from FY2021, or from FY2020, the year before the plan."""
    found = sensitivity()
    assert [found[share, "plan"]["ideal"] for share in (1, 0.95, 0.9)] == [100, 95, 90]
    assert [found[share, "plan"]["gap"] for share in (1, 0.95, 0.9)] == near(30 / 80, 30 / 75, 30 / 70)
    assert (found[1, "baseline_fy"]["years"], found[1, "plan"]["years"]) == (3, 4)
    assert found[1, "plan"]["gap_per_year"] == pytest.approx(1 - 0.625 ** (1 / 4))
    assert found[0.95, "baseline_fy"]["gap_per_year"] == pytest.approx(1 - 0.6 ** (1 / 3))
    assert found[1, "plan"]["change_per_year"] == 7.5


def test_ideals_of_a_share_that_falls():
    found = sensitivity(direction="lower", baseline=60.0, target=8.0)
    assert {key[0]: row["ideal"] for key, row in found.items()} == {1: 0, 0.95: pytest.approx(5)}
    assert found[0.95, "plan"]["gap"] == pytest.approx(52 / 55)


@pytest.mark.parametrize(
    ("changes", "shares"),
    [
        ({"target": 90.0}, {1, 0.95, 0.9}),  # just there
        ({"target": 90.1}, {1, 0.95}),
        ({"baseline": 92.0, "target": 85.0}, {1, 0.95}),
        ({"lower_bound": None}, set()),
        ({"upper_bound": 60.0, "lower_bound": 10.0}, {1, 0.95, 0.9}),
    ],
)
def test_ideals_that_the_figures_pass_are_left_out(changes, shares):
    assert {share for share, _ in sensitivity(**changes)} == shares


def test_an_ideal_lies_between_the_bounds():
    found = sensitivity(upper_bound=60.0, lower_bound=10.0)
    assert [found[share, "plan"]["ideal"] for share in (1, 0.95, 0.9)] == near(60, 57.5, 55)


@pytest.mark.parametrize(
    ("years", "starts"),
    each(
        3,
        [
            ((2021, 2024), {"baseline_fy": 3, "plan": 4}),
            ((2019, 2021), {"baseline_fy": 2, "plan": 1}),
            ((2019, 2020), {"baseline_fy": 1}),
            ((None, 2024), {"plan": 4}),
            ((2024, 2024), {"plan": 4}),
            ((2021, None), {}),
        ],
    ),
)
def test_first_years_before_the_target(years, starts):
    found = sensitivity(baseline_fy=years[0], target_fy=years[1])
    assert {start: row["years"] for (share, start), row in found.items() if share == 1} == starts


def test_how_far_two_scales_agree():
    """20 → 50 and 60 → 90: as many points, opposite by relative change and gap; 20 → 60 is ahead of 20 → 50 on all."""
    found = result(
        SHARE, HIGH, {**SHARE, "target": 60.0}, {**SHARE, "unit": "点"}
    ).concordance()  # the last is no share
    row = one(found, first="relative", second="gap")  # k1–k2 and k2–k3 opposite, k1–k3 the same
    assert [row[name] for name in ("pairs", "same", "opposite", "tau")] == [3, 1, 2, pytest.approx(-1 / 3)]
    row = one(found, first="change", second="gap")  # k1–k2 tie by change; 40 points of 80 are less than 30 of 40
    assert [row[name] for name in ("pairs", "same", "opposite", "tau")] == [3, 1, 1, 0]
    assert found["pairs"].to_list() == [3] * 6
    assert result(SHARE).concordance()["tau"].to_list() == [None] * 6
