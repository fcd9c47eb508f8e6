"""Shared: the checkout's data, and a copy of it that a test may break."""

import shutil
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
