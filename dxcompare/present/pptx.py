"""Slides of results: 16:9, a question or finding above, a native chart or table, the source below.

Nothing is a picture: charts carry their workbook and can be edited, tables are tables. Method, bases,
comparability and caveats are in the notes.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from dxcompare.present import native, style
from dxcompare.present.about import FONT, about
from dxcompare.present.finding import Finding
from dxcompare.present.grid import Grid, grid, pages
from dxcompare.present.package import settled
from dxcompare.present.result import Result
from dxcompare.present.slide import Slide, finding_of, slides_of
from dxcompare.tables import vocabularies
from dxcompare.words import typography
from dxcompare.words.faults import needed
from dxcompare.words.text import Text, shown

#: The slide, and where things are on it, in millimetres.
WIDE, HIGH, EDGE = 338.67, 190.5, 15.0


TITLE_TOP, READING_TOP, BODY_TOP, BODY_END, SOURCE_TOP = 9.0, 25.0, 38.0, 173.0, 176.0


#: Type sizes in points.
TITLE, READING, SOURCE = 24, 13, 10


#: Categories × series that a bar chart shows at most; more go to a further slide.
BARS = 34


def write(
    result: Result,
    path: Path,
    *,
    kind: str | None,
    lang: str,
    title: str | Text | Finding | None = None,
    **options: Any,
) -> None:
    """Write the slides of one result; `title` takes the place of its question."""
    show = Show(lang, result.edition)
    show.add(result, kind, title, **options)
    show.save(path)


class Show:
    """A presentation being made; a slide of no result bears the edition of the data as its source line."""

    def __init__(self, lang: str, edition: Text):
        pptx = needed("pptx", "python-pptx", lang)
        self.lang = lang
        self.edition = edition.to(lang)
        self.file = pptx.Presentation()
        self.file.slide_width, self.file.slide_height = _mm(WIDE), _mm(HIGH)
        layouts = {layout.name: layout for layout in self.file.slide_layouts}
        for name, layout in layouts.items():
            if name != "Title Only":
                self.file.slide_layouts.remove(layout)
        self.layout = layouts["Title Only"]
        _arrange(self.file.slide_master, self.layout)

    def add(
        self, result: Result, kind: str | None = None, title: str | Text | Finding | None = None, **options: Any
    ) -> None:
        """A result's slides."""
        source = result.source_line(self.lang)
        finding = finding_of(result, self.lang)
        for spec in slides_of(result, self.lang, kind, **options):
            head = _title(title, self.lang) or spec.title or finding or result.title.to(self.lang)
            notes = [
                f"{what}：{text}" if self.lang == "ja" else f"{what}: {text}" for what, text in about(result, self.lang)
            ]
            notes[2:2] = [*_bases(spec.frame, self.lang), *_comparable(result, self.lang), *spec.notes]
            if spec.frame.is_empty():
                none = Text("該当するものはない。", "There is none.").to(self.lang)
                self.page(shown(head, self.lang), none, source, notes)
                continue
            reading = "\n".join(line for line in spec.reading.split("\n") if line != head)  # the question is said once
            self._show(
                _parts(spec), shown(head, self.lang), reading, "　".join(filter(None, (spec.base, source))), notes
            )

    def tables(self, parts: Sequence[Grid], title: str) -> None:
        """A table that belongs to no result."""
        self._show(parts, title, "", "", ())

    def _show(self, parts: Sequence[Any], head: str, reading: str, source: str, notes: Sequence[str]) -> None:
        for number, part in enumerate(parts, 1):
            page = self.page(head + self.counted(number, len(parts)), reading, source, notes)
            if isinstance(part, Grid):
                _table(page, part, self.lang, head)
            else:
                box = (EDGE - 2, BODY_TOP, WIDE - 2 * EDGE + 4, BODY_END - BODY_TOP)
                _describe(native.draw(page, part, [_mm(size) for size in box]), f"{head}　{reading}")

    def counted(self, number: int, of: int) -> str:
        """Which slide this is of several with the same title."""
        if of == 1:
            return ""
        return f"（{number}／{of}）" if self.lang == "ja" else f" ({number} of {of})"

    def page(self, title: str, reading: str = "", source: str = "", notes: Sequence[str] = ()) -> Any:
        """A slide with a title, a line on how to read it, its source line, number and notes."""
        page = self.file.slides.add_slide(self.layout)
        source = source or self.edition
        self.write(page.shapes.title.text_frame, [title], _title_size(title), style.INK)
        if reading:
            self.text(page, reading.split("\n"), READING_TOP, 12, READING, style.GREY)
        if source:
            box = self.text(page, [source], SOURCE_TOP, 10, SOURCE, style.GREY, width=WIDE - 2 * EDGE - 20)
            box.name = Text("出典", "Source").to(self.lang)
        for place in self.layout.placeholders:
            if place.placeholder_format.idx == 12:  # the number, which python-pptx leaves to the layout
                page.shapes._spTree.append(copy.deepcopy(place._element))
        if notes:
            page.notes_slide.notes_text_frame.text = "\n".join(notes)
        return page

    def text(
        self,
        page: Any,
        lines: Sequence[str],
        top: float,
        height: float,
        size: float,
        colour: str,
        width: float = WIDE - 2 * EDGE,
        gap: float = 0,
    ) -> Any:
        """A box of text from the left edge; `gap` in points between its paragraphs."""
        from pptx.util import Pt

        box = page.shapes.add_textbox(_mm(EDGE), _mm(top), _mm(width), _mm(height))
        self.write(box.text_frame, lines, size, colour)
        for paragraph in box.text_frame.paragraphs:
            paragraph.space_after = Pt(gap)
        return box

    def write(self, frame: Any, lines: Sequence[str], size: float, colour: str) -> None:
        """Lines in place of what a frame holds."""
        frame.clear()
        _write(frame, lines, size, colour, self.lang)

    def save(self, path: Path) -> None:
        """Write it, the same bytes for the same slides."""
        title = self.file.slides[0].shapes.title.text_frame.text if len(self.file.slides) else ""
        core = self.file.core_properties
        core.title, core.author, core.last_modified_by, core.language = title, "dxcompare", "dxcompare", self.lang
        core.revision = 1
        buffer = io.BytesIO()
        self.file.save(buffer)
        path.write_bytes(settled(buffer.getvalue()))


