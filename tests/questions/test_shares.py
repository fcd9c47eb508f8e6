"""What residents answer: the shares are worked by hand in evidence/test_answers.py; here is what is said of them."""

import pytest

from dxcompare import shares
from tests.evidence.test_answers import PEOPLE, Q, cell, survey


def result(**choices):
    return shares(survey(reference_stat=PEOPLE), Q, **choices)


def test_the_choices_are_passed_on():
    """30 of 40, or of 36 who answered; of 80 people in all."""
    for choices in ({}, {"no_answer": False}, {"finite_population": True}):
        row = result(**choices).to_frame().row(0, named=True)
        assert row == cell(survey(reference_stat=PEOPLE), **choices)


def test_the_title_is_the_question_and_the_tables_its_rows():
    found = result()
    assert tuple(found.title) == ("wording_ja", "wording_en")
    assert found.to_frame("question")["question_id"].to_list() == [Q]
    assert found.to_frame("survey")["survey_id"].to_list() == ["alpha-2022"]
    assert found.sources.select("source_id", "title").rows() == [("s", "資料")]
    assert found.caveats[0].en == "Survey, 1,200 valid answers."


@pytest.mark.parametrize(
    ("choices", "start", "end"),
    [
        ({}, "Percentages as stated", "95 % Wilson intervals."),
        ({"no_answer": False}, "Percentages recomputed without", "95 % Wilson intervals."),
        ({"finite_population": True}, "Percentages as stated", "finite-population factor (2020 census)."),
    ],
)
def test_the_method_says_of_whom_and_how(choices, start, end):
    method = result(**choices).method
    assert method.en.startswith(start)
    assert method.en.endswith(end)
    assert ("有限母集団" in method.ja) == ("finite_population" in choices)
    assert ("無回答を除いて" in method.ja) == ("no_answer" in choices)


def test_groups_are_by_age_unless_others_are_asked_for():
    assert set(result().to_frame()["group_type"]) == {"age"}
    with pytest.raises(ValueError, match="no kind of group 'sex'; there are "):
        result(group_type="sex")
