"""What stands on a sheet of a workbook: a table, what it is, and what is said of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from dxcompare.present.reading import Columns
from dxcompare.present.result import Result
from dxcompare.tables.columns import Said
from dxcompare.words.text import Text


@dataclass(frozen=True)
class Sheet:
    """A table with what it is, and what is said of its columns: notes on their names, and how values are shown."""

    name: str
    frame: pl.DataFrame
    meaning: str
    said: Mapping[str, Said] = field(default_factory=dict)


#: A result and a language in, its sheets out.
Sheets = Callable[[Any, str], Iterable[Sheet]]


#: Type of result → its sheets in the workbook of the whole comparison, where that is not its main table.
SHEETS: dict[type[Result], Sheets] = {}


def sheets(result: type[Result]) -> Callable[[Sheets], Sheets]:
    """Say that a function makes the sheets of a type of result; it stands in `worksheet.py` of the question's folder."""

    def add(make: Sheets) -> Sheets:
        SHEETS[result] = make
        return make

    return add


def sheets_of(result: Result, lang: str) -> list[Sheet]:
    """What the workbook of the whole comparison has of a result: what is declared, else the main table."""
    make = result.declared("worksheet", SHEETS)
    return list(make(result, lang)) if make else [sheet_of(result, None, lang)]


def sheet_of(result: Result, name: str | None, lang: str, columns: Columns | None = None) -> Sheet:
    """A table of a result, by default the main one, as a sheet: its first row has the headings."""
    main = next(iter(result.tables))
    name = name or main
    declared, whole = result.declared_tables().get(name), result.read(name, columns, lang)
    says = (
        Text("主な表", "main table").to(lang) if name == main else "",
        declared.one_row.to(lang) if declared else "",
    )
    return Sheet(
        declared.called.to(lang) if declared else name,
        whole.headed(),
        Text("：", ": ").to(lang).join(filter(None, says)),
        {head: whole.said[column] for column, head in whole.heads.items()},
    )


def grid_of(frame: pl.DataFrame, rows: Iterable[str], plans: Mapping[str, str], value: str) -> pl.DataFrame:
    """A frame with a row for each plan and thing, as a table with a column for each plan, under its name.

    >>> long = pl.DataFrame({"what": ["a", "a", "b"], "plan_id": ["x", "y", "y"], "n": [1, 2, 3]})
    >>> grid_of(long, ["what"], {"x": "X", "y": "Y"}, "n").rows()
    [('a', 1, 2), ('b', None, 3)]
    """
    rows = list(rows)
    here = [plan for plan in plans if plan in frame["plan_id"]]
    wide = frame.pivot("plan_id", index=rows, values=value, maintain_order=True)
    return wide.select(*rows, *(pl.col(plan).alias(plans[plan]) for plan in here))
