"""The slide of `coverage`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present.slide import Slide, as_shown, headline, slide
from dxcompare.questions.coverage.chart import CHAPTER, DOUBT, SIGNS, figure_of, listed, signs, unassessed
from dxcompare.questions.coverage.compute import Coverage
from dxcompare.questions.coverage.tables import CELL_BLANKS
from dxcompare.words.text import Text, column, plural


@slide(Coverage)
def _coverage(result: Coverage, lang: str) -> Slide:
    """Item × plan: the five marks as signs and how many are filled, or in words why there are none."""
    matrix = result.to_frame("matrix")
    left = unassessed(matrix)
    says = [_says(row, lang) for row in matrix.iter_rows(named=True)]
    cells = (
        matrix.with_columns(pl.col("plan_id").replace(result.plan_names(lang)), as_shown(column("name", lang), lang))
        .with_columns(says=pl.Series(says, dtype=pl.String))
        .filter(~pl.col("item_id").is_in(left))
    )
    return Slide(
        cells,
        "pivot",
        category=column("name", lang),
        series="plan_id",
        value="says",
        reading="\n".join([_READING.to(lang), *listed(result, left, lang)]),
    )


#: How to read a cell, short enough for a slide.
_READING = Text(
    "左から施策・工程・指標・数値目標と年・現状値（入れ子）　■ある　□施策の指標は別のものを測る　・ない　?読めない　章 施策の外の章が扱う　末尾の? 版にあるか不明",
    "From the left: measure, step, indicator, target and year, baseline (nested)   ■ there   □ indicators of something else   "
    "・ not there   ? not legible   ch. a chapter treats it   ? at the end: version in doubt",
)


def _says(row: dict, lang: str) -> str:
    """A cell in text, such as `■■■□・ 3/5`."""
    chapter = CHAPTER.to(lang) if row["has_chapter"] else ""
    if row["blank"] and not row["has_indicator"]:
        return " ".join(filter(None, (CELL_BLANKS[row["blank"]].to(lang), chapter)))
    marks = "".join(SIGNS[sign][0] for sign in signs(row))
    return " ".join(filter(None, (marks, figure_of(row), chapter, DOUBT.to(lang) if row["in_doubt"] else "")))


@headline(Coverage)
def _headline(result: Coverage, lang: str) -> Text | None:
    """Over the items that every plan could act on: a count by city would be read as a ranking."""
    by_item = (
        result.to_frame()
        .group_by("item_id")
        .agg(known=pl.col("has_measure").is_not_null().all(), acted=pl.col("has_measure").all())
        .filter("known")
    )
    n, plans = int(by_item["acted"].sum()), result.to_frame("plans").height
    if by_item.is_empty():
        return None
    if plans == 1:
        return Text(
            f"判定した{by_item.height}事項のうち、番号付き施策があるのは{n}",
            f"Of {plural(by_item.height, 'item', 'items')} assessed, {plural(n, 'has', 'have')} a numbered measure",
        )
    return Text(
        f"どの計画でも判定できる{by_item.height}事項のうち、{plans}計画すべてに番号付き施策があるのは{n}",
        f"Of {plural(by_item.height, 'item', 'items')} assessed in every plan, {plural(n, 'has', 'have')} a numbered measure in "
        + ("both" if plans == 2 else f"all {plans}"),
    )
