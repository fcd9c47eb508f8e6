"""PDF: pdfplumber finds tables and letters, pypdfium2 reads every cell again."""

from __future__ import annotations

import logging
import re
import statistics
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
from pdfplumber.utils.exceptions import PdfminerException

from dxcompare.extract import across, letters, readers, rules, spaced
from dxcompare.extract.blocks import Block, Box, CannotRead, Cell, Document, Doubt, Grid, Line
from dxcompare.extract.lettering import clean, plain
from dxcompare.extract.letters import Letter
from dxcompare.words.text import Text

ENCRYPTED = Text(
    "パスワードで保護された PDF は読めません。保護を外して保存し直してください",
    "the PDF is protected by a password; save a copy without it",
)
BROKEN = Text("PDF として読めません", "this cannot be read as a PDF")
SCAN = Text(
    "文字の層がない PDF（画像の読み取り）です。推測では読みません。元の電子データを発行者に求めるか、手で入力してください",
    "the PDF has no text, only pictures of pages (a scan). It is not guessed at: ask the publisher for the original "
    "file, or type the tables by hand",
)
UNMAPPED = Text(
    "文字コードの対応表がないフォントが使われており、文字を正しく取り出せません（{share}% の文字）。画像と同じく読みません。"
    "元の電子データを発行者に求めるか、手で入力してください",
    "its fonts have no usable character map, so that {share}% of the letters cannot be told. It is refused like a scan: "
    "ask the publisher for the original file, or type the tables by hand",
)
PICTURE = Text("このページは画像だけで、読めない", "this page is only a picture and cannot be read")
CHART = Text("図か工程表らしく、表として読まない", "a chart or timeline, not read as a table")
ARROW = Text(
    "矢印が図形で描かれている。ここまで続くと読んだ", "an arrow is drawn here as a shape; read as going on this far"
)
CROSSED = Text("文字が重なって印刷されている", "letters are printed over each other")

_PAGE_NUMBER = re.compile(r"[-－―–~〜(（p.P ]*(\d{1,4})[-－―–~〜)）ページ頁 ]*(?:/ ?\d+)?")


def read(path: Path) -> Document:
    """Read a PDF.

    Raises
    ------
    CannotRead
        If it is a scan, its fonts have no usable character map, or it is protected or damaged.
    """
    document = Document([])
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it remarks on what does not concern us
    try:
        source = upright(path)
        with pdfplumber.open(source) as book, pypdfium2.PdfDocument(source) as again:
            pages = [_Page(page, again[page.page_number - 1]) for page in book.pages]
            _refuse(pages)
            before = None
            for page in pages:
                before = page.read(document, before)
    except (PdfminerException, pypdfium2.PdfiumError) as error:
        protected = "password" in repr(error).lower()
        raise CannotRead(ENCRYPTED if protected else BROKEN) from error
    document.blocks = _without_running(document.blocks, [page.height for page in pages])
    return document


def again(path: Path) -> list[list[Letter]]:
    """The letters of each page as the second reader finds them, in the order of the file.

    Raises
    ------
    CannotRead
        If it is damaged, protected, or has no letters.
    """
    try:
        with pypdfium2.PdfDocument(upright(path)) as book:
            pages = [readers.second(page, page.get_mediabox(), page.get_rotation(), page.get_height()) for page in book]
    except pypdfium2.PdfiumError as error:
        raise CannotRead(ENCRYPTED if "password" in repr(error).lower() else BROKEN) from error
    if not any(pages):
        raise CannotRead(SCAN)
    return pages


def upright(path: Path) -> Path | BytesIO:
    """The file; if letters lie on their side on a page, as of a wide table on an upright one, with such pages turned."""
    made = BytesIO()
    turned = False
    with pypdfium2.PdfDocument(path) as book:
        for page in book:
            angle = readers.angle(page)
            if angle is not None and angle != page.get_rotation():
                page.set_rotation(angle)
                turned = True
        if turned:
            book.save(made)
            made.seek(0)
    return made if turned else path


