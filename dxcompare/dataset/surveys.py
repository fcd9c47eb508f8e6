"""The survey tables of a data set as recovery and audit take them: as printed, and as far as they may be used."""

from __future__ import annotations

from collections.abc import Iterable

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
    for question in _questions(ds, row["survey_id"]).iter_rows(named=True):
        everyone = row["valid"] if question["base_option"] is None else None
        tables.append(
            Table(
                question["question_id"],
                list(_columns(ds, question["question_id"])),
                ref=question["ref"],
                single=question["answer"] == "single",
                asked=base_of(question["base_n_text"]) or everyone,
                silent=NO_ANSWER,
            )
        )
    return Printed(survey, tables)


def _columns(ds: Dataset, question: str, *, withheld: bool = True) -> Iterable[Column]:
    """The columns of a question's table as printed; without what is withheld, blanks stand for it."""
    for as_printed, usable in _tables(ds).get(question, ()):
        if as_printed.group_type not in APART:
            yield as_printed if withheld else usable


def _questions(ds: Dataset, survey: str) -> pl.DataFrame:
    """The questions of a survey in their order."""
    return _asked(ds).get((survey,), ds.question.clear())


@once
def _asked(ds: Dataset) -> dict[tuple, pl.DataFrame]:
    return ds.question.sort("position", maintain_order=True).partition_by(
        "survey_id", as_dict=True, maintain_order=True
    )


def apart(ds: Dataset, row: dict) -> Iterable[tuple[Survey, int | None]]:
    """Each column of a survey whose groups add up to nothing, as a survey of its own; and its base as printed."""
    for question in _questions(ds, row["survey_id"])["question_id"]:
        for as_printed, usable in _tables(ds).get(question, ()):
            if as_printed.group_type in APART:
                yield Survey([usable], {question: Route(question)}, weighted=row["weighted"]), as_printed.printed


@once
def _tables(ds: Dataset) -> dict[str, list[tuple[Column, Column]]]:
    """Question → the columns of its table, each as printed, and with blanks for what is withheld."""
    said = ("percent", "decimals", "reading", "quarantined", "n_quarantined", "n_printed")
    cells = ds.response.sort("group_position", "option_position", maintain_order=True)
    columns: dict[str, dict[tuple[str, str], list[dict]]] = {}
    for cell in cells.select(*KEY, "option_id", *said).iter_rows(named=True):
        table = columns.setdefault(cell["question_id"], {})
        table.setdefault((cell["group_type"], cell["group_id"]), []).append(cell)
    return {
        question: [(_column(mine, withheld=True), _column(mine, withheld=False)) for mine in table.values()]
        for question, table in columns.items()
    }


def _column(cells: list[dict], *, withheld: bool) -> Column:
    first = cells[0]
    found = {cell["option_id"]: BLANK if cell["quarantined"] and not withheld else coded(cell) for cell in cells}
    base = first["n_printed"] if withheld or not first["n_quarantined"] else None
    return Column(first["question_id"], str(first["group_type"]), str(first["group_id"]), found, base)


def survey_of(ds: Dataset, row: dict) -> Survey:
    """What recovery may use of a survey's tables: nothing that is withheld.

    Parameters
    ----------
    ds : Dataset
    row : dict
        Of the table `survey`.
    """
    questions = _questions(ds, row["survey_id"])
    columns = [column for name in questions["question_id"] for column in _columns(ds, name, withheld=False)]
    headings = {one["question_id"]: base_of(one["base_n_text"]) for one in questions.iter_rows(named=True)}
    routes = _routes(questions, columns, headings, row["valid"])
    totals = {ALL: row["valid"]} if row["valid"] is not None else {}
    for question, n in headings.items():
        if n is not None:
            totals[routes[question]] = min(n, totals.get(routes[question], n))
    answers = dict(questions.select("question_id", pl.col("answer").cast(pl.String)).iter_rows())
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
