"""The slides of `gradients`, and the findings that head them."""

from __future__ import annotations

from typing import Any

import polars as pl

from dxcompare.present import style
from dxcompare.present.slide import Slide, arrow, as_shown, headline, option_line, slide
from dxcompare.questions.gradients.compute import Gradients
from dxcompare.questions.gradients.shapes import DRAWN, WAYS
from dxcompare.words.text import Text, column, plural, shown

#: Options in the chart at most.
MOST = 9


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
    if even.is_empty():
        return [shares]
    reading = Text(
        "10歳あたりのオッズ比（対数目盛）。1より右は年齢とともに増える。線は95％区間。％は最も若い年代→最も上の年代",
        "Odds ratio per decade of age (log scale); right of 1: rises with age; lines: 95 % intervals. Percent: youngest → "
        "oldest band",
    )
    if even.height > MOST:
        reading += Text(f"。変化の大きい{MOST}つ", f". The {MOST} that change most")
    steep = even.sort((pl.col("odds_ratio").log()).abs(), descending=True, maintain_order=True)
    ends = cells.group_by(*keys, maintain_order=True).agg(
        first=pl.col("percent").first(), last=pl.col("percent").last()
    )
    ratios = Slide(
        steep.head(MOST)
        .join(ends, on=keys, nulls_equal=True, maintain_order="left")
        .with_columns(
            name=pl.concat_str(arrow("first", "last", Text("％", " %").to(lang)), pl.lit("　"), "name"),
            series=pl.lit(Text("10歳あたりのオッズ比", "odds ratio per decade").to(lang)),
        ),
        "ratio",
        category="name",
        series="series",
        value="odds_ratio",
        low="odds_low",
        high="odds_high",
        title=_steepest(steep.row(0, named=True), cells).to(lang),
        reading=reading.to(lang),
        notes=[shown(text, lang) for text in shapes],
    )
    return [shares, ratios]


def _steepest(row: dict[str, Any], cells: pl.DataFrame) -> Text:
    """The option that changes most with age, as shares of its first and last band."""
    mine = cells.filter(
        *(pl.col(key).eq_missing(pl.lit(row[key])) for key in ("theme_id", "question_id", "option_id")),
        pl.col("percent").is_not_null(),
    )
    first, last = mine.row(0, named=True), mine.row(-1, named=True)
    return Text(
        f"年齢で最も変わるのは{row['city_ja']}「{row['label_ja']}」"
        f"（{first['group_ja']}{first['percent']:g}％、{last['group_ja']}{last['percent']:g}％）",
        f"Most changed by age: {row['city_en']}, ‘{row['label_en']}’, {first['percent']:g} % of "
        f"{first['group_en']} and {last['percent']:g} % of {last['group_en']}",
    )


@headline(Gradients)
def _headline(result: Gradients, lang: str) -> Text:
    rows = result.to_frame()
    n = rows.filter(pl.col("shape").is_in(WAYS)).height
    up = rows.filter(pl.col("shape").is_in([way for way in WAYS if way.startswith("rises")])).height
    return Text(
        f"選択肢{rows.height}のうち、年齢とともに増えるものは{up}、減るものは{n - up}",
        f"Of {plural(rows.height, 'option', 'options')}, {plural(up, 'rises', 'rise')} with age and "
        f"{plural(n - up, 'falls', 'fall')}",
    )
