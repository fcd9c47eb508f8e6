"""How probable a base is: the grade `likely`, between recovered and ambiguous.

Prior: all bases that totals and filters allow, equally likely, jointly over the groups of a type. Likelihood of a
cell: (1 − ε)·m/(n + 1) + ε/V, where m of the counts 0 … n print as the cell, and V values can be printed; blanks, 0
and 100 say nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dxcompare.methods.recovery.grim import CODES, LIMIT, SCALE, how_many, informative

if TYPE_CHECKING:
    from dxcompare.methods.recovery.solver import People, Unit

#: Chance that a printed cell is amiss: what is reported, and the two others that must lead to the same base.
MISPRINT = (1 / 200, 1 / 1000, 1 / 50)


#: From here on a base is likely.
LIKELY = 0.99


#: Totals beyond which nothing is computed.
MOST = 50_000


def settle(people: People, unsafe: dict[int, list[str]]) -> None:
    """Call likely what is probable enough and not unsafe; fills `posterior` and `probable`."""
    for group_type in dict.fromkeys(unit.group_type for unit in people.units):
        mine = [unit for unit in people.units if unit.group_type == group_type]
        if not any(_open(unit, unsafe) for unit in mine):
            continue
        total = None if group_type == "total" else people.total
        found = posteriors(mine, total, people.rest.get(group_type))
        for unit, (n, chances) in zip(mine, found, strict=True):
            if n is None or unit.certainty != "ambiguous" or not any(map(informative, unit.cells)):
                continue
            unit.probable, unit.posterior = n, chances[0]
            if min(chances) >= LIKELY and n < LIMIT and _open(unit, unsafe):
                unit.certainty = "likely"


def _open(unit: Unit, unsafe: dict[int, list[str]]) -> bool:
    return unit.certainty == "ambiguous" and not unsafe[id(unit)] and any(map(informative, unit.cells))


def posteriors(
    units: list[Unit], total: int | None = None, rest: int | None = None
) -> list[tuple[int | None, list[float]]]:
    """The most probable base of each group, and its posterior for each of :data:`MISPRINT`.

    Parameters
    ----------
    units : list of Unit
        The groups of one type.
    total : int, optional
        They add up to at most this.
    rest : int, optional
        And leave out at most this.
    """
    nothing: list[tuple[int | None, list[float]]] = [(None, [])] * len(units)
    highs = [_high(unit, total) for unit in units]
    if max(highs) > MOST:
        return nothing
    prior = [_prior(unit, high) for unit, high in zip(units, highs, strict=True)]
    if total is not None and sum(int(np.flatnonzero(one)[0]) for one in prior if one.any()) > total:
        return nothing
    per_error = []
    for error in MISPRINT:
        shares = [_likelihood(unit, one, error) for unit, one in zip(units, prior, strict=True)]
        if total is not None and len(units) > 1:
            shares = _jointly(shares, total, rest)
        elif total is not None and rest is not None:
            shares[0][: max(total - rest, 0)] = 0
        if any(not one.sum() > 0 for one in shares):
            return nothing
        per_error.append([one / one.sum() for one in shares])
    found: list[tuple[int | None, list[float]]] = []
    for ways in zip(*per_error, strict=True):
        n = int(np.argmax(ways[0]))
        found.append((n, [float(way[n]) for way in ways]))
    return found


def _high(unit: Unit, total: int | None) -> int:
    if unit.printed is not None:
        return unit.printed
    most = max(unit.exact, default=0) if unit.exact is not None else unit.most
    return min(most, unit.most, most if total is None else total)


def _prior(unit: Unit, high: int) -> np.ndarray:
    """Which bases 0 … high it may have."""
    allowed = np.zeros(high + 1, dtype=bool)
    if unit.printed is not None:
        allowed[unit.printed] = True
    elif unit.exact is not None:
        allowed[[n for n in unit.exact if 1 <= n <= high]] = True
    else:
        allowed[1:] = True
    return allowed


_logs: dict[float, np.ndarray] = {}


def _log(cells: np.ndarray, bases: np.ndarray, error: float) -> np.ndarray:
    return np.log((1 - error) * how_many(cells, bases) / (bases + 1) + error / (SCALE[cells][:, None] + 1))


def _log_table(error: float) -> np.ndarray:
    """The log-likelihood of every code at every base up to the limit."""
    if error not in _logs:
        cells = np.flatnonzero(SCALE)
        _logs[error] = np.zeros((CODES, LIMIT + 1))
        _logs[error][cells] = _log(cells, np.arange(LIMIT + 1), error)
    return _logs[error]


def _likelihood(unit: Unit, allowed: np.ndarray, error: float) -> np.ndarray:
    """Of every base 0 … high, up to a factor; 0 where it is not allowed."""
    cells = np.array([cell for cell in unit.cells if informative(cell)], dtype=np.int64)
    if not cells.size or unit.printed is not None:
        return allowed.astype(float)
    size = allowed.size
    if size <= LIMIT + 1:
        logs = _log_table(error)[cells, :size].sum(axis=0)
    else:
        logs = _log(cells, np.arange(size), error).sum(axis=0)
    logs = np.where(allowed, logs, -np.inf)
    greatest = logs.max()
    return np.exp(logs - greatest) if np.isfinite(greatest) else np.zeros(size)


def _jointly(shares: list[np.ndarray], total: int, rest: int | None) -> list[np.ndarray]:
    """Weigh each base by how the others can add up with it: to at most the total, and to no less than all but the rest."""
    length = 1 << int(sum(one.size - 1 for one in shares)).bit_length()
    spectra = np.fft.rfft([np.pad(one / one.sum(), (0, length - one.size)) for one in shares])
    before = [np.ones_like(spectra[0])]
    for one in spectra[:-1]:
        before.append(before[-1] * one)
    after = [np.ones_like(spectra[0])]
    for one in spectra[:0:-1]:
        after.append(after[-1] * one)
    others = np.fft.irfft(np.array(before) * np.array(after[::-1]), length)
    sums = np.concatenate([np.zeros((len(shares), 1)), np.cumsum(np.maximum(others, 0), axis=1)], axis=1)
    least = 0 if rest is None else total - rest
    weighed = []
    for one, up_to in zip(shares, sums, strict=True):
        n = np.arange(one.size)
        upper, lower = np.clip(total - n + 1, 0, length), np.clip(least - n, 0, length)
        weighed.append(one * np.maximum(up_to[upper] - up_to[lower], 0))
    return weighed
