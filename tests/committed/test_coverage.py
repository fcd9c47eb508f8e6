"""Coverage of the committed plans."""

import dataclasses

import polars as pl
import pytest

from dxcompare import ambition, coverage, matched, outcomes, overview, previous, timeline
from dxcompare.evidence.judgements import choices
from dxcompare.evidence.links import illegible
from dxcompare.evidence.marks import KINDS, MARKS, evidence, marks
from tests.conftest import without


def cell(result, plan, item):
    return result.to_frame().filter(plan_id=plan, item_id=item).row(0, named=True)


#: The marks of every city, each cell read in its plan: measure, step, indicator, target, baseline; `?` not legible,
#: `c` a chapter treats it, `d` in doubt, `-` not in its version, blank not assessed.
KITAKAMI, NASU, TOMI, IMARI = CITIES = ("kitakami-2023", "nasukarasuyama-2024", "tomi-2022", "imari-2021")
EXPECTED = {
    "frontyard_reform": ("xxxxx", "xxxxx", "xxx.x", "xxx.."),
    "system_standardisation": ("x.xxx c", "x?xxx", "xxx..", "xxx.."),
    "eltax_public_money": ("-", "xx...", "-", "-"),
    "mynumber_card": ("x....", "xxxxx", "xxxxx", "xxxx."),
    "security": ("xxxxx c", "xxxxx c", "xxxxx", "....."),
    "ai_rpa": ("x....", "xx...", "xxx..", "xxx.."),
    "telework": ("..... c", "x?xxx", "xxx..", "xxx.."),
    "regional_digitalisation": ("xxxxx", "xxxxx", ".....", "xxx.. c"),
    "digital_divide": ("x.xxx", "xx...", "xx...", "xxx.."),
    "analog_regulation_review": (".....", ".....", "-", "-"),
    "org_structure": ("xx... c", "xx... c", "..... c", "..... c"),
    "digital_talent": ("xxxx.", "xxxxx c", "xx... c", "..... c"),
    "planned_approach": ("d", "", "", ""),
    "prefecture_support": ("d", "", "", ""),
    "bpr": ("xx... c", "xx... cd", "xx... c", "xxx.."),
    "open_data_kanmin": ("xx...", "d", "xx...", "xxx.."),
}
SIGN = {True: "x", False: ".", None: "?"}


def as_text(row):
    marks = "".join(SIGN[row[name]] for name in MARKS) if row["blank"] in (None, "not_stated") else ""
    more = "c" * bool(row["has_chapter"]) + "d" * row["in_doubt"]
    return "-" if row["blank"] == "not_applicable" else " ".join(filter(None, (marks, more)))


@pytest.mark.parametrize(("at", "plan"), list(enumerate(CITIES)))
def test_the_marks_of_each_city(ds, at, plan):
    rows = coverage(ds).to_frame().filter(plan_id=plan)
    assert {row["item_id"]: as_text(row) for row in rows.iter_rows(named=True)} == {
        item: cells[at] for item, cells in EXPECTED.items()
    }


@pytest.mark.parametrize(
    "ask", [coverage, timeline, ambition, outcomes, previous, overview, matched], ids=lambda ask: ask.__name__
)
def test_cities_stand_in_the_order_of_their_codes_everywhere(ds, ask):
    """Within an item, where a table is by item first."""
    assert tuple(ds.plans()["plan_id"]) == CITIES
    for name, frame in ask(ds).tables.items():
        if "plan_id" in frame.columns:
            blocks = frame.partition_by("item_id") if ask is outcomes and name == "promised" else [frame]
            for block in blocks:
                found = block["plan_id"].drop_nulls().unique(maintain_order=True).to_list()
                assert found == [city for city in CITIES if city in found], name


def test_an_indicator_of_overtime_fills_no_mark(ds):
    """北上市 k12 counts days without overtime, 那須烏山市 k06 to k09 views of reform and overtime."""
    own = coverage(ds).to_frame("evidence").filter(pl.col("kind") == "kpi", "own")
    assert not {"kitakami-2023/k12", *(f"nasukarasuyama-2024/k0{n}" for n in (6, 7, 8, 9))} & set(own["id"])
    theirs = coverage(ds).evidence("北上市", "ai_rpa").filter(kind="kpi")
    assert theirs.select("id", "own").rows() == [("kitakami-2023/k12", False)]


