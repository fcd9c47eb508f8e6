"""Schedules: projects, dated steps, their stages, and national deadlines."""

from __future__ import annotations

import polars as pl

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import (
    PAGE,
    WHERE,
    Built,
    english,
    flag,
    locator,
    one_of,
    rule,
    source_id,
    text,
    whole,
    year,
)
from dxcompare.tables.measures import ELSEWHERE
from dxcompare.tables.raw import File, Folder, Raw, Typed
from dxcompare.words.text import Text

SPANS = {"known": Text("分かる", "known"), "lost": Text("分からない", "lost")}


class Project(Built):
    """A sub-item of a cross-cutting project."""

    one_row = Text("主要プロジェクトの小項目", "A sub-item of a cross-cutting project")
    files = (File("projects.csv", (Folder.PLAN,)),)

    project_id = text(
        ("プロジェクトID", "Project"),
        ("プロジェクトID", "plan and short reference"),
        key=True,
        raw=Raw("project", ("`p1`、`p2`……", "`p1`, `p2` …"), own="plan"),
    )
    track = text(
        ("行の見出し", "Row label"),
        ("小項目番号", "number of the sub-item"),
        key=True,
        printed=True,
        raw=Raw(help=("小項目の番号（`①` など）", "number of the sub-item (`①` …)")),
    )
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    name_ja = text(("名称", "Name (Japanese)"), ("プロジェクト名", "name of the project"), raw=Raw())
    name_en = english(
        "name_ja", ("名称（英語）", "Name"), ("プロジェクト名（英語）", "name in English"), raw=Raw(ours=True)
    )
    goal = text(("目標・分野", "Goal"), ("基本目標", "goal it belongs to"), null=True, raw=Raw())
    department = text(("所管", "Department"), ("担当部", "department in charge"), null=True, raw=Raw())
    title_ja = text(
        ("題名", "Title (Japanese)"), ("小項目名（概要）", "name of the sub-item in the outline"), raw=Raw()
    )
    title_en = english(
        "title_ja", ("題名（英語）", "Title"), ("小項目名（英語）", "name in English"), raw=Raw(ours=True)
    )
    heading_ja = text(("小項目名（スケジュール）", "Name of the sub-item above the schedule"), raw=Raw())
    source_id = source_id(ELSEWHERE)
    locator = locator(PAGE)


class ProjectMeasure(Built):
    """A measure to which the steps of a project's sub-item count."""

    one_row = Text("プロジェクトの小項目と施策の対応", "A measure to which the steps of a project's sub-item count")
    files = (File("project_measures.csv", (Folder.CITY,), several=True),)

    project_id = text(
        ("プロジェクトID", "Project"),
        key=True,
        ref="project.project_id",
        raw=Raw("project", own="plan", key=True),
    )
    track = text(
        ("行の見出し", "Row label"),
        ("小項目番号", "number of the sub-item"),
        key=True,
        printed=True,
        raw=Raw(key=True),
    )
    measure_id = text(
        ("施策ID", "Measure"),
        ("施策ID", "measure; null where it belongs to none"),
        key=True,
        null=True,
        ref="measure.measure_id",
        raw=Raw("measure", ("施策ID。属する施策がなければ空欄", "the measure; blank: none"), own="plan"),
    )
    reason = text(("理由", "Reason"), raw=Raw())


class Yearly(Typed):
    """A schedule with years as columns."""

    one_row = Text("年度を列とする工程表の1行", "A row of a schedule with years as columns")
    files = (File("schedules/*.csv", (Folder.PLAN,)),)

    measure = Raw(help=("施策の短いID", "the measure's short id"), own="plan")
    track = Raw(help=("行の見出し、記載のとおり", "row label as stated"))
    period = Raw(
        "period",
        (
            "期間ごとに1列。見出しは記載のとおり（`2022 (R4)`、`令和３年度`、`短期`）",
            "one column per period, headed as printed (`2022 (R4)`, `令和３年度`, `短期`)",
        ),
        heads="period",
    )
    span = Raw(
        help=(
            "帯や結合セルの長さが読み取れなくなっていれば `lost`。そのときは、見えている最初の期間に文言を置く",
            "`lost` where bars or merged cells no longer show how far they reach; put such a text in the first period "
            "it can be seen to stand in",
        ),
        words=SPANS,
    )
    page = PAGE
    where = WHERE
    source = ELSEWHERE


