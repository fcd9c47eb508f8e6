"""Official figures, looked up: the committed data."""

import polars as pl
import pytest

import dxcompare
from dxcompare import reference
from dxcompare.present.slide import slides_of
from dxcompare.questions.reference import QUESTION
from tests.conftest import without
from tests.plans import made


def test_look_up_refuses_what_is_not_there(ds):
    with pytest.raises(KeyError, match="no indicator 'dx_telewrok'; did you mean 'dx_telework'"):
        reference(ds, "dx_telewrok")
    with pytest.raises(KeyError, match="no area '99999'"):
        reference(ds, areas="99999")
    with pytest.raises(KeyError, match="may be any of 東京都府中市, 広島県府中市"):
        reference(ds, areas="府中市")
    assert reference(ds, "dx_ai", "きたかみ").to_frame().equals(reference(ds, "dx_ai", "03206").to_frame())
    with pytest.raises(ValueError, match=r"no indicator 'dx_ai'; .*here are dx_cio$"):
        reference(ds, "dx_cio").plot(indicator="dx_ai")


def test_the_latest_figure_of_each_area(ds):
    rows = reference(ds, ["mynumber_issuance_rate", "dx_ai"], ["20219", "41205"]).latest()
    assert rows.select("indicator_id", "area_code", "as_of", "value_text").rows() == [
        ("dx_ai", "20219", None, "未実施"),
        ("dx_ai", "41205", None, "未実施"),
        ("mynumber_issuance_rate", "20219", "2022-12-31", "58.1"),
        ("mynumber_issuance_rate", "41205", "2022-12-31", "61.5"),
    ]


def test_issued_and_held_are_never_joined(ds):
    figures = reference(ds).to_frame()
    held, issued = (
        figures.filter(pl.col("indicator_id").is_in(names))
        for names in (["mynumber_held_rate"], ["mynumber_issued", "mynumber_issuance_rate"])
    )
    assert not set(held["source_id"]) & set(issued["source_id"])
    assert all("Never to be joined" in text for text in [*held["caution_en"], *issued["caution_en"]])


def test_the_plans_targets_can_be_held_against_figures(ds):
    codes = [*ds.plans()["municipality_code"]]
    wider = ["00000", *(f"{code[:2]}000" for code in codes)]
    for indicator in (
        "mynumber_held_rate",
        "online_26_procedures",
        "dx_ai",
        "dx_rpa",
        "dx_telework",
        "mynumber_issued",
    ):
        figures = reference(ds, indicator).to_frame()
        assert {*codes, *wider} <= set(figures["area_code"]), indicator
    # the dashboard's own counts, taken from its table of 1,741 municipalities
    nation = reference(ds, "dx_telework", "00000").to_frame()
    assert dict(nation.select("group_id", "value").iter_rows()) == {"answered": 1741, "done": 1055}


def test_distribution_is_drawn_when_many_are_there(ds):
    many = ds.municipality.head(200).select(
        indicator_id=pl.lit("mynumber_held_rate"),
        area_code="municipality_code",
        group_id=pl.lit("total"),
        source_id=pl.lit("digital-agency-dx-2024"),
        name_ja=pl.lit("保有"),
        value_text=pl.lit("x"),
        unit=pl.lit("%"),
        locator=pl.lit("表"),
        value=pl.int_range(200).cast(pl.Float64) / 2,
    )
    full = dxcompare.Dataset(
        {**ds.tables, "reference_stat": pl.concat([ds.reference_stat, many], how="diagonal")}, ds.folder
    )
    dots = reference(full, "mynumber_held_rate").plot(lang="en").figure.axes[1]
    assert sum(len(line.get_xdata()) for line in dots.lines) == 100
    few = reference(ds, "mynumber_held_rate").plot(lang="en").figure
    assert len(few.axes) == 1
    assert any("has not been added" in text.get_text() for text in few.texts)


def test_status_is_drawn_as_a_bar_when_many_are_there(ds):
    printed = ["実施", "未実施", "調査無し", "実施"]
    many = ds.municipality.head(40).select(
        indicator_id=pl.lit("dx_telework"),
        area_code="municipality_code",
        group_id=pl.lit("total"),
        source_id=pl.lit("digital-agency-dx-2024"),
        name_ja=pl.lit("導入"),
        unit=pl.lit("状況"),
        locator=pl.lit("表"),
        value_text=pl.Series(printed * 10),
    )
    full = dxcompare.Dataset(
        {**ds.tables, "reference_stat": pl.concat([ds.reference_stat, many], how="diagonal")}, ds.folder
    )
    bar = reference(full, "dx_telework").plot(lang="en").figure.axes[1]
    words = [text.get_text() for text in bar.texts]
    assert words == ["done 22", "not done 12", "besides 10 not surveyed"]  # with the four that are there


