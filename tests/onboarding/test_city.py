"""Which city is meant."""

import pytest

from dxcompare.onboarding.city import find
from dxcompare.words.unknown import UnknownName
from tests.conftest import ROOT


@pytest.mark.parametrize(
    "text",
    [
        "03206_kitakami",
        "03206",
        "3206",
        "032069",
        "32069",
        "０３２０６",
        "kitakami",
        "Kitakami",
        "北上市",
        "北上",
        "きたかみし",
        "キタカミ",
        "kitakami-2023",
        "data/raw/03206_kitakami",
    ],
)
def test_a_city_is_named_by_its_folder_code_romaji_or_name(text):
    assert find(ROOT / "data", text).name == "03206_kitakami"


@pytest.mark.parametrize("text", ["03207", "032068", "all", "national", "", "市"])
def test_what_is_no_city_says_which_there_are(text):
    with pytest.raises(UnknownName, match="03206_kitakami"):
        find(ROOT / "data", text, "en")


def test_two_editions_of_one_code_must_be_told_apart(data):
    (data / "raw" / "20219_tomi_rev").mkdir()
    assert find(data, "tomi_rev").name == "20219_tomi_rev"
    assert find(data, "tomi").name == "20219_tomi"
    with pytest.raises(UnknownName, match=r"There are 20219_tomi, 20219_tomi_rev$"):
        find(data, "20219", "en")


def test_without_the_list_of_municipalities_codes_and_romaji_are_known(data):
    (data / "raw" / "reference" / "municipalities.csv").unlink()
    assert find(data, "tomi").name == find(data, "20219").name == "20219_tomi"
