"""Workbooks, read by programs that did not write them."""

import openpyxl
import polars as pl
import pytest

from tests.conftest import EVIL, Plain, pdf_of


def test_cells_are_what_they_are(plain, tmp_path):
    book = openpyxl.load_workbook(plain.save(tmp_path / "x.xlsx", lang="ja"))
    assert book.sheetnames == ["はじめに", "main", "main-2-x"]
    page = book["main"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["記載", "回答者数", "share", "flag"],  # what other tables call such columns; the last two are no column of any
        *([*row, {True: "はい", False: "いいえ"}.get(flag)] for *row, flag in plain.to_frame().iter_rows()),
    ]
    assert {cell.data_type for cell in page["A"][1:-1]} == {"s"}
    assert all(cell.hyperlink is None for row in page.iter_rows() for cell in row)
    assert page["B3"].value is None
    assert page["B2"].data_type == "n"
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:D8"
    said = [cell.value for row in book["はじめに"].iter_rows() for cell in row if cell.value is not None]
    for words in ("何が分かるか", "注意する。", "資料(案)"):
        assert words in said


def test_names_of_sheets_are_short_and_each_is_once(plain, tmp_path):
    tables = {f"{'x' * 40}{n}": plain.to_frame() for n in range(12)} | {"Read Me": plain.to_frame()}
    path = Plain(plain.title, plain.method, tables, plain.sources).save(tmp_path / "x.xlsx")
    names = openpyxl.load_workbook(path).sheetnames
    assert len({name.lower() for name in names}) == len(names) == 14
    assert max(map(len, names)) == 31


def test_a_cell_too_long_for_excel_is_refused(plain, tmp_path):
    long = Plain(plain.title, plain.method, {"main": pl.DataFrame({"words": ["x" * 40_000]})}, plain.sources)
    with pytest.raises(
        ValueError, match=r"main!words, row 1: a cell holds 32,767 letters, not 40,000; save it as \.csv"
    ):
        long.save(tmp_path / "x.xlsx")


def test_a_workbook_opens_elsewhere(plain, soffice, tmp_path):
    text = "".join(pdf_of(soffice, plain.save(tmp_path / "x.xlsx", lang="ja"), tmp_path))
    assert EVIL in text
