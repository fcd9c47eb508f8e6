"""Pictures, each opened by a program that did not write it."""

import base64
import io
import re
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace

import polars as pl
import pypdf
import pytest
from polars.testing import assert_frame_equal

from dxcompare import coverage, overview
from dxcompare.present import fonts

SVG = "{http://www.w3.org/2000/svg}"


def test_an_svg_has_its_text_and_every_letter_of_it_embedded(ds, tmp_path):
    from fontTools.ttLib import TTFont

    text = overview(ds).save(tmp_path / "x.svg", lang="ja").read_text(encoding="utf-8")
    words = ["".join(node.itertext()) for node in ET.fromstring(text).iter(f"{SVG}text")]
    assert "何がどれだけ収録されているか" in words
    assert any(word.startswith("出典：") for word in words)
    have = set()
    for uri in re.findall(r"data:font/woff;base64,([A-Za-z0-9+/=]+)", text):
        with TTFont(io.BytesIO(base64.b64decode(uri))) as font:
            have |= set(font.getBestCmap())
    assert {ord(char) for word in words for char in word} <= have
    assert "http" not in re.sub(
        r'https?://(?:www\.w3\.org|purl\.org|creativecommons\.org|matplotlib\.org)[^"<]*', "", text
    )


@pytest.mark.long
def test_an_svg_is_smaller_than_its_outlines_would_be(ds, monkeypatch):
    from dxcompare.present import style

    chart = coverage(ds).plot(lang="ja")
    text = len(chart.svg())
    monkeypatch.setitem(style._RC, "svg.fonttype", "path")
    assert text < len(chart._bytes("svg")) / 2


@pytest.mark.slow
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


def test_a_pdf_has_its_text_and_its_fonts(ds, tmp_path):
    path = overview(ds).save(tmp_path / "x.pdf", lang="ja", width_mm=120)
    page = pypdf.PdfReader(path).pages[0]
    text = page.extract_text()
    assert "何がどれだけ収録されているか" in text
    assert "出典：" in text
    for font in page["/Resources"]["/Font"].values():
        below = font.get_object()["/DescendantFonts"][0].get_object()
        assert below["/Subtype"] == "/CIDFontType2"
        assert "/FontFile2" in below["/FontDescriptor"]
    assert float(page.mediabox.width) == pytest.approx(120 / 25.4 * 72, abs=0.1)
    assert path.read_bytes() == overview(ds).save(tmp_path / "y.pdf", lang="ja", width_mm=120).read_bytes()


@pytest.mark.long
def test_a_picture_of_another_kind(ds, tmp_path):
    first, second = (
        overview(ds).save(tmp_path / f"{kind}.svg", kind).read_bytes() for kind in list(overview(ds).kinds())[:2]
    )
    assert first != second
    with pytest.raises(ValueError, match=r"no kind of chart 'pie'; there are contents, "):
        overview(ds).save(tmp_path / "x.png", "pie")


def test_a_chart_saves_its_numbers(ds, tmp_path):
    chart = overview(ds).plot()
    lists = replace(chart, data=pl.DataFrame({"ids": [["a", "b"], ["c"]], "n": [1, 2]}))
    path = lists.save(tmp_path / "lists.csv")
    assert path.read_bytes() == lists.csv().encode() == "\ufeffids,n\na+b,1\nc,2\n".encode()
    saved = pl.read_csv(chart.save(tmp_path / "x.csv"), schema=chart.data.schema)
    assert_frame_equal(saved, chart.data)
