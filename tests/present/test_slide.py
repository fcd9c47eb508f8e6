"""Slides of every result, and the deck: native, complete, and read by a program that did not write them."""

import io
import re
import time
import zipfile
from dataclasses import dataclass

import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from pptx import Presentation
from pptx.util import Mm

from dxcompare import finding, overview
from dxcompare.present.result import Result
from dxcompare.present.slide import Slide, main_table, slide, slides_of
from dxcompare.words.text import Text, shown
from tests.conftest import EVIL, Plain
from tests.present.test_style import RESULTS
from tests.tiers import first


def said_in(path):
    """The texts on the slides of a file, in order."""
    return [
        shape.text_frame.text for page in Presentation(path).slides for shape in page.shapes if shape.has_text_frame
    ]


def charts_of(page):
    return [shape for shape in page.shapes if shape.has_chart]


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", first(RESULTS))
def test_every_result_makes_native_slides(ds, tmp_path, name, lang):
    result = RESULTS[name](ds)
    path = result.save(tmp_path / "x.pptx", lang=lang)
    show = Presentation(path)
    assert (show.slide_width, show.slide_height) == (Mm(338.67), Mm(190.5))
    drawn = 0
    for page in show.slides:
        assert page.shapes.title.text_frame.text
        kinds = [shape for shape in page.shapes if shape.has_chart or shape.has_table]
        assert len(kinds) == 1 or all(shape.chart.has_title for shape in kinds)  # small charts of one declaration
        assert all(shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in kinds)
        assert any(
            shape.text_frame.text.endswith(result.source_line(lang)) for shape in page.shapes if shape.has_text_frame
        )
        notes = page.notes_slide.notes_text_frame.text
        assert result.method.to(lang) in notes
        assert all(note.to(lang) in notes for note in result.caveats)
        for shape in page.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
        drawn += len(charts_of(page))
    inside = parts(path)
    assert not [part for part in inside if part.startswith("ppt/media/")]
    assert not [part for part in inside if b"<p:pic>" in inside[part]]
    assert len([part for part in inside if re.fullmatch(r"ppt/embeddings/.*\.xlsx", part)]) == drawn


@pytest.mark.long
def test_the_numbers_in_a_chart_are_the_numbers(ds, tmp_path):
    path = RESULTS["ambition"](ds).save(tmp_path / "x.pptx", lang="en")
    counts, drawn, typed = RESULTS["ambition"](ds).to_frame("classes"), 0, 0
    for shape in charts_of(Presentation(path).slides[0]):
        drawn += sum(sum(series.values) for series in shape.chart.plots[0].series)
        book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
        typed += sum(value for row in book.active.iter_rows(min_row=2, min_col=2, values_only=True) for value in row)
    assert drawn == typed == counts["kpis"].sum()


def test_blanks_stay_blank_and_intervals_are_drawn(ds, tmp_path):
    result = RESULTS["devices"](ds)
    path = result.save(tmp_path / "x.pptx", lang="en", options=["smartphone", "never_used"])
    page = Presentation(path).slides[0]
    chart = charts_of(page)[0].chart
    table = result.to_frame().filter(pl.col("age_min").is_not_null(), pl.col("option_id") == "smartphone")
    found = next(series for series in chart.plots[0].series if series.name == table.item(0, "option_en"))
    assert list(found.values) == table["percent"].to_list()
    ends = found._element.findall(".//{*}errBars/{*}plus//{*}v")
    assert [float(end.text) for end in ends] == pytest.approx((table["high"] - table["percent"]).to_list(), abs=1e-3)
    assert "n=24*" in page.notes_slide.notes_text_frame.text
    withheld = RESULTS["withheld"](ds).save(tmp_path / "y.pptx", lang="en")
    words = {
        cell.text
        for shape in Presentation(withheld).slides[0].shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in list(row.cells)[1:]
    }
    assert "withheld" in words
    assert "0.0" not in words


def test_marks_intervals_and_names_are_in_the_workbook_of_a_chart(ds, tmp_path):
    result = RESULTS["gradients"](ds)
    page = Presentation(result.save(tmp_path / "x.pptx", lang="en")).slides[-1]
    chart = charts_of(page)[0].chart
    lines, marks, names = chart.plots[0].series
    steep = max(result.to_frame().drop_nulls("odds_ratio").iter_rows(named=True), key=lambda row: abs(row["slope"]))
    assert [place for place in marks.iter_values() if place] == [*range(9, 0, -1)]  # places count from below
    assert len({len(list(one.iter_values())) for one in (lines, marks, names)}) == 1  # else LibreOffice drops one
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    ends = [book.cell(row, 2).value for row in (2, 3)]
    assert ends == pytest.approx([steep["odds_low"], steep["odds_high"]])
    assert book.cell(2, 5).value == pytest.approx(steep["odds_ratio"])
    assert steep["label_en"] in book.cell(2, 7).value
    assert "never used the internet" in names.points[0].data_label.text_frame.text
    assert lines._element.find(".//{*}yVal//{*}f").text == "Sheet1!$C$2:$C$28"


