"""Shares as answered, at the age structure of the city, and at that of the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from dxcompare.present import style
from dxcompare.questions.standardise.compute import Standardised
from dxcompare.words.text import Text, column, plural, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes


#: population → its mark
MARKS = {"own": "D", "nation": "|", "respondents": "o"}


#: Why a row has no mark, and why rows have none at the city's own ages.
NOTHING = Text("人数の分からない年代があり、計算できない", "cannot be computed: bases of some ages unknown")
NO_OWN = Text(
    "◆のない行は、その市の年齢別の人口が分からず、その市の年齢構成では計算できない。",
    "Rows without ◆: the city's population by age is not known, so nothing can be computed at its own ages.",
)


@style.draws(Standardised, "populations", Text("人口構成別", "By population"))
def populations(result: Standardised, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Per option: the share as answered, at the city's age structure, and at Japan's."""
    table = result.to_frame()
    options = table.unique(["theme_id", "question_id", "option_id"], maintain_order=True)
    label, row, right = 90.0, 6.0, 13.0
    reading = Text(
        "割合（％）。○ 回答者のまま　◆ その市の年齢構成　｜ 全国の年齢構成　横線 その市の年齢構成での95％区間",
        "Percent. ○ as answered   ◆ at the city's ages   | at Japan's ages   line: 95 % interval at the city's ages",
    )
    figure, top = style.sheet(
        width_mm,
        8 + row * options.height,
        result.title.to(lang),
        reading.to(lang),
        result.method.to(lang),
        *(note.to(lang) for note in result.caveats),
        (NO_OWN if _lacks_own(table) else Text("", "")).to(lang),
        style.source_line(result.source_line(lang), lang),
    )
    drawn = width_mm - label - right
    axes = style.place(figure, label, top + 1, drawn, row * options.height)
    theme = None
    for y, option in enumerate(options.iter_rows(named=True)):
        if option["theme_id"] != theme:
            theme = option["theme_id"]
            style.heading(axes, y, shown(option[column("theme", lang)], lang), -label / drawn, 1 + right / drawn)
        name = f"{option[column('city', lang)]}　{shown(option[column('label', lang)], lang)}"
        with style.city(axes, option["plan_id"]):
            style.row_name(axes, -0.02, y, name, label - style.HEADING_MM, 7.5)
            _marks(axes, y, table, option, lang)
    axes.set(xlim=(0, 100), ylim=(options.height - 0.5, -0.5), yticks=[])
    axes.set_xticks(range(0, 101, 25), [f"{x}%" for x in range(0, 101, 25)])
    axes.xaxis.grid(True)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    told = ("theme", "city", "label", "population", "percent", "low", "high", "n")
    return style.Chart(figure, "standardised", result.title.to(lang), _meaning(table, lang), table, told)


def _lacks_own(table: pl.DataFrame) -> bool:
    """Whether an option has a share, and none at the city's own ages."""
    known = table.filter(pl.col("percent").is_not_null())
    own = known.filter(pl.col("population").cast(pl.String) == "own")
    return known.join(own, on=["theme_id", "question_id", "option_id"], how="anti").height > 0


def _marks(axes: Axes, y: int, table: pl.DataFrame, option: dict, lang: str) -> None:
    """The shares of an option, the city's own with its interval and its base."""
    mine = table.filter(
        pl.all_horizontal(pl.col(name) == option[name] for name in ("theme_id", "question_id", "option_id"))
    )
    if mine["percent"].is_null().all():
        axes.text(1, y, NOTHING.to(lang), va="center", fontsize=style.SMALL, color=style.GREY)
    for kind, mark in MARKS.items():
        found = mine.filter(population=kind).row(0, named=True)
        if found["percent"] is None:
            continue
        if kind == "own":
            axes.plot([found["low"], found["high"]], [y, y], color=style.PALE, linewidth=1)
            axes.text(103, y, style.base(found), va="center", fontsize=style.SMALL, color=style.GREY)
        axes.plot(
            found["percent"],
            y,
            mark,
            color=style.SHADES[4] if mark == "D" else style.INK,
            markeredgewidth=0.9,
            markersize=9 if mark == "|" else 4.5,
            markerfacecolor="none" if mark == "o" else None,
        )


def _meaning(table: pl.DataFrame, lang: str) -> str:
    """How far the shares move when ages are weighted as in the city."""
    by = table.with_columns(pl.col("population").cast(pl.String)).pivot(
        "population", index=["theme_id", "question_id", "option_id"], values="percent", aggregate_function="first"
    )
    moved = (by["own"] - by["respondents"]).abs().drop_nulls()
    most = max(moved, default=0.0)
    return Text(
        f"その市の年齢構成にそろえると、{moved.len()}の選択肢の割合は最大{most:.1f}ポイント動く",
        f"At the city's own ages the shares of {plural(moved.len(), 'option', 'options')} move by {most:.1f} points at most",
    ).to(lang)
