"""The bases that surveys do not print, and the counts behind percentages.

The percentages of a column limit its base to a set of candidates; questions put to the same people
share one base; a question put only to those who chose an option has that option's count as its base;
and groups add up to at most the stated total. :mod:`dxcompare.methods.recovery` solves all of a survey's
constraints together; here a survey's tables and routing are put to it.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.surveys import KEY, apart, coded, printed_surveys
from dxcompare.methods.intervals import wilson
from dxcompare.methods.recovery.audit import Printed
from dxcompare.methods.recovery.survey import Column, Route, Survey, people_behind, recover


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
    given = zip(printed_surveys(ds), apart(ds), strict=True)
    return pl.DataFrame(
        [row for survey, alone in given for row in _bases(survey, alone)],
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
    known = cells.select("n", "percent", "count_printed", "decimals", "reading")
    kinds = {"count": pl.Int64, "low": pl.Float64, "high": pl.Float64}
    rows = list(known.unique().iter_rows())
    behind = [(row, people) for row in rows if (people := _behind(*row)) is not None]
    told: dict[tuple, tuple] = dict.fromkeys(rows, (None, None, None))
    if behind:
        ends = wilson(np.array([people[1] for _, people in behind]), np.array([row[0] for row, _ in behind]))
        told |= {
            row: (found[0], low, high)
            for (row, found), low, high in zip(behind, *(100 * one for one in ends), strict=True)
        }
    found = pl.DataFrame([told[row] for row in known.iter_rows()], schema=kinds, orient="row")
    return (
        cells.with_columns(found.get_columns())
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


def _behind(
    n: int | None, percent: float | None, count: int | None, decimals: int | None, reading: str | None
) -> tuple[int | None, float] | None:
    """The count of a cell, and as many people as it says: as printed, or as its percentage and base allow."""
    if n is None or percent is None:
        return None
    exact = round(percent * n / 100) if count is None and decimals == 2 else count
    if exact is None:
        return people_behind(coded({"percent": percent, "decimals": decimals, "reading": reading}), n)
    return exact, exact


def _bases(survey: Printed, alone: list[tuple[Column, int | None, bool | None]]) -> list[tuple]:
    """The bases of a survey's columns, and of those whose groups add up to nothing."""
    stated = {(one.question, *one.key): one.printed for table in survey.tables for one in table.columns}
    every = [(found, stated[found.column.question, *found.column.key]) for found in recover(survey.survey)]
    for column, n, weighted in alone:
        of_its_own = Survey([column], {column.question: Route(column.question)}, weighted=weighted)
        every += [(found, n) for found in recover(of_its_own)]
    return [
        (
            *(found.column.question, *found.column.key),
            found.unit.n,
            n_printed,
            found.unit.n if found.unit.certainty == "recovered" else None,
            found.unit.likely,
            found.candidates,
            found.unit.posterior,
            found.unit.certainty,
            ";".join(found.unit.reasons),
        )
        for found, n_printed in every
    ]
