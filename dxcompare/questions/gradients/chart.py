"""What options do over age: the share of every band, then the odds ratio per decade."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from dxcompare.present import style
from dxcompare.questions.gradients.compute import Gradients
from dxcompare.questions.gradients.shapes import DRAWN
from dxcompare.words import typography
from dxcompare.words.text import Text, column, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Widths in millimetres: names, a band, the odds ratios; and the height of a row.
NAME, BAND, ODDS, ROW = 38.0, 7.4, 20.0, 7.4


@style.draws(Gradients, "forest", Text("割合とオッズ比", "Shares and odds ratios"))
def forest(result: Gradients, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """A row per option: its share in every band, its odds ratio per decade with interval, its shape in words."""
    table = result.to_frame()
    bands = result.to_frame("bands").filter(pl.col("age_min").is_not_null())
    columns = bands.select("age_min", "age_max").unique().sort("age_min", "age_max", nulls_last=True).rows()
    reading = Text(
        "割合（％）、年齢別。濃いほど多い。淡い字は人数の分からない年代。右は10歳あたりのオッズ比（対数目盛）で、1より右なら"
        "年齢とともに増える。横線 95％区間（一様でなければ広げた）　細線 上の端のない年代の中点を変えたとき　山・谷のある形、はっきりしない形には描かない",
        "Percent by age; the darker, the more; pale: base unknown. Right: odds ratio per decade of age (log scale); right of "
        "1: rises. Line: 95 % interval, widened where not even; thin line: other middles of the open band; none for a peak, "
        "a dip, or what is not clear",
    )
    figure, top = style.sheet(
        width_mm,
        9 + ROW * table.height,
        result.title.to(lang),
        reading.to(lang),
        result.method.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    high, wide, label = ROW * table.height, BAND * max(len(columns), 1), style.HEADING_MM + NAME
    cells = style.place(figure, label, top + 5, wide, high)
    odds = style.place(figure, label + wide + 2, top + 5, ODDS, high)
    plans = table["plan_id"].unique().sort().to_list()
    theme = None
    for y, option in enumerate(table.iter_rows(named=True)):
        at = plans.index(option["plan_id"])
        colour, mark = style.COLOURS[at % len(style.COLOURS)], style.MARKS[at % len(style.MARKS)]
        if y == 0 or option["theme_id"] != theme:
            theme = option["theme_id"]
            name = option[column("theme", lang)] and shown(option[column("theme", lang)], lang)
            style.heading(cells, y, name, -label / wide, (width_mm - label) / wide)
        name = f"{option[column('city', lang)]}　{shown(option[column('label', lang)], lang)}"
        style.row_name(cells, -1.5 / wide, y, name, NAME if theme else label, 7.5)
        mine = bands.filter(
            pl.col("theme_id").eq_missing(option["theme_id"]),
            question_id=option["question_id"],
            option_id=option["option_id"],
        )
        for row in mine.iter_rows(named=True):
            _band(cells, columns.index((row["age_min"], row["age_max"])), y, row)
        if option["slope"] is not None and option["shape"] in DRAWN:
            ends = (math.exp(option[name]) for name in ("slope_open_low", "slope_open_high"))
            odds.plot([*ends], [y + 0.22] * 2, color=colour, linewidth=0.6)
            odds.plot([option["odds_low"], option["odds_high"]], [y] * 2, color=colour, linewidth=1.2)
            odds.plot(option["odds_ratio"], y, mark, color=colour, markersize=4.2)
        _words(odds, y, option, lang, width_mm - label - wide - ODDS - 4)
    _axes(cells, odds, columns, table)
    said = (_in_words(option, lang) for option in table.iter_rows(named=True))
    return style.Chart(
        figure, "age-gradients", result.title.to(lang), style.alt(result.title.to(lang), said, lang), table
    )


def _band(axes: Axes, x: int, y: int, row: dict) -> None:
    """The share of a band, on a shade; without one where its base is not known."""
    from matplotlib.patches import Rectangle

    percent, known = row["percent"], row["n"] is not None
    if percent is None:
        return
    shade = style.SHADES[min(int(percent // 20) + (percent > 0), 5)] if known else "white"
    axes.add_patch(Rectangle((x, y - 0.44), 0.96, 0.88, facecolor=shade, edgecolor=style.RULE, linewidth=0.3))
    colour = style.PALE if not known else "white" if percent >= 60 else style.INK
    axes.text(x + 0.48, y, f"{percent:.0f}", ha="center", va="center", fontsize=7, color=colour)


def _words(axes: Axes, y: int, option: dict, lang: str, width_mm: float) -> None:
    text = typography.wrap(option[column("says", lang)], typography.line_width(width_mm, 6))
    axes.text(
        1.06,
        y,
        f"{text}\n{style.base(option)}",
        va="center",
        fontsize=6,
        linespacing=1.05,
        color=style.GREY,
        transform=axes.get_yaxis_transform(),
    )


def _axes(cells: Axes, odds: Axes, columns: list[tuple[int, int | None]], table: pl.DataFrame) -> None:
    names = [f"{low}+" if high is None else f"{low}–{high}" for low, high in columns]
    for axes in (cells, odds):
        axes.set(ylim=(table.height - 0.5, -0.5), yticks=[])
        axes.xaxis.tick_top()
        axes.tick_params(labelsize=6, pad=1)
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
    odds.set_xticks(ticks, [f"×{tick:g}" for tick in ticks])
    odds.set_xticks([], minor=True)


def _in_words(option: dict, lang: str) -> str:
    """The lowest and the highest band, and the shape, for those who cannot see the chart."""
    name = f"{option[column('city', lang)]} {option[column('label', lang)]}"
    if option["lowest_percent"] is None:
        return f"{name} {option[column('says', lang)]}"
    ends = ", ".join(
        f"{option[column(end, lang)]} {typography.number(option[f'{end}_percent'])}%" for end in ("lowest", "highest")
    )
    return f"{name} {ends}: {option[column('says', lang)]}"
