"""Municipalities and their plans, by whatever people call them."""

import pickle

import pytest

from dxcompare.dataset.names import plan_named
from dxcompare.words.unknown import UnknownName


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
