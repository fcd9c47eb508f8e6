"""Are the printed survey tables possible? What each test finds, and how surely."""

import pytest

from dxcompare import audit
from dxcompare.dataset.read import typed
from dxcompare.questions.audit.compute import audited
from dxcompare.tables.vocabularies import AUDIT_TESTS
from tests.conftest import without
from tests.plans import made, one, rows, table

Q, P = "alpha-2022/q1", "alpha-2022/q2"
#: 40 and 100 of 150 people; several answers allowed. Nobody chose c.
GROUPS = {
    "20-29": (40, {"a": 30, "b": 10, "c": 0, "no_answer": 5}),
    "70+": (100, {"a": 20, "b": 80, "c": 0, "no_answer": 10}),
}
TOTAL = {"total": (150, {"a": 55, "b": 95, "c": 0, "no_answer": 15})}


def printed(question=Q, groups=GROUPS, total=TOTAL, **more):
    whole = table(question, total, kind="total", **more) if total else []
    return [*table(question, groups, **more), *whole]


def changed(cells, option, group, **values):
    """The cells with one of them printed otherwise."""
    return [{**row, **values} if (row["option_id"], row["group_id"]) == (option, group) else row for row in cells]


def survey(cells, questions=(), valid=150, **tables):
    known = {row["question_id"]: row for row in questions}
    names = sorted({row["question_id"] for row in cells} | set(known))
    return made(
        survey=rows("survey_id municipality_code valid", ("alpha-2022", "01001", valid)),
        question=[
            {
                "question_id": name,
                "survey_id": "alpha-2022",
                "ref": f"問{name[-1]}",
                "answer": "multiple",
                **known.get(name, {}),
            }
            for name in names
        ],
        response=list(cells),
        **tables,
    )


def found(test, cells, scope="age", question=Q, **tables):
    row = one(audited(survey(cells, **tables)), question_id=question, test=test, scope=scope)
    return row["verdict"], row["tested"], row["failed"], row["leans_on"], row["detail"]


# each test


def test_percentages_that_the_base_cannot_give():
    """75.3 % of 40 is no whole number of people; 0 and 100 % tell nothing, blanks are not tested."""
    assert found("impossible_cells", printed()) == ("consistent", 6, 0, "printed", "0/6")
    cells = changed(printed(), "a", "20-29", percent=75.3)
    assert found("impossible_cells", cells) == ("inconsistent", 6, 1, "printed", "1/6")
    blank = changed(printed(), "a", "20-29", percent=None, decimals=None)
    assert found("impossible_cells", blank)[:3] == ("consistent", 5, 0)
    assert found("impossible_cells", cells, "total")[0] == "consistent"


def test_what_cannot_fail_is_untestable():
    """Whole percentages of 100 people and more, and columns without a base."""
    many = {"20-29": (200, {"a": 30, "b": 10})}
    assert found("impossible_cells", printed(groups=many, total=None, decimals=0), valid=200) == (
        *("untestable", 0, 0, "printed", "0/0"),
    )
    few = {"20-29": (99, {"a": 31, "b": 13})}
    assert found("impossible_cells", printed(groups=few, total=None, decimals=0))[:2] == ("consistent", 2)
    vague = {"20-29": (40, {"a": 10, "b": 30})}
    cells = printed(groups=vague, total=None, decimals=0, n_printed=None)
    assert found("impossible_cells", cells) == ("untestable", 0, 0, None, "0/0")


def test_at_a_recovered_base_nothing_can_be_impossible_but_no_base_may_fit():
    """23 of 41 and so on: the base is 41 of at most 60; with one misprint none fits, and no test leans on it."""
    cells = printed(groups=ALONE, total=None, n_printed=None)
    fits = ("consistent", 1, 0, "none", "0/1")
    assert (found("impossible_cells", cells, valid=60), found("fitting_base", cells, valid=60)) == (
        ("untestable", 0, 0, "recovered", "0/0"),
        fits,
    )
    assert found("groups_total", cells, valid=60) == ("untestable", 0, 0, "recovered", "41=41 : 60")
    assert found("no_answer", cells, valid=60)[::3] == ("consistent", "recovered")
    wrong = changed(cells, "a", "20-29", percent=17.2)
    assert found("fitting_base", wrong, valid=60) == ("inconsistent", 1, 1, "none", "1/1")
    assert found("impossible_cells", wrong, valid=60)[::3] == ("untestable", None)
    assert found("no_answer", wrong, valid=60)[::3] == ("consistent", "none")
    assert "fitting_base" not in audited(survey(printed()))["test"].to_list()  # all are printed


def test_a_dash_read_as_zero_is_one_of_one_decimal():
    dash = changed(printed(), "c", "20-29", reading="dash_as_zero", decimals=None, percent=0.0)
    assert found("impossible_cells", dash) == found("impossible_cells", printed())


