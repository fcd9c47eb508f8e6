"""Who judged that a measure acts on an item, and what holds where coders disagree."""

import pytest

from dxcompare.evidence.judgements import coders, codes, whose
from tests.plans import made, rows

MEASURE = rows("measure_id", "a-2021/1", "a-2021/2", "a-2021/3", "a-2021/4")
FIRST = [
    ("a-2021/1", "card", "a", "primary"),
    ("a-2021/1", "fax", "a", "secondary"),
    ("a-2021/2", "none", "a", "primary"),
    ("a-2021/3", "ai", "a", "primary"),
    ("a-2021/4", "online", "a", "primary"),
]
SECOND = [
    ("a-2021/1", "fax", "b", "primary"),
    ("a-2021/2", "ai", "b", "primary"),
    ("a-2021/2", "card", "b", "secondary"),
    ("a-2021/3", "none", "b", "primary"),
    ("a-2021/4", "online", "b", "primary"),
    ("a-2021/4", "card", "b", "secondary"),
]
TAG = [("a-2021/4", "telework", "plan")]


def decided(*cells):
    return {"adjudication": rows("measure_id item_id decision", *cells)}


def found(coder, *cells):
    frame = codes(made([*FIRST, *SECOND, *TAG], measure=MEASURE, **decided(*cells)), coder)
    return sorted(frame.select("measure_id", "item_id", "role").iter_rows())


def test_coders_are_those_who_coded_and_what_was_decided():
    assert coders(made([*SECOND, *FIRST, *TAG], measure=MEASURE)) == ["a", "b"]
    both = made([*FIRST, *SECOND], measure=MEASURE, **decided(("a-2021/2", "ai", "acts")))
    assert coders(both) == ["a", "b", "adjudicated"]
    assert coders(made(TAG, measure=MEASURE)) == []


def test_codes_are_those_of_one_coder():
    assert found("b") == sorted((measure, item, role) for measure, item, _, role in SECOND)
    with pytest.raises(ValueError, match="coder must be one of 'a', 'b', not 'c'"):
        found("c")


@pytest.mark.parametrize(
    ("cell", "measure", "expected"),
    [
        # what the first coder found, and the decision takes away: the other item becomes the main one
        (("a-2021/1", "card", "does_not_act"), "a-2021/1", [("fax", "primary")]),
        (("a-2021/1", "fax", "does_not_act"), "a-2021/1", [("card", "primary")]),
        # what only the second found: beside the first coder's main item, or in place of none
        (("a-2021/4", "card", "acts"), "a-2021/4", [("card", "secondary"), ("online", "primary")]),
        (("a-2021/2", "ai", "acts"), "a-2021/2", [("ai", "primary")]),
        (("a-2021/2", "card", "acts"), "a-2021/2", [("card", "primary")]),
        # nothing is left
        (("a-2021/3", "ai", "does_not_act"), "a-2021/3", [("none", "primary")]),
        # what the first coder has said already, or has not
        (("a-2021/1", "fax", "acts"), "a-2021/1", [("card", "primary"), ("fax", "secondary")]),
        (("a-2021/2", "ai", "does_not_act"), "a-2021/2", [("none", "primary")]),
    ],
)
def test_a_decision_changes_one_cell_and_leaves_one_main_item(cell, measure, expected):
    own = [(item, role) for of, item, role in found("adjudicated", cell) if of == measure]
    assert own == expected


def test_what_is_not_decided_stays_as_the_first_coder_found_it():
    rest = [row for row in found("adjudicated", ("a-2021/2", "ai", "acts")) if row[0] != "a-2021/2"]
    assert rest == [row for row in found("a") if row[0] != "a-2021/2"]


def test_a_tag_is_nobodys_code():
    """The plan prints telework on the fourth measure; only what a coder found can be decided for."""
    assert ("a-2021/4", "telework", None) not in found("adjudicated", ("a-2021/4", "card", "acts"))


def test_whose_codes_they_are_in_words():
    assert [whose(coder).en for coder in ("a", "b", "adjudicated")] == [
        "our codes",
        "the codes of coder b",
        "adjudicated codes",
    ]
    assert whose("b").ja == "判定者bの判定"
