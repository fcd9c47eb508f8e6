"""The slide of `standardise`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present.slide import Slide, arrow, as_shown, headline, named, option_line, slide
from dxcompare.questions.standardise.compute import Standardised
from dxcompare.words.text import Text

_KINDS = {
    "respondents": Text("回答者のまま", "as answered"),
    "own": Text("その市の年齢構成", "at the city's ages"),
}
_KEYS = ["theme_id", "plan_id", "question_id", "option_id"]
#: Options on the slide at most.
MOST = 9


@slide(Standardised)
def _standardised(result: Standardised, lang: str) -> Slide:
    """As answered and at the age structure of the city, the most moved first, a line between them."""
    reading = Text(
        "割合（％）。回答者のまま → その市の年齢構成にそろえた割合",
        "Percent; as answered → at the age structure of the city",
    )
    caveat = ""
    if result.to_frame()["plan_id"].n_unique() > 1:
        caveat = Text(
            "問い方の違いはそろわない。市の間で水準を比べない。",
            "Wording still differs: do not compare levels across cities.",
        ).to(lang)
    moved = _moved(result)
    unit = Text("％", " %").to(lang)
    first = moved.head(MOST).select(*_KEYS, said=arrow("answered", "percent", unit)).with_row_index("order")
    both = (
        result.to_frame()
        .filter(pl.col("population").is_in(list(_KINDS)))
        .join(first, on=_KEYS, nulls_equal=True, maintain_order="left")
        .sort("order", maintain_order=True)
    )
    if moved.height > MOST:
        left = moved.item(MOST, "by")
        reading += Text(
            f"。動きの大きい{MOST}つ。ほか{moved.height - MOST}は{left:.1f}ポイント以下",
            f". The {MOST} that move most; the other {moved.height - MOST}: {left:.1f} points at most",
        )
    return Slide(
        both.with_columns(
            named("population", _KINDS, lang),
            name=pl.concat_str("said", pl.lit("　"), option_line(lang)),
        ).with_columns(as_shown("name", lang)),
        "dumbbell",
        category="name",
        series="population",
        value="percent",
        most=100,
        number_format="0",
        reading=reading.to(lang),
        caveat=caveat,
    )


def _moved(result: Standardised) -> pl.DataFrame:
    """The options at the age structure of their city, the most moved first, with how far (`by`)."""
    known = result.to_frame().filter(pl.col("percent").is_not_null())
    answered = known.filter(population="respondents").select(*_KEYS, answered="percent")
    return (
        known.filter(population="own")
        .join(answered, on=_KEYS, nulls_equal=True, maintain_order="left")
        .with_columns(by=(pl.col("percent") - pl.col("answered")).abs())
        .sort("by", descending=True, maintain_order=True)
    )


@headline(Standardised)
def _headline(result: Standardised, lang: str) -> Text | None:
    """How far one age structure moves a share at the most."""
    moved = _moved(result)
    if moved.is_empty():
        return None
    row = moved.row(0, named=True)
    return Text(
        f"その市の年齢構成にそろえても、割合が動くのは最大{row['by']:.1f}ポイント"
        f"（{row['city_ja']}「{row['label_ja']}」）",
        f"The city's age structure moves no share by more than {row['by']:.1f} points "
        f"({row['city_en']}, ‘{row['label_en']}’)",
    )
