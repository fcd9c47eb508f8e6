"""A YAML file that is filled in keeps what somebody wrote."""

import pytest
import yaml

from dxcompare.sources.cards import filled

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
