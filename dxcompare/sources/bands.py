"""Bands of ages: as headings of survey tables print them, and as the groups of an official table name them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from dxcompare.sources import values

#: First and last year of age; an end that is open is None.
Band = tuple[int | None, int | None]

_YEARS = r"[歳才]?代?"
_BETWEEN = re.compile(rf"満?(\d{{1,3}}){_YEARS}[~\-–ー‐から]{{1,2}}(\d{{1,3}})([歳才]?)(代?)")
_ONE = re.compile(r"(\d{1,3})(?:([歳才]?)代|[歳才])(以上|以下|未満|以降|~)?")
_ID = re.compile(r"(\d{1,3})(?:-(\d{1,3})|(\+))")


def heading(text: str) -> Band | None:
    """The ages that a heading says, if it says nothing but ages.

    >>> heading("２０歳代"), heading("18～29歳"), heading("40～50代"), heading("70代以上"), heading("20歳未満")
    ((20, 29), (18, 29), (40, 59), (70, None), (None, 19))
    >>> heading("10代後半"), heading("男性20代"), heading("2022年")
    (None, None, None)
    """
    plain = re.sub(r"\s", "", values.same(text))
    if not re.search("[歳才代]", plain):
        return None
    if match := _BETWEEN.fullmatch(plain):
        return int(match[1]), int(match[2]) + (9 if match[4] else 0)
    match = _ONE.fullmatch(plain)
    if not match:
        return None
    age, decade, end = int(match[1]), "代" in plain, match[3]
    last = age + 9 if decade else age
    if end in ("以上", "以降", "~"):
        return age, None
    if end == "以下":
        return None, last
    if end == "未満":
        return None, age - 1
    return age, last


def named(group: str) -> Band | None:
    """The ages that the id of a group says.

    >>> named("20-24"), named("100+"), named("total")
    ((20, 24), (100, None), None)
    """
    match = _ID.fullmatch(group)
    return (int(match[1]), int(match[2]) if match[2] else None) if match else None


def apart(bands: Iterable[Band], whole: bool = True) -> tuple[Band, Band] | None:
    """The first two neighbouring bands that leave ages out between them, or share some; None if all join.

    Of bands that are not the whole of a table, only such as share ages.

    >>> apart([(20, 29), (40, 49), (30, 39)]), apart([(20, 29), (40, None)]), apart([(20, 29), (25, 39)])
    (None, ((20, 29), (40, None)), ((20, 29), (25, 39)))
    >>> apart([(20, 29), (40, None)], whole=False)
    """
    rows = sorted({*bands}, key=lambda band: (band[0] or 0, band[1] is None, band[1] or 0))
    for one, other in itertools.pairwise(rows):
        shared = one[1] is None or other[0] is None or other[0] <= one[1]
        if shared or (whole and other[0] != one[1] + 1):  # type: ignore[operator]
            return one, other
    return None


def shown(band: Band) -> str:
    """A band as ids have it.

    >>> shown((20, 29)), shown((70, None)), shown((None, 19))
    ('20-29', '70+', '0-19')
    """
    first, last = band
    return f"{first or 0}+" if last is None else f"{first or 0}-{last}"
