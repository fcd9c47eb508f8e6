"""Percentages that are coarser than they are printed: whole percents as 62.0, halves as 61.5 and 62.0."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from dxcompare.methods.recovery.grim import OFFSET, SCALE, VALUE, informative

#: The groups that a table must have to be read as coarser by itself: a base of 10, 20, 25, 50 or 100 prints only x.0.
LEAST_GROUPS = 4

#: Of each code that limits a base: its scale and its last digit.
_LAST = {
    code: (scale, value % 10)
    for code, (scale, value) in enumerate(zip(SCALE.tolist(), VALUE.tolist(), strict=True))
    if informative(code)
}

Key = TypeVar("Key")


def steps(codes: Iterable[int]) -> dict[int, int]:
    """Scale as printed → the scale that all last digits show, where it is coarser.

    Examples
    --------
    >>> from dxcompare.methods.recovery.grim import code
    >>> steps([code(62.0, 1), code(13.0, 1)]), steps([code(62.0, 1), code(13.5, 1)]), steps([code(61.4, 1)])
    ({1000: 100}, {1000: 200}, {})
    """
    last: dict[int, set[int]] = {}
    for scale, digit in {_LAST[code] for code in codes if code in _LAST}:
        last.setdefault(scale, set()).add(digit)
    return {
        scale: scale // 10 if digits == {0} else scale // 5
        for scale, digits in last.items()
        if scale in (1000, 100) and digits <= {0, 5}
    }


def reread(code: int, found: Mapping[int, int]) -> int:
    """A cell as a value of the coarser scale."""
    scale = int(SCALE[code])
    coarser = found.get(scale)
    return code if coarser is None else OFFSET[coarser] + int(VALUE[code]) * coarser // scale


def survey_steps(tables: Mapping[Key, list[Collection[int]]]) -> dict[Key, dict[int, int]]:
    """For each table of a survey, the coarser scales its cells are to be read on.

    Parameters
    ----------
    tables : mapping
        Name of a table → its columns, each the codes of its cells.

    Notes
    -----
    The last digits of a whole survey say so, or those of a table with at least four groups. What a column alone
    shows proves nothing.
    """
    codes = {name: set[int]().union(*columns) for name, columns in tables.items()}
    whole = steps(set[int]().union(*codes.values()))
    return {
        name: {**(steps(codes[name]) if len(columns) >= LEAST_GROUPS else {}), **whole}
        for name, columns in tables.items()
    }
