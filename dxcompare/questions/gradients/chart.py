"""What options do over age: the share of every band, then the odds ratio per decade."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from dxcompare.present import style
from dxcompare.present.labels import on_lines, rows
from dxcompare.questions.gradients.compute import Gradients
from dxcompare.questions.gradients.shapes import DRAWN
from dxcompare.words.text import Text, column, plural, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Widths in millimetres: names, a band, the odds ratios; and the height of a row.
NAME, BAND, ODDS, ROW = 35.0, 7.4, 16.0, 6.7


#: How much higher a row is whose name or words take three lines.
TALL = 1.25


def _name(option: dict, lang: str) -> str:
    return f"{option[column('city', lang)]}{Text('　', ': ').to(lang)}{shown(option[column('label', lang)], lang)}"


@style.draws(Gradients, "forest", Text("割合とオッズ比", "Shares and odds ratios"))
def forest(result: Gradients, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """A row per option: its share in every band, its odds ratio per decade with interval, its shape in words."""
    table = result.to_frame()
    bands = result.to_frame("bands").filter(pl.col("age_min").is_not_null())
    columns = bands.select("age_min", "age_max").unique().sort("age_min", "age_max", nulls_last=True).rows()
    wide, label = BAND * max(len(columns), 1), style.HEADING_MM + NAME
    beside = width_mm - label - wide - ODDS - 3
    heights = []
    for option in table.iter_rows(named=True):
        needed = [len(on_lines(_says(option, lang), beside))]
        needed += [len(on_lines(_name(option, lang), NAME))] if option["theme_id"] else []
        heights.append(TALL if max(needed) > 2 else 1.0)
    places, tall = rows(heights)
    reading = Text(
        "割合（％）、年齢別。濃いほど多い。淡い字は人数の分からない年代。右は10歳あたりのオッズ比（対数目盛）で、1より右なら"
        "年齢とともに増える。横線 95％区間（一様でなければ広げた）　細線 上の端のない年代の中点を変えたとき　山・谷のある形、はっきりしない形には描かない",
        "Percent by age; the darker, the more; pale: base unknown. Right: odds ratio per decade of age (log scale); right of "
        "1: rises. Line: 95 % interval, widened where not even; thin line: other middles of the open band; none for a peak, "
        "a dip, or what is not clear",
    )
    figure, top = style.sheet(
        width_mm,
        12 + ROW * tall,
        result.title.to(lang),
        reading.to(lang),
        result.method.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    high = ROW * tall
    cells = style.place(figure, label, top + 8, wide, high)
    odds = style.place(figure, label + wide + 2, top + 8, ODDS, high)
    plans = table["plan_id"].unique().sort().to_list()
    theme = None
    for y, lines, option in zip(places, heights, table.iter_rows(named=True), strict=True):
        at = plans.index(option["plan_id"])
        colour, mark = style.COLOURS[at % len(style.COLOURS)], style.MARKS[at % len(style.MARKS)]
        if y == 0 or option["theme_id"] != theme:
            theme = option["theme_id"]
            name = option[column("theme", lang)] and shown(option[column("theme", lang)], lang)
            style.heading(cells, y - (lines - 1) / 2, name, -label / wide, (width_mm - label) / wide)
        name = _name(option, lang)
        whose = option["plan_id"]
        with style.city(cells, whose):
            style.row_name(cells, -1.5 / wide, y, name, NAME if theme else label, 7.5)
        mine = bands.filter(
            pl.col("theme_id").eq_missing(option["theme_id"]),
            question_id=option["question_id"],
            option_id=option["option_id"],
        )
        with style.city(cells, whose):
            for row in mine.iter_rows(named=True):
                _band(cells, columns.index((row["age_min"], row["age_max"])), y, row)
        with style.city(odds, whose):
            if option["slope"] is not None and option["shape"] in DRAWN:
                ends = (math.exp(option[name]) for name in ("slope_open_low", "slope_open_high"))
                odds.plot([*ends], [y + 0.22] * 2, color=colour, linewidth=0.6)
                odds.plot([option["odds_low"], option["odds_high"]], [y] * 2, color=colour, linewidth=1.2)
                odds.plot(option["odds_ratio"], y, mark, color=colour, markersize=4.2)
            _words(odds, y, option, lang, beside)
    _axes(cells, odds, columns, table, tall)
    return style.Chart(figure, "age-gradients", result.title.to(lang), _meaning(table, lang), table, _TOLD)


#: What the table says of each option.
_TOLD = (
    *("theme", "city", "label", "lowest", "lowest_percent", "highest", "highest_percent"),
    *("says", "odds_ratio", "odds_low", "odds_high", "n"),
)


def _meaning(table: pl.DataFrame, lang: str) -> str:
    """How many options rise, fall, or neither."""
    shapes = table["shape"].cast(pl.String)
    up, down = (table.filter(shapes.str.starts_with(way)).height for way in ("rises", "falls"))
    level = table.filter(shapes == "no_difference").height
    rest = table.height - up - down - level
    return Text(
        f"{table.height}の選択肢のうち、年齢とともに増えるのは{up}、減るのは{down}、年代差が認められないのは{level}、そのほかは{rest}",
        f"Of {plural(table.height, 'option', 'options')}, {up} rise with age, {down} fall, {level} show no difference by age "
        f"and {rest} are none of these",
    ).to(lang)


def _band(axes: Axes, x: int, y: float, row: dict) -> None:
    """The share of a band, on a shade; without one where its base is not known."""
    from matplotlib.patches import Rectangle

    percent, known = row["percent"], row["n"] is not None
    if percent is None:
        return
    shade = style.SHADES[min(int(percent // 20) + (percent > 0), 5)] if known else "white"
    axes.add_patch(Rectangle((x, y - 0.44), 0.96, 0.88, facecolor=shade, edgecolor=style.RULE, linewidth=0.3))
    colour = style.PALE if not known else "white" if percent >= 60 else style.INK
    axes.text(x + 0.48, y, f"{percent:.0f}", ha="center", va="center", fontsize=7, color=colour)


def _says(option: dict, lang: str) -> str:
    """The shape in words, and over how many people."""
    return f"{option[column('says', lang)]} {style.base(option)}"


def _words(axes: Axes, y: float, option: dict, lang: str, width_mm: float) -> None:
    axes.text(
        1.06,
        y,
        "\n".join(on_lines(_says(option, lang), width_mm)),
        va="center",
        fontsize=style.SMALL,
        linespacing=1,
        color=style.GREY,
        transform=axes.get_yaxis_transform(),
    )


def _axes(cells: Axes, odds: Axes, columns: list[tuple[int, int | None]], table: pl.DataFrame, tall: float) -> None:
    names = [f"{low}+" if high is None else f"{low}–\n{high}" for low, high in columns]
    for axes in (cells, odds):
        axes.set(ylim=(tall - 0.5, -0.5), yticks=[])
        axes.xaxis.tick_top()
        axes.tick_params(labelsize=style.SMALL, pad=1)
        for spine in axes.spines.values():
            spine.set_visible(False)
    odds.patch.set_visible(False)  # the rules between themes run through
    cells.set(xlim=(0, max(len(columns), 1)))
    cells.set_xticks([x + 0.48 for x in range(len(columns))], names)
    known = table.filter(pl.col("shape").is_in(DRAWN))
    least, most = min([0.5, *known["odds_low"]]) * 0.93, max([2.0, *known["odds_high"]]) * 1.07
    odds.axvline(1, color=style.GREY, linewidth=0.8)
    odds.set_xscale("log")
    odds.set(xlim=(least, most))
    ticks = [tick for tick in (0.25, 0.5, 1, 2, 4) if least <= tick <= most]
    odds.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    odds.set_xticks([], minor=True)
