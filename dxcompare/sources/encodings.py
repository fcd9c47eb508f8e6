"""The encodings in which people save what they type."""

from __future__ import annotations

import codecs
from pathlib import Path

from dxcompare.words.text import Text

#: What stands for bytes that are no letter.
LOST = "\ufffd"
#: Marks at the beginning of a file, the longer first: what they stand for, and its name.
_MARKS = {
    codecs.BOM_UTF32_LE: ("utf-32", "UTF-32"),
    codecs.BOM_UTF32_BE: ("utf-32", "UTF-32"),
    codecs.BOM_UTF16_LE: ("utf-16", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16", "UTF-16"),
    codecs.BOM_UTF8: ("utf-8-sig", "BOM"),
}


#: How files begin that are no text of ours.
_OTHERS = {
    b"PK\x03\x04": Text("Excel のブックか圧縮ファイル", "an Excel workbook or an archive"),
    b"\xd0\xcf\x11\xe0": Text("古い Excel のブック", "an old Excel workbook"),
    b"\x1f\x8b": Text("圧縮ファイル", "an archive"),
    b"%PDF-": Text("PDF", "a PDF"),
    b"<!DOCTYPE": Text("ウェブページ", "a web page"),
    b"<html": Text("ウェブページ", "a web page"),
    b"version https://git-lfs": Text(
        "Git LFS の目印（git lfs pull で中身を取れます）", "a pointer of Git LFS (git lfs pull fetches it)"
    ),
}


def other(raw: bytes) -> Text | None:
    """What a file is that is no text, by how it begins.

    >>> other(b"PK\\x03\\x04...").en, other("施策,1".encode())
    ('an Excel workbook or an archive', None)
    """
    return next((what for begins, what in _OTHERS.items() if raw.startswith(begins)), None)


def looked_at(path: Path) -> str:
    """The text of a file, for who looks for a name in it and says nothing of the file; blank where it cannot be read."""
    try:
        return decoded(path.read_bytes())[0] if path.is_file() else ""
    except OSError:
        return ""


def decoded(raw: bytes) -> tuple[str, str | None]:
    """A text and its encoding: UTF-8, UTF-8 with a mark (BOM), UTF-16, UTF-32, or Shift_JIS as Windows has it; else None.

    A file of UTF-8 with some bytes lost is none of them, though Shift_JIS would make letters of it; nor is one of both,
    or one of EUC-JP, of which it would make half-width kana.

    >>> decoded("計画".encode("cp932")), decoded("計画".encode("utf-8-sig"))
    (('計画', 'Shift_JIS'), ('計画', 'BOM'))
    >>> [decoded(raw)[1] for raw in ("計画の表".encode()[:-1], "計画".encode()[:-1], "計画の表".encode("euc_jp"))]
    [None, None, None]
    """
    codec, name = next((found for mark, found in _MARKS.items() if raw.startswith(mark)), ("utf-8", "UTF-8"))
    if name == "UTF-8" and (unmarked := _utf_16(raw)):
        codec, name = unmarked, "UTF-16"
    if name == "UTF-8" and (_utf_7(raw) or (raw.isascii() and b"\x1b$" in raw)):  # the other is ISO-2022-JP
        return raw.decode("ascii"), None
    try:
        return raw.decode(codec), name
    except UnicodeDecodeError:
        damaged = raw.decode("utf-8", errors="replace")
    if name == "UTF-8":
        letters, lost = sum(letter > "\x7f" for letter in damaged), damaged.count(LOST)
        hardly_any = letters <= 2 * lost  # of its letters is one in UTF-8
        if hardly_any and not _cut(raw) and (text := _shift_jis(raw)) is not None:
            return text, "Shift_JIS"
    return damaged, None


def _utf_16(raw: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of its digits and commas is zero."""
    if 0 not in raw:
        return None
    even, odd = raw[::2].count(0), raw[1::2].count(0)
    if len(raw) % 2 or max(even, odd) <= len(raw) / 40 or max(even, odd) < 8 * min(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _cut(raw: bytes) -> bool:
    """UTF-8 that ends within a letter; Shift_JIS may be so, too, if its last letter is a rare one and its only one."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(raw)
    except UnicodeDecodeError:
        return False
    return True


def _utf_7(raw: bytes) -> bool:
    """UTF-7, which writes Japanese in plain letters between + and -."""
    if not raw.isascii() or raw.count(b"+") < 2:
        return False
    text = raw.decode("utf-7", errors="ignore")
    return sum("\u3041" <= letter <= "\u30ff" for letter in text) * 4 > sum(letter > "\x7f" for letter in text) > 3


def _shift_jis(raw: bytes) -> str | None:
    """A text of Shift_JIS throughout."""
    try:
        text = raw.decode("cp932")
    except UnicodeDecodeError:
        return None
    kana = sum("\uff61" <= letter <= "\uff9f" for letter in text)
    if 3 * kana > sum(letter > "\x7f" for letter in text) and reads(raw, "euc_jp"):
        return None
    return None if any(_letters_of_utf_8(line) for line in raw.split(b"\n")) else text


def _letters_of_utf_8(line: bytes) -> bool:
    return reads(line, "utf-8") and sum(letter > "\x7f" for letter in line.decode()) > 1


def reads(raw: bytes, codec: str) -> bool:
    """Whether bytes are a text in an encoding."""
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