@pytest.mark.long
def test_every_question_says_the_same_of_which_indicator_measures_which_item(ds):
    """Over all pairs of indicator and item: coverage, outcomes, ambition, and the pairs that are matched."""
    decided = set(
        ds.judgement.filter(pl.col("item_id") != "none", subject_kind="kpi").select("subject_id", "item_id").iter_rows()
    )
    table = (
        ambition(ds).to_frame().filter(pl.col("items").is_not_null()).select("kpi_id", pl.col("items").str.split("+"))
    )
    assert set(table.explode("items").iter_rows()) == decided
    for pair in ds.kpi_pair.iter_rows(named=True):
        for end in ("first_id", "second_id"):
            kpi = dict(ds.derived_kpi.select("derived_id", "kpi_id").iter_rows()).get(pair[end], pair[end])
            assert (kpi, pair["item_id"]) in decided, pair[end]
    told = (
        outcomes(ds).to_frame().filter(pl.col("kpi_id").is_not_null()).select("plan_id", "kpi_id", "item_id").unique()
    )
    shown = (
        coverage(ds)
        .to_frame("evidence")
        .filter(pl.col("kind") == "kpi", "own")
        .select("plan_id", kpi_id="id", item_id="item_id")
    )
    one_row = told.with_columns(pl.col("item_id").replace({"online_procedures": "frontyard_reform"})).unique()
    assert set(one_row.iter_rows()) == set(shown.unique().iter_rows())
    for version in ("1.0", "2.0", "2.3"):  # the same whoever ties measures to items
        own = [
            coverage(ds, version=version, by=by).to_frame("evidence").filter(pl.col("kind") == "kpi", "own")
            for by in ("stated", "a", "stated+adjudicated")
        ]
        pairs = [set(frame.select("id", "item_id").iter_rows()) for frame in own]
        assert pairs[0] == pairs[1] == pairs[2]


def test_every_indicator_is_decided(ds):
    judged = set(ds.judgement.filter(subject_kind="kpi")["subject_id"])
    assert judged == set(ds.kpi["kpi_id"])
    assert len(judged) == 71


def test_counts_of_steps_leave_continuations_out(ds):
    table = coverage(ds).to_frame("evidence").filter(kind="step")
    carried = ds.milestone.filter("carried")["milestone_id"]
    assert table.height > 300
    assert not set(table["id"]) & set(carried)


def test_a_measure_alone(ds):
    bare = without(ds, milestone=ds.milestone.clear(), judgement=ds.judgement.filter(subject_kind="measure"))
    assert coverage(bare).to_frame()["marks"].max() == 1


def test_an_item_born_later_is_not_applicable(ds):
    result = coverage(ds)
    assert cell(result, "tomi-2022", "eltax_public_money")["blank"] == "not_applicable"
    assert cell(result, "tomi-2022", "eltax_public_money")["marks"] is None
    assert cell(coverage(ds, version="2.3"), "tomi-2022", "eltax_public_money")["blank"] == "not_stated"


def test_lineage_carries_codes_across_versions(ds):
    """行政手続のオンライン化 became part of フロントヤード改革 (a widening), and open data joined another item."""
    codes = ds.judgement.filter(~((pl.col("item_id") == "frontyard_reform") & (pl.col("act") == "coded")))
    later = coverage(without(ds, judgement=codes), version="2.3")
    assert cell(later, "tomi-2022", "frontyard_reform")["has_measure"]
    assert cell(later, "tomi-2022", "frontyard_reform")["has_step"]
    earlier = coverage(ds, version="1.0")
    assert "frontyard_reform" not in earlier.to_frame()["item_id"].to_list()
    assert cell(earlier, "imari-2021", "open_data_kanmin")["measures"] == 1


def test_items_outside_the_code_book_are_not_assessed(ds):
    row = cell(coverage(ds), "tomi-2022", "planned_approach")
    assert (row["marks"], row["blank"]) == (None, "not_assessed")


