"""Cells of survey tables as recovery takes them."""

import pytest

from dxcompare.dataset.surveys import coded
from dxcompare.methods.recovery.grim import BLANK, code


@pytest.mark.parametrize(
    ("percent", "decimals", "reading", "read"),
    [
        (69.5, 1, "printed", code(69.5, 1)),
        (69.0, 0, "printed", code(69.0, 0)),
        (69.44, 2, "printed", code(69.4, 1)),
        (69.46, 2, "printed", code(69.5, 1)),
        (69.45, 2, "printed", BLANK),  # 69.449 and 69.451 would print otherwise to one decimal
        (0.0, None, "dash_as_zero", code(0.0, 1)),
        (61.25, None, "from_count", BLANK),
        (None, None, "blank", BLANK),
    ],
)
def test_what_a_cell_says_of_its_base(percent, decimals, reading, read):
    assert coded({"percent": percent, "decimals": decimals, "reading": reading}) == read
