"""The slide of `themes`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present import style
from dxcompare.present.slide import Slide, as_shown, headline, named, slide
from dxcompare.questions.themes.compute import Themes
from dxcompare.questions.themes.tables import COMPARES, STATUS
from dxcompare.tables.vocabularies import COMPARABLE
from dxcompare.words.text import Text, column, plural


@slide(Themes)
def _themes(result: Themes, lang: str) -> list[Slide]:
    """Theme × city: the options that measure it, with how far they compare, or why there are none.

    One theme alone has its lines over age as well.
    """
    cities, options = result.to_frame("cities"), result.to_frame("options")
    city, label = column("city", lang), column("label", lang)
    asked = options.group_by("theme_id", "plan_id", maintain_order=True).agg(
        says=pl.concat_str(label, _compares(result, lang)).str.join("\n")
    )
    themes = result.to_frame("themes").select("theme_id", "position", theme=column("name", lang))
    cells = (
        cities.join(asked, on=["theme_id", "plan_id"], how="left", maintain_order="left")
        .join(themes, on="theme_id", maintain_order="left")
        .with_columns(says=pl.col("says").fill_null(named("status", STATUS, lang)))
    )
    left = cities.filter(status="no_survey")[city].unique(maintain_order=True).to_list()
    reading = Text("主題に該当する選択肢", "Options that measure a theme") + _all_compare(result)
    if left:
        reading += Text(
            f"\n対象外（計画に住民調査がない）：{'、'.join(left)}",
            f"\nNot applicable (the plan states no residents' survey): {', '.join(left)}",
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


def _all_compare(result: Themes) -> Text:
    """How far the options compare with those of other cities, if all do alike; else each says it."""
    letters = result.to_frame("pairs")["letter"].unique()
    if letters.len() != 1:
        return Text("", "")
    said = COMPARABLE[letters[0]]
    return Text(f"\nほかの市の選択肢とは{said.ja}", f"\nWith the other city's option: {said.en}")


def _compares(result: Themes, lang: str) -> pl.Expr:
    """How far an option compares, in brackets; nothing where it is in no pair, or all compare alike."""
    if result.to_frame("pairs")["letter"].n_unique() == 1:
        return pl.lit("")
    form = Text("（{}）", " ({})").to(lang)
    words = {letter: form.format(said.to(lang)) for letter, said in COMPARES.items()}
    return pl.col("comparability").cast(pl.String).replace_strict(words, default="")


@headline(Themes)
def _headline(result: Themes, lang: str) -> Text | None:
    """How many themes two cities or more ask about, and in how many of them levels compare."""
    themes, pairs = result.to_frame("themes"), result.to_frame("pairs")
    if themes.height < 2:
        return None
    answered = result.to_frame("cities").filter(status="asked")
    asked = answered.group_by("theme_id").len()
    if answered["plan_id"].n_unique() < 2:
        return Text(
            f"{themes.height}の主題のうち、住民調査で尋ねているのは{asked.height}",
            f"Of {plural(themes.height, 'theme', 'themes')}, the residents' survey asks about {asked.height}",
        )
    both = asked.filter(pl.col("len") > 1).height
    n = pairs.filter(pl.col("letter") != "d")["theme_id"].n_unique()
    return Text(
        f"{themes.height}の主題のうち、二つ以上の市が尋ねているのは{both}、市の間で比べられるのは{n}",
        f"Of {plural(themes.height, 'theme', 'themes')}, two cities or more ask about {both}, and cities compare in {n}",
    )


def _over_age(result: Themes, lang: str) -> Slide:
    """The options of one theme as lines; surveys whose youngest band differs have a place each for it."""
    series = pl.concat_str(
        column("city", lang),
        pl.lit(Text("　", ": ").to(lang)),
        column("label", lang),
        _compares(result, lang),
    )
    ages = (
        pl.when(pl.col("age_max").is_null())
        .then(pl.concat_str("age_min", pl.lit("+")))
        .otherwise(pl.concat_str("age_min", pl.lit("–"), "age_max"))
    )
    table = result.to_frame().with_columns(series=series, ages=ages).sort("age_min", "age_max", maintain_order=True)
    reading = Text(
        "割合（％）、年齢別。縦線は95％区間、白抜きは30人未満または人数不明",
        "Percent by age; lines: 95 % intervals; hollow: fewer than 30 people, or base unknown",
    )
    reading += _all_compare(result)
    return Slide(
        table.with_columns(as_shown("series", lang)),
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
