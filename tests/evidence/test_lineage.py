"""The national frame over time: three versions in which items stay, change, meet, part, appear and vanish."""

import pytest

from dxcompare.evidence.lineage import (
    absent,
    against,
    called,
    canonical,
    item_names,
    joined,
    lineage,
    row_names,
    unsourced,
    versions,
)
from dxcompare.evidence.links import links
from tests.plans import NATIONAL, A, B, C, made, rows


def carried(item, version, *, framework="dx"):
    """The items under which a measure of the first plan, coded to an item, stands in a version."""
    ds = made([("a-2021/1", item, "a")], measure=rows("measure_id", "a-2021/1"))
    return links(ds, framework, version, "a")["item_id"].to_list()


def test_each_plan_is_read_against_its_own_version_or_all_against_one():
    ds = made()
    assert against(ds, "dx", "as_written") == {A: "1", B: "2", C: "3"}
    assert against(ds, "dx", "2") == {A: "2", B: "2", C: "2"}
    assert against(ds, "kanmin", "as_written") == {A: "2016", B: "2016", C: "2016"}


def test_a_framework_that_was_renewed_is_read_as_last_amended():
    versions = rows("framework version", ("dx", "1"), ("dx", "2"), ("dx", "3"), ("kanmin", "2016"), ("kanmin", "2030"))
    assert against(made(framework_version=versions), "kanmin", "as_written") == dict.fromkeys((A, B, C), "2030")


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (("eu", "1"), "no framework 'eu'; there are dx, kanmin"),
        (("dx", "4"), "no version '4'; there are as_written, 1, 2, 3"),
        (("kanmin", "1"), "no version '1'; there are as_written, 2016"),
    ],
)
def test_unknown_frameworks_and_versions_are_named(choice, message):
    with pytest.raises(ValueError, match=message):
        against(made(), *choice)


def composed(ds, **where):
    return lineage(ds).filter(**where).select("to_item_id", "relation", "confidence", "passed").rows()


def test_links_of_neighbours_are_composed():
    """A chain goes as far as its furthest link, and is as sure as its least sure one."""
    ds = made()
    first = {"from_version": "1", "to_version": "3"}
    assert composed(ds, from_item_id="card", **first) == [("card", "renamed", "low", None)]
    assert composed(ds, from_item_id="online", **first) == [("counter", "widened", "medium", None)]
    assert composed(ds, from_item_id="statistics", **first) == [("open_data", "merged", "high", None)]
    assert sorted(composed(ds, from_item_id="systems", **first)) == [
        ("cloud", "split", "high", None),
        ("core", "split", "high", None),
    ]
    assert composed(ds, from_item_id="fax") == []
    assert lineage(ds).filter(from_version="2").height == 6  # what is typed, and nothing else
    assert lineage(made(item_lineage=[])).is_empty()


def test_a_link_says_which_versions_it_passes_over():
    """Nobody knows whether the second version has telework: the link from the first leads past it, and on."""
    ds = made()
    assert composed(ds, from_item_id="telework") == [("telework", "same", "high", "2")]
    four = [*NATIONAL["framework_version"], {"framework": "dx", "version": "4", "unsourced": None, "position": 9}]
    more = rows(
        "from_version from_item_id to_version to_item_id relation confidence",
        ("3", "telework", "4", "remote", "renamed", "medium"),
    )
    ds = made(framework_version=four, item_lineage=[*NATIONAL["item_lineage"], *more])
    assert composed(ds, from_version="1", to_version="4") == [("remote", "renamed", "medium", "2")]
    assert composed(ds, from_version="3", to_version="4") == [("remote", "renamed", "medium", None)]
    assert canonical(ds)["telework"] == "remote"


def test_a_plan_older_than_the_first_version_is_read_against_none():
    """Its cells are not applicable; read against a chosen version, it is read as any other."""
    plan = [{**row, "framework_version": None if row["plan_id"] == B else "3"} for row in NATIONAL["plan"]]
    ds = made(
        [("b-2023/1", "card", "a"), ("a-2021/1", "card", "a")], plan=plan, measure=rows("measure_id plan_id", *MEASURES)
    )
    read = against(ds, "dx", "as_written")
    assert read == {A: "3", B: None, C: "3"}
    assert absent(ds, "dx", [None, "3"])[None, "card"] == "not_applicable"
    assert {kind for (version, _), kind in absent(ds, "dx", [None, "3"]).items() if version is None} == {
        "not_applicable"
    }
    assert item_names(ds, "dx", [None, "3"])["item_id"].to_list() == item_names(ds, "dx", ["3"])["item_id"].to_list()
    assert item_names(ds, "dx", [None]).is_empty()
    assert links(ds, "dx", "as_written", "a")["measure_id"].to_list() == ["a-2021/1"]
    assert sorted(links(ds, "dx", "1", "a")["measure_id"]) == ["a-2021/1", "b-2023/1"]


MEASURES = [("a-2021/1", A), ("b-2023/1", B)]


def test_an_item_goes_by_the_id_it_has_last():
    """Renamed and merged items last under their new id; a widened or split one is another item."""
    assert canonical(made()) == {"rpa": "ai", "data": "open_data", "statistics": "open_data"}


@pytest.mark.parametrize(
    ("item", "version", "found"),
    [
        ("card", "1", ["card"]),
        ("card", "3", ["card"]),  # the same item under another name
        ("rpa", "2", ["ai"]),  # renamed
        ("rpa", "3", ["ai"]),  # over two versions
        ("data", "2", ["open_data"]),  # merged
        ("statistics", "3", ["open_data"]),
        ("online", "2", ["online"]),
        ("online", "3", ["counter"]),  # widened
        ("systems", "2", ["cloud", "core"]),  # split: it may be either
        ("systems", "3", ["cloud", "core"]),
        ("fax", "2", []),  # vanished
        ("fax", "1", ["fax"]),
        ("none", "1", []),
    ],
)
def test_codes_are_carried_forward(item, version, found):
    assert sorted(carried(item, version)) == found


