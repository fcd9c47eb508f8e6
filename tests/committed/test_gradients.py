"""How answers change with age: the committed data."""

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm

from dxcompare import gradients
from dxcompare.methods.logistic import gradient
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
    assert shape([35, 49, 51, 64, 85, 79]) == "no_difference"
    assert shape([20, 70, 80, 90, 60, 20]) == "peak"
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


#: The shapes of the default call that are not a plain rise or fall: city, option → shape, band that is named.
SHAPES = {
    ("北上市", "no_card"): ("unclear", "50歳代で最も高い"),
    ("北上市", "card_not_used"): ("rises_unevenly", "60歳代で最も高い"),
    ("北上市", "mynapoint"): ("falls_unevenly", "30歳代で最も高い"),
    ("北上市", "understand_system"): ("unclear", "60歳代で最も高い"),
    ("北上市", "shopping_finance"): ("falls_unevenly", "30歳代で最も高い"),
}


def test_no_gradient_that_a_line_does_not_fit_passes_for_even(ds):
    table = gradients(ds).to_frame()
    poor = table.filter(pl.col("fit_p") <= 0.05)
    assert {(row["city_ja"], row["option_id"]): row["shape"] for row in poor.iter_rows(named=True)} == {
        option: shape for option, (shape, _) in SHAPES.items()
    }
    for row in poor.iter_rows(named=True):
        assert SHAPES[row["city_ja"], row["option_id"]][1] in row["says_ja"]
        assert row["dispersion"] > 2
    assert set(table.filter(pl.col("fit_p") > 0.05)["shape"]) == {"rises", "falls", "no_difference"}
    assert set(table.filter(pl.col("fit_p") > 0.05)["dispersion"]) == {1}


@pytest.mark.long
def test_no_question_has_a_poor_fit_that_its_shape_does_not_show(ds):
    """Over all questions by age: 18 of 79 options with a slope from age 20 fail a straight line."""
    aged = ds.response.filter(pl.col("age_min").is_not_null())["question_id"].unique().sort()
    every = pl.concat(gradients(ds, question_id=one).to_frame() for one in aged).drop_nulls("fit_p")
    poor = every.filter(pl.col("fit_p") <= 0.05)
    assert (every.height, poor.height) == (79, 18)
    assert not {"rises", "falls", "no_difference"} & set(poor["shape"])


def test_no_slopes_are_contrasted_since_no_two_questions_ask_one_thing(ds):
    result = gradients(ds)
    assert result.to_frame("contrasts").is_empty()
    assert set(ds.theme_pair["letter"]) == {"d"}
    asked = ds.theme_option.group_by("theme_id").agg(pl.col("question_id").str.split("/").list.first().n_unique())
    both = set(asked.filter(pl.col("question_id") > 1)["theme_id"])
    assert set(ds.theme_pair["theme_id"]) == both  # and none where one city alone asks
    paired = ds.theme_option.filter(pl.col("comparability").is_not_null())
    assert set(paired["theme_id"]) == both
    assert ds.theme_option.filter(option_id="do_not_understand").item(0, "theme_id") != "no_internet"


def compared(ds, theme):
    """The data, as if the pairs of a theme asked one thing."""
    letter = pl.when(pl.col("theme_id") == theme).then(pl.lit("c")).otherwise(pl.lit("d"))
    return without(ds, theme_pair=ds.theme_pair.with_columns(letter=letter.cast(ds.theme_pair["letter"].dtype)))


def test_a_difference_of_gradients_is_the_interaction_of_a_joint_model(ds):
    """Tax filing with the card: used (Kitakami) against expected (Nasukarasuyama), as if they were one thing."""
    result = gradients(compared(ds, "card_for_tax"), "card_for_tax")
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


def test_caveats_of_gradients_say_what_holds(ds):
    """Levels are not compared where there is one city; no open band, no midpoint of it."""
    across, alone = (
        " ".join(note.ja for note in result.caveats)
        for result in (gradients(ds, "payment"), gradients(ds, question_id=f"{K}/q1"))
    )
    assert "比べられない組は" in across
    assert "比べられない組は" not in alone
    assert "70歳以上は78歳（75歳・82歳でも計算）" in across
    closed = ds.response.with_columns(age_max=pl.when(pl.col("age_min") == 70).then(79).otherwise("age_max"))
    assert "上の端" not in " ".join(note.ja for note in gradients(without(ds, response=closed), "payment").caveats)


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
