"""The tables: one declaration for documentation, validation, code book and data package.

A table is a :class:`Table` (a `dataframely` schema). Its docstring says what one row is; every
column carries an English and a Japanese meaning, and where it points to another table, a reference.
Order of columns here is their order in every file.
"""

from __future__ import annotations

from collections.abc import Sequence

import dataframely as dy
import polars as pl

CODE = r"^\d{5}$"
ID = r"^[a-z0-9]+(-[a-z0-9]+)*-\d{4}$"
DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def _meta(ja: str, key: bool = False, ref: str | None = None, values: Sequence[str] = (),
          unit: str = "") -> dict:
    return {"ja": ja, "key": key, "ref": ref, "values": list(values), "unit": unit}


def text(en: str, ja: str, *, key: bool = False, null: bool = False, ref: str | None = None,
         pattern: str | None = None) -> dy.String:
    """A column of text; `ref` names the `table.column` it points to."""
    return dy.String(nullable=null, regex=pattern, description=en, metadata=_meta(ja, key, ref))


def one_of(values: Sequence[str], en: str, ja: str, *, key: bool = False,
           null: bool = False) -> dy.String:
    """A column of text with a closed, ordered list of values."""
    return dy.String(nullable=null, description=en,
                     check={"values": lambda column: column.is_in(list(values))},
                     metadata=_meta(ja, key, values=values))


def whole(en: str, ja: str, *, null: bool = False, least: int | None = 0, most: int | None = None,
          unit: str = "", key: bool = False) -> dy.Int64:
    """A column of whole numbers."""
    return dy.Int64(nullable=null, min=least, max=most, description=en,
                    metadata=_meta(ja, key, unit=unit))


def year(en: str, ja: str, *, null: bool = False, key: bool = False) -> dy.Int64:
    """A fiscal or calendar year."""
    return whole(en, ja, null=null, least=1950, most=2100, unit="year", key=key)


def number(en: str, ja: str, *, null: bool = False, least: float | None = None,
           most: float | None = None, unit: str = "") -> dy.Float64:
    """A column of numbers."""
    return dy.Float64(nullable=null, min=least, max=most, description=en,
                      metadata=_meta(ja, unit=unit))


def flag(en: str, ja: str) -> dy.Bool:
    """A column of true and false."""
    return dy.Bool(nullable=False, description=en, metadata=_meta(ja))


def source_id(*, key: bool = False) -> dy.String:
    return text("where the row comes from", "出典", key=key, ref="source.source_id")


def locator() -> dy.String:
    return text("where in the document: page, section, table, row", "出典中の位置")


class Table(dy.Schema):
    """Base of all tables."""

    #: Number of the printed cell the row was built from; never written to a file.
    at = dy.UInt32(alias="_at", nullable=True)

    @classmethod
    def keys(cls) -> list[str]:
        """The columns that together name a row; one of them may be null."""
        return [name for name, column in cls.columns().items() if (column.metadata or {}).get("key")]

    @classmethod
    def fields(cls) -> dict[str, dy.Column]:
        """The columns that are written to files, in order."""
        return {name: column for name, column in cls.columns().items() if name != "_at"}


class Source(Table):
    """A document or data file / 文書またはデータファイル"""

    source_id = text("identifier", "出典ID", key=True)
    title = text("title", "題名")
    publisher = text("publisher", "発行者")
    document = text("file name", "ファイル名")
    published = text("date published, as exactly as known", "公表日", null=True, pattern=DATE)
    accessed = text("date accessed", "取得日", null=True, pattern=DATE)
    licence = text("licence or terms of use", "利用条件")
    note = text("what a reader should know", "備考", null=True)
    checked_method = text("how the transcription was checked", "照合の方法", null=True)
    cells_compared = whole("cells compared between two independent transcriptions", "照合したセル数",
                           null=True)
    cells_differing = whole("cells that differed and were settled on the document",
                            "相違を解消したセル数", null=True)


class Municipality(Table):
    """A municipality of Japan / 市区町村"""

    municipality_code = text("5-digit code, leading zero kept", "団体コード（5桁）", key=True,
                             pattern=CODE)
    name_ja = text("name", "名称")
    name_en = text("name in English", "英語名")
    prefecture_ja = text("prefecture", "都道府県")
    prefecture_en = text("prefecture in English", "都道府県（英語）")


