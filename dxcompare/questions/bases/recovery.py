"""The bases that surveys do not print, and the counts behind percentages.

The percentages of a column limit its base to a set of candidates; questions put to the same people
share one base; a question put only to those who chose an option has that option's count as its base;
and groups add up to at most the stated total. :mod:`dxcompare.methods.recovery` solves all of a survey's
constraints together; here a survey's tables and routing are put to it.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.methods.recovery.grim import BLANK, code
from dxcompare.methods.recovery.survey import ALL, Column, Route, Survey, counted, recover
from dxcompare.sources.values import base_of

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
    rows = [found for row in ds.survey.iter_rows(named=True) for found in _survey(ds, row)]
    return pl.DataFrame(
        rows,
        schema={
            **dict.fromkeys(KEY, pl.String),
            "n": pl.Int64,
            "n_printed": pl.Int64,
            "n_recovered": pl.Int64,
            "n_likely": pl.Int64,
            "candidates": pl.String,
            "posterior": pl.Float64,
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
    found = [
        (None, None, None)
        if row["n"] is None or row["percent"] is None
        else counted(code(row["percent"], _decimals(row)), row["n"])
        for row in cells.iter_rows(named=True)
    ]
    kinds = {"count": pl.Int64, "low": pl.Float64, "high": pl.Float64}
    return (
        cells.with_columns(pl.DataFrame(found, schema=kinds, orient="row").get_columns())
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


def _survey(ds: Dataset, row: dict) -> Iterable[tuple]:
    survey, stated = survey_of(ds, row)
    for found in recover(survey):
        column, unit = found.column, found.unit
        yield (
            *(column.question, *column.key),
            unit.n,
            stated[column.question, *column.key],
            unit.n if unit.certainty == "recovered" else None,
            unit.likely,
            found.candidates,
            unit.posterior,
            unit.certainty,
            ";".join(unit.reasons),
        )


def survey_of(ds: Dataset, row: dict) -> tuple[Survey, dict[tuple[str, str, str], int | None]]:
    """The tables of a survey, and the bases as printed in them, even if withheld."""
    questions = ds.question.filter(survey_id=row["survey_id"]).sort("position")
    columns, stated = [], {}
    used = ds.response.filter(pl.col("question_id").is_in(questions["question_id"].to_list())).sort("option_position")
    for key, cells in used.group_by(KEY, maintain_order=True):
        question, kind, group = map(str, key)
        first = cells.row(0, named=True)
        stated[question, kind, group] = first["n_printed"]
        columns.append(
            Column(
                *(question, kind, group),
                {
                    cell["option_id"]: BLANK if cell["quarantined"] else code(cell["percent"], _decimals(cell))
                    for cell in cells.iter_rows(named=True)
                },
                None if first["n_quarantined"] else first["n_printed"],
            )
        )
    headings = {one["question_id"]: base_of(one["base_n_text"]) for one in questions.iter_rows(named=True)}
    routes = _routes(questions, columns, headings, row["valid"])
    totals = {ALL: row["valid"]} if row["valid"] is not None else {}
    for question, n in headings.items():
        if n is not None:
            totals[routes[question]] = min(n, totals.get(routes[question], n))
    answers = dict(questions.select("question_id", pl.col("answer").cast(pl.String)).iter_rows())
    return (
        Survey(
            columns,
            routes,
            totals,
            multiple=frozenset(name for name, answer in answers.items() if answer == "multiple"),
            single=frozenset(name for name, answer in answers.items() if answer == "single"),
            weighted=row["weighted"],
            mentions=None if row["percent_of"] is None else row["percent_of"] == "mentions",
        ),
        stated,
    )


def _decimals(row: dict) -> int | None:
    return 1 if row["reading"] == "dash_as_zero" else row["decimals"]


def _routes(
    questions: pl.DataFrame, columns: list[Column], headings: dict[str, int | None], valid: int | None
) -> dict[str, Route]:
    """Question → the people it was put to: `all`, an option that filters, or people of its own.

    A question whose heading or column of bases differs from the others' was put to people of its own.
    """
    routes, shared = dict[str, Route](), dict[tuple[str, str], int]()
    for row in questions.iter_rows(named=True):
        question = row["question_id"]
        printed = {c.key: c.printed for c in columns if c.question == question and c.printed is not None}
        stated = headings[question]
        own = (stated is not None and valid is not None and stated != valid) or any(
            shared.get(key, n) != n for key, n in printed.items()
        )
        filtering, _, option = (row["base_option"] or "").partition(":")
        routes[question] = Route(filtering, (option,)) if option else Route(question) if own else ALL
        if routes[question] == ALL:
            shared |= printed
    return routes
