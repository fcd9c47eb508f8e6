"""What the charts of official figures have in common: which indicator, its status, unit and date in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dxcompare.words import typography
from dxcompare.words.arguments import WrongArgument
from dxcompare.words.dates import spoken_date
from dxcompare.words.text import Text
from dxcompare.words.unknown import one_of

#: printed status → its name, whether its mark is filled.
STATUS: dict[str, tuple[Text, bool]] = {
    "実施": (Text("実施", "done"), True),
    "未実施": (Text("未実施", "not done"), False),
}
UNITS = {"枚": Text("枚", "cards"), "人": Text("人", "people"), "手続": Text("手続", "procedures")}
#: How many of several indicators are named to choose from.
_NAMED = 8


def one_indicator(figures: pl.DataFrame, indicator: str | None, lang: str) -> str:
    """The indicator of a chart; it is to be chosen where there are several."""
    there = figures["indicator_id"].unique(maintain_order=True).to_list()
    if indicator is None and len(there) > 1:
        several = ", ".join(there[:_NAMED]) + " …" * (len(there) > _NAMED)
        raise WrongArgument(
            Text(
                f"図は統計一つについて描く。plot(indicator=…) で一つ選ぶ：{several}",
                f"a chart is of one figure; choose it by plot(indicator=…): {several}",
            ),
            lang,
        )
    indicator = indicator or there[0]
    one_of("indicator", indicator, there, lang)
    return indicator


def dated(row: Mapping[str, Any], lang: str) -> str:
    """The date of a figure, in words."""
    if row["as_of"] or row["year"]:
        return spoken_date(str(row["as_of"] or row["year"]), lang)
    return Text("表に記載なし", "not stated").to(lang)


def with_unit(cell: Mapping[str, Any], lang: str) -> str:
    """A figure with its unit."""
    unit = cell["unit"]
    number = typography.number(cell["value"])
    if unit == "%":
        return f"{number}%"
    return number + (unit if lang == "ja" else f" {UNITS[unit].en if unit in UNITS else unit}")
