"""The survey tables of a data set as recovery and audit take them: as printed, and as far as they may be used."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from dxcompare.dataset.loaded import Dataset
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
    for question in ds.question.filter(survey_id=row["survey_id"]).sort("position").iter_rows(named=True):
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
    cells = ds.response.filter(~pl.col("group_type").is_in(APART), question_id=question)
    yield from _of_groups(cells, withheld=withheld)


def apart(ds: Dataset, row: dict) -> Iterable[tuple[Survey, int | None]]:
    """Each column of a survey whose groups add up to nothing, as a survey of its own; and its base as printed."""
    questions = ds.question.filter(survey_id=row["survey_id"])["question_id"]
    cells = ds.response.filter(pl.col("group_type").is_in(APART), pl.col("question_id").is_in(questions.implode()))
    for _, mine in cells.group_by("question_id", maintain_order=True):
        for column in _of_groups(mine, withheld=False):
            alone = Survey([column], {column.question: Route(column.question)}, weighted=row["weighted"])
            yield alone, mine.filter(group_id=column.group, group_type=column.group_type).item(0, "n_printed")


def _of_groups(cells: pl.DataFrame, *, withheld: bool) -> Iterable[Column]:
    """The columns of a question's table."""
    cells = cells.sort("group_position", "option_position")
    for (kind, group), mine in cells.group_by("group_type", "group_id", maintain_order=True):
        found = {
            cell["option_id"]: BLANK if cell["quarantined"] and not withheld else coded(cell)
            for cell in mine.iter_rows(named=True)
        }
        usable = withheld or not mine.item(0, "n_quarantined")
        yield Column(
            mine.item(0, "question_id"), str(kind), str(group), found, mine.item(0, "n_printed") if usable else None
        )


def survey_of(ds: Dataset, row: dict) -> Survey:
    """What recovery may use of a survey's tables: nothing that is withheld.

    Parameters
    ----------
    ds : Dataset
    row : dict
        Of the table `survey`.
    """
    questions = ds.question.filter(survey_id=row["survey_id"]).sort("position")
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
