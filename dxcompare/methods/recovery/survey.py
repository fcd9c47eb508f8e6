"""A survey's tables put to the solver: who was asked what, and what is known of how many they are.

The percentages of a column limit its base to a set of candidates; questions put to the same people share one base; a
question put only to those who chose an option has that option's count as its base; and groups add up to at most the
stated total.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from dxcompare.methods.intervals import wilson
from dxcompare.methods.recovery.coarse import reread, survey_steps
from dxcompare.methods.recovery.grim import BLANK, LIMIT, SCALE, VALUE, counts
from dxcompare.methods.recovery.solver import People, Unit, solve

#: Candidates listed at most.
LISTED = 12


#: The type of the column that is everybody.
TOTAL = "total"

Group = tuple[str, str]


class Route(NamedTuple):
    """The people a question was put to: everyone, those who chose one of some options, or people of its own."""

    question: str | None = None
    options: tuple[str, ...] = ()


#: Everyone.
ALL = Route()


@dataclass(frozen=True)
class Column:
    """A printed column: the percentages of one group under one question.

    Attributes
    ----------
    question, group_type, group : str
    cells : dict of str to int
        Option → code of its cell.
    printed : int, optional
        The base, unless it is withheld.
    """

    question: str
    group_type: str
    group: str
    cells: Mapping[str, int]
    printed: int | None = None

    @property
    def key(self) -> Group:
        return self.group_type, self.group


@dataclass(frozen=True)
class Survey:
    """The tables of a survey.

    Attributes
    ----------
    columns : list of Column
    routes : dict of str to Route
        Question → whom it was put to.
    totals : dict of Route to int
        How many people they are, as stated.
    multiple : set of str
        Questions that are known to allow several answers.
    single : set of str
        Questions that are known to allow one.
    weighted : bool, optional
        Whether answers were weighted; None where that is not known.
    mentions : bool, optional
        Whether percentages are of mentions and not of people; None where that is not known.
    """

    columns: list[Column]
    routes: Mapping[str, Route]
    totals: Mapping[Route, int] = field(default_factory=dict)
    multiple: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    weighted: bool | None = None
    mentions: bool | None = None


@dataclass(frozen=True)
class Found:
    """What is known of the base of a column, and the scale that its cells were read on."""

    column: Column
    unit: Unit

    @property
    def candidates(self) -> str | None:
        """The bases that fit, separated by `|`."""
        first = self.unit.found[:LISTED]
        shown = [f"{n}+" if n == LIMIT and self.unit.printed is None else str(n) for n in first]
        return "|".join(shown) + "|…" * (len(self.unit.found) > LISTED) or None


def read(columns: Iterable[Column]) -> list[Column]:
    """The columns with their cells as coarse as their last digits show."""
    columns = list(columns)
    tables: dict[str, list[Collection[int]]] = {}
    for column in columns:
        tables.setdefault(column.question, []).append(column.cells.values())
    steps = survey_steps(tables)
    return [
        replace(one, cells={option: reread(code, steps[one.question]) for option, code in one.cells.items()})
        if steps[one.question]
        else one
        for one in columns
    ]


@dataclass(frozen=True)
class Solved:
    """A survey's columns as they were read, and its people with their bases."""

    survey: Survey
    columns: list[Column]
    people: Mapping[Route, People]
    unusable: Mapping[str, str]

    def found(self) -> list[Found]:
        """The base of every column, in their order."""
        changed = zip(self.columns, self.survey.columns, strict=True)
        coarse = {one.question for one, as_printed in changed if one is not as_printed and one != as_printed}
        found = []
        passed: dict[int, int] = {}
        for column in self.columns:
            unit = self.people[self.survey.routes[column.question]].unit(*column.key)
            assert unit is not None
            at = passed[id(unit)] = passed.get(id(unit), -1) + 1
            if at in unit.weak and unit.certainty == "recovered":
                unit = replace(unit, certainty="ambiguous", held=unit.n, reasons=[*unit.reasons, "question"])
            if column.question in self.unusable and unit.printed is None:
                unit = Unit(*column.key, cells=[], reasons=[self.unusable[column.question]])
            elif column.question in coarse:
                unit = replace(unit, reasons=[*unit.reasons, "coarser"])
            found.append(Found(column, unit))
        return found


