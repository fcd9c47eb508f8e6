"""What each question finds in whatever plans are loaded: a page without an essay."""

import re

import pytest

from dxcompare.present.style import NothingToDraw, draws
from dxcompare.questions import registry
from dxcompare.report import answers
from dxcompare.report.cache import Store
from dxcompare.words.text import Text
from tests.conftest import Plain


@pytest.fixture(scope="module")
def alone(ds):
    """A plan that prints no survey."""
    return ds.only("imari-2021")


@pytest.fixture(scope="module")
def page(alone):
    return answers.pages(alone, "en")[0]


def shown(ds):
    return {one.name: list(one.shown(ds)) for one in registry.questions()}


@pytest.mark.long
def test_every_question_that_is_shown_has_its_part(alone, page):
    found = {name: results for name, results in shown(alone).items() if results}
    assert (
        list(found)
        == [anchor for anchor, _ in page.headings]
        == ["overview", "coverage", "timeline", "ambition", "outcomes"]
    )
    for name, (result,) in found.items():
        part = page.body[page.body.index(f'id="{name}"') :].split("<h2")[0]
        assert part.count("<figure") == 1
        assert result.method.en in part
        assert all(note.en in part for note in result.caveats)
        assert result.source_line("en") in part


def test_it_says_which_plans_it_is_about_and_how_many(ds, page):
    assert page.lead.startswith("<p>1 plan: Imari (period ended). ")
    assert answers._lead(ds.only("imari-2021", "tomi-2022"), "ja").startswith(
        "<p>東御市（案）（計画期間終了）、伊万里市（計画期間終了）の2計画に、"
    )


def test_its_findings_are_those_that_head_the_slides(page):
    assert "Of 12 items assessed, 9 have a numbered measure" in page.findings
    assert page.figure.startswith("<figure")


def test_questions_that_find_nothing_are_named(page):
    said = re.search(r'<p class="quiet">(.*?)</p>', page.body)[1]
    assert said.startswith(answers.SILENT.en)
    silent = said.removeprefix(answers.SILENT.en).split(", ")
    assert {"Survey question", "Recovered bases", "Statements checked", "Verdicts on previous plans"} <= set(silent)
    assert not {"Coverage of national items", "Agreement of codes", "Test of recovery"} & set(silent)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_cannot_be_drawn_is_said(plain, lang):
    parts = list(answers._parts("plain", plain, lang))
    assert '<table class="data">' in "".join(parts)  # no chart is declared: the main table

    class Bare(Plain):
        """A result whose chart has nothing to show."""

    @draws(Bare, "none", Text("なし", "none"))
    def none(result, lang):
        raise NothingToDraw("何もない" if lang == "ja" else "nothing")

    try:
        bare = Bare(plain.title, plain.method, plain.tables, plain.sources)
        assert answers._picture(bare, lang) == f'<p class="blank">{"何もない" if lang == "ja" else "nothing"}</p>'
    finally:
        del Plain.plots[Bare, "none"]


def test_it_is_drawn_anew_only_if_something_changed(alone, page, tmp_path, monkeypatch):
    drawn = []
    monkeypatch.setattr(answers, "pages", lambda ds, lang: drawn.append(lang) or [page])
    store = Store(tmp_path)
    first = answers.kept(alone, "en", store, "a")
    again = answers.kept(alone, "en", store, "a")
    assert drawn == ["en"]
    assert [one.body for one in again] == [one.body for one in first] == [page.body]
    assert [list(pair) for pair in again[0].headings] == [list(pair) for pair in page.headings]
    answers.kept(alone, "en", store, "b")
    answers.kept(alone, "ja", store, "b")
    assert drawn == ["en", "en", "ja"]
