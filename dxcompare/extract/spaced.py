"""Tables without vertical rules: columns are told by the white space between them."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from dxcompare.extract.blocks import Box
from dxcompare.extract.gutters import gaps, spans
from dxcompare.extract.headings import is_heading
from dxcompare.extract.letters import Letter, Row, lines

#: stretches of white space wider than this many times the letters part rows where no rule does
APART = 0.7


@dataclass
class Band:
    """What stands between two rules."""

    top: float
    bottom: float
    rows: list[Row]


@dataclass
class Spaced:
    """A table without vertical rules.

    Attributes
    ----------
    x0, x1 : float
        From where to where its rules reach.
    columns : list of (float, float)
    cells : list of list of Box
    open : bool
        Whether no rule ends it, so that it may go on on the next page.
    goes_on : bool
        Whether it goes on with one of the page before.
    ruled : bool
        Whether rules part its rows.
    """

    x0: float
    x1: float
    columns: list[tuple[float, float]]
    cells: list[list[Box]] = field(default_factory=list)
    open: bool = False
    goes_on: bool = False
    ruled: bool = False

    @property
    def box(self) -> Box:
        return self.x0, self.cells[0][0][1], self.x1, self.cells[-1][0][3]


def tables(
    letters: list[Letter], level: list[dict], shades: list[Box], taken: list[Box], before: Spaced | None
) -> list[Spaced]:
    """The tables that have rules across only, or headings or every other row on a coloured ground.

    Parameters
    ----------
    letters : list of Letter
        Those that stand in no table found otherwise.
    level : list of dict
        Horizontal rules.
    shades : list of Box
        Coloured grounds.
    taken : list of Box
        Tables found otherwise.
    before : Spaced or None
        The last such table of the page before, which may go on.
    """

    def free(x0: float, x1: float, y: float) -> bool:
        return not any(box[1] - 3 <= y <= box[3] + 3 and x0 < box[2] and x1 > box[0] for box in taken)

    found: list[Spaced] = []
    ruled = _ruled([edge for edge in level if free(edge["x0"], edge["x1"], edge["top"])])
    for x0, x1, heights in [*ruled, *_shaded(shades)]:
        if x1 - x0 < 60 or not all(free(x0, x1, y) for y in heights):
            continue
        inside = [one for one in letters if x0 - 2 < (one.x0 + one.x1) / 2 < x1 + 2]
        earlier = before if before and abs(before.x0 - x0) < 4 and abs(before.x1 - x1) < 4 else None
        for run, is_open in _stretches(inside, heights, x0, x1, earlier):
            table = _table(run, x0, x1, earlier)
            if table:
                table.open = is_open
                found.append(table)
                taken = [*taken, table.box]
            earlier = None
    if before and before.open and not any(table.goes_on for table in found):
        first = min((table.box[1] for table in found), default=float("inf"))
        found += _unmarked([one for one in letters if one.bottom < first + 1], before)
    return sorted(found, key=lambda table: table.box[1])


def _unmarked(letters: list[Letter], before: Spaced) -> list[Spaced]:
    """What goes on at the head of a page with a table of the page before, without any rule."""
    inside = [one for one in letters if before.x0 - 2 < (one.x0 + one.x1) / 2 < before.x1 + 2]
    rows = lines(inside)
    top = rows[0].box[1] if rows else 0
    fitting = _below(rows, before.columns, top)
    if len(_filled(fitting, before.columns)) < 2:
        return []
    band = Band(top - 2, max((row.box[3] for row in fitting), default=0) + 2, fitting)
    table = _table([band], before.x0, before.x1, before)
    if table:
        table.open = True
    return [table] if table else []


def _shaded(shades: list[Box]) -> list[tuple[float, float, list[float]]]:
    """Coloured grounds as rules above and below: those of every other row together, others each for itself."""
    strips: list[Box] = []
    for _, group in itertools.groupby(sorted(shades, key=lambda b: (round(b[1]), b[0])), key=lambda b: round(b[1])):
        row = list(group)
        strips.append((min(b[0] for b in row), row[0][1], max(b[2] for b in row), max(b[3] for b in row)))
    tables: list[list[Box]] = []
    for strip in strips:
        last = tables[-1][-1] if tables else None
        alike = last and abs(last[0] - strip[0]) < 5 and abs(last[2] - strip[2]) < 5
        if last and alike and strip[1] - last[3] < 1.5 * (last[3] - last[1]):
            tables[-1].append(strip)
        else:
            tables.append([strip])
    return [(rows[0][0], rows[0][2], sorted({y for row in rows for y in (row[1], row[3])})) for rows in tables]


def _ruled(level: list[dict]) -> list[tuple[float, float, list[float]]]:
    """Where rules of the same reach stand: left end, right end, heights. Pieces side by side are one rule."""
    whole: list[list[float]] = []
    for line in _side_by_side(level):
        pieces: list[list[float]] = []
        for edge in sorted(line, key=lambda edge: edge["x0"]):
            if pieces and edge["x0"] - pieces[-1][1] < 8:
                pieces[-1][1] = max(pieces[-1][1], edge["x1"])
            else:
                pieces.append([edge["x0"], edge["x1"], edge["top"]])
        whole += pieces
    found: list[tuple[float, float, list[float]]] = []
    while whole:
        x0, x1, _ = whole[0]
        same = [one for one in whole if abs(one[0] - x0) < 5 and abs(one[1] - x1) < 5]
        whole = [one for one in whole if one not in same]
        heights = sorted(one[2] for one in same)
        found.append((x0, x1, [y for at, y in enumerate(heights) if at == 0 or y - heights[at - 1] > 4]))
    return found


def _side_by_side(level: list[dict]) -> list[list[dict]]:
    """Rules at one height together."""
    found: list[list[dict]] = []
    for edge in sorted(level, key=lambda edge: edge["top"]):
        if found and edge["top"] - found[-1][0]["top"] < 1.5:
            found[-1].append(edge)
        else:
            found.append([edge])
    return found


def _stretches(
    letters: list[Letter], heights: list[float], x0: float, x1: float, before: Spaced | None
) -> list[tuple[list[Band], bool]]:
    """Bands between neighbouring rules, gathered to tables; each with whether it ends without a rule.

    A band of running text, or an empty one, parts them.
    """

    def band(top: float, bottom: float) -> Band:
        return Band(top, bottom, lines(one for one in letters if top <= (one.top + one.bottom) / 2 < bottom))

    runs: list[list[Band]] = [[]]
    if before and before.open:
        first = band(0, heights[0])
        fitting = _below(first.rows, before.columns, first.rows[0].box[1]) if first.rows else []
        if fitting and len(fitting) == len(first.rows):
            runs[-1].append(Band(fitting[0].box[1] - 2, heights[0], fitting))
    for top, bottom in itertools.pairwise(heights):
        one = band(top, bottom)
        goes_on = before and top == heights[0] and all(_fits(row, before.columns) for row in one.rows)
        if one.rows and (goes_on or not _prose(one)):
            runs[-1].append(one)
        else:
            runs.append([])
    found = [(run, False) for run in runs if len(run) > 1 or (run and (before or len(run[0].rows) > 3))]
    if runs[-1] and (len(runs[-1]) == 1 or (before and before.open)):  # only headings: the rows stand below, unruled
        rows = [row for one in runs[-1] for row in one.rows]
        fitting = _below(band(heights[-1], float("inf")).rows, spans(rows, x0, x1), heights[-1], rows)
        if fitting:
            bottom = max(row.box[3] for row in fitting) + 2
            found = [one for one in found if one[0] is not runs[-1]]
            found.append(([*runs[-1], band(heights[-1], bottom)], True))
    return found


def _below(rows: list[Row], columns: list[tuple[float, float]], end: float, heads: Sequence[Row] = ()) -> list[Row]:
    """The lines below a table's headings that go on with it: parted, or in one column only, and near each other."""
    found: list[Row] = []
    starts = [run.box[0] for row in heads for run in _parts(row)]
    least = min(starts, default=columns[0][0]) - 1.5
    for row in rows:
        parts = _parts(row)
        left, top, right, bottom = row.box
        single = len(columns) > 1 and any(a - 3 < left and right < b + 3 for a, b in columns)
        single = (single and left > least) or (
            any(abs(left - x) < 2 for x in starts) and right - left < 0.6 * (columns[-1][1] - columns[0][0])
        )
        if top - end > 1.6 * row.size or not (len(parts) > 1 or single):
            break
        found.append(row)
        starts += [run.box[0] for run in parts]
        end = max(end, bottom)
    return found


