"""Distributions of many plans: bars, medians and the numbers of the scale stand over one another."""

import polars as pl
import pytest

from dxcompare import overview
from dxcompare.present import spread
from tests.plans import made


def drawn(*values, **row):
    """The axes of a row of these values."""
    line = spread.Row("row", pl.Series(values, dtype=pl.Float64), **row)
    chart = spread.rows(overview(made()), "en", 170, "id", "Title", [line], "")
    return chart.figure.axes[1]


@pytest.mark.parametrize("most", [0, 1, 5, 38])
def test_a_bar_its_median_and_its_number_stand_over_one_another(most):
    axes = drawn(*[most] * 9)
    (bar,) = (one for one in axes.patches if one.get_height() > 0)
    (median,) = (one for one in axes.lines if one.get_marker() == "|")
    assert bar.get_x() + bar.get_width() / 2 == pytest.approx(most) == median.get_xdata()[0]
    numbers = {text.get_text(): text for text in axes.texts if text.get_ha() == "center"}
    assert set(numbers) == {"0", str(most or 1)}
    assert numbers[str(most)].get_position()[0] == most


@pytest.mark.parametrize("most", [0, 1, 5])
def test_a_bar_of_one_number_does_not_fill_its_row(most):
    axes = drawn(*[most] * 9)
    (bar,) = (one for one in axes.patches if one.get_height() > 0)
    left, right = axes.get_xlim()
    assert bar.get_width() / (right - left) < 0.1
    assert left <= bar.get_x() + 1e-9
    assert bar.get_x() + bar.get_width() <= right + 1e-9


def test_bars_of_a_scale_that_rows_share_fill_it():
    axes = drawn(1, 2, 2, limits=(0, 4))
    assert {round(one.get_width(), 9) for one in axes.patches} == {1}
    assert axes.get_xlim() == (-0.5, 4.5)


def test_of_counts_that_alone_are_known_no_bar_is_drawn():
    axes = drawn(limits=(0, 100), known=(1741, 72.0, 74.0, 77.0))
    assert not axes.patches
    assert "74 (72–77)" in {text.get_text() for text in axes.texts}
    assert "1,741" in {text.get_text() for text in axes.texts}
