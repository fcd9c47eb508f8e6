"""What a report is made of stays as it was when it began."""

import json
import shutil

import pytest

from dxcompare.dataset import read
from dxcompare.report import snapshot
from dxcompare.sources.folder import NoData, digest

OLD, NEW = {"plan.csv": b"1", "kpi.csv": b"1"}, {"plan.csv": b"2", "kpi.csv": b"2"}


def built(data, files):
    """As a build leaves it."""
    listed = [{"path": name, "hash": digest(content)} for name, content in files.items()]
    package = json.dumps({"resources": listed}).encode()
    (data / "processed").mkdir(parents=True, exist_ok=True)
    for name, content in {**files, "datapackage.json": package}.items():
        (data / "processed" / name).write_bytes(content)


@pytest.fixture
def data(tmp_path):
    built(tmp_path / "data", OLD)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "a.ipynb").write_text("1")
    return tmp_path / "data"


def inside(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def test_neither_a_build_nor_an_editor_changes_it(data):
    with snapshot.snapshot(data) as copy:
        built(data, NEW)
        (data.parent / "notebooks" / "a.ipynb").write_text("2")
        assert inside(copy / "processed") == OLD
        assert (copy.parent / "notebooks" / "a.ipynb").read_text() == "1"
    assert not copy.parent.exists()


def test_tables_of_two_builds_are_read_again(data, monkeypatch):
    (data / "processed" / "kpi.csv").write_bytes(b"2")  # a build has replaced one of two
    monkeypatch.setattr(read, "whole", lambda data: (data / "processed", NEW))
    with snapshot.snapshot(data) as copy:
        assert inside(copy / "processed") == NEW


def test_tables_that_no_build_wrote_are_said_to_be_so_where_they_are(data):
    for name in read.TABLES:
        (data / "processed" / f"{name}.csv").write_bytes(b"2")
    with pytest.raises(NoData, match=str(data)), snapshot.snapshot(data):
        pass
    shutil.rmtree(data / "processed")
    with pytest.raises(NoData, match=str(data)), snapshot.snapshot(data):
        pass


def test_of_data_that_lie_elsewhere_the_notebooks_are_ours_that_are_of_any_plan(data):
    shutil.rmtree(data.parent / "notebooks")
    with snapshot.snapshot(data) as copy:
        assert [path.name for path in sorted((copy.parent / "notebooks").iterdir())] == ["city.ipynb", "compare.ipynb"]


def test_a_folder_of_notebooks_beside_the_data_is_the_one_even_if_it_is_empty(data):
    (data.parent / "notebooks" / "a.ipynb").unlink()
    with snapshot.snapshot(data) as copy:
        assert list((copy.parent / "notebooks").iterdir()) == []
