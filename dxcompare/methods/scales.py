"""How far is it from a baseline to a target? Four scales, each with the interval of printed rounding.

The scales reverse each other's order in ordinary cases, so none is *the* ambition: they are shown
side by side and never averaged. A target is a decision and is exact; a baseline is measured, and was rounded
when it was printed. See docs/methods.md for the formulas.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

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

    def ends(self) -> list[float]:
        """The extreme readings of the printed baseline; every scale is monotone in it."""
        low, high = self.baseline - self.half_baseline, self.baseline + self.half_baseline
        low = low if self.lower is None else min(self.baseline, max(self.lower, low))
        high = high if self.upper is None else max(self.baseline, min(self.upper, high))
        return sorted({low, high})


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


def why_not(scale: str, move: Move) -> str | None:
    """The reason why a scale is undefined for a move, or None."""
    return _why_not(scale, move, move.baseline)


def _why_not(scale: str, move: Move, baseline: float) -> str | None:
    """The same from another reading of its baseline."""
    if scale == "relative":
        return "no_zero" if not move.zero else "zero_baseline" if baseline == 0 else None
    if scale == "gap":
        return "no_ideal" if move.ideal is None else "at_ideal" if baseline == move.ideal else None
    if scale == "log_odds":
        if not move.share:
            return "not_share"
        return None if 0 < baseline < 100 and 0 < move.target < 100 else "full"
    return None


def _no_pace(scale: str, move: Move) -> str | None:
    """Whether a rate per year would be 100 % whatever the years: what compounds never arrives."""
    arrives = {"relative": 0.0, "gap": move.ideal}
    return "no_pace" if scale in arrives and move.target == arrives[scale] else None


def _change(move: Move, baseline: float, years: float | None) -> float:
    return move.sign * (move.target - baseline) / (years or 1)


def _relative(move: Move, baseline: float, years: float | None) -> float:
    if years is None:
        return move.sign * (move.target - baseline) / baseline
    if move.target / baseline < 0:
        return math.nan
    return move.sign * ((move.target / baseline) ** (1 / years) - 1)


def _gap(move: Move, baseline: float, years: float | None) -> float:
    assert move.ideal is not None
    closed = (move.target - baseline) / (move.ideal - baseline)
    if years is None:
        return closed
    return math.nan if closed > 1 else 1 - (1 - closed) ** (1 / years)


def _log_odds(move: Move, baseline: float, years: float | None) -> float:
    def logit(percent: float) -> float:
        return math.log(percent / (100 - percent))

    return move.sign * (logit(move.target) - logit(baseline)) / (years or 1)


_FORMULAS: dict[str, Callable[[Move, float, float | None], float]] = {
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
    one_of("scale", scale, SCALES)
    if years is not None and years <= 0:
        raise ValueError(f"years from baseline to target must be above 0, not {years}")
    reason = why_not(scale, move) or (_no_pace(scale, move) if years else None)
    if reason:
        return Value(undefined=reason)
    formula = _FORMULAS[scale]
    nowhere = Value(undefined="past_ideal" if scale == "gap" else "no_zero")
    value = formula(move, move.baseline, years)
    if math.isnan(value):
        return nowhere
    low, high = value, value
    down = up = False  # whether an end has no bound
    for end in move.ends() if move.half_baseline else ():
        runs_away = _why_not(scale, move, end) is not None
        found = formula(move, _inside(end, move) if runs_away else end, years)
        if math.isnan(found):
            return nowhere
        if runs_away and (scale == "log_odds" or abs(found) > _FAR * (1 + abs(value))):
            up, down = up or found > value, down or found < value
        else:
            low, high = min(low, found), max(high, found)
    return Value(value, None if down else low, None if up else high)


#: A step from a point at which a scale is undefined, as a share of the printed rounding, and what is
#: then far from the value.
_STEP, _FAR = 1e-9, 1e4


def _inside(end: float, move: Move) -> float:
    """A reading a hair nearer to the printed baseline, where the scale shows which way it runs."""
    return end + _STEP * (move.baseline - end)
