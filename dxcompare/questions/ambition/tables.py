"""What the tables of indicators and targets are."""

from __future__ import annotations

from typing import Any

from dxcompare.tables import common, vocabularies
from dxcompare.tables.columns import Table, chance, flag, like, number, one_of, text, whole
from dxcompare.tables.derived_plan import SCALE_PARTS, Ambition
from dxcompare.tables.kpis import DerivedKpi, Kpi, KpiActual
from dxcompare.tables.official import ReferenceStat
from dxcompare.tables.promises import KpiLevel, KpiSurvey
from dxcompare.tables.survey import Survey
from dxcompare.words.text import Text

#: class of an indicator → what it is; the first that fits, in this order.
CLASSES = vocabularies.TARGET_CLASSES
#: the classes that go from a numeric baseline to a numeric target.
NUMBER_TO_NUMBER = ("change", "bound")
#: what kind of thing is promised → what it is, along the chain of results.
LEVELS = vocabularies.LEVELS


#: What stands above the indicators on the four scales. That their order differs is no finding about targets.
ON_SCALES = Text("四つの尺度で見た目標の大きさ", "Targets on four scales")


#: where the pace towards a target starts.
STARTS: dict[str, Text] = {
    "baseline_fy": Text("現状値の年度", "the year of the baseline"),
    "plan": Text("計画の前年度", "the year before the plan"),
}


class _Before(Table):
    """What is printed of an indicator, and how it is read."""

    one_row = Text("指標とその目標", "An indicator and its target")
    called = Text("指標と目標", "Indicators and targets")

    plan_id = common.plan_id()
    kpi_id = common.kpi_id(key=True, beside="name")
    name_ja, name_en = common.named("指標", "Indicator")
    level = like(Ambition.level)
    lacks = like(KpiLevel.lacks)
    level_reason = like(KpiLevel.reason, ("指標の種類の理由", "Why that kind (Japanese)"), null=True)
    level_reason_en = like(KpiLevel.reason_en, ("指標の種類の理由（英語）", "Why that kind"), null=True)
    specific = like(Ambition.specific)
    at_bound = like(Ambition.at_bound)
    target_class = like(Ambition.target_class)
    unit = like(Kpi.unit)
    scale = like(Kpi.scale)
    direction = like(Kpi.direction)
    lower_bound = like(Kpi.lower_bound)
    upper_bound = like(Kpi.upper_bound)
    baseline_text = like(Kpi.baseline_text)
    baseline = like(Kpi.baseline)
    baseline_high = like(Kpi.baseline_high)
    baseline_decimals = like(Kpi.baseline_decimals)
    baseline_fy = like(Kpi.baseline_fy)
    baseline_old = like(Ambition.baseline_old)
    target_text = like(Kpi.target_text)
    target = like(Kpi.target)
    target_high = like(Kpi.target_high)
    target_decimals = like(Kpi.target_decimals)
    target_fy = like(Kpi.target_fy)
    years = like(Ambition.years)
    comparator = like(Kpi.comparator)
    period = like(Kpi.period)
    items = common.items()
    derived_from = like(Ambition.derived_from)
    arithmetic = like(Ambition.arithmetic)
    reason = like(
        DerivedKpi.reason, ("計算の理由", "Why so (Japanese)"), ("計算の理由", "why it follows, in Japanese"), null=True
    )
    reason_en = like(DerivedKpi.reason_en, ("計算の理由（英語）", "Why so"), null=True)


#: An indicator with its distance on the four scales; made with its metaclass, as the derived table is.
Kpis: Any = type(_Before)(  # type: ignore[misc]
    "Kpis",
    (_Before,),
    {
        **{name: like(column) for name, column in SCALE_PARTS.items()},
        "formula": like(Kpi.formula),
        "figure_source": like(Kpi.figure_source),
        "source_id": common.source_id(),
        "locator": like(Kpi.locator),
    },
)


class Derived(Kpis):
    """An indicator that follows from a printed one, with the same columns."""

    one_row = Text("計画の指標から計算で得た指標", "An indicator that follows from a stated one by arithmetic")
    called = Text("計算で得た指標", "Derived indicators")


