"""Bases that are likely, used by those who ask for them."""

from __future__ import annotations

import polars as pl

from dxcompare.methods.recovery.grim import code
from dxcompare.methods.recovery.survey import counted
from dxcompare.words.unknown import one_of

#: The least certainty of a base that is used, the usual one first.
LEAST = ("recovered", "likely")


def least(certainty: str) -> None:
    """Refuse a certainty that is neither.

    Raises
    ------
    UnknownName
    """
    one_of("certainty", certainty, LEAST)


def with_likely(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells with base, count and interval also where the base is likely.

    Parameters
    ----------
    cells : polars.DataFrame
        `percent`, `decimals`, `reading`, `n`, `count`, `low`, `high`, and `n_likely`.
    """
    found: list[tuple] = []
    for percent, decimals, reading, n, count, low, high, likely in cells.select(
        "percent", "decimals", "reading", "n", "count", "low", "high", "n_likely"
    ).iter_rows():
        if likely is None:
            found.append((n, count, low, high))
        elif percent is None:
            found.append((likely, None, None, None))
        else:
            exact, *ends = counted(code(percent, 1 if reading == "dash_as_zero" else decimals), likely)
            found.append((likely, exact, *(round(end, 2) for end in ends)))
    kinds = {name: cells.schema[name] for name in ("n", "count", "low", "high")}
    return cells.with_columns(pl.DataFrame(found, schema=kinds, orient="row").get_columns())
