"""The slide of `standardise`."""

from __future__ import annotations

from dxcompare.present.slide import Slide, as_shown, named, option_line, slide
from dxcompare.questions.standardise.compute import Standardised
from dxcompare.words.text import Text


@slide(Standardised)
def _standardised(result: Standardised, lang: str) -> Slide:
    kinds = {
        "respondents": Text("回答者のまま", "as answered"),
        "own": Text("その市の年齢構成", "at the city's ages"),
        "nation": Text("全国の年齢構成", "at Japan's ages"),
    }
    reading = Text("割合（％）", "Percent")
    if result.to_frame()["plan_id"].n_unique() > 1:
        reading += Text(
            "。問い方が違うので、市の間で水準を比べない", "; wording differs, so do not compare levels across cities"
        )
    return Slide(
        result.to_frame()
        .with_columns(named("population", kinds, lang), name=option_line(lang))
        .with_columns(as_shown("name", lang)),
        "pivot",
        category="name",
        series="population",
        value="percent",
        number_format="0.0",
        reading=reading.to(lang),
    )
