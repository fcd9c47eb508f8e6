"""Survey answers with their labels, bases and populations: what every question about surveys starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dxcompare.assemble.themes import with_letters
from dxcompare.dataset import Dataset
from dxcompare.dataset.notes import CITED, notes, silence
from dxcompare.evidence.routing import GROUP, asked_share
from dxcompare.methods.intervals import LEAST_BASE, wilson
from dxcompare.words.arguments import WrongArgument
from dxcompare.words.text import Text, shown
from dxcompare.words.unknown import one_of


@dataclass(frozen=True)
class Asked:
    """The cells of questions by one type of group, with the rows of the questions and of their surveys."""

    table: pl.DataFrame
    question: pl.DataFrame
    survey: pl.DataFrame

    def sources(self, ds: Dataset) -> pl.DataFrame:
        """`source_id` and `title` of the document that prints it."""
        return self.survey.join(ds.source, on="source_id").select(*CITED)

    def caveats(self) -> tuple[Text, ...]:
        """Who was asked, and what is not shown as printed."""
        return tuple(_caveats(self.table, self.question, self.survey))


def asked_of(
    ds: Dataset,
    question_id: str,
    group_type: str,
    *,
    no_answer: bool = True,
    finite_population: bool = False,
    certainty: str = "recovered",
) -> Asked:
    """The cells of a question by group, with `hollow` (base below 30 or unknown) and `population`.

    Parameters
    ----------
    ds : Dataset
    question_id, group_type : str
    no_answer : bool
        Whether people who gave no answer stay in the denominator.
    finite_population : bool
        Whether intervals are narrowed by the finite-population factor.
    certainty : {"recovered", "likely"}
        Whether bases that are only likely are used too.

    Raises
    ------
    UnknownName
        If there is no such question, or no table of it by such groups.
    WrongArgument
        If there is no 無回答 to leave out, or no group whose population is known.
    """
    one_of("question", question_id, ds.question["question_id"])
    question = ds.question.filter(question_id=question_id)
    table = ds.answers_of(question_id, certainty)
    one_of("group_type", group_type, table["group_type"].cast(pl.String).unique(maintain_order=True))
    table = table.filter(group_type=group_type)
    survey = ds.survey.filter(survey_id=question.item(0, "survey_id")).drop("plan_id")
    if not no_answer:
        table = _without_no_answer(table, question_id)
    area = survey.item(0, "municipality_code")
    people = [
        ds.people(area, low, high) if low is not None else None
        for low, high in table.select("age_min", "age_max").iter_rows()
    ]
    asked = asked_share(ds, question_id, certainty)
    table = (
        table.with_columns(population=pl.Series(people, dtype=pl.Int64))
        .join(asked, on=GROUP, how="left", maintain_order="left")
        .with_columns((pl.col("population") * pl.col("asked")).round().cast(pl.Int64))
        .drop("asked", "asked_error")
    )
    if finite_population:
        if table["population"].is_null().all():
            raise WrongArgument(
                Text(
                    "finite_population=True：この区分には国勢調査の人口が分かる集団がない（年代か全体で使う）",
                    "finite_population=True: the census population of none of these groups is known; use it by age, or "
                    "in total",
                )
            )
        table = _narrowed(table)
    table = table.with_columns(hollow=pl.col("n").is_null() | (pl.col("n") < LEAST_BASE)).sort(
        "option_position", "group_position"
    )
    return Asked(table, question, survey)


def cells_of(ds: Dataset, question_ids: Sequence[str], group_type: str, *, certainty: str = "recovered") -> Asked:
    """The cells of several questions by group, as :meth:`Dataset.answers` has them.

    Parameters
    ----------
    ds, question_ids, group_type, certainty
        As :func:`asked_of` takes them of one.

    Raises
    ------
    UnknownName
        If there is no such question, or no table of one of them by such groups.
    """
    known = ds.question["question_id"].to_list()
    for unknown in sorted({*question_ids} - {*known}):
        one_of("question", unknown, known)
    answers = ds.answers(certainty).filter(pl.col("question_id").is_in(question_ids))
    table = answers.filter(pl.col("group_type").cast(pl.String) == group_type)
    for lacking in sorted({*question_ids} - {*table["question_id"].unique()}):
        kinds = answers.filter(question_id=lacking)["group_type"].cast(pl.String).unique(maintain_order=True)
        one_of("group_type", group_type, kinds)
    question = ds.question.filter(pl.col("question_id").is_in(question_ids))
    survey = ds.survey.filter(pl.col("survey_id").is_in(question["survey_id"].implode())).drop("plan_id")
    return Asked(table.sort("question_id", "option_position", "group_position"), question, survey)


def _without_no_answer(table: pl.DataFrame, question_id: str) -> pl.DataFrame:
    silent = table.filter(option_id="no_answer").select("group_id", silent="count")
    if silent.is_empty():
        raise WrongArgument(
            Text(
                f"no_answer=False：{question_id} には、除く「無回答」がない",
                f"no_answer=False: {question_id} has no option no_answer to leave out",
            )
        )
    left = (
        table.filter(pl.col("option_id") != "no_answer")
        .join(silent, on="group_id", how="left", maintain_order="left")
        .with_columns(n=pl.col("n") - pl.col("silent"))
    )
    found = [
        (100 * k / n, *(100 * end for end in wilson(k, n))) if k is not None and n else (None, None, None)
        for k, n in left.select("count", "n").iter_rows()
    ]
    columns = zip(*found, strict=True)
    return left.drop("silent").with_columns(
        pl.Series(name, values, dtype=pl.Float64)
        for name, values in zip(("percent", "low", "high"), columns, strict=True)
    )


def _narrowed(table: pl.DataFrame) -> pl.DataFrame:
    """Intervals with the finite-population factor, where the population of the group is known."""
    ends = []
    for k, n, people, low, high in table.select("count", "n", "population", "low", "high").iter_rows():
        ends.append((low, high) if None in (k, n, people) else tuple(100 * end for end in wilson(k, n, people)))
    low, high = zip(*ends, strict=True)
    return table.with_columns(low=pl.Series(low, dtype=pl.Float64), high=pl.Series(high, dtype=pl.Float64))


def _caveats(table: pl.DataFrame, question: pl.DataFrame, survey: pl.DataFrame) -> Iterable[Text]:
    if question.height == 1:
        yield _who(question.row(0, named=True), survey.row(0, named=True))
    certainty = set(table.get_column("certainty").unique().cast(pl.String))
    yield from silence(survey)
    yield from notes(table)
    if certainty & {"ambiguous", "inconsistent"} or table.filter(certainty="likely")["n"].null_count():
        yield Text(
            "n=?の集団は人数が一つに決まらず、区間を付けない。",
            "Where n=?, the base cannot be told and no interval is given.",
        )


def _who(question: Mapping[str, Any], survey: Mapping[str, Any]) -> Text:
    """Who was asked a question, and how many answered."""
    valid = survey["valid"]
    answers = (
        Text("有効回答数の記載なし", "number of valid answers not stated")
        if valid is None
        else Text(f"有効回答{valid:,}人", f"{valid:,} valid answers")
    )
    inferred = (
        Text("（記載がなく、編者の推定）", " Who was asked is not stated but inferred.")
        if question["base_inferred"]
        else Text("", "")
    )
    return Text(
        f"{shown(survey['name_ja'], 'ja')}、{answers.ja}。回答対象：{shown(question['base'], 'ja')}{inferred.ja}。",
        f"{survey['name_en']}, {answers.en}.{inferred.en}",
    )


def least_certain(cells: pl.DataFrame) -> str:
    """The least certainty of the bases that are known: `likely`, `recovered`, or `printed`."""
    used = cells.filter(pl.col("n").is_not_null())["certainty"]
    return next((certainty for certainty in ("likely", "recovered") if certainty in used), "printed")


def from_the_age(cells: pl.DataFrame, from_age: int) -> pl.DataFrame:
    """The cells of age bands that begin at an age or above it.

    Raises
    ------
    WrongArgument
        If there are bands, and none is.
    """
    found, begins = cells.filter(pl.col("age_min") >= from_age), cells["age_min"].drop_nulls().to_list()
    if found.is_empty() and begins:
        raise WrongArgument(
            Text(
                f"from_age={from_age}：その年齢以上で始まる年代がない（最も高い年代は{max(begins)}歳から）",
                f"from_age={from_age}: no band begins there or above; the last one begins at {max(begins)}",
            )
        )
    return found


def first_questions(ds: Dataset) -> list[str]:
    """The first question of each survey that has a table by age."""
    aged = ds.response.filter(group_type="age")["question_id"].unique()
    asked = ds.question.filter(pl.col("question_id").is_in(aged.implode())).sort("survey_id", "position")
    return asked.unique("survey_id", maintain_order=True, keep="first")["question_id"].to_list()


def of_theme(
    ds: Dataset, theme_id: str | None = None, certainty: str = "recovered"
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The themes asked for, the options that measure them, and their cells by age, with bases of that certainty.

    Raises
    ------
    UnknownName
        If there is no such theme, or no such certainty.
    """
    if theme_id is not None:
        one_of("theme", theme_id, ds.theme["theme_id"])
    chosen = (ds.theme if theme_id is None else ds.theme.filter(theme_id=theme_id)).sort("position")
    options = theme_options(ds, chosen)
    ages = ds.answers(certainty).filter(pl.col("group_type") == "age", pl.col("age_min").is_not_null())
    table = options.join(ages.drop("survey_id"), on=["question_id", "option_id"], maintain_order="left").with_columns(
        hollow=pl.col("n").is_null() | (pl.col("n") < LEAST_BASE)
    )
    return chosen, options, table


def theme_options(ds: Dataset, chosen: pl.DataFrame) -> pl.DataFrame:
    """The options that measure these themes: theme, city, question, label, polarity and how far they compare."""
    names = ds.plans().select("plan_id", city_ja="name_ja", city_en="name_en")
    asked = (
        ds.question.select("question_id", "survey_id", "position")
        .join(ds.survey.select("survey_id", "plan_id"), on="survey_id")
        .join(names, on="plan_id")
    )
    letters = with_letters(ds.theme_option, ds.theme_pair)
    named = chosen.select("theme_id", order="position", theme_ja="name_ja", theme_en="name_en")
    return (
        letters.join(asked, on="question_id")
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


def sources_of_surveys(ds: Dataset) -> pl.DataFrame:
    """`source_id` and `title` of the documents that print surveys."""
    return ds.survey.join(ds.source, on="source_id", maintain_order="left").select(*CITED).unique(maintain_order=True)
