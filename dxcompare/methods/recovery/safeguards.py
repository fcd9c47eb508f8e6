"""What speaks against a base that alone fits: other groups, chance, and factors that counts have in common."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from dxcompare.methods.recovery.grim import LIMIT, SCALE, fit_by_chance, fits, informative, printable, telling

if TYPE_CHECKING:
    from dxcompare.methods.recovery.solver import People, Unit

#: Accepted chance that cells which know no base fit one: the sum over all groups that are recovered.
CHANCE = 1e-2


#: Accepted chance that all counts of a question share a factor with its base.
DIVISOR = 1e-3


#: Both where one group of the same people fits nothing: it may hold a misprint, or be the first sign of worse. Then
#: each question must also exclude chance by itself.
DOUBTED_CHANCE, DOUBTED_DIVISOR, DOUBTED_QUESTION = 1e-4, 5e-2, 5e-3


#: So many groups of the same people that fit nothing cast doubt on all; one does where no more than one is recovered.
INCONSISTENT = 2


#: What speaks against a base though nothing in its own column does.
FROM_ELSEWHERE = ("chance_of_any", "question", "others_inconsistent")


def unsafe(people: People) -> dict[int, list[str]]:
    """Why no base is to be believed: by the `id` of the unit, the names of what speaks against it.

    Fills `weak`, the questions that do not exclude chance by themselves, where one group fits nothing.
    """
    found: dict[int, list[str]] = {id(unit): [] for unit in people.units}
    alone = [
        (i, unit, unit.found[0])
        for i, unit in enumerate(people.units)
        if unit.certainty in ("recovered", "ambiguous") and len(unit.found) == 1
    ]
    divided = {i: _divided(unit, n, DIVISOR) for i, unit, n in alone}
    amiss = sum(map(_amiss, people.units)) + sum(map(bool, divided.values()))
    spent = 0.0
    for by_chance, i in sorted((chance(unit), i) for i, unit, _ in alone if unit.certainty == "recovered"):
        spent += by_chance  # that any of them fits by accident is about the sum
        if spent > (DOUBTED_CHANCE if amiss else CHANCE):
            found[id(people.units[i])].append("chance" if by_chance > CHANCE else "chance_of_any")
    for i, unit, n in alone:
        if amiss:
            chances = [_by_chance(tuple(cells), n) for cells in unit.questions()]
            unit.weak = [at for at, by_chance in enumerate(chances) if by_chance > DOUBTED_QUESTION]
            divided[i] = divided[i] or _divided(unit, n, DOUBTED_DIVISOR)
        if _shared(unit, n, people) > DIVISOR:
            divided[i] = "divisor"
        if divided[i]:
            found[id(unit)].append(divided[i])
            unit.found = _relatives(unit, n, people)
    if amiss >= min(INCONSISTENT, max(sum(unit.certainty == "recovered" for unit in people.units), 1)):
        for names in found.values():
            names.append("others_inconsistent")
    return found


@lru_cache(maxsize=1 << 14)
def _by_chance(cells: tuple[int, ...], n: int) -> float:
    """The chance that the cells of one question, which know no base, fit this one; 0 where they say nothing."""
    different = {cell for cell in cells if informative(cell)}
    return math.prod(float(fit_by_chance(cell, np.array(n))) for cell in different) if different else 0.0


def _amiss(unit: Unit) -> bool:
    """Whether a group fits nothing, or not the base that is printed for it."""
    if unit.certainty in ("printed", "heading"):
        return not printable(tuple(unit.cells), unit.found[0])
    return unit.certainty == "inconsistent"


def chance(unit: Unit) -> float:
    """The chance that cells which know no base fit one of those that sums and filters leave.

    Only different values are evidence of their own.
    """
    exact = None if unit.exact is None else tuple(sorted(unit.exact))
    return 1.0 if unit.window[1] >= LIMIT else _chance(tuple(unit.cells), *unit.window, exact)


@lru_cache(maxsize=1 << 14)
def _chance(cells: tuple[int, ...], low: int, high: int, exact: tuple[int, ...] | None) -> float:
    bases = np.arange(max(low, 1), max(high, low) + 1)
    if exact is not None:
        bases = np.array([n for n in exact if low <= n <= high] or [LIMIT])
    different = [cell for cell in set(cells) if informative(cell)]
    fit = np.ones(bases.size)
    for scale in {int(SCALE[cell]) for cell in different}:
        same = [cell for cell in different if SCALE[cell] == scale]
        fit *= fit_by_chance(same[0], bases) ** len(same)
    return float(min(1.0, fit.sum()))


def _shared(unit: Unit, n: int, people: People) -> float:
    """The chance that the true base is a multiple that only the stated total excludes.

    Then all counts share the factor: c^-cells for a factor c. A total that follows from recovered
    counts, and the base of the people they were filtered from, exclude multiples for certain.
    """
    if unit.exact is not None:
        return 0.0
    n_telling = telling(unit.cells)
    return math.fsum(float(c) ** -n_telling for c in range(2, _hard(unit, people) // n + 1))


def _relatives(unit: Unit, n: int, people: People) -> list[int]:
    """The base, its divisors that fit all cells, and its multiples, which always do."""
    fitting = fits(tuple(unit.cells)).strict
    divisors = [d for d in (*_divisors(n), n) if fitting >> d & 1]
    return [*divisors, *range(2 * n, _hard(unit, people) + 1, n)]


def _hard(unit: Unit, people: People) -> int:
    """The most that the base can be, whatever total is stated."""
    return min(unit.window[1] if people.firm else unit.most, LIMIT)


def _divided(unit: Unit, n: int, least: float) -> str:
    """Whether one of the bases that fit divides the base, and hardly any answers of n people would let it fit.

    Then nothing but sums, or the other questions, excludes it: where each question leaves out those who did
    not answer it, what fits all is the least common multiple of their bases. So each question is tried alone.
    A share of n people is one of n ÷ c with a chance of 1 in c, or that of any percentage.

    Returns
    -------
    str
        `divisor` or `question`; empty if none does.
    """
    if unit.exact is not None:
        return ""
    if _strange(tuple(unit.cells), n, least):
        return "divisor"
    questions = unit.questions() if unit.parts else ()
    return "question" if any(_strange(tuple(cells), n, least) for cells in questions) else ""


@lru_cache(maxsize=1 << 16)
def _strange(cells: tuple[int, ...], n: int, least: float) -> bool:
    """Whether it would be strange that all cells of n people fit a divisor of n, and they do."""
    fitting = fits(cells).strict
    divisors = np.array([d for d in _divisors(n) if fitting >> d & 1], dtype=np.int64)
    if not divisors.size:
        return False
    limiting = np.array([cell for cell in cells if informative(cell)], dtype=np.int64)
    chances = np.maximum(divisors / n, fit_by_chance(limiting[:, None], divisors)).prod(axis=0)
    return bool((chances < least).any())


@cache
def _divisors(n: int) -> list[int]:
    """The divisors of a base, but for itself."""
    return [d for d in range(1, n // 2 + 1) if n % d == 0]
