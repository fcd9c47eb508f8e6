"""Letters that cannot be drawn: a mark in their place, and a line beneath that says which and where."""

import io
import re
import warnings
import xml.etree.ElementTree as ET

import numpy as np
import pypdf
import pytest
from PIL import Image

from dxcompare.present import house, style
from dxcompare.present.chart import Chart
from dxcompare.present.glyphs import MARK, drawable, legal, note, replaced

#: What people and their programs put into a cell.
ODD = "\U00020bb7野家 $1億〜$2億 \\alpha_x_ ^2 \U0001f468\u200d\U0001f469\u200d\U0001f467 か\u3099 葛\U000e0100城 \u0645\u0631 <b>&amp;"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\U00020bb7田", "〓田"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467!", "〓!"),  # a family is one letter
        ("\U0001f44d\U0001f3fd", "〓"),  # as is a hand with its colour
        ("\U0001f1ef\U0001f1f5", "〓"),  # and a flag
        ("\U0001f600", "\U0001f600"),  # the second font has it
        ("か\u3099", "が"),
        ("cafe\u0301", "caf\xe9"),
        ("葛\U000e0100城", "葛城"),
        ("☎\ufe0f", "☎"),
        ("ab\u200bc\xad", "abc"),
        ("\u0645\u0631", "〓〓"),  # would be drawn from the wrong end
        ("a\x00\x1b\tb\nc", "a〓〓 b\nc"),
        ("\ud83d\ue000\ufffe", "〓〓〓"),
        ("神\ufa19髙㈱①", "神\ufa19髙㈱①"),  # a form of its own stays
        ("$1 \\alpha_x_^2", "$1 \\alpha_x_^2"),
    ],
)
def test_what_is_drawn_of_a_text(text, shown):
    assert drawable(text) == shown


def test_an_svg_keeps_what_the_fonts_of_the_reader_may_have():
    assert legal(ODD) == ODD
    assert legal("\x07\u202e\ud83d\ue000\tx") == "〓〓〓〓 x"
    assert drawable("\u0645", turns=True) == "\u0645"


def test_a_note_says_which_letters_of_which_texts_and_counts_the_rest():
    texts = ["\U00020bb7野家の利用者の数", "駅", "〓", "\x07x", "\ue000y", "\ue001z"]
    assert note(texts).ja == "〓：ここに描けない字。〓野家の利用者 (U+20BB7)、〓x (U+0007)、〓y (U+E000) ほか1"
    assert note(["駅", "〓"]) is None


def drawn(said, width=170):
    """A chart with a text wherever there may be one."""
    with style.house():
        figure, top = style.sheet(width, 30, said, said, said)
        axes = style.place(figure, 60, top, 60, 30)
        axes.plot([0, 1], [0, 1], label=said)
        axes.set_yticks([0, 1], [said[:4], "plain"])
        axes.legend()
        axes.set_title(said)
    return Chart(figure, "odd", said, alt=said, lang="en")


@pytest.mark.long
def test_a_picture_has_the_mark_and_says_so_beneath():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        odd, plain = drawn(ODD), drawn("あ")
        sizes = [np.array(Image.open(io.BytesIO(one.png(dpi=50)))) for one in (odd, plain)]
        page = pypdf.PdfReader(io.BytesIO(odd._bytes("pdf"))).pages[0].extract_text()
    assert "〓: a letter that cannot be drawn here: 〓野家" in page
    assert "$1億〜$2億" in page  # and no formula
    assert page.count("\U00020bb7") == 0
    assert abs(sizes[1].shape[0] - plain.figure.get_size_inches()[1] * 50) < 1.5  # nothing beneath, nothing replaced
    beneath = sizes[0][-8:, :, 0]
    assert (beneath < 128).sum() > 20
    assert "\U00020bb7" in odd.figure.texts[0].get_text()  # and it is as it was


@pytest.mark.long
def test_an_svg_is_one_with_any_text_and_a_mark_only_for_what_no_font_has():
    svg = drawn(ODD + "\x07").svg()
    texts = ["".join(one.itertext()) for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert sum(ODD.partition(" ")[0] in one for one in texts) >= 4
    assert any(one.startswith("〓: a letter") and "(U+0007)" in one for one in texts)
    assert ODD[:4] in texts  # of a tick
    html = drawn(ODD + "\x07")._repr_html_()
    assert not re.search("[\x00-\x08]", html)


def test_a_figure_of_the_reader_s_own_is_an_svg_with_any_text():
    with warnings.catch_warnings(), style.house():
        warnings.simplefilter("error")
        figure = drawn("\x07" + ODD).figure
        assert ET.fromstring(house.svg(figure)) is not None


def test_a_figure_is_as_it_was_when_saving_fails():
    figure = drawn(ODD).figure
    before = [one.get_text() for one in figure.texts], figure.axes[0].yaxis.get_major_formatter()
    saved = replaced(figure, drawable)
    saved.__enter__()
    assert MARK in figure.texts[0].get_text()
    saved.__exit__(ZeroDivisionError, ZeroDivisionError(), None)
    assert ([one.get_text() for one in figure.texts], figure.axes[0].yaxis.get_major_formatter()) == before
