"""The slide of `coverage`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.evidence.marks import MARKS
from dxcompare.present.slide import Slide, as_shown, headline, slide
from dxcompare.questions.coverage.chart import CHAPTER, DOUBT, INITIAL, SIGNS, figure_of, listed, signs, unassessed
from dxcompare.questions.coverage.compute import Coverage
from dxcompare.questions.coverage.tables import CELL_BLANKS
from dxcompare.words.text import Text, column, plural


@slide(Coverage)
def _coverage(result: Coverage, lang: str) -> Slide:
    """Item × plan: the five marks as signs and how many are filled, or in words why there are none."""
    matrix = result.to_frame("matrix")
    left = unassessed(matrix)
    rows = list(matrix.iter_rows(named=True))
    short = dict(result.to_frame("items").select("item_id", column("short", lang)).iter_rows())
    name = column("name", lang)
    if len(set(short.values())) == len(short):
        matrix = matrix.with_columns(pl.col("item_id").replace(short).alias(name))
    cells = (
        matrix.with_columns(pl.col("plan_id").replace(result.plan_names(lang)), as_shown(name, lang))
        .with_columns(
            signs=pl.Series([_signs(row) for row in rows], dtype=pl.String),
            says=pl.Series([_says(row, lang) for row in rows], dtype=pl.String),
        )
        .filter(~pl.col("item_id").is_in(left))
    )
    return Slide(
        cells,
        "marks",
        category=name,
        series="plan_id",
        value="signs",
        parts=[INITIAL[mark].to(lang) for mark in MARKS],
        reading=_READING.to(lang),
        notes=[*_doubted(result, lang), *listed(result, left, lang)],
    )


def _doubted(result: Coverage, lang: str) -> list[str]:
    """The items that the finding leaves out for their doubt alone, in a sentence; none where there are none."""
    every = (
        result.to_frame().group_by("item_id").agg(pl.col("has_measure").is_not_null().all(), pl.col("in_doubt").any())
    )
    n = every.filter("has_measure", "in_doubt").height if result.to_frame("plans").height > 1 else 0
    said = Text(
        f"表題の数は、策定時の版にあるか確かめられない計画のある{n}事項を除く。",
        f"The finding leaves out {plural(n, 'item', 'items')}: no source tells if the version of some plan has "
        + ("it." if n == 1 else "them."),
    )
    return [said.to(lang)] if n else []


#: How to read a cell, short enough for a slide.
_READING = Text(
    "施 施策、工 工程、指 指標、目 数値目標と年、現 現状値。濃い：ある　薄い：施策の指標が別のものを測る　・：ない　"
    "?：読み取れない　章：番号付き施策の外の章が扱う　末尾の?：国の版にあるか確かめられない",
    "M measure, S step, I indicator, T target and year, B baseline. Dark: there   pale: its indicators measure something "
    "else   ・: not there   ?: not legible   ch.: a chapter treats it   ? at the end: version in doubt",
)


def _signs(row: dict) -> str:
    """The five marks, or nothing where words stand in their place."""
    return "" if row["blank"] and not row["has_indicator"] else "".join(SIGNS[sign][0] for sign in signs(row))


def _says(row: dict, lang: str) -> str:
    """What stands beside the marks, such as `3/5`, or why there are none."""
    first = figure_of(row) if _signs(row) else CELL_BLANKS[row["blank"]].to(lang)
    chapter = CHAPTER.to(lang) if row["has_chapter"] else ""
    return " ".join(filter(None, (first, chapter, DOUBT.to(lang) if row["in_doubt"] and _signs(row) else "")))


@headline(Coverage)
def _headline(result: Coverage, lang: str) -> Text | None:
    """Over the items that every plan surely could act on: a count by city would be read as a ranking."""
    plans = result.to_frame("plans").height
    # in doubt, an item with a measure can be told and one without cannot; of one plan each cell stands for itself
    sure = ~pl.col("in_doubt") if plans > 1 else True
    by_item = (
        result.to_frame()
        .group_by("item_id")
        .agg(known=(pl.col("has_measure").is_not_null() & sure).all(), acted=pl.col("has_measure").all())
        .filter("known")
    )
    n = int(by_item["acted"].sum())
    if by_item.is_empty():
        return None
    if plans == 1:
        return Text(
            f"判定した{by_item.height}事項のうち、番号付き施策があるのは{n}",
            f"Of {plural(by_item.height, 'item', 'items')} assessed, {plural(n, 'has', 'have')} a numbered measure",
        )
    return Text(
        f"どの計画でも判定できる{by_item.height}事項のうち、{plans:,}計画すべてに番号付き施策があるのは{n}",
        f"Of {plural(by_item.height, 'item', 'items')} assessed in every plan, {plural(n, 'has', 'have')} a numbered measure in "
        + ("both" if plans == 2 else f"all {plans:,}"),
    )
