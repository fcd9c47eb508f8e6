"""Years, quarters, and where a text names a date."""

from __future__ import annotations

import re

from dxcompare.sources.values.texts import folded, remembered
from dxcompare.words.faults import Unreadable

ERAS = {
    "明治": 1868,
    "M": 1868,
    "大正": 1912,
    "T": 1912,
    "昭和": 1926,
    "S": 1926,
    "平成": 1989,
    "H": 1989,
    "令和": 2019,
    "R": 2019,
}


FIRST_YEAR, LAST_YEAR = 1950, 2100
#: the last year of each era that is printed: 平成40 in plans made before it ended, 令和52 (2070) in forecasts
LAST_OF_ERA = {1868: 45, 1912: 15, 1926: 64, 1989: 40, 2019: 52}


@remembered
def fiscal_year(text: str) -> int:
    """Read a fiscal year: 令和5年度, R5, Ｒ７, H30年度, 2023, 2021 (R3), 令和７年度末.

    A calendar year (`2022年`) is none: three of its months are in the fiscal year before.

    >>> fiscal_year("令和元年度"), fiscal_year("2021 (R3)")
    (2019, 2021)
    """
    plain = folded(text)
    eras = "|".join(ERAS)
    one = rf"(?:(?P<era>{eras})\.?(?P<n>元|[1-9]\d{{0,8}})|(?P<west>\d{{1,9}}))(?P<of>年度末?|会計年度|年)?"
    two = re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", one)
    match = re.fullmatch(rf"{one}(?:\({two}\)(?P<of3>年度)?)?", plain)
    if not match:
        raise Unreadable("not_year", text)
    years = [_year(match[f"era{k}"], match[f"n{k}"], match[f"west{k}"]) for k in ("", "2")]
    first, second = years
    if first is None or not FIRST_YEAR <= first <= LAST_YEAR:
        raise Unreadable("not_year", text, "digit_slip")
    if second is not None and second != first:
        raise Unreadable("not_year", text, "era")
    if "年" in {match["of"], match["of2"]} and not match["of3"]:
        raise Unreadable("not_year", text, "calendar_year")
    return first


def _year(era: str | None, n: str | None, west: str | None) -> int | None:
    """The western year; 0 of one that its era never had."""
    if era:
        first, nth = ERAS[era], 1 if n == "元" else int(n or 0)
        return first + nth - 1 if nth <= LAST_OF_ERA[first] else 0
    return int(west) if west else None


def quarter(text: str) -> int:
    """Read a quarter: 1Q, ４Ｑ, 第2四半期."""
    match = re.fullmatch(r"(?:第)?([1-4])(?:Q|四半期)?", folded(text))
    if not match:
        raise Unreadable("not_number", text)
    return int(match[1])


_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_OF_YEAR = rf"{_MONTH}月(?:{_DAY}日|[上中下]旬)?"
_WEST = r"(?:19|20)\d\d"
_ERA = r"(?:(?:明治|大正|昭和|平成|令和)|[MTSHR]\.?)(?:元|[1-9]\d?)"
_BOTH = rf"(?:{_ERA}\({_WEST}\)|{_WEST}\({_ERA}\)|{_WEST}/{_ERA}|{_ERA}|{_WEST}(?=年))"
#: a date that names its year
DATE = (
    rf"(?<![A-Za-z0-9.])(?:{_BOTH}年?度?(?:\((?:{_ERA}|{_WEST})(?:年度?)?\))?(?:{_OF_YEAR})?|{_ERA}\.{_MONTH}(?:\.{_DAY})?"
    rf"|{_WEST}[/.-]{_MONTH}[/.-]{_DAY})(?:年?度?(?:末|当初|中|初め?))?(?:(?<=\D)|(?![\d%A-Za-z人件回台]|[.,]\d))"
)
#: what links two dates, and what may stand behind one
_SPAN = rf"{DATE}(?:[~–—-]|から|、|・){DATE}"
_DATES = re.compile(rf"{_SPAN}|{DATE}")
_ANY = re.compile(rf"{_SPAN}|{DATE}|(?<!\d){_OF_YEAR}(?:末|頃)?")


def date_at(text: str, start: int) -> int:
    """Where the date, or the span of two, that begins at `start` ends; -1 if none does.

    >>> date_at("R9末まで", 0), date_at("70%", 0)
    (3, -1)
    """
    found = _DATES.match(text, start)
    return found.end() if found else -1


def undated(text: str) -> str:
    """A text without the dates in it, days and months of no year among them.

    >>> undated("令和7年度末までに移行")
    'までに移行'
    """
    return _ANY.sub("", text)
