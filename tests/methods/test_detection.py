"""Whether two surveys could tell that a share has changed: values of R, brute force, and what must hold."""

import math
import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dxcompare.methods.detection import base_needed, power, smallest_change


@pytest.mark.parametrize(
    ("before", "after", "n", "expected"),
    [
        (0.756, 0.786, 764, 0.286466070624),
        (0.66, 0.693, 764, 0.280832245381),
        (0.5, 0.75, 50, 0.740167193454),
        (0.1, 0.05, 200, 0.475363395395),
        (0.9, 1.0, 100, 0.90652605856),
    ],
)
def test_power_as_r_has_it(before, after, n, expected):
    """R 4.2.2: `power.prop.test(n=764, p1=.756, p2=.786, strict=TRUE)$power`."""
    assert power(before, after, n) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("before", "after", "chance", "expected"),
    [
        (0.756, 0.786, 0.8, 3078.354927),
        (0.66, 0.693, 0.8, 3153.475848),
        (0.844, 0.87, 0.8, 2844.643442),
        (0.892, 0.93, 0.8, 880.2319437),
        (0.5, 0.75, 0.9, 76.70693011),
    ],
)
def test_bases_as_r_has_them(before, after, chance, expected):
    """R 4.2.2: `power.prop.test(p1=.756, p2=.786, power=.8)$n`; ours are whole people."""
    assert base_needed(before, after, chance) == math.ceil(expected)


def test_the_smallest_change_as_r_has_it():
    """R 4.2.2: `power.prop.test(n=764, p1=.756, power=.8, strict=TRUE, tol=1e-12)$p2`; of .66 without `strict`."""
    assert smallest_change(0.756, 764) == pytest.approx(0.814802516015 - 0.756, abs=1e-7)
    assert smallest_change(0.66, 764) == pytest.approx(0.726063314981 - 0.66, abs=1e-5)


@pytest.mark.long
def test_power_by_brute_force():
    """5,000 pairs of surveys of 764 people, 75.6 % and 78.6 %: how often the pooled test rejects."""
    rng = random.Random(20260401)

    def survey(share):
        return sum(rng.random() < share for _ in range(764))

    def rejects():
        one, other = survey(0.756), survey(0.786)
        mean = (one + other) / (2 * 764)
        return abs(one - other) / math.sqrt(2 * 764 * mean * (1 - mean)) > 1.959964

    assert sum(rejects() for _ in range(5000)) / 5000 == pytest.approx(0.286, abs=0.025)


shares = st.floats(0.02, 0.98)


@given(shares, shares, st.integers(10, 5000))
def test_turning_the_question_round_changes_nothing(before, after, n):
    assert power(before, after, n) == pytest.approx(power(1 - before, 1 - after, n), abs=1e-9)
    assert power(before, after, n) == pytest.approx(power(after, before, n), abs=1e-9)


@given(shares, shares)
def test_the_base_needed_is_the_least_that_suffices(before, after):
    assume(abs(before - after) > 0.01)
    n = base_needed(before, after)
    assert power(before, after, n) >= 0.8 - 1e-9  # R and we take one tail for the base, both for the power
    assert n == 1 or power(before, after, n - 1) < 0.8 + 1e-4


@given(shares, st.integers(20, 5000), st.sampled_from([1, -1]))
def test_the_smallest_change_is_just_seen(before, n, sign):
    found = smallest_change(before, n, sign)
    end = 1 if sign > 0 else 0
    if found is None:
        assert power(before, end, n) < 0.8
    else:
        assert power(before, before + sign * found, n) == pytest.approx(0.8, abs=1e-6)
        assert power(before, before + sign * found * 0.98, n) < 0.8


def test_what_cannot_be_told_is_none():
    assert smallest_change(0.95, 30) is None  # not even everybody
    assert smallest_change(1.0, 764) is None
    assert power(0.0, 1.0, 1) == 0
    assert power(0.0, 1.0, 50) == 1


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: power(1.2, 0.5, 10), "between 0 and 1, not 1.2"),
        (lambda: power(0.2, 0.5, 0), "above 0, not 0"),
        (lambda: base_needed(0.5, 0.5), "from itself"),
    ],
)
def test_bad_input_is_refused(ask, said):
    with pytest.raises(ValueError, match=said):
        ask()
