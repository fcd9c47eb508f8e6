"""What speaks against a base that alone fits: chance, relatives, other questions, other groups."""

import numpy as np
import pytest

from dxcompare.methods.recovery.solver import People, Unit, solve
from tests.methods.recovery.test_solver import SIX, people, printed


def test_a_fit_that_chance_may_explain_is_not_recovered():
    """Any percentage fits a base of n with a chance of (n + 1) in 1,001; only different ones count."""
    twice = ([9, 9, 9, 19], 37, 45)
    by_chance = sum(((n + 1) / 1001) ** 2 for n in range(1, 46))
    assert by_chance > 0.02
    alone, beside = people(twice, SIX)
    assert (alone.found, alone.certainty, alone.reasons[-1]) == ([37], "ambiguous", "chance")
    assert (beside.n, beside.certainty) == (41, "recovered")


@pytest.mark.parametrize(("n", "certainty"), [(28, "recovered"), (30, "ambiguous")])
def test_the_chance_is_that_of_all_bases_that_sums_leave(n, certainty):
    """Two different cells fit one of 28 bases with a chance of 0.85 %, one of 30 with 1.04 %; 1 % is accepted."""
    chance = sum(((base + 1) / 1001) ** 2 for base in range(1, n + 1))
    assert (chance > 0.01) == (certainty == "ambiguous")
    assert people(([1, 1, 1, 5], n, n), SIX)[0].certainty == certainty


def test_that_any_group_fits_by_chance_is_the_sum():
    """Each of three groups has a chance of 0.43 %: two are accepted (0.86 %), three are not (1.29 %)."""
    small = ([1, 1, 1, 5], 22, 22)
    assert 0.0043 < sum(((n + 1) / 1001) ** 2 for n in range(1, 23)) < 0.0044
    assert [unit.n for unit in people(small, small)] == [22, 22]
    three = people(small, small, small)
    assert [unit.n for unit in three] == [22, 22, None]
    assert three[2].reasons[-1] == "chance_of_any"


def test_a_multiple_that_only_the_stated_total_excludes():
    """Six counts are all even with a chance of 1 in 64: 74 people, or 37? Of 45 at most, whatever is stated, 37."""
    counts = [5, 11, 20, 29, 31, 17]
    stated = people((counts, 37, 90), total=45)[0]
    assert (stated.found, stated.certainty, stated.reasons[-1]) == ([37, 74], "ambiguous", "divisor")
    assert people((counts, 37, 45))[0].n == 37
    longer = [*counts, 3, 8, 13, 22, 26, 34]
    assert people((longer, 37, 90), total=45)[0].n == 37  # twelve: 1 in 4,096


def test_a_divisor_that_only_the_sum_excludes():
    """Ten even counts of 40 are ten counts of 20, too few for the total; eight may be even by chance (1 in 256)."""
    even = [4, 10, 14, 22, 30, 36, 8, 16, 26, 12]
    ten = people((even, 40, 44), SIX, total=85, rest=5)
    assert (ten[0].found, ten[0].certainty, ten[0].reasons[-1]) == ([20, 40], "ambiguous", "divisor")
    assert ten[1].n == 41
    assert [unit.n for unit in people((even[:8], 40, 44), SIX, total=85, rest=5)] == [40, 41]
    sixty = people((even, 60, 64), SIX, total=105, rest=5)[0]
    assert (sixty.certainty, sixty.reasons[-1]) == ("ambiguous", "divisor")


# other groups and questions


def many(n, seed, options=15):
    return np.random.default_rng(seed).integers(1, n, options).tolist()


def amiss(n, seed):
    """Cells that fit no base up to n people."""
    return Unit("age", f"amiss{seed}", printed(many(997, seed), 997), most=n)


def people_of(*units, **more):
    solve(People("all", None, list(units), **more))
    return units


def fine(*bases):
    return [Unit("age", str(n), printed(many(n, n), n), most=n + 5) for n in bases]


def test_two_groups_that_fit_nothing_cast_doubt_on_the_others():
    assert [unit.n for unit in people_of(*fine(37, 53, 61), amiss(60, 1))] == [37, 53, 61, None]
    for unit in people_of(*fine(37, 53, 61), amiss(60, 1), amiss(60, 2))[:3]:
        assert (unit.n, unit.certainty, unit.reasons[-1]) == (None, "ambiguous", "others_inconsistent")
        assert str(unit.held) == unit.group_id


def test_one_casts_doubt_where_no_more_than_one_is_recovered():
    assert [unit.n for unit in people_of(*fine(37, 53), amiss(60, 1))] == [37, 53, None]
    alone = people_of(*fine(37), amiss(60, 1))[0]
    assert (alone.n, alone.held, alone.reasons[-1]) == (None, 37, "others_inconsistent")


def test_beside_one_that_fits_nothing_chance_and_divisors_count_for_more():
    """A chance of 0.43 % is accepted, but not beside a group that fits nothing; nor are five counts that are all even."""
    small = Unit("age", "small", printed([1, 1, 1, 5], 22), most=22)
    assert people_of(*fine(37, 53), small)[2].n == 22
    small = Unit("age", "small", printed([1, 1, 1, 5], 22), most=22)
    assert people_of(*fine(37, 53), small, amiss(60, 1))[2].reasons[-1] == "chance_of_any"

    def even():
        cells = printed([2, 4, 10, 12, 14], 40) + printed(many(40, 9, 10), 40)
        return Unit("age", "even", cells, most=44, parts=[5, 10])

    assert people_of(*fine(37, 53), even())[2].n == 40
    held = people_of(*fine(37, 53), even(), amiss(60, 1))[2]
    assert (held.n, held.reasons[-1]) == (None, "question")


def test_a_printed_base_that_its_cells_contradict_casts_doubt_too():
    wrong = [Unit("sex", str(seed), printed(many(997, seed), 997), printed=60) for seed in (1, 2)]
    fine = Unit("age", "a", printed(many(37, 37), 37), most=42)
    assert people_of(fine, *wrong)[0].reasons[-1] == "others_inconsistent"
    right = [Unit("sex", str(seed), printed(many(60, seed), 60), printed=60) for seed in (1, 2)]
    assert people_of(Unit("age", "a", printed(many(37, 37), 37), most=42), *right)[0].n == 37


def test_each_question_is_tried_alone_for_a_common_divisor():
    """Ten cells are of 40 people, ten of 20: of their least common multiple both fit, though 40 were never asked twice."""
    half = printed(many(20, 5, 10), 20)
    whole = printed(many(40, 6, 10), 40)
    together = people_of(Unit("age", "a", whole + half, most=44), Unit("age", "b", printed(many(53, 2), 53), most=55))
    assert together[0].n == 40
    apart = people_of(
        Unit("age", "a", whole + half, most=44, parts=[10, 10]), Unit("age", "b", printed(many(53, 2), 53), most=55)
    )
    assert (apart[0].n, apart[0].reasons[-1]) == (None, "question")


def test_a_base_from_a_heading_is_not_a_printed_one():
    unit = people_of(Unit("total", "all", printed([20, 30], 90), printed=90, heading=True))[0]
    assert (unit.n, unit.certainty) == (90, "heading")
