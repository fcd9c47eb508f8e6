"""The loaded tables."""

import pandas as pd
import polars as pl
import pytest

import dxcompare
from dxcompare.sources.folder import NoData
from dxcompare.tables import TABLES


def test_load_types_and_pandas(ds):
    assert ds.measure_item.schema["basis"] == pl.Enum(["stated", "coded"])
    frame = ds.to_pandas("kpi")
    assert isinstance(frame["direction"].dtype, pd.CategoricalDtype)
    assert frame["direction"].cat.ordered
    assert len(frame) == ds.kpi.height
    assert set(ds.tables) == set(TABLES)


def test_unknown_names_are_named(ds):
    with pytest.raises(KeyError, match="no table 'mesure'"):
        ds.to_pandas("mesure")
    with pytest.raises(AttributeError, match="There are source"):
        ds.mesure  # noqa: B018


def test_load_says_what_is_missing(tmp_path):
    with pytest.raises(NoData, match="run `dxcompare build`"):
        dxcompare.load(tmp_path)


def test_one_plan_alone_has_no_rows_of_another(ds):
    for plan in ds.plan["plan_id"]:
        one = ds.only(plan)
        assert set(one.erratum["erratum_id"].str.split("/").list.first()) <= {plan}
        assert one.kpi_pair.is_empty()
        assert set(one.kpi["plan_id"]) == {plan}


def test_one_plan_alone_keeps_what_refers_to_it_and_what_is_national(ds):
    alone = ds.only("nasukarasuyama-2024")
    assert alone.plan["plan_id"].to_list() == ["nasukarasuyama-2024"]
    assert set(alone.response["question_id"].str.split("/").list.first()) == {"nasukarasuyama-ikou-2021"}
    assert alone.claim_check.height == ds.claim.filter(plan_id="nasukarasuyama-2024").height
    assert alone.item.height == ds.item.height
    assert ds.only("tomi-2022").survey.is_empty()
    with pytest.raises(KeyError, match="no plan 'nowhere'; there are "):
        ds.only("nowhere")


def test_only_leaves_no_row_of_another_plan(ds):
    alone = ds.only("kitakami-2023")
    assert alone.question.height == ds.question.filter(pl.col("survey_id") == "kitakami-ict-2022").height
    assert alone.response["question_id"].is_in(alone.question["question_id"].to_list()).all()
    assert alone.kpi["plan_id"].unique().to_list() == ["kitakami-2023"]
    assert alone.item.height == ds.item.height
    assert (
        0
        < alone.erratum.filter(pl.col("erratum_id").str.starts_with("kitakami")).height
        == alone.erratum.filter(pl.col("erratum_id").str.contains("-20")).height
    )
    assert ds.only(*ds.plan["plan_id"]).plan.height == ds.plan.height


@pytest.mark.parametrize("wrong", [(), ("kitakami-2032",)])
def test_only_refuses_what_is_not_a_plan(ds, wrong):
    with pytest.raises(KeyError, match=r"here are .*tomi-2022" if wrong else "no plan is named"):
        ds.only(*wrong)


def test_a_band_that_the_census_does_not_have_is_not_split(ds):
    assert ds.people("03206", 18, 19) is None
    assert ds.people("03206", 16, 19) is None
    assert ds.people("01202", 20, 29) is None  # a city of which no census figures are there
