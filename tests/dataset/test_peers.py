"""Municipalities to compare one with."""

import polars as pl
import pytest

from dxcompare.dataset.peers import all_peers
from dxcompare.words.unknown import UnknownName
from tests.conftest import without
from tests.plans import made, rows

TOWNS = rows(
    "municipality_code name_ja name_en name_kana prefecture_ja prefecture_en population share_65",
    ("01202", "甲市", "Alpha City", "こうし", "東県", "East", 1000, 30.0),
    ("01203", "乙市", "Beta City", "おつし", "東県", "East", 800, 32.0),
    ("01204", "丙市", "Gamma City", "へいし", "東県", "East", 799, 32.1),
    ("01301", "丁町", "Delta Town", "ていちょう", "東県", "East", 1250, 28.0),
    ("02100", "戊市", "Epsilon City", "ぼし", "西県", "West", 1251, 27.9),
    ("02202", "己市", "Zeta City", "きし", "西県", "West", 1000, 30.0),
    ("02302", "庚村", "Eta Village", "こうむら", "西県", "West", None, None),
    ("13101", "辛区", "Theta City", "しんく", "東京都", "Tokyo", 900, 29.0),
)


@pytest.fixture(scope="module")
def small():
    return without(made(), municipality=without(made(municipality=TOWNS)).municipality)


@pytest.mark.parametrize(
    ("by", "codes"),
    [
        ("population", ["01203", "01301", "02202", "13101"]),  # both ends belong to it
        ("age", ["01203", "01301", "02202", "13101"]),
        ("kind", ["01203", "01204", "02202"]),
        ("prefecture", ["01203", "01204", "01301"]),
        (["population", "kind"], ["01203", "02202"]),
        (["population", "kind", "prefecture"], ["01203"]),
    ],
)
def test_who_are_peers(small, by, codes):
    found = small.peers("01202", by)
    assert found.codes == codes == found.to_frame()["municipality_code"].to_list()


@pytest.mark.parametrize("by", ["population", "age", "kind", "prefecture", ["age", "prefecture"]])
def test_those_of_all_are_those_of_each(small, by):
    codes = [row["municipality_code"] for row in TOWNS][::-1]
    found, rules = all_peers(small, ["00000", *codes], by)
    uncounted = {"02302"} if {"population", "age"} & {by if isinstance(by, str) else by[0]} else set()
    assert list(rules) == [code for code in codes if code not in uncounted]
    for code, rule in rules.items():
        each = small.peers(code, by)
        assert rule == each.rule
        assert found.filter(own_code=code).drop("own_code").equals(each.towns)


def test_peers_are_mutual(ds):
    """Whoever is a peer of one has that one among its own peers."""
    for by in ("population", "age", "kind", "prefecture"):
        for other in ds.peers("03206", by).codes[::20]:
            assert "03206" in ds.peers(other, by).codes, (by, other)


def test_the_rule_says_how_and_how_many(small):
    rule = small.peers("01202", ["population", "age", "kind", "prefecture"]).rule
    assert rule.ja == (
        "比べる市区町村（1団体）：人口が甲市（1,000人、2020年国勢調査）の0.8～1.25倍、"
        "かつ65歳以上の割合が甲市（30.0％、2020年国勢調査）の前後2ポイント以内、"
        "かつ種類が同じ（政令指定都市以外の市）、かつ東県内。"
    )
    assert rule.en == (
        "Peers (1 municipality): population 0.8 to 1.25 times that of Alpha (1,000, census of 2020), "
        "and share of 65 and over within 2 points of that of Alpha (30.0 %, census of 2020), "
        "and of the same kind (cities, but for designated ones), and in East. "
    )


def test_kinds_of_all_municipalities(ds):
    """792 cities, 20 of them designated; 23 wards; 926 towns and villages."""
    found = {code: len(ds.peers(code, "kind").codes) + 1 for code in ("14100", "13101", "03206", "01303")}
    assert found == {"14100": 20, "13101": 23, "03206": 772, "01303": 926}


def test_nobody_may_be_a_peer(ds):
    assert ds.peers("14100").codes == []
    assert "0団体" in ds.peers("14100").rule.ja


def test_who_has_no_population_has_no_peers_by_it(ds, monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "ja")
    for by in ("population", "age", ["kind", "age"]):
        with pytest.raises(ValueError, match="kind か prefecture"):
            ds.peers("双葉町", by)
    assert ds.peers("双葉町", "prefecture").towns["prefecture_ja"].unique().to_list() == ["福島県"]
    assert not any("07546" in ds.peers(code).codes for code in ds.municipality["municipality_code"].head(3))


@pytest.mark.parametrize("by", ["populaton", ["kind", "x"]])
def test_another_way_is_refused(ds, by):
    with pytest.raises(UnknownName, match="no way to choose peers"):
        ds.peers("03206", by)


def test_peers_are_of_the_list_whatever_plans_are_there(ds):
    assert ds.only("tomi-2022").peers("03206").towns.equals(ds.peers("03206").towns)
    assert isinstance(ds.peers("03206").towns, pl.DataFrame)