def recover(survey: Survey, *, grade: bool = True) -> list[Found]:
    """Find the base of every column, in their order; `grade` as in :func:`solved`."""
    return solved(survey, read(survey.columns), grade=grade).found()


def solved(
    survey: Survey, columns: list[Column], before: Solved | None = None, question: str = "", *, grade: bool = True
) -> Solved:
    """Solve a survey for its bases.

    Parameters
    ----------
    survey : Survey
    columns : list of Column
        As :func:`read` gives them.
    before : Solved, optional
        The same survey, of which only the table of one `question` was another. What that has no part in is taken over.
    grade : bool
        Whether to tell the likely from the open. No test of a table asks, and it takes half the time.
    """
    unusable = _unusable(survey, columns)
    known: dict[Route, People] = {}
    for route in _in_order(survey.routes):
        old = before.people.get(route) if before is not None and before.unusable == unusable else None
        if old is not None and before is not None and not _touched(route, survey, question, known, before):
            known[route] = old
            continue
        mine = [column for column in columns if survey.routes[column.question] == route]
        known[route] = _people(route, survey, mine, columns, known, unusable)
        solve(known[route], grade=grade)
    return Solved(survey, columns, known, unusable)


def _touched(route: Route, survey: Survey, question: str, known: Mapping[Route, People], before: Solved) -> bool:
    """Whether the table of a question has a part in the bases of these people."""
    if survey.routes[question] == route or route.question == question:
        return True
    above = survey.routes.get(route.question, ALL) if route.question else route
    if above == route or known[above] is before.people[above]:
        return False
    return [unit.n for unit in known[above].units] != [unit.n for unit in before.people[above].units]


def _unusable(survey: Survey, columns: list[Column]) -> dict[str, str]:
    """Question → why its percentages are no fractions of people, and say nothing of bases."""
    questions = dict.fromkeys(column.question for column in columns)
    if survey.weighted:
        return dict.fromkeys(questions, "weighted")
    if survey.mentions:
        return {name: "mentions" for name in questions if name not in survey.single}
    by_question: dict[str, list[Column]] = {name: [] for name in survey.multiple & {*questions}}
    for column in columns:
        if column.question in by_question:
            by_question[column.question].append(column)
    return {name: "mentions" for name, mine in by_question.items() if _of_mentions(mine)}


def _of_mentions(columns: list[Column]) -> bool:
    """Whether the percentages of a question with several answers add up to 100 in every one of several columns."""
    told = 0
    for column in columns:
        whole = _whole(tuple(column.cells.values()))
        if whole is False:
            return False
        told += whole is True
    return told > 1


@lru_cache(maxsize=1 << 14)
def _whole(codes: tuple[int, ...]) -> bool | None:
    """Whether percentages add up to 100; None where they are too few, or not all printed."""
    if len(codes) < 3 or BLANK in codes:
        return None
    cells = [*codes]
    return bool(abs((VALUE[cells] / SCALE[cells]).sum() - 1) <= (0.5 / SCALE[cells]).sum() + 1e-9)


def _in_order(routes: Mapping[str, Route]) -> list[Route]:
    """The people, each after those they were filtered from."""
    order = [ALL]
    waiting = [route for route in dict.fromkeys(routes.values()) if route != ALL]
    while waiting:
        ready = [route for route in waiting if routes.get(route.question or "", ALL) in (*order, route)]
        order += ready or waiting
        waiting = [route for route in waiting if route not in order]
    return order


