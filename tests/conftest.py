"""Shared: the checkout's data, a copy of it that a test may break, and the report."""

import os
import shutil
import time
from pathlib import Path

import pytest

import dxcompare

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def ds():
    return dxcompare.load(ROOT / "data")


@pytest.fixture
def data(tmp_path):
    """A copy of data/raw and data/mappings."""
    for name in ("raw", "mappings"):
        shutil.copytree(ROOT / "data" / name, tmp_path / "data" / name)
    return tmp_path / "data"


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the report in both languages, made by the first worker that wants it; the others wait."""
    from dxcompare.report.site import make

    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "site"
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + 600
        while not (folder / "over").exists() and time.monotonic() < end:
            time.sleep(0.1)
    else:
        try:
            make(ROOT / "data", folder / "reports", "both")
        finally:
            (folder / "over").touch()
    assert (folder / "reports" / "index.html").is_file(), "the report could not be made"
    return folder / "reports"
