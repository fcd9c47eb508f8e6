"""Loading: what the build wrote, and nothing that another program made of it."""

import json
import os
import re
import shutil

import polars as pl
import pytest

import dxcompare
from dxcompare.assemble import publish
from dxcompare.dataset import read
from dxcompare.sources import writing
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
    with pytest.raises(Altered, match=r"unit\.csv, row \d+: saved as Shift_JIS; the build writes UTF-8"):
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
    with pytest.raises(Altered, match=r"datapackage\.json in .* not as the build wrote"):
        dxcompare.load(folder.parent)


#: What another program may do to a file, in the place where it is to be found.
PLACES = {
    "a lost zero": ("municipality.csv", lambda text: text.replace("\n01202,", "\n1202,"), r"row \d+, column 'municipality_code': found '1202'"),
    "rows cut off": ("municipality.csv", half_of_the_rows, r"row \d+: ends here, with \d+ rows; the build wrote 1741"),
    "a date of Excel's": ("source.csv", lambda text: text.replace("2024-07-12", "2024/7/12"), r"row \d+, column 'published': found '2024/7/12'"),
    "a number with an exponent": ("municipality.csv", lambda text: re.sub(r",\d{6,},", ",1.2E+06,", text, count=1), r"row \d+, column '.*': '1.2E\+06' does not do"),
    "a heading": ("plan.csv", another_column, r"row 1, column 'plan_id': column 'plan_id' is missing"),
    "a comma": ("unit.csv", lambda text: text.replace("\n", ",\n", 1), r"row 2: \d+ values under \d+ column headings"),
    "a word": ("plan.csv", lambda text: text.replace("adopted", "Adopted", 1), r"row \d+, column 'status': found 'Adopted'"),
    "a letter": ("plan.csv", lambda text: text.replace("計画", "企画", 1), r"plan.csv: not what the build wrote; which cell"),
}  # fmt: skip


@pytest.mark.parametrize("what", PLACES)
def test_where_a_file_was_changed_is_said(folder, monkeypatch, what):
    name, change, says = PLACES[what]
    monkeypatch.setenv("DXCOMPARE_LANG", "en")
    text = (folder / name).read_text(encoding="utf-8-sig")
    assert change(text) != text
    (folder / name).write_text(change(text), encoding="utf-8-sig", newline="")
    with pytest.raises(Altered, match=says):
        dxcompare.load(folder.parent)


def test_a_checkout_with_the_line_ends_of_windows_loads_the_same_tables(folder, ds):
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    again = dxcompare.load(folder.parent)
    assert all(again[name].equals(ds[name]) for name in ds)


def test_a_reader_sees_the_old_build_or_the_new_one(ds, tmp_path, monkeypatch):
    """A build that is held between any two of its files; what is loaded then is all new."""
    small = {name: frame.head(4) for name, frame in ds.tables.items()}
    changed = {**small, "plan": small["plan"].with_columns(title_en=pl.lit("new")), "unit": small["unit"].head(1)}
    publish.write(small, tmp_path / "processed")
    real, seen = os.replace, []

    def slowly(old, new):
        real(old, new)
        loaded = dxcompare.load(tmp_path)
        seen.append((set(loaded.plan["title_en"]) == {"new"}, loaded.unit.height))

    monkeypatch.setattr(writing.os, "replace", slowly)
    publish.write(changed, tmp_path / "processed")
    assert seen == [(True, 1)] * 6  # the journal, two tables twice, their description


def test_a_build_while_files_are_read_is_read_again(ds, tmp_path, monkeypatch):
    small = {name: frame.head(4) for name, frame in ds.tables.items()}
    publish.write(small, tmp_path / "processed")
    real, calls = read._files, []

    def mixed(folder):
        """What the description says is read before a build changes the files, and they are read after it."""
        calls.append(folder)
        if len(calls) > 1:
            return real(folder)
        package = folder / "datapackage.json"
        old = package.read_bytes()
        publish.write({**small, "unit": small["unit"].head(1)}, folder)
        new = package.read_bytes()
        package.write_bytes(old)
        found = real(folder)
        package.write_bytes(new)
        return found

    monkeypatch.setattr(read, "_files", mixed)
    assert dxcompare.load(tmp_path).unit.height == 1
    assert len(calls) == 2


def test_a_folder_in_place_of_a_file_is_a_file_that_lacks(folder):
    path = folder / "kpi.csv"
    path.unlink()
    path.mkdir()
    with pytest.raises(NoData, match=r"lacks kpi\.csv; run"):
        dxcompare.load(folder.parent)


def test_where_nothing_was_built_fifty_files_are_not_listed(tmp_path):
    with pytest.raises(NoData, match=r"lacks datapackage\.json; run"):
        dxcompare.load(tmp_path)
