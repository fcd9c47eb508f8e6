"""How the text of a cell becomes a value: one function for each of :data:`dxcompare.tables.raw.READINGS`."""

from __future__ import annotations

from collections.abc import Callable

from dxcompare.sources import periods, values
from dxcompare.words.faults import Unreadable

PARSERS: dict[str, Callable[[str], object]] = {
    **values.PARSERS,
    "date": periods.date,
    "when": periods.fiscal_year,
    "period": periods.period,
}


def readable(text: str, reads: str) -> bool:
    """Whether a text can be read so.

    >>> readable("令和３年度", "fiscal_year"), readable("備考", "period"), readable("短期", "period")
    (True, False, True)
    """
    try:
        PARSERS[reads](text)
    except Unreadable:
        return False
    return True
