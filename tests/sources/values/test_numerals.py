"""Numbers: Arabic and Japanese, and their scales."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxcompare.sources import values as parse
from dxcompare.sources.values.numerals import numeral


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("1,743", "1743", 0),
        ("005", "5", 0),
        ("1.50", "1.50", 2),
        ("2億", "200000000", -8),
        ("1.4億", "140000000", -7),
        ("1億2,000万", "120000000", -4),
        ("22,008万", "220080000", -4),
        ("1,200千", "1200000", -3),
        ("42百万", "42000000", -6),
        ("2千万", "20000000", -7),
        ("3千", "3000", -3),
        ("2千5百", "2500", -2),
        ("10万5千", "105000", -3),
        ("12万3,456", "123456", 0),
        ("三", "3", 0),
        ("十", "10", -1),
        ("三十五", "35", 0),
        ("二〇", "20", 0),
        ("百二十", "120", -1),
        ("一万二千", "12000", -3),
    ],
)
def test_numeral(text, value, decimals):
    found = numeral(text)
    assert (found.value, found.decimals, found.doubtful) == (Decimal(value), decimals, False)


@pytest.mark.parametrize(
    "text",
    "1,2345 1,23 0,123 1.2.3 5. 1..5 1.5億2千万 1億12,000万 5万3億 千百万千 百千 〇 3千5".split(),
)
def test_what_is_no_number_is_none(text):
    assert numeral(text) is None


def test_a_number_too_long_to_be_kept_exactly_is_none():
    assert numeral("9" * 24).value == 10**24 - 1
    assert numeral("9" * 25) is None


@pytest.mark.parametrize("text", ["二三", "3億5千", "2億5", "1億2,000"])
def test_a_person_would_hesitate(text):
    assert numeral(text).doubtful


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(1000, 9999))
def test_scales_add_up(oku, man, ones):
    assert numeral(f"{oku}億{man:,}万").value == oku * 10**8 + man * 10**4
    assert numeral(f"{man}万{ones:,}").value == man * 10**4 + ones


@pytest.mark.parametrize("text", ["9" * 25, "9" * 5000])
def test_a_number_of_more_digits_than_are_kept_is_a_slip(text):
    for read in (parse.number, parse.whole):
        with pytest.raises(parse.Unreadable) as error:
            read(text)
        assert error.value.hint == "digit_slip"


def test_nothing_that_is_counted_is_so_many():
    assert parse.whole("9" * 15) == int("9" * 15)
    with pytest.raises(parse.Unreadable):
        parse.whole("9" * 16)


def test_a_circled_number_is_no_digit():
    for read in (parse.number, parse.whole, parse.percent):
        with pytest.raises(parse.Unreadable):
            read("①5")


@given(st.integers(0, 1000))
def test_percent_reads_one_decimal_exactly(tenths):
    text = f"{tenths // 10}.{tenths % 10}"
    assert parse.percent(text) == parse.percent(f"{text}%") == parse.percent(f"{text}％") == (Decimal(tenths) / 10, 1)


@pytest.mark.parametrize("text", ["120", "100.1", "61.55", "abc", "-5"])
def test_not_a_percentage(text):
    with pytest.raises(parse.Unreadable):
        parse.percent(text)


@pytest.mark.parametrize(
    "bad",
    [
        "2 over 3",
        "1 / 0",
        "__import__('os')",
        "a + 1",
        "2 ** 9",
        "1e400",
        "1_000",
        "0x1F",
        "True",
        "(" * 150 + "1" + ")" * 150,
        "1+" * 999 + "1",
    ],
)
def test_arithmetic_refuses_what_is_no_sum(bad):
    with pytest.raises(parse.Unreadable):
        parse.arithmetic(bad)
