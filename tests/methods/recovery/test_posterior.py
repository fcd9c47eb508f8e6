"""How probable a base is, against the plain sum over all ways in which groups can add up."""

import itertools

import numpy as np
import pytest

from dxcompare.methods.recovery import posterior
from dxcompare.methods.recovery.grim import BLANK, code
from dxcompare.methods.recovery.posterior import MISPRINT, posteriors
from dxcompare.methods.recovery.solver import People, Unit, solve
from tests.methods.recovery.test_solver import half_up, printed
from tests.tiers import each


def likelihood(cells, n, error):
    """(1 − ε)·m/(n + 1) + ε/V over the cells that say something, by counting."""
    product = 1.0
    for cell in cells:
        decimals, value = (1, cell) if cell <= 1000 else (0, cell - 1001)
        if cell == BLANK or value in (0, 100 * 10**decimals):
            continue
        alike = sum(half_up(k, n, decimals) == value for k in range(n + 1))
        product *= (1 - error) * alike / (n + 1) + error / (100 * 10**decimals + 1)
    return product


def by_hand(groups, total, rest, error):
    """The posterior of each group's base, over every combination that adds up."""
    bases = range(1, total + 1)
    found = [dict.fromkeys(bases, 0.0) for _ in groups]
    for combination in itertools.product(bases, repeat=len(groups)):
        if total - (total if rest is None else rest) <= sum(combination) <= total:
            weight = np.prod([likelihood(cells, n, error) for cells, n in zip(groups, combination, strict=True)])
            for one, n in zip(found, combination, strict=True):
                one[n] += weight
    return [{n: weight / sum(one.values()) for n, weight in one.items()} for one in found]


GROUPS = [printed([2, 5, 0], 9), printed([3, 4, 12], 12), [code(33, 0), code(50, 0), BLANK]]


@pytest.mark.parametrize("rest", [None, 3])
@pytest.mark.parametrize("error", each(3, MISPRINT))
@pytest.mark.parametrize("many", [0, posterior.MANY])
def test_the_posterior_is_the_sum_over_all_that_adds_up(monkeypatch, rest, error, many):
    """Both ways of adding up: for many bases and for few."""
    monkeypatch.setattr(posterior, "MANY", many)
    monkeypatch.setattr(posterior, "FAINT", 0.0)
    units = [Unit("age", str(i), cells) for i, cells in enumerate(GROUPS)]
    found = posteriors(units, [0, 1, 2], 27, rest, error)
    wanted = by_hand(GROUPS, 27, rest, error)
    for i, (n, chance) in found.items():
        assert n == max(wanted[i], key=wanted[i].get)
        assert chance == pytest.approx(wanted[i][n], rel=1e-6)


def test_a_filter_leaves_only_its_counts():
    unit = Unit("age", "0", printed([2, 5], 9), exact={9, 18})
    n, chance = posteriors([unit], [0], None, None, MISPRINT[0])[0]
    both = [likelihood(unit.cells, base, MISPRINT[0]) for base in (9, 18)]
    assert n == 9
    assert chance == pytest.approx(both[0] / sum(both))


def test_likely_holds_for_other_rates_of_misprints(monkeypatch):
    """Fifteen counts of 15 people, or of 30 with all even; were a cell in two amiss, nothing could be told."""

    def solved():
        counts = np.random.default_rng(6).integers(1, 15, 15)
        units = [
            Unit("age", "a", printed(counts, 15)),
            Unit("age", "b", printed(np.random.default_rng(2).integers(1, 53, 15), 53)),
        ]
        solve(People("all", 95, units))
        return units[0]

    unit = solved()
    assert (unit.certainty, unit.likely, unit.n, unit.found) == ("likely", 15, None, [15, 30])
    assert unit.posterior > 0.99
    monkeypatch.setattr(posterior, "MISPRINT", (1 / 200, 1 / 1000, 0.99))
    assert (solved().certainty, solved().posterior) == ("ambiguous", unit.posterior)


def test_likely_never_overrides_a_safeguard():
    """Six counts of 37 people; of 74, all would be even, which only the stated total excludes."""
    counts = [5, 11, 20, 29, 31, 17]
    unit = Unit("age", "a", printed(counts, 37), most=90)
    solve(People("all", 45, [unit]))
    assert unit.posterior > 0.99
    assert (unit.certainty, unit.likely, unit.reasons[-1]) == ("ambiguous", None, "divisor")


def test_bases_beyond_the_limit_have_a_posterior_and_no_grade():
    unit = Unit("age", "a", printed(range(100, 1500, 97), 1700))
    solve(People("all", 2000, [unit]))
    assert unit.certainty == "ambiguous"
    assert 0 < unit.posterior < 0.99
