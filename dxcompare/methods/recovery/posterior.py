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


#: A likelihood so small, against the greatest, is none.
FAINT = 1e-6


#: From so many possible bases on, sums are found by Fourier transforms.
MANY = 600


def settle(people: People, unsafe: dict[int, list[str]]) -> None:
    """Call likely what is probable enough and not unsafe; fills `posterior` and `probable`."""
    for group_type in dict.fromkeys(unit.group_type for unit in people.units):
        mine = [unit for unit in people.units if unit.group_type == group_type]
        asked = [i for i, unit in enumerate(mine) if _open(unit)]
        total, rest = None if group_type == "total" else people.total, people.rest.get(group_type)
        found = posteriors(mine, asked, total, rest, MISPRINT[0])
        for i, (n, chance) in found.items():
            mine[i].probable, mine[i].posterior = n, chance
        sure = [i for i, (n, chance) in found.items() if chance >= LIKELY and n < LIMIT and not unsafe[id(mine[i])]]
        for error in MISPRINT[1:]:
            again = posteriors(mine, sure, total, rest, error)
            sure = [i for i, (n, chance) in again.items() if chance >= LIKELY and n == mine[i].probable]
        for i in sure:
            mine[i].certainty = "likely"


def _open(unit: Unit) -> bool:
    return unit.certainty == "ambiguous" and any(map(informative, unit.cells))


def posteriors(
    units: list[Unit], asked: list[int], total: int | None, rest: int | None, error: float
) -> dict[int, tuple[int, float]]:
    """The most probable base of some groups, and its posterior.

    Parameters
    ----------
    units : list of Unit
        The groups of one type.
    asked : list of int
        The places of those groups.
    total : int or None
        All groups add up to at most this.
    rest : int or None
        And leave out at most this.
    error : float
        Chance that a cell is amiss.
    """
    highs = [_high(unit, total) for unit in units]
    if not asked or max(highs) > MOST:
        return {}
    shares = [_likelihood(unit, _prior(unit, high), error) for unit, high in zip(units, highs, strict=True)]
    if total is None:
        weighed = {i: shares[i] for i in asked}
    else:
        bases = [np.flatnonzero(one > FAINT) for one in shares]
        if any(not one.size for one in bases) or sum(int(one[0]) for one in bases) > total:
            return {}
        jointly = _few if sum(one.size for one in bases) <= MANY else _many
        weighed = jointly(shares, bases, asked, total, 0 if rest is None else total - rest)
    return {i: (int(one.argmax()), float(one.max() / one.sum())) for i, one in weighed.items() if one.sum() > 0}


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


def _few(
    shares: list[np.ndarray], bases: list[np.ndarray], asked: list[int], total: int, least: int
) -> dict[int, np.ndarray]:
    """Weigh each base by how the others can add up with it: to `least` … `total`. Adds one base after the other."""

    def added(up_to: np.ndarray, i: int) -> np.ndarray:
        sums = np.zeros(total + 1)
        for n in bases[i][bases[i] <= total].tolist():
            sums[n:] += shares[i][n] * up_to[: total + 1 - n]
        return sums

    nobody = np.zeros(total + 1)
    nobody[0] = 1
    before, after = [nobody], [nobody]
    for i in range(len(shares) - 1):
        before.append(added(before[-1], i))
    for i in range(len(shares) - 1, 0, -1):
        after.append(added(after[-1], i))
    after.reverse()
    weighed = {}
    for i in asked:
        behind = np.cumsum(after[i])

        def ways(most: int, i: int = i, behind: np.ndarray = behind) -> float:
            return float(before[i][: most + 1] @ behind[most::-1]) if most >= 0 else 0.0

        weighed[i] = np.zeros(shares[i].size)
        for n in bases[i][bases[i] <= total].tolist():
            weighed[i][n] = shares[i][n] * (ways(total - n) - ways(least - n - 1))
    return weighed


def _many(
    shares: list[np.ndarray], bases: list[np.ndarray], asked: list[int], total: int, least: int
) -> dict[int, np.ndarray]:
    """The same for many bases."""
    length = 1 << int(sum(one[-1] for one in bases)).bit_length()
    spectra = np.fft.rfft([np.pad(one / one.sum(), (0, length - one.size)) for one in shares])
    weighed = {}
    for i in asked:
        others = np.fft.irfft(np.prod(np.delete(spectra, i, axis=0), axis=0), length)
        up_to = np.concatenate([[0], np.cumsum(np.maximum(others, 0))])
        n = np.arange(shares[i].size)
        upper, lower = np.clip(total - n + 1, 0, length), np.clip(least - n, 0, length)
        weighed[i] = shares[i] * np.maximum(up_to[upper] - up_to[lower], 0)
    return weighed
