"""Analyses on small tables whose answers are worked by hand, and on the data."""

import dataclasses

import polars as pl
import pytest

import dxcompare
from dxcompare.present.result import FindingFalse, finding
from dxcompare.present.show import show
from dxcompare.questions.ambition.compute import CLASSES, ambition
from dxcompare.questions.coverage.compute import coverage
from dxcompare.questions.outcomes.compute import outcomes
from dxcompare.questions.overview.compute import overview
from dxcompare.questions.shares.compute import shares


def cell(result, plan, item):
    return result.to_frame().filter(plan_id=plan, item_id=item).row(0, named=True)


def without(ds, **changes):
    """The dataset with some tables replaced."""
    return dataclasses.replace(ds, tables={**ds.tables, **changes})


def test_what_a_plan_does_not_print_is_blank_and_no_erratum_is_none(ds):
    whole = ds.erratum.filter(~pl.col("erratum_id").str.starts_with("imari"))
    rows = overview(dataclasses.replace(ds, tables={**ds.tables, "erratum": whole})).to_frame("contents")
    imari = dict(rows.filter(plan_id="imari-2021").select("what", "count").iter_rows())
    assert (imari["questions"], imari["cells"], imari["verdicts"]) == (None, None, None)
    assert imari["errata"] == 0


def test_depths_by_hand(ds):
    """One cell of each depth, read in the documents."""
    result = coverage(ds)
    # 伊万里市: no measure on security; telework has a KPI without year; the card has a year and no baseline
    assert cell(result, "imari-2021", "security")["depth"] == 0
    assert cell(result, "imari-2021", "security")["blank"] == "not_stated"
    assert cell(result, "imari-2021", "telework")["depth"] == 3
    assert cell(result, "imari-2021", "mynumber_card")["depth"] == 4
    # 東御市: the digital divide has steps and no KPI; the card has 40% → 100% in 2025
    assert cell(result, "tomi-2022", "digital_divide")["depth"] == 2
    assert cell(result, "tomi-2022", "mynumber_card")["depth"] == 5


def test_depth_one_is_a_measure_alone(ds):
    bare = without(ds, milestone=ds.milestone.clear(), kpi_measure=ds.kpi_measure.clear())
    assert coverage(bare).to_frame()["depth"].max() == 1


def test_an_item_born_later_is_not_applicable(ds):
    result = coverage(ds)
    assert cell(result, "tomi-2022", "frontyard_reform")["blank"] == "not_applicable"
    assert cell(result, "tomi-2022", "frontyard_reform")["depth"] is None
    later = coverage(ds, version="2.3")
    assert cell(later, "tomi-2022", "frontyard_reform")["depth"] == 3


def test_lineage_carries_codes_across_versions(ds):
    """行政手続のオンライン化 became part of フロントヤード改革 (a widening), and open data joined another item."""
    codes = ds.measure_item.filter(~((pl.col("item_id") == "frontyard_reform") & (pl.col("basis") == "coded")))
    later = coverage(without(ds, measure_item=codes), version="2.3")
    assert cell(later, "tomi-2022", "frontyard_reform")["depth"] == 3
    earlier = coverage(ds, version="1.0")
    assert "frontyard_reform" not in earlier.to_frame()["item_id"].to_list()
    assert cell(earlier, "imari-2021", "open_data_kanmin")["measures"] == 1


def test_items_outside_the_code_book_are_not_assessed(ds):
    row = cell(coverage(ds), "tomi-2022", "planned_approach")
    assert (row["depth"], row["blank"]) == (None, "not_assessed")


def test_stated_and_coded_are_kept_apart(ds):
    stated = coverage(ds, basis="stated")
    card = cell(stated, "kitakami-2023", "mynumber_card")
    assert (card["stated"], card["coded"], card["depth"]) == (True, False, 5)
    assert cell(stated, "tomi-2022", "telework")["blank"] == "not_stated"
    assert cell(coverage(ds, basis="coded"), "kitakami-2023", "mynumber_card")["depth"] == 0


def test_kanmin_categories(ds):
    """東御市's printed link table has one measure for each of the five categories."""
    result = coverage(ds, framework="kanmin", basis="stated").to_frame().filter(plan_id="tomi-2022")
    assert result["measures"].to_list() == [1, 1, 1, 1, 1]


def test_evidence_has_each_thing_once(ds):
    result = coverage(ds)
    for cell in result.to_frame().filter(pl.col("depth") > 0).iter_rows(named=True):
        rows = result.evidence(cell["plan_id"], cell["item_id"])
        assert rows.height == cell["measures"] + cell["kpis"] + cell["steps"]
        assert rows.select("kind", "id").is_unique().all()


