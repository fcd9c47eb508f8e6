"""Other ways in which a document may print what a cell holds in a form of ours: dates, years, whole numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxcompare.sources.values.dates import ERAS


def others(text: str, reads: str, *, ends: bool = False) -> Iterator[str]:
    """The notations of a value of a column that is read as a date, a year or a whole number.

    `ends`: whether it ends a span, of which only the beginning need name the year.

    >>> list(others("2022-07-07", "date", ends=True))[1:], list(others("1700", "whole"))
    (['令和4年7月7日', '7月7日'], ['1,700'])
    """
    if reads == "whole" and text.isdigit() and len(text) > 3:
        yield f"{int(text):,}"
    if reads in ("date", "fiscal_year", "when") and (found := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)):
        year, *rest = found.groups()
        end = "".join(f"{int(part)}{sign}" for part, sign in zip(rest, "月日", strict=True) if part)
        yield f"{year}年{end}"
        for era, first in ERAS.items():
            if len(era) > 1 and first <= int(year) and (era == "令和" or int(year) < 2020):
                yield f"{era}{int(year) - first + 1}年{end}"
        if end and ends:
            yield end
