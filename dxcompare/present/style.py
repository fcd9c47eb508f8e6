"""House style of every chart: sizes in millimetres, one font, quiet axes, a source line.

Colour shows group membership or sign, never merit, and never alone: a mark or a label says the same
in greyscale. A chart is a :class:`Chart`: the figure, what it says in words, and the data it shows.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from dxcompare.dataset.notes import ENDED
from dxcompare.present import style
from dxcompare.present.asked import NothingToDraw, fits
from dxcompare.present.chart import Chart
from dxcompare.present.drawn import register
from dxcompare.present.fonts import FALLBACK, use_japanese
from dxcompare.present.labels import SMALL, on_lines
from dxcompare.present.result import Result
from dxcompare.present.show import shown_as
from dxcompare.present.slide import finding_of
from dxcompare.present.svg import CITY, PLAN
from dxcompare.words.text import Text, language
from dxcompare.words.typography import line_width, wrap

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


WIDTH_MM = 170.0


INK, GREY, PALE, RULE = "#1a1a1a", "#595959", "#8c8c8c", "#d9d9d9"


#: one hue in six depths, told apart in greyscale too
SHADES = ["#ffffff", "#e6edf5", "#c3d5e8", "#93b5d6", "#5487b8", "#24588c"]


#: stages of work and what was done, from pale to dark
STEPS = ["#f1f5fa", "#dbe6f2", "#b9cfe5", "#8fb3d6", "#5c8ec0", "#336699", "#16395c"]
#: plans, groups: colours that colour-blind readers tell apart, each with a mark of its own
COLOURS = ["#0b5394", "#d1690e", "#2f7d4f", "#8e4585", "#6b6b6b", "#b8860b"]


MARKS = ["o", "s", "D", "^", "v", "P"]


_RC = {
    "font.size": 9,
    "axes.titlesize": 9,
    "axes.labelsize": 8,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "text.color": INK,
    "axes.labelcolor": GREY,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "axes.edgecolor": RULE,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": False,
    "grid.color": RULE,
    "grid.linewidth": 0.6,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "hatch.linewidth": 0.5,
    "hatch.color": PALE,
    "lines.linewidth": 1.4,
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "svg.hashsalt": "dxcompare",
    "axes.unicode_minus": False,
    "text.parse_math": False,  # a dollar is a dollar
}


_MM = 1 / 25.4


def parameters() -> dict[str, Any]:
    """Matplotlib's parameters in the house style; its fonts are registered."""
    return {**_RC, "font.family": [use_japanese(), FALLBACK]}


@contextmanager
def house() -> Iterator[None]:
    """Draw in the house style, whatever style the reader has set.

    While it is drawn, a letter that no font has is nothing to warn of: what is shown has a mark in its place
    (:mod:`dxcompare.present.glyphs`).
    """
    import matplotlib as mpl

    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcdefaults()
        mpl.rcParams.update(parameters())
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def draws(result: type[Result], kind: str, name: Text) -> Callable[[Callable[..., Chart]], Callable[..., Chart]]:
    """Say that a function draws a chart of a kind, called `name`, for a type of result, in the house style."""
    return lambda draw: register(result, kind, name)(_in_house(draw))


def spreads(result: type[Result], kind: str) -> Callable[[Callable[..., Chart]], Callable[..., Chart]]:
    """Say that a function draws, in the place of a kind, the distribution of more plans than can stand there by name."""

    def add(draw: Callable[..., Chart]) -> Callable[..., Chart]:
        Result.spreads[result, kind] = found = _in_house(draw)
        return found

    return add


def _in_house(draw: Callable[..., Chart]) -> Callable[..., Chart]:
    """The same in the house style, with the words that a chart needs to travel alone."""

    @functools.wraps(draw)
    def in_house(result: Result, *args: Any, **options: Any) -> Chart:
        some(result.to_frame(), result, options.get("lang"))
        found = language(options.get("lang"))
        with house(), _saying(result.which.to(found)):
            chart = draw(result, *args, **options)
        some(chart.data, result, options.get("lang"))
        said = chart.alt or finding_of(result, found) or chart.title
        return replace(chart, alt=sentence(said, found), described=described(result, chart, found), lang=found)

    return in_house


#: What a sheet says below its title of which plans it is; set while a chart is drawn.
_which: ContextVar[str] = ContextVar("which", default="")