def test_each_city_beside_its_peers_prefecture_and_the_nation(ds):
    """The city's value is named, the rule printed, and the rows say how many municipalities they are of."""
    chart = reference(ds, "mynumber_held_rate").plot("beside", lang="ja")
    words = [text.get_text() for axes in chart.figure.axes for text in axes.texts]
    for said in ("北上市 71%", "人口の近い140団体", "岩手県の33団体", "全国の1,741団体", "中央値 75%（73～76）"):
        assert said in words
    notes = "".join(text.get_text() for text in chart.figure.texts)
    assert notes.count("0.8～1.25倍") == len(ds.plans())
    one_city = reference(ds, "mynumber_held_rate").plot("beside", city="伊万里市", lang="ja")
    assert len(one_city.figure.axes) == 1
    with pytest.raises(ValueError, match="no municipality 'Hakodate'"):
        reference(ds, "mynumber_held_rate").plot("beside", city="Hakodate", lang="en")


def test_a_status_is_beside_shares_of_municipalities(ds):
    chart = reference(ds, "dx_ai").plot("beside", lang="en")
    words = [text.get_text() for axes in chart.figure.axes for text in axes.texts]
    assert {"Kitakami ● done", "Tomi ○ not done", "83% (116)", "140 of like population"} <= set(words)


@pytest.mark.long
def test_all_municipalities_and_peers_are_drawn_as_shares(ds):
    """Bars of all add up to 100 %, and so does the outline of the peers."""
    result = reference(ds, "share_65")
    band = result.plot("beside", city="03206", lang="ja").figure.axes[0].child_axes[0]
    assert sum(bar.get_height() for bar in band.patches) == pytest.approx(100)
    ranks = result.to_frame("peers").filter(municipality_code="03206")["share_65"]
    assert ranks.len() == 140
    assert (
        result.plot("beside", lang="ja").title == "65歳以上の割合：人口の近い団体、都道府県内の団体、全国の団体と比べる"
    )
    alone = reference(ds, "online_use_32_01").plot("beside", lang="en")
    assert alone.title.endswith(": beside Japan")
    assert not any("Peers" in text.get_text() for text in alone.figure.texts)
    with pytest.raises(ValueError, match="nothing to draw"):
        reference(ds, "mynumber_issued").plot("beside", lang="en")


def test_many_cities_fit_a_page(ds):
    """Eight panels: no distribution, and the rules in one paragraph."""
    eight = ["01202", "03206", "09215", "13101", "14100", "20219", "41205", "47201"]
    chart = reference(ds, "share_65", eight).plot("beside", lang="en")
    assert len(chart.figure.axes) == len(eight)
    assert chart.figure.get_size_inches()[1] * 25.4 <= 256


def test_counts_of_one_indicator_are_those_of_all(ds):
    every = dxcompare.reference(ds).to_frame("quartiles")
    for indicator in ("dx_ai", "mynumber_held_rate"):
        alone = dxcompare.reference(ds, indicator).to_frame("quartiles")
        assert alone.height > 0
        assert alone.equals(every.filter(indicator_id=indicator))
    assert set(dxcompare.reference(ds, "population").to_frame("quartiles")["indicator_id"]) == {"population"}


@pytest.mark.long
def test_of_all_municipalities_slides_and_workbook_take_those_with_plans(ds):
    """A plan's own, its prefecture's and the nation's figures; of few municipalities all."""
    result = dxcompare.reference(ds)
    assert result.beside_plans() is result
    towns = ds.municipality["municipality_code"]
    own = [
        {"indicator_id": "made_up", "area_code": code, "group_id": "total", "value": 1.0, "value_text": "1"}
        for code in [*towns, "03000", "01000", "00000"]
    ]
    stats = pl.concat([ds.reference_stat, made(reference_stat=own).reference_stat], how="diagonal_relaxed")
    more = dxcompare.reference(without(ds, reference_stat=stats), "made_up")
    few = more.beside_plans()
    plans = {*ds.plans()["municipality_code"]}
    assert {*few.to_frame()["area_code"]} == {*plans, "03000", "00000"}
    assert few.to_frame().height < more.to_frame().height == 1744
    assert "1,741団体のうち" in few.which.ja
    assert slides_of(more, "ja")[0].frame.height == len(plans) + 2
    assert slides_of(more, "ja")[0].base == few.which.ja
    (sheet,) = QUESTION.sheets(ds)
    assert sheet.to_frame().equals(result.to_frame())
