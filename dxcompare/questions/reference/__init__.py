"""What do the official figures say? A look-up of `reference_stat` with names, dates and cautions."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dxcompare.dataset import Dataset
from dxcompare.dataset.quartiles import CENSUS
from dxcompare.present.question import Control, Option, Question
from dxcompare.questions.reference.compute import Reference, reference
from dxcompare.words.text import Text, column

__all__ = ["Reference", "reference"]


def _indicators(ds: Dataset, chosen: Mapping[str, Any], lang: str) -> list[Option]:
    used = [*ds.reference_stat["indicator_id"].unique(), *CENSUS]
    rows = ds.indicator.filter(pl.col("indicator_id").is_in(used))
    return list(rows.select(column("name", lang), "indicator_id").iter_rows())


QUESTION = Question(
    reference,
    Text("公的統計", "Official figures"),
    controls={"indicator": Control(Text("統計", "Figure"), _indicators)},
    overall=False,
    sheets=lambda ds: (reference(ds).beside_plans(),),
    needs="reference_stat",
    example=lambda ds: {"indicator": "mynumber_held_rate"},
)