@pytest.mark.parametrize(
    ("item", "version", "found"),
    [
        ("ai", "1", ["ai"]),  # was RPA: shown under its last id
        ("open_data", "1", ["open_data"]),  # was two items, which are one now
        ("counter", "1", []),  # wider than what was there before
        ("counter", "2", []),
        ("core", "1", []),  # a part of what was there before
        ("talent", "2", []),  # did not exist
        ("telework", "2", ["telework"]),  # nobody knows: in doubt
        ("telework", "1", ["telework"]),
    ],
)
def test_codes_are_carried_backward_only_where_the_item_lasts(item, version, found):
    assert carried(item, version) == found


def test_categories_of_the_data_act_have_no_lineage():
    ds = made([("a-2021/1", "kanmin_online", "plan"), ("a-2021/1", "rpa", "a")], measure=rows("measure_id", "a-2021/1"))
    found = links(ds, "kanmin", "2016", "either")
    assert found.select("measure_id", "item_id", "basis").rows() == [("a-2021/1", "kanmin_online", "stated")]


def test_what_could_not_be_sourced():
    assert unsourced(made(), "dx") == {("2", "telework")}
    assert unsourced(made(), "kanmin") == set()
    two = [
        {**row, "unsourced": "telework+talent"} if row["version"] == "2" else row
        for row in NATIONAL["framework_version"]
    ]
    assert unsourced(made(framework_version=two), "dx") == {("2", "telework"), ("2", "talent")}


def test_absent_items_by_version():
    """Of the items of the first two versions: what each has not, and what nobody knows of the second."""
    assert absent(made(), "dx", ["1", "2"]) == {
        ("1", "core"): "not_applicable",
        ("1", "cloud"): "not_applicable",
        ("2", "systems"): "not_applicable",
        ("2", "fax"): "not_applicable",
        ("2", "telework"): "not_assessed",
    }
    assert absent(made(), "dx", ["1"]) == {}
    assert absent(made(), "dx", ["2", "2"]) == {("2", "telework"): "not_assessed"}
    assert absent(made(), "kanmin", ["2016"]) == {}


def test_items_are_listed_once_in_order_under_one_name():
    """By block, then by the place in the latest of the versions asked for; data, statistics are one, RPA is AI."""
    names = item_names(made(), "dx", ["1", "3"])
    assert names["item_id"].to_list() == [
        *("online", "counter", "card", "ai", "telework"),
        *("systems", "core", "cloud", "talent", "fax", "open_data"),
    ]
    assert dict(names.select("item_id", "name_ja").iter_rows())["card"] == "カードの利用"
    assert dict(names.select("item_id", "section").iter_rows())["talent"] == "organisation"
    earlier = dict(item_names(made(), "dx", ["1"]).select("item_id", "name_en").iter_rows())
    assert earlier["card"] == "Card: use"  # one name, whichever versions are asked for
    assert earlier["open_data"] == "Open data"


def test_the_latest_version_is_the_last_in_time_not_in_the_alphabet():
    order = rows("framework version position", ("dx", "9", 1), ("dx", "10", 2))
    item = rows(
        "framework version item_id section name_en position",
        ("dx", "9", "card", "priority", "Old name", 2),
        ("dx", "10", "card", "priority", "New name", 1),
    )
    ds = made(item=item, item_lineage=[], framework_version=order)
    assert versions(ds, "dx") == ["9", "10"]
    names = item_names(ds, "dx", ["9", "10"])
    assert names.select("item_id", "name_en").rows() == [("card", "New name")]


def test_the_short_name_is_the_shortest_of_any_version():
    names = {row["item_id"]: row for row in item_names(made(), "dx", ["1"]).iter_rows(named=True)}
    assert (names["card"]["short_ja"], names["card"]["short_en"]) == ("カード", "Card")
    assert (names["ai"]["short_ja"], names["ai"]["short_en"]) == ("AI", "AI")


def test_an_item_that_may_be_there_is_listed():
    assert "telework" in item_names(made(), "dx", ["2"])["item_id"].to_list()
    assert item_names(made(), "dx", ["1"])["item_id"].to_list().count("telework") == 1
    assert item_names(made(), "kanmin", ["2016"])["item_id"].to_list() == ["kanmin_online", "kanmin_divide"]


def test_an_item_under_two_names_is_one_row_where_no_version_has_both():
    """Online was widened into the counter; the first plan was written under the one, the third under the other."""
    assert joined(made(), "dx", ["1", "3"]) == {"online": "counter"}
    assert joined(made(), "dx", ["1", "2"]) == {}  # there is no counter yet
    assert joined(made(), "kanmin", ["2016"]) == {}
    both = [*NATIONAL["item"], *rows("framework version item_id section", ("dx", "3", "online", "priority"))]
    assert joined(made(item=both), "dx", ["1", "3"]) == {}
    names = row_names(made(), "dx", "as_written")
    row = names.filter(item_id="counter").row(0, named=True)
    assert (row["name_ja"], row["name_en"]) == ("オンライン化（1・2版）／窓口（3版）", "Online (1, 2) / Counter (3)")
    assert "online" not in names["item_id"]
    assert row_names(made(), "dx", "1")["item_id"].to_list().count("online") == 1


def test_items_are_asked_for_by_any_name_of_any_version():
    names = called(made(), "dx")
    assert (names["RPA"], names["AI and RPA"], names["統計"]) == ("ai", "ai", "open_data")
