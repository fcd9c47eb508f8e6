"""What the plans promise, how far it goes, and what of it can be measured: the committed data."""

import polars as pl
import pytest

from dxcompare import ambition
from dxcompare.methods.scales import SCALES
from dxcompare.present.slide import slides_of
from dxcompare.questions.ambition.tables import CLASSES
from tests.conftest import without


def row(ds, kpi):
    return ambition(ds).to_frame().filter(kpi_id=kpi).row(0, named=True)


def test_an_indicator_on_four_scales_by_hand(ds):
    """北上市's Wi-Fi: 21.3 % (2022) → 68.6 % (2025)."""
    found = row(ds, "kitakami-2023/k11")
    assert found["change"] == pytest.approx(47.3)
    assert (found["change_low"], found["change_high"]) == (pytest.approx(47.25), pytest.approx(47.35))
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


def test_an_ideal_below_the_baseline_is_left_out(ds):
    met = ds.kpi.with_columns(
        baseline=pl.when(pl.col("kpi_id") == "kitakami-2023/k11").then(97.0).otherwise("baseline")
    )
    rows = ambition(without(ds, kpi=met)).sensitivity().filter(kpi_id="kitakami-2023/k11")
    assert set(rows["ideal"]) == {100.0}
    assert (rows["gap"] < 0).all()


def test_an_unknown_plan_has_no_reversals(ds):
    with pytest.raises(KeyError, match="did you mean 'tomi-2022'"):
        ambition(ds).rank_reversals("tomi-202")


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


@pytest.mark.parametrize(
    ("kpi", "kind"),
    [
        ("tomi-2022/k01", "qualitative"),
        ("imari-2021/k06", "per_event"),
        ("imari-2021/k32", "cumulative"),
        ("imari-2021/k01", "no_baseline"),
        ("kitakami-2023/k14", "maintain"),
        ("nasukarasuyama-2024/k07", "bound"),
        ("kitakami-2023/k13", "change"),
        ("nasukarasuyama-2024/k08", "change"),
        ("nasukarasuyama-2024/k13", "maintain"),
    ],
)
def test_classes_by_hand(ds, kpi, kind):
    assert ambition(ds).to_frame().filter(kpi_id=kpi).item(0, "target_class") == kind


def test_each_kpi_has_one_class(ds):
    result = ambition(ds)
    assert result.to_frame().height == ds.kpi.height
    assert result.to_frame()["target_class"].null_count() == 0
    assert result.to_frame("classes").height == 4 * len(CLASSES)
    assert result.to_frame("classes")["kpis"].sum() == ds.kpi.height


def test_a_target_below_the_baseline_is_met(ds):
    kpi = ds.kpi.with_columns(target=pl.when(pl.col("kpi_id") == "kitakami-2023/k13").then(10.0).otherwise("target"))
    assert ambition(without(ds, kpi=kpi)).to_frame().filter(kpi_id="kitakami-2023/k13").item(0, "target_class") == "met"


# what is promised, and whether it can be seen


def test_every_indicator_is_judged_by_one_machine_reader(ds):
    assert ds.kpi_level["kpi_id"].to_list() == ds.kpi["kpi_id"].to_list()
    assert set(ds.kpi_level["coder"]) == {"promise"}
    assert set(ds.coder.filter(coder="promise")["kind"]) == {"model"}
    assert ds.kpi_level.select("reason", "reason_en").null_count().row(0) == (0, 0)


def test_kinds_of_promises_by_plan(ds):
    found = ambition(ds).to_frame("levels").pivot("level", index="plan_id", values="kpis")
    assert {row[0]: row[1:] for row in found.iter_rows()} == {
        "kitakami-2023": (0, 2, 11, 2),
        "nasukarasuyama-2024": (0, 0, 3, 13),
        "tomi-2022": (0, 0, 5, 1),
        "imari-2021": (0, 7, 15, 12),
    }


@pytest.mark.parametrize(
    ("kpi", "lacks"),
    [
        # a share of all papers and applications, or of those that can be had so, is not said of either
        *(("nasukarasuyama-2024/k01", "of_what"), ("nasukarasuyama-2024/k02", "of_what")),
        *(("imari-2021/k10", None), ("imari-2021/k16", None)),  # their formulas say it
        # whose share
        *(("kitakami-2023/k14", "of_what"), ("nasukarasuyama-2024/k14", "of_what"), ("nasukarasuyama-2024/k11", None)),
        # which harm: a glossary, a footnote and the name say it
        *(("tomi-2022/k06", None), ("imari-2021/k17", None), ("nasukarasuyama-2024/k13", None)),
    ],
)
def test_like_indicators_leave_the_same_open(ds, kpi, lacks):
    assert row(ds, kpi)["lacks"] == lacks


