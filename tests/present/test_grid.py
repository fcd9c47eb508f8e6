"""Tables laid out on pages."""

import polars as pl

from dxcompare.present.grid import grid, pages
from dxcompare.present.slide import Slide


def test_pages_keep_to_their_room():
    words = pl.DataFrame({"a": ["とても長い文" * 9] * 40, "b": range(40)})
    laid = pages(grid(Slide(words)), 300, 130)
    assert all(sum(part.heights) <= 130 and sum(part.widths) <= 300.01 for part in laid)
    assert [row for part in laid for row in part.rows] == [[text, str(number)] for text, number in words.iter_rows()]
