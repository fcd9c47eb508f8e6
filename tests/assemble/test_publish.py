"""The processed tables as others see them: an independent reader, Excel, an interrupted build."""

import re
import shutil
import warnings

import pytest

from dxcompare.assemble import publish
from dxcompare.tables import TABLES
from tests.conftest import ROOT

PROCESSED = ROOT / "data" / "processed"


@pytest.mark.long
def test_frictionless_finds_the_package_valid():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package

        report = Package(str(PROCESSED / "datapackage.json")).validate()
    assert report.stats["tasks"] == len(TABLES)
    assert report.valid, [error.message for task in report.tasks for error in task.errors][:5]


@pytest.mark.long
def test_frictionless_finds_a_broken_reference(tmp_path):
    """The check can fail: a KPI placed under a measure that does not exist."""
    shutil.copytree(PROCESSED, tmp_path / "processed")
    package = tmp_path / "processed" / "datapackage.json"  # without the digests, which tell any change
    package.write_text(re.sub(r'\n *"(hash|bytes)": .*', "", package.read_text(encoding="utf-8")), encoding="utf-8")
    path = tmp_path / "processed" / "kpi_measure.csv"
    path.write_text(
        path.read_text(encoding="utf-8-sig").replace("imari-2021/s1", "imari-2021/s9"), encoding="utf-8-sig"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package

        assert not Package(str(tmp_path / "processed" / "datapackage.json")).validate().valid


def test_excel_would_read_the_japanese():
    for path in PROCESSED.glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf"), path


@pytest.fixture
def small(ds):
    """A few rows of each table."""
    return {name: frame.head(4) for name, frame in ds.tables.items()}


def test_what_a_build_wrote_once_and_writes_no_more_goes_and_files_of_others_stay(small, tmp_path, monkeypatch):
    publish.write(small, tmp_path / "processed")
    (tmp_path / "processed" / "notes.txt").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(publish, "TABLES", {name: table for name, table in TABLES.items() if name != "theme"})
    publish.write({name: frame for name, frame in small.items() if name != "theme"}, tmp_path / "processed")
    names = {path.name for path in (tmp_path / "processed").iterdir()}
    assert not names & {"theme.csv", "theme.parquet"}
    assert len(names) == 2 * (len(TABLES) - 1) + 2
    assert "notes.txt" in names


def test_parquet_of_other_tables_is_stale_and_line_ends_of_windows_are_not(small, tmp_path):
    publish.write(small, tmp_path / "processed")
    for path in (tmp_path / "processed").glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert publish.differences(small, tmp_path) == []
    (tmp_path / "processed" / "plan.parquet").write_bytes(b"PAR1")
    small["unit"].head(1).write_parquet(tmp_path / "processed" / "unit.parquet")
    (tmp_path / "processed" / "kpi.parquet").unlink()
    assert publish.differences(small, tmp_path) == ["plan.parquet", "unit.parquet"]
