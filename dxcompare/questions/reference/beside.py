"""One indicator, a panel for each municipality with a plan: its own figure beside its peers, prefecture and the nation."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from dxcompare.present import style
from dxcompare.questions.reference.compute import Reference
from dxcompare.questions.reference.parts import STATUS, UNITS, dated, one_indicator, with_unit
from dxcompare.questions.reference.tables import BLANKS, OVER
from dxcompare.words import typography
from dxcompare.words.text import Text, column, plural, shown
from dxcompare.words.unknown import meant

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: From how many municipalities on their distribution is drawn.
MANY = 20
#: Millimetres: names on the left, numbers on the right, a row, the heading of a panel, its distribution.
LEFT, RIGHT, ROW, HEAD, BAND = 44.0, 46.0, 5.0, 5.5, 14.0
#: Up to how many rules stand on lines of their own.
LINES = 5
#: Of a page: its height, what title and notes take of it, and the lowest distribution that can be read.
PAGE, AROUND, LEAST = 256.0, 62.0, 6.0
BINS = 40
#: The largest over the smallest from which on an axis goes by factors.
FACTORS = 200
#: From which number on medians have no decimals.
LARGE = 1000
#: Where along the axis the text at a mark stands to one side of it.
SIDE = 0.25
#: What each group is called in the title, and how it is drawn: from near to far, dark to pale.
_BESIDE = {
    "peers": Text("人口の近い団体", "peers"),
    "prefecture": Text("都道府県内の団体", "prefecture"),
    "nation": Text("全国の団体", "Japan"),
}
_COLOURS = {"peers": style.INK, "prefecture": style.GREY, "nation": style.PALE}


@style.draws(Reference, "beside", Text("人口の近い団体・都道府県・全国との比較", "Beside peers, prefecture and nation"))
def beside(
    result: Reference,
    lang: str,
    indicator: str | None = None,
    city: str | None = None,
    width_mm: float = style.WIDTH_MM,
) -> style.Chart:
    """One indicator, a panel for each municipality: its own figure, and median and quartiles of its peers by
    population, its prefecture and the nation; above them their distribution, where all municipalities are there.

    The indicator is to be chosen where there are several. `city` is a code or a name that `figures` has.
    """
    figures = result.to_frame("figures")
    indicator = one_indicator(figures, indicator, lang)
    counts = style.some(_latest(result.to_frame("quartiles").filter(indicator_id=indicator)), result, lang)
    date = counts.row(0, named=True)
    own = figures.filter(
        pl.col("year").eq_missing(pl.lit(date["year"])) & pl.col("as_of").eq_missing(pl.lit(date["as_of"])),
        pl.col("kind") == "municipality",
        indicator_id=indicator,
        group_id="total",
    )
    over = [of for of in OVER if of in counts["of"]]
    panels = style.some(_panels(result.to_frame("rules"), city, lang), result, lang)
    many = own["value"].count() >= MANY
    in_words = counts["median"].null_count() == counts.height
    shares = counts.with_columns(share=100 * pl.col("done") / pl.col("n"))
    limits = (
        (0.0, 100.0, False)
        if in_words
        else _limits(
            counts,
            own["value"] if many else own.join(panels, left_on="area_code", right_on="municipality_code")["value"],
        )
    )
    room = (PAGE - AROUND) / panels.height - HEAD - len(over) * ROW - 3
    band = min(BAND, room) if many and not in_words and room >= LEAST else 0.0
    high = HEAD + band + len(over) * ROW + 3
    first = figures.filter(indicator_id=indicator).row(0, named=True)
    title = Text(
        f"{shown(first['indicator_ja'], 'ja')}：{'、'.join(_BESIDE[of].ja for of in over)}と比べる",
        f"{first['indicator_en']}: beside {', '.join(_BESIDE[of].en for of in over)}",
    )
    said = panels.filter(pl.lit("peers" in over))[column("rule", lang)].to_list()
    used = result.sources.filter(pl.col("source_id").is_in(counts["source_id"].implode()))
    figure, top = style.sheet(
        width_mm,
        high * panels.height + 9,
        title.to(lang),
        Text(f"時点：{dated(date, 'ja')}。", f"As of: {dated(date, 'en')}. ").to(lang)
        + _reading(band > 0, in_words).to(lang),
        *(said if len(said) <= LINES else ["".join(said).strip()]),
        shown(first[column("caution", lang)] or "", lang),
        style.source_line(dataclasses.replace(result, sources=used).source_line(lang), lang),
    )
    told, wide = [], width_mm - LEFT - RIGHT
    for i, panel in enumerate(panels.iter_rows(named=True)):
        code, start = panel["municipality_code"], top + i * high
        rows = shares.filter(
            ((pl.col("of") == "peers") & (pl.col("area_code") == code))
            | ((pl.col("of") == "prefecture") & (pl.col("area_code") == f"{code[:2]}000"))
            | (pl.col("of") == "nation")
        ).sort(pl.col("of").to_physical())
        mine = next(own.filter(area_code=code).iter_rows(named=True), None)
        axes = style.place(figure, LEFT, start + HEAD, wide, high - HEAD - 3)
        last = i == panels.height - 1
        _scale(axes, limits, "%" if in_words else first_unit(counts), last, lang)
        axes.set_ylim(len(over) - 0.5, -0.5 - band / ROW)
        if band:
            inside = result.to_frame("peers").filter(municipality_code=code)["peer_code"]
            _distribution(axes, own, inside, limits, band)
        rows_say = _draw(axes, rows.to_dicts(), in_words, lang)
        value = _own(axes, mine, limits, panel[column("name", lang)], code, lang)
        told.append(value + Text(f"（{rows_say[0]}）", f" ({rows_say[0]})").to(lang))
    return style.Chart(
        figure,
        f"reference-beside-{indicator.replace('_', '-')}",
        title.to(lang),
        f"{shown(first[column('indicator', lang)], lang)}{Text('：', ': ').to(lang)}{style.as_fit(told, lang)}",
        counts,
        ("of", "area", "n", "median", "q1", "q3", "done", "unit"),
    )


def first_unit(counts: pl.DataFrame) -> str:
    """The unit of the figures."""
    return next(iter(counts["unit"].drop_nulls()), "")


def _latest(counts: pl.DataFrame) -> pl.DataFrame:
    """The counts at the date for which most municipalities have a figure, the latest of these."""
    when = counts.filter(of="nation").sort("n", "as_of", "year", descending=[True, True, True], nulls_last=True)
    if when.is_empty():
        return when
    date = when.row(0, named=True)
    return counts.filter(
        pl.col("year").eq_missing(pl.lit(date["year"])) & pl.col("as_of").eq_missing(pl.lit(date["as_of"]))
    )


def _panels(rules: pl.DataFrame, city: str | None, lang: str) -> pl.DataFrame:
    """The municipalities that have a panel: those that have peers, or the one that is asked for."""
    if city is None:
        return rules
    names = {row[name]: row["municipality_code"] for row in rules.to_dicts() for name in ("name_ja", "name_en")}
    return rules.filter(municipality_code=meant("municipality", city, rules["municipality_code"], names, lang))


def _reading(many: bool, in_words: bool) -> Text:
    if in_words:
        return Text("太い横線は実施した市区町村の割合。", "Thick lines: share of municipalities that have it in place.")
    spread = Text(
        "薄い棒は全国の市区町村の分布、線は人口の近い市区町村の分布（割合）。",
        "Pale bars: all municipalities; outline: its peers (shares). ",
    )
    return (spread if many else Text("", "")) + Text(
        "太い横線は中央の半数（第1～第3四分位）、｜は中央値、縦線はその市。",
        "Thick lines: middle half (first to third quartile); |: median; vertical line: the municipality itself.",
    )


def _limits(counts: pl.DataFrame, values: pl.Series) -> tuple[float, float, bool]:
    """Both ends of the axis, near what is shown; and whether it goes by factors."""
    every = pl.concat(
        [values.drop_nulls(), counts["q1"].drop_nulls(), counts["q3"].drop_nulls(), counts["median"].drop_nulls()]
    )
    low, high = float(every.min() or 0), float(every.max() or 0)  # type: ignore[arg-type]
    if low > 0 and high / low > FACTORS:
        return low * 0.9, high * 1.1, True
    room = 0.04 * (high - low) or 1.0
    return low - room, high + room, False


def _scale(axes: Axes, limits: tuple[float, float, bool], unit: str, last: bool, lang: str) -> None:
    from matplotlib.ticker import MaxNLocator

    low, high, factors = limits
    if factors:
        axes.set_xscale("log")
    else:
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.set_xlim(low, high)
    axes.minorticks_off()
    axes.xaxis.set_major_formatter(lambda x, _: typography.number(round(x, 2)) + "%" * (unit == "%"))
    axes.tick_params(labelbottom=last)
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    if last and unit != "%":
        axes.set_xlabel(UNITS[unit].to(lang) if unit in UNITS else unit)


def _distribution(
    axes: Axes, own: pl.DataFrame, inside: pl.Series, limits: tuple[float, float, bool], band: float
) -> None:
    """All municipalities as pale bars and the peers as an outline, on a band above the rows."""
    import seaborn as sns

    low, high, factors = limits
    ends = np.log10([low, high]) if factors else np.array([low, high])  # seaborn's own bins are of plain numbers
    bottom, top = axes.get_ylim()
    part = (band - 1) / ROW / (bottom - top)
    above = axes.inset_axes((0, 1 - part, 1, part))
    above.set_axis_off()
    above.set_zorder(0)  # the municipality's own line goes over it
    values = own.filter(pl.col("value") > 0 if factors else pl.col("value").is_not_null())
    near = values.filter(pl.col("area_code").is_in(inside.implode()))
    for rows, looks in (
        (values, {"color": style.RULE, "edgecolor": "white", "linewidth": 0.3, "element": "bars"}),
        (near, {"color": style.INK, "fill": False, "linewidth": 0.9, "element": "step"}),
    ):
        if rows.height:
            x = rows["value"].log10() if factors else rows["value"]
            sns.histplot(x=x.to_numpy(), bins=np.linspace(ends[0], ends[1], BINS), stat="percent", ax=above, **looks)
    above.set(xlim=(ends[0], ends[1]), xlabel="", ylabel="")


def _draw(axes: Axes, rows: list[dict[str, Any]], in_words: bool, lang: str) -> list[str]:
    """The rows of a panel; returns what they say."""
    across, said = axes.get_yaxis_transform(), []
    for y, row in enumerate(rows):
        colour = _COLOURS[row["of"]]
        over = plural(row["n"], "municipality", "municipalities")
        name = {
            "peers": Text(f"人口の近い{row['n']:,}団体", f"{row['n']:,} of like population"),
            "prefecture": Text(f"{row['area_ja']}の{row['n']:,}団体", f"{row['area_en']}: {over}"),
            "nation": Text(f"全国の{row['n']:,}団体", f"Japan: {over}"),
        }[row["of"]].to(lang)
        axes.axhline(y, color=style.RULE, linewidth=0.4, zorder=0)
        axes.text(-0.02, y, name, ha="right", va="center", fontsize=7.5, transform=across)
        if in_words:
            axes.plot([0, row["share"]], [y, y], color=colour, linewidth=3.5, solid_capstyle="butt")
            label = f"{row['share']:.0f}%" + Text(f"（{row['done']:,}団体）", f" ({row['done']:,})").to(lang)
        else:
            if row["q1"] is not None:
                axes.plot([row["q1"], row["q3"]], [y, y], color=colour, linewidth=3.5, solid_capstyle="butt")
            axes.plot(row["median"], y, "|", color=style.INK, markersize=9, markeredgewidth=1.8, zorder=5)
            label = _median(row, lang)
        axes.text(1.02, y, label, ha="left", va="center", fontsize=7, color=style.GREY, transform=across)
        said.append(f"{_BESIDE[row['of']].to(lang)}{Text('の', ': ').to(lang)}{label.split('（')[0].split(' (')[0]}")
    return said


def _median(row: Mapping[str, Any], lang: str) -> str:
    """The median with its quartiles, in words."""
    middle, low, high = (_number(row[name]) for name in ("median", "q1", "q3"))
    unit = (
        row["unit"]
        if lang == "ja" or row["unit"] == "%"
        else f" {UNITS[row['unit']].en if row['unit'] in UNITS else row['unit']}"
    )
    between = low and Text(f"（{low}～{high}）", f" ({low}–{high})").to(lang)
    return Text("中央値 ", "median ").to(lang) + f"{middle}{unit}{between}"


def _number(value: float | None) -> str:
    """A median or quartile, to one decimal, or to the whole number where it is large."""
    if value is None:
        return ""
    return typography.number(round(value, 1) if value < LARGE else round(value))


def _own(
    axes: Axes, mine: Mapping[str, Any] | None, limits: tuple[float, float, bool], name: str, code: str, lang: str
) -> str:
    """The municipality's own figure, named above its mark; returns what it says."""
    blank = BLANKS["no_figure" if mine is None else mine["blank"] or "no_figure"].to(lang)
    with style.city(axes, code):
        if mine is None or mine["value"] is None:
            status = mine and STATUS.get(mine["value_text"])
            mark = "" if not status else "● " if status[1] else "○ "
            said = f"{name} {mark}{status[0].to(lang) if status else blank}"
            axes.text(0, 1.03, said, ha="left", va="bottom", fontsize=8.5, transform=axes.transAxes)
            return said
        low, high, factors = limits
        value = mine["value"]
        at = float(np.log(value / low) / np.log(high / low)) if factors else (value - low) / (high - low)
        said = f"{name} {with_unit(mine, lang)}"
        axes.axvline(value, color=style.COLOURS[0], linewidth=1.3, zorder=4)
        side = "left" if at < SIDE else "right" if at > 1 - SIDE else "center"
        axes.annotate(
            said,
            (value, 1),
            (0, 2),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha=side,
            va="bottom",
            fontsize=8.5,
            color=style.COLOURS[0],
        )
    return said