class NamedPeriod(Typed):
    """The years of a period that is printed by its name."""

    one_row = Text(
        "年度を書かずに呼ばれる工程表の期間（短期・中期・長期など）の年度",
        "The years of a period above a schedule that is printed by its name, such as 短期, 中期, 長期",
    )
    files = (File("periods.csv", (Folder.CITY,)),)

    heading = Raw(help=("見出し、記載のとおり", "the heading as stated"), key=True)
    start_text = Raw(help=("始まり", "its beginning"), reads="when")
    end_text = Raw(help=("終わり。定めがなければ空欄", "its end; blank if it has none"), reads="when")
    reason = Raw(help=("理由", "why"))


class Quarterly(Typed):
    """A schedule with quarters as rows."""

    one_row = Text(
        "四半期を行とする工程表の1行。ファイル名はプロジェクトの短いID（`p1.csv`）",
        "A row of a schedule with quarters as rows; the file is named after the project (`p1.csv`)",
    )
    files = (File("schedules/*.csv", (Folder.PLAN,)),)

    fy = Raw(help=("記載のとおり", "as stated"), reads="fiscal_year")
    quarter = Raw(help=("記載のとおり", "as stated"), reads="quarter")
    track = Raw(
        "track", ("小項目ごとに1列。見出しは `①`、`②`……", "one column per sub-item, headed `①`, `②` …"), heads="text"
    )


class Stage(Typed):
    """The stage of a printed step."""

    one_row = Text(
        "記載された工程の段階。いくつもの段階を言う文言は、最も先の段階とする",
        "The stage of a stated step; a text that names several stages takes the furthest",
    )
    files = (File("stages.csv", (Folder.ALL, Folder.CITY), needed=(Folder.ALL,)),)

    phrase = Raw(help=("工程の文言", "the step"), key=True)
    stage = Raw(help=("段階。工程でなければ空欄", "blank: not a step"), words=vocabularies.STAGES)
    reason = Raw(help=("理由", "why"))
    first_stage = Raw(
        help=(
            "段階がいくつも並ぶ文言では、初めに言う段階（「導入検討・運用」なら `study`）。一つなら空欄",
            "of a text that names several stages the one it names first (`study` of 導入検討・運用); blank if it names one",
        ),
        words=vocabularies.STAGES,
        optional=True,
    )


