"""Survey answers with their labels, bases and populations, on tables whose counts are known."""

import polars as pl
import pytest

from dxcompare.evidence.answers import asked_of, of_theme, sources_of_surveys, theme_options
from dxcompare.methods.intervals import wilson
from tests.conftest import without
from tests.plans import A, B, census, made, one, rows, table

Q = "alpha-2022/q1"
SURVEY = [
    {"survey_id": "alpha-2022", "municipality_code": "01001", "name_ja": "調査", "name_en": "Survey", "valid": 1200}
]
QUESTION = rows("question_id survey_id base", (Q, "alpha-2022", "全員"))

#: 40 people in their twenties, of whom 4 said nothing, 25 from 70 on, of whom 5, and 10 who gave no age.
CELLS = table(
    Q,
    {
        "20-29": (40, {"yes": 30, "no": 6, "no_answer": 4}),
        "70+": (25, {"yes": 5, "no": 15, "no_answer": 5}),
        "no_age": (10, {"yes": 0, "no": 0, "no_answer": 10}),
    },
)


def survey(cells=CELLS, **tables):
    return made(**{"survey": SURVEY, "question": QUESTION, "response": cells, **tables})


def ends(low, high):
    return pytest.approx((100 * low, 100 * high), abs=0.006)


def cell(ds, option="yes", group="20-29", **choices):
    return one(asked_of(ds, Q, "age", **choices).table, option_id=option, group_id=group)


def test_shares_of_all_who_were_asked():
    row = cell(survey())
    assert (row["percent"], row["n"], row["count"], row["certainty"]) == (75.0, 40, 30, "printed")
    assert (row["low"], row["high"]) == ends(*wilson(30, 40))


def test_shares_of_those_who_answered():
    """30 of 36 and 5 of 20; without those who said nothing there is nobody left who gave no age."""
    row = cell(survey(), no_answer=False)
    assert (row["percent"], row["n"], row["count"]) == (pytest.approx(100 * 30 / 36), 36, 30)
    assert (row["low"], row["high"]) == pytest.approx([100 * end for end in wilson(30, 36)])
    old = cell(survey(), group="70+", no_answer=False)
    assert (old["percent"], old["n"]) == (25.0, 20)
    nobody = cell(survey(), group="no_age", no_answer=False)
    assert (nobody["percent"], nobody["low"], nobody["high"], nobody["n"], nobody["hollow"]) == (
        None,
        None,
        None,
        0,
        True,
    )
    answered = asked_of(survey(), Q, "age", no_answer=False).table
    assert answered["option_id"].unique(maintain_order=True).to_list() == ["yes", "no"]
    assert "silent" not in answered.columns


def test_without_a_count_of_silence_nothing_is_recomputed():
    """Whole percentages of many people tell no count: 40 % of 1,000 are 395 to 404 people."""
    many = table(Q, {"20-29": (1000, {"yes": 400, "no": 500, "no_answer": 100})}, decimals=0)
    assert cell(survey(many))["count"] is None
    row = cell(survey(many), no_answer=False)
    assert (row["percent"], row["low"], row["high"], row["n"]) == (None, None, None, None)


def test_a_table_without_silence_has_none_to_leave_out():
    with pytest.raises(ValueError, match=f"{Q} has no option no_answer to leave out"):
        asked_of(survey(table(Q, {"20-29": (40, {"yes": 30, "no": 10})})), Q, "age", no_answer=False)


@pytest.mark.parametrize(("n", "hollow"), [(29, True), (30, False), (31, False)])
def test_a_base_below_thirty_is_hollow(n, hollow):
    assert cell(survey(table(Q, {"20-29": (n, {"yes": 10, "no": n - 10})})))["hollow"] is hollow


def test_leaving_out_silence_may_make_a_base_hollow():
    """34 were asked, 6 said nothing: 28 are left."""
    ds = survey(table(Q, {"20-29": (34, {"yes": 10, "no": 18, "no_answer": 6})}))
    assert [cell(ds, no_answer=said)["hollow"] for said in (True, False)] == [False, True]


def test_an_unknown_base_is_hollow():
    """Two whole percentages fit many bases."""
    row = cell(survey(table(Q, {"20-29": (40, {"yes": 20, "no": 20})}, decimals=0, n_printed=None)))
    assert (row["n"], row["hollow"], row["percent"], row["certainty"]) == (None, True, 50.0, "ambiguous")


