"""The tests that a printed survey table is put to, each with the chance that it would have found an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from dxcompare.methods.recovery.grim import BLANK, counts, fit_by_chance, informative
from dxcompare.methods.recovery.survey import TOTAL, Column, Group

#: What a test found: its name, its scope (a type of group, or `table`), how much was tested, how much failed, the
#: chance to find one arbitrary error, and the numbers.
Tested = tuple[str, str, int, int, float | None, str | None]


@dataclass(frozen=True)
class Table:
    """A question's table as printed.

    Attributes
    ----------
    ref : str
        What it is called where another table copies it.
    columns : list of Column
        With the bases as printed, even if withheld.
    single : bool, optional
        Whether one answer was allowed; None where that is not known.
    asked : int, optional
        How many were asked, as the heading says or the survey.
    known : mapping
        Group → its base as recovered.
    silent : str, optional
        The option of those who gave no answer.
    """

    ref: str
    columns: list[Column]
    single: bool | None = None
    asked: int | None = None
    known: Mapping[Group, int | None] = field(default_factory=dict)
    silent: str | None = None

    @cached_property
    def cells(self) -> dict[Group, Mapping[str, int]]:
        return {column.key: column.cells for column in self.columns}

    @cached_property
    def printed(self) -> dict[Group, int | None]:
        return {column.key: column.printed for column in self.columns}

    @cached_property
    def options(self) -> list[str]:
        return list(dict.fromkeys(option for column in self.columns for option in column.cells))

    @cached_property
    def types(self) -> list[str]:
        return list(dict.fromkeys(kind for kind, _ in self.cells))

    def column(self, kind: str) -> list[Group]:
        return [key for key in self.cells if key[0] == kind]

    def base(self, key: Group) -> int | None:
        """The base in the table, else the one recovered."""
        return self.printed[key] or self.known.get(key)

    @cached_property
    def total(self) -> Group | None:
        return next(iter(self.column(TOTAL)), None)

    @cached_property
    def values(self) -> tuple[int, ...]:
        return tuple(value for column in self.cells.values() for value in column.values())


def tests(table: Table, earlier: list[Table]) -> Iterable[Tested]:
    """What each test finds; `earlier` are the tables of the same survey that it may be a copy of."""
    if not table.cells:
        if table.single:
            yield "single_sum", "table", 0, 0, None, None
        return
    if earlier:
        yield _copied(table, earlier)
    yield _heading(table)
    for kind in table.types:
        yield _impossible(table, kind)
        if table.single:
            yield _single(table, kind)
        elif table.silent is not None:
            yield _no_answer(table, kind)
        if kind != TOTAL:
            yield _groups(table, kind)
            yield _options(table, kind)


def verdict_of(found: Tested) -> str:
    """`consistent`, `inconsistent`, or `untestable` where nothing was tested or no error would have been found."""
    _, _, tested, failed, power, _ = found
    testable = tested > 0 and (power is None or power > 0)
    return "untestable" if not testable else "inconsistent" if failed else "consistent"


def _impossible(table: Table, kind: str) -> Tested:
    tested, failed, power = 0, 0, []
    for key in table.column(kind):
        n = table.base(key)
        for value in table.cells[key].values():
            if value != BLANK and n:
                least, greatest = counts(value, n)
                tested += informative(value)
                failed += least > greatest
                power.append(1 - float(fit_by_chance(value, np.array(n))))
    return "impossible_cells", kind, tested, failed, float(np.mean(power)) if power else None, f"{failed}/{tested}"


def _copied(table: Table, earlier: list[Table]) -> Tested:
    same = [other.ref for other in earlier if other.values == table.values and len(set(table.values)) > 2]
    return "copied_table", "table", len(earlier), len(same), 1.0, " ".join(same) or None


def _heading(table: Table) -> Tested:
    total = table.printed.get(table.total) if table.total else None
    tested = int(total is not None and table.asked is not None)
    return (
        "heading_base",
        "table",
        tested,
        int(tested and total != table.asked),
        1.0 if tested else None,
        f"{table.asked} : {total}" if tested else None,
    )


def _groups(table: Table, kind: str) -> Tested:
    bases = [table.base(key) for key in table.column(kind)]
    total = (table.base(table.total) if table.total else None) or table.asked
    if None in bases or total is None:
        return "groups_total", kind, 0, 0, None, None
    found = [n for n in bases if n is not None]
    slack = total - sum(found)
    power = float(np.mean([1 - min(1, (max(slack, 0) + n + 1) / (total + 1)) for n in found]))
    return "groups_total", kind, 1, int(slack < 0), power, f"{'+'.join(map(str, found))}={sum(found)} : {total}"


def _options(table: Table, kind: str) -> Tested:
    total = table.total
    bases = [table.base(key) for key in table.column(kind)]
    whole = table.base(total) if total else None
    if total is None or whole is None or None in bases:
        return "options_total", kind, 0, 0, None, None
    rest = max(whole - sum(n for n in bases if n is not None), 0)
    tested, failed, power = 0, 0, []
    for option in table.options:
        printed = table.cells[total].get(option, BLANK)
        if printed == BLANK:
            continue
        ranges = [
            counts(table.cells[key].get(option, BLANK), n)
            for key, n in zip(table.column(kind), bases, strict=True)
            if n is not None
        ]
        least, greatest = sum(low for low, _ in ranges), sum(high for _, high in ranges) + rest
        low, high = counts(printed, whole)
        tested += 1
        failed += high < least or low > greatest
        power.append(1 - min(1, (greatest - least + 1) / (whole + 1)))
    return "options_total", kind, tested, failed, float(np.mean(power)) if power else None, f"{failed}/{tested}"


def _single(table: Table, kind: str) -> Tested:
    tested, failed = 0, 0
    for key in table.column(kind):
        values = list(table.cells[key].values())
        if BLANK not in values and len(values) > 1:
            n = table.base(key) or 10**6
            ranges = [counts(value, n) for value in values]
            tested += 1
            failed += not sum(low for low, _ in ranges) <= n <= sum(high for _, high in ranges)
    return "single_sum", kind, tested, failed, 1 - (len(table.options) + 1) / 1001, f"{failed}/{tested}"


def _no_answer(table: Table, kind: str) -> Tested:
    tested, failed, power = 0, 0, []
    for key in table.column(kind):
        column = dict(table.cells[key])
        silent = column.pop(table.silent or "", BLANK)
        if silent == BLANK or BLANK in column.values() or not column:
            continue
        n = table.base(key) or 10**6
        ranges = [counts(value, n) for value in column.values()]
        least, greatest = counts(silent, n)
        most = n - max(low for low, _ in ranges)  # the most common answer leaves room for so many
        fewest = n - sum(high for _, high in ranges)
        tested += 1
        failed += least > most or greatest < fewest
        power.append(1 - (most - max(fewest, 0) + 1) / (n + 1))
    return "no_answer", kind, tested, failed, float(np.mean(power)) if power else None, f"{failed}/{tested}"
