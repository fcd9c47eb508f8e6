"""What the tables of themes are."""

from __future__ import annotations

from dxcompare.tables import common
from dxcompare.tables.columns import Table, like, one_of
from dxcompare.tables.survey import Question
from dxcompare.tables.themes import Theme, ThemeOption, ThemePair
from dxcompare.words.text import Text

#: status of a city in a theme → its name; all but the first are `not_applicable`.
STATUS: dict[str, Text] = {
    "asked": Text("あり", "asked"),
    "not_asked": Text("調査はあるが、この主題の設問がない", "surveyed, but not asked about it"),
    "no_survey": Text("計画に住民調査がない", "the plan states no residents' survey"),
}
#: How far options of two cities compare, in few words.
COMPARES: dict[str, Text] = {
    "a": Text("水準を比較可", "levels compare"),
    "b": Text("注意して比較可", "compare with a caveat"),
    "c": Text("形だけ比較可", "only shapes compare"),
    "d": Text("比較不可", "not comparable"),
}


class Options(Table):
    """An option that measures a theme in a city."""

    one_row = Text("ある市で主題を測る選択肢", "An option that measures a theme in a city")
    called = Text("選択肢", "Options")

    theme_id = common.theme_id(key=True)
    theme_ja, theme_en = common.theme()
    plan_id = common.plan_id()
    city_ja, city_en = common.city()
    survey_id = common.survey_id(beside="city")
    question_id = common.question_id(key=True, beside="label")
    option_id = common.option_id(key=True, beside="label")
    label_ja, label_en = common.label()
    polarity = like(ThemeOption.polarity)
    comparability = common.comparability()
    reason = like(ThemeOption.reason, ("比較可能性の理由", "Why so comparable (Japanese)"))
    reason_en = like(ThemeOption.reason_en, ("比較可能性の理由（英語）", "Why so comparable"))


class _Number(Table):
    ref = like(Question.ref)


class Shares(Options, _Number, common.Cells):
    """The share of an age band that chose an option of a theme."""

    one_row = Text(
        "主題に該当する選択肢を選んだ人の割合（年代別）", "The share of an age band that chose an option of a theme"
    )
    called = Text("割合", "Shares")

    hollow = common.hollow()


class Themes(Table):
    """What is compared across cities."""

    one_row = Text("市の間で比べる主題", "What is compared across cities")
    called = Text("主題", "Themes")

    theme_id = common.theme_id(key=True, beside="name")
    position = like(Theme.position)
    name_ja, name_en = common.theme()
    definition = like(Theme.definition, ("定義", "What belongs to it (Japanese)"))
    definition_en = like(Theme.definition_en)


class Cities(Table):
    """Whether a city asked about a theme."""

    one_row = Text("ある市が主題を尋ねているか", "Whether a city asked about a theme")
    called = Text("市ごとの有無", "Asked by city")

    theme_id = common.theme_id(key=True)
    plan_id = common.plan_id(key=True)
    city_ja, city_en = common.city()
    status = one_of(STATUS, ("設問の有無", "Asked"))


class Pairs(Table):
    """How far the options of two cities compare."""

    one_row = Text("二つの市の選択肢はどこまで比べられるか", "How far the options of two cities compare")
    called = Text("選択肢の組", "Pairs of options")

    theme_id = common.theme_id(key=True)
    theme_ja, theme_en = common.theme()
    first_question_id = like(ThemePair.first_question_id, key=True, beside="first")
    first_option_id = like(ThemePair.first_option_id, key=True, beside="first")
    first_ja, first_en = common.named("一方", "One")
    second_question_id = like(ThemePair.second_question_id, key=True, beside="second")
    second_option_id = like(ThemePair.second_option_id, key=True, beside="second")
    second_ja, second_en = common.named("他方", "Other")
    letter = like(ThemePair.letter)
    reason = like(ThemePair.reason, ("理由", "Why (Japanese)"))
    reason_en = like(ThemePair.reason_en, ("理由（英語）", "Why"))


TABLES = {"shares": Shares, "themes": Themes, "cities": Cities, "options": Options, "pairs": Pairs}
