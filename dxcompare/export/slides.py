"""What a result is on a slide: one small declaration per type of result, and a default for all others.

A declaration is a function from a result and a language to one :class:`Slide` or several. A type
without one is shown as the table of its main frame, so that a new analysis needs no code here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from dxcompare.analysis.ages import SHAPES, Gradients
from dxcompare.analysis.ambition import CLASSES, Ambition
from dxcompare.analysis.audit import Audit
from dxcompare.analysis.bases import CERTAINTY, Bases
from dxcompare.analysis.claims import VERDICTS, Claims
from dxcompare.analysis.coverage import Coverage
from dxcompare.analysis.overview import CONTENTS, Overview
from dxcompare.analysis.simulation import BROKEN, OUTCOMES, Simulation
from dxcompare.analysis.survey import Shares
from dxcompare.analysis.themes import STATUS, Standardised, Themes
from dxcompare.charts import style
from dxcompare.evidence import BLANKS, DEPTHS, SHARED
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
    kind : {"table", "pivot", "bar", "stacked", "share", "line", "ratio"}
        `pivot` is a table category × series; `share` is bars stacked to 100 %; `ratio` is bars to both
        sides of 1 on a log scale.
    category, series, value : str
        Columns of `frame`, with labels in the language of the slide.
    low, high : str, optional
        Columns with the ends of an interval; drawn as error bars.
    hollow : str, optional
        Column that is true where a mark must be hollow.
    number_format : str
        As Excel writes it.
    most : float, optional
        End of the axis (of a ratio, in both directions), or the value of the darkest shade of a pivot;
        without it a pivot is not shaded.
    shade, fills : optional
        Column with a number from 0 to `most` that shades a cell of a pivot, by default `value`; colours
        of the series, in their order.
    title : str, optional
        In place of the result's.
    reading : str
        How to read it, in a line under the title.
    notes : sequence of str
        More for the notes of the slide.
    base : str
        Who was asked; stands before the source.
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
    shade: str | None = None
    fills: Sequence[str] = field(default=())
    title: str | None = None
    reading: str = ""
    notes: Sequence[str] = field(default=())
    base: str = ""


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
    """The main frame: its columns in the language, names in place of ids where the result has them, eight at most."""
    frame = _with_names(result, lang)
    other = "en" if lang == "ja" else "ja"
    names = frame.columns
    chosen = [
        name
        for name in names
        if not (
            (name.endswith(f"_{other}") and (name[:-3] in names or f"{name[:-3]}_{lang}" in names))
            or (lang == "en" and f"{name}_en" in names)
            or frame[name].null_count() == frame.height > 0
            or name == "locator"
            or name.endswith("position")
        )
    ]
    kept = (chosen or names)[:COLUMNS]
    kept = [name for name in kept if name != "low" or "high" in kept]  # half an interval misleads
    words = meanings(lang)
    stems = [name.removesuffix(f"_{lang}") for name in kept]
    said = [words.get(name if name == stem else f"{stem}_ja", stem) for name, stem in zip(kept, stems, strict=True)]
    heads = [said[i] if said.count(said[i]) == 1 else name for i, name in enumerate(kept)]
    missing = [name for name in names if name not in kept]
    left = Text(f"スライドの表にない列：{'、'.join(missing)}。", f"Columns not on the slide: {', '.join(missing)}.")
    texts = {name for name in kept if frame.schema[name] == pl.String}
    return Slide(
        frame.select(
            (_as_shown(name, lang) if name in texts else pl.col(name)).alias(head)
            for name, head in zip(kept, heads, strict=True)
        ),
        notes=[left.to(lang)] if missing else [],
    )


#: What names a thing in a frame, besides a column of its own name.
_NAMED_BY = {"plan_id": "city", "question_id": "ref", "source_id": "title"}


def _with_names(result: Result, lang: str) -> pl.DataFrame:
    """The main frame with names in place of ids: its own, else those of another table of the result."""
    frame = result.to_frame()
    for key in [name for name in frame.columns if name.endswith("_id")]:
        stem = key.removesuffix("_id")
        if any({name, f"{name}_{lang}"} & set(frame.columns) for name in (stem, _NAMED_BY.get(key, stem))):
            frame = frame.drop(key)
            continue
        known = _names(list(result.tables.values())[1:], key, lang)
        if known:
            frame = frame.with_columns(pl.col(key).replace(known)).rename({key: stem})
        elif {f"name_{lang}", f"short_{lang}"} & set(frame.columns):
            frame = frame.drop(key)
    return frame


def _names(tables: Sequence[pl.DataFrame], key: str, lang: str) -> dict[str, str]:
    """id → name, from the first table that has one row for each."""
    for table in tables:
        names = [name for name in (f"short_{lang}", f"name_{lang}") if name in table.columns]
        if key in table.columns and names and table[key].n_unique() == table.height:
            return dict(table.select(key, names[0]).iter_rows())
    return {}


def named(name: str, words: Mapping[Any, Text], lang: str) -> pl.Expr:
    """A column of codes in words."""
    return pl.col(name).cast(pl.String).replace({str(code): text.to(lang) for code, text in words.items()})


def heads(frame: pl.DataFrame, lang: str, **columns: tuple[str, str]) -> pl.DataFrame:
    """Columns with headings: name of a column, or of a pair `_ja`, `_en` → (Japanese, English)."""
    return frame.select(
        pl.col(
            name
            if name in frame.columns and not (lang == "en" and f"{name}_en" in frame.columns)
            else column(name, lang)
        ).alias(Text(*heading).to(lang))
        for name, heading in columns.items()
    )


def plan_names(result: Result, lang: str) -> dict[str, str]:
    """plan_id → the name of its municipality, drafts marked."""
    draft = Text("（案）", " (draft)").to(lang)
    plans = list(result.to_frame("plans").iter_rows(named=True))
    names = [row[column("name", lang)] + draft * (row["status"] == "draft") for row in plans]
    return {
        row["plan_id"]: name if names.count(name) == 1 else f"{name} {row['plan_id']}"  # two cities of one name
        for row, name in zip(plans, names, strict=True)
    }


def _as_shown(name: str, lang: str) -> pl.Expr:
    return pl.col(name).map_elements(lambda text: shown(text, lang), return_dtype=pl.String)


@slide("Overview")
def _overview(result: Overview, lang: str) -> Slide:
    counts = result.to_frame("contents").with_columns(
        pl.col("plan_id").replace(plan_names(result, lang)), named("what", CONTENTS, lang)
    )
    return Slide(
        counts,
        "pivot",
        category="what",
        series="plan_id",
        value="count",
        reading=Text("計画ごとの件数。–は計画に記載がない", "Number by plan; –: the plan prints none").to(lang),
    )


@slide("Coverage")
def _coverage(result: Coverage, lang: str) -> Slide:
    """Item × plan: the depth, or in words why there is none."""
    cells = result.to_frame("matrix").with_columns(
        pl.col("plan_id").replace(plan_names(result, lang)),
        _as_shown(column("name", lang), lang),
        says=pl.when(pl.col("blank").is_null())
        .then(
            pl.format(
                "{}{}", "depth", pl.when(pl.col("depth_own") < pl.col("depth")).then(pl.lit("*")).otherwise(pl.lit(""))
            )
        )
        .otherwise(named("blank", BLANKS, lang)),
    )
    depths = [f"{depth} {text.to(lang)}" for depth, text in DEPTHS.items() if depth]
    reading = Text("深さ：", "Depth: ").to(lang) + "　".join([*depths, SHARED.to(lang)])
    return Slide(
        cells,
        "pivot",
        category=column("name", lang),
        series="plan_id",
        value="says",
        shade="depth",
        most=max(DEPTHS),
        reading=reading,
    )


def classes(result: Ambition, lang: str) -> Slide:
    """How many indicators of each plan are of each class."""
    counts = result.to_frame("classes").with_columns(
        pl.col("plan_id").replace(plan_names(result, lang)), named("class", CLASSES, lang)
    )
    return Slide(
        counts,
        "bar",
        category="class",
        series="plan_id",
        value="kpis",
        reading=Text(
            "指標の数。「現状から変える」だけが、数値の現状値から数値の目標値へ変える目標",
            "Number of indicators; only ‘a change’ goes from a numeric baseline to a numeric target",
        ).to(lang),
    )


@slide("Shares")
def _shares(result: Shares, lang: str, options: Sequence[str] | None = None) -> list[Slide]:
    """A chart of the options most chosen, lines over age or else bars, and a table of all."""
    cells = result.to_frame()
    if options:
        cells = cells.filter(pl.col("option_id").is_in(options))
    bases = [style.base(row) for row in cells.iter_rows(named=True)]
    group, option = column("group", lang), column("option", lang)
    cells = cells.with_columns(_as_shown(option, lang), _as_shown(group, lang), pl.Series("base", bases)).with_columns(
        group=pl.concat_str(group, "base", separator="\n"),
        says=pl.when(pl.col("blank").is_not_null())
        .then(named("blank", BLANKS, lang))
        .otherwise(pl.col("percent").round(1).cast(pl.String)),
    )
    table = Slide(
        cells,
        "pivot",
        category=option,
        series="group",
        value="says",
        shade="percent",
        most=100,
        reading=Text("割合（％）。濃いほど多い", "Percent; the darker, the more").to(lang),
    )
    drawn = cells.filter(pl.col("age_min").is_not_null()) if cells["age_min"].count() else cells
    most = drawn.group_by("option_id").agg(pl.col("percent").max(), pl.col("option_position").first())
    first = most.drop_nulls("percent").sort(-pl.col("percent"), "option_position").head(LINES)["option_id"]
    if first.is_empty():
        return [table]
    reading = Text(
        "割合（％）。縦線は95％区間、白抜きは30人未満または人数不明",
        "Percent; lines: 95 % intervals; hollow: fewer than 30 people, or base unknown",
    )
    aged = drawn["age_min"].count() > 0
    if not aged:
        reading = Text("割合（％）。細線は95％区間", "Percent; thin lines: 95 % intervals")
    if cells["option_id"].n_unique() > first.len():
        reading += Text(
            f"。どこかの集団で割合の高い{first.len()}つ", f"; the {first.len()} options highest in some group"
        )
    names = ("group", option) if aged else (option, "group")
    about = {"base": result.caveats[0].to(lang), "reading": f"{result.title.to(lang)}\n{reading.to(lang)}"}
    chart = Slide(
        drawn.filter(pl.col("option_id").is_in(first.implode())),
        "line" if aged else "bar",
        *names,
        value="percent",
        low="low",
        high="high",
        hollow="hollow" if aged else None,
        number_format="0",
        most=100,
        **about,
    )
    return [chart, replace(table, base=about["base"], reading=f"{result.title.to(lang)}\n{table.reading}")]


@slide("Themes")
def _themes(result: Themes, lang: str) -> list[Slide]:
    """Theme × city: the options that measure it, with how far they compare, or why there are none.

    One theme alone has its lines over age as well.
    """
    cities, options = result.to_frame("cities"), result.to_frame("options")
    city, label = column("city", lang), column("label", lang)
    asked = options.group_by("theme_id", "plan_id", maintain_order=True).agg(
        says=pl.concat_str(pl.lit("["), "comparability", pl.lit("] "), label).str.join("\n")
    )
    themes = result.to_frame("themes").select("theme_id", "position", theme=column("name", lang))
    cells = (
        cities.join(asked, on=["theme_id", "plan_id"], how="left", maintain_order="left")
        .join(themes, on="theme_id", maintain_order="left")
        .with_columns(says=pl.col("says").fill_null(named("status", STATUS, lang)))
    )
    missing = cells.group_by(city, maintain_order=True).agg((pl.col("status") == "asked").any().alias("any"))
    left = missing.filter(~pl.col("any"))[city].to_list()
    reading = Text(
        "主題に当たる選択肢。[a] 水準を比べられる　[b] 注意して比べられる　[c] 年齢による形だけを比べられる",
        "Options that measure a theme. [a] levels compare   [b] with a caveat   [c] only the shape over age",
    )
    if left:
        reading += Text(
            f"\n該当なし（計画に住民調査がない）：{'、'.join(left)}",
            f"\nNot applicable (the plan prints no residents' survey): {', '.join(left)}",
        )
    table = Slide(
        cells.filter(~pl.col(city).is_in(left)),
        "pivot",
        category="theme",
        series=city,
        value="says",
        reading=reading.to(lang),
    )
    return [table] if themes.height > 1 else [_over_age(result, lang), table]


def _over_age(result: Themes, lang: str) -> Slide:
    """The options of one theme as lines; surveys whose youngest band differs have a place each for it."""
    series = pl.concat_str(
        column("city", lang),
        pl.lit(Text("　", ": ").to(lang)),
        column("label", lang),
        pl.lit(" ["),
        "comparability",
        pl.lit("]"),
    )
    ages = (
        pl.when(pl.col("age_max").is_null())
        .then(pl.concat_str("age_min", pl.lit("+")))
        .otherwise(pl.concat_str("age_min", pl.lit("–"), "age_max"))
    )
    table = result.to_frame().with_columns(series=series, ages=ages).sort("age_min", "age_max", maintain_order=True)
    reading = Text(
        "割合（％）、年齢別。縦線は95％区間、白抜きは30人未満または人数不明\n[c] は年齢による形だけを比べられる",
        "Percent by age; lines: 95 % intervals; hollow: fewer than 30 people, or base unknown\n"
        "[c]: only the shape over age compares",
    )
    return Slide(
        table.with_columns(_as_shown("series", lang)),
        "line",
        category="ages",
        series="series",
        value="percent",
        low="low",
        high="high",
        hollow="hollow",
        number_format="0",
        most=100,
        notes=_names_of_bases(table, lang),
        reading=reading.to(lang),
    )


def _names_of_bases(table: pl.DataFrame, lang: str) -> list[str]:
    """City and question with the base of each band."""
    city = column("city", lang)
    rows = table.unique([city, "ref", "ages"], maintain_order=True)
    return [
        f"{name} {ref}: " + ", ".join(f"{row['ages']} {style.base(row)}" for row in bands.iter_rows(named=True))
        for (name, ref), bands in rows.group_by(city, "ref", maintain_order=True)
    ]


def _option(lang: str) -> pl.Expr:
    """City, option and theme in a line."""
    between, open_, close = ("　", "（", "）") if lang == "ja" else (": ", " (", ")")
    theme = pl.concat_str(pl.lit(open_), column("theme", lang), pl.lit(close)).fill_null("")  # a question may have none
    return pl.concat_str(column("city", lang), pl.lit(between), column("label", lang), theme)


@slide("Gradients")
def _gradients(result: Gradients, lang: str) -> Slide:
    table = result.to_frame().filter(pl.col("slope").is_not_null())
    table = table.with_columns(
        name=_option(lang),
        ratio="odds_ratio",
        low=pl.col("low").exp(),
        high=pl.col("high").exp(),
        series=pl.lit(Text("10歳あたりのオッズ比", "odds ratio per decade").to(lang)),
    )
    most = max([2.0, *table["high"], *(1 / table["low"])])
    says = Text("{name}：{shape}（{n}）", "{name}: {shape} ({n})").to(lang)
    shapes = [
        says.format(name=row["name"], shape=SHAPES[row["shape"]].to(lang), n=style.base(row))
        for row in table.iter_rows(named=True)
    ]
    return Slide(
        table,
        "ratio",
        category="name",
        series="series",
        value="ratio",
        low="low",
        high="high",
        most=most,
        reading=Text(
            "10歳あたりのオッズ比（対数目盛）。1より右は年齢とともに増える。細線は95％区間",
            "Odds ratio per decade of age (log scale); right of 1: rises with age. Thin lines: 95 % intervals",
        ).to(lang),
        notes=[shown(text, lang) for text in shapes],
    )


@slide("Standardised")
def _standardised(result: Standardised, lang: str) -> Slide:
    kinds = {
        "respondents": Text("回答者のまま", "as answered"),
        "own": Text("その市の年齢構成", "at the city's ages"),
        "nation": Text("全国の年齢構成", "at Japan's ages"),
    }
    return Slide(
        result.to_frame()
        .with_columns(named("population", kinds, lang), name=_option(lang))
        .with_columns(_as_shown("name", lang)),
        "pivot",
        category="name",
        series="population",
        value="percent",
        number_format="0.0",
        reading=Text(
            "割合（％）。問い方が違うので、市の間で水準を比べない",
            "Percent; wording differs, so do not compare levels across cities",
        ).to(lang),
    )


@slide("Audit")
def _audit(result: Audit, lang: str) -> Slide:
    return Slide(
        heads(
            result.to_frame("findings"),
            lang,
            city=("市", "City"),
            ref=("設問", "Question"),
            text=("見つかったこと", "What was found"),
            treatment=("扱い", "Treatment"),
        ),
        reading=Text("計算に合わない箇所", "What does not add up").to(lang),
    )


@slide("Bases")
def _bases(result: Bases, lang: str) -> Slide:
    counted = (
        result.to_frame()
        .group_by("survey_id", column("city", lang), "certainty", maintain_order=True)
        .len("columns")
        .with_columns(named("certainty", CERTAINTY, lang))
    )
    order = [text.to(lang) for text in CERTAINTY.values()]
    return Slide(
        counted.sort(pl.col("certainty").cast(pl.Enum(order))),
        "stacked",
        category=column("city", lang),
        series="certainty",
        value="columns",
        fills=["#ffffff", style.SHADES[2], style.PALE, style.INK],
        reading=Text("集計表の列の数。確からしさ別", "Number of columns of the tables, by how the base is known").to(
            lang
        ),
    )


@slide("Claims")
def _claims(result: Claims, lang: str) -> Slide:
    order = list(VERDICTS)
    table = result.to_frame("documents").with_columns(_as_shown("title", lang))
    return Slide(
        table.sort(pl.col("verdict").cast(pl.String).cast(pl.Enum(order)), maintain_order=True).with_columns(
            named("verdict", VERDICTS, lang)
        ),
        "stacked",
        category="title",
        series="verdict",
        value="claims",
        fills=[style.SHADES[5], style.SHADES[2], style.INK, "#ffffff"],
        reading=Text("記述の数。判定別", "Number of statements, by verdict").to(lang),
    )


@slide("Simulation")
def _simulation(result: Simulation, lang: str) -> Slide:
    table = result.to_frame().group_by("broken", maintain_order=True).agg(pl.col(*OUTCOMES).sum())
    long = table.unpivot(on=list(OUTCOMES), index="broken", variable_name="outcome", value_name="bases")
    return Slide(
        long.with_columns(named("broken", BROKEN, lang), named("outcome", OUTCOMES, lang)),
        "share",
        category="broken",
        series="outcome",
        value="bases",
        fills=[style.SHADES[5], "#ffffff", style.SHADES[2], style.INK],
        reading=Text("架空の調査の集団の数", "Number of groups of made-up surveys").to(lang),
    )
