"""The encodings in which people save what they type."""

from __future__ import annotations

import codecs

#: What stands for bytes that are no letter.
LOST = "\ufffd"


def decoded(raw: bytes) -> tuple[str, str | None]:
    """A text and its encoding: UTF-8, UTF-8 with a mark (BOM), UTF-16, or Shift_JIS as Windows has it; else None.

    A file of UTF-8 with some bytes lost is none of them, though Shift_JIS would make letters of it.

    >>> decoded("計画".encode("cp932")), decoded("計画".encode("utf-8-sig"))
    (('計画', 'Shift_JIS'), ('計画', 'BOM'))
    >>> decoded("計画の表".encode()[:-1])[1] is None
    True
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        names = {"utf-16": "UTF-16"}
    elif raw.startswith(codecs.BOM_UTF8):
        names = {"utf-8-sig": "BOM"}
    else:
        names = {"utf-8": "UTF-8", "cp932": "Shift_JIS"}
    damaged = raw.decode("utf-8", errors="replace")
    letters, lost = sum(letter > "\x7f" for letter in damaged), damaged.count(LOST)
    for codec, name in names.items():
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if name != "Shift_JIS" or letters <= 2 * lost:  # of Shift_JIS, hardly a letter is one in UTF-8
            return text, name
    return damaged, None
