"""The slide of `gradients`."""

from __future__ import annotations

import polars as pl

from dxcompare.present import style
from dxcompare.present.slide import Slide, option_line, slide
from dxcompare.questions.gradients.compute import Gradients
from dxcompare.questions.gradients.tables import SHAPES
from dxcompare.words.text import Text, shown


@slide(Gradients)
def _gradients(result: Gradients, lang: str) -> Slide:
    table = result.to_frame().filter(pl.col("slope").is_not_null())
    table = table.with_columns(
        name=option_line(lang),
        ratio="odds_ratio",
        low=pl.col("low").exp(),
        high=pl.col("high").exp(),
        series=pl.lit(Text("10歳あたりのオッズ比", "odds ratio per decade").to(lang)),
    )
    most = max([2.0, *table["high"], *(1 / table["low"])])
    says = Text("{name}：{shape}（{n}）", "{name}: {shape} ({n})").to(lang)
    shapes = [
        says.format(name=row["name"], shape=SHAPES[row["shape"]].to(lang), n=style.base(row))
        for row in table.iter_rows(named=True)
    ]
    return Slide(
        table,
        "ratio",
        category="name",
        series="series",
        value="ratio",
        low="low",
        high="high",
        most=most,
        reading=Text(
            "10歳あたりのオッズ比（対数目盛）。1より右は年齢とともに増える。細線は95％区間",
            "Odds ratio per decade of age (log scale); right of 1: rises with age. Thin lines: 95 % intervals",
        ).to(lang),
        notes=[shown(text, lang) for text in shapes],
    )
