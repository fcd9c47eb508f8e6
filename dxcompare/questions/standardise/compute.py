"""How do shares change at one age structure?"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of, notes, silence
from dxcompare.dataset.places import NATION
from dxcompare.evidence.answers import from_the_age, of_theme, sources_of_surveys
from dxcompare.evidence.routing import GROUP, asked_shares
from dxcompare.methods.intervals import standardised, wilson
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.standardise.tables import POPULATIONS
from dxcompare.words.text import Text

#: Population → the column that names the area whose census it is; that of the respondents is of none.
AREAS = {"own": "municipality_code", "nation": "japan"}

_SAME = (
    *("theme_id", "theme_ja", "theme_en", "plan_id", "city_ja", "city_en", "question_id", "option_id"),
    *("label_ja", "label_en", "comparability", "base"),
)


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
    table = from_the_age(of_theme(ds, theme_id, certainty)[2], from_age)
    if table.is_empty():
        raise ValueError(
            Text(
                "そろえる選択肢がない（どの計画にも、主題に該当する年代別の調査がない）",
                "no options to standardise: no plan here has a survey by age on a theme",
            ).to()
        )
    parts = asked_shares(ds, table["question_id"].unique().to_list(), certainty)
    shares = _shares(_cells(ds, table, parts))
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


def _cells(ds: Dataset, table: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """The bands of the options, numbered by option (`at`), with the people that each stands for in either population."""
    bands = (
        table.with_columns(at=pl.struct("theme_id", "question_id", "option_id").rle_id())
        .join(parts, on=["question_id", *GROUP], how="left", maintain_order="left")
        .join(ds.plans().select("plan_id", "municipality_code"), on="plan_id", how="left", maintain_order="left")
        .join(ds.question.select("question_id", "base"), on="question_id", how="left", maintain_order="left")
        .with_columns(japan=pl.lit(NATION))
    )
    for population, area in AREAS.items():
        key = [area, "age_min", "age_max"]
        distinct = bands.select(key).unique()
        people = [float(ds.people(*band) or "nan") for band in distinct.iter_rows()]
        known = distinct.with_columns(pl.Series(population, people, dtype=pl.Float64).fill_nan(None))
        bands = bands.join(known, on=key, how="left", nulls_equal=True, maintain_order="left")
    return bands


def _shares(cells: pl.DataFrame) -> pl.DataFrame:
    """A row for each option and population; without a share where a base, or the people of a band, are not known."""
    known, named = pl.col("count").is_not_null().all(), pl.col("count").is_null()
    options = cells.group_by("at", maintain_order=True).agg(
        *(pl.col(name).first() for name in _SAME),
        bands=pl.len().cast(pl.Int64),
        n=pl.when(known).then(pl.col("n").sum()),
        certainty=pl.when(((pl.col("certainty") == "likely") & pl.col("n").is_not_null()).any())
        .then(pl.lit("likely"))
        .when(((pl.col("certainty") == "recovered") & pl.col("n").is_not_null()).any())
        .then(pl.lit("recovered"))
        .otherwise(pl.lit("printed")),
        missing=pl.when(named.any()).then(pl.col("group_id").filter(named).str.join(", ")),
    )
    populations = pl.DataFrame({"population": list(POPULATIONS)}).with_row_index("order")
    found = pl.concat(_standardised(cells, population) for population in POPULATIONS)
    return (
        options.join(populations, how="cross")
        .join(found, on=["at", "population"], how="left")
        .sort("at", "order")
        .select(*_SAME, "population", "percent", "low", "high", "bands", "n", "certainty", "missing")
    )


def _standardised(cells: pl.DataFrame, population: str) -> pl.DataFrame:
    """The shares of the options of which all is known, in percent; those with as many bands at once."""
    weight, error = (pl.lit(1.0), pl.lit(0.0))
    if population in AREAS:
        weight, error = pl.col(population) * pl.col("asked"), pl.col(population) * pl.col("asked_error")
    whole = cells.select("at", "count", "n", weight=weight, error=error).filter(
        (pl.col("count").is_not_null() & pl.col("weight").is_not_null()).all().over("at")
    )
    found = [pl.DataFrame(schema={"at": cells.schema["at"], **dict.fromkeys(("percent", "low", "high"), pl.Float64)})]
    for (size,), same in whole.with_columns(size=pl.len().over("at")).group_by("size", maintain_order=True):
        k, n, w, e = (same[name].to_numpy().astype(float).reshape(-1, int(str(size))) for name in same.columns[1:5])
        together = k.sum(axis=1), n.sum(axis=1)
        share = standardised(k, n, w, e) if population in AREAS else (together[0] / together[1], *wilson(*together))
        columns = {name: 100 * one for name, one in zip(("percent", "low", "high"), share, strict=True)}
        found.append(pl.DataFrame({"at": same["at"].gather_every(int(str(size))), **columns}))
    return pl.concat(found).with_columns(population=pl.lit(population))


def _some_only(table: pl.DataFrame, parts: pl.DataFrame) -> list[Text]:
    """Which questions were put to some only, and how that is taken into account."""
    some = parts.filter(pl.col("asked") != 1)["question_id"].unique()
    refs = table.filter(pl.col("question_id").is_in(some.implode())).unique("question_id", maintain_order=True)
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
