"""Results as CSV, with their description."""

import json
import sys

import frictionless
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dxcompare import gradients
from dxcompare.words import faults as errors


def test_a_csv_reads_back_equal_and_says_what_it_is(plain, tmp_path):
    path = plain.save(tmp_path / "Some table.csv", lang="ja")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert_frame_equal(pl.read_csv(path, schema=plain.to_frame().schema), plain.to_frame())
    said = json.loads((tmp_path / "Some table.datapackage.json").read_text(encoding="utf-8"))
    assert (said["title"], said["description"], said["caveats"]) == ("何が分かるか", "数えた。", ["注意する。"])
    assert said["sources"] == [{"title": "資料(案)"}]


def test_frictionless_accepts_the_description(ds, tmp_path):
    gradients(ds).save(tmp_path / "x.csv", lang="en", table="contrasts")
    package = frictionless.Package(str(tmp_path / "x.datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "note"])
    assert len(package.resources[0].read_rows()) == gradients(ds).to_frame("contrasts").height


def test_a_csv_has_no_kind(plain, tmp_path):
    with pytest.raises(ValueError, match=r"has no kind of chart \('table'\); name a table: table='main'"):
        plain.save(tmp_path / "x.csv", "table")


def test_other_endings_are_refused(plain, tmp_path):
    with pytest.raises(
        ValueError, match=r"no ending of a file '\.docx'; .* \.svg, \.png, \.pdf, \.csv, \.xlsx, \.pptx"
    ):
        plain.save(tmp_path / "x.docx")


@pytest.mark.parametrize(
    ("ending", "module", "package"), [(".xlsx", "xlsxwriter", "XlsxWriter"), (".pptx", "pptx", "python-pptx")]
)
def test_a_missing_package_is_named(plain, tmp_path, monkeypatch, ending, module, package):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(
        errors.PackageMissing, match=rf"needs {package}; install it with `pip install 'dxcompare\[export\]'`"
    ):
        plain.save(tmp_path / f"x{ending}", lang="en")
