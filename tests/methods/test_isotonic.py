"""Shares that only rise or only fall: the fit, the tests, the chances of the levels.

Reference values: R 4.2.2. The fit is `isoreg` on people (ones before zeros within a band, so that bands pool); level
probabilities are those of blocks, their order by `mvtnorm::pmvnorm(lower = 0, sigma = …, algorithm = Miwa(512))` on the
differences of neighbours; χ̄² by `pchisq`; `prop.test(yes, n)$p.value`.
"""

import math

import numpy as np
import pytest
from scipy.stats import chi2

from dxcompare.methods.isotonic import against_p, homogeneity_p, isotonic, level_probabilities, order_p, turns

#: From the 20s to 70 and over: people asked in two surveys, and who chose an option.
N, M = (64, 96, 136, 150, 162, 217), (69, 98, 102, 127, 169, 157)
SHOPS, POINTS, NO_CARD = (33, 64, 64, 66, 36, 21), (11, 35, 28, 23, 18, 10), (28, 37, 73, 86, 76, 101)
EXCLUDED = (18, 27, 31, 56, 75, 44)  # of M


def test_the_fit_pools_neighbours_out_of_order_as_r():
    expected = [0.2875, 0.2875, 0.20588235294, 0.15333333333, 0.11111111111, 0.04608294931]
    assert isotonic(POINTS, N, rising=False) == pytest.approx(expected)
    assert isotonic([1, 2, 3], [10, 10, 10]) == pytest.approx([0.1, 0.2, 0.3])
    assert isotonic([3, 2, 1], [10, 10, 10]) == pytest.approx([0.2] * 3)


@pytest.mark.parametrize(
    ("yes", "n", "rising", "order", "against"),
    [
        (SHOPS, N, False, 3.203132627e-29, 3.789552501e-01),
        (POINTS, N, False, 1.145100611e-10, 1.137228015e-01),
        (NO_CARD, N, True, 0.06316517489, 0.16582423927),
        (NO_CARD, N, False, 0.43163178049, 0.03370220779),
        (EXCLUDED, M, True, 0.01316588039, 0.01880088470),
        (EXCLUDED, M, False, 0.102677430680, 0.002708770474),
    ],
)
def test_both_tests_as_r(yes, n, rising, order, against):
    assert order_p(yes, n, rising=rising) == pytest.approx(order, rel=1e-6)
    assert against_p(yes, n, rising=rising) == pytest.approx(against, rel=1e-6)


def test_no_difference_at_all_as_r():
    assert homogeneity_p(NO_CARD, N) == pytest.approx(0.05088390816)
    assert homogeneity_p(EXCLUDED, M) == pytest.approx(0.001094832438)


def test_the_chances_of_the_levels_as_r():
    expected = [0.156941864224, 0.371063669391, 0.319260372550, 0.127249922850, 0.023797763225, 0.001686407759]
    assert level_probabilities(N) == pytest.approx(expected, abs=1e-9)


def test_the_chances_of_the_levels_in_closed_form():
    """Equal weights: Stirling numbers over k!; three groups: an arc sine (Robertson, Wright & Dykstra 1988)."""
    assert [120 * chance for chance in level_probabilities([7] * 5)] == pytest.approx([24, 50, 35, 10, 1], abs=1e-6)
    for a, b, c in ((1, 30, 4), (10_000, 1, 10_000), (1, 10_000, 4)):
        three = 0.25 + math.asin(-math.sqrt(a * c / ((a + b) * (b + c)))) / (2 * math.pi)
        assert level_probabilities([a, b, c]) == pytest.approx([0.5 - three, 0.5, three], abs=1e-9)
    assert level_probabilities([5, 9]) == pytest.approx([0.5, 0.5], abs=1e-9)
    assert level_probabilities([5]) == [1.0]


def test_two_groups_are_half_a_chi_square():
    """40 of 50 against 30 of 50: the one-sided test of a difference."""
    statistic = 50 * 2 * 0.1**2 / (0.7 * 0.3)
    assert order_p([30, 40], [50, 50]) == pytest.approx(0.5 * chi2.sf(statistic, 1))
    assert order_p([40, 30], [50, 50]) == 1
    assert against_p([30, 40], [50, 50]) == 1


def test_without_variation_nothing_is_told():
    for yes in ([0, 0, 0], [9, 9, 9]):
        assert order_p(yes, [9, 9, 9]) == homogeneity_p(yes, [9, 9, 9]) == against_p(yes, [9, 9, 9]) == 1
    assert against_p([0, 0, 5], [9, 9, 9]) == 1  # a pooled share of 0 divides by nothing


@pytest.mark.long
def test_about_five_in_a_hundred_equal_shares_are_called_ordered():
    """Both directions together, with the bases of the survey: 2,000 samples of equal shares."""
    drawn = np.random.default_rng(12).binomial(N, 0.3, (2000, 6))
    called = [2 * min(order_p(yes, N), order_p(yes, N, rising=False)) <= 0.05 for yes in drawn.tolist()]
    assert 0.035 < np.mean(called) < 0.065


def test_where_shares_turn():
    assert turns(NO_CARD, N) == turns(EXCLUDED, M) == "peak"
    assert turns([50 - k for k in (1, 5, 9, 20, 8, 2)], [50] * 6) == "dip"


def test_many_options_at_once_are_each_alone():
    """Options of two surveys along the first axis, bases that return among them."""
    yes, n = np.array([SHOPS, EXCLUDED, NO_CARD, (0,) * 6]), np.array([N, M, N, M])
    for rising in (True, False):
        for test in (isotonic, order_p, against_p):
            alone = [test(one, base, rising=rising) for one, base in zip(yes, n, strict=True)]
            assert test(yes, n, rising=rising) == pytest.approx(np.array(alone), rel=1e-12)
    assert homogeneity_p(yes, n) == pytest.approx([homogeneity_p(one, base) for one, base in zip(yes, n, strict=True)])
    assert turns(yes, n).tolist() == [turns(one, base) for one, base in zip(yes, n, strict=True)]
    assert turns(yes, n).tolist() == ["peak", "peak", "peak", "dip"]
    assert level_probabilities(n) == pytest.approx(np.array([level_probabilities(base) for base in n]), rel=1e-12)