class _Page:
    """A page while it is read."""

    def __init__(self, page: Any, again: Any):
        self.page, self.number = page, page.page_number
        self.height, self.width = float(page.height), float(page.width)
        self.letters = readers.first(page)
        self.used: set[int] = set()
        self.shades: list[Box] = []
        turned = (page.rotation or 0) % 360
        self.again = readers.second(again, again.get_mediabox(), turned, self.height)

    def read(self, document: Document, before: spaced.Spaced | None) -> spaced.Spaced | None:
        """Append what stands on the page: lines and tables from top to bottom.

        `before` is the last table without vertical rules of the page before; that of this page is returned.
        """
        if not self.letters:
            if self.page.images:
                document.unread.append((self.number, PICTURE))
            return None
        drawn = rules.of_page(self.page)
        self.shades = drawn.shades
        found: list[tuple[Box, Grid]] = []
        boxes = drawn.tables()
        if not boxes and len(drawn.shades) > 3:
            boxes = [table for table in rules.shaded(drawn).tables() if len({round(box[1]) for box in table}) > 2]
        for cells in boxes:
            outer = _around(cells)
            grid = _turned_arrows(self._grid(cells, outer), drawn.arrows)
            if any(abs(y - outer[3]) < 2 for y in drawn.cuts) and outer[3] > 0.85 * self.height:
                _doubt_last(grid)
            if _chart(grid):
                document.unread.append((self.number, CHART))
            elif grid.closed().width > 1:
                found.append((outer, grid))
        taken = [outer for outer, _ in found]
        found_spaced = spaced.tables(self._free(taken), drawn.level, drawn.shades, taken, before)
        for table in found_spaced:
            grid = self._grid([box for row in table.cells for box in row], table.box)
            grid.ruled = False
            if table.open and table.box[3] > 0.85 * self.height:
                _doubt_last(grid)
            if table.goes_on or grid.closed().width > 1:
                found.append((table.box, grid))
        blocks: list[tuple[float, Block]] = [(outer[1], grid) for outer, grid in found]
        outside = self._free([outer for outer, _ in found])
        for row in letters.lines(outside):
            if text := clean(row.text):
                blocks.append((row.box[1], Line(text, self.number, row.box, row.size)))
        blocks.sort(key=lambda block: block[0])
        document.blocks += self._numbered(document, [block for _, block in blocks])
        return found_spaced[-1] if found_spaced else None

    def _free(self, taken: list[Box]) -> list[Letter]:
        return [one for one in self.letters if id(one) not in self.used and not any(one.within(box) for box in taken)]

    def _numbered(self, document: Document, blocks: list[Block]) -> list[Block]:
        """Take the number at the foot (or head) of the page; returns the other blocks."""
        for block in (*blocks[-1:], *blocks[:1]):
            if isinstance(block, Line) and block.box and (found := _PAGE_NUMBER.fullmatch(plain(block.text))):
                middle = (block.box[1] + block.box[3]) / 2
                if middle > 0.88 * self.height or middle < 0.1 * self.height:
                    document.printed[self.number] = found[1]
                    return [other for other in blocks if other is not block]
        return blocks

    def _grid(self, boxes: list[Box], outer: Box) -> Grid:
        """The cells of a table in rows and columns; one that is larger than others stands in several."""
        xs, ys = _cuts([(box[0], box[2]) for box in boxes]), _cuts([(box[1], box[3]) for box in boxes])
        empty = Cell()
        rows = [[empty] * (len(xs) - 1) for _ in ys[1:]]
        read = zip(boxes, letters.placed(self.letters, boxes), letters.placed(self.again, boxes), strict=True)
        for box, one, other in read:
            cell = Cell("", box)
            self.used |= {*map(id, one)}
            cell.text, cell.doubts = readers.compared(letters.text_in(one, box), other)
            cell.lines = tuple(clean(row.text) for row in letters.lines(one))
            cell.shaded = any(_covers(shade, box) for shade in self.shades)
            cell.doubts += [Doubt(CROSSED, (cell.text,))] if letters.crossed(one) else []
            x0, x1, y0, y1 = _nearest(xs, box[0]), _nearest(xs, box[2]), _nearest(ys, box[1]), _nearest(ys, box[3])
            for r in range(y0, y1):
                rows[r][x0:x1] = [cell] * (x1 - x0)
        return Grid(rows, self.number, outer)