def _people(
    route: Route,
    survey: Survey,
    mine: list[Column],
    columns: list[Column],
    solved: dict[Route, People],
    unusable: Mapping[str, str],
) -> People:
    """The people of one route, with what is known of those they were filtered from."""
    total = survey.totals.get(route)
    parent = solved.get(survey.routes.get(route.question, ALL)) if route.question else None
    filters = (
        {one.key: one for one in columns if one.question == route.question}
        if route.options and route.question not in unusable
        else {}
    )
    single = route.question in survey.single
    units: dict[Group, Unit] = {}
    for column in mine:
        unit = units.setdefault(column.key, Unit(*column.key, cells=[]))
        cells = [] if column.question in unusable else list(column.cells.values())
        unit.cells += cells
        unit.parts.append(len(cells))
        unit.printed = column.printed if unit.printed is None else unit.printed
        if column.group_type == TOTAL and unit.printed is None and total is not None:
            unit.printed, unit.heading = total, True
            unit.reasons.append("heading")
        above = parent.unit(*column.key) if parent else None
        if above is not None and above.n is not None:
            unit.most = min(unit.most, above.n)
            chosen = _chose(filters.get(column.key), route.options, above.n, single=single)
            if chosen is not None:
                unit.exact = set(range(chosen[0], chosen[1] + 1))
    rest = _rest(parent) if parent else {}
    firm = False
    if total is None and parent is not None and route.options:
        total, firm = _chosen(parent, filters, route.options, rest, single=single), True
        rest = {}
    name = ":".join(("+".join(part) if isinstance(part, tuple) else part or "all") for part in route if part) or "all"
    return People(name, total, list(units.values()), firm=firm, rest=rest)


def _chose(column: Column | None, options: tuple[str, ...], n: int, *, single: bool) -> tuple[int, int] | None:
    """The least and greatest number of n people who chose one of these options, where all are printed."""
    codes = [column.cells.get(option, BLANK) for option in options] if column else [BLANK]
    if BLANK in codes:
        return None
    ends = [counts(code, n) for code in codes]
    if single or len(ends) == 1:
        return sum(low for low, _ in ends), sum(high for _, high in ends)
    return max(low for low, _ in ends), min(n, sum(high for _, high in ends))


def _rest(parent: People) -> dict[str, int]:
    """How many people belong to no group, by type of group, where all bases are known."""
    rest = {}
    for kind in {unit.group_type for unit in parent.units} - {TOTAL}:
        known = [unit.n for unit in parent.units if unit.group_type == kind]
        if parent.total is not None and None not in known:
            rest[kind] = parent.total - sum(n for n in known if n is not None)
    return {kind: n for kind, n in rest.items() if n >= 0}


def _chosen(
    parent: People, filters: Mapping[Group, Column], options: tuple[str, ...], rest: dict[str, int], *, single: bool
) -> int | None:
    """How many at most chose the filtering options: those in groups, and all who are in none."""
    found = []
    for kind in {key[0] for key in filters} & set(rest):
        most = []
        for key, column in filters.items():
            unit = parent.unit(*key) if key[0] == kind else None
            ends = _chose(column, options, unit.n, single=single) if unit is not None and unit.n is not None else None
            if key[0] == kind:
                most.append(None if ends is None else ends[1])
        if None not in most:
            found.append(sum(n for n in most if n is not None) + rest[kind])
    return min(found, default=None)


def counted(cell: int, n: int) -> tuple[int | None, float, float]:
    """The count behind a percentage of n people, None where several print alike, and its 95 % interval in percent.

    >>> counted(355, 217)[0], counted(1129, 764)[0]
    (77, None)
    """
    exact, people = people_behind(cell, n)
    low, high = wilson(people, n)
    return exact, 100 * float(low), 100 * float(high)


def people_behind(cell: int, n: int) -> tuple[int | None, float]:
    """The count behind a percentage of n people, None where several print alike; and as many people as the percentage says.

    >>> people_behind(355, 217)
    (77, 77)
    """
    least, greatest = counts(cell, n)
    if least == greatest:
        return least, least
    return None, VALUE[cell] / SCALE[cell] * n
