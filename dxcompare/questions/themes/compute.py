"""What can be compared across cities, and how far? Themes, their options, and standardised shares."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of, notes, silence
from dxcompare.evidence.answers import of_theme, sources_of_surveys
from dxcompare.evidence.pairs import theme_pairs
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.themes.tables import STATUS
from dxcompare.tables import vocabularies
from dxcompare.words.text import Text


@dataclass(frozen=True)
class Themes(Result):
    """Shares by age per theme and city; tables `shares`, `options`, `themes`, `cities` and `pairs`.

    `shares`: the columns of `options` and of :meth:`Dataset.answers`. `options`: what measures a theme in a city, and
    how far it compares. `cities`: whether a city asked. `pairs`: how far the options of two cities compare, and why.
    """


@asked
def themes(ds: Dataset, theme_id: str | None = None, *, certainty: str = "recovered") -> Themes:
    """Answers by age for a theme in every city, with how far they compare.

    Parameters
    ----------
    ds : Dataset
    theme_id : str, optional
        By default all themes.
    certainty : {"recovered", "likely"}
        Whether bases that are only likely are used too.

    Returns
    -------
    Themes

    Raises
    ------
    UnknownName
        If there is no such theme.
    """
    chosen, options, table = of_theme(ds, theme_id, certainty)
    cities, pairs = _cities(ds, chosen, options), theme_pairs(ds, options)
    if theme_id is not None:
        title = Text(chosen.item(0, "name_ja"), chosen.item(0, "name_en"))
    elif options["plan_id"].n_unique() > 1:
        title = Text("市の間で何をどこまで比べられるか", "What can be compared across cities, and how far?")
    else:
        title = Text("主題ごとの割合は年代でどう違うか", "How do shares differ with age, theme by theme?")
    return Themes(
        title=title,
        method=Text(
            "主題に該当する選択肢を年代別に並べた。区間は95％ウィルソン区間。",
            "Options that measure a theme, by age; 95 % Wilson intervals.",
        ),
        tables={"shares": table, "themes": chosen, "cities": cities, "options": options, "pairs": pairs},
        edition=edition_of(ds),
        sources=sources_of_surveys(ds),
        caveats=(*_caveats(pairs, cities), *silence(_surveys(ds, options)), *notes(table)),
    )


def _cities(ds: Dataset, chosen: pl.DataFrame, options: pl.DataFrame) -> pl.DataFrame:
    plans = ds.plans().select("plan_id", city_ja="name_ja", city_en="name_en")
    surveyed = ds.survey["plan_id"].to_list()
    asked = options.select("theme_id", "plan_id", asked=pl.lit(True)).unique()
    return (
        chosen.select("theme_id")
        .join(plans, how="cross", maintain_order="left_right")
        .join(asked, on=["theme_id", "plan_id"], how="left", maintain_order="left")
        .with_columns(
            status=pl.when(pl.col("asked"))
            .then(pl.lit("asked"))
            .when(pl.col("plan_id").is_in(surveyed))
            .then(pl.lit("not_asked"))
            .otherwise(pl.lit("no_survey"))
        )
        .drop("asked")
    )


def _surveys(ds: Dataset, options: pl.DataFrame) -> pl.DataFrame:
    return ds.survey.filter(pl.col("survey_id").is_in(options["survey_id"].unique().implode()))


def _caveats(pairs: pl.DataFrame, cities: pl.DataFrame) -> tuple[Text, ...]:
    notes = []
    for reason_ja, reason_en, letter in (
        pairs.select("reason", "reason_en", "letter").unique(maintain_order=True).iter_rows()
    ):
        notes.append(
            Text(
                f"{vocabularies.COMPARABLE[letter].ja}：{reason_ja}。",
                f"{vocabularies.COMPARABLE[letter].en.capitalize()}: {reason_en}.",
            )
        )
    for status in ("not_asked", "no_survey"):
        named = cities.filter(status=status).unique("plan_id", maintain_order=True)
        if named.height and cities["theme_id"].n_unique() == 1:
            notes.append(
                Text(
                    f"対象外：{'、'.join(named['city_ja'])}（{STATUS[status].ja}）。",
                    f"Not applicable: {', '.join(named['city_en'])} ({STATUS[status].en}).",
                )
            )
    return tuple(notes)
