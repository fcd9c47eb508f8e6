"""The survey tables of a data set as they are printed, withheld cells and bases too."""

from __future__ import annotations

from collections.abc import Iterable

from dxcompare.dataset.loaded import Dataset
from dxcompare.methods.recovery.audit import Table
from dxcompare.methods.recovery.grim import code
from dxcompare.methods.recovery.survey import Column, read
from dxcompare.sources.values import base_of

#: The option of those who gave no answer.
NO_ANSWER = "no_answer"


def printed(ds: Dataset) -> Iterable[tuple[dict, Table, list[Table]]]:
    """Each question's row, its table, and those before it in the same survey.

    Parameters
    ----------
    ds : Dataset
        With its table `survey_base`.
    """
    for survey in ds.survey.sort("survey_id").iter_rows(named=True):
        questions = ds.question.filter(survey_id=survey["survey_id"]).sort("position").to_dicts()
        columns = read(column for question in questions for column in _columns(ds, question["question_id"]))
        earlier: list[Table] = []
        for question in questions:
            table = _table(ds, survey, question, [one for one in columns if one.question == question["question_id"]])
            yield question, table, list(earlier)
            earlier.append(table)


def _columns(ds: Dataset, question: str) -> Iterable[Column]:
    cells = ds.response.filter(question_id=question).sort("group_position", "option_position")
    for (kind, group), mine in cells.group_by("group_type", "group_id", maintain_order=True):
        found = {}
        for cell in mine.iter_rows(named=True):
            decimals = 1 if cell["reading"] == "dash_as_zero" else cell["decimals"]
            found[cell["option_id"]] = code(cell["percent"], decimals)
        yield Column(question, str(kind), str(group), found, mine.item(0, "n_printed"))


def _table(ds: Dataset, survey: dict, question: dict, columns: list[Column]) -> Table:
    known = ds.survey_base.filter(question_id=question["question_id"])
    everyone = survey["valid"] if question["base_option"] is None else None
    return Table(
        question["ref"],
        columns,
        single=question["answer"] == "single",
        asked=base_of(question["base_n_text"]) or everyone,
        known={(one["group_type"], one["group_id"]): one["n"] for one in known.iter_rows(named=True)},
        silent=NO_ANSWER,
    )
