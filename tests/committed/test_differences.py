"""Which groups answer unlike the others: the committed data."""

import pytest

from dxcompare import differences, gradients
from tests.committed.surveys import K, N


def test_results_without_rows_keep_their_columns(ds):
    kitakami = ds.only("kitakami-2023")
    assert "q" in differences(ds, f"{N}/q18").to_frame().columns
    assert {"difference", "first_en"} <= set(gradients(kitakami).to_frame("contrasts").columns)


def test_differences_by_hand(ds):
    row = differences(ds, f"{K}/q1").to_frame().filter(option_id="smartphone", group_id="70+").row(0, named=True)
    rest = (24 + 62 + 93 + 128 + 134 + 125) / (24 + 64 + 96 + 136 + 150 + 162)
    assert row["rest_percent"] == pytest.approx(100 * rest)
    assert row["difference"] == pytest.approx(100 * (77 / 217 - rest))
    assert row["low"] < row["difference"] < row["high"] < 0
    assert row["differs"]
