"""Charts of outcomes of many plans: what came of each item, and how far targets and official figures lie apart."""

from __future__ import annotations

from collections import Counter

import polars as pl

from dxcompare.present import spread, stacks, style
from dxcompare.questions.outcomes.chart import CELL
from dxcompare.questions.outcomes.compute import Outcomes
from dxcompare.questions.outcomes.tables import VERDICTS
from dxcompare.words.text import Text, column, shown

#: verdict → the colour and hatch of its piece; what cannot be judged has none.
LOOKS: dict[str, tuple[str, str | None]] = {
    "reached": (style.SHADES[5], None),
    "in_place": (style.SHADES[4], None),
    "not_yet": (style.SHADES[2], None),
    "shown_only": (style.SHADES[1], "...."),
    "not_in_place": (style.SHADES[1], "////"),
    "not_reached": (style.INK, None),
    "not_measurable": (style.RULE, None),
    "no_target": ("white", "////"),
    "not_stated": ("white", None),
}
#: Official figures that are shown, those of most indicators first.
MOST = 5


@style.spreads(Outcomes, "promised")
def promised(result: Outcomes, lang: str, width_mm: float = style.WIDTH_MM, mark: str | None = None) -> style.Chart:
    """Of each item, in how many plans official figures say what of its most telling indicator."""
    plan, name = spread.marked(result, lang, mark)
    order = {verdict: n for n, verdict in enumerate(VERDICTS)}
    cells = (
        result.to_frame("promised")
        .with_columns(pl.col("verdict").cast(pl.String))
        .sort(pl.col("verdict").replace_strict(order, return_dtype=pl.Int64), maintain_order=True)
        .unique(["plan_id", "item_id"], keep="first", maintain_order=True)
    )
    lines: list[stacks.Stack] = []
    doubted: list[tuple[Text, int]] = []
    for item in result.to_frame("items").iter_rows(named=True):
        of = cells.filter(item_id=item["item_id"])
        counts = Counter(of.filter(~pl.col("in_doubt"), pl.col("verdict").is_in([*LOOKS]))["verdict"].to_list())
        own = [CELL[verdict].to(lang) for verdict in of.filter(plan_id=plan or "")["verdict"]]
        doubted.append((Text(item["short_ja"], item["short_en"]), of.filter("in_doubt").height))
        lines.append(stacks.Stack(shown(item[column("short", lang)], lang), counts, "".join(own)))
    reading = Text(
        "計画ごとに、その事項の指標のうち最も確かな照合ができるものを数える。策定時の版にない事項や判定していない計画は除く",
        "Of each plan the item's most telling indicator is counted; plans whose version lacks the item, or that nobody "
        "assessed, are left out",
    )
    names = CELL | {"not_stated": VERDICTS["not_stated"]}  # in a legend not as short as in a cell
    parts = {verdict: (names[verdict], *look) for verdict, look in LOOKS.items()}
    title = result.title.to(lang)
    notes = [*spread.doubted(doubted), *result.caveats]
    return stacks.stacks(result, lang, width_mm, "outcomes-promised", title, lines, parts, reading, name, notes=notes)


@style.spreads(Outcomes, "series")
def series(result: Outcomes, lang: str, width_mm: float = style.WIDTH_MM, mark: str | None = None) -> style.Chart:
    """Targets in percent beside the latest official figure of the municipality, indicator by indicator."""
    plan, name = spread.marked(result, lang, mark)
    last = (
        result.to_frame("series")
        .filter(kind="municipality", group_id="total", unit="%")
        .sort("as_of", nulls_last=False, maintain_order=True)
        .unique(["kpi_id", "indicator_id"], keep="last", maintain_order=True)
    )
    targets = (
        result.to_frame("promised")
        .filter(pl.col("target").is_not_null())
        .unique(["kpi_id", "indicator_id"], keep="first", maintain_order=True)
    )
    both = style.some(
        last.join(
            targets.select("kpi_id", "indicator_id", "plan_id", "target"),
            on=["kpi_id", "indicator_id"],
            maintain_order="left",
        ),
        result,
        lang,
    ).with_columns(apart=pl.col("value") - pl.col("target"))
    words = {
        "value": (Text("：最新の値（％）", ": latest figure (%)"), (0.0, 100.0)),
        "target": (Text("：目標値（％）", ": target (%)"), (0.0, 100.0)),
        "apart": (Text("：最新の値－目標（ポイント）", ": figure minus target (points)"), None),
    }
    lines = []
    often = both["indicator_id"].value_counts(sort=True).sort("count", "indicator_id", descending=[True, False])
    for indicator in often["indicator_id"].head(MOST):
        of = both.filter(indicator_id=indicator)
        called = shown(of.item(0, column("indicator", lang)), lang)
        lines += [
            spread.Row(
                called + said.to(lang), of[what], of.filter(plan_id=plan or "")[what].drop_nulls().to_list(), limits, 1
            )
            for what, (said, limits) in words.items()
        ]
    title = Text("目標と公的統計の最新の値", "Targets, and the latest official figures").to(lang)
    reading = Text(
        "一つの値が一つの指標。目標年度も統計の時点も計画ごとに違い、差は達成の度合いではない",
        "Each value is an indicator. Years of targets and dates of figures differ: a difference is no degree of success",
    ).to(lang)
    return spread.rows(
        result, lang, width_mm, "outcomes-series", title, lines, name, reading, spread.INDICATORS, result.caveats
    )
