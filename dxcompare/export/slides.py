"""What a result is on a slide: one small declaration per type of result, and a default for all others.

A declaration is a function from a result and a language to one :class:`Slide` or several. A type
without one is shown as the table of its main frame, so that a new analysis needs no code here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from dxcompare.analysis.audit import Audit
from dxcompare.analysis.bases import CERTAINTY, Bases
from dxcompare.analysis.claims import VERDICTS, Claims
from dxcompare.analysis.overview import CONTENTS, Overview
from dxcompare.analysis.simulation import BROKEN, OUTCOMES, Simulation
from dxcompare.analysis.survey import Shares
from dxcompare.analysis.themes import STATUS, Themes
from dxcompare.charts import style
from dxcompare.export.words import meanings
from dxcompare.result import Result
from dxcompare.text import Text, column, shown

#: Columns that a default table has at most; more cannot be read from a chair.
COLUMNS = 8
#: Lines that a native line chart has at most.
LINES = 5
#: type of result → function that says what it is on a slide.
SLIDES: dict[str, Callable[..., Slide | list[Slide]]] = {}


@dataclass(frozen=True)
class Slide:
    """What is drawn, natively: a chart, or a table.

    Attributes
    ----------
    frame : polars.DataFrame
        For a table, its columns as they are to be read. Else tidy: a row per mark or cell.
    kind : {"table", "pivot", "bar", "stacked", "share", "line"}
        `pivot` is a table category × series; `share` is bars stacked to 100 %.
    category, series, value : str
        Columns of `frame`, with labels in the language of the slide.
    low, high : str, optional
        Columns with the ends of an interval; drawn as error bars of a line.
    hollow : str, optional
        Column that is true where a mark must be hollow.
    number_format : str
        As Excel writes it.
    most : float, optional
        End of the axis, or the value of the darkest shade of a pivot; without it a pivot is not shaded.
    title : str, optional
        In place of the result's.
    reading : str
        How to read it, in a line under the title.
    notes : sequence of str
        More for the notes of the slide.
    """

    frame: pl.DataFrame
    kind: str = "table"
    category: str = ""
    series: str = ""
    value: str = ""
    low: str | None = None
    high: str | None = None
    hollow: str | None = None
    number_format: str = "#,##0"
    most: float | None = None
    title: str | None = None
    reading: str = ""
    notes: Sequence[str] = field(default=())


def slide(result: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Say that a function tells what a type of result (by its name) is on a slide."""
    def add(tell: Callable[..., Any]) -> Callable[..., Any]:
        SLIDES[result] = tell
        return tell
    return add


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
    ValueError
        If `kind` is another.
    """
    if kind not in (None, "table"):
        raise ValueError(f"a .pptx is its native chart or, with kind='table', the main table; not {kind!r}")
    known = [SLIDES[one.__name__] for one in type(result).__mro__ if one.__name__ in SLIDES]
    found = main_table(result, lang) if kind or not known else known[0](result, lang, **options)
    return [found] if isinstance(found, Slide) else found


def main_table(result: Result, lang: str) -> Slide:
    """The main frame: its columns in the language, without ids where there are names, eight at most."""
    frame = result.to_frame()
    other = "en" if lang == "ja" else "ja"
    names = frame.columns
    chosen = [name for name in names if not (
        name.endswith(f"_{other}") and (name[:-3] in names or f"{name[:-3]}_{lang}" in names)
        or (lang == "en" and f"{name}_en" in names)
        or frame[name].null_count() == frame.height > 0
        or name == "locator" or name.endswith(("_id", "position")))]
    kept = (chosen or names)[:COLUMNS]
    words = meanings(lang)
    said = [words.get(name, name.removesuffix(f"_{lang}")) for name in kept]
    heads = [said[i] if said.count(said[i]) == 1 else name for i, name in enumerate(kept)]
    missing = [name for name in names if name not in kept]
    left = Text(f"スライドの表にない列：{'、'.join(missing)}。", f"Columns not on the slide: {', '.join(missing)}.")
    return Slide(frame.select(pl.col(name).alias(head) for name, head in zip(kept, heads, strict=True)),
                 notes=[left.to(lang)] if missing else [])


def named(name: str, words: Mapping[Any, Text], lang: str) -> pl.Expr:
    """A column of codes in words."""
    return pl.col(name).cast(pl.String).replace({str(code): text.to(lang) for code, text in words.items()})


def _heads(frame: pl.DataFrame, lang: str, **columns: tuple[str, str]) -> pl.DataFrame:
    """Columns with headings: name of a column, or of a pair `_ja`, `_en` → (Japanese, English)."""
    return frame.select(pl.col(name if name in frame.columns and not (lang == "en" and f"{name}_en" in frame.columns)
                               else column(name, lang)).alias(Text(*heading).to(lang)) for name, heading in columns.items())


@slide("Overview")
def _overview(result: Overview, lang: str) -> Slide:
    plans = result.to_frame("plans")
    name = (Text("{name}（案）", "{name} (draft)") if "draft" in plans["status"] else Text("{name}", "{name}"))
    names = {row["plan_id"]: (name.to(lang) if row["status"] == "draft" else "{name}").format(name=row[column("name", lang)])
             for row in plans.iter_rows(named=True)}
    return Slide(result.to_frame("contents").with_columns(pl.col("plan_id").replace(names), named("what", CONTENTS, lang)),
                 "pivot", category="what", series="plan_id", value="count",
                 reading=Text("計画ごとの件数", "Number by plan").to(lang))


@slide("Shares")
def _shares(result: Shares, lang: str, options: Sequence[str] | None = None) -> list[Slide]:
    cells = result.to_frame()
    if options:
        cells = cells.filter(pl.col("option_id").is_in(options))
    bases = [style.base(row) for row in cells.iter_rows(named=True)]
    group, option = column("group", lang), column("option", lang)
    cells = cells.with_columns(
        pl.Series("base", bases), pl.col(option).map_elements(lambda text: shown(text, lang), return_dtype=pl.String),
        pl.col(group).map_elements(lambda text: shown(text, lang), return_dtype=pl.String),
    ).with_columns(group=pl.concat_str(group, "base", separator="\n"))
    table = Slide(cells, "pivot", category=option, series="group", value="percent", number_format="0.0", most=100,
                  reading=Text("割合（％）。濃いほど多い", "Percent; the darker, the more").to(lang))
    most = cells.group_by("option_id").agg(pl.col("percent").max(), pl.col("option_position").first())
    first = most.drop_nulls("percent").sort(-pl.col("percent"), "option_position").head(LINES)["option_id"]
    if first.is_empty():
        return [table]
    lines = cells.filter(pl.col("option_id").is_in(first.implode()))
    reading = Text("割合（％）。縦線は95％区間、白抜きは30人未満または人数不明",
                   "Percent; lines: 95 % intervals; hollow: fewer than 30 people, or base unknown")
    if cells["option_id"].n_unique() > first.len():
        reading += Text(f"。割合の高い{first.len()}つの選択肢", f"; the {first.len()} options with the highest shares")
    chart = Slide(lines, "line", category="group", series=option, value="percent", low="low", high="high", hollow="hollow",
                  number_format="0", most=100, reading=reading.to(lang))
    return [chart, table]


@slide("Themes")
def _themes(result: Themes, lang: str) -> Slide:
    """Theme × city: the options that measure it, with how far they compare, or why there are none."""
    cities, options = result.to_frame("cities"), result.to_frame("options")
    city, label = column("city", lang), column("label", lang)
    asked = options.group_by("theme_id", "plan_id", maintain_order=True).agg(
        says=pl.concat_str(pl.lit("["), "comparability", pl.lit("] "), label).str.join("\n"))
    themes = result.to_frame("themes").select("theme_id", "position", theme=column("name", lang))
    cells = (cities.join(asked, on=["theme_id", "plan_id"], how="left", maintain_order="left")
             .join(themes, on="theme_id", maintain_order="left")
             .with_columns(says=pl.col("says").fill_null(named("status", STATUS, lang))))
    missing = cells.group_by(city, maintain_order=True).agg((pl.col("status") == "asked").any().alias("any"))
    left = missing.filter(~pl.col("any"))[city].to_list()
    reading = Text("主題に当たる選択肢。[a] 水準を比べられる　[b] 注意して比べられる　[c] 年齢による形だけを比べられる",
                   "Options that measure a theme. [a] levels compare   [b] with a caveat   [c] only the shape over age")
    if left:
        reading += Text(f"\n該当なし（計画に住民調査がない）：{'、'.join(left)}",
                        f"\nNot applicable (the plan prints no residents' survey): {', '.join(left)}")
    return Slide(cells.filter(~pl.col(city).is_in(left)), "pivot", category="theme", series=city, value="says",
                 reading=reading.to(lang))


@slide("Audit")
def _audit(result: Audit, lang: str) -> Slide:
    return Slide(_heads(result.to_frame("findings"), lang, city=("市", "City"), ref=("設問", "Question"),
                        text=("見つかったこと", "What was found"), treatment=("扱い", "Treatment")),
                 reading=Text("計算に合わない箇所", "What does not add up").to(lang))


@slide("Bases")
def _bases(result: Bases, lang: str) -> Slide:
    counted = (result.to_frame().group_by("survey_id", column("city", lang), "certainty", maintain_order=True).len("columns")
               .with_columns(named("certainty", CERTAINTY, lang)))
    order = [text.to(lang) for text in CERTAINTY.values()]
    return Slide(counted.sort(pl.col("certainty").cast(pl.Enum(order))), "stacked", category=column("city", lang),
                 series="certainty", value="columns",
                 reading=Text("集計表の列の数。確からしさ別", "Number of columns of the tables, by how the base is known").to(lang))


@slide("Claims")
def _claims(result: Claims, lang: str) -> Slide:
    order = list(VERDICTS)
    table = result.to_frame("documents").with_columns(
        pl.col("title").map_elements(lambda text: shown(text, lang), return_dtype=pl.String))
    return Slide(table.sort(pl.col("verdict").cast(pl.String).cast(pl.Enum(order)), maintain_order=True)
                 .with_columns(named("verdict", VERDICTS, lang)), "stacked", category="title", series="verdict",
                 value="claims", reading=Text("記述の数。判定別", "Number of statements, by verdict").to(lang))


@slide("Simulation")
def _simulation(result: Simulation, lang: str) -> Slide:
    table = result.to_frame().group_by("broken", maintain_order=True).agg(pl.col(*OUTCOMES).sum())
    long = table.unpivot(on=list(OUTCOMES), index="broken", variable_name="outcome", value_name="bases")
    return Slide(long.with_columns(named("broken", BROKEN, lang), named("outcome", OUTCOMES, lang)), "share",
                 category="broken", series="outcome", value="bases",
                 reading=Text("架空の調査の集団の数", "Number of groups of made-up surveys").to(lang))
