"""What can be compared across cities, and how far? Themes, their options, and standardised shares."""

from __future__ import annotations

import math
from dataclasses import dataclass

import polars as pl

from dxcompare.dataset import NATION, Dataset, notes
from dxcompare.estimates import LEAST_BASE, standardised, wilson
from dxcompare.headings import codes
from dxcompare.result import Result
from dxcompare.text import Text

#: letter → what it allows.
COMPARABLE: dict[str, Text] = {
    "a": Text("水準を比べられる", "levels compare"),
    "b": Text("注意して水準を比べられる", "levels compare with a caveat"),
    "c": Text("年齢による形だけを比べられる", "only the shape over age compares"),
}
#: status of a city in a theme → its name; all but the first are `not_applicable`.
STATUS: dict[str, Text] = codes(
    "status",
    {
        "asked": Text("あり", "asked"),
        "not_asked": Text("調査はあるが、この主題の設問がない", "surveyed, but not asked about it"),
        "no_survey": Text("計画に住民調査がない", "the plan prints no residents' survey"),
    },
)
#: whose age structure a share has → its name.
POPULATIONS: dict[str, Text] = codes(
    "population",
    {
        "respondents": Text("回答者のまま", "as answered"),
        "own": Text("その市の人口", "the city's population"),
        "nation": Text("全国の人口", "Japan's population"),
    },
)


@dataclass(frozen=True)
class Themes(Result):
    """Shares by age per theme and city; tables `shares`, `options`, `themes` and `cities`.

    `shares`: theme_id, plan_id, city_ja, city_en, the columns of :meth:`Dataset.answers`, label_ja,
    label_en, polarity, comparability, reason, reason_en, hollow.
    `options`: theme_id, theme_ja, theme_en, plan_id, city_ja, city_en, survey_id, question_id,
    option_id, label_ja, label_en, polarity, comparability, reason, reason_en.
    `themes`: rows of the data set's table `theme`.
    `cities`: theme_id, plan_id, city_ja, city_en, status (`asked`, `not_asked`, `no_survey`).
    """


def themes(ds: Dataset, theme_id: str | None = None) -> Themes:
    """Answers by age for a theme in every city, with how far they compare.

    Parameters
    ----------
    ds : Dataset
    theme_id : str, optional
        By default all themes.

    Returns
    -------
    Themes

    Raises
    ------
    ValueError
        If there is no such theme.
    """
    known = ds.theme["theme_id"].to_list()
    if theme_id is not None and theme_id not in known:
        raise ValueError(f"no theme {theme_id!r}; there are {', '.join(known)}")
    chosen = (ds.theme if theme_id is None else ds.theme.filter(theme_id=theme_id)).sort("position")
    options = _options(ds, chosen)
    ages = ds.answers().filter(pl.col("group_type") == "age", pl.col("age_min").is_not_null())
    table = options.join(ages.drop("survey_id"), on=["question_id", "option_id"], maintain_order="left").with_columns(
        hollow=pl.col("n").is_null() | (pl.col("n") < LEAST_BASE)
    )
    cities = _cities(ds, chosen, options)
    sources = ds.survey.join(ds.source, on="source_id").select("source_id", "title").unique(maintain_order=True)
    title = (
        Text("市の間で何をどこまで比べられるか", "What can be compared across cities, and how far?")
        if theme_id is None
        else Text(chosen.item(0, "name_ja"), chosen.item(0, "name_en"))
    )
    return Themes(
        title=title,
        method=Text(
            "主題に当たる選択肢を年代別に並べた。区間は95％ウィルソン区間。",
            "Options that measure a theme, by age; 95 % Wilson intervals.",
        ),
        tables={"shares": table, "themes": chosen, "cities": cities, "options": options},
        sources=sources,
        caveats=(*_caveats(options, cities), *notes(table)),
    )


def _options(ds: Dataset, chosen: pl.DataFrame) -> pl.DataFrame:
    names = ds.plans().select("plan_id", "municipality_code", city_ja="name_ja", city_en="name_en")
    asked = (
        ds.question.select("question_id", "survey_id", "position")
        .join(ds.survey.select("survey_id", "municipality_code"), on="survey_id")
        .join(names, on="municipality_code")
    )
    named = chosen.select("theme_id", order="position", theme_ja="name_ja", theme_en="name_en")
    return (
        ds.theme_option.join(asked, on="question_id")
        .join(named, on="theme_id")
        .sort("order", "plan_id", -pl.col("polarity"), "position", "option_id")
        .with_columns(pl.col("comparability").cast(pl.String))
        .select(
            "theme_id",
            "theme_ja",
            "theme_en",
            "plan_id",
            "city_ja",
            "city_en",
            "survey_id",
            "question_id",
            "option_id",
            "label_ja",
            "label_en",
            "polarity",
            "comparability",
            "reason",
            "reason_en",
        )
    )


