"""Loading: what the build wrote, and nothing that another program made of it."""

import json
import shutil

import pytest

import dxcompare
from dxcompare.sources.folder import Altered, NoData
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(ROOT / "data" / "processed", tmp_path / "processed", ignore=shutil.ignore_patterns("*.parquet"))
    return tmp_path / "processed"


def excel_took_the_zeros(text):
    return text.replace(",03206,", ",3206,")


def cut_in_half(text):
    return text[: len(text) // 2]


def half_of_the_rows(text):
    lines = text.splitlines(keepends=True)
    return "".join(lines[: len(lines) // 2])


def another_column(text):
    return text.replace("plan_id", "plan", 1)


@pytest.mark.parametrize("change", [excel_took_the_zeros, cut_in_half, half_of_the_rows, another_column])
def test_a_file_that_was_changed_is_not_loaded(folder, change, monkeypatch):
    path = folder / "plan.csv"
    text = path.read_text(encoding="utf-8-sig")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8-sig")
    monkeypatch.setenv("DXCOMPARE_LANG", "en")
    with pytest.raises(Altered, match=r"plan.csv in .* are not as the build wrote them .*; run `dxcompare build`"):
        dxcompare.load(folder.parent)
    monkeypatch.setenv("DXCOMPARE_LANG", "ja")
    with pytest.raises(Altered, match=r"plan.csv は、build が書いたままではありません"):
        dxcompare.load(folder.parent)


def test_shift_jis_is_not_loaded(folder):
    path = folder / "unit.csv"
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("cp932", errors="replace"))
    with pytest.raises(Altered, match=r"unit\.csv"):
        dxcompare.load(folder.parent)


def test_a_package_of_another_version_says_so(folder):
    """The files are as they were written, but not the columns that this version knows."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    from dxcompare.sources.folder import digest

    raw = another_column((folder / "plan.csv").read_text(encoding="utf-8-sig")).encode()
    (folder / "plan.csv").write_bytes(raw)
    for one in package["resources"]:
        if one["path"] == "plan.csv":
            one["hash"] = digest(raw)
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    with pytest.raises(Altered, match=r"the columns of plan\.csv are not those of this version"):
        dxcompare.load(folder.parent)


@pytest.mark.parametrize("name", ["plan.csv", "datapackage.json"])
def test_what_lacks_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(NoData, match=rf"lacks {name}; run `dxcompare build`"):
        dxcompare.load(folder.parent)


def test_a_package_that_cannot_be_read_vouches_for_nothing(folder):
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(Altered, match=r"plan\.csv"):
        dxcompare.load(folder.parent)
