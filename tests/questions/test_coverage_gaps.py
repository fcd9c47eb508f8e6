"""What the matrix leads to: gaps, own agenda, items and measures one by one, similarity of plans."""

import pytest

from dxcompare import coverage
from dxcompare.words.unknown import UnknownName
from tests.plans import NATIONAL, A, B, C, one, rows
from tests.questions.measures import ACTS, INDICATOR, SPEAKS, cells, small


def test_gaps_are_what_the_version_has_and_no_measure_acts_on():
    gaps = coverage(small()).gaps()
    by = {plan: set(gaps.filter(plan_id=plan)["item_id"]) for plan in (A, B, C)}
    assert by == {
        A: {"ai", "telework", "systems", "fax", "open_data"},
        B: {"card", "counter", "ai", "open_data", "core", "cloud"},
        C: set(),
    }
    assert set(gaps.filter(plan_id=B)["version"]) == {"2"}


def test_silence_about_an_optional_item_is_no_gap():
    item = [
        {**row, "deadline_status": "optional"} if (row["item_id"], row["version"]) == ("core", "2") else row
        for row in NATIONAL["item"]
    ]
    result = coverage(small(item=item))
    assert "core" not in result.gaps().filter(plan_id=B)["item_id"].to_list()
    (cell,) = result.to_frame().filter(plan_id=B, item_id="core").iter_rows(named=True)
    assert (cell["blank"], cell["optional"]) == ("not_stated", True)
    assert result.to_frame().filter("optional").height == 1
    assert "Core systems: for each body to decide; to have no measure is no gap." in [n.en for n in result.caveats]


def test_a_version_that_nobody_could_read_says_nothing():
    """None of its items is known: no cell is acted on, not even in doubt, and no measure is the city's own agenda."""
    versions = [
        *NATIONAL["framework_version"],
        {"framework": "dx", "version": "4", "position": 9, "unsourced": "ai+card"},
    ]
    result = coverage(small(framework_version=versions), version="4")
    assert set(result.to_frame()["blank"].cast(str)) == {"not_assessed"}
    assert result.to_frame().height == 6
    assert result.own_agenda().is_empty()
    assert result.gaps().is_empty()


def test_a_plan_without_a_version_has_no_agenda_of_its_own():
    plan = [{**row, "framework_version": None} for row in NATIONAL["plan"]]
    result = coverage(small(plan=plan))
    assert result.to_frame().is_empty()
    assert result.own_agenda().is_empty()
    assert coverage(small(plan=plan), version="1").own_agenda().height > 0


def test_unmeasured_items_and_measures():
    """Of two items the indicator measures one; the second measure has no indicator."""
    two = [*ACTS, ("a-2021/2", "fax", "plan")]
    result = coverage(small(two))
    assert result.unmeasured().select("plan_id", "item_id", "marks", "measures", "steps", "other_kpis").rows() == [
        (A, "counter", 2, 1, 1, 1),
        (A, "fax", 1, 1, 0, 0),
        (B, "telework", 1, 1, 0, 0),
    ]
    assert result.unmeasured("measure")["measure_id"].to_list() == ["a-2021/2", "b-2023/1", "b-2023/2"]
    shared = [*INDICATOR["kpi_measure"], *rows("kpi_id policy", ("a-2021/k1", "P"))]
    assert "a-2021/2" not in coverage(small(kpi_measure=shared)).unmeasured("measure")["measure_id"].to_list()


def test_measures_are_listed_with_their_items_and_parts():
    both = [*ACTS, ("a-2021/1", "card", "a", "secondary"), ("a-2021/1", "fax", "a", "secondary")]
    table = coverage(small(both)).to_frame("measures")
    assert table["measure_id"].to_list() == ["a-2021/2", "a-2021/1", "b-2023/1", "b-2023/2"]  # as the plan prints them
    first = one(table, measure_id="a-2021/1")
    assert (first["items"], first["kpis"], first["steps"], first["assessed"]) == ("card+fax+counter", 1, 1, True)
    assert (first["title_ja"], first["locator"]) == ("カードの普及", "p.1")


@pytest.mark.long
def test_own_agenda_is_what_was_looked_at_and_touches_no_item():
    """The counter of the second plan is none of its version's items; telework is, in doubt."""
    assert coverage(small()).own_agenda()["measure_id"].to_list() == ["a-2021/2", "b-2023/1"]
    assert coverage(small(), version="3").own_agenda()["measure_id"].to_list() == ["a-2021/2"]
    assert coverage(small(), by="stated").own_agenda()["measure_id"].to_list() == ["a-2021/2"]  # B prints no tag
    assert coverage(small(), framework="kanmin").own_agenda().is_empty()  # nobody looked
    assert coverage(small(), framework="kanmin", by="a").own_agenda().is_empty()


