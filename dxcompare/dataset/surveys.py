"""The survey tables of a data set as recovery and audit take them: as printed, and as far as they may be used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.once import once
from dxcompare.methods.recovery.audit import Printed, Table
from dxcompare.methods.recovery.grim import BLANK, code
from dxcompare.methods.recovery.survey import ALL, Column, Route, Survey
from dxcompare.sources.values import base_of
from dxcompare.tables.vocabularies import APART

#: What names a column of a survey table.
KEY = ["question_id", "group_type", "group_id"]


#: The option of those who gave no answer.
NO_ANSWER = "no_answer"


@once
def printed_surveys(ds: Dataset) -> list[Printed]:
    """The tables of every survey as printed, in the order of their ids, as :func:`printed` gives them."""
    return [printed(ds, row) for row in ds.survey.sort("survey_id").iter_rows(named=True)]


def printed(ds: Dataset, row: dict) -> Printed:
    """A survey's tables as printed, withheld cells and bases too, and what recovery may use of them.

    Parameters
    ----------
    ds : Dataset
    row : dict
        Of the table `survey`.
    """
    survey = survey_of(ds, row)
    tables = []
    for question in _questions(ds, row):
        everyone = row["valid"] if question["base_option"] is None else None
        tables.append(
            Table(
                question["question_id"],
                [column.printed for column in _columns(ds, question["question_id"])],
                ref=question["ref"],
                single=question["answer"] == "single",
                asked=base_of(question["base_n_text"]) or everyone,
                silent=NO_ANSWER,
            )
        )
    return Printed(survey, tables)


def _questions(ds: Dataset, row: dict) -> list[dict]:
    """The questions of a survey, in order."""
    return _by_survey(ds).get(row["survey_id"], [])


@once
def _by_survey(ds: Dataset) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for question in ds.question.sort("position", maintain_order=True).iter_rows(named=True):
        found.setdefault(question["survey_id"], []).append(question)
    return found


class _Both(NamedTuple):
    """A column of a survey table as printed, and what may be used of it: the same where nothing is withheld."""

    printed: Column
    usable: Column


def _columns(ds: Dataset, question: str) -> list[_Both]:
    """The columns of a question's table."""
    return [one for one in _tables(ds).get(question, []) if one.printed.group_type not in APART]


@once
def _tables(ds: Dataset) -> dict[str, list[_Both]]:
    """Question → its columns and their cells, in order."""
    apart = pl.col("group_type").cast(pl.String).is_in(APART)
    cells = ds.response.sort("group_position", "option_position", maintain_order=True).with_columns(
        percent=pl.when(~(apart & pl.col("quarantined"))).then("percent")  # which nothing reads
    )
    kinds = cells.select("percent", "decimals", "reading").unique()
    codes = kinds.with_columns(code=pl.Series([coded(one) for one in kinds.iter_rows(named=True)], dtype=pl.Int64))
    columns = (
        cells.join(codes, on=kinds.columns, how="left", nulls_equal=True, maintain_order="left")
        .group_by(KEY, maintain_order=True)
        .agg("option_id", "code", pl.col("n_printed", "n_quarantined").first(), "quarantined")
    )
    found: dict[str, list[_Both]] = {}
    for question, kind, group, options, coded_as, n, no_base, withheld in columns.iter_rows():
        as_printed = usable = Column(question, kind, group, dict(zip(options, coded_as, strict=True)), n)
        if no_base or any(withheld):
            left = [BLANK if blank else one for one, blank in zip(coded_as, withheld, strict=True)]
            usable = Column(question, kind, group, dict(zip(options, left, strict=True)), None if no_base else n)
        found.setdefault(question, []).append(_Both(as_printed, usable))
    return found


def apart(ds: Dataset) -> list[list[tuple[Column, int | None, bool | None]]]:
    """Of every survey, in the order of their ids, the columns whose groups add up to nothing.

    Each with its base as printed, and whether the survey is weighted.
    """
    return [list(_apart(ds, row)) for row in ds.survey.sort("survey_id").iter_rows(named=True)]


def _apart(ds: Dataset, row: dict) -> Iterable[tuple[Column, int | None, bool | None]]:
    for question in _questions(ds, row):
        for as_printed, usable in _tables(ds).get(question["question_id"], []):
            if usable.group_type in APART:
                yield usable, as_printed.printed, row["weighted"]


def survey_of(ds: Dataset, row: dict) -> Survey:
    """What recovery may use of a survey's tables: nothing that is withheld.

    Parameters
    ----------
    ds : Dataset
    row : dict
        Of the table `survey`.
    """
    questions = _questions(ds, row)
    columns = [column.usable for one in questions for column in _columns(ds, one["question_id"])]
    headings = {one["question_id"]: base_of(one["base_n_text"]) for one in questions}
    routes = _routes(questions, columns, headings, row["valid"])
    totals = {ALL: row["valid"]} if row["valid"] is not None else {}
    for question, n in headings.items():
        if n is not None:
            totals[routes[question]] = min(n, totals.get(routes[question], n))
    answers = {one["question_id"]: one["answer"] for one in questions}
    return Survey(
        columns,
        routes,
        totals,
        multiple=frozenset(name for name, answer in answers.items() if answer == "multiple"),
        single=frozenset(name for name, answer in answers.items() if answer == "single"),
        weighted=row["weighted"],
        mentions=None if row["percent_of"] is None else row["percent_of"] == "mentions",
    )


def coded(row: dict) -> int:
    """The code of a printed cell: a dash that is read as zero is one of one decimal.

    One of two decimals is read to one; where its last digit is 5 that cannot be told, and it says nothing. A percentage
    that we computed from a printed count says nothing either.
    """
    if row["reading"] == "from_count" or row["percent"] is None:
        return BLANK
    if row["decimals"] == 2:
        return BLANK if round(row["percent"] * 100) % 10 == 5 else code(round(row["percent"], 1), 1)
    return code(row["percent"], 1 if row["reading"] == "dash_as_zero" else row["decimals"])


def _routes(
    questions: list[dict], columns: list[Column], headings: dict[str, int | None], valid: int | None
) -> dict[str, Route]:
    """Question → the people it was put to: `all`, an option that filters, or people of its own.

    A question whose heading or column of bases differs from the others' was put to people of its own.
    """
    routes, shared = dict[str, Route](), dict[tuple[str, str], int]()
    for row in questions:
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
