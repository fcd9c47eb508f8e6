"""Which national items each plan acts on, and with which marks."""

import polars as pl
import pytest

from dxcompare import coverage
from dxcompare.evidence.marks import MARKS
from dxcompare.present.slide import finding_of, slides_of
from dxcompare.questions.coverage.compute import coverage_rows
from tests.plans import NATIONAL, A, B, C, one, rows
from tests.questions.measures import ACTS, MEASURE, cells, small


def five(ds, *columns, **choices):
    """Item → its five marks as signs, and some columns of its cell."""
    found = cells(ds, *MARKS, *columns, **choices)
    sign = {True: "x", False: ".", None: "?"}
    return {item: ["".join(sign[one] for one in row[:5]), *row[5:]] for item, row in found.items()}


def test_a_cell_says_who_linked_it_and_on_what_it_rests():
    columns = ("stated", "coded", "marks", "readable", "blank", "measures", "kpis", "other_kpis", "steps")
    found = five(small(), *columns)
    assert found["card"] == ["x.xx.", True, False, 3, 5, None, 1, 1, 0, 0]  # the step is of online alone
    assert found["counter"] == ["xx...", False, True, 2, 5, None, 1, 0, 1, 1]  # online and counter are one row
    assert found["ai"] == [".....", False, False, 0, 5, "not_stated", 0, 0, 0, 0]


def test_each_judgement_counts_its_own_measures_and_what_was_decided_stays():
    stated, coded = (five(small(), "stated", "coded", by=by) for by in ("stated", "a"))
    assert (stated["card"], coded["card"]) == (["x.xx.", True, False], ["..xx.", True, False])
    assert coded["counter"] == ["xx...", False, True]


def test_the_figure_counts_assumed_years_only_on_request():
    undated = [{"kpi_id": "a-2021/k1", "kind": "numeric", "target": 3.0}]
    ds = small(kpi=undated)
    assert cells(ds, "has_target", "has_target_assumed", "marks")["card"] == [False, True, 2]
    assert cells(ds, "has_target", "marks", assumed=True)["card"] == [False, 3]
    assert "最終年" in coverage(ds, assumed=True).caveats[1].ja


@pytest.mark.long
def test_blanks_of_a_plan():
    """What its version has not, what nobody knows of it, what nobody has looked for, and what it does not act on."""
    found = cells(small(), "blank", plan=B)
    assert found["fax"] == found["systems"] == "not_applicable"
    assert found["telework"] is None  # in doubt, and a measure is coded to it
    assert found["card"] == found["ai"] == found["counter"] == "not_stated"  # online, which its version has
    in_doubt = cells(small(), "in_doubt", "has_measure", plan=B)
    assert (in_doubt["telework"], in_doubt["card"]) == ([True, True], [False, False])
    without = [act for act in ACTS if act[1] != "telework"]
    assert cells(small(without), "blank", "marks", plan=B)["telework"] == ["not_assessed", None]
    later = cells(small(), "blank", plan=B, version="3")
    assert (later["counter"], later["telework"], later["talent"]) == (None, None, "not_assessed")


def test_what_nobody_has_looked_for_is_not_assessed_but_what_is_tagged_is_known():
    """`talent` is not in the code book; the third plan has not been coded; a tag needs no coder."""
    acts = [*ACTS, ("c-2025/1", "talent", "plan")]
    ds = small(acts, measure=[*MEASURE, {"measure_id": "c-2025/1", "plan_id": C}])
    found = cells(ds, "marks", "blank", plan=C)
    assert found["talent"] == [1, None]
    assert found["card"] == [None, "not_assessed"]
    assert cells(ds, "marks", "blank", plan=C, by="stated")["card"] == [0, "not_stated"]
    assert cells(ds, "marks", "blank", plan=C, by="a")["talent"] == [None, "not_assessed"]
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
    unknown = {("b", B), ("stated+b", B), ("stated", A), ("stated", B)}  # no plan prints a tag
    assert blank == {cell: "not_assessed" if cell in unknown else "not_stated" for cell in blank}


