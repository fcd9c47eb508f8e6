"""Cases that stand for the others in `make test`; the others are of `make long`."""

from collections.abc import Iterable
from typing import Any

import pytest


def long(case: Any) -> Any:
    """The same case, of `make long`."""
    if hasattr(case, "marks"):
        return case._replace(marks=(*case.marks, pytest.mark.long))
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.long)


def some(cases: Iterable, *quick: Any) -> list:
    """All cases; those that are not among `quick` are long."""
    cases = list(cases)
    assert not [one for one in quick if one not in cases]
    return [case if case in quick else long(case) for case in cases]


def first(cases: Iterable) -> list:
    """All cases; the first is quick."""
    return [long(case) if place else case for place, case in enumerate(cases)]


def each(step: int, cases: Iterable) -> list:
    """All cases; every `step`-th is quick, from the first on."""
    return [long(case) if place % step else case for place, case in enumerate(cases)]
