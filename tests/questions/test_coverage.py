"""Which national items each plan acts on, how far, and what that leads to: gaps, own agenda, similarity."""

import pytest

from dxcompare import coverage
from dxcompare.questions.coverage.compute import coverage_rows
from tests.plans import NATIONAL, A, B, C, made, one, rows

MEASURE = rows(
    "measure_id plan_id policy title_ja position locator",
    ("a-2021/1", A, "P", "カードの普及", 2, "p.1"),
    ("a-2021/2", A, "P", "祭り", 1, "p.2"),
    ("b-2023/1", B, None, "窓口", 1, "p.3"),
    ("b-2023/2", B, None, "在宅勤務", 2, "p.4"),
)
ACTS = [
    ("a-2021/1", "card", "plan"),
    ("a-2021/1", "online", "a"),
    ("a-2021/2", "none", "a"),
    ("b-2023/1", "counter", "a"),  # wider than online, the item of its own version
    ("b-2023/2", "telework", "a"),  # which the second version may have
]
INDICATOR = {
    "kpi": [{"kpi_id": "a-2021/k1", "kind": "numeric", "target": 3.0, "target_fy": 2025}],
    "kpi_measure": rows("kpi_id measure_id", ("a-2021/k1", "a-2021/1")),
    "milestone": [{"measure_id": "a-2021/1", "fy": 2022, "stage": "build", "items": "online"}],
}


def small(acts=ACTS, **tables):
    return made(acts, **{"measure": MEASURE, **INDICATOR, **tables})


def cells(ds, *columns, plan=A, **choices):
    """Item → some columns of its cell, of one plan."""
    frame = coverage(ds, **choices).to_frame().filter(plan_id=plan)
    return {item: rest if len(rest) > 1 else rest[0] for item, *rest in frame.select("item_id", *columns).iter_rows()}


def test_a_cell_says_who_linked_it_and_on_what_it_rests():
    found = cells(small(), "stated", "coded", "depth", "depth_own", "blank", "measures", "kpis", "steps")
    assert found["card"] == [True, False, 4, 4, None, 1, 1, 0]  # the step speaks for online alone
    assert found["online"] == [False, True, 4, 4, None, 1, 1, 1]
    assert found["ai"] == [False, False, 0, 0, "not_stated", 0, 0, 0]


def test_each_judgement_counts_its_own_links():
    stated, coded = (cells(small(), "depth", by=by) for by in ("stated", "a"))
    assert (stated["card"], stated["online"]) == (4, 0)
    assert (coded["card"], coded["online"]) == (0, 4)


def test_blanks_of_a_plan():
    """What its version has not, what nobody knows of it, what nobody has looked for, and what it does not act on."""
    found = cells(small(), "blank", plan=B)
    assert found["fax"] == found["systems"] == found["counter"] == "not_applicable"
    assert found["telework"] == "not_assessed"  # although a measure is coded to it
    assert found["card"] == found["ai"] == found["online"] == "not_stated"
    later = cells(small(), "blank", plan=B, version="3")
    assert (later["counter"], later["telework"], later["talent"]) == (None, None, "not_assessed")


def test_what_nobody_has_looked_for_is_not_assessed_but_what_is_tagged_is_known():
    """`talent` is not in the code book; the third plan has not been coded; a tag needs no coder."""
    acts = [*ACTS, ("c-2025/1", "talent", "plan")]
    ds = small(acts, measure=[*MEASURE, {"measure_id": "c-2025/1", "plan_id": C}])
    found = cells(ds, "depth", "blank", plan=C)
    assert found["talent"] == [1, None]
    assert found["card"] == [None, "not_assessed"]
    assert cells(ds, "depth", "blank", plan=C, by="stated")["card"] == [0, "not_stated"]
    assert cells(ds, "depth", "blank", plan=C, by="a")["talent"] == [None, "not_assessed"]
    assert cells(ds, "blank", version="3")["talent"] == "not_assessed"


def test_what_one_coder_has_looked_for_another_has_not():
    """Both coded the first plan, and neither found a card or a fax in it; the first alone coded the second plan."""
    acts = [("a-2021/1", "online", "a"), ("a-2021/1", "none", "b"), ("b-2023/1", "none", "a")]
    ds = small(acts)
    blank = {
        (by, plan): cells(ds, "blank", plan=plan, by=by)["card"]
        for by in ("either", "a", "b", "stated", "stated+b")
        for plan in (A, B)
    }
    unknown = {("b", B), ("stated+b", B)}
    assert blank == {cell: "not_assessed" if cell in unknown else "not_stated" for cell in blank}


def test_a_withheld_depth_is_no_zero():
    frame = coverage(small()).to_frame()
    for row in frame.iter_rows(named=True):
        assert (row["depth"] is None) == (row["blank"] not in (None, "not_stated"))
        assert (row["depth_own"] is None) == (row["depth"] is None)


