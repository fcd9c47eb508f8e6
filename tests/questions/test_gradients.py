"""How answers change with age, how steeply, and whether it differs between cities."""

import math

import pytest
from scipy.stats import norm

from dxcompare import gradients
from dxcompare.dataset.notes import DASHED
from dxcompare.methods.intervals import adjusted, difference_p, gradient, trend
from tests.plans import A, B, made, one, rows, table

BANDS = ("20-29", "30-39", "40-49", "50-59", "70+")
N = (50, 60, 70, 80, 90)
MIDDLE = [25.0, 35.0, 45.0, 55.0, 78.0]
FALLS, RISES = (45, 50, 50, 40, 18), (5, 10, 20, 40, 72)

SURVEYS = {
    "survey": rows("survey_id municipality_code valid", ("alpha-2022", "01001", 400), ("beta-2022", "01002", 400)),
    "question": rows(
        "question_id survey_id ref", ("alpha-2022/q1", "alpha-2022", "問1"), ("beta-2022/q2", "beta-2022", "問2")
    ),
    "theme": rows("theme_id name_en position", ("t", "Theme", 1), ("u", "Other", 2)),
    "theme_option": rows(
        "question_id option_id theme_id polarity comparability label_en",
        ("alpha-2022/q1", "yes", "t", 1, "c", "A yes"),
        ("beta-2022/q2", "yes", "t", 1, "c", "B yes"),
        ("beta-2022/q2", "no", "t", -1, "c", "B no"),
    ),
}


def cells(question, yes, bands=BANDS, bases=N, **more):
    columns = {band: (n, {"yes": k, "no": n - k}) for band, n, k in zip(bands, bases, yes, strict=True)}
    return table(question, columns, **more)


def result(first=FALLS, second=RISES, *, response=None, theme=None, **choices):
    given = response or [*cells("alpha-2022/q1", first), *cells("beta-2022/q2", second)]
    return gradients(made(**SURVEYS, response=given), theme, **choices)


def option(found, label="A yes"):
    return one(found.to_frame(), label_en=label)


def test_the_slope_is_that_of_a_logistic_regression_on_the_middle_of_the_bands():
    """70 and over at 78, and tried at 75 and 82."""
    row, fit = option(result()), gradient(FALLS, N, MIDDLE)
    for name in ("slope", "error", "low", "high", "fit_p"):
        assert row[name] == pytest.approx(fit[name])
    assert row["odds_ratio"] == pytest.approx(math.exp(fit["slope"]))
    assert (row["chi2"], row["trend_p"]) == pytest.approx(trend(FALLS, N, MIDDLE))
    assert row["slope_open_low"] == pytest.approx(gradient(FALLS, N, [*MIDDLE[:4], 75])["slope"])
    assert row["slope_open_high"] == pytest.approx(gradient(FALLS, N, [*MIDDLE[:4], 82])["slope"])
    assert (row["bands"], row["groups"], row["n"], row["certainty"], row["shape"]) == (5, 5, 350, "printed", "falls")


def test_the_adjustment_is_over_the_table():
    found = result(FALLS, (25, 30, 34, 41, 45)).to_frame()
    assert found["trend_q"].to_list() == pytest.approx(adjusted(found["trend_p"].to_list()))
    assert found["trend_q"][1] > found["trend_p"][0]


@pytest.mark.parametrize(
    ("yes", "shape"),
    [
        (FALLS, "falls"),
        (RISES, "rises"),
        ((25, 30, 36, 39, 45), "no_trend"),
        ((45, 10, 40, 40, 18), "not_monotone"),
        ((5, 50, 20, 40, 80), "not_monotone"),
        ((0, 0, 0, 0, 0), "unknown"),
        ((50, 60, 70, 80, 90), "unknown"),
    ],
)
def test_each_shape(yes, shape):
    assert option(result(yes))["shape"] == shape


def test_the_clearest_reversal_over_all_pairs_of_bands():
    """Falls from 90 to 20 %, but 17 % in the thirties are followed by 57 % in the forties; of ten pairs."""
    row = option(result((45, 10, 40, 40, 18)))
    assert row["reversal_p"] == pytest.approx(min(1, 10 * difference_p(10, 60, 40, 70)))
    assert row["peak_en"] == "40-49"
    rising = option(result((5, 50, 20, 40, 80)))
    assert rising["reversal_p"] == pytest.approx(min(1, 10 * difference_p(50, 60, 20, 70)))
    assert (rising["peak_ja"], rising["peak_en"]) == ("30-39歳", "30-39")
    assert (option(result())["reversal_p"], option(result())["peak_en"]) == (1.0, None)


def test_a_chance_reversal_is_no_peak_of_more_than_one():
    row = option(result((25, 31, 34, 41, 44)))
    assert row["reversal_p"] == 1.0


def test_bands_below_twenty_are_left_out_unless_asked_for():
    young = cells("alpha-2022/q1", (20, *FALLS), ("18-19", *BANDS), (22, *N))
    beta = cells("beta-2022/q2", RISES)
    assert option(result(response=[*young, *beta]))["bands"] == 5
    from_18 = result(response=[*young, *beta], from_age=18)
    assert (option(from_18)["bands"], option(from_18)["n"]) == (6, 372)
    assert option(from_18)["slope"] == pytest.approx(gradient((20, *FALLS), (22, *N), [19, *MIDDLE])["slope"])
    assert from_18.method.en.startswith("Binomial logistic regression on the midpoints of bands from age 18")
    assert option(result(response=[*young, *beta], from_age=30))["bands"] == 4


