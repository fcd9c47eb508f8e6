"""What the tables of official figures are."""

from __future__ import annotations

from dxcompare.tables import common, vocabularies
from dxcompare.tables.columns import Table, like, one_of
from dxcompare.tables.official import Indicator, ReferenceStat
from dxcompare.words.text import Text

#: why a figure has no value → its name.
BLANKS: dict[str, Text] = {
    "not_surveyed": Text("調査の対象外", "not surveyed"),
    "no_figure": Text("値なし", "no figure"),
    "in_words": Text("文字の値", "a value in words"),
}


#: groups that are counted everywhere → their names; age bands name themselves, other groups the indicator does.
GROUPS: dict[str, Text] = {
    "total": Text("全体", "all"),
    "all": Text("全体", "all"),
    "answered": Text("値のある市区町村の数", "municipalities with a figure"),
    "done": Text("実施と答えた市区町村の数", "municipalities that have it in place"),
    "median": Text("市区町村の中央値", "median of municipalities"),
    "unknown": Text("年齢不詳", "age unknown"),
}


class Figures(Table):
    """An official figure, looked up."""

    one_row = Text("公的統計の値", "An official figure, looked up")
    called = Text("統計の値", "Figures")

    indicator_id = common.indicator_id(key=True)
    indicator_ja, indicator_en = common.indicator()
    area_code = like(ReferenceStat.area_code, key=True, beside="area")
    area_ja, area_en = common.area()
    kind = one_of(vocabularies.AREA_KINDS, ("地域の種類", "Kind of area"))
    group_id = like(ReferenceStat.group_id, key=True)
    group_ja, group_en = common.group(null=True)
    population = like(ReferenceStat.population, ("母集団", "Population"))
    year = like(ReferenceStat.year, ("年", "Year"), key=True)
    as_of = like(ReferenceStat.as_of, ("時点", "As of"), ("値の時点", "date of the figure; null where none"), key=True)
    value_text = like(ReferenceStat.value_text, null=True)
    value = like(ReferenceStat.value)
    unit = like(ReferenceStat.unit, null=True)
    blank = one_of(BLANKS, ("値がない理由", "Why no value"), null=True)
    source_id = common.source_id(key=True, null=True)
    locator = like(ReferenceStat.locator, null=True)
    caution_ja = like(Indicator.caution_ja, ("注意", "Caution (Japanese)"))
    caution_en = like(Indicator.caution_en, ("注意（英語）", "Caution"))


TABLES = {"figures": Figures, "plans": common.Compared, "latest": Figures}