def test_stated_and_coded_are_facts_and_not_what_was_asked_for(ds):
    """Under tags alone, 13 cells of 北上市 and 那須烏山市 have a tag; one of them no code: the card of 北上市."""
    stated = coverage(ds, by="stated").to_frame().filter("stated")
    assert stated.height == 13
    assert stated.filter(~pl.col("coded")).select("plan_id", "item_id").rows() == [("kitakami-2023", "mynumber_card")]
    assert cell(coverage(ds, by="a"), "kitakami-2023", "mynumber_card")["has_measure"] is False


def test_where_tags_say_nothing_it_is_not_known(ds):
    """伊万里市 and 東御市 print no tag of the national plan; of 那須烏山市 only those of policy 1-1 are left (e04)."""
    blank = {
        plan: set(coverage(ds, by="stated").to_frame().filter(plan_id=plan)["blank"].drop_nulls().cast(str))
        for plan in CITIES
    }
    assert blank[IMARI] == blank[TOMI] == {"not_applicable", "not_assessed"}
    assert blank[NASU] == {"not_assessed"}
    assert "not_stated" in blank[KITAKAMI]
    agenda = {
        (framework, by): coverage(ds, framework, by=by).own_agenda()
        for framework in ("dx", "kanmin")
        for by in ("stated", "a", "stated+adjudicated")
    }
    assert agenda["dx", "stated"]["measure_id"].to_list() == ["kitakami-2023/1-2"]
    assert agenda["kanmin", "a"].is_empty()
    for by in ("stated", "stated+adjudicated"):
        assert set(agenda["kanmin", by]["plan_id"]) == {KITAKAMI, TOMI}
        assert agenda["kanmin", by].height == 11  # of the 29 measures of the two plans


def test_kanmin_categories(ds):
    """東御市's printed link table has one measure for each of the five categories."""
    result = coverage(ds, framework="kanmin", by="stated").to_frame().filter(plan_id="tomi-2022")
    assert result["measures"].to_list() == [1, 1, 1, 1, 1]


def test_lost_schedules_have_no_number_of_steps(ds):
    """那須烏山市: standardisation and telework; no part of a page may show 0 for what it says it cannot read."""
    result = coverage(ds)
    lost = result.to_frame().filter(pl.col("has_step").is_null(), "has_measure")
    assert lost.select("plan_id", "item_id", "steps").rows() == [
        (NASU, item, None) for item in lost["item_id"] if item in ("system_standardisation", "telework")
    ]
    assert lost.height == 2
    measures = dict(result.to_frame("measures").select("measure_id", "steps").iter_rows())
    unreadable = {measure for measure in illegible(ds) if not measures[measure]}
    assert unreadable
    assert {measures[measure] for measure in unreadable} == {None}


def test_evidence_has_each_thing_once(ds):
    result = coverage(ds)
    for cell in result.to_frame().filter("has_measure").iter_rows(named=True):
        rows = result.evidence(cell["plan_id"], cell["item_id"])
        counts = ("measures", "kpis", "other_kpis", "steps", "chapters")
        assert rows.height == sum(cell[name] or 0 for name in counts)
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


def test_it_is_said_what_an_indicator_is_printed_for(ds):
    rows = coverage(ds).evidence("nasukarasuyama-2024", "telework").filter(kind="kpi")
    assert rows["printed_for"].to_list() == ["policy"]
    assert coverage(ds).evidence("伊万里市", "テレワークの推進").filter(kind="kpi")["printed_for"].to_list() == [
        "measure"
    ]


def test_one_item_of_all_plans_side_by_side(ds):
    table = coverage(ds).item("online_procedures")
    assert tuple(table["plan_id"].unique(maintain_order=True)) == CITIES
    assert set(table["kind"]) == {"measure", "kpi", "step"}
    assert table.equals(coverage(ds).item("自治体フロントヤード改革の推進"))
    assert table["locator"].null_count() == 0
    assert coverage(ds).nobody()["item_id"].to_list() == ["analog_regulation_review"]


@pytest.mark.parametrize("bad", [{"version": "9"}, {"framework": "eu"}, {"by": "z"}])
def test_unknown_choices_are_refused(ds, bad):
    with pytest.raises(ValueError, match=f"no {next(iter(bad)).replace('by', 'judgement')} "):
        coverage(ds, **bad)


