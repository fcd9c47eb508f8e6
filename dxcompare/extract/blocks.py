"""What a document consists of, whatever its format: lines of text and tables, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dxcompare.words.text import Text

#: left, top, right, bottom in points, from the upper left corner of the page
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Doubt:
    """A question to the person: why, and the readings to choose from."""

    why: Text
    readings: tuple[str, ...] = ()


@dataclass(eq=False)
class Cell:
    """A cell as printed; one that is merged over several places stands in each of them as the same object."""

    text: str = ""
    box: Box | None = None
    doubts: list[Doubt] = field(default_factory=list)
    #: the lines as printed, those included that only the width makes
    lines: tuple[str, ...] = ()
    #: whether it stands on a coloured ground
    shaded: bool = False


@dataclass
class Line:
    """A line of text outside tables.

    Attributes
    ----------
    size : float
        Of its letters in points; 0 where the format does not say.
    heading : int
        Level of heading where the format says it (Word, HTML), else 0.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    size: float = 0.0
    heading: int = 0


@dataclass
class Grid:
    """A table: the same number of cells in each row.

    Attributes
    ----------
    rows : list of list of Cell
    page : int or None
        1-based page of the document on which it begins.
    box : Box or None
    ruled : bool
        Whether rules set its columns apart; where only white space does, a cell may stand in the wrong one.
    heads : int
        Rows of headings, where the format says it (HTML), else 0.
    pages : list of int
        The page of each row, where a table goes over several.
    """

    rows: list[list[Cell]]
    page: int | None = None
    box: Box | None = None
    ruled: bool = True
    heads: int = 0
    pages: list[int | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pages = self.pages or [self.page] * len(self.rows)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def column(self, at: int) -> list[Cell]:
        return [row[at] for row in self.rows]

    def cells(self) -> Iterator[Cell]:
        """Each cell once."""
        seen: set[int] = set()
        for row in self.rows:
            for cell in row:
                if id(cell) not in seen:
                    seen.add(id(cell))
                    yield cell

    def turned(self) -> Grid:
        """The table with its columns as rows."""
        return Grid([list(column) for column in zip(*self.rows, strict=True)], self.page, self.box, self.ruled)

    def closed(self) -> Grid:
        """The table without rows and columns that only rules make: in which no text stands of its own."""
        keep = [r for r, row in enumerate(self.rows) if any(cell.text for cell in row) and not self._repeats(r)]
        rows = [self.rows[r] for r in keep]
        columns = [list(column) for column in zip(*rows, strict=True)]
        merged: list[list[Cell]] = []
        for column in columns:
            before = merged[-1] if merged else None
            if before is None:
                if any(cell.text for cell in column):
                    merged.append(column)
            elif all(b is c or not (b.text and c.text) for b, c in zip(before, column, strict=True)) and not _apart(
                before, column
            ):
                merged[-1] = [b if b.text else c for b, c in zip(before, column, strict=True)]
            else:
                merged.append(column)
        found = [list(row) for row in zip(*merged, strict=True)]
        return Grid(found, self.page, self.box, self.ruled, self.heads, [self.pages[r] for r in keep])

    def _repeats(self, r: int) -> bool:
        """Whether every cell of a row is one of the row above that reaches down."""
        return r > 0 and all(cell is above for cell, above in zip(self.rows[r], self.rows[r - 1], strict=True))


def _apart(before: list[Cell], column: list[Cell]) -> bool:
    """Whether two neighbouring columns are both meant, although no row has text in both: each has a heading."""
    return bool(before[0].text and column[0].text and before[0] is not column[0])


#: What a reader of a format gives.
Block = Line | Grid


@dataclass
class Document:
    """A document as read.

    Attributes
    ----------
    blocks : list of Line or Grid
    printed : dict of int to str
        The page number that is printed on a page.
    unread : list of (int, Text)
        What could not be understood as text or table, and on which page.
    """

    blocks: list[Block]
    printed: dict[int, str] = field(default_factory=dict)
    unread: list[tuple[int, Text]] = field(default_factory=list)


class CannotRead(ValueError):
    """A document that must be refused; says why and what to do, in both languages."""

    def __init__(self, message: Text):
        self.message = message
        super().__init__(message.to())
