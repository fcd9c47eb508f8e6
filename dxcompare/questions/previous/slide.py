"""The slide of `previous`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present.slide import Slide, headline, slide, table
from dxcompare.questions.previous.compute import UNDONE, Previous, given
from dxcompare.words.text import Text, plural


@slide(Previous)
def _previous(result: Previous, lang: str) -> Slide:
    return table(result, lang, ["plan_id", "short", *given(result), "measures"])


@headline(Previous)
def _headline(result: Previous, lang: str) -> Text | None:
    rows = result.to_frame("verdicts").unique(["plan_id", "number"])
    if rows.is_empty():
        return None
    every, n, plans = rows.height, rows.filter(pl.col("verdict").is_in(UNDONE)).height, rows["plan_id"].n_unique()
    words = Text("評価の言葉は市のもの", "in the city's own words")
    if plans > 1:
        words = Text("評価の言葉は市ごとに違い、件数は比べない", "each city in its own words; counts do not compare")
    return Text(
        f"前の計画の自己評価を載せるのは{plans}計画で、計{every}件のうち一部実施か未達成は{n}件（{words.ja}）",
        f"{plural(plans, 'plan assesses its predecessor', 'plans assess their predecessors')}: "
        f"of {plural(every, 'verdict', 'verdicts')} {plural(n, 'is', 'are')} partly or not done ({words.en})",
    )
