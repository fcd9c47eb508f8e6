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
    subtitle = Text(
        "指標の数（括弧内は合計）。上から順に当てはめ、一つの指標は一つの類に入る。\n"
        "濃い棒だけが、数値の現状値から数値の目標値へ変える目標",
        "Number of indicators (total in brackets); each is in the first class that fits.\n"
        "Only the dark bar is a change from a numeric baseline to a numeric target",
    )
    figure, top = style.sheet(
        width_mm,
        5 + row * len(CLASSES),
        title.to(lang),
        subtitle.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    most = max(1, *counts.get_column("kpis").to_list())
    for x, plan in enumerate(plans.iter_rows(named=True)):
        axes = style.place(figure, label + x * each, top + 5, each - 5, row * len(CLASSES))
        mine = dict(counts.filter(plan_id=plan["plan_id"]).select("class", "kpis").iter_rows())
        total = sum(mine.values())
        for y, name in enumerate(CLASSES):
            n = mine[name]
            axes.barh(y, n, height=0.62, color=style.COLOURS[0] if name == "change" else style.PALE)
            axes.text(n + most * 0.03, y, str(n), va="center", fontsize=8, color=style.INK if n else style.PALE)
        axes.set(xlim=(0, most * 1.15), ylim=(len(CLASSES) - 0.5, -0.5), xticks=[], yticks=[])
        axes.spines["bottom"].set_visible(False)
        axes.set_title(
            f"{plan[column('name', lang)]}（{total}）" if lang == "ja" else f"{plan[column('name', lang)]} ({total})",
            loc="left",
            fontsize=9,
        )
        if x == 0:
            for y, label_ in enumerate(CLASSES.values()):
                axes.text(-most * 0.06, y, label_.to(lang), ha="right", va="center", fontsize=8)
    said = "、".join(
        f"{row['plan_id']} {row['class']} {row['kpis']}"
        for row in counts.filter(pl.col("kpis") > 0).iter_rows(named=True)
    )
    return style.Chart(figure, "ambition-classes", title.to(lang), f"{title.to(lang)} {said}", counts)


#: Where an indicator serves several items.
_SEVERAL = Text("複数の事項にわたる指標", "Indicators that serve several items")
_NO_ITEM = Text("国の事項に当たらない指標", "Indicators of no national item")


def _with_plan(result: Ambition, kpis: pl.DataFrame) -> pl.DataFrame:
    """Indicators with their plan's name and the heading they stand under, in the order of the items."""
    names = result.to_frame("names").with_row_index("place").select("item_id", "place", "short_ja", "short_en")
    plans = result.to_frame("plans").select("plan_id", plan_ja="name_ja", plan_en="name_en", order="start_fy")
    return (
        kpis.join(names, left_on="items", right_on="item_id", how="left", maintain_order="left")
        .join(plans, on="plan_id", maintain_order="left")
        .sort(pl.col("place").fill_null(99), pl.col("items").fill_null("~"), "order", "kpi_id")
    )


def _heading(row: dict, lang: str) -> str:
    if row["place"] is not None:
        return row[column("short", lang)]
    return (_SEVERAL if "+" in (row["items"] or "") else _NO_ITEM).to(lang)


def _lines(kpis: pl.DataFrame, lang: str) -> list[dict]:
    """The rows of a chart: a heading before each item's indicators."""
    lines: list[dict] = []
    for row in kpis.iter_rows(named=True):
        name = _heading(row, lang)
        if not lines or lines[-1]["under"] != name:
            lines.append({"head": name, "under": name})
        lines.append({**row, "under": name})
    return lines


def _named(axes: Axes, y: int, line: dict, lang: str, width_mm: float, left: float) -> None:
    """The city and the indicator before row y; a heading if it is one."""
    across = axes.get_yaxis_transform()
    if "head" in line:
        axes.text(left, y, shown(line["head"], lang), va="center", fontsize=8.5, transform=across)
        return
    city = line[column("plan", lang)]
    style.row_name(axes, -0.015, y, shown(line[column("name", lang)], lang), width_mm)
    axes.text(left + 0.015, y, city, ha="left", va="center", fontsize=7, color=style.GREY, transform=across)


@style.draws("Ambition", "targets")
def targets(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Baseline and target of every indicator in percent, by item and city, on one scale with its bounds."""
    kpis = _with_plan(result, result.to_frame("kpis").filter(pl.col("unit") == "%", pl.col("target").is_not_null()))
    label, row, margin = 96.0, 4.8, 24.0
    lines = _lines(kpis, lang)
    wide = width_mm - label - margin
    title = Text("割合の指標：現状値から目標値へ", "Indicators in percent: from baseline to target")
    subtitle = Text(
        "○ 現状値（ない指標は印刷されていない）　● 目標値（右は目標値と年度）。左右の端は下限0％と上限100％",
        "○ baseline   ● target (right: target and fiscal year, if printed). No ○: no baseline "
        "is printed. The ends are the bounds, 0 % and 100 %",
    )
    caveat = Text(
        "指標の定義は計画ごとに違い、同じ線の上でも直接は比べられない。",
        "Definitions differ between plans; marks on one scale are not directly comparable.",
    )
    figure, top = style.sheet(
        width_mm,
        row * len(lines) + 5,
        title.to(lang),
        subtitle.to(lang),
        caveat.to(lang),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top, wide, row * len(lines))
    right = max(100.0, *kpis.get_column("target").to_list())
    for y, line in enumerate(lines):
        _named(axes, y, line, lang, 72, -label / wide)
        if "head" not in line:
            _dumbbell(axes, y, line, lang, right)
    axes.set(xlim=(0, right), ylim=(len(lines) - 0.5, -0.5), yticks=[], xticks=range(0, 101, 20))
    axes.set_xticklabels([f"{x}%" for x in range(0, 101, 20)])
    axes.xaxis.grid(True)
    for bound in (0, 100):
        axes.axvline(bound, color=style.PALE, linewidth=0.8, zorder=0)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    said = "；".join(
        f"{row[column('name', lang)]} {row['baseline_text'] or '—'} → {row['target_text']}"
        for row in kpis.iter_rows(named=True)
    )
    return style.Chart(figure, "ambition-targets", title.to(lang), f"{title.to(lang)} {said}", kpis)


def _dumbbell(axes: Axes, y: int, row: dict, lang: str, right: float) -> None:
    base, goal = row["baseline"], row["target"]
    if base is not None and base != goal:
        axes.annotate(
            "",
            (goal, y),
            (base, y),
            arrowprops={"arrowstyle": "-", "color": style.COLOURS[0], "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0},
        )
    if base is not None:
        axes.plot(
            base,
            y,
            "o",
            markersize=5.5,
            markerfacecolor="white",
            markeredgecolor=style.COLOURS[0],
            markeredgewidth=1.2,
            clip_on=False,
            zorder=3,
        )
    axes.plot(goal, y, "o", markersize=5.5 if base != goal else 3, color=style.COLOURS[0], clip_on=False, zorder=4)
    when = row["target_fy"] or ("年なし" if lang == "ja" else "no year")
    axes.text(right * 1.03, y, f"{style.number(goal)}% {when}", va="center", fontsize=7, color=style.GREY)
