"""Charts of indicators and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from dxcompare.analysis.ambition import CLASSES, Ambition
from dxcompare.charts import style
from dxcompare.text import Text, column, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@style.draws("Ambition", "classes")
def classes(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """How many indicators of each plan are of each class: bars with their numbers, plan by plan."""
    plans, counts = result.to_frame("plans"), result.to_frame("classes")
    label, row = 34.0, 6.0
    each = (width_mm - label) / plans.height
    title = Text("測れる目標はいくつあるか", "How many targets can be measured?")
    subtitle = Text("指標の数（括弧内は合計）。濃い棒だけが、数値の現状値から数値の目標値へ変える目標",
                    "Number of indicators (total in brackets). Only the dark bar is a change from a numeric "
                    "baseline to a numeric target")
    figure, top = style.sheet(width_mm, 5 + row * len(CLASSES), title.to(lang), subtitle.to(lang),
                              *(note.to(lang) for note in result.caveats),
                              style.source_line(result.source_line(lang), lang))
    most = max(1, *counts.get_column("kpis").to_list())
    for x, plan in enumerate(plans.iter_rows(named=True)):
        axes = style.place(figure, label + x * each, top + 5, each - 5, row * len(CLASSES))
        mine = dict(counts.filter(plan_id=plan["plan_id"]).select("class", "kpis").iter_rows())
        total = sum(mine.values())
        for y, name in enumerate(CLASSES):
            n = mine[name]
            axes.barh(y, n, height=0.62, color=style.COLOURS[0] if name == "change" else style.PALE)
            axes.text(n + most * 0.03, y, str(n), va="center", fontsize=8,
                      color=style.INK if n else style.PALE)
        axes.set(xlim=(0, most * 1.15), ylim=(len(CLASSES) - 0.5, -0.5), xticks=[], yticks=[])
        axes.spines["bottom"].set_visible(False)
        axes.set_title(f"{plan[column('name', lang)]}（{total}）" if lang == "ja"
                       else f"{plan[column('name', lang)]} ({total})", loc="left", fontsize=9)
        if x == 0:
            for y, label_ in enumerate(CLASSES.values()):
                axes.text(-most * 0.06, y, label_.to(lang), ha="right", va="center", fontsize=8)
    said = "、".join(f"{row['plan_id']} {row['class']} {row['kpis']}" for row in
                    counts.filter(pl.col("kpis") > 0).iter_rows(named=True))
    return style.Chart(figure, "ambition-classes", title.to(lang), f"{title.to(lang)} {said}", counts)


@style.draws("Ambition", "targets")
def targets(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Baseline and target of every indicator in percent: hollow and filled marks on one scale."""
    plans = result.to_frame("plans")
    kpis = (result.to_frame("kpis").filter(pl.col("unit") == "%", pl.col("target").is_not_null())
            .join(plans.select("plan_id", plan_ja="name_ja", plan_en="name_en", order="start_fy"), on="plan_id")
            .sort("order", "plan_id", "kpi_id"))
    label, row, margin = 88.0, 4.7, 24.0
    lines: list[dict | None] = []
    for _, block in kpis.group_by("plan_id", maintain_order=True):
        lines += [{"plan": block.item(0, column("plan", lang))}, *block.iter_rows(named=True), None]
    lines.pop()
    title = Text("割合の指標：現状値から目標値へ", "Indicators in percent: from baseline to target")
    subtitle = Text("○ 現状値　● 目標値（右の数字は目標値と目標年度。年度の記載がないものは「年なし」）",
                    "○ baseline   ● target (figures at the right: target and its fiscal year; 'no year' "
                    "where none is printed)")
    caveat = Text("指標の定義は計画ごとに違い、同じ線の上でも直接は比べられない。",
                  "Definitions differ between plans; marks on one scale are not directly comparable.")
    figure, top = style.sheet(width_mm, row * len(lines) + 5, title.to(lang), subtitle.to(lang), caveat.to(lang),
                              style.source_line(result.source_line(lang), lang))
    axes = style.place(figure, label, top, width_mm - label - margin, row * len(lines))
    right = max(100.0, *kpis.get_column("target").to_list())
    for y, line in enumerate(lines):
        if line and "plan" in line:
            axes.text(-label / (width_mm - label - margin) * right, y, line["plan"], va="center", fontsize=9)
        elif line:
            _dumbbell(axes, y, line, lang, right)
    axes.set(xlim=(0, right), ylim=(len(lines) - 0.5, -0.5), yticks=[], xticks=range(0, 101, 20))
    axes.set_xticklabels([f"{x}%" for x in range(0, 101, 20)])
    axes.xaxis.grid(True)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    said = "；".join(f"{row[column('name', lang)]} {row['baseline_text'] or '—'} → {row['target_text']}"
                     for row in kpis.iter_rows(named=True))
    return style.Chart(figure, "ambition-targets", title.to(lang), f"{title.to(lang)} {said}", kpis)


def _dumbbell(axes: Axes, y: int, row: dict, lang: str, right: float) -> None:
    base, goal = row["baseline"], row["target"]
    name = style.wrap(shown(row[column("name", lang)], lang), 58).split("\n")
    axes.text(-2.5 / 100 * right, y, name[0] + "…" * (len(name) > 1), ha="right", va="center", fontsize=7.5)
    if base is not None and base != goal:
        axes.annotate("", (goal, y), (base, y), arrowprops={
            "arrowstyle": "-", "color": style.COLOURS[0], "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0})
    if base is not None:
        axes.plot(base, y, "o", markersize=5.5, markerfacecolor="white", markeredgecolor=style.COLOURS[0],
                  markeredgewidth=1.2, clip_on=False, zorder=3)
    axes.plot(goal, y, "o", markersize=5.5 if base != goal else 3, color=style.COLOURS[0], clip_on=False,
              zorder=4)
    when = row["target_fy"] or ("年なし" if lang == "ja" else "no year")
    axes.text(right * 1.03, y, f"{style.number(goal)}% {when}", va="center", fontsize=7, color=style.GREY)
