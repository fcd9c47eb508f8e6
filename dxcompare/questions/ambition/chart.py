"""Charts of indicators and targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from dxcompare.present import style
from dxcompare.present.labels import HEIGHTS, heads, on_lines, rows
from dxcompare.questions.ambition.compute import Ambition, of_item
from dxcompare.questions.ambition.scale_charts import pace, scales
from dxcompare.questions.ambition.tables import CLASSES, LEVELS, NUMBER_TO_NUMBER
from dxcompare.words import typography
from dxcompare.words.text import Text, column, plural, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@style.draws(Ambition, "classes", Text("類", "Classes"))
def classes(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """How many indicators of each plan are of each class: bars with their numbers, plan by plan."""
    title = Text("測れる目標はいくつあるか", "How many targets can be measured?")
    subtitle = Text(
        "指標の数（括弧内は合計）。上から順に当てはめ、各指標をいずれか一つに分類。\n"
        "濃い棒は、現状値と目標値がともに数値で、改善・変化を目標とするもの",
        "Number of indicators (total in brackets); each is in the first class that fits.\n"
        "The dark bars go from a numeric baseline to a numeric target",
    )
    counts = result.to_frame("classes")
    return _bars(result, lang, width_mm, "classes", counts, CLASSES, set(NUMBER_TO_NUMBER), title, subtitle)


@style.draws(Ambition, "levels", Text("指標の種類", "Kinds of indicators"))
def levels(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """How many indicators of each plan promise an input, an activity, an output or an outcome."""
    title = Text(
        "何を目標に掲げているか：投入・活動・産出・成果",
        "What the targets are about: inputs, activities, outputs, outcomes",
    )
    subtitle = Text(
        "指標の数（括弧内は合計）。投入は金や人、活動は行う回数、産出は整えたものや届いた人、\n"
        "成果は使われ方や人々・職場に起きた変化。濃い棒が成果。機械が一度読んで決めたもの",
        "Number of indicators (total in brackets). Inputs: money, staff; activities: what is held or done; outputs: what is\n"
        "in place, people reached; outcomes (dark): use, and change in people or offices. Decided by one machine reader",
    )
    counts = style.some(result.to_frame("levels"), result, lang)
    total = dict(counts.group_by(pl.col(counts.columns[1]).cast(pl.String)).agg(pl.col("kpis").sum()).iter_rows())
    each = [(name, total.get(code, 0)) for code, name in reversed(LEVELS.items())]
    said = Text(
        f"指標{sum(total.values())}のうち、" + "、".join(f"{name.ja}は{n}" for name, n in each),
        f"Of {plural(sum(total.values()), 'indicator', 'indicators')}: "
        + ", ".join(f"{name.en.lower()} {n}" for name, n in each),
    ).to(lang)
    return _bars(result, lang, width_mm, "levels", counts, LEVELS, {"outcome"}, title, subtitle, said)


def _bars(
    result: Ambition,
    lang: str,
    width_mm: float,
    kind: str,
    counts: pl.DataFrame,
    words: Mapping[str, Text],
    dark: set[str],
    title: Text,
    subtitle: Text,
    said: str = "",
) -> style.Chart:
    """Counts of each plan side by side, a bar for each of some words."""
    plans = result.to_frame("plans").join(counts, on="plan_id", how="semi", maintain_order="left")
    column = counts.columns[1]
    label, row = 34.0, 6.0
    each = (width_mm - label) / max(1, plans.height)
    names, totals = result.plan_names(lang), dict(counts.group_by("plan_id").agg(pl.col("kpis").sum()).iter_rows())
    counted = [_head(names[plan], totals[plan], lang) for plan in plans["plan_id"]]
    titles, points = heads(counted, each, 9)
    above = max([9.0, *(2 + (text.count("\n") + 1) * points * 0.45 for text in titles)])
    figure, top = style.sheet(
        width_mm,
        above + row * len(words),
        title.to(lang),
        subtitle.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    most = max(1, *counts.get_column("kpis").to_list())
    for x, plan in enumerate(plans.iter_rows(named=True)):
        axes = style.place(figure, label + x * each, top + above, each - min(5, each / 4), row * len(words))
        mine = dict(counts.filter(plan_id=plan["plan_id"]).select(column, "kpis").iter_rows())
        for y, name in enumerate(words):
            n = mine[name]
            with style.city(axes, plan["municipality_code"]):
                axes.barh(y, n, height=0.62, color=style.COLOURS[0] if name in dark else style.PALE)
                axes.text(n + most * 0.03, y, str(n), va="center", fontsize=8, color=style.INK if n else style.GREY)
        axes.set(xlim=(0, most * 1.15), ylim=(len(words) - 0.5, -0.5), xticks=[], yticks=[])
        axes.spines["bottom"].set_visible(False)
        style.of_city(axes.set_title(titles[x], loc="left", fontsize=points), plan["municipality_code"])
        if x == 0:
            for y, label_ in enumerate(words.values()):
                style.row_name(axes, -2 / each, y, label_.to(lang), label - 3, 8)
    return style.Chart(figure, f"ambition-{kind}", title.to(lang), said, counts)


def _head(name: str, total: int, lang: str) -> str:
    """The name of a plan with its number of indicators."""
    plan, *ended = style.head(name).split("\n")
    return "\n".join([Text(f"{plan}（{total}）", f"{plan} ({total})").to(lang), *ended])


#: Where an indicator serves several items.
_SEVERAL = Text("複数の事項にわたる指標", "Indicators that serve several items")


_NO_ITEM = Text("該当する国の取組事項のない指標", "Indicators of no national item")


def _with_plan(result: Ambition, kpis: pl.DataFrame) -> pl.DataFrame:
    """Indicators with their plan's name and the heading they stand under, in the order of the items."""
    names = result.to_frame("items").with_row_index("place").select("item_id", "place", "short_ja", "short_en")
    plans = result.to_frame("plans").select(
        "plan_id", "municipality_code", plan_ja="name_ja", plan_en="name_en", order="start_fy"
    )
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


