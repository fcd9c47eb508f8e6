"""Distributions of many plans: a row for each quantity, with a histogram, its median and quartiles, and one marked city."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from dxcompare.dataset.names import plan_named
from dxcompare.present import style
from dxcompare.words.text import Text, column, shown
from dxcompare.words.typography import figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from dxcompare.present.result import Result

#: Height of a row, of its bars and of the headings; width of names; of each column of numbers: millimetres.
ROW, BARS, HEAD, NAME, NUMBER = 9.8, 4.6, 5.0, 46.0, 31.0
#: Bars at most; as many as there are whole numbers, if these are fewer.
BINS = 40
#: Bars of whole numbers that have a scale of their own are as narrow as if there were so many, so that one alone is a bar.
NARROW = 12
#: Where, under its bars, a row has the line of its quartiles and the ends of its scale; numbers that a scale shows at most.
LINE, UNDER, FEW = -1.5, -4.0, 10
MEDIAN, COUNT = Text("中央値（四分位）", "Median (quartiles)"), Text("n", "n")
#: How the rows are read.
READING = Text(
    "棒 分布　太い線 四分位の間（半数がこの中にある）　縦線 中央値　n 値のある{}の数",
    "Bars: distribution   thick line: between the quartiles, where half of all lie   tick: median   n: {} that have a value",
)
PLANS, INDICATORS = Text("計画", "plans"), Text("指標", "indicators")


@dataclass(frozen=True)
class Row:
    """A quantity.

    Attributes
    ----------
    name : str
    values : polars.Series
        One for each plan (or indicator) that has it.
    own : list of float
        Those of the marked city.
    limits : (float, float), optional
        Ends of its scale; by default from 0, or its least, to its most.
    decimals : int
    grouped : bool
        Whether thousands are parted, as they are not of years.
    known : (int, float, float, float), optional
        Number, lower quartile, median and upper quartile where they alone are known: no bars are drawn.
    """

    name: str
    values: pl.Series
    own: Sequence[float] = field(default=())
    limits: tuple[float, float] | None = None
    decimals: int = 0
    grouped: bool = True
    known: tuple[int, float | None, float | None, float | None] | None = None

    def ends(self) -> tuple[float, float]:
        """Both ends of its scale."""
        least, most = (float(one or 0) for one in (self.values.min(), self.values.max()))  # type: ignore[arg-type]
        return self.limits or (min(0.0, least), max(most, 1.0))

    def edges(self) -> np.ndarray:
        """Where its bars begin and end: at whole numbers a bar each, where these are few."""
        low, high = self.ends()
        if self.whole():
            return np.arange(math.floor(low), math.ceil(high) + 2) - 0.5
        return np.linspace(low, high, BINS + 1)

    def whole(self) -> bool:
        """Whether each bar stands for a whole number."""
        low, high = self.ends()
        return high - low < BINS and bool((self.values.drop_nulls() % 1 == 0).all())

    def wide(self) -> float:
        """How wide a bar is."""
        edges = self.edges()
        narrow = self.whole() and self.limits is None
        return min(1.0, (len(edges) - 2) / NARROW) if narrow else float(edges[1] - edges[0])

    def says(self, value: float | None) -> str:
        """A value in words."""
        if value is None:
            return "—"
        said = figure(round(value, self.decimals), self.decimals)
        return said if self.grouped else said.replace(",", "")


def marked(result: Result, lang: str, mark: str | None) -> tuple[str | None, str]:
    """The id of the plan of a city that is to be marked, and what the city is called; nothing if none is."""
    plan = plan_named(result.asked.ds, mark) if mark and result.asked else None
    if plan is None or result.asked is None:
        return None, ""
    row = result.asked.ds.plans().row(by_predicate=pl.col("plan_id") == plan, named=True)
    return plan, shown(row[column("name", lang)], lang)


def all_of(result: Result, lang: str, name: str) -> str:
    """Of how many plans a distribution is, and which city is marked."""
    n = result.count()
    said = Text(f"{n:,}計画すべての分布。", f"The distribution of all {n:,} plans. ")
    return (said + (Text(f"◆ {name}。", f"◆ {name}. ") if name else Text("", ""))).to(lang)


def doubted(items: Iterable[tuple[Text, int]]) -> list[Text]:
    """How many plans are left out of each item since no source tells if their version has it; nothing where none is.

    >>> doubted([(Text("窓口", "Counters"), 3), (Text("AI", "AI"), 0)])[0].en[-13:]
    ': Counters 3.'
    """
    left = [(name, n) for name, n in items if n]
    ja = "、".join(f"{shown(name.ja, 'ja')}{n:,}" for name, n in left)
    en = "; ".join(f"{name.en} {n:,}" for name, n in left)
    said = Text(
        f"事項が策定時の版にあるか確かめられず、施策の有無にかかわらず除いた計画の数：{ja}。",
        f"Plans left out, with a measure or without, since no source tells if their version has the item: {en}.",
    )
    return [said] if left else []


def rows(
    result: Result,
    lang: str,
    width_mm: float,
    name: str,
    title: str,
    lines: Sequence[Row],
    marked: str,
    reading: str = "",
    of: Text = PLANS,
    notes: Sequence[Text] = (),
    whole: str | None = None,
) -> style.Chart:
    """A chart of rows.

    Parameters
    ----------
    name, title : str
        Of the chart.
    lines : sequence of Row
    marked : str
        What the marked city is called; blank if none is.
    reading : str
        What is to be known before one reads it, beside the signs.
    of : Text
        What has a value each.
    notes : sequence of Text
    whole : str, optional
        Of what it is; by default of all plans.
    """
    figure_, top = style.sheet(
        width_mm,
        HEAD + ROW * len(lines) + 2,
        title,
        "\n".join(
            filter(
                None,
                (
                    (all_of(result, lang, marked) if whole is None else whole) + reading,
                    READING.to(lang).format(of.to(lang)),
                ),
            )
        ),
        *(note.to(lang) for note in notes),
        style.source_line(result.source_line(lang), lang),
    )
    across = width_mm - NAME - NUMBER - 11 - (18 if marked else 0)
    heads = style.place(figure_, NAME, top, across, HEAD)
    heads.set_axis_off()
    for at, text in _columns(across, bool(marked)):
        said = {"median": MEDIAN.to(lang), "n": COUNT.to(lang), "own": f"◆ {marked}"}[text]
        heads.text(at / across, 0.5, said, ha="right", va="center", fontsize=style.SMALL, color=style.GREY)
    shared = len(lines) > 1 and len({line.limits for line in lines}) == 1 and lines[0].limits is not None
    for y, line in enumerate(lines):
        axes = style.place(figure_, NAME, top + HEAD + y * ROW, across, ROW)
        _row(axes, line, across, bool(marked), lang)
        if not shared or y == 0:
            _scale(axes, line, BARS + 2.2 if shared else UNDER)
    data = pl.DataFrame([_summary(line) for line in lines], schema=SUMMARY, orient="row")
    return style.Chart(figure_, name, title, _meaning(lines[0], result, lang, whole), data)


def _columns(across: float, own: bool) -> list[tuple[float, str]]:
    return [(across + NUMBER, "median"), (across + NUMBER + 10, "n"), *([(across + NUMBER + 28, "own")] if own else [])]


#: The numbers of a distribution: what a chart of rows shows as a table.
SUMMARY = {"what": pl.String, "n": pl.Int64, "q1": pl.Float64, "median": pl.Float64, "q3": pl.Float64}


def _summary(line: Row) -> tuple[str, int, float | None, float | None, float | None]:
    if line.known:
        return line.name, *line.known
    values = line.values.drop_nulls()
    q1, middle, q3 = (values.quantile(part, "linear") for part in (0.25, 0.5, 0.75))
    return line.name, len(values), q1, middle, q3


def _meaning(first: Row, result: Result, lang: str, whole: str | None = None) -> str:
    """The first row in words, for those who cannot see the chart."""
    _, n, *quartiles = _summary(first)
    q1, middle, q3 = map(first.says, quartiles)
    of = f"{result.count():,}計画の分布。", f"The distribution of {result.count():,} plans. "
    return (Text(*of).to(lang) if whole is None else whole) + Text(
        f"{first.name}は中央値{middle}、四分位は{q1}と{q3}（n={n:,}）",
        f"{first.name}: median {middle}, quartiles {q1} and {q3} (n={n:,})",
    ).to(lang)


def _row(axes: Axes, line: Row, across: float, own: bool, lang: str) -> None:
    """A histogram over a line, and under it the quartiles, the median, the marked city and the ends of the scale."""
    values = np.array(line.values.drop_nulls().to_list(), dtype=float)
    edges, wide = line.edges(), line.wide()
    middles = (edges[:-1] + edges[1:]) / 2
    axes.set(xlim=(middles[0] - wide / 2, middles[-1] + wide / 2), ylim=(-(ROW - BARS), BARS), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.axhline(0, color=style.RULE, linewidth=0.6)
    style.row_name(axes, -1.5 / across, 0.8, line.name, NAME - 2, 8)
    if len(values):
        counts, _ = np.histogram(values, edges)
        tall = (BARS - 0.6) * counts / counts.max()
        axes.bar(middles, tall, wide, color=style.SHADES[2], edgecolor="white", linewidth=0.3)
    _, n, q1, middle, q3 = _summary(line)
    if middle is not None:
        if q1 is not None and q3 is not None:
            axes.plot([q1, q3], [LINE, LINE], color=style.GREY, linewidth=2.6, solid_capstyle="butt")
        axes.plot(middle, LINE, "|", color=style.INK, markersize=7, markeredgewidth=1.8, zorder=5, clip_on=False)
        said = Text("{}（{}～{}）", "{} ({}–{})").to(lang).format(*map(line.says, (middle, q1, q3)))
    else:
        said = "—"
    if line.own:
        axes.plot(
            line.own,
            [0.3] * len(line.own),
            "D",
            color=style.COLOURS[1],
            markersize=4.8,
            markeredgecolor="white",
            markeredgewidth=0.6,
            clip_on=False,
            zorder=6,
        )
    texts = {"median": said, "n": f"{n:,}", "own": _own(line)}
    for at, what in _columns(across, own):
        colour = style.COLOURS[1] if what == "own" and line.own else style.GREY if what == "n" else style.INK
        axes.text(
            at / across,
            0.0,
            texts[what],
            transform=axes.get_yaxis_transform(),
            ha="right",
            va="center",
            fontsize=style.SMALL + 0.5,
            color=colour,
        )


def _scale(axes: Axes, line: Row, y: float) -> None:
    """What stands on the scale: both ends, or every number where these are few."""
    low, high = line.ends()
    edges = line.edges()
    if line.limits and len(edges) - 1 == high - low + 1 <= FEW:
        for at in np.arange(low, high + 1):
            axes.text(at, y, line.says(float(at)), ha="center", va="center", fontsize=style.SMALL, color=style.GREY)
        return
    ends = (
        ((low, low, "center"), (high, high, "center"))
        if line.whole()
        else ((low, edges[0], "left"), (high, edges[-1], "right"))
    )
    for value, at, side in ends:
        axes.text(at, y, line.says(value), ha=side, va="center", fontsize=style.SMALL, color=style.GREY)


def _own(line: Row) -> str:
    ends = list(dict.fromkeys(line.says(one) for one in (min(line.own), max(line.own)))) if line.own else ["—"]
    return "–".join(ends)
