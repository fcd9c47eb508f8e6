"""Could a survey tell that a share has changed? The test of two independent shares, before anybody is asked."""

from __future__ import annotations

import math
from statistics import NormalDist

#: Two-sided level of the test, and the chance with which a change is to be seen, where nothing else is asked.
LEVEL, POWER = 0.05, 0.8


def power(before: float, after: float, n: float, level: float = LEVEL) -> float:
    """The chance that two surveys of n people each tell a share from another: the test would reject equality.

    Normal approximation, the standard error pooled under equality (Fleiss, Levin & Paik 2003, section 4.2, without
    continuity correction; R's `power.prop.test`). Both surveys are simple random samples.

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
    pooled, apart = _errors(before, after)
    step = math.sqrt(n) * abs(after - before)
    if apart == 0:  # nobody, then everybody: seen whenever the test can reject at all
        return float(step > _z(1 - level / 2) * pooled)
    return NormalDist().cdf((step - _z(1 - level / 2) * pooled) / apart)


def base_needed(before: float, after: float, chance: float = POWER, level: float = LEVEL) -> int:
    """The fewest people in each of two surveys that tell the shares apart with this chance.

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
    pooled, apart = _errors(before, after)
    return math.ceil(((_z(1 - level / 2) * pooled + _z(chance) * apart) / (after - before)) ** 2)


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
    low, high = 0.0, abs(end - before)
    for _ in range(60):
        middle = (low + high) / 2
        if power(before, before + sign * middle, n, level) < chance:
            low = middle
        else:
            high = middle
    return high


def _errors(before: float, after: float) -> tuple[float, float]:
    """√n times the standard error of the difference: pooled, as if there were none; and as it is."""
    mean = (before + after) / 2
    return math.sqrt(2 * mean * (1 - mean)), math.sqrt(before * (1 - before) + after * (1 - after))


def _z(chance: float) -> float:
    return NormalDist().inv_cdf(chance)
