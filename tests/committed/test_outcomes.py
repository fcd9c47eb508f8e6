"""What was promised, and what official figures say: the committed data."""

import polars as pl
import pytest

from dxcompare import outcomes
from tests.conftest import without
from tests.tiers import each


def told(ds, kpi):
    return outcomes(ds).to_frame().filter(kpi_id=kpi).row(0, named=True)


def test_only_the_same_quantity_can_say_reached(ds):
    assert told(ds, "tomi-2022/k02")["verdict"] == "not_yet"  # 58.1 % at the end of 2022, due FY2025
    assert told(ds, "imari-2021/k08")["verdict"] == "shown_only"  # held rate, other denominator, no date
    assert told(ds, "imari-2021/k30")["verdict"] == "not_in_place"
    assert told(ds, "kitakami-2023/k13")["verdict"] == "not_measurable"


@pytest.mark.parametrize(
    ("value", "date", "expected"),
    each(
        3,
        [
            (100.0, "2024-01-01", "reached"),
            (99.0, "2026-03-30", "not_yet"),
            (99.0, "2026-03-31", "not_reached"),
            (99.0, "2025", "not_yet"),
            (99.0, "2026", "not_reached"),
        ],
    ),
)  # a year alone is over when the next one is
def test_verdicts_by_date(ds, value, date, expected):
    """東御市: 100 % by FY2025, which ends on 31 March 2026."""
    last = (
        (pl.col("indicator_id") == "mynumber_issuance_rate")
        & (pl.col("area_code") == "20219")
        & (pl.col("as_of") == "2022-12-31")
    )
    stat = ds.reference_stat.with_columns(
        value=pl.when(last).then(value).otherwise("value"), as_of=pl.when(last).then(pl.lit(date)).otherwise("as_of")
    )
    assert told(without(ds, reference_stat=stat), "tomi-2022/k02")["verdict"] == expected


def test_a_figure_in_another_unit_decides_nothing(ds):
    stat = ds.reference_stat.with_columns(
        unit=pl.when(pl.col("indicator_id") == "mynumber_issuance_rate").then(pl.lit("枚")).otherwise("unit")
    )
    assert told(without(ds, reference_stat=stat), "tomi-2022/k02")["verdict"] == "shown_only"


def test_without_a_figure_of_the_city_there_is_no_series(ds):
    own = (pl.col("indicator_id") == "mynumber_issuance_rate") & (pl.col("area_code") == "20219")
    with pytest.raises(ValueError, match="nothing to draw"):
        outcomes(without(ds, reference_stat=ds.reference_stat.filter(~own))).plot("series", lang="en")


def test_issued_and_held_are_never_joined(ds):
    result = outcomes(ds)
    refused = set(result.to_frame("refused").select("kpi_id", "indicator_id").iter_rows())
    assert {("tomi-2022/k02", "mynumber_held_rate"), ("imari-2021/k08", "mynumber_issuance_rate")} <= refused
    shown = set(result.to_frame("series").select("kpi_id", "indicator_id").unique().iter_rows())
    assert not refused & shown


def test_blank_cells_say_which_blank(ds):
    rows = outcomes(ds).to_frame().filter(pl.col("kpi_id").is_null())
    at = {(r["plan_id"], r["item_id"]): r["verdict"] for r in rows.iter_rows(named=True)}
    assert at["imari-2021", "security"] == "not_stated"
    assert at["imari-2021", "eltax_public_money"] == "not_applicable"
    assert at["tomi-2022", "bpr"] == "no_target"
    assert at["kitakami-2023", "ai_rpa"] == "no_target"  # its indicator counts days without overtime


def test_a_municipality_that_was_not_surveyed_is_not_measurable(ds):
    row = ds.reference_stat.filter(
        indicator_id="mynumber_issuance_rate", area_code="20219", as_of="2022-12-31"
    ).with_columns(as_of=pl.lit("2024-07-12"), value_text=pl.lit("調査無し"), value=pl.lit(None, pl.Float64))
    newer = without(ds, reference_stat=pl.concat([ds.reference_stat, row]))
    assert told(newer, "tomi-2022/k02")["as_of"] == "2022-12-31"  # the last figure there is


def test_a_target_without_a_year_is_never_late(ds):
    undated = ds.kpi.with_columns(target_fy=pl.when(pl.col("kpi_id") != "tomi-2022/k02").then("target_fy"))
    assert told(without(ds, kpi=undated), "tomi-2022/k02")["verdict"] == "shown_only"


@pytest.mark.parametrize(("value", "expected"), [(30.0, "reached"), (29.5, "reached"), (30.5, "not_yet")])
def test_a_target_to_fall_to(ds, value, expected):
    """Down to 30 % by FY2025, against a figure of the end of 2022."""
    here = pl.col("kpi_id") == "tomi-2022/k02"
    falls = ds.kpi.with_columns(
        target=pl.when(here).then(30.0).otherwise("target"),
        direction=pl.when(here)
        .then(pl.lit("lower"))
        .otherwise(pl.col("direction").cast(pl.String))
        .cast(ds.kpi.schema["direction"]),
    )
    figure = (pl.col("indicator_id") == "mynumber_issuance_rate") & (pl.col("as_of") == "2022-12-31")
    stat = ds.reference_stat.with_columns(value=pl.when(figure).then(value).otherwise("value"))
    assert told(without(ds, kpi=falls, reference_stat=stat), "tomi-2022/k02")["verdict"] == expected


def test_a_strict_bound_is_not_reached_by_its_own_value(ds):
    strict = ds.kpi.with_columns(
        comparator=pl.when(pl.col("kpi_id") == "tomi-2022/k02")
        .then(pl.lit("gt"))
        .otherwise(pl.col("comparator").cast(pl.String))
        .cast(ds.kpi.schema["comparator"])
    )
    full = pl.when((pl.col("indicator_id") == "mynumber_issuance_rate") & (pl.col("as_of") == "2022-12-31")).then(100.0)
    stat = ds.reference_stat.with_columns(value=full.otherwise("value"))
    assert told(without(ds, reference_stat=stat), "tomi-2022/k02")["verdict"] == "reached"
    assert told(without(ds, reference_stat=stat, kpi=strict), "tomi-2022/k02")["verdict"] == "not_yet"
