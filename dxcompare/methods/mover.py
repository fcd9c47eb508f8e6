"""Intervals of sums and differences of shares, from the intervals of the shares (MOVER).

Zou & Donner 2008, of any number of shares Zou, Huang & Zhang 2009; for two groups it is the interval of Newcombe 1998b.
Two answers of the same people are correlated, as in Newcombe 1998c. How many gave both is rarely printed:
what the shares leave possible gives a widest and a narrowest interval.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from dxcompare.methods.intervals import LEVEL, wilson


class Overlap(ValueError):
    """Groups of different kinds, such as women and an age band, share people that no table counts."""


class NotLinear(ValueError):
    """A product or a ratio of shares is no combination of them."""


@dataclass(frozen=True)
class Share:
    """People of a group who gave an answer.

    Attributes
    ----------
    kind, group : str
        Groups of one kind have no one in common.
    question, option : str
    count, n : int
    single : bool
        Whether each person gives one answer to the question.
    """

    kind: str
    group: str
    question: str
    option: str
    count: int
    n: int
    single: bool = False

    @property
    def value(self) -> float:
        """The share, from 0 to 1."""
        return self.count / self.n


@dataclass(frozen=True)
class Combination:
    """A constant and shares, each times a number; sums, differences and multiples of such are such again."""

    constant: Fraction = Fraction(0)
    terms: Mapping[Share, Fraction] = field(default_factory=dict)

    def __add__(self, other: Combination | Fraction) -> Combination:
        if not isinstance(other, Combination):
            return Combination(self.constant + other, self.terms)
        terms = dict(self.terms)
        for share, times in other.terms.items():
            terms[share] = terms.get(share, Fraction(0)) + times
        return Combination(self.constant + other.constant, {share: times for share, times in terms.items() if times})

    def __mul__(self, number: Combination | Fraction) -> Combination:
        if isinstance(number, Combination):
            raise NotLinear
        return Combination(self.constant * number, {share: times * number for share, times in self.terms.items()})

    def __truediv__(self, number: Combination | Fraction) -> Combination:
        if isinstance(number, Combination):
            raise NotLinear
        return self * (Fraction(1) / number)

    def __rtruediv__(self, number: Fraction) -> Combination:
        raise NotLinear

    def __neg__(self) -> Combination:
        return self * Fraction(-1)

    def __sub__(self, other: Combination | Fraction) -> Combination:
        return self + -other

    def __rsub__(self, number: Fraction) -> Combination:
        return -self + number

    __radd__ = __add__
    __rmul__ = __mul__


def interval(combined: Combination, *, widest: bool = True, level: float = LEVEL) -> tuple[float, float]:
    """The interval of a combination of shares.

    Parameters
    ----------
    combined : Combination
    widest : bool
        Of what the shares leave possible for two answers of the same people, the overlap that gives the widest
        interval, else the one that gives the narrowest.
    level : float

    Returns
    -------
    low, high : float

    Raises
    ------
    Overlap
        If groups of different kinds are combined.

    Examples
    --------
    >>> men, women = Share("sex", "men", "q", "a", 56, 70), Share("sex", "women", "q", "a", 48, 80)
    >>> [round(end, 4) for end in interval(Combination(terms={men: Fraction(1), women: Fraction(-1)}))]
    [0.0524, 0.3339]
    """
    if len({share.kind for share in combined.terms}) > 1:
        raise Overlap
    middle = float(combined.constant) + math.fsum(float(times) * share.value for share, times in combined.terms.items())
    below: list[tuple[Share, float, float]] = []
    above: list[tuple[Share, float, float]] = []
    for share, times in combined.terms.items():
        low, high = _wilson(share.count, share.n, level)
        down, up = (share.value - low, high - share.value) if times > 0 else (high - share.value, share.value - low)
        sign = math.copysign(1, times)
        below.append((share, sign, abs(float(times)) * down))
        above.append((share, sign, abs(float(times)) * up))
    return middle - _length(below, widest), middle + _length(above, widest)


@cache
def _wilson(count: int, n: int, level: float) -> tuple[float, float]:
    return wilson(count, n, level=level)


def _length(parts: list[tuple[Share, float, float]], widest: bool) -> float:
    square = math.fsum(part * part for *_, part in parts)
    for position, (one, sign, part) in enumerate(parts):
        for other, sign_2, part_2 in parts[:position]:
            if one.group == other.group:
                least, most = correlation(one, other)
                together = sign * sign_2
                square += 2 * together * part * part_2 * (most if (together > 0) == widest else least)
    return math.sqrt(max(square, 0.0))


def correlation(one: Share, other: Share) -> tuple[float, float]:
    """The least and the greatest correlation (φ) of two answers of the same people that their shares allow.

    Examples
    --------
    >>> a, b = (Share("age", "70+", "q", option, 20, 50) for option in "ab")
    >>> [round(end, 2) for end in correlation(a, b)]
    [-0.67, 1.0]
    """
    p, q = one.value, other.value
    spread = math.sqrt(p * (1 - p) * q * (1 - q))
    if not spread:
        return 0.0, 0.0
    fewest, most = max(0.0, p + q - 1), min(p, q)
    if one.single and one.question == other.question:
        most = fewest = 0.0
    return (fewest - p * q) / spread, (most - p * q) / spread
