"""Municipalities and their plans, by whatever people call them."""

import pickle

import pytest

import dxcompare
from dxcompare.dataset.loaded import OF_RESULTS
from dxcompare.dataset.names import plan_named, plans_named
from dxcompare.present.result import Result
from dxcompare.words.arguments import WrongArgument
from dxcompare.words.unknown import UnknownName
from tests.plans import made, rows


@pytest.mark.parametrize(
    "name",
    ["03206", "032069", "3206", "北上市", "岩手県北上市", "北上", "きたかみし", "きたかみ", "キタカミシ", "ｷﾀｶﾐ", "Kitakami City", "kitakami", "kitakami-2023"],
)  # fmt: skip
def test_a_municipality_by_any_of_its_names(ds, name):
    assert ds.city(name) == "03206"
    assert plan_named(ds, name) == "kitakami-2023"


def test_every_reading_leads_back_or_asks_which(ds):
    """しろいし is 白井市 in full, and 白石市 without its kind: who types it is asked."""
    asked = []
    for code, name, kana in ds.municipality.select("municipality_code", "name_ja", "name_kana").iter_rows():
        try:
            found = ds.city(kana)
        except UnknownName as which:
            asked.append((name, which.args[0].told("ja")))
        else:
            assert found == code
    assert all(name in told for name, told in asked)
    assert 0 < len(asked) < 150


@pytest.mark.parametrize(
    ("name", "en", "ja"),
    [
        ("ふちゅうし", "may be any of 東京都府中市, 広島県府中市; put the prefecture before it", "のどれかです"),
        ("ささやまし", "no municipality 'ささやまし'", "「ささやまし」という市区町村はありません"),
        ("篠山市", "since 2019-05-01 丹波篠山市 (28221)", "丹波篠山市（28221）"),
        ("函舘市", "did you mean '函館市'?", "「函館市」ではありませんか"),
        ("03207x", "did you mean '03207'?", "「03207」ではありませんか"),
        ("", "no municipality ''", "という市区町村はありません"),
    ],
)
def test_what_names_none_is_answered(ds, monkeypatch, name, en, ja):
    for lang, says in (("en", en), ("ja", ja)):
        monkeypatch.setenv("DXCOMPARE_LANG", lang)
        with pytest.raises(UnknownName) as raised:
            ds.city(name)
        assert says in str(raised.value)
        assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)


def test_a_municipality_without_a_plan_names_no_plan(ds):
    with pytest.raises(UnknownName, match="plan"):
        plan_named(ds, "はこだて")


#: Namesakes in two prefectures, two editions, a joint plan, and one without any.
TOWNS = rows(
    "municipality_code name_ja name_en name_kana prefecture_ja prefecture_en",
    ("20481", "池田町", "Ikeda Town", "いけだまち", "長野県", "Nagano"),
    ("21404", "池田町", "Ikeda Town", "いけだちょう", "岐阜県", "Gifu"),
    ("01644", "池田町", "Ikeda Town", "いけだちょう", "北海道", "Hokkaido"),
    ("21210", "恵那市", "Ena City", "えなし", "岐阜県", "Gifu"),
    ("21211", "美濃加茂市", "Minokamo City", "みのかもし", "岐阜県", "Gifu"),
    ("14100", "横浜市", "Yokohama City", "よこはまし", "神奈川県", "Kanagawa"),
)
PLANS = rows(
    "plan_id municipality_code start_fy end_fy framework_version",
    ("nagano-2025", "20481", 2025, 2028, "3"),
    ("gifu-2020", "21404", 2020, 2025, "1"),
    ("ena-2021", "21210", 2021, 2025, "1"),
    ("ena-2026", "21210", 2026, 2029, "3"),
    ("joint-2025", "21211+21404", 2025, 2029, "3"),
)


@pytest.fixture(scope="module")
def several():
    return made(municipality=TOWNS, plan=PLANS)


@pytest.mark.parametrize(
    ("name", "ja", "en"),
    [
        (
            "池田町",
            ["nagano-2025（長野県池田町、2025年度から）", "gifu-2020（岐阜県池田町、2020年度から）"],
            "nagano-2025 (池田町 (長野県), from FY2025)",
        ),
        (
            "恵那市",
            ["ena-2021（岐阜県恵那市、2021年度から）", "ena-2026（岐阜県恵那市、2026年度から）"],
            "choose by id: ena-2021",
        ),
        (
            "岐阜県",
            ["gifu-2020（", "ena-2021（", "ena-2026（", "joint-2025（岐阜県美濃加茂市・岐阜県池田町、"],
            "any of 4 plans",
        ),
        ("横浜市", ["神奈川県横浜市の計画は、このデータにありません。あるのは5計画"], "the 5 that there are"),
        ("  ", ["計画が指定されていません"], "no plan is named"),
    ],
)
def test_a_name_of_several_plans_or_of_a_place_without_one_is_answered_in_these_words(
    several, name, ja, en, monkeypatch
):
    for ask in (
        lambda: plan_named(several, name),
        lambda: dxcompare.brief(several, name),
        lambda: dxcompare.coverage(several).near(name),
        lambda: dxcompare.coverage(several).evidence(name, "card"),
        lambda: dxcompare.ambition(several).rank_reversals(name),
    ):
        with pytest.raises(UnknownName) as raised:
            ask()
        for lang, says in (("ja", ja), ("en", [en])):
            monkeypatch.setenv("DXCOMPARE_LANG", lang)
            assert all(one in str(raised.value) for one in says), str(raised.value)
        assert "北海道" not in str(raised.value)
        assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)


def test_the_name_of_one_municipality_with_a_plan_names_it_whoever_else_is_called_so(several):
    assert plan_named(several, "いけだまち") == "nagano-2025"
    assert plan_named(several, "みのかも") == "joint-2025"
    assert plan_named(several.only("nagano-2025", "ena-2021"), "池田町") == "nagano-2025"


@pytest.mark.parametrize("name", ["岐阜県", "21", "Gifu Prefecture", "gifu prefecture"])
def test_a_prefecture_is_all_its_plans(several, name):
    assert several.only(name).plans()["plan_id"].to_list() == ["ena-2021", "ena-2026", "joint-2025", "gifu-2020"]
    assert dxcompare.coverage(several).only(name, "nagano-2025", "ena-2021").to_frame()["plan_id"].n_unique() == 5
    assert several.only("nagano-2025", name, "ena-2021").plan.height == 5


def test_a_prefecture_without_a_plan_and_no_name_at_all(several, monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "ja")
    with pytest.raises(UnknownName, match=r"^北海道の計画は、このデータにありません"):
        plans_named(several, ["01"])
    for ask in (several.only, dxcompare.coverage(several).only):
        with pytest.raises(UnknownName, match="計画が指定されていません"):
            ask()
        with pytest.raises(WrongArgument, match=r"リストにせず only\('ena-2021', 'nagano-2025'\) と書く"):
            ask(["ena-2021", "nagano-2025"])


def test_what_a_result_has_is_not_asked_of_the_data(several, monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "ja")
    assert all(hasattr(Result, name) and not hasattr(several, name) for name in OF_RESULTS)
    with pytest.raises(AttributeError, match=r"「分析の結果.near\(…\)」"):
        several.near("恵那市")
