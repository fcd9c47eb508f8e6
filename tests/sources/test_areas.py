"""Codes and names of municipalities: five digits or six, former ones, spellings, wards and prefectures."""

import csv

import pytest

from dxcompare.sources.areas import Areas, check_digit, spelt
from dxcompare.sources.reader import Record
from dxcompare.words.faults import Place
from tests.conftest import ROOT


def table(name):
    with (ROOT / "data" / "raw" / "reference" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def areas():
    return Areas(table("municipalities.csv"), table("former_codes.csv"))


def test_every_municipality_is_read_by_any_of_its_codes_and_names(areas):
    for code, town in areas.town.items():
        for text in (code, code + check_digit(code), town["prefecture_ja"] + town["name_ja"]):
            faults = []
            assert areas.read(text, Place("t"), faults) == code, text
            assert not faults


def test_spellings_tell_all_municipalities_apart(areas):
    for name in ("name_ja", "prefecture_ja"):
        own = {town[name] for town in areas.town.values()}
        assert len({spelt(one) for one in own}) == len(own)


def test_former_ones_lead_to_municipalities_of_today(areas):
    for old in areas.former:
        assert old["municipality_code"] in areas.town
        assert areas.kind(old["former_code"]) in ("former", "municipality")


@pytest.mark.parametrize(
    ("text", "code"),
    [("1202", "01202"), ("12025", "01202"), ("012025", "01202"), ("1100", "01100"), ("12203", "12203"), ("012203", "01220"), ("13101", "13101"), ("龍ヶ崎市", "08208"), ("塩釜市", "04203"), ("梼原町", "39405"), ("⻑野県⻑野市", "20201"), ("広島県府中市", "34208"), ("函館 市", "01202")],
)  # fmt: skip
def test_what_a_text_means(areas, text, code):
    faults = []
    assert areas.read(text, Place("t"), faults) == code
    assert not faults


@pytest.mark.parametrize(
    ("text", "message", "ja"),
    [
        ("01000", "a prefecture (北海道)", "都道府県（北海道）"),
        ("00000", "the nation", "全国"),
        ("01101", "a ward of 札幌市", "札幌市の行政区"),
        ("27147", "a ward of 堺市", "堺市の行政区"),
        ("40305", "那珂川町, since 2018-10-01 那珂川市 (40231)", "那珂川町。2018-10-01から那珂川市（40231）"),
        ("4423", "富谷町, since 2016-10-10 富谷市 (04216)", "富谷市（04216）"),
        ("篠山市", "篠山市, since 2019-05-01 丹波篠山市 (28221)", "丹波篠山市（28221）"),
        ("鳩ヶ谷市", "since 2011-10-11 part of 川口市 (11203)", "2011-10-11に川口市（11203）へ編入"),
        ("府中市", "may be any of 東京都府中市, 広島県府中市", "都道府県名を前に付けて"),
        ("99999", "'99999' is not the code of a municipality", "団体コードではありません"),
        ("011003", "its check digit (the sixth) does not fit", "検査数字"),
        ("函舘市", "did you mean '函館市'?", "「函館市」ではありませんか"),
    ],
)
def test_what_is_no_municipality_is_said_to_be_what_it_is(areas, text, message, ja):
    faults = []
    assert areas.read(text, Place("t"), faults) is None
    assert len(faults) == 1
    assert message in faults[0].says("en")
    assert ja in faults[0].says("ja")


@pytest.mark.parametrize(
    ("code", "prefecture", "name", "found", "kinds"),
    [
        ("011002", "北海道", "札幌市", "01100", []),
        ("13668", "北海道", "せたな町", None, ["not_municipality"]),
        ("12203", "北海道", "士別市", "01220", []),
        ("12203", "千葉県", "市川市", "12203", []),
        ("282219", "兵庫県", "篠山市", "28221", ["read_as"]),
        ("403059", "福岡県", "那珂川町", "40231", ["read_as"]),
        ("112267", "埼玉県", "鳩ヶ谷市", None, ["skipped"]),
        ("011011", "北海道", "中央区", None, ["skipped"]),
        ("010006", "北海道", "", None, ["skipped"]),
        ("011002", "北海道", "函館市", None, ["code_and_name"]),
        ("011002", "青森県", "札幌市", None, ["other_prefecture"]),
        ("", "福岡県", "那珂川町", "40231", ["read_as"]),
        ("", "栃木県", "那珂川町", "09411", []),
        ("", "福岡県", "小郡市", "40216", []),
        ("", "奈良県", "北葛城郡上牧町", "29424", []),
        ("", "茨城県", "龍ヶ崎市", "08208", []),
        ("", "福岡県", "計", None, ["skipped"]),
        ("", "福岡県", "架空市", None, ["no_municipality"]),
    ],
)
def test_a_row_of_an_official_table(areas, code, prefecture, name, found, kinds):
    faults, notes = [], []
    record = Record("t", 5, {})
    assert areas.row(code, prefecture, name, record, faults, notes, "団体コード") == found
    assert [one.kind for one in (*faults, *notes)] == kinds
    assert all(one.place == Place("t", 5, "団体コード") for one in (*faults, *notes))
