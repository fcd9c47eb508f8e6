"""A build folder by folder: the same tables as all together, whatever is wrong seen, and only what changed made again."""


import pytest

from benchmarks.nation import generate
from dxcompare import pipeline
from dxcompare.assemble import build
from dxcompare.pipeline import apart
from dxcompare.pipeline.kept import Kept
from dxcompare.pipeline.workers import Workers
from dxcompare.tables import TABLES, TIDY
from dxcompare.words.faults import DataFaults
from tests.conftest import ROOT
from tests.mutations.base import WORLD, Base
from tests.mutations.judge import mutant_of
from tests.mutations.run import CLASSES


def folder_by_folder(data, cache, monkeypatch=None):
    """The tables of a build in which every folder is assembled by itself; None where it leaves the build to the other."""
    look = apart.looks(apart.paths(data))
    with Workers(1) as workers:
        return apart.built(data, Kept(), cache, workers, look)


@pytest.fixture(autouse=True)
def _each_by_itself(monkeypatch):
    monkeypatch.setattr(apart, "AT_ONCE", 1)


def differing(tables, data):
    """The tables that are others than those of a build of all together."""
    together = pipeline.made(data)
    return [name for name in TABLES if not tables[name].equals(together[name])]


@pytest.mark.parametrize("plans", [4, 13])
def test_a_nation_is_the_same_by_both_roads(tmp_path, plans):
    generate(tmp_path / "data", plans, 5)
    found = folder_by_folder(tmp_path / "data", tmp_path / "cache")
    assert differing(found, tmp_path / "data") == []


def test_the_committed_data_are_the_same_by_both_roads(tmp_path):
    found = folder_by_folder(ROOT / "data", tmp_path / "cache")
    assert differing(found, ROOT / "data") == []
    assert set(found) == set(TABLES)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return Base(WORLD, tmp_path_factory.mktemp("apart"))


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_no_fault_of_a_mutant_is_missed(base, tmp_path, name, monkeypatch):
    """Whatever is wrong with all together is left to the build that tells it; of what is sound the tables are the same."""
    monkeypatch.setattr(apart, "derived", lambda tables, data: {})
    mutant = mutant_of(base, name, 0)
    assert mutant
    try:
        mutant.change(base.data)
        found = folder_by_folder(base.data, tmp_path)
        try:
            together = build(base.data, "en")
        except DataFaults:
            assert found is None, mutant.what
        else:
            assert found is not None, mutant.what
            assert [one for one in TIDY if not found[one].equals(together[one])] == [], mutant.what
    finally:
        base.put_back()
