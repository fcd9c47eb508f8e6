"""Coverage of the committed plans."""

import dataclasses

import polars as pl
import pytest

from dxcompare import coverage, outcomes
from tests.conftest import without


def cell(result, plan, item):
    return result.to_frame().filter(plan_id=plan, item_id=item).row(0, named=True)


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
    codes = ds.judgement.filter(~((pl.col("item_id") == "frontyard_reform") & (pl.col("act") == "coded")))
    later = coverage(without(ds, judgement=codes), version="2.3")
    assert cell(later, "tomi-2022", "frontyard_reform")["depth"] == 3
    earlier = coverage(ds, version="1.0")
    assert "frontyard_reform" not in earlier.to_frame()["item_id"].to_list()
    assert cell(earlier, "imari-2021", "open_data_kanmin")["measures"] == 1


def test_items_outside_the_code_book_are_not_assessed(ds):
    row = cell(coverage(ds), "tomi-2022", "planned_approach")
    assert (row["depth"], row["blank"]) == (None, "not_assessed")


def test_stated_and_coded_are_kept_apart(ds):
    stated = coverage(ds, by="stated")
    card = cell(stated, "kitakami-2023", "mynumber_card")
    assert (card["stated"], card["coded"], card["depth"]) == (True, False, 5)
    assert cell(stated, "tomi-2022", "telework")["blank"] == "not_stated"
    assert cell(coverage(ds, by="a"), "kitakami-2023", "mynumber_card")["depth"] == 0


def test_kanmin_categories(ds):
    """東御市's printed link table has one measure for each of the five categories."""
    result = coverage(ds, framework="kanmin", by="stated").to_frame().filter(plan_id="tomi-2022")
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


@pytest.mark.parametrize("bad", [{"version": "9"}, {"framework": "eu"}, {"by": "z"}])
def test_unknown_choices_are_refused(ds, bad):
    with pytest.raises(ValueError, match=f"no {next(iter(bad)).replace('by', 'judgement')} "):
        coverage(ds, **bad)


def test_gaps_are_items_that_existed_and_have_no_measure(ds):
    gaps = coverage(ds).gaps()
    assert set(gaps.filter(plan_id="imari-2021")["item_id"]) == {"security", "org_structure", "digital_talent"}
    assert "frontyard_reform" not in gaps.filter(plan_id="tomi-2022")["item_id"].to_list()  # not in version 1.0
    assert "telework" in gaps.filter(plan_id="kitakami-2023")["item_id"].to_list()  # in 2.0 as inferred


def test_what_could_not_be_sourced_is_neither_there_nor_absent(ds):
    """The block "other" of 2.3 could not be read, nor anything of the version of March 2025."""
    at = {(r["plan_id"], r["item_id"]): r for r in coverage(ds).to_frame().iter_rows(named=True)}
    for cell in (
        ("nasukarasuyama-2024", "bpr"),
        ("nasukarasuyama-2024", "open_data_kanmin"),
    ):
        assert (at[cell]["depth"], at[cell]["blank"]) == (None, "not_assessed")
    assert at["tomi-2022", "frontyard_reform"]["blank"] == "not_applicable"
    assert "nasukarasuyama-2024/2-1-1" not in coverage(ds).own_agenda()["measure_id"].to_list()  # BPRの推進
    latest = coverage(ds, version="4.0").to_frame()
    assert (latest.height, set(latest["blank"].cast(str))) == (64, {"not_assessed"})
    told = {(r["plan_id"], r["item_id"]): r["verdict"] for r in outcomes(ds).to_frame().iter_rows(named=True)}
    assert told["nasukarasuyama-2024", "bpr"] == "not_assessed"
    assert told["tomi-2022", "frontyard_reform"] == "not_applicable"


def test_an_indicator_of_a_whole_policy_is_told_from_one_of_the_measure(ds):
    at = {
        (r["plan_id"], r["item_id"]): (r["depth"], r["depth_own"])
        for r in coverage(ds).to_frame().iter_rows(named=True)
    }
    assert at["nasukarasuyama-2024", "telework"] == (5, 1)  # its schedule is lost, its indicator is the policy's
    assert at["nasukarasuyama-2024", "digital_divide"] == (5, 2)
    assert at["kitakami-2023", "security"] == (5, 5)
    assert at["tomi-2022", "frontyard_reform"] == (None, None)