def test_what_nobody_looked_at_in_the_matrix_is_no_agenda_either():
    """The second plan prints a tag and `b` coded the first alone: what was left out of it nobody has judged."""
    acts = [("b-2023/1", "card", "plan"), ("a-2021/1", "card", "b"), ("a-2021/2", "none", "b")]
    result = coverage(small(acts), by="stated+b")
    blank = dict(result.to_frame().filter(plan_id=B).select("item_id", "blank").iter_rows())
    assert (blank["card"], blank["ai"]) == (None, "not_assessed")
    assert result.own_agenda()["measure_id"].to_list() == ["a-2021/2"]
    assert coverage(small(acts), by="stated").own_agenda()["measure_id"].to_list() == ["b-2023/2"]


def test_evidence_of_a_cell_and_which_blank_it_met():
    result = coverage(small())
    rows_ = result.evidence(A, "online")
    assert rows_.select("kind", "id", "own", "basis", "role").rows() == [
        ("measure", "a-2021/1", True, "coded", "primary"),
        ("kpi", "a-2021/k1", False, "coded", "primary"),  # of the measure, and measures the card
        ("step", "milestone-1", True, "coded", "primary"),
    ]
    assert result.evidence(A, "fax").select("kind", "id", "text_en").rows() == [
        ("blank", "not_stated", "no numbered measure")
    ]
    assert result.evidence(B, "fax").item(0, "id") == "not_applicable"
    assert result.evidence(C, "card").item(0, "id") == "not_assessed"


def test_plans_and_items_are_asked_for_by_id_or_name_in_either_language():
    result = coverage(small())
    for plan, item in (("甲市", "オンライン化"), ("Alpha", "counter"), ("alpha", "Online"), (A, "窓口")):
        assert result.evidence(plan, item).equals(result.evidence(A, "online"))
    with pytest.raises(UnknownName, match="no plan 'x'"):
        result.evidence("x", "card")
    with pytest.raises(UnknownName, match="no item 'cards'; did you mean 'card'"):
        result.evidence(A, "cards")
    assert small().only("乙市").plan["plan_id"].to_list() == [B]


def test_one_item_in_all_plans_side_by_side():
    chapter = rows("chapter_id title_ja locator", ("c-2025/ch1", "1 章", "p.1"))
    ds = small(chapter=chapter, speaks=[*SPEAKS, ("chapter", "c-2025/ch1", "card")])
    table = coverage(ds).item("カード")
    assert table.select("plan_id", "kind", "id").rows() == [
        (A, "measure", "a-2021/1"),
        (A, "kpi", "a-2021/k1"),
        (B, "blank", "not_stated"),
        (C, "blank", "not_assessed"),
        (C, "chapter", "c-2025/ch1"),
    ]


def test_items_that_no_plan_acts_on_leave_blanks_out():
    """Fax is in one version only; core and cloud in two, of which one plan was not coded."""
    table = coverage(small()).nobody()
    counts = {row["item_id"]: row for row in table.iter_rows(named=True)}
    assert set(counts) == {"ai", "open_data", "systems", "fax", "core", "cloud"}
    assert (counts["fax"]["plans"], counts["fax"]["not_applicable"], counts["fax"]["not_assessed"]) == (1, 2, 0)
    assert (counts["core"]["plans"], counts["core"]["not_applicable"], counts["core"]["not_assessed"]) == (1, 1, 1)


def test_how_many_chapters_treat_an_item_is_unknown_where_nobody_read_the_chapters_of_a_plan():
    """Artificial intelligence: the first two plans could act on it, and do not."""
    chapter = rows("chapter_id plan_id", ("a-2021/ch1", A), ("b-2023/ch1", B))
    first, second = ("chapter", "a-2021/ch1", "ai"), ("chapter", "b-2023/ch1", "none")
    for more, treated in (([], None), ([second], 1)):
        data = small(chapter=chapter, speaks=[*SPEAKS, first, *more])
        row = one(coverage(data).nobody(), item_id="ai")
        assert (row["plans"], row["chapters"]) == (2, treated)
        cell = cells(data, "has_chapter", "chapters", plan=B)
        assert cell["ai"] == cell["telework"] == ([False, 0] if more else [None, None])
        assert cells(data, "has_chapter", plan=A)["ai"] is True


def test_drilldown_of_a_measure():
    """The measure, its items with the reason, then its indicators and steps."""
    found = coverage(small()).drilldown("a-2021/1")
    assert found.select("kind", "id", "text", "basis", "role", "locator").rows() == [
        ("measure", "a-2021/1", "カードの普及", None, None, "p.1"),
        ("item", "card", "【card】", "stated", None, "p.1"),
        ("item", "counter", "オンライン化（1・2版）／窓口（3版）", "coded", "primary", "p.1"),
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
    assert both["jaccard"] == pytest.approx(1 / 3)
    assert (both["items_both"], both["items_first"], both["items_second"]) == ("counter", "card", "telework")
    nothing = one(pairs, first=A, second=C)
    assert (nothing["compared"], nothing["jaccard"]) == (0, None)


def test_two_plans_that_act_on_nothing_have_no_index():
    pairs = coverage(small([("a-2021/1", "none", "a"), ("b-2023/1", "none", "a")])).profile_similarity()
    row = one(pairs, first=A, second=B)
    assert (row["both"], row["jaccard"]) == (0, None)
    assert row["neither"] == row["compared"] > 0