def test_a_missing_tag_says_nothing_where_a_plan_prints_none_or_its_text_lost_some():
    acts = [("a-2021/1", "card", "plan"), ("a-2021/2", "kanmin_online", "plan")]
    ds = small(acts)
    assert cells(ds, "blank", by="stated")["ai"] == "not_stated"
    assert cells(ds, "blank", by="stated", plan=B)["ai"] == "not_assessed"  # no tags at all
    assert cells(ds, "blank", by="stated", framework="kanmin", plan=B)["kanmin_divide"] == "not_assessed"
    lost = small(acts, erratum=rows("erratum_id tags_lost", ("a-2021/e1", "a-2021/2")))
    found = cells(lost, "blank", by="stated")
    assert (found["card"], found["ai"]) == (None, "not_assessed")
    assert coverage(lost, by="stated").own_agenda().is_empty()
    assert coverage(ds, by="stated").own_agenda()["measure_id"].to_list() == ["a-2021/2"]


def test_what_was_not_read_has_no_marks():
    frame = coverage(small()).to_frame()
    for row in frame.iter_rows(named=True):
        unread = row["blank"] not in (None, "not_stated")
        assert all((row[name] is None) == unread for name in (*MARKS, "marks", "readable"))


def test_what_nobody_could_count_is_no_zero():
    """A lost schedule has no number of steps; a cell not read has no counts, one without a measure has zeros."""
    lost = rows("erratum_id steps_lost", ("a-2021/e1", "a-2021/1+b-2023/2"))
    counts = ("measures", "kpis", "other_kpis", "steps")
    result = coverage(small(erratum=lost))
    first = {row[0]: row[1:] for row in result.to_frame().filter(plan_id=A).select("item_id", *counts).iter_rows()}
    assert first["card"] == (1, 1, 0, None)
    assert first["counter"] == (1, 0, 1, 1)  # a step that is left
    assert first["ai"] == (0, 0, 0, 0)
    unread = result.to_frame().filter(plan_id=C)
    assert set(unread["blank"].cast(str)) == {"not_assessed", "not_applicable"}
    assert set(unread.select(counts).iter_rows()) == {(None,) * 4}
    telework = one(result.unmeasured(), plan_id=B, item_id="telework")
    assert (telework["steps"], telework["other_kpis"]) == (None, 0)
    table = dict(result.to_frame("measures").select("measure_id", "steps").iter_rows())
    assert table == {"a-2021/1": 1, "a-2021/2": 0, "b-2023/1": 0, "b-2023/2": None}


def test_cells_stand_by_plan_then_by_item():
    frame = coverage(small()).to_frame()
    assert frame["plan_id"].unique(maintain_order=True).to_list() == [A, B, C]
    assert frame["position"].is_sorted()
    first = frame.filter(plan_id=A)["item_id"].to_list()
    assert first == frame.filter(plan_id=C)["item_id"].to_list()
    assert first[:2] == ["counter", "card"]  # online stands in the row of what it became


def test_categories_of_the_data_act():
    """Nobody codes them: they are known by tags, where a plan prints any, and by no more than measures."""
    ds = small([*ACTS, ("a-2021/1", "kanmin_online", "plan")])
    columns = (
        "blank",
        "marks",
        "readable",
        "has_step",
        "has_chapter",
        "measures",
        *"kpis other_kpis steps chapters".split(),
    )
    assert cells(ds, *columns, framework="kanmin") == {
        "kanmin_online": [None, 1, 1, None, None, 1, *[None] * 4],
        "kanmin_divide": ["not_stated", 0, 1, None, None, 0, *[None] * 4],
    }
    found = coverage(ds, "kanmin").evidence(A, "kanmin_online")
    assert found.select("kind", "own").rows() == [("measure", True), ("kpi", None), ("step", None)]
    assert cells(ds, "blank", framework="kanmin", by="a")["kanmin_divide"] == "not_assessed"
    assert cells(ds, "blank", framework="kanmin", plan=B)["kanmin_divide"] == "not_assessed"