class Scales(Table):
    """An indicator on one scale."""

    one_row = Text("一つの尺度で見た指標", "An indicator on one scale")
    called = Text("四つの尺度", "Four scales")

    kpi_id = common.kpi_id(key=True)
    measure = one_of(vocabularies.AMBITION_SCALES, ("尺度", "Scale"), key=True)
    value = number(("値", "Value"), ("現状値から目標値までの大きさ", "from baseline to target"), null=True, decimals=2)
    low = number(("下端", "Low"), ("端数処理による下端", "lower end, rounding allowed for"), null=True, decimals=2)
    high = number(("上端", "High"), ("端数処理による上端", "upper end, rounding allowed for"), null=True, decimals=2)
    per_year = number(("1年当たり", "Per year"), null=True, decimals=2)
    per_year_low = number(
        ("1年当たりの下端", "Per year, low"),
        ("1年当たりの、丸めによる下端", "per year, lower end"),
        null=True,
        decimals=2,
    )
    per_year_high = number(
        ("1年当たりの上端", "Per year, high"),
        ("1年当たりの、丸めによる上端", "per year, upper end"),
        null=True,
        decimals=2,
    )
    undefined = one_of(vocabularies.UNDEFINED, ("値がない理由", "Why no value"), null=True)
    per_year_undefined = one_of(vocabularies.UNDEFINED, ("1年当たりの値がない理由", "Why none per year"), null=True)


class Classes(Table):
    """How many indicators of a plan are of a class."""

    one_row = Text("計画と類ごとの指標の数", "How many indicators of a plan are of a class")
    called = Text("目標の類", "Classes of targets")

    plan_id = common.plan_id(key=True)
    target_class = like(Ambition.target_class, key=True)
    kpis = common.kpis()


class Levels(Table):
    """How many indicators of a plan are of a kind."""

    one_row = Text("計画と種類（投入・活動・産出・成果）ごとの指標の数", "How many indicators of a plan are of a kind")
    called = Text("指標の種類", "Kinds of indicators")

    plan_id = common.plan_id(key=True)
    level = like(KpiLevel.level, key=True)
    kpis = common.kpis()


class Measurability(Table):
    """How much of a plan can be measured."""

    one_row = Text("計画の指標はどこまで測れるか", "How much of a plan can be measured")
    called = Text("測れる程度", "Measurability")

    plan_id = common.plan_id(key=True)
    kpis = common.kpis()
    specific = whole(
        ("特定", "Specific"),
        (
            "何を、何について、どの期間で数えるかが定まる指標の数。判定していなければ空欄",
            "indicators of which it is settled what is counted, of what, and over which period; null where nobody has "
            "judged",
        ),
        null=True,
    )
    numeric = whole(("数値目標", "Numeric"), ("目標が数値の指標の数", "indicators with a numeric target"))
    with_year = whole(("目標年度あり", "With target year"), ("目標年度のある指標の数", "indicators with a target year"))
    with_baseline = whole(
        ("現状値あり", "With baseline"), ("数値の現状値のある指標の数", "indicators with a numeric baseline")
    )
    with_source = whole(
        ("数値の出典あり", "With source"),
        (
            "数値の出典（調査、統計、台帳など）の記載がある指標の数。算式は含まない",
            "indicators for which the plan names where the figure comes from (survey, statistic, register); a formula is none",
        ),
    )
    all_four = whole(
        ("四つとも", "All four"),
        (
            "特定・数値目標・目標年度・現状値のすべてがある指標の数",
            "indicators that are specific and numeric, with a target year and a baseline",
        ),
        null=True,
    )
    with_formula = whole(("算式あり", "With formula"), ("算式の記載がある指標の数", "indicators with a stated formula"))
    change = whole(
        ("数値から数値へ", "Number to number"),
        (
            "現状値と目標値がともに数値で、改善・変化を目標とする指標の数（以上・未満を含む）",
            "indicators that go from a numeric baseline to a numeric target, bounds included",
        ),
    )
    bounded = whole(
        ("上限・下限のある数値目標", "Targets with a bound"),
        (
            "よい側に限り（100％、0件など）がある数値目標の数",
            "numeric targets with a bound on the good side, such as 100 % or 0",
        ),
    )
    at_bound = whole(
        ("うち上限・下限そのもの", "At the bound"),
        ("目標がその限りそのものである指標の数", "those whose target is the bound itself"),
    )
    old_baseline = whole(
        ("古い現状値", "Old baseline"),
        (
            "現状値が計画の開始より3年以上前の指標の数",
            "indicators whose baseline lies three years or more before the plan",
        ),
    )
    measures = common.measures(null=True)
    measures_without_kpi = whole(
        ("指標のない施策", "Measures without indicator"),
        (
            "指標のない施策の数。一つの事項だけを尋ねたときは空欄",
            "measures without an indicator; null where a single item is asked",
        ),
        null=True,
    )


