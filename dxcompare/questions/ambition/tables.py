"""What the tables of indicators and targets are."""

from __future__ import annotations

from typing import Any

from dxcompare.tables import common, vocabularies
from dxcompare.tables.columns import Table, flag, like, number, one_of, text, whole
from dxcompare.tables.derived import SCALE_PARTS, Ambition
from dxcompare.tables.kpis import DerivedKpi, Kpi
from dxcompare.words.text import Text

#: class of an indicator → what it is; the first that fits, in this order.
CLASSES = vocabularies.TARGET_CLASSES


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
    target_class = like(Ambition.target_class)
    unit = like(Kpi.unit)
    scale = like(Kpi.scale)
    direction = like(Kpi.direction)
    lower_bound = like(Kpi.lower_bound)
    upper_bound = like(Kpi.upper_bound)
    baseline_text = like(Kpi.baseline_text)
    baseline = like(Kpi.baseline)
    baseline_decimals = like(Kpi.baseline_decimals)
    baseline_fy = like(Kpi.baseline_fy)
    baseline_old = like(Ambition.baseline_old)
    target_text = like(Kpi.target_text)
    target = like(Kpi.target)
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
        "source_id": common.source_id(),
        "locator": like(Kpi.locator),
    },
)


class Derived(Kpis):
    """An indicator that follows from a printed one, with the same columns."""

    one_row = Text("印刷された指標から計算で得た指標", "An indicator that follows from a printed one by arithmetic")
    called = Text("計算で得た指標", "Derived indicators")


class Scales(Table):
    """An indicator on one scale."""

    one_row = Text("一つの尺度で見た指標", "An indicator on one scale")
    called = Text("四つの尺度", "Four scales")

    kpi_id = common.kpi_id(key=True)
    measure = one_of(vocabularies.AMBITION_SCALES, ("尺度", "Scale"), key=True)
    value = number(("値", "Value"), ("現状値から目標値までの大きさ", "from baseline to target"), null=True, decimals=2)
    low = number(("下端", "Low"), ("印刷の丸めによる下端", "lower end of printed rounding"), null=True, decimals=2)
    high = number(("上端", "High"), ("印刷の丸めによる上端", "upper end of printed rounding"), null=True, decimals=2)
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


class Classes(Table):
    """How many indicators of a plan are of a class."""

    one_row = Text("計画と類ごとの指標の数", "How many indicators of a plan are of a class")
    called = Text("目標の類", "Classes of targets")

    plan_id = common.plan_id(key=True)
    target_class = like(Ambition.target_class, key=True)
    kpis = common.kpis()


class Measurability(Table):
    """How much of a plan can be measured."""

    one_row = Text("計画の指標はどこまで測れるか", "How much of a plan can be measured")
    called = Text("測れる程度", "Measurability")

    plan_id = common.plan_id(key=True)
    kpis = common.kpis()
    numeric = whole(("数値目標", "Numeric"), ("目標が数値の指標の数", "indicators with a numeric target"))
    with_baseline = whole(("現状値あり", "With baseline"), ("現状値のある指標の数", "indicators with a baseline"))
    with_year = whole(("目標年度あり", "With target year"), ("目標年度のある指標の数", "indicators with a target year"))
    with_formula = whole(
        ("算式あり", "With formula"), ("算式が印刷された指標の数", "indicators with a printed formula")
    )
    change = whole(
        ("数値から数値へ", "Number to number"),
        (
            "数値の現状値から数値の目標値へ変える指標の数（以上・未満を含む）",
            "indicators that go from a numeric baseline to a numeric target, bounds included",
        ),
    )
    old_baseline = whole(
        ("古い現状値", "Old baseline"),
        (
            "現状値が計画の開始より3年以上前の指標の数",
            "indicators whose baseline lies three years or more before the plan",
        ),
    )
    measures = common.measures()
    measures_without_kpi = whole(
        ("指標のない施策", "Measures without indicator"), ("指標のない施策の数", "measures without an indicator")
    )


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
    clear = flag(
        ("確か", "Sure"), ("印刷の丸めによらず逆か", "whether both orders hold whatever printed rounding hides")
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
    "measurability": Measurability,
    "plans": common.Plans,
    "items": common.Items,
    "rank_reversals": RankReversals,
    "sensitivity": Sensitivity,
}
