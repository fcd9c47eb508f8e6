"""How shares change at one age structure."""

import pytest

from dxcompare import standardise
from dxcompare.dataset.notes import DASHED
from dxcompare.methods.intervals import standardised, wilson
from tests.plans import A, census, made, one, rows, table

Q = "alpha-2022/q1"
#: 30 of 40 in their twenties, 20 of 100 of 70 and over; who gave no age, and who is under 20, take no part.
CELLS = table(
    Q,
    {
        "18-19": (10, {"yes": 10, "no": 0}),
        "20-29": (40, {"yes": 30, "no": 10}),
        "70+": (100, {"yes": 20, "no": 80}),
        "no_age": (5, {"yes": 5, "no": 0}),
    },
)
OPTION = "question_id option_id theme_id polarity label_en"
PAIR = "theme_id first_question_id first_option_id second_question_id second_option_id letter"
PEOPLE = [
    *census("01001", _20_24=300, _25_29=100, _70_74=350, _75=250),
    *census("00000", _20_24=100, _25_29=100, _70_74=400, _75=400),
    *census("01002", _20_24=9, _25_29=9, _70_74=9, _75=9),
]


def dataset(response=CELLS, reference_stat=PEOPLE, **tables):
    given = {
        "survey": rows("survey_id municipality_code valid", ("alpha-2022", "01001", 200)),
        "question": rows("question_id survey_id", (Q, "alpha-2022")),
        "theme": rows("theme_id name_en position", ("t", "Theme", 1), ("u", "Other", 2)),
        "theme_option": rows(OPTION, (Q, "yes", "t", 1, "Yes")),
    }
    return made(**{**given, "response": list(response), "reference_stat": list(reference_stat), **tables})


def result(*cells, theme=None, from_age=20, **tables):
    return standardise(dataset(*cells, **tables), theme, from_age)


def share(population, **more):
    row = one(result(**more).to_frame(), population=population)
    return row["percent"], row["low"], row["high"]


def test_shares_by_hand():
    """As answered 50 of 140; the city has 400 and 600 people, Japan 200 and 800."""
    assert share("respondents") == pytest.approx([100 * v for v in (50 / 140, *wilson(50, 140))])
    assert share("own")[0] == pytest.approx(0.4 * 75 + 0.6 * 20)
    assert share("nation")[0] == pytest.approx(0.2 * 75 + 0.8 * 20)
    assert share("own") == pytest.approx([100 * v for v in standardised([30, 20], [40, 100], [400, 600])])


def test_each_share_says_of_what():
    table_ = result().to_frame()
    assert table_["population"].to_list() == ["respondents", "own", "nation"]
    row = table_.row(0, named=True)
    assert (row["plan_id"], row["city_en"], row["theme_en"], row["label_en"]) == (A, "Alpha", "Theme", "Yes")
    assert (row["bands"], row["n"], row["certainty"], row["missing"], row["comparability"]) == (
        2,
        140,
        "printed",
        None,
        None,
    )


def test_an_unknown_base_leaves_every_share_blank():
    unknown = [
        {**row, "n_printed": None, "percent": 50.0, "decimals": 0} if row["group_id"] == "70+" else row for row in CELLS
    ]
    table_ = result(unknown).to_frame()
    assert table_.select("percent", "low", "high", "n").rows() == [(None, None, None, None)] * 3
    assert set(table_["missing"]) == {"70+"}


def test_an_unknown_population_leaves_only_its_share_blank():
    assert share("own", reference_stat=PEOPLE[4:8]) == (None, None, None)
    assert share("nation", reference_stat=PEOPLE[4:8])[0] == pytest.approx(31)
    assert share("respondents", reference_stat=PEOPLE[4:8])[0] == pytest.approx(100 * 50 / 140)
    empty = census("01001", _20_24=0, _25_29=0, _70_74=350, _75=250)
    assert share("own", reference_stat=empty) == (None, None, None)


