"""Tables printed as PDF by typst, with the font that japanize-matplotlib brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.extraction.tables import Sheet, Spot
from dxcompare.report import typeset
from dxcompare.report.typeset import quoted

#: What is printed has no date of its own.
ON = date(2026, 4, 1)


@dataclass(frozen=True)
class Style:
    """How tables are drawn.

    Attributes
    ----------
    rules : {"grid", "across", "ends", "open", "double", "boxes", "shade", "none"}
        All rules, between rows only, above and below headings and at the end, without those at the sides,
        double, every cell in a box of its own, shading only, or no rules.
    """

    rules: str = "grid"
    size: float = 9.0
    landscape: bool = False
    inset: float = 4.0
    shaded: bool = False
    bold: bool = False
    text: str = ""
    centred: bool = False
    repeated: bool = False


def _content(spot: Spot, style: Style) -> str:
    if spot.arrow:
        return "#place(horizon, dx: -4pt)[#line(length: 100% + 8pt, stroke: 2pt + blue)]"
    parts = [f"#{quoted(part)}" for part in spot.text.split("\n")]
    said = " \\ ".join(parts)
    if style.bold and spot.head:
        said = "#box[" + "".join(f"#place(dx: {x}pt)[{said}]" for x in (0.1, 0.2, 0.3)) + f"{said}]"
    return said


def _cell(spot: Spot, style: Style) -> str:
    fill = ", fill: luma(220)" if spot.head and (style.shaded or style.rules == "shade") else ""
    body = _content(spot, style)
    return f"table.cell(colspan: {spot.across}, rowspan: {spot.down}{fill})[{body}]"


def table(sheet: Sheet, style: Style) -> str:
    """A table in typst's words."""
    cells = ", ".join(_cell(spot, style) for row in sheet.rows[sheet.heads :] for spot in row)
    top = ", ".join(_cell(spot, style) for row in sheet.rows[: sheet.heads] for spot in row)
    repeat = "true" if style.repeated else "false"
    cells = f"table.header(repeat: {repeat}, {top}), {cells}"
    strokes = {
        "grid": "0.5pt",
        "across": "(x: none, y: 0.5pt)",
        "ends": "none",
        "open": "(x, y) => (left: if x > 0 { 0.5pt }, top: 0.5pt, bottom: 0.5pt)",
        "double": "0.5pt",
        "boxes": "0.5pt",
        "shade": "none",
        "none": "none",
    }
    lines = ""
    if style.rules == "ends":
        last = len(sheet.rows)
        lines = f"table.hline(y: 0, stroke: 1pt), table.hline(y: {sheet.heads}, stroke: 0.5pt), table.hline(y: {last}, stroke: 1pt), "
    widths = ", ".join(f"{width}fr" for width in sheet.widths)
    gap = {"boxes": 3, "double": 1.5}.get(style.rules, 0)
    align = "(x, y) => if x == 0 { left + horizon } else { center + horizon }" if style.centred else "left + horizon"
    return f"#table(columns: ({widths}), inset: {style.inset}pt, gutter: {gap}pt, stroke: {strokes[style.rules]}, align: {align}, {lines}{cells})"


def pdf(sheets: list[Sheet], style: Style, path: Path) -> None:
    """Print tables, each below its title."""
    flipped = "true" if style.landscape else "false"
    parts = [
        f'#set page(paper: "a4", flipped: {flipped}, margin: 1.6cm, numbering: "- 1 -")',
        f"#set text(size: {style.size}pt)",
    ]
    for sheet in sheets:
        parts += [
            *(f"#{quoted(line)}\n" for line in sheet.lines),
            f"= #{quoted(sheet.title)}",
            table(sheet, style),
            "",
        ]
    parts.append(style.text)
    path.write_bytes(typeset.pdf("\n".join(parts), ON))
