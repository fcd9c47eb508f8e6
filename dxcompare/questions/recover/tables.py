"""What the tables of a recovery are."""

from __future__ import annotations

from dxcompare.tables import common
from dxcompare.tables.columns import Table, like, text
from dxcompare.tables.common import AuditPower
from dxcompare.tables.derived_survey import Audit as Tested
from dxcompare.tables.derived_survey import SurveyBase
from dxcompare.words.text import Text

#: Words for the scopes that are there whatever the tables are.
SCOPES = {"table": Text("表", "the table"), "group": Text("集団", "groups"), "total": Text("総数", "total")}


class Bases(Table):
    """The base of a printed column."""

    one_row = Text("表の列の回答者数", "The base of a column of a table")
    called = Text("回答者数", "Bases")

    question = text(("設問", "Question"), key=True)
    group_type = text(
        ("区分", "Breakdown"), key=True, spoken={"group": Text("集団", "group"), "total": Text("総数", "total")}
    )
    group = text(("集団", "Group"), key=True)
    n = like(SurveyBase.n)
    certainty = like(SurveyBase.certainty)
    candidates = like(SurveyBase.candidates)
    posterior = like(SurveyBase.posterior)
    reason = like(SurveyBase.constraints, beside="why")
    why_ja, why_en = common.named("理由", "Why")


class Audit(Table):
    """A test of a table."""

    one_row = Text("表の点検", "A test of a table")
    called = Text("点検", "Tests")

    question = text(("設問", "Question"), key=True)
    test = like(Tested.test, key=True)
    scope = text(("対象", "Scope"), ("対象", "type of group, or `table`"), key=True, spoken=SCOPES)
    verdict = like(Tested.verdict)
    tested = like(Tested.tested)
    failed = like(Tested.failed)
    leans_on = like(Tested.leans_on)
    detail = like(Tested.detail)


class Power(Table):
    """How many errors of a kind, seeded into a table, a test found."""

    one_row = Text("点検の検出力の実測", "How many errors of a kind, seeded into a table, a test found")
    called = Text("検出力", "Power")

    question = text(("設問", "Question"), key=True)
    scope = text(
        ("誤りの場所", "Place of the error"),
        (
            "誤りを入れた区分、または`table`（表の全体）",
            "the columns that the error is in, or `table`: the whole of it",
        ),
        key=True,
        spoken=SCOPES,
    )
    test = like(AuditPower.test, key=True)
    error = like(AuditPower.error, key=True)
    seeded = like(AuditPower.seeded)
    found = like(AuditPower.found)


TABLES = {"bases": Bases, "audit": Audit, "power": Power}
