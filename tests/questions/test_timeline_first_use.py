"""The first year in which an item is in use, how certain it is, or why there is none."""

import pytest

from dxcompare import timeline
from dxcompare.present.slide import slides_of
from tests.plans import NATIONAL, A, B, C, made, one
from tests.questions.schedules import ACTS, MEASURE, found, steps
from tests.tiers import each

#: Codes of municipalities that turn the order of the first two plans around.
CODES = ("01002", "01001", "02001")


@pytest.mark.parametrize(
    ("milestone", "expected"),
    each(
        4,
        [
            ([(2023, None, "launch", "a"), (2022, None, "pilot", "b")], (2023, "launch", None)),
            ([(2023, None, "operate", "a"), (2024, None, "launch", "b")], (2023, "operate", None)),
            ([(2024, None, "expand", "a")], (2024, "expand", None)),
            ([(2023, None, "operate", "a"), (2023, None, "launch", "b")], (2023, "launch", None)),
            ([(2022, None, "launch", "⇒", "carried"), (2024, None, "operate", "b")], (2024, "operate", None)),
            ([(2022, None, "build", "a")], (None, None, "no_step")),
            ([(2022, None, "operate", "⇒", "carried")], (None, None, "no_step")),
            ([(2022, None, "review", "a")], (None, None, "no_step")),
        ],
    ),
)
def test_first_use_is_the_first_step_that_launches_operates_or_expands(milestone, expected):
    row = one(found("first_use", steps(*milestone)), plan_id=A, item_id="systems")
    assert (row["fy"], row["stage"], row["why"]) == expected


def test_first_use_by_quarter():
    late_first = steps(
        (2024, 3, "operate", "a"), (2024, 2, "expand", "b"), (2025, 1, "launch", "c"), measure="b-2023/1"
    )
    row = one(found("first_use", late_first), plan_id=B, item_id="online")
    assert (row["fy"], row["stage"]) == (2024, "expand")


@pytest.mark.parametrize(
    ("milestone", "expected"),
    each(
        3,
        [
            ([(2023, None, "launch", "a")], (2023, True, "a", "p.0")),
            ([(2023, None, "launch", "a", "lost")], (2023, False, "a", "p.0")),  # that year or later
            # the year of a lost span may be the first; a step with a span in the same year makes it certain
            ([(2023, None, "launch", "a", "lost"), (2024, None, "launch", "b")], (2023, False, "a", "p.0")),
            ([(2023, None, "launch", "a", "lost"), (2023, None, "operate", "b")], (2023, True, "b", "p.1")),
            ([(2024, None, "launch", "a", "lost"), (2023, None, "operate", "b")], (2023, True, "b", "p.1")),
            ([(2022, None, "build", "a")], (None, None, None, None)),
        ],
    ),
)
def test_a_first_year_is_a_lower_bound_where_the_span_of_its_step_is_lost(milestone, expected):
    row = one(found("first_use", steps(*milestone)), plan_id=A, item_id="systems")
    assert (row["fy"], row["span_known"], row["step_text"], row["locator"]) == expected


@pytest.mark.parametrize(
    ("step", "expected"),
    each(
        3,
        [
            ((2022, None, "operate", "導入検討・運用", "lost", "study"), (None, None, "illegible")),
            ((2022, None, "operate", "導入検討・運用", "study"), (2022, "operate", None)),
            ((2022, None, "operate", "導入・運用", "lost", "launch"), (2022, "launch", None)),
            ((2022, None, "prepare", "検討・選定", "lost", "study"), (None, None, "no_step")),
            ((2022, None, "operate", "⇒", "carried", "lost", "study"), (None, None, "no_step")),
        ],
    ),
)
def test_several_stages_in_a_lost_span_do_not_put_the_furthest_into_the_first_year(step, expected):
    """When it is in use is then not legible; that it will be is printed."""
    row = one(found("first_use", steps(step)), plan_id=A, item_id="systems")
    assert (row["fy"], row["stage"], row["why"]) == expected


