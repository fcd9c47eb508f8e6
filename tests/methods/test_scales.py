"""The four scales of ambition: hand-worked values, and the algebra that ties them together."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dxcompare.methods.scales import SCALES, Move, Moves, Value, measure, measures, why_not


def percent(baseline, target, sign=1, half=0.0):
    return Move(baseline, target, sign, half, lower=0, upper=100, ideal=100 if sign > 0 else 0, share=True)


@pytest.mark.parametrize(
    ("scale", "move", "value", "per_year"),
    [
        # 20 % → 50 % in 3 years: 30 points; ×2.5; 30 of the 80 missing; ln(1) − ln(1/4)
        ("change", percent(20, 50), 30, 10),
        ("relative", percent(20, 50), 1.5, 2.5 ** (1 / 3) - 1),
        ("gap", percent(20, 50), 0.375, 1 - 0.625 ** (1 / 3)),
        ("log_odds", percent(20, 50), math.log(4), math.log(4) / 3),
        # 8 people a year → 0, lower is better, ideal 0: the whole of it
        ("change", Move(8, 0, -1, lower=0, ideal=0), 8, 8 / 3),
        ("relative", Move(8, 0, -1, lower=0, ideal=0), 1, None),
        ("gap", Move(8, 0, -1, lower=0, ideal=0), 1, None),
        # 40 → 30 where lower is better, floor 0: a quarter of it
        ("relative", Move(40, 30, -1, lower=0, ideal=0), 0.25, 1 - 0.75 ** (1 / 3)),
        # 96 % → 101 % of the national mean: no ceiling
        ("relative", Move(96, 101, 1, lower=0), 5 / 96, (101 / 96) ** (1 / 3) - 1),
    ],
)
def test_scales_by_hand(scale, move, value, per_year):
    assert measure(scale, move).value == pytest.approx(value)
    yearly = measure(scale, move, 3)
    assert yearly.value == (per_year and pytest.approx(per_year))
    assert yearly.undefined == (None if per_year else "no_pace")


def test_what_compounds_never_arrives():
    """8 a year → 0, or 20 % → 100 %: the rate per year would be 100 % in any number of years."""
    for years in (1, 3, 10):
        assert measure("relative", Move(8, 0, -1, lower=0, ideal=0), years) == Value(undefined="no_pace")
        assert measure("gap", percent(20, 100), years) == Value(undefined="no_pace")
        assert measure("gap", percent(20, 0, -1), years) == Value(undefined="no_pace")
        assert measure("relative", percent(20, 100), years).value == pytest.approx(5 ** (1 / years) - 1)
        assert measure("change", Move(8, 0, -1, lower=0, ideal=0), years).value == pytest.approx(8 / years)


def test_the_reversal_of_the_methods_page():
    """Order by gap closed is exactly the reverse of the order by relative change."""
    moves = [percent(20, 50), percent(60, 85), percent(90, 97), percent(5, 20)]
    order = {scale: sorted(range(4), key=lambda i: measure(scale, moves[i]).value) for scale in SCALES}
    assert order["gap"] == order["relative"][::-1] == [3, 0, 1, 2]


@pytest.mark.parametrize(
    ("scale", "move", "reason"),
    [
        ("relative", percent(0, 100), "zero_baseline"),
        ("relative", Move(1, 2, 1, zero=False), "no_zero"),
        ("gap", Move(1, 5, 1), "no_ideal"),
        ("gap", percent(100, 100), "at_ideal"),
        ("log_odds", Move(1, 5, 1), "not_share"),
        ("log_odds", percent(0, 50), "full"),
        ("log_odds", percent(50, 100), "full"),
    ],
)
def test_undefined_is_said_and_never_infinite(scale, move, reason):
    found = measure(scale, move)
    assert (found.value, found.undefined) == (None, reason) == (None, why_not(scale, move))


def test_rounding_by_hand():
    """19.5 % → 100 %, one decimal: 80.45 to 80.55 points; the target is a decision, and exact."""
    found = measure("change", percent(19.5, 100, half=0.05))
    assert (found.low, found.high) == (pytest.approx(80.45), pytest.approx(80.55))
    gap = measure("gap", percent(20, 50, half=0.5))
    assert (gap.low, gap.high) == (pytest.approx(29.5 / 79.5), pytest.approx(30.5 / 80.5))


def test_an_end_without_bound_is_open():
    up = measure("log_odds", percent(0.4, 50, half=0.5))  # the baseline may be 0
    assert up.high is None
    assert up.low is not None
    near_zero = measure("relative", percent(0.4, 10, half=0.5))  # the baseline may be 0
    assert near_zero.high is None
    assert near_zero.low is not None
    near_ideal = measure("gap", percent(99.7, 99.8, half=0.5))  # the baseline may be ideal, the target not
    assert near_ideal.low is None


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="must be above 0, not 0"):
        measure("change", percent(1, 2), 0)
    with pytest.raises(ValueError, match="no scale 'score'"):
        measure("score", percent(1, 2))


shares = st.floats(0.5, 99.5)


@given(shares, shares, st.sampled_from([None, 1, 3, 7.5]))
def test_turning_the_framing_round(baseline, target, years):
    """Counting those who do not instead of those who do: change, gap and log-odds stay; relative does not."""
    one, other = percent(baseline, target, 1), percent(100 - baseline, 100 - target, -1)
    assume(target >= baseline)
    for scale in ("change", "gap", "log_odds"):
        assert measure(scale, one, years).value == pytest.approx(measure(scale, other, years).value, abs=1e-9)
    # what is closed of the gap is the relative fall of what is missing
    assert measure("gap", one, years).value == pytest.approx(measure("relative", other, years).value, abs=1e-9)


@given(shares, shares)
def test_going_back_undoes_change_and_log_odds(baseline, target):
    for scale in ("change", "log_odds"):
        assert measure(scale, percent(baseline, target)).value == pytest.approx(
            -measure(scale, percent(target, baseline)).value
        )


@given(shares, shares, st.floats(1, 10), st.floats(1, 10))
def test_yearly_rates_compound(baseline, target, years, more):
    """A rate per year over all the years gives the whole."""
    assume(target >= baseline)
    move = percent(baseline, target)
    assert measure("change", move, years).value * years == pytest.approx(measure("change", move).value)
    assert (1 + measure("relative", move, years).value) ** years - 1 == pytest.approx(
        measure("relative", move).value, abs=1e-6
    )
    assert 1 - (1 - measure("gap", move, years).value) ** years == pytest.approx(measure("gap", move).value, abs=1e-6)


@pytest.mark.long
@given(shares, shares, st.floats(0, 2), st.floats(0, 2), st.sampled_from(list(SCALES)), st.sampled_from([1, -1]))
def test_wider_rounding_is_never_narrower(baseline, target, half, extra, scale, sign):
    narrow = measure(scale, percent(baseline, target, sign, half))
    wide = measure(scale, percent(baseline, target, sign, half + extra))
    slack = 1e-9 * (1 + abs(narrow.value))
    assert narrow.value == wide.value
    assert wide.low is None or (narrow.low is not None and wide.low <= narrow.low + slack)
    assert wide.high is None or (narrow.high is not None and wide.high >= narrow.high - slack)
    assert narrow.low is None or narrow.low <= narrow.value
    assert narrow.high is None or narrow.value <= narrow.high


@given(shares, shares, st.floats(0, 0.5), st.sampled_from(list(SCALES)), st.data())
def test_every_reading_lies_in_the_interval(baseline, target, half, scale, data):
    """Any baseline that prints as this gives a value within the ends."""
    move = percent(baseline, target, 1, half)
    b = data.draw(st.floats(max(0, baseline - half), min(100, baseline + half)))
    found, inside = measure(scale, move), measure(scale, percent(b, target))
    assume(inside.value is not None)
    slack = 1e-7 * (1 + abs(inside.value))
    assert found.low is None or found.low - slack <= inside.value
    assert found.high is None or inside.value <= found.high + slack


def test_log_odds_end_where_shares_do():
    assert measure("log_odds", Move(90, 110, 1, share=True)).undefined == "full"


def test_many_at_once_are_each_by_itself():
    """Moves with and without bounds, rounding, ideals and years, each beside others that have what it lacks."""
    moves = [
        percent(20, 50, half=0.5),
        percent(99.9, 100, half=0.05),
        percent(0.2, 30, -1, half=0.5),
        Move(8, 0, -1, lower=0, ideal=0),
        Move(0, 3, 1),
        Move(-5, 5, 1, zero=False),
        Move(-5, 5, 1),
        Move(30, 120, 1, half_baseline=5, upper=100, ideal=100),
    ]
    every = Moves._make(np.concatenate(one) for one in zip(*map(Moves.of, moves), strict=True))
    years = [3, 1, 2, 5, 4, 2, 3, 7]
    for scale in SCALES:
        for spans in (None, years):
            found = zip(*measures(scale, every, spans), strict=True)
            alone = [measure(scale, one, spans and spans[at]) for at, one in enumerate(moves)]
            assert [tuple(map(blank, one)) for one in found] == [
                (one.value, one.low, one.high, one.undefined) for one in alone
            ]
    assert blank(measures("change", every, [np.nan] * len(moves)).value[0]) is None


def blank(one):
    """A number or a text; NaN and no text are None."""
    return None if one == "" or one != one else one if isinstance(one, str) else float(one)
