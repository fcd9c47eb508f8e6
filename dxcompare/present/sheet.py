"""A sheet of one page, in one language: what stands on it, whatever prints it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple


class Bar(NamedTuple):
    """A share from 0 to 100, with what is printed of it."""

    share: float
    text: str


Cell = str | Bar


@dataclass(frozen=True)
class Block:
    """A part of a sheet.

    Attributes
    ----------
    title : str
    note : str
        What sums it up, or how to read it; above the rows.
    head : tuple of str
        Headings of the columns; none of a list.
    widths : tuple of int
        How wide the columns are, in parts of the whole.
    rows : tuple of tuples
        Cells of text or bars.
    strong : frozenset of int
        Rows that speak of what must be seen first.
    more : str
        Said in place of rows that are left out, with `{n}` for their number.
    left_out : int
        How many are.
    elastic : bool
        Whether its rows are the first to be left out where room is short.
    first : int
        How many of the first rows are never left out, since an answer names what stands in them.
    """

    title: str
    note: str = ""
    head: tuple[str, ...] = ()
    widths: tuple[int, ...] = (1,)
    rows: tuple[tuple[Cell, ...], ...] = ()
    strong: frozenset[int] = frozenset()
    more: str = ""
    left_out: int = 0
    elastic: bool = False
    first: int = 0

    def cut(self, most: int) -> Block:
        """The block with its first rows; the rest is counted."""
        n, most = len(self.rows), max(most, self.first)
        return self if n <= most else replace(self, rows=self.rows[:most], left_out=self.left_out + n - most)

    @property
    def rest(self) -> str:
        """What is said of the rows that are left out."""
        return self.more.format(n=self.left_out) if self.left_out else ""


@dataclass(frozen=True)
class Sheet:
    """A sheet.

    Attributes
    ----------
    lang : {"ja", "en"}
    title, under : str
        Its heading, and what stands under it.
    answers : tuple of (str, str)
        Questions, each with its answer in a line.
    left, right : tuple of Block
        The two columns.
    foot : tuple of Block
        What stands below them over the whole width.
    small : tuple of str
        Sources and date.
    """

    lang: str
    title: str
    under: str
    answers: tuple[tuple[str, str], ...]
    left: tuple[Block, ...]
    right: tuple[Block, ...]
    foot: tuple[Block, ...]
    small: tuple[str, ...] = field(default=())

    def cut(self, left: tuple[int, int], right: tuple[int, int]) -> Sheet:
        """The sheet with at most so many rows in the blocks of each column: in those that are elastic, and in others."""
        return replace(self, left=_cut(self.left, *left), right=_cut(self.right, *right))


def _cut(blocks: tuple[Block, ...], elastic: int, most: int) -> tuple[Block, ...]:
    return tuple(one.cut(min(elastic, most) if one.elastic else most) for one in blocks)