PEOPLE = census("01001", _20_24=60, _25_29=20, _70_74=300, _75_79=200, _80=100)


def test_the_population_of_a_band_is_the_census_of_the_city():
    ds = survey(reference_stat=[*PEOPLE, *census("01002", _20_24=7, _25_29=7)])
    found = asked_of(ds, Q, "age").table
    people = dict(found.select("group_id", "population").unique().iter_rows())
    assert people == {"20-29": 80, "70+": 600, "no_age": None}


def test_intervals_are_narrowed_by_the_population():
    """40 of 80 people: as good as 40 · 79 / 40 = 79 asked; of those without an age nothing is known."""
    ds = survey(reference_stat=PEOPLE)
    row = cell(ds, finite_population=True)
    assert (row["low"], row["high"]) == pytest.approx([100 * end for end in wilson(30, 40, 80)])
    assert row["percent"] == 75.0
    wide, narrow = (cell(ds, "no", "no_age", finite_population=factor) for factor in (False, True))
    assert (wide["low"], wide["high"]) == (narrow["low"], narrow["high"])


def test_the_two_choices_go_together():
    """36 of the 80 people answered, 30 of them yes."""
    row = cell(survey(reference_stat=PEOPLE), no_answer=False, finite_population=True)
    assert (row["low"], row["high"]) == pytest.approx([100 * end for end in wilson(30, 36, 80)])


def test_more_people_than_there_are_is_refused():
    with pytest.raises(ValueError, match="a base of 40 is larger than the population of 12"):
        asked_of(survey(reference_stat=census("01001", _20_24=6, _25_29=6)), Q, "age", finite_population=True)


def test_cells_come_in_printed_order():
    found = asked_of(survey(), Q, "age").table
    assert found.select("option_id", "group_id").rows()[:4] == [
        ("yes", "20-29"),
        ("yes", "70+"),
        ("yes", "no_age"),
        ("no", "20-29"),
    ]


def test_a_withheld_cell_is_there_without_a_percentage():
    held = survey([{**row, "quarantined": row["option_id"] == "yes"} for row in CELLS])
    assert (cell(held)["percent"], cell(held)["blank"]) == (None, "withheld")
    assert (cell(held, "no")["percent"], cell(held, "no")["blank"]) == (15.0, None)


def test_only_the_table_asked_for():
    sexes = table(Q, {"men": (30, {"yes": 3, "no": 27}), "women": (35, {"yes": 7, "no": 28})}, kind="sex")
    other = "alpha-2022/q2"
    ds = survey(
        [*CELLS, *sexes, *table(other, {"20-29": (40, {"yes": 1, "no": 39})})],
        question=[*QUESTION, *rows("question_id survey_id", (other, "alpha-2022"))],
    )
    assert asked_of(ds, Q, "sex").table["group_id"].unique(maintain_order=True).to_list() == ["men", "women"]
    assert set(asked_of(ds, Q, "age").table["question_id"]) == {Q}
    with pytest.raises(ValueError, match="no kind of group 'district'; there are "):
        asked_of(ds, Q, "district")
    with pytest.raises(ValueError, match=f"no question 'q1'; there are {Q}, {other}"):
        asked_of(ds, "q1", "age")


def said(ds):
    return [note.en for note in asked_of(ds, Q, "age").caveats()]


def test_caveats_say_who_was_asked_and_what_is_not_as_printed():
    assert said(survey()) == ["Survey, 1,200 valid answers."]
    assert said(survey(survey=[{**SURVEY[0], "valid": None}])) == ["Survey, number of valid answers not stated."]
    assert asked_of(survey(), Q, "age").caveats()[0].ja == "調査、有効回答1,200人。回答対象：全員。"
    vague = survey(table(Q, {"20-29": (40, {"yes": 20, "no": 20})}, decimals=0, n_printed=None))
    assert [note[:10] for note in said(vague)] == ["Survey, 1,", "Where n=?,"]
    dashed = survey(table(Q, {"20-29": (40, {"yes": 20, "no": 20})}, reading="dash_as_zero"))
    assert [note[:10] for note in said(dashed)] == ["Survey, 1,", "A printed "]


