"""How often recovery is right, by how a survey was broken."""

from __future__ import annotations

import polars as pl

from dxcompare.present import style
from dxcompare.questions.simulated.compute import OUTCOMES, Simulation
from dxcompare.questions.simulated.tables import BROKEN
from dxcompare.words.text import Text

#: outcome → how its bar is drawn.
FILLS: dict[str, dict] = {
    outcome: {"color": color, "hatch": hatch, "edgecolor": style.PALE, "linewidth": 0.4}
    for outcome, color, hatch in (
        ("right", style.SHADES[4], None),
        ("likely_right", style.SHADES[2], None),
        ("silent", "white", None),
        ("refused", style.SHADES[1], "...."),
        ("likely_wrong", style.GREY, "////"),
        ("wrong", style.INK, None),
    )
}


@style.draws(Simulation, "outcomes", Text("結果", "Outcomes"))
def outcomes(result: Simulation, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Share of bases recovered rightly, likely, not decided, refused, and wrongly, by what was broken."""
    table = result.to_frame("outcomes").group_by("broken", maintain_order=True).agg(pl.col("bases", *OUTCOMES).sum())
    label, row, right = 56.0, 5.6, 46.0
    high = table.height * row
    figure, top = style.sheet(
        width_mm,
        high + 12,
        result.title.to(lang),
        result.method.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top + 12, width_mm - label - right, high)
    scenarios = {one["broken"]: one for one in result.to_frame().iter_rows(named=True)}
    for y, found in enumerate(table.iter_rows(named=True)):
        axes.text(-1.5, y, BROKEN[found["broken"]].to(lang), ha="right", va="center", fontsize=7.5, color=style.INK)
        left = 0.0
        for outcome in OUTCOMES:
            share = 100 * found[outcome] / found["bases"]
            axes.barh(y, share, left=left, height=0.8, **FILLS[outcome])
            left += share
        one = scenarios[found["broken"]]
        wrong = Text(
            f"復元{one['recovered']:,}のうち誤り{one['wrong']:,}",
            f"{one['wrong']:,} wrong of {one['recovered']:,} recovered",
        )
        axes.text(102, y, wrong.to(lang), va="center", fontsize=7, color=style.INK if one["wrong"] else style.GREY)
    named = [(FILLS[one]["color"], FILLS[one]["hatch"], name.to(lang)) for one, name in OUTCOMES.items()]
    style.key(figure, top + 1, named[:3])
    style.key(figure, top + 6, named[3:])
    axes.set(xlim=(0, 100), ylim=(table.height - 0.5, -0.5), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    recovered, errors = result.to_frame()["recovered"].sum(), result.to_frame()["wrong"].sum()
    said = Text(
        f"架空の調査で復元した人数{recovered:,}のうち、誤りは{errors:,}",
        f"Of {recovered:,} bases recovered in made-up surveys, {errors:,} are wrong",
    ).to(lang)
    return style.Chart(figure, "recovery-simulation", result.title.to(lang), said, table)
