"""What the tables of the audit are."""

from __future__ import annotations

from dxcompare.tables import common
from dxcompare.tables.claims import Erratum
from dxcompare.tables.columns import Table, like
from dxcompare.tables.derived import Audit
from dxcompare.tables.survey import Question
from dxcompare.words.text import Text


class Questions(Table):
    """A question whose tables are tested."""

    one_row = Text("表を点検した設問", "A question whose tables are tested")
    called = Text("設問", "Questions")

    survey_id = common.survey_id(beside="city")
    city_ja, city_en = common.city()
    question_id = common.question_id(key=True)
    ref = like(Question.ref)
    wording_ja, wording_en = common.named("設問", "Question")
    position = like(Question.position)


class Tests(Questions):
    """A test of a printed table."""

    one_row = Text("集計表の点検", "A test of a printed survey table")
    called = Text("点検", "Tests")

    test = like(Audit.test, key=True)
    scope = like(Audit.scope, key=True)
    verdict = like(Audit.verdict)
    tested = like(Audit.tested, ("点検した数", "Tested"), ("点検した数", "cells, rows or columns tested"))
    failed = like(Audit.failed, ("うち不整合", "Failed"), ("うち不整合", "of these inconsistent"))
    power = like(Audit.power)
    detail = like(Audit.detail)
    erratum_id = like(
        Audit.erratum_id,
        ("出典についての記録", "Note on the source"),
        ("対応する記録の番号", "number of the note that deals with it"),
    )


class Findings(Table):
    """What does not add up."""

    one_row = Text("計算に合わない箇所", "What does not add up")
    called = Text("見つかったこと", "Findings")

    city_ja, city_en = common.city()
    question_id = common.question_id(key=True)
    ref = like(Question.ref, ("設問", "Question"), ("設問の番号", "number of the question, as printed"))
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


TABLES = {"tests": Tests, "findings": Findings, "questions": Questions}
