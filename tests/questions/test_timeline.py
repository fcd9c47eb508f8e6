"""When each plan reaches each stage of each national item, and the national deadlines."""

import pytest

from dxcompare import timeline
from tests.plans import A, B, C, made, one, rows

#: The second plan by quarter, the first by year; each with one measure.
MEASURE = rows("measure_id plan_id policy", ("a-2021/1", A, None), ("b-2023/1", B, "P"), ("c-2025/1", C, None))
ACTS = [("a-2021/1", "systems", "a"), ("b-2023/1", "online", "a"), ("c-2025/1", "ai", "a")]


def steps(*values, measure="a-2021/1"):
    """fy, quarter, stage, text, and `carried` or `lost` where it is so."""
    plan = measure.split("/")[0]
    return [
        {
            **{"plan_id": plan, "measure_id": measure, "fy": fy, "quarter": quarter, "stage": stage, "step_text": text},
            **{"carried": "carried" in how, "span_known": "lost" not in how, "milestone_id": f"{measure}.{number}"},
        }
        for number, (fy, quarter, stage, text, *how) in enumerate(values)
    ]


def found(table, milestone, acts=ACTS, choices=(), **tables):
    ds = made(acts, measure=MEASURE, milestone=milestone, **tables)
    return timeline(ds, **dict(choices)).to_frame(table)


# stages


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
    """Two steps in a year: the further one; carried only where nothing new is printed for it."""
    table = found(
        "periods",
        steps(
            (2022, None, "build", "構築"),
            (2022, None, "pilot", "試行", "lost"),
            (2023, None, "pilot", "⇒", "carried", "lost"),
            (2024, None, "launch", "⇒", "carried"),
            (2024, None, "launch", "再開"),
            (2025, None, "operate", "⇒", "carried"),
            (2025, None, "launch", "再開"),
        ),
    )
    assert table.select("fy", "stage", "carried", "span_known").rows() == [
        (2022, "pilot", False, True),
        (2023, "pilot", True, False),
        (2024, "launch", False, True),
        (2025, "operate", True, True),
    ]


def test_quarters_are_periods_of_their_own():
    table = found(
        "periods",
        steps((2024, 2, "build", "a"), (2024, 1, "pilot", "b"), (2023, 4, "study", "c"), measure="b-2023/1"),
    )
    assert table.select("fy", "quarter", "stage").rows() == [(2023, 4, "study"), (2024, 1, "pilot"), (2024, 2, "build")]


def test_steps_show_under_each_item_their_measure_is_coded_to():
    """Once under each, though systems parted in two; a tag alone dates nothing."""
    acts = [("a-2021/1", "card", "a"), ("a-2021/1", "fax", "a", "secondary"), ("a-2021/1", "telework", "plan")]
    table = found("reached", steps((2022, None, "build", "構築")), acts)
    assert sorted(table["item_id"]) == ["card", "fax"]
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
        ("either", ["online"]),  # the code; the tag says that there is a measure, and dates no step
        ("a", ["online"]),
        ("b", ["ai"]),
        ("stated+b", ["ai"]),
        ("stated", ["card"]),  # nothing else is asked for
    ],
)
def test_steps_are_dated_by_the_codes_that_are_asked_for_and_by_tags_alone_where_they_are(by, items):
    acts = [("b-2023/1", "card", "plan"), ("b-2023/1", "online", "a"), ("b-2023/1", "ai", "b")]
    table = found("reached", steps((2024, 1, "build", "構築"), measure="b-2023/1"), acts, {"by": by})
    assert table["item_id"].to_list() == items


def test_a_measure_that_only_a_tag_names_is_a_measure_without_a_step():
    acts = [("b-2023/1", "card", "plan"), ("b-2023/1", "online", "a")]
    milestone = steps((2024, 1, "launch", "開始"), measure="b-2023/1")
    why = {}
    for by in ("either", "a", "stated"):
        table = found("first_use", milestone, acts, {"by": by})
        row = one(table, plan_id=B, item_id="card")
        why[by] = (row["fy"], row["why"])
    assert why == {"either": (None, "no_step"), "a": (None, "no_measure"), "stated": (2024, None)}


# first use


