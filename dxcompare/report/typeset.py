"""Pages as PDF, printed by typst: the house's font, tagged, the same bytes every time."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from dxcompare.present.fonts import FALLBACK, FAMILY
from dxcompare.present.glyphs import drawable
from dxcompare.words.faults import needed


def pdf(text: str, on: date, *, lang: str = "ja") -> bytes:
    """Print a document.

    Parameters
    ----------
    text : str
        In typst's words, without packages (`@preview`), which would have to be fetched.
    on : date
        Its date: no clock is asked, so that the same text gives the same bytes.
    lang : {"ja", "en"}
        Language that the document is in, and of messages.

    Returns
    -------
    bytes
        A PDF with the letters it needs embedded, and tags by which it can be read aloud.

    Raises
    ------
    PackageMissing
        If `typst` is not installed.
    typst.TypstError
        If the text is not typst's.
    """
    typst = needed("typst", "typst", lang, extra="report")
    return cast(bytes, typst.compile(_whole(text, lang), timestamp=_noon(on), **_only_ours()))


def pages(text: str, on: date, *, lang: str = "ja") -> int:
    """How many pages a document would take; parameters and errors as of :func:`pdf`."""
    typst = needed("typst", "typst", lang, extra="report")
    asked = text + "\n#context [#metadata(counter(page).final().first()) <pages>]"
    return int(json.loads(typst.query(_whole(asked, lang), "<pages>", field="value", one=True, **_only_ours())))


def _whole(text: str, lang: str) -> bytes:
    return f'#set page(paper: "a4")\n#set text(font: ("{FAMILY}", "{FALLBACK}"), lang: "{lang}")\n{text}'.encode()


def _noon(on: date) -> int:
    return int(datetime(on.year, on.month, on.day, 12, tzinfo=UTC).timestamp())


def _only_ours() -> dict[str, Any]:
    return {"font_paths": [str(fonts()), str(_fallback())], "ignore_system_fonts": True}


def quoted(text: str) -> str:
    """A text as typst's string: `#"…"` prints it as it stands, whatever signs it holds.

    A letter that the fonts lack is replaced by a mark (:func:`printable`).
    """
    return json.dumps(printable(text), ensure_ascii=False)


def printable(text: str) -> str:
    """A text of letters that can be printed; what prints it writes from the right where that is due."""
    return drawable(text, turns=True)


def fonts() -> Path:
    """The folder of the Japanese font; `japanize-matplotlib` is not imported."""
    found = find_spec("japanize_matplotlib")
    assert found
    assert found.origin
    return Path(found.origin).parent / "fonts"


def _fallback() -> Path:
    """The folder of the second font, which comes with matplotlib."""
    found = find_spec("matplotlib")
    assert found
    assert found.origin
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
