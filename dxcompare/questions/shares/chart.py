"""Charts of survey answers: dots with whiskers by group, and a table of shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from dxcompare.methods.intervals import LEAST_BASE
from dxcompare.present import style
from dxcompare.present.labels import beside, on_lines
from dxcompare.questions.shares.compute import Shares
from dxcompare.words import typography
from dxcompare.words.text import Text, column, shown
from dxcompare.words.unknown import one_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


#: Distance between the marks of two options of one group, where groups are 1 apart.
DODGE = 0.16


#: Options that are drawn if none are asked for: the highest in any group with a usable base.
MOST = 5

#: What the table says of each option and group.
_TOLD = ("option", "group", "percent", "low", "high", "n")

#: In place of marks where no figure of a question is used.
WITHHELD = Text("集計に不使用", "withheld")


@style.draws(Shares, "dots", Text("点と区間", "Dots and intervals"))
def dots(
    result: Shares, lang: str, options: Sequence[str] | None = None, width_mm: float = style.WIDTH_MM
) -> style.Chart:
    """Shares by group with 95 % intervals, one mark per option; hollow where the base is small or unknown."""
    cells = result.to_frame("shares")
    table, every = cells.filter(pl.col("percent").is_not_null()), cells["option_id"].unique()
    for name in () if options is None else options:
        one_of("option", name, every.sort(), lang)
    if options is None and len(every) > MOST:
        highest = table.group_by("option_id").agg(
            pl.col("percent").filter(~pl.col("hollow")).max(), pl.first("option_position")
        )
        options = highest.sort(-pl.col("percent"), "option_position", nulls_last=True)["option_id"].head(MOST).to_list()
    if options is not None:
        table = table.filter(pl.col("option_id").is_in(list(options)))
    groups = result.to_frame("shares").unique("group_id", maintain_order=True).sort("group_position")
    places = {group: x for x, group in enumerate(groups.get_column("group_id"))}
    ages = groups.get_column("age_min").is_not_null()
    height, right = 74.0, 44.0
    reading = Text("点は割合、縦線は95％区間。", "Dots: shares; lines: 95 % intervals. ")
    if options is not None and len(options) < len(every):
        reading += Text(f"{len(every)}の選択肢のうち{len(options)}つ。", f"{len(options)} of {len(every)} options. ")
    hollow = (
        Text(
            f"白抜きは{LEAST_BASE}人未満、または人数不明の集団。",
            f"Hollow: fewer than {LEAST_BASE} people, or base unknown.",
        )
        if table["hollow"].any()
        else Text("", "")
    )
    figure, top = style.sheet(
        width_mm,
        height + 15,
        result.title.to(lang),
        (reading + result.caveats[0]).to(lang),
        hollow.to(lang),
        *(note.to(lang) for note in result.caveats[1:]),
        result.method.to(lang),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, 10, top + 2, width_mm - right - 10, height)
    named = table.unique("option_id", maintain_order=True).sort("option_position")
    ends: list[tuple[float, str, str]] = []
    numbers: list[tuple[float, float, str, str]] = []
    for i, option in enumerate(named.iter_rows(named=True)):
        drawn = table.filter(option_id=option["option_id"]).sort("group_position")
        shift = DODGE * (i - (named.height - 1) / 2)
        colour, mark = style.COLOURS[i % len(style.COLOURS)], style.MARKS[i % len(style.MARKS)]
        line = drawn.filter(pl.col("age_min").is_not_null()) if ages.any() else drawn.clear()
        axes.plot(
            [places[group] + shift for group in line["group_id"]],
            line["percent"],
            color=colour,
            linewidth=0.7,
            alpha=0.55,
        )
        for row in drawn.iter_rows(named=True):
            x = places[row["group_id"]] + shift
            style.whisker(axes, x, row, colour, mark)
            numbers.append((x, row["percent"], f"{row['percent']:.0f}", colour))
        last = drawn.row(-1, named=True)
        ends.append((last["percent"], shown(option[column("option", lang)], lang), colour))
    if not ends:
        axes.text((len(places) - 1) / 2, 50, WITHHELD.to(lang), ha="center", color=style.GREY)
    _end_labels(axes, ends, len(places) - 1 + DODGE * named.height / 2)
    axes.set(xlim=(-0.5, len(places) - 0.5), ylim=(0, 100), xticks=range(len(places)))
    room = (width_mm - right - 10) / len(places)
    heads = ["\n".join(on_lines(shown(row[column("group", lang)], lang), room)) for row in groups.iter_rows(named=True)]
    bases = [style.base(row) for row in groups.iter_rows(named=True)]
    axes.set_xticklabels([f"{head}\n{n}" for head, n in zip(heads, bases, strict=True)], fontsize=style.SMALL)
    axes.set_yticks(range(0, 101, 25), [f"{y}%" for y in range(0, 101, 25)])
    axes.yaxis.grid(True)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    beside(axes, numbers)
    said, data = ("", table) if table.height else (WITHHELD.to(lang), result.to_frame("shares"))
    return style.Chart(figure, _id(result, "dots"), result.title.to(lang), said, data, _TOLD)


def _end_labels(axes: Axes, ends: list[tuple[float, str, str]], last: float) -> None:
    """Names at the right of the last marks, pushed apart where they would overlap."""
    previous = -100.0
    for y, name, colour in sorted(ends):
        lines = typography.wrap(name, 22)
        extra = 2.6 * lines.count("\n")
        at = max(y, previous + 6 + extra)
        axes.text(last + 0.35, at, lines, va="center", fontsize=8, color=colour, linespacing=1.2)
        previous = at + extra


@style.draws(Shares, "table", Text("表の図", "Table"))
def table(result: Shares, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Heat table, option × group, with the base under each column."""
    cells = result.to_frame("shares")
    groups = cells.unique("group_id", maintain_order=True).sort("group_position")
    options = cells.unique("option_id", maintain_order=True).sort("option_position")
    label, row = 66.0, 7.2
    pale = Text("割合（％）。", "Percent. ")
    if groups["hollow"].any():
        pale += Text(
            f"色のない列は{LEAST_BASE}人未満、または人数不明。",
            f"Without shade: fewer than {LEAST_BASE} people, or base unknown. ",
        )
    figure, top = style.sheet(
        width_mm,
        8 + row * (options.height + 1),
        result.title.to(lang),
        (pale + result.caveats[0]).to(lang),
        *(note.to(lang) for note in result.caveats[1:]),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top + 8, width_mm - label - 1, row * (options.height + 1))
    at = {(r["option_id"], r["group_id"]): r for r in cells.iter_rows(named=True)}
    for y, option in enumerate(options.iter_rows(named=True)):
        style.row_name(axes, -1.2 / (width_mm - label), y + 0.5, shown(option[column("option", lang)], lang), label - 2)
        for x, group in enumerate(groups.get_column("group_id")):
            _share(axes, x, y, at[option["option_id"], group], small=groups.item(x, "hollow"))
    for x, group in enumerate(groups.iter_rows(named=True)):
        room = (width_mm - label - 1) / groups.height - 1
        head = "\n".join(on_lines(shown(group[column("group", lang)], lang), room))
        axes.text(x + 0.5, -0.15, head, ha="center", va="bottom", fontsize=style.SMALL, linespacing=1.1)
        axes.text(
            x + 0.5, options.height + 0.5, style.base(group), ha="center", va="center", fontsize=7, color=style.GREY
        )
    axes.set(xlim=(0, groups.height), ylim=(options.height + 1, 0), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    said = "" if cells["percent"].count() else WITHHELD.to(lang)
    return style.Chart(figure, _id(result, "table"), result.title.to(lang), said, cells, _TOLD)


def _share(axes: Axes, x: int, y: int, row: dict, *, small: bool) -> None:
    """A cell; without a shade where the base is small or unknown."""
    from matplotlib.patches import Rectangle

    percent = row["percent"]
    withheld = row["blank"] == "withheld"
    shade = style.SHADES[min(int((percent or 0) // 20) + (percent is not None and percent > 0), 5)]
    axes.add_patch(
        Rectangle(
            (x + 0.02, y + 0.04),
            0.96,
            0.92,
            facecolor="white" if percent is None or small else shade,
            edgecolor=style.RULE,
            linewidth=0.4,
            hatch="xxx" if withheld else None,
        )
    )
    text = "×" if withheld else "" if percent is None else f"{percent:.1f}"
    dark = percent is not None and percent >= 60
    axes.text(
        x + 0.5,
        y + 0.52,
        text,
        ha="center",
        va="center",
        fontsize=7.5,
        color=style.GREY if small else "white" if dark else style.INK,
    )


def _id(result: Shares, kind: str) -> str:
    return result.to_frame("question").item(0, "question_id").replace("/", "-").replace("_", "-") + f"-{kind}"
