"""Columns and codes in words."""

import re

import pytest

from dxcompare.tables import TABLES
from dxcompare.tables.columns import said
from dxcompare.tables.headings import CODES, WORDS, heading, reading


def test_what_is_said_twice_is_shown_once():
    assert list(reading(["n", "constraints", "why_ja", "survey_id"], "ja")) == ["n", "why_ja", "survey_id"]
    assert list(reading(["constraints", "survey_id", "question_id"], "en")) == ["constraints", "question_id"]


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_the_data_has_a_heading_in_words(name):
    for column in TABLES[name].fields():
        assert heading(column, "ja") != column
        assert heading(column, "en") != column


def test_words_are_in_both_languages():
    for column, word in WORDS.items():
        assert word.ja, column
        assert not re.search("[ぁ-んァ-ン一-龥]", word.en) or column.endswith("_ja"), column


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (name, list(said(declared).words))
        for table in TABLES.values()
        for name, declared in table.fields().items()
        if said(declared).words
    ],
)
def test_closed_lists_have_words_for_every_value(column, values):
    assert set(values) <= set(CODES[column])