def test_a_table_that_copies_an_earlier_one():
    twice = [*printed(), *printed(P)]
    assert found("copied_table", twice, "table", P) == ("inconsistent", 1, 1, "none", "問1")
    own = [*printed(), *changed(printed(P), "a", "70+", percent=21.0)]
    assert found("copied_table", own, "table", P) == ("consistent", 1, 0, "none", None)
    tests = audited(survey(twice)).filter(question_id=Q)["test"].to_list()
    assert "copied_table" not in tests  # nothing is earlier


def test_two_values_recur_by_themselves():
    few = {"20-29": (40, {"a": 20, "b": 0}), "70+": (100, {"a": 50, "b": 0})}
    twice = [*printed(groups=few, total=None), *printed(P, groups=few, total=None)]
    assert found("copied_table", twice, "table", P)[0] == "consistent"
    third = {**few, "30-39": (10, {"a": 1, "b": 0})}
    thrice = [*printed(groups=third, total=None), *printed(P, groups=third, total=None)]
    assert found("copied_table", thrice, "table", P)[0] == "inconsistent"


def test_only_tables_of_the_same_survey_are_copied():
    other = "beta-2022/q1"
    ds = made(
        survey=rows("survey_id municipality_code valid", ("alpha-2022", "01001", 150), ("beta-2022", "01002", 150)),
        question=rows(
            "question_id survey_id ref position", (Q, "alpha-2022", "問1", 1), (other, "beta-2022", "問1", 2)
        ),
        response=[*printed(), *printed(other)],
    )
    assert "copied_table" not in audited(ds)["test"].to_list()


@pytest.mark.parametrize(
    ("heading", "valid", "expected"),
    [
        (None, 150, ("consistent", 1, 0, "heading", "150 : 150")),
        (None, 151, ("inconsistent", 1, 1, "heading", "151 : 150")),
        ("n=150", 999, ("consistent", 1, 0, "heading", "150 : 150")),
        ("n=1,500", 150, ("inconsistent", 1, 1, "heading", "1500 : 150")),
        (None, None, ("untestable", 0, 0, None, None)),
    ],
)
def test_the_heading_against_the_total(heading, valid, expected):
    asked = [{"question_id": Q, "base_n_text": heading}]
    assert found("heading_base", printed(), "total", questions=asked, valid=valid) == expected


def test_a_filtered_question_has_no_heading_but_its_own():
    asked = [{"question_id": P, "base_option": f"{Q}:a"}, {"question_id": Q}]
    cells = [*printed(), *printed(P)]
    assert found("heading_base", cells, "total", P, questions=asked)[0] == "untestable"
    assert found("heading_base", printed(total=None), "total")[0] == "untestable"


@pytest.mark.parametrize(
    ("young", "verdict"),
    [(40, "consistent"), (50, "consistent"), (51, "inconsistent")],
)
def test_groups_add_up_to_at_most_the_total(young, verdict):
    cells = [{**row, "n_printed": young} if row["group_id"] == "20-29" else row for row in printed()]
    assert found("groups_total", cells) == (
        verdict,
        1,
        int(verdict == "inconsistent"),
        "printed",
        f"{young}+100={young + 100} : 150",
    )


def test_groups_against_the_heading_where_there_is_no_total_column():
    assert found("groups_total", printed(total=None), valid=139)[0] == "inconsistent"
    assert found("groups_total", printed(total=None), valid=140)[0] == "consistent"
    assert found("groups_total", printed(total=None), valid=None)[0] == "untestable"
    unknown = printed(groups={"20-29": (40, {"a": 10, "b": 30})}, n_printed=None, decimals=0, total=None)
    assert found("groups_total", unknown) == ("untestable", 0, 0, None, None)


def test_counts_of_groups_add_up_to_the_total_column_option_by_option():
    """30 + 20 and up to ten people in no group: the total says 55; 61 would be one too many, 49 one too few."""
    assert found("options_total", printed()) == ("consistent", 4, 0, "printed", "0/4")
    for people, verdict in ((60, "consistent"), (61, "inconsistent"), (50, "consistent"), (49, "inconsistent")):
        whole = {"total": (150, {**TOTAL["total"][1], "a": people})}
        assert found("options_total", printed(total=whole))[0] == verdict
    blank = changed(printed(), "a", "total", percent=None, decimals=None)
    assert found("options_total", blank)[1] == 3
    assert found("options_total", printed(total=None)) == ("untestable", 0, 0, None, None)


