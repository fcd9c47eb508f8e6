"""Recovering bases: single cells by hand, whole surveys by hand, and thousands made up with fixed seeds."""

import itertools

import numpy as np
import pytest

from dxcompare.methods.recovery import grim
from dxcompare.methods.recovery.solver import People, Unit, solve


def half_up(k, n, decimals):
    scale = 100 * 10**decimals
    return (2 * scale * k + n) // (2 * n)


def printed(counts, n, decimals=1):
    return [grim.code(half_up(k, n, decimals) / 10**decimals, decimals) for k in counts]


def solved(total, *groups, **given_):
    """Units of one group type from lists of codes."""
    units = [Unit("age", str(i), cells, **given_.get(str(i), {})) for i, cells in enumerate(groups)]
    solve(People("all", total, units))
    return units


def test_two_groups_by_hand():
    """37 and 53 people, 15 questions of one decimal, 95 in all: nothing else fits, and no misprint would help."""
    rng = np.random.default_rng(1)
    first, second = (rng.integers(1, n, 15) for n in (37, 53))
    units = solved(95, printed(first, 37), printed(second, 53))
    assert [(unit.n, unit.certainty) for unit in units] == [(37, "recovered"), (53, "recovered")]
    assert "groups<=95" in units[0].reasons


def test_every_candidate_is_tried_against_brute_force():
    counts, n, most = [3, 11, 17, 20], 41, 120
    unit = solved(most, printed(counts, n))[0]
    wanted = [
        base
        for base in range(1, most + 1)
        if all(any(half_up(k, base, 1) == code for k in range(base + 1)) for code in unit.cells)
    ]
    assert unit.found == wanted
    assert n in wanted


def test_multiples_stay_possible():
    """Half of everything also fits: 20 of 40 is 10 of 20. The smallest candidate is not chosen."""
    unit = solved(90, printed([4, 10, 14, 22], 40))[0]
    assert unit.certainty == "ambiguous"
    assert {20, 40, 80} <= set(unit.found)
    assert unit.n is None


@pytest.mark.parametrize("cells", [[], [0.0] * 8, [100.0, 0.0], [None, None]])
def test_nothing_to_go_by(cells):
    """All zeros, all or nothing, blanks: no number is given."""
    unit = solved(100, [grim.code(value, 1) for value in cells])[0]
    assert (unit.n, unit.found, unit.certainty) == (None, [], "ambiguous")
    assert "nothing_to_go_by" in unit.reasons


def test_one_option_decides_nothing():
    assert solved(400, [grim.code(33.3, 1)])[0].certainty == "ambiguous"


def test_whole_percentages_of_large_groups_decide_nothing():
    unit = solved(300, printed([17, 31, 77, 120, 140, 8], 180, decimals=0))[0]
    assert unit.n is None
    assert len(unit.found) > 100


def test_what_one_misprint_would_let_fit_is_a_candidate():
    """29.7 and 67.6 % are 11 and 25 of 37 people, the only base up to 40; were one misprinted, 34 would fit the other."""
    unit = solved(40, printed([11, 25], 37))[0]
    amiss = {n: sum(low > high for low, high in (grim.counts(cell, n) for cell in unit.cells)) for n in range(1, 41)}
    assert [n for n, cells in amiss.items() if cells == 0] == [37]
    assert [n for n, cells in amiss.items() if cells == 1] == [34]
    assert (unit.found[:3], unit.certainty) == ([34, 37, 74], "ambiguous")  # 74: its multiple
    assert "unless_a_cell_is_misprinted" in unit.reasons


def test_bases_beyond_the_limit_stay_open():
    """From 1,000 people on every tenth of a percent can be printed."""
    unit = solved(5000, printed(range(100, 1500, 97), 1700))[0]
    assert unit.certainty == "ambiguous"
    assert unit.found[-1] == grim.LIMIT


def test_an_impossible_column_is_said_to_be():
    unit = solved(12, [grim.code(value, 1) for value in (12.3, 45.6, 78.9)])[0]
    assert (unit.n, unit.certainty) == (None, "inconsistent")


