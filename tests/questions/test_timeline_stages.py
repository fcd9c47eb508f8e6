"""When a plan reaches each stage of each national item: of which items a step is, and what its year dates."""

import pytest

from tests.plans import A, B, one, rows
from tests.questions.schedules import found, steps


def test_a_stage_is_reached_where_its_first_step_stands():
    """Prepared from the second year, or the third quarter; a continuation begins nothing, and no longer counts."""
    yearly = found(
        "reached",
        steps(
            (2024, None, "prepare", "準備"),
            (2022, None, "prepare", "準備", "lost"),
            (2025, None, "prepare", "⇒", "carried"),
            (2021, None, "prepare", "⇒", "carried"),
            (2023, None, "launch", "移行"),
        ),
    )
    columns = ("item_id", "stage", "fy", "quarter", "last_fy", "steps", "span_known")
    assert yearly.select(columns).rows() == [
        ("systems", "prepare", 2022, None, 2024, 2, False),
        ("systems", "launch", 2023, None, 2023, 1, True),
    ]
    quarterly = found(
        "reached",
        steps((2024, 4, "build", "構築"), (2024, 3, "build", "設計"), (2025, 1, "build", "改修"), measure="b-2023/1"),
    )
    assert quarterly.select(columns).rows() == [("online", "build", 2024, 3, 2025, 3, True)]


def test_a_step_of_a_year_begins_with_it():
    """Printed without a quarter, it comes before the second quarter of its year, and with the first."""
    both = steps((2024, 2, "build", "二"), (2024, None, "build", "年"), measure="b-2023/1")
    assert one(found("reached", both), stage="build")["quarter"] is None
    first = steps((2024, 1, "launch", "一"), (2024, None, "operate", "年"), measure="b-2023/1")
    assert one(found("first_use", first), plan_id=B, item_id="online")["stage"] == "launch"


def test_stages_stand_in_their_order_and_review_is_none():
    table = found(
        "reached",
        steps(
            *((2022, None, stage, stage) for stage in ("expand", "operate", "launch", "review", "pilot", "build")),
            (2022, None, "prepare", "p"),
            (2022, None, "study", "s"),
            (2022, None, None, "no step"),
        ),
    )
    assert table["stage"].to_list() == ["study", "prepare", "build", "pilot", "launch", "operate", "expand"]


def test_a_period_has_its_furthest_stage():
    """Two steps in a year: the further one, its span known if that of one of its steps is; carried only where nothing
    new is printed for it."""
    table = found(
        "periods",
        steps(
            (2022, None, "build", "構築"),
            (2022, None, "pilot", "試行", "lost"),
            (2023, None, "pilot", "⇒", "carried", "lost"),
            (2023, None, "pilot", "試行", "lost"),
            (2024, None, "launch", "⇒", "carried", "lost"),
            (2024, None, "launch", "再開"),
            (2025, None, "operate", "⇒", "carried"),
            (2025, None, "launch", "再開"),
        ),
    )
    assert table.select("fy", "stage", "carried", "span_known").rows() == [
        (2022, "pilot", False, False),
        (2023, "pilot", False, False),
        (2024, "launch", False, True),
        (2025, "operate", True, True),
    ]


def test_quarters_are_periods_of_their_own():
    table = found(
        "periods",
        steps((2024, 2, "build", "a"), (2024, 1, "pilot", "b"), (2023, 4, "study", "c"), measure="b-2023/1"),
    )
    assert table.select("fy", "quarter", "stage").rows() == [(2023, 4, "study"), (2024, 1, "pilot"), (2024, 2, "build")]


def test_steps_of_which_nothing_is_decided_show_under_what_their_measure_acts_on():
    """Once under each, though systems parted in two; a tag ties as a code does."""
    acts = [("a-2021/1", "card", "a"), ("a-2021/1", "fax", "a", "secondary"), ("a-2021/1", "telework", "plan")]
    table = found("reached", steps((2022, None, "build", "構築")), acts)
    assert sorted(table["item_id"]) == ["card", "fax", "telework"]
    later = found("reached", steps((2022, None, "build", "構築")), choices={"version": "2"})
    assert sorted(later["item_id"]) == ["cloud", "core"]
    twice = [("a-2021/1", "data", "a"), ("a-2021/1", "statistics", "a", "secondary")]
    assert found("reached", steps((2022, None, "build", "構築")), twice).select("item_id", "steps").rows() == [
        ("open_data", 1)
    ]


