"""How far options of two surveys compare: the decided pairs, with the names of both sides."""

from __future__ import annotations

import polars as pl

from dxcompare.dataset import Dataset
from dxcompare.words.text import Text

#: What may be done with the options of a pair, for letters that forbid something.
FORBIDS: dict[str, Text] = {
    "c": Text(
        "年齢による形だけを比べられる組は、水準を比べない。",
        "Where only shapes over age compare, levels are not compared.",
    ),
    "d": Text(
        "比べられない組は別のことを尋ねており、水準も、年齢による変化も比べない。",
        "Pairs that do not compare ask about different things; neither their levels nor their changes with age are compared.",
    ),
}


def theme_pairs(ds: Dataset, options: pl.DataFrame) -> pl.DataFrame:
    """The pairs among some options of themes.

    Parameters
    ----------
    ds : Dataset
    options : polars.DataFrame
        theme_id, theme_ja, theme_en, question_id, option_id, city_ja, city_en, label_ja, label_en.

    Returns
    -------
    polars.DataFrame
        theme_id, theme_ja, theme_en, first_question_id, first_option_id, first_ja, first_en (city and label), the same
        of `second_`, letter, reason, reason_en; in the order of the options.
    """
    pairs = ds.theme_pair.with_columns(pl.col("letter").cast(pl.String))
    for end in ("first", "second"):
        named = options.with_row_index(f"{end}_at").select(
            "theme_id",
            *(["theme_ja", "theme_en", "first_at"] if end == "first" else ["second_at"]),
            *(pl.col(name).alias(f"{end}_{name}") for name in ("question_id", "option_id")),
            *(pl.format("{} {}", f"city_{lang}", f"label_{lang}").alias(f"{end}_{lang}") for lang in ("ja", "en")),
        )
        pairs = pairs.join(named, on=["theme_id", f"{end}_question_id", f"{end}_option_id"])
    ends = (f"{end}_{name}" for end in ("first", "second") for name in ("question_id", "option_id", "ja", "en"))
    return pairs.sort("first_at", "second_at").select(
        "theme_id", "theme_ja", "theme_en", *ends, "letter", "reason", "reason_en"
    )


def letters_said(pairs: pl.DataFrame) -> list[Text]:
    """What must not be done with these pairs."""
    letters = set(pairs["letter"])
    return [said for letter, said in FORBIDS.items() if letter in letters]
