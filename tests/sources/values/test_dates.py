"""Years, quarters, and the dates in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxcompare.sources import values as parse
from dxcompare.sources.values.dates import date_at, undated


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
    [
        ("20205", "digit_slip"),
        *((text, "digit_slip") for text in ("R55", "令和53年度", "H41", "平成55年度", "S65", "昭和99年度")),
        *((text, None) for text in ("20 23", "2\n023", "R5 6", "R5²", "9" * 5000, "令和" + "9" * 5000)),
        ("2022 (R3)", "era"),
        ("施策R-1", None),
        ("7年度", "digit_slip"),
        ("", None),
    ],
)
def test_not_a_fiscal_year(text, hint):
    with pytest.raises(parse.Unreadable) as error:
        parse.fiscal_year(text)
    assert (error.value.kind, error.value.hint) == ("not_year", hint)


@given(st.integers(1, 30))
def test_reiwa_years_agree_with_western_ones(n):
    year = 2018 + n
    assert parse.fiscal_year(f"令和{n}年度") == parse.fiscal_year(f"{year} (R{n})") == year


@pytest.mark.parametrize(("text", "quarter"), [("1Q", 1), ("４Ｑ", 4), ("第2四半期", 2)])
def test_quarter(text, quarter):
    assert parse.quarter(text) == quarter


def test_not_a_quarter():
    with pytest.raises(parse.Unreadable):
        parse.quarter("5Q")


@pytest.mark.parametrize("text", ["2022年", "令和5年", "2022年（令和4年）"])
def test_a_calendar_year_is_no_fiscal_year(text):
    with pytest.raises(parse.Unreadable) as error:
        parse.fiscal_year(text)
    assert error.value.hint == "calendar_year"


@pytest.mark.parametrize("text", ["R0", "令和0年度", "①2", "2025年末"])
def test_what_is_no_year_is_not_made_one(text):
    with pytest.raises(parse.Unreadable):
        parse.fiscal_year(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("令和7年度末までに移行", "までに移行"),
        ("R8.3稼働", "稼働"),
        ("2025年度運用開始", "運用開始"),
        ("平成30年3月31日現在", "現在"),
        ("R5～R9に順次導入", "に順次導入"),
        ("2027年度（R9）", ""),
        ("令和9(2027)年度", ""),
        ("3月末まで", "まで"),
        ("2026/3/31", ""),
        ("5年間", "5年間"),
        ("2025人", "2025人"),
        ("R5件", "R5件"),  # no date before a counter
        ("R8.35%", "R8.35%"),
        ("5か月", "5か月"),
    ],
)
def test_dates_are_told_from_numbers(text, rest):
    assert undated(parse.folded(text)) == rest


def test_a_date_that_ends_in_a_digit_does_not_run_into_a_number():
    assert date_at("R970%", 0) == -1
    assert date_at("R9末70%", 0) == 3
    assert date_at("2027年度70%", 0) == 6
