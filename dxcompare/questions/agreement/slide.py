"""The slide of `agreement`."""

from __future__ import annotations

import polars as pl

from dxcompare.present.slide import ITEM, Slide, heads, slide
from dxcompare.questions.agreement.compute import ALL, MAIN, Agreement
from dxcompare.tables.judgement import PLAN
from dxcompare.words.text import Text, column


@slide(Agreement)
def _agreement(result: Agreement, lang: str) -> Slide:
    words = dict(result.to_frame("items").select("item_id", column("short", lang)).iter_rows())
    words |= {ALL: Text("すべての判定", "all decisions").to(lang), MAIN: Text("主な事項", "main item").to(lang)}
    rows = result.to_frame().with_columns(
        pl.col("item_id").replace(words), pl.col("second").replace({PLAN: Text("計画の記載", "printed tags").to(lang)})
    )
    return Slide(
        heads(
            rows,
            lang,
            first=("判定者", "Coder"),
            second=("相手", "Against"),
            item_id=ITEM,
            measures=("施策", "Measures"),
            agreement=("一致率", "Agreement"),
            alpha=("α", "Alpha"),
            low=("下端", "Low"),
            high=("上端", "High"),
        )
    )
