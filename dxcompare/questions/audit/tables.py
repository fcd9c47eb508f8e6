"""What the tables of the audit are."""

from __future__ import annotations

import dataframely as dy

from dxcompare.tables import common, vocabularies
from dxcompare.tables.claims import Erratum
from dxcompare.tables.columns import Table, chance, like
from dxcompare.tables.common import AuditPower
from dxcompare.tables.derived_survey import Audit
from dxcompare.tables.survey import Question
from dxcompare.words.text import Text


def _power(error: str) -> dy.Column:
    """The share of errors of a kind that a test found."""
    kind = vocabularies.ERRORS[error]
    return chance(
        (f"検出力：{kind.ja}", f"Power: {kind.en}"),
        (f"入れた誤り（{kind.ja}）のうち見つけた割合", f"share found of errors seeded: {kind.en}"),
        null=True,
    )


class Questions(Table):
    """A question whose tables are tested."""

    one_row = Text("表を点検した設問", "A question whose tables are tested")
    called = Text("設問", "Questions")

    survey_id = common.survey_id(beside="city")
    plan_id = common.plan_id(beside="city")
    city_ja, city_en = common.city()
    question_id = common.question_id(key=True)
    ref = like(Question.ref)
    wording_ja, wording_en = common.named("設問", "Question")
    position = like(Question.position)


class Tests(Questions):
    """A test of a printed table."""

    one_row = Text("集計表の点検", "A test of a survey table")
    called = Text("点検", "Tests")

    test = like(Audit.test, key=True)
    scope = like(Audit.scope, key=True)
    verdict = like(Audit.verdict)
    tested = like(Audit.tested, ("点検した数", "Tested"), ("点検した数", "cells, rows or columns tested"))
    failed = like(Audit.failed, ("うち不整合", "Failed"), ("うち不整合", "of these inconsistent"))
    leans_on = like(Audit.leans_on)
    detail = like(Audit.detail)
    erratum_id = like(
        Audit.erratum_id,
        ("出典についての記録", "Note on the source"),
        ("対応する記録の番号", "number of the note that deals with it"),
    )


class TestsPower(Tests):
    """A test of a printed table, and how surely it finds an error of each kind."""

    one_row = Text("集計表の点検と、その検出力", "A test of a survey table, and its power")
    called = Text("点検と検出力", "Tests and power")

    power_digit = _power("digit")
    power_value = _power("value")
    power_swapped = _power("swapped")
    power_neighbours = _power("neighbours")
    power_base = _power("base")
    power_copied = _power("copied")


class Findings(Table):
    """What does not add up."""

    one_row = Text("計算に合わない箇所", "What does not add up")
    called = Text("見つかったこと", "Findings")

    city_ja, city_en = common.city()
    question_id = common.question_id(key=True)
    ref = like(Question.ref, ("設問", "Question"), ("設問の番号", "number of the question, as stated"))
    test = like(Audit.test, key=True)
    scope = like(Audit.scope, key=True)
    text_ja, text_en = common.named("見つかったこと", "What was found")
    erratum_id = like(
        Audit.erratum_id,
        ("出典についての記録", "Note on the source"),
        ("対応する記録の番号", "number of the note that deals with it"),
    )
    treatment = like(Erratum.treatment, null=True)
    treatment_en = like(Erratum.treatment_en, null=True)


class Power(Table):
    """How surely the tests of a survey find an error in a breakdown, by kind of error."""

    one_row = Text("調査・区分・点検ごとの検出力", "The power of a test in a breakdown of a survey's tables")
    called = Text("検出力", "Power")

    survey_id = common.survey_id(beside="city", key=True)
    city_ja, city_en = common.city()
    scope = like(AuditPower.scope, key=True)
    test = like(AuditPower.test, key=True)
    power_digit = _power("digit")
    power_value = _power("value")
    power_swapped = _power("swapped")
    power_neighbours = _power("neighbours")
    power_base = _power("base")
    power_copied = _power("copied")


TABLES = {
    "tests": Tests,
    "findings": Findings,
    "questions": Questions,
    "power": Power,
    "tests_power": TestsPower,
    "seeded": AuditPower,
}
