"""How often recovery is right, by how a survey was broken."""

from __future__ import annotations

import polars as pl

from dxcompare.present import style
from dxcompare.questions.simulated.compute import OUTCOMES, Simulation
from dxcompare.questions.simulated.tables import BROKEN
from dxcompare.words.text import Text


@style.draws(Simulation, "outcomes", Text("結果", "Outcomes"))
def outcomes(result: Simulation, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Share of bases recovered rightly, not decided, refused, and wrongly, by what was broken and how much is printed."""
    table = (
        result.to_frame()
        .group_by("broken", "decimals", "cells", maintain_order=True)
        .agg(pl.col("bases", *OUTCOMES).sum())
    )
    ways = table["broken"].unique(maintain_order=True).to_list()
    kinds = [
        (decimals, cells)
        for decimals, cells in table.select("decimals", "cells").unique(maintain_order=True).iter_rows()
    ]
    label, row, gap, right = 52.0, 4.4, 6.0, 34.0
    high = len(ways) * (len(kinds) * row + gap)
    figure, top = style.sheet(
        width_mm,
        high + 6,
        result.title.to(lang),
        result.method.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    fills = {"right": style.SHADES[4], "silent": "white", "refused": style.SHADES[1], "wrong": style.INK}
    axes = style.place(figure, label, top + 8, width_mm - label - right, high)
    y = 0.0
    for way in ways:
        axes.text(
            -label / (width_mm - label - right),
            y,
            BROKEN[way].to(lang),
            fontsize=8,
            va="center",
            color=style.INK,
            transform=axes.get_yaxis_transform(),
        )
        for decimals, cells in kinds:
            found = table.filter(broken=way, decimals=decimals, cells=cells).row(0, named=True)
            left = 0.0
            for outcome in OUTCOMES:
                share = 100 * found[outcome] / found["bases"]
                axes.barh(
                    y,
                    share,
                    left=left,
                    height=row * 0.8,
                    color=fills[outcome],
                    edgecolor=style.PALE,
                    linewidth=0.4,
                    hatch="...." if outcome == "refused" else None,
                )
                left += share
            what = Text(
                f"{'小数1桁' if decimals else '整数'}・{cells}個", f"{'0.1 %' if decimals else '1 %'}, {cells} cells"
            )
            axes.text(-1.5, y, what.to(lang), ha="right", va="center", fontsize=7)
            wrong = Text(f"誤り {found['wrong']}／{found['bases']:,}", f"wrong {found['wrong']} of {found['bases']:,}")
            axes.text(
                102, y, wrong.to(lang), va="center", fontsize=7, color=style.INK if found["wrong"] else style.GREY
            )
            y += row
        y += gap
    style.key(
        figure, top + 1, [(fills[o], "...." if o == "refused" else None, name.to(lang)) for o, name in OUTCOMES.items()]
    )
    axes.set(xlim=(0, 100), ylim=(y - gap, -row), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    said = (
        f"{BROKEN[r['broken']].to(lang)} {r['decimals']}・{r['cells']} {OUTCOMES['right'].to(lang)} {r['right']} "
        f"{OUTCOMES['wrong'].to(lang)} {r['wrong']} / {r['bases']}"
        for r in table.iter_rows(named=True)
    )
    return style.Chart(
        figure, "recovery-simulation", result.title.to(lang), style.alt(result.title.to(lang), said, lang), table
    )
