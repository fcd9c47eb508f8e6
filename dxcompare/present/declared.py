"""Every declared table, of the data and of results, and what all of them say of a column."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from dxcompare.tables import TABLES
from dxcompare.tables.codebook import CodeBook
from dxcompare.tables.columns import Said, Table, said
from dxcompare.tables.common import Rows
from dxcompare.words.unknown import one_of

#: Where the questions' folders are, each with the tables of its results in `tables.py`.
QUESTIONS = "dxcompare.questions"


@cache
def tables() -> dict[str, type[Table]]:
    """Name of a table → its declaration: `kpi` of the data, `coverage.matrix` of a result."""
    folders = [Path(one) for one in importlib.import_module(QUESTIONS).__path__]
    found: dict[str, type[Table]] = {**TABLES, "codebook": CodeBook, "rows": Rows}
    for one in sorted(path.parent.name for folder in folders for path in folder.glob("*/tables.py")):
        declared = importlib.import_module(f"{QUESTIONS}.{one}.tables").TABLES
        found |= {f"{one}.{name}": table for name, table in declared.items()}
    return found


def table(name: str) -> type[Table]:
    """A declared table by its name.

    Raises
    ------
    UnknownName
        If there is no such table.
    """
    one_of("table", name, tables())
    return tables()[name]


@cache
def _every() -> tuple[dict[str, Said], ...]:
    return tuple(says(one) for one in dict.fromkeys(tables().values()))


@cache
def says(declared: type[Table]) -> dict[str, Said]:
    """What a table says of its columns."""
    return {name: said(column) for name, column in declared.fields().items()}


def said_of(columns: Iterable[str], own: type[Table] | None = None) -> dict[str, Said]:
    """What the declared tables say of columns; nothing of a column that none of them has.

    Parameters
    ----------
    columns : iterable of str
        The columns of a frame.
    own : type of Table, optional
        The table that the frame is, or is taken from. Of columns that it does not have, and where none is named, those
        tables speak that have most columns in common with the frame; if they differ, the heading that most of them
        give, and the words of all.

    Returns
    -------
    dict of str to Said

    Examples
    --------
    >>> said_of(["baseline_fy", "no_such_column"])["baseline_fy"].heading.ja
    '現状値の年度'
    """
    names = list(columns)
    mine = says(own) if own else {}
    found = {}
    for name in names:
        if name in mine:
            found[name] = mine[name]
        elif having := [one for one in _every() if name in one]:
            shared = [len(one.keys() & set(names)) for one in having]
            near = [one[name] for one, n in zip(having, shared, strict=True) if n == max(shared)]
            headings = [one.heading for one in near]
            first = max(near, key=lambda one: headings.count(one.heading))
            found[name] = replace(
                first,
                ref=next((one.ref for one in near if one.ref), None),
                words={code: words for one in reversed(near) for code, words in one.words.items()},
                spoken={code: words for one in reversed(near) for code, words in one.spoken.items()},
            )
    return found
