"""What a printed percentage says of its base (after GRIM; Brown & Heathers 2017).

A percentage printed to one decimal from a base of n equals `round_half_up(100 k / n, 1)` for a whole
k, so some bases cannot print it. Sets of bases are bit sets: bit n of a whole number stands for the
base n, its last bit for every base from :data:`LIMIT` on. All arithmetic is on whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

#: With d decimals every percentage fits every base from 100·10^d on. One decimal is the most we read.
LIMIT = 1000


#: Code of a cell that says nothing.
BLANK = 1102


#: Values from 0 to 100 % that a cell may have, less one → row number of its 0 %. Those of one decimal and of none
#: are printed; steps of 0.5, 5 and 10 % are what all last digits of a table may show (:mod:`.coarse`).
OFFSET = {1000: 0, 100: 1001, 200: BLANK + 1, 20: BLANK + 202, 10: BLANK + 223}
CODES = BLANK + 234

#: Of each code: its scale, and its value in steps of the scale; a blank has 0 and 0.
SCALE, VALUE = np.zeros((2, CODES), dtype=np.int64)
for _scale, _offset in OFFSET.items():
    SCALE[_offset : _offset + _scale + 1] = _scale
    VALUE[_offset : _offset + _scale + 1] = np.arange(_scale + 1)

#: The same for single cells, where lists are several times faster; and which of them limit a base.
_SCALES, _VALUES = SCALE.tolist(), VALUE.tolist()
_TELLING = ((VALUE > 0) & (VALUE < SCALE)).tolist()
#: From which base on a cell fits all.
_ALL_FIT_FROM = np.where(_TELLING, SCALE, 0).tolist()


def code(percent: float | None, decimals: int | None) -> int:
    """A printed percentage as a row number of the tables below; a blank says nothing.

    Raises
    ------
    ValueError
        If it lies outside 0–100 or has more than one decimal.

    Examples
    --------
    >>> code(61.5, 1), code(62.0, 0), code(None, None)
    (615, 1063, 1102)
    """
    if percent is None or decimals is None:
        return BLANK
    if decimals not in (0, 1):
        raise ValueError(f"{percent} % with {decimals} decimals: only percentages with at most one can be read")
    if not 0 <= percent <= 100:
        raise ValueError(f"{percent} is no percentage from 0 to 100")
    return OFFSET[100 * 10**decimals] + round(percent * 10**decimals)


def informative(percent_code: int) -> bool:
    """Whether a cell limits the base: 0 and 100 percent fit all.

    >>> [informative(code(percent, 1)) for percent in (0, 0.5, 100)]
    [False, True, False]
    """
    return _TELLING[percent_code]


def excludable(percent_code: int, n: int) -> bool:
    """Whether a base of n may be unable to print a cell: what is no 0 and no 100 percent, of a base below its scale.

    >>> [excludable(code(0.5, 1), n) for n in (999, 1000)], excludable(code(0.0, 1), 10)
    ([True, False], False)
    """
    return _ALL_FIT_FROM[percent_code] > n


def telling(cells: Iterable[int]) -> int:
    """How many cells limit the base."""
    return sum(map(_TELLING.__getitem__, cells))


@lru_cache(maxsize=1 << 16)
def counts(percent_code: int, n: int) -> tuple[int, int]:
    """The least and greatest count that prints as this percentage of n (empty if least > greatest).

    >>> counts(code(61.5, 1), 764), counts(code(6.3, 1), 16), counts(code(6.2, 1), 16)
    ((470, 470), (1, 1), (1, 0))
    """
    if percent_code == BLANK:
        return 0, n
    scale, printed = _SCALES[percent_code], _VALUES[percent_code]
    return (max(-(-n * (2 * printed - 1) // (2 * scale)), 0), min(-(-n * (2 * printed + 1) // (2 * scale)) - 1, n))


def possible(percent: float, decimals: int, n: int) -> bool:
    """Whether a base of n can print this percentage, rounding half up.

    Parameters
    ----------
    percent : float
        0 to 100.
    decimals : {0, 1}
        As printed: `62` has none.
    n : int
        1 or more.

    Raises
    ------
    ValueError
        If `n` is not positive, or :func:`code` cannot read the percentage.

    Examples
    --------
    One of 16 is 6.25 %, which prints as 6.3; halves to even would print 6.2.

    >>> possible(6.3, 1, 16), possible(6.2, 1, 16)
    (True, False)
    """
    if n < 1:
        raise ValueError(f"a base of {n}: it must be 1 or more")
    least, greatest = counts(code(percent, decimals), n)
    return least <= greatest


def fit_by_chance(percent_code: int | np.ndarray, n: np.ndarray) -> np.ndarray:
    """The chance that an arbitrary percentage fits each base: distinct shares over printable ones."""
    return np.minimum(1, (np.asarray(n) + 1) / (SCALE[percent_code] + 1))


@cache
def _impossible() -> tuple[list[int], list[int]]:
    """For each code, the bases at which it cannot be printed: rounding half up, and either way.

    The second allows a tie to go up or down.
    """
    n = np.arange(1, LIMIT + 1, dtype=np.int64)
    strict, loose = np.zeros((2, CODES, LIMIT + 1), dtype=bool)
    for scale, offset in OFFSET.items():
        printed = np.arange(scale + 1, dtype=np.int64)[:, None]
        least = np.maximum(-(-n * (2 * printed - 1) // (2 * scale)), 0)
        below = np.minimum(-(-n * (2 * printed + 1) // (2 * scale)) - 1, n)
        up_to_it = np.minimum(n * (2 * printed + 1) // (2 * scale), n)
        rows = slice(offset, offset + scale + 1)
        strict[rows, 1:] = least > below
        loose[rows, 1:] = least > up_to_it
    return _packed(strict), _packed(loose)


def _packed(flags: np.ndarray) -> list[int]:
    return [int.from_bytes(row.tobytes(), "little") for row in np.packbits(flags, axis=-1, bitorder="little")]


def members(bits: int) -> list[int]:
    """The bases in a set; the last stands for itself and all larger ones."""
    octets = np.frombuffer(bits.to_bytes(LIMIT // 8 + 1, "little"), dtype=np.uint8)
    return np.unpackbits(octets, bitorder="little").nonzero()[0].tolist()


def least(bits: int) -> int:
    """The smallest base in a set that is not empty."""
    return (bits & -bits).bit_length() - 1


def between(low: int, high: int) -> int:
    """The set of the bases low … high."""
    low, high = max(1, min(low, LIMIT)), min(high, LIMIT)
    return (1 << high + 1) - (1 << low) if low <= high else 0


def these(values: Iterable[int]) -> int:
    """The set of some bases."""
    bits = 0
    for n in values:
        if n > 0:
            bits |= 1 << min(n, LIMIT)
    return bits


class Fits(NamedTuple):
    """The bases that fit a column of cells.

    Attributes
    ----------
    strict : int
        All cells are possible, rounding half up.
    but_one : int
        All cells but one at most are possible, ties rounded either way.
    """

    strict: int
    but_one: int


@lru_cache(maxsize=1 << 14)
def fits(cells: tuple[int, ...]) -> Fits:
    """Hold a column of codes against every base at once."""
    strict_of, loose_of = _impossible()
    strict, one, two = 0, 0, 0
    for cell in cells:
        strict |= strict_of[cell]
        loose = loose_of[cell]
        two |= one & loose
        one |= loose
    every = between(1, LIMIT)
    return Fits(every & ~strict, every & ~two)


def printable(cells: tuple[int, ...], n: int) -> bool:
    """Whether a base of n can print every one of a column's cells, rounding half up.

    >>> printable((code(6.3, 1), BLANK), 16), printable((code(6.3, 1), code(6.2, 1)), 16), printable((BLANK,), 0)
    (True, False, True)
    """
    return bool(fits(cells).strict >> min(n, LIMIT) & 1) if n else set(cells) <= {BLANK}


def how_many(codes: np.ndarray, n: np.ndarray) -> np.ndarray:
    """For each cell and base: how many counts 0 … n print as the cell; an array (cells, bases)."""
    least, greatest = ends(codes[:, None], n)
    return np.maximum(greatest - least + 1, 0)


def ends(codes: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same as :func:`counts` for arrays of codes and bases, broadcast."""
    blank = codes == BLANK
    scale, printed = np.where(blank, 1, SCALE[codes]), VALUE[codes]
    low = np.maximum(-(-n * (2 * printed - 1) // (2 * scale)), 0)
    high = np.minimum(-(-n * (2 * printed + 1) // (2 * scale)) - 1, n)
    return np.where(blank, 0, low), np.where(blank, n, high)
