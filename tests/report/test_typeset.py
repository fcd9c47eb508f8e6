"""Pages printed by typst: their letters, their date, the same bytes, and what is missing."""

import sys
from datetime import date
from io import BytesIO

import pypdf
import pytest

from dxcompare.report.typeset import pdf, quoted
from dxcompare.words.faults import PackageMissing

ON = date(2024, 3, 31)


def read(printed):
    return pypdf.PdfReader(BytesIO(printed))


def test_signs_are_printed_as_they_stand_in_the_house_font():
    said = '以上 #x *y* _z_ "引用" \\ $1 <a> @b'
    (page,) = read(pdf(f"#{quoted(said)}", ON)).pages
    assert page.extract_text() == said
    assert {font.get_object()["/BaseFont"].split("+")[1] for font in page["/Resources"]["/Font"].values()} == {
        "IPAexGothic"
    }


def test_any_text_is_printed_and_a_mark_stands_for_letters_that_the_fonts_lack():
    said = "\U00020bb7野家 a\x00\x07\x08b й≤ \ud83d $1"
    (page,) = read(pdf(f"#{quoted(said)}", ON)).pages
    assert page.extract_text() == "〓野家 a〓〓〓b й≤ 〓 $1"


def test_the_same_text_gives_the_same_bytes_and_bears_the_date_that_is_given():
    made = pdf("= 計画", ON)
    assert made == pdf("= 計画", ON)
    assert read(made).metadata.creation_date.date() == ON
    assert made != pdf("= 計画", date(2024, 4, 1))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_it_can_be_read_aloud(lang):
    root = read(pdf("= Plan", ON, lang=lang)).root_object
    assert root["/Lang"] == lang
    assert root["/MarkInfo"]["/Marked"]


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(PackageMissing, match=r"this needs typst; .*dxcompare\[report\]"):
        pdf("", ON, lang="en")
    with pytest.raises(PackageMissing, match="これには typst が要る"):
        pdf("", ON)
