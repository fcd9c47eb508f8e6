"""Are the printed survey tables possible? Each test with the chance that it would have found an error.

What was printed is tested, withheld cells too: the tests are the reason for withholding them. An
inconsistent table is dealt with by an erratum, never corrected.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of
from dxcompare.methods.recovery.audit import Tested, tests, verdict_of
from dxcompare.present.result import Result
from dxcompare.questions.audit.printed import printed
from dxcompare.tables import DERIVED
from dxcompare.tables.vocabularies import AUDIT_SCOPES
from dxcompare.words.text import Text

#: kind of erratum that deals with a failed test, the likeliest first.
_DEALS = {"copied_table": ("copy",), "impossible_cells": ("value", "copy"), "heading_base": ("value", "copy")}


@dataclass(frozen=True)
class Audit(Result):
    """The tests of all survey tables; tables `tests`, `findings` (what does not add up, in words) and `questions`."""


def audit(ds: Dataset) -> Audit:
    """What was found wrong with the printed survey tables, and what could not be tested.

    Parameters
    ----------
    ds : Dataset

    Returns
    -------
    Audit
    """
    names = ds.plans().select("plan_id", city_ja="name_ja", city_en="name_en")
    surveys = ds.survey.join(names, on="plan_id")
    questions = (
        ds.question.join(surveys.select("survey_id", "city_ja", "city_en"), on="survey_id")
        .sort("survey_id", "position")
        .select("survey_id", "city_ja", "city_en", "question_id", "ref", "wording_ja", "wording_en", "position")
    )
    tests = questions.join(ds.audit, on="question_id", maintain_order="left")
    failed = tests.filter(verdict="inconsistent").join(
        ds.erratum.select("erratum_id", "treatment", "treatment_en"), on="erratum_id", how="left", maintain_order="left"
    )
    said = [_said(row) for row in failed.iter_rows(named=True)]
    findings = failed.with_columns(
        text_ja=pl.Series([text.ja for text in said], dtype=pl.String),
        text_en=pl.Series([text.en for text in said], dtype=pl.String),
    ).select(
        "city_ja",
        "city_en",
        "question_id",
        "ref",
        "test",
        "scope",
        "text_ja",
        "text_en",
        "erratum_id",
        "treatment",
        "treatment_en",
    )
    return Audit(
        title=Text("調査の集計表は計算が合うか", "Do the survey tables add up?"),
        method=Text(
            "印刷された値だけを使い、四捨五入の範囲で成り立つかを調べた。検出力は、任意の誤り1件をその点検が見つける確率。",
            "Only printed values, allowing for rounding. Power is the chance that the test finds one arbitrary error.",
        ),
        tables={"tests": tests, "findings": findings, "questions": questions},
        edition=edition_of(ds),
        sources=surveys.join(ds.source, on="source_id").select("source_id", "title").unique(maintain_order=True),
        caveats=(
            Text(
                "「合う」は誤りがないことの証明ではない。検出力が低い点検は誤りの多くを見逃す。",
                "Consistent is no proof: a test of low power misses most errors.",
            ),
        ),
    )


def _said(row: dict) -> Text:
    """A failed test in the words of a person who looks at the page."""
    scope, detail, failed, tested = AUDIT_SCOPES[row["scope"]], row["detail"], row["failed"], row["tested"]
    first, _, second = (detail or "").partition(" : ")
    return {
        "impossible_cells": Text(
            f"{scope.ja}の割合{tested}個のうち{failed}個は、印刷された回答者数からは出ない値",
            f"{failed} of {tested} percentages ({scope.en}) cannot come from the printed bases",
        ),
        "copied_table": Text(f"すべての値が{detail}の表と同じ", f"every value is that of the table of {detail}"),
        "heading_base": Text(
            f"見出しの回答者数は{first}人、表の総数は{second}人",
            f"the heading says {first} people, the table's total {second}",
        ),
        "groups_total": Text(
            f"{scope.ja}の人数の和が総数を超える（{detail}）",
            f"groups {scope.en} add up to more than the total ({detail})",
        ),
        "options_total": Text(
            f"選択肢{tested}個のうち{failed}個で、{scope.ja}の人数の和が総数と合わない",
            f"for {failed} of {tested} options the counts {scope.en} do not add up to the total",
        ),
        "single_sum": Text(
            f"{scope.ja}の{tested}列のうち{failed}列で、割合の合計が100％にならない",
            f"{failed} of {tested} columns ({scope.en}) do not add up to 100 %",
        ),
        "no_answer": Text(
            f"{scope.ja}の{tested}列のうち{failed}列で、無回答の割合がほかの割合と両立しない",
            f"in {failed} of {tested} columns ({scope.en}) the share of no answer contradicts the others",
        ),
    }[row["test"]]


def audited(ds: Dataset) -> pl.DataFrame:
    """Test every survey table.

    Parameters
    ----------
    ds : Dataset
        With its table `survey_base`.

    Returns
    -------
    polars.DataFrame
        The table `audit`: question_id, test, scope, verdict (`consistent`, `inconsistent`,
        `untestable`), tested, failed, power (0–1), detail, erratum_id.

    Notes
    -----
    GRIM: Brown & Heathers 2017. The power of a test is the chance that one arbitrary wrong value in
    what it covers would have been found.
    """
    rows = [
        _row(ds, question["question_id"], found)
        for question, table, earlier in printed(ds)
        for found in tests(table, earlier)
    ]
    kinds = {name: declared.dtype for name, declared in DERIVED["audit"].fields().items()}
    return pl.DataFrame(rows, schema=kinds, orient="row").sort("question_id", "test", "scope")


def _row(ds: Dataset, question: str, found: Tested) -> tuple:
    test, scope, tested, failed, power, detail = found
    verdict = verdict_of(found)
    erratum = None
    if verdict == "inconsistent":
        mine = ds.erratum.filter(question_id=question, quarantine=True)
        ranked = {kind: place for place, kind in enumerate(_DEALS.get(test, ()))}
        best = sorted(mine.iter_rows(named=True), key=lambda row: ranked.get(row["kind"], len(ranked)))
        erratum = best[0]["erratum_id"] if best else None
    shown = None if power is None or verdict == "untestable" else round(power, 3)
    return question, test, scope, verdict, tested, failed, shown, detail, erratum
