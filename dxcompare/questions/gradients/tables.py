"""What the tables of age gradients are."""

from __future__ import annotations

from dxcompare.questions.gradients.shapes import SHAPES
from dxcompare.tables import common, vocabularies
from dxcompare.tables.columns import Table, chance, like, number, one_of, whole
from dxcompare.tables.derived_survey import ResponseCount
from dxcompare.tables.survey import Question, Response
from dxcompare.tables.themes import ThemeOption, ThemePair
from dxcompare.words.text import Text


class Gradients(Table):
    """How an option changes with age."""

    one_row = Text("選択肢を選ぶ人が年齢とともにどう変わるか", "How an option changes with age")
    called = Text("年齢による変化", "Age gradients")

    theme_id = common.theme_id(key=True, null=True)
    theme_ja, theme_en = common.theme(null=True)
    survey_id = common.survey_id(beside="city")
    plan_id = common.plan_id()
    city_ja, city_en = common.city()
    question_id = common.question_id(key=True)
    ref = like(Question.ref)
    option_id = common.option_id(key=True, beside="label")
    label_ja, label_en = common.label()
    comparability = common.comparability()
    polarity = like(ThemeOption.polarity, null=True)
    bands = whole(("年代の数", "Bands"))
    groups = whole(("人数の分かる年代", "Bands with a base"))
    n = like(ResponseCount.n)
    certainty = one_of(vocabularies.CERTAINTY, ("回答者数の確からしさ", "Certainty of the base"))
    lowest_ja, lowest_en = common.named("最も低い年代", "Lowest band", null=True)
    lowest_percent = number(("最も低い割合（％）", "Lowest (%)"), null=True, unit="%", decimals=1)
    highest_ja, highest_en = common.named("最も高い年代", "Highest band", null=True)
    highest_percent = number(("最も高い割合（％）", "Highest (%)"), null=True, unit="%", decimals=1)
    shape = one_of(SHAPES, ("形", "Shape"), ("年齢による形", "what it does over age"))
    says_ja, says_en = common.named("形（言葉）", "Shape in words")
    odds_ratio = number(
        ("オッズ比（10歳）", "Odds ratio per decade"),
        ("年齢が10歳上がるごとのオッズの倍率", "by what the odds change with ten years of age"),
        null=True,
        least=0,
        decimals=2,
    )
    odds_low = number(
        ("オッズ比の下端", "Odds ratio, 95% low"),
        ("オッズ比の95％区間の下端", "lower end of its 95 % interval"),
        null=True,
        least=0,
        decimals=2,
    )
    odds_high = number(
        ("オッズ比の上端", "Odds ratio, 95% high"),
        ("オッズ比の95％区間の上端", "upper end"),
        null=True,
        least=0,
        decimals=2,
    )
    order_p = chance(
        ("順序のp値", "p of order"),
        (
            "どの年代も等しいという仮説を、増えるだけ・減るだけという仮説に対して検定したp値（両方向）",
            "p-value of equal shares against shares that only rise, or only fall (both directions)",
        ),
        null=True,
    )
    order_q = chance(
        ("順序のq値", "q of order"), ("表全体で調整した順序のp値", "p of order, adjusted over the table"), null=True
    )
    against_p = chance(
        ("逆行のp値", "p of turning back"),
        (
            "増えるだけ（減るだけ）という仮説を、ほかの形に対して検定したp値",
            "p-value of shares that only rise (or only fall) against any other shape",
        ),
        null=True,
    )
    homogeneity_p = chance(
        ("差のp値", "p of difference"),
        ("どの年代も等しいという仮説のp値", "p-value of equal shares (Pearson's χ²)"),
        null=True,
    )
    homogeneity_q = chance(
        ("差のq値", "q of difference"),
        ("表全体で調整した差のp値", "p of difference, adjusted over the table"),
        null=True,
    )
    fit_p = chance(
        ("当てはまりのp値", "p of fit"),
        ("対数オッズが直線という仮説のp値", "p-value of a straight line in the log-odds"),
        null=True,
    )
    dispersion = number(
        ("分散の倍率", "Dispersion"),
        (
            "直線が合わないときに誤差の2乗を広げた倍率。合えば1",
            "by what squared errors are widened where a straight line does not fit; else 1",
        ),
        null=True,
        least=1,
        decimals=1,
    )
    chi2 = number(
        ("傾向のχ²", "χ² of trend"),
        ("コクラン・アーミテージ検定のχ²", "Cochran–Armitage"),
        null=True,
        least=0,
        decimals=1,
    )
    trend_p = chance(
        ("傾向のp値", "p of trend"), ("コクラン・アーミテージ検定のp値", "p of Cochran–Armitage"), null=True
    )
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


class Bands(Table):
    """The share of an age band."""

    one_row = Text("ある年代で選択肢を選んだ人の割合", "The share of an age band that chose an option")
    called = Text("年代別の割合", "Shares by band")

    theme_id = common.theme_id(key=True, null=True)
    theme_ja, theme_en = common.theme(null=True)
    city_ja, city_en = common.city()
    question_id = common.question_id(key=True, beside="label")
    option_id = common.option_id(key=True, beside="label")
    label_ja, label_en = common.label()
    group_id = like(Response.group_id, key=True)
    group_ja, group_en = common.group()
    age_min = like(Response.age_min)
    age_max = like(Response.age_max)
    percent = like(ResponseCount.percent)
    low = common.low()
    high = common.high()
    n = like(ResponseCount.n)
    certainty = like(ResponseCount.certainty)
    fitted = number(
        ("順序を守る割合（％）", "In order (%)"),
        ("増えるだけ（減るだけ）とみたときの割合", "share if shares only rise (or only fall) with age"),
        null=True,
        unit="%",
        decimals=1,
    )


class Contrasts(Table):
    """The slopes of two cities on a theme."""

    one_row = Text(
        "同じことを尋ねた二つの選択肢の傾きの違い",
        "The slopes of two options that measure one thing, in different cities",
    )
    called = Text("傾きの違い", "Contrasts")

    theme_id = common.theme_id(key=True)
    theme_ja, theme_en = common.theme()
    first_ja, first_en = common.named("一方", "One", key=True)
    second_ja, second_en = common.named("他方", "Other", key=True)
    letter = like(ThemePair.letter)
    ratio = number(
        ("オッズ比の比", "Ratio of odds ratios"),
        (
            "10歳あたりのオッズ比が、もう一方の何倍か",
            "by what the odds ratio per decade of the one exceeds the other's",
        ),
        least=0,
        decimals=2,
    )
    ratio_low = number(
        ("比の下端", "Ratio, 95% low"), ("比の95％区間の下端", "lower end of its 95 % interval"), least=0, decimals=2
    )
    ratio_high = number(("比の上端", "Ratio, 95% high"), ("比の95％区間の上端", "upper end"), least=0, decimals=2)
    difference = number(
        ("傾きの差", "Difference of slopes"),
        ("傾きの差（対数オッズ／10歳）", "difference of slopes (log-odds per decade)"),
        decimals=2,
    )
    low = number(("95％区間の下端", "95% low"), ("差の95％区間の下端", "lower end of its 95 % interval"), decimals=2)
    high = number(("95％区間の上端", "95% high"), ("差の95％区間の上端", "upper end"), decimals=2)
    p = chance(("p値", "p"))
    q = chance(("q値（調整後）", "q (adjusted)"), ("表全体で調整したp値", "p-value adjusted over the table"))


TABLES = {"gradients": Gradients, "bands": Bands, "contrasts": Contrasts}
