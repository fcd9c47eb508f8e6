"""Tables for people: a frame as plain HTML, with headings in words and numbers aligned."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape

import polars as pl

from dxcompare.present import declared, plain
from dxcompare.present.reading import Columns, Reading, read
from dxcompare.tables.columns import Said, Table
from dxcompare.words.text import Text, language, shown
from dxcompare.words.typography import figure, phrases

#: Letters up to which a column is short, and beyond which it is long.
SHORT, LONG = 8, 24


#: Widths for notebooks, which have no style sheet of ours; whatever a page says wins over `:where`.
WIDTHS = (
    "<style>:where(table.data .short) { min-width: 4.5em } :where(table.data td:not(.short):not(.number)) "
    "{ min-width: 8em } :where(table.data .number) { min-width: 4em } :where(table.data th) { word-break: keep-all }</style>"
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
    said : tuple of Said
        What is said of them; their decimals are kept.
    same : str
        What all rows have in common, if that is said once instead of in every row.
    of : tuple of str or None
        The plan, or else the code of the municipality, that each row is of, if they are of several.
    """

    frame: pl.DataFrame
    caption: str
    lang: str
    columns: tuple[str, ...]
    said: tuple[Said, ...]
    same: str = ""
    of: tuple[str | None, ...] = ()

    def page(self, number: int, rows: int) -> Shown:
        """So many of its rows, from page 0 on; the caption says which, where they are not all."""
        first, height = number * rows, self.frame.height
        if height <= rows:
            return self
        last = min(first + rows, height)
        said = Text(
            f"（{height:,}行のうち{first + 1:,}〜{last:,}行目）", f" (rows {first + 1:,}–{last:,} of {height:,})"
        ).to(self.lang)
        frame, of = self.frame.slice(first, rows), self.of[first : first + rows]
        return replace(self, frame=frame, of=of, caption=self.caption + said)

    def texts(self, rows: int) -> list[list[str]]:
        """Its first rows in words, column by column."""
        few = self.frame.head(rows)
        return [
            [_text(value, self.lang, said) for value in few[name]]
            for name, said in zip(few.columns, self.said, strict=True)
        ]

    def __repr__(self) -> str:
        head = [line for text in (self.caption, self.same) if text for line in plain.wrapped(text, 3)]
        return "\n".join([*head, *plain.table(self, plain.HIGH - len(head))])

    def _repr_html_(self) -> str:
        if self.frame.is_empty():
            none = Text("該当するものはない。", "There is none.").to(self.lang)
            title = self.caption + Text("：", ": ").to(self.lang) if self.caption else ""
            return f'<p class="blank">{escape(title)}{none}</p>'
        kinds = [_kind(values) + whose(column) for values, column in zip(self.frame, self.columns, strict=True)]
        head = "".join(
            f'<th scope="col" title="{escape(column)}"{kind}>{_heading(name)}</th>'
            for name, column, kind in zip(self.frame.columns, self.columns, kinds, strict=True)
        )
        body = "".join(
            f"<tr{whose(of)}>"
            + "".join(
                f"<td{kind}{_japanese(value, self.lang)}>{_cell(value, self.lang, said)}</td>"
                for value, kind, said in zip(row, kinds, self.said, strict=True)
            )
            + "</tr>"
            for row, of in zip(self.frame.iter_rows(), self.of or [None] * self.frame.height, strict=True)
        )
        said = "<br>".join(escape(line) for line in (self.caption, self.same) if line)
        caption = f'<caption style="text-align:left">{said}</caption>' if said else ""
        return f'{WIDTHS}<table class="data">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def whose(of: str | None) -> str:
    """The attribute of a row, cell or mark that is of one city, by which a page finds it.

    `data-city` has the code of a municipality. Of a plan only its id is known here: pages, which know all plans, put
    the code in the place of `data-plan`.

    >>> whose("01202"), whose("town-2023"), whose("03000"), whose("percent")
    (' data-city="01202"', ' data-plan="town-2023"', '', '')
    """
    if of and re.fullmatch(r"\d{5}", of) and not of.endswith("000"):
        return f' data-city="{of}"'
    return f' data-plan="{of}"' if of and re.fullmatch(r"[a-z0-9-]+-\d{4}", of) else ""


def _heading(name: str) -> str:
    """A heading that breaks between phrases and nowhere else, once a style says `word-break: keep-all`.

    >>> _heading("数値目標の年度"), _heading("A & B")
    ('数値目標の<wbr>年度', 'A &amp; B')
    """
    return "<wbr>".join(escape(phrase) for phrase in phrases(name)) if re.search("[ぁ-ヿ一-鿿]", name) else escape(name)