def test_a_blank_in_a_group_may_be_anybody():
    """30 people more may have chosen it: the total of 80 is possible."""
    whole = {"total": (150, {**TOTAL["total"][1], "a": 80})}
    cells = changed(printed(total=whole), "a", "20-29", percent=None, decimals=None)
    assert found("options_total", printed(total=whole))[0] == "inconsistent"
    assert found("options_total", cells)[:3] == ("inconsistent", 4, 1)
    nearer = {"total": (150, {**TOTAL["total"][1], "a": 70})}
    assert (
        found("options_total", changed(printed(total=nearer), "a", "20-29", percent=None, decimals=None))[0]
        == "consistent"
    )


#: 41 people and twelve options: no other base up to 60 fits.
ALONE = {
    "20-29": (41, dict(zip([*"abcdefghijk", "no_answer"], [7, 16, 22, 30, 33, 12, 3, 8, 25, 18, 35, 2], strict=True)))
}
SINGLE = [{"question_id": Q, "answer": "single"}]


def test_shares_of_a_single_answer_add_up():
    """Of three people one each: 33.3 three times is 100, rounding apart; 33.4 is not."""
    thirds = {"20-29": (3, {"a": 1, "b": 1, "c": 1}), "70+": (40, {"a": 10, "b": 30, "c": 0})}
    cells = printed(groups=thirds, total=None)
    assert found("single_sum", cells, questions=SINGLE) == ("consistent", 2, 0, "printed", "0/2")
    off = changed(cells, "b", "70+", percent=77.5)
    assert found("single_sum", off, questions=SINGLE) == ("inconsistent", 2, 1, "printed", "1/2")
    low = changed(cells, "b", "70+", percent=72.5)
    assert found("single_sum", low, questions=SINGLE)[2] == 1
    blank = changed(off, "a", "70+", percent=None, decimals=None)
    assert found("single_sum", blank, questions=SINGLE)[1:3] == (1, 0)
    assert "no_answer" not in audited(survey(cells, questions=SINGLE))["test"].to_list()


def test_one_option_alone_has_no_sum():
    cells = printed(groups={"20-29": (40, {"a": 30})}, total=None)
    assert found("single_sum", cells, questions=SINGLE)[:3] == ("untestable", 0, 0)


def test_without_a_base_a_sum_may_be_of_many_people():
    """33.3 three times of a million: the sum of 99.9 is possible; 99.0 is not."""
    vague = {"20-29": (None, {"a": None, "b": None, "c": None})}
    cells = table(Q, vague)
    for row, value in zip(cells, (33.3, 33.3, 33.4), strict=True):
        row |= {"percent": value, "decimals": 1}
    assert found("single_sum", cells, questions=SINGLE, valid=None)[0] == "consistent"
    assert (
        found("single_sum", changed(cells, "c", "20-29", percent=32.9), questions=SINGLE, valid=None)[0]
        == "inconsistent"
    )


def test_those_who_said_nothing_leave_room_for_the_most_common_answer():
    """Of 40 people 30 chose a: at most ten said nothing; of 100, 80 chose b: at most 20."""
    assert found("no_answer", printed()) == ("consistent", 2, 0, "printed", "0/2")
    ten, eleven = (changed(printed(), "no_answer", "20-29", percent=value) for value in (25.0, 27.5))
    assert (found("no_answer", ten)[0], found("no_answer", eleven)[0]) == ("consistent", "inconsistent")


def test_those_who_said_nothing_are_at_least_those_left_over():
    """Of 40 people 6 and 4 answers: 30 people gave none."""
    few = {"20-29": (40, {"a": 6, "b": 4, "no_answer": 30})}
    cells = printed(groups=few, total=None)
    assert found("no_answer", cells) == ("consistent", 1, 0, "printed", "0/1")
    less = changed(cells, "no_answer", "20-29", percent=72.5)
    assert found("no_answer", less)[0] == "inconsistent"


def test_columns_with_blanks_or_without_silence_are_not_tested_for_it():
    blank = changed(printed(total=None), "a", "20-29", percent=None, decimals=None)
    assert found("no_answer", blank)[1] == 1
    silent = [row for row in printed(total=None) if row["option_id"] != "no_answer"]
    assert found("no_answer", silent) == ("untestable", 0, 0, None, "0/0")
    alone = [row for row in printed(total=None) if row["option_id"] == "no_answer"]
    assert found("no_answer", alone) == ("untestable", 0, 0, None, "0/0")


# which tests, and what deals with what they find


def test_which_tests_are_made():
    made_ = audited(survey(printed())).select("test", "scope").rows()
    assert made_ == [
        *(("groups_total", "age"), ("heading_base", "total")),
        *(("impossible_cells", "age"), ("impossible_cells", "total")),
        *(("no_answer", "age"), ("no_answer", "total"), ("options_total", "age")),
    ]


