"""How do answers change with age, how steeply, and does it differ between cities?

Levels that do not compare across surveys may still have shapes that do, if the two ask about one thing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import CITED, edition_of, notes, silence
from dxcompare.evidence.answers import from_the_age, least_certain, of_theme
from dxcompare.evidence.pairs import letters_said, theme_pairs
from dxcompare.methods.ages import OPEN_HIGH, OPEN_LOW, OPEN_YEARS, midpoint
from dxcompare.methods.intervals import adjusted, gradient, slopes_differ
from dxcompare.methods.isotonic import isotonic
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.gradients.shapes import ORDERED, WAYS, tests, with_shapes
from dxcompare.questions.gradients.tables import Bands, Contrasts
from dxcompare.questions.gradients.tables import Gradients as GradientsTable
from dxcompare.words.arguments import WrongArgument
from dxcompare.words.text import Text, shown
from dxcompare.words.unknown import one_of

#: Fewest bands that have a shape.
FEWEST = 3

#: Youngest age by default: bands below differ between surveys.
FROM_AGE = 20


@dataclass(frozen=True)
class Gradients(Result):
    """What options do over age; tables `gradients` (one row per option), `bands` and `contrasts`.

    `gradients`: lowest and highest band, shape, odds ratio per decade of age, tests (`p`, `q` adjusted).
    `bands`: the share of every band. `contrasts`: ratios of odds ratios, of options that measure one thing.
    """


@asked
def gradients(
    ds: Dataset,
    theme_id: str | None = None,
    *,
    question_id: str | None = None,
    from_age: int = FROM_AGE,
    certainty: str = "recovered",
) -> Gradients:
    """The age gradient of options: of themes, or of a question.

    Parameters
    ----------
    ds : Dataset
    theme_id : str, optional
        One theme; by default all.
    question_id : str, optional
        All options of this question instead.
    from_age : int
        Bands that begin below are left out; 20 is where all surveys have the same bands.
    certainty : {"recovered", "likely"}
        Whether bases that are only likely are used too.

    Returns
    -------
    Gradients

    Raises
    ------
    UnknownName
        If there is no such theme or question.
    WrongArgument
        If both a theme and a question are named, or no band begins at that age.
    ValueError
        If no plan has a survey by age on a theme.

    Notes
    -----
    Shape, at 5 %: `rises` and `falls` by a test of equal shares against shares that only rise or only fall
    (Bartholomew's χ̄², both directions, Benjamini–Hochberg over the table), unless the shares turn back (test of that
    order against any other); `…_unevenly` where a straight line in the log-odds does not fit (deviance). `peak` or `dip`
    where they turn back, or differ (Pearson's χ², adjusted) and show no order. `unclear` where only an unadjusted test,
    of order or of difference, or that of fit speaks. Slope: binomial GLM with logit link on band midpoints, errors widened where it
    does not fit (quasi-binomial); an open band (70+) is given its lower end + 8 years, and + 5 and + 12 in a
    sensitivity run. Cochran–Armitage is given for comparison. Slopes are contrasted only between options whose
    pair has a letter other than `d`.
    """
    if theme_id is not None and question_id is not None:
        raise WrongArgument(
            Text(
                "主題（theme_id=）と設問（question_id=）は一方だけを選ぶ",
                "choose a theme (theme_id=) or a question (question_id=), not both",
            )
        )
    chosen = _options(ds, theme_id, question_id)
    answers = from_the_age(ds.answers(certainty).filter(pl.col("group_type") == "age"), from_age)
    rows = []
    for option in chosen.iter_rows(named=True):
        bands = answers.filter(question_id=option["question_id"], option_id=option["option_id"]).sort("age_min")
        rows.append({**option, **_gradient(bands)})
    if not rows:
        raise ValueError(
            Text(
                "当てはめる選択肢がない（どの計画にも、主題に該当する年代別の調査がない）",
                "no options to fit: no plan here has a survey by age on a theme",
            ).to()
        )
    found = pl.DataFrame(rows, schema_overrides=_TYPES, infer_schema_length=None)
    bands, table = _bands(found, answers), with_shapes(found)
    pairs = theme_pairs(ds, table) if question_id is None else theme_pairs(ds, table.clear())
    surveys = ds.survey.filter(pl.col("survey_id").is_in(table["survey_id"].unique().to_list()))
    contrasts = _contrasts(table, pairs)
    title = Text("年齢とともにどう変わるか", "How do answers change with age")
    title += Text("、市で違うか", ", and do cities differ?") if contrasts.height else Text("", "?")
    return Gradients(
        title=title,
        method=Text(
            f"{from_age}歳以上の各年代の割合と、増える・減るだけとみた検定（バーソロミュー）による形。オッズ比は"
            "年代の中点に対する二項ロジスティック回帰によるもので、直線が合わなければ誤差を広げた（準尤度）。",
            f"Shares of the bands from age {from_age}, and their shape by a test of shares that only rise or only fall "
            "(Bartholomew). Odds ratios: binomial logistic regression on the midpoints of bands, errors widened where a "
            "straight line does not fit (quasi-likelihood).",
        ),
        tables={"gradients": table.select(*GradientsTable.fields()), "bands": bands, "contrasts": contrasts},
        edition=edition_of(ds),
        sources=surveys.join(ds.source, on="source_id").select(*CITED),
        caveats=tuple(
            _caveats(table, pairs, surveys, answers.join(chosen, on=["question_id", "option_id"], how="semi"))
        ),
    )


def _options(ds: Dataset, theme_id: str | None, question_id: str | None) -> pl.DataFrame:
    """The options to fit, with theme, city and label."""
    names = ds.plans().select("plan_id", city_ja="name_ja", city_en="name_en")
    asked = (
        ds.question.select("question_id", "survey_id", "ref", "position")
        .join(ds.survey.select("survey_id", "plan_id"), on="survey_id")
        .join(names, on="plan_id")
    )
    columns = [
        "theme_id",
        "theme_ja",
        "theme_en",
        "survey_id",
        "plan_id",
        "city_ja",
        "city_en",
        "question_id",
        "ref",
        "option_id",
        "label_ja",
        "label_en",
        "comparability",
        "polarity",
    ]
    if question_id is not None:
        one_of("question", question_id, ds.question["question_id"])
        options = (
            ds.response.filter(question_id=question_id)
            .filter(pl.col("option_id") != "no_answer")
            .sort("option_position")
            .unique("option_id", maintain_order=True)
        )
        return (
            options.select("question_id", "option_id", label_ja="option_ja", label_en="option_en")
            .with_columns(
                *(
                    pl.lit(None, pl.String).alias(name)
                    for name in ("theme_id", "theme_ja", "theme_en", "comparability")
                ),
                polarity=pl.lit(1),
            )
            .join(asked, on="question_id", maintain_order="left")
            .select(columns)
        )
    _, options, _ = of_theme(ds, theme_id)
    return options.join(asked.select("question_id", "ref"), on="question_id", maintain_order="left").select(columns)


#: What is not known of an option with fewer than three bands.
_TESTED = ("chi2", "trend_p", "homogeneity_p", "order_p", "rising", "against_p", "turn")
_FITTED = ("slope", "error", "low", "high", "fit_p", "dispersion", "degrees")
_ODDS = ("odds_ratio", "odds_low", "odds_high", "slope_open_low", "slope_open_high")
_ENDS = tuple(f"{end}_{name}" for end in ("lowest", "highest") for name in ("ja", "en", "percent", "inside"))

#: Types of the columns that may be empty throughout.
_TYPES: dict[str, type[pl.DataType]] = {
    **dict.fromkeys(("theme_id", "theme_ja", "theme_en", "comparability"), pl.String),
    **dict.fromkeys((*_ENDS, *_TESTED, *_FITTED, *_ODDS), pl.Float64),
    **{name: pl.Boolean if name.endswith("inside") else pl.String for name in _ENDS if "percent" not in name},
    **{"rising": pl.Boolean, "turn": pl.String},
}


def _gradient(bands: pl.DataFrame) -> dict:
    known = bands.filter(pl.col("count").is_not_null())
    counts, bases = known["count"].to_list(), known["n"].to_list()
    row = {"bands": bands.height, "groups": known.height, "n": sum(bases), "certainty": least_certain(known)}
    row |= dict.fromkeys((*_ENDS, *_TESTED, *_FITTED, *_ODDS))
    if known.height < FEWEST:
        return row
    row |= _ends(known)
    middles = [
        [midpoint(low, high, years) for low, high in known.select("age_min", "age_max").iter_rows()]
        for years in (OPEN_YEARS, OPEN_LOW, OPEN_HIGH)
    ]
    fit, low, high = (gradient(counts, bases, middle) for middle in middles)
    row |= tests(counts, bases, middles[0])
    if not math.isnan(fit["slope"]):
        row |= {name: fit[name] for name in _FITTED}
        row |= {"slope_open_low": low["slope"], "slope_open_high": high["slope"]}
        row |= {name: math.exp(fit[end]) for name, end in zip(_ODDS, ("slope", "low", "high"), strict=False)}
    return row


def _ends(known: pl.DataFrame) -> dict:
    """The bands with the lowest and the highest share, and whether they lie between others."""
    found: dict = {}
    for end, descending in (("lowest", False), ("highest", True)):
        ranked = known.with_row_index("at").sort(
            pl.col("count") / pl.col("n"), descending=descending, maintain_order=True
        )
        row = ranked.row(0, named=True)
        found |= {f"{end}_{name}": row[column] for name, column in _NAMES.items()}
        found[f"{end}_inside"] = 0 < row["at"] < known.height - 1
    return found


_NAMES = {"ja": "group_ja", "en": "group_en", "percent": "percent"}


def _bands(table: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """The share of every band, with the fit that only rises or only falls."""
    keys = ["question_id", "option_id"]
    cells = table.select(
        "theme_id", "theme_ja", "theme_en", "city_ja", "city_en", *keys, "label_ja", "label_en", "rising"
    ).join(answers.drop("survey_id", "ref"), on=keys, maintain_order="left")
    found = [cells.clear().with_columns(fitted=pl.lit(None, pl.Float64))]
    for _, bands in cells.group_by("theme_id", *keys, maintain_order=True):
        known = bands.sort("age_min").filter(pl.col("count").is_not_null())
        fitted = pl.Series("fitted", [], dtype=pl.Float64)
        if known.height >= FEWEST:
            rising = bool(known.item(0, "rising"))
            fitted = pl.Series("fitted", 100 * isotonic(known["count"].to_list(), known["n"].to_list(), rising=rising))
        else:
            known = known.clear()
        found.append(
            bands.sort("age_min").join(
                known.select("group_id", fitted), on="group_id", how="left", maintain_order="left"
            )
        )
    return pl.concat(found).select(*Bands.fields())


def _contrasts(table: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Differences of slopes between options that measure one thing in two surveys: pairs with a letter but d."""
    known = {
        (row["theme_id"], row["question_id"], row["option_id"]): row
        for row in table.filter(pl.col("slope").is_not_null(), pl.col("theme_id").is_not_null()).iter_rows(named=True)
    }
    rows = []
    for pair in pairs.filter(pl.col("letter") != "d").iter_rows(named=True):
        first, second = (
            known.get((pair["theme_id"], pair[f"{end}_question_id"], pair[f"{end}_option_id"]))
            for end in ("first", "second")
        )
        if first and second:
            gap, low, high, p = slopes_differ(first, second)
            rows.append(
                {
                    **{name: pair[name] for name in Contrasts.fields() if name in pair},
                    **{"ratio": math.exp(gap), "ratio_low": math.exp(low), "ratio_high": math.exp(high)},
                    **{"difference": gap, "low": low, "high": high, "p": p},
                }
            )
    numbers = ("ratio", "ratio_low", "ratio_high", "difference", "low", "high", "p")
    types = {name: pl.Float64 if name in numbers else pl.String for name in Contrasts.fields() if name != "q"}
    found = pl.DataFrame(rows, schema=types)
    return found.with_columns(q=pl.Series(adjusted(found["p"].to_list()), dtype=pl.Float64)).select(*Contrasts.fields())


def _caveats(table: pl.DataFrame, pairs: pl.DataFrame, surveys: pl.DataFrame, cells: pl.DataFrame) -> Iterable[Text]:
    if table["survey_id"].n_unique() > 1:
        yield from letters_said(pairs)
    if table["shape"].is_in(WAYS).any():
        yield ORDERED
    yield from silence(surveys)
    yield from notes(cells)
    ends = cells.filter(pl.col("age_max").is_null())["age_min"].unique().sort()
    said = "、".join(
        f"{end}歳以上は{end + OPEN_YEARS}歳（{end + OPEN_LOW}歳・{end + OPEN_HIGH}歳でも計算）" for end in ends
    )
    named = "; ".join(
        f"{end}+ at {end + OPEN_YEARS} ({end + OPEN_LOW} and {end + OPEN_HIGH} are run too)" for end in ends
    )
    if said:
        yield Text(f"上の端のない年代の中点は、{said}とした。", f"Midpoint of the open band: {named}.")
    short = table.filter(pl.col("groups") < pl.col("bands"))
    if short.height:
        names = "、".join(shown(f"{row['ref']} {row['label_ja']}", "ja") for row in short.iter_rows(named=True))
        yield Text(
            f"人数が分からない年代は除いた：{names}。",
            f"Bands without a known base are left out: {', '.join(short['label_en'])}.",
        )
