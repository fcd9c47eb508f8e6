"""Where Japanese lines break, and how wide text is."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator


def line_width(width_mm: float, points: float) -> int:
    """Half-width cells of a type size that fit on a line; Latin letters are a little wider than half."""
    return int(width_mm / (points * 0.3528 / 2) * 0.97)


def width_of(text: str) -> int:
    """How many half-width cells a text takes.

    >>> width_of("DX計画")
    6
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def fitted(text: str, width_mm: float, points: float, least: float = 5.0) -> tuple[str, float]:
    """A text that fits into a width, with its type size: smaller if need be, then on more lines.

    >>> fitted("南アルプス市", 18, 8), fitted("南アルプス市", 9, 8)
    (('南アルプス市', 8), ('南アルプ\\nス市', 5.0))
    """
    lines = text.split("\n")
    latin = 0.15  # by which letters of the alphabet are wider than half, at the most
    most = max(width_of(line) + latin * sum(c.isascii() and c.isalpha() for c in line) for line in lines)
    while points > least and most * points * 0.3528 / 2 > width_mm:
        points -= 0.5
    return "\n".join(wrap(line, line_width(width_mm, points)) for line in lines), points


#: Signs that begin no line, and signs that end none (禁則).
_NOT_FIRST = set("、。，．）」』】〉》］｝・：；？！ー…％々ぁぃぅぇぉっゃゅょァィゥェォッャュョ)]}%")


_NOT_LAST = set("（「『【〈《［｛([{")


def wrap(text: str, width: int) -> str:
    """Break a text into lines of at most `width` half-width cells, as Japanese printers do.

    A sign that may not begin a line takes what stands before it along; one that may not end a line
    goes with what follows.

    >>> wrap("標準化・共通化", 8)
    '標準化・\\n共通化'
    >>> wrap("公金（税）の収納", 6), wrap("受講率（50％）", 8)
    ('公金\\n（税）\\nの収納', '受講率\\n（50％）')
    """
    lines: list[list[str]] = [[]]
    for word in _words(text):
        line = lines[-1]
        if line and width_of("".join(line)) + width_of(word) > width:
            carried: list[str] = []
            first = word
            while len(line) > 1 and (first[0] in _NOT_FIRST or line[-1][-1] in _NOT_LAST):
                first = line.pop()
                carried.insert(0, first)
            lines.append([*carried, word if carried else word.lstrip()])
        else:
            line.append(word)
    return "\n".join("".join(line).rstrip() for line in lines)


def _words(text: str) -> Iterator[str]:
    """Latin words with their space, and single Japanese characters."""
    word = ""
    for c in text:
        if (c.isascii() and c != " ") or c == "–":
            word += c
        else:
            if word:
                yield word
                word = ""
            yield c
    if word:
        yield word


def number(value: float) -> str:
    """A number as short as it is exact: `75`, `75.6`, `1,200`.

    >>> number(75.0), number(75.6), number(1200.0)
    ('75', '75.6', '1,200')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}" if round(value, 1) == value else f"{value:,.2f}"


def figure(value: float, decimals: int | None = None, *, positive: bool = False) -> str:
    """A computed number with its decimals; a printed one as it is, or to four figures.

    Parameters
    ----------
    value : float
    decimals : int, optional
        None for a printed number.
    positive : bool
        Whether what is not zero must not read as zero: then it is said to be below the smallest that can be shown.

    >>> figure(21.3), figure(2400.0), figure(-1.036939322), figure(206.7895178), figure(1234.5678)
    ('21.3', '2,400', '-1.037', '206.8', '1,234.6')
    >>> figure(-0.04, 1), figure(6.9e-47, 3, positive=True), figure(100.0, 1)
    ('0.0', '<0.001', '100.0')
    """
    if not math.isfinite(value):
        return str(value)
    if decimals is not None:
        least = 10.0**-decimals
        if positive and 0 < value < least / 2:
            return f"<{least:.{decimals}f}"
        return f"{round(value, decimals) + 0.0:,.{decimals}f}"  # + 0.0: no −0.0
    if value.is_integer():
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.0f}"
    if round(value, 3) == value:
        return f"{value:,.10g}"
    return f"{value:,.1f}" if abs(value) >= 1000 else f"{value:.4g}"
