"""The layouts that are measured."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.extraction.tables import Way
from benchmarks.extraction.typeset import Style


@dataclass(frozen=True)
class Layout:
    """A layout: how it words and arranges tables, and how it draws them.

    Attributes
    ----------
    made_by : {"typst", "calc", "unembedded", "chromium", "habits", "docx", "xlsx", "html"}
        PDF by typst; by LibreOffice from a workbook; by hand, with a font that is not embedded; by Chromium from a web
        page that pandas wrote, which follows no rule of ours; a whole
        plan with the habits of real ones. Or no PDF: the Word file, workbook or page itself.
    """

    name: str
    way: Way = field(default_factory=Way)
    style: Style = field(default_factory=Style)
    made_by: str = "typst"


LAYOUTS = [
    Layout("grid"),
    Layout("by_year", Way(by_year=True, words=1, year="R{}"), Style(centred=True)),
    Layout("merged", Way(merged=True, words=2), Style(shaded=True)),
    Layout("across", Way(words=3), Style(rules="across", inset=5)),
    Layout("stacked", Way(stacked=True, words=4), Style(size=8)),
    Layout("broken", Way(broken=True, unit_above=True, spaced=True, words=5, year="令和\n{}年度"), Style(size=10)),
    Layout("landscape", Way(arrows=True, merged=True, words=6), Style(landscape=True, shaded=True)),
    Layout("counts", Way(counts="columns", words=6, unit_column=True), Style(size=7, centred=True)),
    Layout("brackets", Way(counts="brackets", decorated=True, words=0), Style(size=7, rules="open")),
    Layout("ends", Way(words=7), Style(rules="ends", inset=5)),
    Layout("turned", Way(turned=True, words=1), Style(size=7, landscape=True)),
    Layout("boxes", Way(words=2, decorated=True), Style(rules="boxes", bold=True)),
    Layout("shaded", Way(words=1), Style(rules="shade")),
    Layout("double", Way(words=4, unit_above=True), Style(rules="double", repeated=True)),
    Layout("calc", Way(words=5, merged=True, stacked=True), made_by="calc"),
    Layout("unembedded", Way(words=3), made_by="unembedded"),
    Layout("pandas", Way(words=7), made_by="chromium"),
    Layout("habits", made_by="habits"),
    Layout("cards", Way(words=3, cards=True)),
    Layout("docx", Way(words=2, merged=True, by_year=True), made_by="docx"),
    Layout("xlsx", Way(words=6, merged=True, stacked=True), made_by="xlsx"),
    Layout("html", Way(words=5, stacked=True), made_by="html"),
]
