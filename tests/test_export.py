"""Files of results, each opened by a program that did not write it."""

import base64
import io
import json
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass

import frictionless
import openpyxl
import polars as pl
import pypdf
import pytest
from click.testing import CliRunner
from polars.testing import assert_frame_equal
from pptx import Presentation
from pptx.util import Mm

from dxcompare import coverage, errors, export, finding, gradients, overview, shares
from dxcompare.charts import fonts
from dxcompare.cli import main
from dxcompare.export.slides import main_table, slides_of
from dxcompare.export.table import pages
from dxcompare.result import Result
from dxcompare.text import Text, shown
from tests.conftest import ROOT
from tests.test_charts import RESULTS

SVG = "{http://www.w3.org/2000/svg}"
EVIL = '=HYPERLINK("file:///etc","x")'


@dataclass(frozen=True)
class Plain(Result):
    """A result that nobody has said anything about."""


@pytest.fixture
def plain():
    table = pl.DataFrame({"text": [EVIL, "+1", "-1", "@A1", "https://example.org", "007", None],
                          "n": [1, None, 3, 4, 5, 6, 7], "share": [0.5, 1.0, None, 2.25, 3.0, 4.0, 5.0],
                          "flag": [True, False, None, True, True, True, True]})
    return Plain(Text("何が分かるか", "What is known?"), Text("数えた。", "Counted."), {"main": table, "main:2/x": table.head(1)},
                 pl.DataFrame({"source_id": ["s"], "title": ["資料(案)"]}), (Text("注意する。", "Take care."),))


@pytest.fixture(scope="session")
def chromium():
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no chromium on this machine")
    return found


@pytest.fixture(scope="session")
def soffice():
    found = shutil.which("soffice")
    if not found:
        pytest.skip("no LibreOffice on this machine")
    return found


def pdf_of(soffice, path, tmp_path):
    subprocess.run([soffice, f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", "pdf",
                    "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    return [re.sub(r"\s", "", page.extract_text()) for page in pypdf.PdfReader(path.with_suffix(".pdf")).pages]


# Pictures

def test_an_svg_has_its_text_and_every_letter_of_it_embedded(ds, tmp_path):
    from fontTools.ttLib import TTFont

    text = overview(ds).save(tmp_path / "x.svg", lang="ja").read_text(encoding="utf-8")
    words = ["".join(node.itertext()) for node in ET.fromstring(text).iter(f"{SVG}text")]
    assert "何がどれだけ収められているか" in words
    assert any(word.startswith("出典：") for word in words)
    have = set()
    for uri in re.findall(r"data:font/woff;base64,([A-Za-z0-9+/=]+)", text):
        with TTFont(io.BytesIO(base64.b64decode(uri))) as font:
            have |= set(font.getBestCmap())
    assert {ord(char) for word in words for char in word} <= have
    assert "http" not in re.sub(r'https?://(?:www\.w3\.org|purl\.org|creativecommons\.org|matplotlib\.org)[^"<]*', "", text)


def test_an_svg_is_smaller_than_its_outlines_would_be(ds, monkeypatch):
    from dxcompare.charts import style

    chart = coverage(ds).plot(lang="ja")
    text = len(chart.svg())
    monkeypatch.setitem(style._RC, "svg.fonttype", "path")
    assert text < len(chart._bytes("svg")) / 2


def test_the_embedded_font_is_what_an_image_is_drawn_with(ds, chromium, tmp_path):
    """With a family name that no machine has, an `<img>` looks the same; without the font, it does not."""
    svg = coverage(ds).plot(lang="ja").svg().replace(fonts.FAMILY, "no such family")
    bare = re.sub(r"@font-face\{.*?\}", "", svg)
    assert len(bare) < len(svg) / 1.5
    shots = []
    for name, text in {"own": svg.replace("no such family", fonts.FAMILY), "renamed": svg, "bare": bare}.items():
        uri = base64.b64encode(text.encode()).decode()
        (tmp_path / f"{name}.html").write_text(f'<body style="margin:0"><img width="900" src="data:image/svg+xml;base64,{uri}">')
        subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=900,1000",
                        f"--user-data-dir={tmp_path / 'browser'}", f"--screenshot={tmp_path / name}.png",
                        (tmp_path / f"{name}.html").as_uri()], check=True, capture_output=True, timeout=120)
        shots.append((tmp_path / f"{name}.png").read_bytes())
    assert shots[0] == shots[1]
    assert shots[1] != shots[2]


