"""What the tables of verdicts on previous plans are."""

from __future__ import annotations

from dxcompare.tables import common
from dxcompare.tables.columns import Table, like, whole
from dxcompare.tables.evaluation import Evaluation, EvaluationItem
from dxcompare.words.text import Text


class Items(Table):
    """The verdicts on an item, counted."""

    one_row = Text("国の事項ごとの評価の件数", "Verdicts on a national item, counted")
    called = Text("事項ごとの評価", "Verdicts by item")

    plan_id = common.plan_id(key=True)
    item_id = common.item_id(key=True, beside="short")
    short_ja, short_en = common.item()
    done = whole(("実施・達成", "Done"), ("実施・達成とした評価の数", "verdicts that say done"))
    partly = whole(("一部実施", "Partly done"), ("一部実施とした評価の数", "verdicts that say partly done"))
    not_done = whole(("未達成", "Not done"), ("未達成とした評価の数", "verdicts that say not done"))
    not_assessable = whole(
        ("評価できない", "Not assessable"), ("評価できないとした評価の数", "verdicts that say it cannot be assessed")
    )
    measures = whole(
        ("新計画の施策", "New measures"),
        (
            "新計画でこの事項に該当する施策の数。該当する国の取組事項がなければ空欄",
            "measures of the new plan on this item; null where it is no national item",
        ),
        null=True,
    )


class Verdicts(Table):
    """A verdict of a plan on its predecessor."""

    one_row = Text("前の計画についての評価", "A plan's verdict on its predecessor")
    called = Text("評価", "Verdicts")

    plan_id = common.plan_id(key=True)
    number = like(Evaluation.number, key=True)
    item_ja = like(Evaluation.item_ja)
    verdict = like(Evaluation.verdict)
    verdict_text = like(Evaluation.verdict_text)
    item_id = common.item_id(key=True, beside="short")
    short_ja, short_en = common.item()
    reason = like(EvaluationItem.reason)
    source_id = common.source_id()
    locator = like(Evaluation.locator)


TABLES = {"items": Items, "verdicts": Verdicts, "plans": common.Plans}
