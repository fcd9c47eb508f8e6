"""What the tables of pairs of indicators are."""

from __future__ import annotations

from dxcompare.tables import common
from dxcompare.tables.columns import Table, like, number, text
from dxcompare.tables.derived_plan import Ambition
from dxcompare.tables.kpis import Kpi, KpiPair
from dxcompare.words.text import Text


class Pairs(Table):
    """Indicators of two plans, and whether they compare."""

    one_row = Text("二つの計画の似た指標", "Look-alike indicators of two plans")
    called = Text("指標の組", "Pairs of indicators")

    item_id = common.item_id(beside="short")
    short_ja, short_en = common.item(null=True)
    first_id = like(KpiPair.first_id, key=True, ref="kpi.kpi_id", beside="first_name")
    first_plan_id = common.plan_id(heading=("市区町村1", "Municipality 1"))
    first_name_ja, first_name_en = common.named("指標1", "Indicator 1")
    first_target_text = text(("目標1", "Target 1"), ("指標1の目標（記載）", "target of indicator 1 as stated"))
    first_per_1000 = number(
        ("人口千人当たり1", "Per 1,000 residents 1"),
        (
            "指標1の目標の、国勢調査人口千人当たりの値。比べられる数の組だけ",
            "target of indicator 1 per 1,000 residents of the census; only where two counts compare",
        ),
        null=True,
        least=0,
        decimals=2,
    )
    second_id = like(KpiPair.second_id, key=True, ref="kpi.kpi_id", beside="second_name")
    second_plan_id = common.plan_id(heading=("市区町村2", "Municipality 2"))
    second_name_ja, second_name_en = common.named("指標2", "Indicator 2")
    second_target_text = text(("目標2", "Target 2"), ("指標2の目標（記載）", "target of indicator 2 as stated"))
    second_per_1000 = number(
        ("人口千人当たり2", "Per 1,000 residents 2"),
        (
            "指標2の目標の、国勢調査人口千人当たりの値。比べられる数の組だけ",
            "target of indicator 2 per 1,000 residents of the census; only where two counts compare",
        ),
        null=True,
        least=0,
        decimals=2,
    )
    comparable = like(KpiPair.comparable, ("比べられる", "Compare"), ("比べられるか", "whether the two compare"))
    because = like(KpiPair.because, ("理由", "Because (Japanese)"))
    because_en = like(KpiPair.because_en, ("理由（英語）", "Because"))


class Indicators(Table):
    """An indicator that stands in a pair."""

    one_row = Text("組に現れる指標", "An indicator that stands in a pair")
    called = Text("指標", "Indicators")

    kpi_id = common.kpi_id(key=True, beside="name")
    plan_id = common.plan_id()
    name_ja, name_en = common.named("指標", "Indicator")
    unit = like(Kpi.unit)
    period = like(Kpi.period)
    baseline_text = like(Kpi.baseline_text)
    baseline = like(Kpi.baseline)
    baseline_fy = like(Kpi.baseline_fy)
    target_text = like(Kpi.target_text)
    target = like(Kpi.target)
    target_fy = like(Kpi.target_fy)
    derived_from = like(Ambition.derived_from)
    arithmetic = like(Ambition.arithmetic)
    source_id = common.source_id()
    locator = like(Kpi.locator)


TABLES = {"pairs": Pairs, "indicators": Indicators, "plans": common.Plans}
