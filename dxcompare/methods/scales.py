"""How far is it from a baseline to a target? Four scales, each with the interval of printed rounding.

The scales reverse each other's order in ordinary cases, so none is *the* ambition: they are shown
side by side and never averaged. A target is a decision and is exact; a baseline is measured, and was rounded
when it was printed. See docs/methods.md for the formulas.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dxcompare.words.unknown import one_of

#: The scales; values of `relative` and `gap` are shares, of `log_odds` natural logarithms.
SCALES = ("change", "relative", "gap", "log_odds")


@dataclass(frozen=True)
class Move:
    """A baseline and a target, and what is known of their scale.

    Attributes
    ----------
    baseline, target : float
    sign : int
        +1 if higher is better, −1 if lower is.
    half_baseline : float
        Half of the last printed unit of the baseline; 0 where it is exact, as counts are.
    lower, upper : float or None
        Bounds of the scale.
    ideal : float or None
        The best value there is.
    share : bool
        Whether it is a percentage of a whole (log-odds make sense).
    zero : bool
        Whether 0 means none (relative change makes sense).
    """

    baseline: float
    target: float
    sign: int
    half_baseline: float = 0.0
    lower: float | None = None
    upper: float | None = None
    ideal: float | None = None
    share: bool = False
    zero: bool = True


class Moves(NamedTuple):
    """Many moves, an array each of what :class:`Move` has; NaN where that is None."""

    baseline: np.ndarray
    target: np.ndarray
    sign: np.ndarray
    half_baseline: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    ideal: np.ndarray
    share: np.ndarray
    zero: np.ndarray

    @classmethod
    def of(cls, move: Move) -> Moves:
        """One move as an array of one."""
        kinds = [bool if name in ("share", "zero") else float for name in cls._fields]
        return cls._make(
            np.array([getattr(move, name)], dtype=kind) for name, kind in zip(cls._fields, kinds, strict=True)
        )

    def ends(self) -> list[np.ndarray]:
        """The extreme readings of the printed baselines; every scale is monotone in them."""
        low, high = self.baseline - self.half_baseline, self.baseline + self.half_baseline
        low = np.where(np.isnan(self.lower), low, np.minimum(self.baseline, np.maximum(self.lower, low)))
        high = np.where(np.isnan(self.upper), high, np.maximum(self.baseline, np.minimum(self.upper, high)))
        return [low, high]


@dataclass(frozen=True)
class Value:
    """A value of a scale with its interval; an end is None where it has no bound.

    `undefined` says why there is no value: `zero_baseline`, `no_zero` (0 does not mean none), `no_ideal`, `at_ideal`
    (the baseline is the ideal), `past_ideal` (the target passes it), `not_share`, `full` (exactly 0 or 100),
    `no_pace` (of a yearly rate that compounds: it never arrives at 0, or at the ideal).
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    undefined: str | None = None


