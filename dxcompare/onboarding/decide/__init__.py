"""Decisions proposed from what a city prints: each says why and whether it is sure, and waits for a person.

The words are closed lists (:mod:`dxcompare.onboarding.decide.words`), the code book, and what is decided of the cities
that are there; no rule names a city. What is decided already is not proposed again.
"""

from __future__ import annotations

from pathlib import Path

from dxcompare.onboarding.decide import groups, indicators, items, levels, steps
from dxcompare.onboarding.decide.city import BY
from dxcompare.onboarding.decide.city import city as _city
from dxcompare.onboarding.decide.groups import silent
from dxcompare.onboarding.proposals import Proposed

__all__ = ["BY", "propose", "silent"]

#: what is proposed, in the order in which a person is asked
_KINDS = (
    indicators.propose,
    groups.propose,
    steps.propose,
    items.measures,
    items.indicators,
    items.steps,
    levels.propose,
)


def propose(data: Path, city: str) -> list[Proposed]:
    """The decisions on a city that nobody has made yet, as far as they can be proposed.

    Parameters
    ----------
    data : pathlib.Path
        The folder with `raw/` and `mappings/`; nothing in it is written, and `processed/` is not read.
    city : str
        Its folder below `raw/`, which may be part filled.

    Returns
    -------
    list of Proposed
        Their `table` is `mappings/<file>`, the file in the city's folder of `mappings/`; `by` is :data:`BY`.

    Raises
    ------
    UnknownName
        If there is no such folder.
    """
    found = _city(data, city)
    return [one for kind in _KINDS for one in kind(found)]
