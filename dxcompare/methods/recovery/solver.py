"""Which bases fit a survey's percentages: cells, groups, totals and filters solved together.

A base is called `recovered` only if it would still be the only one left were any one of its cells
misprinted or ties rounded to even, and if nothing in :mod:`.safeguards` speaks against it. Of the
others, those that a posterior of 0.99 settles are `likely` (:mod:`.posterior`). The rest are
`ambiguous`, with the candidates, or `inconsistent`.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from dxcompare.methods.recovery import posterior, safeguards
from dxcompare.methods.recovery.grim import (
    LIMIT,
    between,
    ends,
    fits,
    informative,
    least,
    members,
    telling,
    these,
)

Certainty = Literal["printed", "heading", "recovered", "likely", "ambiguous", "inconsistent"]


#: Combinations of candidates tried against the total column.
COMBINATIONS = 5000


#: The reason of a base that alone fits, but would not were one cell misprinted.
UNLESS = "unless_a_cell_is_misprinted"


#: A base that nothing bounds.
ANY = 10**9


@dataclass
class Unit:
    """One base to find: the people of a group to whom certain questions were put.

    Attributes
    ----------
    group_type, group_id : str
    cells : list of int
        Codes of all percentages printed for them, in the same order for every group.
    parts : list of int
        How many of the cells each question has; empty where all belong to one.
    printed : int, optional
        The base printed for them, unless it is withheld.
    heading : bool
        Whether that base is one of a heading.
    most : int
        The base cannot be larger.
    exact : set of int, optional
        The base must be one of these: the counts of the option that filters.
    found : list of int
        The candidates; the last may stand for all from :data:`~dxcompare.methods.recovery.grim.LIMIT` on.
    certainty, reasons, posterior
        Filled by :func:`solve`; the posterior is that of the most probable base, where it is computed.
    """

    group_type: str
    group_id: str
    cells: list[int]
    printed: int | None = None
    most: int = ANY
    exact: set[int] | None = None
    reasons: list[str] = field(default_factory=list)
    found: list[int] = field(default_factory=list)
    certainty: Certainty = "ambiguous"
    window: tuple[int, int] = (1, ANY)  # what sums and filters leave
    parts: list[int] = field(default_factory=list)
    heading: bool = False
    posterior: float | None = None
    probable: int | None = None  # the most probable base
    held: int | None = None  # the base that safeguards hold back
    weak: list[int] = field(default_factory=list)  # questions that do not bear out the base by themselves

    @property
    def n(self) -> int | None:
        """The base to use, if it is known."""
        return self.found[0] if self.certainty in ("printed", "heading", "recovered") else None

    @property
    def likely(self) -> int | None:
        """The base that is likely."""
        return self.probable if self.certainty == "likely" else None

    def questions(self) -> Iterator[list[int]]:
        """The cells of each question."""
        start = 0
        for length in self.parts or [len(self.cells)]:
            yield self.cells[start : start + length]
            start += length


@dataclass
class People:
    """People to whom the same questions were put, split into groups.

    Attributes
    ----------
    name : str
        `all`, or the `question:option` that filters them.
    total : int, optional
        Their number; the groups of each type add up to at most this.
    units : list of Unit
    firm : bool
        Whether the total follows from recovered counts, and is not just stated.
    rest : dict
        Type of group → how many of them at most belong to no group.
    """

    name: str
    total: int | None
    units: list[Unit]
    firm: bool = False
    rest: dict[str, int] = field(default_factory=dict)

    def unit(self, group_type: str, group_id: str) -> Unit | None:
        """The unit of a group."""
        return self._by_group.get((group_type, group_id))

    @cached_property
    def _by_group(self) -> dict[tuple[str, str], Unit]:
        return {(unit.group_type, unit.group_id): unit for unit in self.units}


def solve(people: People, *, grade: bool = True) -> None:
    """Find the bases of all groups of people who were asked the same.

    Fills `found`, `certainty` and `reasons` of every unit. Without a `grade` the open are not told from the likely.
    """
    units = people.units
    if not units:
        return
    evidence = [fits(tuple(unit.cells)) for unit in units]
    likely = [one.but_one & _allowed(unit, people.total) for one, unit in zip(evidence, units, strict=True)]
    for group_type in dict.fromkeys(unit.group_type for unit in units):
        mine = [i for i, unit in enumerate(units) if unit.group_type == group_type]
        broken = group_type != "total" and people.total is not None and _narrow(people, mine, likely)
        if group_type != "total" and not broken:
            _add_up(people, mine, likely)
        for i in mine:
            _decide(units[i], likely[i], evidence[i].strict & likely[i], people, broken=broken)
    unsafe = safeguards.unsafe(people)
    for i, unit in enumerate(units):
        if unit.certainty in ("recovered", "ambiguous") and any(map(informative, unit.cells)):
            if unsafe[id(unit)] and unit.certainty == "recovered":
                unit.certainty, unit.held = "ambiguous", least(likely[i])
            unit.reasons += unsafe[id(unit)]
    if grade:
        posterior.settle(people, unsafe)
    for i, unit in enumerate(units):
        if unit.certainty == "ambiguous" and UNLESS in unit.reasons:  # then the others are candidates too
            unit.found = sorted({*unit.found, *members(likely[i])})


def _allowed(unit: Unit, total: int | None) -> int:
    """The bases a unit may have whatever its cells say."""
    if unit.printed is not None:
        unit.window = (unit.printed, unit.printed)
        return these([unit.printed])
    most = unit.most if total is None else min(unit.most, total)
    unit.window = (1, most)
    if unit.exact is None:
        return between(1, most)
    fitting = [n for n in unit.exact if n <= most]
    unit.window = (min(fitting, default=1), max(fitting, default=0))
    return these(fitting)


def _ends(unit: Unit, likely: int) -> tuple[int, int]:
    """The least and the greatest base that a unit may have."""
    low, high = unit.window
    if unit.printed is not None or not likely:
        return low, max(low, high)
    greatest = likely.bit_length() - 1
    return least(likely), high if greatest == LIMIT else greatest


def _narrow(people: People, mine: list[int], likely: list[int]) -> bool:
    """Use that groups add up to at most the total, and leave out at most the rest.

    Lower and upper ends are those that hold even if one cell of each group is amiss. Returns whether
    they cannot be met.
    """
    assert people.total is not None
    units = people.units
    rest = people.rest.get(units[mine[0]].group_type)
    while True:
        ends = {i: _ends(units[i], likely[i]) for i in mine}
        fewest, greatest = sum(low for low, _ in ends.values()), sum(high for _, high in ends.values())
        if fewest > people.total or (rest is not None and greatest < people.total - rest):
            return True
        changed = False
        for i in mine:
            if units[i].printed is not None:
                continue
            low, high = ends[i]
            high = min(high, people.total - (fewest - low))
            if rest is not None:
                low = max(low, people.total - rest - (greatest - ends[i][1]))
            window = (max(units[i].window[0], low), min(units[i].window[1], high))
            narrowed = likely[i] & between(*window)
            changed |= window != units[i].window or narrowed != likely[i]
            units[i].window, likely[i] = window, narrowed
        if not changed:
            return False


def _add_up(people: People, mine: list[int], likely: list[int]) -> None:
    """Use that the counts of the groups add up to the counts of the total column, but for the rest.

    Keeps the bases of those combinations in which at most one option fails to add up, so that one
    misprint anywhere does no harm.
    """
    units = people.units
    whole = next((u for u in units if u.group_type == "total" and u.printed is not None), None)
    combinations = math.prod(likely[i].bit_count() for i in mine)
    if whole is None or whole.printed is None or not 1 < combinations <= COMBINATIONS:
        return
    candidates = [members(likely[i]) for i in mine]
    bases, width = np.array(list(itertools.product(*candidates))), len(whole.cells)
    least_of, most_of = np.zeros((2, 1, width), dtype=np.int64)
    for i, some in zip(mine, candidates, strict=True):
        lows, highs = _ranges(units[i].cells[:width], np.array(some))
        least_of = (least_of[:, None] + lows).reshape(-1, width) if width else least_of
        most_of = (most_of[:, None] + highs).reshape(-1, width) if width else most_of
    low, high = ends(np.array(whole.cells, dtype=np.int64), np.array(whole.printed))
    rest = whole.printed - bases.sum(axis=1)
    amiss = (least_of > high) | (most_of < low - rest[:, None])
    most_rest = people.rest.get(units[mine[0]].group_type, whole.printed)
    kept = bases[(rest >= 0) & (rest <= most_rest) & (amiss.sum(axis=1) <= 1)]
    for place, i in enumerate(mine if len(kept) else ()):
        values = {*kept[:, place].tolist()}
        if units[i].printed is None and len(values) < likely[i].bit_count():
            likely[i] = likely[i] & these(values)
            units[i].window = (min(values), max(values))
            units[i].reasons.append("options_add_up")


def _ranges(cells: list[int], n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The counts each cell may stand for at each base (bases, cells); anything where it is blank or cannot be."""
    low, high = ends(np.array(cells, dtype=np.int64), n[:, None])
    sound = low <= high
    return np.where(sound, low, 0), np.where(sound, high, n[:, None])


def _decide(unit: Unit, likely: int, sure: int, people: People, *, broken: bool) -> None:
    limiting = telling(unit.cells)
    unit.reasons.append(f"cells={limiting}")
    if unit.printed is not None:
        unit.found, unit.certainty = [unit.printed], "heading" if unit.heading else "printed"
        return
    if people.total is not None and unit.group_type != "total":
        unit.reasons.append(f"groups<={people.total}")
        if unit.group_type in people.rest:
            unit.reasons.append(f"rest<={people.rest[unit.group_type]}")
    if unit.exact is not None:
        unit.reasons.append("filter")
    if not limiting and unit.exact is None:
        unit.reasons.append("nothing_to_go_by")
        return
    unit.found = members(sure or likely)
    if broken or not sure:
        unit.certainty = "inconsistent"
        unit.reasons.append("groups_do_not_add_up" if broken else "impossible_cell")
    elif _single(likely) and limiting:
        unit.certainty = "recovered"
    elif _single(sure):
        unit.reasons.append(UNLESS)


def _single(bits: int) -> bool:
    """Whether a set holds one base, and not all from the limit on."""
    return bits.bit_count() == 1 and bits < 1 << LIMIT
