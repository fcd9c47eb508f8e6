"""Which measure acts on which item, and what else speaks for it: indicators, dated steps."""

import polars as pl

from dxcompare.evidence.links import illegible, indicators, links, printed_kpis, speaks_for, steps
from tests.plans import A, B, made, one, rows


def test_links_say_who_linked_and_why():
    acts = [("a-2021/1", "card", "plan"), ("a-2021/1", "online", "a"), ("a-2021/2", "none", "a")]
    ds = made(acts, measure=rows("measure_id", "a-2021/1", "a-2021/2"))
    found = links(ds, "dx", "as_written", "either")
    assert found.select("plan_id", "measure_id", "item_id", "basis", "role", "label_text").rows() == [
        (A, "a-2021/1", "card", "stated", None, "【card】"),
        (A, "a-2021/1", "online", "coded", "primary", None),
    ]


def test_only_one_coder_is_asked():
    acts = [("a-2021/1", "card", "a"), ("a-2021/1", "online", "b")]
    ds = made(acts, measure=rows("measure_id", "a-2021/1"))
    assert links(ds, "dx", "as_written", "a")["item_id"].to_list() == ["card"]
    assert links(ds, "dx", "as_written", "b")["item_id"].to_list() == ["online"]


def test_each_plan_is_read_in_its_own_terms():
    """The same code, systems, is an item of the first version and two of the second."""
    acts = [("a-2021/1", "systems", "a"), ("b-2023/1", "systems", "a")]
    ds = made(acts, measure=rows("measure_id plan_id", ("a-2021/1", A), ("b-2023/1", B)))
    assert links(ds, "dx", "as_written", "a").select("plan_id", "item_id").rows() == [
        (A, "systems"),
        (B, "cloud"),
        (B, "core"),
    ]


def test_of_two_codes_that_fall_on_one_item_the_primary_holds():
    """Data and statistics are one item since the second version."""
    for roles in (("secondary", "primary"), ("primary", "secondary")):
        acts = [("a-2021/1", item, "a", role) for item, role in zip(("data", "statistics"), roles, strict=True)]
        ds = made(acts, measure=rows("measure_id", "a-2021/1"))
        found = links(ds, "dx", "2", "a")
        assert found.select("item_id", "role").rows() == [("open_data", "primary")]


def test_a_tag_and_a_code_on_one_item_are_both_kept():
    ds = made([("a-2021/1", "card", "plan"), ("a-2021/1", "card", "a")], measure=rows("measure_id", "a-2021/1"))
    found = links(ds, "dx", "as_written", "either")
    assert found.select("item_id", "basis").rows() == [("card", "stated"), ("card", "coded")]


# indicators


MEASURES = rows(
    "measure_id plan_id policy", ("a-2021/1", A, "P"), ("a-2021/2", A, "P"), ("a-2021/3", A, None), ("b-2023/1", B, "P")
)


def kpi(*ids):
    return rows("kpi_id plan_id kind target", *((name, name.split("/")[0], "numeric", 1.0) for name in ids))


def test_an_indicator_of_a_policy_speaks_for_the_measures_of_that_policy_in_that_plan():
    ds = made(measure=MEASURES, kpi=kpi("a-2021/k1"), kpi_measure=rows("kpi_id policy", ("a-2021/k1", "P")))
    assert printed_kpis(ds).rows() == [("a-2021/k1", "a-2021/1", True), ("a-2021/k1", "a-2021/2", True)]


def test_an_indicator_printed_for_the_measure_too_is_not_shared():
    places = rows("kpi_id measure_id policy", ("a-2021/k1", None, "P"), ("a-2021/k1", "a-2021/2", None))
    found = printed_kpis(made(measure=MEASURES, kpi=kpi("a-2021/k1"), kpi_measure=places))
    assert dict(found.select("measure_id", "shared").iter_rows()) == {"a-2021/2": False, "a-2021/1": True}
    assert found.height == 2


def test_an_indicator_printed_twice_for_one_policy_is_one():
    places = [
        *rows("kpi_id policy", ("a-2021/k1", "P"), ("a-2021/k2", "P")),
        *rows("kpi_id measure_id", ("a-2021/k1", "a-2021/3")),
    ]
    found = printed_kpis(made(measure=MEASURES, kpi=kpi("a-2021/k1", "a-2021/k2"), kpi_measure=places))
    assert sorted(found.iter_rows()) == [
        ("a-2021/k1", "a-2021/1", True),
        ("a-2021/k1", "a-2021/2", True),
        ("a-2021/k1", "a-2021/3", False),
        ("a-2021/k2", "a-2021/1", True),
        ("a-2021/k2", "a-2021/2", True),
    ]


