"""Errors that are seeded into tables, and which of them the tests find."""

from dataclasses import replace

import numpy as np
import pytest

from dxcompare.methods.recovery import power as powers
from dxcompare.methods.recovery.audit import Printed, Table
from dxcompare.methods.recovery.grim import code
from dxcompare.methods.recovery.power import ANY, power
from dxcompare.methods.recovery.survey import ALL, Survey
from tests.methods.recovery.test_survey import column

# what is seeded


def values(found, decimals=1):
    return {(one - code(0.0, decimals)) / 10**decimals for one in found}


def test_one_digit_wrong():
    """5.0 has two digits, of which the first may become 0; 61.5 does not become 01.5."""
    assert values(powers._digit(code(5.0, 1))) == {*(n + 0.0 for n in range(10)), *(5 + n / 10 for n in range(10))} - {
        5
    }
    assert values(powers._digit(code(61.5, 1))) == {
        *(10 * n + 1.5 for n in range(1, 10)),
        *(60.5 + n for n in range(10)),
        *(61 + n / 10 for n in range(10)),
    } - {61.5}
    assert values(powers._digit(code(100.0, 1))) == set()  # 200 is no percentage, nor is 100.1
    assert values(powers._digit(code(7, 0)), 0) == set(range(10)) - {7}


def test_another_value_in_its_place():
    assert values(powers._value(code(0.0, 1))) == {n / 10 for n in range(1, 1001)}
    assert values(powers._value(code(62, 0)), 0) == set(range(101)) - {62}


def test_two_digits_swapped():
    assert values(powers._swapped(code(61.5, 1))) == {16.5, 65.1}
    assert values(powers._swapped(code(10.0, 1))) == set()  # 01.0 is not printed
    assert values(powers._swapped(code(5.0, 1))) == {0.5}
    assert values(powers._swapped(code(33, 0)), 0) == set()


def test_neighbours_swapped():
    """Beside each other and below each other; equal ones are left out, and what is not printed."""
    left, right = column("q1", "a", [1, 2, 2], 10), column("q1", "b", [1, 3, 3], 10)
    right = replace(right, cells={**right.cells, "o2": code(None, None)})
    columns = {one.key: one for one in (left, right)}
    cells = [(key, name) for key, one in columns.items() for name in one.cells if one.cells[name] != code(None, None)]
    a, b = columns
    pairs = powers._neighbours(columns, cells)
    assert pairs == [((a, "o0"), (a, "o1")), ((a, "o1"), (b, "o1")), ((b, "o0"), (b, "o1"))]
    swapped = powers._swap(columns, *pairs[1])
    assert [one.cells["o1"] for one in swapped] == [columns[b].cells["o1"], columns[a].cells["o1"]]
    assert powers._swap(columns, *pairs[0])[0].cells["o0"] == columns[a].cells["o1"]


def test_one_digit_of_a_base_wrong():
    """Of 12: 10 to 19 and 22 to 92, but for 12 itself; of 7: never nobody."""
    rng = np.random.default_rng(1)
    for n, wrong in ((12, {*range(10, 20), *range(22, 93, 10)} - {12}), (7, set(range(1, 10)) - {7})):
        columns = {("age", "a"): column("q1", "a", [1], n, base=n), ("age", "b"): column("q1", "b", [1], 9)}
        drawn = [change.printed for (change,) in powers._places(columns, "base", 300, rng)]
        assert set(drawn) == wrong


# what is found

PEOPLE = {"a": (41, [7, 16, 22, 30, 33, 12, 3, 8, 25, 18, 35]), "b": (53, [9, 20, 31, 44, 50, 17, 5, 11, 37, 26, 41])}


def survey(*, bases):
    columns = [column("q1", name, counts, n, base=n if bases else None) for name, (n, counts) in PEOPLE.items()]
    tables = [Table("q1", columns, single=False, asked=95)]
    return Printed(Survey(columns, {"q1": ALL}, {ALL: 95}), tables)


def shares(found):
    return {(one.test, one.error): one.found / one.seeded for one in found}


def test_at_recovered_bases_an_error_leaves_no_base_that_fits():
    """And nothing else finds it: percentages that are impossible need a base."""
    found = shares(power(survey(bases=False), 40))
    assert {test for test, _ in found} == {"fitting_base", ANY}
    assert all(found["fitting_base", error] == found[ANY, error] for error in ("digit", "value", "swapped"))
    assert min(found["fitting_base", error] for error in ("digit", "value", "swapped")) > 0.8
    assert ("fitting_base", "base") not in found  # none is printed


def test_at_printed_bases_impossible_percentages_are_found():
    found = shares(power(survey(bases=True), 200))
    assert {test for test, _ in found} == {"impossible_cells", "groups_total", ANY}
    assert found["impossible_cells", "value"] == pytest.approx(1 - (41 + 53 + 2) / 2 / 1001, abs=0.04)
    assert [found["groups_total", error] for error in ("digit", "value", "swapped", "neighbours")] == [0] * 4
    assert 0 < found["groups_total", "base"] < found["impossible_cells", "base"] <= found[ANY, "base"]


def test_the_same_errors_are_drawn_again():
    assert list(power(survey(bases=False), 5)) == list(power(survey(bases=False), 5))


def test_a_test_that_fails_already_states_no_power():
    one = survey(bases=True)
    columns = [replace(one.tables[0].columns[0], printed=43), *one.tables[0].columns[1:]]
    wrong = Printed(replace(one.survey, columns=columns), [replace(one.tables[0], columns=columns)])
    assert "impossible_cells" not in {row.test for row in power(wrong, 3)}
    assert ANY in {row.test for row in power(wrong, 3)}


def test_of_a_withheld_table_nothing_is_said():
    one = survey(bases=True)
    blank = [replace(c, cells=dict.fromkeys(c.cells, code(None, None)), printed=None) for c in one.survey.columns]
    assert not list(power(Printed(replace(one.survey, columns=blank), one.tables), 3))


def test_what_recovery_may_not_use_stays_withheld():
    """A cell, a base, a whole column."""
    wrong, blank = column("q1", "a", [2, 3], 10, base=11), code(None, None)
    part = replace(wrong, cells={"o0": blank, "o1": code(50.0, 1)}, printed=None)
    assert powers._withheld(part, wrong) == replace(part, cells={"o0": blank, "o1": wrong.cells["o1"]})
    whole = replace(wrong, cells={"o0": blank, "o1": blank}, printed=10)
    assert powers._withheld(whole, wrong) == replace(whole, printed=11)


def test_a_table_that_may_come_to_look_coarser_is_read_anew():
    """Two last digits that are neither 0 nor 5: an error in one may leave one, in both none."""
    few = [column("q1", "a", [10, 20, 30, 7], 100), column("q1", "b", [30, 40, 20, 9], 100)]
    assert not powers._fine(Table("q1", few))
    assert powers._fine(survey(bases=True).tables[0])
