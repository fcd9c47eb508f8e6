"""How far options of two surveys compare, worked by hand."""

import pytest

from dxcompare.evidence.answers import theme_options
from dxcompare.evidence.pairs import FORBIDS, letters_said, theme_pairs
from tests.evidence.test_answers import THEMES
from tests.plans import made


def pairs(**tables):
    ds = made(**{**THEMES, **tables})
    return theme_pairs(ds, theme_options(ds, ds.theme))


def test_pairs_stand_in_the_order_of_the_options():
    assert pairs().select("first_option_id", "second_option_id", "letter", "first_ja", "second_en").rows() == [
        ("yes", "yes", "b", "甲市 label_ja", "Beta B yes"),
        ("no", "yes", "d", "甲市 label_ja", "Beta B yes"),
    ]


def test_a_pair_of_another_theme_is_left_out():
    other = [{**pair, "theme_id": "t2"} for pair in THEMES["theme_pair"]]
    assert pairs(theme_pair=other).is_empty()


@pytest.mark.parametrize(("letters", "said"), [("ab", []), ("bc", ["c"]), ("dd", ["d"]), ("cd", ["c", "d"])])
def test_what_must_not_be_done_is_said_once_a_letter(letters, said):
    given = [{**pair, "letter": one} for pair, one in zip(THEMES["theme_pair"], letters, strict=True)]
    found = letters_said(pairs(theme_pair=given))
    assert found == [FORBIDS[letter] for letter in said]
