"""What is done to the letters of a printed text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxcompare.sources import values


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("５０％", "50%"),
        ("①　５０％", "① 50%"),  # NFKC would make 150 of it
        ("⑴５件", "⑴5件"),
        ("１．５倍", "1.5倍"),
        ("1，234人", "1,234人"),
        ("50 861時間", "50 861時間"),
        ("1. 5件", "1. 5件"),
        ("約 80 ％", "約80%"),
        ("ﾊﾟｰｾﾝﾄ", "パーセント"),
        ("ー", "ー"),  # a long vowel is no dash
        ("50－60", "50-60"),
        ("50〜60", "50~60"),
        ("【70％】", "(70%)"),
        ("350㎡", "350㎡"),
        ("350m²", "350㎡"),
        ("5²", "5²"),
        ("½", "½"),
        ("⼈", "人"),  # a radical
        ("1\u200b0件", "1 0件"),  # what nobody sees may keep two numbers apart
        ("80％\n（R9）", "80%(R9)"),
        ("80％\n以上", "80%以上"),
        ("80％\n70％", "80%\n70%"),
        ("一\ufe00", "一"),
    ],
)
def test_no_letter_that_holds_a_number_is_changed(text, plain):
    assert values.folded(text) == plain


def test_gaps_are_kept_where_two_amounts_may_stand():
    assert values.folded("50% 30%", gaps=True) == "50% 30%"
    assert values.folded("50% 30%") == "50%30%"


@given(st.text())
def test_folding_is_stable(text):
    assert values.folded(values.folded(text)) == values.folded(text)


@given(st.text())
def test_folding_makes_no_digit_and_loses_none(text):
    """But ² and ³ of a unit, which are its name."""
    kept = [letter for letter in text if values.numeric(letter) and letter not in "²³"]
    assert sum(map(values.numeric, values.folded(text).replace("²", "").replace("³", ""))) == len(kept)


@given(st.text())
def test_tidy_is_stable_and_keeps_circled_numbers(text):
    once = values.tidy(text + "①Ⅲ")
    assert values.tidy(once) == once
    assert once.endswith("①Ⅲ")


@given(st.text(alphabet="ＡＢ１２　－～〜ー％①"))
def test_same_is_stable(text):
    assert values.same(values.same(text)) == values.same(text)


@pytest.mark.parametrize("text", ["⇒", "→", " ⇒ "])
def test_continuation(text):
    assert values.is_continuation(text)
    assert not values.is_continuation("実施")
