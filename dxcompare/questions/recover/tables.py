"""What the tables of a recovery are."""

from __future__ import annotations

from dxcompare.tables import common
from dxcompare.tables.columns import Table, like, text
from dxcompare.tables.derived import Audit as Tested
from dxcompare.tables.derived import SurveyBase
from dxcompare.words.text import Text


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
    scope = text(
        ("対象", "Scope"),
        ("対象", "type of group, or `table`"),
        key=True,
        spoken={"table": Text("表", "the table"), "group": Text("集団", "groups"), "total": Text("総数", "total")},
    )
    verdict = like(Tested.verdict)
    tested = like(Tested.tested)
    failed = like(Tested.failed)
    power = like(Tested.power)
    detail = like(Tested.detail)


TABLES = {"bases": Bases, "audit": Audit}
