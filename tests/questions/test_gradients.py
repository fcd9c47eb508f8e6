"""How answers change with age, how steeply, and whether it differs between cities."""

import math
from itertools import pairwise

import pytest
from scipy.stats import norm

from dxcompare import gradients
from dxcompare.dataset.notes import DASHED
from dxcompare.evidence.pairs import FORBIDS
from dxcompare.methods.intervals import adjusted, trend
from dxcompare.methods.isotonic import against_p, homogeneity_p, order_p
from dxcompare.methods.logistic import gradient
from dxcompare.questions.gradients.shapes import ORDERED
from tests.plans import A, B, made, one, rows, table
from tests.tiers import each

BANDS = ("20-29", "30-39", "40-49", "50-59", "70+")
N = (50, 60, 70, 80, 90)
MIDDLE = [25.0, 35.0, 45.0, 55.0, 78.0]
FALLS, RISES = (45, 50, 50, 40, 18), (5, 10, 20, 40, 72)


def pair(letter="c", theme="t"):
    names = "theme_id first_question_id first_option_id second_question_id second_option_id letter"
    return rows(names, (theme, "alpha-2022/q1", "yes", "beta-2022/q2", "yes", letter))[0]


SURVEYS = {
    "survey": rows("survey_id municipality_code valid", ("alpha-2022", "01001", 400), ("beta-2022", "01002", 400)),
    "question": rows(
        "question_id survey_id ref", ("alpha-2022/q1", "alpha-2022", "問1"), ("beta-2022/q2", "beta-2022", "問2")
    ),
    "theme": rows("theme_id name_en position", ("t", "Theme", 1), ("u", "Other", 2)),
    "theme_option": rows(
        "question_id option_id theme_id polarity label_en",
        ("alpha-2022/q1", "yes", "t", 1, "A yes"),
        ("beta-2022/q2", "yes", "t", 1, "B yes"),
        ("beta-2022/q2", "no", "t", -1, "B no"),
    ),
    "theme_pair": [pair()],
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


def test_an_error_is_widened_where_a_line_does_not_fit():
    row, fit = option(result((25, 45, 40, 30, 8))), gradient((25, 45, 40, 30, 8), N, MIDDLE)
    assert row["dispersion"] == pytest.approx(fit["dispersion"])
    assert row["dispersion"] > 1
    assert (row["odds_low"], row["odds_high"]) == pytest.approx((math.exp(fit["low"]), math.exp(fit["high"])))


def test_the_order_of_bands_is_tested_both_ways():
    mild = (30, 33, 37, 44, 42)
    row = option(result(mild))
    assert 0.05 < row["order_p"] == pytest.approx(2 * order_p(mild, N, rising=False))
    assert 0.05 < row["against_p"] == pytest.approx(against_p(mild, N, rising=False))
    assert 0.05 < row["homogeneity_p"] == pytest.approx(homogeneity_p(mild, N))


def test_the_adjustment_is_over_the_table():
    found = result(FALLS, (25, 35, 45, 50, 50)).to_frame()
    for name in ("order", "homogeneity"):
        assert found[f"{name}_q"].to_list() == pytest.approx(adjusted(found[f"{name}_p"].to_list()))


@pytest.mark.parametrize(
    ("yes", "shape", "says"),
    each(
        4,
        [
            (FALLS, "falls", "falls with age"),
            (RISES, "rises", "rises with age"),
            ((20, 42, 42, 40, 20), "peak", "highest: 30-39"),
            ((40, 10, 12, 14, 70), "dip", "lowest: 30-39"),
            ((25, 45, 40, 30, 8), "falls_unevenly", "falls, not evenly (highest: 30-39)"),
            ((25, 15, 30, 50, 82), "rises_unevenly", "rises, not evenly (lowest: 30-39)"),
            ((45, 12, 60, 70, 10), "mixed", "differs, not one way"),
            ((20, 26, 38, 46, 36), "unclear", "not clear (highest: 50-59)"),
            ((25, 30, 36, 39, 45), "no_difference", "no difference by age found"),
            ((0, 0, 0, 0, 0), "unknown", "cannot be told"),
            ((50, 60, 70, 80, 90), "unknown", "cannot be told"),
        ],
    ),
)
def test_each_shape(yes, shape, says):
    row = option(result(yes))
    assert (row["shape"], row["says_en"]) == (shape, says)


def test_a_hump_is_no_lack_of_difference():
    """39 % in the thirties, 57 % in the fifties: no order is found, but a line does not fit, and that is said."""
    bands, bases = ("20-29", "30-39", "40-49", "50-59", "60-69", "70+"), (64, 96, 136, 150, 162, 217)
    hump = cells("alpha-2022/q1", (28, 37, 73, 86, 76, 101), bands, bases)
    row = option(result(response=[*hump, *cells("beta-2022/q2", RISES)]))
    assert row["order_q"] > 0.05
    assert row["fit_p"] < 0.05
    assert (row["shape"], row["says_ja"]) == ("unclear", "はっきりしない（50-59歳で最も高い）")


def test_an_order_that_only_the_adjustment_hides_is_not_clear():
    """A weak order among options without any: p of order 0.03, q above 0.05."""
    weak, none = (21, 29, 37, 46, 58), (25, 30, 35, 40, 45)
    row = option(result(weak, none))
    assert row["order_p"] < 0.05 < min(row["order_q"], row["homogeneity_p"], row["fit_p"])
    assert (row["shape"], row["says_en"]) == ("unclear", "not clear")


def test_what_rising_and_falling_mean_is_said_where_something_does():
    """And not where nothing has a direction."""
    assert ORDERED in result().caveats
    assert ORDERED in result((25, 45, 40, 30, 8), N).caveats  # unevenly
    assert ORDERED not in result((20, 42, 42, 40, 20), (25, 30, 36, 39, 45)).caveats


def test_a_series_that_first_doubles_does_not_simply_fall():
    bands, bases = ("20-29", "30-39", "40-49", "50-59", "60-69", "70+"), (64, 96, 136, 150, 162, 217)
    doubles = cells("alpha-2022/q1", (11, 35, 28, 23, 18, 10), bands, bases)
    row = option(result(response=[*doubles, *cells("beta-2022/q2", RISES)]))
    assert (row["shape"], row["says_ja"]) == ("falls_unevenly", "減るが、一様ではない（30-39歳で最も高い）")


def test_the_lowest_and_the_highest_band_are_named():
    row = option(result((45, 10, 40, 40, 18)))
    assert (row["lowest_en"], row["lowest_percent"]) == ("30-39", pytest.approx(16.7))
    assert (row["highest_ja"], row["highest_percent"]) == ("20-29歳", pytest.approx(90))


def test_the_share_of_every_band_with_the_fit_in_order():
    found = result((25, 45, 40, 30, 8)).to_frame("bands").filter(question_id="alpha-2022/q1")
    assert found["group_id"].to_list() == list(BANDS)
    assert found["percent"].to_list() == pytest.approx([50, 75, 57.1, 37.5, 8.9])
    assert found["fitted"].to_list() == pytest.approx([100 * 70 / 110] * 2 + [100 * 40 / 70, 37.5, 100 * 8 / 90])


def test_bands_below_twenty_are_left_out_unless_asked_for():
    young = cells("alpha-2022/q1", (20, *FALLS), ("18-19", *BANDS), (22, *N))
    beta = cells("beta-2022/q2", RISES)
    assert option(result(response=[*young, *beta]))["bands"] == 5
    from_18 = result(response=[*young, *beta], from_age=18)
    assert (option(from_18)["bands"], option(from_18)["n"]) == (6, 372)
    assert option(from_18)["slope"] == pytest.approx(gradient((20, *FALLS), (22, *N), [19, *MIDDLE])["slope"])
    assert from_18.method.en.startswith("Shares of the bands from age 18")
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
    assert (row["groups"], row["slope"], row["chi2"], row["order_p"], row["shape"]) == (2, None, None, None, "unknown")
    assert option(result())["order_q"] is not None


# between cities


def test_gradients_of_two_cities_are_compared_in_one_sense():
    """The options of a pair, and no others."""
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
    assert [row[name] for name in ("ratio", "ratio_low", "ratio_high")] == pytest.approx(
        [math.exp(row[name]) for name in ("difference", "low", "high")]
    )
    assert row["letter"] == "c"


@pytest.mark.long
def test_slopes_of_different_things_are_not_contrasted():
    """Comparability d, no pair, a pair on another theme, a slope that is not known."""
    given = [*cells("alpha-2022/q1", FALLS), *cells("beta-2022/q2", RISES)]
    for pairs in ([pair("d")], [], [pair(theme="u")]):
        found = gradients(made(**{**SURVEYS, "theme_pair": pairs}, response=given))
        assert found.to_frame("contrasts").is_empty()
        assert "q" in found.to_frame("contrasts").columns
        assert found.title.en == "How do answers change with age?"
    assert result((0, 0, 0, 0, 0)).to_frame("contrasts").is_empty()
    assert result(question_id="alpha-2022/q1").to_frame("contrasts").is_empty()
    assert result().title.en == "How do answers change with age, and do cities differ?"


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
    assert asked.select("city_ja", "city_en").unique().rows() == [("甲市", "Alpha")]  # and not the survey's name
    assert asked["slope"][0] == pytest.approx(-asked["slope"][1])
    assert asked["order_q"].null_count() == 0


def test_several_questions_are_one_table_over_which_p_values_are_adjusted():
    both = result((25, 30, 36, 39, 45), question_id=["beta-2022/q2", "alpha-2022/q1"])
    assert both.to_frame().select("question_id", "option_id").rows() == [
        *[("alpha-2022/q1", "yes"), ("alpha-2022/q1", "no"), ("beta-2022/q2", "yes"), ("beta-2022/q2", "no")]
    ]
    alone = result((25, 30, 36, 39, 45), question_id="alpha-2022/q1").to_frame()
    assert both.to_frame().drop("order_q", "homogeneity_q")[:2].equals(alone.drop("order_q", "homogeneity_q"))
    found = both.to_frame()
    assert found["order_q"].to_list() == pytest.approx(adjusted(found["order_p"].to_list()))
    assert both.sources.height == 2
    with pytest.raises(ValueError, match="no question 'q9'"):
        result(question_id=["alpha-2022/q1", "q9"])


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


@pytest.mark.long
def test_caveats_say_what_holds():
    across, alone = result(), result(question_id="alpha-2022/q1")
    assert across.caveats[0].en.startswith("Where only shapes")
    assert not [note for note in alone.caveats if note in FORBIDS.values()]
    given = [*cells("alpha-2022/q1", FALLS), *cells("beta-2022/q2", RISES)]
    for letter in "abcd":
        notes = gradients(made(**{**SURVEYS, "theme_pair": [pair(letter)]}, response=given)).caveats
        assert [one for one, said in FORBIDS.items() if said in notes] == [letter] * (letter in "cd")
    assert "Midpoint of the open band: 70+ at 78 (75 and 82 are run too)." in [note.en for note in across.caveats]
    closed = ("20-29", "30-39", "40-49", "50-59", "60-69")
    shut = [*cells("alpha-2022/q1", FALLS, closed), *cells("beta-2022/q2", RISES, closed)]
    assert not [note for note in result(response=shut).caveats if "open band" in note.en]


def test_only_what_is_said_of_the_options_shown():
    dashed = [*cells("alpha-2022/q1", FALLS), *cells("beta-2022/q2", RISES, reading="dash_as_zero")]
    assert DASHED in result(response=dashed).caveats
    assert DASHED not in result(response=dashed, question_id="alpha-2022/q1").caveats


def test_sources_are_those_of_the_surveys_shown():
    assert result().sources.select("source_id", "title").rows() == [("s", "資料")] * 2
    assert result(question_id="alpha-2022/q1").sources.select("source_id", "title").rows() == [("s", "資料")]


def test_words_of_three_lines_keep_to_their_row():
    """Where bands are many, little room is left for the shape in words."""
    tens, other = ("30-39", "40-49", "50-59", "60-69", "70-79", "80+"), ("30-39", "40-49", "50-64", "65+")
    flat = [
        cells("alpha-2022/q1", [20, 22, 19, 21, 20, 22], tens, [100] * 6),
        cells("beta-2022/q2", [20, 22, 19, 21], other, [100] * 4),
    ]
    figure = result(response=[*flat[0], *flat[1]]).plot("forest", lang="ja").figure
    said = [text for axes in figure.axes for text in axes.texts if "n=" in text.get_text()]
    assert max(text.get_text().count("\n") for text in said) == 2
    figure.draw_without_rendering()
    boxes = sorted((text.get_window_extent() for text in said), key=lambda box: -box.y0)
    assert len(boxes) == 3
    assert all(above.y0 >= below.y1 for above, below in pairwise(boxes))
