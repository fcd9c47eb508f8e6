"""What a result is on a slide: one small declaration per type of result, and a default for all others.

A declaration is a function from a result and a language to one :class:`Slide` or several. A type
without one is shown as the table of its main frame, so that a new analysis needs no code here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from dxcompare.present.reading import Columns, Reading
from dxcompare.present.result import Result
from dxcompare.tables.columns import Said
from dxcompare.words.arguments import check
from dxcompare.words.text import Text, column, shown
from dxcompare.words.typography import figure
from dxcompare.words.unknown import one_of

#: Columns that a default table has at most; more cannot be read from a chair.
COLUMNS = 8


#: type of result → function that says what it is on a slide.
SLIDES: dict[type[Result], Callable[..., Slide | list[Slide]]] = {}
Headline = Callable[[Any, str], "Text | None"]
#: type of result → function that states the finding above its slide.
HEADLINES: dict[type[Result], Headline] = {}


@dataclass(frozen=True)
class Slide:
    """What is drawn, natively: a chart, or a table.

    Attributes
    ----------
    frame : polars.DataFrame
        For a table, its columns as they are to be read; see :func:`table`. Else tidy: a row per mark or cell.
    kind : {"table", "pivot", "marks", "bar", "stacked", "share", "line", "dots", "ratio", "dumbbell", "gantt"}
        `pivot` is a table category × series; `marks` one whose cells are rows of signs, with the column `says` beside
        them; `share` is bars stacked to 100 %; `dots` are marks with intervals
        beside names, `ratio` the same on a log scale around 1, `dumbbell` joins the marks of a name, and `gantt`
        draws bars from `value` to `high`.
    category, series, value : str
        Columns of `frame`, with labels in the language of the slide.
    order : sequence of str
        The names of a chart of marks from above, where it is not that of the rows.
    panel : str
        Column whose labels have a small chart each, all on one scale.
    low, high : str, optional
        Columns with the ends of an interval; drawn as error bars.
    hollow : str, optional
        Column that is true where a mark must be hollow.
    number_format : str
        As Excel writes it.
    least : float, optional
        Beginning of the scale of dots.
    most : float, optional
        End of the axis (of a ratio, in both directions), or the value of the darkest shade of a pivot;
        without it a pivot is not shaded.
    shade, fills : optional
        Column with a number from 0 to `most` that shades a cell of a pivot, by default `value`; colours
        of the series, in their order.
    parts : sequence of str
        Initials of the marks.
    title : str, optional
        In place of the result's.
    reading : str
        How to read it, in a line under the title.
    notes : sequence of str
        More for the notes of the slide.
    base : str
        Who was asked; stands before the source.
    caveat : str
        The line of caution on the slide; by default the first of the result's caveats.
    said : mapping of str to Said
        Of the columns of a table: how their numbers are shown.
    """

    frame: pl.DataFrame
    kind: str = "table"
    category: str = ""
    series: str = ""
    value: str = ""
    order: Sequence[str] = field(default=())
    panel: str = ""
    low: str | None = None
    high: str | None = None
    hollow: str | None = None
    number_format: str = "#,##0"
    least: float | None = None
    most: float | None = None
    shade: str | None = None
    fills: Sequence[str] = field(default=())
    parts: Sequence[str] = field(default=())
    title: str | None = None
    reading: str = ""
    notes: Sequence[str] = field(default=())
    base: str = ""
    caveat: str = ""
    said: Mapping[str, Said] = field(default_factory=dict)


def slide(result: type[Result]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Say that a function tells what a type of result is on a slide."""

    def add(tell: Callable[..., Any]) -> Callable[..., Any]:
        SLIDES[result] = tell
        return tell

    return add


def headline(result: type[Result]) -> Callable[[Headline], Headline]:
    """Say that a function states the finding that heads the slide of a type of result; without one its question does."""

    def add(tell: Headline) -> Headline:
        HEADLINES[result] = tell
        return tell

    return add


