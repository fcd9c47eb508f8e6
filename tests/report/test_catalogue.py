"""The page of sources says of every document whether it is the text itself."""

import html
import re

import pytest

from dxcompare.report import catalogue


def plain(page):
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page.lead + page.body, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(text))


@pytest.mark.parametrize(
    ("lang", "original", "account", "lead"),
    [
        ("ja", "原典", "原典ではない。代わりに用いた：", "うち14件は原典そのものではなく"),
        ("en", "the text itself", "not the text itself; used in place of: ", "14 of them are not the text itself"),
    ],
)
def test_what_is_not_the_text_itself_is_said(ds, lang, original, account, lead):
    said = plain(catalogue.sources(ds, lang))
    assert lead in said
    assert said.count(account.strip()) == ds.source["stands_for"].count() == 14
    assert len(re.findall(rf"{original} (?:\d{{4}}|–)", said)) == ds.source["stands_for"].null_count()
    last = {"ja": "その後の版は見つかっていない", "en": "no later version was found"}[lang]
    assert last in said


def test_of_a_data_set_of_originals_nothing_is_said(ds):
    originals = type(ds)({**ds.tables, "source": ds.source.filter(ds.source["stands_for"].is_null())}, ds.folder)
    assert "not the text itself" not in plain(catalogue.sources(originals, "en"))
