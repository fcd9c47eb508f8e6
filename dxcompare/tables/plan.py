"""What a plan says: measures, indicators, schedules, verdicts."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import ID, Built, flag, locator, number, one_of, source_id, text, whole, year
from dxcompare.words.text import Text


class Plan(Built):
    """A municipality's plan."""

    one_row = Text("計画", "A municipality's plan")

    plan_id = text(("計画ID", "Plan"), ("計画ID", "identifier: romaji and first year"), key=True, pattern=ID)
    municipality_code = text(
        ("団体コード", "Municipality code"), ("団体コード", "municipality"), ref="municipality.municipality_code"
    )
    title_ja = text(("題名", "Title (Japanese)"), ("計画名", "title"))
    title_en = text(("題名（英語）", "Title"), ("計画名（英語）", "title in English"))
    status = one_of(vocabularies.PLAN_STATUS, ("策定済み・案", "Adopted or draft"))
    start_fy = year(("開始年度", "First fiscal year"))
    end_fy = year(("終了年度", "Last fiscal year"))
    framework_version = text(("策定時の自治体DX推進計画の版", "Version of the national DX plan it was written against"))
    framework_reason = text(("版の判断理由", "Why that version"))
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def ends_after_start(cls) -> pl.Expr:
        return pl.col("end_fy") >= pl.col("start_fy")


class Measure(Built):
    """A measure, at the level each plan numbers."""

    one_row = Text("施策（計画が番号を付した単位）", "A measure, at the level each plan numbers")

    measure_id = text(("施策ID", "Measure"), ("施策ID", "plan and short reference"), key=True)
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    ref = text(("番号", "No."), ("記載番号", "number as printed"))
    goal = text(("目標・分野", "Goal"), ("目標・分野", "goal or field above it"), null=True)
    policy = text(("政策", "Policy"), ("政策・方針", "policy above it"), null=True)
    title_ja = text(("題名", "Title (Japanese)"), ("施策名", "title"))
    title_en = text(("題名（英語）", "Title"), ("施策名（英語）", "title in English"))
    department = text(("所管", "Department"), ("所管", "departments in charge"), null=True)
    department_related = text(("関係課", "Departments concerned"), null=True)
    mark = text(("重点の印", "The plan's own priority mark"), null=True)
    related_plans = text(("関連計画", "Plans the measure belongs to"), null=True)
    upper_ref = text(("上位計画の参照", "Reference to a higher plan"), null=True)
    position = whole(("順序", "Order"), ("順序", "order in the plan"), least=1)
    source_id = source_id()
    locator = locator()


class MeasureItem(Built):
    """A measure acts on a national item."""

    one_row = Text("施策と国の事項の対応", "A measure acts on a national item")

    measure_id = text(("施策ID", "Measure"), key=True, ref="measure.measure_id")
    framework = one_of(vocabularies.FRAMEWORKS, ("枠組み", "Framework"), key=True)
    item_id = text(("事項ID", "Item"), ("事項ID（該当なしは none）", "item, or `none`"), key=True)
    basis = one_of(
        vocabularies.BASIS, ("根拠", "Basis"), ("計画の記載・当方の判定", "said by the plan, or coded by us"), key=True
    )
    coder = text(("判定者", "Who coded"), ("判定者", "who coded; null where the plan states it"), key=True, null=True)
    role = one_of(
        vocabularies.ROLES, ("主・従", "Role"), ("主・従", "main or further item of a coded measure"), null=True
    )
    label_text = text(("記載の文言", "Tag as printed"), null=True)
    note = text(("備考", "Note"), ("理由", "reason, in short"), null=True)
    source_id = source_id()
    locator = locator()


class Adjudication(Built):
    """A decision on a cell where coders disagree; the codes stay as they are."""

    one_row = Text(
        "判定の不一致についての裁定", "A decision on a cell where coders disagree; the codes stay as they are"
    )

    measure_id = text(("施策ID", "Measure"), key=True, ref="measure.measure_id")
    item_id = text(("事項ID", "Item"), key=True)
    decision = one_of(vocabularies.DECISIONS, ("取り組むか", "Whether the measure acts on the item"))
    reason = text(("理由", "Reason"))
    coder = text(("裁定者", "Who decided"), ref="coder.coder")


