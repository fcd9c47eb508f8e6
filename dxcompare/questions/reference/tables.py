"""What the tables of official figures are."""

from __future__ import annotations

from dxcompare.tables import common, vocabularies
from dxcompare.tables.columns import Table, like, number, one_of, whole
from dxcompare.tables.documents import Municipality
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
    "q1": Text("市区町村の第1四分位", "first quartile of municipalities"),
    "median": Text("市区町村の中央値", "median of municipalities"),
    "q3": Text("市区町村の第3四分位", "third quartile of municipalities"),
    "peers_answered": Text("人口の近い市区町村のうち値のある数", "peers with a figure"),
    "peers_done": Text("人口の近い市区町村のうち実施と答えた数", "peers that have it in place"),
    "peers_q1": Text("人口の近い市区町村の第1四分位", "first quartile of peers"),
    "peers_median": Text("人口の近い市区町村の中央値", "median of peers"),
    "peers_q3": Text("人口の近い市区町村の第3四分位", "third quartile of peers"),
    "unknown": Text("年齢不詳", "age unknown"),
}


#: over whom is counted → its name.
OVER: dict[str, Text] = {
    "peers": Text("人口の近い市区町村", "municipalities of like population"),
    "prefecture": Text("都道府県内の市区町村", "municipalities of the prefecture"),
    "nation": Text("全国の市区町村", "all municipalities"),
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


class Quartiles(Table):
    """What one's own figure can be put beside."""

    one_row = Text("比べる相手の中央値と四分位", "Median and quartiles of municipalities")
    called = Text("中央値と四分位", "Median and quartiles")

    indicator_id = common.indicator_id(key=True)
    indicator_ja, indicator_en = common.indicator()
    year = like(ReferenceStat.year, ("年", "Year"), key=True)
    as_of = like(ReferenceStat.as_of, ("時点", "As of"), ("値の時点", "date of the figures; null where none"), key=True)
    area_code = like(
        ReferenceStat.area_code,
        ("地域コード", "Area code"),
        (
            "全国、都道府県、または人口の近い市区町村を選んだ元の市区町村",
            "nation, prefecture, or the municipality whose peers they are",
        ),
        key=True,
        beside="area",
    )
    area_ja, area_en = common.area()
    of = one_of(OVER, ("集計の対象", "Counted over"), key=True)
    n = whole(("値のある団体", "With a figure"), ("値のある市区町村の数", "municipalities with a figure"))
    done = whole(
        ("実施", "Done"),
        ("うち実施と答えた数。量の統計では空欄", "of them, those that have it in place; null of amounts"),
        null=True,
    )
    q1 = number(
        ("第1四分位", "First quartile"),
        ("第1四分位（線形補間）。値が4団体未満なら空欄", "first quartile (linear); null below 4 municipalities"),
        null=True,
    )
    median = number(("中央値", "Median"), null=True)
    q3 = number(
        ("第3四分位", "Third quartile"),
        ("第3四分位（線形補間）。値が4団体未満なら空欄", "third quartile (linear); null below 4 municipalities"),
        null=True,
    )
    unit = like(ReferenceStat.unit, null=True)
    source_id = common.source_id()


class Peer(Table):
    """A municipality of like population."""

    one_row = Text("人口の近い市区町村", "A municipality of like population")
    called = Text("人口の近い市区町村", "Peers")

    municipality_code = like(
        Municipality.municipality_code,
        ("比べる元", "Peer of"),
        ("比べる元の団体コード", "the municipality whose peer it is"),
        key=True,
    )
    peer_code = like(Municipality.municipality_code, ("団体コード", "Peer"), ("その団体コード", "its code"), key=True)
    name_ja, name_en = common.city()
    prefecture_ja = like(Municipality.prefecture_ja)
    prefecture_en = like(Municipality.prefecture_en)
    population = like(Municipality.population)
    share_65 = like(Municipality.share_65)


class Rule(Table):
    """How peers were chosen."""

    one_row = Text("比べる市区町村の選び方", "How peers were chosen")
    called = Text("比べる市区町村の選び方", "Rules")

    municipality_code = like(
        Municipality.municipality_code, ("比べる元", "Peers of"), ("比べる元の団体コード", "whose peers"), key=True
    )
    name_ja, name_en = common.city()
    rule_ja, rule_en = common.named("選び方", "Rule")


TABLES = {
    "figures": Figures,
    "quartiles": Quartiles,
    "plans": common.Compared,
    "peers": Peer,
    "rules": Rule,
    "latest": Figures,
}
