"""A printed text as it is compared, looked up, kept and read: what is done to its letters."""

from __future__ import annotations

import functools
import re
import unicodedata

_STROKES = str.maketrans("‐‑‒–—―−－ｰ〜∼", "---------~~")


_SELECTORS = re.compile("[\U000e0100-\U000e01ef]")  # variation selectors
_ENCLOSED = re.compile("[①-⓿㉑-㉟㊱-㊿Ⅰ-ↈ]+")
_ENCLOSED_SPLIT = re.compile(f"({_ENCLOSED.pattern})")


#: The same texts stand in thousands of cells of an official table; each is read once.
remembered = functools.lru_cache(maxsize=1 << 14)


def normalise(text: str) -> str:
    """Text for comparison: NFKC, one kind of dash and tilde, single spaces.

    Not for display, and not to read numbers from: `①` becomes `1` and `Ⅲ` becomes `III`.

    >>> normalise("５０％　～　１００％")
    '50% ~ 100%'
    """
    text = unicodedata.normalize("NFKC", text)
    text = _SELECTORS.sub("", text).translate(_STROKES)
    return " ".join(text.split())


@remembered
def tidy(text: str) -> str:
    """Text for tidy tables: NFKC, except that `①` and `Ⅲ` stay themselves.

    >>> tidy("ＤＸ①（Ⅲ）")
    'DX①(Ⅲ)'
    """
    return "".join(
        part if _ENCLOSED.fullmatch(part) else unicodedata.normalize("NFKC", part)
        for part in _ENCLOSED_SPLIT.split(text)
    )


@remembered
def same(text: str) -> str:
    """Text for looking up: like :func:`normalise`, without any white space."""
    return normalise(text).replace(" ", "")


def is_dash(text: str) -> bool:
    """Whether the text is a printed dash, such as `-` or `－`."""
    return same(text) == "-"


def is_continuation(text: str) -> bool:
    """Whether the text only says that the step before goes on (`⇒`, `→`)."""
    return same(text) in {"⇒", "→", "➡", "⇨"}


#: kinds of sign that are one to a reader of amounts; a long vowel `ー` is not among them, and a long dash stays apart
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‐‑−﹣⁻", "-"),
        **dict.fromkeys("—―─━⸺", "—"),
        **dict.fromkeys("‒–", "–"),
        **dict.fromkeys("〜∼～〰", "~"),
        **dict.fromkeys("【〔［〈《「", "("),
        **dict.fromkeys("】〕］〉》」", ")"),
        **dict.fromkeys("≤⩽", "≦"),
        **dict.fromkeys("≥⩾", "≧"),
        **dict.fromkeys("➡⇨▶", "→"),
        "[": "(",
        "]": ")",
        "＊": "*",
        "㌫": "%",
        "㌔": "km",
    }
)
_SQUARED = {"m²": "㎡", "km²": "㎢", "m³": "㎥", "km³": "km³"}
_HALF_KANA = re.compile("[ｦ-ﾟ]+")
_UNSEEN = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # variation selectors
_EDGES = re.compile("^[\\s\u200b-\u200f\u2060\ufeff\u00ad]+|[\\s\u200b-\u200f\u2060\ufeff\u00ad]+$")
_GAPS = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad]+")


@remembered
def folded(text: str, *, gaps: bool = False) -> str:
    """Text to read amounts from: each letter by itself, and none that holds a number changed.

    Full-width letters become plain ones, kinds of dash, tilde and bracket one each. `①`, `⑴`, `Ⅲ`, `½`, `²` and `㎡`
    stay what they are; NFKC would make digits of them. White space stays where it keeps two digits apart, and a line
    break where there is a digit on either side; with `gaps` white space too.

    >>> folded("①　５０ ％"), folded("10　20"), folded("１ｍ²")
    ('① 50%', '10 20', '1㎡')
    """
    text = _HALF_KANA.sub(lambda found: unicodedata.normalize("NFKC", found[0]), _UNSEEN.sub("", text))
    text = _EDGES.sub("", "".join(map(_letter, text.translate(_FOLDED))).translate(_FOLDED))
    text = re.sub("k?m[²³]", lambda found: _SQUARED[found[0]], text).replace("CO₂", "CO2")
    text = re.sub(r"\s+(?=\()", "", text)  # brackets say of what they stand behind
    digits = [i for i, letter in enumerate(text) if numeric(letter)]
    if not digits:
        return _GAPS.sub("", text)

    def gap(found: re.Match) -> str:
        before, after = text[found.start() - 1], text[found.end()]
        between = digits[0] < found.start() and digits[-1] >= found.end()
        if "\n" in found[0] and between:
            return "\n"
        return " " if (_of_number(before) and _of_number(after)) or (gaps and between) else ""

    return _GAPS.sub(gap, text)


def _of_number(letter: str) -> bool:
    """Whether a gap beside a letter may be within a number: `1. 5`, `50 861`."""
    return numeric(letter) or letter in ".,"


def _letter(letter: str) -> str:
    if letter.isascii() or (numeric(letter) and not "０" <= letter <= "９"):
        return letter
    plain = unicodedata.normalize("NFKC", letter)
    return letter if any(map(numeric, plain)) and not plain.isdecimal() else plain


def numeric(letter: str) -> bool:
    """Whether a letter is a digit of any kind, `①`, `²` and `Ⅲ` included; Japanese numerals are letters.

    >>> numeric("５"), numeric("①"), numeric("三")
    (True, True, False)
    """
    return unicodedata.category(letter) in ("Nd", "No", "Nl") and letter != "〇"
