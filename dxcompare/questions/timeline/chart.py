"""The chart of `timeline`: stages of each item over time, with the national deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from dxcompare.present import style
from dxcompare.questions.timeline.compute import Timeline
from dxcompare.questions.timeline.tables import STAGES
from dxcompare.words.text import Text, column, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes


#: stages in depth of one hue; the first letters in the bars say the same
_SHADE = dict(zip(STAGES, style.STEPS, strict=True))


_LETTER = {
    "study": Text("検", "S"),
    "prepare": Text("準", "P"),
    "build": Text("構", "B"),
    "pilot": Text("試", "T"),
    "launch": Text("始", "L"),
    "operate": Text("運", "O"),
    "expand": Text("拡", "E"),
}


@style.draws(Timeline, "stages", Text("段階と時期", "Stages over time"))
def stages(result: Timeline, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """The furthest stage of each item in each year or quarter, plan by plan, with national deadlines."""
    label, row = 50.0, 4.0
    periods, plans = result.to_frame("periods"), result.to_frame("plans")
    names = {item["item_id"]: item[column("short", lang)] for item in result.to_frame("items").iter_rows(named=True)}
    lines: list[tuple[dict, str | None]] = []
    for plan in plans.iter_rows(named=True):
        mine = set(periods.filter(plan_id=plan["plan_id"]).get_column("item_id"))
        lines += [(plan, None), *((plan, item) for item in names if item in mine)]
    first = min(*plans["start_fy"], *periods["fy"])
    last = max(*plans["end_fy"].drop_nulls(), *plans["start_fy"], *periods["fy"]) + 1
    due = _due(result)
    legend = "　".join(f"{_LETTER[key].to(lang)} {text.to(lang)}" for key, text in STAGES.items())
    reading = Text(
        f"{legend}\nその期間に記された最も進んだ段階。点は期間が読み取れない工程で、その年度かそれより後　▼ 国の期限。"
        "工程のない事項は示していない"
        + ("。図の後に来る期限は表にある" if max(due.values(), default=first) > last else ""),
        f"{legend}\nThe furthest stage stated for the period. Dots: the span of the step is lost; that year or later   "
        "▼ national deadline. Items without steps are not drawn"
        + (". Deadlines after the last year stand in the table" if max(due.values(), default=first) > last else ""),
    ).to(lang)
    figure, top = style.sheet(
        width_mm,
        row * len(lines) + 6,
        result.title.to(lang),
        reading,
        result.method.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top + 4, width_mm - label - 1, row * len(lines))
    axes.set(xlim=(first, last), ylim=(len(lines) - 0.5, -0.5), yticks=[])
    axes.set_xticks([year + 0.5 for year in range(first, last)], [_year(year, lang) for year in range(first, last)])
    axes.xaxis.tick_top()
    for spine in axes.spines.values():
        spine.set_visible(False)
    cities = result.plan_names(lang)
    left = -label / (width_mm - label - 1)
    for y, (plan, item) in enumerate(lines):
        if item is None:
            axes.axhline(y - 0.5, color=style.INK, linewidth=0.7, xmin=left, clip_on=False)
            head = axes.text(
                left, y, cities[plan["plan_id"]], va="center", fontsize=8.5, transform=axes.get_yaxis_transform()
            )
            style.of_city(head, plan["municipality_code"])
            continue
        with style.city(axes, plan["municipality_code"]):
            style.row_name(axes, -0.01, y, shown(names[item], lang), label - 4)
            _bars(axes, y, periods.filter(plan_id=plan["plan_id"], item_id=item), lang)
            at = due.get((plan["plan_id"], item), last + 1)
            if at <= last:
                axes.plot(at, y - 0.32, "v", color=style.COLOURS[1], markersize=4, clip_on=False, zorder=5)
    for year in range(first, last + 1):
        axes.axvline(year, color=style.RULE, linewidth=0.5, zorder=0)
    return style.Chart(figure, "timeline-stages", result.title.to(lang), data=periods)


def _due(result: Timeline) -> dict[tuple[str, str], float]:
    """Plan and item → the deadline in years, where a step can meet it."""
    rows = result.to_frame("deadlines").filter(~pl.col("verdict").is_in(["state", "past"]))
    return {
        (row["plan_id"], row["item_id"]): row["deadline_fy"] + (row["deadline_quarter"] or 4) / 4
        for row in rows.iter_rows(named=True)
    }


def _year(year: int, lang: str) -> str:
    return f"{year}年度" if lang == "ja" else f"FY{year}"


def _bars(axes: Axes, y: int, periods: pl.DataFrame, lang: str) -> None:
    """Neighbouring periods of one stage as one bar, its letter at the beginning."""
    bars: list[dict] = []
    for row in periods.iter_rows(named=True):
        start = row["fy"] + ((row["quarter"] or 1) - 1) / 4
        end = start + (0.25 if row["quarter"] else 1)
        if (
            bars
            and bars[-1]["stage"] == row["stage"]
            and bars[-1]["end"] == start
            and bars[-1]["known"]
            and row["span_known"]  # a span that is lost is not drawn on
        ):
            bars[-1]["end"] = end
        else:
            bars.append({"stage": row["stage"], "start": start, "end": end, "known": row["span_known"]})
    for bar in bars:
        letter = _LETTER[bar["stage"]].to(lang)
        if bar["known"]:
            dark = list(STAGES).index(bar["stage"]) >= 4
            axes.barh(
                y,
                bar["end"] - bar["start"],
                left=bar["start"],
                height=0.66,
                color=_SHADE[bar["stage"]],
                edgecolor=style.PALE,
                linewidth=0.4,
            )
            axes.text(
                bar["start"] + 0.125,
                y + 0.03,
                letter,
                ha="center",
                va="center",
                fontsize=style.SMALL,
                color="white" if dark else style.INK,
            )
        else:
            axes.plot(
                bar["start"] + 0.1,
                y,
                "o",
                markersize=5,
                color=_SHADE[bar["stage"]],
                markeredgecolor=style.GREY,
                markeredgewidth=0.6,
            )
            axes.text(bar["start"] + 0.2, y + 0.03, letter, va="center", fontsize=style.SMALL, color=style.INK)