def test_groups_beyond_the_total_are_said_to_be():
    rng = np.random.default_rng(2)
    units = solved(60, *(printed(rng.integers(1, n, 15), n) for n in (37, 53)))
    assert {unit.certainty for unit in units} == {"inconsistent"}


def test_a_printed_base_is_used():
    unit = solved(90, printed([1, 2], 30), **{"0": {"printed": 31}})[0]
    assert (unit.n, unit.certainty) == (31, "printed")


def test_a_filter_gives_the_base():
    """Of 50 people 24.0 % chose the filter, 12 people: their question has that base, though 6 or 24 fit too."""
    unit = Unit("age", "0", printed([2, 4, 10], 12), most=50, exact={12})
    solve(People("q:option", 12, [unit], firm=True))
    assert (unit.n, unit.certainty) == (12, "recovered")


#: Six counts of 41 people, of 45 at most: only 41 fits, and hardly by chance.
SIX = ([7, 16, 22, 30, 33, 12], 41, 45)


def people(*groups, total=None, rest=None):
    """Groups as (counts, their base, the most it can be)."""
    units = [Unit("age", str(i), printed(chosen, n), most=most) for i, (chosen, n, most) in enumerate(groups)]
    solve(People("all", total, units, rest={} if rest is None else {"age": rest}))
    return units


def test_options_that_add_up_tell_two_groups_apart():
    """60 and 30 people, or 30 and 60: the percentages fit both, the counts of the total column only one."""
    first = [40, 48, 2, 48, 28, 30, 38, 18, 60, 60, 60, 60]  # even; the last four, 100 %, tell nothing
    second = [17, 12, 4, 2, 1, 2, 5, 29, 6, 19, 22, 7]

    def solved_with(total):
        units = [
            Unit("total", "total", printed(total, 90), printed=90),
            Unit("age", "a", printed(first, 60), most=60),
            Unit("age", "b", printed(second, 30)),
        ]
        solve(People("all", 90, units, rest={"age": 0}))
        return units[1:]

    whole = [a + b for a, b in zip(first, second, strict=True)]
    for misprints in (0, 1):
        wrong = [count + 9 * (i < misprints) for i, count in enumerate(whole)]
        assert [unit.n for unit in solved_with(wrong)] == [60, 30]
        assert all("options_add_up" in unit.reasons for unit in solved_with(wrong))
    two = solved_with([count + 9 * (i < 2) for i, count in enumerate(whole)])
    assert [(unit.found, unit.certainty) for unit in two] == [([30, 60], "ambiguous")] * 2


def test_groups_and_those_in_none_make_up_the_total():
    def sums(total, rest=None):
        rng = np.random.default_rng(1)
        return people(*((rng.integers(1, n, 15), n, n + 5) for n in (37, 53)), total=total, rest=rest)

    assert [unit.n for unit in sums(90)] == [37, 53]
    assert [unit.n for unit in sums(95, rest=5)] == [37, 53]
    for short in (sums(89), sums(200, rest=10)):
        assert {unit.certainty for unit in short} == {"inconsistent"}
        assert all(unit.reasons[-1] == "groups_do_not_add_up" for unit in short)


def test_an_open_group_makes_up_for_any_total():
    """A group beyond the limit may have as many people as the others leave."""
    rng = np.random.default_rng(6)
    units = [
        Unit("age", "a", printed(range(100, 1500, 97), 1700)),
        Unit("age", "b", printed(rng.integers(1, 400, 12), 400), printed=400),
    ]
    solve(People("all", 5000, units, rest={"age": 0}))
    assert (units[0].certainty, units[0].found, units[0].window) == ("ambiguous", [grim.LIMIT], (4600, 4600))


def test_results_do_not_depend_on_the_order_of_groups():
    rng = np.random.default_rng(4)
    groups = [printed(rng.integers(1, n, 12), n) for n in (23, 61, 88)]
    wanted = {tuple(unit.cells): unit.n for unit in solved(180, *groups)}
    for order in itertools.permutations(groups):
        assert {tuple(unit.cells): unit.n for unit in solved(180, *order)} == wanted
