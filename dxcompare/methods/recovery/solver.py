"""Which bases fit a survey's percentages: cells, groups, totals and filters solved together.

A base is called `recovered` only if it would still be the only one left were any one of its cells
misprinted or ties rounded to even, and if neither chance nor a common divisor of all counts is a
likely reason for the fit. Otherwise it is `ambiguous`, with the candidates, or `inconsistent`.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from dxcompare.methods.recovery.grim import (
    BLANK,
    LIMIT,
    Misfits,
    between,
    counts,
    decimals_of,
    fit_by_chance,
    informative,
    members,
    misfits,
    these,
)

Certainty = Literal["printed", "recovered", "ambiguous", "inconsistent"]


#: Accepted chance that cells which know no base fit one: for one group, for all groups of a table.
CHANCE, JOINT = 0.02, 1e-4


#: Accepted chance that all counts share a factor with a base that only the stated total excludes.
DIVISOR = 1e-3


#: Combinations of candidates tried against the total column.
COMBINATIONS = 5000


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
    printed : int, optional
        The base printed for them, unless it is withheld.
    most : int
        The base cannot be larger.
    exact : set of int, optional
        The base must be one of these: the counts of the option that filters.
    found : list of int
        The candidates; the last may stand for all from :data:`~dxcompare.methods.recovery.grim.LIMIT` on.
    certainty, reasons
        Filled by :func:`solve`.
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

    @property
    def n(self) -> int | None:
        """The base to use, if it is known."""
        return self.found[0] if self.certainty in ("printed", "recovered") else None


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


def solve(people: People, evidence: Misfits | None = None) -> None:
    """Find the bases of all groups of people who were asked the same.

    Fills `found`, `certainty` and `reasons` of every unit. `evidence` are the misfits of their cells,
    where they have been computed for many tables at once.
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
        chances = {i: _chance(units[i]) for i in mine if units[i].printed is None}
        joint = math.prod(chances.values())
        for i in mine:
            fits = ~evidence.strict[i]
            _decide(
                units[i],
                members(likely[i]),
                members(fits & likely[i]),
                people,
                fits,
                broken=broken,
                chance=chances.get(i, 0.0),
                joint=joint,
            )


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


def _decide(
    unit: Unit,
    likely: np.ndarray,
    sure: np.ndarray,
    people: People,
    fits: np.ndarray,
    *,
    broken: bool,
    chance: float,
    joint: float,
) -> None:
    telling = sum(map(informative, unit.cells))
    unit.reasons.append(f"cells={telling}")
    if unit.printed is not None:
        unit.found, unit.certainty = [unit.printed], "printed"
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
    unit.found = [int(n) for n in (sure if sure.size else likely)]
    if broken or not sure.size:
        unit.certainty = "inconsistent"
        unit.reasons.append("groups_do_not_add_up" if broken else "impossible_cell")
    elif likely.size == 1 and likely[0] < LIMIT and telling:
        n = int(likely[0])
        fitting = members(fits)[1:]  # the first is 0
        unsafe = [
            name
            for name, failed in (
                ("chance", chance > CHANCE or joint > JOINT),
                ("divisor", _shared(unit, n, telling, people) > DIVISOR or _divisible(unit, n, fitting)),
            )
            if failed
        ]
        unit.certainty = "ambiguous" if unsafe else "recovered"
        unit.reasons += unsafe
    elif sure.size == 1 and sure[0] < LIMIT:
        unit.reasons.append("unless_a_cell_is_misprinted")


def _chance(unit: Unit) -> float:
    """The chance that cells which know no base fit one of those that sums and filters leave.

    Only different values are evidence of their own.
    """
    low, high = unit.window
    if high >= LIMIT:
        return 1.0
    bases = np.arange(max(low, 1), max(high, low) + 1)
    if unit.exact is not None:
        bases = np.array([n for n in unit.exact if low <= n <= high] or [LIMIT])
    different = {cell for cell in unit.cells if informative(cell)}
    fit = np.ones(bases.size)
    for decimals in (0, 1):
        same = [cell for cell in different if decimals_of(cell) == decimals]
        if same:
            fit *= fit_by_chance(same[0], bases) ** len(same)
    return float(min(1.0, fit.sum()))


def _shared(unit: Unit, n: int, telling: int, people: People) -> float:
    """The chance that the true base is a multiple that only the stated total excludes.

    Then all counts share the factor: c^-cells for a factor c. A total that follows from recovered
    counts, and the base of the people they were filtered from, exclude multiples for certain.
    """
    if unit.exact is not None:
        return 0.0
    hard = unit.window[1] if people.firm else min(unit.most, LIMIT)
    return math.fsum(float(c) ** -telling for c in range(2, hard // n + 1))


def _divisible(unit: Unit, n: int, fitting: np.ndarray) -> bool:
    """Whether one of the bases that fit divides the base, and hardly any answers of n people would let it fit.

    Then nothing but sums excludes it. A share of n people is one of n ÷ c with a chance of 1 in c, or
    that of any percentage.
    """
    divisors = fitting[(fitting < n) & (n % fitting == 0)]
    if unit.exact is not None or not divisors.size:
        return False
    chances = np.ones(divisors.size)
    for cell in filter(informative, unit.cells):
        chances *= np.maximum(divisors / n, fit_by_chance(cell, divisors))
    return bool((chances < DIVISOR).any())
