"""The slide of `matched`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present.slide import Slide, headline, slide, table
from dxcompare.questions.matched.compute import Matched
from dxcompare.words.text import Text, column, plural


@slide(Matched)
def _matched(result: Matched, lang: str) -> Slide:
    cities = result.plan_names(lang)
    ends = [
        pl.concat_str(
            pl.col(f"{end}_plan_id").replace(cities),
            pl.lit("：" if lang == "ja" else ": "),
            pl.col(column(f"{end}_name", lang)),
        ).alias(column(f"{end}_name", lang))
        for end in ("first", "second")
    ]
    rows = result.to_frame().with_columns(*ends)
    return table(result, lang, ["short", "first_name", "second_name", "comparable", "because"], frame=rows)


@headline(Matched)
def _headline(result: Matched, lang: str) -> Text:
    pairs = result.to_frame()
    n = int(pairs["comparable"].sum())
    return Text(
        f"似た指標{pairs.height}組のうち、比べられるのは{n}組",
        f"Of {plural(pairs.height, 'look-alike pair', 'look-alike pairs')}, {plural(n, 'compares', 'compare')}",
    )
