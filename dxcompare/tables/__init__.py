"""What every table is: one declaration from printed column to heading.

A table is a :class:`Table` (a `dataframely` schema) in one of the modules listed here, and is known everywhere
once it is declared there. `one_row` says what one row is; every column carries its heading and meaning in both
languages, from which typed column it is read, and where it points to another table, a reference. Order of
columns in a class is their order in every file; order of modules and of classes in them, that of the tables.
"""

from __future__ import annotations

import re
from collections import ChainMap
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from types import ModuleType

from dxcompare.tables import (
    accepted,
    claims,
    derived_plan,
    derived_survey,
    documents,
    evaluation,
    judgement,
    kpis,
    measures,
    national,
    official,
    promises,
    readings,
    schedules,
    series,
    survey,
    themes,
    transcribed,
)
from dxcompare.tables.columns import Built, Table
from dxcompare.tables.raw import Folder, Form, Typed

__all__ = ["DERIVED", "LOOSE", "TABLES", "TIDY", "Table", "form", "forms"]


def _declared(*modules: ModuleType) -> dict[str, type[Typed]]:
    """What is declared in the modules, by its name as a table: `KpiMeasure` is `kpi_measure`."""
    return {
        re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(): kind
        for module in modules
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, Typed) and "one_row" in vars(kind)
    }


_TYPED = _declared(
    *(documents, national, measures, judgement, kpis, promises, series, readings, schedules, evaluation, survey),
    *(themes, official, claims, accepted, transcribed),
)


#: Tables that are built from raw data and mappings, in the order in which documentation lists them.
TIDY: dict[str, type[Table]] = {name: kind for name, kind in _TYPED.items() if issubclass(kind, Built)}


#: Files that people type and that are no table of their own.
LOOSE: dict[str, type[Typed]] = {name: kind for name, kind in _TYPED.items() if name not in TIDY}


#: Tables that are computed from these.
DERIVED: dict[str, type[Table]] = {
    name: kind
    for name, kind in _declared(derived_survey, derived_plan).items()
    if issubclass(kind, Table) and name not in TIDY
}


#: All tables: the tidy ones, then the derived ones.
TABLES = ChainMap(DERIVED, TIDY)


def forms(folder: Folder) -> tuple[Form, ...]:
    """The files that people may type into a folder, in order; those with a name of their own before patterns."""
    return _forms(folder, (*TIDY.values(), *LOOSE.values()))


@cache
def _forms(folder: Folder, kinds: tuple[type[Typed], ...]) -> tuple[Form, ...]:
    order = {kind: place for place, kind in enumerate(_TYPED.values())}
    every = sorted(kinds, key=lambda kind: order.get(kind, len(order)))
    found = [Form(file, kind) for kind in every for file in kind.files if folder in file.folders]
    return tuple(sorted(found, key=lambda form: "*" in form.file.name))


def form(name: str, *folders: Folder) -> Form | None:
    """How a file of this name is declared in one of the folders."""
    return next(iter(like(name, *folders)), None)


def like(name: str, *folders: Folder) -> list[Form]:
    """The declarations that a file of this name may follow; a schedule may be yearly or quarterly."""
    return [*_like(name, folders, (*TIDY.values(), *LOOSE.values()))]


@lru_cache(maxsize=1 << 12)
def _like(name: str, folders: tuple[Folder, ...], kinds: tuple[type[Typed], ...]) -> list[Form]:
    every = [found for folder in folders for found in _forms(folder, kinds)]
    own = [found for found in every if found.file.name == name]
    return own or [found for found in every if fnmatchcase(name, found.file.name)]
