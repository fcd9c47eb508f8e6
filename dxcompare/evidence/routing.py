"""Who was put a question: everyone, or some, and which part of a group they are."""

from __future__ import annotations

import polars as pl

from dxcompare.dataset import Dataset
from dxcompare.sources.values import base_of

GROUP = ("group_type", "group_id")


def asked_share(ds: Dataset, question_id: str, certainty: str = "recovered") -> pl.DataFrame:
    """Which part of each group a question was put to: its base over that of the questions put to everyone.

    Parameters
    ----------
    ds : Dataset
    question_id : str
    certainty : {"recovered", "likely"}
        Whether bases that are only likely are used too.

    Returns
    -------
    polars.DataFrame
        group_type, group_id, asked (0 to 1; 1 where everyone was asked), asked_error (standard error of `asked`).
        Both are null where one of the bases is not known.
    """
    survey = ds.question.filter(question_id=question_id).item(0, "survey_id")
    valid = ds.survey.filter(survey_id=survey).item(0, "valid")
    questions = ds.question.filter(survey_id=survey).iter_rows(named=True)
    everyone = [row["question_id"] for row in questions if not row["base_option"] and not _others(row, valid)]
    answers = ds.answers(certainty)
    mine = answers.filter(question_id=question_id).unique(GROUP, maintain_order=True).select(*GROUP, "n")
    if question_id in everyone:
        return mine.select(*GROUP, asked=pl.lit(1.0), asked_error=pl.lit(0.0))
    asked = pl.col("n") / pl.col("all")
    whole = answers.filter(pl.col("question_id").is_in(everyone)).group_by(GROUP).agg(all=pl.col("n").max())
    return mine.join(whole, on=GROUP, how="left", maintain_order="left").select(
        *GROUP, asked=asked, asked_error=(asked * (1 - asked) / pl.col("all")).sqrt()
    )


def _others(question: dict, valid: int | None) -> bool:
    """Whether its heading states another base than the valid answers, so that some were left out."""
    stated = base_of(question["base_n_text"])
    return None not in (stated, valid) and stated != valid
