"""Words that every kind of file needs: what to say of method, caveats and sources."""

from __future__ import annotations

import datetime as dt

from dxcompare.present.result import METHODS_VERSION, Result
from dxcompare.words.text import Text, language

#: Font of office files: on every Windows and Mac with Office, Japanese and Latin.
FONT = "Yu Gothic"


#: Date that office files bear, so that the same data give the same bytes.
MADE_ON = dt.datetime(2000, 1, 1)


def about(result: Result, lang: str) -> list[tuple[str, str]]:
    """What must travel with a result: heading and text of its question, method, caveats and sources."""
    lang = language(lang)
    headings = {
        "title": Text("問い", "Question"),
        "which": Text("対象", "Plans"),
        "method": Text("方法", "Method"),
        "caveat": Text("注意", "Caveat"),
        "source": Text("出典", "Source"),
        "edition": Text("データの版", "Data"),
    }
    version = Text(f"（方法の版 {METHODS_VERSION}）", f" (methods, version {METHODS_VERSION})")
    rows = [
        ("title", result.title.to(lang)),
        *[("which", result.which.to(lang))] * bool(result.which.ja),
        ("method", (result.method + version).to(lang)),
        *(("caveat", note.to(lang)) for note in result.caveats),
        *(("source", title) for title in dict.fromkeys(result.titles(lang).values())),
        *[("edition", result.edition.to(lang))] * bool(result.edition.ja),
    ]
    return [(headings[name].to(lang), text) for name, text in rows]
