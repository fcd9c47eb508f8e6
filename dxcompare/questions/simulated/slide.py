"""The slide of `simulated`."""

from __future__ import annotations

import polars as pl

from dxcompare.present import style
from dxcompare.present.slide import Slide, named, slide
from dxcompare.questions.simulated.compute import OUTCOMES, Simulation
from dxcompare.questions.simulated.tables import BROKEN
from dxcompare.words.text import Text


@slide(Simulation)
def _simulation(result: Simulation, lang: str) -> Slide:
    table = result.to_frame("outcomes").group_by("broken", maintain_order=True).agg(pl.col(*OUTCOMES).sum())
    long = table.unpivot(on=list(OUTCOMES), index="broken", variable_name="outcome", value_name="bases")
    return Slide(
        long.with_columns(named("broken", BROKEN, lang), named("outcome", OUTCOMES, lang)),
        "share",
        category="broken",
        series="outcome",
        value="bases",
        fills=[style.SHADES[5], style.SHADES[3], "#ffffff", style.SHADES[2], style.GREY, style.INK],
        reading=Text("架空の調査の集団の数", "Number of groups of made-up surveys").to(lang),
    )
