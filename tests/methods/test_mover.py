"""Intervals of combinations of shares, from those of the shares."""

import math
from fractions import Fraction

import numpy as np
import pytest

from dxcompare.methods.intervals import difference, standardised, wilson
from dxcompare.methods.mover import Combination, NotLinear, Overlap, Share, correlation, interval


def share(group, count, n, option="a", kind="age", **more):
    return Share(kind, group, "q", option, count, n, **more)


def combined(*terms, constant=0):
    return Combination(Fraction(constant), {one: Fraction(times) for one, times in terms})


def test_two_groups_give_newcombes_interval():
    found = interval(combined((share("x", 56, 70), 1), (share("y", 48, 80), -1)))
    assert found == pytest.approx(difference(56, 70, 48, 80)[1:])


def test_a_weighted_mean_has_the_interval_of_a_standardised_share():
    counts, bases, weights = (10, 30, 5), (40, 50, 60), (0.5, 0.3, 0.2)
    terms = [(share(str(i), k, n), w) for i, (k, n, w) in enumerate(zip(counts, bases, weights, strict=True))]
    assert interval(combined(*terms)) == pytest.approx(standardised(counts, bases, weights)[1:])


def test_one_share_and_a_number():
    low, high = wilson(20, 50)
    assert interval(combined((share("x", 20, 50), 100), constant=-30)) == pytest.approx(
        (100 * low - 30, 100 * high - 30)
    )
    assert interval(combined((share("x", 20, 50), -1))) == pytest.approx((-high, -low))


def test_a_group_that_is_part_of_both_sides_counts_once():
    """All of 20 and 30 against the 30: the difference is two fifths of that of the two groups."""
    x, y = share("x", 10, 20), share("y", 6, 30)
    everyone = combined((x, Fraction(20, 50)), (y, Fraction(30, 50)))
    part = everyone - combined((y, 1))
    assert interval(part) == pytest.approx([0.4 * end for end in difference(10, 20, 6, 30)[1:]])
    assert (everyone - everyone).terms == {}


def test_a_level_of_its_own_widens():
    one = combined((share("x", 20, 50), 1))
    wide, usual = interval(one, level=0.99), interval(one)
    assert wide[0] < usual[0] < usual[1] < wide[1]


def test_two_answers_of_the_same_people():
    """Altman et al. 2000, Table 6.2: 14 of 41 and 19 of 41, all 14 among the 19: the most that can be. By formula."""
    p, q = 14 / 41, 19 / 41
    phi = (14 * 22 - 5 * 0) / math.sqrt(14 * 27 * 19 * 22)
    (low_p, high_p), (low_q, high_q) = wilson(14, 41), wilson(19, 41)
    below = (q - low_q) ** 2 - 2 * phi * (q - low_q) * (high_p - p) + (high_p - p) ** 2
    above = (high_q - q) ** 2 - 2 * phi * (high_q - q) * (p - low_p) + (p - low_p) ** 2
    pair = combined((share("x", 19, 41, "b"), 1), (share("x", 14, 41, "a"), -1))
    assert interval(pair, widest=False) == pytest.approx((q - p - math.sqrt(below), q - p + math.sqrt(above)))
    assert interval(pair)[0] < interval(pair, widest=False)[0]


def test_what_two_shares_leave_possible():
    a, b = share("x", 30, 50, "a"), share("x", 40, 50, "b")
    least, most = correlation(a, b)
    for both in range(20, 31):  # at least 20 gave both, at most 30
        phi = (both / 50 - 0.6 * 0.8) / math.sqrt(0.6 * 0.4 * 0.8 * 0.2)
        assert least - 1e-12 <= phi <= most + 1e-12
    assert (least, most) == pytest.approx(((0.4 - 0.48) / 0.196, (0.6 - 0.48) / 0.196), abs=1e-3)
    assert correlation(share("x", 0, 50, "a"), b) == (0, 0)


def test_of_single_answers_nobody_gave_two():
    a, b = (share("x", n, 50, option, single=True) for option, n in (("a", 20), ("b", 10)))
    least, most = correlation(a, b)
    assert least == most == pytest.approx(-0.4 * 0.2 / math.sqrt(0.4 * 0.6 * 0.2 * 0.8))
    pair = combined((a, 1), (b, -1))
    assert interval(pair) == interval(pair, widest=False)


@pytest.mark.parametrize("both", [0.0, 0.1, 0.3])
def test_the_widest_interval_covers_whatever_the_overlap(both):
    """30 % and 40 % of 60 people, of whom `both` gave both: in 1,000 draws at least 94 % of the intervals hold −10."""
    rng = np.random.default_rng(12)
    draws = rng.multinomial(60, [both, 0.3 - both, 0.4 - both, 0.3 + both], size=1000)
    covered = 0
    for n_both, first, second, _ in draws.tolist():
        low, high = interval(
            combined((share("x", n_both + first, 60, "a"), 1), (share("x", n_both + second, 60, "b"), -1))
        )
        covered += low <= -0.1 <= high
    assert covered >= 940


def test_the_narrowest_interval_is_too_narrow_where_no_one_gave_both():
    """Else there would be no need of two."""
    rng = np.random.default_rng(12)
    covered = 0
    for first, second, _ in rng.multinomial(60, [0.3, 0.4, 0.3], size=1000).tolist():
        pair = combined((share("x", first, 60, "a"), 1), (share("x", second, 60, "b"), -1))
        low, high = interval(pair, widest=False)
        covered += low <= -0.1 <= high
    assert covered < 800


@pytest.mark.parametrize("form", [lambda a, b: a * b, lambda a, b: a / b, lambda a, _: Fraction(1) / a])
def test_products_and_ratios_of_shares_are_no_combination(form):
    with pytest.raises(NotLinear):
        form(combined((share("x", 1, 2), 1)), combined((share("y", 1, 2), 1)))


def test_groups_of_different_kinds_are_not_combined():
    with pytest.raises(Overlap):
        interval(combined((share("x", 1, 2), 1), (share("women", 1, 2, kind="sex"), -1)))
