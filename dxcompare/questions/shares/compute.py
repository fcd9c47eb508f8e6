"""What do residents answer, by age, sex and district? Printed percentages with base and interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of
from dxcompare.evidence.answers import asked_of
from dxcompare.present.result import Result
from dxcompare.words.text import Text, shown


@dataclass(frozen=True)
class Shares(Result):
    """Shares of one question; tables `shares`, `question` and `survey`.

    `shares`: the columns of :meth:`Dataset.answers`, with `percent`, `low` and `high` of the
    denominator asked for, `hollow` (true where the base is below 30 or unknown) and `population`.
    """

    chosen: ClassVar[bool] = False


def shares(
    ds: Dataset,
    question_id: str,
    group_type: str = "age",
    *,
    no_answer: bool = True,
    finite_population: bool = False,
    certainty: str = "recovered",
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
        municipality in the age band; of a question put to some only, times the share of those in the survey. Bands
        that the census's do not merge into keep theirs.
    certainty : {"recovered", "likely"}
        Whether bases that are only likely are used too.

    Returns
    -------
    Shares

    Raises
    ------
    UnknownName
        If there is no such question, or no table of it by such groups.
    ValueError
        If there is no 無回答 to leave out, or a base is larger than its population.

    Examples
    --------
    >>> import dxcompare
    >>> ds = dxcompare.load()
    >>> result = shares(ds, ds.question["question_id"][0])
    >>> result.to_frame()["percent"].max() <= 100
    True
    """
    asked = asked_of(
        ds, question_id, group_type, no_answer=no_answer, finite_population=finite_population, certainty=certainty
    )
    wording = asked.question.row(0, named=True)
    return Shares(
        title=Text(shown(wording["wording_ja"], "ja"), wording["wording_en"]),
        method=_method(no_answer=no_answer, finite=finite_population),
        tables={"shares": asked.table, "question": asked.question, "survey": asked.survey},
        edition=edition_of(ds),
        sources=asked.sources(ds),
        caveats=asked.caveats(),
    )


def _method(*, no_answer: bool, finite: bool) -> Text:
    of = (
        Text(
            "割合は記載のとおり（無回答を含む回答者に対する割合）",
            "Percentages as stated (of all respondents, no answer included)",
        )
        if no_answer
        else Text("割合は無回答を除いて計算し直した", "Percentages recomputed without those who gave no answer")
    )
    factor = Text("", "")
    if finite:
        factor = Text("、有限母集団修正（2020年国勢調査の人口）", ", finite-population factor (2020 census)")
    return of + Text("。区間は95％ウィルソン区間", "; 95 % Wilson intervals") + factor + Text("。", ".")
