"""What speaks for a plan acting on an item, and the five marks that this makes, worked by hand."""

import pytest

from dxcompare.evidence.marks import MARKS, evidence, evidence_parts, marks
from tests.plans import made, one, rows
from tests.tiers import each

#: One measure on the card; `1` and `2` stand under one policy.
MEASURE = rows("measure_id policy mark", ("a-2021/1", "P", "★"), ("a-2021/2", "P", None))
ON_CARD = [("a-2021/1", "card", "a")]
STEP = rows("milestone_id measure_id fy stage items", ("m", "a-2021/1", 2024, "build", None))
OF_CARD = [("kpi", "a-2021/k1", "card")]
FOR_MEASURE = rows("kpi_id measure_id", ("a-2021/k1", "a-2021/1"))
FOR_POLICY = rows("kpi_id policy", ("a-2021/k1", "P"))


def kpi(**given):
    return [{"kpi_id": "a-2021/k1", "kind": "qualitative", **given}]


NUMERIC = {"kind": "numeric", "target": 5.0}


def plan(acts=ON_CARD, measure=MEASURE, **tables):
    return made(acts, measure=measure, **tables)


def found(*args, framework="dx", by="stated+adjudicated", **tables):
    return evidence(plan(*args, **tables), framework, "as_written", by)


def cell(*args, item="card", **tables):
    return one(marks(plan(*args, **tables), "dx", "as_written", "stated+adjudicated"), item_id=item)


def five(**tables):
    row = cell(**tables)
    return "".join({True: "x", False: ".", None: "?"}[row[name]] for name in MARKS)


@pytest.mark.parametrize(
    ("tables", "expected"),
    each(
        3,
        [
            ({}, "x...."),  # a measure
            ({"milestone": STEP}, "xx..."),
            ({"kpi": kpi()}, "x.x.."),  # an indicator in words: no step beside it
            ({"kpi": kpi(), "milestone": STEP}, "xxx.."),
            ({"kpi": kpi(**NUMERIC)}, "x.x.."),  # a number without a year
            ({"kpi": kpi(target_fy=2025)}, "x.x.."),  # a year without a number
            ({"kpi": kpi(target_fy=2025, baseline=1.0)}, "x.x.x"),
            ({"kpi": kpi(**NUMERIC, baseline=1.0)}, "x.x.x"),
            ({"kpi": kpi(**NUMERIC, target_fy=2025)}, "x.xx."),
            ({"kpi": kpi(**NUMERIC, target_fy=2025, baseline=0.0)}, "x.xxx"),  # a baseline of 0 is one
        ],
    ),
)
def test_each_mark_is_true_or_false_by_itself(tables, expected):
    places = FOR_MEASURE if "kpi" in tables else []
    assert five(speaks=OF_CARD if "kpi" in tables else (), kpi_measure=places, **tables) == expected


def test_an_indicator_that_measures_something_else_is_listed_and_fills_nothing():
    full = kpi(**NUMERIC, target_fy=2025, baseline=1.0)
    for speaks in ((), [("kpi", "a-2021/k1", "none")], [("kpi", "a-2021/k1", "ai")]):
        row = cell(kpi=full, kpi_measure=FOR_MEASURE, speaks=speaks)
        assert [row[name] for name in MARKS] == [True, False, False, False, False]
        assert (row["kpis"], row["other_kpis"], row["has_target_assumed"]) == (0, 1, False)
        assert one(found(kpi=full, kpi_measure=FOR_MEASURE, speaks=speaks), kind="kpi", item_id="card")["own"] is False


@pytest.mark.long
def test_an_indicator_fills_the_marks_of_what_it_measures_wherever_it_is_printed():
    full = kpi(**NUMERIC, target_fy=2025, baseline=1.0)
    far = rows("kpi_id measure_id", ("a-2021/k1", "a-2021/2"))  # a measure that is not tied to the card
    for places, where in ((FOR_MEASURE, "measure"), (FOR_POLICY, "policy"), (far, "measure"), ([], "plan")):
        tables = {"kpi": full, "kpi_measure": places, "speaks": OF_CARD}
        assert five(**tables) == "x.xxx"
        row = one(found(**tables), kind="kpi")
        assert (row["own"], row["printed_for"], row["note"]) == (True, where, "why card")


