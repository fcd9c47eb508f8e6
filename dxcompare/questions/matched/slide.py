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
            _per_head(pl.col(f"{end}_per_1000"), lang),
        ).alias(column(f"{end}_name", lang))
        for end in ("first", "second")
    ]
    rows = result.to_frame().with_columns(*ends)
    return table(result, lang, ["short", "first_name", "second_name", "comparable", "because"], frame=rows)


def _per_head(value: pl.Expr, lang: str) -> pl.Expr:
    """What the target is per head, in brackets; nothing where it is not given."""
    said = Text("（人口千人当たり{}）", " ({} per 1,000 residents)").to(lang)
    return pl.when(value.is_not_null()).then(pl.format(said, value.round(2))).otherwise(pl.lit(""))


@headline(Matched)
def _headline(result: Matched, lang: str) -> Text:
    pairs = result.to_frame()
    n = int(pairs["comparable"].sum())
    return Text(
        f"似た指標{pairs.height:,}組のうち、比べられるのは{n:,}組",
        f"Of {plural(pairs.height, 'look-alike pair', 'look-alike pairs')}, {plural(n, 'compares', 'compare')}",
    )
