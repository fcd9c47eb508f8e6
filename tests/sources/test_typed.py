"""A whole file is sound where none of its cells is at fault: the quick look says what the look at each cell says."""

import pytest

from dxcompare.sources import typed
from dxcompare.sources.reader import Reader, Record
from dxcompare.tables import forms
from dxcompare.tables.raw import Folder

#: Cells as people and programs leave them, the first of them sound in some columns and not in others.
TEXTS = (
    "", "a1", "12", "12.0", "1.50", "令和5年度", "2023", "2023-04-01", "4月1日", "yes", "YES", "ｙｅｓ", "primary", "no",
    "計画のとおり", "総務課", "--", "<reason>", "a+b", "a/b", "同上", "nan", "null", "#REF!", "=A1", "'1", "1e5", "⻑寿",
    "a\u200b", "何？？", "??", "?", "What is it?", "〓", "縺ゅ＞縺", "a\n\nb", "&amp;", "p.3", "0", "5-10", "TRUE", "b'x'",
)  # fmt: skip
FORMS = [(folder, form) for folder in Folder for form in forms(folder)]


@pytest.mark.parametrize(("folder", "form"), FORMS, ids=[f"{folder} {form.file.name}" for folder, form in FORMS])
def test_a_file_is_sound_where_no_cell_is_at_fault(folder, form):
    for name in ("heading", *form.columns):
        for text in TEXTS:
            for lost in ("??", "?"):
                faults = [*typed.faults([Record("f", 2, {name: text})], form, lost)]
                assert typed.sound({name: {text}}, form, lost) == (not faults), (name, text)


@pytest.mark.parametrize(("folder", "form"), FORMS, ids=[f"{folder} {form.file.name}" for folder, form in FORMS])
def test_words_are_listed_where_none_is_at_fault_or_written_otherwise(folder, form):
    for name in form.columns:
        for text in TEXTS:
            reader, record = Reader(None), Record("f", 2, {name: text})
            reader._words([record], form)
            unchanged = not reader.faults and record[name] == text
            assert typed.listed({name: {text}}, form) == unchanged, (name, text)


def test_one_cell_among_many_is_found():
    form = next(form for form in forms(Folder.PLAN) if form.file.name == "measures.csv")
    assert typed.sound({"measure": {"m1", "m2"}, "title_ja": {"申請", "窓口"}}, form)
    assert not typed.sound({"measure": {"m1", "m2"}, "title_ja": {"申請", "窓口#REF!"}}, form)
    assert not typed.sound({"measure": {"m1", "m+2"}, "title_ja": {"申請", "窓口"}}, form)
