"""The Japanese font: `japanize-matplotlib`, made to import on every supported Python, and embedded in SVG.

Its 1.1.3 imports `distutils.version.LooseVersion`, which Python 3.12 removed and 3.11 warns of. A stand-in is
put in place for the import and taken away again, on every Python alike.
"""

from __future__ import annotations

import base64
import importlib
import io
import sys
import types
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FAMILY = "IPAexGothic"


#: Draws the few signs that the Japanese font lacks; comes with matplotlib.
FALLBACK = "DejaVu Sans"


class _LooseVersion:
    """As much of `distutils.version.LooseVersion` as comparing matplotlib versions needs."""

    def __init__(self, text: str):
        self.parts = [int(part) for part in text.split(".")[:2] if part.isdigit()]

    def __lt__(self, other: str) -> bool:
        return self.parts < _LooseVersion(other).parts


@cache
def use_japanese() -> str:
    """Register the Japanese font with matplotlib; returns the name of its family.

    A font of that name that the machine has is passed over: it may be of another version, with other widths.
    """
    import matplotlib as mpl
    from matplotlib.font_manager import fontManager

    version = types.ModuleType("distutils.version")
    version.LooseVersion = _LooseVersion  # type: ignore[attr-defined]
    stand_ins = {"distutils": types.ModuleType("distutils"), "distutils.version": version}
    there = {name: sys.modules[name] for name in stand_ins if name in sys.modules}
    before = mpl.rcParams["font.family"]
    sys.modules.update(stand_ins)
    try:
        japanize = importlib.import_module("japanize_matplotlib")
    finally:
        for name in stand_ins:
            del sys.modules[name]
        sys.modules.update(there)
    mpl.rcParams["font.family"] = before
    fontManager.ttflist = [font for font in fontManager.ttflist if font.name != FAMILY]
    fontManager.addfont(Path(str(japanize.__file__)).parent / "fonts" / "ipaexg.ttf")
    return FAMILY


def embed(svg: str) -> str:
    """An SVG with the letters of its texts embedded, so that it looks and reads the same everywhere.

    Parameters
    ----------
    svg : str
        Its `<text>` elements are drawn with the fonts of the house style.

    Returns
    -------
    str
        The same, with a subset of each font it needs as WOFF in a data URI: an SVG shown by `<img>`
        may load nothing else. Letters that neither has (𠮷, most emoji) are left to the fonts of the reader.
    """
    used = {
        char
        for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
        for char in "".join(text.itertext())
    }
    # runs of spaces are layout
    style = f'<style type="text/css">{faces(used)}text{{white-space:pre}}</style>'
    return svg.replace("<defs>", f"<defs>\n  {style}", 1)


def faces(used: Iterable[str]) -> str:
    """The fonts of the house style as `@font-face`, each a subset with those of the letters that it has."""
    use_japanese()
    used = set(used)
    joining = {
        ord(char) for char in used if unicodedata.category(char) in ("Mn", "Cf", "Cc")
    }  # have no shape of their own
    wanted = {ord(char) for char in used} - joining
    found = []
    for family in (FAMILY, FALLBACK):
        mine = wanted & characters(family)
        if mine:
            uri = base64.b64encode(_subset(family, frozenset(mine | joining))).decode()
            found.append(f"@font-face{{font-family:'{family}';src:url(data:font/woff;base64,{uri}) format('woff')}}")
        wanted -= mine
    return "".join(found)


def _path(family: str) -> str:
    from matplotlib import font_manager

    return str(font_manager.findfont(family, fallback_to_default=False))


@cache
def characters(family: str) -> frozenset[int]:
    """The letters that a font of the house style has, by number."""
    from fontTools.ttLib import TTFont

    with TTFont(_path(family), lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _subset(family: str, characters: frozenset[int]) -> bytes:
    from fontTools import subset

    # hints are for screens of the past; a time stamp would make the bytes differ
    options = subset.Options(flavor="woff", hinting=False, recalc_timestamp=False, notdef_outline=True)
    options.drop_tables += ["FFTM"]  # a font editor's own times, which would be warned of
    buffer = io.BytesIO()
    with subset.load_font(_path(family), options) as font:
        work = subset.Subsetter(options)
        work.populate(unicodes=characters)
        work.subset(font)
        subset.save_font(font, buffer, options)
    return buffer.getvalue()
