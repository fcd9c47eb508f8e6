"""Computed numbers as they are written into files: the same on any processor, and under any version of Python."""

from __future__ import annotations

import math

import polars as pl

#: Digits that are written of a computed number, and decimals that it has at least, however large it is.
DIGITS, DECIMALS = 8, 4


def steady(frame: pl.DataFrame) -> pl.DataFrame:
    """A table whose numbers lack the last digits, in which processors differ by the order in which they add.

    >>> steady(pl.DataFrame({"p": [0.1 + 0.2, 75.03030303030303, 1234567.25, 1.2345678912e-12, None]}))["p"].to_list()
    [0.3, 75.030303, 1234567.25, 1.2345679e-12, None]
    """
    floats = pl.col(pl.Float64)
    return frame.with_columns(floats.map_elements(_steady, return_dtype=pl.Float64))


def _steady(value: float) -> float:
    if not value or not math.isfinite(value):
        return value + 0.0  # there is but one zero
    return round(value, max(DECIMALS, DIGITS - 1 - math.floor(math.log10(abs(value)))))
