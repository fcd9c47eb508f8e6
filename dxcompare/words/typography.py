"""Where Japanese lines break, and how wide text is."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Any


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


#: What a break costs, in lines: between the entries of a key, after a dot, between kinds of letters, inside a compound
#: of ideographs (after two or four letters, after one or three), inside a word, where none may be. One more line is
#: rather taken than a word broken.
_ENTRY, _DOT, _KINDS, _EVEN, _ODD, _WORD, _NEVER = -0.1, 0.1, 0.6, 1.2, 3.0, 4.0, 50.0


#: What a letter alone on a line costs, and the white at the end of an empty line.
_ALONE, _WHITE = 3.0, 1.0


@lru_cache(maxsize=20_000)
def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a text, between which Japanese breaks (文節), as `budoux` finds them.

    >>> phrases("公金収納におけるeL-QRの活用")
    ('公金収納に', 'おける', 'eL-QRの', '活用')
    """
    return tuple(_parser().parse(text))


@cache
def _parser() -> Any:
    import budoux

    return budoux.load_default_japanese_parser()


def wrap(text: str, width: int) -> str:
    """Break a text into lines of at most `width` half-width cells, as Japanese printers do.

    Lines end between phrases, else between the parts of a compound, and inside a word only where it is longer than a
    line. No line begins or ends with a sign that may not, and a letter alone on a line is avoided.

    >>> wrap("標準化・共通化", 8)
    '標準化・\\n共通化'
    >>> wrap("公金（税）の収納", 6), wrap("受講率（50％）", 8)
    ('公金\\n（税）\\nの収納', '受講率\\n（50％）')
    >>> wrap("オンライン手続の利用率", 16), wrap("子育て・介護の手続", 16)
    ('オンライン手続の\\n利用率', '子育て・介護の\\n手続')
    """
    return "\n".join(_wrapped(line, width) for line in text.split("\n"))


@lru_cache(maxsize=20_000)
def _wrapped(text: str, width: int) -> str:
    """A paragraph whose lines are chosen together: the cheapest way from its beginning to its end."""
    atoms = _ATOM.findall(text)
    costs, wide = _costs(text, atoms), [_wide(atom) for atom in atoms]
    best: list[tuple[float, int]] = [
        (0.0, 0)
    ]  # before each atom: the cheapest way there, and where its last line began
    for end in range(1, len(atoms) + 1):
        found, length = (math.inf, end - 1), _wide(atoms[end - 1].rstrip()) - wide[end - 1]
        for start in range(end - 1, -1, -1):
            length += wide[start]
            if length > width + 0.5 and start < end - 1:
                break
            cost = best[start][0] + costs[start] + 1 + _ALONE * (length <= 2 and len(atoms) > 1)
            if end < len(atoms):
                cost += _WHITE * (max(width - length, 0) / width) ** 2
            found = min(found, (cost, start))
        best.append(found)
    lines, end = list[str](), len(atoms)
    while end:
        start = best[end][1]
        lines.insert(0, "".join(atoms[start:end]).rstrip())
        end = start
    return "\n".join(lines)


def _wide(atom: str) -> float:
    """How many cells an atom takes: figures and capitals are wider than half a letter."""
    return width_of(atom) + 0.12 * sum(letter.isascii() and (letter.isdigit() or letter.isupper()) for letter in atom)


#: Latin words and single other letters, each with the spaces after it; spaces before all stand with the first.
_ATOM = re.compile(r"(?:^\s+)?(?:[!-~–]+|\S[\U000E0100-\U000E01EF]?)\s*")


def _costs(text: str, atoms: list[str]) -> list[float]:
    """What it costs to begin a line with each of the atoms."""
    ends = set(accumulate(len(phrase) for phrase in phrases(text)))
    costs, at, run = [0.0], 0, 0
    for before, after in pairwise(atoms):
        at += len(before)
        last, first = before.rstrip()[-1], after[0]
        kinds = _kind(last), _kind(first)
        run = run + 1 if kinds == ("kanji", "kanji") and last == before else 0
        if first in _NOT_FIRST or last in _NOT_LAST:
            costs.append(_NEVER)
        elif before != before.rstrip():
            costs.append(_ENTRY if before.endswith(("　", "  ")) else _ODD if kinds[0] == "sign" else 0.0)
        elif last in "・／、。":
            costs.append(_DOT if last in "・／" else 0.0)
        elif at in ends or first in _NOT_LAST:
            costs.append(_DOT if first in _NOT_LAST else 0.0)
        elif "latin" in kinds and "sign" not in kinds:
            costs.append(_ODD if last.isdigit() else _EVEN)
        elif kinds == ("kanji", "kanji"):
            costs.append(_ODD if run % 2 else _EVEN)
        elif last == "ー" and all(_kind(letter) == "katakana" for letter in text[at : at + 2]):  # マイナンバー・カード
            costs.append(_ODD)
        else:
            costs.append(_KINDS if set(kinds) == {"kanji", "katakana"} or kinds[0] == "hiragana" != kinds[1] else _WORD)
    return costs


def _kind(letter: str) -> str:
    """Of which kind a letter is.

    >>> [_kind(letter) for letter in "手カかA●"]
    ['kanji', 'katakana', 'hiragana', 'latin', 'sign']
    """
    if letter.isascii():
        return "latin"
    name = unicodedata.name(letter, "")
    for kind, begins in (("kanji", "CJK UNIFIED"), ("katakana", "KATAKANA"), ("hiragana", "HIRAGANA")):
        if name.startswith(begins):
            return kind
    return "sign" if unicodedata.category(letter)[0] in "SPN" else "latin"


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
