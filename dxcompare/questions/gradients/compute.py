"""How do answers change with age, how steeply, and does it differ between cities?

Levels that do not compare across surveys may still have shapes that do, if the two ask about one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import CITED, edition_of, notes, silence
from dxcompare.evidence.answers import from_the_age, of_theme
from dxcompare.evidence.pairs import letters_said, theme_pairs
from dxcompare.methods.ages import OPEN_HIGH, OPEN_LOW, OPEN_YEARS
from dxcompare.methods.intervals import adjusted
from dxcompare.methods.logistic import slopes_differ
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.gradients.fits import fits
from dxcompare.questions.gradients.shapes import ORDERED, WAYS, with_shapes
from dxcompare.questions.gradients.tables import Bands, Contrasts
from dxcompare.questions.gradients.tables import Gradients as GradientsTable
from dxcompare.words.arguments import WrongArgument
from dxcompare.words.text import Text, shown
from dxcompare.words.unknown import one_of

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
    question_id: str | Sequence[str] | None = None,
    from_age: int = FROM_AGE,
    certainty: str = "recovered",
) -> Gradients:
    """The age gradient of options: of themes, or of a question.

    Parameters
    ----------
    ds : Dataset
    theme_id : str, optional
        One theme; by default all.
    question_id : str or sequence of str, optional
        All options of this question instead; of several, in one table, over which p-values are adjusted.
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
    answers = ds.answers(certainty) if question_id is None else _asked(ds, question_id, certainty)
    chosen = _of_themes(ds, theme_id) if question_id is None else _of_questions(ds, answers)
    answers = from_the_age(answers.filter(pl.col("group_type") == "age"), from_age)
    if chosen.is_empty():
        raise ValueError(
            Text(
                "当てはめる選択肢がない（どの計画にも、主題に該当する年代別の調査がない）",
                "no options to fit: no plan here has a survey by age on a theme",
            ).to()
        )
    cells = chosen.with_row_index("at").join(
        answers.drop("survey_id", "ref"), on=["question_id", "option_id"], maintain_order="left"
    )
    cells = cells.sort("at", "age_min")
    by_option, monotone = fits(cells)
    found = chosen.with_row_index("at").join(by_option, on="at", how="left", maintain_order="left").drop("at")
    table = with_shapes(
        found.with_columns(pl.col("bands", "groups", "n").fill_null(0), pl.col("certainty").fill_null("printed"))
    )
    bands = cells.join(monotone, on=["at", "group_id"], how="left", maintain_order="left").select(*Bands.fields())
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


def _asked(ds: Dataset, question_id: str | Sequence[str], certainty: str) -> pl.DataFrame:
    """The answers to the questions that are asked for."""
    asked, known = [question_id] if isinstance(question_id, str) else question_id, ds.question["question_id"].to_list()
    for unknown in sorted({*asked} - {*known}):
        one_of("question", unknown, known)
    if len(asked) == 1:
        return ds.answers_of(asked[0], certainty)
    return ds.answers(certainty).filter(pl.col("question_id").is_in(asked))


def _of_questions(ds: Dataset, answers: pl.DataFrame) -> pl.DataFrame:
    """All options of some questions to fit, with city and label."""
    none = ("theme_id", "theme_ja", "theme_en", "comparability")
    options = answers.filter(pl.col("option_id") != "no_answer").unique(
        ["question_id", "option_id"], maintain_order=True
    )
    plans = ds.survey.select("survey_id", "plan_id").join(
        ds.plans().select("plan_id", city_ja="name_ja", city_en="name_en"), on="plan_id"
    )
    return (
        options.select("survey_id", "question_id", "ref", "option_id", label_ja="option_ja", label_en="option_en")
        .with_columns(*(pl.lit(None, pl.String).alias(name) for name in none), polarity=pl.lit(1))
        .join(plans, on="survey_id", maintain_order="left")
        .select(_OPTION)
    )


def _of_themes(ds: Dataset, theme_id: str | None) -> pl.DataFrame:
    """The options of themes to fit, with theme, city and label."""
    _, options, _ = of_theme(ds, theme_id)
    return options.join(ds.question.select("question_id", "ref"), on="question_id", maintain_order="left").select(
        _OPTION
    )


#: What is said of an option besides its gradient.
_OPTION = (
    *("theme_id", "theme_ja", "theme_en", "survey_id", "plan_id", "city_ja", "city_en", "question_id", "ref"),
    *("option_id", "label_ja", "label_en", "comparability", "polarity"),
)


def _contrasts(table: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Differences of slopes between options that measure one thing in two surveys: pairs with a letter but d."""
    numbers, keys = ["slope", "error", "degrees"], ["theme_id", "question_id", "option_id"]
    known = table.filter(pl.col("slope").is_not_null()).select(*keys, *numbers)
    found = pairs.filter(pl.col("letter") != "d")
    for end in ("first", "second"):
        names = {name: name if name == "theme_id" else f"{end}_{name}" for name in known.columns}
        found = found.join(known.rename(names), on=[names[key] for key in keys], maintain_order="left")
    first, second = ({name: found[f"{end}_{name}"].to_numpy() for name in numbers} for end in ("first", "second"))
    gap, low, high, p = slopes_differ(first, second)
    return found.with_columns(
        **{name: pl.Series(np.exp(one)) for name, one in zip(_RATIOS, (gap, low, high), strict=True)},
        **{name: pl.Series(one) for name, one in zip(_GAPS, (gap, low, high, p), strict=True)},
        q=pl.Series(adjusted(p.tolist()), dtype=pl.Float64),
    ).select(*Contrasts.fields())


_RATIOS, _GAPS = ("ratio", "ratio_low", "ratio_high"), ("difference", "low", "high", "p")


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
