"""Tables for people: a frame as plain HTML, with headings in words and numbers aligned."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import polars as pl

from dxcompare.text import Text, language, shown


@dataclass(frozen=True)
class Shown:
    """A table as it is shown; `frame` has the numbers."""

    frame: pl.DataFrame
    caption: str
    lang: str | None = None

    def _repr_html_(self) -> str:
        lang = language(self.lang)
        if self.frame.is_empty():
            none = Text("該当するものはない。", "There is none.").to(lang)
            return f'<p class="blank">{escape(self.caption + Text("：", ": ").to(lang) if self.caption else "")}{none}</p>'
        kinds = [_kind(self.frame[name]) for name in self.frame.columns]
        head = "".join(f'<th scope="col"{kind}>{escape(name)}</th>'
                       for name, kind in zip(self.frame.columns, kinds, strict=True))
        body = "".join(
            "<tr>" + "".join(f"<td{kind}{_japanese(value, lang)}>{_cell(value, lang)}</td>"
                             for value, kind in zip(row, kinds, strict=True)) + "</tr>"
            for row in self.frame.iter_rows())
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        return f'<table class="data">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _kind(column: pl.Series) -> str:
    """The class of a column, for its width: numbers, a few letters, or sentences."""
    if column.dtype.is_numeric():
        return ' class="number"'
    longest = max((len(str(value)) for value in column.drop_nulls()), default=0)
    return ' class="long"' if longest > 24 else ' class="short"' if longest <= 8 else ""


def _japanese(value: object, lang: str) -> str:
    """Japanese words in an English table say so, for voices and for the shapes of letters."""
    return ' lang="ja"' if lang != "ja" and isinstance(value, str) and re.search("[ぁ-ヿ一-鿿]", value) else ""


def _cell(value: object, lang: str) -> str:
    if value is None:
        return '<span class="blank">–</span>'
    if isinstance(value, bool):
        return {"ja": ("いいえ", "はい"), "en": ("no", "yes")}[lang][value]
    if isinstance(value, float):
        return f"{value:,.0f}" if value == int(value) and abs(value) >= 1000 else f"{value:,g}"
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    return escape(shown(str(value), lang)).replace("\n", "<br>")


def show(frame: pl.DataFrame, headings: Mapping[str, Text | tuple[str, str]] | None = None,
         caption: Text | tuple[str, str] | None = None, lang: str | None = None) -> Shown:
    """A frame as a table for reading.

    Parameters
    ----------
    frame : polars.DataFrame
    headings : mapping, optional
        Column → (Japanese, English) heading. Only these columns are shown, in this order.
    caption : (str, str), optional
        Japanese and English.
    lang : {"ja", "en"}, optional

    Returns
    -------
    Shown

    Examples
    --------
    >>> show(pl.DataFrame({"n": [1]}), {"n": ("人数", "people")}, lang="en").frame.columns
    ['people']
    """
    chosen = frame if headings is None else frame.select(
        pl.col(name).alias(Text(*heading).to(lang)) for name, heading in headings.items())
    return Shown(chosen, "" if caption is None else Text(*caption).to(lang), language(lang))