def unknown(*bands):
    """The bases of some bands are not printed, and their whole percentages fit many."""
    first = [
        {**row, "n_printed": None, "percent": 50.0, "decimals": 0} if row["group_id"] in bands else row
        for row in cells("alpha-2022/q1", FALLS)
    ]
    return result(response=[*first, *cells("beta-2022/q2", RISES)])


def test_bands_without_a_base_are_left_out_and_named():
    found = unknown("30-39", "50-59")
    row = option(found)
    assert (row["bands"], row["groups"], row["n"]) == (5, 3, 210)
    assert row["slope"] == pytest.approx(gradient([45, 50, 18], [50, 70, 90], [25, 45, 78])["slope"])
    assert found.caveats[-1].en == "Bands without a known base are left out: A yes."
    assert found.caveats[-1].ja == "人数が分からない年代は除いた：問1 label_ja。"
    assert not [note for note in result().caveats if "left out" in note.en]


def test_two_bands_are_too_few():
    row = option(unknown("30-39", "40-49", "50-59"))
    assert (row["groups"], row["slope"], row["chi2"], row["trend_p"], row["shape"]) == (2, None, None, None, "unknown")
    assert option(result())["trend_q"] is not None


# between cities


def test_gradients_of_two_cities_are_compared_in_one_sense():
    """Of one theme and polarity, from two surveys: `B no` means less of it."""
    found = result()
    row = found.to_frame("contrasts").row(0, named=True)
    assert found.to_frame("contrasts").height == 1
    assert (row["first_en"], row["second_en"], row["theme_en"]) == ("Alpha A yes", "Beta B yes", "Theme")
    one_, other = (gradient(yes, N, MIDDLE) for yes in (FALLS, RISES))
    gap, error = one_["slope"] - other["slope"], math.hypot(one_["error"], other["error"])
    z = norm.ppf(0.975)
    assert [row[name] for name in ("difference", "low", "high")] == pytest.approx(
        [gap, gap - z * error, gap + z * error]
    )
    assert row["p"] == pytest.approx(2 * norm.sf(abs(gap) / error))
    assert row["q"] == row["p"]


def test_no_contrast_within_a_city_of_another_theme_or_without_a_slope():
    one_city = result(response=cells("beta-2022/q2", RISES)).to_frame("contrasts")
    assert one_city.is_empty()
    assert "q" in one_city.columns
    assert result((0, 0, 0, 0, 0)).to_frame("contrasts").is_empty()
    other = [{**row, "theme_id": "u"} if row["label_en"] == "B yes" else row for row in SURVEYS["theme_option"]]
    ds = made(
        **{**SURVEYS, "theme_option": other}, response=[*cells("alpha-2022/q1", FALLS), *cells("beta-2022/q2", RISES)]
    )
    assert gradients(ds).to_frame("contrasts").is_empty()


# which options


def test_options_of_a_theme_or_of_a_question():
    assert result().to_frame().select("plan_id", "label_en", "polarity").rows() == [
        (A, "A yes", 1),
        (B, "B yes", 1),
        (B, "B no", -1),
    ]
    asked = result(question_id="alpha-2022/q1").to_frame()
    assert asked.select("option_id", "label_en", "theme_id", "polarity", "plan_id", "ref").rows() == [
        ("yes", "yes", None, 1, A, "問1"),
        ("no", "no", None, 1, A, "問1"),
    ]
    assert asked["slope"][0] == pytest.approx(-asked["slope"][1])
    assert asked["trend_q"].null_count() == 0


def test_silence_is_no_option():
    given = [
        *table(
            "alpha-2022/q1",
            {
                band: (n, {"yes": k, "no": n - k - 2, "no_answer": 2})
                for band, n, k in zip(BANDS, N, FALLS, strict=True)
            },
        ),
        *cells("beta-2022/q2", RISES),
    ]
    assert result(response=given, question_id="alpha-2022/q1").to_frame()["option_id"].to_list() == ["yes", "no"]


def test_what_is_not_there_is_refused():
    with pytest.raises(ValueError, match="no theme 'v'; there are t, u"):
        result(theme="v")
    with pytest.raises(ValueError, match="no question 'q1'; there are alpha-2022/q1, beta-2022/q2"):
        result(question_id="q1")
    with pytest.raises(ValueError, match="no options to fit"):
        result(theme="u")


# what is said


def test_caveats_say_what_holds():
    across, alone = result(), result(question_id="alpha-2022/q1")
    assert across.caveats[0].en.startswith("Wording and base differ")
    assert not [note for note in alone.caveats if "Wording" in note.en]
    level = [{**row, "comparability": "a"} for row in SURVEYS["theme_option"]]
    ds = made(
        **{**SURVEYS, "theme_option": level}, response=[*cells("alpha-2022/q1", FALLS), *cells("beta-2022/q2", RISES)]
    )
    assert not [note for note in gradients(ds).caveats if "Wording" in note.en]
    assert "Midpoint of the open band: 70+ at 78 (75 and 82 are run too)." in [note.en for note in across.caveats]
    closed = ("20-29", "30-39", "40-49", "50-59", "60-69")
    shut = [*cells("alpha-2022/q1", FALLS, closed), *cells("beta-2022/q2", RISES, closed)]
    assert not [note for note in result(response=shut).caveats if "open band" in note.en]


def test_only_what_is_said_of_the_options_shown():
    dashed = [*cells("alpha-2022/q1", FALLS), *cells("beta-2022/q2", RISES, reading="dash_as_zero")]
    assert DASHED in result(response=dashed).caveats
    assert DASHED not in result(response=dashed, question_id="alpha-2022/q1").caveats


def test_sources_are_those_of_the_surveys_shown():
    assert result().sources.rows() == [("s", "資料")] * 2
    assert result(question_id="alpha-2022/q1").sources.rows() == [("s", "資料")]