@pytest.mark.parametrize(
    ("milestone", "expected"),
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


def why(plan, item, milestone=(), **tables):
    return one(found("first_use", list(milestone), **tables), plan_id=plan, item_id=item)["why"]


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
        "Alpha: the schedule is not legible for Systems.",
        "Beta: the schedule is not legible for Online.",
    ]
    assert not [note for note in timeline(made(ACTS, measure=MEASURE)).caveats if "not legible" in note.en]


# deadlines: systems by the end of FY2025 (first version), online by the second quarter of FY2024 (second)


def decided(*values):
    return [dict(zip(("item_id", "measure_id", "phrase", "reach", "reason"), value, strict=True)) for value in values]


ARRIVES = decided(("systems", "a-2021/1", "移行", "arrives", "全て"), ("online", "b-2023/1", "開始", "arrives", "全て"))


def deadline(milestone, plan=A, item="systems", deadline_step=ARRIVES, **more):
    return one(found("deadlines", milestone, deadline_step=deadline_step, **more), plan_id=plan, item_id=item)


@pytest.mark.parametrize(
    ("fy", "quarter", "verdict"),
    [
        (2024, None, "in_time"),
        (2025, None, "in_time"),  # the deadline is the end of the year
        (2025, 4, "in_time"),
        (2026, 1, "late"),
        (2026, None, "late"),
    ],
)
def test_a_deadline_at_the_end_of_a_year(fy, quarter, verdict):
    row = deadline(steps((fy, quarter, "launch", "移行")))
    assert (row["verdict"], row["fy"], row["quarter"], row["step_text"]) == (verdict, fy, quarter, "移行")
    assert (row["deadline_fy"], row["deadline_quarter"], row["reason"]) == (2025, None, "全て")


@pytest.mark.parametrize(
    ("fy", "quarter", "verdict"),
    [
        (2023, None, "in_time"),
        (2023, 4, "in_time"),
        (2024, 1, "in_time"),
        (2024, 2, "in_time"),
        (2024, 3, "late"),
        (2024, None, "cannot_tell"),  # the year may be over before the step, or not
        (2025, 1, "late"),
        (2025, None, "late"),
    ],
)
def test_a_deadline_within_a_year(fy, quarter, verdict):
    assert deadline(steps((fy, quarter, "launch", "開始"), measure="b-2023/1"), B, "online")["verdict"] == verdict


def test_a_deadline_in_the_last_quarter_is_the_end_of_the_year():
    row = deadline(
        steps((2025, None, "launch", "移行"), measure="b-2023/1"),
        B,
        "core",
        decided(("core", "b-2023/1", "移行", "arrives", "r")),
        acts=[("b-2023/1", "core", "a")],
    )
    assert (row["deadline_quarter"], row["verdict"]) == (4, "in_time")


def test_the_earliest_step_that_arrives_decides():
    two = steps((2026, None, "launch", "移行"), (2025, 3, "launch", "移行"), (2025, None, "launch", "移行"))
    row = deadline(two)
    assert (row["verdict"], row["fy"], row["quarter"]) == (
        "in_time",
        2025,
        3,
    )  # a year without a quarter counts as its last


def test_only_a_decided_step_speaks_and_a_continuation_does_not():
    assert deadline(steps((2024, None, "launch", "更改")))["verdict"] == "no_step"
    assert deadline(steps((2024, None, "launch", "移行", "carried")))["verdict"] == "no_step"
    assert deadline(steps((2024, None, None, "移行")))["verdict"] == "in_time"  # whatever its stage
    spaced = deadline(steps((2024, None, "launch", "移　行")))
    assert (spaced["verdict"], spaced["step_text"]) == ("in_time", "移　行")


def test_a_start_is_no_arrival():
    starts = decided(("systems", "a-2021/1", "着手", "starts", "範囲の記載なし"))
    row = deadline(steps((2023, None, "build", "着手")), deadline_step=starts)
    assert (row["verdict"], row["fy"], row["reason"]) == ("started", 2023, "範囲の記載なし")
    both = deadline(
        steps((2023, None, "build", "着手"), (2027, None, "launch", "移行")), deadline_step=[*starts, *ARRIVES]
    )
    assert (both["verdict"], both["fy"]) == ("late", 2027)


