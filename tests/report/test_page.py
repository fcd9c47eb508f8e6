"""From a notebook and its outputs to a page: what is read as data, what is anchored, framed and left as it is."""

import pytest

from dxcompare.present.finding import Finding
from dxcompare.present.mime import CHART, HTML
from dxcompare.report.notebook import Failure, ReportFailed, plans_of
from dxcompare.report.page import assemble, from_notebook, lettered, title_in
from dxcompare.words.text import Text


def displayed(**data):
    return {"output_type": "display_data", "data": data, "metadata": {}}


def markdown(source, *tags):
    return {"cell_type": "markdown", "source": source, "metadata": {"tags": list(tags)}}


def code(source=""):
    return {"cell_type": "code", "source": source, "metadata": {}}


def chart(name):
    return {CHART: {"id": name, "title": "t", "alt": "a"}, HTML: f'<figure id="{name}"><img alt=\'"x"\'></figure>'}


def made(*parts, lang="en"):
    return assemble("name", "reference", "A title", "", parts, lang)


def test_findings_are_read_as_data_and_not_as_html():
    looks_like_one = '<p class="finding">not found</p>'
    page = made(looks_like_one, Finding(Text("これ (LINE)", "This & <that>")).bundle("en"), {HTML: looks_like_one})
    assert page.findings == ["This & <that>"]
    assert "This &amp; &lt;that&gt;" in page.body
    assert made(Finding(Text("これ (LINE)", "This")).bundle("ja"), lang="ja").findings == ["これ（LINE）"]


def test_the_first_chart_is_the_pages_figure_whatever_else_draws():
    page = made('<figure id="other"></figure>', chart("one"), chart("two"))
    assert page.figure == chart("one")[HTML]


def test_a_chart_shown_twice_has_two_anchors_and_else_its_own_bytes():
    page = made(chart("one"), chart("two"), chart("one"))
    assert chart("one")[HTML] in page.body
    assert [part.split('"')[0] for part in page.body.split('<figure id="')[1:]] == ["one", "two", "one-2"]


def test_a_heading_that_says_the_same_has_an_anchor_of_its_own():
    notebook = {"cells": [markdown("## 図\n\n## 図", "ja"), markdown("## Charts *here*\n\n## Charts *here*", "en")]}
    for lang, words in (("ja", "図"), ("en", "Charts <em>here</em>")):
        page = from_notebook("x", "essay", notebook, [], lang)
        assert page.headings == [("charts-here", words), ("charts-here-2", words)]


def test_the_title_is_the_first_heading_and_what_follows_it_the_lead():
    notebook = {"cells": [markdown("# What *now*?\n\nA & b.", "en"), code(), markdown("Later.")]}
    page = from_notebook("x", "essay", notebook, [[]], "en", about="Date & co")
    assert (page.title, page.lead) == ("Date &amp; co: What <em>now</em>?", "<p>A &amp; b.</p>")
    assert page.label == "Date &amp; co"
    assert "<h1" not in page.body
    assert "Later." in page.body


def test_tables_are_framed_and_named_by_caption_or_heading():
    rows = "<tr><td>1</td></tr>" * 30
    page = made(
        f"<table><caption>Shares<br>all</caption>{rows}</table>after",
        '<h3 id="x">Under <em>this</em></h3>',
        "<table></table>",
    )
    names = ['class="scroll tall" role="region" tabindex="0" aria-label="Table 1: Shares all"']
    names += ['class="scroll" role="region" tabindex="0" aria-label="Table 2: Under this"']
    assert [name in page.body for name in names] == [True, True]
    assert "</table></div>after" in page.body
    assert 'aria-label="表 1：A title"' in made("<table></table>", lang="ja").body


def test_the_other_language_is_left_out_and_outputs_stand_at_their_cell():
    notebook = {"cells": [markdown("日本語", "ja"), code("1 < 2"), markdown("English", "en"), code()]}
    outputs = [
        [displayed(**{"text/plain": "a < b"}), {"output_type": "stream", "name": "stdout", "text": "said"}],
        [displayed(**{HTML: "<b>html</b>", "text/plain": "plain"})],
    ]
    body = from_notebook("x", "essay", notebook, outputs, "en").body
    order = [body.index(text) for text in ("a &lt; b", "said", "1 &lt; 2", "English", "<b>html</b>")]
    assert order == sorted(order)
    assert "日本語" not in body
    assert "plain" not in body


