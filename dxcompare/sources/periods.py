"""When: a fiscal year or a date of it, and periods with two ends, as plans print them above columns and on covers."""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass

from dxcompare.sources import values
from dxcompare.words.faults import Unreadable

#: kinds of dash and arrow between the ends of a period
_STROKES = str.maketrans("—–―", "---")


def _plain(text: str) -> str:
    """A text to read a date or a period from; two digits with a gap between them stay two."""
    return re.sub(r"(?<=[./])\s(?=\d)|(?<!\d)\n|\n(?!\d)", "", values.folded(text).translate(_STROKES))


#: the months of a quarter begin here: April is of the first
_MONTHS_BEFORE = 3

_YEAR = r"(?:(?:明治|大正|昭和|平成|令和|[MTSHR])\.?(?:元|\d{1,2})|\d{4})"
#: a year in one or two calendars, then a month, then perhaps a day
_DATE = re.compile(
    rf"(?P<year>{_YEAR})(?:年?\((?P<other>{_YEAR})年?\)年?|年|[./]|(?<=\d{{4}})-)"
    r"(?P<month>\d{1,2})(?:月|(?=\D|$))(?:[./-]?(?P<day>\d{1,2})日?)?"
)
#: what may stand behind a date or a year and says no other one
_BEHIND = re.compile(r"(?:末日?|時点|現在|頃|策定時)+$")


@dataclass(frozen=True)
class When:
    """The fiscal year that a text names, and the date as exactly as it is printed.

    Attributes
    ----------
    fy : int
    as_of : str or None
        `YYYY-MM-DD` or `YYYY-MM`; None where the text names no more than the year.
    """

    fy: int
    as_of: str | None = None

    @property
    def quarter(self) -> int | None:
        """The quarter of the fiscal year, where a month is named."""
        return (int(self.as_of[5:7]) - 1 - _MONTHS_BEFORE) % 12 // 3 + 1 if self.as_of else None


@functools.lru_cache(maxsize=1 << 12)
def when(text: str) -> When:
    """Read a fiscal year or a date: R5.3末 is March 2023, of the fiscal year 2022.

    Raises
    ------
    Unreadable
        `not_when`, or what is wrong with the year.

    Examples
    --------
    >>> when("R5.3末"), when("令和5年4月1日現在"), when("令和7年度末")
    (When(fy=2022, as_of='2023-03'), When(fy=2023, as_of='2023-04-01'), When(fy=2025, as_of=None))
    """
    plain = _BEHIND.sub("", _plain(text))
    found = _DATE.fullmatch(plain)
    if not found:
        return When(values.fiscal_year(text))
    years = {values.fiscal_year(year) for year in (found["year"], found["other"]) if year}
    if len(years) > 1:
        raise Unreadable("not_year", text, "era")
    year, month, day = years.pop(), int(found["month"]), found["day"]
    try:
        date = datetime.date(year, month, int(day or 1)).isoformat()
    except ValueError as error:
        raise Unreadable("not_when", text) from error
    return When(year - (month <= _MONTHS_BEFORE), date if day else date[:7])


def fiscal_year(text: str) -> int:
    """The fiscal year of a year or a date.

    >>> fiscal_year("令和10年3月")
    2027
    """
    return when(text).fy


def date(text: str) -> str:
    """Read a date that people type: `2023-03-31`, `2023-03`, `2023`; it must exist, and be of our time.

    Raises
    ------
    Unreadable
        `not_date`, for `2023-13-45`.
    """
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text, re.ASCII):
        try:
            found = datetime.date.fromisoformat(f"{text}-01-01"[:10])
        except ValueError as error:
            raise Unreadable("not_date", text) from error
        if not values.FIRST_YEAR <= found.year <= values.LAST_YEAR:
            raise Unreadable("not_date", text, "digit_slip")
        return text
    raise Unreadable("not_date", text, "date_form")


@dataclass(frozen=True)
class Period:
    """A period with two ends, both inclusive.

    Attributes
    ----------
    fy : int
        The fiscal year in which it begins.
    quarter : int or None
        The quarter in which it begins; None of whole years.
    until_fy : int or None
        The fiscal year in which it ends; None where it is open.
    until_quarter : int or None
        The quarter in which it ends; None of whole years.
    """

    fy: int
    quarter: int | None
    until_fy: int | None
    until_quarter: int | None

    def whole(self) -> Period:
        """Whole years, where it begins with a first quarter and ends with a last one; else as it is."""
        if (self.quarter, self.until_quarter) in ((1, 4), (1, None)):
            return Period(self.fy, None, self.until_fy, None)
        return self