class CodingRule(Built):
    """An item of the code book: what a coder looks for."""

    one_row = Text("判定の基準（事項ごと）", "An item of the code book: what a coder looks for")

    item_id = text(("事項ID", "Item"), key=True)
    acts = text(("取り組むとは", "What it means to act on the item, in Japanese"))
    acts_en = text(("取り組むとは（英語）", "What it means to act on the item"))
    excludes = text(("含まないもの", "What is not enough, in Japanese"))
    excludes_en = text(("含まないもの（英語）", "What is not enough"))


class Unit(Built):
    """A unit of indicators."""

    one_row = Text("指標の単位", "A unit of indicators")

    unit = text(("単位", "Unit"), key=True)
    unit_en = text(("単位（英語）", "Unit in English"))


class Kpi(Built):
    """An indicator, once, however often the plan repeats it."""

    one_row = Text("指標（重複なし）", "An indicator, once, however often the plan repeats it")

    kpi_id = text(("指標ID", "Indicator"), ("指標ID", "plan and short reference"), key=True)
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    name_ja = text(("名称", "Name (Japanese)"), ("指標名", "name"))
    name_en = text(("名称（英語）", "Name"), ("指標名（英語）", "name in English"))
    unit = text(("単位", "Unit"), null=True, ref="unit.unit")
    unit_en = text(
        ("単位（英語）", "Unit in English"),
        ("単位（英語。その計画での意味）", "unit in English, as the plan uses it"),
        null=True,
    )
    kind = one_of(vocabularies.KPI_KINDS, ("種類", "Kind"), ("数値・定性", "by the target"))
    direction = one_of(vocabularies.DIRECTIONS, ("よい向き", "Better"), ("向き", "which way is better"))
    scale = one_of(vocabularies.SCALE_KINDS, ("尺度", "Kind of scale"))
    lower_bound = number(("下限", "Lowest possible value"), null=True)
    upper_bound = number(("上限", "Highest possible value"), null=True)
    baseline_text = text(("現状値（記載）", "Baseline as printed"), null=True)
    baseline = number(("現状値", "Baseline"), null=True)
    baseline_decimals = whole(
        ("現状値の小数桁", "Decimals of the baseline"), ("現状値の小数桁", "decimals printed"), null=True
    )
    baseline_fy = year(("現状値の年度", "Year of the baseline"), null=True)
    baseline_note = text(("現状値の注", "What to know of the baseline"), null=True)
    target_text = text(("目標値（記載）", "Target as printed"))
    target = number(("目標値", "Target"), null=True)
    target_decimals = whole(
        ("目標値の小数桁", "Decimals of the target"), ("目標値の小数桁", "decimals printed"), null=True
    )
    target_fy = year(
        ("目標年度", "Year of the target"),
        ("目標年度", "year of the target; null where the plan prints none"),
        null=True,
    )
    comparator = one_of(
        vocabularies.COMPARATORS, ("比較", "Comparator"), ("比較", "how the target is to be reached"), null=True
    )
    period = one_of(vocabularies.PERIODS, ("数え方", "Counted over"), ("期間の取り方", "what the number counts over"))
    formula = text(("算式", "Formula as printed"), null=True)
    note = text(("備考", "Note"), ("注記", "printed footnote"), null=True)
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def numeric_has_target(cls) -> pl.Expr:
        return (pl.col("kind") == "qualitative") | pl.col("target").is_not_null()

    @dy.rule()
    def target_not_before_baseline(cls) -> pl.Expr:
        return pl.col("target_fy") >= pl.col("baseline_fy")

    @dy.rule()
    def baseline_in_bounds(cls) -> pl.Expr:
        return _within("baseline")

    @dy.rule()
    def target_in_bounds(cls) -> pl.Expr:
        return _within("target")


def _within(column: str) -> pl.Expr:
    value = pl.col(column)
    low, high = pl.col("lower_bound"), pl.col("upper_bound")
    return (value >= low).fill_null(True) & (value <= high).fill_null(True)


