"""What do residents answer, by age, sex and district? Printed percentages with base and interval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from dxcompare.dataset import Dataset, notes
from dxcompare.estimates import LEAST_BASE, adjusted, difference, difference_p, wilson
from dxcompare.result import Result
from dxcompare.text import Text, shown


@dataclass(frozen=True)
class Shares(Result):
    """Shares of one question; tables `shares`, `question` and `survey`.

    `shares`: the columns of :meth:`Dataset.answers`, with `percent`, `low` and `high` of the
    denominator asked for, `hollow` (true where the base is below 30 or unknown) and `population`.
    """


def shares(
    ds: Dataset, question_id: str, group_type: str = "age", *, no_answer: bool = True, finite_population: bool = False
) -> Shares:
    """The shares of a question by group, with 95 % Wilson intervals.

    Parameters
    ----------
    ds : Dataset
    question_id : str
        One of `ds.question["question_id"]`.
    group_type : {"age", "sex", "district", "total"}
    no_answer : bool
        Whether people who gave no answer to the question stay in the denominator, as in the printed
        table. Without them shares are recomputed from counts, and null where no count is known.
    finite_population : bool
        Narrow the intervals by the finite-population factor, with the census population of the
        municipality in the age band. Bands that the census's do not merge into keep theirs.

    Returns
    -------
    Shares

    Raises
    ------
    ValueError
        If there is no such question, no table of it by such groups, no 無回答 to leave out, or a base
        larger than its population.

    Examples
    --------
    >>> import dxcompare
    >>> ds = dxcompare.load()
    >>> result = shares(ds, ds.question["question_id"][0])
    >>> result.to_frame()["percent"].max() <= 100
    True
    """
    question = ds.question.filter(question_id=question_id)
    if question.is_empty():
        raise ValueError(f"no question {question_id!r}; there are {', '.join(ds.question['question_id'])}")
    table = ds.answers().filter(pl.col("question_id") == question_id, pl.col("group_type") == group_type)
    if table.is_empty():
        raise ValueError(f"{question_id} has no table by {group_type}")
    survey = ds.survey.filter(survey_id=question.item(0, "survey_id"))
    if not no_answer:
        table = _without_no_answer(table, question_id)
    area = survey.item(0, "municipality_code")
    people = [
        ds.people(area, low, high) if low is not None else None
        for low, high in table.select("age_min", "age_max").iter_rows()
    ]
    table = table.with_columns(population=pl.Series(people, dtype=pl.Int64))
    if finite_population:
        table = _narrowed(table)
    table = table.with_columns(hollow=pl.col("n").is_null() | (pl.col("n") < LEAST_BASE)).sort(
        "option_position", "group_position"
    )
    return Shares(
        title=Text(shown(question.item(0, "wording_ja"), "ja"), question.item(0, "wording_en")),
        method=_method(no_answer=no_answer, finite=finite_population),
        tables={"shares": table, "question": question, "survey": survey},
        sources=survey.join(ds.source, on="source_id").select("source_id", "title"),
        caveats=tuple(_caveats(table, question, survey)),
    )


def _without_no_answer(table: pl.DataFrame, question_id: str) -> pl.DataFrame:
    silent = table.filter(option_id="no_answer").select("group_id", silent="count")
    if silent.is_empty():
        raise ValueError(f"{question_id} has no option no_answer to leave out")
    left = (
        table.filter(pl.col("option_id") != "no_answer")
        .join(silent, on="group_id", how="left")
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


def _method(*, no_answer: bool, finite: bool) -> Text:
    of = (
        Text(
            "割合は印刷のとおり（無回答を含む回答者に対する割合）",
            "Percentages as printed (of all respondents, no answer included)",
        )
        if no_answer
        else Text("割合は無回答を除いて計算し直した", "Percentages recomputed without those who gave no answer")
    )
    factor = Text("", "")
    if finite:
        factor = Text("、有限母集団修正（2020年国勢調査の人口）", ", finite-population factor (2020 census)")
    return of + Text("。区間は95％ウィルソン区間", "; 95 % Wilson intervals") + factor + Text("。", ".")


def _caveats(table: pl.DataFrame, question: pl.DataFrame, survey: pl.DataFrame) -> Iterable[Text]:
    row = survey.row(0, named=True)
    base, name, valid = question.item(0, "base"), row["name_ja"], row["valid"]
    answers = (
        Text("有効回答数の記載なし", "number of valid answers not printed")
        if valid is None
        else Text(f"有効回答{valid:,}人", f"{valid:,} valid answers")
    )
    yield Text(
        f"{shown(name, 'ja')}、{answers.ja}。回答対象：{shown(base, 'ja')}。", f"{row['name_en']}, {answers.en}."
    )
    certainty = set(table.get_column("certainty").unique().cast(pl.String))
    yield from notes(table)
    if certainty & {"ambiguous", "inconsistent"}:
        yield Text(
            "n=?の集団は人数が一つに決まらず、区間を付けない。",
            "Where n=?, the base cannot be told and no interval is given.",
        )


@dataclass(frozen=True)
class Differences(Result):
    """Each group against all others; table `differences`.

    option_id, option_ja, option_en, group_id, group_ja, group_en, percent, rest_percent, n, rest_n,
    difference, low, high (points), p, q (Benjamini–Hochberg over the whole table), differs (q ≤ 0.05).
    """


def differences(ds: Dataset, question_id: str, group_type: str = "age") -> Differences:
    """Which groups answer unlike the others?

    Each group is held against all other groups of the type together, for every option: Newcombe's
    interval for the difference, a score test, and p-values adjusted over all of them.

    Parameters
    ----------
    ds : Dataset
    question_id, group_type : str
        As for :func:`shares`. Groups without a known base take no part; nor do people without an age.

    Returns
    -------
    Differences

    Raises
    ------
    ValueError
        As for :func:`shares`.

    Notes
    -----
    Newcombe 1998 (method 10); Benjamini & Hochberg 1995.
    """
    result = shares(ds, question_id, group_type)
    table = result.to_frame().filter(pl.col("count").is_not_null(), pl.col("option_id") != "no_answer")
    if group_type == "age":
        table = table.filter(pl.col("age_min").is_not_null())
    rows = []
    for _, option in table.group_by("option_id", maintain_order=True):
        yes, asked = option["count"].sum(), option["n"].sum()
        for row in option.iter_rows(named=True):
            k, n = row["count"], row["n"]
            if asked > n:
                points = [100 * value for value in difference(k, n, yes - k, asked - n)]
                rows.append(
                    {
                        **{
                            name: row[name]
                            for name in (
                                "option_id",
                                "option_ja",
                                "option_en",
                                "group_id",
                                "group_ja",
                                "group_en",
                                "percent",
                                "n",
                            )
                        },
                        "rest_percent": 100 * (yes - k) / (asked - n),
                        "rest_n": asked - n,
                        "difference": points[0],
                        "low": points[1],
                        "high": points[2],
                        "p": difference_p(k, n, yes - k, asked - n),
                    }
                )
    text = ("option_id", "option_ja", "option_en", "group_id", "group_ja", "group_en")
    found = pl.DataFrame(
        rows,
        schema={
            **dict.fromkeys(text, pl.String),
            "percent": pl.Float64,
            "n": pl.Int64,
            "rest_percent": pl.Float64,
            "rest_n": pl.Int64,
            **dict.fromkeys(("difference", "low", "high", "p"), pl.Float64),
        },
    )
    found = found.with_columns(q=pl.Series(adjusted(found["p"].to_list()), dtype=pl.Float64)).with_columns(
        differs=pl.col("q") <= 0.05
    )
    return Differences(
        title=result.title + Text("　ほかの集団と違うのはどこか", " Which groups differ from the others?"),
        method=Text(
            f"各集団とほかの全集団との差。95％区間はニューカム法、{len(rows)}件の比較をベンジャミニ・ホッホベルク法で調整。",
            f"Each group against all others; 95 % Newcombe intervals, {len(rows)} comparisons adjusted by "
            "Benjamini–Hochberg.",
        ),
        tables={"differences": found, **{name: result.tables[name] for name in ("question", "survey")}},
        sources=result.sources,
        caveats=result.caveats,
    )
