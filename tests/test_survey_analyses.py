"""What surveys say: shares and differences, ages, themes; on the data and on tables broken on purpose."""

import dataclasses
from itertools import combinations

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm
from statsmodels.stats.proportion import proportions_ztest

from dxcompare import differences, gradients, shares, standardise, themes
from dxcompare.dataset.notes import DASHED, RECOVERED
from dxcompare.methods.intervals import gradient
from dxcompare.questions.claims.compute import checked
from tests.test_surveys import K, N, cell, without

#: Those who use a smartphone for the internet, and those asked, by age band from the 20s, in Kitakami.
SMART, BASES = [62, 93, 128, 134, 125, 77], [64, 96, 136, 150, 162, 217]

# ---- shares and differences


def test_shares_carry_bases_and_intervals(ds):
    table = shares(ds, f"{K}/q1").to_frame()
    row = table.filter(option_id="smartphone", group_id="16-19").row(0, named=True)
    assert (row["n"], row["count"], row["hollow"]) == (24, 24, True)
    assert (row["low"], row["high"]) == (86.2, 100)  # Wilson at 24 of 24: 1 / (1 + 1.96² / 24)


def test_what_is_not_shown_as_printed_is_said(ds):
    assert {RECOVERED, DASHED} <= set(shares(ds, f"{K}/q1").caveats)
    assert not {RECOVERED, DASHED} & set(shares(ds, f"{N}/q15").caveats)  # prints its bases, and no dash
    assert DASHED in gradients(ds, "no_internet").caveats
    assert DASHED in themes(ds, "no_internet").caveats


def test_an_option_that_is_not_there_is_not_withheld(ds):
    with pytest.raises(KeyError, match="did you mean 'smartphone'"):
        shares(ds, f"{K}/q1").plot("dots", options=["smartphones"])


def test_results_without_rows_keep_their_columns(ds):
    kitakami = ds.only("kitakami-2023")
    assert "q" in differences(ds, f"{N}/q18").to_frame().columns
    assert {"difference", "first_en"} <= set(gradients(kitakami).to_frame("contrasts").columns)


