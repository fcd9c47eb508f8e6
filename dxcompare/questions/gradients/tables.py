"""What the tables of age gradients are."""

from __future__ import annotations

from dxcompare.tables import common, vocabularies
from dxcompare.tables.columns import Table, chance, like, number, one_of, whole
from dxcompare.tables.derived import ResponseCount
from dxcompare.tables.survey import Question, ThemeOption
from dxcompare.words.text import Text

#: shape → its name.
SHAPES: dict[str, Text] = {
    "rises": Text("年齢とともに増える", "rises with age"),
    "falls": Text("年齢とともに減る", "falls with age"),
    "not_monotone": Text("一方向でない", "not one way"),
    "no_trend": Text("傾向は認められない", "no trend found"),
    "unknown": Text("判定できない", "cannot be told"),
}


class Gradients(Table):
    """How an option changes with age."""

    one_row = Text("選択肢を選ぶ人が年齢とともにどう変わるか", "How an option changes with age")
    called = Text("年齢による傾き", "Age gradients")

    theme_id = common.theme_id(key=True, null=True)
    theme_ja, theme_en = common.theme(null=True)
    survey_id = common.survey_id(beside="city")
    plan_id = common.plan_id()
    city_ja, city_en = common.city()
    question_id = common.question_id(key=True)
    ref = like(Question.ref)
    option_id = common.option_id(key=True, beside="label")
    label_ja, label_en = common.label()
    comparability = like(ThemeOption.comparability, null=True)
    polarity = like(ThemeOption.polarity, null=True)
    bands = whole(("年代の数", "Bands"))
    groups = whole(("人数の分かる年代", "Bands with a base"))
    n = like(ResponseCount.n)
    certainty = one_of(vocabularies.CERTAINTY, ("回答者数の確からしさ", "Certainty of the base"))
    slope = number(
        ("傾き（対数オッズ／10歳）", "Slope (log-odds per decade)"),
        ("10歳当たりの対数オッズの変化", "change of the log-odds per decade of age"),
        null=True,
        decimals=2,
    )
    error = number(("標準誤差", "Standard error"), null=True, least=0, decimals=2)
    low = number(
        ("95％区間の下端", "95% low"), ("傾きの95％区間の下端", "lower end of its 95 % interval"), null=True, decimals=2
    )
    high = number(("95％区間の上端", "95% high"), ("傾きの95％区間の上端", "upper end"), null=True, decimals=2)
    odds_ratio = number(("オッズ比（10歳）", "Odds ratio per decade"), null=True, least=0, decimals=2)
    chi2 = number(("傾向のχ²", "χ² of trend"), null=True, least=0, decimals=1)
    trend_p = chance(("傾向のp値", "p of trend"), null=True)
    fit_p = chance(("当てはまりのp値", "p of fit"), null=True)
    slope_open_low = number(
        ("傾き（中点を低く）", "Slope, lower midpoint"),
        ("開いた年代の中点を3歳低くした傾き", "slope with the midpoint of the open band 3 years lower"),
        null=True,
        decimals=2,
    )
    slope_open_high = number(
        ("傾き（中点を高く）", "Slope, higher midpoint"),
        ("開いた年代の中点を4歳高くした傾き", "slope with the midpoint of the open band 4 years higher"),
        null=True,
        decimals=2,
    )
    reversal_p = chance(
        ("逆行のp値", "p of reversal"),
        ("傾きに反する年代の差のp値", "p-value of the largest difference against the slope"),
        null=True,
    )
    peak_ja, peak_en = common.named("傾きに最も反する年代", "Band against the slope", null=True)
    trend_q = chance(("傾向のq値", "q of trend"), ("表全体で調整したp値", "p-value adjusted over the table"), null=True)
    shape = one_of(SHAPES, ("形", "Shape"), ("年齢による形", "how it changes with age"))


class Contrasts(Table):
    """The slopes of two cities on a theme."""

    one_row = Text("ある主題についての二つの傾きの差", "The slopes of two options of a theme, in different cities")
    called = Text("傾きの差", "Contrasts")

    theme_id = common.theme_id(key=True)
    theme_ja, theme_en = common.theme()
    first_ja, first_en = common.named("一方", "One", key=True)
    second_ja, second_en = common.named("他方", "Other", key=True)
    difference = number(
        ("傾きの差", "Difference of slopes"),
        ("傾きの差（対数オッズ／10歳）", "difference of slopes (log-odds per decade)"),
        decimals=2,
    )
    low = number(("95％区間の下端", "95% low"), ("差の95％区間の下端", "lower end of its 95 % interval"), decimals=2)
    high = number(("95％区間の上端", "95% high"), ("差の95％区間の上端", "upper end"), decimals=2)
    p = chance(("p値", "p"))
    q = chance(("q値（調整後）", "q (adjusted)"), ("表全体で調整したp値", "p-value adjusted over the table"))


TABLES = {"gradients": Gradients, "contrasts": Contrasts}
