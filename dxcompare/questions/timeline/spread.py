"""The chart of `timeline` of many plans: from which year on each item is to be in use."""

from __future__ import annotations

import polars as pl

from dxcompare.present import spread, style
from dxcompare.questions.timeline.compute import Timeline
from dxcompare.words.text import Text, column, shown


@style.spreads(Timeline, "stages")
def stages(result: Timeline, lang: str, width_mm: float = style.WIDTH_MM, mark: str | None = None) -> style.Chart:
    """The first year in which each item is in use in the plans."""
    plan, name = spread.marked(result, lang, mark)
    first = style.some(result.to_frame("first_use").filter(pl.col("fy").is_not_null()), result, lang)
    limits = (float(first["fy"].min()), float(first["fy"].max()))  # type: ignore[arg-type]
    lines = []
    for item in result.to_frame("items").iter_rows(named=True):
        of = first.filter(item_id=item["item_id"])
        if of.height:
            own = of.filter(plan_id=plan or "")["fy"].to_list()
            said = shown(item[column("short", lang)], lang)
            lines.append(spread.Row(said, of["fy"], own, limits, grouped=False))
    title = Text(
        "国の事項ごとに、どの年度から使い始める計画か", "From which year on is each national item to be in use?"
    )
    reading = Text(
        f"使い始める（開始・運用・拡大の工程がある）最初の年度、{limits[0]:.0f}～{limits[1]:.0f}年度。"
        "工程の期間が読み取れない計画では、その年度かそれより後。使い始める工程のない計画は数えない",
        f"First fiscal year with a step that launches, operates or expands it, {limits[0]:.0f} to {limits[1]:.0f}; where the "
        "span of the step is lost, that year or later. Plans without such a step are not counted",
    ).to(lang)
    return spread.rows(
        result, lang, width_mm, "timeline-stages", title.to(lang), lines, name, reading, notes=[result.method]
    )