def headline_of(result: Result, lang: str) -> Text | None:
    """The finding that is declared for a result, or None if there is none or the result has no rows."""
    tell = result.declared("slide", HEADLINES)
    return tell(result, lang) if tell and not result.to_frame().is_empty() else None


def finding_of(result: Result, lang: str) -> str | None:
    """The finding that heads the slide of a result, as it is printed there."""
    said = headline_of(result, lang)
    return None if said is None else shown(said.to(lang), lang)


def slides_of(result: Result, lang: str, kind: str | None = None, **options: Any) -> list[Slide]:
    """What a result is on slides.

    Parameters
    ----------
    result : Result
    lang : {"ja", "en"}
    kind : {"table"}, optional
        The main frame as a table, whatever is declared.
    **options
        Passed to the declaration.

    Raises
    ------
    UnknownName
        If `kind` is another.
    """
    one_of("chart", kind or "table", ["table"], lang)
    tell = None if kind else result.declared("slide", SLIDES)
    check(tell or main_table, (), options, skip=1, given=("lang",), what="setting", lang=lang)
    found = tell(result, lang, **options) if tell else main_table(result, lang)
    return [found] if isinstance(found, Slide) else found


def table(
    result: Result,
    lang: str,
    columns: Columns,
    name: str | None = None,
    frame: pl.DataFrame | None = None,
    **more: Any,
) -> Slide:
    """Columns of a table of a result, or of rows taken from it, as they are read; `more` is for :class:`Slide`."""
    return _read(result.read(name, columns, lang, frame), lang, **more)


def main_table(result: Result, lang: str) -> Slide:
    """The main table as it is read: without columns that say nothing, and eight columns at most."""
    whole = result.read(lang=lang)
    names = list(whole.heads)
    chosen = [name for name in names if whole.frame[name].null_count() < whole.frame.height and name != "locator"]
    kept = (chosen or names)[:COLUMNS]
    kept = [name for name in kept if name != "low" or "high" in kept]  # half an interval misleads
    missing = [whole.heads[name] for name in names if name not in kept]
    left = Text(f"スライドの表にない列：{'、'.join(missing)}。", f"Columns not on the slide: {', '.join(missing)}.")
    return _read(whole.only(kept), lang, notes=[left.to(lang)] if missing else [])


def _read(whole: Reading, lang: str, **more: Any) -> Slide:
    texts = [name for name in whole.heads if whole.frame.schema[name] == pl.String]
    spoken = replace(whole, frame=whole.frame.with_columns(as_shown(name, lang) for name in texts))
    return Slide(spoken.headed(), said={head: whole.said[name] for name, head in whole.heads.items()}, **more)


def named(name: str, words: Mapping[Any, Text], lang: str) -> pl.Expr:
    """A column of codes in words."""
    return pl.col(name).cast(pl.String).replace({str(code): text.to(lang) for code, text in words.items()})


def as_shown(name: str, lang: str) -> pl.Expr:
    return pl.col(name).map_elements(lambda text: shown(text, lang), return_dtype=pl.String)


def arrow(first: str, last: str, unit: str = "") -> pl.Expr:
    """Two columns of numbers as text, such as `19 → 70`."""

    def said(row: dict[str, float | None]) -> str:
        ends = ["–" if value is None else figure(round(value, 1)) for value in row.values()]
        return " → ".join(ends) + unit

    return pl.struct(first, last).map_elements(said, return_dtype=pl.String)


def option_line(lang: str) -> pl.Expr:
    """City, option and theme in a line."""
    between, open_, close = ("　", "（", "）") if lang == "ja" else (": ", " (", ")")
    theme = pl.concat_str(pl.lit(open_), column("theme", lang), pl.lit(close)).fill_null("")  # a question may have none
    return pl.concat_str(column("city", lang), pl.lit(between), column("label", lang), theme)
