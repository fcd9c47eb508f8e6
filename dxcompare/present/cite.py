"""How to cite a result: the software with its version, the data with their date, and every document it rests on."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dxcompare.present import plain
from dxcompare.words.text import Text, shown

if TYPE_CHECKING:
    from dxcompare.present.result import Result

#: Who is cited, as in CITATION.cff.
AUTHORS = "the contributors of dxcompare"


_PLACES = Text(
    "個々の値を引くときは、文書のページ（表の locator 列）も示す。",
    "With a single figure give its page in the document, too: column locator of the tables.",
)


_TERMS = Text(
    "ソフトウェアはMIT、編者の列と判断はCC BY 4.0、文書から写した列は各文書の条件による（LICENSE-DATA）。",
    "Software: MIT. Our own columns and decisions: CC BY 4.0. What is copied from a document: its terms (LICENSE-DATA).",
)


@dataclass(frozen=True, repr=False)
class Citation:
    """A citation; `print` gives its text, `bibtex` its entries.

    Attributes
    ----------
    text : str
    bibtex : str
    lang : {"ja", "en"}
    """

    text: str
    bibtex: str
    lang: str

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        """As much of the text as a screen holds."""
        lines = [line for one in self.text.split("\n") for line in plain.wrapped(one, 4)]
        more = len(lines) - (plain.HIGH - 1)
        said = Text(f"… ほか{more}行。print(…) ですべて、.bibtex で BibTeX", f"… {more} more lines: print(…); .bibtex")
        last = said if more > 0 else Text("BibTeX は .bibtex", "BibTeX: .bibtex")
        return "\n".join([*lines[: plain.HIGH - 1], last.to(self.lang)])


def cited(result: Result, lang: str) -> Citation:
    """The citation of a result in a language."""
    version = importlib.import_module("dxcompare").__version__  # the package itself imports all rooms
    documents = list(result.sources.unique("source_id", maintain_order=True).iter_rows(named=True))
    called = result.titles(lang)
    edition, title = result.edition.to(lang), result.title.to(lang)
    used = ". ".join(filter(None, (f"dxcompare {version}", edition)))
    lines = [
        Text(f"dxcompare開発者一同『{used}』。「{title}」による。", f"{_capital(AUTHORS)}. {used}. “{title}”").to(lang),
        _PLACES.to(lang),
    ]
    if documents:
        lines += [
            Text("出典", "Sources").to(lang),
            *(f"- {_document(row, called[row['source_id']], lang)}" for row in documents),
        ]
    lines.append(_TERMS.to(lang))
    date = re.search(r"\d{4}-\d\d-\d\d", result.edition.en)
    entries = [
        _entry(
            "software",
            "dxcompare",
            author=f"{{{AUTHORS}}}",
            title="dxcompare",
            version=version,
            date=date and date[0],
        )
    ]
    entries += [
        _entry(
            "misc",
            row["source_id"],
            author=_braced(row.get("publisher")),
            title=row["title"],
            date=row.get("published"),
        )
        for row in documents
    ]
    return Citation("\n".join(lines), "\n\n".join(entries), lang)


def _document(row: dict, title: str, lang: str) -> str:
    """A document: publisher, title as it is called here, date; what is not known is left out."""
    who, when = row.get("publisher"), row.get("published")
    if lang == "ja":
        return f"{shown(who, lang) if who else ''}「{shown(title, lang)}」{f'（{when}）' if when else ''}"
    return ". ".join(filter(None, (who, title, when))) + "."


def _entry(kind: str, key: str, **fields: str | None) -> str:
    """An entry of BibTeX; the year stands alone too, which older styles ask for."""
    date = fields.get("date")
    known = {name: value for name, value in {**fields, "year": date[:4] if date else None}.items() if value}
    lines = [f"  {name} = {{{_escaped(value)}}}" for name, value in known.items()]
    return "\n".join([f"@{kind}{{{key},", ",\n".join(lines), "}"])


def _escaped(text: str) -> str:
    return re.sub(r"([&%#_$])", r"\\\1", text)


def _braced(name: str | None) -> str | None:
    """An office as an author: braces keep it from being taken for a person's names."""
    return f"{{{name}}}" if name else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
