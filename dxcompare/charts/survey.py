"""Charts of survey answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from dxcompare.analysis.survey import Shares
from dxcompare.charts import style
from dxcompare.text import Text, column, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@style.draws("Shares", "lines")
def lines(result: Shares, lang: str, options: Sequence[str] | None = None,
          width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Shares over the groups, one line per option, labelled at its end."""
    table = result.to_frame("shares")
    if options:
        table = table.filter(pl.col("option_id").is_in(options))
    if table.get_column("age_min").is_not_null().any():  # people without an age are no step of a line
        table = table.filter(pl.col("age_min").is_not_null())
    groups = table.unique("group_id", maintain_order=True).sort("group_position")
    places = {group: x for x, group in enumerate(groups.get_column("group_id"))}
    height, right = 70.0, 46.0
    figure, top = style.sheet(width_mm, height + 12, result.title.to(lang), result.caveats[0].to(lang),
                              *(note.to(lang) for note in result.caveats[1:]),
                              style.source_line(result.source_line(lang), lang))
    axes = style.place(figure, 10, top + 2, width_mm - right - 10, height)
    ends: list[tuple[float, str, str]] = []
    points: list[tuple[int, float, str]] = []
    for i, (_, line) in enumerate(table.group_by("option_id", maintain_order=True)):
        drawn = line.filter(pl.col("percent").is_not_null()).sort("group_position")
        if drawn.is_empty():
            continue
        x = [places[group] for group in drawn.get_column("group_id")]
        y = drawn.get_column("percent").to_list()
        colour, mark = style.COLOURS[i % len(style.COLOURS)], style.MARKS[i % len(style.MARKS)]
        axes.plot(x, y, color=colour, marker=mark, markersize=5, clip_on=False)
        ends.append((y[-1], shown(drawn.item(0, column("option", lang)), lang), colour))
        points += [(a, b, colour) for a, b in zip(x, y, strict=True)]
    _values(axes, points)
    if not points:
        axes.text(len(places) / 2, 50, Text("使用を止めている", "withheld").to(lang), ha="center", color=style.GREY)
    _end_labels(axes, ends, len(places) - 1)
    axes.set(xlim=(-0.3, len(places) - 0.7), ylim=(0, 100), xticks=range(len(places)))
    names = groups.select(column("group", lang), "n").iter_rows()
    axes.set_xticklabels([f"{shown(name, lang)}\nn={n:,}" if n else shown(name, lang) for name, n in names])
    axes.set_yticks(range(0, 101, 25), [f"{y}%" for y in range(0, 101, 25)])
    axes.yaxis.grid(True)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    said = "；".join(f"{row[column('option', lang)]} {row[column('group', lang)]} {row['percent']}%"
                     for row in table.filter(pl.col("percent").is_not_null()).iter_rows(named=True))
    return style.Chart(figure, _id(result, "lines"), result.title.to(lang), f"{result.title.to(lang)} {said}", table)


def _values(axes: Axes, points: list[tuple[int, float, str]]) -> None:
    """Values beside their marks: above, or below where another mark stands just above."""
    for x, y, colour in points:
        crowded = any(a == x and 0 < b - y < 9 for a, b, _ in points)
        axes.annotate(f"{y:.1f}", (x, y), (0, -10 if crowded else 5), textcoords="offset points", ha="center",
                      fontsize=6.5, color=colour)


def _end_labels(axes: Axes, ends: list[tuple[float, str, str]], last: int) -> None:
    """Names at the ends of the lines, pushed apart where they would overlap."""
    previous = -100.0
    for y, name, colour in sorted(ends):
        at = max(y, previous + 6)
        lines = style.wrap(name, 26)
        axes.text(last + 0.15, at, lines, va="center", fontsize=8, color=colour, linespacing=1.2)
        previous = at + 5 * lines.count("\n")


@style.draws("Shares", "table")
def table(result: Shares, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Heat table, option × group, with the base under each column."""
    cells = result.to_frame("shares")
    groups = cells.unique("group_id", maintain_order=True).sort("group_position")
    options = cells.unique("option_id", maintain_order=True).sort("option_position")
    label, row = 66.0, 7.2
    figure, top = style.sheet(width_mm, 4 + row * (options.height + 1), result.title.to(lang),
                              result.caveats[0].to(lang), *(note.to(lang) for note in result.caveats[1:]),
                              style.source_line(result.source_line(lang), lang))
    axes = style.place(figure, label, top + 4, width_mm - label - 1, row * (options.height + 1))
    at = {(r["option_id"], r["group_id"]): r for r in cells.iter_rows(named=True)}
    for y, option in enumerate(options.iter_rows(named=True)):
        text = style.wrap(shown(option[column("option", lang)], lang), 46)
        axes.text(-0.08, y + 0.5, "\n".join(text.split("\n")[:2]), ha="right", va="center", fontsize=7,
                  linespacing=1.1)
        for x, group in enumerate(groups.get_column("group_id")):
            _share(axes, x, y, at[option["option_id"], group])
    for x, group in enumerate(groups.iter_rows(named=True)):
        axes.text(x + 0.5, -0.15, shown(group[column("group", lang)], lang), ha="center", va="bottom", fontsize=7.5)
        base = f"n={group['n']:,}" if group["n"] else "n=？"
        axes.text(x + 0.5, options.height + 0.5, base, ha="center", va="center", fontsize=7, color=style.GREY)
    axes.set(xlim=(0, groups.height), ylim=(options.height + 1, 0), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    alt = Text(f"{options.height}の選択肢と{groups.height}の集団の割合の表",
               f"Table of shares, {options.height} options by {groups.height} groups").to(lang)
    return style.Chart(figure, _id(result, "table"), result.title.to(lang), f"{result.title.to(lang)} {alt}", cells)


def _share(axes: Axes, x: int, y: int, row: dict) -> None:
    from matplotlib.patches import Rectangle

    percent = row["percent"]
    withheld = row["blank"] == "withheld"
    shade = style.SHADES[min(int((percent or 0) // 20) + (percent is not None and percent > 0), 5)]
    axes.add_patch(Rectangle((x + 0.02, y + 0.04), 0.96, 0.92, facecolor="white" if percent is None else shade,
                             edgecolor=style.RULE, linewidth=0.4, hatch="xxx" if withheld else None))
    text = "×" if withheld else "" if percent is None else f"{percent:.1f}"
    dark = percent is not None and percent >= 60
    axes.text(x + 0.5, y + 0.52, text, ha="center", va="center", fontsize=7.5,
              color="white" if dark else style.INK)


def _id(result: Shares, kind: str) -> str:
    return result.to_frame("question").item(0, "question_id").replace("/", "-").replace("_", "-") + f"-{kind}"