#: Room for the name of an indicator.
_NAME_MM = 72.0


def _named(axes: Axes, y: float, line: dict, lang: str, left: float) -> None:
    """The city and the indicator before row y; a heading if it is one."""
    across = axes.get_yaxis_transform()
    if "head" in line:
        axes.text(left, y, shown(line["head"], lang), va="center", fontsize=8.5, transform=across)
        return
    city = line[column("plan", lang)]
    style.row_name(axes, -0.035, y, shown(line[column("name", lang)], lang), _NAME_MM)
    axes.text(left + 0.015, y, city, ha="left", va="center", fontsize=7, color=style.GREY, transform=across)


@style.draws(Ambition, "targets", Text("目標", "Targets"))
def targets(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM, item: str | None = None) -> style.Chart:
    """Baseline and target of every indicator in percent, by item and city, on one scale with its bounds."""
    known = result.to_frame("kpis").filter(pl.col("unit") == "%", pl.col("target").is_not_null())
    percent = of_item(result, known, item)
    kpis = _with_plan(result, style.some(percent, result, lang))
    label, row, margin = 96.0, 4.8, 24.0
    lines = _lines(kpis, lang)
    wide = width_mm - label - margin
    title = Text("割合の指標：現状値から目標値へ", "Indicators in percent: from baseline to target")
    subtitle = Text(
        "○ 現状値（ない指標は記載がない）　● 目標値（右は目標値と年度）。左右の端は下限0％と上限100％",
        "○ baseline   ● target (right: target and fiscal year, if stated). No ○: no baseline "
        "is stated. The ends are the bounds, 0 % and 100 %",
    )
    caveat = Text(
        "指標の定義は計画ごとに違い、同じ線の上でも直接は比べられない。",
        "Definitions differ between plans; marks on one scale are not directly comparable.",
    )
    names = [[] if "head" in line else on_lines(shown(line[column("name", lang)], lang), _NAME_MM) for line in lines]
    places, high = rows(HEIGHTS[len(name) or 1] for name in names)
    figure, top = style.sheet(
        width_mm,
        row * high + 5,
        title.to(lang),
        subtitle.to(lang),
        caveat.to(lang),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top, wide, row * high)
    right = max(100.0, *kpis.get_column("target").to_list())
    axes.set(xlim=(0, right), ylim=(high - 0.5, -0.5), yticks=[], xticks=range(0, 101, 20))
    for y, line in zip(places, lines, strict=True):
        with style.city(axes, line.get("municipality_code")):
            _named(axes, y, line, lang, -label / wide)
            if "head" not in line:
                _dumbbell(axes, y, line, lang, right)
    axes.set_xticklabels([f"{x}%" for x in range(0, 101, 20)])
    axes.xaxis.grid(True)
    for bound in (0, 100):
        axes.axvline(bound, color=style.PALE, linewidth=0.8, zorder=0)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    n, based, full = kpis.height, kpis["baseline"].count(), kpis.filter(pl.col("target") >= 100).height
    said = Text(
        f"割合の指標{n}のうち、現状値の記載があるのは{based}、目標が100％以上なのは{full}",
        f"Of {plural(n, 'indicator', 'indicators')} in percent, {based} state a baseline and {full} aim at 100 % or more",
    ).to(lang)
    told = ("plan_id", "name", "baseline_text", "target_text", "target_fy")
    return style.Chart(figure, "ambition-targets", title.to(lang), said, kpis, told)


def _dumbbell(axes: Axes, y: float, row: dict, lang: str, right: float) -> None:
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
    axes.text(right * 1.03, y, f"{typography.number(goal)}% {when}", va="center", fontsize=7, color=style.GREY)


style.draws(Ambition, "scales", Text("四つの尺度", "Four scales"))(scales)
style.draws(Ambition, "pace", Text("1年当たり", "Yearly pace"))(pace)
