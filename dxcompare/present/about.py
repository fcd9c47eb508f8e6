"""Words that every kind of file needs: what columns mean, and what to say of method and caveats."""

from __future__ import annotations

import datetime as dt
from functools import cache

import polars as pl

from dxcompare.present.result import METHODS_VERSION, Result
from dxcompare.tables.codebook import codebook
from dxcompare.words.text import Text, language

#: Font of office files: on every Windows and Mac with Office, Japanese and Latin.
FONT = "Yu Gothic"


#: Date that office files bear, so that the same data give the same bytes.
MADE_ON = dt.datetime(2000, 1, 1)


#: Columns of results that no table of the data set has.
_OWN: dict[str, Text] = {
    "city_ja": Text("市", "city"),
    "city_en": Text("市（英語）", "city in English"),
    "name_ja": Text("名称", "name"),
    "name_en": Text("名称（英語）", "name in English"),
    "plan": Text("計画", "plan"),
    "item": Text("国の事項", "national item"),
    "survey": Text("調査", "survey"),
    "theme": Text("主題", "theme"),
    "kpi": Text("指標", "indicator"),
    "measure": Text("施策", "measure"),
    "hollow": Text("30人未満または人数不明", "fewer than 30 people, or base unknown"),
    "locator": Text("出典中の位置", "where in the document"),
}


@cache
def meanings(lang: str) -> dict[str, str]:
    """Column → its meaning, for the columns that mean the same wherever they occur."""
    same = (
        codebook(lang=lang)
        .group_by("column", maintain_order=True)
        .agg(pl.col("meaning").n_unique().alias("meanings"), pl.col("meaning").first())
        .filter(pl.col("meanings") == 1)
    )
    return {
        **dict(same.select("column", "meaning").iter_rows()),
        **{name: text.to(lang) for name, text in _OWN.items()},
    }


def about(result: Result, lang: str) -> list[tuple[str, str]]:
    """What must travel with a result: heading and text of its question, method, caveats and sources."""
    lang = language(lang)
    headings = {
        "title": Text("問い", "Question"),
        "method": Text("方法", "Method"),
        "caveat": Text("注意", "Caveat"),
        "source": Text("出典", "Source"),
    }
    version = Text(f"（方法の版 {METHODS_VERSION}）", f" (methods, version {METHODS_VERSION})")
    rows = [
        ("title", result.title.to(lang)),
        ("method", (result.method + version).to(lang)),
        *(("caveat", note.to(lang)) for note in result.caveats),
        *(("source", title) for title in result.sources["title"].unique(maintain_order=True)),
    ]
    return [(headings[name].to(lang), text) for name, text in rows]