def _kind(values: pl.Series) -> str:
    """The class of a column, for its width; its side is said in every cell, since notebooks align all to the right."""
    if values.dtype.is_numeric():
        return ' class="number" style="text-align:right"'
    texts = [str(value) for value in values.drop_nulls()]
    longest = max(map(len, texts), default=0)
    name = ' class="long"' if longest > LONG else ' class="short"' if longest <= SHORT else ""
    if any(text.count("\n") > 2 for text in texts):
        name = ' class="long lines"'
    return f'{name} style="text-align:left"'


def _japanese(value: object, lang: str) -> str:
    """Japanese words in an English table say so, for voices and for the shapes of letters."""
    return ' lang="ja"' if lang != "ja" and isinstance(value, str) and re.search("[ぁ-ヿ一-鿿]", value) else ""


def _cell(value: object, lang: str, said: Said) -> str:
    if value is None:
        return '<span class="blank">–</span>'
    return escape(_text(value, lang, said)).replace("\n", "<br>")


def _text(value: object, lang: str, said: Said) -> str:
    """A cell in words."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return {"ja": ("いいえ", "はい"), "en": ("no", "yes")}[lang][value]
    if isinstance(value, float):
        return figure(value, said.decimals, positive=said.positive)
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    return shown(str(value), lang)


def show(
    frame: pl.DataFrame,
    headings: Columns | None = None,
    caption: Text | tuple[str, str] | None = None,
    lang: str | None = None,
    rows: int | None = None,
    decimals: int | None = None,
    table: type[Table] | str | None = None,
) -> Shown:
    """A frame as a table for reading.

    Parameters
    ----------
    frame : polars.DataFrame
    headings : mapping or iterable of str, optional
        Column → (Japanese, English) heading, or names of columns alone; of a pair `_ja`, `_en` the stem is enough.
        Only these columns are shown, in this order. By default all are, without the other language, orders, and ids
        and codes beside their words; what all rows have in common is then said once, in the caption.
    caption : (str, str), optional
        Japanese and English.
    lang : {"ja", "en"}, optional
        By default that of the run.
    rows : int, optional
        How many rows at most; the caption then says how many there are. By default all.
    decimals : int, optional
        Decimals of all numbers that are not whole by nature. By default those that are declared for a computed
        number; a printed number is shown as it is, 21.3 as 21.3 and 100 as 100.
    table : str or type of Table, optional
        The declared table that the frame is, or is taken from: `kpi`, `coverage.matrix`. It says what the columns
        are called and what their codes mean. By default all tables do, first those that have most columns in common.

    Returns
    -------
    Shown
        Jupyter displays it; `.frame` has the values.

    Raises
    ------
    UnknownName
        If the frame has no such column, or there is no such table.

    Examples
    --------
    >>> show(pl.DataFrame({"n": [1]}), {"n": ("人数", "people")}, lang="en").frame.columns
    ['people']
    >>> show(pl.DataFrame({"percent": [1.5, 2]}), caption=("割合", "Shares"), rows=1, lang="en").caption
    'Shares (1 of 2 rows)'
    """
    lang = language(lang)
    own = declared.table(table) if isinstance(table, str) else table
    whole = read(frame, lang, table=own, columns=headings)
    return shown_as(whole, caption, lang, rows, decimals, once=headings is None)


def shown_as(
    whole: Reading,
    caption: Text | tuple[str, str] | None,
    lang: str,
    rows: int | None = None,
    decimals: int | None = None,
    *,
    once: bool,
) -> Shown:
    """What is read as a table of HTML; with `once`, what all rows have in common is said in the caption."""
    frame = whole.frame
    same = _same(frame) if once else {}
    chosen = whole.only([name for name in frame.columns if name not in same] or frame.columns)
    title = "" if caption is None else Text(*caption).to(lang)
    if rows is not None and frame.height > rows:
        title += f"（{frame.height:,}行のうち{rows:,}行）" if lang == "ja" else f" ({rows:,} of {frame.height:,} rows)"
    common = [f"{whole.heads[name]} {shown(value, lang)}" for name, value in same.items() if value]
    line = Text(f"全行共通：{'、'.join(common)}", f"All rows: {', '.join(common)}").to(lang) if common else ""
    said = [whole.said[name] for name in chosen.heads]
    if decimals is not None:
        said = [replace(one, decimals=decimals, positive=False) for one in said]
    headed = chosen.headed()
    of = whole.of[:rows] if len(set(whole.of)) > 1 else ()
    return Shown(headed if rows is None else headed.head(rows), title, lang, tuple(chosen.heads), tuple(said), line, of)


def _same(frame: pl.DataFrame) -> dict[str, str]:
    """The columns of words that say the same in every row, with what they say; blank if nothing at all."""
    if frame.height < 2:
        return {}
    return {
        name: str(values[0] or "")
        for name, values in frame.to_dict().items()
        if values.n_unique() == 1 and (values.dtype == pl.String or values[0] is None)
    }
