"""Percentages that are coarser than they are printed."""

import pytest

from dxcompare.methods.recovery.coarse import reread, steps, survey_steps
from dxcompare.methods.recovery.grim import BLANK, OFFSET, VALUE, code, counts

WHOLE, HALVES, TENTHS = ([code(value, 1) for value in values] for values in ((62, 13, 7), (61.5, 13, 7), (61.4, 13, 7)))


def test_all_last_digits_speak():
    assert steps(WHOLE) == {1000: 100}
    assert steps(HALVES) == {1000: 200}
    assert steps(TENTHS) == {}
    assert steps([code(30, 0), code(70, 0)]) == {100: 10}
    assert steps([code(35, 0), code(70, 0)]) == {100: 20}
    assert steps([code(0.0, 1), code(100.0, 1), BLANK]) == {}  # say nothing


def test_a_survey_speaks_as_a_whole_and_a_table_where_it_has_four_groups():
    assert survey_steps({"a": [WHOLE], "b": [WHOLE, WHOLE]}) == {"a": {1000: 100}, "b": {1000: 100}}
    assert survey_steps({"a": [WHOLE] * 3, "b": [TENTHS]}) == {"a": {}, "b": {}}
    assert survey_steps({"a": [WHOLE] * 4, "b": [TENTHS]}) == {"a": {1000: 100}, "b": {}}
    assert survey_steps({"a": [*[WHOLE] * 4, TENTHS], "b": [TENTHS]}) == {"a": {}, "b": {}}


@pytest.mark.parametrize(("value", "scale", "step"), [(62.0, 100, 62), (61.5, 200, 123), (0.0, 100, 0)])
def test_a_cell_is_read_again_on_the_coarser_scale(value, scale, step):
    again = reread(code(value, 1), {1000: scale})
    assert (again - OFFSET[scale], VALUE[again]) == (step, step)
    assert reread(code(62, 0), {1000: scale}) == code(62, 0)
    assert reread(BLANK, {1000: scale}) == BLANK


def test_a_half_percent_is_the_nearest_half():
    """7 of 16 are 43.75 %, printed as 44.0; 3 of 7 are 42.86 %, printed as 43.0."""
    assert counts(OFFSET[200] + 88, 16) == (7, 7)
    assert counts(OFFSET[200] + 86, 7) == (3, 3)