def _title(title: str | Text | Finding | None, lang: str) -> str | None:
    title = title.text if isinstance(title, Finding) else title
    return title.to(lang) if isinstance(title, Text) else title


def _title_size(title: str) -> float:
    """The largest type in which a title stays on one line, down to 14 points."""
    room = WIDE - 2 * EDGE - 6
    return next(
        (size for size in (TITLE, 20, 18, 16) if typography.width_of(title) <= typography.line_width(room, size)), 14
    )


def _mm(size: float) -> int:
    return round(size * 36_000)


def _arrange(master: Any, layout: Any) -> None:
    """Title and number of the layout at their places on a wide slide, the title quiet and from the left."""
    for shape in (*master.placeholders, *layout.placeholders):
        kind = shape.placeholder_format.type.name
        if kind == "TITLE":
            shape.left, shape.top, shape.width, shape.height = map(_mm, (EDGE, TITLE_TOP, WIDE - 2 * EDGE, 16))
        elif kind == "SLIDE_NUMBER":
            shape.left, shape.top, shape.width, shape.height = map(_mm, (WIDE - EDGE - 20, SOURCE_TOP, 20, 8))
        elif kind == "BODY":
            shape.left, shape.top, shape.width, shape.height = map(
                _mm, (EDGE, BODY_TOP, WIDE - 2 * EDGE, BODY_END - BODY_TOP)
            )
        else:
            shape._element.getparent().remove(shape._element)
    level = master.element.find(".//{*}titleStyle/{*}lvl1pPr")
    level.set("algn", "l")
    level.find("{*}defRPr").set("sz", str(TITLE * 100))


