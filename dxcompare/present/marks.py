"""A matrix of marks as a native table: for each name and each column a row of small cells, filled by their sign."""

from __future__ import annotations

from dxcompare.present import style
from dxcompare.present.grid import DOWN, LETTER, LINE, Grid, evenly
from dxcompare.present.native import labels, lookup
from dxcompare.present.slide import Slide
from dxcompare.words import typography

#: Type size in points; width of a small cell and most of what stands beside them, in millimetres; margin of all cells.
SIZE, SMALL, BESIDE, MARGIN = 12, 5.6, 34.0, 0.6
#: Columns with marks on a slide at most, and the part of it that names take at least.
COLUMNS, NAMES = 5, 0.28
#: Sign → its fill. In a filled cell stands the initial of its mark, so that it can be read and edited.
FILLS = {"■": style.SHADES[5], "□": style.SHADES[1], "?": style.RULE}
#: Signs in whose place the initial stands.
NAMED = "■□"
_POINT = 0.3528


def matrix(spec: Slide, width: float, height: float) -> list[Grid]:
    """The matrix on as many slides as it needs; `value` holds the signs of a cell, `says` what stands beside them."""
    columns = labels(spec.frame, spec.series)
    count = -(-len(columns) // COLUMNS)
    each = -(-len(columns) // count)
    return [part for i in range(0, len(columns), each) for part in _pages(spec, columns[i : i + each], width, height)]


def _pages(spec: Slide, columns: list[str], width: float, height: float) -> list[Grid]:
    signs, says = lookup(spec, spec.value), lookup(spec, "says")
    many = max(len(text) for text in signs.values()) or 1
    letter = SIZE * _POINT * LETTER
    words = [(signs.get(key) or "", text or "") for key, text in says.items()]
    most = max(typography.width_of(text) * letter - (0 if marked else many * SMALL) for marked, text in words)
    free = width * (1 - NAMES) / len(columns) - many * SMALL
    beside = min(BESIDE, most + 2 * MARGIN + 1, free)
    name = width - len(columns) * (many * SMALL + beside)
    rows, spans, heights = [], [], []
    shades: list[list[str | None]] = []

    def lines(text: str, room: float) -> int:
        return typography.wrap(text, max(int((room - 2 * MARGIN) / letter), 2)).count("\n") + 1

    for item in labels(spec.frame, spec.category):
        row, most, over = [item], lines(item, name), []
        shade: list[str | None] = [None]
        for column in columns:
            marks, said = signs.get((item, column)) or "", says.get((item, column)) or ""
            if marks:
                row += [
                    initial if sign in NAMED else sign for sign, initial in zip(marks, spec.parts or marks, strict=True)
                ]
                row.append(said)
                shade += [*(FILLS.get(sign) for sign in marks), None]
                most = max(most, lines(said, beside))
            else:
                over.append((len(row), many + 1))
                row += [said, *[""] * many]
                shade += [None] * (many + 1)
                most = max(most, lines(said, many * SMALL + beside))
        rows.append(row)
        shades.append(shade)
        spans.append(over)
        heights.append(most * SIZE * _POINT * LINE + DOWN)
    heads = ["", *(text for column in columns for text in (column, *[""] * many))]
    top = max(lines(column, many * SMALL + beside) for column in columns) * SIZE * _POINT * LINE + DOWN
    over_heads = [(0, 1 + n * (many + 1), many + 1) for n in range(len(columns))]
    found = []
    for a, b in evenly([top, *heights], height):
        merged = [(y - a + 1, x, wide) for y in range(a, b) for x, wide in spans[y]]
        found.append(
            Grid(
                heads,
                rows[a:b],
                ["left", *(["center"] * many + ["left"]) * len(columns)],
                shades[a:b],
                SIZE,
                (name, *([SMALL] * many + [beside]) * len(columns)),
                (top, *heights[a:b]),
                MARGIN,
                (*over_heads, *merged),
            )
        )
    return found