class DerivedKpi(Built):
    """An indicator that follows from a printed one by arithmetic."""

    one_row = Text("印刷された指標から計算で得た指標", "An indicator that follows from a printed one by arithmetic")

    derived_id = text(("算出指標ID", "Identifier"), key=True)
    kpi_id = text(("指標ID", "Indicator"), ("元の指標ID", "printed indicator"), ref="kpi.kpi_id")
    name_ja = text(("名称", "Name (Japanese)"), ("指標名", "name"))
    name_en = text(("名称（英語）", "Name"), ("指標名（英語）", "name in English"))
    unit = text(("単位", "Unit"), null=True, ref="unit.unit")
    unit_en = text(
        ("単位（英語）", "Unit in English"),
        ("単位（英語。その計画での意味）", "unit in English, as the plan uses it"),
        null=True,
    )
    direction = one_of(vocabularies.DIRECTIONS, ("よい向き", "Better"), ("向き", "which way is better"))
    scale = one_of(vocabularies.SCALE_KINDS, ("尺度", "Kind of scale"))
    lower_bound = number(("下限", "Lowest possible value"), null=True)
    upper_bound = number(("上限", "Highest possible value"), null=True)
    period = one_of(vocabularies.PERIODS, ("数え方", "Counted over"), ("期間の取り方", "what the number counts over"))
    baseline_arithmetic = text(("現状値の計算", "How the baseline follows"), null=True)
    baseline = number(("現状値", "Baseline"), null=True)
    target_arithmetic = text(("目標値の計算", "How the target follows"))
    target = number(("目標値", "Target"))
    reason = text(("理由", "Reason"), ("理由", "why, in Japanese"))
    reason_en = text(("理由（英語）", "Why"))


class KpiPair(Built):
    """Indicators of two plans on one item, and whether they compare."""

    one_row = Text("二つの計画の指標は比べられるか", "Indicators of two plans on one item, and whether they compare")

    first_id = text(("指標1", "Indicator, printed or derived"), key=True)
    second_id = text(("指標2", "Indicator of another plan"), key=True)
    item_id = text(("事項ID", "Item"), ("事項ID", "national item both serve"), key=True)
    comparable = flag(("比べられるか", "Whether the two compare"))
    because = text(("理由", "Why, in Japanese"))
    because_en = text(("理由（英語）", "Why"))


class KpiActual(Built):
    """An official figure to hold a target against."""

    one_row = Text("目標に照らす公的統計", "An official figure to hold a target against")

    kpi_id = text(("指標ID", "Indicator"), key=True, ref="kpi.kpi_id")
    indicator_id = text(("指標ID", "Indicator"), ("統計の指標ID", "official indicator"), key=True)
    relation = one_of(
        vocabularies.ACTUAL_RELATIONS,
        ("関係", "Relation"),
        ("関係", "same quantity, near it with a caution, or different and never to be joined"),
    )
    caution = text(("注意", "What differs, in Japanese"))
    caution_en = text(("注意（英語）", "What differs"))


class KpiMeasure(Built):
    """A place where a KPI is printed."""

    one_row = Text("指標の掲載箇所", "A place where a KPI is printed")

    kpi_id = text(("指標ID", "Indicator"), ("指標ID", "KPI"), key=True, ref="kpi.kpi_id")
    measure_id = text(
        ("施策ID", "Measure"),
        ("施策ID", "measure it is printed under; null if under a policy"),
        key=True,
        null=True,
        ref="measure.measure_id",
    )
    policy = text(
        ("政策", "Policy"), ("政策", "policy it is printed under; null if under a measure"), key=True, null=True
    )
    source_id = source_id()
    locator = locator()


class Project(Built):
    """A sub-item of a cross-cutting project."""

    one_row = Text("主要プロジェクトの小項目", "A sub-item of a cross-cutting project")

    project_id = text(("プロジェクトID", "Project"), ("プロジェクトID", "plan and short reference"), key=True)
    track = text(("行の見出し", "Row label"), ("小項目番号", "number of the sub-item"), key=True)
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    name_ja = text(("名称", "Name (Japanese)"), ("プロジェクト名", "name of the project"))
    name_en = text(("名称（英語）", "Name"), ("プロジェクト名（英語）", "name in English"))
    goal = text(("目標・分野", "Goal"), ("基本目標", "goal it belongs to"), null=True)
    department = text(("所管", "Department"), ("担当部", "department in charge"), null=True)
    title_ja = text(("題名", "Title (Japanese)"), ("小項目名（概要）", "name of the sub-item in the outline"))
    title_en = text(("題名（英語）", "Title"), ("小項目名（英語）", "name in English"))
    heading_ja = text(("小項目名（スケジュール）", "Name of the sub-item above the schedule"))
    source_id = source_id()
    locator = locator()


