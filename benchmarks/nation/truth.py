"""What is true of a made-up nation: what was put in, to hold results against."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Misprint(NamedTuple):
    """A percentage that was printed wrong.

    Attributes
    ----------
    question, option, group : str
        As in the table `response`.
    printed, right : str
        As it stands, and as it should.
    impossible : bool
        Whether no count of its printed base gives it; else one digit is wrong, and nothing may show it.
    told : bool
        Whether an erratum withholds the cell.
    """

    question: str
    option: str
    group: str
    printed: str
    right: str
    impossible: bool
    told: bool


@dataclass
class PlanTruth:
    """What is true of one plan.

    Attributes
    ----------
    code, version : str
        Its municipality, and the version of the national plan it was written under; blank for none.
    marks : dict of str to set of str
        National item → the marks of its cell of `coverage` that hold. Items of no version of the plan's are there, too.
    ends : dict of str to tuple
        Indicator → baseline and target, None where they are no number.
    pace : dict of str to tuple
        Indicator → first and last official figure to hold it against.
    differing : int
        Cells (measure and item) on which the two coders differ.
    bases : dict of tuple to int
        Question and group → people.
    counts : dict of tuple to int
        Question, option and group → people.
    misprints : list of Misprint
    claims : dict of str to bool
        Statement about a table → whether the printed table bears it out.
    """

    code: str
    version: str
    marks: dict[str, set[str]] = field(default_factory=dict)
    ends: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    pace: dict[str, tuple[float, float]] = field(default_factory=dict)
    differing: int = 0
    bases: dict[tuple[str, str], int] = field(default_factory=dict)
    counts: dict[tuple[str, str, str], int] = field(default_factory=dict)
    misprints: list[Misprint] = field(default_factory=list)
    claims: dict[str, bool] = field(default_factory=dict)

    def mark(self, item: str, name: str) -> None:
        """Say that a mark of an item holds."""
        self.marks.setdefault(item, set()).add(name)


@dataclass
class Truth:
    """What is true of all plans, by their ids, and of official figures, by indicator and municipality."""

    plans: dict[str, PlanTruth] = field(default_factory=dict)
    official: dict[tuple[str, str], str] = field(default_factory=dict)