def _cities(ds: Dataset, chosen: pl.DataFrame, options: pl.DataFrame) -> pl.DataFrame:
    plans = ds.plans().select("plan_id", "municipality_code", city_ja="name_ja", city_en="name_en")
    surveyed = ds.survey["municipality_code"].to_list()
    asked = options.select("theme_id", "plan_id", asked=pl.lit(True)).unique()
    return (
        chosen.select("theme_id")
        .join(plans, how="cross", maintain_order="left_right")
        .join(asked, on=["theme_id", "plan_id"], how="left", maintain_order="left")
        .with_columns(
            status=pl.when(pl.col("asked"))
            .then(pl.lit("asked"))
            .when(pl.col("municipality_code").is_in(surveyed))
            .then(pl.lit("not_asked"))
            .otherwise(pl.lit("no_survey"))
        )
        .drop("asked", "municipality_code")
    )


def _caveats(options: pl.DataFrame, cities: pl.DataFrame) -> tuple[Text, ...]:
    notes = []
    for reason_ja, reason_en, letter in (
        options.select("reason", "reason_en", "comparability").unique(maintain_order=True).iter_rows()
    ):
        notes.append(
            Text(
                f"比較可能性 {letter}（{COMPARABLE[letter].ja}）：{reason_ja}。",
                f"Comparability {letter} ({COMPARABLE[letter].en}): {reason_en}.",
            )
        )
    for status in ("not_asked", "no_survey"):
        named = cities.filter(status=status).unique("plan_id", maintain_order=True)
        if named.height and cities["theme_id"].n_unique() == 1:
            notes.append(
                Text(
                    f"該当なし：{'、'.join(named['city_ja'])}（{STATUS[status].ja}）。",
                    f"Not applicable: {', '.join(named['city_en'])} ({STATUS[status].en}).",
                )
            )
    return tuple(notes)


@dataclass(frozen=True)
class Standardised(Result):
    """Shares at one age structure; table `standardised`.

    theme_id, theme_ja, theme_en, plan_id, city_ja, city_en, question_id, option_id, label_ja, label_en,
    comparability, population (`respondents`, `own`, `nation`), percent, low, high, bands, n, certainty,
    missing (bands left out, null if none).
    """


def standardise(ds: Dataset, theme_id: str | None = None, from_age: int = 20) -> Standardised:
    """Shares as they would be at the age structure of the municipality, and of Japan.

    Old people answer surveys more than young ones, and cities differ in age. Direct standardisation
    weights the age bands' shares by a reference population, here the 2020 census.

    Parameters
    ----------
    ds : Dataset
    theme_id : str, optional
        By default all themes.
    from_age : int
        Bands that begin below take no part: the census's five-year bands are merged, never split.

    Returns
    -------
    Standardised
        A share is null where a band has no known base, or the population of a band is not known.

    Raises
    ------
    ValueError
        If there is no such theme, or no survey by age on any.

    Notes
    -----
    Interval: MOVER with Wilson limits (Zou & Donner 2008). `respondents` is the crude share over the
    same bands.
    """
    result = themes(ds, theme_id)
    codes = dict(ds.plans().select("plan_id", "municipality_code").iter_rows())
    rows = []
    table = result.to_frame("shares").filter(pl.col("age_min") >= from_age)
    for _, bands in table.group_by("theme_id", "question_id", "option_id", maintain_order=True):
        first = bands.row(0, named=True)
        same = {
            name: first[name]
            for name in (
                "theme_id",
                "theme_ja",
                "theme_en",
                "plan_id",
                "city_ja",
                "city_en",
                "question_id",
                "option_id",
                "label_ja",
                "label_en",
                "comparability",
            )
        }
        unknown = bands.filter(pl.col("count").is_null())
        for population in POPULATIONS:
            area = {"own": codes[first["plan_id"]], "nation": NATION}.get(population)
            ages = bands.select("age_min", "age_max").iter_rows()
            weights = [float(ds.people(area, *band) or "nan") for band in ages] if area else []
            share: tuple = (None, None, None)
            if unknown.is_empty() and not any(map(math.isnan, weights)):
                k, n = bands["count"].to_list(), bands["n"].to_list()
                share = standardised(k, n, weights) if area else (sum(k) / sum(n), *wilson(sum(k), sum(n)))
            rows.append(
                {
                    **same,
                    "population": population,
                    **{
                        name: None if value is None else 100 * value
                        for name, value in zip(("percent", "low", "high"), share, strict=True)
                    },
                    "bands": bands.height,
                    "n": bands["n"].sum() if unknown.is_empty() else None,
                    "certainty": "recovered" if "recovered" in bands["certainty"] else "printed",
                    "missing": ", ".join(unknown["group_id"]) or None,
                }
            )
    if not rows:
        raise ValueError("no options to standardise: no plan here has a survey by age on a theme")
    return Standardised(
        title=Text("年齢構成をそろえると割合はどう変わるか", "How do shares change at one age structure?"),
        method=Text(
            f"{from_age}歳以上。回答者のまま、その市の国勢調査人口（2020年）、全国の国勢調査人口で重み付け。",
            f"Aged {from_age} and over; as answered, and weighted to the census population (2020) of the city and "
            "of Japan.",
        ),
        tables={"standardised": pl.DataFrame(rows, infer_schema_length=None)},
        sources=result.sources,
        caveats=(
            *notes(table),
            Text(
                "問い方の違いはそろわない。市の間で水準を比べてはならない（比較可能性 c）。",
                "Wording still differs: do not compare levels across cities (comparability c).",
            ),
        ),
    )
