"""Logistic regressions of shares on age: as R, and as statsmodels one model at a time, separated groups included."""

import warnings

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

from dxcompare.methods.logistic import gradient, slopes_differ

SMOKERS, PATIENTS = [83, 90, 129, 70], [86, 93, 136, 82]


def test_gradient_as_r():
    """glm(cbind(yes, n - yes) ~ x, binomial) with x = 2.5 … 5.5; confint.default; 1 - pchisq(deviance, 2)."""
    found = gradient(SMOKERS, PATIENTS, [25, 35, 45, 55])
    error = (1.0794063 - 0.18382062) / 2 / 1.959964  # half of the interval is 1.96 standard errors
    assert found == pytest.approx(
        {
            "slope": -0.63161345,
            "error": error,
            "low": -1.0794063,
            "high": -0.18382062,
            "p": 5.7003730e-03,
            "fit_p": 0.37912611,
            "dispersion": 1.0,
            "degrees": float("inf"),
        },
        rel=1e-6,
    )


#: Kitakami, 20s to 70+: base, people who buy online, who used the points scheme, who have no card.
BANDS, AGES = [64, 96, 136, 150, 162, 217], [25, 35, 45, 55, 65, 78]
SHOPS, POINTS, NO_CARD = [33, 64, 64, 66, 36, 21], [11, 35, 28, 23, 18, 10], [28, 37, 73, 86, 76, 101]


@pytest.mark.parametrize(
    ("yes", "slope", "error", "p", "dispersion", "low", "high", "fit_p"),
    [
        (SHOPS, -0.516334676, 0.120432820, 0.0127732071, 5.84755068, -0.850709790, -0.181959563, 0.000162824567),
        (POINTS, -0.368020532, 0.116411161, 0.0341386417, 3.78687982, -0.691229730, -0.0448113330, 0.00328752343),
        (NO_CARD, 0.0146532962, 0.0677012549, 0.839234648, 2.72578055, -0.173315522, 0.202622114, 0.0271315137),
    ],
)
def test_errors_are_widened_where_a_line_does_not_fit_as_r(yes, slope, error, p, dispersion, low, high, fit_p):
    """R 4.2.2: summary(glm(cbind(yes, n - yes) ~ x, family = quasibinomial)), x = 2.5 … 6.5, 7.8.

    The interval is slope ± qt(0.975, 4) errors; fit_p is pchisq(deviance, 4, lower = FALSE).
    """
    found = gradient(yes, BANDS, AGES)
    expected = {"slope": slope, "error": error, "low": low, "high": high, "p": p, "fit_p": fit_p}
    assert found == pytest.approx({**expected, "dispersion": dispersion, "degrees": 4.0}, rel=1e-5)


def test_slopes_differ_as_welch():
    """By hand: both widened (3² on 4 and 4² on 9 degrees), one alone, none."""
    one, two = ({"slope": slope, "error": error} for slope, error in ((5.0, 3.0), (1.0, 4.0)))
    sure = float("inf")
    for first, second, degrees in (
        (4.0, 9.0, 25**2 / (81 / 4 + 256 / 9)),
        (4.0, sure, 25**2 / (81 / 4)),
        (sure, sure, sure),
    ):
        gap, low, high, p = slopes_differ({**one, "degrees": first}, {**two, "degrees": second})
        reach = 5 * stats.t.ppf(0.975, degrees)
        assert (gap, low, high) == pytest.approx((4.0, 4 - reach, 4 + reach))
        assert p == pytest.approx(2 * stats.t.sf(0.8, degrees))


def plain(yes, n, ages):
    """Slope, its error, p of fit and dispersion of one model; None where statsmodels says that it separates perfectly."""
    yes, n = np.array(yes, dtype=float), np.array(n, dtype=float)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        warnings.simplefilter("error", PerfectSeparationWarning)
        try:
            fit = sm.GLM(
                np.column_stack([yes, n - yes]), sm.add_constant(np.array(ages) / 10), family=sm.families.Binomial()
            ).fit()
        except PerfectSeparationWarning:
            return None
    fit_p = stats.chi2.sf(fit.deviance, fit.df_resid)
    wider = max(1.0, fit.pearson_chi2 / fit.df_resid) if fit_p <= 0.05 else 1.0
    degrees = fit.df_resid if fit_p <= 0.05 else np.inf
    error = fit.bse[1] * wider**0.5
    return (fit.params[1], error, fit_p, wider, 2 * stats.t.sf(abs(fit.params[1]) / error, degrees))


def test_many_models_at_once_are_those_of_statsmodels_one_at_a_time():
    """Shares anywhere, near 0 and 1, nobody or everybody in some groups, only in the oldest, and none in between."""
    rng, ages = np.random.default_rng(4), [25, 35, 45, 55, 65, 78]
    n = rng.integers(5, 300, (60, 6))
    yes = np.concatenate(
        [
            rng.binomial(n[:20], rng.uniform(0.01, 0.99, (20, 6))),
            rng.binomial(n[20:40], rng.choice([0.0, 0.3, 1.0], (20, 6))),
            np.where(np.arange(6) >= rng.integers(1, 6, (20, 1)), rng.binomial(n[40:], 0.1), 0),
        ]
    )
    yes[0], yes[1] = [0, 0, 0, 0, 0, n[0, 5]], [0, 0, 0, n[1, 3], n[1, 4], n[1, 5]]  # both separate perfectly
    found = gradient(yes, n, ages)
    names = ("slope", "error", "fit_p", "dispersion", "p")
    separated = 0
    for at in range(60):
        one = plain(yes[at], n[at], ages) if 0 < yes[at].sum() < n[at].sum() else None
        separated += one is None
        expected = (np.nan,) * 5 if one is None else one
        assert [found[name][at] for name in names] == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True), at
    assert 2 <= separated < 20


def test_each_model_is_its_own():
    """Alone, or beside others, with ages of its own: the same numbers; one model alone is of plain numbers."""
    alone = gradient(SHOPS, BANDS, AGES)
    among = gradient([POINTS, SHOPS], [BANDS, BANDS], [[a + 3 for a in AGES], AGES])
    assert {name: values[1] for name, values in among.items()} == pytest.approx(alone, rel=1e-12)
    assert among["slope"].shape == (2,)
    assert isinstance(alone["slope"], float)


def test_nothing_to_fit():
    assert np.isnan(gradient([0, 0, 0], [5, 5, 5], [1, 2, 3])["slope"])
    assert np.isnan(gradient([5, 5, 5], [5, 5, 5], [1, 2, 3])["slope"])
    assert np.isnan(gradient([0, 0, 50], [10, 20, 50], [1, 2, 3])["slope"])  # separated perfectly
    assert np.isnan(gradient([1, 2], [5, 5], [1, 2])["slope"])
