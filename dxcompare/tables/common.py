"""Columns and tables that many results have in common: ids with what they point to, names, bases and intervals."""

from __future__ import annotations

from typing import Any

import dataframely as dy

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import Pair, Table, flag, like, one_of, text, whole
from dxcompare.tables.derived_survey import ResponseCount, SurveyBase
from dxcompare.tables.documents import Plan, Source
from dxcompare.tables.kpis import Kpi
from dxcompare.tables.measures import Measure
from dxcompare.tables.national import FrameworkVersion, Item
from dxcompare.tables.official import Indicator
from dxcompare.tables.survey import Question, Response, Survey
from dxcompare.tables.themes import Theme, ThemeOption
from dxcompare.tables.vocabularies import BLANKS
from dxcompare.words.text import Text

#: What is said of what acts on no national item.
NO_ITEM = Text("該当する国の取組事項なし", "no national item")


#: The only kind of blank that a cell of a survey table has.
WITHHELD = {"withheld": BLANKS["withheld"]}


def plan_id(**more: Any) -> dy.Column:
    """A plan; people read the name of its municipality."""
    return like(Plan.plan_id, ref="plan.plan_id", **more)


def item_id(**more: Any) -> dy.Column:
    """A national item, under the last id it had."""
    return like(Item.item_id, ("国の事項ID", "National item"), ref="item.item_id", **more)


def measure_id(**more: Any) -> dy.Column:
    """A measure."""
    return like(Measure.measure_id, ref="measure.measure_id", **more)


def kpi_id(**more: Any) -> dy.Column:
    """An indicator, printed or derived."""
    return like(Kpi.kpi_id, ref="kpi.kpi_id", **more)


def indicator_id(**more: Any) -> dy.Column:
    """An indicator of official tables."""
    return like(Indicator.indicator_id, ("統計ID", "Official figure"), ref="indicator.indicator_id", **more)


def survey_id(**more: Any) -> dy.Column:
    """A survey."""
    return like(Survey.survey_id, ref="survey.survey_id", **more)


def question_id(**more: Any) -> dy.Column:
    """A question of a survey, beside the number that is printed."""
    return like(Question.question_id, ref="question.question_id", **more)


def option_id(**more: Any) -> dy.Column:
    """An option of a question."""
    return like(Response.option_id, **more)


def theme_id(**more: Any) -> dy.Column:
    """A theme."""
    return like(Theme.theme_id, ref="theme.theme_id", **more)


def source_id(**more: Any) -> dy.Column:
    """A source; people read its title."""
    return like(Source.source_id, **{"heading": ("出典", "Source"), "ref": "source.source_id", **more})


def named(ja: str, en: str, **more: Any) -> tuple[dy.Column, dy.Column]:
    """The name of a thing, or a text, in both languages: columns `_ja` and `_en`."""
    return text((ja, f"{en} (Japanese)"), **more), text((f"{ja}（英語）", en), **more)


def city(**more: Any) -> tuple[dy.Column, dy.Column]:
    """The name of a municipality."""
    return named("市区町村", "Municipality", **more)


def item(**more: Any) -> tuple[dy.Column, dy.Column]:
    """The name of a national item."""
    return named("国の事項", "National item", **more)


def theme(**more: Any) -> tuple[dy.Column, dy.Column]:
    """The name of a theme."""
    return named("主題", "Theme", **more)


def label(**more: Any) -> tuple[dy.Column, dy.Column]:
    """What an option stands for in a theme."""
    return named("主題の中での呼び名", "Label", **more)


def comparability() -> dy.Column:
    """How far an option of a theme compares."""
    return like(
        ThemeOption.comparability,
        ("比較可能性", "Comparability"),
        (
            "ほかの市の選択肢とどこまで比べられるか。組のうち最もよいもの。組がなければ空欄",
            "how far it compares with an option of another city: the best of its pairs; null without a pair",
        ),
    )


def option(**more: Any) -> tuple[dy.Column, dy.Column]:
    """An option of a question, as printed."""
    return named("選択肢", "Option", **more)


def group(**more: Any) -> tuple[dy.Column, dy.Column]:
    """A group of people who answered, as printed."""
    return named("集団", "Group", **more)


def indicator(**more: Any) -> tuple[dy.Column, dy.Column]:
    """The name of an indicator of official tables."""
    return named("公的統計", "Official figure", **more)


def area(**more: Any) -> tuple[dy.Column, dy.Column]:
    """The name of an area that has official figures."""
    return named("地域", "Area", **more)


def measures(**more: Any) -> dy.Column:
    """A number of measures."""
    return whole(("施策数", "Measures"), ("施策の数", "number of measures"), **more)


def kpis(**more: Any) -> dy.Column:
    """A number of indicators."""
    return whole(("指標数", "Indicators"), ("指標の数", "number of indicators"), **more)


def steps(**more: Any) -> dy.Column:
    """A number of dated steps."""
    return whole(("工程数", "Steps"), ("工程の数", "number of dated steps"), **more)


def items(heading: Pair = ("国の事項", "National items"), *, null: bool = True) -> dy.Column:
    """National items, joined by `+`."""
    return text(heading, null=null, ref="item.item_id", spoken={"none": NO_ITEM})


def low() -> dy.Column:
    """The lower end of the interval of a share."""
    return like(ResponseCount.low, decimals=1, null=True)


def high() -> dy.Column:
    """The upper end."""
    return like(ResponseCount.high, decimals=1, null=True)


