"""Which expressions are no statement, and which groups a text names."""

import pytest

from dxcompare.methods import sense, statements
from dxcompare.methods.statements import NotPredicate

BANDS = [
    ("total", "total", False),
    ("male", "sex", False),
    ("female", "sex", False),
    ("16-19", "age", True),
    ("20-29", "age", True),
    ("30+", "age", True),
    ("unknown", "age", False),
]

SENSE = (
    "valid() >= 5",
    "share('q1', 'tv', 'total') == 61.3",
    "share('q1', 'tv', 'male') - share('q1', 'tv', 'female') > 0.5",
    "40 < share('q1', 'tv', '..20-29') < 50",
    "rank('q1', 'tv', 'all') == 1 and not valid() > 10",
    "count('q1', 'tv', 'male,female') / valid() > 0.5",
    "verdict(1) == 'supported'",
)

#: expression → why it is refused, and the part that is
NO_SENSE = {
    "valid()": ("no_comparison", "valid()"),
    "5": ("no_comparison", "5"),
    "valid() + '5' > 3": ("no_number", "'5'"),
    "valid() and valid() > 5": ("no_truth", "valid()"),
    "valid() >= '5'": ("other_kind", "valid() >= '5'"),
    "(valid() > 5) == (valid() > 6)": ("other_kind", "(valid() > 5) == (valid() > 6)"),
    "verdict(1) > 'supported'": ("text_order", "verdict(1) > 'supported'"),
    "valid() > 3 > 2": ("constants", "valid() > 3 > 2"),
    "valid() == valid()": ("itself", "valid() == valid()"),
    "valid() / (2 - 2) > 1": ("by_zero", "valid() / (2 - 2)"),
    "valid() / (valid() - valid()) > 1": ("itself", "valid() - valid()"),
    "0 * valid() < 5": ("constants", "0 * valid()"),
    "valid() / valid() == 1": ("itself", "valid() / valid()"),
    "share(1, 'tv', 'male') > 5": ("argument", "share(1, 'tv', 'male')"),
    "pooled('q1', 'tv+tv', 'all') > 5": ("twice", "pooled('q1', 'tv+tv', 'all')"),
    "share('q1', 'tv', 'male') < 120": ("beyond", "share('q1', 'tv', 'male') < 120"),
    "rank('q1', 'tv', 'male') == 0": ("beyond", "rank('q1', 'tv', 'male') == 0"),
    "rank('q1', 'tv', 'male') <= 1.5": ("beyond", "rank('q1', 'tv', 'male') <= 1.5"),
}


@pytest.mark.parametrize("text", SENSE)
def test_what_compares_something_is_a_statement(text):
    sense.check(statements.parse(text))


@pytest.mark.parametrize("text", NO_SENSE)
def test_what_compares_nothing_is_none(text):
    why, part = NO_SENSE[text]
    with pytest.raises(NotPredicate) as refused:
        sense.check(statements.parse(text))
    assert (refused.value.why, refused.value.found) == (why, part)


def test_texts_and_numbers_that_are_compared():
    tree = statements.parse("verdict(1) != 'supported' and 2 * 3 < valid() and share('q1', 'tv', 'male') >= 40.5")
    assert list(sense.compared_texts(tree)) == ["supported"]
    assert [*map(str, sense.compared_numbers(tree))] == ["6", "81/2"]
    assert [*map(str, sense.compared_numbers(tree, rounded=True))] == ["81/2"]  # nobody rounds a number of answers


@pytest.mark.parametrize(
    ("text", "named"),
    {
        "all": ["total"],
        "sex": ["male", "female"],
        "age": ["16-19", "20-29", "30+"],
        "20-29..": ["20-29", "30+"],
        "..20-29,male": ["16-19", "20-29", "male"],
        "unknown": ["unknown"],
    }.items(),
)
def test_groups_that_a_text_names(text, named):
    assert sense.groups(text, BANDS) == named


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        ("20-39", "20-39", None),
        ("30+..16-19", "30+..16-19", "reversed"),
        ("..male", "male", "no_band"),
        ("..unknown", "unknown", "no_band"),
        ("16-19,age", "16-19,age", "twice"),
        ("", "", None),
    ],
)
def test_groups_that_nobody_has_are_refused(text, found, why):
    with pytest.raises(sense.NoGroup) as refused:
        sense.groups(text, BANDS)
    assert (refused.value.found, refused.value.why) == (found, why)


def test_people_of_two_breakdowns_would_be_counted_twice():
    assert sense.counted_twice("base", ["male", "20-29"], BANDS)
    assert not sense.counted_twice("base", ["male", "female"], BANDS)
    assert not sense.counted_twice("share", ["male", "20-29"], BANDS)  # a percentage is of each group
