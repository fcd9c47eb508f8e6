"""Are the printed survey tables possible? Each test with the errors that it would have found.

What was printed is tested, withheld cells too: the tests are the reason for withholding them. An
inconsistent table is dealt with by an erratum, never corrected.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.each import each
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of
from dxcompare.dataset.once import once
from dxcompare.dataset.surveys import printed_surveys
from dxcompare.evidence.answers import sources_of_surveys
from dxcompare.methods.recovery import audit as methods
from dxcompare.methods.recovery.audit import Printed, Tested, verdict_of
from dxcompare.methods.recovery.power import ANY, ERRORS, power
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.audit import tables
from dxcompare.tables import DERIVED
from dxcompare.tables.columns import Table
from dxcompare.tables.common import AuditPower
from dxcompare.tables.vocabularies import AUDIT_SCOPES
from dxcompare.words.text import Text

#: Tables of the result that are computed when they are asked for.
LATER = ("power", "tests_power", "seeded")
#: kind of erratum that deals with a failed test, the likeliest first.
_DEALS = {"copied_table": ("copy",), "impossible_cells": ("value", "copy"), "heading_base": ("value", "copy")}


@dataclass(frozen=True)
class Audit(Result):
    """The tests of all survey tables.

    Tables `tests`, `findings` (what does not add up, in words) and `questions`; and, computed when they are asked for,
    since a survey takes seconds: `power` (by survey, breakdown, test and kind of error), `tests_power` (the tests, each
    with its power) and `seeded` (the errors that were put into the tables, and how many were found).
    """

    def to_frame(self, name: str | None = None) -> pl.DataFrame:
        """One of its tables, those on power too; by default the main one.

        Raises
        ------
        UnknownName
            If there is no such table.
        """
        return getattr(self, name)() if name in LATER else super().to_frame(name)

    def seeded(self) -> pl.DataFrame:
        """The errors that were put into the tables one at a time, and how many of them each test found.

        Returns
        -------
        polars.DataFrame
            question_id, scope, test (`any`: of all), error, seeded, found.
        """
        ds = self.asked.ds if self.asked is not None else None
        return measured(ds) if ds is not None else AuditPower.typed(pl.DataFrame(schema=_kinds(AuditPower)))

    def power(self) -> pl.DataFrame:
        """How surely the tests of a survey find an error in a breakdown.

        Returns
        -------
        polars.DataFrame
            survey_id, city_ja, city_en, scope, test, and for each kind of error `power_…`: the share found of those seeded.
        """
        keys = ["survey_id", "city_ja", "city_en", "scope", "test"]
        found = _by_error(self.seeded().join(self.tables["questions"], on="question_id"), keys)
        return tables.Power.typed(found).sort("survey_id", "scope", "test")

    def tests_power(self) -> pl.DataFrame:
        """The tests, each with how surely it finds an error.

        Returns
        -------
        polars.DataFrame
            The columns of `tests`, and `power_…` as in :meth:`power`.
        """
        tests, place = self.tables["tests"], ["question_id", "test", "scope"]
        alone = self.seeded().filter(pl.col("test") != ANY).with_columns(pl.col("test", "scope").cast(pl.String))
        alone = alone.with_columns(pl.col(name).cast(tests.schema[name]) for name in ("test", "scope"))
        found = tests.join(_by_error(alone, place), on=place, how="left", maintain_order="left")
        return tables.TestsPower.typed(found)


@asked
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
        ds.question.join(surveys.select("survey_id", "plan_id", "city_ja", "city_en"), on="survey_id")
        .sort("survey_id", "position")
        .select(
            *("survey_id", "plan_id", "city_ja", "city_en"),
            *("question_id", "ref", "wording_ja", "wording_en", "position"),
        )
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
            "記載された値が四捨五入の範囲で成り立つかを調べた。検出力は、表に誤りを1件ずつ入れ、人数の復元からやり直して、"
            "その点検が見つけた割合。",
            "Whether stated values are possible, allowing for rounding. Power is the share of errors found that were put "
            "into the tables one at a time, bases recovered anew.",
        ),
        tables={"tests": tests, "findings": findings, "questions": questions},
        edition=edition_of(ds),
        sources=sources_of_surveys(ds),
        caveats=(
            Text(
                "「合う」は誤りがないことの証明ではない。検出力は誤りの種類によって違い、低い点検は多くを見逃す。",
                "Consistent is no proof. Power differs by kind of error, and where it is low most are missed.",
            ),
        ),
    )


def _by_error(seeded: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """The share of errors found, a column a kind: `power_digit` and so on."""
    return seeded.group_by(keys).agg(
        (
            pl.col("found").filter(pl.col("error") == error).sum()
            / pl.col("seeded").filter(pl.col("error") == error).sum()
        )
        .fill_nan(None)
        .alias(f"power_{error}")
        for error in ERRORS
    )


def _said(row: dict) -> Text:
    """A failed test in the words of a person who looks at the page."""
    scope, detail, failed, tested = AUDIT_SCOPES[row["scope"]], row["detail"], row["failed"], row["tested"]
    first, _, second = (detail or "").partition(" : ")
    return {
        "impossible_cells": Text(
            f"{scope.ja}の割合{tested}個のうち{failed}個は、記載の回答者数からは出ない値",
            f"{failed} of {tested} percentages ({scope.en}) cannot come from the stated bases",
        ),
        "fitting_base": Text(
            f"{scope.ja}の{tested}列のうち{failed}列で、すべての割合に合う回答者数がない",
            f"for {failed} of {tested} columns ({scope.en}) no base fits all percentages",
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

    Returns
    -------
    polars.DataFrame
        The table `audit`: question_id, test, scope, verdict (`consistent`, `inconsistent`, `untestable`), tested,
        failed, leans_on (`printed`, `heading`, `recovered`, `none`), detail, erratum_id.

    Notes
    -----
    After GRIM (Brown & Heathers 2017). Bases that are not printed are recovered from what is not withheld.
    """
    errata: dict[str, list[dict]] = {}
    for one in ds.erratum.filter(quarantine=True).iter_rows(named=True):
        errata.setdefault(one["question_id"], []).append(one)
    every = printed_surveys(ds)
    rows = [
        _row(errata.get(question, []), question, Tested(*one)) for survey in every for question, *one in _tested(survey)
    ]
    return pl.DataFrame(rows, schema=_kinds(DERIVED["audit"]), orient="row").sort("question_id", "test", "scope")


