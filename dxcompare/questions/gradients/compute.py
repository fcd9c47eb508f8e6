"""How do answers change with age, how steeply, and does it differ between cities?

Levels that do not compare across surveys may still have shapes that do: the change of the log-odds
per decade of age.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of, notes
from dxcompare.evidence.answers import of_theme
from dxcompare.methods.ages import OPEN_HIGH, OPEN_LOW, OPEN_YEARS, midpoint
from dxcompare.methods.intervals import Z, adjusted, difference_p, gradient, trend
from dxcompare.present.result import Result
from dxcompare.words.text import Text, shown
from dxcompare.words.unknown import one_of

#: Youngest age by default: bands below differ between surveys.
FROM_AGE = 20


@dataclass(frozen=True)
class Gradients(Result):
    """Age gradients of options; tables `gradients` (one row per option) and `contrasts` (differences of slopes).

    The slope is the change of the log-odds per decade of age; `p` are p-values, `q` adjusted ones.
    """


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
    ValueError
        If no plan has a survey by age on a theme.

    Notes
    -----
    Binomial GLM with logit link on band midpoints; an open band (70+) is given its lower end + 8
    years, and + 5 and + 12 in a sensitivity run. Trend: Cochran–Armitage, Benjamini–Hochberg over the
    table. A shape is `not_monotone` if two bands differ against the direction of the slope (score
    test, Bonferroni over all pairs of bands, 5 %), `no_trend` if the trend is not significant.
    """
    chosen = _options(ds, theme_id, question_id)
    answers = ds.answers(certainty).filter(pl.col("group_type") == "age", pl.col("age_min") >= from_age)
    rows = []
    for option in chosen.iter_rows(named=True):
        bands = answers.filter(question_id=option["question_id"], option_id=option["option_id"]).sort("age_min")
        rows.append({**option, **_gradient(bands)})
    if not rows:
        raise ValueError(
            Text(
                "当てはめる選択肢がない（どの計画にも、主題に当たる年代別の調査がない）",
                "no options to fit: no plan here has a survey by age on a theme",
            ).to()
        )
    table = pl.DataFrame(rows, infer_schema_length=None)
    known = table.filter(pl.col("trend_p").is_not_null())
    table = table.join(
        known.select(
            "theme_id",
            "question_id",
            "option_id",
            trend_q=pl.Series(adjusted(known["trend_p"].to_list()), dtype=pl.Float64),
        ),
        on=["theme_id", "question_id", "option_id"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    table = table.with_columns(shape=_shape())
    surveys = ds.survey.filter(pl.col("survey_id").is_in(table["survey_id"].unique().to_list()))
    title = Text("年齢による傾きはどれほど急か", "How steep is the age gradient")
    title += Text("、市で違うか", ", and does it differ between cities?") if surveys.height > 1 else Text("", "?")
    return Gradients(
        title=title,
        method=Text(
            f"{from_age}歳以上の年代の中点に対する二項ロジスティック回帰。10歳あたりの対数オッズの変化と95％区間。",
            f"Binomial logistic regression on the midpoints of bands from age {from_age}: change of the log-odds per "
            "decade with 95 % interval.",
        ),
        tables={"gradients": table, "contrasts": _contrasts(table)},
        edition=edition_of(ds),
        sources=surveys.join(ds.source, on="source_id").select("source_id", "title"),
        caveats=tuple(_caveats(table, answers.join(chosen, on=["question_id", "option_id"], how="semi"))),
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


def _gradient(bands: pl.DataFrame) -> dict:
    known = bands.filter(pl.col("count").is_not_null())
    counts, bases = known["count"].to_list(), known["n"].to_list()
    nothing = dict.fromkeys(
        (
            "slope",
            "error",
            "low",
            "high",
            "odds_ratio",
            "chi2",
            "trend_p",
            "fit_p",
            "slope_open_low",
            "slope_open_high",
            "reversal_p",
            "peak_ja",
            "peak_en",
        )
    )
    certainty = next((one for one in ("likely", "recovered") if one in known["certainty"]), "printed")
    row = {"bands": bands.height, "groups": known.height, "n": sum(bases), "certainty": certainty, **nothing}
    if known.height < 3:
        return row
    ages = list(known.select("age_min", "age_max").iter_rows())
    fits = {
        years: gradient(counts, bases, [midpoint(low, high, years) for low, high in ages])
        for years in (OPEN_YEARS, OPEN_LOW, OPEN_HIGH)
    }
    middle = [midpoint(low, high) for low, high in ages]
    row["chi2"], row["trend_p"] = trend(counts, bases, middle)
    fit = fits[OPEN_YEARS]
    if not math.isnan(fit["slope"]):
        row |= {name: fit[name] for name in ("slope", "error", "low", "high", "fit_p")}
        row |= {
            "odds_ratio": math.exp(fit["slope"]),
            "slope_open_low": fits[OPEN_LOW]["slope"],
            "slope_open_high": fits[OPEN_HIGH]["slope"],
        }
        row |= _reversal(known, math.copysign(1, fit["slope"]))
    return row


def _reversal(known: pl.DataFrame, direction: float) -> dict:
    """The clearest difference against the direction of the slope; p over all pairs of bands (Bonferroni)."""
    rows = known.rows(named=True)
    pairs = list(combinations(rows, 2))
    found = [
        (difference_p(a["count"], a["n"], b["count"], b["n"]), a, b)
        for a, b in pairs
        if (b["count"] / b["n"] - a["count"] / a["n"]) * direction < 0
    ]
    if not found:
        return {"reversal_p": 1.0}
    p, younger, older = min(found, key=lambda item: item[0])
    extreme = younger if direction > 0 else older
    return {"reversal_p": min(1.0, p * len(pairs)), "peak_ja": extreme["group_ja"], "peak_en": extreme["group_en"]}


def _shape() -> pl.Expr:
    return (
        pl.when(pl.col("slope").is_null())
        .then(pl.lit("unknown"))
        .when(pl.col("reversal_p") <= 0.05)
        .then(pl.lit("not_monotone"))
        .when(pl.col("trend_q") > 0.05)
        .then(pl.lit("no_trend"))
        .when(pl.col("slope") > 0)
        .then(pl.lit("rises"))
        .otherwise(pl.lit("falls"))
    )


def _contrasts(table: pl.DataFrame) -> pl.DataFrame:
    """Differences of slopes between cities within a theme, for options of the same polarity."""
    rows = []
    known = table.filter(pl.col("slope").is_not_null(), pl.col("theme_id").is_not_null())
    for (theme,), options in known.group_by("theme_id", maintain_order=True):
        for a, b in combinations(options.iter_rows(named=True), 2):
            if a["survey_id"] != b["survey_id"] and a["polarity"] == b["polarity"]:
                error = math.hypot(a["error"], b["error"])
                gap = a["slope"] - b["slope"]
                rows.append(
                    {
                        "theme_id": theme,
                        "theme_ja": a["theme_ja"],
                        "theme_en": a["theme_en"],
                        **{
                            f"{side}_{lang}": f"{row[f'city_{lang}']} {row[f'label_{lang}']}"
                            for side, row in (("first", a), ("second", b))
                            for lang in ("ja", "en")
                        },
                        "difference": gap,
                        "low": gap - Z * error,
                        "high": gap + Z * error,
                        "p": math.erfc(abs(gap) / error / math.sqrt(2)),
                    }
                )
    text = ("theme_id", "theme_ja", "theme_en", "first_ja", "first_en", "second_ja", "second_en")
    found = pl.DataFrame(
        rows, schema={**dict.fromkeys(text, pl.String), **dict.fromkeys(("difference", "low", "high", "p"), pl.Float64)}
    )
    return found.with_columns(q=pl.Series(adjusted(found["p"].to_list()), dtype=pl.Float64))


def _caveats(table: pl.DataFrame, cells: pl.DataFrame) -> Iterable[Text]:
    if table["survey_id"].n_unique() > 1 and "c" in table["comparability"]:
        yield Text(
            "問い方と回答対象が違うため、水準ではなく年齢による傾きだけを比べる（比較可能性 c）。",
            "Wording and base differ; only the slope over age is compared, not the level (comparability c).",
        )
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