def test_signs_of_the_second_font_come_quietly(caplog):
    fonts._subset.cache_clear()
    svg = fonts.embed('<svg xmlns="http://www.w3.org/2000/svg"><defs></defs><text>≤城</text></svg>')
    assert svg.count("@font-face") == 2
    assert not caplog.records


def test_a_variation_selector_is_no_letter():
    svg = fonts.embed('<svg xmlns="http://www.w3.org/2000/svg"><defs></defs><text>葛\U000e0100　城</text></svg>')
    assert svg.count("@font-face") == 1


def test_a_letter_that_no_font_has_is_an_error():
    with pytest.raises(ValueError, match=r"no font has \U00020bb7 \(U\+20BB7\)"):
        fonts.embed('<svg xmlns="http://www.w3.org/2000/svg"><defs></defs><text>\U00020bb7</text></svg>')


def test_a_pdf_has_its_text_and_its_fonts(ds, tmp_path):
    path = overview(ds).save(tmp_path / "x.pdf", lang="ja", width_mm=120)
    page = pypdf.PdfReader(path).pages[0]
    text = page.extract_text()
    assert "何がどれだけ収められているか" in text
    assert "出典：" in text
    for font in page["/Resources"]["/Font"].values():
        below = font.get_object()["/DescendantFonts"][0].get_object()
        assert below["/Subtype"] == "/CIDFontType2"
        assert "/FontFile2" in below["/FontDescriptor"]
    assert float(page.mediabox.width) == pytest.approx(120 / 25.4 * 72, abs=0.1)
    assert path.read_bytes() == overview(ds).save(tmp_path / "y.pdf", lang="ja", width_mm=120).read_bytes()


def test_a_picture_of_another_kind(ds, tmp_path):
    first, second = (overview(ds).save(tmp_path / f"{kind}.svg", kind).read_bytes() for kind in overview(ds).kinds()[:2])
    assert first != second
    with pytest.raises(ValueError, match=r"draws contents, .*not 'pie'"):
        overview(ds).save(tmp_path / "x.png", "pie")


def test_a_chart_saves_its_numbers(ds, tmp_path):
    chart = overview(ds).plot()
    assert_frame_equal(pl.read_csv(chart.save(tmp_path / "x.csv")), chart.data)


# CSV

def test_a_csv_reads_back_equal_and_says_what_it_is(plain, tmp_path):
    path = plain.save(tmp_path / "Some table.csv", lang="ja")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert_frame_equal(pl.read_csv(path, schema=plain.to_frame().schema), plain.to_frame())
    said = json.loads((tmp_path / "Some table.datapackage.json").read_text(encoding="utf-8"))
    assert (said["title"], said["description"], said["caveats"]) == ("何が分かるか", "数えた。", ["注意する。"])
    assert said["sources"] == [{"title": "資料(案)"}]


