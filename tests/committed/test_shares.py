"""What residents answer, by age, sex and district: the committed data."""

import polars as pl
import pytest

from dxcompare import shares
from tests.committed.surveys import K, N
from tests.conftest import without


def test_withheld_cells_have_no_percentage(ds):
    table = shares(ds, "nasukarasuyama-ikou-2021/q18").to_frame()
    assert table["percent"].null_count() == table.height
    assert set(table["blank"]) == {"withheld"}


def test_shares_refuses_what_is_not_there(ds):
    with pytest.raises(ValueError, match="no question"):
        shares(ds, "q1")
    with pytest.raises(ValueError, match="no kind of group 'sex'; there are "):
        shares(ds, "kitakami-ict-2022/q1", "sex")


def test_shares_carry_bases_and_intervals(ds):
    table = shares(ds, f"{K}/q1").to_frame()
    row = table.filter(option_id="smartphone", group_id="16-19").row(0, named=True)
    assert (row["n"], row["count"], row["hollow"]) == (24, 24, True)
    assert (row["low"], row["high"]) == (86.2, 100)  # Wilson at 24 of 24: 1 / (1 + 1.96² / 24)


def test_an_option_that_is_not_there_is_not_withheld(ds):
    with pytest.raises(KeyError, match="did you mean 'smartphone'"):
        shares(ds, f"{K}/q1").plot("dots", options=["smartphones"])


def test_shares_without_those_who_did_not_answer(ds):
    """q19 by hand, 70代以上: 61 of 157, of whom 19 gave no answer: 61 of 138 is 44.2 %."""
    row = (
        shares(ds, f"{N}/q19", no_answer=False)
        .to_frame()
        .filter(option_id="would_attend", group_id="70+")
        .row(0, named=True)
    )
    assert (row["n"], row["count"], round(row["percent"], 1)) == (138, 61, 44.2)
    silent = without(ds, response=ds.response.filter(pl.col("option_id") != "no_answer"))
    with pytest.raises(ValueError, match="has no option no_answer"):
        shares(silent, f"{N}/q19", no_answer=False)


def test_the_finite_population_narrows_a_little(ds):
    plain, finite = (
        shares(ds, f"{K}/q1", finite_population=factor).to_frame().filter(option_id="pc") for factor in (False, True)
    )
    width = [(frame["high"] - frame["low"]).to_list() for frame in (plain, finite)]
    for row, wide, narrow in zip(plain.iter_rows(named=True), *width, strict=True):
        assert narrow < wide if row["population"] else narrow == wide
        assert (row["population"] is None) == (row["group_id"] in ("16-19", "no_answer"))


def test_a_base_larger_than_its_population_is_refused(ds):
    few = ds.reference_stat.with_columns(
        value=pl.when(pl.col("indicator_id") == "population").then(10.0).otherwise("value")
    )
    with pytest.raises(ValueError, match="larger than the population of"):
        shares(without(ds, reference_stat=few), f"{K}/q1", finite_population=True)