def _parts(row: Row) -> list[Row]:
    """A line parted where it may go over to another column."""
    return row.runs(0.5)


def _fits(row: Row, columns: list[tuple[float, float]]) -> bool:
    """Whether no letter of a line stands across a column's border."""
    return not any(one.x0 + 1 < cut < one.x1 - 1 for one in row.letters for _, cut in columns[:-1])


def _prose(band: Band) -> bool:
    """Whether a band holds no table: no stretch of white space goes through all its lines."""
    runs = [run.box for row in band.rows for run in row.runs(0.2)]
    start, end = min(box[0] for box in runs), max(box[2] for box in runs)
    return not any(b - a > 5 for a, b in gaps([(box[0], box[2]) for box in runs], start, 0) if b < end)


def _table(bands: list[Band], x0: float, x1: float, before: Spaced | None) -> Spaced | None:
    """A table, row by row; a heading over several columns is one cell."""
    headed = len(bands) > 1 and not (before and before.open and not _says_headings(bands[0]))
    body = [row for band in (bands[1:] if headed else bands) for row in band.rows]
    columns = spans(body, x0, x1, bands[0].rows if headed else [])
    goes_on = False
    if before:
        alike = len(columns) == len(before.columns) and all(
            abs(a - b) < 12 for (a, _), (b, _) in zip(columns, before.columns, strict=True)
        )
        fits = all(_fits(row, before.columns) for row in body)
        goes_on = alike or (fits and (not headed or len(before.columns) >= max(2, len(columns))))
        columns = columns if alike or not goes_on else before.columns
    if len(columns) < 2:
        return None
    if len(columns) == 2 and not before and not _says_headings(bands[0]) and _columns_of_prose(body, columns):
        return None
    ruled = len(bands) > 3 or bool(before and goes_on and before.ruled)
    table = Spaced(x0, x1, columns, goes_on=goes_on and not headed, ruled=ruled)
    for at, band in enumerate(bands):
        groups = _grouped(band, columns, head=at == 0 and headed, ruled=ruled)
        cuts = [band.top]
        for above, below in itertools.pairwise(groups):
            cuts.append((max(row.box[3] for row in above) + min(row.box[1] for row in below)) / 2)
        cuts.append(band.bottom)
        for group, (top, bottom) in zip(groups, itertools.pairwise(cuts), strict=True):
            table.cells.append(_row(group, columns, top, bottom))
    return table