def test_a_formula_stays_text_inside_a_chart(tmp_path):
    """The workbook inside a chart is written by another library, which would take it for a formula."""

    @dataclass(frozen=True)
    class Risky(Result):
        """A result whose labels look like formulas."""

    @slide(Risky)
    def _(result, lang):
        return Slide(result.to_frame(), "bar", category="text", series="series", value="n")

    table = pl.DataFrame({"text": [EVIL, "{=1}"], "series": ["=1+1"] * 2, "n": [1, 2]})
    empty = pl.DataFrame(schema={"source_id": pl.String, "title": pl.String})
    path = Risky(Text("題", "title"), Text("法", "method"), {"main": table}, empty).save(tmp_path / "x.pptx", lang="ja")
    blob = charts_of(Presentation(path).slides[0])[0].chart.part.chart_workbook.xlsx_part.blob
    assert not [
        cell
        for row in openpyxl.load_workbook(io.BytesIO(blob)).active.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def test_a_result_nobody_declared_is_its_table(plain, tmp_path):
    path = plain.save(tmp_path / "x.pptx", lang="ja")
    table = next(shape for shape in Presentation(path).slides[0].shapes if shape.has_table).table
    assert [cell.text for cell in table.rows[1].cells] == [shown(EVIL, "ja"), "1", "0.5", "○"]
    assert [cell.text for cell in table.rows[2].cells][1] == "–"


def test_kind_table_is_the_main_frame_in_one_language(ds):
    result = RESULTS["bases"](ds)
    for lang, city in (("en", "Municipality"), ("ja", "市区町村")):
        frame = slides_of(result, lang, "table")[0].frame
        assert_frame_equal(frame, main_table(result, lang).frame)
        assert frame[city].to_list() == result.to_frame()[f"city_{lang}"].to_list()
        assert frame.width <= 8
    with pytest.raises(ValueError, match="no kind of chart 'pie'; there are table"):
        slides_of(RESULTS["bases"](ds), "en", "pie")


def test_a_default_table_says_what_its_rows_are_about(plain):
    counts = pl.DataFrame(
        {"plan_id": ["a", "b"], "item_id": ["x", "y"], "source_id": ["s", "s"], "title": ["t", "t"], "n": [1, 2]}
    )
    plans = pl.DataFrame({"plan_id": ["a", "b"], "name_ja": ["甲", "乙"], "name_en": ["A", "B"]})
    frame = main_table(Plain(plain.title, plain.method, {"main": counts, "plans": plans}, plain.sources), "en").frame
    assert frame.columns == ["Plan", "National item", "Document", "Base"]
    assert frame["Plan"].to_list() == ["A", "B"]
    assert frame["National item"].to_list() == ["x", "y"]  # better an id than nothing


@pytest.mark.long
def test_a_long_table_goes_on(ds, tmp_path):
    result = RESULTS["bases"](ds)
    show = Presentation(result.save(tmp_path / "x.pptx", "table", lang="en"))
    tables = [shape for page in show.slides for shape in page.shapes if shape.has_table]
    assert len(tables) > 3
    assert sum(len(shape.table.rows) - 1 for shape in tables) == result.to_frame().height
    assert show.slides[1].shapes.title.text_frame.text.endswith(f"(2 of {len(tables)})")
    sizes = {
        run.font.size.pt
        for shape in tables
        for cell in shape.table.iter_cells()
        for paragraph in cell.text_frame.paragraphs
        for run in paragraph.runs
    }
    assert min(sizes) >= 10


def test_a_finding_may_be_the_title(ds, tmp_path):
    said = finding(1 < 2, "1は2より小さい", "1 is less than 2")
    for lang, words in (("ja", "1は2より小さい"), ("en", "1 is less than 2")):
        show = Presentation(overview(ds).save(tmp_path / "x.pptx", lang=lang, title=said))
        assert show.slides[0].shapes.title.text_frame.text == words


def test_japanese_fonts_are_named(ds, tmp_path):
    inside = parts(overview(ds).save(tmp_path / "x.pptx", lang="ja"))
    for name, data in inside.items():
        if name.startswith("ppt/theme/"):
            assert data.count(b'<a:latin typeface="Yu Gothic"/><a:ea typeface="Yu Gothic"/>') == 2
            assert "ＭＳ Ｐゴシック" not in data.decode()
    slide = inside["ppt/slides/slide1.xml"].decode()
    assert "typeface" not in slide  # what is pasted takes over the fonts and colours of the deck it is pasted into
    assert "srgbClr" not in slide
    assert 'lang="ja-JP"' in slide


@pytest.mark.slow
def test_slides_have_the_same_bytes(ds, tmp_path):
    first = RESULTS["claims"](ds).save(tmp_path / "a.pptx", lang="ja").read_bytes()
    time.sleep(2.1)  # a zip counts in steps of two seconds
    assert first == RESULTS["claims"](ds).save(tmp_path / "b.pptx", lang="ja").read_bytes()
