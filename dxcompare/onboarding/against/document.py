"""A document as one string to look texts up in: width, white space, signs of footnotes and mark-up apart."""

from __future__ import annotations

import bisect
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from dxcompare.extract import pages
from dxcompare.sources import values
from dxcompare.sources.values.texts import normalise

#: mark-up that programs leave in a text, and signs that begin the items of a list
_MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]*>|\*\*|^[ \t]*(?:#+|-)(?= \S)|(?<=\s)\\(?=\*)", re.MULTILINE)
#: what sends the reader to a footnote or a glossary
_SIGNS = "※"
_HEADING = re.compile(
    r"\s*(?:#{1,6} .*|[◎■◆●]\s?[^。]*|(?:第\s?[\d０-９一二三四五六七八九十]+\s?[章編節]|資料編|巻末資料|基本目標\s?[\d０-９]"
    r"|[(（]\s?[\d０-９]{1,2}\s?[)）]|[\d０-９]{1,2}(?:[-－][\d０-９]{1,2})?[ 　.．]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])\s*[^\d０-９\s％%、。.][^\t]*)"
)
_CONTENTS = re.compile(r"[.．…・]{4,}\s*\d*\s*$|\t\s*\d{1,3}\s*$")


def _divides(c: str) -> bool:
    return not (c.isalnum() or c == "%") or _enclosed(c)


def _opens(c: str) -> bool:
    return unicodedata.category(c) in ("Ps", "Pi") or _enclosed(c)


def _closes(c: str) -> bool:
    return unicodedata.category(c) in ("Pe", "Pf") or c == "。" or _enclosed(c)


def _enclosed(c: str) -> bool:
    """Whether it is a number in a circle or the like, which stands for itself."""
    return unicodedata.category(c) == "No"


@lru_cache(maxsize=1 << 14)
def _letter(c: str) -> str:
    """A character as it is compared; `①` stays what it is, so that it is no 1."""
    if c.isspace() or c in _SIGNS or unicodedata.category(c).startswith("C"):
        return ""
    return c if unicodedata.category(c) in ("No", "Nl") and values.tidy(c) == c else normalise(c)


def folded(text: str) -> str:
    """A text as it is looked up.

    >>> folded("１０ ％　～①"), folded("※注")
    ('10%~①', '注')
    """
    return "".join(map(_letter, text))


@dataclass(frozen=True)
class Span:
    """Where a text was found: from one letter of the folded text to another."""

    start: int
    end: int


@dataclass(eq=False)
class Printed:
    """A document's text, read page by page.

    Attributes
    ----------
    name : str
        Of its file.
    digest : str
        The SHA-256 of its file.
    pages : list of str
        Its text; one page where it has no page breaks.
    """

    name: str
    digest: str
    pages: list[str]
    text: str = field(init=False)

    def __post_init__(self) -> None:
        raw = "\f".join(self.pages)
        self._raw = _MARKUP.sub(lambda found: " " * len(found[0]), raw)
        self._at: list[int] = []
        letters: list[str] = []
        for at, c in enumerate(self._raw):
            for letter in _letter(c):
                letters.append(letter)
                self._at.append(at)
        self.text = "".join(letters)

    @property
    def paged(self) -> bool:
        """Whether it tells pages."""
        return len(self.pages) > 1

    @cached_property
    def _breaks(self) -> list[int]:
        return [at for at, c in enumerate(self._raw) if c == "\f"]

    @cached_property
    def _headings(self) -> list[tuple[int, str]]:
        found, at = [], 0
        for line in "\f".join(self.pages).split("\n"):
            said = line.strip().lstrip("# ").strip()
            if (
                2 < len(said) <= 48
                and _HEADING.fullmatch(line)
                and not _CONTENTS.search(line)
                and said[-1] not in "。、，"
            ):
                found.append((at, said))
            at += len(line) + 1
        return found

    def page(self, start: int) -> int | None:
        """The page, counted from 1, on which a letter stands; None where the text has no page breaks."""
        return bisect.bisect_right(self._breaks, self._at[start]) + 1 if self.paged else None

    def section(self, start: int) -> str:
        """The heading under which a letter stands, as printed; blank above the first."""
        before = bisect.bisect_right(self._headings, (self._at[start], "\uffff"))
        return self._headings[before - 1][1] if before else ""

    def find(self, text: str, first: int = 0, last: int | None = None) -> Iterator[Span]:
        """Where a folded text stands, numbers whole, one sign or letter only by itself."""
        if not text:
            return
        last = len(self.text) if last is None else min(last, len(self.text))
        start = self.text.find(text, max(first, 0), last)
        while start >= 0:
            span = Span(start, start + len(text))
            if self._whole(span) and (len(text) > 1 or self._alone(span)):
                yield span
            start = self.text.find(text, start + 1, last)

    def _gap(self, at: int) -> str:
        """What was left out before a letter."""
        return self._raw[self._at[at - 1] + 1 : self._at[at]]

    def _whole(self, span: Span) -> bool:
        """Whether no number is cut at the ends, and none is made of two that stand apart."""
        text, (start, end) = self.text, (span.start, span.end)
        if text[start].isdecimal() and start and not self._gap(start):
            less = text[start - 1] in ".," and start > 1 and text[start - 2].isdecimal()
            if text[start - 1].isdecimal() or less:
                return False
        if text[end - 1].isdecimal() and end < len(text) and not self._gap(end):
            more = text[end] in ".," and end + 1 < len(text) and text[end + 1].isdecimal() and not self._gap(end + 1)
            if text[end].isdecimal() or more:
                return False
        if text[end - 1] in ".," and end < len(text) and text[end].isdecimal() and not self._gap(end):
            return False
        phrase = sum(not c.isdecimal() for c in text[start:end]) > 6
        return all(
            phrase and self._gap(at).strip(" ") in ("\n", "\r\n")
            for at in range(start + 1, end)
            if text[at - 1].isdecimal() and text[at].isdecimal() and self._gap(at)
        )

    def _alone(self, span: Span) -> bool:
        """Whether it touches no letter or digit; `①` needs not stand alone."""
        if _enclosed(self.text[span.start]):
            return True
        before = span.start == 0 or bool(self._gap(span.start)) or not self.text[span.start - 1].isalnum()
        after = span.end == len(self.text) or bool(self._gap(span.end)) or not self.text[span.end].isalnum()
        return before and after

    def apart(self, span: Span) -> bool:
        """Whether a text is no part of a longer one: white space or a sign stands on both its sides."""
        text, (start, end) = self.text, (span.start, span.end)
        before = not start or bool(self._gap(start)) or _divides(text[start - 1]) or _opens(text[start])
        after = end == len(text) or bool(self._gap(end)) or _divides(text[end]) or _closes(text[end - 1])
        return before and after

    def after(self, end: int, several: int) -> list[tuple[str, Span]]:
        """The next words after a letter, folded, each with where it stands; white space divides them."""
        found: list[tuple[str, Span]] = []
        at = end
        while at < len(self.text) and len(found) < several:
            stop = at + 1
            while stop < len(self.text) and not self._gap(stop):
                stop += 1
            found.append((self.text[at:stop], Span(at, stop)))
            at = stop
        return found


def read(path: Path) -> Printed:
    """Read a document: a text in UTF-8 or Shift_JIS (pages by form feeds), a PDF, or what `extract` reads.

    Raises
    ------
    dxcompare.extract.blocks.CannotRead
        If it cannot be read, and why.
    """
    return Printed(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), pages.texts(path))
