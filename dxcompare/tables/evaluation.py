"""What a plan says of its predecessor."""

from __future__ import annotations

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import PAGE, WHERE, Built, locator, one_of, source_id, text, whole
from dxcompare.tables.measures import ELSEWHERE, ITEM_OR_NONE
from dxcompare.tables.raw import File, Folder, Raw, Typed
from dxcompare.words.text import Text


class Evaluation(Built):
    """The plan's verdict on its predecessor."""

    one_row = Text("前計画の評価", "The plan's verdict on its predecessor")
    files = (File("evaluation.csv", (Folder.PLAN,)),)

    plan_id = text(("計画ID", "Plan"), key=True, ref="plan.plan_id")
    number = whole(
        ("番号", "Number"),
        ("番号", "order as stated"),
        least=1,
        key=True,
        raw=Raw(
            help=("1、2……。文書に現れる順。評価1件が1行", "1, 2 … in the order of the document; one row per verdict")
        ),
    )
    goal = text(("目標・分野", "Goal"), ("基本目標", "goal"), null=True, raw=Raw())
    policy = text(("政策", "Policy"), ("施策", "policy"), null=True, raw=Raw())
    item_ja = text(("項目", "What is judged"), raw=Raw())
    verdict = one_of(vocabularies.EVALUATION_VERDICTS, ("判定", "Verdict"))
    verdict_text = text(("判定（記載）", "Verdict as stated"), raw=Raw())
    source_id = source_id(ELSEWHERE)
    locator = locator(PAGE, WHERE)


class Verdict(Typed):
    """What a printed verdict means."""

    one_row = Text("記載された評価の意味", "What a stated verdict means")
    files = (File("verdicts.csv", (Folder.ALL, Folder.CITY), needed=(Folder.ALL,)),)

    verdict_text = Raw(help=("評価の文言", "the verdict as stated"), key=True)
    verdict = Raw(help=("判定", "what it means"), words=vocabularies.EVALUATION_VERDICTS)
    reason = Raw(help=("理由", "why"))


class EvaluationItem(Built):
    """The national item a verdict speaks of."""

    one_row = Text("前計画の評価と国の事項の対応", "The national item a verdict speaks of")
    files = (File("evaluation_items.csv", (Folder.CITY,), several=True),)

    plan_id = text(("計画ID", "Plan"), key=True, ref="plan.plan_id", raw=Raw("plan", own="plan", key=True))
    number = whole(
        ("番号", "Number"),
        ("番号", "order as stated"),
        least=1,
        key=True,
        raw=Raw(help=("`evaluation.csv` の番号", "the number in `evaluation.csv`"), key=True),
    )
    item_id = text(
        ("事項ID", "Item"),
        ("事項ID（該当なしは none）", "item, or `none`"),
        key=True,
        raw=Raw("item", ITEM_OR_NONE),
    )
    reason = text(("理由", "Reason"), raw=Raw())
