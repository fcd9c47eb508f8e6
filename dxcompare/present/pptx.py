"""Slides of results: a finding above, one native chart or table, a line of caution and the source below.

Nothing is a picture: charts carry their workbook and can be edited, tables are tables. Method, bases,
comparability and all caveats are in the notes. One type scale holds for every slide.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from dxcompare.present import dots, native, style
from dxcompare.present.about import about
from dxcompare.present.asked import few
from dxcompare.present.cells import dress, mm, tabled
from dxcompare.present.digits import steady
from dxcompare.present.finding import Finding
from dxcompare.present.glyphs import legal
from dxcompare.present.grid import Grid, grid, pages
from dxcompare.present.marks import matrix
from dxcompare.present.package import settled
from dxcompare.present.result import Result
from dxcompare.present.slide import Slide, finding_of, slides_of
from dxcompare.present.template import Box, start
from dxcompare.sources import writing
from dxcompare.tables import vocabularies
from dxcompare.words import typography
from dxcompare.words.text import Text, shown

#: The type scale, in points, below the titles (:data:`template.TITLE`): how to read it; body and caution; source.
READING, TEXT, SMALL = 14, 12, 10
#: Sizes of a title that its box cannot hold in its own size.
TIGHT = (20, 18, 16, 14)
#: Height of a line in parts of its type size, and a point in millimetres.
LINE, POINT = 1.25, 0.3528


#: Categories × series that a bar chart shows at most; more go to a further slide.
BARS = 34
#: Small charts on a slide at most.
PANELS = 12


def write(
    result: Result,
    path: Path,
    *,
    kind: str | None,
    lang: str,
    title: str | Text | Finding | None = None,
    template: Path | None = None,
    **options: Any,
) -> None:
    """Write the slides of one result; `title` takes the place of its question."""
    show = Show(lang, result.edition, template)
    show.add(result, kind, title, **options)
    show.save(path)


class Show:
    """A presentation being made; a slide of no result bears the edition of the data as its source line."""

    def __init__(self, lang: str, edition: Text, template: Path | None = None):
        self.start = start(lang, template)
        self.lang = lang
        self.edition = edition.to(lang)
        self.file, self.layout, self.theme = self.start.file, self.start.layout, self.start.theme

    def add(
        self, result: Result, kind: str | None = None, title: str | Text | Finding | None = None, **options: Any
    ) -> list[tuple[str, Any]]:
        """A result's slides; returns the titles with the first slide of each."""
        few(result.count(), self.lang)
        source = result.source_line(self.lang)
        finding = finding_of(result, self.lang)
        found = []
        for spec in slides_of(result, self.lang, kind, **options):
            head = _title(title, self.lang) or spec.title or finding or result.title.to(self.lang)
            notes = [
                f"{what}：{text}" if self.lang == "ja" else f"{what}: {text}" for what, text in about(result, self.lang)
            ]
            notes[2:2] = [*_bases(spec.frame, self.lang), *_comparable(result, self.lang), *spec.notes]
            caution = spec.caveat or _caution([note.to(self.lang) for note in result.caveats])
            said = "　".join(filter(None, (result.which.to(self.lang), spec.base, source)))
            if spec.frame.is_empty():
                none = Text("該当するものはない。", "There is none.").to(self.lang)
                page, _ = self.page(shown(head, self.lang), none, said, notes, caution)
            else:
                reading = "\n".join(line for line in spec.reading.split("\n") if line != head)  # said once
                page = self._show(spec, shown(head, self.lang), reading, said, notes, caution)
            found.append((shown(head, self.lang), page))
        return found

    def tables(self, frame: pl.DataFrame, title: str) -> None:
        """A table that belongs to no result."""
        self._show(Slide(frame), title, "", "", (), "")

    def _show(self, spec: Slide, head: str, reading: str, source: str, notes: Sequence[str], caution: str) -> Any:
        spec = replace(spec, frame=steady(spec.frame))
        parts = _parts(spec, self.room(head, reading, source, caution))
        if len(parts) > 1:  # a longer title
            parts = _parts(spec, self.room(head + self.counted(9, 9), reading, source, caution))
        shown_on = []
        for number, part in enumerate(parts, 1):
            page, room = self.page(head + self.counted(number, len(parts)), reading, source, notes, caution)
            shown_on.append(page)
            for name, frame in self._drawn(page, part, room):
                _describe(frame, "　".join(filter(None, (head, name, reading))))
        return shown_on[0]

    def _drawn(self, page: Any, part: Any, room: Box) -> list[tuple[str, Any]]:
        """What is drawn of a part of a declaration: names of small charts, and frames."""
        if isinstance(part, Grid):
            return [("", tabled(page, part, (room.left, room.top), self.lang, self.theme))]
        box = [mm(size) for size in room]
        if part.kind in dots.KINDS:
            return [("", dots.draw(page, part, box, self.theme))]
        if not part.panel:
            return [("", native.draw(page, part, box, self.theme))]
        names, found = native.labels(part.frame, part.panel), []
        ends = (
            part.frame.group_by(part.panel, part.category).agg(pl.col(part.value).sum())
            if part.kind == "stacked"
            else part.frame
        )
        most = part.most or float(max(ends[part.value].drop_nulls(), default=1))
        for name, tile in zip(names, _tiles(room, len(names)), strict=True):
            small = replace(part, frame=part.frame.filter(pl.col(part.panel).cast(pl.String) == name), most=most)
            heading = typography.wrap(shown(name, self.lang), typography.line_width(tile.width * 0.85, native.TEXT))
            drawn = native.draw(page, small, [mm(size) for size in tile], self.theme, heading)
            found.append((name, drawn))
        return found

    def counted(self, number: int, of: int) -> str:
        """Which slide this is of several with the same title."""
        if of == 1:
            return ""
        return f"（{number}／{of}）" if self.lang == "ja" else f" ({number} of {of})"

    def high(self, lines: Sequence[str], size: float, width: float) -> float:
        """How high lines of text are in a type size, in millimetres."""
        room = typography.line_width(width, size)
        return sum(typography.wrap(line, room).count("\n") + 1 for line in lines) * size * POINT * LINE

    def room(self, title: str, reading: str, source: str, caution: str) -> Box:
        """What the words of a slide leave for its chart or table."""
        whole = self.start.room
        top = self._reading_top(title)
        if reading:
            top += self.high(reading.split("\n"), READING, whole.width) + 2
        end = self._source_top(source) - 2
        if caution:
            end -= self.high([caution], TEXT, whole.width) + 1
        return Box(whole.left, top, whole.width, end - top)

    def _reading_top(self, title: str) -> float:
        room = self.start.room
        if not self.start.house:
            return room.top
        return self.start.title.top + self.high([title], self.title_size(title), self.start.title.width) + 2.5

    def _source_top(self, source: str) -> float:
        room = self.start.room
        return room.end - self.high([source or self.edition], SMALL, room.width - 20)

    def title_size(self, title: str) -> float:
        """The largest type in which a title stays in its box, which holds two lines at least."""
        box, size = self.start.title, self.start.size
        for one in (size, *(one for one in TIGHT if one < size)):
            if self.high([title], one, box.width - 5) <= max(box.height, 2 * size * POINT * LINE):
                return one
        return TIGHT[-1]

    def page(
        self, title: str, reading: str = "", source: str = "", notes: Sequence[str] = (), caution: str = ""
    ) -> tuple[Any, Box]:
        """A slide with a title, how to read it, a line of caution, its source, number and notes; and what is left."""
        from pptx.util import Pt

        page = self.file.slides.add_slide(self.layout)
        for place in list(page.placeholders):  # of a template whose slides have more than a title
            if place.placeholder_format.idx:
                place._element.getparent().remove(place._element)
        source = source or self.edition
        size = self.title_size(title)
        frame = page.shapes.title.text_frame
        frame.text = ""
        run = frame.paragraphs[0].add_run()
        run.text = legal(title)
        dress(run, self.lang, None if size == self.start.given else Pt(size))
        whole, room = self.start.room, self.room(title, reading, source, caution)
        if reading:
            top = self._reading_top(title)
            self.text(page, reading.split("\n"), Box(whole.left, top, whole.width, room.top - top - 2), READING)
        low = self._source_top(source)
        if caution:
            high = self.high([caution], TEXT, whole.width)
            box = self.text(page, [caution], Box(whole.left, low - high - 1, whole.width, high), TEXT, style.INK)
            box.name = Text("注意", "Caveat").to(self.lang)
        if source:
            box = self.text(page, [source], Box(whole.left, low, whole.width - 20, whole.end - low), SMALL)
            box.name = Text("出典", "Source").to(self.lang)
        self._number(page)
        if notes:
            page.notes_slide.notes_text_frame.text = legal("\n".join(notes))
        return page, room

    def _number(self, page: Any) -> None:
        """The number of the slide, which python-pptx leaves to the layout."""
        for place in self.layout.placeholders:
            if place.placeholder_format.type.name == "SLIDE_NUMBER":
                page.shapes._spTree.append(copy.deepcopy(place._element))

    def text(
        self, page: Any, lines: Sequence[str], box: Box, size: float, colour: str = style.GREY, gap: float = 0
    ) -> Any:
        """A box of text; `gap` in points between its paragraphs."""
        from pptx.enum.text import MSO_ANCHOR
        from pptx.util import Pt

        shape = page.shapes.add_textbox(*map(mm, box))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.TOP
        for i, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(gap)
            run = paragraph.add_run()
            run.text = legal(line)
            dress(run, self.lang, Pt(size), colour)
        return shape

    def packed(self) -> bytes:
        """The file: the same bytes for the same slides."""
        title = self.file.slides[0].shapes.title.text_frame.text if len(self.file.slides) else ""
        core = self.file.core_properties
        core.title, core.author, core.last_modified_by, core.language = title[:255], "dxcompare", "dxcompare", self.lang
        core.revision = 1
        buffer = io.BytesIO()
        self.file.save(buffer)
        return settled(buffer.getvalue(), house=self.start.house)

    def save(self, path: Path) -> None:
        """Write it, whole or not at all."""
        writing.replace(path, self.packed())


