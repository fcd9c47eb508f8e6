"""Tables for slides: the words of their cells, how wide and high they are, and where a slide ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

import polars as pl

from dxcompare.present import style
from dxcompare.present.native import labels, lookup
from dxcompare.present.slide import Slide
from dxcompare.tables.columns import Said
from dxcompare.words import typography

#: Type sizes tried in turn, in points; the smallest is the smallest that is read from a chair.
SIZES = (14, 12, 10)


#: Size that is read with ease; smaller only to save a slide.
READ = 12


#: Widest column at first, in half-width letters, and margins of a cell in millimetres.
WIDEST, ACROSS, DOWN = 120, 4.0, 1.8


#: Narrowest column of numbers, and the share of the room that a small table takes.
NARROWEST, FILLED = 24.0, 0.8


#: Half-width letters by which a column is wider than its words: another font may be in use.
SLACK = 2


#: Height of a line, and width of a half-width letter, as parts of the type size; fonts differ, so both are ample.
LINE, LETTER = 1.3, 0.6


#: What is never broken: a run of Latin letters and figures.
_WORD = re.compile("[!-~]+")
BLANK = "–"


@dataclass(frozen=True)
class Grid:
    """A table as it is drawn: words, alignment and shades of cells, and sizes in millimetres.

    `spans` are cells that reach over several columns: row (the heads are row 0), column, how many.
    """

    heads: list[str]
    rows: list[list[str]]
    align: list[str]
    shades: list[list[str | None]]
    size: float = SIZES[0]
    widths: tuple[float, ...] = ()
    heights: tuple[float, ...] = ()
    margin: float = 1.5
    spans: tuple[tuple[int, int, int], ...] = ()


def grid(spec: Slide) -> Grid:
    """The words of a table, or of a frame turned to category × series."""
    if spec.kind == "table":
        frame = spec.frame
        columns = [_column(series, spec.said.get(series.name)) for series in frame]
        return Grid(
            frame.columns,
            [list(row) for row in zip(*columns, strict=True)],
            ["right" if kind.is_numeric() else "left" for kind in frame.schema.values()],
            [],
        )
    categories, names = labels(spec.frame, spec.category), labels(spec.frame, spec.series)
    values = lookup(spec, spec.value)
    numeric = spec.frame.schema[spec.value].is_numeric()
    decimals = len(spec.number_format.partition(".")[2])
    depths = lookup(spec, spec.shade or spec.value) if spec.most is not None else {}
    rows, shades = [], []
    for category in categories:
        cells = [values.get((category, name)) for name in names]
        rows.append([category, *(f"{v:,.{decimals}f}" if numeric and v is not None else says(v) for v in cells)])
        shades.append([None, *(_shade(depths.get((category, name)), spec.most) for name in names)])
    align = "center" if spec.most is not None else "right" if numeric else "left"
    return Grid(["", *names], rows, ["left", *[align] * len(names)], shades)


def _column(series: pl.Series, said: Said | None) -> list[str]:
    """The words of a column: computed numbers with their decimals, printed ones as they are."""
    if not series.dtype.is_float():
        return [says(value) for value in series]
    decimals, positive = (said.decimals, said.positive) if said else (None, False)
    return [BLANK if value is None else typography.figure(value, decimals, positive=positive) for value in series]


def says(value: object) -> str:
    """A value in a cell of a table.

    >>> says(None), says(1200), says(0.5), says("市")
    ('–', '1200', '0.5', '市')
    """
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return "○" if value else "×"
    if isinstance(value, float):
        return typography.number(value)
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    return str(value)


def _shade(value: float | None, most: float | None) -> str | None:
    if not value or most is None:
        return None
    return style.SHADES[min(-int(-value * 5 // most), 5)]


def pages(whole: Grid, width: float, height: float) -> list[Grid]:
    """A table over as many slides as it needs, in the largest type that keeps it on one.

    Parameters
    ----------
    width, height : float
        Room, in millimetres.
    """
    for least, unbroken in ((READ, True), (SIZES[-1], False)):  # larger type only where it breaks no word
        for size in (size for size in SIZES if size >= least):
            laid = _laid(whole, size, width)
            if fsum(laid.heights) <= height and (fsum(laid.widths) < width or not unbroken):
                return [laid]
    laid = _laid(whole, READ, width)
    return [
        replace(
            laid, rows=laid.rows[a:b], shades=laid.shades[a:b], heights=(laid.heights[0], *laid.heights[1 + a : 1 + b])
        )
        for a, b in evenly(laid.heights, height)
    ]


def evenly(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """As many slides as rows need, but none with a row or two left over."""
    found = cut(heights, room)
    for part in range(95, 45, -5):
        even = cut(heights, room * part / 100)
        if len(even) > len(found):
            break
        found = even
    return found


def cut(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """Rows on each slide, from and to; the first of the heights is that of the headings.

    >>> cut([1, 2, 2, 2], 5)
    [(0, 2), (2, 3)]
    """
    found, first, used = [], 0, heights[0]
    for y, high in enumerate(heights[1:]):
        if used + high > room and y > first:
            found.append((first, y))
            first, used = y, heights[0]
        used += high
    return [*found, (first, len(heights) - 1)]


def _laid(whole: Grid, size: float, width: float) -> Grid:
    """A table in a type size: columns as wide as their words, and wider where there is much room."""
    letter = size * 0.3528 * LETTER
    columns = list(zip(whole.heads, *whole.rows, strict=True))
    wanted = [
        max(
            min(max(typography.width_of(line) for text in texts for line in text.split("\n")) + SLACK, WIDEST) * letter
            + ACROSS,
            0 if align == "left" else NARROWEST,
        )
        for texts, align in zip(columns, whole.align, strict=True)
    ]
    wider = max(1, FILLED * width / fsum(wanted))
    least = [
        min(max((len(word) for text in texts for word in _WORD.findall(text)), default=0) * letter + ACROSS, width / 3)
        for texts in columns
    ]
    widths = _fitted([wide * min(wider, 1.5) for wide in wanted], width, least)
    heights = []
    for row in [whole.heads, *whole.rows]:
        lines = max(
            sum(
                typography.wrap(line, max(int((wide - ACROSS) / letter), 2)).count("\n") + 1
                for line in text.split("\n")
            )
            for text, wide in zip(row, widths, strict=True)
        )
        heights.append(lines * size * 0.3528 * LINE + DOWN)
    return replace(whole, size=size, widths=tuple(widths), heights=tuple(heights))


def _fitted(wanted: list[float], room: float, least: list[float]) -> list[float]:
    """Widths that fit: the widest columns give way, all to the same width, and none below its longest word.

    >>> _fitted([10, 90, 60], 100, [5, 5, 5]), _fitted([10, 90, 60], 100, [5, 60, 5])
    ([10, 45.0, 45.0], [10, 60, 30.0])
    """
    if fsum(wanted) <= room:
        return wanted
    fixed: list[float | None] = [None] * len(wanted)
    while True:
        left = room - fsum(one for one in fixed if one is not None)
        share = left / max(fixed.count(None), 1)
        more = [
            one if one is not None else want if want <= share else word if word > share else None
            for one, want, word in zip(fixed, wanted, least, strict=True)
        ]
        if more == fixed:
            return [share if one is None else one for one in fixed]
        fixed = more
