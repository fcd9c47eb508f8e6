"""Processed files that are not as they were built: `load` says which, and what to do."""

import json
import shutil

import pytest

import dxcompare
from dxcompare.sources.folder import Damaged
from tests.conftest import ROOT


@pytest.fixture
def data(tmp_path):
    (tmp_path / "data").mkdir()
    shutil.copytree(ROOT / "data" / "processed", tmp_path / "data" / "processed")
    return tmp_path / "data"


def spoil(data, name, change):
    path = data / "processed" / name
    path.write_bytes(change(path.read_bytes()))


def halved(raw):
    lines = raw.split(b"\n")
    return b"\n".join([*lines[: len(lines) // 2], b""])


CASES = {
    "zeros gone": ("plan.csv", lambda raw: raw.replace(b",03206,", b",3206,"), "'3206' in municipality_code"),
    "cut in half": ("measure.csv", halved, "rows where"),
    "shift_jis": (
        "plan.csv",
        lambda raw: raw.removeprefix(b"\xef\xbb\xbf").decode().encode("cp932", errors="replace"),
        "not readable",
    ),
    "another column": (
        "plan.csv",
        lambda raw: raw.replace(b"title_ja", b"title", 1),
        "the columns are others (title, title_ja)",
    ),
    "a column less": ("unit.csv", lambda raw: raw.replace(b",unit_en", b"", 1), "the columns are others (unit_en)"),
    "no number": ("kpi.csv", lambda raw: raw.replace(b",2022,", b",R4,", 1), "not readable"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_damaged_file_is_named(data, case, monkeypatch):
    name, change, says = CASES[case]
    monkeypatch.setenv("DXCOMPARE_LANG", "en")
    spoil(data, name, change)
    with pytest.raises(Damaged) as error:
        dxcompare.load(data)
    assert str(error.value).startswith(f"{name}: ")
    assert says in str(error.value)
    assert str(error.value).endswith("; run `dxcompare build`")


def test_it_is_said_in_japanese(data, monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "ja")
    spoil(data, *CASES["zeros gone"][:2])
    with pytest.raises(
        Damaged, match=r"plan\.csv: 列 municipality_code の「3206」は形が違います。`dxcompare build` で作り直して"
    ):
        dxcompare.load(data)


def test_the_description_says_how_many_rows_there_are(ds):
    package = json.loads((ROOT / "data" / "processed" / "datapackage.json").read_text(encoding="utf-8"))
    assert {one["path"]: one["rows"] for one in package["resources"]} == {
        f"{name}.csv": frame.height for name, frame in ds.tables.items()
    }
