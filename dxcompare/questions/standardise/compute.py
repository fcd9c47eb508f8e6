"""How do shares change at one age structure?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of, notes, silence
from dxcompare.dataset.places import NATION
from dxcompare.evidence.answers import from_the_age, least_certain, of_theme, sources_of_surveys
from dxcompare.evidence.routing import GROUP, asked_share
from dxcompare.methods.intervals import standardised, wilson
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.standardise.tables import POPULATIONS
from dxcompare.words.text import Text


@dataclass(frozen=True)
class Standardised(Result):
    """Shares at one age structure; table `standardised`: one row per option and age structure."""


@asked
def standardise(
    ds: Dataset, theme_id: str | None = None, from_age: int = 20, *, certainty: str = "recovered"
) -> Standardised:
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
    certainty : {"recovered", "likely"}
        Whether bases that are only likely are used too.

    Returns
    -------
    Standardised
        A share is null where a band has no known base, or the population of a band is not known.

    Raises
    ------
    UnknownName
        If there is no such theme.
    WrongArgument
        If no band begins at that age.
    ValueError
        If no plan has a survey by age on a theme.

    Notes
    -----
    Interval: MOVER with Wilson limits (Zou, Huang & Zhang 2009). `respondents` is the crude share over the
    same bands. A question put to some only is weighted to their population: that of the band, times the share of them
    in it by the city's own survey, whose error is part of the interval.
    """
    codes = dict(ds.plans().select("plan_id", "municipality_code").iter_rows())
    rows = []
    table = from_the_age(of_theme(ds, theme_id, certainty)[2], from_age)
    who = dict(ds.question.select("question_id", "base").iter_rows())
    parts = {one: asked_share(ds, one, certainty) for one in table["question_id"].unique()}
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
        bands = bands.join(parts[first["question_id"]], on=GROUP, how="left", maintain_order="left")
        unknown = bands.filter(pl.col("count").is_null())
        for population in POPULATIONS:
            area = {"own": codes[first["plan_id"]], "nation": NATION}.get(population)
            ages = bands.select("age_min", "age_max").iter_rows()
            people = [float(ds.people(area, *band) or "nan") for band in ages] if area else []
            asked = [math.nan if part is None else part for part in bands["asked"]]
            weights = [one * part for one, part in zip(people, asked, strict=False)]
            share: tuple = (None, None, None)
            if unknown.is_empty() and not any(map(math.isnan, weights)):
                k, n = bands["count"].to_list(), bands["n"].to_list()
                errors = [one * error for one, error in zip(people, bands["asked_error"], strict=False)]
                share = standardised(k, n, weights, errors) if area else (sum(k) / sum(n), *wilson(sum(k), sum(n)))
            rows.append(
                {
                    **same,
                    "base": who[first["question_id"]],
                    "population": population,
                    **{
                        name: None if value is None else 100 * value
                        for name, value in zip(("percent", "low", "high"), share, strict=True)
                    },
                    "bands": bands.height,
                    "n": bands["n"].sum() if unknown.is_empty() else None,
                    "certainty": least_certain(bands),
                    "missing": ", ".join(unknown["group_id"]) or None,
                }
            )
    if not rows:
        raise ValueError(
            Text(
                "そろえる選択肢がない（どの計画にも、主題に該当する年代別の調査がない）",
                "no options to standardise: no plan here has a survey by age on a theme",
            ).to()
        )
    shares = pl.DataFrame(rows, infer_schema_length=None)
    letters = set(shares["comparability"])
    apart = Text(
        "問い方の違いはそろわない。市の間で水準を比べてはならない。",
        "Wording still differs: do not compare levels across cities.",
    )
    return Standardised(
        title=Text("年齢構成をそろえると割合はどう変わるか", "How do shares change at one age structure?"),
        method=Text(
            f"{from_age}歳以上。回答者のまま、その市の国勢調査人口（2020年）、全国の国勢調査人口で重み付け。",
            f"Aged {from_age} and over; as answered, and weighted to the census population (2020) of the city and "
            "of Japan.",
        ),
        tables={"standardised": shares},
        edition=edition_of(ds),
        sources=sources_of_surveys(ds),
        caveats=(
            *notes(table),
            *_some_only(table, parts),
            *silence(ds.survey.filter(pl.col("survey_id").is_in(table["survey_id"].unique().implode()))),
            *([apart] if shares["plan_id"].n_unique() > 1 and letters & {"c", "d"} else []),
        ),
    )


def _some_only(table: pl.DataFrame, parts: dict[str, pl.DataFrame]) -> list[Text]:
    """Which questions were put to some only, and how that is taken into account."""
    some = [one for one, part in parts.items() if not (part["asked"] == 1).all()]
    refs = table.filter(pl.col("question_id").is_in(some)).unique("question_id", maintain_order=True)
    if refs.is_empty():
        return []
    names = ", ".join(f"{row['city_en']} {row['ref']}" for row in refs.iter_rows(named=True))
    japanese = "、".join(f"{row['city_ja']} {row['ref']}" for row in refs.iter_rows(named=True))
    return [
        Text(
            f"一部の人に尋ねた設問（{japanese}）は、人口に、調査で対象となった人の割合を掛けた人口でそろえた。",
            f"Questions put to some only ({names}) are weighted to the population times the share of those who were asked.",
        )
    ]