def test_cells_stand_by_plan_then_by_item():
    frame = coverage(small()).to_frame()
    assert frame["plan_id"].unique(maintain_order=True).to_list() == [A, B, C]
    assert frame["position"].is_sorted()
    first = frame.filter(plan_id=A)["item_id"].to_list()
    assert first == frame.filter(plan_id=C)["item_id"].to_list()
    assert first[:2] == ["online", "counter"]


def test_gaps_are_what_the_version_has_and_no_measure_acts_on():
    gaps = coverage(small()).gaps()
    by = {plan: set(gaps.filter(plan_id=plan)["item_id"]) for plan in (A, B, C)}
    assert by == {
        A: {"ai", "telework", "systems", "fax", "open_data"},
        B: {"card", "online", "ai", "open_data", "core", "cloud"},
        C: set(),
    }
    assert set(gaps.filter(plan_id=B)["version"]) == {"2"}


def test_unmeasured_items_and_measures():
    """A step and no indicator; the second measure has no indicator either."""
    two = [*ACTS, ("a-2021/2", "fax", "plan")]
    result = coverage(small(two))
    assert result.unmeasured().select("item_id", "depth", "measures", "steps").rows() == [("fax", 1, 1, 0)]
    assert result.unmeasured("measure")["measure_id"].to_list() == ["a-2021/2", "b-2023/1", "b-2023/2"]
    assert coverage(small()).unmeasured().is_empty()
    shared = [*INDICATOR["kpi_measure"], *rows("kpi_id policy", ("a-2021/k1", "P"))]
    assert "a-2021/2" not in coverage(small(kpi_measure=shared)).unmeasured("measure")["measure_id"].to_list()


def test_measures_are_listed_with_their_items_and_parts():
    both = [*ACTS, ("a-2021/1", "card", "a", "secondary"), ("a-2021/1", "fax", "a", "secondary")]
    table = coverage(small(both)).to_frame("measures")
    assert table["measure_id"].to_list() == ["a-2021/2", "a-2021/1", "b-2023/1", "b-2023/2"]  # as the plan prints them
    first = one(table, measure_id="a-2021/1")
    assert (first["items"], first["kpis"], first["steps"], first["in_doubt"]) == ("card+fax+online", 1, 1, False)
    assert (first["title_ja"], first["locator"]) == ("カードの普及", "p.1")


def test_own_agenda_is_what_touches_no_item_and_is_not_in_doubt():
    """The counter of the second plan is none of its version's items; telework may be."""
    result = coverage(small())
    assert result.own_agenda()["measure_id"].to_list() == ["a-2021/2", "b-2023/1"]
    table = result.to_frame("measures")
    assert one(table, measure_id="b-2023/2")["in_doubt"] is True
    assert one(table, measure_id="b-2023/2")["items"] is None
    assert coverage(small(), version="3").own_agenda()["measure_id"].to_list() == ["a-2021/2"]
    assert coverage(small(), by="stated").own_agenda()["measure_id"].to_list() == ["a-2021/2", "b-2023/1"]


def test_a_tag_on_an_item_in_doubt_leaves_a_measure_in_doubt_too():
    acts = [act if act[1] != "telework" else ("b-2023/2", "telework", "plan") for act in ACTS]
    assert coverage(small(acts)).own_agenda()["measure_id"].to_list() == ["a-2021/2", "b-2023/1"]


def test_evidence_of_a_cell_and_of_none():
    result = coverage(small())
    rows_ = result.evidence(A, "online")
    assert rows_.select("kind", "id", "basis", "role").rows() == [
        ("measure", "a-2021/1", "coded", "primary"),
        ("kpi", "a-2021/k1", "coded", "primary"),
        ("step", "milestone-1", "coded", "primary"),
    ]
    assert result.evidence(A, "fax").is_empty()
    with pytest.raises(KeyError, match="no plan 'x'"):
        result.evidence("x", "card")
    with pytest.raises(KeyError, match="no item 'cards'; did you mean 'card'"):
        result.evidence(A, "cards")


def test_drilldown_of_a_measure():
    """The measure, its items with the reason, then its indicators and steps."""
    found = coverage(small()).drilldown("a-2021/1")
    assert found.select("kind", "id", "text", "basis", "role", "locator").rows() == [
        ("measure", "a-2021/1", "カードの普及", None, None, "p.1"),
        ("item", "card", "【card】", "stated", None, "p.1"),
        ("item", "online", "オンライン化", "coded", "primary", "p.1"),
        ("kpi", "a-2021/k1", "name_ja", None, None, "locator"),
        ("step", "milestone-1", "step_text", None, None, "locator"),
    ]
    with pytest.raises(KeyError, match="no measure 'a-2021/9'"):
        coverage(small()).drilldown("a-2021/9")


