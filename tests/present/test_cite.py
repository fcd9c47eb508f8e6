"""How a result is cited: software, data, every document, with whose terms."""

import re

import pytest

import dxcompare
from dxcompare.questions import registry
from dxcompare.words.text import LANGUAGES, shown
from tests.tiers import each, first


@pytest.mark.parametrize("lang", first(LANGUAGES))
@pytest.mark.parametrize("question", each(3, registry.questions()), ids=lambda one: one.name)
def test_every_result_names_itself_its_version_and_each_document_once(ds, question, lang):
    result = question.made(ds, **question.example(ds))
    citation = result.cite(lang)
    text = str(citation)
    assert f"dxcompare {dxcompare.__version__}" in text
    assert result.title.to(lang) in text
    assert result.edition.to(lang) in text
    documents = result.sources.unique("source_id")
    assert text.count("\n- ") == documents.height
    assert citation.bibtex.count("@misc{") == documents.height
    for title, publisher in documents.select("title", "publisher").iter_rows() if documents.height else ():
        assert shown(title, lang) in text
        assert shown(publisher, lang) in text
        assert f"author = {{{{{publisher}}}}}" in citation.bibtex


def test_entries_of_bibtex_are_whole(ds):
    entries = re.findall(r"@(\w+)\{([^,]+),\n(.*?)\n\}", dxcompare.coverage(ds).cite("en").bibtex, re.S)
    assert [key for _, key, _ in entries][:2] == ["dxcompare", "kitakami-2023-plan"]
    assert len({key for _, key, _ in entries}) == len(entries) == 5
    for _, key, fields in entries:
        assert fields.count("{") == fields.count("}")
        names = re.findall(r"^  (\w+) = \{", fields, re.M)
        assert names[0] == "author", key
        assert ("year" in names) == ("date" in names)
    software = dict(re.findall(r"(\w+) = \{(.*)\}", entries[0][2]))
    assert (software["version"], software["year"]) == (dxcompare.__version__, "2026")
    assert "year = {2023}" in entries[1][2]
    assert "year" not in entries[-1][2]  # 伊万里市: no date is known, and none is made up


def test_of_a_title_nothing_is_a_command_of_tex(ds):
    sources = ds.source.with_columns(title=ds.source["title"] + " 100%_&")
    entries = dxcompare.coverage(dxcompare.Dataset({**ds.tables, "source": sources}, ds.folder)).cite("en").bibtex
    assert r"100\%\_\&}" in entries


def test_what_rests_on_no_document_says_none():
    assert "\n- " not in str(dxcompare.simulated().cite("en"))
    assert "Source" not in str(dxcompare.simulated().cite("en"))
