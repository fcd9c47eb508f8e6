"""What the tables of promises and what came of them are."""

from __future__ import annotations

from dxcompare.tables import common, vocabularies
from dxcompare.tables.columns import Table, like, one_of, text
from dxcompare.tables.derived_plan import Coverage
from dxcompare.tables.kpis import Kpi, KpiActual
from dxcompare.tables.official import ReferenceStat
from dxcompare.words.text import Text

#: what an official figure says to a target.
VERDICTS: dict[str, Text] = {
    "reached": Text("達した", "reached"),
    "not_reached": Text("期限までに達していない", "not reached by its year"),
    "not_yet": Text("目標年度が終わる前の値", "figure from before the end of the target year"),
    "in_place": Text("実施（導入の有無だけの統計）", "in place (not on the target's scale)"),
    "not_in_place": Text("未実施（導入の有無だけの統計）", "not in place (not on the target's scale)"),
    "shown_only": Text("並べて示すだけ（範囲が違う）", "shown beside it only (other scope)"),
    "not_measurable": Text("公的統計なし", "no official figure"),
    "no_target": Text("その事項を測る指標がない", "no indicator that measures it"),
    "not_stated": Text("番号付き施策なし", "no numbered measure"),
    "not_applicable": Text("策定時の版にない事項", "not in the version in force"),
    "not_assessed": Text(
        "判定していないか、策定時の版にあるか確かめられない事項",
        "not assessed, or could not be sourced for the version in force",
    ),
}


#: which figures of an area stand in a series.
GROUPS: dict[str, Text] = {
    "total": Text("その地域の値", "the area's own figure"),
    "median": Text("市区町村の中央値", "median of municipalities"),
}


class Promised(Table):
    """A target and the latest official figure for it."""

    one_row = Text("目標と、それに最も近い公的統計の最新の値", "A target and the latest official figure for it")
    called = Text("目標と公的統計", "Targets and figures")

    plan_id = common.plan_id(key=True)
    item_id = common.item_id(key=True, beside="short")
    short_ja, short_en = common.item()
    kpi_id = common.kpi_id(key=True, null=True, beside="name")
    name_ja, name_en = common.named("指標", "Indicator", null=True)
    target_text = like(Kpi.target_text, ("目標", "Target"), ("目標（記載）", "target as stated"), null=True)
    target = like(Kpi.target, beside="target_text")
    target_fy = like(Kpi.target_fy, ("目標年度", "Target year"), ("目標年度", "year of the target"))
    indicator_id = common.indicator_id(key=True, null=True)
    indicator_ja, indicator_en = common.indicator(null=True)
    relation = like(KpiActual.relation, ("目標との関係", "Relation to target"), null=True)
    actual_text = text(("値", "Figure"), ("公的統計の値（記載）", "official figure as stated"), null=True)
    actual = like(ReferenceStat.value, beside="actual_text")
    actual_unit = like(ReferenceStat.unit, ("値の単位", "Unit of the figure"), null=True)
    as_of = like(
        ReferenceStat.as_of,
        ("時点", "As of"),
        ("値の時点。出典になければ空欄", "date or year of the figure; null where none"),
    )
    verdict = one_of(
        VERDICTS, ("照合の結果", "Result"), ("統計が目標に言えること", "what the figure says to the target")
    )
    in_doubt = like(Coverage.in_doubt)
    caution = like(KpiActual.caution, ("注意", "Caution (Japanese)"), null=True)
    caution_en = like(KpiActual.caution_en, ("注意（英語）", "Caution"), null=True)
    kpi_locator = like(Kpi.locator, ("指標の位置", "Place of the indicator"), null=True)
    source_id = common.source_id(heading=("統計の出典", "Source of the figure"), null=True)
    locator = like(ReferenceStat.locator, ("統計の位置", "Place of the figure"), null=True)


class Series(Table):
    """A figure in the target's unit."""

    one_row = Text("目標と同じ単位の統計の値", "A figure in the target's unit")
    called = Text("値の推移", "Figures over time")

    kpi_id = common.kpi_id(key=True, beside="name")
    name_ja, name_en = common.named("指標", "Indicator")
    indicator_id = common.indicator_id(key=True)
    indicator_ja, indicator_en = common.indicator()
    area_code = like(ReferenceStat.area_code, key=True, beside="area")
    area_ja, area_en = common.area()
    kind = one_of(vocabularies.AREA_KINDS, ("地域の種類", "Kind of area"))
    group_id = one_of(GROUPS, ("値の種類", "Kind of figure"), ("何の値か", "whether its own or a median"), key=True)
    as_of = like(ReferenceStat.as_of, ("時点", "As of"), key=True)
    year = like(ReferenceStat.year, ("年", "Year"), key=True)
    value = like(ReferenceStat.value, null=False)
    unit = like(ReferenceStat.unit)
    source_id = common.source_id(key=True)


class Refused(Table):
    """A figure that is another quantity than the target."""

    one_row = Text("目標とは別の量で、並べない統計", "A figure that is another quantity than the target")
    called = Text("並べない統計", "Figures refused")

    kpi_id = common.kpi_id(key=True, beside="name")
    name_ja, name_en = common.named("指標", "Indicator")
    indicator_id = common.indicator_id(key=True)
    indicator_ja, indicator_en = common.indicator()
    caution = like(KpiActual.caution, ("並べない理由", "Why not (Japanese)"))
    caution_en = like(KpiActual.caution_en, ("並べない理由（英語）", "Why not"))


TABLES = {
    "promised": Promised,
    "series": Series,
    "refused": Refused,
    "items": common.Items,
    "plans": common.Plans,
}
