"""Tables for people: a frame as plain HTML, with headings in words and numbers aligned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import polars as pl

from dxcompare.tables.headings import CODES, heading, reading
from dxcompare.words.text import Text, language, shown
from dxcompare.words.unknown import one_of

#: Letters up to which a column is short, and beyond which it is long.
SHORT, LONG = 8, 24


#: Widths for notebooks, which have no style sheet of ours; whatever a page says wins over `:where`.
_WIDTHS = (
    "<style>:where(table.data .short) { min-width: 4.5em } :where(table.data td:not(.short):not(.number)) "
    "{ min-width: 8em } :where(table.data .number) { min-width: 4em }</style>"
)


@dataclass(frozen=True)
class Shown:
    """A table as it is shown.

    Attributes
    ----------
    frame : polars.DataFrame
        The rows shown, under their headings.
    caption : str
    lang : {"ja", "en"}
    columns : tuple of str
        The names behind the headings.
    same : str
        What all rows have in common, if that is said once instead of in every row.
    decimals : int, optional
        Of all numbers that are not whole by nature; by default each as it is.
    """

    frame: pl.DataFrame
    caption: str
    lang: str
    columns: tuple[str, ...]
    same: str = ""
    decimals: int | None = None

    def _repr_html_(self) -> str:
        if self.frame.is_empty():
            none = Text("該当するものはない。", "There is none.").to(self.lang)
            title = self.caption + Text("：", ": ").to(self.lang) if self.caption else ""
            return f'<p class="blank">{escape(title)}{none}</p>'
        kinds = [_kind(values) for values in self.frame]
        head = "".join(
            f'<th scope="col" title="{escape(column)}"{kind}>{escape(name)}</th>'
            for name, column, kind in zip(self.frame.columns, self.columns, kinds, strict=True)
        )
        body = "".join(
            "<tr>"
            + "".join(
                f"<td{kind}{_japanese(value, self.lang)}>{_cell(value, self.lang, self.decimals)}</td>"
                for value, kind in zip(row, kinds, strict=True)
            )
            + "</tr>"
            for row in self.frame.iter_rows()
        )
        said = "<br>".join(escape(line) for line in (self.caption, self.same) if line)
        caption = f'<caption style="text-align:left">{said}</caption>' if said else ""
        return f'{_WIDTHS}<table class="data">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _kind(values: pl.Series) -> str:
    """The class of a column, for its width; its side is said in every cell, since notebooks align all to the right."""
    if values.dtype.is_numeric():
        return ' class="number" style="text-align:right"'
    longest = max((len(str(value)) for value in values.drop_nulls()), default=0)
    name = ' class="long"' if longest > LONG else ' class="short"' if longest <= SHORT else ""
    return f'{name} style="text-align:left"'


def _japanese(value: object, lang: str) -> str:
    """Japanese words in an English table say so, for voices and for the shapes of letters."""
    return ' lang="ja"' if lang != "ja" and isinstance(value, str) and re.search("[ぁ-ヿ一-鿿]", value) else ""


def _number(value: float) -> str:
    """A printed number as it is, a computed one to four figures.

    >>> _number(21.3), _number(2400.0), _number(-1.036939322), _number(206.7895178), _number(1234.5678)
    ('21.3', '2,400', '-1.037', '206.8', '1,234.6')
    """
    if value.is_integer():
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.0f}"
    if round(value, 3) == value:
        return f"{value:,.10g}"
    return f"{value:,.1f}" if abs(value) >= 1000 else f"{value:.4g}"


def _cell(value: object, lang: str, decimals: int | None) -> str:
    if value is None:
        return '<span class="blank">–</span>'
    if isinstance(value, bool):
        return {"ja": ("いいえ", "はい"), "en": ("no", "yes")}[lang][value]
    if isinstance(value, float) and decimals is not None:
        return f"{round(value, decimals) + 0.0:,.{decimals}f}"  # + 0.0: no −0.0
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    return escape(shown(str(value), lang)).replace("\n", "<br>")


def show(
    frame: pl.DataFrame,
    headings: Mapping[str, Text | tuple[str, str]] | None = None,
    caption: Text | tuple[str, str] | None = None,
    lang: str | None = None,
    rows: int | None = None,
    decimals: int | None = None,
) -> Shown:
    """A frame as a table for reading.

    Parameters
    ----------
    frame : polars.DataFrame
    headings : mapping, optional
        Column → (Japanese, English) heading. Only these columns are shown, in this order. By default
        the headings are the code book's, without the other language, orders, and ids beside a name;
        codes are put in words, and what all rows have in common is said once, in the caption.
    caption : (str, str), optional
        Japanese and English.
    lang : {"ja", "en"}, optional
        By default that of the run.
    rows : int, optional
        How many rows at most; the caption then says how many there are. By default all.
    decimals : int, optional
        Decimals of all numbers that are not whole by nature, for columns that were computed. By default
        each is shown as it is, 21.3 as 21.3 and 100 as 100, and with more than three to four figures.

    Returns
    -------
    Shown
        Jupyter displays it; `.frame` has the values.

    Raises
    ------
    UnknownName
        If the frame has no such column.

    Examples
    --------
    >>> show(pl.DataFrame({"n": [1]}), {"n": ("人数", "people")}, lang="en").frame.columns
    ['people']
    >>> show(pl.DataFrame({"percent": [1.5, 2]}), caption=("割合", "Shares"), rows=1, lang="en").caption
    'Shares (1 of 2 rows)'
    """
    lang = language(lang)
    same: dict[str, str] = {}
    if headings is None:
        words = reading(frame.columns, lang)
        frame = _spoken(frame, words, lang)
        same = _same(frame, words)
        words = {name: said for name, said in words.items() if name not in same} or words
    else:
        words = {name: Text(*said).to(lang) for name, said in headings.items()}
    for name in words:
        one_of("column", name, frame.columns, lang)
    title = "" if caption is None else Text(*caption).to(lang)
    if rows is not None and frame.height > rows:
        title += f"（{frame.height:,}行のうち{rows:,}行）" if lang == "ja" else f" ({rows:,} of {frame.height:,} rows)"
    chosen = frame.select(pl.col(name).alias(said) for name, said in words.items())
    common = [f"{heading(name, lang)} {shown(value, lang)}" for name, value in same.items() if value]
    line = Text(f"全行共通：{'、'.join(common)}", f"All rows: {', '.join(common)}").to(lang) if common else ""
    return Shown(chosen if rows is None else chosen.head(rows), title, lang, tuple(words), line, decimals)


def _spoken(frame: pl.DataFrame, names: Iterable[str], lang: str) -> pl.DataFrame:
    """The frame with codes in words, where they are known."""
    return frame.with_columns(
        pl.col(name).cast(pl.String).replace({code: text.to(lang) for code, text in CODES[name].items()})
        for name in names
        if name in CODES and frame[name].dtype in (pl.String, pl.Enum)
    )


def _same(frame: pl.DataFrame, names: Iterable[str]) -> dict[str, str]:
    """The columns of words that say the same in every row, with what they say; blank if nothing at all."""
    if frame.height < 2:
        return {}
    return {
        name: str(frame[name][0] or "")
        for name in names
        if frame[name].n_unique() == 1 and (frame[name].dtype in (pl.String, pl.Enum) or frame[name][0] is None)
    }
