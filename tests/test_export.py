"""Files of results, each opened by a program that did not write it."""

import base64
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import frictionless
import openpyxl
import polars as pl
import pypdf
import pytest
from polars.testing import assert_frame_equal

from dxcompare import coverage, gradients, overview
from dxcompare.present import fonts
from dxcompare.questions import registry
from dxcompare.report.workbook import workbook
from dxcompare.words import faults as errors
from tests.conftest import EVIL, Plain, pdf_of

SVG = "{http://www.w3.org/2000/svg}"


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
    assert "http" not in re.sub(
        r'https?://(?:www\.w3\.org|purl\.org|creativecommons\.org|matplotlib\.org)[^"<]*', "", text
    )


def test_an_svg_is_smaller_than_its_outlines_would_be(ds, monkeypatch):
    from dxcompare.present import style

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
        (tmp_path / f"{name}.html").write_text(
            f'<body style="margin:0"><img width="900" src="data:image/svg+xml;base64,{uri}">'
        )
        subprocess.run(
            [
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--window-size=900,1000",
                f"--user-data-dir={tmp_path / 'browser'}",
                f"--screenshot={tmp_path / name}.png",
                (tmp_path / f"{name}.html").as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
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
    first, second = (
        overview(ds).save(tmp_path / f"{kind}.svg", kind).read_bytes() for kind in list(overview(ds).kinds())[:2]
    )
    assert first != second
    with pytest.raises(ValueError, match=r"draws contents, .*not 'pie'"):
        overview(ds).save(tmp_path / "x.png", "pie")


def test_a_chart_saves_its_numbers(ds, tmp_path):
    chart = overview(ds).plot()
    saved = pl.read_csv(chart.save(tmp_path / "x.csv"), schema=chart.data.schema)
    assert_frame_equal(saved, chart.data)


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


@pytest.mark.parametrize(
    ("ending", "module", "package"), [(".xlsx", "xlsxwriter", "XlsxWriter"), (".pptx", "pptx", "python-pptx")]
)
def test_a_missing_package_is_named(plain, tmp_path, monkeypatch, ending, module, package):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(
        errors.PackageMissing, match=rf"needs {package}; install it with `pip install 'dxcompare\[export\]'`"
    ):
        plain.save(tmp_path / f"x{ending}", lang="en")


# Workbooks


def test_cells_are_what_they_are(plain, tmp_path):
    book = openpyxl.load_workbook(plain.save(tmp_path / "x.xlsx", lang="ja"))
    assert book.sheetnames == ["index", "main", "main-2-x"]
    page = book["main"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["記載", "回答者数", "share", "flag"],  # what other tables call such columns; the last two are no column of any
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


def test_the_workbook_says_which_plans_it_is_about(ds, tmp_path):
    book = openpyxl.load_workbook(workbook(ds.only("imari-2021"), tmp_path / "a.xlsx", "en"))
    assert book["index"]["B3"].value == "1 plan: Imari"
    book = openpyxl.load_workbook(workbook(ds.only("imari-2021", "tomi-2022"), tmp_path / "a.xlsx", "ja"))
    assert book["index"]["B3"].value == "伊万里市、東御市（案）の2計画"


def test_names_of_sheets_are_short_and_each_is_once(plain, tmp_path):
    tables = {f"{'x' * 40}{n}": plain.to_frame() for n in range(12)} | {"Index": plain.to_frame()}
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
