"""Charts of what is in the data of many plans: how counts and periods are distributed."""

from __future__ import annotations

import polars as pl

from dxcompare.present import spread, style
from dxcompare.questions.overview.compute import Overview
from dxcompare.questions.overview.tables import CONTENTS
from dxcompare.words.text import Text


@style.spreads(Overview, "contents")
def contents(result: Overview, lang: str, width_mm: float = style.WIDTH_MM, mark: str | None = None) -> style.Chart:
    """How many of each kind of content the plans have."""
    plan, name = spread.marked(result, lang, mark)
    counts = result.to_frame("contents")
    lines = []
    for what, words in CONTENTS.items():
        of = counts.filter(what=what)
        lines.append(spread.Row(words.to(lang), of["count"], _own(of, plan, "count")))
    said = Text(
        "件数。目盛りは行ごとに0から最大値まで", "Rows; each line has a scale of its own, from 0 to its most"
    ).to(lang)
    return spread.rows(
        result, lang, width_mm, "overview-contents", result.title.to(lang), lines, name, said, notes=result.caveats
    )


@style.spreads(Overview, "periods")
def periods(result: Overview, lang: str, width_mm: float = style.WIDTH_MM, mark: str | None = None) -> style.Chart:
    """In which years the plans begin and end, and how many years they cover."""
    plan, name = spread.marked(result, lang, mark)
    plans = result.to_frame("plans").with_columns(years=pl.col("end_fy") - pl.col("start_fy") + 1)
    ends = (min(plans["start_fy"]), max(plans.select(pl.max_horizontal("start_fy", "end_fy")).to_series()))
    rows = {
        "start_fy": (Text("始まる年度", "first fiscal year"), ends),
        "end_fy": (Text("終わる年度（定めのあるもの）", "last fiscal year, where there is one"), ends),
        "years": (Text("期間（年）", "years covered"), None),
    }
    lines = [
        spread.Row(words.to(lang), plans[column], _own(plans, plan, column), limits, grouped=column == "years")
        for column, (words, limits) in rows.items()
    ]
    title = Text("計画の期間はいつからいつまでか", "When do the plans begin and end?").to(lang)
    return spread.rows(result, lang, width_mm, "overview-periods", title, lines, name)


def _own(frame: pl.DataFrame, plan: str | None, value: str) -> list[float]:
    """What the marked plan has."""
    return frame.filter(plan_id=plan or "")[value].drop_nulls().to_list()