def _says_headings(band: Band) -> bool:
    return any(is_heading(run.text) for row in band.rows for run in _parts(row))


def _columns_of_prose(rows: list[Row], columns: list[tuple[float, float]]) -> bool:
    """Whether a page is set in two columns: nearly all lines fill theirs."""
    full = [
        run.box[2] - run.box[0] > 0.7 * (b - a)
        for row in rows
        for run in _parts(row)
        for a, b in columns
        if a <= run.box[0] < b
    ]
    return len(full) > 8 and sum(full) > 0.7 * len(full)


def _row(rows: list[Row], columns: list[tuple[float, float]], top: float, bottom: float) -> list[Box]:
    """The cells of a row: columns whose border letters run across without a gap are one cell."""
    joins = set()
    for run in (run for row in rows for run in row.runs(0.15)):
        left, _, right, _ = run.box
        joins |= {at for at, (a, _) in enumerate(columns) if at and left < a - 1 and right > a + 1}
    found: list[Box] = []
    for at, (a, b) in enumerate(columns):
        if at in joins and found:
            found[-1] = (found[-1][0], top, b, bottom)
        else:
            found.append((a, top, b, bottom))
    return found


def _grouped(band: Band, columns: list[tuple[float, float]], *, head: bool, ruled: bool) -> list[list[Row]]:
    """The lines of a band gathered to rows: lines of one row stand nearer to each other than rows do.

    Lines of different cells of one row may stand at different heights, so that stretches of white space over the
    whole width are looked at.
    """
    parts: list[list[Row]] = []
    gaps: list[float] = []
    end = 0.0
    for row in sorted(band.rows, key=lambda row: row.box[1]):
        if parts and row.box[1] < end + 0.3:
            parts[-1].append(row)
        else:
            gaps += [row.box[1] - end] if parts else []
            parts.append([row])
        end = max(end, row.box[3])
    if len(parts) < 2 or len(_filled(band.rows, columns)) == 1:
        return [band.rows]
    size = statistics.median(row.size for row in band.rows)
    if ruled or head:
        whole = all(len(_filled(part, columns)) > 1 for part in parts)
        if head or not (whole and max(gaps) > APART * size):
            return [[row for part in parts for row in part]]
        border = APART * size if min(gaps) < APART * size else 0.0
    elif min(gaps) > APART * size:
        border = 0.0
    else:
        least = 0.3 * size
        jumps = [(b / max(a, least), (a + b) / 2) for a, b in itertools.pairwise(sorted(gaps)) if a < APART * size]
        ratio, border = max(jumps, default=(0.0, 0.0))
        if ratio < 1.35:
            return _continued(parts, columns)
    found = [parts[0]]
    for gap, part in zip(gaps, parts[1:], strict=True):
        if gap > border:
            found.append(part)
        else:
            found[-1] = [*found[-1], *part]
    return found


def _continued(parts: list[list[Row]], columns: list[tuple[float, float]]) -> list[list[Row]]:
    """Lines at even distances: one with text in a single column belongs to a row beside it.

    Where such lines stand as often below a row as above it, cells are centred; else they go with the row above.
    """
    whole = [len(_filled(part, columns)) > 1 for part in parts]
    if not any(whole):
        return parts
    runs = [0]  # how many lines of a single column stand before each whole one, and after the last
    for one in whole:
        runs = [*runs, 0] if one else [*runs[:-1], runs[-1] + 1]
    below, centred = [], runs[0]
    for between in runs[1:]:
        below.append(centred)
        centred = between - centred
    if centred or any(lines < 0 for lines in below):
        below = runs[1:]
    found: list[list[Row]] = []
    rest = iter(parts)
    for at, after in enumerate(below):
        above = runs[0] if at == 0 else runs[at] - below[at - 1]
        found.append([row for part in itertools.islice(rest, above + 1 + after) for row in part])
    return found


def _filled(rows: list[Row], columns: list[tuple[float, float]]) -> set[int]:
    """The columns in which lines have text."""
    return {
        at
        for row in rows
        for one in row.letters
        for at, (a, b) in enumerate(columns)
        if a <= (one.x0 + one.x1) / 2 < b and one.text.strip()
    }
