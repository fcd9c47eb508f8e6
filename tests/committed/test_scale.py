"""The page on scale: its SQL says in DuckDB and in polars what the questions say."""

import re

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

import dxcompare as dx
from tests.conftest import ROOT

QUERIES = dict(
    re.findall(r"```sql\n-- (\w+)\n(.*?)```", (ROOT / "docs" / "scale.md").read_text(encoding="utf-8"), re.S)
)
KEYS = ["question_id", "option_id", "group_id"]


@pytest.fixture(scope="module")
def files(tmp_path_factory, ds):
    """The Parquet files of the tables that the page names; a checkout has none until it is built."""
    folder = tmp_path_factory.mktemp("parquet")
    for name in ("coverage", "ambition", "response_count"):
        ds[name].with_columns(pl.col(pl.Enum).cast(pl.String)).write_parquet(folder / f"{name}.parquet")
    return sorted(folder.iterdir())


@pytest.fixture(params=["duckdb", "polars"])
def asked(request, files):
    """The answer of an engine to a query of the page."""

    def by_duckdb(name):
        with duckdb.connect() as engine:
            for file in files:
                engine.read_parquet(str(file)).create_view(file.stem)
            return engine.sql(QUERIES[name]).pl()

    def by_polars(name):
        engine = pl.SQLContext({file.stem: pl.scan_parquet(file) for file in files})
        return engine.execute(QUERIES[name]).collect(engine="streaming")

    return {"duckdb": by_duckdb, "polars": by_polars}[request.param]


def agree(found, ours):
    assert found.height > 0
    assert_frame_equal(found, ours, check_dtypes=False, rel_tol=1e-9, abs_tol=1e-9)


def test_coverage(ds, asked):
    cells = dx.coverage(ds, version="3.0").to_frame()
    sure = pl.col("has_measure").filter(~pl.col("in_doubt"))
    ours = cells.group_by("item_id").agg(plans=sure.sum(), judged=sure.count(), doubtful=pl.col("in_doubt").sum())
    assert ours["doubtful"].sum() > 0
    agree(asked("coverage"), ours.sort("item_id"))


def test_ambition(ds, asked):
    kpis = dx.ambition(ds).to_frame()
    ours = kpis.group_by("plan_id").agg(targets=pl.col("gap").count(), gap=pl.col("gap").median())
    agree(asked("ambition"), ours.sort("plan_id"))


def test_shares(ds, asked):
    parts = [dx.shares(ds, question).to_frame() for question in ds.question["question_id"] if of_ages(ds, question)]
    ours = pl.concat(parts).filter(pl.col("count").is_not_null()).select(*KEYS, "count", "n", "low", "high")
    agree(asked("shares"), ours.sort(KEYS))


def of_ages(ds, question):
    return ds.response.filter(question_id=question, group_type="age").height > 0


def test_every_query_of_the_page_is_tried():
    tried = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert set(QUERIES) <= tried
