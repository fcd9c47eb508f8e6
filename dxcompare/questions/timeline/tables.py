"""What the tables of a timeline are."""

from __future__ import annotations

from dxcompare.tables import common, vocabularies
from dxcompare.tables.columns import Table, like, one_of, text, year
from dxcompare.tables.national import Item
from dxcompare.tables.schedules import DeadlineStep, Milestone
from dxcompare.words.text import Text

#: stages on the way, in order; `review` recurs and is none of them.
STAGES: dict[str, Text] = {stage: name for stage, name in vocabularies.STAGES.items() if stage != "review"}


#: what the steps of a plan say to a national deadline.
DEADLINES: dict[str, Text] = {
    "in_time": Text("期限に間に合う工程がある", "a step reaches it in time"),
    "cannot_tell": Text(
        "年度だけ、または始まりだけで、期限の前か後か分からない",
        "a year or a beginning only; before or after cannot be told",
    ),
    "late": Text("期限より後になる", "reached after the deadline"),
    "started": Text(
        "着手の記載はある。期限の求める範囲まで行うかは分からない", "a start; whether it goes as far cannot be told"
    ),
    "no_step": Text("間に合う工程の記載がない", "no step that reaches it is stated"),
    "not_judged": Text("工程が応えるかを誰も判断していない", "nobody has judged whether a step reaches it"),
    "illegible": Text("工程が資料から読み取れない", "the schedule is not legible"),
    "no_measure": Text("番号付き施策の記載がない", "no numbered measure"),
    "optional": Text(
        "間に合う工程の記載がない。取り組むかは各団体の判断で、不足ではない",
        "no step that reaches it is stated; it is for each body to decide, so that is no gap",
    ),
    "state": Text("工程では測れない期限", "a deadline that no step can show"),
    "past": Text("計画の開始前に過ぎた期限", "passed before the plan began"),
}


#: why no year of first use can be given.
UNUSED: dict[str, Text] = {
    "no_step": Text("工程なし", "no such step"),
    "illegible": Text("読み取れない", "not legible"),
    "no_measure": Text("番号付き施策なし", "no numbered measure"),
    **{kind: vocabularies.BLANKS[kind] for kind in ("not_applicable", "not_assessed")},
}


#: whether a first year is certain; a step whose span is lost may begin later.
CERTAIN = {
    "true": Text("その年度", "that year"),
    "false": Text("その年度かそれより後", "that year or later"),
}


class Reached(Table):
    """When a plan reaches a stage of an item."""

    one_row = Text("計画が国の事項のある段階へ進む時期", "When a plan reaches a stage of a national item")
    called = Text("段階の時期", "Stages reached")

    plan_id = common.plan_id(key=True)
    item_id = common.item_id(key=True)
    stage = one_of(STAGES, ("段階", "Stage"), key=True)
    fy = like(Milestone.fy, ("年度", "Fiscal year"), ("その段階の最初の工程の年度", "fiscal year of its first step"))
    quarter = like(Milestone.quarter)
    last_fy = year(("最後の年度", "Last fiscal year"), ("その段階の最後の工程の年度", "fiscal year of its last step"))
    steps = common.steps()
    span_known = like(
        Milestone.span_known,
        ("年度の確かさ", "Certain"),
        (
            "その年度と分かるか。期間が読み取れない工程だけなら、その年度かそれより後",
            "whether it is that year; where the spans of its steps are lost, it is that year or later",
        ),
        spoken=CERTAIN,
    )