def test_younger_bands_take_part_if_asked_for_and_known():
    """The census does not split 15–19: without a population there is no share at the city's ages."""
    young = one(result(from_age=18).to_frame(), population="respondents")
    assert (young["bands"], young["n"], young["percent"]) == (3, 150, pytest.approx(40.0))
    assert share("own", from_age=18) == (None, None, None)
    assert result(from_age=18).method.en.startswith("Aged 18 and over")


def test_nothing_to_standardise_is_said():
    with pytest.raises(ValueError, match="no options to standardise"):
        result(theme="u")
    with pytest.raises(ValueError, match="no theme 'v'"):
        result(theme="v")


def test_a_question_put_to_some_has_a_population_of_its_own():
    """30 of 40 in their twenties and 20 of 100 of 70 and over were asked: 300 and 120 of the city's 400 and 600."""
    some = "alpha-2022/q2"
    asked = table(some, {"20-29": (30, {"yes": 12, "no": 18}), "70+": (20, {"yes": 15, "no": 5})})
    found = result(
        [*CELLS, *asked],
        question=rows(
            "question_id survey_id ref base base_option",
            (Q, "alpha-2022", "問1", "全員", None),
            (some, "alpha-2022", "問2", "問1で「はい」の人", f"{Q}:yes"),
        ),
        theme_option=rows(OPTION, (some, "yes", "t", 1, "Yes")),
    )
    row = one(found.to_frame(), population="own")
    errors = [400 * (0.75 * 0.25 / 40) ** 0.5, 600 * (0.2 * 0.8 / 100) ** 0.5]
    expected = standardised([12, 15], [30, 20], [300, 120], errors)
    assert (row["percent"], row["low"], row["high"]) == pytest.approx([100 * value for value in expected])
    assert row["base"] == "問1で「はい」の人"
    assert found.caveats[0].en.startswith("Questions put to some only (Alpha 問2)")
    assert not [note for note in result().caveats if "put to some" in note.en]


@pytest.mark.parametrize(
    ("city", "letter", "said"),
    [("01002", "c", True), ("01002", "a", False), ("01002", "d", True), ("01001", "c", False)],
)
def test_levels_of_two_cities_are_not_to_be_compared(city, letter, said):
    """Two questions of one city differ as well, but nobody takes them for two cities."""
    other = "beta-2022/q1"
    found = result(
        [*CELLS, *[{**row, "question_id": other} for row in CELLS]],
        survey=rows("survey_id municipality_code valid", ("alpha-2022", "01001", 200), ("beta-2022", city, 200)),
        question=rows("question_id survey_id", (Q, "alpha-2022"), (other, "beta-2022")),
        theme_option=rows(OPTION, (Q, "yes", "t", 1, "Yes"), (other, "yes", "t", 1, "Yes")),
        theme_pair=rows(PAIR, ("t", Q, "yes", other, "yes", letter)),
    )
    assert [note.en.startswith("Wording still differs") for note in found.caveats] == [True] * said


def test_what_is_not_as_printed_is_said():
    assert result().caveats == ()
    assert result([{**row, "reading": "dash_as_zero"} for row in CELLS]).caveats == (DASHED,)
    assert result().sources.select("source_id", "title").rows() == [("s", "資料")]


def test_why_a_mark_is_missing_is_said():
    """Of a city whose ages are not known there is none at its own; where bases are not, none at all."""

    def said(*cells, **more):
        figure = result(*cells, **more).plot("populations", lang="ja").figure
        return "".join(text.get_text() for one in (figure, *figure.axes) for text in one.texts).replace("\n", "")

    whole = said()
    assert "◆のない行" not in whole
    assert "計算できない" not in whole
    assert "◆のない行" in said(reference_stat=census("00000", _20_24=100, _25_29=100, _70_74=400, _75=400))
    unknown = table(
        Q, {"20-29": (40, {"yes": 30, "no": 10}), "70+": (100, {"yes": 20, "no": 80})}, n_printed=None, decimals=0
    )
    assert "人数の分からない年代があり、計算できない" in said(unknown)