@contextmanager
def _saying(which: str) -> Iterator[None]:
    token = _which.set(which)
    try:
        yield
    finally:
        _which.reset(token)


def sentence(said: str, lang: str) -> str:
    """What is said, as a sentence that ends.

    >>> sentence("2計画", "ja"), sentence("Two plans (drafts).", "en")
    ('2計画。', 'Two plans (drafts).')
    """
    ends = Text("。", ".").to(lang)
    return said if said.endswith((ends, "？", "?")) else said + ends


def as_fit(said: Sequence[str], lang: str, most: int = 150) -> str:
    """As many of some things as a sentence has room for, and how many more there are.

    >>> as_fit(["a", "b"], "en"), as_fit(["甲乙市", "丙丁戊市", "己庚市"], "ja", 8)
    ('a; b', '甲乙市、丙丁戊市ほか1')
    """
    between = Text("、", "; ").to(lang)
    n = max((n for n in range(1, len(said) + 1) if len(between.join(said[:n])) <= most), default=1)
    rest = len(said) - n
    return between.join(said[:n]) + (Text(f"ほか{rest}", f" and {rest} more").to(lang) if rest else "")


def described(result: Result, chart: Chart, lang: str) -> str:
    """What a chart shows as a table, with headings and words; the columns are those that the chart names."""
    name = next((name for name, table in result.tables.items() if set(chart.data.columns) <= set(table.columns)), None)
    whole = result.read(name, chart.columns or None, lang, chart.data)
    return shown_as(whole, Text(chart.title, chart.title), lang, once=True)._repr_html_()


def some(frame: pl.DataFrame, result: Result, lang: str | None = None) -> pl.DataFrame:
    """The rows of a chart, or a clear refusal: an empty picture would look like a zero.

    Raises
    ------
    NothingToDraw
        If there are none.
    """
    if frame.is_empty():
        raise NothingToDraw(
            Text(
                f"「{result.title.ja}」のこの図には描くものがない（このデータに該当するものがない）",
                f"nothing to draw for {result.title.en!r}: the data have nothing of the kind",
            ).to(lang)
        )
    return frame


def of_city(drawn: Artist | Iterable[Artist], city: str | None) -> None:
    """Say whose marks, bars or texts are: by the five-digit code of a city, or the id of its plan.

    In a page the reader's own is told apart by it.
    """
    for artist in drawn if isinstance(drawn, Iterable) else [drawn]:
        artist.set_gid(city and (CITY if city.isdigit() else PLAN) + city)


@contextmanager
def city(axes: Axes, whose: str | None) -> Iterator[None]:
    """Say so of all that is drawn into axes meanwhile."""
    before = {id(artist) for artist in axes.get_children()}
    yield
    of_city([artist for artist in axes.get_children() if id(artist) not in before], whose)


def canvas(height_mm: float, width_mm: float = WIDTH_MM) -> Figure:
    """An empty figure of a size on paper."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width_mm * _MM, height_mm * _MM))


def place(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes at a place given in millimetres from the figure's upper left corner."""
    wide, high = (size / _MM for size in figure.get_size_inches())
    return figure.add_axes((left / wide, 1 - (top + height) / high, width / wide, height / high))


def sheet(width_mm: float, height_mm: float, title: str, subtitle: str, *notes: str) -> tuple[Figure, float]:
    """A figure with its question above and its notes below, and room for a drawing between them.

    Parameters
    ----------
    height_mm : float
        Height of the drawing alone.
    notes : str
        Caveats, base, source; one paragraph each, empty ones left out.

    Returns
    -------
    figure, top : Figure, float
        `top` is where the drawing may begin, in millimetres from the upper edge.
    """
    question = wrap(title, line_width(width_mm, 11))
    subtitle = "\n".join(filter(None, (_which.get(), subtitle)))
    reading = "\n".join(wrap(line, line_width(width_mm, 8)) for line in subtitle.split("\n"))
    below = "\n".join(wrap(note, line_width(width_mm, SMALL) - 1) for note in notes if note)
    title_mm = 6.2 * (question.count("\n") + 1)
    top = title_mm + 4.3 * (reading.count("\n") + 1) + 3
    bottom = 3.75 * (below.count("\n") + 1) + 2.5
    high = top + height_mm + bottom
    fits(high)
    figure = canvas(high, width_mm)
    figure.text(0, 1 - 0.8 / high, question, fontsize=11, va="top", ha="left", color=INK, linespacing=1.3)
    figure.text(0, 1 - (title_mm + 1) / high, reading, fontsize=8, va="top", ha="left", color=GREY, linespacing=1.5)
    figure.text(0, 0.6 / high, below, fontsize=SMALL, va="bottom", ha="left", color=GREY, linespacing=1.5)
    return figure, top