class Values(NamedTuple):
    """Values of a scale with their intervals, NaN where there is none; and why there is none, or an empty text."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    undefined: np.ndarray


def why_not(scale: str, move: Move) -> str | None:
    """The reason why a scale is undefined for a move, or None."""
    moves = Moves.of(move)
    return str(_why_not(scale, moves, moves.baseline)[0]) or None


def _why_not(scale: str, moves: Moves, baseline: np.ndarray) -> np.ndarray:
    """The reasons why a scale is undefined from some readings of the baselines; the first that holds."""
    arrives = ((baseline > 0) & (baseline < 100)) & ((moves.target > 0) & (moves.target < 100))
    reasons: dict[str, dict[str, np.ndarray]] = {
        "relative": {"no_zero": ~moves.zero, "zero_baseline": baseline == 0},
        "gap": {"no_ideal": np.isnan(moves.ideal), "at_ideal": baseline == moves.ideal},
        "log_odds": {"not_share": ~moves.share, "full": ~arrives},
    }
    return _first(reasons.get(scale, {}), len(baseline))


def _no_pace(scale: str, moves: Moves) -> np.ndarray:
    """Whether a rate per year would be 100 % whatever the years: what compounds never arrives."""
    ends = {"relative": np.zeros(len(moves.target)), "gap": moves.ideal}
    return _first({"no_pace": moves.target == ends[scale]} if scale in ends else {}, len(moves.target))


def _first(reasons: dict[str, np.ndarray], size: int) -> np.ndarray:
    return np.select(list(reasons.values()), list(reasons), "") if reasons else np.full(size, "")


# the last digit of numpy's own powers and logarithms depends on the processor, and what is computed here is committed


def _root(ratio: np.ndarray, years: np.ndarray) -> np.ndarray:
    """The ratio of a year of that of several; NaN of a negative one."""
    return np.array([x ** (1 / n) if x >= 0 else np.nan for x, n in zip(ratio.tolist(), years.tolist(), strict=True)])


def _log(values: np.ndarray) -> np.ndarray:
    return np.array([math.log(x) if x > 0 else np.nan for x in values.tolist()])


def _change(moves: Moves, baseline: np.ndarray, years: np.ndarray | None) -> np.ndarray:
    return moves.sign * (moves.target - baseline) / (1 if years is None else years)


def _relative(moves: Moves, baseline: np.ndarray, years: np.ndarray | None) -> np.ndarray:
    if years is None:
        return moves.sign * (moves.target - baseline) / baseline
    return moves.sign * (_root(moves.target / baseline, years) - 1)


def _gap(moves: Moves, baseline: np.ndarray, years: np.ndarray | None) -> np.ndarray:
    closed = (moves.target - baseline) / (moves.ideal - baseline)
    if years is None:
        return closed
    return 1 - _root(1 - closed, years)


def _log_odds(moves: Moves, baseline: np.ndarray, years: np.ndarray | None) -> np.ndarray:
    def logit(percent: np.ndarray) -> np.ndarray:
        return _log(percent / (100 - percent))

    return moves.sign * (logit(moves.target) - logit(baseline)) / (1 if years is None else years)


_FORMULAS: dict[str, Callable[[Moves, np.ndarray, np.ndarray | None], np.ndarray]] = {
    "change": _change,
    "relative": _relative,
    "gap": _gap,
    "log_odds": _log_odds,
}


def measure(scale: str, move: Move, years: float | None = None) -> Value:
    """A move on one scale, in all or per year.

    Parameters
    ----------
    scale : str
        One of :data:`SCALES`.
    move : Move
    years : float, optional
        Years from baseline to target; then the value is per year (compound for `relative` and `gap`).

    Returns
    -------
    Value
        With the interval that the printed rounding allows.

    Raises
    ------
    UnknownName
        If there is no such scale.
    ValueError
        If `years` is not above 0.

    Examples
    --------
    >>> measure("gap", Move(20, 50, 1, ideal=100)).value
    0.375
    >>> measure("log_odds", Move(0, 100, 1, share=True)).undefined
    'full'
    >>> measure("relative", Move(8, 0, -1), 3).undefined
    'no_pace'
    """
    if years is not None and years <= 0:
        raise ValueError(f"years from baseline to target must be above 0, not {years}")
    found = measures(scale, Moves.of(move), None if years is None else [years])
    value, low, high = (None if np.isnan(one[0]) else float(one[0]) for one in found[:3])
    return Value(value, low, high, str(found.undefined[0]) or None)


def measures(scale: str, moves: Moves, years: Sequence[float] | np.ndarray | None = None) -> Values:
    """Many moves on one scale; see :func:`measure`. Of a move without years (NaN) there is no value per year.

    Raises
    ------
    UnknownName
        If there is no such scale.
    """
    one_of("scale", scale, SCALES)
    spans = None if years is None else np.asarray(years, dtype=float)
    undefined = _why_not(scale, moves, moves.baseline)
    if spans is not None:
        undefined = np.where(undefined == "", _no_pace(scale, moves), undefined)
    known = np.flatnonzero(undefined == "")
    mine = Moves._make(one[known] for one in moves)
    *numbers, nowhere = _defined(scale, mine, None if spans is None else spans[known])
    every, lost = np.full((len(numbers), len(undefined)), np.nan), np.zeros(len(undefined), dtype=bool)
    for whole, one in zip(every, numbers, strict=True):
        whole[known] = np.where(nowhere, np.nan, one)
    lost[known] = nowhere
    return Values._make([*every, np.where(lost, "past_ideal" if scale == "gap" else "no_zero", undefined)])


def _defined(scale: str, moves: Moves, spans: np.ndarray | None) -> tuple[np.ndarray, ...]:
    """Of moves for which a scale is defined: value, low and high, NaN where an end has no bound; whether there is none."""
    formula = _FORMULAS[scale]
    with np.errstate(all="ignore"):  # a reading of a baseline may be where the scale is undefined
        value = formula(moves, moves.baseline, spans)
        low, high, nowhere = value, value, np.isnan(value)
        down, up = np.zeros((2, len(value)), dtype=bool)  # whether an end has no bound
        rounded = moves.half_baseline > 0
        for end in moves.ends():
            runs_away = rounded & (_why_not(scale, moves, end) != "")
            # a reading a hair nearer to the printed baseline, where the scale shows which way it runs
            inside = end + _STEP * (moves.baseline - end)
            found = np.where(rounded, formula(moves, np.where(runs_away, inside, end), spans), value)
            nowhere |= np.isnan(found)
            far = runs_away & ((scale == "log_odds") | (np.abs(found) > _FAR * (1 + np.abs(value))))
            up, down = up | far & (found > value), down | far & (found < value)
            low, high = np.where(far, low, np.minimum(low, found)), np.where(far, high, np.maximum(high, found))
    return value, np.where(down, np.nan, low), np.where(up, np.nan, high), nowhere


#: A step from a point at which a scale is undefined, as a share of the printed rounding, and what is
#: then far from the value.
_STEP, _FAR = 1e-9, 1e4
