"""Lazy frames of tables: the Parquet file of the same build, and else the table itself."""

import shutil

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import dxcompare
from dxcompare import pipeline
from dxcompare.words.unknown import UnknownName
from tests.mutations.base import WORLD


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = shutil.copytree(WORLD, tmp_path_factory.mktemp("scan") / "data")
    pipeline.run(folder)
    return folder


def from_file(frame):
    return "Parquet SCAN" in frame.explain()


@pytest.mark.long
def test_every_table_is_its_parquet_file(data):
    ds = dxcompare.load(data)
    for name, frame in ds.tables.items():
        lazy = ds.scan(name)
        assert isinstance(lazy, pl.LazyFrame)
        assert from_file(lazy), name
        assert_frame_equal(lazy.collect(), frame)
        assert_frame_equal(lazy.collect(engine="streaming"), frame)


@pytest.mark.long
def test_what_is_made_of_the_tables_is_scanned_as_it_is(data):
    ds = dxcompare.load(data)
    plan = ds.plan["plan_id"][0]
    one = ds.only(plan)
    assert not from_file(one.scan("measure"))
    assert one.scan("measure").collect()["plan_id"].unique().to_list() == [plan]
    more = ds.with_table("mine", pl.DataFrame({"a": [1]}))
    assert more.scan("mine").collect().height == 1
    assert from_file(more.scan("measure"))


def test_a_parquet_file_of_another_build_is_not_read(data):
    path = data / "processed" / "measure.parquet"
    kept = path.read_bytes()
    ds = dxcompare.load(data)
    try:
        ds.measure.head(1).write_parquet(path)
        assert not from_file(ds.scan("measure"))
        path.write_bytes(b"PAR1")
        assert not from_file(ds.scan("measure"))
        path.unlink()
        assert_frame_equal(ds.scan("measure").collect(), ds.measure)
    finally:
        path.write_bytes(kept)
    assert from_file(ds.scan("measure"))


def test_a_name_that_is_no_table_is_told(data):
    with pytest.raises(UnknownName):
        dxcompare.load(data).scan("measures")
