"""Workbooks, read by programs that did not write them."""

import openpyxl
import polars as pl
import pytest

from dxcompare.present.xlsx import workbook
from tests.conftest import EVIL, Plain, pdf_of


def test_cells_are_what_they_are(plain, tmp_path):
    book = openpyxl.load_workbook(plain.save(tmp_path / "x.xlsx", lang="ja"))
    assert book.sheetnames == ["index", "main", "main-2-x"]
    page = book["main"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        list(plain.to_frame().columns),
        *(list(row) for row in plain.to_frame().iter_rows()),
    ]
    assert {cell.data_type for cell in page["A"][1:-1]} == {"s"}
    assert all(cell.hyperlink is None for row in page.iter_rows() for cell in row)
    assert page["B3"].value is None
    assert (page["B2"].data_type, page["D2"].data_type) == ("n", "b")
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:D8"
    said = [cell.value for row in book["index"].iter_rows() for cell in row if cell.value is not None]
    for words in ("何が分かるか", "注意する。", "資料(案)"):
        assert words in said


def test_the_workbook_has_every_table(ds, tmp_path):
    first = workbook(ds, tmp_path / "a.xlsx", "ja").read_bytes()
    assert first == workbook(ds, tmp_path / "b.xlsx", "ja").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[:4] == ["index", "codebook", "source", "erratum"]
    assert set(book.sheetnames[2:]) == set(ds.tables)
    listed = {row[0].value: row[1].value for row in book["index"].iter_rows() if row[0].hyperlink}
    assert listed == {"codebook": ds.codebook().height, **{name: frame.height for name, frame in ds.tables.items()}}
    for name, frame in ds.tables.items():
        page = book[name]
        rows = list(page.iter_rows(values_only=True))
        assert rows[0] == tuple(frame.columns)
        assert len(rows) == frame.height + 1
        assert page.freeze_panes == "B2"
    kpi = next(book["kpi"].iter_rows(min_row=2, values_only=True))
    assert kpi == ds["kpi"].row(0)
    assert book["municipality"]["A2"].value == ds["municipality"].item(0, 0)  # a code, with its leading zero
    years = book["plan"][1]
    at = next(cell.column for cell in years if cell.value == "start_fy")
    assert book["plan"].cell(2, at).number_format == "0"
    assert book["plan"].cell(1, at).comment.text == ds.codebook("plan", "ja").filter(column="start_fy").item(
        0, "meaning"
    )


def test_a_cell_too_long_for_excel_is_refused(plain, tmp_path):
    long = Plain(plain.title, plain.method, {"main": pl.DataFrame({"text": ["x" * 40_000]})}, plain.sources)
    with pytest.raises(
        ValueError, match=r"main!text, row 1: a cell holds 32,767 letters, not 40,000; save it as \.csv"
    ):
        long.save(tmp_path / "x.xlsx")


def test_a_workbook_opens_elsewhere(plain, soffice, tmp_path):
    text = "".join(pdf_of(soffice, plain.save(tmp_path / "x.xlsx", lang="ja"), tmp_path))
    assert EVIL in text
