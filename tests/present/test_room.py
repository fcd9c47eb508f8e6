"""No text leaves its frame, measured with the widths of real fonts: a wide Latin one, a square Japanese one."""

import unicodedata
from functools import cache

import matplotlib
import pdfplumber
import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.util import Emu, Mm, Pt

from dxcompare.report.deck import deck as whole_deck
from dxcompare.report.typeset import fonts
from tests.conftest import pdf_of

LATIN = f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans.ttf"
JAPANESE = str(fonts() / "ipaexg.ttf")
#: Height of a line in parts of its type size, and by what share letters of the fonts in use are narrower than DejaVu.
LINE, NARROWER = 1.2, 0.92
LONG = ["長い所見の文をいくつも並べて、枠からあふれないことを確かめるための文である。" * 4] * 9


@pytest.fixture(scope="module", params=["ja", "en"])
def show(request, ds, tmp_path_factory):
    path = tmp_path_factory.mktemp("room") / "deck.pptx"
    return Presentation(whole_deck(ds, path, request.param, [("何が分かったか", LONG)]))


@cache
def font(path):
    return ImageFont.truetype(path, 100)


@cache
def wide(word):
    """How wide a word is, in parts of its type size."""
    return (
        sum(
            font(JAPANESE).getlength(c)
            if unicodedata.east_asian_width(c) in "WFA"
            else font(LATIN).getlength(c) * NARROWER
            for c in word
        )
        / 100
    )


def words(text):
    """What a line is broken between: words of Latin letters, single Japanese ones."""
    word = ""
    for c in text:
        if unicodedata.east_asian_width(c) in "WFA":
            yield from filter(None, (word, c))
            word = ""
        elif c == " ":
            yield from (word, c)
            word = ""
        else:
            word += c
    yield word


def lines(text, size, width):
    """On how many lines a text goes in a width in points, and its widest word in points."""
    count, used, widest = 1, 0.0, 0.0
    for word in words(text):
        need = wide(word) * size
        widest = max(widest, need)
        if used and used + need > width and word != " ":
            count, used = count + 1, 0.0
        used += need
    return count, widest


def size_of(paragraph, default):
    return next((run.font.size.pt for run in paragraph.runs if run.font.size), default)


def overflow(frame, width, default):
    """The height that a frame of text needs in a width in points, and the words that are wider."""
    high, over = 0.0, []
    for paragraph in frame.paragraphs:
        size = size_of(paragraph, default)
        count, widest = lines(paragraph.text, size, width)
        high += count * size * LINE
        if widest > width:
            over.append(paragraph.text)
    return high, over


def faults(show):
    """Every text that leaves its frame or the slide, as slide number and text."""
    found = []
    for number, page in enumerate(show.slides, 1):
        boxes = {shape.name: shape for shape in page.shapes}
        low = min(
            (Emu(shape.top) for name, shape in boxes.items() if name in ("注意", "Caveat", "出典", "Source")), default=0
        )
        for shape in page.shapes:
            if shape.has_text_frame and shape.text_frame.text:
                title = shape.is_placeholder and shape.placeholder_format.idx == 0
                if shape.is_placeholder and (not title or number == 1):
                    continue
                high, over = overflow(shape.text_frame, Emu(shape.width).pt, 22)
                if over or high > Emu(shape.height).pt + 2:
                    found.append((number, shape.text_frame.text))
            elif shape.has_table:
                table, high = shape.table, 0.0
                for row in table.rows:
                    need = Emu(row.height).pt
                    for x, cell in enumerate(row.cells):
                        if cell.is_spanned:
                            continue
                        across = range(x, x + (cell.span_width if cell.is_merge_origin else 1))
                        room = sum(Emu(table.columns[i].width).pt for i in across) - Emu(cell.margin_left * 2).pt
                        inside, over = overflow(cell.text_frame, room, 12)
                        need = max(need, inside + Emu(cell.margin_top * 2).pt)
                        found += [(number, text) for text in over]
                    high += need
                if Emu(shape.top).pt + high > Emu(low).pt + 2:
                    found.append((number, f"table to {high:.0f} pt"))
            if (
                shape.left < 0
                or shape.left + shape.width > show.slide_width
                or shape.top + shape.height > show.slide_height
            ):
                found.append((number, shape.name))
    return found


@pytest.mark.long
def test_no_text_leaves_its_frame(show):
    assert faults(show) == []


@pytest.mark.long
def test_a_text_that_leaves_its_frame_is_seen(show, tmp_path):
    show.save(tmp_path / "copy.pptx")
    copy = Presentation(tmp_path / "copy.pptx")
    page = copy.slides[2]
    box = page.shapes.add_textbox(Mm(20), Mm(20), Mm(30), Mm(5))
    box.text_frame.text = "長い文" * 20
    box.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
    assert (3, "長い文" * 20) in faults(copy)


@pytest.mark.slow
def test_no_text_leaves_a_slide_in_another_program(ds, soffice, tmp_path):
    """LibreOffice makes rows as high as they must be: nothing of them reaches the line of caution or the edge."""
    path = whole_deck(ds, tmp_path / "deck.pptx", "ja")
    pdf_of(soffice, path, tmp_path)
    with pdfplumber.open(path.with_suffix(".pdf")) as printed:
        for number, (page, sheet) in enumerate(zip(Presentation(path).slides, printed.pages, strict=True), 1):
            found = sheet.chars
            assert found, number
            assert min(c["x0"] for c in found) >= 0, number
            assert max(c["x1"] for c in found) <= sheet.width, number
            assert max(c["bottom"] for c in found) <= sheet.height, number
            caution = next((shape for shape in page.shapes if shape.name == "注意"), None)
            if caution is None:
                continue
            top = Emu(caution.top).pt
            assert not [c["text"] for c in found if c["top"] < top - 3 and c["bottom"] > top + 6], number
            below = "".join(c["text"] for c in found if c["top"] >= top - 3 and c["text"].strip())
            expected = "".join(shape.text_frame.text for shape in page.shapes if shape.name in ("注意", "出典"))
            assert len(below) <= len("".join(expected.split())) + len(str(number)), number
