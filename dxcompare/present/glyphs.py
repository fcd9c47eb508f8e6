"""Letters that a picture cannot show: a mark stands for them, and what they are is said beneath.

A picture (PNG, PDF) has the letters of our fonts alone. An SVG leaves what they lack to the fonts of the reader, and
replaces only what no font can show: controls, halves of letters, private letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING

from dxcompare.present.fonts import FALLBACK, FAMILY, characters, use_japanese
from dxcompare.present.labels import SMALL
from dxcompare.words.text import Text
from dxcompare.words.typography import line_width, wrap

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

#: The printers' mark for a letter that is not in the case (下駄).
MARK = "〓"
#: How many replaced letters a note tells one by one, and how much of the text around each it repeats.
MOST, AROUND = 3, 6
#: What no font shows: controls, halves of letters, letters of private use, signs that turn the direction of writing.
_NEVER = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"
_UNSHOWN = re.compile(f"[{_NEVER}]")
#: Has no shape of its own: selectors of a form, joiners, marks of direction, a place where a word may break.
_SHAPELESS = re.compile(
    "[\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef\u200b-\u200f\u2060\u00ad\ufeff\u180b-\u180e]"
)
#: A letter with all that belongs to it: an emoji of several parts is one.
_WHOLE = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|(?:[^\n](?:[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef])*"
    "(?:\u200d[^\n][\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]*)*)"
)
#: A letter and a sign that joins it, which are one letter where there is such a one.
_JOINED = re.compile("[^\\W\\d_][\u0300-\u036f\u3099\u309a]+")


def legal(text: str) -> str:
    """A text as an SVG may hold it.

    >>> legal("𠮷\x07")
    '𠮷〓'
    """
    return _UNSHOWN.sub(MARK, text.replace("\t", " "))


def drawable(text: str, *, turns: bool = False) -> str:
    """A text of letters that our fonts have; :data:`MARK` stands for each other one.

    Parameters
    ----------
    text : str
    turns : bool
        Whether what draws it can write from the right.

    >>> drawable("𠮷野家 👨‍👩‍👧 か\u3099 葛\U000e0100城")
    '〓野家 〓 が 葛城'
    """
    if text.isascii() and text.isprintable():
        return text
    composed = _JOINED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text.replace("\t", " "))
    return _WHOLE.sub(lambda found: _shown(found[0], turns=turns), composed)


def _shown(whole: str, *, turns: bool) -> str:
    bare = _SHAPELESS.sub("", whole)
    known = _known()
    if _UNSHOWN.search(bare) or any(ord(one) not in known and not one.isspace() for one in bare):
        return MARK
    if not turns and any(unicodedata.bidirectional(one) in ("R", "AL") for one in bare):
        return MARK
    return bare


@cache
def _known() -> frozenset[int]:
    use_japanese()
    return characters(FAMILY) | characters(FALLBACK)


Rule = Callable[[str], str]


def note(texts: Iterable[str], rule: Rule = drawable) -> Text | None:
    """What stands beneath a picture: which letters of which texts a rule replaces; None where it replaces none.

    >>> note(["𠮷野家", "駅"]).en
    '〓: a letter that cannot be drawn here: 〓野家 (U+20BB7)'
    """
    found: dict[str, str] = {}
    for text in texts:
        other = rule(text)
        if other.count(MARK) > text.count(MARK):
            at = other.index(MARK)
            lost = [f"U+{ord(one):04X}" for one in dict.fromkeys(text) if one != MARK and rule(one) == MARK]
            found.setdefault(" ".join(other[max(at - AROUND, 0) : at + AROUND + 1].split()), " ".join(lost[:MOST]))
    if not found:
        return None
    told, more = [f"{around} ({codes})" for around, codes in found.items()][:MOST], len(found) - MOST
    return Text(
        f"{MARK}：ここに描けない字。{'、'.join(told)}{f' ほか{more}' if more > 0 else ''}",
        f"{MARK}: a letter that cannot be drawn here: {', '.join(told)}{f' and {more} more' if more > 0 else ''}",
    )


@contextmanager
def replaced(figure: Figure, rule: Rule) -> Iterator[Text | None]:
    """A figure whose texts a rule has gone over, with the note that says so; afterwards it is as it was."""
    from matplotlib.text import Text as Drawn
    from matplotlib.ticker import FixedFormatter, FuncFormatter

    texts = [(one, one.get_text()) for one in figure.findobj(Drawn)]
    changed = [(one, text) for one, text in texts if rule(text) != text]
    ticks = [(axis, axis.get_major_formatter()) for one in figure.axes for axis in (one.xaxis, one.yaxis)]
    named = [(axis, says) for axis, says in ticks if isinstance(says, (FixedFormatter, FuncFormatter))]
    at_ticks = [says(at, place) for axis, says in named for place, at in enumerate(axis.get_majorticklocs())]
    try:
        for one, text in changed:
            one.set_text(rule(text))
        for axis, says in named:
            axis.set_major_formatter(FuncFormatter(partial(_ruled, rule, says)))
        yield note([*(text for _, text in changed), *at_ticks], rule)
    finally:
        for axis, says in named:
            axis.set_major_formatter(says)
        for one, text in changed:
            one.set_text(text)


def _ruled(rule: Rule, says: Callable[..., str], at: float, place: int | None) -> str:
    return rule(says(at, place))


@contextmanager
def beneath(figure: Figure, said: str | None) -> Iterator[Bbox | None]:
    """A figure with a line beneath it; the area that holds both, in inches; None where nothing is said."""
    from matplotlib.transforms import Bbox

    if not said:
        yield None
        return
    wide, high = figure.get_size_inches()
    lines = wrap(said, line_width(wide * 25.4, SMALL) - 1)
    room = (3.75 * (lines.count("\n") + 1) + 1.5) / 25.4
    drawn = figure.text(0, -0.5 / 25.4 / high, lines, fontsize=SMALL, va="top", ha="left", linespacing=1.5)
    try:
        yield Bbox([[0, -room], [wide, high]])
    finally:
        drawn.remove()
