"""The slide of `previous`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present.slide import Slide, headline, slide, table
from dxcompare.questions.previous.compute import Previous
from dxcompare.words.text import Text, plural


@slide(Previous)
def _previous(result: Previous, lang: str) -> Slide:
    return table(result, lang, ["plan_id", "short", "done", "partly", "not_done", "measures"])


@headline(Previous)
def _headline(result: Previous, lang: str) -> Text:
    rows = result.to_frame("verdicts").unique(["plan_id", "number"])
    n = rows.filter(pl.col("verdict") != "done").height
    alone = rows["plan_id"].n_unique() == 1
    words = Text("評価の言葉は市のもの", "in the city's own words")
    if not alone:
        words = Text("評価の言葉は市ごとに違う", "each city in its own words")
    return Text(
        f"前の計画の自己評価{rows.height}件のうち、一部実施か未達成は{n}件（{words.ja}）",
        f"Of {plural(rows.height, 'self-assessment', 'self-assessments')}, {plural(n, 'is', 'are')} partly or not done "
        f"({words.en})",
    )
