"""White space that sets columns apart."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dxcompare.extract.letters import Row

#: part of a letter's size that stands free around it
AROUND = 0.1


def spans(rows: list[Row], x0: float, x1: float, heads: Sequence[Row] = ()) -> list[tuple[float, float]]:
    """The columns: what lies between stretches of white space that (nearly) every line leaves.

    The more lines leave it, the narrower it may be. Within it the border stands where `heads` leave most space.
    """
    covered: list[tuple[float, float]] = []
    for row in rows:
        for run in row.runs(0.2):
            free = AROUND * run.size
            covered.append((run.box[0] - free, run.box[2] + free))
    above = [(run.box[0], run.box[2]) for row in heads for run in row.runs(0.05)]
    cuts = [x0]
    for a, b in gaps(covered, x0, 0.06 * len(rows)):
        lines_leave = len(rows) + len(heads) * any(min(b, d) - max(a, c) > 1 for c, d in gaps(above, x0, 0))
        least = max(1.5, 6.0 - 0.5 * lines_leave)
        if b - a < least or a <= x0:
            continue
        # a column with few texts lies within what few lines cover: every stretch that no line covers parts columns
        clear = [(max(c, a), min(d, b)) for c, d in gaps(covered, x0, 0) if min(d, b) - max(c, a) >= least]
        cuts += [_between(c, d, heads) for c, d in clear or [(a, b)]]
    return list(itertools.pairwise([*cuts, x1]))


def gaps(covered: list[tuple[float, float]], start: float, allowed: float) -> list[tuple[float, float]]:
    """The stretches from `start` on that at most so many lines cover."""
    marks = sorted([(a, 1) for a, _ in covered] + [(b, -1) for _, b in covered])
    gaps, depth, since = [], 0, start
    for x, step in marks:
        before, depth = depth, depth + step
        if before <= allowed < depth and x > since:
            gaps.append((since, x))
        elif before > allowed >= depth:
            since = max(x, start)
    return gaps


def _between(a: float, b: float, heads: Sequence[Row]) -> float:
    """The middle of the widest stretch from `a` to `b` that headings leave."""
    ends = [a]
    for left, right in sorted((run.box[0], run.box[2]) for row in heads for run in row.runs(0.05)):
        if right > a and left < b:
            ends += [max(left, a), min(right, b)]
    pairs = list(zip(ends[::2], [*ends[1::2], b], strict=True))
    left, right = max(pairs, key=lambda pair: pair[1] - pair[0])
    return (left + right) / 2 if right - left > 0.5 else (a + b) / 2