def test_a_base_that_contradicts_its_cells_is_said_to_be_unknown():
    """No base gives 12.3, 45.6 and 78.9 % of few people."""
    cells = table(Q, {"20-29": (None, {"a": None, "b": None, "c": None})}, decimals=1)
    for row, value in zip(cells, (12.3, 45.6, 78.9), strict=True):
        row |= {"percent": value, "percent_text": str(value), "decimals": 1, "reading": "printed"}
    ds = survey(cells, survey=[{**SURVEY[0], "valid": 12}])
    assert ds.survey_base["certainty"].to_list() == ["inconsistent"]
    assert said(ds)[-1].startswith("Where n=?,")


#: A source as it is cited: id, title, publisher, date of publication, licence.
DOCUMENT = [("s", "資料", "publisher", None, "licence")]


def test_the_document_that_prints_it():
    assert asked_of(survey(), Q, "age").sources(survey()).rows() == DOCUMENT
    assert sources_of_surveys(survey()).rows() == DOCUMENT
    two = [*SURVEY, {**SURVEY[0], "survey_id": "alpha-2024"}]
    assert sources_of_surveys(survey(survey=two)).rows() == DOCUMENT


# themes


THEMES = {
    "survey": [*SURVEY, {**SURVEY[0], "survey_id": "beta-2022", "municipality_code": "01002"}],
    "question": rows(
        "question_id survey_id", (Q, "alpha-2022"), ("beta-2022/q9", "beta-2022"), ("beta-2022/q3", "beta-2022")
    ),
    "theme": rows("theme_id name_ja name_en position", ("t2", "後", "Second", 2), ("t1", "先", "First", 1)),
    "theme_option": rows(
        "question_id option_id theme_id polarity label_en",
        ("beta-2022/q9", "yes", "t1", 1, "B yes"),
        (Q, "no", "t1", -1, "A no"),
        (Q, "yes", "t1", 1, "A yes"),
        ("beta-2022/q3", "yes", "t2", 1, "B third"),
        ("beta-2022/q9", "no", "t2", 1, "B ninth"),
    ),
    "theme_pair": rows(  # the best letter of an option is the option's
        "theme_id first_question_id first_option_id second_question_id second_option_id letter reason_en",
        ("t1", Q, "no", "beta-2022/q9", "yes", "d", "opposite"),
        ("t1", Q, "yes", "beta-2022/q9", "yes", "b", "alike"),
    ),
    "response": [*CELLS, *table("beta-2022/q9", {"20-29": (50, {"yes": 10, "no": 40})})],
}


def test_options_stand_by_theme_city_sense_and_question():
    ds = made(**THEMES)
    found = theme_options(ds, ds.theme)
    assert found.select("theme_id", "plan_id", "label_en", "polarity", "comparability").rows() == [
        ("t1", A, "A yes", 1, "b"),
        ("t1", A, "A no", -1, "d"),
        ("t1", B, "B yes", 1, "b"),
        ("t2", B, "B ninth", 1, None),
        ("t2", B, "B third", 1, None),
    ]
    assert found["reason_en"].to_list() == ["alike", "opposite", "alike", None, None]
    assert found.select("theme_en", "city_ja", "city_en", "survey_id").row(0) == (
        "First",
        "甲市",
        "Alpha",
        "alpha-2022",
    )


def test_cells_of_a_theme_are_those_with_an_age():
    ds = made(**THEMES)
    chosen, options, cells = of_theme(ds, "t1")
    assert chosen["theme_id"].to_list() == ["t1"]
    assert options["theme_id"].unique().to_list() == ["t1"]
    assert cells.select("plan_id", "option_id", "group_id", "count", "hollow").rows() == [
        (A, "yes", "20-29", 30, False),
        (A, "yes", "70+", 5, True),
        (A, "no", "20-29", 6, False),
        (A, "no", "70+", 15, True),
        (B, "yes", "20-29", 10, False),
    ]
    assert of_theme(ds)[0]["theme_id"].to_list() == ["t1", "t2"]
    with pytest.raises(ValueError, match="no theme 't3'; there are t1, t2"):
        of_theme(ds, "t3")


@pytest.mark.parametrize(("n", "hollow"), [(29, True), (30, False), (None, True)])
def test_a_band_of_a_theme_is_hollow_below_thirty(n, hollow):
    ds = made(**THEMES)
    counts = ds.response_count.with_columns(n=pl.lit(n, pl.Int64))
    assert set(of_theme(without(ds, response_count=counts), "t1")[2]["hollow"]) == {hollow}