class ProjectMeasure(Built):
    """A measure to which the steps of a project's sub-item count."""

    one_row = Text("プロジェクトの小項目と施策の対応", "A measure to which the steps of a project's sub-item count")

    project_id = text(("プロジェクトID", "Project"), key=True, ref="project.project_id")
    track = text(("行の見出し", "Row label"), ("小項目番号", "number of the sub-item"), key=True)
    measure_id = text(
        ("施策ID", "Measure"),
        ("施策ID", "measure; null where it belongs to none"),
        key=True,
        null=True,
        ref="measure.measure_id",
    )
    items = text(
        ("国の事項", "National items"),
        ("工程が当たる事項", "items its steps speak for, joined by +; `none`; null for all items of the measure"),
        null=True,
    )
    reason = text(("理由", "Reason"))


class Milestone(Built):
    """A dated step of a measure or project."""

    one_row = Text("年次・四半期の工程", "A dated step of a measure or project")

    milestone_id = text(("工程ID", "Identifier"), key=True)
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    measure_id = text(
        ("施策ID", "Measure"), ("施策ID", "measure; null for a project's"), null=True, ref="measure.measure_id"
    )
    project_id = text(
        ("プロジェクトID", "Project"),
        ("プロジェクトID", "project; null for a measure's"),
        null=True,
        ref="project.project_id",
    )
    fy = year(("年度", "Fiscal year"))
    quarter = whole(("四半期", "Quarter"), ("四半期", "quarter; null if yearly"), null=True, least=1, most=4)
    track = text(("行の見出し", "Row label"), null=True)
    step_text = text(("工程（記載）", "Step as printed"))
    stage = one_of(vocabularies.STAGES, ("段階", "Stage"), ("段階", "stage; null if the step is none"), null=True)
    items = text(
        ("国の事項", "National items"),
        (
            "当たる事項",
            "items of the national DX plan that it speaks for, joined by +, or `none`; null for all of its measure",
        ),
        null=True,
    )
    carried = flag(
        ("継続記号", "The cell prints only a continuation"),
        ("継続記号", "the cell prints only a continuation; stage carried forward"),
    )
    span_known = flag(("期間が分かるか", "Whether the text shows how far the step reaches"))
    position = whole(("順序", "Order"), ("順序", "order in the schedule"))
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def belongs_somewhere(cls) -> pl.Expr:
        return pl.col("measure_id").is_not_null() | pl.col("project_id").is_not_null()


class DeadlineStep(Built):
    """A step that speaks for a national deadline."""

    one_row = Text("国の期限に応える工程", "A step that speaks for a national deadline")

    item_id = text(("事項ID", "Item"), ("事項ID", "item with a deadline"), key=True)
    measure_id = text(
        ("施策ID", "Measure"),
        ("施策ID", "measure; null where the deadline is a state that no step can reach"),
        key=True,
        null=True,
        ref="measure.measure_id",
    )
    phrase = text(("工程", "Step as printed, normalised"), key=True, null=True)
    reach = one_of(
        vocabularies.REACH, ("期限との関係", "Arrives at what the deadline demands, starts it, or no step can show it")
    )
    reason = text(("理由", "Reason"), ("理由", "reason, in Japanese"))
    reason_en = text(("理由（英語）", "Why"), ("理由（英語）", "reason"))


class Evaluation(Built):
    """The plan's verdict on its predecessor."""

    one_row = Text("前計画の評価", "The plan's verdict on its predecessor")

    plan_id = text(("計画ID", "Plan"), key=True, ref="plan.plan_id")
    number = whole(("番号", "Number"), ("番号", "order as printed"), least=1, key=True)
    goal = text(("目標・分野", "Goal"), ("基本目標", "goal"), null=True)
    policy = text(("政策", "Policy"), ("施策", "policy"), null=True)
    item_ja = text(("項目", "What is judged"))
    verdict = one_of(vocabularies.EVALUATION_VERDICTS, ("判定", "Verdict"))
    verdict_text = text(("判定（記載）", "Verdict as printed"))
    source_id = source_id()
    locator = locator()


class EvaluationItem(Built):
    """The national item a verdict speaks of."""

    one_row = Text("前計画の評価と国の事項の対応", "The national item a verdict speaks of")

    plan_id = text(("計画ID", "Plan"), key=True, ref="plan.plan_id")
    number = whole(("番号", "Number"), ("番号", "order as printed"), least=1, key=True)
    item_id = text(("事項ID", "Item"), ("事項ID（該当なしは none）", "item, or `none`"), key=True)
    reason = text(("理由", "Reason"))
