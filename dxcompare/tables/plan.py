"""What a plan says: measures, indicators, schedules, verdicts."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from dxcompare.tables.columns import ID, Built, flag, locator, number, one_of, source_id, text, whole, year


class Plan(Built):
    """A municipality's plan / 計画"""

    plan_id = text("identifier: romaji and first year", "計画ID", key=True, pattern=ID)
    municipality_code = text("municipality", "団体コード", ref="municipality.municipality_code")
    title_ja = text("title", "計画名")
    title_en = text("title in English", "計画名（英語）")
    status = one_of(["adopted", "draft"], "adopted or draft", "策定済み・案")
    start_fy = year("first fiscal year", "開始年度")
    end_fy = year("last fiscal year", "終了年度")
    framework_version = text("version of the national DX plan it was written against", "策定時の自治体DX推進計画の版")
    framework_reason = text("why that version", "版の判断理由")
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def ends_after_start(cls) -> pl.Expr:
        return pl.col("end_fy") >= pl.col("start_fy")


class Measure(Built):
    """A measure, at the level each plan numbers / 施策（計画が番号を付した単位）"""

    measure_id = text("plan and short reference", "施策ID", key=True)
    plan_id = text("plan", "計画ID", ref="plan.plan_id")
    ref = text("number as printed", "記載番号")
    goal = text("goal or field above it", "目標・分野", null=True)
    policy = text("policy above it", "政策・方針", null=True)
    title_ja = text("title", "施策名")
    title_en = text("title in English", "施策名（英語）")
    department = text("departments in charge", "所管", null=True)
    department_related = text("departments concerned", "関係課", null=True)
    mark = text("the plan's own priority mark", "重点の印", null=True)
    related_plans = text("plans the measure belongs to", "関連計画", null=True)
    upper_ref = text("reference to a higher plan", "上位計画の参照", null=True)
    position = whole("order in the plan", "順序", least=1)
    source_id = source_id()
    locator = locator()


class MeasureItem(Built):
    """A measure acts on a national item / 施策と国の事項の対応"""

    measure_id = text("measure", "施策ID", key=True, ref="measure.measure_id")
    framework = one_of(["dx", "kanmin"], "framework", "枠組み", key=True)
    item_id = text("item, or `none`", "事項ID（該当なしは none）", key=True)
    basis = one_of(["stated", "coded"], "said by the plan, or coded by us", "計画の記載・当方の判定", key=True)
    coder = text("who coded; null where the plan states it", "判定者", key=True, null=True)
    role = one_of(["primary", "secondary"], "main or further item of a coded measure", "主・従", null=True)
    label_text = text("tag as printed", "記載の文言", null=True)
    note = text("reason, in short", "理由", null=True)
    source_id = source_id()
    locator = locator()


class Adjudication(Built):
    """A decision on a cell where coders disagree; the codes stay as they are / 判定の不一致についての裁定"""

    measure_id = text("measure", "施策ID", key=True, ref="measure.measure_id")
    item_id = text("item", "事項ID", key=True)
    decision = one_of(["acts", "does_not_act"], "whether the measure acts on the item", "取り組むか")
    reason = text("reason", "理由")
    coder = text("who decided", "裁定者", ref="coder.coder")


class CodingRule(Built):
    """An item of the code book: what a coder looks for / 判定の基準（事項ごと）"""

    item_id = text("item", "事項ID", key=True)
    acts = text("what it means to act on the item, in Japanese", "取り組むとは")
    acts_en = text("what it means to act on the item", "取り組むとは（英語）")
    excludes = text("what is not enough, in Japanese", "含まないもの")
    excludes_en = text("what is not enough", "含まないもの（英語）")


class Unit(Built):
    """A unit of indicators / 指標の単位"""

    unit = text("unit", "単位", key=True)
    unit_en = text("unit in English", "単位（英語）")


SCALE_KINDS = ["percent", "count", "amount", "rate", "none"]


