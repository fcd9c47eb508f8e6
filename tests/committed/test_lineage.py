"""The lineage of national items, composed from neighbouring versions: the committed data."""

import pytest

from dxcompare.evidence.lineage import lineage, unsourced, versions

STAYING = "system_standardisation ai_rpa security"
#: the links of the table of all pairs that neighbouring versions replaced: those two versions, and what became what
BEFORE = {
    ("1.0", "2.0"): f"{STAYING} mynumber_card online_procedures digital_divide org_structure digital_talent bpr",
    ("2.0", "2.3"): f"{STAYING} digital_divide regional_digitalisation org_structure digital_talent",
    ("2.3", "3.0"): f"{STAYING} mynumber_card frontyard_reform eltax_public_money telework",
    ("1.0", "2.3"): f"{STAYING} telework digital_divide org_structure digital_talent planned_approach",
    ("1.0", "3.0"): f"{STAYING} telework",
    ("2.0", "3.0"): STAYING,
}
CHANGED = {
    ("1.0", "2.0"): "renamed:regional_digitalisation merged:open_data>open_data_kanmin",
    ("2.0", "2.3"): "renamed:mynumber_card renamed:analog_regulation_review widened:online_procedures>frontyard_reform",
    ("1.0", "2.3"): "renamed:mynumber_card renamed:regional_digitalisation renamed:prefecture_support "
    "widened:online_procedures>frontyard_reform",
    ("1.0", "3.0"): "renamed:mynumber_card widened:online_procedures>frontyard_reform",
    ("2.0", "3.0"): "renamed:mynumber_card widened:online_procedures>frontyard_reform",
}


@pytest.mark.parametrize("pair", BEFORE)
def test_every_link_that_was_sourced_still_holds(ds, pair):
    found = lineage(ds).filter(from_version=pair[0], to_version=pair[1])
    held = {(a, b): relation for a, b, relation in found.select("from_item_id", "to_item_id", "relation").iter_rows()}
    for item in BEFORE[pair].split():
        assert held[item, item] == "same", item
    for change in CHANGED.get(pair, "").split():
        relation, _, items = change.partition(":")
        first, _, then = items.partition(">")
        assert held[first, then or first] == relation, change


def test_front_yard_and_telework_stand_where_they_belong(ds):
    """Front-yard reform is in the list of November 2023, eLTAX is not; telework is in every version, in 2.0 inferred."""
    here = set(ds.item.filter(framework="dx").select("version", "item_id").iter_rows())
    assert {version for version, item in here if item == "frontyard_reform"} == {"2.1", "2.3", "3.0"}
    assert {version for version, item in here if item == "eltax_public_money"} == {"2.3", "3.0"}
    assert {version for version, item in here if item == "telework"} == {"1.0", "2.0", "2.1", "2.3", "3.0"}
    (inferred,) = ds.item.filter(version="2.0", item_id="telework").iter_rows(named=True)
    assert (inferred["confidence"], "推定" in inferred["note"], "推定" in inferred["locator"]) == ("medium", True, True)


def test_what_nobody_could_read_is_in_doubt(ds):
    """Of the version of March 2025 no item could be read; of that of November 2023 the priority items alone."""
    assert versions(ds, "dx") == ["1.0", "2.0", "2.1", "2.3", "3.0", "4.0"]
    assert ds.item.filter(version="4.0").is_empty()
    assert set(ds.item.filter(version="2.1")["section"].cast(str)) == {"priority"}
    doubtful = unsourced(ds, "dx")
    assert {item for version, item in doubtful if version == "4.0"} == {
        *ds.item.filter(version="2.3")["item_id"],
        *(item for version, item in doubtful if version == "2.3"),
    }


def test_a_link_is_passed_on_over_a_version_that_could_not_be_read(ds):
    found = lineage(ds).filter(from_version="1.0", to_version="2.3", from_item_id="planned_approach")
    assert found.select("relation", "confidence", "passed").rows() == [("same", "high", "2.0+2.1")]


#: The sources of the national frame that are the text itself.
OWN = {"jichitai-dx-2.3", "soumu-el-qr", "kanmin-act"}


def test_what_nobody_here_read_is_not_claimed_as_read(ds):
    """An account of a text stands under its own publisher; of 1.0 no document is named that nobody has read."""
    frame = [ds[name]["source_id"] for name in ("framework_version", "item", "item_lineage", "deadline_change")]
    cited = {source for column in frame for source in column}
    sources = {row["source_id"]: row for row in ds.source.iter_rows(named=True) if row["source_id"] in cited}
    assert {name for name, row in sources.items() if row["stands_for"] is None} == OWN & cited
    ministry = {name for name, row in sources.items() if row["publisher"] == "総務省"}
    assert ministry == {"jichitai-dx-2.3", "soumu-el-qr", "local-finance-white-paper-2021"}
    assert not any("000726912" in row["document"] for row in sources.values())
    assert {row["source_id"] for row in ds.item.filter(version="1.0").iter_rows(named=True)}.isdisjoint(OWN)