def test_unmeasured_items_have_measures_and_no_indicator(ds):
    rows = coverage(ds).unmeasured()
    assert set(rows["plan_id"]) == {"tomi-2022"}
    assert rows.filter(item_id="digital_talent").row(0, named=True)["measures"] == 1


def test_unmeasured_measures_are_those_that_no_indicator_names(ds):
    """Only 東御市: eight of its 14; 那須烏山市 prints indicators for whole policies, the others one for every measure."""
    rows = coverage(ds).unmeasured(by="measure")
    named = ds.kpi_measure["measure_id"].to_list()
    assert (
        rows["measure_id"].to_list()
        == ds.measure.filter(pl.col("plan_id") == "tomi-2022", ~pl.col("measure_id").is_in(named))[
            "measure_id"
        ].to_list()
    )
    assert rows.height == 8
    with pytest.raises(ValueError, match="no unit of counting 'kpi'; there are item, measure"):
        coverage(ds).unmeasured(by="kpi")


def test_own_agenda(ds):
    result = coverage(ds)
    assert {"imari-2021/g17", "imari-2021/g18", "tomi-2022/2-7"} <= set(result.own_agenda()["measure_id"])
    assert result.own_agenda()["items"].null_count() == result.own_agenda().height


def test_drilldown_shows_measure_items_indicators_and_steps(ds):
    rows = coverage(ds).drilldown("kitakami-2023/4-1")
    assert rows["kind"].unique(maintain_order=True).to_list() == ["measure", "item", "kpi", "step"]
    assert set(rows.filter(kind="item")["basis"]) == {"stated", "coded"}
    assert rows["locator"].null_count() == 0
    with pytest.raises(KeyError, match="no measure 'x'"):
        coverage(ds).drilldown("x")


def test_similarity_by_hand(ds):
    result = coverage(ds)
    cells = [
        ("p", "a", 5),
        ("p", "b", 1),
        ("p", "c", 0),
        ("p", "d", None),
        ("q", "a", 2),
        ("q", "b", 0),
        ("q", "c", 3),
        ("q", "d", 4),
    ]
    matrix = pl.DataFrame(cells, schema=["plan_id", "item_id", "depth"], orient="row")
    plans = pl.DataFrame({"plan_id": ["p", "q"]})
    row = dataclasses.replace(result, tables={"matrix": matrix, "plans": plans}).profile_similarity().row(0, named=True)
    # a both, b only p, c only q, d not comparable: 1 of 3; |5-2| + |1-0| + |0-3| = 7 over 3 items
    assert (row["compared"], row["both"], row["only_first"], row["only_second"], row["neither"]) == (3, 1, 1, 1, 0)
    assert row["jaccard"] == pytest.approx(1 / 3)
    assert row["depth_difference"] == pytest.approx(7 / 3)
    assert (row["items_both"], row["items_first"], row["items_second"]) == ("a", "b", "c")


def test_the_derived_table_is_the_analysis(ds):
    table = ds.coverage.filter("as_written", framework="dx", by="either").select(
        "plan_id", "item_id", depth_either="depth"
    )
    result = coverage(ds).to_frame().select("plan_id", "item_id", depth="depth")
    joined = table.join(result, on=["plan_id", "item_id"])
    assert joined.height == table.height > 40
    assert joined.filter(~pl.col("depth_either").eq_missing(pl.col("depth"))).is_empty()


def test_evidence_names_each_part_once_in_a_cell(ds):
    """An indicator printed for a policy speaks for several measures on one item: it is shown once."""
    result = coverage(ds)
    rows = result.to_frame("evidence")
    assert rows.select("plan_id", "item_id", "kind", "id").is_unique().all()
    counted = rows.group_by("plan_id", "item_id").agg(
        measures=(pl.col("kind") == "measure").sum(), kpis=(pl.col("kind") == "kpi").sum()
    )
    cells = result.to_frame().join(counted, on=["plan_id", "item_id"], suffix="_shown")
    assert cells.filter(
        (pl.col("measures") != pl.col("measures_shown")) | (pl.col("kpis") != pl.col("kpis_shown"))
    ).is_empty()
