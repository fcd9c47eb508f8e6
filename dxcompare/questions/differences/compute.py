"""Which groups answer unlike the others?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of
from dxcompare.evidence.answers import asked_of, cells_of
from dxcompare.methods.intervals import adjusted, difference, difference_p
from dxcompare.present.result import Result
from dxcompare.questions.differences.tables import Differences as DifferencesTable
from dxcompare.words.text import Text, shown


@dataclass(frozen=True)
class Differences(Result):
    """Each group against all others; table `differences`: one row per question, option and group, in points."""


def differences(
    ds: Dataset, question_id: str | Sequence[str], group_type: str = "age", *, certainty: str = "recovered"
) -> Differences:
    """Which groups answer unlike the others?

    Each group is held against all other groups of the type together, for every option: Newcombe's
    interval for the difference, a score test, and p-values adjusted over all of them.

    Parameters
    ----------
    ds : Dataset
    question_id : str or sequence of str
        As for :func:`shares`; of several, in one table, over which p-values are adjusted.
    group_type : str
        As for :func:`shares`. Groups without a known base take no part; nor do people without an age.
    certainty : {"recovered", "likely"}
        Whether bases that are only likely are used too.

    Returns
    -------
    Differences

    Raises
    ------
    ValueError
        As for :func:`shares`.

    Notes
    -----
    Newcombe 1998b (method 10); Benjamini & Hochberg 1995, approximately, since the tests of a table depend on one
    another.
    """
    if isinstance(question_id, str):
        asked = asked_of(ds, question_id, group_type, certainty=certainty)
    else:
        asked = cells_of(ds, question_id, group_type, certainty=certainty)
    table = asked.table.filter(pl.col("count").is_not_null(), pl.col("option_id") != "no_answer")
    if group_type == "age":
        table = table.filter(pl.col("age_min").is_not_null())
    option = ["question_id", "option_id"]
    rest, rest_n = (pl.col(name).sum().over(option) - pl.col(name) for name in ("count", "n"))
    table = table.with_columns(rest=rest, rest_n=rest_n).filter(pl.col("rest_n") > 0)
    counts = [table[name].to_numpy() for name in ("count", "n", "rest", "rest_n")]
    points = zip(("difference", "low", "high"), difference(*counts), strict=True)
    p = difference_p(*counts)
    found = table.with_columns(
        *(pl.Series(name, 100 * value, dtype=pl.Float64) for name, value in points),
        rest_percent=100 * pl.col("rest") / pl.col("rest_n"),
        p=pl.Series(p, dtype=pl.Float64),
        q=pl.Series(adjusted(p), dtype=pl.Float64),
    ).with_columns(differs=pl.col("q") <= 0.05)
    title = Text("ほかの集団と違うのはどこか", "Which groups differ from the others?")
    if isinstance(question_id, str):
        wording = asked.question.row(0, named=True)
        title = Text(f"{shown(wording['wording_ja'], 'ja')}　", f"{wording['wording_en']} ") + title
    return Differences(
        title=title,
        method=Text(
            f"各集団とほかの全集団との差。95％区間はニューカム法、{found.height}件の比較をベンジャミニ・ホッホベルク法で調整。",
            f"Each group against all others; 95 % Newcombe intervals, {found.height} comparisons adjusted by "
            "Benjamini–Hochberg.",
        ),
        tables={
            "differences": found.select(*DifferencesTable.fields()),
            "question": asked.question,
            "survey": asked.survey,
        },
        edition=edition_of(ds),
        sources=asked.sources(ds),
        caveats=asked.caveats(),
    )