def _refuse(pages: list[_Page]) -> None:
    """Refuse scans, and documents of whose letters many have no code."""
    count = sum(len(page.letters) for page in pages)
    drawn = sum(len(page.page.images) for page in pages)
    if count < 5 * len(pages) and (drawn or not count):
        raise CannotRead(SCAN)
    bad = sum(readers.unusable(page.letters) for page in pages)
    if bad > 0.05 * count:
        share = f"{100 * bad / count:.0f}"
        raise CannotRead(Text(UNMAPPED.ja.format(share=share), UNMAPPED.en.format(share=share)))


def _doubt_last(grid: Grid) -> None:
    """Ask of the last row of a table that the end of the page may have cut."""
    for cell in dict.fromkeys(grid.rows[-1]):
        cell.doubts += [Doubt(across.CUT, (cell.text,))] if cell.text else []


def _covers(shade: Box, box: Box) -> bool:
    """Whether a coloured ground fills most of a cell."""
    across = min(shade[2], box[2]) - max(shade[0], box[0])
    down = min(shade[3], box[3]) - max(shade[1], box[1])
    return across > 0.6 * (box[2] - box[0]) and down > 0.6 * (box[3] - box[1])


def _around(boxes: list[Box]) -> Box:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def _cuts(ends: list[tuple[float, float]]) -> list[float]:
    """The places where cells begin and end; those nearer than a rule are one."""
    found: list[float] = []
    for x in sorted({x for pair in ends for x in pair}):
        if not found or x - found[-1] > rules.NEAR / 2:
            found.append(x)
    return found


def _nearest(cuts: list[float], x: float) -> int:
    return min(range(len(cuts)), key=lambda at: abs(cuts[at] - x))


def _chart(grid: Grid) -> bool:
    """Whether a table is none: a chart or timeline of boxes, with hardly a text."""
    cells = list(grid.cells())
    filled = sum(bool(cell.text) for cell in cells)
    return len(cells) > 40 and filled < 0.2 * len(cells)


def _turned_arrows(grid: Grid, arrows: list[Box]) -> Grid:
    """An arrow drawn as a shape goes on where it reaches: `⇒` in each empty cell that it crosses."""
    for left, top, right, bottom in arrows:
        for cell in grid.cells():
            if cell.text or not cell.box:
                continue
            a, y0, b, y1 = cell.box
            reach = min(b, right) - max(a, left)
            if y0 < (top + bottom) / 2 < y1 and reach > 0.25 * (b - a):
                cell.text = "⇒"
                cell.doubts.append(Doubt(ARROW, ("⇒", "")))
    return grid


def _without_running(blocks: list[Block], heights: list[float]) -> list[Block]:
    """The document without lines that stand at the head or foot of most of its pages."""
    if len(heights) < 3:
        return blocks

    def key(block: Block) -> tuple[str, int] | None:
        if not isinstance(block, Line) or not block.box or not block.page:
            return None
        height = heights[block.page - 1]
        edge = block.box[3] < 0.1 * height or block.box[1] > 0.9 * height
        return (re.sub(r"\d+", "0", plain(block.text)), round(block.box[1] / 5)) if edge else None

    count = Counter(filter(None, map(key, blocks)))
    return [block for block in blocks if count.get(key(block) or ("", 0), 0) < max(3, 0.5 * len(heights))]


def body_size(blocks: list[Block]) -> float:
    """The size of the letters of running text."""
    sizes = [round(block.size, 1) for block in blocks if isinstance(block, Line) and block.size for _ in block.text]
    return statistics.mode(sizes) if sizes else 0.0