class Kpi(Built):
    """An indicator, once, however often the plan repeats it / 指標（重複なし）"""

    kpi_id = text("plan and short reference", "指標ID", key=True)
    plan_id = text("plan", "計画ID", ref="plan.plan_id")
    name_ja = text("name", "指標名")
    name_en = text("name in English", "指標名（英語）")
    unit = text("unit", "単位", null=True, ref="unit.unit")
    kind = one_of(["numeric", "qualitative"], "by the target", "数値・定性")
    direction = one_of(["higher", "lower", "maintain"], "which way is better", "向き")
    scale = one_of(SCALE_KINDS, "kind of scale", "尺度")
    lower_bound = number("lowest possible value", "下限", null=True)
    upper_bound = number("highest possible value", "上限", null=True)
    baseline_text = text("baseline as printed", "現状値（記載）", null=True)
    baseline = number("baseline", "現状値", null=True)
    baseline_decimals = whole("decimals printed", "現状値の小数桁", null=True)
    baseline_fy = year("year of the baseline", "現状値の年度", null=True)
    baseline_note = text("what to know of the baseline", "現状値の注", null=True)
    target_text = text("target as printed", "目標値（記載）")
    target = number("target", "目標値", null=True)
    target_decimals = whole("decimals printed", "目標値の小数桁", null=True)
    target_fy = year("year of the target; null where the plan prints none", "目標年度", null=True)
    comparator = one_of(["eq", "ge", "gt", "le", "lt"], "how the target is to be reached", "比較", null=True)
    period = one_of(["point", "per_year", "per_event", "cumulative"], "what the number counts over", "期間の取り方")
    formula = text("formula as printed", "算式", null=True)
    note = text("printed footnote", "注記", null=True)
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
    """An indicator that follows from a printed one by arithmetic / 印刷された指標から計算で得た指標"""

    derived_id = text("identifier", "算出指標ID", key=True)
    kpi_id = text("printed indicator", "元の指標ID", ref="kpi.kpi_id")
    name_ja = text("name", "指標名")
    name_en = text("name in English", "指標名（英語）")
    unit = text("unit", "単位", null=True, ref="unit.unit")
    direction = one_of(["higher", "lower", "maintain"], "which way is better", "向き")
    scale = one_of(SCALE_KINDS, "kind of scale", "尺度")
    lower_bound = number("lowest possible value", "下限", null=True)
    upper_bound = number("highest possible value", "上限", null=True)
    period = one_of(["point", "per_year", "per_event", "cumulative"], "what the number counts over", "期間の取り方")
    baseline_arithmetic = text("how the baseline follows", "現状値の計算", null=True)
    baseline = number("baseline", "現状値", null=True)
    target_arithmetic = text("how the target follows", "目標値の計算")
    target = number("target", "目標値")
    reason = text("why, in Japanese", "理由")
    reason_en = text("why", "理由（英語）")


class KpiPair(Built):
    """Indicators of two plans on one item, and whether they compare / 二つの計画の指標は比べられるか"""

    first_id = text("indicator, printed or derived", "指標1", key=True)
    second_id = text("indicator of another plan", "指標2", key=True)
    item_id = text("national item both serve", "事項ID", key=True)
    comparable = flag("whether the two compare", "比べられるか")
    because = text("why, in Japanese", "理由")
    because_en = text("why", "理由（英語）")


class KpiActual(Built):
    """An official figure to hold a target against / 目標に照らす公的統計"""

    kpi_id = text("indicator", "指標ID", key=True, ref="kpi.kpi_id")
    indicator_id = text("official indicator", "統計の指標ID", key=True)
    relation = one_of(
        ["same", "near", "different"],
        "same quantity, near it with a caution, or different and never to be joined",
        "関係",
    )
    caution = text("what differs, in Japanese", "注意")
    caution_en = text("what differs", "注意（英語）")


class KpiMeasure(Built):
    """A place where a KPI is printed / 指標の掲載箇所"""

    kpi_id = text("KPI", "指標ID", key=True, ref="kpi.kpi_id")
    measure_id = text(
        "measure it is printed under; null if under a policy", "施策ID", key=True, null=True, ref="measure.measure_id"
    )
    policy = text("policy it is printed under; null if under a measure", "政策", key=True, null=True)
    source_id = source_id()
    locator = locator()


