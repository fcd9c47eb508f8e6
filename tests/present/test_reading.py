"""What people read of a table: which columns, under which headings, with names for ids and words for codes."""

import re

import polars as pl
import pytest

from dxcompare.present.reading import read
from dxcompare.tables import TABLES
from dxcompare.tables.columns import Table, flag
from dxcompare.words.text import Text


def shown(*columns, lang="en"):
    return list(read(pl.DataFrame(schema=dict.fromkeys(columns, pl.String)), lang).heads)


def test_what_is_said_twice_is_shown_once():
    assert shown("n", "constraints", "why_ja", "survey_id", lang="ja") == ["n", "why_ja", "survey_id"]
    assert shown("constraints", "survey_id", "question_id") == ["constraints", "question_id"]
    assert shown("option_id", "option_en", "option_ja", "option_position", "position") == ["option_en"]
    assert shown("item_id", "item_ja", "short_ja", lang="ja") == ["item_ja", "short_ja"]


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_the_data_has_a_heading_in_words(name):
    heads = {
        lang: read(pl.DataFrame(schema=TABLES[name].kinds()), lang, table=TABLES[name]).heads for lang in ("ja", "en")
    }
    assert not [column for head in heads.values() for column, words in head.items() if words == column]
    assert not [words for words in heads["ja"].values() if not re.search("[ぁ-んァ-ン一-龥]", words)]
    assert not [words for words in heads["en"].values() if re.search("[ぁ-んァ-ン一-龥]", words)]


def test_a_result_shows_names_in_place_of_ids(plain):
    """Two cities of one name, one of them with a draft; ids joined by `+`; an id that nothing names."""
    plans = pl.DataFrame(
        {"plan_id": ["a-2021", "b-2022"], "municipality_code": ["13206", "34208"], "name_ja": ["府中市"] * 2,
         "name_en": ["Fuchu"] * 2, "status": ["adopted", "draft"]}
    )  # fmt: skip
    more = {"plan_id": ["a-2021", "b-2022"], "items": ["x+y", "z"], "n": [1, 2]}
    items = pl.DataFrame({"item_id": ["x", "y"], "name_ja": ["甲", "乙"], "name_en": ["A", "B"]})
    tables = {"main": pl.DataFrame(more), "plans": plans, "items": items}
    result = type(plain)(plain.title, plain.method, tables, plain.sources)
    assert result.show(lang="ja").frame.rows() == [("府中市", "甲、乙", 1), ("府中市（案）", "z", 2)]
    same = type(plain)(
        plain.title, plain.method, tables | {"plans": plans.with_columns(status=pl.lit("draft"))}, plain.sources
    )
    assert same.show(lang="en").frame["Plan"].to_list() == ["Fuchu (draft) 13206", "Fuchu (draft) 34208"]
    assert same.show("items", lang="en").frame.columns == ["National item"]


def test_true_and_false_are_read_in_words_where_the_column_has_some():
    class Made(Table):
        sure = flag(("確か", "Certain"), spoken={"true": Text("はい", "yes"), "false": Text("いいえ", "no")})
        plain = flag(("印", "Mark"))

    frame = pl.DataFrame({"sure": [True, False, None], "plain": [True, False, None]})
    assert read(frame, "ja", table=Made).frame.rows() == [("はい", True), ("いいえ", False), (None, None)]