def test_a_page_ends_where_a_cell_ended_it_and_goes_on_after_a_finding():
    notebook = {"cells": [code("one"), markdown("between"), code("two"), markdown("after")]}
    for ended in (False, True):
        failures = [Failure(1, "FindingFalse: <so>", ended)]
        page = from_notebook("x", "essay", notebook, [[], []], "ja", failures=failures)
        assert page.failures == failures
        assert page.body.count('<div class="failed"') == 1
        assert page.body.index("&lt;so&gt;") < page.body.index("one")
        assert ("after" in page.body) == (not ended)


@pytest.mark.parametrize(
    ("source", "plans"),
    [("", ()), ("x = 1", ()), ("import a\n\nPLANS = ('b', 'c')\nd()", ("b", "c")), ("# PLANS\n", ()), ("PLANS =", ())],
)
def test_a_notebook_says_which_plans_it_is_about(source, plans):
    notebook = {"cells": [markdown("PLANS"), code(source), code("PLANS = ('late',)")]}
    assert plans_of(notebook, "x.ipynb") == plans


@pytest.mark.parametrize("source", ["PLANS = tuple(x)", "PLANS = 'b'", "PLANS = (1,)"])
def test_plans_that_cannot_be_read_are_refused(source, monkeypatch):
    for lang, words in (("en", "x.ipynb: write PLANS"), ("ja", "x.ipynb：最初のコードセルに PLANS")):
        monkeypatch.setenv("DXCOMPARE_LANG", lang)
        with pytest.raises(ReportFailed, match=words):
            plans_of({"cells": [code(source)]}, "x.ipynb")


@pytest.mark.long
def test_a_page_has_its_letters_once():
    drawn = '<style class="letters">{}</style><svg><text>{}</text></svg>'
    page = f"<head></head>{drawn.format('one', '市')}<p>x</p>{drawn.format('two', 'a &lt; b')}"
    once = lettered(page)
    assert once.count("<style") == once.count("@font-face") == 1
    assert once.index('<style id="letters">') < once.index("</head>")
    assert once.endswith("</head><svg><text>市</text></svg><p>x</p><svg><text>a &lt; b</text></svg>")
    assert lettered("<head></head><p>市</p>") == "<head></head><p>市</p>"


def test_a_figure_that_the_author_drew_stands_on_the_page_named_by_its_title_or_the_heading_before():
    svg = "<svg><metadata><dc:title>売上 &amp; 件数</dc:title></metadata></svg>"
    outputs = [
        [{"output_type": "execute_result", "data": {"text/plain": "<Axes: xlabel='x'>"}, "metadata": {}}],
        [displayed(**{"text/plain": "<Figure size 640x480>", "image/svg+xml": svg, "image/png": "iVBO"})],
        [
            {"output_type": "execute_result", "data": {"text/plain": "<Axes: ylabel='y'>"}, "metadata": {}},
            {"output_type": "execute_result", "data": {"text/plain": "1741"}, "metadata": {}},
            {
                "output_type": "display_data",
                "data": {"image/png": "iVBO\nRw0K"},
                "metadata": {"image/png": {"width": 320.5}},
            },
            displayed(**{"image/jpeg": "/9j/"}),
        ],
    ]
    notebook = {"cells": [markdown("## Mine"), code(), code(), code()]}
    body = from_notebook("x", "essay", notebook, outputs, "ja").body
    assert [part.split('"')[0] for part in body.split('alt="')[1:]] == ["売上 &amp; 件数", "図 1：Mine", "図 2：Mine"]
    assert '<img width="320" alt="図 1：Mine" src="data:image/png;base64,iVBORw0K"' in body
    assert body.count("data:image/svg+xml;base64,") == 1
    assert "1741" in body
    assert "xlabel" in body  # of a cell that draws nothing: what it returned is its matter
    assert "ylabel" not in body
    assert "Figure size" not in body


def test_text_without_a_language_is_for_both():
    notebook = {
        "cells": [
            markdown("# 題 / Title"),
            markdown("lead"),
            markdown("## 一 / One"),
            markdown("## 二", "ja"),
            markdown("## Two", "en", "other"),
            markdown("tagged otherwise", "slides"),
        ]
    }
    for lang, second in (("ja", "二"), ("en", "Two")):
        page = from_notebook("x", "essay", notebook, [], lang)
        assert page.title == title_in(notebook, lang) == "題 / Title"
        assert page.headings == [("one", "一 / One"), ("two", second)]
        assert "tagged otherwise" in page.body