def _title(title: str | Text | Finding | None, lang: str) -> str | None:
    title = title.text if isinstance(title, Finding) else title
    return title.to(lang) if isinstance(title, Text) else title


#: Half-width letters that a line of caution holds; a longer caveat is said by its first sentence.
_CAUTION = 140


def _caution(caveats: Sequence[str]) -> str:
    """The first caveat, or its first sentence; all are in the notes."""
    if not caveats:
        return ""
    said = caveats[0]
    for stop in ("。", ". "):
        if typography.width_of(said) > _CAUTION and stop in said:
            said = said.partition(stop)[0] + stop.strip()
    return said


def _describe(frame: Any, text: str) -> None:
    """What a screen reader says of a chart or table."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", legal(text))


def _tiles(room: Box, number: int) -> list[Box]:
    """The places of small charts, row by row."""
    across = {4: 2, 5: 3, 6: 3, 9: 3, 10: 5}.get(number, min(number, 4))
    down = -(-number // across)
    gap = 4.0
    wide, high = (room.width - gap * (across - 1)) / across, (room.height - gap * (down - 1)) / down
    return [
        Box(room.left + n % across * (wide + gap), room.top + n // across * (high + gap), wide, high)
        for n in range(number)
    ]


def _parts(spec: Slide, room: Box) -> list[Any]:
    """The slides that one declaration needs: pages of a table, or slices of the categories of a chart."""
    if spec.kind in ("table", "pivot"):
        return pages(grid(spec), room.width, room.height)
    if spec.kind == "marks":
        return matrix(spec, room.width, room.height)
    if spec.kind in dots.KINDS:
        return dots.split(spec, room.width, room.height)
    by = spec.panel or spec.category
    categories = native.labels(spec.frame, by)
    each = PANELS if spec.panel else len(categories)
    if spec.kind != "line" and not spec.panel:
        each = max(1, BARS // (len(native.labels(spec.frame, spec.series)) if spec.kind == "bar" else 1))
    count = -(-len(categories) // each)
    each = -(-len(categories) // count)  # as even as can be
    slices = [categories[i : i + each] for i in range(0, len(categories), each)]
    if len(slices) == 1:
        return [spec]
    return [replace(spec, frame=spec.frame.filter(pl.col(by).cast(pl.String).is_in(mine))) for mine in slices]


def _bases(frame: pl.DataFrame, lang: str) -> list[str]:
    """The bases of a frame with groups and their n, for the notes."""
    group = f"group_{lang}"
    if not {group, "n", "certainty"} <= set(frame.columns):
        return []
    rows = frame.unique([group, "n"], maintain_order=True).iter_rows(named=True)
    said = [f"{shown(row[group], lang)} {style.base(row)}" for row in rows]
    return [f"回答者数：{'、'.join(said)}" if lang == "ja" else f"Bases: {', '.join(said)}"]


def _comparable(result: Result, lang: str) -> list[str]:
    """How far a result compares across cities, for the notes."""
    letters = {
        letter
        for table in result.tables.values()
        if "comparability" in table.columns
        for letter in table["comparability"].drop_nulls().cast(pl.String)
    }
    said = [vocabularies.COMPARABLE[letter].to(lang) for letter in sorted(letters)]
    return [("比較可能性：" if lang == "ja" else "Comparability: ") + "、".join(said)] if said else []
