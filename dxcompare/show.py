"""Tables for people: a frame as plain HTML, with headings in words and numbers aligned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import polars as pl

from dxcompare.errors import no_such
from dxcompare.headings import reading
from dxcompare.text import Text, language, shown


@dataclass(frozen=True)
class Shown:
    """A table as it is shown; `frame` has the numbers, `columns` the names behind its headings."""

    frame: pl.DataFrame
    caption: str
    lang: str
    columns: tuple[str, ...]

    def _repr_html_(self) -> str:
        right = {name for name, kind in self.frame.schema.items() if kind.is_numeric()}
        head = "".join(f'<th scope="col" title="{escape(column)}"{_side(name in right)}>{escape(name)}</th>'
                       for name, column in zip(self.frame.columns, self.columns, strict=True))
        body = "".join(
            "<tr>" + "".join(f"<td{_side(name in right)}>{_cell(value, self.lang)}</td>"
                             for name, value in zip(self.frame.columns, row, strict=True)) + "</tr>"
            for row in self.frame.iter_rows())
        caption = f'<caption style="text-align:left">{escape(self.caption)}</caption>' if self.caption else ""
        return f'<table class="data">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _side(number: bool) -> str:
    """Numbers to the right, words to the left; said in the cell, since notebooks align all to the right."""
    return ' class="number" style="text-align:right"' if number else ' style="text-align:left"'


def _cell(value: object, lang: str) -> str:
    if value is None:
        return '<span class="blank">–</span>'
    if isinstance(value, bool):
        return {"ja": ("いいえ", "はい"), "en": ("no", "yes")}[lang][value]
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() and abs(value) >= 1000 else f"{value:,g}"
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    return escape(shown(str(value), lang)).replace("\n", "<br>")


def show(frame: pl.DataFrame, headings: Mapping[str, Text | tuple[str, str]] | None = None,
         caption: Text | tuple[str, str] | None = None, lang: str | None = None, rows: int | None = None) -> Shown:
    """A frame as a table for reading.

    Parameters
    ----------
    frame : polars.DataFrame
    headings : mapping, optional
        Column → (Japanese, English) heading. Only these columns are shown, in this order. By default
        the headings are the code book's, without the other language, orders, and ids beside a name.
    caption : (str, str), optional
        Japanese and English.
    lang : {"ja", "en"}, optional
        By default that of the run.
    rows : int, optional
        How many rows at most; the caption then says how many there are. By default all.

    Returns
    -------
    Shown
        Jupyter displays it; `.frame` has the values.

    Raises
    ------
    KeyError
        If the frame has no such column.

    Examples
    --------
    >>> show(pl.DataFrame({"n": [1]}), {"n": ("人数", "people")}, lang="en").frame.columns
    ['people']
    >>> show(pl.DataFrame({"percent": [1.5, 2]}), caption=("割合", "Shares"), rows=1, lang="en").caption
    'Shares (1 of 2 rows)'
    """
    lang = language(lang)
    words = reading(frame.columns, lang) if headings is None else {
        name: Text(*heading).to(lang) for name, heading in headings.items()}
    for name in words:
        if name not in frame.columns:
            raise KeyError(no_such("column", name, frame.columns))
    said = "" if caption is None else Text(*caption).to(lang)
    if rows is not None and frame.height > rows:
        said += f"（{frame.height:,}行のうち{rows:,}行）" if lang == "ja" else f" ({rows:,} of {frame.height:,} rows)"
    chosen = frame.select(pl.col(name).alias(heading) for name, heading in words.items())
    return Shown(chosen if rows is None else chosen.head(rows), said, lang, tuple(words))
