"""A PDF written by hand, with a Japanese font that is named but not embedded, as old office programs make them."""

from __future__ import annotations

import itertools
from pathlib import Path

from benchmarks.extraction.office import placed
from benchmarks.extraction.tables import Sheet

WIDTH, HEIGHT, MARGIN, SIZE = 842.0, 595.0, 40.0, 8.0


def pdf(sheets: list[Sheet], path: Path) -> None:
    """Print tables with all rules; a page for every twenty rows or so."""
    pages: list[list[str]] = [[]]
    y = HEIGHT - MARGIN
    for sheet in sheets:
        total = sum(sheet.widths)
        xs = [MARGIN + (WIDTH - 2 * MARGIN) * part / total for part in itertools.accumulate([0.0, *sheet.widths])]
        cells = {at: _wrapped(spot.text, xs[at[1] + spot.across] - xs[at[1]] - 6) for at, spot in placed(sheet).items()}
        heights = [
            max([len(lines) for (r, _), lines in cells.items() if r == at and placed(sheet)[r, _].down == 1], default=1)
            for at in range(len(sheet.rows))
        ]
        ys = [0.0, *itertools.accumulate(lines * SIZE * 1.25 + 6 for lines in heights)]
        if y - min(ys[-1] + 20, HEIGHT - 2 * MARGIN) < MARGIN:
            pages.append([])
            y = HEIGHT - MARGIN
        pages[-1].append(_text(MARGIN, y - 10, sheet.title, 11))
        y -= 20
        start = 0.0
        for (r, c), spot in sorted(placed(sheet).items()):
            if y - (ys[r + 1] - start) < MARGIN:
                pages.append([])
                y, start = HEIGHT - MARGIN, ys[r]
            top, bottom = y - (ys[r] - start), y - (ys[min(r + spot.down, len(ys) - 1)] - start)
            bottom = max(bottom, MARGIN - 10)
            pages[-1].append(
                f"0.5 w {xs[c]:.2f} {bottom:.2f} {xs[c + spot.across] - xs[c]:.2f} {top - bottom:.2f} re S"
            )
            for at, line in enumerate(cells[r, c]):
                pages[-1].append(_text(xs[c] + 3, top - 3 - SIZE * (1 + 1.25 * at), line, SIZE))
        y -= ys[-1] - start + 14
    path.write_bytes(_file(["\n".join(page) for page in pages]))


def _width(c: str) -> float:
    return SIZE / 2 if c.isascii() else SIZE


def _wrapped(text: str, width: float) -> list[str]:
    lines = []
    for part in text.split("\n"):
        line, used = "", 0.0
        for c in part:
            if used + _width(c) > width:
                lines.append(line)
                line, used = "", 0.0
            line, used = line + c, used + _width(c)
        lines.append(line)
    return lines


def _text(x: float, y: float, text: str, size: float) -> str:
    return f"BT /F1 {size} Tf {x:.2f} {y:.2f} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _file(pages: list[str]) -> bytes:
    """The objects of a PDF, numbered in order."""
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UTF16-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /DW 1000 /W [1 [500] 2 94 500 231 632 500] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 5 >> /FontDescriptor 5 0 R >>",
        "<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [-92 -250 1010 922] /ItalicAngle 0 "
        "/Ascent 752 /Descent -221 /CapHeight 737 /StemV 114 >>",
    ]
    for at, page in enumerate(pages):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH:.0f} {HEIGHT:.0f}] /Contents {7 + 2 * at} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
        ]
    made, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + end.encode("ascii")