def test_frictionless_accepts_the_description(ds, tmp_path):
    gradients(ds).save(tmp_path / "x.csv", lang="en", table="contrasts")
    package = frictionless.Package(str(tmp_path / "x.datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "note"])
    assert len(package.resources[0].read_rows()) == gradients(ds).to_frame("contrasts").height


def test_a_csv_has_no_kind(plain, tmp_path):
    with pytest.raises(ValueError, match=r"has no kind of chart \('table'\); name a table: table='main'"):
        plain.save(tmp_path / "x.csv", "table")


def test_other_endings_are_refused(plain, tmp_path):
    with pytest.raises(ValueError, match=r"saved as \.svg, \.png, \.pdf, \.csv, \.xlsx, \.pptx, not '\.docx'"):
        plain.save(tmp_path / "x.docx")


@pytest.mark.parametrize(("ending", "module", "package"), [(".xlsx", "xlsxwriter", "XlsxWriter"), (".pptx", "pptx", "python-pptx")])
def test_a_missing_package_is_named(plain, tmp_path, monkeypatch, ending, module, package):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(errors.PackageMissing, match=rf"needs {package}; install it with `pip install 'dxcompare\[export\]'`"):
        plain.save(tmp_path / f"x{ending}", lang="en")


# Workbooks

def test_cells_are_what_they_are(plain, tmp_path):
    book = openpyxl.load_workbook(plain.save(tmp_path / "x.xlsx", lang="ja"))
    assert book.sheetnames == ["index", "main", "main-2-x"]
    page = book["main"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        list(plain.to_frame().columns), *(list(row) for row in plain.to_frame().iter_rows())]
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
    first = export.workbook(ds, tmp_path / "a.xlsx", "ja").read_bytes()
    assert first == export.workbook(ds, tmp_path / "b.xlsx", "ja").read_bytes()
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
    assert book["plan"].cell(1, at).comment.text == ds.codebook("plan", "ja").filter(column="start_fy").item(0, "meaning")


def test_a_cell_too_long_for_excel_is_refused(plain, tmp_path):
    long = Plain(plain.title, plain.method, {"main": pl.DataFrame({"text": ["x" * 40_000]})}, plain.sources)
    with pytest.raises(ValueError, match=r"main!text, row 1: a cell holds 32,767 letters, not 40,000; save it as \.csv"):
        long.save(tmp_path / "x.xlsx")


def test_a_workbook_opens_elsewhere(plain, soffice, tmp_path):
    text = "".join(pdf_of(soffice, plain.save(tmp_path / "x.xlsx", lang="ja"), tmp_path))
    assert EVIL in text


# Slides

def charts_of(page):
    return [shape for shape in page.shapes if shape.has_chart]


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", RESULTS)
def test_every_result_makes_native_slides(ds, tmp_path, name, lang):
    result = RESULTS[name](ds)
    path = result.save(tmp_path / "x.pptx", lang=lang)
    show = Presentation(path)
    assert (show.slide_width, show.slide_height) == (Mm(338.67), Mm(190.5))
    drawn = 0
    for page in show.slides:
        assert page.shapes.title.text_frame.text
        kinds = [shape for shape in page.shapes if shape.has_chart or shape.has_table]
        assert len(kinds) == 1
        assert kinds[0]._element.nvGraphicFramePr.cNvPr.get("descr")
        assert result.source_line(lang) in [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
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


def test_the_numbers_in_a_chart_are_the_numbers(ds, tmp_path):
    path = RESULTS["ambition"](ds).save(tmp_path / "x.pptx", lang="en")
    chart = charts_of(Presentation(path).slides[0])[0].chart
    counts = RESULTS["ambition"](ds).to_frame("classes")
    assert sum(sum(series.values) for series in chart.plots[0].series) == counts["kpis"].sum()
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    cells = [value for row in book.active.iter_rows(min_row=2, min_col=2, values_only=True) for value in row]
    assert sum(cells) == counts["kpis"].sum()


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
    words = {cell.text for shape in Presentation(withheld).slides[0].shapes if shape.has_table for row in shape.table.rows
             for cell in list(row.cells)[1:]}
    assert "withheld" in words
    assert "0.0" not in words


def test_a_formula_stays_text_inside_a_chart(tmp_path):
    """The workbook inside a chart is written by another library, which would take it for a formula."""
    @export.slide("Risky")
    def _(result, lang):
        return export.Slide(result.to_frame(), "bar", category="text", series="series", value="n")

    @dataclass(frozen=True)
    class Risky(Result):
        """A result whose labels look like formulas."""

    table = pl.DataFrame({"text": [EVIL, "{=1}"], "series": ["=1+1"] * 2, "n": [1, 2]})
    empty = pl.DataFrame(schema={"source_id": pl.String, "title": pl.String})
    path = Risky(Text("題", "title"), Text("法", "method"), {"main": table}, empty).save(tmp_path / "x.pptx", lang="ja")
    blob = charts_of(Presentation(path).slides[0])[0].chart.part.chart_workbook.xlsx_part.blob
    assert not [cell for row in openpyxl.load_workbook(io.BytesIO(blob)).active.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_result_nobody_declared_is_its_table(plain, tmp_path):
    path = plain.save(tmp_path / "x.pptx", lang="ja")
    table = next(shape for shape in Presentation(path).slides[0].shapes if shape.has_table).table
    assert [cell.text for cell in table.rows[1].cells] == [shown(EVIL, "ja"), "1", "0.50", "○"]
    assert [cell.text for cell in table.rows[2].cells][1] == "–"


def test_kind_table_is_the_main_frame_in_one_language(ds):
    result = RESULTS["bases"](ds)
    for lang, city in (("en", "city"), ("ja", "市")):
        frame = slides_of(result, lang, "table")[0].frame
        assert_frame_equal(frame, main_table(result, lang).frame)
        assert frame[city].to_list() == result.to_frame()[f"city_{lang}"].to_list()
        assert frame.width <= 8
    with pytest.raises(ValueError, match="not 'pie'"):
        slides_of(RESULTS["bases"](ds), "en", "pie")


def test_a_long_table_goes_on(ds, tmp_path):
    result = RESULTS["bases"](ds)
    show = Presentation(result.save(tmp_path / "x.pptx", "table", lang="en"))
    tables = [shape for page in show.slides for shape in page.shapes if shape.has_table]
    assert len(tables) > 3
    assert sum(len(shape.table.rows) - 1 for shape in tables) == result.to_frame().height
    assert show.slides[1].shapes.title.text_frame.text.endswith(f"(2 of {len(tables)})")
    sizes = {run.font.size.pt for shape in tables for cell in shape.table.iter_cells() for paragraph in cell.text_frame.paragraphs
             for run in paragraph.runs}
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
    assert slide.count("<a:r>") == slide.count('<a:ea typeface="Yu Gothic"/>')
    assert 'lang="ja-JP"' in slide


def test_slides_have_the_same_bytes(ds, tmp_path):
    first = RESULTS["claims"](ds).save(tmp_path / "a.pptx", lang="ja").read_bytes()
    time.sleep(2.1)  # a zip counts in steps of two seconds
    assert first == RESULTS["claims"](ds).save(tmp_path / "b.pptx", lang="ja").read_bytes()


def test_pages_keep_to_their_room():
    from dxcompare.export.table import grid

    words = pl.DataFrame({"a": ["とても長い文" * 9] * 40, "b": range(40)})
    laid = pages(grid(export.Slide(words)), 300, 130)
    assert all(sum(part.heights) <= 130 and sum(part.widths) <= 300.01 for part in laid)
    assert [row for part in laid for row in part.rows] == [[text, str(number)] for text, number in words.iter_rows()]


# The command

def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words], env={"LC_ALL": "C", "DXCOMPARE_LANG": ""})


@pytest.fixture(scope="session")
def deck(ds, tmp_path_factory):
    return export.deck(ds, tmp_path_factory.mktemp("deck") / "deck.pptx", "ja", [("何が分かったか", ["一つの文。"])])


def test_the_deck_opens_in_another_program(ds, deck, soffice, tmp_path):
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck.read_bytes())
    show = Presentation(path)
    text = pdf_of(soffice, path, tmp_path)
    assert len(text) == len(show.slides)
    for page, printed in zip(show.slides, text, strict=True):
        assert re.sub(r"\s", "", page.shapes.title.text_frame.text) in printed
        for shape in page.shapes:
            if shape.has_table:
                for cell in shape.table.iter_cells():
                    assert re.sub(r"\s", "", cell.text) in printed
            elif shape.has_chart:
                for category in shape.chart.plots[0].categories:
                    assert re.sub(r"\s", "", category)[:6] in printed


def test_the_deck_has_every_analysis(ds, deck):
    titles = [page.shapes.title.text_frame.text for page in Presentation(deck).slides]
    for result in (overview(ds), coverage(ds), gradients(ds), shares(ds, "kitakami-ict-2022/q1")):
        assert any(title.startswith(result.title.ja[:8]) for title in titles), result.title.ja
    assert "分かったこと：何が分かったか" in titles
    assert "方法と限界" in titles
    assert titles[-1].startswith("出典")
    assert not [name for name in parts(deck) if name.startswith("ppt/media/")]


def test_export_writes_slides_and_a_workbook(tmp_path):
    for name in ("all.xlsx", "all.pptx"):
        done = run("export", tmp_path / name, "--data", ROOT / "data", "--lang", "en", "--no-findings")
        assert (done.exit_code, done.output) == (0, f"{tmp_path / name}\n"), done.stderr
    assert openpyxl.load_workbook(tmp_path / "all.xlsx").sheetnames[0] == "index"
    assert Presentation(tmp_path / "all.pptx").slides[0].shapes.title.text_frame.text == "Comparing municipal DX plans"


def test_export_quotes_the_findings(ds, tmp_path):
    done = run("export", tmp_path / "x.pptx", "--data", ROOT / "data", "--lang", "en")
    assert done.exit_code == 0, done.stderr
    titles = [page.shapes.title.text_frame.text for page in Presentation(tmp_path / "x.pptx").slides]
    assert len([title for title in titles if title.startswith("Findings: ")]) >= 3


@pytest.mark.parametrize(("name", "says"), [("x.docx", "x.docx should end in .pptx or .xlsx"), ("no/x.xlsx", "there is no folder")])
def test_export_says_what_is_wrong_with_a_path(tmp_path, name, says):
    done = run("export", tmp_path / name, "--data", ROOT / "data", "--lang", "en")
    assert done.exit_code == 2
    assert says in re.sub(r"[\s│]+", " ", done.stderr)
    assert not list(tmp_path.iterdir())
