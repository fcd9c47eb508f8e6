"""The tests that a printed survey table is put to. How surely they find an error is measured in :mod:`.power`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from dxcompare.methods.recovery.grim import BLANK, counts, excludable, informative
from dxcompare.methods.recovery.solver import Unit
from dxcompare.methods.recovery.survey import TOTAL, Column, Found, Group, Survey, read, recover

#: What a base that a test leans on rests on, the weakest first.
LEANS = ("recovered", "heading", "printed")


#: So many people stand in for a base that is not known: more than any table of one decimal can tell apart.
MANY = 10**6


class Tested(NamedTuple):
    """What a test found.

    Attributes
    ----------
    test, scope : str
        Its name; the type of group, or `table`.
    tested, failed : int
        Cells, options or columns.
    leans_on : str, optional
        `printed`, `heading` or `recovered`, the weakest of the bases that it uses; `none` where it needs none; None
        where it would need one that is not known.
    detail : str, optional
        The numbers.
    """

    test: str
    scope: str
    tested: int
    failed: int
    leans_on: str | None
    detail: str | None


class Base(NamedTuple):
    """A base, if it is known, and what it rests on."""

    n: int | None
    rests_on: str | None


UNKNOWN = Base(None, None)


@dataclass(frozen=True)
class Table:
    """A question's table as printed.

    Attributes
    ----------
    question : str
    columns : list of Column
        With the bases as printed, even if withheld.
    ref : str
        What it is called where another table copies it.
    single : bool, optional
        Whether one answer was allowed; None where that is not known.
    asked : int, optional
        How many were asked, as the heading says or the survey.
    silent : str, optional
        The option of those who gave no answer.
    known : mapping
        Group → what recovery found.
    """

    question: str
    columns: list[Column]
    ref: str = ""
    single: bool | None = None
    asked: int | None = None
    silent: str | None = None
    known: Mapping[Group, Unit] = field(default_factory=dict)

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
    def groups(self) -> dict[str, list[Group]]:
        """The groups of each type."""
        found: dict[str, list[Group]] = {}
        for key in self.cells:
            found.setdefault(key[0], []).append(key)
        return found

    @cached_property
    def bases(self) -> dict[Group, Base]:
        """The base of each group in the table, else the one in the heading or the one recovered."""
        found = dict.fromkeys(self.printed, UNKNOWN)
        for key, printed in self.printed.items():
            unit = self.known.get(key)
            if printed is not None:
                found[key] = Base(printed, "printed")
            elif unit is not None and (n := unit.n) is not None:
                found[key] = Base(n, unit.certainty)
        return found

    @cached_property
    def ranges(self) -> dict[Group, dict[str, tuple[int, int]]]:
        """How many people each cell may stand for; of very many where the base is not known."""
        return {
            key: {option: counts(cell, MANY if n is None else n) for option, cell in self.cells[key].items()}
            for key, (n, _) in self.bases.items()
        }

    @cached_property
    def total(self) -> Group | None:
        return next(iter(self.groups.get(TOTAL, ())), None)

    @cached_property
    def values(self) -> tuple[int, ...]:
        return tuple(chain.from_iterable(column.values() for column in self.cells.values()))


@dataclass(frozen=True)
class Printed:
    """A survey as printed: its tables, and what recovery may use of them."""

    survey: Survey
    tables: list[Table]

    @property
    def text(self) -> str:
        """All of it as a text that is the same in every process."""
        sets = {name: sorted(getattr(self.survey, name)) for name in ("multiple", "single")}
        return repr((replace(self.survey, multiple=frozenset(), single=frozenset()), sets, self.tables))


def audited(printed: Printed) -> list[list[Tested]]:
    """Recover the bases of a survey and put its tables to the tests; what each table's tests found."""
    tables = known(printed.tables, recover(printed.survey, grade=False))
    return [list(tests(table, tables[:at])) for at, table in enumerate(tables)]


def known(tables: list[Table], found: Iterable[Found]) -> list[Table]:
    """The tables with what was recovered, read as coarse as their last digits show."""
    units = by_question(found)
    columns = iter(read(column for table in tables for column in table.columns))
    return [
        replace(table, columns=[next(columns) for _ in table.columns], known=units.get(table.question, {}))
        for table in tables
    ]


def by_question(found: Iterable[Found]) -> dict[str, dict[Group, Unit]]:
    """Question → group → what recovery found."""
    units: dict[str, dict[Group, Unit]] = {}
    for one in found:
        units.setdefault(one.column.question, {})[one.column.key] = one.unit
    return units


def tests(table: Table, earlier: list[Table]) -> Iterable[Tested]:
    """What each test finds; `earlier` are the tables of the same survey that it may be a copy of."""
    if not table.cells:
        if table.single:
            yield Tested("single_sum", "table", 0, 0, None, None)
        return
    if earlier:
        yield _copied(table, earlier)
    yield _heading(table)
    for kind in table.groups:
        yield _impossible(table, kind)
        yield from _fitting(table, kind)
        if table.single:
            yield _single(table, kind)
        elif table.silent is not None:
            yield _no_answer(table, kind)
        if kind != TOTAL:
            yield _groups(table, kind)
            yield _options(table, kind)


