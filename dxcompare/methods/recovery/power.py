"""How surely the tests of printed tables find an error: errors are put in one at a time, and counted when found.

Each goes through the same door as the tables themselves: bases are recovered anew wherever the error may change one.
An error is found by a test that then fails in more places than it did before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal, NamedTuple, get_args
from zlib import crc32

import numpy as np

from dxcompare.methods.recovery.audit import Printed, Table, Tested, audited, by_question, known, tests
from dxcompare.methods.recovery.grim import BLANK, OFFSET, SCALE, VALUE, informative
from dxcompare.methods.recovery.solver import Unit
from dxcompare.methods.recovery.survey import Column, Group, Survey, read, solved

#: One digit of a percentage wrong, any other percentage, two neighbouring digits swapped, two neighbouring cells
#: swapped, one digit of a printed base wrong, another question's table in place of this one.
Error = Literal["digit", "value", "swapped", "neighbours", "base", "copied"]


ERRORS: tuple[Error, ...] = get_args(Error)


#: The name of all tests together.
ANY = "any"


#: Errors of a kind that are put into the columns of a breakdown.
SEEDS = 25


#: What the draws begin with.
SEED = 20261201


class Change(NamedTuple):
    """A column of a table as an error has it."""

    table: int
    column: Column


class Power(NamedTuple):
    """How many of the errors of a kind, in the columns of one breakdown of one table, a test found.

    Attributes
    ----------
    question, scope : str
        Where the error is; the scope of one that concerns the whole table is `table`.
    test : str
        A test of that scope that the table passes; or :data:`ANY`, all tests of the survey.
    error : str
        One of :data:`ERRORS`.
    seeded, found : int
    """

    question: str
    scope: str
    test: str
    error: str
    seeded: int
    found: int


def power(printed: Printed, seeds: int = SEEDS, seed: int = SEED) -> Iterator[Power]:
    """Measure the power of the tests of a survey's tables by kind of error.

    Parameters
    ----------
    printed : Printed
    seeds : int
        Errors of each kind to draw for each breakdown of each table: first the cell, then what is printed there,
        each as likely as any other. Fewer only of copied tables: one for each earlier table. A table of which
        nothing may be used is left out.
    seed : int
        What the draws begin with; they depend on the names of question, breakdown and kind besides.
    """
    trial = Trial(printed)
    used = {one.question for one in printed.survey.columns if set(one.cells.values()) - {BLANK}}
    for at, table in enumerate(printed.tables):
        passed = {(one.test, one.scope) for one in trial.before[at] if one.tested and not one.failed}
        for scope in (*table.groups, "table") if table.question in used else ():
            for error in ERRORS:
                rng = np.random.default_rng([seed, crc32(f"{table.question} {scope} {error}".encode())])
                drawn = list(_drawn(printed.tables, at, scope, error, seeds, rng))
                if not drawn:
                    continue
                noticed = [trial.noticed(changes) for changes in drawn]
                for test in sorted(test for test, where in passed if where == scope):
                    yield Power(table.question, scope, test, error, len(drawn), sum(test in one for one in noticed))
                yield Power(table.question, scope, ANY, error, len(drawn), sum(map(bool, noticed)))


class Trial:
    """A survey before errors, and what its tests say."""

    def __init__(self, printed: Printed) -> None:
        self.printed = printed
        self.solved = solved(printed.survey, read(printed.survey.columns), grade=False)
        self.tables = known(printed.tables, self.solved.found())
        self.before = [list(tests(table, self.tables[:at])) for at, table in enumerate(self.tables)]
        filters = {route.question for route in printed.survey.routes.values()}
        self.telling = {  # the questions that have a part in bases that are not printed
            name
            for name, route in printed.survey.routes.items()
            if name in filters or any(_found(unit) for unit in self.solved.people[route].units)
        }
        self.fine = [_fine(table) for table in printed.tables]
        self.failing: dict[tuple, set[str]] = {}
        self.place = {(one.question, one.key): i for i, one in enumerate(printed.survey.columns)}

    def noticed(self, changes: list[Change]) -> set[str]:
        """The tests that fail in more places with an error than without.

        Where last digits cannot come to look coarser, what the error has no part in is not done anew.
        """
        survey, tables = self._with(changes)
        at = changes[0].table
        if not self.fine[at]:
            found = zip(self.before, audited(Printed(survey, tables)), strict=True)
            return {name for before, after in found for name in _more(before, after)}
        after = {at: replace(tables[at], known=self.tables[at].known)}
        question, same = tables[at].question, tables[at].printed == self.tables[at].printed
        if survey is not self.printed.survey and not (same and question not in self.telling):
            columns = list(self.solved.columns)
            for place in (self.place[column.question, column.key] for _, column in changes):
                columns[place] = survey.columns[place]
            again = solved(survey, columns, self.solved, question, grade=False)
            units = by_question(again.found())
            after = {
                i: replace(after.get(i, table), known=units.get(table.question, {}))
                for i, table in enumerate(self.tables)
                if i == at or _other(table.known, units.get(table.question, {}))
            }
        return {name for place, table in after.items() for name in self._failing(place, table, anew=place == at)}

    def _failing(self, place: int, table: Table, *, anew: bool) -> set[str]:
        """The tests of a table that fail in more places than before; of one without an error its bases alone decide."""
        bases = (place, *((key, unit.n, unit.certainty) for key, unit in table.known.items()))
        if not anew and bases in self.failing:
            return self.failing[bases]
        found = _more(self.before[place], tests(table, self.tables[:place]))
        if not anew:
            self.failing[bases] = found
        return found

    def _with(self, changes: list[Change]) -> tuple[Survey, list[Table]]:
        """The survey and its tables with an error; what recovery may not use stays withheld."""
        tables, columns = list(self.printed.tables), self.printed.survey.columns
        for table, column in changes:
            old = tables[table]
            swapped = [column if one.key == column.key else one for one in old.columns]
            tables[table] = replace(old, columns=swapped)
            i = self.place[old.question, column.key]
            used = _withheld(columns[i], column)
            if used != columns[i]:
                columns = [*columns[:i], used, *columns[i + 1 :]]
        survey = self.printed.survey
        return survey if columns is survey.columns else replace(survey, columns=columns), tables


def _more(before: Iterable[Tested], after: Iterable[Tested]) -> set[str]:
    failed = {(one.test, one.scope): one.failed for one in before}
    return {one.test for one in after if one.failed > failed.get((one.test, one.scope), 0)}


def _found(unit: Unit) -> bool:
    return unit.certainty not in ("printed", "heading")


def _other(units: Mapping[Group, Unit], others: Mapping[Group, Unit]) -> bool:
    """Whether recovery found something else."""
    return any((units[key].n, units[key].certainty) != (other.n, other.certainty) for key, other in others.items())


def _fine(table: Table) -> bool:
    """Whether last digits other than 0 and 5 abound at every scale, so that no single error makes them look coarser."""
    last: dict[int, int] = {}
    for value in filter(informative, table.values):
        scale = int(SCALE[value])
        last[scale] = last.get(scale, 0) + (int(VALUE[value]) % 5 > 0)
    return all(n > 2 for n in last.values())


def _withheld(usable: Column, wrong: Column) -> Column:
    """A column with an error, less what was withheld of it before."""
    if all(cell == BLANK for cell in usable.cells.values()):
        cells = usable.cells
    else:
        cells = {name: BLANK if usable.cells.get(name) == BLANK else cell for name, cell in wrong.cells.items()}
    return replace(usable, cells=cells, printed=None if usable.printed is None else wrong.printed)


# what is drawn


def _drawn(
    tables: list[Table], at: int, scope: str, error: Error, seeds: int, rng: np.random.Generator
) -> Iterator[list[Change]]:
    """Errors of a kind in the columns of one breakdown, or in the whole of a table."""
    table = tables[at]
    if (error == "copied") != (scope == "table"):
        return
    if error == "copied":
        for earlier in tables[:at]:
            theirs = earlier.cells
            pasted = [replace(one, cells=theirs[one.key]) for one in table.columns if one.key in theirs]
            if len(pasted) == len(table.columns) == len(theirs):
                yield [Change(at, one) for one in pasted]
        return
    columns = {one.key: one for one in table.columns if one.group_type == scope}
    for changed in _places(columns, error, seeds, rng):
        yield [Change(at, one) for one in changed]


def _places(
    columns: Mapping[Group, Column], error: Error, seeds: int, rng: np.random.Generator
) -> Iterator[list[Column]]:
    """The columns that an error changes, as often as asked."""
    cells = [(key, name) for key, column in columns.items() for name, cell in column.cells.items() if cell != BLANK]
    if error == "base":
        bases = [column for column in columns.values() if column.printed]
        wrong_bases = [(one, [n for n in map(int, _digits(str(one.printed), 1)) if n]) for one in bases]
        for column, n in _two_draws(wrong_bases, seeds, rng):
            yield [replace(column, printed=n)]
    elif error == "neighbours":
        pairs = _neighbours(columns, cells)
        for i in rng.integers(len(pairs), size=seeds) if pairs else ():
            yield _swap(columns, *pairs[i])
    else:
        wrong: dict[str, Callable[[int], Sequence[int]]] = {"digit": _digit, "value": _value, "swapped": _swapped}
        options = [(place, wrong[error](columns[place[0]].cells[place[1]])) for place in cells]
        for (key, name), code in _two_draws([one for one in options if one[1]], seeds, rng):
            yield [replace(columns[key], cells={**columns[key].cells, name: code})]


def _two_draws(choices: list, seeds: int, rng: np.random.Generator) -> Iterator[tuple]:
    for _ in range(seeds if choices else 0):
        place, wrong = choices[rng.integers(len(choices))]
        yield place, wrong[rng.integers(len(wrong))]


def _swap(columns: Mapping[Group, Column], one: tuple[Group, str], other: tuple[Group, str]) -> list[Column]:
    (left, above), (right, below) = one, other
    first, second = columns[left].cells[above], columns[right].cells[below]
    if left == right:
        return [replace(columns[left], cells={**columns[left].cells, above: second, below: first})]
    return [
        replace(columns[left], cells={**columns[left].cells, above: second}),
        replace(columns[right], cells={**columns[right].cells, below: first}),
    ]


def _neighbours(
    columns: Mapping[Group, Column], cells: list[tuple[Group, str]]
) -> list[tuple[tuple[Group, str], tuple[Group, str]]]:
    """Cells beside and below each other that differ."""
    beside = dict(pairwise(columns))
    below = {key: dict(pairwise(column.cells)) for key, column in columns.items()}
    pairs = []
    for key, name in cells:
        if (right := (beside.get(key), name)) in cells:
            pairs.append(((key, name), right))
        if (under := (key, below[key].get(name))) in cells:
            pairs.append(((key, name), under))
    return [(one, other) for one, other in pairs if columns[one[0]].cells[one[1]] != columns[other[0]].cells[other[1]]]


# what may be printed instead of a cell


def _printed(code: int) -> tuple[str, int, int]:
    """The digits of a cell, how many of them must be there, and its scale."""
    scale = int(SCALE[code])
    decimals = len(str(scale)) - 3
    return str(int(VALUE[code])).zfill(decimals + 1), decimals + 1, scale


def _codes(texts: Iterable[str], scale: int) -> list[int]:
    return [OFFSET[scale] + int(text) for text in texts if int(text) <= scale]


def _digits(text: str, least: int) -> list[str]:
    """A number with one digit wrong; it begins with no zero that would not be printed."""
    found = [text[:i] + digit + text[i + 1 :] for i, old in enumerate(text) for digit in "0123456789" if digit != old]
    return [one for one in found if len(one) == least or one[0] != "0"]


def _digit(code: int) -> list[int]:
    text, least, scale = _printed(code)
    return _codes(_digits(text, least), scale)


def _value(code: int) -> Sequence[int]:
    scale = int(SCALE[code])
    return [*range(OFFSET[scale], code), *range(code + 1, OFFSET[scale] + scale + 1)]


def _swapped(code: int) -> list[int]:
    text, least, scale = _printed(code)
    found = [text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(len(text) - 1) if text[i] != text[i + 1]]
    return _codes((one for one in found if len(one) == least or one[0] != "0"), scale)