def _write(frame: Any, lines: Sequence[str], size: float, colour: str, lang: str) -> None:
    """Lines of text in a frame without margins, marked with their language."""
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for i, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        _dress(run, Pt(size), colour, lang)


def _dress(run: Any, size: Any, colour: str, lang: str) -> None:
    from lxml import etree

    run.font.size = size
    run.font.color.rgb = native._colour(colour)
    run.font.name = FONT
    letters = run._r.get_or_add_rPr()
    letters.set("lang", {"ja": "ja-JP", "en": "en-GB"}[lang])
    latin = letters.find("{*}latin")
    asian = etree.Element(latin.tag.replace("latin", "ea"), typeface=FONT)
    latin.addnext(asian)


def _describe(frame: Any, text: str) -> None:
    """What a screen reader says of a chart or table."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", text)


def _parts(spec: Slide) -> list[Any]:
    """The slides that one declaration needs: pages of a table, or slices of the categories of a chart."""
    if spec.kind in ("table", "pivot"):
        return pages(grid(spec), WIDE - 2 * EDGE, BODY_END - BODY_TOP)
    categories = native.labels(spec.frame, spec.category)
    each = len(categories)
    if spec.kind != "line":
        bars = 2 if spec.kind == "ratio" else len(native.labels(spec.frame, spec.series)) if spec.kind == "bar" else 1
        each = max(1, BARS // bars)
    count = -(-len(categories) // each)
    each = -(-len(categories) // count)  # as even as can be
    slices = [categories[i : i + each] for i in range(0, len(categories), each)]
    if len(slices) == 1:
        return [spec]
    from dataclasses import replace

    return [
        replace(spec, frame=spec.frame.filter(pl.col(spec.category).cast(pl.String).is_in(mine))) for mine in slices
    ]


def _table(page: Any, part: Grid, lang: str, title: str) -> None:
    """A native table: a header row, rules between rows, numbers at the right, shades where asked for."""
    from lxml import etree
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame = page.shapes.add_table(
        len(part.rows) + 1, len(part.heads), _mm(EDGE), _mm(BODY_TOP), _mm(sum(part.widths)), _mm(sum(part.heights))
    )
    _describe(frame, title)
    table = frame.table
    table.first_row, table.horz_banding = True, False
    style_id = table._tbl.tblPr.find("{*}tableStyleId")
    style_id.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
    for x, width in enumerate(part.widths):
        table.columns[x].width = _mm(width)
    for y, (height, row) in enumerate(zip(part.heights, [part.heads, *part.rows], strict=True)):
        table.rows[y].height = _mm(height)
        for x, text in enumerate(row):
            cell = table.cell(y, x)
            cell.margin_left = cell.margin_right = _mm(1.5)
            cell.margin_top = cell.margin_bottom = _mm(0.7)
            cell.vertical_anchor = MSO_ANCHOR.BOTTOM if y == 0 else MSO_ANCHOR.MIDDLE
            shade = part.shades[y - 1][x] if y and part.shades else None
            colour = style.GREY if y == 0 else "#ffffff" if shade and native._dark(shade) else style.INK
            for i, line in enumerate(text.split("\n")):
                paragraph = cell.text_frame.paragraphs[0] if i == 0 else cell.text_frame.add_paragraph()
                paragraph.alignment = getattr(PP_ALIGN, part.align[x].upper())
                run = paragraph.add_run()
                run.text = line
                _dress(run, Pt(part.size), colour, lang)
            if shade:
                cell.fill.solid()
                cell.fill.fore_color.rgb = native._colour(shade)
            else:
                cell.fill.background()
            _rule(cell, etree, style.PALE if y == 0 else style.RULE)


def _rule(cell: Any, etree: Any, colour: str) -> None:
    """A line under a cell; the schema wants it before the fill."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    line = etree.Element(f"{{{space}}}lnB", w="9525")
    etree.SubElement(
        etree.SubElement(line, f"{{{space}}}solidFill"), f"{{{space}}}srgbClr", val=colour.removeprefix("#").upper()
    )
    cell._tc.get_or_add_tcPr().insert(0, line)


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