def test_narrowed_steps_show_only_under_their_items():
    acts = [("a-2021/1", "card", "a"), ("a-2021/1", "fax", "a", "secondary")]
    narrowed = [
        {**step, "items": items}
        for step, items in zip(
            steps((2022, None, "build", "x"), (2023, None, "launch", "y"), (2024, None, "operate", "z")),
            ("fax", None, "none"),
            strict=True,
        )
    ]
    table = found("reached", narrowed, acts)
    assert table.select("item_id", "stage").rows() == [("card", "launch"), ("fax", "build"), ("fax", "launch")]


def test_steps_of_a_project_stand_under_the_measure_it_is_mapped_to():
    table = found(
        "reached",
        [{"plan_id": A, "project_id": "a-2021/p1", "track": track, "fy": 2022, "stage": "build"} for track in "①②"],
        project=rows("project_id track", ("a-2021/p1", "①"), ("a-2021/p1", "②")),
        project_measure=rows("project_id track measure_id", ("a-2021/p1", "①", "a-2021/1"), ("a-2021/p1", "②", None)),
    )
    assert table.select("plan_id", "item_id", "steps").rows() == [(A, "systems", 1)]


def test_steps_of_categories_come_through_tags():
    acts = [("a-2021/1", "kanmin_online", "plan"), ("a-2021/1", "card", "a")]
    table = found("reached", steps((2022, None, "build", "構築")), acts, {"framework": "kanmin"})
    assert table["item_id"].to_list() == ["kanmin_online"]


@pytest.mark.parametrize(
    ("by", "items"),
    [
        ("either", ["card", "online"]),
        ("a", ["online"]),
        ("b", ["ai"]),
        ("stated+b", ["ai", "card"]),
        ("stated", ["card"]),
    ],
)
def test_steps_are_of_the_items_that_whoever_is_asked_ties_their_measure_to(by, items):
    acts = [("b-2023/1", "card", "plan"), ("b-2023/1", "online", "a"), ("b-2023/1", "ai", "b")]
    table = found("reached", steps((2024, 1, "build", "構築"), measure="b-2023/1"), acts, {"by": by})
    assert sorted(table["item_id"]) == items


def test_a_decided_step_is_of_its_items_on_whosever_judgement():
    """Decided for the item of the tag: the code of another item does not take it; without the tag it is of none."""
    acts = [("b-2023/1", "card", "plan"), ("b-2023/1", "online", "a")]
    (step,) = steps((2024, 1, "launch", "開始"), measure="b-2023/1")
    said = {}
    for by in ("either", "a", "stated"):
        table = found("first_use", [{**step, "items": "card"}], acts, {"by": by})
        said[by] = [(row["fy"], row["why"]) for row in (one(table, plan_id=B, item_id=i) for i in ("card", "online"))]
    assert said == {
        "either": [(2024, None), (None, "no_step")],
        "a": [(None, "no_measure"), (None, "no_step")],
        "stated": [(2024, None), (None, "no_measure")],
    }


def test_a_step_of_several_stages_and_a_lost_span_dates_the_first_of_them():
    """導入検討・運用 from FY2022 on is studied then; with its span, FY2022 itself reaches the furthest."""
    lost, known = (
        steps((2022, None, "operate", "導入検討・運用", "lost", "study")),
        steps((2022, None, "operate", "導入検討・運用", "study")),
    )
    columns = ("stage", "fy", "span_known")
    assert found("reached", lost).select(columns).rows() == [("study", 2022, False)]
    assert found("reached", known).select(columns).rows() == [("operate", 2022, True)]
    assert found("periods", lost)["stage"].to_list() == ["study"]
    assert found("periods", known)["stage"].to_list() == ["operate"]


def test_a_stage_is_reached_for_certain_where_one_of_its_first_steps_has_a_span():
    both = steps(
        (2022, None, "launch", "開始", "lost"), (2022, None, "launch", "移行"), (2023, None, "launch", "開始", "lost")
    )
    assert one(found("reached", both), stage="launch")["span_known"]
    later = steps((2022, None, "launch", "開始", "lost"), (2023, None, "launch", "移行"))
    assert not one(found("reached", later), stage="launch")["span_known"]


def test_quarter_and_certainty_of_a_stage_come_from_one_step():
    """A launch of lost span in the first quarter, and one in the third for certain: what is certain is the third."""
    both = steps(
        (2024, 1, "launch", "開始", "lost"), (2024, 3, "launch", "移行"), (2024, 4, "launch", "x"), measure="b-2023/1"
    )
    row = one(found("reached", both), stage="launch")
    assert (row["fy"], row["quarter"], row["span_known"], row["steps"]) == (2024, 3, True, 3)