class Plan(Table):
    """A municipality's plan / 計画"""

    plan_id = text("identifier: romaji and first year", "計画ID", key=True, pattern=ID)
    municipality_code = text("municipality", "団体コード", ref="municipality.municipality_code")
    title_ja = text("title", "計画名")
    title_en = text("title in English", "計画名（英語）")
    status = one_of(["adopted", "draft"], "adopted or draft", "策定済み・案")
    start_fy = year("first fiscal year", "開始年度")
    end_fy = year("last fiscal year", "終了年度")
    framework_version = text("version of the national DX plan it was written against",
                             "策定時の自治体DX推進計画の版")
    framework_reason = text("why that version", "版の判断理由")
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def ends_after_start(cls) -> pl.Expr:
        return pl.col("end_fy") >= pl.col("start_fy")


class FrameworkVersion(Table):
    """A version of a national framework / 国の枠組みの版"""

    framework = one_of(["dx", "kanmin"], "framework", "枠組み", key=True)
    version = text("version", "版", key=True)
    position = whole("order in time", "順序")
    name_ja = text("name", "名称")
    name_en = text("name in English", "英語名")
    published = text("date, as exactly as known", "公表日", null=True, pattern=DATE)
    confidence = one_of(["high", "medium", "low"], "how well the date is sourced", "確度")
    note = text("what is and is not known, in Japanese", "備考", null=True)
    note_en = text("what is and is not known", "備考（英語）", null=True)
    source_id = source_id()
    locator = locator()


class Item(Table):
    """A national item in one version of one framework / 国の取組事項（版ごと）"""

    framework = one_of(["dx", "kanmin"], "framework", "枠組み", key=True)
    version = text("version", "版", key=True)
    item_id = text("identifier, the same across versions", "事項ID", key=True)
    section = one_of(["priority", "together", "organisation", "other", "category"],
                     "block of the framework", "区分")
    number = whole("number within the block", "番号", null=True, least=1)
    position = whole("order in charts and tables", "順序")
    name_ja = text("name", "名称")
    name_en = text("name in English", "英語名")
    deadline_text = text("deadline in short", "期限", null=True)
    deadline_fy = year("fiscal year of the deadline", "期限の年度", null=True)
    confidence = one_of(["high", "medium", "low"], "how well the row is sourced", "確度")
    note = text("what is and is not known", "備考", null=True)
    source_id = source_id()
    locator = locator()


class ItemLineage(Table):
    """How an item became another between versions / 版の間の事項の継承"""

    from_version = text("earlier version", "旧版", key=True)
    from_item_id = text("item there", "旧事項", key=True)
    to_version = text("later version", "新版", key=True)
    to_item_id = text("item there", "新事項", key=True)
    relation = one_of(["same", "renamed", "widened", "split", "merged"], "relation", "関係")
    confidence = one_of(["high", "medium", "low"], "how well the link is sourced", "確度")
    note = text("why", "備考", null=True)
    source_id = source_id()
    locator = locator()


class Measure(Table):
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


class MeasureItem(Table):
    """A measure acts on a national item / 施策と国の事項の対応"""

    measure_id = text("measure", "施策ID", key=True, ref="measure.measure_id")
    framework = one_of(["dx", "kanmin"], "framework", "枠組み", key=True)
    item_id = text("item, or `none`", "事項ID（該当なしは none）", key=True)
    basis = one_of(["stated", "coded"], "said by the plan, or coded by us", "計画の記載・当方の判定",
                   key=True)
    coder = text("who coded; null where the plan states it", "判定者", key=True, null=True)
    role = one_of(["primary", "secondary"], "main or further item of a coded measure",
                  "主・従", null=True)
    label_text = text("tag as printed", "記載の文言", null=True)
    note = text("reason, in short", "理由", null=True)
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def coded_has_role(cls) -> pl.Expr:
        return (pl.col("basis") == "stated") | pl.col("role").is_not_null()

    @dy.rule()
    def coded_has_coder(cls) -> pl.Expr:
        return (pl.col("basis") == "coded") == pl.col("coder").is_not_null()


class CodingRule(Table):
    """An item of the code book: what a coder looks for / 判定の基準（事項ごと）"""

    item_id = text("item", "事項ID", key=True)
    acts = text("what it means to act on the item, in Japanese", "取り組むとは")
    acts_en = text("what it means to act on the item", "取り組むとは（英語）")
    excludes = text("what is not enough, in Japanese", "含まないもの")
    excludes_en = text("what is not enough", "含まないもの（英語）")


