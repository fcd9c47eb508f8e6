"""What is put into the cells of the sheet of one plan."""

from __future__ import annotations

from typing import Any

from dxcompare.words.text import Text, column, shown

#: Letters of a name before it is cut; a Latin letter counts as half.
LONG = 34
#: What is said in place of rows that are left out.
MORE = Text("ほか{n}件", "and {n} more")


#: Full-width digits of a plan → as they are printed in a cell, where a number must not be broken.
_DIGITS = str.maketrans("０１２３４５６７８９，．", "0123456789,.")


def counted(text: str) -> str:
    """A text with its digits at half width.

    >>> counted("年５，０００人以上")
    '年5,000人以上'
    """
    return text.translate(_DIGITS)


def said(row: dict[str, Any], stem: str, lang: str) -> str:
    return shown(row[column(stem, lang)] or "", lang)


def clipped(text: str, most: int = LONG) -> str:
    """A text of at most so many full-width letters.

    >>> clipped("行政手続のオンライン化", 6), clipped("Online", 6)
    ('行政手続の…', 'Online')
    """
    width = 0.0
    for at, letter in enumerate(text):
        width += wide(letter)
        if width > most:
            kept = text[: at - 1]
            return f"{kept.rstrip()}…"
    return text


def wide(text: str) -> float:
    """How wide a text is, in full-width letters."""
    return sum(0.5 if letter.isascii() else 1 for letter in text)


def page(locator: str | None) -> str:
    """The page of a place in a document, or the beginning of the place where no page is known."""
    first = (locator or "").split(" ")[0]
    return first if first.startswith("p.") else clipped(locator or "", 8)
