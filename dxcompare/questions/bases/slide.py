"""The slide of `bases`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present import style
from dxcompare.present.slide import Slide, headline, named, slide
from dxcompare.questions.bases.compute import CERTAINTY, Bases
from dxcompare.words.text import Text, column, plural


@slide(Bases)
def _bases(result: Bases, lang: str) -> Slide:
    counted = (
        result.to_frame()
        .group_by("survey_id", column("city", lang), "certainty", maintain_order=True)
        .len("columns")
        .with_columns(named("certainty", CERTAINTY, lang))
    )
    order = [text.to(lang) for text in CERTAINTY.values()]
    return Slide(
        counted.sort(pl.col("certainty").cast(pl.Enum(order)), maintain_order=True),
        "stacked",
        category=column("city", lang),
        series="certainty",
        value="columns",
        fills=["#ffffff", "#ffffff", style.SHADES[2], style.SHADES[1], style.PALE, style.INK],
        reading=Text(
            "集計表の列の数（総数・年齢別など全区分）。確からしさ別",
            "Number of columns of the tables, all breakdowns, by how the base is known",
        ).to(lang),
    )


@headline(Bases)
def _headline(result: Bases, lang: str) -> Text | None:
    rows = result.to_frame().filter(~pl.col("certainty").is_in(["printed", "heading"]))
    if rows.is_empty():  # all are printed
        return None
    n, likely = (rows.filter(certainty=certainty).height for certainty in ("recovered", "likely"))
    left = rows.height - n - likely
    return Text(
        f"計画に記載がないか使えない回答者数は、全区分で{rows.height:,}列。復元{n:,}列、ほぼ確か{likely:,}列、決まらない{left:,}列",
        f"Of {plural(rows.height, 'base that is', 'bases that are')} not stated or cannot be used, in all breakdowns, "
        f"{n:,} {'is' if n == 1 else 'are'} recovered, {likely:,} likely, {left:,} open",
    )
