"""Logistic regressions of shares on age: how fast the log-odds change, of many options at once.

statsmodels fits one model at a time. Here the same iterations are done for all of them together: the tests hold every
number against `statsmodels.GLM`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from dxcompare.methods.intervals import LEVEL

#: At or below this p-value of fit, errors of a slope are widened.
POOR_FIT = 0.05

#: What a fit is told by.
FITTED = ("slope", "error", "low", "high", "p", "fit_p", "dispersion", "degrees")

#: Iterations at most; the change of the deviance that ends them; a fit this near to every share separates perfectly.
_MOST, _SETTLED, _PERFECT = 100, 1e-8, 1e-8
#: What keeps logarithms and quotients finite at 0 and at 1.
_EPS, _TINY = float(np.finfo(float).eps), 1e-20


def gradient(counts: Any, bases: Any, midpoints: Any) -> dict[str, Any]:
    """Logistic regression of a share on age: log-odds per decade.

    Parameters
    ----------
    counts, bases, midpoints : sequence or array
        By group along the last axis; what comes before it are models of their own.

    Returns
    -------
    dict of str to float or array
        `slope`, its standard `error`, `low`, `high` (Wald, 95 %), `p` and `fit_p` (deviance against a model
        with a share of its own for every group; small where a straight line does not fit). NaN
        where shares are all 0 or all 1, or the groups are separated perfectly.
        `dispersion` is 1 unless `fit_p` is at most 0.05: then it is Pearson's χ² over its degrees of freedom, by
        which errors are widened, and `low`, `high` and `p` are Student's with these `degrees` (else infinite).

    Notes
    -----
    Newton's method by weighted least squares, begun and ended as in statsmodels, so that also a slope without a finite
    best value (one group alone has any) is where that one stops. Quasi-likelihood: Wedderburn 1974, dispersion by
    McCullagh & Nelder 1989; as R's `glm(…, family = quasibinomial)`.

    Examples
    --------
    >>> found = gradient([[45, 40, 18], [5, 20, 72]], [50, 70, 90], [25, 45, 75])
    >>> [round(float(slope), 2) for slope in found["slope"]]
    [-0.66, 0.74]
    """
    from scipy.stats import chi2, t

    yes, n, age = np.broadcast_arrays(*(np.asarray(values, dtype=float) for values in (counts, bases, midpoints)))
    shape, k = yes.shape[:-1], yes.shape[-1]
    yes, n, x = (values.reshape(-1, k) for values in (yes, n, age / 10))
    found = {name: np.full(len(yes), np.nan) for name in FITTED}
    told = np.flatnonzero((yes.sum(axis=1) > 0) & (yes.sum(axis=1) < n.sum(axis=1)) & (k >= 3))
    slope, error, deviance, pearson, perfect = _fitted(yes[told] / n[told], n[told], x[told])
    told, (slope, error, deviance, pearson) = (
        told[~perfect],
        (one[~perfect] for one in (slope, error, deviance, pearson)),
    )
    fit_p = chi2.sf(deviance, k - 2)
    poor = fit_p <= POOR_FIT
    dispersion = np.where(poor, np.maximum(1.0, pearson / max(k - 2, 1)), 1.0)
    degrees = np.where(poor, float(k - 2), np.inf)
    error = error * np.sqrt(dispersion)
    reach = t.ppf((1 + LEVEL) / 2, degrees) * error
    p = 2 * t.sf(np.abs(slope) / error, degrees)
    values = (slope, error, slope - reach, slope + reach, p, fit_p, dispersion, degrees)
    for name, one in zip(FITTED, values, strict=True):
        found[name][told] = one
    return {name: one.reshape(shape)[()] for name, one in found.items()}


def _fitted(share: np.ndarray, n: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, ...]:
    """Of each model: slope, standard error, deviance, Pearson's χ², and whether it separates perfectly."""
    mu = (share + 0.5) / 2
    from scipy.special import expit

    line, deviance = _logit(mu), _deviance(share, mu, n)
    slope, inverse, perfect = np.zeros(len(share)), np.zeros(len(share)), np.zeros(len(share), dtype=bool)
    left = np.arange(len(share))
    for _ in range(_MOST):
        if not left.size:
            break
        spread = np.clip(mu[left], _EPS, 1 - _EPS)
        spread *= 1 - spread
        w, z = n[left] * spread, line[left] + (share[left] - mu[left]) / spread
        # around the means, which loses nothing where a group or two have all the weight
        total = w.sum(axis=1, keepdims=True)
        middle, level = (w * x[left]).sum(axis=1, keepdims=True) / total, (w * z).sum(axis=1, keepdims=True) / total
        off = x[left] - middle
        squares = (w * off**2).sum(axis=1)
        slope[left], inverse[left] = (w * off * (z - level)).sum(axis=1) / squares, 1 / squares
        line[left] = level + slope[left, None] * off
        mu[left] = expit(line[left])
        before, now = deviance[left], _deviance(share[left], mu[left], n[left])
        deviance[left] = now
        perfect[left] |= (np.abs(mu[left] - share[left]) <= _PERFECT).all(axis=1)
        left = left[(np.abs(now - before) > _SETTLED) & ~perfect[left]]
    spread = np.clip(mu, _EPS, 1 - _EPS)
    pearson = (n * (share - mu) ** 2 / (spread * (1 - spread))).sum(axis=1)
    return slope, np.sqrt(inverse), deviance, pearson, perfect


def _logit(share: np.ndarray) -> np.ndarray:
    inside = np.clip(share, _EPS, 1 - _EPS)
    return np.log(inside / (1 - inside))


def _deviance(share: np.ndarray, mu: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Of a model against one with a share of its own for every group; 0 · log 0 is 0."""
    yes, no = (of * np.log(np.maximum(of / (by + _TINY), _EPS)) for of, by in ((share, mu), (1 - share, 1 - mu)))
    return 2 * (n * (yes + no)).sum(axis=1)


def slopes_differ(first: Mapping[str, Any], second: Mapping[str, Any]) -> tuple[Any, Any, Any, Any]:
    """The difference of independent slopes of :func:`gradient`.

    Returns
    -------
    difference, low, high, p : float or array
        Normal, or Student's with Satterthwaite's degrees of freedom where an error is widened.
    """
    from scipy.stats import t

    slopes, errors, sure = (
        np.stack([np.asarray(one[name], dtype=float) for one in (first, second)])
        for name in ("slope", "error", "degrees")
    )
    parts = errors**2
    with np.errstate(divide="ignore"):  # normal: degrees without end
        error, degrees = np.sqrt(parts.sum(axis=0)), parts.sum(axis=0) ** 2 / (parts**2 / sure).sum(axis=0)
    gap, reach = slopes[0] - slopes[1], t.ppf((1 + LEVEL) / 2, degrees) * error
    return gap, gap - reach, gap + reach, 2 * t.sf(np.abs(gap) / error, degrees)
