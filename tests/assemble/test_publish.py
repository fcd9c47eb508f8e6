"""The processed tables as others see them: an independent reader, Excel, an interrupted build."""

import re
import shutil
import warnings

import polars as pl
import pytest

import dxcompare
from dxcompare.assemble import publish
from dxcompare.sources.folder import recover
from dxcompare.tables import TABLES
from tests.conftest import ROOT

PROCESSED = ROOT / "data" / "processed"


def test_frictionless_finds_the_package_valid():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package

        report = Package(str(PROCESSED / "datapackage.json")).validate()
    assert report.stats["tasks"] == len(TABLES)
    assert report.valid, [error.message for task in report.tasks for error in task.errors][:5]


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


@pytest.mark.parametrize("step", range(len(TABLES) + 4))
def test_interrupted_at_any_write_or_rename(ds, tmp_path, monkeypatch, step):
    """Stop the build at the n-th file operation: what loads afterwards is whole. A few rows of each table will do."""
    data = tmp_path / "data"
    data.mkdir()
    tables = {name: frame.head(4) for name, frame in ds.tables.items()}
    publish.write(tables, data / "processed")
    changed = {**tables, "plan": tables["plan"].with_columns(title_en=pl.lit("changed"))}
    left = [step]

    def counting(original):
        def wrapped(*args, **options):
            if left[0] == 0:
                raise KeyboardInterrupt
            left[0] -= 1
            return original(*args, **options)

        return wrapped

    monkeypatch.setattr(pl.DataFrame, "write_csv", counting(pl.DataFrame.write_csv))
    monkeypatch.setattr(type(data), "rename", counting(type(data).rename))
    monkeypatch.setattr(type(data), "write_text", counting(type(data).write_text))
    interrupted = False
    try:
        publish.write(changed, data / "processed")
    except KeyboardInterrupt:
        interrupted = True
    monkeypatch.undo()
    titles = set(dxcompare.load(data).plan["title_en"])
    assert titles == ({"changed"} if not interrupted else set(tables["plan"]["title_en"]))
    assert interrupted == (step < len(TABLES) + 3)  # one per CSV, the description, two renames


def test_recover_puts_the_old_folder_back(tmp_path):
    old = tmp_path / ".processed.old"
    old.mkdir()
    assert recover(tmp_path / "processed").is_dir()
    assert not old.exists()
