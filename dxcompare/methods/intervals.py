"""Intervals, differences and tests for shares of people. statsmodels computes; here is what is used, and why.

Shares are fractions from 0 to 1. Counts may be arrays.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from math import fsum
from statistics import NormalDist
from typing import Any

import numpy as np

#: Confidence of every interval.
LEVEL = 0.95


#: Standard errors from a normal estimate to either end of its interval.
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


#: Below this base a share is drawn hollow: its 95 % interval is up to 36 points wide.
LEAST_BASE = 30


#: At or below this p-value of fit, errors of a slope are widened.
POOR_FIT = 0.05


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
    from statsmodels.stats.proportion import proportion_confint

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
    low, high = proportion_confint(count, n, alpha=1 - level, method="wilson")
    return (float(low), float(high)) if np.ndim(low) == 0 else (low, high)


def difference(count_1: float, n_1: float, count_2: float, n_2: float) -> tuple[float, float, float]:
    """The difference of two independent shares with its interval (hybrid score; Newcombe 1998b, method 10).

    Returns
    -------
    difference, low, high : fractions

    Examples
    --------
    >>> [round(end, 4) for end in difference(56, 70, 48, 80)]
    [0.2, 0.0524, 0.3339]
    """
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(count_1, n_1, count_2, n_2, method="newcomb", alpha=1 - LEVEL)
    return count_1 / n_1 - count_2 / n_2, float(low), float(high)


def difference_p(count_1: float, n_1: float, count_2: float, n_2: float) -> float:
    """Two-sided p-value of no difference (score test, Pearson's χ² without continuity correction)."""
    from statsmodels.stats.proportion import proportions_ztest

    if count_1 + count_2 in (0, n_1 + n_2):
        return 1.0
    return float(proportions_ztest([count_1, count_2], [n_1, n_2])[1])


def adjusted(p: Sequence[float]) -> list[float]:
    """p-values adjusted over a family of comparisons (Benjamini & Hochberg 1995).

    Reject those at or below q, and about a share q of the rejections at most is false on average: exactly so for
    independent tests and some dependent ones (Benjamini & Yekutieli 2001), which those of a table are not.
    """
    from statsmodels.stats.multitest import multipletests

    return [float(value) for value in multipletests(p, method="fdr_bh")[1]] if len(p) else []


def trend(counts: Sequence[float], bases: Sequence[float], scores: Sequence[float]) -> tuple[float, float]:
    """Test of a linear trend in shares (Cochran 1954; Armitage 1955), as R's `prop.trend.test`.

    Returns
    -------
    chi2, p : float
        One degree of freedom. Without variation both are 0 and 1.
    """
    from scipy.stats import chi2
    from statsmodels.stats.contingency_tables import Table

    yes, n = np.asarray(counts, dtype=float), np.asarray(bases, dtype=float)
    if yes.sum() in (0, n.sum()):
        return 0.0, 1.0
    test = Table(np.column_stack([yes, n - yes]), shift_zeros=False).test_ordinal_association(
        row_scores=np.asarray(scores, dtype=float), col_scores=np.array([1.0, 0.0])
    )
    # The linear-by-linear statistic conditions on both margins; the binomial one has N for N − 1.
    statistic = float(test.zscore**2 * n.sum() / (n.sum() - 1))
    return statistic, float(chi2.sf(statistic, 1))


def standardised(
    counts: Sequence[float],
    bases: Sequence[float],
    weights: Sequence[float],
    errors: Sequence[float] | None = None,
) -> tuple[float, float, float]:
    """A share standardised directly to a population: the weighted mean of the groups' shares.

    Parameters
    ----------
    counts, bases : sequences
        By group.
    weights : sequence
        The population of each group.
    errors : sequence, optional
        Standard errors of the weights, where they are estimated; they widen the interval.

    Returns
    -------
    share, low, high : fractions
        The interval combines the groups' Wilson intervals (MOVER; Zou, Huang & Zhang 2009), as
        Newcombe's does for a difference. An error e of a weight adds (z·e·(p − share)/Σ weights)² to the squared
        arm on either side (delta method).

    Raises
    ------
    ValueError
        If a group has no base, or the weights are not positive.
    """
    yes, n, w = (np.asarray(values, dtype=float) for values in (counts, bases, weights))
    if np.any(w < 0) or w.sum() <= 0:
        raise ValueError("weights must be populations, not all 0")
    total = w.sum()
    w = w / total
    low, high = wilson(yes, n)
    p = yes / n
    share = float(w @ p)
    own = np.zeros_like(w) if errors is None else Z * np.asarray(errors, dtype=float) / total * (p - share)
    down, up = (float(np.sqrt(((w * side) ** 2 + own**2).sum())) for side in (p - low, high - p))
    return share, max(0.0, share - down), min(1.0, share + up)


def gradient(counts: Sequence[float], bases: Sequence[float], midpoints: Sequence[float]) -> dict[str, float]:
    """Logistic regression of a share on age: log-odds per decade.

    Returns
    -------
    dict
        `slope`, its standard `error`, `low`, `high` (Wald, 95 %), `p` and `fit_p` (deviance against a model
        with a share of its own for every group; small where a straight line does not fit). NaN
        where shares are all 0 or all 1, or the groups are separated perfectly.
        `dispersion` is 1 unless `fit_p` is at most 0.05: then it is Pearson's χ² over its degrees of freedom, by
        which errors are widened, and `low`, `high` and `p` are Student's with these `degrees` (else infinite).

    Notes
    -----
    Quasi-likelihood: Wedderburn 1974, dispersion by McCullagh & Nelder 1989; as R's `glm(…, family = quasibinomial)`.
    """
    import statsmodels.api as sm
    from scipy.stats import chi2, t
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

    yes, n = np.asarray(counts, dtype=float), np.asarray(bases, dtype=float)
    names = ("slope", "error", "low", "high", "p", "fit_p", "dispersion", "degrees")
    nothing = dict.fromkeys(names, float("nan"))
    if yes.sum() in (0, n.sum()) or len(n) < 3:
        return nothing
    decades = sm.add_constant(np.asarray(midpoints, dtype=float) / 10)
    with warnings.catch_warnings():
        warnings.simplefilter("error", PerfectSeparationWarning)
        try:
            fit = sm.GLM(np.column_stack([yes, n - yes]), decades, family=sm.families.Binomial()).fit()
        except PerfectSeparationWarning:
            return nothing
    fit_p, dispersion, degrees = float(chi2.sf(fit.deviance, fit.df_resid)), 1.0, float("inf")
    if fit_p <= POOR_FIT:
        dispersion, degrees = max(1.0, float(fit.pearson_chi2 / fit.df_resid)), float(fit.df_resid)
    slope, error = float(fit.params[1]), float(fit.bse[1]) * dispersion**0.5
    reach = float(t.ppf((1 + LEVEL) / 2, degrees)) * error
    p = float(2 * t.sf(abs(slope) / error, degrees))
    return dict(zip(names, (slope, error, slope - reach, slope + reach, p, fit_p, dispersion, degrees), strict=True))


def slopes_differ(first: dict[str, float], second: dict[str, float]) -> tuple[float, float, float, float]:
    """The difference of two independent slopes of :func:`gradient`.

    Returns
    -------
    difference, low, high, p : float
        Normal, or Student's with Satterthwaite's degrees of freedom where an error is widened.
    """
    from scipy.stats import t

    parts = [one["error"] ** 2 for one in (first, second)]
    spent = fsum(part**2 / one["degrees"] for part, one in zip(parts, (first, second), strict=True))
    error, degrees = fsum(parts) ** 0.5, fsum(parts) ** 2 / spent if spent else float("inf")
    gap, reach = first["slope"] - second["slope"], float(t.ppf((1 + LEVEL) / 2, degrees)) * error
    return gap, gap - reach, gap + reach, float(2 * t.sf(abs(gap) / error, degrees))
