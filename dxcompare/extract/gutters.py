"""Tables without vertical rules: columns are told by the white space between them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from dxcompare.extract.blocks import Box
from dxcompare.extract.letters import Letter, Row, lines

#: white space narrower than this parts no columns, in points
LEAST = 6.0
#: letters further apart than this many times their size stand in different columns
GAP = 0.9


@dataclass
class Band:
    """What stands between two rules."""

    top: float
    bottom: float
    rows: list[Row]

    @property
    def runs(self) -> list[list[Row]]:
        return [row.runs(GAP) for row in self.rows]


def tables(letters: list[Letter], level: list[dict], taken: list[Box]) -> list[list[list[Box]]]:
    """The boxes of the cells of each table that has rules across only: table, row, cell.

    Parameters
    ----------
    letters : list of Letter
    level : list of dict
        Horizontal rules.
    taken : list of Box
        Tables found otherwise.
    """
    free = [
        edge
        for edge in level
        if edge["x1"] - edge["x0"] > 60
        and not any(
            box[1] - 3 <= edge["top"] <= box[3] + 3 and edge["x0"] < box[2] and edge["x1"] > box[0] for box in taken
        )
    ]
    found = []
    while free:
        first = free[0]
        same = [edge for edge in free if abs(edge["x0"] - first["x0"]) < 5 and abs(edge["x1"] - first["x1"]) < 5]
        free = [edge for edge in free if edge not in same]
        heights = sorted({round(edge["top"], 1) for edge in same})
        heights = [y for at, y in enumerate(heights) if at == 0 or y - heights[at - 1] > 4]
        for run in _stretches(letters, heights, first["x0"], first["x1"]):
            cells = _cells(run, first["x0"], first["x1"])
            if cells:
                found.append(cells)
    return sorted(found, key=lambda table: table[0][0][1])


def _stretches(letters: list[Letter], heights: list[float], x0: float, x1: float) -> list[list[Band]]:
    """Bands between neighbouring rules, gathered to tables: a band of running text, or an empty one, parts them."""
    found: list[list[Band]] = [[]]
    for top, bottom in itertools.pairwise(heights):
        within = [one for one in letters if one.within((x0 - 2, top, x1 + 2, bottom))]
        band = Band(top, bottom, lines(within))
        if band.rows and not _prose(band, x1 - x0):
            found[-1].append(band)
        else:
            found.append([])
    return [run for run in found if len(run) > 1 or (run and len(run[0].rows) > 3)]


def _prose(band: Band, width: float) -> bool:
    """Whether a band holds no table: its lines have no gaps."""
    parted = [runs for runs in band.runs if len(runs) > 1]
    return len(parted) < max(1, 0.3 * len(band.rows))


def spans(rows: list[list[Row]], x0: float, x1: float) -> list[tuple[float, float]]:
    """The columns: what lies between stretches of white space that (nearly) every line leaves.

    A line may be crossed by a heading that stands over several columns.
    """
    marks: list[tuple[float, int]] = []
    for runs in rows:
        marks += [(run.box[0], 1) for run in runs] + [(run.box[2], -1) for run in runs]
    allowed = 0.08 * len(rows)
    gaps, depth, since = [], 0, x0
    for x, step in sorted(marks):
        before, depth = depth, depth + step
        if before <= allowed < depth and x - since >= LEAST:
            gaps.append((since, x))
        elif before > allowed >= depth:
            since = x
    inner = [(a, b) for a, b in gaps if a > x0]
    cuts = [x0, *((a + b) / 2 for a, b in inner), x1]
    return list(itertools.pairwise(cuts))


def _cells(bands: list[Band], x0: float, x1: float) -> list[list[Box]]:
    """The cells of a table, row by row; a heading over several columns is one cell."""
    body = [runs for band in (bands[1:] or bands) for runs in band.runs]
    columns = spans(body, x0, x1)
    if len(columns) < 2:
        return []
    ruled = len(bands) > 3 and sum(len(band.rows) for band in bands) <= 3 * len(bands)
    found = []
    for at, band in enumerate(bands):
        groups = [band.rows] if (ruled and at) or len(band.rows) < 2 else _grouped(band, columns, head=at == 0)
        cuts = [band.top]
        for above, below in itertools.pairwise(groups):
            cuts.append((max(row.box[3] for row in above) + min(row.box[1] for row in below)) / 2)
        cuts.append(band.bottom)
        for group, top, bottom in zip(groups, cuts, cuts[1:], strict=False):
            found.append(_row([row.runs(GAP) for row in group], columns, top, bottom))
    return found


def _row(rows: list[list[Row]], columns: list[tuple[float, float]], top: float, bottom: float) -> list[Box]:
    """The cells of a row: columns that one run of letters crosses are one cell."""
    joins = set()
    for run in (run for runs in rows for run in runs):
        left, _, right, _ = run.box
        over = [at for at, (a, b) in enumerate(columns) if min(b, right) - max(a, left) > 2]
        joins |= {*over[1:]}
    found: list[Box] = []
    for at, (a, b) in enumerate(columns):
        if at in joins and found:
            found[-1] = (found[-1][0], top, b, bottom)
        else:
            found.append((a, top, b, bottom))
    return found


def _grouped(band: Band, columns: list[tuple[float, float]], *, head: bool) -> list[list[Row]]:
    """The lines of a band gathered to rows: lines of one row stand nearer to each other than rows do.

    Lines of different cells of one row may stand at different heights, so that stretches of white space over the
    whole width are looked at.
    """
    spread = sorted((row.box[1], row.box[3], row) for row in band.rows)
    groups: list[tuple[float, list[Row]]] = []
    gaps: list[float] = []
    for top, bottom, row in spread:
        if groups and top < groups[-1][0] + 0.3:
            groups[-1] = (max(groups[-1][0], bottom), [*groups[-1][1], row])
        else:
            if groups:
                gaps.append(top - groups[-1][0])
            groups.append((bottom, [row]))
    parts = [group for _, group in groups]
    if len(parts) < 2:
        return parts
    least, most = min(gaps), max(gaps)
    if most > 1.35 * max(least, 0.5) + 1:
        border = (least + most) / 2
        merged = [parts[0]]
        for gap, part in zip(gaps, parts[1:], strict=True):
            if gap > border:
                merged.append(part)
            else:
                merged[-1] = [*merged[-1], *part]
        return merged
    if head:
        return parts
    found: list[list[Row]] = []
    for part in parts:
        filled = {
            at
            for row in part
            for run in row.runs(GAP)
            for at, (a, b) in enumerate(columns)
            if a <= (run.box[0] + run.box[2]) / 2 < b
        }
        if found and len(columns) > 2 and len(filled) == 1:  # the rest of a cell
            found[-1] = [*found[-1], *part]
        else:
            found.append(part)
    return found
