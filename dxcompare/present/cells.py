"""A table on a slide: native cells with rules between rows, fills where asked for, heads over several columns."""

from __future__ import annotations

from math import fsum
from typing import Any

from dxcompare.present import style
from dxcompare.present.glyphs import legal
from dxcompare.present.grid import Grid
from dxcompare.present.theme import Theme, paint, solid

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"


def mm(size: float) -> int:
    """Millimetres in the unit of office files."""
    return round(size * 36_000)


def tabled(page: Any, part: Grid, place: tuple[float, float], lang: str, theme: Theme) -> Any:
    """Put a table on a slide with its upper left corner at a place, in millimetres; returns its frame."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    rows = [part.heads, *part.rows]
    size = (mm(fsum(part.widths)), mm(fsum(part.heights)))
    frame = page.shapes.add_table(len(rows), len(part.heads), mm(place[0]), mm(place[1]), *size)
    table = frame.table
    table.first_row, table.horz_banding = True, False
    table._tbl.tblPr.find("{*}tableStyleId").text = _NO_STYLE
    for x, width in enumerate(part.widths):
        table.columns[x].width = mm(width)
    for y, (height, row) in enumerate(zip(part.heights, rows, strict=True)):
        table.rows[y].height = mm(height)
        for x, text in enumerate(row):
            cell = table.cell(y, x)
            cell.margin_left = cell.margin_right = mm(part.margin)
            cell.margin_top = cell.margin_bottom = mm(0.7)
            cell.vertical_anchor = MSO_ANCHOR.BOTTOM if y == 0 else MSO_ANCHOR.MIDDLE
            shade = part.shades[y - 1][x] if y and part.shades else None
            colour = style.GREY if y == 0 else theme.ink(shade) if shade else style.INK
            for i, line in enumerate(text.split("\n")):
                paragraph = cell.text_frame.paragraphs[0] if i == 0 else cell.text_frame.add_paragraph()
                paragraph.alignment = getattr(PP_ALIGN, part.align[x].upper())
                run = paragraph.add_run()
                run.text = legal(line)
                dress(run, lang, Pt(part.size), colour)
            if shade:
                cell.fill.solid()
                paint(cell.fill.fore_color, shade)
            else:
                cell.fill.background()
            _rule(cell, style.PALE if y == 0 else style.RULE)
    for y, x, over in part.spans:
        table.cell(y, x).merge(table.cell(y, x + over - 1))
    return frame


def dress(run: Any, lang: str, size: Any = None, colour: str | None = None) -> None:
    """Size, colour and language of a run; its font is the theme's."""
    if size is not None:
        run.font.size = size
    if colour is not None:
        paint(run.font.color, colour)
    run._r.get_or_add_rPr().set("lang", {"ja": "ja-JP", "en": "en-GB"}[lang])


def _rule(cell: Any, colour: str) -> None:
    """A line under a cell; the schema wants it before the fill."""
    from lxml import etree

    line = etree.Element(f"{{{_NS}}}lnB", w="9525")
    line.append(solid(colour))
    cell._tc.get_or_add_tcPr().insert(0, line)
