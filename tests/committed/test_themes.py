"""What can be compared across cities: the committed data."""

import polars as pl

from dxcompare import themes
from tests.committed.surveys import K, cell
from tests.conftest import without


def test_every_city_has_a_status_in_every_theme(ds):
    cities = themes(ds).to_frame("cities")
    assert cities.height == ds.theme.height * ds.plan.height
    assert set(cities.filter(plan_id="tomi-2022")["status"]) == {"no_survey"}
    assert cities.filter(theme_id="smartphone_use", plan_id="nasukarasuyama-2024").item(0, "status") == "not_asked"
    assert cities.filter(theme_id="leak_worry", plan_id="kitakami-2023").item(0, "status") == "not_asked"
    named = themes(ds, "no_internet").caveats
    assert any("伊万里市" in note.ja and "東御市" in note.ja for note in named)


def test_a_small_or_unknown_base_is_marked(ds):
    """Fewer than 30, or not known; 30 is enough."""
    base = pl.col("group_id").replace_strict(
        {"20-29": 29, "30-39": 30, "40-49": None}, default=100, return_dtype=pl.Int64
    )
    bases = ds.response_count.with_columns(n=pl.when(cell(f"{K}/q1", "smartphone")).then(base).otherwise("n"))
    rows = themes(without(ds, response_count=bases), "smartphone_use").to_frame().filter(plan_id="kitakami-2023")
    assert rows.filter("hollow")["group_id"].to_list() == ["20-29", "40-49"]
