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
from dxcompare.dataset.surveys import KEY, apart, coded, printed
from dxcompare.methods.intervals import wilson
from dxcompare.methods.recovery.survey import counted, recover


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
    found = [_counted(row) for row in cells.iter_rows(named=True)]
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


def _counted(row: dict) -> tuple[int | None, float | None, float | None]:
    """The count of a cell and its interval: as printed, or as its percentage and base allow."""
    n, percent = row["n"], row["percent"]
    if n is None or percent is None:
        return None, None, None
    exact = row["count_printed"]
    if exact is None and row["decimals"] == 2:
        exact = round(percent * n / 100)
    if exact is None:
        return counted(coded(row), n)
    low, high = wilson(exact, n)
    return exact, 100 * float(low), 100 * float(high)


def _survey(ds: Dataset, row: dict) -> Iterable[tuple]:
    survey = printed(ds, row)
    stated = {(one.question, *one.key): one.printed for table in survey.tables for one in table.columns}
    every = [(found, stated[found.column.question, *found.column.key]) for found in recover(survey.survey)]
    every += [(found, n) for alone, n in apart(ds, row) for found in recover(alone)]
    for found, n_printed in every:
        column, unit = found.column, found.unit
        yield (
            *(column.question, *column.key),
            unit.n,
            n_printed,
            unit.n if unit.certainty == "recovered" else None,
            unit.likely,
            found.candidates,
            unit.posterior,
            unit.certainty,
            ";".join(unit.reasons),
        )
