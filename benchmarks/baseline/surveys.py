"""How answers change with age, option by option; and which age groups differ from all others."""

from __future__ import annotations

import warnings
from collections.abc import Mapping

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.stats import chi2, t
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

KEY = ["question_id", "option_id", "group_type", "group_id"]
#: Years from the lower end of an open band to its middle; the youngest age; the level at which a fit is poor.
OPEN, FROM, POOR = 8, 20, 0.05
#: How near deviances must come for a fit to end.
TOLERANCE = 1e-12


def _by_age(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The cells of age groups whose count is known, without those of no answer."""
    ages = tables["response"][[*KEY, "age_min", "age_max", "option_position", "group_position"]]
    cells = tables["response_count"].merge(ages, on=KEY)
    kept = (cells["group_type"] == "age") & (cells["option_id"] != "no_answer") & cells["count"].notna()
    return cells[kept].sort_values(["question_id", "option_position", "group_position"], kind="stable")


def gradients(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """A row per question and option: log-odds per decade by a binomial GLM, quasi-binomial where it does not fit."""
    cells = _by_age(tables)
    cells = cells[cells["age_min"] >= FROM]
    middle = np.where(cells["age_max"].isna(), cells["age_min"] + OPEN, (cells["age_min"] + cells["age_max"] + 1) / 2)
    rows = []
    for (question, option), bands in cells.assign(middle=middle).groupby(["question_id", "option_id"], sort=False):
        rows.append((question, option, *_fit(bands)))
    names = ["question_id", "option_id", "slope", "error", "low", "high", "fit_p", "dispersion"]
    return pd.DataFrame(rows, columns=names)


def _fit(bands: pd.DataFrame) -> tuple[float, ...]:
    yes, n = bands["count"].to_numpy(float), bands["n"].to_numpy(float)
    nothing = (np.nan,) * 6
    if len(bands) < 3 or yes.sum() in (0, n.sum()):
        return nothing
    with warnings.catch_warnings():
        warnings.simplefilter("error", PerfectSeparationWarning)
        try:
            model = sm.GLM(
                np.column_stack([yes, n - yes]),
                sm.add_constant(bands["middle"].to_numpy() / 10),
                sm.families.Binomial(),
            )
            fit = model.fit(tol=TOLERANCE)
        except PerfectSeparationWarning:
            return nothing
    fit_p, dispersion, degrees = chi2.sf(fit.deviance, fit.df_resid), 1.0, np.inf
    if fit_p <= POOR:
        dispersion, degrees = max(1.0, fit.pearson_chi2 / fit.df_resid), fit.df_resid
    slope, error = fit.params[1], fit.bse[1] * dispersion**0.5
    reach = t.ppf(0.975, degrees) * error
    return slope, error, slope - reach, slope + reach, fit_p, dispersion


def differences(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """A row per question, option and age group: it less all others, in points, with Newcombe's interval."""
    rows = []
    for (question, option), cells in _by_age(tables).groupby(["question_id", "option_id"], sort=False):
        yes, people = cells["count"].sum(), cells["n"].sum()
        for group, k, n in cells[["group_id", "count", "n"]].itertuples(index=False):
            if people > n:
                rows.append((question, option, group, *_against(k, n, yes - k, people - n)))
    table = pd.DataFrame(rows, columns=["question_id", "option_id", "group_id", "difference", "low", "high", "p"])
    return table.assign(q=multipletests(table["p"], method="fdr_bh")[1])


def _against(k: float, n: float, rest: float, others: float) -> tuple[float, ...]:
    low, high = confint_proportions_2indep(k, n, rest, others, method="newcomb")
    p = 1.0 if k + rest in (0, n + others) else proportions_ztest([k, rest], [n, others])[1]
    return 100 * (k / n - rest / others), 100 * low, 100 * high, p
