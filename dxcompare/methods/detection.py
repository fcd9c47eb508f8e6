"""Could a survey tell that a share has changed? The test of two independent shares, before anybody is asked."""

from __future__ import annotations

import math
from statistics import NormalDist

#: Two-sided level of the test, and the chance with which a change is to be seen, where nothing else is asked.
LEVEL, POWER = 0.05, 0.8

_NORMAL = NormalDist()


def power(before: float, after: float, n: float, level: float = LEVEL) -> float:
    """The chance that two surveys of n people each tell a share from another: the test would reject equality.

    Normal approximation, the standard error pooled under equality (Fleiss, Levin & Paik 2003; without
    continuity correction), as R's `power.prop.test(strict=TRUE)` and statsmodels' `power_proportions_2indep`, which
    takes half a millisecond a time, and :func:`smallest_change` asks a dozen. Both surveys are simple random samples.

    Parameters
    ----------
    before, after : float
        Shares from 0 to 1.
    n : float
        People who answer in each survey.
    level : float
        Two-sided.

    Raises
    ------
    ValueError
        If a share lies outside 0 to 1, or the base is not positive.

    Examples
    --------
    >>> round(power(0.756, 0.786, 764), 3)
    0.286
    """
    if not (0 <= before <= 1 and 0 <= after <= 1):
        raise ValueError(f"shares must lie between 0 and 1, not {before} and {after}")
    if n <= 0:
        raise ValueError(f"a base must be above 0, not {n}")
    if before == after:
        return level
    reach, pooled = _NORMAL.inv_cdf(1 - level / 2), (before + after) / 2
    null, error = math.sqrt(2 * pooled * (1 - pooled)), math.sqrt(before * (1 - before) + after * (1 - after))
    gap, least = abs(after - before) * math.sqrt(n), reach * null
    if not error:  # from nobody to everybody: no variance but the pooled one
        return float(gap > least)
    return _NORMAL.cdf((gap - least) / error) + _NORMAL.cdf((-gap - least) / error)


def base_needed(before: float, after: float, chance: float = POWER, level: float = LEVEL) -> int:
    """The fewest people in each of two surveys that tell the shares apart with this chance.

    As statsmodels' `samplesize_proportions_2indep_onetail`, which takes half a second to import.

    Raises
    ------
    ValueError
        If the shares are equal.

    Examples
    --------
    >>> base_needed(0.756, 0.786)
    3079
    """
    if before == after:
        raise ValueError("no survey tells a share from itself")
    pooled = (before + after) / 2
    null, error = math.sqrt(2 * pooled * (1 - pooled)), math.sqrt(before * (1 - before) + after * (1 - after))
    reach = _NORMAL.inv_cdf(1 - level / 2) * null + _NORMAL.inv_cdf(chance) * error
    return math.ceil((max(reach, 0) / (after - before)) ** 2)


def smallest_change(
    before: float, n: float, sign: int = 1, chance: float = POWER, level: float = LEVEL
) -> float | None:
    """The smallest change of a share, upwards or downwards, that two surveys of n people each see with this chance.

    Returns
    -------
    float or None
        A share; None where not even 100 % (or 0) would be told apart.

    Examples
    --------
    >>> round(smallest_change(0.756, 764), 3)
    0.059
    """
    end = 1.0 if sign > 0 else 0.0
    if end == before or power(before, end, n, level) < chance:
        return None
    from scipy.optimize import brentq

    return float(brentq(lambda step: power(before, before + sign * step, n, level) - chance, 0.0, abs(end - before)))
