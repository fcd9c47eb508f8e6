"""Years, dates and periods as plans print them."""

import pytest

from dxcompare.sources.parsers import readable
from dxcompare.sources.periods import Period, When, date, fiscal_year, period, when
from dxcompare.words.faults import Unreadable


@pytest.mark.parametrize(
    ("text", "fy", "as_of"),
    [
        ("R5.3末", 2022, "2023-03"),
        ("Ｒ５．３末", 2022, "2023-03"),
        ("令和5年3月31日", 2022, "2023-03-31"),
        ("令和5年4月1日現在", 2023, "2023-04-01"),
        ("2023年（令和5年）3月", 2022, "2023-03"),
        ("2023/3/31時点", 2022, "2023-03-31"),
        ("2023-03", 2022, "2023-03"),
        ("令和元年10月", 2019, "2019-10"),
        ("平成31年4月", 2019, "2019-04"),
        ("令和7年度末", 2025, None),
        ("2021 (R3)", 2021, None),
        ("H30年度", 2018, None),
        ("R5. 3末", 2022, "2023-03"),
    ],
)
def test_a_year_or_a_date(text, fy, as_of):
    assert when(text) == When(fy, as_of)
    assert fiscal_year(text) == fy


@pytest.mark.parametrize(
    ("text", "kind", "hint"),
    [
        ("2023-02-30", "not_when", None),
        ("R5.13", "not_when", None),
        ("R5.3 1", "not_year", None),
        ("R55.3末", "not_year", "digit_slip"),
        ("R5²", "not_year", None),
        ("2023年（令和4年）3月", "not_year", "era"),
        ("20205", "not_year", "digit_slip"),
        ("当初", "not_year", None),
    ],
)
def test_what_is_no_date(text, kind, hint):
    with pytest.raises(Unreadable) as error:
        when(text)
    assert (error.value.kind, error.value.hint) == (kind, hint)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("令和３年度", (2021, None, 2021, None)),
        ("2022 (R4)", (2022, None, 2022, None)),
        ("R5上期", (2023, 1, 2023, 2)),
        ("令和5年度（下半期）", (2023, 3, 2023, 4)),
        ("2023年度後半", (2023, 3, 2023, 4)),
        ("令和5年度第2四半期", (2023, 2, 2023, 2)),
        ("R5 4Q", (2023, 4, 2023, 4)),
        ("R5～R6", (2023, None, 2024, None)),
        ("R5-6", (2023, None, 2024, None)),
        ("令和5～7年度", (2023, None, 2025, None)),
        ("2023–24", (2023, None, 2024, None)),
        ("令和5年度から令和7年度まで", (2023, None, 2025, None)),
        ("R5.4～R5.9", (2023, 1, 2023, 2)),
        ("R5下期～R6", (2023, 3, 2024, 4)),
        ("R5上期～R6", (2023, None, 2024, None)),
        ("R5.4～R7.3", (2023, None, 2024, None)),
        ("令和5年度～令和7年度上期", (2023, None, 2025, 2)),
        ("R8以降", (2026, None, None, None)),
        ("令和8年度～", (2026, None, None, None)),
        ("R5 — R6", (2023, None, 2024, None)),
        ("令和 5 年度\n～ 6 年度", (2023, None, 2024, None)),
        ("短期（R5～R6）", (2023, None, 2024, None)),
    ],
)
def test_a_period(text, found):
    assert period(text) == Period(*found)


@pytest.mark.parametrize(
    "text", [*"短期 中期 長期 第1期 フェーズ２ 中期的取組 ６年度 5 2年目 初年度 FY2024 ’25 現状 将来 R4以前".split()]
)
def test_a_period_by_name_says_no_years_and_is_a_heading(text):
    assert period(text) is None
    assert readable(text, "period")


@pytest.mark.parametrize("text", ["備考", "R7～R5", "担当", "2023人", "令和5年度実績", "R5 6", "R5～R55", "R5①"])
def test_what_is_no_period(text):
    assert not readable(text, "period")


def test_a_date_that_people_type_must_exist():
    assert [date(text) for text in ("2023", "2023-03", "2024-02-29")] == ["2023", "2023-03", "2024-02-29"]
    for text in ("2023-13-45", "2023-02-29", "2023-00", "0203-03", "2203-03-01", "9999"):
        with pytest.raises(Unreadable, match="not_date"):
            date(text)