def _tested(survey: Printed) -> list[tuple]:
    """What the tests of a survey's tables find, each with its question."""
    by_table = zip(survey.tables, methods.audited(survey), strict=True)
    return [(table.question, *one) for table, found in by_table for one in found]


@once
def measured(ds: Dataset) -> pl.DataFrame:
    """How many errors of each kind, seeded one at a time into the survey tables as they are, each test finds.

    Kept beside the data by what each survey prints (:func:`dxcompare.dataset.each.each`).

    Parameters
    ----------
    ds : Dataset

    Returns
    -------
    polars.DataFrame
        question_id, scope, test, error, seeded, found.
    """
    every = printed_surveys(ds)
    found = each("audit_power", _power, every, [survey.text for survey in every], ds.folder)
    rows = [row for survey in found for row in survey]
    frame = pl.DataFrame(rows, schema=_kinds(AuditPower), orient="row")
    return AuditPower.typed(frame).sort("question_id", "scope", "test", "error")


def _power(survey: Printed) -> list[tuple]:
    return list(power(survey))


def _kinds(table: type[Table]) -> dict[str, pl.DataType]:
    return {name: declared.dtype for name, declared in table.fields().items()}


def _row(errata: list[dict], question: str, found: Tested) -> tuple:
    verdict = verdict_of(found)
    erratum = None
    if verdict == "inconsistent":
        ranked = {kind: place for place, kind in enumerate(_DEALS.get(found.test, ()))}
        best = sorted(errata, key=lambda row: ranked.get(row["kind"], len(ranked)))
        erratum = best[0]["erratum_id"] if best else None
    return question, found.test, found.scope, verdict, *found[2:], erratum