def test_target_and_baseline_may_be_of_two_indicators():
    two = [*kpi(**NUMERIC, target_fy=2025), {"kpi_id": "a-2021/k2", "kind": "qualitative", "baseline": 1.0}]
    both = [*OF_CARD, ("kpi", "a-2021/k2", "card")]
    assert five(kpi=two, speaks=both) == "x.xxx"
    assert five(kpi=two, speaks=OF_CARD) == "x.xx."


def test_a_year_may_be_assumed_in_a_column_of_its_own():
    assert cell(kpi=kpi(**NUMERIC), speaks=OF_CARD)["has_target_assumed"] is True
    assert cell(kpi=kpi(**NUMERIC, target_fy=2025), speaks=OF_CARD)["has_target_assumed"] is True
    assert cell(kpi=kpi(target_fy=2025), speaks=OF_CARD)["has_target_assumed"] is False


def test_an_indicator_that_follows_by_arithmetic_fills_nothing():
    derived = [{"derived_id": "a-2021/k1-yearly", "kpi_id": "a-2021/k1", "target": 1.0, "baseline": 1.0}]
    assert five(kpi=kpi(), speaks=OF_CARD, derived_kpi=derived) == "x.x.."


def test_a_step_must_be_the_items_and_more_than_an_arrow():
    both = [*ON_CARD, ("a-2021/1", "online", "a", "secondary")]
    of_online = [{**STEP[0], "items": "online"}]
    assert cell(both, milestone=of_online)["has_step"] is False
    assert cell(both, milestone=of_online, item="online")["has_step"] is True
    assert cell(milestone=[{**STEP[0], "carried": True}])["has_step"] is False
    assert cell(milestone=[{**STEP[0], "items": "none"}])["has_step"] is False


def test_a_step_speaks_for_what_its_item_has_become():
    """The third plan is read against a version in which going online is part of the counter."""
    measure = [{"measure_id": "c-2025/1", "plan_id": "c-2025"}]
    step = [
        {
            "milestone_id": "m",
            "measure_id": "c-2025/1",
            "plan_id": "c-2025",
            "fy": 2025,
            "stage": "build",
            "items": "online",
        }
    ]
    row = cell([("c-2025/1", "online", "a")], measure=measure, milestone=step, item="counter")
    assert row["has_step"] is True


def test_a_lost_schedule_makes_the_step_unreadable_and_no_more():
    lost = rows("steps_lost", "a-2021/1+a-2021/2")
    assert five(erratum=lost) == "x?..."
    assert five(erratum=lost, kpi=kpi(), speaks=OF_CARD) == "x?x.."
    two = [*ON_CARD, ("a-2021/2", "card", "a")]
    step = [{**STEP[0], "measure_id": "a-2021/2"}]
    assert cell(two, erratum=rows("steps_lost", "a-2021/1"), milestone=step)["has_step"] is True


def test_a_chapter_is_evidence_of_its_own_kind_and_fills_no_mark():
    chapter = rows("chapter_id title_ja title_en locator", ("a-2021/ch3", "3 体制", "3 Organisation", "p.3"))
    tables = {"chapter": chapter, "speaks": [("chapter", "a-2021/ch3", "fax")]}
    row = cell(item="fax", **tables)
    assert [row[name] for name in MARKS] == [False] * 5
    assert (row["has_chapter"], row["chapters"]) == (True, 1)
    part = one(found(**tables), kind="chapter")
    assert (part["text"], part["note_en"], part["locator"], part["own"]) == ("3 体制", "why fax", "p.3", True)
    assert cell(**tables)["has_chapter"] is False


