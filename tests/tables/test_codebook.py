"""What tables and columns mean."""

from dxcompare.tables import TABLES
from dxcompare.tables.columns import said


def test_codebook_speaks_both_languages(ds):
    japanese, english = ds.codebook("kpi", "ja"), ds.codebook("kpi", "en")
    assert japanese["column"].to_list() == english["column"].to_list() == list(TABLES["kpi"].fields())
    assert japanese.filter(column="target").item(0, "meaning") == "目標値"
    assert ds.codebook(lang="en")["table"].n_unique() == len(TABLES)


def test_every_table_and_column_is_described():
    for name, table in TABLES.items():
        assert all(table.one_row), name
        for column, declared in table.fields().items():
            assert all(said(declared).heading), (name, column)
            assert all(said(declared).meaning), (name, column)
