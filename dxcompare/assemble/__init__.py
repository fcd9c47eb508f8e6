"""From records of printed text to tidy tables: assembled, checked, published.

:func:`build` assembles and checks. It reads no clock and no network and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from dxcompare.assemble import (  # noqa: F401 - schedules and unprinted are here for their readers
    answered,
    causes,
    check,
    claims,
    judgements,
    national,
    official,
    plan,
    schedules,
    survey,
    targets,
    themes,
    unprinted,
)
from dxcompare.assemble.assembly import Assembly
from dxcompare.assemble.home import Home
from dxcompare.sources import folders
from dxcompare.sources.folders import ALL, Raw
from dxcompare.sources.reader import UNREAD, Record
from dxcompare.tables.kpis import KpiPair
from dxcompare.tables.themes import ThemePair
from dxcompare.words.faults import DataFaults, Fault

#: The modules that check what was assembled of their tables, in order.
CHECKED = (national, official, claims, themes, targets)

#: What is said of two plans.
OF_TWO = (KpiPair, ThemePair)


def build(
    data: Path, lang: str | None = None, notes: list[Fault] | None = None, cities: Collection[str] | None = None
) -> dict[str, pl.DataFrame]:
    """Build every tidy table from `data`/raw and `data`/mappings.

    Parameters
    ----------
    data : Path
        The folder that holds `raw/` and `mappings/`.
    lang : {"ja", "en"}, optional
        Language of the messages; by default that of the locale.
    notes : list of Fault, optional
        Takes up what is no fault and should be known: rows of `mappings/all/` that decide nothing about the
        plans that are here.
    cities : collection of str, optional
        The folders of the cities to build; by default all.

    Returns
    -------
    dict of str to polars.DataFrame
        One frame per table of :data:`dxcompare.tables.TIDY`, sorted by key.

    Raises
    ------
    DataFaults
        With every fault of the raw data and mappings.
    """
    assembly, tables = assembled(data, lang, cities)
    if assembly.faults:
        raise DataFaults(assembly.faults, lang)
    if notes is not None:
        notes += check.notes(assembly)
    return tables


def assembled(
    data: Path, lang: str | None = None, cities: Collection[str] | None = None
) -> tuple[Assembly, dict[str, pl.DataFrame]]:
    """The workbench with its faults, and the tables as far as they could be made; parameters as in :func:`build`.

    Raises
    ------
    DataFaults
        If the decisions about all cannot be read.
    """
    assembly, frames = raw(data, lang, cities)
    assembly.faults[:] = causes.told(assembly)
    return assembly, {name: check.in_order(name, frame.drop("_at")) for name, frame in frames.items()}


@dataclass(frozen=True)
class ForAll:
    """What is for all plans, read once for several assemblies: its files, and the rows of those that are no decisions."""

    source: Raw
    rows: dict[str, list[dict]]
    origins: list[tuple[str, Record, str | None, dict[str, tuple[Record, str]]]]


def raw(
    data: Path,
    lang: str | None = None,
    cities: Collection[str] | None = None,
    beside: Callable[[Assembly], None] | None = None,
    *,
    apart: bool = False,
    known: ForAll | None = None,
) -> tuple[Assembly, dict[str, pl.DataFrame]]:
    """The same, with every fault as it was found, and the tables as :func:`dxcompare.assemble.check.checked` gives them.

    Parameters
    ----------
    data, lang, cities
    beside : callable, optional
        Seeds the workbench with rows that were made elsewhere, after those of the national frame.
    apart : bool
        Whether there are other plans elsewhere: decisions about two are left to who joins them.
    known : ForAll, optional
        What is for all, of which nothing is read then.
    """
    source = folders.read(data, cities, known.source if known else None)
    assembly = Assembly(source, apart=apart, known=known is not None)
    unread = {fault.place.file for fault in assembly.faults if fault.kind in UNREAD - {"width", "widths"}}
    shared = f"{source.decided}/{ALL}"
    if unread & {source.decided, f"{data.name}/raw"} or any(f"{file}/".startswith(f"{shared}/") for file in unread):
        raise DataFaults(assembly.faults, lang)  # every word would be undecided: one message, not hundreds
    answered.accidents(assembly)
    if known is not None:
        assembly.rows |= {name: list(rows) for name, rows in known.rows.items()}
        assembly.origins += known.origins
    else:
        everywhere = Home(assembly, assembly.shared)
        for card in source.sources:
            assembly.read("source", card)
        for sheet in (*source.national, *source.reference):
            everywhere.read(sheet)
    assembly.first = len(assembly.origins)
    if beside is not None:
        beside(assembly)
    for folder in source.plans:
        if folder.plan is not None:
            survey.assemble(plan.assemble(assembly, folder))
    for decisions in (assembly.shared, *assembly.decisions.values()):
        for sheet in decisions.sheets():
            if not (apart and sheet.form is not None and sheet.form.of in OF_TWO):
                Home(assembly, decisions).read(sheet)
    judgements.assemble(assembly)
    for part in CHECKED:
        part.check(assembly)
    return assembly, check.checked(assembly)


def for_all(assembly: Assembly) -> ForAll:
    """What an assembly without faults has read that is for all."""
    first = assembly.first
    rows = {name: [row for row in some if row["_at"] < first] for name, some in assembly.rows.items()}
    decided = {ALL: assembly.raw.mappings.get(ALL, {})}
    return ForAll(replace(assembly.raw, plans=[], mappings=decided), rows, assembly.origins[:first])
