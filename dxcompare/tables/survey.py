"""What residents answered."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from dxcompare.tables.columns import DATE, ID, Built, flag, locator, number, one_of, source_id, text, whole
from dxcompare.words.text import Text


class Survey(Built):
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


class Question(Built):
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


class Response(Built):
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


#: letter → how far a question compares across cities.
COMPARABLE: dict[str, Text] = {
    "a": Text("水準を比べられる", "levels compare"),
    "b": Text("注意して水準を比べられる", "levels compare with a caveat"),
    "c": Text("年齢による形だけを比べられる", "only the shape over age compares"),
}


class Theme(Built):
    """What is compared across cities / 市の間で比べる主題"""

    theme_id = text("theme", "主題ID", key=True)
    position = whole("order in charts", "順序")
    name_ja = text("name", "主題")
    name_en = text("name in English", "主題（英語）")
    definition = text("what belongs to it, in Japanese", "定義")
    definition_en = text("what belongs to it", "定義（英語）")


class ThemeOption(Built):
    """An option that measures a theme / 主題を測る選択肢"""

    question_id = text("question", "設問ID", key=True, ref="question.question_id")
    option_id = text("option", "選択肢ID", key=True)
    theme_id = text("theme", "主題ID", key=True, ref="theme.theme_id")
    label_ja = text("what the option stands for in the theme, in short", "主題の中での呼び名")
    label_en = text("the same in English", "呼び名（英語）")
    polarity = whole("1 if choosing it means more of the theme, −1 if less", "向き", least=-1, most=1)
    comparability = one_of(
        list(COMPARABLE), "a levels compare; b with a caveat; c only the shape over age", "比較できる程度"
    )
    reason = text("why, in Japanese", "理由")
    reason_en = text("why", "理由（英語）")


class Claim(Built):
    """A statement of a plan about its own tables / 計画が自らの表について述べたこと"""

    claim_id = text("plan and short reference", "記述ID", key=True)
    plan_id = text("plan", "計画ID", ref="plan.plan_id")
    claim_ja = text("the statement, in our words, with how it is read", "記述（要約と読み方）")
    claim_en = text("the same in English", "記述（英語）")
    question_id = text(
        "question it speaks of; null where another table", "設問ID", null=True, ref="question.question_id"
    )
    predicate = text("what must hold; null where no table can tell", "検証式", null=True)
    precision = number("step to which the statement rounds", "記述の丸め", null=True, least=0)
    source_id = source_id()
    locator = locator()
