"""The whole comparison as a workbook, read by a program that did not write it."""

import openpyxl
import pytest

from dxcompare.questions import registry
from dxcompare.report.workbook import workbook


def test_the_workbook_has_every_result_and_every_table(ds, tmp_path):
    first = workbook(ds, tmp_path / "a.xlsx", "ja").read_bytes()
    assert first == workbook(ds, tmp_path / "b.xlsx", "ja").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    shown = [(one, list(one.shown(ds))) for one in registry.questions()]
    results = {
        one.title.ja + f" {n}" * (len(found) > 1): result for one, found in shown for n, result in enumerate(found, 1)
    }
    assert 14 < len(results) < 31
    assert book.sheetnames == [
        "index", *results, "方法と注意", "codebook", "source", "erratum",
        *(name for name in ds.tables if name not in ("source", "erratum")),
    ]  # fmt: skip
    listed = {row[0].value: row[1].value for row in book["index"].iter_rows() if row[0].hyperlink}
    assert listed == {
        **{name: result.to_frame().height for name, result in results.items()},
        "方法と注意": book["方法と注意"].max_row - 1,
        "codebook": ds.codebook().height,
        **{name: frame.height for name, frame in ds.tables.items()},
    }
    for name, result in results.items():
        assert next(book[name].iter_rows(values_only=True)) == tuple(result.read(lang="ja").heads.values())
        said = [row[2] for row in book["方法と注意"].iter_rows(values_only=True) if row[0] == name]
        assert said[0] == result.title.ja
        assert [note.ja for note in result.caveats] == said[2 : 2 + len(result.caveats)]
    told = " ".join(str(row[1].value) for row in book["index"].iter_rows())
    assert "結果のシートの1行目は見出し" in told
    assert "データのシートの1行目は列名" in told
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


@pytest.mark.slow
def test_the_workbook_says_which_plans_it_is_about(ds, tmp_path):
    book = openpyxl.load_workbook(workbook(ds.only("imari-2021"), tmp_path / "a.xlsx", "en"))
    assert book["index"]["B3"].value == "1 plan: Imari (period ended)"
    book = openpyxl.load_workbook(workbook(ds.only("imari-2021", "tomi-2022"), tmp_path / "a.xlsx", "ja"))
    assert book["index"]["B3"].value == "東御市（案）（計画期間終了）、伊万里市（計画期間終了）の2計画"
