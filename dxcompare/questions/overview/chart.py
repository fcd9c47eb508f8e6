"""Charts of what is in the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from dxcompare.present import style
from dxcompare.present.labels import heads
from dxcompare.questions.overview.compute import Overview
from dxcompare.questions.overview.tables import CONTENTS
from dxcompare.words import typography
from dxcompare.words.text import Text, plural

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Years between two versions whose labels fit on one line, and room for further lines, in millimetres.
APART, LINES = 0.8, 7.0
#: Years from the beginning of the axis to the first mark at least: what is cut off, and half a mark.
BESIDE = 0.8


@style.draws(Overview, "contents", Text("内容", "Contents"))
def contents(result: Overview, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Counts by plan: one row per kind of content, one column per plan, a bar behind each number."""
    plans, counts = result.to_frame("plans"), result.to_frame("contents")
    label, row = 44.0, 6.6
    subtitle = Text(
        "件数。棒の長さは項目ごとの最大値を基準とする。— は計画に記載がない",
        "Rows; bars are scaled within each line; — where the plan has none",
    )
    figure, top = style.sheet(
        width_mm,
        9 + (plans.height > 6) * 5 + row * len(CONTENTS),
        result.title.to(lang),
        subtitle.to(lang),
        *(caveat.to(lang) for caveat in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top + 9 + (plans.height > 6) * 5, width_mm - label, row * len(CONTENTS))
    at = {(plan, what): n for plan, what, n in counts.iter_rows()}
    each = (width_mm - label) / plans.height
    size = 8.5 if each > 24 else style.SMALL
    end = min(0.5, 0.75 * size / each)  # where figures end, and bars begin
    codes = dict(plans.select("plan_id", "municipality_code").iter_rows())
    for y, (what, name) in enumerate(CONTENTS.items()):
        most = max(1, *(at[plan, what] or 0 for plan in plans.get_column("plan_id")))
        axes.text(-1.5 / each, y, name.to(lang), ha="right", va="center", fontsize=8.5)
        for x, plan in enumerate(plans.get_column("plan_id")):
            n = at[plan, what]
            shown, ink = "—" if n is None else f"{n:,}", style.INK if n else style.GREY
            with style.city(axes, codes[plan]):
                axes.text(x + end, y, shown, ha="right", va="center", fontsize=size, color=ink)
                axes.barh(y, (0.9 - end) * (n or 0) / most, left=x + end + 0.04, height=0.66, color=style.SHADES[2])
    names = result.plan_names(lang)
    above, points = heads([style.head(names[plan]) for plan in plans["plan_id"]], each, 9)
    for x, (plan, head) in enumerate(zip(plans.iter_rows(named=True), above, strict=True)):
        style.of_city(axes.text(x + 0.04, -0.75, head, va="bottom", fontsize=points), plan["municipality_code"])
    axes.set(xlim=(0, plans.height), ylim=(len(CONTENTS) - 0.5, -0.6), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return style.Chart(figure, "overview-contents", result.title.to(lang), data=counts)


@style.draws(Overview, "periods", Text("計画期間", "Periods"))
def periods(result: Overview, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """The periods of the plans against the versions of the national plan, and the surveys."""
    plans, versions = result.to_frame("plans"), result.to_frame("versions")
    label, row = 40.0, 8.0
    drawn = versions.filter(versions["published"].str.len_chars() > 4)
    title = Text(
        "各計画はいつ、国のどの版のもとで書かれたか", "When was each plan written, and under which national version?"
    )
    subtitle = Text(
        "太線 計画期間（4月始まり）　破線 自治体DX推進計画の版の公表　◆ 住民調査の時期",
        "Bar: plan period (from April)   dashed: national plan published   ◆ residents' survey",
    )
    undated = "、".join(versions.join(drawn, on="version", how="anti").get_column("version"))
    note = (
        Text(
            f"公表日が確かめられない版（{undated}）は示していない。",
            f"Versions whose date could not be sourced ({undated}) are not drawn.",
        ).to(lang)
        if undated
        else ""
    )
    figure, top = style.sheet(
        width_mm,
        9 + LINES + row * plans.height,
        title.to(lang),
        subtitle.to(lang),
        note,
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top + 4 + LINES, width_mm - label - 6, row * plans.height)
    surveys = result.to_frame("surveys")
    years = _axis(plans, surveys["start"], drawn["published"])
    first = years[0]
    for y, plan in enumerate(plans.iter_rows(named=True)):
        start = plan["start_fy"] + 0.25  # fiscal years begin in April
        end = years[-1] + 0.4 if plan["end_fy"] is None else plan["end_fy"] + 1.25
        with style.city(axes, plan["municipality_code"]):
            axes.barh(y, end - start, left=start, height=0.46, color=style.COLOURS[0])
            asked = [_decimal(one) for one in surveys.filter(plan_id=plan["plan_id"]).get_column("start")]
            _years(axes, y, plan, (start, end), asked, (width_mm - label - 6) / (years[-1] - first - 0.2))
            axes.plot(asked, [y] * len(asked), "D", color=style.COLOURS[1], markersize=7, markeredgecolor="white")
    ends: list[float] = []  # how far the labels of each line reach
    for row_ in drawn.sort("published").iter_rows(named=True):
        at = _decimal(row_["published"])
        axes.axvline(at, color=style.PALE, linewidth=0.8, linestyle=(0, (3, 2)), zorder=0)
        line = next((line for line, end in enumerate(ends) if end <= at), len(ends))
        ends[line : line + 1] = [at + APART]
        axes.text(
            at,
            -0.72 - 0.42 * line,
            f"{row_['version']}版" if lang == "ja" else f"v{row_['version']}",
            ha="center",
            fontsize=8,
            color=style.GREY,
        )
    axes.set(xlim=(first + 0.6, years[-1] + 0.4), ylim=(plans.height - 0.5, -0.6), xticks=list(years)[1:])
    names = [typography.fitted(style.head(name), label - 2, 8.5) for name in result.plan_names(lang).values()]
    axes.set_yticks(
        range(plans.height), [name for name, _ in names], fontsize=min(size for _, size in names), color=style.INK
    )
    for name, code in zip(axes.get_yticklabels(), plans["municipality_code"], strict=True):
        style.of_city(name, code)
    axes.spines["left"].set_visible(False)
    over, last = plans["ended"].sum(), max(plans.select(pl.max_horizontal("start_fy", "end_fy")).to_series())
    said = Text(
        f"{plans.height}計画の期間は{min(plans['start_fy'])}年度から{last}年度までに及び、{over}計画は期間が終わっている",
        f"{plural(plans.height, 'plan runs', 'plans run')} from FY{min(plans['start_fy'])} to FY{last}; the period of {over} is over",
    ).to(lang)
    told = ("name", "start_fy", "end_fy", "framework_version")
    return style.Chart(figure, "overview-periods", title.to(lang), said, plans, told)


def _axis(plans: pl.DataFrame, *dates: pl.Series) -> range:
    """The years of the axis, from which its first 0.6 are cut off: periods, and surveys and versions before and after."""
    others = [_decimal(one) for some in dates for one in some.drop_nulls()]
    first = min(2020, min(plans["start_fy"]) - 1, *(int(at - BESIDE) for at in others))
    last = max(plans.select(pl.max_horizontal("start_fy", "end_fy")).to_series())
    return range(first, int(max([last + 1, *others])) + 1)


def _years(axes: Axes, y: int, plan: dict, bar: tuple[float, float], asked: list[float], year_mm: float) -> None:
    """The fiscal years of a plan, where no line crosses them: on its bar, at the end that is free, or else behind it."""
    said, (start, end) = style.years(plan), bar
    wide = typography.width_of(said) * 7 * 25.4 / 72 / 2 / year_mm + 0.2
    free = [(start, "left"), (end - wide, "right")]
    free = [(at, side) for at, side in free if not any(at - 0.2 < one < at + wide + 0.2 for one in asked)]
    if free and wide <= end - start:
        at, side = free[0]
        x = at + 0.1 if side == "left" else end - 0.1
        axes.text(x, y, said, ha=side, va="center_baseline", fontsize=7, color="white")
        return
    behind = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}
    axes.text(max([end, *asked]) + 0.2, y, said, va="center", fontsize=7, color=style.GREY, bbox=behind)


def _decimal(date: str) -> float:
    """A date as a year with decimals."""
    year, month, day = ([*date.split("-"), "1", "1"])[:3]
    return int(year) + (int(month) - 1) / 12 + (int(day) - 1) / 365
