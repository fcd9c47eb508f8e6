"""Who was put a question: everyone, or some, and which part of a group they are."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dxcompare.dataset import Dataset
from dxcompare.sources.values import base_of

GROUP = ("group_type", "group_id")


def asked_share(ds: Dataset, question_id: str, certainty: str = "recovered") -> pl.DataFrame:
    """Which part of each group a question was put to: :func:`asked_shares` of one question, without its id."""
    return asked_shares(ds, [question_id], certainty).drop("question_id")


def asked_shares(ds: Dataset, question_ids: Sequence[str], certainty: str = "recovered") -> pl.DataFrame:
    """Which part of each group questions were put to: their bases over those of the questions put to everyone.

    Parameters
    ----------
    ds : Dataset
    question_ids : sequence of str
    certainty : {"recovered", "likely"}
        Whether bases that are only likely are used too.

    Returns
    -------
    polars.DataFrame
        question_id, group_type, group_id, asked (0 to 1; 1 where everyone was asked), asked_error (standard error of
        `asked`). Both are null where one of the bases is not known.
    """
    surveys = ds.question.filter(pl.col("question_id").is_in(question_ids)).select("survey_id")
    asked_in = ds.question.join(surveys.unique(), on="survey_id", how="semi")
    valid = dict(ds.survey.select("survey_id", "valid").iter_rows())
    everyone = [
        row["question_id"]
        for row in asked_in.iter_rows(named=True)
        if not row["base_option"] and not _others(row, valid[row["survey_id"]])
    ]
    answers, to_all = ds.answers(certainty), pl.col("question_id").is_in(everyone)
    key = ["question_id", *GROUP]
    mine = answers.filter(pl.col("question_id").is_in(question_ids)).unique(key, maintain_order=True)
    whole = answers.filter(to_all).group_by("survey_id", *GROUP).agg(all=pl.col("n").max())
    asked = pl.col("n") / pl.col("all")
    return mine.join(whole, on=["survey_id", *GROUP], how="left", maintain_order="left").select(
        *key,
        asked=pl.when(to_all).then(1.0).otherwise(asked),
        asked_error=pl.when(to_all).then(0.0).otherwise((asked * (1 - asked) / pl.col("all")).sqrt()),
    )


def _others(question: dict, valid: int | None) -> bool:
    """Whether its heading states another base than the valid answers, so that some were left out."""
    stated = base_of(question["base_n_text"])
    return None not in (stated, valid) and stated != valid
