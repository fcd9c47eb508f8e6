"""A YAML file that is filled in keeps what somebody wrote."""

import pytest
import yaml

from dxcompare.sources.cards import filled
from dxcompare.words.faults import Unreadable

LISTED = """sources:
  # the plan itself
  - source_id: a
    title:  # as stated
    note: one
      and two
  - {source_id: b, title: '', note: ''}
"""


@pytest.mark.parametrize(
    ("text", "cells", "after"),
    [
        ("a:  # how\nb: 1\n", {"a": "x"}, 'a: "x"  # how\nb: 1\n'),
        ("a: >\n  one\n  two\nb: 1\n", {"b": "2"}, 'a: >\n  one\n  two\nb: "2"\n'),
        ("a: one\n  two\nb: 1\n", {"a": "x"}, 'a: "x"\nb: 1\n'),
        ("a: 1", {"b": "－\n(2)"}, 'a: 1\nb: "－\\n(2)"\n'),
        ("c:\n  d: 1\nb: 2\n", {"c.d": "3", "c.e": "4"}, 'c:\n  d: "3"\n  e: "4"\nb: 2\n'),
        ("{a: 1}", {"b": "2"}, '{a: 1, b: "2"}'),
        ("", {"a": "1"}, 'a: "1"\n'),
    ],
)
def test_a_text_is_put_where_it_belongs(text, cells, after):
    assert filled(text, cells) == after


def test_a_record_of_a_list():
    text = filled(LISTED, {"source_id": "a", "title": "計画: 案", "licence": "x"}, "sources", "source_id")
    text = filled(text, {"source_id": "b", "title": "別冊"}, "sources", "source_id")
    text = filled(text, {"source_id": "c", "title": "追補", "checked.by": "person"}, "sources", "source_id")
    assert "# the plan itself\n" in text
    assert "# as stated\n" in text
    assert yaml.safe_load(text)["sources"] == [
        {"source_id": "a", "title": "計画: 案", "note": "one and two", "licence": "x"},
        {"source_id": "b", "title": "別冊", "note": ""},
        {"source_id": "c", "title": "追補", "checked": {"by": "person"}},
    ]


CARD = {"source_id": "new", "title": "表: 一 # 二", "note": ""}
STYLES = {
    "ours": "sources:\n  - source_id: a\n    title: x\n",
    "no indent": "sources:\n- source_id: a\n  title: x\n",
    "no line end": "sources:\n  - source_id: a\n    title: x",
    "remarks": "# above\nsources:\n  - source_id: a  # its id\n    title: x # y\n  # below\n",
    "other keys after it": "sources:\n  - source_id: a\n    title: x\n\nother: z\n",
    "blank lines": "sources:\n\n  - source_id: a\n\n    title: x\n\n\n",
    "words over lines": "sources:\n  - source_id: a\n    title: >-\n      x\n      y\n",
    "quoted over lines": 'sources:\n  - source_id: a\n    title: "x\n      y"\n',
    "in brackets": "sources: [{source_id: a, title: x}]\n",
    "in brackets over lines": "sources: [\n  {source_id: a,\n   title: x}\n]\n",
    "nothing in brackets": "sources: []\n",
    "no record": "sources:\n",
    "nothing": "",
    "the same id in a title": "sources:\n  - source_id: a\n    title: 'source_id: new'\n",
    "anchors": "sources:\n  - &a\n    source_id: a\n    title: x\n  - <<: *a\n    source_id: b\n",
    "a document mark": "---\nsources:\n  - source_id: a\n    title: x\n",
    "an end mark": "sources:\n  - source_id: a\n...\n",
    "quoted keys": '"sources":\n  - "source_id": "a"\n    "title": "x"\n',
}  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_a_record_is_put_into_a_list_of_any_style_and_nothing_else_changes(style):
    before = STYLES[style]
    once = filled(before, CARD, "sources", "source_id")
    records = (load(before) or {}).get("sources") or []
    assert load(once) == {**(load(before) or {}), "sources": [*records, CARD]}
    assert [line for line in before.splitlines() if "#" in line] == [
        line for line in once.splitlines() if "#" in line and "表" not in line
    ]
    assert filled(once, CARD, "sources", "source_id") == once
    again = filled(once, {**CARD, "title": "他", "more": "z"}, "sources", "source_id")
    assert load(again)["sources"] == [*records, {**CARD, "title": "他", "more": "z"}]


@pytest.mark.parametrize(
    "text",
    [
        "sources: {source_id: a}\n",
        "sources: a\n",
        "- source_id: a\n",
        "sources:\n  - a\n",
        "source:\n  - source_id: a\n",
        "a: [\n",
        "sources: []\n---\nsources: []\n",
    ],
)
def test_a_file_in_which_a_record_cannot_be_put_is_refused(text):
    with pytest.raises(Unreadable, match="card_style"):
        filled(text, CARD, "sources", "source_id")


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x\n", "a: [1\n", "- a\n", "a: 1\n---\na: 1\n"])
def test_a_card_that_cannot_be_filled_in_is_refused(text):
    with pytest.raises(Unreadable, match="card_style"):
        filled(text, {"a": "2"})


def load(text):
    return yaml.load(text, Loader=yaml.BaseLoader)
