"""Median and quartiles of many quantities over many groups at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Quartiles(NamedTuple):
    """A row for each group, a column for each quantity; NaN where a group has no value."""

    n: NDArray[np.int64]
    q1: Array
    median: Array
    q3: Array


def quartiles(values: Array, groups: Sequence[NDArray[np.int64]]) -> Quartiles:
    """Quartiles as the `linear` ones of numpy (type 7 of R, QUARTILE.INC of Excel).

    Parameters
    ----------
    values : array, quantities × members
        NaN where a member has none.
    groups : sequence of array of int
        The members of each group; one may be in several.

    Returns
    -------
    Quartiles

    Examples
    --------
    >>> found = quartiles(np.array([[3.0, 1.0, np.nan, 2.0]]), [np.array([0, 1, 2, 3]), np.array([2])])
    >>> found.n.tolist(), found.q1.tolist(), found.median.tolist()
    ([[3], [0]], [[1.5], [nan]], [[2.0], [nan]])
    """
    shape = len(groups), len(values)
    found = Quartiles(np.zeros(shape, np.int64), *(np.full(shape, np.nan) for _ in range(3)))
    known = ~np.isnan(values)
    every = np.arange(len(values))
    for at, members in enumerate(groups):
        ordered = np.sort(values[:, members], axis=1)  # NaN go last
        n = found.n[at] = known[:, members].sum(axis=1)
        if not len(members):
            continue
        for part, out in zip((0.25, 0.5, 0.75), found[1:], strict=True):
            place = np.maximum(part * (n - 1), 0)
            low = np.floor(place).astype(np.int64)
            first, second = ordered[every, low], ordered[every, np.ceil(place).astype(np.int64)]
            out[at] = first + (place - low) * (second - first)
    return found
