"""What residents answered."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import DATE, ID, Built, flag, locator, number, one_of, source_id, text, whole
from dxcompare.words.text import Text


class Survey(Built):
    """A survey wave."""

    one_row = Text("調査", "A survey wave")

    survey_id = text(("調査ID", "Survey"), ("調査ID", "identifier"), key=True, pattern=ID)
    municipality_code = text(
        ("団体コード", "Municipality code"), ("団体コード", "municipality"), ref="municipality.municipality_code"
    )
    name_ja = text(("名称", "Name (Japanese)"), ("調査名", "name"))
    name_en = text(("名称（英語）", "Name"), ("調査名（英語）", "name in English"))
    start = text(("開始日", "First day"), null=True, pattern=DATE)
    end = text(("終了日", "Last day"), null=True, pattern=DATE)
    mode = text(("調査方法", "How answers were collected"), null=True)
    population = text(("母集団・人口", "Population"), ("調査対象", "whom the sample stands for"))
    min_age = whole(("対象の最低年齢", "Lowest age asked"), most=120, unit="years")
    sampled = whole(("標本数", "Questionnaires sent out"), null=True, least=1)
    valid = whole(("有効回収数", "Valid answers"), null=True, least=1)
    valid_web = whole(("うちWeb回答", "Of these by web"), null=True)
    dash = one_of(vocabularies.DASHES, ("「-」の意味", "What a printed `-` stands for"), null=True)
    dash_reason = text(("その理由", "Why"), null=True)
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def valid_within_sample(cls) -> pl.Expr:
        return pl.col("valid") <= pl.col("sampled")

    @dy.rule()
    def web_within_valid(cls) -> pl.Expr:
        return pl.col("valid_web") <= pl.col("valid")


class Question(Built):
    """A question."""

    one_row = Text("設問", "A question")

    question_id = text(("設問ID", "Question"), ("設問ID", "survey and short reference"), key=True)
    survey_id = text(("調査ID", "Survey"), ref="survey.survey_id")
    ref = text(("番号", "No."), ("記載番号", "number as printed"))
    wording_ja = text(("設問", "Wording or heading"))
    wording_en = text(("設問（英語）", "Wording"), ("設問（英語）", "in English"))
    answer = one_of(vocabularies.ANSWERS, ("単数・複数回答", "Answers allowed"))
    base = text(("回答対象", "Who was asked"))
    base_option = text(("対象を絞る選択肢", "Question and option that filter it"), null=True)
    base_n_text = text(("回答者数（見出しの記載）", "Base as printed in the heading"), null=True)
    position = whole(("順序", "Order"), ("順序", "order in the document"), least=1)
    source_id = source_id()
    locator = locator()


class Response(Built):
    """A printed cell of a survey table."""

    one_row = Text("集計表の1セル", "A printed cell of a survey table")

    question_id = text(("設問ID", "Question"), key=True, ref="question.question_id")
    option_id = text(("選択肢ID", "Option"), key=True)
    group_type = one_of(vocabularies.GROUP_TYPES, ("区分", "Breakdown"), key=True)
    group_id = text(("集団ID", "Group"), key=True)
    option_ja = text(("選択肢", "Option as printed"))
    option_en = text(("選択肢（英語）", "Option"), ("選択肢（英語）", "option in English"))
    option_position = whole(("選択肢の順序", "Order of the option"), least=1)
    group_ja = text(("集団", "Group as printed"))
    group_en = text(("集団（英語）", "Group"), ("集団（英語）", "group in English"))
    group_position = whole(("集団の順序", "Order of the group"), least=1)
    age_min = whole(("年齢下限", "Lowest age"), null=True, most=120, unit="years")
    age_max = whole(
        ("年齢上限", "Highest age"), ("年齢上限", "highest age; null if open"), null=True, most=120, unit="years"
    )
    n_printed = whole(
        ("回答者数（記載）", "Base as printed"),
        ("回答者数（表の記載）", "base as printed in the table"),
        null=True,
        least=1,
    )
    percent_text = text(("割合（記載）", "Percentage as printed"), null=True)
    percent = number(
        ("割合（％）", "Share (%)"), ("割合", "percentage; null where blank"), null=True, least=0, most=100, unit="%"
    )
    decimals = whole(("小数桁", "Decimals printed"), null=True, most=1)
    reading = one_of(vocabularies.READINGS, ("読み取り方", "How the cell was read"))
    quarantined = flag(("割合は使用不可", "The percentage must not be used"))
    n_quarantined = flag(("回答者数は使用不可", "The printed base must not be used"))
    erratum_id = text(("正誤ID", "Erratum"), ("正誤ID", "why"), null=True, ref="erratum.erratum_id")
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def ages_in_order(cls) -> pl.Expr:
        return pl.col("age_max") >= pl.col("age_min")


class Theme(Built):
    """What is compared across cities."""

    one_row = Text("市の間で比べる主題", "What is compared across cities")

    theme_id = text(("主題ID", "Theme"), key=True)
    position = whole(("順序", "Order"), ("順序", "order in charts"))
    name_ja = text(("名称", "Name (Japanese)"), ("主題", "name"))
    name_en = text(("名称（英語）", "Name"), ("主題（英語）", "name in English"))
    definition = text(("定義", "What belongs to it, in Japanese"))
    definition_en = text(("定義（英語）", "What belongs to it"))


class ThemeOption(Built):
    """An option that measures a theme."""

    one_row = Text("主題を測る選択肢", "An option that measures a theme")

    question_id = text(("設問ID", "Question"), key=True, ref="question.question_id")
    option_id = text(("選択肢ID", "Option"), key=True)
    theme_id = text(("主題ID", "Theme"), key=True, ref="theme.theme_id")
    label_ja = text(("主題の中での呼び名", "What the option stands for in the theme, in short"))
    label_en = text(("呼び名（英語）", "Label"), ("呼び名（英語）", "the same in English"))
    polarity = whole(
        ("主題に対する向き", "Polarity"),
        ("向き", "1 if choosing it means more of the theme, −1 if less"),
        least=-1,
        most=1,
    )
    comparability = one_of(
        vocabularies.COMPARABLE,
        ("比較可能性", "Comparability"),
        ("比較できる程度", "a levels compare; b with a caveat; c only the shape over age"),
    )
    reason = text(("理由", "Reason"), ("理由", "why, in Japanese"))
    reason_en = text(("理由（英語）", "Why"))


class Claim(Built):
    """A statement of a plan about its own tables."""

    one_row = Text("計画が自らの表について述べたこと", "A statement of a plan about its own tables")

    claim_id = text(("記述ID", "Statement"), ("記述ID", "plan and short reference"), key=True)
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    claim_ja = text(("記述（要約と読み方）", "The statement, in our words, with how it is read"))
    claim_en = text(("記述（英語）", "Statement"), ("記述（英語）", "the same in English"))
    question_id = text(
        ("設問ID", "Question"),
        ("設問ID", "question it speaks of; null where another table"),
        null=True,
        ref="question.question_id",
    )
    predicate = text(
        ("検証式", "What must hold"), ("検証式", "what must hold; null where no table can tell"), null=True
    )
    precision = number(("記述の丸め", "Step to which the statement rounds"), null=True, least=0)
    source_id = source_id()
    locator = locator()
