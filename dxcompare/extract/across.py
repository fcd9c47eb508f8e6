"""Tables that go over a page: joined where the next page goes on with the same columns."""

from __future__ import annotations

from dxcompare.extract import cards
from dxcompare.extract.blocks import Block, Cell, Doubt, Grid, Line
from dxcompare.extract.headings import headed, is_heading, is_number
from dxcompare.extract.lettering import plain
from dxcompare.extract.listed import level
from dxcompare.words.text import Text

CUT = Text("ページの変わり目でセルが切れている", "the cell is cut by the end of a page")


def joined(blocks: list[Block]) -> list[Block]:
    """The document with every table whole that a page end cuts, and without what only rules make of it.

    What is left as one row is no table; its cells are lines.
    """
    found: list[Block] = []
    for block in blocks:
        before = _before(found, block) if isinstance(block, Grid) else None
        if before is not None and isinstance(block, Grid) and _goes_on(before, block):
            _join(before, block)
        else:
            found.append(block)
    return [part for block in found for part in _closed(block)]


def _closed(block: Block) -> list[Block]:
    if isinstance(block, Line):
        return [block]
    grid = block.closed()
    if len(grid.rows) > 1 and grid.width > 1:
        return [grid]
    return [Line(cell.text.replace("\n", ""), grid.page, cell.box) for cell in grid.cells() if cell.text]


def _before(found: list[Block], block: Grid) -> Grid | None:
    """The table that ends the page before, with nothing but a note or a few letters in between."""
    for other in reversed(found[-2:]):
        if isinstance(other, Grid):
            return other if block.page and other.pages[-1] and block.page - other.pages[-1] == 1 else None
        if not plain(other.text).startswith(("※", "注", "(")) and len(other.text) > 8:
            return None
    return None


def _goes_on(above: Grid, below: Grid) -> bool:
    """Whether a table goes on with another: as many columns at the same places, with the same headings or none."""
    if cards.begins(below):
        return False
    if cards.goes_on(above, below) and _same_sides(above, below):
        for grid in (above, below):  # the rows of a card have cells of different widths
            width = max(above.width, below.width)
            grid.rows = [[*row, *[row[-1]] * (width - len(row))] for row in grid.rows]
        return True
    if above.width != below.width or not _same_places(above, below):
        return False
    if len(above.rows) < 3 and all(_only_headings(row) for row in above.rows):
        return True
    heads = headed(below).heads
    said = bool(heads) and _only_headings(heads[0], 0.34)
    return not said or _texts(heads) == _texts(headed(above).heads)


def _same_sides(above: Grid, below: Grid) -> bool:
    """Whether two tables begin and end at the same places across the page."""
    one, two = above.box, below.box
    return bool(one and two and abs(one[0] - two[0]) < 8 and abs(one[2] - two[2]) < 8)


def _only_headings(row: list[Cell], share: float = 0.5) -> bool:
    """Whether more than this share of a row's texts are headings."""
    texts = [cell.text for cell in row if cell.text]
    return sum(map(is_heading, texts)) > share * len(texts)


def _same_places(above: Grid, below: Grid) -> bool:
    one, two = above.rows[-1], below.rows[-1]
    near = 8 if above.ruled else 13
    return all(
        not (a.box and b.box) or (abs(a.box[0] - b.box[0]) < near and abs(a.box[2] - b.box[2]) < near)
        for a, b in zip(one, two, strict=True)
        if one.count(a) == 1 and two.count(b) == 1
    )


def _texts(rows: list[list[Cell]]) -> list[list[str]]:
    return [[plain(cell.text) for cell in row] for row in rows]


def _join(above: Grid, below: Grid) -> None:
    heads = headed(below).heads
    skip = len(heads) if _texts(heads) == _texts(headed(above).heads) else 0
    rows, pages = below.rows[skip:], below.pages[skip:]
    if rows and above.rows and _begun(above, rows[0]):
        for cell, more in zip(above.rows[-1], rows[0], strict=True):
            cell.text += more.text
            cell.doubts += [*more.doubts, *([Doubt(CUT, (cell.text,))] if cell is above.rows[-1][0] else [])]
            cell.box = more.box if cell is not above.rows[-1][0] else cell.box
        rows, pages = rows[1:], pages[1:]
        above.pages[-1] = below.page
    elif rows and above.rows and _rest(above, rows[0]):
        for cell, more in zip(above.rows[-1], rows[0], strict=True):
            if more.text:
                cell.text += more.text
                cell.doubts.append(Doubt(CUT, (cell.text,)))
        rows, pages = rows[1:], pages[1:]
    for at in range(above.width if rows else 0):  # a merged cell goes on where the next page leaves it blank
        blank = rows[0][at]
        if blank.text or not above.rows[-1][at].text:
            break
        for row in rows:
            if row[at] is not blank:
                break
            row[at] = above.rows[-1][at]
    above.rows += rows
    above.pages += pages


def _begun(above: Grid, first: list[Cell]) -> bool:
    """Whether the last row has but the beginning of a label, and the row has the rest with all that belongs to it."""
    last = above.rows[-1]
    alone = last[0].text and not any(cell.text for cell in last[1:]) and not level(last[0].text)
    return bool(alone and first[0].text and any(cell.text for cell in first[1:]) and len({*map(id, last)}) > 1)


def _rest(above: Grid, first: list[Cell]) -> bool:
    """Whether a row is the rest of the last one above it: a label alone, or words under words without a label."""
    last = above.rows[-1]
    filled = [at for at, cell in enumerate(first) if cell.text]
    if not filled or any(not last[at].text or is_number(first[at].text) for at in filled):
        return False
    if filled == [0]:
        return any(cell.text for cell in last[1:]) and not level(first[0].text) and first.count(first[0]) == 1
    merged = len(above.rows) > 1 and above.rows[-2][0] is last[0]
    return filled[0] > 0 and not merged