def test_every_test_has_a_name_and_a_question():
    single = [{"question_id": P, "answer": "single"}]
    made_ = audited(survey([*printed(), *printed(P)], questions=single))["test"]
    assert set(AUDIT_TESTS) - set(made_) == {"fitting_base"}  # all are printed


def test_a_question_without_a_table_has_no_sum():
    empty = audited(survey(printed(), questions=[{"question_id": P, "answer": "single"}])).filter(question_id=P)
    assert empty.select("test", "scope", "verdict", "tested").rows() == [("single_sum", "table", "untestable", 0)]
    assert audited(survey(printed(), questions=[{"question_id": P}])).filter(question_id=P).is_empty()


def test_bases_that_are_withheld_are_tested_as_printed():
    """The printed base is the one that is tested, or the recovered one where none is printed."""
    wrong = [
        {**row, "n_printed": 45, "n_quarantined": True} if row["group_id"] == "20-29" else row for row in printed()
    ]
    assert found("groups_total", wrong)[4] == "45+100=145 : 150"


ERRATA = [
    {"erratum_id": "a-2021/e1", "kind": "copy", "question_id": Q, "quarantine": True},
    {"erratum_id": "a-2021/e2", "kind": "value", "question_id": Q, "quarantine": True},
    {"erratum_id": "a-2021/e3", "kind": "value", "question_id": Q, "quarantine": False},
    {"erratum_id": "a-2021/e4", "kind": "value", "question_id": P, "quarantine": True},
]


def dealt(test, cells, scope, errata=ERRATA, question=Q):
    return one(audited(survey(cells, erratum=errata)), question_id=question, test=test, scope=scope)["erratum_id"]


def test_the_likeliest_erratum_deals_with_what_is_inconsistent():
    twice = [*printed(), *printed(P)]
    impossible = changed(twice, "a", "20-29", percent=75.3)
    assert dealt("impossible_cells", impossible, "age") == "a-2021/e2"
    assert dealt("impossible_cells", impossible, "age", ERRATA[:1]) == "a-2021/e1"
    copied = [{**row, "question_id": P} if row["erratum_id"] != "a-2021/e4" else row for row in ERRATA]
    assert dealt("copied_table", twice, "table", copied, P) == "a-2021/e1"
    assert dealt("impossible_cells", impossible, "age", ERRATA[2:]) is None  # nothing withheld in this table
    assert dealt("impossible_cells", twice, "age") is None  # nothing to deal with


# the result


def test_findings_are_said_in_words_with_what_is_done():
    cells = changed([*printed(), *printed(P)], "a", "20-29", percent=75.3)
    treated = [{**ERRATA[1], "treatment": "使わない", "treatment_en": "Withheld"}]
    ds = survey(cells, erratum=treated, valid=151)
    result = audit(without(ds, audit=typed("audit", audited(ds))))
    texts = {(row["ref"], row["test"]): row for row in result.to_frame("findings").iter_rows(named=True)}
    first = texts["問1", "impossible_cells"]
    assert first["text_ja"] == "年齢別の割合6個のうち1個は、記載の回答者数からは出ない値"
    assert first["text_en"] == "1 of 6 percentages (by age) cannot come from the stated bases"
    assert (first["treatment"], first["treatment_en"], first["city_en"]) == ("使わない", "Withheld", "Alpha")
    assert texts["問2", "heading_base"]["text_en"] == "the heading says 151 people, the table's total 150"
    assert texts["問2", "heading_base"]["treatment"] is None
    assert result.to_frame().height == ds.question.height * 7 + 1
    assert result.sources.select("source_id", "title").rows() == [("s", "資料")]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("copied_table", "every value is that of the table of 問1"),
        ("groups_total", "groups by age add up to more than the total (141+100=241 : 150)"),
        ("options_total", "for 4 of 4 options the counts by age do not add up to the total"),
        ("no_answer", "in 1 of 2 columns (by age) the share of no answer contradicts the others"),
        ("single_sum", "2 of 2 columns (by age) do not add up to 100 %"),
    ],
)
def test_each_finding_in_words(test, expected):
    groups = [{**row, "n_printed": 141} if row["group_id"] == "20-29" else row for row in printed()]
    cells = {
        "copied_table": [*printed(), *printed(P)],
        "groups_total": groups,
        "options_total": printed(total={"total": (150, {"a": 150, "b": 150, "c": 150, "no_answer": 150})}),
        "no_answer": changed(printed(), "no_answer", "20-29", percent=27.5),
        "single_sum": printed(),
    }[test]
    ds = survey(cells, questions=[{**SINGLE[0]}] if test == "single_sum" else ())
    findings = audit(without(ds, audit=typed("audit", audited(ds)))).to_frame("findings").filter(test=test)
    assert expected in findings["text_en"].to_list()
