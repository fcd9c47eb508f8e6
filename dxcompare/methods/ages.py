"""Ages of bands."""

from __future__ import annotations

#: Years from the lower end of an open band to its midpoint: stated, and for the sensitivity run.
OPEN_YEARS, OPEN_LOW, OPEN_HIGH = 8, 5, 12


def midpoint(age_min: int, age_max: int | None, open_years: int = OPEN_YEARS) -> float:
    """The middle of an age band in years of life; of an open band, its lower end + `open_years`.

    >>> midpoint(20, 29), midpoint(70, None)
    (25.0, 78)
    """
    return age_min + open_years if age_max is None else (age_min + age_max + 1) / 2