class Kpi(Table):
    """An indicator, once, however often the plan repeats it / 指標（重複なし）"""

    kpi_id = text("plan and short reference", "指標ID", key=True)
    plan_id = text("plan", "計画ID", ref="plan.plan_id")
    name_ja = text("name", "指標名")
    name_en = text("name in English", "指標名（英語）")
    unit = text("unit", "単位", null=True)
    kind = one_of(["numeric", "qualitative"], "by the target", "数値・定性")
    direction = one_of(["higher", "lower", "maintain"], "which way is better", "向き")
    scale = one_of(["percent", "count", "amount", "rate", "none"], "kind of scale", "尺度")
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
    comparator = one_of(["eq", "ge", "gt", "le", "lt"], "how the target is to be reached", "比較",
                        null=True)
    period = one_of(["point", "per_year", "per_event", "cumulative"], "what the number counts over",
                    "期間の取り方")
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


class KpiMeasure(Table):
    """A place where a KPI is printed / 指標の掲載箇所"""

    kpi_id = text("KPI", "指標ID", key=True, ref="kpi.kpi_id")
    measure_id = text("measure it is printed under; null if under a policy", "施策ID", key=True,
                      null=True, ref="measure.measure_id")
    policy = text("policy it is printed under; null if under a measure", "政策", key=True, null=True)
    source_id = source_id()
    locator = locator()


class Project(Table):
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


STAGES = ["study", "prepare", "build", "pilot", "launch", "operate", "expand", "review"]


class Milestone(Table):
    """A dated step of a measure or project / 年次・四半期の工程"""

    milestone_id = text("identifier", "工程ID", key=True)
    plan_id = text("plan", "計画ID", ref="plan.plan_id")
    measure_id = text("measure; null for a project's", "施策ID", null=True,
                      ref="measure.measure_id")
    project_id = text("project; null for a measure's", "プロジェクトID", null=True,
                      ref="project.project_id")
    fy = year("fiscal year", "年度")
    quarter = whole("quarter; null if yearly", "四半期", null=True, least=1, most=4)
    track = text("row label", "行の見出し", null=True)
    step_text = text("step as printed", "工程（記載）")
    stage = one_of(STAGES, "stage; null if the step is none", "段階", null=True)
    carried = flag("the cell prints only a continuation; stage carried forward", "継続記号")
    span_known = flag("whether the text shows how far the step reaches", "期間が分かるか")
    position = whole("order in the schedule", "順序")
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def belongs_somewhere(cls) -> pl.Expr:
        return pl.col("measure_id").is_not_null() | pl.col("project_id").is_not_null()


class Evaluation(Table):
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


class Survey(Table):
    """A survey wave / 調査"""

    survey_id = text("identifier", "調査ID", key=True, pattern=ID)
    municipality_code = text("municipality", "団体コード", ref="municipality.municipality_code")
    name_ja = text("name", "調査名")
    name_en = text("name in English", "調査名（英語）")
    start = text("first day", "開始日", null=True, pattern=DATE)
    end = text("last day", "終了日", null=True, pattern=DATE)
    mode = text("how answers were collected", "調査方法", null=True)
    population = text("whom the sample stands for", "調査対象")
    min_age = whole("lowest age asked", "対象の最低年齢", most=120, unit="years")
    sampled = whole("questionnaires sent out", "標本数", null=True, least=1)
    valid = whole("valid answers", "有効回収数", null=True, least=1)
    valid_web = whole("of these by web", "うちWeb回答", null=True)
    dash = one_of(["zero", "blank"], "what a printed `-` stands for", "「-」の意味", null=True)
    dash_reason = text("why", "その理由", null=True)
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def valid_within_sample(cls) -> pl.Expr:
        return pl.col("valid") <= pl.col("sampled")

    @dy.rule()
    def web_within_valid(cls) -> pl.Expr:
        return pl.col("valid_web") <= pl.col("valid")


class Question(Table):
    """A question / 設問"""

    question_id = text("survey and short reference", "設問ID", key=True)
    survey_id = text("survey", "調査ID", ref="survey.survey_id")
    ref = text("number as printed", "記載番号")
    wording_ja = text("wording or heading", "設問")
    wording_en = text("in English", "設問（英語）")
    answer = one_of(["single", "multiple"], "answers allowed", "単数・複数回答")
    base = text("who was asked", "回答対象")
    base_option = text("question and option that filter it", "対象を絞る選択肢", null=True)
    base_n_text = text("base as printed in the heading", "回答者数（見出しの記載）", null=True)
    position = whole("order in the document", "順序", least=1)
    source_id = source_id()
    locator = locator()