def hollow() -> dy.Column:
    """Whether a share needs care."""
    return flag(
        ("30人未満か不明", "Below 30 or unknown"), ("30人未満または人数不明", "fewer than 30 people, or base unknown")
    )


class Compared(Table):
    """The plans that are compared, with the names of their municipalities."""

    one_row = Text("計画", "A plan")
    called = Text("計画", "Plans")

    plan_id = plan_id(key=True, beside="name")
    municipality_code = like(Plan.municipality_code)
    name_ja, name_en = city()
    status = like(Plan.status)
    start_fy = like(Plan.start_fy)
    end_fy = like(Plan.end_fy)
    edition = like(Plan.edition)
    ended = flag(
        ("計画期間終了", "Period ended"),
        ("データの日付の時点で計画期間が終わっているか", "whether its period is over at the date of the data"),
    )
    framework_version = like(Plan.framework_version)


class Plans(Compared):
    """The plans with their sources."""

    source_id = source_id()


class Items(Table):
    """The items of the versions that plans are read against."""

    one_row = Text("国の事項", "A national item")
    called = Text("国の事項", "National items")

    item_id = item_id(key=True, beside="name")
    name_ja, name_en = item()
    short_ja, short_en = named("略称", "Short name", beside="name")
    section = like(Item.section)


class Surveys(Table):
    """Surveys of residents."""

    one_row = Text("住民調査", "A survey of residents")
    called = Text("住民調査", "Surveys")

    survey_id = survey_id(key=True, beside="name")
    municipality_code = like(Survey.municipality_code, beside="city")
    name_ja, name_en = named("調査", "Survey")
    start = like(Survey.start)
    end = like(Survey.end)
    mode = like(Survey.mode)
    population = like(Survey.population)
    min_age = like(Survey.min_age)
    sampled = like(Survey.sampled)
    valid = like(Survey.valid)
    valid_web = like(Survey.valid_web)
    weighted = like(Survey.weighted)
    percent_of = like(Survey.percent_of)
    dash = like(Survey.dash)
    dash_reason = like(Survey.dash_reason)
    source_id = source_id()
    locator = like(Survey.locator)


class Questions(Table):
    """Questions of surveys."""

    one_row = Text("調査の設問", "A question of a survey")
    called = Text("設問", "Questions")

    question_id = question_id(key=True)
    survey_id = survey_id()
    ref = like(Question.ref)
    wording_ja, wording_en = named("設問", "Question")
    answer = like(Question.answer)
    base = like(Question.base)
    base_option = like(Question.base_option, beside="base")
    base_inferred = like(Question.base_inferred)
    base_n_text = like(Question.base_n_text)
    cells = like(Question.cells)
    position = like(Question.position)
    source_id = source_id()
    locator = like(Question.locator)


class Versions(Table):
    """Versions of the national DX plan."""

    one_row = Text("自治体DX推進計画の版", "A version of the national DX plan")
    called = Text("国の計画の版", "National versions")

    version = like(FrameworkVersion.version, key=True)
    name_ja, name_en = named("名称", "Name")
    published = like(FrameworkVersion.published)


class Cells(Table):
    """The cells of a survey table with their labels, bases and intervals."""

    option_ja, option_en = option()
    option_position = like(Response.option_position)
    group_type = like(Response.group_type)
    group_id = like(Response.group_id, key=True)
    group_ja, group_en = group()
    group_position = like(Response.group_position)
    age_min = like(Response.age_min)
    age_max = like(Response.age_max)
    percent = like(ResponseCount.percent)
    n = like(ResponseCount.n)
    count = like(ResponseCount.count, ("人数", "People"), ("選んだ人数", "people who chose it; null where unknown"))
    low = low()
    high = high()
    certainty = like(ResponseCount.certainty)
    candidates = like(SurveyBase.candidates)
    reading = like(Response.reading)
    blank = one_of(WITHHELD, ("空欄の理由", "Why blank"), null=True)
    locator = like(Response.locator)


class Asked(Table):
    """Which question and option a cell belongs to."""

    survey_id = survey_id()
    question_id = question_id(key=True)
    ref = like(Question.ref)
    option_id = option_id(key=True)


class Answers(Asked, Cells):
    """The cells of survey tables, as `Dataset.answers` gives them."""


class Rows(Table):
    """What people call the columns of frames of their own."""

    one_row = Text("表の行", "A row")

    len = whole(("件数", "Rows"))


class AuditPower(Table):
    """How many errors of a kind, seeded into a printed survey table, a test found."""

    one_row = Text("点検の検出力の実測", "How many errors of a kind, seeded into a survey table, a test found")
    called = Text("入れた誤り", "Errors seeded")

    question_id = text(("設問ID", "Question"), key=True, ref="question.question_id")
    scope = one_of(
        vocabularies.AUDIT_SCOPES,
        ("誤りの場所", "Place of the error"),
        (
            "誤りを入れた区分、または`table`（表の全体）",
            "the columns that the error is in, or `table`: the whole of it",
        ),
        key=True,
    )
    test = one_of(
        vocabularies.POWER_TESTS,
        ("点検", "Test"),
        (
            "その区分の点検で、もとの表が合うもの。`any`はいずれか",
            "a test that the table passes as it is; `any`: of all",
        ),
        key=True,
    )
    error = one_of(vocabularies.ERRORS, ("誤りの種類", "Kind of error"), key=True)
    seeded = whole(("入れた誤り", "Errors seeded"), least=1)
    found = whole(("うち見つかったもの", "Of these found"))
