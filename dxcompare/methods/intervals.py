"""Intervals, differences and tests for shares of people: what is used, and why.

The formulas are those of statsmodels, to which tests hold them: to import it takes a third of the build of four plans.
Shares are fractions from 0 to 1. Counts may be arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist
from typing import Any

import numpy as np

#: Confidence of every interval.
LEVEL = 0.95


#: Standard errors from a normal estimate to either end of its interval.
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


#: Below this base a share is drawn hollow: its 95 % interval is up to 36 points wide.
LEAST_BASE = 30


def wilson(count: Any, n: Any, population: float | None = None, *, level: float = LEVEL) -> tuple[Any, Any]:
    """The Wilson (score) interval of a share: it never leaves 0–1 and has a width at 0 and at n.

    Parameters
    ----------
    count, n : number or array
        People who chose, people asked.
    population : number, optional
        Size of the population they were drawn from without replacement; it narrows the interval by
        the finite-population factor, n → n (N − 1) / (N − n).
    level : float
        Confidence.

    Returns
    -------
    low, high : fractions

    Raises
    ------
    ValueError
        If a base is not positive, a count lies outside 0…n, or n is larger than the population.

    Notes
    -----
    Wilson 1927; recommended by Newcombe 1998a and Brown, Cai & DasGupta 2001. The normal interval,
    statsmodels' default, is (0, 0) at 0 of 30.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    count, n = np.asarray(count, dtype=float), np.asarray(n, dtype=float)
    if np.any(n <= 0):
        raise ValueError("the base must be 1 or more")
    if np.any((count < 0) | (count > n)):
        raise ValueError("a count must lie between 0 and its base")
    if population is not None:
        if np.any(n > population):
            raise ValueError(f"a base of {n.max():,.0f} is larger than the population of {population:,.0f}")
        if np.any(n == population):
            return count / n, count / n
        factor = (population - 1) / (population - n)
        count, n = count * factor, n * factor
    z, share = NormalDist().inv_cdf((1 + level) / 2), count / n
    scale = 1 + z**2 / n
    middle = (share + z**2 / (2 * n)) / scale
    reach = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / scale
    low, high = np.clip(middle - reach, 0, 1), np.clip(middle + reach, 0, 1)
    return (float(low), float(high)) if np.ndim(low) == 0 else (low, high)


def difference(count_1: Any, n_1: Any, count_2: Any, n_2: Any) -> tuple[Any, Any, Any]:
    """The difference of two independent shares with its interval (hybrid score; Newcombe 1998b, method 10).

    Returns
    -------
    difference, low, high : fractions

    Examples
    --------
    >>> [round(float(end), 4) for end in difference(56, 70, 48, 80)]
    [0.2, 0.0524, 0.3339]
    """
    (low_1, high_1), (low_2, high_2) = wilson(count_1, n_1), wilson(count_2, n_2)
    share_1, share_2 = count_1 / n_1, count_2 / n_2
    found = share_1 - share_2
    down = np.sqrt((share_1 - low_1) ** 2 + (high_2 - share_2) ** 2)
    return found, found - down, found + np.sqrt((high_1 - share_1) ** 2 + (share_2 - low_2) ** 2)


def difference_p(count_1: Any, n_1: Any, count_2: Any, n_2: Any) -> Any:
    """Two-sided p-value of no difference (score test, Pearson's χ² without continuity correction)."""
    from scipy.special import ndtr

    yes, n, others, m = (np.asarray(values, dtype=float) for values in (count_1, n_1, count_2, n_2))
    share = (yes + others) / (n + m)
    varied = (share > 0) & (share < 1)
    error = np.sqrt(np.where(varied, share * (1 - share), 1) * (1 / n + 1 / m))
    return np.where(varied, 2 * ndtr(-np.abs(yes / n - others / m) / error), 1.0)[()]


def adjusted(p: Sequence[float] | np.ndarray) -> list[float]:
    """p-values adjusted over a family of comparisons (Benjamini & Hochberg 1995).

    Reject those at or below q, and about a share q of the rejections at most is false on average: exactly so for
    independent tests and some dependent ones (Benjamini & Yekutieli 2001), which those of a table are not.
    """
    from scipy.stats import false_discovery_control

    return [float(value) for value in false_discovery_control(p)] if len(p) else []


def trend(counts: Any, bases: Any, scores: Any) -> tuple[Any, Any]:
    """Test of a linear trend in shares (Cochran 1954; Armitage 1955), as R's `prop.trend.test`.

    Parameters
    ----------
    counts, bases, scores : sequence or array
        By group along the last axis.

    Returns
    -------
    chi2, p : float or array
        One degree of freedom. Without variation both are 0 and 1.
    """
    from scipy.stats import chi2

    yes, n, x = (np.asarray(values, dtype=float) for values in (counts, bases, scores))
    people, said = n.sum(axis=-1, keepdims=True), yes.sum(axis=-1, keepdims=True)
    varied = ((said > 0) & (said < people))[..., 0]
    share = np.where(varied[..., None], said / people, 0.5)
    off = x - (n * x).sum(axis=-1, keepdims=True) / people
    statistic = (off * (yes - n * share)).sum(axis=-1) ** 2 / (
        (share * (1 - share))[..., 0] * (n * off**2).sum(axis=-1)
    )
    statistic = np.where(varied, statistic, 0.0)[()]
    return statistic, chi2.sf(statistic, 1)


def standardised(
    counts: Any,
    bases: Any,
    weights: Any,
    errors: Any = None,
) -> tuple[Any, Any, Any]:
    """A share standardised directly to a population: the weighted mean of the groups' shares.

    Parameters
    ----------
    counts, bases : sequences or arrays
        By group along the last axis.
    weights : sequence or array
        The population of each group.
    errors : sequence or array, optional
        Standard errors of the weights, where they are estimated; they widen the interval.

    Returns
    -------
    share, low, high : fractions, or arrays of them
        The interval combines the groups' Wilson intervals (MOVER; Zou, Huang & Zhang 2009), as
        Newcombe's does for a difference. An error e of a weight adds (z·e·(p − share)/Σ weights)² to the squared
        arm on either side (delta method).

    Raises
    ------
    ValueError
        If a group has no base, or the weights are not positive.
    """
    yes, n, w = (np.asarray(values, dtype=float) for values in (counts, bases, weights))
    if np.any(w < 0) or np.any(w.sum(axis=-1) <= 0):
        raise ValueError("weights must be populations, not all 0")
    total = w.sum(axis=-1, keepdims=True)
    w = w / total
    low, high = wilson(yes, n)
    p = yes / n
    share = (w * p).sum(axis=-1)
    own = np.zeros_like(w) if errors is None else Z * np.asarray(errors, dtype=float) / total * (p - share[..., None])
    down, up = (np.sqrt(((w * side) ** 2 + own**2).sum(axis=-1)) for side in (p - low, high - p))
    return share[()], np.maximum(0.0, share - down), np.minimum(1.0, share + up)
