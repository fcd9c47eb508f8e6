"""What tables and columns mean."""

from dxcompare.tables import TABLES


def test_codebook_speaks_both_languages(ds):
    japanese, english = ds.codebook("kpi", "ja"), ds.codebook("kpi", "en")
    assert japanese["column"].to_list() == english["column"].to_list() == list(TABLES["kpi"].fields())
    assert japanese.filter(column="target").item(0, "meaning") == "目標値"
    assert ds.codebook(lang="en")["table"].n_unique() == len(TABLES)


def test_every_table_and_column_is_described():
    for name, table in TABLES.items():
        english, _, japanese = (table.__doc__ or "").partition(" / ")
        assert english, name
        assert japanese, name
        for column, declared in table.fields().items():
            assert declared.description, (name, column)
            assert declared.metadata["ja"], (name, column)