def test_gaps_are_items_that_existed_and_have_no_measure(ds):
    gaps = coverage(ds).gaps()
    imari = dict(gaps.filter(plan_id="imari-2021").select("item_id", "has_chapter").iter_rows())
    assert imari == {"security": False, "org_structure": True, "digital_talent": True}  # 3章, 6章
    assert "eltax_public_money" not in gaps.filter(plan_id="tomi-2022")["item_id"].to_list()  # not in version 1.0
    assert "telework" in gaps.filter(plan_id="kitakami-2023")["item_id"].to_list()  # in 2.0 as inferred
    silent = coverage(ds, version="2.3")
    optional = silent.to_frame().filter("optional")
    assert set(optional["item_id"]) == {"eltax_public_money"}
    assert optional.filter(blank="not_stated").height == 3
    assert "eltax_public_money" not in silent.gaps()["item_id"].to_list()  # it is for each body to decide
    assert any("eLTAX" in note.ja and "各団体の判断" in note.ja for note in silent.caveats)
    assert not any("各団体の判断" in note.ja for note in coverage(ds.only("imari-2021")).caveats)


def test_what_could_not_be_sourced_is_neither_there_nor_absent(ds):
    """The block "other" of 2.3 could not be read, nor anything of the version of March 2025."""
    at = {(r["plan_id"], r["item_id"]): r for r in coverage(ds).to_frame().iter_rows(named=True)}
    bpr, data = (at["nasukarasuyama-2024", item] for item in ("bpr", "open_data_kanmin"))
    assert (bpr["in_doubt"], bpr["has_measure"], bpr["measures"]) == (True, True, 3)  # acted on, with the doubt marked
    assert (data["in_doubt"], data["marks"], data["blank"]) == (True, None, "not_assessed")
    assert "nasukarasuyama-2024/2-1-1" not in coverage(ds).own_agenda()["measure_id"].to_list()  # BPRの推進
    latest = coverage(ds, version="4.0").to_frame()
    assert latest.height == 64
    assert latest["in_doubt"].all()
    assert set(latest["blank"].cast(str)) == {"not_assessed"}
    assert coverage(ds, version="4.0").own_agenda().is_empty()  # of nothing can it be said that no item is touched
    told = {(r["plan_id"], r["item_id"]): r["verdict"] for r in outcomes(ds).to_frame().iter_rows(named=True)}
    assert told["nasukarasuyama-2024", "bpr"] == "no_target"
    assert told["tomi-2022", "eltax_public_money"] == "not_applicable"


def test_outcomes_and_coverage_name_one_kind_of_blank(ds):
    """Over every judgement, plan and item; by tags alone, 13 cells nobody looked at were once "no measure" in outcomes."""
    for by in choices(ds):
        cells = coverage(ds, by=by).to_frame().select("plan_id", "item_id", pl.col("blank").cast(pl.String))
        told = outcomes(ds, by=by).to_frame().join(cells, on=["plan_id", "item_id"], how="left")
        empty = told.filter(pl.col("kpi_id").is_null(), pl.col("verdict") != "no_target")
        assert empty.height
        assert empty.filter(pl.col("verdict").cast(pl.String).ne_missing(pl.col("blank"))).is_empty(), by


def test_unmeasured_items_have_measures_and_no_indicator(ds):
    rows = coverage(ds).unmeasured()
    assert rows.group_by("plan_id", maintain_order=True).agg("item_id").rows() == [
        (KITAKAMI, ["mynumber_card", "ai_rpa", "org_structure", "bpr", "open_data_kanmin"]),
        (NASU, ["eltax_public_money", "ai_rpa", "digital_divide", "org_structure", "bpr"]),
        (TOMI, ["digital_divide", "digital_talent", "bpr", "open_data_kanmin"]),
    ]
    assert rows.filter(plan_id="tomi-2022", item_id="digital_talent").row(0, named=True)["measures"] == 1
    assert rows.filter(plan_id="kitakami-2023", item_id="ai_rpa").row(0, named=True)["other_kpis"] == 1


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
    assert result.own_agenda()["measure_id"].to_list() == [
        *(f"tomi-2022/{number}" for number in ("1-3", "2-3", "2-7")),
        *(f"imari-2021/{number}" for number in ("g4", "g17", "g18")),
    ]


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
        *[("p", "a", True), ("p", "b", True), ("p", "c", False), ("p", "d", None), ("p", "e", True)],
        *[("q", "a", True), ("q", "b", False), ("q", "c", True), ("q", "d", True), ("q", "e", True)],
    ]
    matrix = pl.DataFrame(cells, schema=["plan_id", "item_id", "has_measure"], orient="row")
    matrix = matrix.with_columns(in_doubt=(pl.col("item_id") == "e") & (pl.col("plan_id") == "q"))
    plans = pl.DataFrame({"plan_id": ["p", "q"]})
    row = dataclasses.replace(result, tables={"matrix": matrix, "plans": plans}).profile_similarity().row(0, named=True)
    # a both, b only p, c only q, d not comparable, e perhaps not in the version of q: 1 of 3
    assert (row["compared"], row["both"], row["only_first"], row["only_second"], row["neither"]) == (3, 1, 1, 1, 0)
    assert row["jaccard"] == pytest.approx(1 / 3)
    assert (row["items_both"], row["items_first"], row["items_second"]) == ("a", "b", "c")


