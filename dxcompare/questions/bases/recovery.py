"""The bases that surveys do not print, and the counts behind percentages.

The percentages of a column limit its base to a set of candidates; questions put to the same people
share one base; a question put only to those who chose an option has that option's count as its base;
and groups add up to at most the stated total. :mod:`dxcompare.methods.recovery` solves all of a survey's
constraints together; here a survey's tables and routing are put to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.methods.intervals import wilson
from dxcompare.methods.recovery.grim import BLANK, LIMIT, code, counts
from dxcompare.methods.recovery.solver import People, Unit, solve
from dxcompare.sources.values import base_of

#: Name of the people to whom a survey's unfiltered questions were put.
ALL = "all"


#: Candidates listed at most.
LISTED = 12


#: What names a column of a survey table.
KEY = ["question_id", "group_type", "group_id"]


def survey_bases(ds: Dataset) -> pl.DataFrame:
    """The base of every printed column of every survey.

    Parameters
    ----------
    ds : Dataset

    Returns
    -------
    polars.DataFrame
        `question_id`, `group_type`, `group_id`, `n` (the base to use; null unless printed or
        recovered), `n_printed` (as printed, even if withheld), `n_recovered`, `candidates`,
        `certainty` (`printed`, `recovered`, `ambiguous`, `inconsistent`), `constraints`.

    Notes
    -----
    A column is put with the others of the same people: those asked everything, or those who chose
    the option named in `base_option`. Withheld percentages are not used, nor withheld bases.
    """
    rows = [row for survey_id in ds.survey.get_column("survey_id") for row in _survey(ds, survey_id)]
    return pl.DataFrame(
        rows,
        schema={
            **dict.fromkeys(KEY, pl.String),
            "n": pl.Int64,
            "n_printed": pl.Int64,
            "n_recovered": pl.Int64,
            "candidates": pl.String,
            "certainty": pl.String,
            "constraints": pl.String,
        },
        orient="row",
    ).sort(KEY)


def response_counts(ds: Dataset) -> pl.DataFrame:
    """Exact counts behind the printed percentages, with intervals, where the base is known.

    Parameters
    ----------
    ds : Dataset
        With its table `survey_base`.

    Returns
    -------
    polars.DataFrame
        `question_id`, `option_id`, `group_type`, `group_id`, `percent` (null where withheld), `n`,
        `count` (null where the base is unknown, or several counts print alike), `low` and `high`
        (95 % Wilson interval, percent), `certainty` of the base.
    """
    bases = ds.survey_base.select(*KEY, "n", "certainty")
    cells = ds.response.with_columns(percent=pl.when(~pl.col("quarantined")).then("percent")).join(
        bases, on=KEY, how="left"
    )
    found, low, high = [], [], []
    for row in cells.iter_rows(named=True):
        known = row["n"] is not None and row["percent"] is not None
        least, greatest = counts(code(row["percent"], _decimals(row)), row["n"]) if known else (1, 0)
        exact = least if least == greatest else None
        found.append(exact)
        share = row["percent"] / 100 * row["n"] if known and exact is None else exact
        ends = wilson(share, row["n"]) if share is not None else (None, None)
        low.append(ends[0])
        high.append(ends[1])
    series = {"count": (found, pl.Int64), "low": (low, pl.Float64), "high": (high, pl.Float64)}
    return (
        cells.with_columns(pl.Series(name, values, dtype=kind) for name, (values, kind) in series.items())
        .with_columns(pl.col("low", "high") * 100)
        .select(
            "question_id",
            "option_id",
            "group_type",
            "group_id",
            "percent",
            "n",
            "count",
            pl.col("low", "high").round(2),
            "certainty",
        )
        .sort("question_id", "option_id", "group_type", "group_id")
    )


@dataclass(frozen=True)
class _Column:
    """A printed column: the cells of one group under one question."""

    question: str
    group_type: str
    group_id: str
    options: dict[str, int]  # option → code of its cell
    printed: int | None  # the base, unless withheld
    stated: int | None  # the base, even if withheld


def _survey(ds: Dataset, survey_id: str) -> Iterable[tuple]:
    questions = ds.question.filter(survey_id=survey_id).sort("position")
    valid = ds.survey.filter(survey_id=survey_id).item(0, "valid")
    columns = _columns(ds, questions.get_column("question_id").to_list())
    headings = {row["question_id"]: base_of(row["base_n_text"]) for row in questions.iter_rows(named=True)}
    routes = _routes(questions, columns, headings, valid)
    solved: dict[str, People] = {}
    for name in _in_order(routes):
        mine = [column for column in columns if routes[column.question] == name]
        stated = [n for question, n in headings.items() if routes[question] == name and n is not None]
        total = min(stated) if stated else valid if name == ALL else None
        solved[name] = _people(name, total, mine, routes, columns, solved)
        solve(solved[name])
    for column in columns:
        unit = solved[routes[column.question]].unit(column.group_type, column.group_id)
        assert unit is not None
        yield (
            column.question,
            column.group_type,
            column.group_id,
            unit.n,
            column.stated,
            unit.n if unit.certainty == "recovered" else None,
            _listed(unit),
            unit.certainty,
            ";".join(unit.reasons),
        )


def _listed(unit: Unit) -> str | None:
    shown = [f"{n}+" if n == LIMIT and unit.printed is None else str(n) for n in unit.found]
    return "|".join(shown[:LISTED]) + "|…" * (len(shown) > LISTED) or None


def _columns(ds: Dataset, questions: list[str]) -> list[_Column]:
    used = ds.response.filter(pl.col("question_id").is_in(questions)).sort("option_position")
    columns = []
    for (question, kind, group), cells in used.group_by(KEY, maintain_order=True):
        first = cells.row(0, named=True)
        codes = {
            row["option_id"]: BLANK if row["quarantined"] else code(row["percent"], _decimals(row))
            for row in cells.iter_rows(named=True)
        }
        columns.append(
            _Column(
                str(question),
                str(kind),
                str(group),
                codes,
                None if first["n_quarantined"] else first["n_printed"],
                first["n_printed"],
            )
        )
    return columns


def _decimals(row: dict) -> int | None:
    return 1 if row["reading"] == "dash_as_zero" else row["decimals"]


def _routes(
    questions: pl.DataFrame, columns: list[_Column], headings: dict[str, int | None], valid: int | None
) -> dict[str, str]:
    """Question → the people it was put to: `all`, an option that filters, or people of its own.

    A question whose heading or column of bases differs from the others' was put to people of its own.
    """
    routes, shared = {}, dict[tuple[str, str], int]()
    for row in questions.iter_rows(named=True):
        question = row["question_id"]
        printed = {
            (c.group_type, c.group_id): c.printed for c in columns if c.question == question and c.printed is not None
        }
        stated = headings[question]
        own = (stated is not None and valid is not None and stated != valid) or any(
            shared.get(key, n) != n for key, n in printed.items()
        )
        routes[question] = row["base_option"] or (question if own else ALL)
        if routes[question] == ALL:
            shared |= printed
    return routes


def _in_order(routes: dict[str, str]) -> list[str]:
    """The people, each after those they were filtered from."""
    order = [ALL]
    waiting = [name for name in dict.fromkeys(routes.values()) if name != ALL]
    while waiting:
        ready = [name for name in waiting if routes.get(name.split(":")[0], ALL) in (*order, name)]
        order += ready or waiting
        waiting = [name for name in waiting if name not in order]
    return order


def _people(
    name: str,
    total: int | None,
    mine: list[_Column],
    routes: dict[str, str],
    columns: list[_Column],
    solved: dict[str, People],
) -> People:
    """The people of one route, with what is known of those they were filtered from."""
    question, _, option = name.partition(":")
    parent = solved.get(routes.get(question, ALL)) if name != ALL else None
    filters = {
        (column.group_type, column.group_id): column.options.get(option, BLANK)
        for column in columns
        if column.question == question
    }
    units: dict[tuple[str, str], Unit] = {}
    for column in mine:
        key = (column.group_type, column.group_id)
        unit = units.setdefault(key, Unit(*key, cells=[]))
        unit.cells += column.options.values()
        unit.printed = column.printed if unit.printed is None else unit.printed
        if column.group_type == "total" and unit.printed is None and total is not None:
            unit.printed = total
            unit.reasons.append("heading")
        above = parent.unit(*key) if parent else None
        if above is not None and above.n is not None:
            unit.most = min(unit.most, above.n)
            if filters.get(key, BLANK) != BLANK:
                least, greatest = counts(filters[key], above.n)
                unit.exact = set(range(least, greatest + 1))
    rest = _rest(parent) if parent else {}
    firm = False
    if total is None and parent is not None and option:
        total, firm = _chosen(parent, filters, rest), True
        rest = {}
    return People(name, total, list(units.values()), firm=firm, rest=rest)


def _rest(parent: People) -> dict[str, int]:
    """How many people belong to no group, by type of group, where all bases are known."""
    rest = {}
    for kind in {unit.group_type for unit in parent.units} - {"total"}:
        known = [unit.n for unit in parent.units if unit.group_type == kind]
        if parent.total is not None and None not in known:
            rest[kind] = parent.total - sum(n for n in known if n is not None)
    return {kind: n for kind, n in rest.items() if n >= 0}


def _chosen(parent: People, filters: dict[tuple[str, str], int], rest: dict[str, int]) -> int | None:
    """How many at most chose the filtering option: those in groups, and all who are in none."""
    found = []
    for kind in {key[0] for key in filters} & set(rest):
        chosen = [
            counts(cell, unit.n)[1]
            for key, cell in filters.items()
            if key[0] == kind and cell != BLANK
            for unit in [parent.unit(*key)]
            if unit is not None and unit.n is not None
        ]
        if len(chosen) == sum(key[0] == kind for key in filters):
            found.append(sum(chosen) + rest[kind])
    return min(found, default=None)