class Project(Built):
    """A sub-item of a cross-cutting project / 主要プロジェクトの小項目"""

    project_id = text("plan and short reference", "プロジェクトID", key=True)
    track = text("number of the sub-item", "小項目番号", key=True)
    plan_id = text("plan", "計画ID", ref="plan.plan_id")
    name_ja = text("name of the project", "プロジェクト名")
    name_en = text("name in English", "プロジェクト名（英語）")
    goal = text("goal it belongs to", "基本目標", null=True)
    department = text("department in charge", "担当部", null=True)
    title_ja = text("name of the sub-item in the outline", "小項目名（概要）")
    title_en = text("name in English", "小項目名（英語）")
    heading_ja = text("name of the sub-item above the schedule", "小項目名（スケジュール）")
    source_id = source_id()
    locator = locator()


class ProjectMeasure(Built):
    """A measure to which the steps of a project's sub-item count / プロジェクトの小項目と施策の対応"""

    project_id = text("project", "プロジェクトID", key=True, ref="project.project_id")
    track = text("number of the sub-item", "小項目番号", key=True)
    measure_id = text("measure; null where it belongs to none", "施策ID", key=True, null=True, ref="measure.measure_id")
    items = text(
        "items its steps speak for, joined by +; `none`; null for all items of the measure",
        "工程が当たる事項",
        null=True,
    )
    reason = text("reason", "理由")


STAGES = ["study", "prepare", "build", "pilot", "launch", "operate", "expand", "review"]


class Milestone(Built):
    """A dated step of a measure or project / 年次・四半期の工程"""

    milestone_id = text("identifier", "工程ID", key=True)
    plan_id = text("plan", "計画ID", ref="plan.plan_id")
    measure_id = text("measure; null for a project's", "施策ID", null=True, ref="measure.measure_id")
    project_id = text("project; null for a measure's", "プロジェクトID", null=True, ref="project.project_id")
    fy = year("fiscal year", "年度")
    quarter = whole("quarter; null if yearly", "四半期", null=True, least=1, most=4)
    track = text("row label", "行の見出し", null=True)
    step_text = text("step as printed", "工程（記載）")
    stage = one_of(STAGES, "stage; null if the step is none", "段階", null=True)
    items = text(
        "items of the national DX plan that it speaks for, joined by +, or `none`; null for all of its measure",
        "当たる事項",
        null=True,
    )
    carried = flag("the cell prints only a continuation; stage carried forward", "継続記号")
    span_known = flag("whether the text shows how far the step reaches", "期間が分かるか")
    position = whole("order in the schedule", "順序")
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def belongs_somewhere(cls) -> pl.Expr:
        return pl.col("measure_id").is_not_null() | pl.col("project_id").is_not_null()


class DeadlineStep(Built):
    """A step that speaks for a national deadline / 国の期限に応える工程"""

    item_id = text("item with a deadline", "事項ID", key=True)
    measure_id = text(
        "measure; null where the deadline is a state that no step can reach",
        "施策ID",
        key=True,
        null=True,
        ref="measure.measure_id",
    )
    phrase = text("step as printed, normalised", "工程", key=True, null=True)
    reach = one_of(
        ["arrives", "starts", "state"],
        "arrives at what the deadline demands, starts it, or no step can show it",
        "期限との関係",
    )
    reason = text("reason, in Japanese", "理由")
    reason_en = text("reason", "理由（英語）")


class Evaluation(Built):
    """The plan's verdict on its predecessor / 前計画の評価"""

    plan_id = text("plan", "計画ID", key=True, ref="plan.plan_id")
    number = whole("order as printed", "番号", least=1, key=True)
    goal = text("goal", "基本目標", null=True)
    policy = text("policy", "施策", null=True)
    item_ja = text("what is judged", "項目")
    verdict = one_of(["done", "partly", "not_done"], "verdict", "判定")
    verdict_text = text("verdict as printed", "判定（記載）")
    source_id = source_id()
    locator = locator()


class EvaluationItem(Built):
    """The national item a verdict speaks of / 前計画の評価と国の事項の対応"""

    plan_id = text("plan", "計画ID", key=True, ref="plan.plan_id")
    number = whole("order as printed", "番号", least=1, key=True)
    item_id = text("item, or `none`", "事項ID（該当なしは none）", key=True)
    reason = text("reason", "理由")
