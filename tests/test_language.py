"""The language of a session: set once, asked for anywhere."""

import os

import pytest

import dxcompare
from dxcompare.words.unknown import UnknownName


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "en")


def test_what_is_set_holds_for_tables_charts_findings_and_messages(ds):
    assert dxcompare.language() == "en"
    assert dxcompare.language("ja") == "ja" == dxcompare.language()
    overview = dxcompare.overview(ds)
    assert overview.show().frame.columns[0] == "計画"
    assert overview.plot().title == overview.title.ja
    assert repr(dxcompare.finding(True, "一", "one")) == "一"
    with pytest.raises(UnknownName, match="という表はありません"):
        ds["mesure"]
    with pytest.raises(TypeError, match="という引数はありません"):
        dxcompare.coverage(ds, framwork="dx")
    assert overview.show(lang="en").frame.columns[0] == "Plan"  # what is asked for goes before


def test_programs_that_are_started_from_here_speak_it_too():
    dxcompare.language("ja")
    assert os.environ["DXCOMPARE_LANG"] == "ja"


def test_a_wrong_choice_changes_nothing():
    with pytest.raises(UnknownName, match="no language 'jp'; there are ja, en"):
        dxcompare.language("jp")
    assert dxcompare.language() == "en"


def test_an_empty_choice_is_the_language_that_is_said(monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "ja")
    assert dxcompare.language("") == "ja" == dxcompare.language()