def test_indicators_are_the_printed_and_those_that_follow():
    """0 of 19 systems → 19 of 19: 0 → 100 %; of a sum of 200 without a baseline, 40 a year."""
    printed = rows(
        "kpi_id plan_id name_ja unit kind target target_fy baseline baseline_fy baseline_text baseline_decimals period locator",
        ("a-2021/k1", A, "システム", "件", "numeric", 19.0, 2025, 0.0, 2021, "0件", 0, "point", "p.7"),
        ("a-2021/k2", A, "人数", "人", "qualitative", None, 2024, None, None, None, None, "cumulative", "p.8"),
    )
    derived = rows(
        "derived_id kpi_id name_ja unit scale lower_bound upper_bound period baseline_arithmetic baseline target_arithmetic target reason",
        (
            "a-2021/k1-share",
            "a-2021/k1",
            "割合",
            "%",
            "percent",
            0.0,
            100.0,
            "point",
            "0 / 19 * 100",
            0.0,
            "19 / 19 * 100",
            100.0,
            "r",
        ),
        (
            "a-2021/k2-yearly",
            "a-2021/k2",
            "年平均",
            "人",
            "count",
            0.0,
            None,
            "per_year",
            None,
            None,
            "200 / 5",
            40.0,
            "q",
        ),
    )
    units = rows("unit", "件", "人", "%")
    found = indicators(made(unit=units, kpi=printed, derived_kpi=derived))
    assert found["kpi_id"].to_list() == ["a-2021/k1", "a-2021/k2", "a-2021/k1-share", "a-2021/k2-yearly"]
    assert found["derived_from"].to_list() == [None, None, "a-2021/k1", "a-2021/k2"]
    own = one(found, kpi_id="a-2021/k1")
    assert (own["baseline_text"], own["arithmetic"], own["target_decimals"]) == ("0件", None, None)
    share, yearly = (one(found, kpi_id=name) for name in ("a-2021/k1-share", "a-2021/k2-yearly"))
    assert (share["name_ja"], share["unit"], share["scale"]) == ("割合", "%", "percent")
    assert (share["lower_bound"], share["upper_bound"], share["baseline"], share["target"]) == (0, 100, 0, 100)
    assert (share["baseline_fy"], share["target_fy"], share["locator"], share["plan_id"]) == (2021, 2025, "p.7", A)
    assert share["arithmetic"] == "0 ÷ 19 × 100 → 19 ÷ 19 × 100"
    assert share["target_text"] == "100% (0 ÷ 19 × 100 → 19 ÷ 19 × 100)"
    assert (share["baseline_text"], share["baseline_decimals"], share["target_decimals"]) == (None, None, None)
    assert (yearly["kind"], yearly["target"], yearly["period"], yearly["baseline"]) == ("numeric", 40, "per_year", None)
    assert yearly["arithmetic"] == "200 ÷ 5"
    assert (yearly["reason"], share["reason"]) == ("q", "r")


# steps


def milestones(*values):
    """measure_id, project_id, track, stage, items."""
    return rows("measure_id project_id track stage items fy", *((*value, 2024) for value in values))


PROJECT = {
    "measure": rows("measure_id", "a-2021/1", "a-2021/2"),
    "project": rows("project_id track", ("a-2021/p1", "①"), ("a-2021/p1", "②"), ("a-2021/p1", "③")),
    "project_measure": rows(
        "project_id track measure_id",
        ("a-2021/p1", "①", "a-2021/1"),
        ("a-2021/p1", "②", None),
        ("a-2021/p1", "③", "a-2021/1"),
        ("a-2021/p1", "③", "a-2021/2"),
    ),
}


def test_the_steps_of_a_project_count_for_the_measures_it_is_mapped_to():
    """The first track for one measure, the second for none, the third for two; each step for the items decided."""
    ds = made(
        milestone=milestones(
            ("a-2021/1", None, None, "study", None),
            (None, "a-2021/p1", "①", "build", "card"),
            (None, "a-2021/p1", "①", "launch", "online+ai"),
            (None, "a-2021/p1", "②", "operate", None),
            (None, "a-2021/p1", "③", "expand", None),
        ),
        **PROJECT,
    )
    assert steps(ds).select("measure_id", "stage", "only_items").rows() == [
        ("a-2021/1", "study", None),
        ("a-2021/1", "build", "card"),
        ("a-2021/1", "launch", "online+counter+ai+rpa"),  # and what they are in other versions
        ("a-2021/1", "expand", None),
        ("a-2021/2", "expand", None),
    ]


def test_a_text_that_is_no_step_is_none():
    ds = made(
        milestone=milestones(("a-2021/1", None, None, None, None), ("a-2021/1", None, None, "build", "ai")), **PROJECT
    )
    assert steps(ds).select("stage", "only_items").rows() == [("build", "ai+rpa")]


def test_a_narrowed_step_speaks_for_its_items_and_for_every_category_of_the_data_act():
    pairs = pl.DataFrame(
        [
            ("card", None),
            ("card", "card"),
            ("card", "ai+card"),
            ("card", "ai"),
            ("card", "none"),
            ("kanmin_online", "ai"),
        ],
        schema=["item_id", "only_items"],
        orient="row",
    )
    assert pairs.select(speaks_for()).to_series().to_list() == [True, True, True, False, False, True]


def test_measures_whose_schedule_is_lost():
    ds = made(erratum=rows("steps_lost", "a-2021/1+a-2021/2", (None,), "a-2021/3"))
    assert illegible(ds) == {"a-2021/1", "a-2021/2", "a-2021/3"}
    assert illegible(made()) == set()
