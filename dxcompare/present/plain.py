"""What a terminal shows of results: lines of half-width cells, no more than a screen has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dxcompare.words.text import Text, plural, shown
from dxcompare.words.typography import width_of, wrap

if TYPE_CHECKING:
    from dxcompare.present.result import Result
    from dxcompare.present.show import Shown

#: A screen: half-width cells and lines.
WIDE, HIGH = 80, 24


#: Widest column, and what stands between two.
_WIDEST, _GAP = 30, "  "


def cut(text: str, width: int = WIDE) -> str:
    """A text on one line of at most so many half-width cells.

    >>> cut("DX推進計画", 8), cut("DX", 8)
    ('DX推進…', 'DX')
    """
    line = " ".join(text.split())
    if width_of(line) <= width:
        return line
    while line and width_of(line) > width - 2:
        line = line[:-1]
    return f"{line}…"


def wrapped(text: str, lines: int) -> list[str]:
    """A text on at most so many lines of a screen."""
    found = [cut(line) for line in wrap(text, WIDE).split("\n")]
    return found if len(found) <= lines else [*found[: lines - 1], cut(f"{found[lines - 1]}…")]


def listed(names: Iterable[str], head: str, lang: str, lines: int = 1) -> list[str]:
    """A heading and names on at most so many lines, none of them broken; what does not fit is counted."""
    names, between = list(names), Text("、", ", ").to(lang)
    found, left = [head], len(names)
    for number, name in enumerate(names):
        more = name + between * (number + 1 < len(names))
        if width_of((found[-1] + more).rstrip()) > (WIDE if len(found) < lines else WIDE - 12):
            if len(found) == lines:
                break
            found.append("  ")
        found[-1] += more
        left -= 1
    if left:
        found[-1] += Text(f"ほか{left}件", f"{left} more").to(lang)
    return [line.rstrip() for line in found]


def table(whole: Shown, rows: int) -> list[str]:
    """A table as text on at most so many lines: as many columns as a screen is wide; what is left out is counted."""
    lang, frame = whole.lang, whole.frame
    if frame.is_empty():
        return [Text("該当するものはない。", "There is none.").to(lang)]
    columns: list[list[str]] = []
    left = WIDE
    for name, texts in zip(frame.columns, whole.texts(rows - 1), strict=True):
        cells = [shown(name, lang), *texts]
        wide = min(max(map(width_of, cells)), _WIDEST)
        if columns and wide > left:
            break
        number = frame.schema[name].is_numeric()
        columns.append([_cell(cell, wide, right=number and y > 0) for y, cell in enumerate(cells)])
        left -= wide + len(_GAP)
    lines = [_GAP.join(cells).rstrip() for cells in zip(*columns, strict=True)]
    beside = frame.width - len(columns)
    if beside or frame.height > len(lines) - 1:
        lines = lines[: rows - 1]
    more = frame.height - (len(lines) - 1)
    said = [Text(f"ほか{more:,}行", plural(more, "more row", "more rows"))] * bool(more)
    said += [Text(f"ほか{beside}列", plural(beside, "more column", "more columns"))] * bool(beside)
    note = Text("、", ", ").to(lang).join(one.to(lang) for one in said)
    return [*lines, *[f"… {note}"] * bool(note)]


def screen(result: Result, opens: Shown) -> str:
    """A result on one screen: the question, the beginning of what it opens with, and what else there is."""
    lang, charts, n = opens.lang, [*result.kinds()], len(result.caveats)
    tail = listed(result.tables, Text('.show("…") 表：', '.show("…") tables: ').to(lang), lang)
    tail += listed(charts, Text('.plot("…") 図：', '.plot("…") charts: ').to(lang), lang) if charts else []
    tail += [Text(f".caveats 注意{n}件、.method 方法、.cite() 引用", f".caveats ({n}), .method, .cite()").to(lang)]
    tail += wrapped(result.source_line(lang), 1)
    head = [*wrapped(result.title.to(lang), 2), *(wrapped(opens.same, 2) if opens.same else [])]
    return "\n".join([*head, *table(opens, HIGH - len(head) - len(tail)), *tail])


def _cell(text: str, width: int, *, right: bool) -> str:
    said = cut(text, width)
    space = " " * (width - width_of(said))
    return space + said if right else said + space
