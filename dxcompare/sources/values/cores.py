"""What the phrases of an amount stand around: a number with its sign and unit, a range, a part of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dxcompare.sources.values.numerals import RUN, Numeral, numeral
from dxcompare.sources.values.phrases import Effect
from dxcompare.tables import counters


class Amount(NamedTuple):
    """A number with its sign and unit, as printed."""

    sign: str
    number: Numeral
    unit: str


class Core(NamedTuple):
    """What the phrases stand around.

    Attributes
    ----------
    kind : {"amount", "range", "ratio"}
    low, high : Amount
        Of a ratio the part and the whole.
    effects : tuple
        What the core says of itself, as phrases do.
    """

    kind: str
    low: Amount
    high: Amount | None = None
    effects: tuple[Effect, ...] = ()


_UNITS: dict[str, list[str]] = {}
for _name in sorted({*counters.COUNTERS, *counters.UNIT_NAMES}, key=len, reverse=True):
    _UNITS.setdefault(_name[0], []).append(_name)
_SIGN = re.compile("[-+▲△±ー—–]|マイナス|プラス")
_OVER, _UNDER = re.compile("(以上|超|を超え)、?"), re.compile("以下|未満|以内")
_SPAN = re.compile("[~–—-]|ー|から")
_AMONG = re.compile("(?:中の?|のうち|うち|の内)[、,]?")
_PARTS = re.compile("分の")


def _amounts(text: str, start: int, *, signed: bool = False) -> Iterator[tuple[int, Amount]]:
    """The amounts that may begin at `start`, each with where it ends."""
    sign = _SIGN.match(text, start) if signed else None
    begin = sign.end() if sign else start
    run = RUN.match(text, begin)
    number, mark = numeral(run[0]) if run else None, sign[0] if sign else ""
    if run is None or number is None:
        return
    for name in _UNITS.get(text[run.end() : run.end() + 1], ()):
        if text.startswith(name, run.end()) and (not number.japanese or name in counters.AFTER_JAPANESE):
            yield run.end() + len(name), Amount(mark, number, name)
    yield run.end(), Amount(mark, number, "")


def cores(text: str, start: int) -> Iterator[tuple[int, Core]]:
    """The cores that may begin at `start`, each with where it ends.

    >>> [text[:end] for text in ["5/19校まで"] for end, _ in cores(text, 0)]
    ['5', '5/19校', '5/19']
    """
    for end, first in _amounts(text, start, signed=True):
        yield end, Core("amount", first)
        yield from _ranges(text, end, first)
        yield from _ratios(text, end, first)


def _ranges(text: str, end: int, low: Amount) -> Iterator[tuple[int, Core]]:
    """The ranges that an amount which ends at `end` may begin."""
    if over := _OVER.match(text, end):
        for stop, high in _amounts(text, over.end()):
            if under := _UNDER.match(text, stop):
                closed = over[1] == "以上" and under[0] != "未満"
                yield under.end(), Core("range", low, high, () if closed else (("note", f"{over[1]}・{under[0]}"),))
    if span := _SPAN.match(text, end):
        for stop, high in _amounts(text, span.end()):
            unclear = span[0] in ("ー", "から") or (span[0] != "~" and not high.unit)
            yield stop, Core("range", low, high, (("ask", "unclear_range"),) if unclear else ())


def _ratios(text: str, end: int, first: Amount) -> Iterator[tuple[int, Core]]:
    """The ratios that an amount which ends at `end` may begin: `5/19校`, `19校中5校`, `3分の1`."""
    scored = (("ask", "points"),)
    if text.startswith("/", end):
        for stop, whole in _amounts(text, end + 1):
            if first.unit in ("", whole.unit):
                dated = not whole.unit and first.number.value <= 12 and whole.number.value <= 31
                unclear = (("ask", "date_or_ratio"),) if dated else scored if whole.unit in counters.SCORES else ()
                yield stop, Core("ratio", first, whole, unclear)
    if among := _AMONG.match(text, end):
        for stop, part in _amounts(text, among.end()):
            if first.unit == part.unit or not (first.unit and part.unit):
                yield stop, Core("ratio", part, first, scored if first.unit in counters.SCORES else ())
    if not first.unit and (parts := _PARTS.match(text, end)):
        for stop, part in _amounts(text, parts.end()):
            yield stop, Core("ratio", part, first)
