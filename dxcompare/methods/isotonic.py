"""Shares that only rise, or only fall, over ordered groups: the fit, and the tests that need no straight line.

Counts and bases are by group, in order, along the last axis: what comes before it (many options) is answered at once.
Shares are fractions.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev

#: Points, and standard errors on either side, of the grid on which normal densities are integrated.
_POINTS, _REACH = 128, 9.0

#: Rows of weights that are integrated together: what they need stays in the processor's cache.
_TOGETHER = 200

#: Smaller differences of sums of squares than this, per person, are of rounding.
_ROUNDING = 1e-14


def isotonic(counts: Any, bases: Any, *, rising: bool = True) -> np.ndarray:
    """The most likely shares that never fall from one group to the next (or never rise): neighbours are pooled.

    Notes
    -----
    By the min–max formula: the highest, of the blocks that begin here or before, of their lowest mean up to here or
    beyond (Robertson, Wright & Dykstra 1988).

    >>> [round(float(share), 3) for share in isotonic([1, 6, 4, 9], [10, 10, 10, 10])]
    [0.1, 0.5, 0.5, 0.9]
    """
    yes, n = _both(counts, bases)
    sign, k = 1 if rising else -1, n.shape[-1]
    inside = np.tri(k, dtype=bool).T  # first group (down) to last group (across) of a block
    people, said = (_sums(values)[..., None, 1:] - _sums(values)[..., :-1, None] for values in (n, yes))
    means = np.where(inside, sign * said / np.where(inside, people, 1), np.inf)
    lowest = np.minimum.accumulate(means[..., ::-1], axis=-1)[..., ::-1]
    return sign * np.where(inside, lowest, -np.inf).max(axis=-2)


def homogeneity_p(counts: Any, bases: Any) -> Any:
    """p-value of no difference between groups in any direction (Pearson's χ², k − 1 degrees, R's `prop.test`)."""
    from scipy.stats import chi2

    yes, n = _both(counts, bases)
    share, varied = _pooled(yes, n)
    statistic = (n * (yes / n - share) ** 2).sum(axis=-1) / (share * (1 - share))[..., 0]
    return np.where(varied, chi2.sf(statistic, n.shape[-1] - 1), 1.0)[()]


def order_p(counts: Any, bases: Any, *, rising: bool = True, chances: np.ndarray | None = None) -> Any:
    """p-value of equal shares against shares that only rise (or only fall), in any steps.

    `chances` are those of :func:`level_probabilities`, where they are known already.

    Notes
    -----
    χ̄² (Bartholomew 1959), Σ n (p* − p̄)² / p̄(1 − p̄) with p* the isotonic fit; under equality a mixture of χ² with
    l − 1 degrees of freedom, weighted by the probabilities of l levels (Robertson, Wright & Dykstra 1988).
    """
    yes, n = _both(counts, bases)
    share, varied = _pooled(yes, n)
    fit = isotonic(yes, n, rising=rising)
    statistic = (n * (fit - share) ** 2).sum(axis=-1) / (share * (1 - share))[..., 0]
    chances = level_probabilities(n) if chances is None else chances
    return np.where(varied, _mixture(statistic, chances, np.arange(n.shape[-1])), 1.0)[()]


def against_p(counts: Any, bases: Any, *, rising: bool = True, chances: np.ndarray | None = None) -> Any:
    """p-value of shares that only rise (or only fall) against any others: small where they turn back.

    `chances` are those of :func:`level_probabilities`, where they are known already.

    Notes
    -----
    Σ n (p − p*)² / p*(1 − p*), k − l degrees of freedom with the same weights, which is the least favourable of all
    monotone cases: equality (Robertson, Wright & Dykstra 1988).
    """
    yes, n = _both(counts, bases)
    fit = isotonic(yes, n, rising=rising)
    spread = np.where((fit > 0) & (fit < 1), fit * (1 - fit), np.inf)  # pooled shares of 0 or 1 are those observed
    chances = level_probabilities(n) if chances is None else chances
    statistic = (n * (yes / n - fit) ** 2 / spread).sum(axis=-1)
    return _mixture(statistic, chances, n.shape[-1] - 1 - np.arange(n.shape[-1]))[()]


def turns(counts: Any, bases: Any) -> Any:
    """Whether shares first rise and then fall (`peak`), or first fall and then rise (`dip`): what fits better.

    By weighted least squares, over all places of the turn.

    >>> str(turns([4, 9, 5], [10, 10, 10])), str(turns([9, 4, 5], [10, 10, 10]))
    ('peak', 'dip')
    """
    yes, n = _both(counts, bases)

    def misfit(*, rising: bool) -> np.ndarray:
        before, after = (_misfits(yes, n, rising=rising), _misfits(yes[..., ::-1], n[..., ::-1], rising=rising))
        return np.min([before[at] + after[n.shape[-1] - at] for at in range(1, n.shape[-1])], axis=0)

    better = misfit(rising=False) - misfit(rising=True) > _ROUNDING * n.sum(axis=-1)
    return np.where(better, "peak", "dip")[()]


def _misfits(yes: np.ndarray, n: np.ndarray, *, rising: bool) -> dict[int, np.ndarray]:
    """Number of first groups → how far they are from the best shares of theirs that only rise (or only fall)."""
    found = {}
    for at in range(1, n.shape[-1]):
        fit = isotonic(yes[..., :at], n[..., :at], rising=rising)
        found[at] = (n[..., :at] * (yes[..., :at] / n[..., :at] - fit) ** 2).sum(axis=-1)
    return found


def level_probabilities(weights: Any) -> np.ndarray:
    """The chance that the rising fit of equal normal means with these weights has 1, 2 … k different levels.

    Weights that stand in several rows are integrated once.

    Notes
    -----
    By blocks of neighbours: the chance that each block is one level, times that of the blocks' means being in order,
    which is integrated on a grid, block after block (Miwa, Hayter & Liu 2000).

    >>> [round(float(24 * chance), 6) for chance in level_probabilities([1, 1, 1, 1])]  # Stirling numbers
    [6.0, 11.0, 6.0, 1.0]
    """
    w = np.asarray(weights, dtype=float)
    distinct, which = np.unique(w.reshape(-1, w.shape[-1]), axis=0, return_inverse=True)
    parts = [_probabilities(distinct[at : at + _TOGETHER]) for at in range(0, len(distinct), _TOGETHER)]
    return np.concatenate([np.empty((0, w.shape[-1])), *parts])[which.ravel()].reshape(w.shape)


def _probabilities(w: np.ndarray) -> np.ndarray:
    """By first group, backwards: what the blocks of later groups are needs only blocks that begin later."""
    from scipy.special import ndtr

    points, integral = _grid()
    k, ends = w.shape[1], _sums(w)
    # finest where the mean of all groups lies, and reaching as far as that of the lightest
    root = np.sqrt(ends[:, -1:])
    reach = np.arcsinh(_REACH * root / np.sqrt(w.min(axis=1, keepdims=True)))
    x, dx = np.sinh(points * reach) / root, np.cosh(points * reach) / root * reach
    one_level = np.ones((k + 1, k + 1, len(w)))
    below: dict[int, np.ndarray] = {}  # last group → by levels, the chance of them with a last mean of at most x
    for start in range(k - 1, -1, -1):
        below = {}
        for end in range(start + 1, k + 1):
            # how many levels there are is asked of all groups alone
            found = np.zeros((len(w), 1 if start else end, len(points)))
            for cut in range(start + 1, end):  # the last level is cut … end
                scale = np.sqrt(ends[:, end] - ends[:, cut])[:, None]
                density = (one_level[cut, end] / np.sqrt(2 * np.pi))[:, None] * scale * np.exp(-((x * scale) ** 2) / 2)
                if start:
                    found[:, 0] += below[cut][:, 0] * density * dx
                else:
                    found[:, 1 : cut + 1] += below[cut] * (density * dx)[:, None]
            if end - start > 1:
                found = found @ integral
            one_level[start, end] = 1 - found[:, :, -1].sum(axis=1)
            scale = np.sqrt(ends[:, end] - ends[:, start])[:, None]
            found[:, 0] += one_level[start, end][:, None] * ndtr(x * scale)
            below[end] = found
    return np.concatenate([one_level[0, k][:, None], below[k][:, 1:, -1]], axis=1)


@cache
def _grid() -> tuple[np.ndarray, np.ndarray]:
    """Chebyshev's points from −1 to 1, and the matrix by which values there become integrals from −1 up to each."""
    points = -np.cos(np.pi * np.arange(_POINTS) / (_POINTS - 1))
    values = chebyshev.chebvander(points, _POINTS)
    series = np.linalg.inv(values[:, :_POINTS])
    return points, np.ascontiguousarray((values @ chebyshev.chebint(series, lbnd=-1, axis=0)).T)


def _both(counts: Any, bases: Any) -> tuple[np.ndarray, np.ndarray]:
    yes, n = np.broadcast_arrays(np.asarray(counts, dtype=float), np.asarray(bases, dtype=float))
    return yes, n


def _sums(values: np.ndarray) -> np.ndarray:
    """Sums of the first 0, 1 … k groups."""
    return np.concatenate([np.zeros((*values.shape[:-1], 1)), np.cumsum(values, axis=-1)], axis=-1)


def _pooled(yes: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The share of all groups together, and whether it varies; where it does not, a half stands for it."""
    share = yes.sum(axis=-1, keepdims=True) / n.sum(axis=-1, keepdims=True)
    varied = (share > 0) & (share < 1)
    return np.where(varied, share, 0.5), varied[..., 0]


def _mixture(statistic: np.ndarray, chances: np.ndarray, degrees: np.ndarray) -> np.ndarray:
    """The upper tail of a mixture of χ², by degrees of freedom; none puts all mass on 0."""
    from scipy.stats import chi2

    some = degrees > 0
    tail = (chances[..., some] * chi2.sf(np.asarray(statistic)[..., None], degrees[some])).sum(axis=-1)
    return np.where(statistic <= 1e-12, 1.0, tail)