class Periods(Table):
    """The furthest stage of an item in a year or quarter."""

    one_row = Text("年度・四半期ごとの最も進んだ段階", "The furthest stage of an item in a year or quarter")
    called = Text("年度ごとの段階", "Stages by year")

    plan_id = common.plan_id(key=True)
    item_id = common.item_id(key=True)
    fy = like(Milestone.fy, key=True)
    quarter = like(Milestone.quarter, key=True)
    stage = one_of(STAGES, ("段階", "Stage"), ("最も進んだ段階", "the furthest stage"))
    carried = like(
        Milestone.carried,
        ("継続の記号だけ", "Continuation only"),
        ("継続の記号だけが記されているか", "whether only a continuation is stated"),
    )
    span_known = like(
        Milestone.span_known,
        ("期間が分かるか", "Span known"),
        (
            "最も進んだ段階の工程が、どこまで及ぶか分かるか",
            "whether the text shows how far a step of that stage reaches; else it is that period or later",
        ),
    )


class FirstUse(Table):
    """The first year in which an item is launched, operated or expanded."""

    one_row = Text("国の事項を使い始める最初の年度", "The first fiscal year in which a national item is in use")
    called = Text("使い始める年度", "First use")

    plan_id = common.plan_id(key=True)
    item_id = common.item_id(key=True)
    fy = like(Milestone.fy, null=True)
    span_known = like(
        Milestone.span_known,
        ("年度の確かさ", "Certain"),
        (
            "その年度と分かるか。根拠の工程の期間が読み取れなければ、その年度かそれより後",
            "whether it is that year; where the span of the step is lost, it is that year or later",
        ),
        null=True,
        spoken=CERTAIN,
    )
    perhaps_fy = year(
        ("早ければ", "Perhaps from"),
        (
            "使用も記すが期間が読み取れず、使用の年度を置けない工程が、これより前の年度にあれば、その年度",
            "of an earlier step that names the use, too, but whose lost span does not date it: its year",
        ),
        null=True,
    )
    stage = one_of(STAGES, ("段階", "Stage"), null=True)
    step_text = like(Milestone.step_text, ("根拠の工程", "Step"), ("根拠の工程（記載）", "step as stated"), null=True)
    locator = like(Milestone.locator, null=True)
    why = one_of(
        UNUSED, ("年度がない理由", "Why no year"), ("年度を示せない理由", "why no year can be given"), null=True
    )


class Deadlines(Table):
    """A plan against a national deadline."""

    one_row = Text("国の期限と計画の工程", "A national deadline and a plan's steps")
    called = Text("国の期限", "National deadlines")

    plan_id = common.plan_id(key=True)
    version = like(Item.version)
    item_id = common.item_id(key=True, beside="name")
    name_ja, name_en = common.item()
    deadline_text = like(Item.deadline_text, ("国の期限", "Deadline"), ("国の期限（要約）", "deadline in short"))
    deadline_fy = like(Item.deadline_fy)
    deadline_quarter = like(Item.deadline_quarter)
    deadline_status = like(Item.deadline_status)
    verdict = one_of(
        DEADLINES,
        ("計画の工程", "The plan's steps"),
        ("計画の工程が期限に間に合うか", "what the plan's steps say to the deadline"),
    )
    fy = like(Milestone.fy, ("年度", "FY"), ("根拠の工程の年度", "fiscal year of the step"), null=True)
    quarter = like(Milestone.quarter)
    step_text = like(Milestone.step_text, ("根拠の工程", "Step"), ("根拠の工程（記載）", "step as stated"), null=True)
    targets = text(
        ("事項を測る指標の目標", "Targets of its indicators"),
        ("その事項を測る指標の目標（年度）", "targets of the indicators that measure the item, with their years"),
        null=True,
    )
    reason = like(DeadlineStep.reason, ("判定の理由", "Why (Japanese)"), null=True)
    reason_en = like(DeadlineStep.reason_en, ("判定の理由（英語）", "Why"), null=True)
    locator = like(Milestone.locator, null=True)
    elsewhere_ja, elsewhere_en = common.named("計画の版とは別の決定", "Decided elsewhere", null=True)


TABLES = {
    "reached": Reached,
    "periods": Periods,
    "first_use": FirstUse,
    "deadlines": Deadlines,
    "items": common.Items,
    "plans": common.Plans,
}
