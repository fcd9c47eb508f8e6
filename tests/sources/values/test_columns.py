"""How declared columns are read: a single amount, and the base in a heading."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxcompare.sources import values as parse


@pytest.mark.parametrize(
    ("text", "value"), [("約2割", 20), ("74.2%", Decimal("74.2")), ("30,107", 30107), ("充実", None), ("－", None)]
)
def test_amount(text, value):
    assert parse.amount(text) == value


@pytest.mark.parametrize("text", ["46％削減", "10～20件", "5/19校", "①5件、②3回", "１０Ｏ％", "5Gの活用"])
def test_what_is_not_surely_one_amount_is_refused(text):
    with pytest.raises(parse.Unreadable):
        parse.amount(text)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("n=543", 543),
        ("n=543（複数回答3つまで）", 543),
        ("n=543²", 543),
        ("①n=543", 543),
        ("n=①5", None),
        ("複数回答3つまで（n=543）", 543),
        ("問16で「必要」と答えた人のみ　n＝543人", 543),
        ("（n=543）", 543),
        ("Ｎ＝５４３", 543),
        ("N = 543", 543),
        ("n=1,234", 1234),
        ("ｎ：1，234", 1234),
        ("回答者数543", 543),
        ("回答者数：543人（3つまで）", 543),
        ("有効回答数 543件", 543),
        ("回答者数543人（n=543）", 543),
        ("543人", 543),
        ("(543)", 543),
        ("n=543, 3つまで", 543),
        ("n=764（うち65歳以上221人）", 764),
        (None, None),
        ("", None),
        ("全員", None),
        ("複数回答3つまで", None),
        ("回答者は3つまで選べる", None),
        ("有効回答の6割", None),
        ("n=543、n=221", None),
        ("n=543 221", None),
        ("n=5 4 3", None),
        ("回答者数543人（n=221）", None),
        ("543人中221人", None),
        ("n=1,23", None),
        ("n=" + "9" * 5000, None),
        ("n=54.3", None),
        ("n=54.3%", None),
        ("n=約500", None),
        ("Ｑ１", None),
        ("in=543", None),
    ],
)
def test_the_base_in_a_heading(text, people):
    """One number of people, however it is printed; two are not guessed between, and `3つまで` counts nobody."""
    assert parse.base_of(text) == people


@given(st.integers(0, 10**6), st.sampled_from(["n={}", "（n＝{:,}）", "回答者数{}人", "3つまで（N={}）", "{:,}人"]))
def test_any_base_is_read_as_it_was_printed(people, form):
    assert parse.base_of(form.format(people)) == people
