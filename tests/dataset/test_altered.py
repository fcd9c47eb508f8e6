"""What is told of a processed file that is not as the build wrote it."""

import pytest

from dxcompare.dataset.altered import _cell, faults
from dxcompare.tables import TABLES
from dxcompare.words.faults import Place

HEAD = ",".join(TABLES["coder"].fields())
ROWS = HEAD + "\n" + "a" + "," * HEAD.count(",") + "\n"


@pytest.mark.parametrize(
    ("raw", "rows", "says"),
    [
        (b"", 1, "coder.csv: 中身がありません"),
        (b" \n ", 1, "coder.csv: 中身がありません"),
        (b"PK\x03\x04x", 1, "coder.csv: 名前はこうでも、中身はExcel のブックか圧縮ファイルです"),
        (b"version https://git-lfs.github.com/spec/v1\n", 1, "coder.csv: 名前はこうでも、中身はGit LFS の目印"),
        ((HEAD + "\n").encode(), 2, "coder.csv 1行目: ここで終わり、0行しかありません"),
    ],
)
def test_what_it_is_now(raw, rows, says, monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "ja")
    assert faults("coder.csv", "coder", raw, rows)[0].says("ja").startswith(says)


def test_rows_that_were_added():
    told = [fault.says("ja") for fault in faults("coder.csv", "coder", ROWS.encode(), 0)]
    assert "coder.csv 2行目: ここから先は、build が書いていない行です（1行ありますが、書いたのは0行）" in told


@pytest.mark.parametrize(
    ("table", "column", "cell", "says"),
    [
        ("municipality", "population", "251,084", "「251,084」は使えません。整数（桁区切りなし）"),
        ("kpi", "target_approximate", "FALSE", "「FALSE」は使えません。true か false"),
    ],
)
def test_what_a_cell_should_be_is_told_in_words(table, column, cell, says, monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "ja")
    (fault,) = _cell(Place("m.csv", 2, column), cell, TABLES[table].fields()[column])
    assert fault.says("ja") == f"m.csv 2行目 列「{column}」: {says}"
