"""Whether the cells of a row stand in the order of their columns."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from dxcompare.onboarding.against.document import Printed, Span, folded
from dxcompare.onboarding.against.looked import Looked, close, heading, overlaps


def in_line(printed: Printed, looked: dict[int, Looked], first: int, last: int, taken: Iterable[Span]) -> None:
    """Give the steps of a row of a schedule places one after the other; one that has none there is not near."""
    at = first
    for place, one in sorted(looked.items()):
        if one.cell.reads != "step" or not (one.span and one.near) or one.kind == "joined":
            continue
        free = [span for span in printed.find(folded(one.cell.text), at, last) if not overlaps(span, taken)]
        span = next((span for span in free if printed.apart(span)), next(iter(free), None))
        if span is None:
            looked[place] = replace(one, near=False)
        else:
            looked[place] = replace(one, span=span, kind="" if printed.apart(span) else "within")
            at = span.end


def agreed(rows: list[list[Looked]]) -> list[list[Looked]]:
    """Cells of neighbouring columns that stand the other way round than in most rows are not near: 現状 and 目標."""
    ways: dict[tuple[str, str], Counter[bool]] = {}
    for row in rows:
        for one, two in _pairs(row):
            ways.setdefault((one.cell.column, two.cell.column), Counter())[_before(one, two)] += 1
    found = []
    for row in rows:
        wrong = set()
        for one, two in _pairs(row):
            way = ways[one.cell.column, two.cell.column]
            if way[_before(one, two)] < way[not _before(one, two)]:
                wrong |= {id(one), id(two)}
        found.append([replace(one, near=False) if id(one) in wrong else one for one in row])
    return found


def _pairs(row: list[Looked]) -> Iterable[tuple[Looked, Looked]]:
    """Short cells and headings of neighbouring columns that were found, both beside the name of the row or both above it."""
    for way in (False, True):
        mine = [one for one in row if heading(one.cell) is way]
        for one, two in itertools.pairwise(mine):
            if _asked(one) and _asked(two):
                yield one, two


def _asked(one: Looked) -> bool:
    found = one.span and one.near and one.kind in ("", "notation")
    return bool(found) and one.cell.reads != "step" and (heading(one.cell) or close(folded(one.cell.text)))


def _before(one: Looked, two: Looked) -> bool:
    return bool(one.span and two.span and one.span.start < two.span.start)
