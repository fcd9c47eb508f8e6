"""Shares that only rise, or only fall, over ordered groups: the fit, and the tests that need no straight line.

Counts and bases are by group, in order; shares are fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import fsum

import numpy as np
from scipy.integrate import cumulative_simpson
from scipy.optimize import isotonic_regression
from scipy.stats import chi2, norm

#: Points, and standard errors on either side, of the grid on which normal densities are integrated.
_POINTS, _REACH = 4001, 9.0


def isotonic(counts: Sequence[float], bases: Sequence[float], *, rising: bool = True) -> np.ndarray:
    """The most likely shares that never fall from one group to the next (or never rise): neighbours are pooled.

    >>> [round(float(share), 3) for share in isotonic([1, 6, 4, 9], [10, 10, 10, 10])]
    [0.1, 0.5, 0.5, 0.9]
    """
    yes, n = np.asarray(counts, dtype=float), np.asarray(bases, dtype=float)
    return isotonic_regression(yes / n, weights=n, increasing=rising).x


def homogeneity_p(counts: Sequence[float], bases: Sequence[float]) -> float:
    """p-value of no difference between groups in any direction (Pearson's χ², k − 1 degrees, R's `prop.test`)."""
    yes, n = np.asarray(counts, dtype=float), np.asarray(bases, dtype=float)
    share = yes.sum() / n.sum()
    if share in (0, 1):
        return 1.0
    return float(chi2.sf(n @ (yes / n - share) ** 2 / (share * (1 - share)), len(n) - 1))


def order_p(counts: Sequence[float], bases: Sequence[float], *, rising: bool = True) -> float:
    """p-value of equal shares against shares that only rise (or only fall), in any steps.

    Notes
    -----
    χ̄² (Bartholomew 1959), Σ n (p* − p̄)² / p̄(1 − p̄) with p* the isotonic fit; under equality a mixture of χ² with
    l − 1 degrees of freedom, weighted by the probabilities of l levels (Robertson, Wright & Dykstra 1988).
    """
    n = np.asarray(bases, dtype=float)
    share = sum(counts) / n.sum()
    if share in (0, 1):
        return 1.0
    statistic = n @ (isotonic(counts, bases, rising=rising) - share) ** 2 / (share * (1 - share))
    return _mixture(statistic, {levels - 1: chance for levels, chance in _levels(n).items()})


def against_p(counts: Sequence[float], bases: Sequence[float], *, rising: bool = True) -> float:
    """p-value of shares that only rise (or only fall) against any others: small where they turn back.

    Notes
    -----
    Σ n (p − p*)² / p*(1 − p*), k − l degrees of freedom with the same weights, which is the least favourable of all
    monotone cases: equality (Robertson, Wright & Dykstra 1988).
    """
    n, fit = np.asarray(bases, dtype=float), isotonic(counts, bases, rising=rising)
    inside = (fit > 0) & (fit < 1)  # pooled shares of 0 or 1 are those observed
    off = (np.asarray(counts, dtype=float) / n - fit)[inside] ** 2 / (fit * (1 - fit))[inside]
    chances = {len(n) - levels: chance for levels, chance in _levels(n).items()}
    return _mixture(n[inside] @ off, chances)


def turns(counts: Sequence[float], bases: Sequence[float]) -> str:
    """Whether shares first rise and then fall (`peak`), or first fall and then rise (`dip`): what fits better.

    By weighted least squares, over all places of the turn.

    >>> turns([4, 9, 5], [10, 10, 10]), turns([9, 4, 5], [10, 10, 10])
    ('peak', 'dip')
    """

    def misfit(*, rising: bool) -> float:
        return min(
            _misfit(counts[:at], bases[:at], rising=rising) + _misfit(counts[at:], bases[at:], rising=not rising)
            for at in range(1, len(counts))
        )

    return "peak" if misfit(rising=True) < misfit(rising=False) else "dip"


def _misfit(counts: Sequence[float], bases: Sequence[float], *, rising: bool) -> float:
    n = np.asarray(bases, dtype=float)
    return float(n @ (np.asarray(counts, dtype=float) / n - isotonic(counts, bases, rising=rising)) ** 2)


def level_probabilities(weights: Sequence[float]) -> list[float]:
    """The chance that the rising fit of equal normal means with these weights has 1, 2 … k different levels.

    Notes
    -----
    By blocks of neighbours: the chance that each block is one level, times that of the blocks' means being in order,
    which is integrated on a grid, block after block (Miwa, Hayter & Liu 2000).

    >>> [round(24 * chance, 6) for chance in level_probabilities([1, 1, 1, 1])]  # Stirling numbers
    [6.0, 11.0, 6.0, 1.0]
    """
    return list(_probabilities(tuple(map(float, weights))))


@cache
def _probabilities(weights: tuple[float, ...]) -> tuple[float, ...]:
    """By first group, backwards: what the blocks of later groups are needs only blocks that begin later."""
    k, ends = len(weights), np.concatenate([[0.0], np.cumsum(weights)])
    # a grid that is finest where the mean of all groups lies, and reaches as far as that of the lightest
    u = np.linspace(-1, 1, _POINTS) * np.arcsinh(_REACH * np.sqrt(ends[-1] / min(weights)))
    x, dx = np.sinh(u) / np.sqrt(ends[-1]), np.cosh(u) / np.sqrt(ends[-1])
    one_level = np.ones((k + 1, k + 1))
    below: dict[int, np.ndarray] = {}  # last group → by levels, the chance of them with a last mean of at most x
    for start in range(k - 1, -1, -1):
        below = {}
        for end in range(start + 1, k + 1):
            found = np.zeros((k + 1, _POINTS))
            for cut in range(start + 1, end):  # the last level is cut … end
                root = np.sqrt(ends[end] - ends[cut])
                density = one_level[cut, end] * root * norm.pdf(x * root) * dx
                found[1:] += cumulative_simpson(below[cut][:-1] * density, x=u, initial=0)
            one_level[start, end] = 1 - found[:, -1].sum()
            found[1] = one_level[start, end] * norm.cdf(x * np.sqrt(ends[end] - ends[start]))
            below[end] = found
    return (float(one_level[0, k]), *map(float, below[k][2:, -1]))


def _levels(n: np.ndarray) -> dict[int, float]:
    """Levels → their chance; the same for shares that rise and that fall."""
    return dict(enumerate(level_probabilities(n.tolist()), start=1))


def _mixture(statistic: float, chances: dict[int, float]) -> float:
    """The upper tail of a mixture of χ²: degrees of freedom → chance; none puts all mass on 0."""
    if statistic <= 1e-12:
        return 1.0
    return float(fsum(chance * chi2.sf(statistic, degrees) for degrees, chance in chances.items() if degrees))
