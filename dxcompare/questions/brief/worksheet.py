"""The sheets of one plan: the answers, its items beside the other plans, its figures beside peers, what must not be concluded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dxcompare.present.worksheet import Sheet, sheet_of, sheets, sheets_of
from dxcompare.questions.brief.compute import Brief
from dxcompare.words.text import Text

#: The columns of the shares by age: no ids.
_AGES = ("scope", "topic", "group", "value", "percent", "low", "high", "n", "year", "source_id", "locator")
#: Sheets that the whole table of another question would be taken for.
_NAMED = {"figures": Text("公的統計を並べる", "Official figures side by side")}


@sheets(Brief)
def _sheets(result: Brief, lang: str) -> Iterable[Sheet]:
    yield sheet_of(result, None, lang)
    if result.beside is not None:
        items = sheets_of(result.beside, lang)[0]
        yield replace(items, meaning="\n".join(filter(None, (items.meaning, result.beside.which.to(lang)))))
    for name in ("items", "figures", "ages", "cautions"):
        if result.to_frame(name).height:
            sheet = sheet_of(result, name, lang, _AGES if name == "ages" else None)
            yield replace(sheet, name=_NAMED[name].to(lang)) if name in _NAMED else sheet
