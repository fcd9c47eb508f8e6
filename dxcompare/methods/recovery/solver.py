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
from typing import Literal

import numpy as np

from dxcompare.methods.recovery import posterior, safeguards
from dxcompare.methods.recovery.grim import (
    BLANK,
    LIMIT,
    Misfits,
    between,
    counts,
    informative,
    members,
    misfits,
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
        return next((u for u in self.units if (u.group_type, u.group_id) == (group_type, group_id)), None)


def solve(people: People, evidence: Misfits | None = None, *, grade: bool = True) -> None:
    """Find the bases of all groups of people who were asked the same.

    Fills `found`, `certainty` and `reasons` of every unit. `evidence` are the misfits of their cells,
    where they have been computed for many tables at once. Without a `grade` the open are not told from the likely.
    """
    units = people.units
    if not units:
        return
    if evidence is None:
        width = max(1, *(len(unit.cells) for unit in units))
        codes = np.full((len(units), width), BLANK, dtype=np.int64)
        for row, unit in enumerate(units):
            codes[row, : len(unit.cells)] = unit.cells
        evidence = misfits(codes)
    likely = [~evidence.two[i] & _allowed(unit, people.total) for i, unit in enumerate(units)]
    for group_type in dict.fromkeys(unit.group_type for unit in units):
        mine = [i for i, unit in enumerate(units) if unit.group_type == group_type]
        broken = group_type != "total" and people.total is not None and _narrow(people, mine, likely)
        if group_type != "total" and not broken:
            _add_up(people, mine, likely)
        for i in mine:
            fits = ~evidence.strict[i]
            _decide(units[i], members(likely[i]), members(fits & likely[i]), people, broken=broken)
    unsafe = safeguards.unsafe(people, evidence)
    for i, unit in enumerate(units):
        if unit.certainty in ("recovered", "ambiguous") and any(map(informative, unit.cells)):
            if unsafe[id(unit)] and unit.certainty == "recovered":
                unit.certainty, unit.held = "ambiguous", int(members(likely[i])[0])
            unit.reasons += unsafe[id(unit)]
    if grade:
        posterior.settle(people, unsafe)
    for i, unit in enumerate(units):
        if unit.certainty == "ambiguous" and UNLESS in unit.reasons:  # then the others are candidates too
            unit.found = sorted({*unit.found, *members(likely[i]).tolist()})


def _allowed(unit: Unit, total: int | None) -> np.ndarray:
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


def _ends(unit: Unit, likely: np.ndarray) -> tuple[int, int]:
    """The least and the greatest base that a unit may have."""
    low, high = unit.window
    found = members(likely)
    if unit.printed is not None or not found.size:
        return low, max(low, high)
    return int(found[0]), high if found[-1] == LIMIT else int(found[-1])


def _narrow(people: People, mine: list[int], likely: list[np.ndarray]) -> bool:
    """Use that groups add up to at most the total, and leave out at most the rest.

    Lower and upper ends are those that hold even if one cell of each group is amiss. Returns whether
    they cannot be met.
    """
    assert people.total is not None
    units = people.units
    rest = people.rest.get(units[mine[0]].group_type)
    while True:
        ends = {i: _ends(units[i], likely[i]) for i in mine}
        least, greatest = sum(low for low, _ in ends.values()), sum(high for _, high in ends.values())
        if least > people.total or (rest is not None and greatest < people.total - rest):
            return True
        changed = False
        for i in mine:
            if units[i].printed is not None:
                continue
            low, high = ends[i]
            high = min(high, people.total - (least - low))
            if rest is not None:
                low = max(low, people.total - rest - (greatest - ends[i][1]))
            window = (max(units[i].window[0], low), min(units[i].window[1], high))
            narrowed = likely[i] & between(*window)
            changed |= window != units[i].window or not np.array_equal(narrowed, likely[i])
            units[i].window, likely[i] = window, narrowed
        if not changed:
            return False


def _add_up(people: People, mine: list[int], likely: list[np.ndarray]) -> None:
    """Use that the counts of the groups add up to the counts of the total column, but for the rest.

    Keeps the bases of those combinations in which at most one option fails to add up, so that one
    misprint anywhere does no harm.
    """
    units = people.units
    whole = next((u for u in units if u.group_type == "total" and u.printed is not None), None)
    found = [members(likely[i]) for i in mine]
    combinations = math.prod(candidates.size for candidates in found)
    if whole is None or whole.printed is None or not 1 < combinations <= COMBINATIONS:
        return
    total = [counts(cell, whole.printed) for cell in whole.cells]
    most_rest = people.rest.get(units[mine[0]].group_type, whole.printed)
    kept: list[tuple[int, ...]] = []
    for bases in itertools.product(*(map(int, candidates) for candidates in found)):
        rest = whole.printed - sum(bases)
        if 0 <= rest <= most_rest:
            ranges = [_ranges(units[i].cells, n) for i, n in zip(mine, bases, strict=True)]
            amiss = sum(
                sum(r[j][0] for r in ranges) > high or sum(r[j][1] for r in ranges) < low - rest
                for j, (low, high) in enumerate(total)
            )
            if amiss <= 1:
                kept.append(bases)
    for place, i in enumerate(mine if kept else ()):
        values = {bases[place] for bases in kept}
        if units[i].printed is None and len(values) < found[place].size:
            likely[i] = likely[i] & these(values)
            units[i].window = (min(values), max(values))
            units[i].reasons.append("options_add_up")


def _ranges(cells: list[int], n: int) -> list[tuple[int, int]]:
    """The counts each cell may stand for; anything where it is blank or cannot be."""
    ranges = [counts(cell, n) for cell in cells]
    return [(low, high) if low <= high else (0, n) for low, high in ranges]


def _decide(unit: Unit, likely: np.ndarray, sure: np.ndarray, people: People, *, broken: bool) -> None:
    telling = sum(map(informative, unit.cells))
    unit.reasons.append(f"cells={telling}")
    if unit.printed is not None:
        unit.found, unit.certainty = [unit.printed], "heading" if unit.heading else "printed"
        return
    if people.total is not None and unit.group_type != "total":
        unit.reasons.append(f"groups<={people.total}")
        if unit.group_type in people.rest:
            unit.reasons.append(f"rest<={people.rest[unit.group_type]}")
    if unit.exact is not None:
        unit.reasons.append("filter")
    if not telling and unit.exact is None:
        unit.reasons.append("nothing_to_go_by")
        return
    unit.found = (sure if sure.size else likely).tolist()
    if broken or not sure.size:
        unit.certainty = "inconsistent"
        unit.reasons.append("groups_do_not_add_up" if broken else "impossible_cell")
    elif likely.size == 1 and likely[0] < LIMIT and telling:
        unit.certainty = "recovered"
    elif sure.size == 1 and sure[0] < LIMIT:
        unit.reasons.append(UNLESS)
