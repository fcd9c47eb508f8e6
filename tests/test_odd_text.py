"""Odd letters in every text of a plan: every question is answered, drawn and written, in both languages, without a word
of warning."""

import io
import warnings
import zipfile

import openpyxl
import pytest
from pptx import Presentation

from dxcompare.panel.state import Explorer, Refused, State
from dxcompare.present.style import NothingToDraw
from dxcompare.questions import registry
from dxcompare.tables import TABLES
from tests import test_made_up_plan
from tests.odd import ODD, free, odd
from tests.tiers import first

whole = test_made_up_plan.whole
LONG = "とても長い名前の施策を" * 30


@pytest.fixture(scope="module", params=["odd", "long"])
def ds(request, whole):
    return odd(whole, ODD if request.param == "odd" else LONG, before="=")


def test_most_texts_of_the_data_are_odd(whole):
    texts = {(name, column) for name in TABLES for column in free(name) if whole[name][column].drop_nulls().len()}
    assert {("plan", "title_ja"), ("measure", "title_ja"), ("kpi", "name_ja"), ("kpi", "target_text")} <= texts
    assert len(texts) > 40


def drawn(result, lang, *, every):
    """The charts of a result, or the first."""
    for kind in [*result.kinds()][: None if every else 1]:
        try:
            yield result.plot(kind, lang=lang)
        except NothingToDraw:
            continue


def charts(ds, lang, *, every):
    """How many charts of all questions were drawn, as text and as pictures, without a warning."""
    explorer, n = Explorer(ds), 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for question in registry.questions():
            try:
                view = explorer.view(explorer.settle(State(lang, analysis=question.name))) if question.of_data else None
            except Refused:
                continue
            for chart in drawn(view.result, lang, every=every) if view else ():
                n += 1
                assert len(chart._repr_html_()) > 1000
                assert chart.png(dpi=20)
    return n


@pytest.mark.long
def test_the_first_chart_of_every_question_is_drawn(whole):
    assert charts(odd(whole, before="="), "ja", every=False) >= 6


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_chart_is_drawn(ds, lang):
    assert charts(ds, lang, every=True) >= 8


@pytest.mark.parametrize("name", first(["overview", "previous"]))
def test_slides_and_workbooks_hold_it(ds, name, tmp_path):
    result = registry.question(name).ask(ds)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for ending in ("pptx", "xlsx", "csv"):
            result.save(tmp_path / f"x.{ending}", lang="ja")
    titles = [page.shapes.title.text_frame.text for page in Presentation(tmp_path / "x.pptx").slides]
    assert titles
    with zipfile.ZipFile(tmp_path / "x.pptx") as file:
        assert not any("\x07" in file.read(name).decode() for name in file.namelist() if name.endswith(".xml"))
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "x.xlsx").read_bytes()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [cell for cell in cells if cell.data_type == "f"]  # what begins with = is a text
    assert any(cell.value.startswith("=") for cell in cells)
