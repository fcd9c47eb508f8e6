"""The package installed from its wheel, away from any checkout."""

import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import dxcompare
from dxcompare.dataset import read
from dxcompare.sources.folder import NoData
from tests.conftest import ROOT

BUILD = "import sys; from setuptools.build_meta import build_wheel; print(build_wheel(sys.argv[1]))"
LOAD = """
import sys, dxcompare
ds = dxcompare.load()
assert ds.folder.parent.name == "dxcompare", ds.folder
assert str(ds.folder).startswith(sys.prefix), ds.folder
print(ds.plan.height, dxcompare.coverage(ds).to_frame().height)
dxcompare.coverage(ds).plot(lang="ja")
print(dxcompare.brief(ds, "03206").answers[0][0].en)
"""


def run(*words, cwd):
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, env={"PATH": ""}, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_wheel_has_the_tables_and_loads_them_anywhere(tmp_path, ds):
    source, env, away = tmp_path / "source", tmp_path / "env", tmp_path / "away"
    source.mkdir()
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy(ROOT / name, source)
    for name in ("dxcompare", "data/processed"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.parquet"))
    wheel = tmp_path / run(sys.executable, "-c", BUILD, str(tmp_path), cwd=source).split()[-1]
    names = zipfile.ZipFile(wheel).namelist()
    assert {name for name in names if "/processed/" in name} == {
        f"dxcompare/processed/{path.name}" for path in [*ds.folder.glob("*.csv"), ds.folder / "datapackage.json"]
    }
    assert not [name for name in names if name.startswith(("tests/", "data/", "scripts/"))]
    files = [path for path in (ROOT / "dxcompare").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {path.relative_to(ROOT).as_posix() for path in files} <= set(names)
    assert wheel.stat().st_size < 3_000_000
    run(sys.executable, "-m", "venv", "--without-pip", str(env), cwd=tmp_path)
    (site,) = env.glob("lib/python*/site-packages")
    zipfile.ZipFile(wheel).extractall(site)
    # what it depends on is that of this environment, whose own installation of the package is not seen
    (site / "others.pth").write_text(sysconfig.get_paths()["purelib"])
    away.mkdir()
    said = run(str(env / "bin" / "python"), "-I", "-c", LOAD, cwd=away)
    assert said.split()[:2] == [str(ds.plan.height), str(dxcompare.coverage(ds).to_frame().height)]


def test_tables_inside_the_package_are_read_where_there_is_no_checkout(ds, tmp_path, monkeypatch):
    def none(start=None):
        raise NoData("none")

    monkeypatch.setattr(read, "data_folder", none)
    with pytest.raises(NoData):  # a checkout has none inside
        read.load()
    inside = tmp_path / "dxcompare"
    shutil.copytree(ds.folder, inside / "processed", ignore=shutil.ignore_patterns("*.parquet"))
    monkeypatch.setattr(read, "__file__", str(inside / "dataset" / "read.py"))
    assert read.load().folder == inside / "processed"


def test_a_data_folder_of_another_project_is_not_taken_for_one(tmp_path, monkeypatch):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert dxcompare.load().folder.parent == Path(ROOT / "data")
