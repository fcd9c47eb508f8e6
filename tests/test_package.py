"""The processed tables as others see them: an independent reader, pandas, an interrupted build."""

import os
import shutil
import subprocess
import sys
import warnings

import pandas as pd
import polars as pl
import pytest

import dxcompare
from dxcompare import pipeline
from dxcompare.assemble import publish
from dxcompare.sources.folder import NoData, recover
from dxcompare.tables import TABLES
from dxcompare.tables.columns import said
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


def test_load_types_and_pandas(ds):
    assert ds.measure_item.schema["basis"] == pl.Enum(["stated", "coded"])
    frame = ds.to_pandas("kpi")
    assert isinstance(frame["direction"].dtype, pd.CategoricalDtype)
    assert frame["direction"].cat.ordered
    assert len(frame) == ds.kpi.height
    assert set(ds.tables) == set(TABLES)


def test_codebook_speaks_both_languages(ds):
    japanese, english = ds.codebook("kpi", "ja"), ds.codebook("kpi", "en")
    assert japanese["column"].to_list() == english["column"].to_list() == list(TABLES["kpi"].fields())
    assert japanese.filter(column="target").item(0, "meaning") == "目標値"
    assert ds.codebook(lang="en")["table"].n_unique() == len(TABLES)


def test_every_table_and_column_is_described():
    for name, table in TABLES.items():
        assert all(table.one_row), name
        for column, declared in table.fields().items():
            assert all(said(declared).heading), (name, column)
            assert all(said(declared).meaning), (name, column)


def test_unknown_names_are_named(ds):
    with pytest.raises(KeyError, match="no table 'mesure'"):
        ds.to_pandas("mesure")
    with pytest.raises(AttributeError, match="tables are source"):
        ds.mesure  # noqa: B018


def test_load_says_what_is_missing(tmp_path):
    with pytest.raises(NoData, match="run `dxcompare build`"):
        dxcompare.load(tmp_path)


def test_same_input_same_bytes(data):
    pipeline.run(data)
    first = {path.name: path.read_bytes() for path in (data / "processed").iterdir()}
    pipeline.run(data)
    assert {path.name: path.read_bytes() for path in (data / "processed").iterdir()} == first
    assert set(first) == {f"{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")} | {"datapackage.json"}


def test_a_fault_leaves_everything_as_it_was(data):
    pipeline.run(data)
    before = {path.name: path.read_bytes() for path in (data / "processed").iterdir()}
    card = next((data / "raw").glob("*/plan.yaml"))
    card.write_text(card.read_text(encoding="utf-8").replace("status:", "state:"), encoding="utf-8")
    with pytest.raises(dxcompare.words.faults.DataFaults):
        pipeline.run(data)
    assert {path.name: path.read_bytes() for path in (data / "processed").iterdir()} == before


@pytest.mark.parametrize("step", range(len(TABLES) + 4))
def test_interrupted_at_any_write_or_rename(ds, data, monkeypatch, step):
    """Stop the build at the n-th file operation: what loads afterwards is whole."""
    tables = dict(ds.tables)
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


def test_a_killed_build_leaves_a_whole_folder(data):
    """Kill the process for real, at several moments."""
    pipeline.run(data)
    code = "import sys; from pathlib import Path; from dxcompare import pipeline\nfor _ in range(50): pipeline.run(Path(sys.argv[1]))"
    for seconds in ("1.2", "1.7", "2.1"):
        subprocess.run(
            ["timeout", "-s", "KILL", seconds, sys.executable, "-c", code, str(data)],
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
        )
        assert dxcompare.load(data).plan.height == 4


def test_recover_puts_the_old_folder_back(tmp_path):
    old = tmp_path / ".processed.old"
    old.mkdir()
    assert recover(tmp_path / "processed").is_dir()
    assert not old.exists()


def test_one_plan_alone_has_no_rows_of_another(ds):
    for plan in ds.plan["plan_id"]:
        one = ds.only(plan)
        assert set(one.erratum["erratum_id"].str.split("/").list.first()) <= {plan}
        assert one.kpi_pair.is_empty()
        assert set(one.kpi["plan_id"]) == {plan}