def verdict_of(found: Tested) -> str:
    """`consistent`, `inconsistent`, or `untestable` where nothing could be tested."""
    return "untestable" if not found.tested else "inconsistent" if found.failed else "consistent"


def _leans(bases: Iterable[Base]) -> str:
    used = {base.rests_on for base in bases}
    return next((one for one in LEANS if one in used), "none")


def _impossible(table: Table, kind: str) -> Tested:
    """A recovered base fits all its cells, or would not be recovered: at one, nothing can be impossible."""
    tested, failed = 0, 0
    bases = [table.bases[key] for key in table.groups[kind]]
    for key, (n, rests_on) in zip(table.groups[kind], bases, strict=True):
        if n is None or rests_on == "recovered":
            continue
        for cell, (least, greatest) in zip(table.cells[key].values(), table.ranges[key].values(), strict=True):
            if excludable(cell, n):
                tested += 1
                failed += least > greatest
    leans = _leans(bases) if any(n for n, _ in bases) else None
    return Tested("impossible_cells", kind, tested, failed, leans, f"{failed}/{tested}")


def _fitting(table: Table, kind: str) -> Iterable[Tested]:
    """Where no base is printed: whether any fits, together with the other tables of the same people."""
    units = [table.known[key] for key in table.groups[kind] if key in table.known]
    units = [unit for unit in units if unit.certainty not in ("printed", "heading")]
    if units:
        tested = sum(any(map(informative, unit.cells)) for unit in units)
        failed = sum(unit.certainty == "inconsistent" for unit in units)
        yield Tested("fitting_base", kind, tested, failed, "none", f"{failed}/{tested}")


def _copied(table: Table, earlier: list[Table]) -> Tested:
    same = [other.ref for other in earlier if other.values == table.values and len(set(table.values)) > 2]
    return Tested("copied_table", "table", len(earlier), len(same), "none", " ".join(same) or None)


def _heading(table: Table) -> Tested:
    total = table.printed.get(table.total) if table.total else None
    if total is None or table.asked is None:
        return Tested("heading_base", TOTAL, 0, 0, None, None)
    return Tested("heading_base", TOTAL, 1, int(total != table.asked), "heading", f"{table.asked} : {total}")


def _groups(table: Table, kind: str) -> Tested:
    """Bases recovered under a stated total add up to no more than it: that is how they were recovered."""
    bases = [table.bases[key] for key in table.groups[kind]]
    total = UNKNOWN if table.total is None else table.bases[table.total]
    total = Base(table.asked, "heading") if total.n is None else total
    found = [base.n for base in bases if base.n is not None]
    if total.n is None or len(found) < len(bases):
        return Tested("groups_total", kind, 0, 0, None, None)
    leans = _leans([*bases, total])
    told = int(table.asked is None or leans != "recovered")
    numbers = f"{'+'.join(map(str, found))}={sum(found)} : {total.n}"
    return Tested("groups_total", kind, told, told * int(sum(found) > total.n), leans, numbers)


def _options(table: Table, kind: str) -> Tested:
    keys, total = table.groups[kind], table.total
    bases = [table.bases[key] for key in keys]
    whole = UNKNOWN if total is None else table.bases[total]
    known = [base.n for base in bases if base.n is not None]
    if total is None or whole.n is None or len(known) < len(bases):
        return Tested("options_total", kind, 0, 0, None, None)
    rest = max(whole.n - sum(known), 0)
    tested, failed = 0, 0
    columns = list(zip((table.ranges[key] for key in keys), known, strict=True))
    for option, printed in table.cells[total].items():
        if printed == BLANK:
            continue
        low, high = table.ranges[total][option]
        least, greatest = 0, rest
        for column, n in columns:  # of an option that a column lacks it says nothing
            fewest, most = column.get(option, (0, n))
            least, greatest = least + fewest, greatest + most
        tested += 1
        failed += high < least or low > greatest
    return Tested("options_total", kind, tested, failed, _leans([*bases, whole]), f"{failed}/{tested}")


def _single(table: Table, kind: str) -> Tested:
    tested, failed, bases = 0, 0, []
    for key in table.groups[kind]:
        cells = table.cells[key].values()
        if BLANK not in cells and len(cells) > 1:
            bases.append(table.bases[key])
            n = MANY if bases[-1].n is None else bases[-1].n
            ranges = table.ranges[key].values()
            tested += 1
            failed += not sum(low for low, _ in ranges) <= n <= sum(high for _, high in ranges)
    return Tested("single_sum", kind, tested, failed, _leans(bases) if bases else None, f"{failed}/{tested}")


def _no_answer(table: Table, kind: str) -> Tested:
    tested, failed, bases = 0, 0, []
    for key in table.groups[kind]:
        cells = table.cells[key]
        if table.silent is None or table.silent not in cells or BLANK in cells.values() or len(cells) == 1:
            continue
        bases.append(table.bases[key])
        n = MANY if bases[-1].n is None else bases[-1].n
        ranges = dict(table.ranges[key])
        least, greatest = ranges.pop(table.silent)
        most = n - max(low for low, _ in ranges.values())  # the most common answer leaves room for so many
        fewest = n - sum(high for _, high in ranges.values())
        tested += 1
        failed += least > most or greatest < fewest
    return Tested("no_answer", kind, tested, failed, _leans(bases) if bases else None, f"{failed}/{tested}")