@pytest.mark.parametrize(
    ("kpi", "level"),
    [
        ("kitakami-2023/k08", "activity"),  # seminars held
        ("kitakami-2023/k10", "output"),  # people who took the class
        ("kitakami-2023/k01", "output"),  # can be had online
        ("nasukarasuyama-2024/k02", "outcome"),  # is done online
        ("tomi-2022/k02", "output"),  # cards issued
        ("imari-2021/k08", "outcome"),  # cards held
        ("imari-2021/k21", "activity"),  # work redesigned
        ("imari-2021/k23", "output"),  # tools installed
        ("nasukarasuyama-2024/k13", "outcome"),  # harm prevented
    ],
)
def test_the_border_cases_of_the_code_book(ds, kpi, level):
    assert row(ds, kpi)["level"] == level


def test_five_counts_by_plan(ds):
    names = (
        "kpis",
        "specific",
        "numeric",
        "with_year",
        "with_baseline",
        "with_source",
        "all_four",
        "bounded",
        "at_bound",
    )
    found = {
        r["plan_id"]: tuple(r[n] for n in names) for r in ambition(ds).to_frame("measurability").iter_rows(named=True)
    }
    assert found == {
        "kitakami-2023": (15, 7, 15, 15, 11, 0, 6, 6, 4),
        "nasukarasuyama-2024": (16, 12, 16, 16, 16, 0, 12, 14, 5),
        "tomi-2022": (6, 2, 2, 6, 3, 0, 2, 2, 2),
        "imari-2021": (34, 30, 30, 2, 0, 0, 0, 12, 3),
    }


def test_a_met_target_would_seldom_be_told_from_no_change(ds):
    """R 4.2.2, `power.prop.test(n=764, …, strict=TRUE)`: 0.286 and 0.281; bases at 80 %: 3079, 3154, 881, 2845."""
    found = {r["kpi_id"][-3:]: r for r in ambition(ds).to_frame("detectable").iter_rows(named=True)}
    assert {kpi: r["n_needed"] for kpi, r in found.items()} == {"k03": 3079, "k06": 3154, "k15": 881, "k16": 2845}
    assert [(found[k]["n"], round(found[k]["power"], 3)) for k in ("k03", "k06")] == [(764, 0.286), (764, 0.281)]
    assert {found[k]["basis"] for k in ("k03", "k06")} == {"assumed"}
    assert [(found[k]["n"], found[k]["power"], found[k]["asked"]) for k in ("k15", "k16")] == [
        (None, None, "pupils")
    ] * 2


def test_the_pace_of_tomi_s_card(ds):
    """40 → 100 % in four years; 39.9 % on 2022-03-01, 58.1 % on 2022-12-31."""
    (found,) = ambition(ds).to_frame("observed").iter_rows(named=True)
    assert (found["kpi_id"], found["change_per_year"], found["gained"]) == ("tomi-2022/k02", 15, pytest.approx(18.2))
    assert (found["from_date"], found["to_date"]) == ("2022-03-01", "2022-12-31")
    assert found["observed_per_year"] == pytest.approx(18.2 / (305 / 365.25))


def test_a_stock_counted_from_a_baseline_changes(ds):
    """那須烏山市's leaders, 累計: 0 → 15 in five years."""
    found = row(ds, "nasukarasuyama-2024/k12")
    assert (found["target_class"], found["change"], found["change_per_year"]) == ("change", 15, 3)
    assert [found[f"{scale}_undefined"] for scale in SCALES] == [None, "zero_baseline", "no_ideal", "not_share"]


def test_none_at_all_has_no_compound_pace(ds):
    for kpi in ("nasukarasuyama-2024/k08", "nasukarasuyama-2024/k09"):
        found = row(ds, kpi)
        assert (found["relative"], found["relative_per_year"], found["gap_per_year"]) == (1, None, None)


def test_item_by_its_name(ds):
    found = ambition(ds, item="テレワークの推進").to_frame()["kpi_id"].to_list()
    assert found == ["nasukarasuyama-2024/k11", "tomi-2022/k05", "imari-2021/k30"]
    assert ambition(ds).plot("scales", item="telework").data["kpi_id"].to_list() == ["nasukarasuyama-2024/k11"]


def test_the_slide_of_pace_says_spans_and_marks_a_draft(ds):
    """Ten months are not stretched to a year in a title, and a draft's target is a draft's."""
    said = {
        "ja": ("東御市（案）", "4年で60.0ポイント", "10か月で18.2ポイント"),
        "en": ("Tomi (draft)", "60.0 points in 4 years", "18.2 in 10 months"),
    }
    for lang, words in said.items():
        titles = [slide.title for slide in slides_of(ambition(ds), lang) if slide.title and words[0] in slide.title]
        assert len(titles) == 1
        assert all(one in titles[0] for one in words)