def test_of_two_codes_on_one_item_the_primary_holds(ds):
    """1-1-2 is frontyard_reform secondary and online_procedures primary, one item in 2.3."""
    rows = coverage(ds).evidence("nasukarasuyama-2024", "frontyard_reform")
    assert rows.filter(id="nasukarasuyama-2024/1-1-2").item(0, "role") == "primary"
    told = outcomes(ds).to_frame().filter(plan_id="nasukarasuyama-2024", item_id="frontyard_reform")
    assert "nasukarasuyama-2024/k02" in told["kpi_id"].to_list()


def test_evidence_walks_back(ds):
    rows = coverage(ds).evidence("imari-2021", "telework")
    assert rows.filter(kind="kpi")["id"].to_list() == ["imari-2021/k30"]
    assert rows.filter(kind="measure").item(0, "locator").startswith("p.20")
    with pytest.raises(KeyError, match="no item 'nothing'"):
        coverage(ds).evidence("imari-2021", "nothing")


def test_a_kpi_of_a_policy_is_shared(ds):
    rows = coverage(ds).evidence("nasukarasuyama-2024", "telework").filter(kind="kpi")
    assert rows["shared"].to_list() == [True]


@pytest.mark.parametrize("bad", [{"version": "9"}, {"framework": "eu"}, {"basis": "guess"}, {"coder": "z"}])
def test_unknown_choices_are_refused(ds, bad):
    with pytest.raises(ValueError, match=f"{next(iter(bad))} must be one of"):
        coverage(ds, **bad)


@pytest.mark.parametrize(
    ("kpi", "kind"),
    [
        ("tomi-2022/k01", "qualitative"),
        ("imari-2021/k06", "per_event"),
        ("imari-2021/k32", "cumulative"),
        ("imari-2021/k01", "no_baseline"),
        ("kitakami-2023/k14", "maintain"),
        ("nasukarasuyama-2024/k07", "bound"),
        ("kitakami-2023/k13", "change"),
        ("nasukarasuyama-2024/k08", "change"),
        ("nasukarasuyama-2024/k13", "maintain"),
    ],
)
def test_classes_by_hand(ds, kpi, kind):
    assert ambition(ds).to_frame().filter(kpi_id=kpi).item(0, "target_class") == kind


def test_each_kpi_has_one_class(ds):
    result = ambition(ds)
    assert result.to_frame().height == ds.kpi.height
    assert result.to_frame()["target_class"].null_count() == 0
    assert result.to_frame("classes").height == 4 * len(CLASSES)
    assert result.to_frame("classes")["kpis"].sum() == ds.kpi.height


def test_a_target_below_the_baseline_is_met(ds):
    kpi = ds.kpi.with_columns(target=pl.when(pl.col("kpi_id") == "kitakami-2023/k13").then(10.0).otherwise("target"))
    assert ambition(without(ds, kpi=kpi)).to_frame().filter(kpi_id="kitakami-2023/k13").item(0, "target_class") == "met"


def test_withheld_cells_have_no_percentage(ds):
    table = shares(ds, "nasukarasuyama-ikou-2021/q18").to_frame()
    assert table["percent"].null_count() == table.height
    assert set(table["blank"]) == {"withheld"}


def test_shares_refuses_what_is_not_there(ds):
    with pytest.raises(ValueError, match="no question"):
        shares(ds, "q1")
    with pytest.raises(ValueError, match="has no table by sex"):
        shares(ds, "kitakami-ict-2022/q1", "sex")


def test_a_finding_that_does_not_hold_stops():
    with pytest.raises(FindingFalse, match="no longer true: b / a"):
        finding(False, "a", "b")


def test_a_finding_escapes_what_it_says():
    assert "<script>" not in finding(True, "<script>", "<script>")._repr_html_()


def test_show_escapes_and_marks_blanks():
    html = show(pl.DataFrame({"a": ["<b>", None], "n": [1.5, 2000.0]}))._repr_html_()
    assert "&lt;b&gt;" in html
    assert '<span class="blank">–</span>' in html
    assert "2,000" in html


def test_public_names_exist():
    for name in dxcompare.__all__:
        assert hasattr(dxcompare, name)


def test_a_folder_that_is_not_there_is_named(ds, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"there is no folder .*nowhere; make it"):
        coverage(ds).save(tmp_path / "nowhere" / "x.svg")
