"""What speaks for a plan acting on an item, and how deep it goes."""

import polars as pl
import pytest

from dxcompare.evidence.marks import depths, evidence, evidence_parts
from tests.plans import A, made, one, rows

#: One measure on the card; `1` and `2` stand under one policy.
MEASURE = rows("measure_id policy mark", ("a-2021/1", "P", "★"), ("a-2021/2", "P", None))
ON_CARD = [("a-2021/1", "card", "a")]
STEP = rows("milestone_id measure_id fy stage items", ("m", "a-2021/1", 2024, "build", None))


def kpi(**given):
    return [{"kpi_id": "a-2021/k1", "kind": "qualitative", **given}]


NUMERIC = {"kind": "numeric", "target": 5.0}


def found(acts=ON_CARD, measure=MEASURE, **tables):
    ds = made(acts, measure=measure, **tables)
    return evidence(ds, "dx", "as_written", "either")


def depth(place="measure", **tables):
    where = (
        rows("kpi_id measure_id", ("a-2021/k1", "a-2021/1"))
        if place == "measure"
        else rows("kpi_id policy", ("a-2021/k1", "P"))
    )
    row = one(depths(found(kpi_measure=where if "kpi" in tables else [], **tables)), item_id="card")
    return row["depth"], row["depth_own"]


@pytest.mark.parametrize(
    ("tables", "deep"),
    [
        ({}, 1),  # a measure
        ({"milestone": STEP}, 2),  # a dated step
        ({"kpi": kpi()}, 3),  # an indicator, in words
        ({"kpi": kpi(), "milestone": STEP}, 3),
        ({"kpi": kpi(**NUMERIC)}, 3),  # a number without a year
        ({"kpi": kpi(target_fy=2025)}, 3),  # a year without a number
        ({"kpi": kpi(target_fy=2025, baseline=1.0)}, 3),
        ({"kpi": kpi(**NUMERIC, baseline=1.0)}, 3),
        ({"kpi": kpi(**NUMERIC, target_fy=2025)}, 4),
        ({"kpi": kpi(**NUMERIC, target_fy=2025, baseline=0.0)}, 5),  # a baseline of 0 is one
    ],
)
def test_each_depth(tables, deep):
    assert depth(**tables) == (deep, deep)


def test_an_indicator_of_a_policy_does_not_deepen_a_measure_of_its_own():
    assert depth("policy", kpi=kpi(**NUMERIC, target_fy=2025, baseline=1.0)) == (5, 1)
    assert depth("policy", kpi=kpi(**NUMERIC, target_fy=2025, baseline=1.0), milestone=STEP) == (5, 2)
    assert depth("policy", kpi=kpi()) == (3, 1)


def test_target_and_baseline_must_be_of_one_indicator():
    """A target with a year here and a baseline there: 4, not 5."""
    two = [*kpi(**NUMERIC, target_fy=2025), {"kpi_id": "a-2021/k2", "kind": "qualitative", "baseline": 1.0}]
    places = rows("kpi_id measure_id", ("a-2021/k1", "a-2021/1"), ("a-2021/k2", "a-2021/1"))
    assert one(depths(found(kpi=two, kpi_measure=places)), item_id="card")["depth"] == 4


def test_the_deepest_indicator_counts_and_all_are_counted():
    two = [*kpi(), {"kpi_id": "a-2021/k2", **NUMERIC, "target_fy": 2025, "baseline": 1.0}]
    places = [*rows("kpi_id measure_id", ("a-2021/k1", "a-2021/1")), *rows("kpi_id policy", ("a-2021/k2", "P"))]
    row = depths(found(kpi=two, kpi_measure=places, milestone=STEP)).row(0, named=True)
    assert row == {
        **{"plan_id": A, "item_id": "card", "depth": 5, "depth_own": 3},
        **{"measures": 1, "kpis": 2, "steps": 1},
    }


def test_a_step_narrowed_to_another_item_does_not_count():
    narrowed = [{**STEP[0], "items": "online"}]
    both = [*ON_CARD, ("a-2021/1", "online", "a", "secondary")]
    rows_ = depths(found(both, milestone=narrowed))
    assert {row["item_id"]: (row["depth"], row["steps"]) for row in rows_.iter_rows(named=True)} == {
        "card": (1, 0),
        "online": (2, 1),
    }


def test_each_part_is_there_once_on_its_best_ground():
    """The indicator stands under the policy of both measures and under the second itself; two links to the first."""
    acts = [("a-2021/1", "card", "plan"), ("a-2021/1", "card", "a", "primary"), ("a-2021/2", "card", "a", "secondary")]
    places = [*rows("kpi_id policy", ("a-2021/k1", "P")), *rows("kpi_id measure_id", ("a-2021/k1", "a-2021/2"))]
    table = found(acts, kpi=kpi(), kpi_measure=places, milestone=STEP)
    assert table.select("kind", "id", "basis", "role", "shared").rows() == [
        ("measure", "a-2021/1", "coded+stated", "primary", False),
        ("measure", "a-2021/2", "coded", "secondary", False),
        ("kpi", "a-2021/k1", "coded", "secondary", False),
        ("step", "m", "coded+stated", "primary", False),
    ]


def test_of_two_shared_grounds_the_primary_one_is_shown():
    acts = [("a-2021/1", "card", "a", "secondary"), ("a-2021/2", "card", "a", "primary")]
    table = found(acts, kpi=kpi(), kpi_measure=rows("kpi_id policy", ("a-2021/k1", "P")))
    assert one(table, kind="kpi")["role"] == "primary"
    assert one(table, kind="kpi")["shared"]


def test_parts_say_what_they_are_and_where():
    step = [{**STEP[0], "step_text": "構築", "locator": "p.9"}]
    names = kpi(name_ja="枚数", name_en="Cards", **NUMERIC, target_fy=2025, locator="p.8")
    places = rows("kpi_id measure_id", ("a-2021/k1", "a-2021/1"))
    measure = rows("measure_id title_ja title_en mark locator", ("a-2021/1", "普及", "Uptake", "★", "p.7"))
    parts = evidence_parts(made(measure=measure, kpi=names, kpi_measure=places, milestone=step))
    assert parts.select("kind", "id", "text", "text_en", "note", "numeric", "has_baseline", "locator").rows() == [
        ("measure", "a-2021/1", "普及", "Uptake", "★", False, False, "p.7"),
        ("kpi", "a-2021/k1", "枚数", "Cards", None, True, False, "p.8"),
        ("step", "m", "構築", "構築", "build", False, False, "p.9"),
    ]


def test_no_link_no_evidence():
    table = found([("a-2021/1", "none", "a")])
    assert table.is_empty()
    assert depths(table).is_empty()
    assert table.schema["shared"] == pl.Boolean
