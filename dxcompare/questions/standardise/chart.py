"""Shares as answered, at the age structure of the city, and at that of the country."""

from __future__ import annotations

import polars as pl

from dxcompare.present import style
from dxcompare.questions.standardise.compute import Standardised
from dxcompare.questions.standardise.tables import POPULATIONS
from dxcompare.words import typography
from dxcompare.words.text import Text, column, shown


@style.draws(Standardised, "populations", Text("人口構成別", "By population"))
def populations(result: Standardised, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Per option: the share as answered, at the city's age structure, and at Japan's."""
    table = result.to_frame()
    options = table.unique(["theme_id", "question_id", "option_id"], maintain_order=True)
    kinds = {name: (POPULATIONS[name], mark) for name, mark in (("own", "D"), ("nation", "|"), ("respondents", "o"))}
    label, row, right = 90.0, 5.4, 12.0
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
        axes.text(
            -2,
            y,
            typography.wrap(name, typography.line_width(label - style.HEADING_MM, 7.5)),
            ha="right",
            va="center",
            fontsize=7.5,
            linespacing=1,
        )
        for kind, (_, mark) in kinds.items():
            found = table.filter(
                theme_id=option["theme_id"],
                question_id=option["question_id"],
                option_id=option["option_id"],
                population=kind,
            ).row(0, named=True)
            if found["percent"] is None:
                continue
            if kind == "own":
                axes.plot([found["low"], found["high"]], [y, y], color=style.PALE, linewidth=1)
                axes.text(102, y, style.base(found), va="center", fontsize=6.5, color=style.GREY)
            axes.plot(
                found["percent"],
                y,
                mark,
                color=style.SHADES[4] if mark == "D" else style.INK,
                markeredgewidth=0.9,
                markersize=9 if mark == "|" else 4.5,
                markerfacecolor="none" if mark == "o" else None,
            )
    axes.set(xlim=(0, 100), ylim=(options.height - 0.5, -0.5), yticks=[])
    axes.set_xticks(range(0, 101, 25), [f"{x}%" for x in range(0, 101, 25)])
    axes.xaxis.grid(True)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    said = (
        f"{r[column('city', lang)]} {r[column('label', lang)]} {kinds[r['population']][0].to(lang)} {r['percent']:.1f}%"
        for r in table.filter(pl.col("percent").is_not_null()).iter_rows(named=True)
    )
    return style.Chart(
        figure, "standardised", result.title.to(lang), style.alt(result.title.to(lang), said, lang), table
    )
