"""The version of the data and its date: declared once, borne by everything made of the data."""

import csv
import json
import re
import tomllib

import openpyxl
import pytest
import yaml
from pptx import Presentation

import dxcompare
from dxcompare.dataset.notes import edition_of
from dxcompare.questions import registry
from dxcompare.report.deck import deck
from dxcompare.report.workbook import workbook
from tests.conftest import ROOT


def test_the_version_is_that_of_the_software_and_of_its_citation(ds):
    (row,) = ds.edition.iter_rows(named=True)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    package = json.loads((ROOT / "data" / "processed" / "datapackage.json").read_text(encoding="utf-8"))
    assert {row["version"], dxcompare.__version__, project["version"], package["version"]} == {citation["version"]}
    assert (row["date"], package["created"]) == (str(citation["date-released"]), f"{row['date']}T00:00:00Z")
    with (ROOT / "data" / "processed" / "source.csv").open(encoding="utf-8-sig", newline="") as file:
        assert max(source["accessed"] for source in csv.DictReader(file)) <= row["date"]


def test_every_result_bears_it(ds):
    edition = edition_of(ds)
    assert edition.en == f"Data version {dxcompare.__version__}, as of 2026-11-26"
    for question in registry.questions():
        for result in question.shown(ds):
            assert result.edition == edition, question.name
            assert result.source_line("ja").endswith(edition.ja)
            assert edition.en in result.source_line("en")


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_slide_and_every_sheet_bears_it(ds, tmp_path, lang):
    edition, one = edition_of(ds).to(lang), ds.only("tomi-2022")
    pages = Presentation(deck(one, tmp_path / "deck.pptx", lang, [("?", ["!"])])).slides
    assert len(pages) > 10
    for page in pages:
        assert any(edition in shape.text_frame.text for shape in page.shapes if shape.has_text_frame)
    book = openpyxl.load_workbook(workbook(one, tmp_path / "book.xlsx", lang))
    assert {sheet.oddFooter.left.text for sheet in book} == {edition}
    assert edition in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]


@pytest.mark.long
def test_what_is_saved_of_a_result_bears_it(ds, tmp_path):
    result, edition = dxcompare.coverage(ds), edition_of(ds)
    for sheet in openpyxl.load_workbook(result.save(tmp_path / "a.xlsx", lang="en")):
        assert sheet.oddFooter.left.text == edition.en
    result.save(tmp_path / "a.csv", lang="en")
    assert json.loads((tmp_path / "a.datapackage.json").read_text(encoding="utf-8"))["version"] == edition.en
    for page in Presentation(result.save(tmp_path / "a.pptx", lang="en")).slides:
        assert any(edition.en in shape.text_frame.text for shape in page.shapes if shape.has_text_frame)
    svg = re.sub(r"<[^>]+>", "", result.save(tmp_path / "a.svg", lang="en").read_text(encoding="utf-8"))
    assert "as of 2026-11-26" in re.sub(r"\s+", " ", svg)


def test_the_plans_whose_period_has_ended_are_marked(ds):
    """Three of the four ended in March 2026."""
    assert dxcompare.coverage(ds).plan_names("en") == {
        "kitakami-2023": "Kitakami (period ended)",
        "nasukarasuyama-2024": "Nasukarasuyama",
        "tomi-2022": "Tomi (draft) (period ended)",
        "imari-2021": "Imari (period ended)",
    }