def test_a_state_is_no_matter_of_steps():
    state = decided(("systems", None, None, "state", "普及の状態"))
    row = deadline(steps((2023, None, "launch", "移行")), deadline_step=[*state, *ARRIVES])
    assert (row["verdict"], row["fy"], row["reason"]) == ("state", None, "普及の状態")
    assert (
        deadline([], B, "card", decided(("card", None, None, "state", "r")))["verdict"] == "state"
    )  # before it is past


def test_a_deadline_before_the_plan_is_past():
    """The second plan begins in FY2023, after the card's deadline; the first in FY2021; a plan may begin in the year itself."""
    assert deadline([], B, "card")["verdict"] == "past"
    assert deadline([], A, "card")["verdict"] == "no_measure"
    same_year = rows(
        "plan_id municipality_code start_fy framework_version end_fy", ("a-2022", "01001", 2022, "1", 2025)
    )
    ds = made([("a-2022/1", "card", "a")], plan=same_year, measure=rows("measure_id", "a-2022/1"))
    assert one(timeline(ds).to_frame("deadlines"), item_id="card")["verdict"] == "no_step"


def test_no_measure_no_step_and_a_lost_schedule():
    lost = {"erratum": [{"steps_lost": "a-2021/1"}]}
    assert deadline([], acts=[("a-2021/1", "card", "a")])["verdict"] == "no_measure"
    assert deadline([])["verdict"] == "no_step"
    assert deadline([], **lost)["verdict"] == "illegible"
    assert deadline(steps((2024, None, "launch", "移行")), **lost)["verdict"] == "in_time"
    assert deadline([], acts=[("b-2023/1", "card", "a")], **lost)["verdict"] == "no_measure"


def test_steps_of_another_plan_or_item_do_not_decide():
    acts = [*ACTS, ("a-2021/1", "online", "a", "secondary")]
    table = found("deadlines", steps((2022, None, "launch", "移行")), acts, deadline_step=ARRIVES)
    assert {(row["plan_id"], row["item_id"]): row["verdict"] for row in table.iter_rows(named=True)} == {
        (A, "card"): "no_measure",
        (A, "online"): "no_step",
        (A, "systems"): "in_time",
        (B, "card"): "past",
        (B, "online"): "no_step",
        (B, "core"): "no_measure",
        (C, "ai"): "no_step",
        (C, "core"): "no_measure",
    }


def test_deadlines_are_those_of_the_version_asked_for():
    table = found("deadlines", [], choices={"version": "3"})
    assert table.filter(plan_id=A).select("version", "item_id", "deadline_fy", "deadline_quarter").rows() == [
        ("3", "ai", 2026, 2),
        ("3", "core", 2027, None),
    ]


def test_targets_of_the_item_stand_beside_its_deadline():
    """With a year; the target is not repeated where it is the name; an indicator of a policy counts once."""
    kpi = rows(
        "kpi_id plan_id name_ja kind target_text target_fy",
        ("b-2023/k2", B, "割合", "qualitative", "100%", 2025),
        ("b-2023/k1", B, "システムの導入", "qualitative", "システムの導入", 2024),
        ("b-2023/k3", B, "件数", "qualitative", "5件", None),
    )
    places = [
        *rows("kpi_id measure_id", *((name, "b-2023/1") for name in ("b-2023/k3", "b-2023/k2", "b-2023/k1"))),
        *rows("kpi_id policy", ("b-2023/k1", "P")),
    ]
    row = deadline([], B, "online", kpi=kpi, kpi_measure=places)
    assert row["targets"] == "システムの導入 (2024); 割合 100% (2025)"
    assert deadline([], A, kpi=kpi, kpi_measure=places)["targets"] is None


# words


def test_the_method_says_through_what_and_whose_deadlines():
    ds = made([*ACTS, ("a-2021/1", "kanmin_online", "plan")], measure=MEASURE)
    assert (
        "through the codes of coder a of their measures. Deadlines are those of the version in force."
        in timeline(ds).method.en
    )
    assert timeline(ds, version="2").method.ja.endswith("期限は2版による。")
    assert timeline(ds, framework="kanmin").method.en.endswith("the plans print on their measures.")
    assert timeline(ds).sources.rows() == [("s", "資料")] * 3
