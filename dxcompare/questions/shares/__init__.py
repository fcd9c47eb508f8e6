"""What do residents answer, by age, sex and district? Printed percentages with base and interval."""

import polars as pl

from dxcompare.dataset import Dataset
from dxcompare.present.question import Question
from dxcompare.questions.shares.compute import Shares, shares
from dxcompare.words.text import Text

__all__ = ["Shares", "shares"]


def _first_questions(ds: Dataset) -> list[str]:
    """The first question of each survey that has a table by age."""
    aged = ds.response.filter(group_type="age")["question_id"].unique()
    asked = ds.question.filter(pl.col("question_id").is_in(aged.implode())).sort("survey_id", "position")
    return asked.unique("survey_id", maintain_order=True, keep="first")["question_id"].to_list()


QUESTION = Question(
    shares,
    Text("住民調査の設問", "Survey question"),
    controls={"question": "question_id", "group": "group_type"},
    needs="survey",
    deck=lambda ds: [shares(ds, one) for one in _first_questions(ds)],
)
