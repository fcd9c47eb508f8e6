"""How a result is cited: software, data, every document, with whose terms."""

import dataclasses
import json
import re

import polars as pl
import pytest

import dxcompare
from dxcompare.present.about import about
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


@pytest.mark.parametrize("chosen", [False, True])
def test_documents_of_one_title_are_told_apart_and_counted_apart(ds, chosen, tmp_path):
    """As plans of towns of one name have, and of many plans that are called alike."""
    two = ["kitakami-2023", "imari-2021"]
    plans = ds.plan.filter(pl.col("plan_id").is_in(two))["source_id"].implode()
    same = ds.source.with_columns(
        title=pl.when(pl.col("source_id").is_in(plans)).then(pl.lit("推進計画")).otherwise("title")
    )
    found = dxcompare.coverage(dxcompare.Dataset({**ds.tables, "source": same}, ds.folder))
    if chosen:
        found = found.only(*two)
    for lang, said in (
        ("ja", ["北上市の推進計画", "伊万里市の推進計画"]),
        ("en", ["推進計画 (Kitakami)", "推進計画 (Imari)"]),
    ):
        line, cited, told = found.source_line(lang), str(found.cite(lang)), [text for _, text in about(found, lang)]
        for one in said:
            assert line.count(one) == cited.count(one) == told.count(one) == 1
    assert set(found.names("ja")["source.source_id"].values()) >= {"北上市の推進計画"}
    saved = json.loads(found.save(tmp_path / "a.csv", lang="ja").with_suffix(".datapackage.json").read_text("utf-8"))
    assert {one["title"] for one in saved["sources"]} >= {"北上市の推進計画", "伊万里市の推進計画"}


def test_many_documents_are_counted_each(ds):
    sources = [ds.source.with_columns(source_id=pl.col("source_id") + f"-{n}") for n in range(9)]
    many = dataclasses.replace(dxcompare.coverage(ds), sources=pl.concat(sources).with_columns(national=pl.lit(False)))
    n = 9 * ds.source.height
    assert many.source_line("ja").startswith(f"出典：計画・調査などの文書{n}件")


def test_what_rests_on_no_document_says_none():
    assert "\n- " not in str(dxcompare.simulated().cite("en"))
    assert "Source" not in str(dxcompare.simulated().cite("en"))