class Detectable(Table):
    """What a survey could tell of a target that is a share of people asked."""

    one_row = Text(
        "回答者の割合である目標を、調査で確かめられるか",
        "Whether a survey could tell that a share of people asked was met",
    )
    called = Text("達成を確かめられるか", "Can success be seen")

    plan_id = common.plan_id()
    kpi_id = common.kpi_id(key=True, beside="name")
    name_ja, name_en = common.named("指標", "Indicator")
    asked = like(KpiSurvey.asked)
    basis = like(KpiSurvey.basis)
    survey_id = common.survey_id(null=True, beside="survey")
    survey_ja, survey_en = common.named("調査", "Survey", null=True)
    baseline = like(Kpi.baseline)
    target = like(Kpi.target)
    change = like(Ambition.change)
    n = like(
        Survey.valid,
        ("回答者数", "Answers"),
        (
            "各回の回答者数（仮定を含む）。分からなければ空欄",
            "answers in each survey, known or assumed; null where neither",
        ),
        null=True,
    )
    power = chance(
        ("達成が変化なしと区別される確率", "Chance to see a target just met"),
        (
            "目標ちょうどに達したとき、2回の調査の差が5％水準で有意となる確率",
            "chance that two surveys differ significantly (5 %, two-sided) where the target is just met",
        ),
        null=True,
    )
    smallest = number(
        ("確かめられる最小の変化", "Smallest change seen"),
        (
            "80％の確率で有意となる最小の変化（ポイント）",
            "smallest change, in points, that is significant with a chance of 80 %",
        ),
        null=True,
        decimals=1,
    )
    n_needed = whole(
        ("各回に要る回答者数", "Answers needed"),
        (
            "目標ちょうどの達成が80％の確率で有意となるために、各回に要る回答者数",
            "answers needed in each survey to see a target just met with a chance of 80 %",
        ),
        unit="people",
    )
    reason = like(KpiSurvey.reason)
    reason_en = like(KpiSurvey.reason_en)


class Observed(Table):
    """The pace that a target demands and the pace of an official series."""

    one_row = Text(
        "目標が求める速さと、公的統計に見る速さ", "The pace a target demands, and that of an official series"
    )
    called = Text("求める速さと見えた速さ", "Pace demanded and observed")

    plan_id = common.plan_id()
    kpi_id = common.kpi_id(key=True, beside="name")
    name_ja, name_en = common.named("指標", "Indicator")
    baseline_fy = like(Kpi.baseline_fy)
    target_fy = like(Kpi.target_fy)
    change_per_year = like(Ambition.change_per_year, ("求める速さ（1年当たり）", "Demanded per year"), null=False)
    indicator_id = common.indicator_id(key=True)
    indicator_ja, indicator_en = common.indicator()
    from_date = like(ReferenceStat.as_of, ("統計の始点", "Series from"), null=False)
    from_value = like(ReferenceStat.value, ("始点の値", "Value then"), null=False)
    to_date = like(ReferenceStat.as_of, ("統計の終点", "Series to"), null=False)
    to_value = like(ReferenceStat.value, ("終点の値", "Value at last"), null=False)
    gained = number(
        ("その間の変化", "Gained"), ("始点から終点までの改善", "improvement from first to last"), decimals=1
    )
    observed_years = number(("その間の年数", "In years"), least=0, decimals=2)
    observed_per_year = number(
        ("見えた速さ（1年当たり）", "Observed per year"),
        (
            "始点から終点までの1年当たりの改善。先へ延ばせるとは限らない",
            "improvement per year of the series; no forecast",
        ),
        decimals=1,
    )
    caution = like(KpiActual.caution, ("注意", "Caution (Japanese)"))
    caution_en = like(KpiActual.caution_en, ("注意（英語）", "Caution"))
    source_id = common.source_id()


