"""Which groups answer unlike the others?"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of
from dxcompare.evidence.answers import asked_of
from dxcompare.methods.intervals import adjusted, difference, difference_p
from dxcompare.present.result import Result
from dxcompare.words.text import Text, shown


@dataclass(frozen=True)
class Differences(Result):
    """Each group against all others; table `differences`: one row per option and group, in points."""


def differences(ds: Dataset, question_id: str, group_type: str = "age", *, certainty: str = "recovered") -> Differences:
    """Which groups answer unlike the others?

    Each group is held against all other groups of the type together, for every option: Newcombe's
    interval for the difference, a score test, and p-values adjusted over all of them.

    Parameters
    ----------
    ds : Dataset
    question_id, group_type : str
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
    asked = asked_of(ds, question_id, group_type, certainty=certainty)
    table = asked.table.filter(pl.col("count").is_not_null(), pl.col("option_id") != "no_answer")
    if group_type == "age":
        table = table.filter(pl.col("age_min").is_not_null())
    rows = []
    for _, option in table.group_by("option_id", maintain_order=True):
        yes, all_ = option["count"].sum(), option["n"].sum()
        for row in option.iter_rows(named=True):
            k, n = row["count"], row["n"]
            if all_ > n:
                points = [100 * value for value in difference(k, n, yes - k, all_ - n)]
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
                        "rest_percent": 100 * (yes - k) / (all_ - n),
                        "rest_n": all_ - n,
                        "difference": points[0],
                        "low": points[1],
                        "high": points[2],
                        "p": difference_p(k, n, yes - k, all_ - n),
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
        title=Text(shown(asked.question.item(0, "wording_ja"), "ja"), asked.question.item(0, "wording_en"))
        + Text("　ほかの集団と違うのはどこか", " Which groups differ from the others?"),
        method=Text(
            f"各集団とほかの全集団との差。95％区間はニューカム法、{len(rows)}件の比較をベンジャミニ・ホッホベルク法で調整。",
            f"Each group against all others; 95 % Newcombe intervals, {len(rows)} comparisons adjusted by "
            "Benjamini–Hochberg.",
        ),
        tables={"differences": found, "question": asked.question, "survey": asked.survey},
        edition=edition_of(ds),
        sources=asked.sources(ds),
        caveats=asked.caveats(),
    )
