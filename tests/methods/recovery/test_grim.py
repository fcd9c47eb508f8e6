"""What a printed percentage says of its base: single cells by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxcompare.methods.recovery import grim
from tests.methods.recovery.test_solver import half_up

# scrutiny (an R package), data set pigs2: percentages of 150 people, grim_map(pigs2, percent = TRUE)
PIGS = [(67.4, False), (54.2, False), (54.0, True), (69.8, False), (68.1, False), (55.4, False)]


@pytest.mark.parametrize(("percent", "possible"), PIGS)
def test_published_grim_examples(percent, possible):
    assert grim.possible(percent, 1, 150) is possible


def test_the_power_of_a_published_example():
    """scrutiny prints 0.85 for one decimal and 150 people."""
    assert round(1 - float(grim.fit_by_chance(grim.code(67.4, 1), np.array(150))), 2) == 0.85


@given(st.integers(1, 1200), st.integers(0, 1), st.data())
def test_a_printed_percentage_is_possible_at_its_base(n, decimals, data):
    k = data.draw(st.integers(0, n))
    code = grim.code(half_up(k, n, decimals) / 10**decimals, decimals)
    least, greatest = grim.counts(code, n)
    assert least <= k <= greatest
    assert min(n, grim.LIMIT) in set(grim.members(grim.fits((code,)).strict))


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_bit_sets_say_what_counting_says(tenths, n):
    code = grim.code(tenths / 10, 1)
    fits = any(half_up(k, n, 1) == tenths for k in range(n + 1))
    least, greatest = grim.counts(code, n)
    assert fits == (least <= greatest)
    assert fits == (n in set(grim.members(grim.fits((code,)).strict)))


@pytest.mark.parametrize(
    ("bad", "message"),
    [((12.34, 2), "12.34 % with 2 decimals"), ((120, 0), "120 is no percentage"), ((-1, 0), "-1 is no percentage")],
)
def test_unreadable_percentages(bad, message):
    with pytest.raises(ValueError, match=message):
        grim.code(*bad)


def test_a_base_of_zero_is_refused():
    with pytest.raises(ValueError, match="a base of 0"):
        grim.possible(50, 0, 0)
