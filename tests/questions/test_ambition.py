"""What the plans promise, and what of it can be measured: classes, items, derived indicators."""

import pytest

from dxcompare import ambition
from dxcompare.questions.ambition.compute import CLASSES, ambition_rows
from tests.plans import A, B, made, rows
from tests.questions.targets import COUNT, SHARE, UNITS, kpi, result

# classes


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "change"),
        ({"kind": "qualitative"}, "qualitative"),  # before anything else
        ({"kind": "not_stated", "target": None, "period": "per_event"}, "not_stated"),
        ({"kind": "qualitative", "period": "per_event", "baseline": None}, "qualitative"),
        ({"period": "per_event", "baseline": None}, "per_event"),
        ({"period": "cumulative", "direction": "maintain"}, "cumulative"),
        ({"period": "per_year"}, "change"),
        ({"period": "not_stated"}, "period_not_stated"),  # 20 a year, 50 in all?
        ({"period": "not_stated", "baseline": None}, "period_not_stated"),
        ({"period": "not_stated", "baseline": 0.0}, "period_not_stated"),
        ({"period": "not_stated", "baseline": 0.0, "target": 0.0}, "maintain"),  # none is none over any period
        ({"period": "not_stated", "kind": "qualitative"}, "qualitative"),
        ({"baseline": None}, "no_baseline"),
        ({"baseline": None, "direction": "maintain"}, "no_baseline"),
        ({"baseline": 0.0}, "change"),
        ({"direction": "maintain"}, "maintain"),
        ({"baseline": 50.0}, "maintain"),
        ({"baseline": 50.0, "comparator": "ge"}, "maintain"),
        ({"baseline": 60.0}, "met"),
        ({"baseline": 60.0, "comparator": "ge"}, "met"),
        ({"baseline": 60.0, "direction": "lower"}, "change"),
        ({"baseline": 20.0, "direction": "lower"}, "met"),
        ({"comparator": "ge"}, "bound"),
        ({"comparator": "gt"}, "bound"),
        ({"comparator": "le", "direction": "lower", "baseline": 60.0}, "bound"),
    ],
)
def test_each_class(changes, expected):
    assert kpi(**changes)["target_class"] == expected


def test_classes_are_counted_for_every_plan():
    made_up = result(SHARE, SHARE, {**SHARE, "baseline": None}, {**SHARE, "plan_id": B})
    counts = {(r["plan_id"], r["target_class"]): r["kpis"] for r in made_up.to_frame("classes").iter_rows(named=True)}
    assert len(counts) == 3 * len(CLASSES)
    assert (counts[A, "change"], counts[A, "no_baseline"], counts[B, "change"], counts[B, "met"]) == (2, 1, 1, 0)


# items, derived indicators


def test_the_items_of_an_indicator_are_those_it_was_decided_to_measure():
    """Whatever the measures it stands under act on."""
    ds = made(
        [("a-2021/1", "card", "a"), ("a-2021/1", "ai", "plan")],
        speaks=[("kpi", "a-2021/k1", "online"), ("kpi", "a-2021/k1", "rpa"), ("kpi", "a-2021/k2", "none")],
        measure=rows("measure_id", "a-2021/1"),
        kpi=[{"kpi_id": f"a-2021/k{n}", "kind": "qualitative"} for n in (1, 2)],
        kpi_measure=rows("kpi_id measure_id", ("a-2021/k1", "a-2021/1"), ("a-2021/k2", "a-2021/1")),
    )
    assert ambition(ds).to_frame()["items"].to_list() == ["ai+online", None]  # RPA under the id it has last


def test_an_indicator_that_follows_has_the_items_and_years_of_the_printed_one():
    derived = [
        {
            **{"derived_id": "a-2021/k1-share", "kpi_id": "a-2021/k1", "unit": "%", "scale": "percent"},
            **{"direction": "higher", "lower_bound": 0.0, "upper_bound": 100.0, "period": "point"},
            **{
                "baseline": 25.0,
                "target": 75.0,
                "baseline_arithmetic": "2 / 8 * 100",
                "target_arithmetic": "6 / 8 * 100",
            },
        }
    ]
    places = rows("kpi_id measure_id", ("a-2021/k1", "a-2021/1"))
    found = result(
        {**COUNT, "direction": "higher", "baseline": 2.0, "target": 6.0},
        derived_kpi=derived,
        kpi_measure=places,
        speaks=[("kpi", "a-2021/k1", "card")],
    )
    row = found.to_frame("derived").row(0, named=True)
    assert (row["kpi_id"], row["derived_from"], row["items"], row["years"]) == (
        "a-2021/k1-share",
        "a-2021/k1",
        "card",
        3,
    )
    assert (row["target_class"], row["change"], row["change_low"], row["gap"]) == (
        "change",
        50,
        50,
        pytest.approx(2 / 3),
    )
    assert row["arithmetic"] == "2 ÷ 8 × 100 → 6 ÷ 8 × 100"
    assert found.to_frame()["kpi_id"].to_list() == ["a-2021/k1"]


def test_the_derived_table_holds_both_kinds():
    derived = [{"derived_id": "a-2021/k0", "kpi_id": "a-2021/k1", "target": 3.0, "target_arithmetic": "1 + 2"}]
    ds = made(
        [("a-2021/1", "card", "a")],
        unit=UNITS,
        measure=rows("measure_id", "a-2021/1"),
        derived_kpi=derived,
        kpi=[{"kpi_id": "a-2021/k1", **SHARE}],
    )
    table = ambition_rows(ds)
    assert table.select("kpi_id", "derived_from", "target_class", "years", "change", "gap_undefined").rows() == [
        ("a-2021/k0", "a-2021/k1", "no_baseline", 3, None, "no_baseline"),
        ("a-2021/k1", None, "change", 3, 30.0, None),
    ]


# measurability


def test_what_of_a_plan_can_be_measured():
    """Four indicators, two measures of which one has none; nothing of the second plan but a measure."""
    found = result(
        SHARE,
        {**SHARE, "comparator": "ge", "baseline_fy": 2018, "formula": "a / b"},
        {**SHARE, "baseline": None, "baseline_fy": None},
        {"kind": "qualitative", "target_fy": 2025, "period": "point"},
        measure=rows("measure_id plan_id policy", ("a-2021/1", A, "P"), ("a-2021/2", A, None), ("b-2023/1", B, "P")),
        kpi_measure=rows("kpi_id policy", ("a-2021/k1", "P")),
    ).to_frame("measurability")
    names = ("kpis", "numeric", "with_baseline", "with_year", "with_formula", "change", "old_baseline", "measures")
    first, second, third = found.iter_rows(named=True)
    assert [first[name] for name in (*names, "measures_without_kpi")] == [4, 3, 2, 4, 1, 2, 1, 2, 1]
    assert [second[name] for name in (*names, "measures_without_kpi")] == [0] * 7 + [1, 1]
    assert set(third.values()) == {"c-2025", 0}
