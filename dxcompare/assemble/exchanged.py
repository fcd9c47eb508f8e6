"""Two headings of a table that stand in each other's place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import combinations

from dxcompare.assemble.names import city_of
from dxcompare.sources.reader import Sheet
from dxcompare.words.faults import Fault


def pair(sheet: Sheet, faults: list[Fault], links: Iterable[str]) -> tuple[str, str] | None:
    """The headings that have changed places, if two have.

    They are such where the headings would stand more in the order of the form the other way round, and most rows have
    a fault in these two columns, or one of `links` that speaks of what stands there. Files of decisions are often in
    another order.
    """
    if "/raw/" not in sheet.file:
        return None
    found: list[tuple[int, tuple[str, str]]] = []
    for two in _turned(sheet):
        cells = {cell for record in sheet for cell in (record[two[0]], record[two[1]]) if cell}
        of = [one for one in faults if _touches(one, sheet, two, cells, links)]
        found.append((sum(1 + one.more for one in of), two))
    most, two = max(found, default=(0, ("", "")))
    return two if most > 1 and 2 * most >= len(sheet.records) else None


def _touches(fault: Fault, sheet: Sheet, two: tuple[str, str], cells: set[str], links: Iterable[str]) -> bool:
    if fault.place.file == sheet.file and fault.place.column in two:
        return True
    text = str(fault.data.get("found", ""))
    names = {text, text.partition("/")[2], *re.split("[/ ]", text)}
    return city_of(fault.place.file) == city_of(sheet.file) and fault.kind in links and bool(names & cells)


def _turned(sheet: Sheet) -> list[tuple[str, str]]:
    """Pairs of headings that put a table more into the order of its form when they change places."""
    form = [*sheet.form.columns] if sheet.form else []
    found = [form.index(name) for name in sheet.columns if name in form]
    now, pairs = _in_order(found), []
    for one, other in combinations(range(len(found)) if now < len(found) else (), 2):
        turned = list(found)
        turned[one], turned[other] = found[other], found[one]
        if _in_order(turned) > now:
            pairs.append((form[found[one]], form[found[other]]))
    return pairs


def _in_order(numbers: list[int]) -> int:
    """How many of some numbers stand in order.

    >>> _in_order([0, 2, 1, 3]), _in_order([3, 0, 1, 2]), _in_order([])
    (3, 3, 0)
    """
    least: list[int] = []  # the least last number of so many in order
    for number in numbers:
        at = bisect_left(least, number)
        least[at : at + 1] = [number]
    return len(least)
