"""Intervals and tests against values published elsewhere, or computed by R 4.2.2 with the command given."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

from dxcompare.methods.intervals import (
    adjusted,
    difference,
    difference_p,
    standardised,
    trend,
    wilson,
)

# Newcombe (1998) Stat Med 17:857, table I, method 3
WILSON = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)]
# Newcombe (1998) Stat Med 17:873, table II, method 10
NEWCOMBE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (10, 10, 0, 10, 0.6075, 1.0),
]
# R: smokers <- c(83, 90, 129, 70); patients <- c(86, 93, 136, 82), the example of prop.test (Fleiss 1981, p. 139)
SMOKERS, PATIENTS = [83, 90, 129, 70], [86, 93, 136, 82]


@pytest.mark.parametrize(("k", "n", "low", "high"), WILSON)
def test_wilson(k, n, low, high):
    assert wilson(k, n) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(("a", "m", "b", "n", "low", "high"), NEWCOMBE)
def test_newcombe(a, m, b, n, low, high):
    assert difference(a, m, b, n) == pytest.approx((a / m - b / n, low, high), abs=1e-4)


def test_they_are_those_of_statsmodels_for_many_at_once():
    """Pairs of shares at random, with none and all among them."""
    rng = np.random.default_rng(5)
    n, m = rng.integers(1, 300, (2, 400))
    k, j = rng.integers(0, n + 1), rng.integers(0, m + 1)
    k[:20], j[10:30], k[30:50], j[40:60] = 0, 0, n[30:50], m[40:60]
    near = {"rtol": 1e-12, "atol": 1e-14}
    np.testing.assert_allclose(wilson(k, n), proportion_confint(k, n, method="wilson"), **near)
    np.testing.assert_allclose(wilson(k, n, level=0.8), proportion_confint(k, n, alpha=0.2, method="wilson"), **near)
    found = difference(k, n, j, m)
    np.testing.assert_allclose(found[1:], confint_proportions_2indep(k, n, j, m, method="newcomb"), **near)
    np.testing.assert_allclose(found[0], k / n - j / m, **near)
    p, told = difference_p(k, n, j, m), (k + j > 0) & (k + j < n + m)
    pairs = np.stack([k, j, n, m], axis=1)[told]
    theirs = [proportions_ztest(pair[:2], pair[2:])[1] for pair in pairs]
    np.testing.assert_allclose(p[told], theirs, **near)
    assert set(p[~told]) == {1.0}
    np.testing.assert_allclose(adjusted(p), multipletests(p, method="fdr_bh")[1], **near)
    assert adjusted([]) == []


def test_the_build_imports_neither_statsmodels_nor_pandas():
    """Importing them takes a third of the build of four plans."""
    code = "import sys; from dxcompare.questions.bases.recovery import response_counts as ask; import dxcompare as dx; "
    code += "ask(dx.load()); assert not {'statsmodels', 'pandas', 'scipy.stats'} & {*sys.modules}"
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.integers(1, 400), st.data())
def test_wilson_holds_the_share_and_stays_inside(n, data):
    k = data.draw(st.integers(0, n))
    low, high = wilson(k, n)
    assert -1e-12 <= low <= k / n + 1e-12
    assert k / n - 1e-12 <= high <= 1 + 1e-12
    assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low))


@given(st.integers(2, 200), st.integers(2, 50))
def test_the_finite_population_factor_narrows(n, times):
    low, high = wilson(n // 2, n)
    narrow = wilson(n // 2, n, n * times)
    assert low <= narrow[0] <= narrow[1] <= high
    assert wilson(n // 2, n, n) == (n // 2 / n, n // 2 / n)  # everyone was asked


def test_the_finite_population_factor_by_hand():
    """n (N − 1) / (N − n) people: 50 of 100 from 1,000 is as good as 111 (= 100 · 999 / 900)."""
    assert wilson(50, 100, 1000) == pytest.approx(wilson(55.5, 111))


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ((0, 0), "the base must be 1 or more"),
        ((5, 4), "a count must lie between 0 and its base"),
        ((-1, 4), "a count must lie"),
        ((5, 10, 9), "a base of 10 is larger than the population of 9"),
    ],
)
def test_impossible_bases_are_refused(bad, message):
    with pytest.raises(ValueError, match=message):
        wilson(*bad)


def test_benjamini_hochberg():
    """Benjamini & Hochberg (1995), section 4.1: of 15 p-values the first four are rejected at 0.05.

    Values as R's p.adjust(…, "BH").
    """
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    found = adjusted(p)
    assert [value <= 0.05 for value in found] == [True] * 4 + [False] * 11
    assert found[:7] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857143, 0.063857143])
    assert adjusted([]) == []


def test_trend_as_r():
    """prop.trend.test(smokers, patients): X-squared = 8.2249, p = 0.004132; with scores 0 0 0 1: 12.173."""
    assert trend(SMOKERS, PATIENTS, [1, 2, 3, 4]) == pytest.approx((8.2249, 0.004132), rel=1e-4)
    assert trend(SMOKERS, PATIENTS, [0, 0, 0, 1]) == pytest.approx((12.173, 0.0004848), rel=1e-4)


def test_difference_p_as_r():
    """prop.test(c(56, 48), c(70, 80), correct = FALSE)$p.value = 0.008045081368"""
    assert difference_p(56, 70, 48, 80) == pytest.approx(0.008045081368)
    assert difference_p(0, 10, 0, 20) == 1


def test_without_variation_there_is_no_trend():
    assert trend([0, 0], [5, 5], [1, 2]) == (0.0, 1.0)


# Fay & Feuer (1997) Stat Med 16:791, table 1: Down syndrome by mother's age and birth order, per 100,000
# (data as in R's epitools::ageadjust.direct), standard: the mean population
DOWN = np.array(
    [
        [107, 25, 3, 1, 0],
        [141, 150, 71, 26, 8],
        [60, 110, 114, 64, 63],
        [40, 84, 103, 89, 112],
        [39, 82, 108, 137, 262],
        [25, 39, 75, 96, 295],
    ]
)
BIRTHS = np.array(
    [
        [230061, 72202, 15050, 2293, 327],
        [329449, 326701, 175702, 68800, 30666],
        [114920, 208667, 207081, 132424, 123419],
        [39487, 83228, 117300, 98301, 149919],
        [14208, 28466, 45026, 46075, 104088],
        [3052, 5375, 8660, 9834, 34392],
    ]
)


@pytest.mark.parametrize(("order", "adjusted_rate"), list(enumerate([92.3, 91.2, 85.1, 92.7, 75.5])))
def test_standardised_as_published(order, adjusted_rate):
    share, low, high = standardised(DOWN[:, order], BIRTHS[:, order], BIRTHS.mean(axis=1))
    assert round(1e5 * share, 1) == adjusted_rate
    assert low < share < high


def test_standardised_to_its_own_bases_is_crude():
    share, _, _ = standardised([3, 8], [10, 40], [10, 40])
    assert share == pytest.approx(11 / 50)


def test_standardised_needs_populations():
    with pytest.raises(ValueError, match="weights must be populations"):
        standardised([1], [2], [0])


def test_weights_that_are_estimated_widen_the_interval():
    """By the delta method: an error e of a weight moves the share by e (p − share) / Σ weights."""
    certain = standardised([30, 20], [40, 100], [300, 100])
    share, low, high = standardised([30, 20], [40, 100], [300, 100], [20, 10])
    assert share == certain[0] == pytest.approx(0.75 * 0.75 + 0.25 * 0.2)
    own = sum((stats.norm.ppf(0.975) * e * (p - share) / 400) ** 2 for e, p in ((20, 0.75), (10, 0.2)))
    assert share - low == pytest.approx(((share - certain[1]) ** 2 + own) ** 0.5)
    assert high - share == pytest.approx(((certain[2] - share) ** 2 + own) ** 0.5)