def test_the_derived_table_is_the_analysis(ds):
    names = [*MARKS, "marks", "readable", "has_target_assumed", "has_chapter", "blank"]
    table = ds.coverage.filter("as_written", framework="dx", by="stated+adjudicated").select(
        "plan_id", "item_id", *names
    )
    joined = table.join(coverage(ds).to_frame(), on=["plan_id", "item_id"], suffix="_now")
    assert joined.height > 50
    assert joined.select(names).equals(joined.select(pl.col(f"{name}_now").alias(name) for name in names))


def test_a_target_whose_year_is_assumed_differs_only_where_no_year_is_printed(ds):
    """伊万里市 prints the year of one number alone; everywhere else a numeric target has its year, or is in words."""
    cells = coverage(ds).to_frame().filter(pl.col("has_target") != pl.col("has_target_assumed"))
    assert set(cells["plan_id"]) == {IMARI}
    assert cells["item_id"].to_list() == [
        *("frontyard_reform", "ai_rpa", "telework", "regional_digitalisation", "digital_divide", "bpr"),
        "open_data_kanmin",
    ]
    assert cells["has_target_assumed"].all()


def test_evidence_names_each_part_once_in_a_cell(ds):
    """An indicator printed for a policy speaks for several measures on one item: it is shown once."""
    result = coverage(ds)
    rows = result.to_frame("evidence")
    assert rows.select("plan_id", "item_id", "kind", "id").is_unique().all()
    counted = rows.group_by("plan_id", "item_id").agg(
        measures=(pl.col("kind") == "measure").sum(), kpis=((pl.col("kind") == "kpi") & pl.col("own")).sum()
    )
    cells = result.to_frame().join(counted, on=["plan_id", "item_id"], suffix="_shown")
    assert cells.filter(
        (pl.col("measures") != pl.col("measures_shown")) | (pl.col("kpis") != pl.col("kpis_shown"))
    ).is_empty()


def test_marks_are_those_of_the_evidence(ds):
    """Counts and flags of every cell, held against the parts that are listed for it."""
    versions = [*ds.framework_version.select("framework", "version").iter_rows(), ("dx", "as_written")]
    for framework, version in versions:
        for by in choices(ds):
            listed = evidence(ds, framework, version, by)
            marked = marks(ds, framework, version, by)
            cells = {(row["plan_id"], row["item_id"]): row for row in marked.iter_rows(named=True)}
            assert {*cells} == {*listed.select("plan_id", "item_id").iter_rows()}
            for cell, row in cells.items():
                parts = [*listed.filter(plan_id=cell[0], item_id=cell[1]).iter_rows(named=True)]
                mine = [part for part in parts if part["own"]]
                counts = {name: sum(part["kind"] == kind for part in mine) for kind, name in KINDS.items()}
                if framework == "kanmin":
                    assert (row["measures"], row["kpis"]) == (counts["measures"], None)
                    continue
                assert {name: row[name] for name in counts} == counts
                kpis = [part for part in mine if part["kind"] == "kpi"]
                for flag in ("has_target", "has_target_assumed", "has_baseline"):
                    assert row[flag] == any(part[flag] for part in kpis)
                assert row["other_kpis"] == sum(part["kind"] == "kpi" and not part["own"] for part in parts)
