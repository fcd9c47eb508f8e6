"""Plain text: tables whose columns are set apart by tabs, bars or blanks; pages by form feeds."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from dxcompare.extract import gutters
from dxcompare.extract.blocks import Block, Box, CannotRead, Cell, Document, Grid, Line
from dxcompare.extract.lettering import clean, joined
from dxcompare.extract.letters import Letter, Row
from dxcompare.words.expected import EXPECTED
from dxcompare.words.text import Text

_BAR = re.compile(r"[|｜│┃]")
_BORDER = re.compile(r"[\s|+\-:=─━┌┐└┘├┤┬┴┼│┃]+")
#: blanks that set columns apart
_BLANKS = re.compile(r"\s{2,}|　+")


def read(path: Path) -> Document:
    """Read a text file in UTF-8 or Shift_JIS.

    Raises
    ------
    CannotRead
        If it is neither.
    """
    pages = decoded(path)
    blocks: list[Block] = []
    for number, page in enumerate(pages, start=1):
        blocks += _page(page, number if len(pages) > 1 else None)
    return Document(blocks)


def decoded(path: Path) -> list[str]:
    """The pages of a text file in UTF-8 or Shift_JIS, with line ends of one kind.

    Raises
    ------
    CannotRead
        If it is neither.
    """
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n").split("\f")
        except UnicodeDecodeError:
            continue
    raise CannotRead(Text(EXPECTED["no_encoding"]["ja"], EXPECTED["no_encoding"]["en"]))


def _page(text: str, number: int | None) -> Iterator[Block]:
    """The tables and lines of a page."""
    lines = [line for line in text.split("\n") if not (line.strip() and _BORDER.fullmatch(line))]
    for kind, group in itertools.groupby(lines, key=_parted):
        rows = list(group)
        if kind and (grid := _grid(rows, kind)) is not None and grid.width > 1 and len(grid.rows) > 1:
            grid.page, grid.pages = number, [number] * len(grid.rows)
            yield grid
        else:
            yield from (Line(said, number) for said in map(clean, rows) if said)


def _parted(line: str) -> str:
    """How a line sets its columns apart, if it does."""
    if "\t" in line.strip():
        return "tab"
    if len(_BAR.findall(line)) > 1:
        return "bar"
    return "blank" if _BLANKS.search(line.strip()) else ""


def _grid(lines: list[str], kind: str) -> Grid | None:
    if kind == "blank":
        return _by_place(lines)
    parts = [line.split("\t") if kind == "tab" else _BAR.split(line.strip().strip("|｜│┃")) for line in lines]
    width = max(map(len, parts))
    return Grid([[Cell(joined([(text, False)])) for text in [*row, *[""] * (width - len(row))]] for row in parts])


def _by_place(lines: list[str]) -> Grid | None:
    """A table whose columns stand below each other: wide letters count two places."""
    rows = []
    for at, line in enumerate(lines):
        letters, x = [], 0.0
        for c in line:
            width = 10.0 if unicodedata.east_asian_width(c) in "WFA" else 5.0
            if not c.isspace():
                letters.append(Letter(c, x, 10.0 * at, x + width, 10.0 * at + 9, 10.0))
            x += width
        rows.append(Row(letters))
    columns = gutters.spans(rows, 0.0, max(row.box[2] for row in rows))
    if len(columns) < 2:
        return None
    cells = [[Cell(_within(row, (a, 0, b, float("inf")))) for a, b in columns] for row in rows]
    return Grid(cells, ruled=False)


def _within(row: Row, box: Box) -> str:
    return clean(Row([one for one in row.letters if one.within(box)] or [Letter(" ", 0, 0, 0, 0)]).text)