def base(row: dict) -> str:
    """A base under a column: `n=98`; `n=24*` where it was recovered by us, `n≈102` likely; `n=?` where it is not known."""
    if row["n"] is None:
        return "n=?"
    if row["certainty"] == "likely":
        return f"n≈{row['n']:,}"
    return f"n={row['n']:,}" + "*" * (row["certainty"] == "recovered")


#: White behind a text on a hatch.
ON_HATCH = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
#: Width of the headings of a chart of rows.
HEADING_MM = 34.0


def heading(axes: Axes, y: float, name: str | None, left: float, right: float) -> None:
    """A rule above row y of a chart of rows, and the name of what begins there at its left end."""
    across = axes.get_yaxis_transform()
    if y:
        axes.plot([left, right], [y - 0.5, y - 0.5], color=RULE, linewidth=0.6, clip_on=False, transform=across)
    axes.text(
        left,
        y,
        wrap(name or "", line_width(HEADING_MM, 7)),
        ha="left",
        va="center",
        fontsize=7,
        linespacing=1,
        color=GREY,
        transform=across,
    )


def head(name: str) -> str:
    """The name of a plan above a column: that its period has ended stands under it."""
    return name.replace(f"（{ENDED.ja}）", f"\n{ENDED.ja}").replace(f" ({ENDED.en})", f"\n{ENDED.en}")


def years(plan: dict) -> str:
    """The fiscal years of a plan; one without an end is open.

    >>> years({"start_fy": 2023, "end_fy": 2027}), years({"start_fy": 2023, "end_fy": None})
    ('2023–2027', '2023–')
    """
    return f"{plan['start_fy']}–{plan['end_fy'] or ''}"


def row_name(axes: Axes, x: float, y: float, name: str, width_mm: float, points: float = SMALL) -> None:
    """The name of row y, ending at x of the axes: on one line, or on small and even ones."""
    lines = on_lines(name, width_mm, points)
    if len(lines) > 1 and points > SMALL:
        lines, points = on_lines(name, width_mm, SMALL), SMALL
    axes.text(
        x,
        y,
        "\n".join(lines),
        ha="right",
        va="center",
        fontsize=points,
        linespacing=1,
        transform=axes.get_yaxis_transform(),
    )


def whisker(axes: Axes, x: float, row: dict, colour: str, mark: str, size: float = 4.5) -> None:
    """A share with its interval at x: hollow where `row` says so."""
    if row["low"] is not None:
        axes.plot([x, x], [row["low"], row["high"]], color=colour, linewidth=1.1, solid_capstyle="butt")
    axes.plot(
        x,
        row["percent"],
        mark,
        color=colour,
        markersize=size,
        markerfacecolor="white" if row["hollow"] else colour,
        markeredgewidth=1,
        clip_on=False,
        zorder=3,
    )


MADE = Text("集計・作図：dxcompare", "Compiled and drawn by dxcompare")


def source_line(line: str, lang: str | None = None) -> str:
    """The last line of every chart."""
    return f"{line}　{MADE.ja}" if language(lang) == "ja" else f"{line}. {MADE.en}."


def key(figure: Figure, top: float, entries: list[tuple[str, str | None, str]]) -> None:
    """A key in one line above a chart, from the left edge."""
    from matplotlib.patches import Patch

    handles = [
        Patch(facecolor=colour, hatch=hatch, edgecolor=style.GREY, linewidth=0.6, label=name)
        for colour, hatch, name in entries
    ]
    high = figure.get_size_inches()[1] * 25.4
    figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0, 1 - top / high),
        ncols=len(handles),
        frameon=False,
        fontsize=7.5,
        handlelength=1.2,
        handleheight=0.9,
        columnspacing=1.2,
        borderaxespad=0,
        borderpad=0,
    )