def test_statements_are_checked_in_their_own_survey(ds):
    """A second survey of the same city, with other percentages, changes no verdict on the first."""

    def again(frame, change=None):
        copy = frame.filter(pl.any_horizontal(pl.col(pl.String).str.starts_with(K))).with_columns(
            pl.col(pl.String).str.replace(K, "kitakami-ict-2026", literal=True)
        )
        return pl.concat([frame, copy.with_columns(**change) if change else copy])

    tables = {name: again(ds[name]) for name in ("survey", "question", "survey_base")}
    tables["response"] = again(ds.response, {"percent": pl.col("percent") / 2})
    tables["response_count"] = again(
        ds.response_count, {"count": pl.col("count") // 2, "percent": pl.col("percent") / 2}
    )
    both = dataclasses.replace(ds, tables={**ds.tables, **tables})
    was = dict(checked(ds).select("claim_id", "verdict").iter_rows())
    now = dict(checked(both).select("claim_id", "verdict").iter_rows())
    asked = ds.claim.filter(pl.col("question_id").is_not_null())["claim_id"].to_list()
    assert {claim: now[claim] for claim in asked} == {claim: was[claim] for claim in asked}


def test_shares_without_those_who_did_not_answer(ds):
    """q19 by hand, 70代以上: 61 of 157, of whom 19 gave no answer: 61 of 138 is 44.2 %."""
    row = (
        shares(ds, f"{N}/q19", no_answer=False)
        .to_frame()
        .filter(option_id="would_attend", group_id="70+")
        .row(0, named=True)
    )
    assert (row["n"], row["count"], round(row["percent"], 1)) == (138, 61, 44.2)
    silent = without(ds, response=ds.response.filter(pl.col("option_id") != "no_answer"))
    with pytest.raises(ValueError, match="has no option no_answer"):
        shares(silent, f"{N}/q19", no_answer=False)


def test_the_finite_population_narrows_a_little(ds):
    plain, finite = (
        shares(ds, f"{K}/q1", finite_population=factor).to_frame().filter(option_id="pc") for factor in (False, True)
    )
    width = [(frame["high"] - frame["low"]).to_list() for frame in (plain, finite)]
    for row, wide, narrow in zip(plain.iter_rows(named=True), *width, strict=True):
        assert narrow < wide if row["population"] else narrow == wide
        assert (row["population"] is None) == (row["group_id"] in ("16-19", "no_answer"))


def test_a_base_larger_than_its_population_is_refused(ds):
    few = ds.reference_stat.with_columns(
        value=pl.when(pl.col("indicator_id") == "population").then(10.0).otherwise("value")
    )
    with pytest.raises(ValueError, match="larger than the population of"):
        shares(without(ds, reference_stat=few), f"{K}/q1", finite_population=True)


def test_differences_by_hand(ds):
    row = differences(ds, f"{K}/q1").to_frame().filter(option_id="smartphone", group_id="70+").row(0, named=True)
    rest = (24 + 62 + 93 + 128 + 134 + 125) / (24 + 64 + 96 + 136 + 150 + 162)
    assert row["rest_percent"] == pytest.approx(100 * rest)
    assert row["difference"] == pytest.approx(100 * (77 / 217 - rest))
    assert row["low"] < row["difference"] < row["high"] < 0
    assert row["differs"]


# ---- ages


def test_gradients_leave_out_bands_without_a_base(ds):
    table = gradients(ds, question_id=f"{N}/q17").to_frame()
    assert set(table["groups"]) == {4}  # of six from age 20, two have no base
    assert any("人数が分からない年代は除いた" in note.ja for note in gradients(ds, question_id=f"{N}/q17").caveats)


def test_shapes(ds):
    def shape(values):
        groups = ["20-29", "30-39", "40-49", "50-59", "60-69", "70+"]
        where = cell(f"{N}/q13", "cash")
        count = pl.col("group_id").replace_strict(dict(zip(groups, values, strict=True)), default=None)
        counts = ds.response_count.with_columns(count=pl.when(where).then(count).otherwise("count").cast(pl.Int64))
        table = gradients(without(ds, response_count=counts), question_id=f"{N}/q13").to_frame()
        return table.filter(option_id="cash").item(0, "shape")

    assert shape([5, 15, 30, 60, 110, 130]) == "rises"
    assert shape([65, 80, 75, 70, 60, 20]) == "falls"
    assert shape([35, 49, 51, 64, 85, 79]) == "no_trend"
    assert shape([20, 70, 80, 90, 60, 20]) == "not_monotone"
    assert shape([0, 0, 0, 0, 0, 0]) == "unknown"


def test_bands_without_ages_have_no_gradient(ds):
    """Groups whose order is missing: said to be unknown, never fitted."""
    bare = ds.response.with_columns(age_min=pl.lit(None, pl.Int64), age_max=pl.lit(None, pl.Int64))
    table = gradients(without(ds, response=bare), question_id=f"{K}/q1").to_frame()
    assert set(table["shape"]) == {"unknown"}
    assert table["slope"].null_count() == table.height


def test_the_open_band_is_tried_at_other_ages(ds):
    """Smartphones in Kitakami, the band 70+ at 75, 78 and 82 years."""
    row = gradients(ds, "smartphone_use").to_frame().row(0, named=True)
    ends = [gradient(SMART, BASES, [25, 35, 45, 55, 65, last])["slope"] for last in (75, 78, 82)]
    assert [row[name] for name in ("slope_open_low", "slope", "slope_open_high")] == ends
    assert ends[0] < ends[1] < ends[2] < 0
    assert (row["bands"], row["groups"], row["n"], row["certainty"]) == (6, 6, 825, "recovered")
    assert gradients(ds, question_id=f"{N}/q15").to_frame().item(0, "certainty") == "printed"


def test_three_bands_are_the_fewest_that_are_fitted(ds):
    def known(*groups):
        counts = ds.response_count.with_columns(count=pl.when(pl.col("group_id").is_in(groups)).then("count"))
        return gradients(without(ds, response_count=counts), "smartphone_use").to_frame().row(0, named=True)

    three = known("20-29", "30-39", "70+")
    assert (three["bands"], three["groups"], three["n"]) == (6, 3, 64 + 96 + 217)
    assert three["slope"] == gradient([62, 93, 77], [64, 96, 217], [25, 35, 78])["slope"]
    two = known("20-29", "70+")
    assert (two["groups"], two["slope"], two["trend_p"], two["shape"]) == (2, None, None, "unknown")


@pytest.mark.parametrize(
    ("chose", "peak"),
    [
        ([20, 70, 80, 90, 60, 20], "40代"),  # falls, but from 29 % in the 20s to 78 % in the 40s
        ([60, 15, 30, 60, 110, 130], "20代"),
    ],
)  # rises, but from 87 % in the 20s
def test_the_clearest_reversal_by_hand(ds, chose, peak):
    groups = ["20-29", "30-39", "40-49", "50-59", "60-69", "70+"]
    where = cell(f"{N}/q13", "cash")
    count = pl.col("group_id").replace_strict(dict(zip(groups, chose, strict=True)), default=None)
    counts = ds.response_count.with_columns(count=pl.when(where).then(count).otherwise("count").cast(pl.Int64))
    bases = dict(ds.response_count.filter(where, pl.col("group_id").is_in(groups)).select("group_id", "n").iter_rows())
    n = [bases[group] for group in groups]
    row = (
        gradients(without(ds, response_count=counts), question_id=f"{N}/q13")
        .to_frame()
        .filter(option_id="cash")
        .row(0, named=True)
    )
    sign = 1 if row["slope"] > 0 else -1
    against = {
        pair: proportions_ztest([chose[pair[0]], chose[pair[1]]], [n[pair[0]], n[pair[1]]])[1]
        for pair in combinations(range(6), 2)
        if sign * (chose[pair[1]] / n[pair[1]] - chose[pair[0]] / n[pair[0]]) < 0
    }
    assert row["reversal_p"] == pytest.approx(15 * min(against.values()))
    assert row["peak_ja"] == peak


def test_a_difference_of_gradients_is_the_interaction_of_a_joint_model(ds):
    """Never used the internet (Kitakami) against do not understand digitalisation (Nasukarasuyama)."""
    result = gradients(ds, "no_internet")
    row = result.to_frame("contrasts").row(0, named=True)
    yes, n, design = [], [], []
    for city, option in enumerate(result.to_frame().iter_rows(named=True)):
        bands = (
            ds.answers()
            .filter(question_id=option["question_id"], option_id=option["option_id"])
            .filter(pl.col("age_min") >= 20)
            .sort("age_min")
        )
        for band in bands.iter_rows(named=True):
            decade = (78 if band["age_max"] is None else band["age_min"] + 5) / 10
            yes.append(band["count"])
            n.append(band["n"])
            design.append([1, decade, 1 - city, (1 - city) * decade])
    joint = sm.GLM(np.column_stack([yes, np.subtract(n, yes)]), np.array(design), family=sm.families.Binomial()).fit()
    assert row["difference"] == pytest.approx(joint.params[3])
    assert [row["low"], row["high"]] == pytest.approx(joint.conf_int()[3].tolist())
    assert row["p"] == pytest.approx(joint.pvalues[3])


def test_gradients_are_compared_between_cities_and_in_one_sense(ds):
    result = gradients(ds)
    options = result.to_frame().filter(pl.col("slope").is_not_null())
    pairs = [
        (a["theme_id"], f"{a['city_ja']} {a['label_ja']}", f"{b['city_ja']} {b['label_ja']}")
        for a, b in combinations(options.iter_rows(named=True), 2)
        if (a["theme_id"], a["polarity"]) == (b["theme_id"], b["polarity"]) and a["city_ja"] != b["city_ja"]
    ]
    assert pairs
    assert list(result.to_frame("contrasts").select("theme_id", "first_ja", "second_ja").iter_rows()) == pairs
    assert {-1, 1} <= set(options["polarity"])  # or the test would not see the sense


def test_caveats_of_gradients_say_what_holds(ds):
    """Levels are not compared where there is one city; no open band, no midpoint of it."""
    across, alone = (
        " ".join(note.ja for note in result.caveats)
        for result in (gradients(ds, "no_internet"), gradients(ds, question_id=f"{K}/q1"))
    )
    assert "比較可能性" in across
    assert "比較可能性" not in alone
    assert "70歳以上は78歳（75歳・82歳でも計算）" in across
    closed = ds.response.with_columns(age_max=pl.when(pl.col("age_min") == 70).then(79).otherwise("age_max"))
    assert "上の端" not in " ".join(note.ja for note in gradients(without(ds, response=closed), "no_internet").caveats)


@pytest.mark.parametrize("bad", [{"theme_id": "nothing"}, {"question_id": "q1"}])
def test_unknown_themes_and_questions_are_refused(ds, bad):
    with pytest.raises(ValueError, match=r"no (theme|question)"):
        gradients(ds, **bad)


# ---- themes


def test_every_city_has_a_status_in_every_theme(ds):
    cities = themes(ds).to_frame("cities")
    assert cities.height == ds.theme.height * ds.plan.height
    assert set(cities.filter(plan_id="tomi-2022")["status"]) == {"no_survey"}
    assert cities.filter(theme_id="smartphone_use", plan_id="nasukarasuyama-2024").item(0, "status") == "not_asked"
    assert cities.filter(theme_id="leak_worry", plan_id="kitakami-2023").item(0, "status") == "not_asked"
    named = themes(ds, "no_internet").caveats
    assert any("伊万里市" in note.ja and "東御市" in note.ja for note in named)


def test_a_small_or_unknown_base_is_marked(ds):
    """Fewer than 30, or not known; 30 is enough."""
    base = pl.col("group_id").replace_strict(
        {"20-29": 29, "30-39": 30, "40-49": None}, default=100, return_dtype=pl.Int64
    )
    bases = ds.response_count.with_columns(n=pl.when(cell(f"{K}/q1", "smartphone")).then(base).otherwise("n"))
    rows = themes(without(ds, response_count=bases), "smartphone_use").to_frame().filter(plan_id="kitakami-2023")
    assert rows.filter("hollow")["group_id"].to_list() == ["20-29", "40-49"]


def test_standardised_shares_by_hand(ds):
    """Smartphones in Kitakami at its own ages: weights are the census's six bands from 20."""
    people = [
        ds.people("03206", low, high) for low, high in ((20, 29), (30, 39), (40, 49), (50, 59), (60, 69), (70, None))
    ]
    assert sum(people) == ds.people("03206", 20, None)
    wanted = sum(
        w * k / n for w, k, n in zip(people, (62, 93, 128, 134, 125, 77), (64, 96, 136, 150, 162, 217), strict=True)
    )
    table = standardise(ds, "smartphone_use").to_frame()
    assert table.filter(population="own").item(0, "percent") == pytest.approx(100 * wanted / sum(people))
    assert table.filter(population="respondents").item(0, "percent") == pytest.approx(100 * 619 / 825)


def test_a_band_that_the_census_does_not_have_is_not_split(ds):
    assert ds.people("03206", 18, 19) is None
    assert ds.people("03206", 16, 19) is None
    assert ds.people("01202", 20, 29) is None  # a city of which no census figures are there


def test_nothing_is_standardised_without_a_base(ds):
    unknown = ds.response_count.with_columns(count=pl.when(pl.col("group_id") != "50-59").then("count"))
    table = standardise(without(ds, response_count=unknown), "smartphone_use").to_frame()
    assert table["percent"].null_count() == 3
    assert set(table["missing"]) == {"50-59"}
