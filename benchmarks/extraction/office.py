"""The same tables by other programs: Word files, workbooks, web pages, and PDFs of LibreOffice and Chromium."""

from __future__ import annotations

import html
import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
import pandas as pd
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from benchmarks.extraction.tables import Sheet, Spot


def placed(sheet: Sheet) -> dict[tuple[int, int], Spot]:
    """The upper left place of each cell, as HTML counts."""
    taken: set[tuple[int, int]] = set()
    found = {}
    for r, row in enumerate(sheet.rows):
        c = 0
        for spot in row:
            while (r, c) in taken:
                c += 1
            found[r, c] = spot
            taken |= {(r + y, c + x) for y in range(spot.down) for x in range(spot.across)}
            c += spot.across
    return found


def word(sheets: list[Sheet], path: Path, *, landscape: bool = False) -> None:
    """A Word file with the style that Word gives tables."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = "IPAexGothic"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "IPAexGothic")
    style.font.size = docx.shared.Pt(9)
    if landscape:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for sheet in sheets:
        document.add_heading(sheet.title, 2)
        width = sum(spot.across for spot in sheet.rows[0])
        table = document.add_table(len(sheet.rows), width, style="Table Grid")
        for (r, c), spot in placed(sheet).items():
            cell = table.cell(r, c)
            if spot.down > 1 or spot.across > 1:
                cell = cell.merge(table.cell(r + spot.down - 1, c + spot.across - 1))
            cell.text = spot.text
        share = sum(sheet.widths)
        for at, part in enumerate(sheet.widths):
            for cell in table.columns[at].cells:
                cell.width = docx.shared.Cm((24 if landscape else 16) * part / share)
        document.add_paragraph("")
    document.save(str(path))


def workbook(sheets: list[Sheet], path: Path) -> None:
    """A workbook, all tables on one sheet, numbers as numbers where they are nothing else."""
    book = openpyxl.Workbook()
    page = book.active
    top = 1
    for sheet in sheets:
        page.cell(top, 1, sheet.title)
        top += 1
        for (r, c), spot in placed(sheet).items():
            cell = page.cell(top + r, c + 1)
            plain = spot.text.isascii() and spot.text.replace(".", "", 1).isdigit()
            cell.font = Font(name="IPAexGothic", size=9)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.value = (float(spot.text) if "." in spot.text else int(spot.text)) if plain else spot.text
            if plain and "." in spot.text:
                cell.number_format = "0." + "0" * len(spot.text.partition(".")[2])
            for y in range(spot.down):
                for x in range(spot.across):
                    page.cell(top + r + y, c + 1 + x).border = Border(*[Side("thin")] * 4)
            if spot.down > 1 or spot.across > 1:
                page.merge_cells(
                    start_row=top + r, start_column=c + 1, end_row=top + r + spot.down - 1, end_column=c + spot.across
                )
        for r, row in enumerate(sheet.rows):
            places = [(spot, c) for (y, c), spot in placed(sheet).items() if y == r and spot.down == 1]
            lines = [
                sum(1 + len(part) // (4 * sheet.widths[c] * spot.across) for part in spot.text.split("\n"))
                for spot, c in places
            ]
            page.row_dimensions[top + r].height = 14 * max([*lines, 1 + (not row)])
        top += len(sheet.rows) + 1
    for at, part in enumerate(max((sheet.widths for sheet in sheets), key=len), start=1):
        page.column_dimensions[get_column_letter(at)].width = 8 * part
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.save(path)


def web(sheets: list[Sheet], path: Path) -> None:
    """A web page whose tables pandas writes, in its own manner."""
    parts = []
    for sheet in sheets:
        width = sum(spot.across for spot in sheet.rows[0])
        cells = [[""] * width for _ in sheet.rows]
        for (r, c), spot in placed(sheet).items():
            for y in range(spot.down):
                for x in range(spot.across):
                    cells[r + y][c + x] = spot.text
        heads = pd.MultiIndex.from_tuples(zip(*cells[: sheet.heads], strict=True)) if sheet.heads > 1 else cells[0]
        frame = pd.DataFrame(cells[sheet.heads :], columns=heads)
        parts += [f"<h2>{html.escape(sheet.title)}</h2>", frame.to_html(index=False).replace("\\n", "<br>")]
    path.write_text(f'<html><head><meta charset="utf-8"></head><body>{"".join(parts)}</body></html>', encoding="utf-8")


def program(name: str) -> str | None:
    """Where a program lies: `calc` or `chromium`; none if it is not there."""
    names = {"calc": ("soffice",), "chromium": ("chromium", "chromium-browser", "google-chrome", "chrome")}[name]
    return next(filter(None, map(shutil.which, names)), None)


def pdf(path: Path) -> Path:
    """The PDF that LibreOffice makes of a workbook, or Chromium of a web page."""
    out = path.with_suffix(".pdf")
    if path.suffix == ".xlsx":
        profile = f"-env:UserInstallation=file://{path.parent.absolute()}/office"
        command = [
            program("calc"),
            "--headless",
            profile,
            "--convert-to",
            "pdf",
            "--outdir",
            str(path.parent),
            str(path),
        ]
    else:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command = [program("chromium"), *options, f"--print-to-pdf={out}", path.absolute().as_uri()]
    subprocess.run([str(word) for word in command], check=True, capture_output=True, timeout=120)
    return out
