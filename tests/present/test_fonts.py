"""Letters and the fonts that have them."""

import subprocess
import sys

import polars as pl
import pytest

from dxcompare.present import fonts
from dxcompare.present.fonts import use_japanese
from tests.conftest import ROOT


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


def test_the_font_has_every_character_of_the_data(ds):
    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font

    font = FT2Font(font_manager.findfont(use_japanese(), fallback_to_default=False))
    have = set(font.get_charmap())
    used = {
        char
        for name, frame in ds.tables.items()
        if name != "municipality"
        for column, kind in frame.schema.items()
        if kind == pl.String
        for text in frame[column].drop_nulls()
        for char in text
    }
    used |= {char for text in ds.municipality["name_ja"] for char in text}
    missing = {char for char in used if ord(char) not in have and not char.isspace()}
    assert missing <= {"й", "≤", "≥"}, missing  # a misprint in a title; signs of predicates; the fallback font has them


def test_the_font_imports_without_distutils():
    """As on Python 3.12 without setuptools: the stand-in is used, and taken away again."""
    code = (
        "import sys, importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'distutils' else find(name, *rest)\n"
        "sys.modules.pop('distutils', None)\n"
        "from dxcompare.present.fonts import use_japanese\nassert use_japanese() == 'IPAexGothic'\n"
        "assert 'distutils' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