GROUP_TYPES = ["total", "age", "sex", "district"]


class Response(Table):
    """A printed cell of a survey table / 集計表の1セル"""

    question_id = text("question", "設問ID", key=True, ref="question.question_id")
    option_id = text("option", "選択肢ID", key=True)
    group_type = one_of(GROUP_TYPES, "breakdown", "区分", key=True)
    group_id = text("group", "集団ID", key=True)
    option_ja = text("option as printed", "選択肢")
    option_en = text("option in English", "選択肢（英語）")
    option_position = whole("order of the option", "選択肢の順序", least=1)
    group_ja = text("group as printed", "集団")
    group_en = text("group in English", "集団（英語）")
    group_position = whole("order of the group", "集団の順序", least=1)
    age_min = whole("lowest age", "年齢下限", null=True, most=120, unit="years")
    age_max = whole("highest age; null if open", "年齢上限", null=True, most=120, unit="years")
    n_printed = whole("base as printed in the table", "回答者数（表の記載）", null=True, least=1)
    percent_text = text("percentage as printed", "割合（記載）", null=True)
    percent = number("percentage; null where blank", "割合", null=True, least=0, most=100, unit="%")
    decimals = whole("decimals printed", "小数桁", null=True, most=1)
    reading = one_of(["printed", "dash_as_zero", "blank"], "how the cell was read", "読み取り方")
    quarantined = flag("the percentage must not be used", "割合は使用不可")
    n_quarantined = flag("the printed base must not be used", "回答者数は使用不可")
    erratum_id = text("why", "正誤ID", null=True, ref="erratum.erratum_id")
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def ages_in_order(cls) -> pl.Expr:
        return pl.col("age_max") >= pl.col("age_min")


class ReferenceStat(Table):
    """An official figure, quoted by a plan or looked up / 公的統計の値"""

    indicator_id = text("indicator", "指標ID", key=True)
    area_code = text("municipality, prefecture (`03000`) or nation (`00000`)", "地域コード", key=True,
                     pattern=CODE)
    group_id = text("group of people or things counted", "集団ID", key=True)
    year = year("year the figure is for; null where none is printed", "年", key=True, null=True)
    as_of = text("date the figure is for, as exactly as known", "時点", key=True, null=True,
                 pattern=DATE)
    source_id = source_id(key=True)
    name_ja = text("what is measured", "指標名")
    population = text("of whom or what", "母集団", null=True)
    value_text = text("value as printed", "値（記載）")
    value = number("value", "値", null=True)
    unit = text("unit", "単位")
    locator = locator()


class Erratum(Table):
    """A fault in a source / 出典の誤り"""

    erratum_id = text("identifier", "正誤ID", key=True)
    source_id = source_id()
    kind = one_of(["numbering", "title", "value", "arithmetic", "copy", "layout", "missing", "prose",
                   "legend"], "kind of fault", "種類")
    what = text("what is wrong, in Japanese", "内容")
    what_en = text("what is wrong", "内容（英語）")
    treatment = text("what is done about it, in Japanese", "扱い")
    treatment_en = text("what is done about it", "扱い（英語）")
    question_id = text("question concerned", "設問ID", null=True, ref="question.question_id")
    option_id = text("option concerned; `n` for the printed bases", "選択肢ID", null=True)
    group_id = text("group concerned", "集団ID", null=True)
    quarantine = flag("whether the cells must not be used", "使用停止")
    locator = locator()


#: Every table, in the order in which files and documentation list them.
TABLES: dict[str, type[Table]] = {
    "source": Source, "municipality": Municipality, "plan": Plan,
    "framework_version": FrameworkVersion, "item": Item, "item_lineage": ItemLineage,
    "measure": Measure, "measure_item": MeasureItem, "coding_rule": CodingRule, "kpi": Kpi, "kpi_measure": KpiMeasure,
    "project": Project, "milestone": Milestone, "evaluation": Evaluation,
    "survey": Survey, "question": Question, "response": Response,
    "reference_stat": ReferenceStat, "erratum": Erratum,
}