class RankReversals(Table):
    """Two indicators whose order depends on the scale."""

    one_row = Text("尺度によって順が逆になる二つの指標", "Two indicators whose order depends on the scale")
    called = Text("順が逆になる組", "Pairs that change order")

    first = text(("指標1", "Indicator 1"), key=True, ref="kpi.kpi_id")
    second = text(("指標2", "Indicator 2"), key=True, ref="kpi.kpi_id")
    first_ahead = text(
        ("1が大きい尺度", "1 is ahead by"),
        ("指標1の方が大きい尺度（+区切り）", "scales by which indicator 1 goes further, joined by +"),
        spoken=vocabularies.AMBITION_SCALES,
    )
    second_ahead = text(
        ("2が大きい尺度", "2 is ahead by"),
        ("指標2の方が大きい尺度（+区切り）", "scales by which indicator 2 goes further, joined by +"),
        spoken=vocabularies.AMBITION_SCALES,
    )
    clear = flag(("確か", "Sure"), ("端数処理によらず逆か", "whether both orders hold regardless of rounding"))


class Concordance(Table):
    """How far two scales put targets in the same order."""

    one_row = Text("二つの尺度が目標を同じ順に並べる度合い", "How far two scales put targets in the same order")
    called = Text("尺度どうしの一致", "Concordance of the scales")

    first = one_of(vocabularies.AMBITION_SCALES, ("尺度1", "Scale 1"), key=True)
    second = one_of(vocabularies.AMBITION_SCALES, ("尺度2", "Scale 2"), key=True)
    pairs = whole(
        ("組", "Pairs"),
        ("どちらの尺度でも値のある指標の組の数", "pairs of indicators that have a value on both scales"),
    )
    same = whole(("同じ順", "Same order"), ("同じ順に並ぶ組の数", "pairs in the same order"))
    opposite = whole(("逆の順", "Opposite order"), ("逆の順に並ぶ組の数", "pairs in opposite orders"))
    tau = number(
        ("一致度", "Kendall's tau"),
        ("ケンドールのτ：（同じ順−逆の順）÷組", "Kendall's tau: (same − opposite) ÷ pairs"),
        null=True,
        least=-1,
        most=1,
        decimals=2,
    )


class Sensitivity(Table):
    """The gap closed and the pace under another ideal and first year."""

    one_row = Text(
        "目指す値と起点を変えたときの、残りを埋める割合と速さ",
        "The gap closed and the pace under another ideal and first year",
    )
    called = Text("前提による違い", "Sensitivity")

    kpi_id = common.kpi_id(key=True)
    ideal = number(("目指す値", "Ideal"), key=True, decimals=1)
    ideal_share = number(
        ("上限に対する割合", "Share of the bound"),
        ("目指す値の、上限に対する割合", "the ideal as a share of the bound"),
        decimals=2,
    )
    gap = like(Ambition.gap)
    start = one_of(STARTS, ("起点", "Start"), ("1年当たりを数え始める年", "from when years are counted"), key=True)
    years = like(Ambition.years)
    gap_per_year = like(Ambition.gap_per_year)
    change_per_year = like(Ambition.change_per_year)


TABLES = {
    "kpis": Kpis,
    "derived": Derived,
    "scales": Scales,
    "classes": Classes,
    "levels": Levels,
    "measurability": Measurability,
    "detectable": Detectable,
    "observed": Observed,
    "plans": common.Plans,
    "items": common.Items,
    "rank_reversals": RankReversals,
    "concordance": Concordance,
    "sensitivity": Sensitivity,
}
