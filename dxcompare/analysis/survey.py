"""What do residents answer, by age, sex and district?

The printed percentages as they stand, with their base where one is printed; withheld cells are left
out and said to be.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset import Dataset
from dxcompare.result import Result
from dxcompare.text import Text, shown


@dataclass(frozen=True)
class Shares(Result):
    """Printed percentages of one question; tables `shares` and `question`.

    `shares`: option_id, option_ja, option_en, option_position, group_id, group_ja, group_en,
    group_position, age_min, age_max, n (printed base, null where none), percent, blank (`withheld`
    where the cell must not be used), locator.
    """


def shares(ds: Dataset, question_id: str, group_type: str = "age") -> Shares:
    """The percentages of a question by group.

    Parameters
    ----------
    ds : Dataset
    question_id : str
        One of `ds.question["question_id"]`.
    group_type : {"age", "sex", "district", "total"}

    Returns
    -------
    Shares

    Raises
    ------
    ValueError
        If there is no such question, or no table of it by such groups.

    Examples
    --------
    >>> import dxcompare
    >>> ds = dxcompare.load()
    >>> result = shares(ds, ds.question["question_id"][0])
    >>> result.to_frame()["percent"].max() <= 100
    True
    """
    question = ds.question.filter(question_id=question_id)
    if question.is_empty():
        raise ValueError(f"no question {question_id!r}; there are {', '.join(ds.question['question_id'])}")
    cells = ds.response.filter(question_id=question_id).filter(pl.col("group_type") == group_type)
    if cells.is_empty():
        raise ValueError(f"{question_id} has no table by {group_type}")
    table = cells.select(
        "option_id", "option_ja", "option_en", "option_position", "group_id", "group_ja", "group_en",
        "group_position", "age_min", "age_max",
        n=pl.when(~pl.col("n_quarantined")).then("n_printed"),
        percent=pl.when(~pl.col("quarantined")).then("percent"),
        blank=pl.when("quarantined").then(pl.lit("withheld")), locator="locator",
    ).sort("option_position", "group_position")
    survey = ds.survey.filter(survey_id=question.item(0, "survey_id"))
    return Shares(
        title=Text(shown(question.item(0, "wording_ja"), "ja"), question.item(0, "wording_en")),
        method=Text("印刷された割合をそのまま示す。", "Percentages as printed."),
        tables={"shares": table, "question": question, "survey": survey},
        sources=survey.join(ds.source, on="source_id").select("source_id", "title"),
        caveats=_caveats(table, question, survey))


def _caveats(table: pl.DataFrame, question: pl.DataFrame, survey: pl.DataFrame) -> tuple[Text, ...]:
    row = survey.row(0, named=True)
    base, name, valid = question.item(0, "base"), row["name_ja"], row["valid"]
    notes = [Text(f"{shown(name, 'ja')}、有効回答{valid:,}人。回答対象：{shown(base, 'ja')}。",
                  f"{row['name_en']}, {valid:,} valid answers.")]
    if table.get_column("n").null_count() == table.height:
        notes.append(Text("集団ごとの回答者数は印刷されていない。",
                          "The number of respondents per group is not printed."))
    return tuple(notes)
