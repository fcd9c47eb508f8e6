"""The letters of a page of a PDF, read twice: by pdfplumber, and by pypdfium2 as the second reader."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import pypdfium2.raw as pdfium

from dxcompare.extract.blocks import Box, Doubt
from dxcompare.extract.lettering import clean, plain
from dxcompare.extract.letters import Letter, lines, once
from dxcompare.words.text import Text

DIFFER = Text("2つの読み取りが食い違う", "the two readers differ")
UNMAPPED = Text("文字コードの分からない文字がある", "it holds letters without a usable code")


def first(page: Any) -> list[Letter]:
    """The letters of a page as pdfplumber reads them, in the order of the file."""
    return once(
        Letter(char["text"], char["x0"], char["top"], char["x1"], char["bottom"], char["size"]) for char in page.chars
    )


def angle(page: Any) -> int | None:
    """How a page must be turned, in degrees, for most of its letters to stand upright; None if it has none."""
    text = page.get_textpage()
    found = Counter(
        round(math.degrees(pdfium.FPDFText_GetCharAngle(text.raw, at)) / 90) * 90 % 360
        for at in range(min(text.count_chars(), 400))
        if pdfium.FPDFText_IsGenerated(text.raw, at) != 1
    )
    return -found.most_common(1)[0][0] % 360 if found else None


def second(page: Any, box: Box, turned: int, height: float) -> list[Letter]:
    """The letters of a page as pypdfium2 reads them, each with whether its font has no code for it.

    Parameters
    ----------
    page : pypdfium2.PdfPage
    box : Box
        The page's media box, in its own coordinates.
    turned : int
        By how many degrees the page is shown turned.
    height : float
        Of the page as shown.
    """
    text = page.get_textpage()
    raw = text.raw
    shift = {0: (0, 1, 1, 0, -box[0], -box[1]), 90: (1, 0, 0, -1, -box[1], box[2])}
    shift |= {180: (0, -1, -1, 0, box[2], box[3]), 270: (-1, 0, 0, 1, box[3], -box[0])}
    found: list[Letter] = []
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, at)
        if pdfium.FPDFText_IsGenerated(raw, at) == 1 or code in (0, 10, 13):
            continue
        unmapped = pdfium.FPDFText_HasUnicodeMapError(raw, at) == 1
        rect = pdfium.FS_RECTF()
        if chr(code).isspace() or not pdfium.FPDFText_GetLooseCharBox(raw, at, rect):
            continue
        (x0, y0), (x1, y1) = (
            _shown(x, y, turned, shift[turned]) for x, y in ((rect.left, rect.bottom), (rect.right, rect.top))
        )
        top, bottom = height - max(y0, y1), height - min(y0, y1)
        found.append(Letter(chr(code), min(x0, x1), top, max(x0, x1), bottom, abs(y1 - y0), unmapped))
    return once(found)


def _shown(x: float, y: float, turned: int, by: tuple[float, ...]) -> tuple[float, float]:
    """A point of the page as it is shown."""
    if turned in (0, 180):
        return by[2] * x + by[4], by[1] * y + by[5]
    return by[0] * y + by[4], by[3] * x + by[5]


def compared(text: str, others: list[Letter]) -> tuple[str, list[Doubt]]:
    """A text held against what the second reader found in the same box: the text, and what to ask.

    Where both read the same character in different codes (`−` and `－`), the second reader's stands.
    """
    again = "".join(row.text for row in lines(others))
    if "(cid:" in text or any(_unusable(c) for c in text):
        return clean(again) or text, [Doubt(UNMAPPED, (clean(again), text))]
    doubts = [Doubt(UNMAPPED, (text,))] if any(one.unmapped for one in others) else []
    one, two = plain(text), plain(again)
    if one == two or one + one == two:
        return _codes(text, again), doubts
    if sorted(one) == sorted(two) and _digits(one) == _digits(two):
        return text, doubts  # the lines of a cell in another order
    return text, [*doubts, Doubt(DIFFER, (text, clean(again)))]


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit() or c in ".-,")


def _codes(text: str, again: str) -> str:
    """The first text with the codes of the second for the same characters."""
    other = "".join(again.split())
    if len("".join(text.split())) != len(other):
        return text
    rest = iter(other)
    return "".join(c if c.isspace() else _code(c, next(rest)) for c in text)


def _code(one: str, two: str) -> str:
    return two if one != two and plain(one) == plain(two) and clean(two) == two else one


def _unusable(c: str) -> bool:
    return c == "�" or "\ue000" <= c <= "\uf8ff" or (ord(c) < 32 and not c.isspace())


def unusable(letters: list[Letter]) -> int:
    """How many letters have no usable code."""
    return sum(one.text.startswith("(cid:") or any(_unusable(c) for c in one.text) for one in letters)
