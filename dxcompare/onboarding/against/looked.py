"""What became of a cell that was looked up, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dxcompare.onboarding.against.document import Span
from dxcompare.onboarding.against.transcribed import Cell

#: letters from which on a text without much of a number in it is looked for everywhere
_LONG = 9
#: columns that come from a heading above the row
_HEADS = frozenset(
    "goal policy baseline_year_text target_year_text year_text fy department department_related project_name".split()
)


@dataclass(frozen=True)
class Looked:
    """What became of a cell.

    Attributes
    ----------
    cell : Cell
    span : Span or None
        Where it stands; None where it was not found.
    near : bool
        Whether that is beside the name of its row, of a cell for which this is asked.
    kind : str
        How it differs from what is printed, one of the kinds in `explained.py` that need no person; blank if it does not.
    said : str
        What is printed, where it differs.
    """

    cell: Cell
    span: Span | None
    near: bool = True
    kind: str = ""
    said: str = ""


def close(text: str) -> bool:
    """Whether a folded text is so short, or so much of a number, that it counts only near the name of its row."""
    return len(text) < _LONG or sum(not c.isdecimal() and c not in ".,%" for c in text) < 5


def heading(cell: Cell) -> bool:
    """Whether a cell comes from a heading above its row."""
    return cell.column in _HEADS or cell.reads == "heading"


def overlaps(span: Span, taken: Iterable[Span]) -> bool:
    """Whether a place is taken."""
    return any(span.start < other.end and other.start < span.end for other in taken)
