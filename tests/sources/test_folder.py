"""Which folder of data is meant."""

from pathlib import Path

import pytest

from dxcompare.sources.folder import VARIABLE, NoData, data_folder


@pytest.fixture
def away(tmp_path, monkeypatch):
    """A working folder with data of its own."""
    for part in ("raw", "mappings"):
        (tmp_path / "data" / part).mkdir(parents=True)
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    return tmp_path


def test_the_first_folder_of_data_above_is_taken(away):
    assert data_folder() == away / "data"


def test_what_the_environment_says_comes_before_it_and_what_is_named_before_both(away, monkeypatch):
    monkeypatch.setenv(VARIABLE, "elsewhere")
    assert data_folder() == Path("elsewhere")
    assert data_folder("named") == Path("named")


def test_none_is_said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dxcompare.sources.folder.__file__", str(tmp_path / "a" / "b" / "c.py"))
    with pytest.raises(NoData, match="data/raw"):
        data_folder()