@pytest.mark.parametrize(
    ("undated", "perhaps"),
    each(
        3, [(2022, 2022), (2023, 2023), (2024, None), (2025, None)]
    ),  # of the year itself, and of later ones, nothing follows
)
def test_an_earlier_step_of_lost_span_that_names_the_use_may_be_the_first(undated, perhaps):
    """導入検討・運用 from FY2022 on, and a launch in FY2024 for certain: it may be in use from FY2022 on."""
    both = steps(
        (undated, None, "operate", "導入検討・運用", "lost", "study"),
        (2025, None, "operate", "検討・運用", "lost", "study"),
        (2024, None, "launch", "開始"),
    )
    row = one(found("first_use", both), plan_id=A, item_id="systems")
    assert (row["fy"], row["span_known"], row["perhaps_fy"]) == (2024, True, perhaps)
    result = timeline(made(ACTS, measure=MEASURE, milestone=both))
    cells = slides_of(result, "en")[-1].frame
    said = f" (perhaps from {perhaps})" if perhaps else ""
    assert one(cells, item="Systems", plan_id="Alpha")["says"] == f"launch 2024{said}"
    notes = [note.en for note in result.caveats if "perhaps in use earlier" in note.en]
    assert [note.rpartition(": ")[2] for note in notes] == ["Systems."] * bool(perhaps)


def test_a_lower_bound_is_a_caveat():
    ds = made(ACTS, measure=MEASURE, milestone=steps((2023, None, "launch", "a", "lost")))
    assert [note for note in timeline(ds).caveats if "or later" in note.en]
    certain = made(ACTS, measure=MEASURE, milestone=steps((2023, None, "launch", "a")))
    assert not [note for note in timeline(certain).caveats if "or later" in note.en]


def why(plan, item, milestone=(), **tables):
    return one(found("first_use", list(milestone), **tables), plan_id=plan, item_id=item)["why"]


@pytest.mark.long
def test_why_there_is_no_first_use():
    lost = [{"steps_lost": "a-2021/1+a-2021/9"}]
    assert why(A, "systems", erratum=lost) == "illegible"
    assert why(A, "card", erratum=lost) == "no_measure"  # the lost schedule is another item's
    assert why(A, "systems", steps((2022, None, "launch", "x")), erratum=lost) is None
    assert why(A, "systems") == "no_step"
    assert why(A, "counter") == "not_applicable"
    assert why(B, "telework") == "not_assessed"  # could not be sourced
    assert why(C, "talent") == "not_assessed"  # the code book has no rule for it
    assert why(A, "fax") == "no_measure"


def test_an_item_that_no_source_confirms_is_acted_on_where_a_measure_is():
    """Telework in the second version: a measure coded to it has steps, or none."""
    acts = [("b-2023/1", "telework", "a")]
    assert why(B, "telework", acts=acts) == "no_step"
    begun = steps((2024, 1, "launch", "x"), measure="b-2023/1")
    assert one(found("first_use", begun, acts), plan_id=B, item_id="telework")["fy"] == 2024
    said = [[n.en for n in timeline(made(a, measure=MEASURE)).caveats if "no source" in n.en] for a in (acts, ACTS)]
    assert said == [["Beta: no source confirms that its version has Telework."], []]


def test_a_tag_is_a_measure_without_a_step():
    assert why(A, "card", acts=[*ACTS, ("a-2021/1", "card", "plan")]) == "no_step"


def test_a_category_without_a_measure_has_none():
    acts = [*ACTS, ("a-2021/1", "kanmin_online", "plan")]
    choices = {"framework": "kanmin"}
    assert why(A, "kanmin_online", acts=acts, choices=choices) == "no_step"
    assert why(A, "kanmin_divide", acts=acts, choices=choices) == "no_measure"


def test_every_plan_and_item_has_a_row():
    table = found("first_use", steps((2022, None, "launch", "x")))
    assert table.height == 3 * table["item_id"].n_unique() == 33
    assert ((table["fy"].is_null()) == (table["why"].is_not_null())).all()


def test_lost_schedules_are_named_plan_by_plan():
    ds = made(ACTS, measure=MEASURE, erratum=[{"steps_lost": "a-2021/1"}, {"steps_lost": "b-2023/1"}])
    notes = [note.en for note in timeline(ds).caveats if "not legible" in note.en]
    assert notes == [
        "Alpha: the first year in use is not legible for Systems.",
        "Beta: the first year in use is not legible for Online.",
    ]
    assert not [note for note in timeline(made(ACTS, measure=MEASURE)).caveats if "not legible" in note.en]


def test_lost_schedules_are_named_in_the_order_of_municipality_codes():
    turned = [{**plan, "municipality_code": code} for plan, code in zip(NATIONAL["plan"], CODES, strict=True)]
    ds = made(ACTS, measure=MEASURE, plan=turned, erratum=[{"steps_lost": "a-2021/1"}, {"steps_lost": "b-2023/1"}])
    notes = [note.en for note in timeline(ds).caveats if "not legible" in note.en]
    assert notes == [  # the second plan is Alpha's now
        "Alpha: the first year in use is not legible for Online.",
        "Beta: the first year in use is not legible for Systems.",
    ]
