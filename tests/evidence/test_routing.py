"""Who was put a question, worked by hand."""

import pytest

from dxcompare.evidence.answers import asked_of
from dxcompare.evidence.routing import asked_share
from dxcompare.methods.intervals import wilson
from tests.plans import census, made, one, rows, table

ALL, SOME, OTHERS = "alpha-2022/q1", "alpha-2022/q2", "alpha-2022/q3"
SURVEYS = {
    "survey": rows("survey_id municipality_code valid", ("alpha-2022", "01001", 150)),
    "question": rows(
        "question_id survey_id base_option base_n_text",
        (ALL, "alpha-2022", None, "n=150"),
        (SOME, "alpha-2022", f"{ALL}:yes", None),
        (OTHERS, "alpha-2022", None, "n=60"),  # whom, the document does not say
    ),
    "response": [
        *table(ALL, {"20-29": (50, {"yes": 20, "no": 30}), "70+": (100, {"yes": 40, "no": 60})}),
        *table(SOME, {"20-29": (20, {"a": 5, "b": 15}), "70+": (40, {"a": 30, "b": 10})}),
        *table(OTHERS, {"20-29": (10, {"a": 3, "b": 7}), "70+": (50, {"a": 30, "b": 20})}),
    ],
    "reference_stat": census("01001", _20_24=300, _25_29=200, _70_74=350, _75=250),
}


@pytest.mark.parametrize(
    ("question", "young", "old"), [(ALL, 1.0, 1.0), (SOME, 20 / 50, 40 / 100), (OTHERS, 10 / 50, 50 / 100)]
)
def test_the_part_asked_is_a_base_over_that_of_everyone(question, young, old):
    found = asked_share(made(**SURVEYS), question)
    for group, part, n in (("20-29", young, 50), ("70+", old, 100)):
        row = one(found, group_id=group)
        assert row["asked"] == pytest.approx(part)
        assert row["asked_error"] == pytest.approx((part * (1 - part) / n) ** 0.5)


def test_an_unknown_base_leaves_the_part_unknown():
    blank = [
        {**row, "n_printed": None, "percent": 50.0, "decimals": 0}
        if (row["question_id"], row["group_id"]) == (SOME, "70+")
        else row
        for row in SURVEYS["response"]
    ]
    row = one(asked_share(made(**{**SURVEYS, "response": blank}), SOME), group_id="70+")
    assert (row["asked"], row["asked_error"]) == (None, None)


def test_the_finite_population_factor_is_of_those_who_were_asked():
    """20 of 50 in their twenties were asked, so 200 of the city's 500."""
    ds = made(**SURVEYS)
    row = one(asked_of(ds, SOME, "age", finite_population=True).table, option_id="a", group_id="20-29")
    assert row["population"] == 200
    assert (row["low"], row["high"]) == pytest.approx([100 * end for end in wilson(5, 20, 200)])
    everyone = one(asked_of(ds, ALL, "age").table, option_id="yes", group_id="20-29")
    assert everyone["population"] == 500
