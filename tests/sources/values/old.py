"""Printed texts to values: known forms by hand, and properties with hypothesis."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxcompare.sources import values as parse

QUANTITIES = [
    ("19.5%", "19.5", "%", "eq", None),
    ("１００％", "100", "%", "eq", None),
    ("０%", "0", "%", "eq", None),
    ("101％", "101", "%", "eq", None),
    ("200件", "200", "件", "eq", None),
    ("２か所", "2", "か所", "eq", None),
    ("40人/年", "40", "人", "eq", "per_year"),
    ("40人未満/年", "40", "人", "lt", "per_year"),
    ("0人/年", "0", "人", "eq", "per_year"),
    ("266,148件", "266148", "件", "eq", None),
    ("13 件", "13", "件", "eq", None),
    ("0", "0", None, "eq", None),
    ("年１０社以上", "10", "社", "ge", "per_year"),
    ("年２回", "2", "回", "eq", "per_year"),
    ("１回当たり３００人以上", "300", "人", "ge", "per_event"),
    ("年５，０００人以上", "5000", "人", "ge", "per_year"),
    ("59.29%", "59.29", "%", "eq", None),
    ("５業務以上", "5", "業務", "ge", None),
    ("90%以下", "90", "%", "le", None),
    ("10件超", "10", "件", "gt", None),
]


@pytest.mark.parametrize(("text", "value", "unit", "comparator", "period"), QUANTITIES)
def test_quantity(text, value, unit, comparator, period):
    got = parse.quantity(text)
    assert (got.value, got.unit, got.comparator, got.period) == (Decimal(value), unit, comparator, period)


@pytest.mark.parametrize("text", ["充実", "実施", "環境整備", "-", "－", "―", "令和７年度末までに稼働開始"])
def test_words_and_dashes_are_no_quantity(text):
    assert parse.quantity(text) is None


def test_a_year_in_brackets_is_a_note():
    got = parse.quantity("96%（R1）")
    assert (got.value, got.note) == (96, "R1")


def test_decimals_are_kept_because_they_bound_the_rounding():
    assert parse.quantity("70.0%").decimals == 1
    assert parse.quantity("70%").decimals == 0


def test_a_garbled_amount_is_unreadable():
    with pytest.raises(parse.Unreadable) as error:
        parse.quantity("10人〜20人")
    assert error.value.kind == "not_number"


@given(st.integers(0, 10**7), st.sampled_from(["件", "人", "%", ""]), st.booleans(), st.booleans())
def test_quantity_reads_what_was_written(n, unit, wide, commas):
    text = f"{n:,}{unit}" if commas else f"{n}{unit}"
    if wide:
        text = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,%"})
    got = parse.quantity(text)
    assert (got.value, got.unit or "", got.decimals) == (n, unit, 0)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和7年度", 2025),
        ("令和７年度", 2025),
        ("令和元年度", 2019),
        ("R7", 2025),
        ("Ｒ７", 2025),
        ("R.7", 2025),
        ("H30", 2018),
        ("平成30年度", 2018),
        ("2025年度", 2025),
        ("２０２５", 2025),
        ("2021 (R3)", 2021),
        ("令和７年度末", 2025),
        ("2022（令和4）年度", 2022),
        ("令和５年度（2023年度）", 2023),
        ("R5年度", 2023),
    ],
)
def test_fiscal_year(text, year):
    assert parse.fiscal_year(text) == year


@pytest.mark.parametrize(
    ("text", "hint"),
    [("20205", "digit_slip"), ("2022 (R3)", "era"), ("施策R-1", None), ("7年度", "digit_slip"), ("", None)],
)
def test_not_a_fiscal_year(text, hint):
    with pytest.raises(parse.Unreadable) as error:
        parse.fiscal_year(text)
    assert (error.value.kind, error.value.hint) == ("not_year", hint)


@given(st.integers(1, 30))
def test_reiwa_years_agree_with_western_ones(n):
    year = 2018 + n
    assert parse.fiscal_year(f"令和{n}年度") == parse.fiscal_year(f"{year} (R{n})") == year


@given(st.integers(0, 1000))
def test_percent_reads_one_decimal_exactly(tenths):
    text = f"{tenths // 10}.{tenths % 10}"
    assert parse.percent(text) == parse.percent(f"{text}%") == parse.percent(f"{text}％") == (Decimal(tenths) / 10, 1)


@pytest.mark.parametrize("text", ["120", "100.1", "61.55", "abc", "-5"])
def test_not_a_percentage(text):
    with pytest.raises(parse.Unreadable):
        parse.percent(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("約2割", "20"),
        ("９割を超えている", "90"),
        ("74.2%", "74.2"),
        ("30%以上", "30"),
        ("46％削減", "-46"),
        ("7.5%減少", "-7.5"),
        ("9.7%増加", "9.7"),
        ("30,107", "30107"),
        ("充実", None),
        ("-", None),
    ],
)
def test_figure_quoted_in_prose(text, value):
    assert parse.figure(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "bound", "about"),
    [
        ("30%以上", "ge", False),
        ("約４割", "eq", True),
        ("約95％以上", "ge", True),
        ("９割を超えている", "gt", False),
        ("5%に満たない", "lt", False),
        ("1割程度", "eq", True),
        ("約40%未満", "lt", True),
        ("50%以内", "le", False),
        ("74.2%", "eq", False),
        ("調査無し", None, False),
    ],
)
def test_a_quoted_figure_keeps_its_bound(text, bound, about):
    assert (parse.bound(text), parse.about(text)) == (bound, about)


@given(st.text())
def test_tidy_is_stable_and_keeps_circled_numbers(text):
    once = parse.tidy(text + "①Ⅲ")
    assert parse.tidy(once) == once
    assert once.endswith("①Ⅲ")


@given(st.text(alphabet="ＡＢ１２　－～〜ー％①"))
def test_same_is_stable(text):
    assert parse.same(parse.same(text)) == parse.same(text)


@pytest.mark.parametrize("text", ["⇒", "→", " ⇒ "])
def test_continuation(text):
    assert parse.is_continuation(text)
    assert not parse.is_continuation("実施")


@pytest.mark.parametrize(("text", "quarter"), [("1Q", 1), ("４Ｑ", 4), ("第2四半期", 2)])
def test_quarter(text, quarter):
    assert parse.quarter(text) == quarter


def test_not_a_quarter():
    with pytest.raises(parse.Unreadable):
        parse.quarter("5Q")


@pytest.mark.parametrize("bad", ["2 over 3", "1 / 0", "__import__('os')", "a + 1", "2 ** 9"])
def test_arithmetic_refuses_what_is_no_sum(bad):
    with pytest.raises(parse.Unreadable):
        parse.arithmetic(bad)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("n=543", 543),
        ("n=543（複数回答3つまで）", 543),
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