def test_of_categories_of_the_data_act_only_measures_were_read():
    acts = [("a-2021/1", "kanmin_online", "plan")]
    ds = plan(acts, kpi=kpi(**NUMERIC, target_fy=2025), kpi_measure=FOR_MEASURE, milestone=STEP, speaks=OF_CARD)
    row = one(marks(ds, "kanmin", "as_written", "stated"), item_id="kanmin_online")
    assert [row[name] for name in (*MARKS, "has_chapter")] == [True, None, None, None, None, None]
    assert [row[name] for name in ("measures", "kpis", "other_kpis", "steps", "chapters")] == [
        1,
        None,
        None,
        None,
        None,
    ]
    parts = evidence(ds, "kanmin", "as_written", "stated")
    assert dict(parts.select("kind", "own").iter_rows()) == {"measure": True, "kpi": None, "step": None}


def test_each_part_is_there_once_on_its_best_ground():
    """The indicator stands under the policy of both measures and under the second itself; two links to the first."""
    acts = [("a-2021/1", "card", "plan"), ("a-2021/1", "card", "a", "primary"), ("a-2021/2", "card", "a", "secondary")]
    places = [*FOR_POLICY, *rows("kpi_id measure_id", ("a-2021/k1", "a-2021/2"))]
    table = found(acts, kpi=kpi(), kpi_measure=places, milestone=STEP, speaks=OF_CARD)
    assert table.select("kind", "id", "basis", "role", "printed_for").rows() == [
        ("measure", "a-2021/1", "coded+stated", "primary", None),
        ("measure", "a-2021/2", "coded", "secondary", None),
        ("kpi", "a-2021/k1", "coded+stated", "primary", "measure"),
        ("step", "m", "coded+stated", "primary", None),
    ]


def test_a_measure_is_there_with_the_reason_of_its_code_or_of_the_decision():
    """A code's reason before a tag's; that of the decision in both languages; no step or indicator borrows it."""
    why = {"decision": "acts", "reason": "券面", "reason_en": "stated on it"}
    acts = [*ON_CARD, ("a-2021/1", "card", "plan"), ("a-2021/2", "ai", "plan"), ("a-2021/2", "none", "b")]
    decided = [{"measure_id": "a-2021/1", "item_id": "fax", **why}]
    tables = {"kpi": kpi(), "kpi_measure": FOR_MEASURE, "milestone": STEP, "adjudication": decided}
    reasons = found(acts, **tables).select("item_id", "kind", "note", "note_en").rows()
    assert set(reasons) == {
        ("card", "measure", "a: card", None),
        ("ai", "measure", None, None),
        ("fax", "measure", "券面", "stated on it"),
        *((item, kind, None, None) for item in ("card", "fax") for kind in ("kpi", "step")),
    }


def test_parts_say_what_they_are_and_where():
    step = [{**STEP[0], "step_text": "構築", "locator": "p.9"}]
    names = kpi(name_ja="枚数", name_en="Cards", **NUMERIC, target_fy=2025, locator="p.8")
    measure = rows("measure_id title_ja title_en mark locator", ("a-2021/1", "普及", "Uptake", "★", "p.7"))
    parts = evidence_parts(made(measure=measure, kpi=names, kpi_measure=FOR_MEASURE, milestone=step))
    assert parts.select("kind", "id", "text", "text_en", "note", "has_target", "has_baseline", "locator").rows() == [
        ("measure", "a-2021/1", "普及", "Uptake", "★", None, None, "p.7"),
        ("kpi", "a-2021/k1", "枚数", "Cards", None, True, False, "p.8"),
        ("step", "m", "構築", "構築", "build", None, None, "p.9"),
    ]


def test_no_link_no_evidence():
    assert found([("a-2021/1", "none", "a")]).is_empty()
    assert marks(plan([("a-2021/1", "none", "a")]), "dx", "as_written", "a").is_empty()
