"""A survey's tables put to the solver: who was asked what, and what is known of how many they are."""

import numpy as np
import pytest

from dxcompare.methods.intervals import wilson
from dxcompare.methods.recovery.grim import BLANK, code
from dxcompare.methods.recovery.survey import ALL, Column, Route, Survey, counted, read, recover
from tests.methods.recovery.test_solver import printed


def column(question, group, counts, n, kind="age", base=None, decimals=1):
    cells = {f"o{place}": cell for place, cell in enumerate(printed(counts, n, decimals))}
    return Column(question, kind, group, cells, base)


def many(n, seed, options=15):
    return np.random.default_rng(seed).integers(1, n, options).tolist()


FIRST = [column("q1", "a", many(37, 1), 37), column("q1", "b", many(53, 2), 53)]


def bases(columns, routes=None, **more):
    routes = {one.question: ALL for one in columns} | (routes or {})
    more.setdefault("totals", {ALL: 95})
    return {(f.column.question, f.column.group): f for f in recover(Survey(columns, routes, **more))}


def test_questions_put_to_the_same_people_share_a_base_and_others_do_not():
    few = [column("q2", "a", [5, 32], 37), column("q2", "b", [5, 48], 53)]
    assert [found.unit.n for found in bases([*FIRST, *few]).values()] == [37, 53, 37, 53]
    apart = bases([*FIRST, *few], {"q2": Route("q2")})
    assert [found.unit.n for found in apart.values()] == [37, 53, None, None]


def test_filters_are_solved_after_those_they_filter_from_in_whatever_order():
    """Of 37 and 53 people; of those who chose o0 of q1, those who chose o0 of q2."""
    first = {group: many(n, seed)[0] for group, n, seed in (("a", 37, 1), ("b", 53, 2))}
    second = [column("q2", group, [n // 2, 1, 3, n - 2], n) for group, n in first.items()]
    third = [column("q3", group, [1, 2, n // 2 - 1], n // 2) for group, n in first.items()]
    routes = {"q3": Route("q2", ("o0",)), "q2": Route("q1", ("o0",))}
    for columns in ([*FIRST, *second, *third], [*third, *second, *FIRST]):
        found = bases(columns, routes)
        assert {group: found["q3", group].unit.n for group in first} == {group: n // 2 for group, n in first.items()}
        assert "filter" in found["q3", "a"].unit.reasons


@pytest.mark.parametrize(("single", "n"), [(frozenset({"q1"}), {15}), (frozenset(), set(range(10, 16)))])
def test_those_who_chose_one_of_two_options(single, n):
    """10 and 5 of 40: one answer each makes 15, several make 10 to 15."""
    first = column("q1", "a", [10, 5, 25], 40, base=40)
    then = column("q2", "a", [3, 12], 15)
    found = bases([first, then], {"q2": Route("q1", ("o0", "o1"))}, single=single, totals={})
    assert found["q2", "a"].unit.exact == n


def test_a_blank_filter_tells_no_number():
    first = Column("q1", "age", "a", {"o0": BLANK, "o1": code(25.0, 1)}, 40)
    found = bases([first, column("q2", "a", [3, 12], 15)], {"q2": Route("q1", ("o0", "o1"))}, totals={})
    assert found["q2", "a"].unit.exact is None
    assert found["q2", "a"].unit.most == 40


def test_a_total_column_without_a_base_has_that_of_the_heading():
    whole = column("q1", "all", many(90, 5), 90, kind="total")
    unit = bases([*FIRST, whole], totals={ALL: 90})["q1", "all"].unit
    assert (unit.n, unit.certainty, unit.reasons[0]) == (90, "heading", "heading")
    stated = bases([*FIRST, column("q1", "all", many(90, 5), 90, kind="total", base=90)], totals={ALL: 90})
    assert stated["q1", "all"].unit.certainty == "printed"


def test_weighted_percentages_and_mentions_have_no_bases_but_printed_ones():
    held = column("q1", "c", many(20, 3), 20, base=20)
    for how, reason in (({"weighted": True}, "weighted"), ({"mentions": True}, "mentions")):
        found = bases([*FIRST, held], **how)
        assert [one.unit.n for one in found.values()] == [None, None, 20]
        assert found["q1", "a"].unit.reasons == [reason]
        assert found["q1", "a"].candidates is None
    single = bases(FIRST, mentions=True, single=frozenset({"q1"}))
    assert [one.unit.n for one in single.values()] == [37, 53]


def test_several_answers_that_add_up_to_a_hundred_are_mentions():
    of = [column("q1", group, [21, 22, 17], 60) for group in "ab"]
    assert {one.unit.reasons[0] for one in bases(of, multiple=frozenset({"q1"})).values()} == {"mentions"}
    for known in ({}, {"single": frozenset({"q1"})}):
        assert all("mentions" not in one.unit.reasons for one in bases(of, **known).values())
    beyond = [of[0], column("q1", "b", [21, 23, 17], 60)]
    assert all("mentions" not in one.unit.reasons for one in bases(beyond, multiple=frozenset({"q1"})).values())


def test_mentions_tell_nothing_of_who_was_asked_further():
    of = [column("q1", group, [21, 22, 17], 60) for group in "ab"]
    then = [column("q2", group, [7, 14], 21) for group in "ab"]
    found = bases([*of, *then], {"q2": Route("q1", ("o0",))}, multiple=frozenset({"q1"}))
    assert found["q2", "a"].unit.exact is None


def test_whole_percents_printed_as_tenths_are_read_as_whole():
    """Of 37 people 24 are 64.9 %; printed as 65.0, any base of 100 and more would fit."""
    whole = [column("q1", group, many(n, seed), n, decimals=0) for group, n, seed in (("a", 37, 1), ("b", 53, 2))]
    as_tenths = [
        Column(one.question, one.group_type, one.group, {name: 10 * (cell - 1001) for name, cell in one.cells.items()})
        for one in whole
    ]
    plain, coarse = bases(whole), bases(as_tenths)
    assert [one.unit.found for one in coarse.values()] == [one.unit.found for one in plain.values()]
    assert all(one.unit.reasons[-1] == "coarser" for one in coarse.values())
    assert read(as_tenths)[0].cells == whole[0].cells


def test_where_a_group_fits_nothing_a_question_must_speak_for_itself():
    """Fifteen cells of q1 exclude chance, the one of q2 does not: 20 of 53 people fit 53 in 5 of 100 cases."""
    odd = column("q1", "c", many(997, 8), 997)
    both = [*FIRST, column("q2", "a", [11], 37), column("q2", "b", [20], 53)]
    assert [one.unit.n for one in bases([*both]).values()] == [37, 53, 37, 53]
    doubted = bases([*both, odd], totals={ALL: 105})
    assert doubted["q1", "c"].unit.certainty == "inconsistent"
    assert [doubted["q1", group].unit.n for group in "ab"] == [37, 53]
    assert [doubted["q2", group].unit.n for group in "ab"] == [None, None]
    assert doubted["q2", "a"].unit.reasons[-1] == "question"
    assert doubted["q2", "a"].unit.held == 37


@pytest.mark.parametrize(("cell", "n", "count"), [(355, 217, 77), (1001 + 28, 764, None), (0, 50, 0)])
def test_the_count_behind_a_percentage(cell, n, count):
    found, low, high = counted(cell, n)
    assert found == count
    share = 0.28 * 764 if count is None else count
    assert (low, high) == pytest.approx([100 * end for end in wilson(share, n)])
