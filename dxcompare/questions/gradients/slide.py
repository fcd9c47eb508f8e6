"""The slides of `gradients`."""

from __future__ import annotations

import polars as pl

from dxcompare.present import style
from dxcompare.present.slide import Slide, as_shown, option_line, slide
from dxcompare.questions.gradients.compute import Gradients
from dxcompare.questions.gradients.shapes import DRAWN
from dxcompare.words.text import Text, column, shown


@slide(Gradients)
def _gradients(result: Gradients, lang: str) -> list[Slide]:
    """The shares of every band, then the odds ratios of those that one ratio tells."""
    table = result.to_frame().with_columns(name=option_line(lang)).with_columns(as_shown("name", lang))
    keys = ["theme_id", "question_id", "option_id"]
    ages = (
        pl.when(pl.col("age_max").is_null())
        .then(pl.concat_str("age_min", pl.lit("+")))
        .otherwise(pl.concat_str("age_min", pl.lit("–"), "age_max"))
    )
    cells = (
        result.to_frame("bands")
        .filter(pl.col("age_min").is_not_null())
        .with_columns(ages=ages)
        .join(table.select(*keys, "name"), on=keys, nulls_equal=True, maintain_order="left")
    )
    says = Text("{name}：{shape}（{n}）", "{name}: {shape} ({n})").to(lang)
    shapes = [
        says.format(name=row["name"], shape=row[column("says", lang)], n=style.base(row))
        for row in table.iter_rows(named=True)
    ]
    shares = Slide(
        cells,
        "pivot",
        category="name",
        series="ages",
        value="percent",
        number_format="0.0",
        shade="percent",
        most=100,
        reading=Text("割合（％）、年齢別。濃いほど多い", "Percent by age; the darker, the more").to(lang),
        notes=[shown(text, lang) for text in shapes],
    )
    even = table.filter(pl.col("shape").is_in(DRAWN))
    even = even.with_columns(series=pl.lit(Text("10歳あたりのオッズ比", "odds ratio per decade").to(lang)))
    if even.is_empty():
        return [shares]
    ratios = Slide(
        even,
        "ratio",
        category="name",
        series="series",
        value="odds_ratio",
        low="odds_low",
        high="odds_high",
        most=max([2.0, *even["odds_high"], *(1 / even["odds_low"])]),
        reading=Text(
            "10歳あたりのオッズ比（対数目盛）。1より右は年齢とともに増える。細線は95％区間",
            "Odds ratio per decade of age (log scale); right of 1: rises with age. Thin lines: 95 % intervals",
        ).to(lang),
    )
    return [shares, ratios]
