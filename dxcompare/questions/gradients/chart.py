"""The age gradients of options: a forest plot."""

from __future__ import annotations

import math

from dxcompare.present import style
from dxcompare.questions.gradients.compute import Gradients
from dxcompare.questions.gradients.tables import SHAPES
from dxcompare.words import typography
from dxcompare.words.text import Text, column, shown


@style.draws(Gradients, "forest", Text("フォレスト図", "Forest plot"))
def forest(result: Gradients, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Odds ratio per decade of age for every option, with interval, base and shape."""
    table = result.to_frame()
    label, right, row = 90.0, 40.0, 5.6
    reading = Text(
        "10歳あたりのオッズ比（対数目盛）。右ほど年齢とともに増える。横線 95％区間　"
        "細線 上の端のない年代の中点を変えたとき（下の注）",
        "Odds ratio per decade of age (log scale); to the right: rises with age. Line: 95 % interval; "
        "thin line: other middles of the open band (note below)",
    )
    figure, top = style.sheet(
        width_mm,
        10 + row * table.height,
        result.title.to(lang),
        reading.to(lang),
        result.method.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    drawn = width_mm - label - right
    axes = style.place(figure, label, top + 4, drawn, row * table.height)
    plans = table["plan_id"].unique().sort().to_list()
    theme = None
    for y, option in enumerate(table.iter_rows(named=True)):
        colour = style.COLOURS[plans.index(option["plan_id"]) % len(style.COLOURS)]
        mark = style.MARKS[plans.index(option["plan_id"]) % len(style.MARKS)]
        if y == 0 or option["theme_id"] != theme:
            theme = option["theme_id"]
            style.heading(
                axes,
                y,
                option[column("theme", lang)] and shown(option[column("theme", lang)], lang),
                -label / drawn,
                1 + right / drawn,
            )
        name = f"{option[column('city', lang)]}　{shown(option[column('label', lang)], lang)}"
        text = typography.wrap(name, typography.line_width(label - (style.HEADING_MM if theme else 4), 7.5))
        axes.text(
            -0.02,
            y,
            text,
            ha="right",
            va="center",
            fontsize=7.5,
            linespacing=1,
            color=colour,
            transform=axes.get_yaxis_transform(),
        )
        if option["slope"] is not None:
            low, middle, high, wide, narrow = (
                math.exp(option[name]) for name in ("low", "slope", "high", "slope_open_low", "slope_open_high")
            )
            axes.plot([wide, narrow], [y + 0.28, y + 0.28], color=colour, linewidth=0.6)
            axes.plot([low, high], [y, y], color=colour, linewidth=1.2, solid_capstyle="butt")
            axes.plot(middle, y, mark, color=colour, markersize=4.5)
        says = f"{style.base(option)}　{SHAPES[option['shape']].to(lang)}"
        axes.text(1.02, y, says, va="center", fontsize=7, color=style.GREY, transform=axes.get_yaxis_transform())
    axes.axvline(1, color=style.GREY, linewidth=0.8)
    axes.set_xscale("log")
    known = table.filter(table["slope"].is_not_null())
    least, most = (math.exp(end) for end in (min([*known["low"], 0.0]), max([*known["high"], 0.0])))
    ticks = [t for t in (0.25, 0.5, 1, 2, 4) if least * 0.9 <= t <= most * 1.1]
    axes.set(xlim=(min(least, 0.5) * 0.93, max(most, 2) * 1.07), ylim=(table.height - 0.5, -0.5), yticks=[])
    axes.set_xticks(ticks, [f"×{t:g}" for t in ticks])
    axes.set_xticks([], minor=True)
    axes.spines["left"].set_visible(False)
    said = (
        f"{r[column('city', lang)]} {r[column('label', lang)]} ×{r['odds_ratio']:.2f}"
        for r in known.iter_rows(named=True)
    )
    return style.Chart(
        figure, "age-gradients", result.title.to(lang), style.alt(result.title.to(lang), said, lang), table
    )
