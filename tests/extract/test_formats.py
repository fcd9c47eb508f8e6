"""Word, Excel, web pages and text."""

import docx
import openpyxl
import pytest

from dxcompare.extract import document
from dxcompare.extract.blocks import CannotRead
from tests.extract.printed import rows

ENDS = ("name_ja", "baseline_text", "baseline_year_text", "target_text", "target_year_text")
TRUTH = [("利用率", "15.9%", "R4", "50.0%", "R7"), ("手続数", "1,234件", "R4", "－", "R7")]


def word(folder):
    file = docx.Document()
    file.add_heading("数値目標", 1)
    table = file.add_table(4, 3)
    for r, row in enumerate(
        [
            ["指標", "値", ""],
            ["", "現状値\n（R4）", "目標値（R7）"],
            ["利用率", "15.9%", "50.0%"],
            ["手続数", "1,234件", "－"],
        ]
    ):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 0).merge(table.cell(1, 0)).text = "指標"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "値"
    file.save(str(folder / "plan.docx"))
    return folder / "plan.docx"


def excel(folder):
    book = openpyxl.Workbook()
    page = book.active
    for row in [
        ["数値目標"],
        [],
        ["指標", "現状値（R4）", "目標値（R7）"],
        ["利用率", 0.159, 0.5],
        ["手続数", "1,234件", "－"],
    ]:
        page.append(row)
    page["B4"].number_format = page["C4"].number_format = "0.0%"
    book.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def web(folder):
    path = folder / "plan.html"
    path.write_text(
        "<html><head><meta charset='utf-8'><style>x</style></head><body><h2>数値目標</h2><div><table>"
        "<tr><th rowspan=2>指標<th colspan=2>値</tr><tr><th>現状値<br>（R4）<th>目標値（R7）</tr>"
        "<tr><td>利用率<td>15.9%<td>50.0%</tr><tr><td>手続数<td> 1,234件 <td>－</tr></table></div></body></html>",
        encoding="utf-8",
    )
    return path


def text(folder):
    path = folder / "plan.txt"
    path.write_text(
        "数値目標\r\n\r\n指標        現状値（R4）   目標値（R7）\r\n利用率         15.9%         50.0%\r\n手続数       1,234件           －\r\n",
        encoding="cp932",
    )
    return path


@pytest.mark.parametrize("make", [word, excel, web, text])
def test_every_format_gives_the_same_rows(make, tmp_path):
    assert rows(make(tmp_path), "kpis", *ENDS) == TRUTH


def test_a_text_has_pages_and_bars_and_tabs(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("一\f施策|R5|R6\n----|--|--\n窓口|検討|実施\n\n施策\tR5\tR6\n契約\t設計\t⇒\n", encoding="utf-8")
    assert rows(path, "schedule", "track", "R5", "R6") == [("窓口", "検討", "実施"), ("契約", "設計", "⇒")]
    assert {one.page for one in document.proposals(document.read(path))} == {2}


@pytest.mark.parametrize("name", ["x.docx", "x.xlsx", "x.txt"])
def test_what_is_none_is_refused(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(b"\xff\xfe\x00\x81\x00")
    with pytest.raises(CannotRead):
        document.read(path)


def test_an_empty_page_is_refused(tmp_path):
    path = tmp_path / "x.html"
    path.write_bytes(b"")
    with pytest.raises(CannotRead):
        document.read(path)