def test_the_derived_table_has_every_version_and_whoever_judged():
    table = coverage_rows(small())
    assert table.select("framework", "version").unique(maintain_order=True).rows() == [
        *(("dx", version) for version in "123"),
        ("kanmin", "2016"),
    ]
    columns = ("as_written", "stated", "coded", *MARKS, "marks", "readable", "blank", "measures", "kpis", "steps")
    yes, no = [True, False, True, True, False, 3, 5, None, 1, 1, 0], [False, False, True, True, False, 2, 5]
    worked = {
        ("1", "card"): {
            "a": [True, True, False, *no, "not_stated", 0, 1, 0],
            "stated+adjudicated": [True, True, False, *yes],
            "stated": [True, True, False, *yes],
        },
        ("2", "online"): {
            "a": [False, False, True, True, True, False, False, False, 2, 5, None, 1, 0, 1],
            "stated+adjudicated": [False, False, True, True, True, False, False, False, 2, 5, None, 1, 0, 1],
            "stated": [False, False, True, *[False] * 5, 0, 5, "not_stated", 0, 0, 0],
        },
    }
    for (version, item), expected in worked.items():
        cell = table.filter(framework="dx", version=version, plan_id=A, item_id=item)
        assert {by: row for by, *row in cell.select("by", *columns).iter_rows()} == expected
    assert set(table.filter(framework="kanmin")["as_written"]) == {True}
    assert table.equals(table.sort("framework", "version", "plan_id", "item_id", "by"))


@pytest.mark.long
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
    assert len(caveats) == 2
    assert caveats[1].startswith("Of the categories only measures")


def test_the_notes_of_the_versions_that_were_used_are_said():
    versions = [
        {**row, "note": f"注{row['version']}", "note_en": f"note {row['version']}"}
        for row in NATIONAL["framework_version"]
    ]
    ds = small(framework_version=versions)
    assert [note.en for note in coverage(ds, version="2").caveats][2:] == ["Version 2: note 2."]
    assert [note.ja for note in coverage(ds).caveats][2:] == ["1版：注1。", "2版：注2。", "3版：注3。"]
    assert [note.en for note in coverage(ds, framework="kanmin").caveats][2:] == ["Version 2016: note 2016."]


def in_doubt():
    """Of nobody's but the second version: a plan that acts on telework, and one that does not; both are in doubt."""
    plan = [
        *NATIONAL["plan"],
        *({**NATIONAL["plan"][1], "plan_id": f"{city}-2023", "municipality_code": code} for city, code in MORE.items()),
    ]
    measure = [*MEASURE, *({"measure_id": f"{city}-2023/1", "plan_id": f"{city}-2023"} for city in MORE)]
    acts = [*ACTS, *((f"{city}-2023/1", "none", "a") for city in MORE)]
    return small(acts, plan=plan, measure=measure, municipality=[*NATIONAL["municipality"], *TOWNS])


#: towns whose plans are of the second version and act on nothing.
MORE = {f"d{n}": f"0200{n}" for n in range(2, 9)} | {f"e{n}": f"0300{n}" for n in range(1, 5)}
TOWNS = rows(
    "municipality_code name_ja name_en prefecture_ja prefecture_en",
    *((code, f"{city}町", f"{city} Town", "西県", "West") for city, code in MORE.items()),
)


def test_a_share_of_plans_leaves_out_all_in_doubt_and_says_how_many():
    """Telework: A acts not, and could; B acts, and eleven do not, all in doubt; nobody has read C."""
    chart = coverage(in_doubt()).plot(lang="ja")
    row = one(chart.data, item_id="telework")
    assert (row["n"], row["has_measure"], row["in_doubt"]) == (1, 0.0, 12)
    assert (one(chart.data, item_id="card")["n"], one(chart.data, item_id="card")["in_doubt"]) == (13, 0)
    said = "".join(text.get_text() for text in chart.figure.texts).replace("\n", "")
    assert "施策の有無にかかわらず除いた計画の数：テレワーク12。" in said


def test_the_finding_leaves_out_items_in_doubt_and_its_slide_says_so():
    """Of A and B: all but telework could be told without doubt, of four items that both versions have."""
    acts = [*ACTS, ("a-2021/1", "telework", "a")]
    ds = small(acts).only(A, B)
    cells_ = coverage(ds).to_frame().filter(pl.col("has_measure").is_not_null())
    both = cells_.group_by("item_id").agg(n=pl.len(), acts=pl.col("has_measure").all()).filter(n=2)
    assert one(both, item_id="telework")["acts"]
    assert finding_of(coverage(ds), "en").startswith(f"Of {both.height - 1} items assessed in every plan, 0 have")
    (slide,) = slides_of(coverage(ds), "en")
    assert slide.notes[0].startswith("The finding leaves out 1 item: no source tells")
    assert finding_of(coverage(small(acts).only(B)), "en").endswith("1 has a numbered measure")