class Milestone(Built):
    """A dated step of a measure or project."""

    one_row = Text("年次・四半期の工程", "A dated step of a measure or project")

    milestone_id = text(("工程ID", "Identifier"), key=True)
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    measure_id = text(
        ("施策ID", "Measure"),
        ("施策ID", "measure; null for a project's"),
        null=True,
        ref="measure.measure_id",
        raw=Raw("measure"),
    )
    project_id = text(
        ("プロジェクトID", "Project"),
        ("プロジェクトID", "project; null for a measure's"),
        null=True,
        ref="project.project_id",
    )
    fy = year(("年度", "Fiscal year"))
    quarter = whole(("四半期", "Quarter"), ("四半期", "quarter; null if yearly"), null=True, least=1, most=4)
    until_fy = year(
        ("最後の年度", "Last fiscal year"),
        (
            "工程が置かれた期間の最後の年度。一つの年度か四半期なら空欄",
            "last year of the period that the step is placed in; null where it is one year or quarter",
        ),
        null=True,
    )
    until_quarter = whole(
        ("最後の四半期", "Last quarter"),
        ("その期間の最後の四半期。年度末なら空欄", "its last quarter; null where it ends with the year"),
        null=True,
        least=1,
        most=4,
    )
    open_ended = flag(
        ("以降", "And later"), ("終わりのない期間（「R8以降」など）か", "whether the period has no end (R8以降)")
    )
    track = text(("行の見出し", "Row label"), null=True, printed=True)
    step_text = text(("工程（記載）", "Step as stated"))
    stage = one_of(
        vocabularies.STAGES,
        ("段階", "Stage"),
        ("段階。いくつもあれば最も進んだもの", "stage, of several the furthest; null if the step is none"),
        null=True,
    )
    first_stage = one_of(
        vocabularies.STAGES,
        ("初めの段階", "First stage"),
        ("段階がいくつも並ぶ工程の、初めの段階", "of a step that names several stages the first; null if it names one"),
        null=True,
    )
    items = text(
        ("国の事項", "National items"),
        (
            "当たる事項（`+` でつなぐ。どれでもなければ none。施策の事項が一つで判断の要らない工程は空欄）",
            "items of the national DX plan that it speaks for, joined by +, or `none`; null for the one item of its "
            "measure",
        ),
        null=True,
    )
    carried = flag(
        ("継続記号", "The cell states only a continuation"),
        ("継続記号", "the cell states only a continuation; stage carried forward"),
    )
    span_known = flag(("期間が分かるか", "Whether the text shows how far the step reaches"))
    position = whole(("順序", "Order"), ("計画の工程の中での順序", "order among the steps of the plan"))
    source_id = source_id()
    locator = locator()

    @rule(
        ("初めの段階が、段階より先にありません", "the first stage does not come before the stage"),
        "first_stage",
        "stage",
    )
    def begins_earlier(cls) -> pl.Expr:
        order = pl.Enum(list(vocabularies.STAGES))
        first, stage = (pl.col(name).cast(order, strict=False) for name in ("first_stage", "stage"))
        return pl.col("first_stage").is_null() | (stage.is_not_null() & (first < stage).fill_null(True))

    @rule(("施策にもプロジェクトにも属していません", "the step belongs to no measure and no project"), "measure_id")
    def belongs_somewhere(cls) -> pl.Expr:
        return pl.col("measure_id").is_not_null() | pl.col("project_id").is_not_null()


class DeadlineStep(Built):
    """A step that speaks for a national deadline."""

    one_row = Text("国の期限に応える工程", "A step that speaks for a national deadline")
    files = (File("deadline_steps.csv", (Folder.CITY, Folder.ALL)),)

    item_id = text(("事項ID", "Item"), ("事項ID", "item with a deadline"), key=True, raw=Raw("item"))
    measure_id = text(
        ("施策ID", "Measure"),
        ("施策ID", "measure; null where the deadline is a state that no step can reach"),
        key=True,
        null=True,
        ref="measure.measure_id",
        raw=Raw(
            "measure",
            (
                "施策ID。どの工程でも示せない期限は空欄とし、`all/` に置く",
                "the measure; blank, and in `all/`, where no step can show the deadline",
            ),
            own="plan",
        ),
    )
    phrase = text(
        ("工程", "Step as stated, normalised"),
        key=True,
        null=True,
        raw=Raw(
            help=(
                "工程の文言。施策が分担するプロジェクトの工程でもよい。`none` と `state` のときは空欄",
                "the step, of the measure or of a project mapped to it; blank where reach is none or state",
            )
        ),
    )
    reach = one_of(
        vocabularies.REACH,
        ("期限との関係", "Arrives at what the deadline demands, starts it, does neither, or no step can show it"),
        raw=Raw(),
    )
    reason = text(("理由", "Reason"), ("理由", "reason, in Japanese"), raw=Raw())
    reason_en = english("reason", ("理由（英語）", "Why"), ("理由（英語）", "reason"), raw=Raw())