def test_similarity_of_plans_read_against_one_version():
    """Third version. The first plan: card, counter (online widened); the second: counter, telework; the third: not coded."""
    pairs = coverage(small(), version="3").profile_similarity()
    assert pairs.select("first", "second").rows() == [(A, B), (A, C), (B, C)]
    both = one(pairs, first=A, second=B)
    # counter, card, ai, telework, core, cloud, open_data were looked for in both; talent was not
    assert [both[name] for name in ("compared", "both", "only_first", "only_second", "neither")] == [7, 1, 1, 1, 4]
    assert (both["jaccard"], both["depth_difference"]) == (pytest.approx(1 / 3), pytest.approx((4 + 3 + 1) / 7))
    assert (both["items_both"], both["items_first"], both["items_second"]) == ("counter", "card", "telework")
    nothing = one(pairs, first=A, second=C)
    assert (nothing["compared"], nothing["jaccard"], nothing["depth_difference"]) == (0, None, None)


def test_two_plans_that_act_on_nothing_have_no_index():
    pairs = coverage(small([("a-2021/1", "none", "a"), ("b-2023/1", "none", "a")])).profile_similarity()
    row = one(pairs, first=A, second=B)
    assert (row["both"], row["jaccard"], row["depth_difference"]) == (0, None, 0)
    assert row["neither"] == row["compared"] > 0


def test_categories_of_the_data_act():
    """Nobody codes them: what is not tagged is not assessed, unless tags alone are asked for."""
    ds = small([*ACTS, ("a-2021/1", "kanmin_online", "plan")])
    assert cells(ds, "depth", "blank", framework="kanmin") == {
        "kanmin_online": [4, None],
        "kanmin_divide": [None, "not_assessed"],
    }
    stated = cells(ds, "depth", "blank", framework="kanmin", by="stated")
    assert stated["kanmin_divide"] == [0, "not_stated"]


def test_the_derived_table_has_every_version_and_whoever_judged():
    table = coverage_rows(small())
    assert table.select("framework", "version").unique(maintain_order=True).rows() == [
        *(("dx", version) for version in "123"),
        ("kanmin", "2016"),
    ]
    columns = ("as_written", "stated", "coded", "depth", "depth_own", "blank", "measures", "kpis", "steps")
    worked = {
        ("1", "card"): {
            "a": [True, False, False, 0, 0, "not_stated", 0, 0, 0],
            "stated+adjudicated": [True, True, False, 4, 4, None, 1, 1, 0],
            "stated": [True, True, False, 4, 4, None, 1, 1, 0],
        },
        ("2", "online"): {
            "a": [False, False, True, 4, 4, None, 1, 1, 1],
            "stated+adjudicated": [False, False, True, 4, 4, None, 1, 1, 1],
            "stated": [False, False, False, 0, 0, "not_stated", 0, 0, 0],
        },
    }
    for (version, item), expected in worked.items():
        cell = table.filter(framework="dx", version=version, plan_id=A, item_id=item)
        assert {by: row for by, *row in cell.select("by", *columns).iter_rows()} == expected
    assert set(table.filter(framework="kanmin")["as_written"]) == {True}
    assert table.equals(table.sort("framework", "version", "plan_id", "item_id", "by"))


def test_the_derived_table_has_a_row_for_each_coder_and_what_was_decided():
    two = [*ACTS, ("a-2021/1", "card", "b"), ("a-2021/2", "fax", "b")]
    ds = small(two, adjudication=rows("measure_id item_id decision", ("a-2021/2", "fax", "acts")))
    table = coverage_rows(ds).filter(framework="dx", version="1", plan_id=A, item_id="fax")
    assert dict(table.select("by", "measures").iter_rows()) == {
        **{"a": 0, "b": 1, "adjudicated": 1},
        **{"stated+adjudicated": 1, "either": 0, "stated": 0},
    }


def said(**choices):
    result = coverage(small(), **choices)
    return result.title.en, result.method.en, [note.en for note in result.caveats]


def test_title_method_and_caveats_say_what_was_asked():
    title, method, caveats = said()
    assert title.startswith("Which national items")
    assert "the version in force when each plan was written of the national DX plan" in method
    assert "tags of the plan or the codes of coder a" in method
    assert caveats[1] == (
        "Measures were coded by: machine reader (language model)×1; "
        "agreement with another coder cannot be measured yet."
    )
    title, method, caveats = said(version="2", by="stated")
    assert "version 2 of" in method
    assert "tags of the plan only" in method
    assert caveats[1].startswith("By the plans' own tags alone")
    title, method, caveats = said(framework="kanmin", by="a")
    assert title.startswith("Which of the five categories")
    assert "the codes of coder a only" in method
    assert len(caveats) == 1


def test_the_notes_of_the_versions_that_were_used_are_said():
    versions = [
        {**row, "note": f"注{row['version']}", "note_en": f"note {row['version']}"}
        for row in NATIONAL["framework_version"]
    ]
    ds = small(framework_version=versions)
    assert [note.en for note in coverage(ds, version="2").caveats][2:] == ["Version 2: note 2."]
    assert [note.ja for note in coverage(ds).caveats][2:] == ["1版：注1。", "2版：注2。", "3版：注3。"]
    assert [note.en for note in coverage(ds, framework="kanmin").caveats][1:] == ["Version 2016: note 2016."]
