"""A researcher's tables read: frames of printed percentages, who was asked, and what is known of how many they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

import polars as pl

from dxcompare.methods.recovery.grim import BLANK, code
from dxcompare.methods.recovery.survey import ALL, TOTAL, Column, Route
from dxcompare.sources import values
from dxcompare.words.faults import Fault, Place, Unreadable
from dxcompare.words.text import Text, language
from dxcompare.words.unknown import UnknownName, one_of

if TYPE_CHECKING:
    import pandas as pd


Frame: TypeAlias = "pl.DataFrame | pd.DataFrame"

#: The type of the groups, where only the total is named.
GROUP = "group"


#: What the example is: 37 and 53 people of 95, asked 15 things.
EXAMPLE: Mapping[str, Any] = {
    "tables": {
        "q1": {
            "option": [f"o{number}" for number in range(1, 16)],
            "20s": "48.6 51.4 75.7 97.3 2.7 13.5 83.8 94.6 24.3 32.4 86.5 45.9 35.1 78.4 29.7".split(),
            "70+": "83.0 26.4 11.3 30.2 41.5 47.2 17.0 62.3 96.2 3.8 79.2 7.5 43.4 58.5 86.8".split(),
        }
    },
    "total": 95,
}


class TableFaults(ValueError):
    """What is wrong in the tables, each with its place.

    Attributes
    ----------
    faults : list of Fault
    """

    def __init__(self, faults: Iterable[Fault], lang: str | None = None):
        self.faults, self.lang = list(faults), language(lang)
        super().__init__("\n".join(fault.says(self.lang) for fault in self.faults))


class Contradiction(ValueError):
    """Arguments that contradict each other; says so in the language of the run."""

    def __init__(self, text: Text):
        super().__init__(text)

    def __str__(self) -> str:
        return self.args[0].to()


def frames(tables: Mapping[str, Frame]) -> dict[str, pl.DataFrame]:
    """The tables as polars frames, their first column as text."""
    if not tables:
        raise Contradiction(Text("表が一つもありません。", "there is no table"))
    found = {}
    for name, table in tables.items():
        frame = _polars(table)
        if frame.width < 2:
            wants = "選択肢の列と、集団ごとの列が要ります。", "it needs a column of options and one for each group"
            raise Contradiction(Text(f"表「{name}」: {wants[0]}", f"table {name!r}: {wants[1]}"))
        found[str(name)] = frame.with_columns(frame.to_series(0).cast(pl.String))
    return found


def _polars(table: Any) -> pl.DataFrame:
    if isinstance(table, pl.DataFrame):
        return table
    if isinstance(table, Mapping):
        return pl.DataFrame(table, strict=False)
    return pl.from_pandas(table.rename(columns=str).reset_index(drop=True))


def types(tables: Mapping[str, pl.DataFrame], groups: Mapping[str, str | Collection[str]] | None) -> dict[str, str]:
    """Column → type of group.

    Raises
    ------
    UnknownName
        If a column is named that no table has.
    Contradiction
        If a column has two types, or types are named and a column has none.
    """
    there = list(dict.fromkeys(name for frame in tables.values() for name in frame.columns[1:]))
    found: dict[str, str] = {}
    for kind, named in (groups or {}).items():
        for column in _listed(named):
            one_of("column", column, there)
            if column in found:
                two = f"{found[column]}, {kind}"
                raise Contradiction(
                    Text(f"列「{column}」に区分が二つあります（{two}）。", f"column {column!r} has two types ({two})")
                )
            found[column] = kind
    left = [column for column in there if column not in found]
    if left and set(found.values()) - {TOTAL}:
        listed = ", ".join(left)
        raise Contradiction(
            Text(f"groups に区分のない列があります: {listed}", f"columns that `groups` gives no type: {listed}")
        )
    return found | dict.fromkeys(left, GROUP)


def _listed(named: Any) -> list[str]:
    return [named] if isinstance(named, str) else list(named)


def columns(
    tables: Mapping[str, pl.DataFrame],
    kinds: Mapping[str, str],
    bases: Mapping[tuple[str, str], int],
    decimals: int | Mapping[str, int] | None,
    dash: str | None,
) -> list[Column]:
    """The columns of all tables.

    Raises
    ------
    UnknownName
        If `decimals` names a question that is not there.
    TableFaults
        With all that cannot be read: what is no percentage, dashes, numbers without `decimals`, options that repeat.
    """
    for question in decimals if isinstance(decimals, Mapping) else ():
        one_of("question", question, tables)
    found: list[Column] = []
    faults: list[Fault] = []
    for question, frame in tables.items():
        options = frame.to_series(0).to_list()
        faults += _repeated(question, frame.columns[0], options)
        places = decimals.get(question) if isinstance(decimals, Mapping) else decimals
        for label in frame.columns[1:]:
            cells = {}
            for row, (option, value) in enumerate(zip(options, frame[label].to_list(), strict=True), start=2):
                try:
                    cells[option] = _code(value, places, dash)
                except Unreadable as error:
                    faults.append(Fault(Place(question, row, label), error.kind, {"found": error.found}, error.hint))
            found.append(Column(question, kinds[label], label, cells, bases.get((question, label))))
    if faults:
        raise TableFaults(faults)
    return found


def _repeated(question: str, heading: str, options: list[str | None]) -> Iterable[Fault]:
    first: dict[str, int] = {}
    for row, option in enumerate(options, start=2):
        if option is None or not option.strip():
            yield Fault(Place(question, row, heading), "missing")
        elif first.setdefault(option, row) != row:
            at = Place(question, first[option], heading)
            yield Fault(Place(question, row, heading), "duplicate", {"found": option, "first": at})


def _code(value: Any, decimals: int | None, dash: str | None) -> int:
    """A printed cell; a blank says nothing."""
    if value is None or value != value or (isinstance(value, str) and not value.strip()):
        return BLANK
    if isinstance(value, str):
        if values.is_dash(value):
            if dash is None:
                raise Unreadable("dash", value)
            return code(0.0, 1) if dash == "zero" else BLANK
        percent, places = values.percent(value)
        return code(float(percent), places)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise Unreadable("not_percent", str(value))
    if decimals is None:
        raise Unreadable("no_decimals", f"{value}")
    scaled = float(value) * 10**decimals
    if not 0 <= value <= 100 or abs(scaled - round(scaled)) > 1e-6:
        raise Unreadable("not_percent", f"{value}")
    return code(round(scaled) / 10**decimals, decimals)


def printed_bases(printed: Frame | None, tables: Mapping[str, pl.DataFrame]) -> dict[tuple[str, str], int]:
    """(question, group) → the base printed for it.

    Raises
    ------
    UnknownName
        If a column, a question or a group is not there.
    TableFaults
        If a base is no number of people, or repeats.
    """
    if printed is None:
        return {}
    frame = _polars(printed)
    for name in ("question", "group", "n"):
        one_of("column", name, frame.columns)
    found: dict[tuple[str, str], int] = {}
    faults: list[Fault] = []
    for row, (question, group, n) in enumerate(frame.select("question", "group", "n").iter_rows(), start=2):
        one_of("question", question, tables)
        one_of("column", group, tables[question].columns[1:])
        if n is None or n != n:
            continue
        try:
            number = values.whole(str(n)) if isinstance(n, str) else int(n)
            if number < 1 or (not isinstance(n, str) and number != n):
                raise Unreadable("not_base", str(n))
        except Unreadable as error:
            faults.append(Fault(Place("printed", row, "n"), "not_base", {"found": error.found}))
            continue
        if found.setdefault((question, group), number) != number:
            faults.append(Fault(Place("printed", row, "n"), "repeated", {"found": f"{question} {group}"}))
    if faults:
        raise TableFaults(faults)
    return found


def routes(
    tables: Mapping[str, pl.DataFrame],
    same_people: str | Collection[str],
    filters: Mapping[str, tuple[str, str | Collection[str]]] | None,
) -> dict[str, Route]:
    """Question → whom it was put to.

    Raises
    ------
    UnknownName
        If a question or an option is not there.
    Contradiction
        If a question is both put to everyone and filtered, or filters go round in a circle.
    """
    filters = filters or {}
    everyone = set(tables) - set(filters) if same_people == "all" else set(_listed(same_people))
    filtering = {question for question, _ in filters.values()}
    for name in sorted(everyone - filtering) + list(filters):
        one_of("question", name, tables)
    both = sorted(everyone & set(filters))
    if both:
        raise Contradiction(
            Text(
                f"全員に聞いた設問が絞り込まれています: {', '.join(both)}",
                f"put to everyone, and filtered: {', '.join(both)}",
            )
        )
    found = {name: ALL if name in everyone else Route(name) for name in tables}
    for name, (question, options) in filters.items():
        one_of("question", question, {*tables, *everyone})
        for option in _listed(options) if question in tables else ():
            one_of("option", option, tables[question].to_series(0))
        found[name] = Route(question, tuple(_listed(options)))
    for name in filters:
        _open_ended(name, filters)
    return found


def _open_ended(name: str, filters: Mapping[str, tuple[str, Any]]) -> None:
    passed = [name]
    while passed[-1] in filters:
        passed.append(filters[passed[-1]][0])
        if passed[-1] in passed[:-1]:
            circle = " → ".join(passed)
            raise Contradiction(Text(f"絞り込みが循環しています: {circle}", f"filters go round in a circle: {circle}"))


def totals(total: int | Mapping[str, int] | None, found: Mapping[str, Route]) -> dict[Route, int]:
    """People → their number, as stated.

    Raises
    ------
    UnknownName
        If a question is not there.
    Contradiction
        If two questions put to the same people state different numbers.
    """
    if total is None:
        return {}
    if not isinstance(total, Mapping):
        return {ALL: _people(total, "total")}
    stated: dict[Route, tuple[str, int]] = {}
    for name, n in total.items():
        one_of("question", name, found)
        first, there = stated.setdefault(found[name], (name, _people(n, name)))
        if there != n:
            raise Contradiction(
                Text(
                    f"「{first}」と「{name}」は同じ人に聞いた設問ですが、人数が違います（{there}、{n}）。same_people で分けてください。",
                    f"{first!r} and {name!r} were put to the same people, but state {there} and {n}; "
                    "tell them apart with `same_people`",
                )
            )
    return {route: n for route, (_, n) in stated.items()}


def _people(n: Any, name: str) -> int:
    if isinstance(n, bool) or not isinstance(n, int) or n < 1:
        raise Contradiction(
            Text(f"{name} の {n} は人数（1以上の整数）ではありません。", f"{name}: {n!r} is no number of people")
        )
    return n


def several(multiple: bool | Collection[str] | None, tables: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The questions that are known to allow several answers, and those known to allow one.

    Raises
    ------
    UnknownName
        If a question is not there.
    """
    if multiple is None:
        return frozenset(), frozenset()
    if isinstance(multiple, bool):
        return (frozenset(tables), frozenset()) if multiple else (frozenset(), frozenset(tables))
    named = frozenset(_listed(multiple))
    for name in named:
        one_of("question", name, tables)
    return named, frozenset(tables) - named


def silent(no_answer: str | Mapping[str, str] | None, tables: Mapping[str, pl.DataFrame]) -> dict[str, str | None]:
    """Question → its option for those who gave no answer.

    Raises
    ------
    UnknownName
        If no table, or not the table that is named, has such an option.
    """
    options = {name: set(frame.to_series(0)) for name, frame in tables.items()}
    if isinstance(no_answer, Mapping):
        for name, option in no_answer.items():
            one_of("question", name, tables)
            one_of("option", option, options[name])
        return {name: no_answer.get(name) for name in tables}
    if no_answer is not None and not any(no_answer in found for found in options.values()):
        raise UnknownName("option", no_answer, sorted(set().union(*options.values())))
    return {name: no_answer if no_answer in found else None for name, found in options.items()}
