"""Official figures, looked up."""

import pytest

from dxcompare import reference
from tests.plans import A, made, one, rows

INDICATOR = rows(
    "indicator_id name_ja name_en caution_ja caution_en",
    ("telework", "テレワーク", "Telework", None, None),
    ("held", "保有率", "Held", "交付ではない", "Not issued"),
    ("rpa", "RPA", "RPA", "交付ではない", "Not issued"),
)


def figure(indicator, area, value, as_of=None, **more):
    row = {"indicator_id": indicator, "area_code": area, "as_of": as_of, "group_id": "total", "unit": "%"}
    return {**row, "source_id": "s", "value": value, "value_text": str(value), "name_ja": f"{indicator}の名", **more}


FIGURES = [
    figure("held", "01001", 70.0, "2023-01-01"),
    figure("held", "01001", 80.0, "2024-01-01"),
    figure("held", "01001", 90.0),
    figure("held", "01000", 75.0, "2024-01-01"),
    figure("held", "00000", 74.0, "2024-01-01", group_id="median"),
    figure("telework", "01002", None, value_text="実施", unit="状況"),
    figure("telework", "01001", None, value_text="調査無し", unit="状況"),
    figure("bare", "02001", 3.0, year=2020),
]


def result(indicator=None, areas=None, figures=FIGURES):
    return reference(made(indicator=INDICATOR, reference_stat=figures), indicator, areas)


def table(*asked, **more):
    return result(*asked, **more).to_frame()


def test_all_figures_stand_by_indicator_date_and_area():
    """In the order of the indicators, those without a name last; undated figures after dated ones."""
    assert table().select("indicator_id", "area_code", "as_of", "year").rows() == [
        ("held", "01001", "2023-01-01", None),
        ("held", "00000", "2024-01-01", None),
        ("held", "01000", "2024-01-01", None),
        ("held", "01001", "2024-01-01", None),
        ("held", "01001", None, None),
        ("telework", "01001", None, None),
        ("telework", "01002", None, None),
        ("bare", "02001", None, 2020),
    ]


def test_the_order_asked_for_is_kept():
    assert table(["telework", "held"])["indicator_id"].unique(maintain_order=True).to_list() == ["telework", "held"]


def test_names_of_indicators_and_areas():
    found = table()
    city, prefecture, nation = (one(found, area_code=code, as_of="2024-01-01") for code in ("01001", "01000", "00000"))
    assert (city["indicator_ja"], city["indicator_en"], city["area_ja"], city["area_en"]) == (
        "保有率",
        "Held",
        "甲市",
        "Alpha",
    )
    assert (prefecture["area_ja"], prefecture["kind"], nation["area_en"], nation["kind"]) == (
        "東県",
        "prefecture",
        "Japan",
        "nation",
    )
    assert city["kind"] == "municipality"
    unnamed = one(found, indicator_id="bare")
    assert (unnamed["indicator_ja"], unnamed["indicator_en"], unnamed["caution_ja"]) == (
        "bareの名",
        "bareの名",
        None,
    )


def test_why_a_figure_has_no_value():
    found = table("telework", ["01001", "01002", "02001"])
    assert dict(found.select("area_code", "blank").iter_rows()) == {
        "01001": "not_surveyed",
        "01002": "in_words",
        "02001": "no_figure",
    }
    assert set(table("held")["blank"]) == {None}


def test_one_name_or_several_may_be_asked_for():
    assert table("held").height == 5
    assert table("held", "01001").height == 3
    assert table(areas="01002").select("indicator_id", "blank").rows() == [
        ("held", "no_figure"),
        ("rpa", "no_figure"),
        ("telework", "in_words"),
    ]
    assert table(["held"], ["01001", "01000"]).height == 4


def test_an_area_without_a_figure_has_a_row_that_says_so():
    """In the unit of the figure; only the areas asked for, and only what is asked of them."""
    row = one(table("held", ["01001", "02001"]), area_code="02001")
    assert (row["value"], row["value_text"], row["blank"], row["unit"], row["group_id"]) == (
        None,
        None,
        "no_figure",
        "%",
        "total",
    )
    assert one(table("rpa", "02001"), area_code="02001")["unit"] is None  # nobody has a figure
    assert table("rpa").is_empty()
    assert table("held", "00000")["blank"].to_list() == [None]  # a count over municipalities is a figure


def test_what_is_not_there_is_refused():
    with pytest.raises(KeyError, match="no indicator 'hold'; did you mean 'held'"):
        result("hold")
    with pytest.raises(KeyError, match="no area '1009'"):
        result("held", "1009")
    assert table("bare").height == 1  # a figure without a name is there


def test_the_latest_figure_of_each_area():
    """A dated one before an undated; a year counts; no counts over municipalities."""
    latest = result().latest().sort("indicator_id", "area_code")
    assert latest.select("indicator_id", "area_code", "value", "value_text").rows() == [
        ("bare", "02001", 3.0, "3.0"),
        ("held", "01000", 75.0, "75.0"),
        ("held", "01001", 80.0, "80.0"),
        ("telework", "01001", None, "調査無し"),
        ("telework", "01002", None, "実施"),
    ]
    years = [figure("held", "01001", 1.0, year=2023), figure("held", "01001", 2.0, "2022-12-31")]
    assert result(figures=years).latest()["value"].to_list() == [1.0]
    assert result().latest().columns == table().columns


def test_cautions_and_sources_are_said_once():
    found = result(["held", "rpa"], "01001")
    assert [tuple(note) for note in found.caveats] == [("交付ではない", "Not issued")]
    assert result("telework").caveats == ()
    assert found.sources.select("source_id", "title").rows() == [("s", "資料")]
    assert result("rpa", "01001").sources.is_empty()
    assert A in found.to_frame("plans")["plan_id"].to_list()
