"""Percentages that are coarser than they are printed: whole percents as 62.0, halves as 61.5 and 62.0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from dxcompare.methods.recovery.grim import OFFSET, SCALE, VALUE, informative

#: The groups that a table must have to be read as coarser by itself: a base of 10, 20, 25, 50 or 100 prints only x.0.
LEAST_GROUPS = 4

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
    for code in codes:
        if informative(code):
            last.setdefault(int(SCALE[code]), set()).add(int(VALUE[code]) % 10)
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


def survey_steps(tables: Mapping[Key, list[list[int]]]) -> dict[Key, dict[int, int]]:
    """For each table of a survey, the coarser scales its cells are to be read on.

    Parameters
    ----------
    tables : mapping
        Name of a table → its columns, each a list of codes.

    Notes
    -----
    The last digits of a whole survey say so, or those of a table with at least four groups. What a column alone
    shows proves nothing.
    """
    whole = steps(code for columns in tables.values() for column in columns for code in column)
    return {
        name: {
            **(steps(code for column in columns for code in column) if len(columns) >= LEAST_GROUPS else {}),
            **whole,
        }
        for name, columns in tables.items()
    }