#: halves of a year: the words → its first and last quarter
_HALVES = {
    **dict.fromkeys(("上期", "上半期", "上半期分", "前期", "前半", "前半期"), (1, 2)),
    **dict.fromkeys(("下期", "下半期", "後期", "後半", "後半期"), (3, 4)),
}
_HALF = re.compile(rf"(?P<year>.+?年?度?)\(?(?P<half>{'|'.join(sorted(_HALVES, key=len, reverse=True))})\)?")
_QUARTER = re.compile(r"(?P<year>.+?(?:年度?|(?=第)|(?=-?[1-4]Q)|\s))-?\(?(?P<quarter>(?:第[1-4]四半期)|[1-4]Q)\)?")
_OPEN = re.compile(r"(?P<start>.+?)(?:以降|以後|~)")
_SPAN = re.compile(r"(?P<start>.+?)(?:~|から|-)(?P<end>.+?)(?:まで)?")
_BRACKETED = re.compile(r"(?P<name>[^()]+)\((?P<period>[^()]+)\)")
#: names of periods whose years the plan says elsewhere, or nowhere: they are decided
_NAMED = re.compile(
    r"(?:(?:超?短|中|長|前|後|中長|短中)期|第?\d{1,2}期|(?:フェーズ|ステップ|Phase|STEP|Step|PHASE)\d{1,2})(?:的?取組|目標|計画)?"
    r"|第?\d{1,2}年(?:目|次)|(?:初|最終|本|今|次|来)年度|\d{1,2}(?:年度)?|(?:FY|['’‘])\.?(?:\d{2}){1,2}(?:年度)?"
    rf"|現状|現在|将来|今後|次期(?:計画)?|{_YEAR}(?:年度?)?(?:以前|まで)"
)


@functools.lru_cache(maxsize=1 << 12)
def period(text: str) -> Period | None:
    """Read the heading of a column of a schedule; None of a name that says no years, such as 短期, which is decided.

    Raises
    ------
    Unreadable
        `not_period`, or what is wrong with a year.

    Examples
    --------
    >>> period("R5上期"), period("R8以降")
    (Period(fy=2023, quarter=1, until_fy=2023, until_quarter=2), Period(fy=2026, quarter=None, until_fy=None, until_quarter=None))
    >>> period("R5～R6"), period("短期"), period("6年度"), period("現状")
    (Period(fy=2023, quarter=None, until_fy=2024, until_quarter=None), None, None, None)
    """
    plain = _plain(text)
    if _NAMED.fullmatch(plain):
        return None
    if (found := _BRACKETED.fullmatch(plain)) and _NAMED.fullmatch(found["name"]):
        return period(found["period"])
    if one := _one(plain):
        return one
    if (found := _OPEN.fullmatch(plain)) and (start := _one(found["start"])):
        return Period(start.fy, start.quarter, None, None)
    if (found := _SPAN.fullmatch(plain)) and (start := _one(found["start"])):
        end = _one(found["end"]) or _one(_era(found["start"]) + found["end"])
        if end:
            return _ordered(text, Period(start.fy, start.quarter, end.until_fy, end.until_quarter or _last(start, end)))
    values.fiscal_year(text)  # says what is wrong with the year, if that is all
    raise Unreadable("not_period", text)


def _one(plain: str) -> Period | None:
    """A year, a half or a quarter of it, or a month; None if it is none."""
    if (found := _HALF.fullmatch(plain)) and (fy := _year(found["year"])):
        first, last = _HALVES[found["half"]]
        return Period(fy, first, fy, last)
    if (found := _QUARTER.fullmatch(plain)) and (fy := _year(found["year"])):
        quarter = values.quarter(found["quarter"])
        return Period(fy, quarter, fy, quarter)
    try:
        told = when(plain)
    except Unreadable:
        return None
    return Period(told.fy, told.quarter, told.fy, told.quarter)


def _year(text: str) -> int | None:
    try:
        return values.fiscal_year(text)
    except Unreadable:
        return None


def _era(start: str) -> str:
    """The era, or century, that the end of a span leaves out: 令和 of 令和5～7年度."""
    found = re.match(r"[^\d元]+|\d\d(?=\d\d)", start)
    return found[0] if found else ""


def _last(start: Period, end: Period) -> int | None:
    """A span that begins in a quarter and ends in a whole year ends with its last quarter."""
    return 4 if start.quarter and not end.until_quarter else None


def _ordered(text: str, found: Period) -> Period:
    begins, ends = (found.fy, found.quarter or 1), (found.until_fy or 0, found.until_quarter or 4)
    if ends < begins:
        raise Unreadable("not_period", text)
    return found.whole()
