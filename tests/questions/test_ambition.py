"""What the plans promise, and what of it can be measured: classes, items, derived indicators."""

import pytest

from dxcompare import ambition
from dxcompare.present.slide import slides_of
from dxcompare.present.style import NothingToDraw
from dxcompare.questions.ambition.compute import ambition_rows
from dxcompare.questions.ambition.tables import CLASSES
from dxcompare.words.unknown import UnknownName
from tests.plans import A, B, made, one, rows
from tests.questions.targets import COUNT, SHARE, UNITS, kpi, result
from tests.tiers import each

# classes


@pytest.mark.parametrize(
    ("changes", "expected"),
    each(
        11,
        [
            ({}, "change"),
            ({"kind": "qualitative"}, "qualitative"),  # before anything else
            ({"kind": "not_stated", "target": None, "period": "per_event"}, "not_stated"),
            ({"kind": "qualitative", "period": "per_event", "baseline": None}, "qualitative"),
            ({"period": "per_event", "baseline": None}, "per_event"),
            ({"period": "cumulative", "baseline": None, "direction": "maintain"}, "cumulative"),
            ({"period": "cumulative", "baseline": 0.0}, "change"),  # a stock that is counted from where it stands
            ({"period": "cumulative", "direction": "maintain"}, "maintain"),
            # of one year, and of five: no change can be told
            ({"period": "cumulative", "baseline_text": "1人", "target_text": "５年間で５人"}, "cumulative"),
            ({"period": "cumulative", "baseline_text": "1人", "target_text": "3か年で5人"}, "cumulative"),
            ({"period": "cumulative", "baseline_text": "1人", "target_text": "計画期間中に5人"}, "cumulative"),
            ({"period": "cumulative", "baseline_text": "1人", "target_text": "累計5人"}, "change"),
            ({"period": "cumulative", "baseline_text": "5年間で4人", "target_text": "5年間で5人"}, "change"),
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
    ),
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
    assert (first["specific"], first["all_four"]) == (None, None)  # nobody has judged


JUDGED = {"coder": "c", "reason": "なぜ", "reason_en": "why"}


def judged(*levels):
    """Decisions on the kinds of the first indicators: a level, or a level and what is left open."""
    pairs = [one if isinstance(one, tuple) else (one, None) for one in levels]
    return [
        {"kpi_id": f"a-2021/k{n}", "level": level, "lacks": lacks, **JUDGED}
        for n, (level, lacks) in enumerate(pairs, start=1)
    ]


def test_kinds_of_promises_are_counted_for_every_plan_that_was_judged():
    """Two of one plan, of which one is an outcome; the second plan prints one that nobody judged."""
    found = result(SHARE, SHARE, {**SHARE, "plan_id": B}, kpi_level=judged("outcome", "output"))
    counts = [tuple(row) for row in found.to_frame("levels").iter_rows()]
    assert counts == [(A, "input", 0), (A, "activity", 0), (A, "output", 1), (A, "outcome", 1)]
    assert found.to_frame().select("level", "level_reason", "level_reason_en").rows() == [
        ("outcome", "なぜ", "why"),
        ("output", "なぜ", "why"),
        (None, None, None),
    ]


@pytest.mark.parametrize(
    ("changes", "lacks", "expected"),
    each(
        4,
        [
            ({}, None, True),
            ({}, "of_what", False),
            ({"period": "not_stated"}, None, False),  # 20 a year, 50 in all?
            (
                {"period": "not_stated", "baseline": 3.0, "target": 0.0, "direction": "lower"},
                None,
                True,
            ),  # none is none
            ({"kind": "qualitative", "target": None, "direction": None}, None, True),
            ({"kind": "qualitative", "target": None, "direction": None}, "what", False),
        ],
    ),
)
def test_an_indicator_is_specific_if_nothing_of_what_it_counts_is_open(changes, lacks, expected):
    found = result({**SHARE, **changes}, kpi_level=judged(("output", lacks)))
    assert found.to_frame()["specific"].to_list() == [expected]
    assert result({**SHARE, **changes}).to_frame()["specific"].to_list() == [None]


@pytest.mark.parametrize(
    ("changes", "expected"),
    each(
        3,
        [
            ({}, False),
            ({"target": 100.0}, True),
            ({"target": 100.0, "baseline": 100.0}, True),  # to be kept there
            ({"target": 0.0, "direction": "lower"}, True),
            ({"target": 0.0}, False),  # the bound on the other side
            ({"target": 90.0, "upper_bound": None}, None),
            ({"target": None, "kind": "qualitative", "direction": None}, None),
        ],
    ),
)
def test_a_target_at_the_bound_on_its_good_side(changes, expected):
    assert kpi(**changes)["at_bound"] is expected


def test_all_four_and_the_share_at_the_bound():
    """Specific, numeric, dated, with a baseline: the first alone; one names its source; two of three are at the bound."""
    found = result(
        {**SHARE, "target": 100.0},
        {**SHARE, "target": 100.0, "baseline": None, "baseline_fy": None, "figure_source": "調査"},
        {**SHARE, "target_fy": None},
        {**SHARE, "upper_bound": None},
        kpi_level=judged("output", "output", "outcome", ("outcome", "what")),
    ).to_frame("measurability")
    row = one(found, plan_id=A)
    names = ("specific", "numeric", "with_year", "with_baseline", "with_source", "all_four", "bounded", "at_bound")
    assert [row[name] for name in names] == [3, 4, 3, 3, 1, 1, 3, 2]


def test_what_nobody_has_judged_is_no_picture_of_zeros():
    found = result(SHARE)
    assert found.to_frame("levels").is_empty()
    with pytest.raises(NothingToDraw):
        found.plot("levels")
    said = "Of 1 indicator, 1 aims at an outcome (use, change)"
    assert said not in [page.title for page in slides_of(found, "en")]
    with_kinds = result(SHARE, kpi_level=judged("outcome"))
    assert said in [page.title for page in slides_of(with_kinds, "en")]
    assert with_kinds.plot("levels", lang="en").alt.startswith("Of 1 indicator: outcome 1,")


# one item


def test_indicators_of_one_item():
    tables = {
        "measure": rows("measure_id", "a-2021/1"),
        "speaks": [("kpi", "a-2021/k1", "card"), ("kpi", "a-2021/k2", "rpa"), ("kpi", "a-2021/k2", "card")],
        "unit": UNITS,
        "kpi": [{"kpi_id": f"a-2021/k{n}", **SHARE} for n in (1, 2, 3)],
    }
    ds = made([("a-2021/1", "card", "a")], **tables)
    for name in ("card", "カードの利用", "Card: use"):
        assert ambition(ds, item=name).to_frame()["kpi_id"].to_list() == ["a-2021/k1", "a-2021/k2"]
    found = ambition(ds, item="RPA")  # under the name it had
    assert found.to_frame()["kpi_id"].to_list() == ["a-2021/k2"]
    assert one(found.to_frame("measurability"), plan_id=A)["kpis"] == 1
    assert one(found.to_frame("measurability"), plan_id=A)["measures"] is None  # they are the plan's, not the item's
    assert ambition(ds, item="telework").to_frame().is_empty()
    with pytest.raises(UnknownName, match="no item 'cards'; did you mean 'card'"):
        ambition(ds, item="cards")


def test_a_chart_of_one_item_shows_its_indicators():
    found = result(SHARE, {**SHARE, "target": 60.0}, speaks=[("kpi", "a-2021/k2", "card")])
    for kind in ("scales", "targets", "pace"):
        assert found.plot(kind, item="カードの利用").data["kpi_id"].to_list() == ["a-2021/k2"]
        assert found.plot(kind).data.height == 2
        with pytest.raises(NothingToDraw):
            found.plot(kind, item="telework")


# can success be seen


def asked(basis="assumed", **kpis):
    survey = {"survey_id": "s-2020", "valid": 764, "municipality_code": "01001", "name_ja": "調査", "name_en": "Survey"}
    row = {"kpi_id": "a-2021/k1", "asked": "residents", "basis": basis, **JUDGED}
    row["survey_id"] = None if basis == "not_printed" else "s-2020"
    found = result({**SHARE, **kpis}, survey=[survey], kpi_survey=[row])
    return found.to_frame("detectable")


def test_what_a_survey_could_tell_of_a_share_of_people_asked():
    """75.6 → 78.6 % of 764 people: R's `power.prop.test` gives 0.286, 5.9 points, 3,079 people."""
    row = asked(baseline=75.6, target=78.6).row(0, named=True)
    assert (row["n"], row["n_needed"], row["survey_ja"], row["basis"]) == (764, 3079, "調査", "assumed")
    assert (row["power"], row["smallest"]) == (pytest.approx(0.28647, abs=1e-5), pytest.approx(5.880, abs=1e-3))
    falling = asked(baseline=24.4, target=21.4, direction="lower").row(0, named=True)
    assert [falling[name] for name in ("power", "smallest", "n_needed")] == [
        pytest.approx(row[name]) for name in ("power", "smallest", "n_needed")
    ]


def test_without_a_number_of_answers_only_the_base_is_told():
    row = asked("not_printed", baseline=75.6, target=78.6).row(0, named=True)
    assert [row[name] for name in ("survey_id", "n", "power", "smallest", "n_needed")] == [None] * 4 + [3079]


def test_nothing_is_told_of_a_share_that_is_to_stay():
    assert asked(baseline=50.0, target=50.0).is_empty()


# the pace observed


def paced(*figures, **changes):
    """A share of 20 % in FY2021 to be 50 % in FY2024, and dated official figures of it."""
    stats = [
        {
            **{"indicator_id": "card_rate", "area_code": "01001", "group_id": "total", "unit": "%", "value": value},
            **{"as_of": date, "year": int(date[:4]), "value_text": str(value)},
        }
        for date, value in figures
    ]
    actual = {
        "kpi_id": "a-2021/k1",
        "indicator_id": "card_rate",
        "relation": "same",
        "caution": "注",
        "caution_en": "care",
    }
    named = [{"indicator_id": "card_rate", "name_ja": "率", "name_en": "rate"}]
    tables = {"reference_stat": stats, "kpi_actual": [{**actual, **changes.pop("actual", {})}], "indicator": named}
    return result({**SHARE, **changes}, **tables).to_frame("observed")


SERIES = (("2021-03-31", 10.0), ("2022-03-01", 21.0), ("2022-12-31", 39.0))


def test_the_pace_observed_beside_the_pace_required():
    """30 points in 3 years; the series gains 18 points from the last figure of FY2021 in 305 days."""
    row = paced(*SERIES).row(0, named=True)
    assert (row["change_per_year"], row["from_date"], row["from_value"]) == (10, "2022-03-01", 21)
    assert (row["to_date"], row["gained"]) == ("2022-12-31", 18)
    assert row["observed_per_year"] == pytest.approx(18 / (305 / 365.25))
    assert row["indicator_en"] == "rate"


def test_a_fall_is_a_gain_where_lower_is_better():
    row = paced(("2022-03-01", 21.0), ("2022-12-31", 15.0), direction="lower", target=10.0).row(0, named=True)
    assert (row["change_per_year"], row["gained"]) == (pytest.approx(10 / 3), 6)


@pytest.mark.parametrize(
    "args",
    [
        (SERIES[:2],),  # nothing after the year of the baseline
        (SERIES[2:],),  # nothing in it, or before
        (SERIES, {"actual": {"relation": "near"}}),
        (SERIES, {"unit": "人"}),
        (SERIES, {"target_fy": None}),
    ],
)
def test_no_pace_is_observed(args):
    figures, changes = (*args, {})[:2]
    assert paced(*figures, **changes).is_empty()
