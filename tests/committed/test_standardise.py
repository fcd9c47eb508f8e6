"""Shares at one age structure: the committed data."""

import polars as pl
import pytest

from dxcompare import standardise
from tests.conftest import without


def test_standardised_shares_by_hand(ds):
    """Smartphones in Kitakami at its own ages: weights are the census's six bands from 20."""
    people = [
        ds.people("03206", low, high) for low, high in ((20, 29), (30, 39), (40, 49), (50, 59), (60, 69), (70, None))
    ]
    assert sum(people) == ds.people("03206", 20, None)
    wanted = sum(
        w * k / n for w, k, n in zip(people, (62, 93, 128, 134, 125, 77), (64, 96, 136, 150, 162, 217), strict=True)
    )
    table = standardise(ds, "smartphone_use").to_frame()
    assert table.filter(population="own").item(0, "percent") == pytest.approx(100 * wanted / sum(people))
    assert table.filter(population="respondents").item(0, "percent") == pytest.approx(100 * 619 / 825)


def test_nothing_is_standardised_without_a_base(ds):
    unknown = ds.response_count.with_columns(count=pl.when(pl.col("group_id") != "50-59").then("count"))
    table = standardise(without(ds, response_count=unknown), "smartphone_use").to_frame()
    assert table["percent"].null_count() == 3
    assert set(table["missing"]) == {"50-59"}
