"""The slide of `coverage`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.evidence.marks import BLANKS, DEPTHS, SHARED
from dxcompare.present.slide import Slide, as_shown, headline, named, plan_names, slide
from dxcompare.questions.coverage.compute import Coverage
from dxcompare.words.text import Text, column, plural


@slide(Coverage)
def _coverage(result: Coverage, lang: str) -> Slide:
    """Item × plan: the depth, or in words why there is none."""
    cells = result.to_frame("matrix").with_columns(
        pl.col("plan_id").replace(plan_names(result, lang)),
        as_shown(column("name", lang), lang),
        says=pl.when(pl.col("blank").is_null())
        .then(
            pl.format(
                "{}{}", "depth", pl.when(pl.col("depth_own") < pl.col("depth")).then(pl.lit("*")).otherwise(pl.lit(""))
            )
        )
        .otherwise(named("blank", BLANKS, lang)),
    )
    depths = [f"{depth} {text.to(lang)}" for depth, text in DEPTHS.items() if depth]
    reading = Text("深さ：", "Depth: ").to(lang) + "　".join([*depths, SHARED.to(lang)])
    return Slide(
        cells,
        "pivot",
        category=column("name", lang),
        series="plan_id",
        value="says",
        shade="depth",
        most=max(DEPTHS),
        reading=reading,
    )


@headline(Coverage)
def _headline(result: Coverage, lang: str) -> Text | None:
    """Over the items that every plan could act on: a count by city would be read as a ranking."""
    by_item = (
        result.to_frame()
        .group_by("item_id")
        .agg(known=pl.col("depth").is_not_null().all(), acted=(pl.col("depth") > 0).all())
        .filter("known")
    )
    n, plans = int(by_item["acted"].sum()), result.to_frame("plans").height
    if by_item.is_empty():
        return None
    if plans == 1:
        return Text(
            f"判定した{by_item.height}事項のうち、施策があるのは{n}",
            f"Of {plural(by_item.height, 'item', 'items')} assessed, {plural(n, 'has', 'have')} a measure",
        )
    return Text(
        f"どの計画でも判定できる{by_item.height}事項のうち、{plans}計画すべてに施策があるのは{n}",
        f"Of {plural(by_item.height, 'item', 'items')} assessed in every plan, {plural(n, 'has', 'have')} a measure in "
        + ("both" if plans == 2 else f"all {plans}"),
    )
