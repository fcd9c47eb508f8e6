"""How answers change with age: the committed data."""

from itertools import combinations

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm
from statsmodels.stats.proportion import proportions_ztest

from dxcompare import gradients
from dxcompare.methods.intervals import gradient
from tests.committed.surveys import K, N, cell
from tests.conftest import without

#: Those who use a smartphone for the internet, and those asked, by age band from the 20s, in Kitakami.
SMART, BASES = [62, 93, 128, 134, 125, 77], [64, 96, 136, 150, 162, 217]


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


def test_gradient_of_the_data_as_r(ds):
    """Kitakami's smartphones from age 20; R's prop.trend.test and glm on the same counts."""
    from dxcompare import gradients

    row = gradients(ds, "smartphone_use").to_frame().row(0, named=True)
    assert row["chi2"] == pytest.approx(206.789517758)
    assert (row["slope"], row["low"], row["high"]) == pytest.approx((-1.036939322, -1.2019640, -0.8719146), rel=1e-5)
    assert row["fit_p"] == pytest.approx(0.060936025, rel=1e-5)
