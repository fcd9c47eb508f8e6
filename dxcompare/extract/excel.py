"""Excel: the tables of every sheet, told apart by blank rows."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from dxcompare.extract.blocks import Block, CannotRead, Cell, Document, Grid, Line
from dxcompare.extract.lettering import joined
from dxcompare.sources.official.files import printed
from dxcompare.words.expected import EXPECTED
from dxcompare.words.text import Text


def read(path: Path) -> Document:
    """Read a workbook; what a formula gives counts, as it was saved.

    Raises
    ------
    CannotRead
        If it is none.
    """
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except (BadZipFile, KeyError, ValueError, InvalidFileException) as error:
        raise CannotRead(Text(EXPECTED["old_excel"]["ja"], EXPECTED["old_excel"]["en"])) from error
    blocks: list[Block] = []
    for sheet in book.worksheets:
        blocks.append(Line(sheet.title))
        blocks += _blocks(sheet)
    book.close()
    return Document(blocks)


def _blocks(sheet: Any) -> list[Block]:
    """The tables of a sheet; a row with one text is a line."""
    made: dict[tuple[int, int], Cell] = {}
    for row in sheet.iter_rows():
        for cell in row:
            text = joined([(line, False) for line in _shown(cell).split("\n")])
            made[cell.row, cell.column] = Cell(text)
    for area in sheet.merged_cells.ranges:
        for row, column in itertools.product(
            range(area.min_row, area.max_row + 1), range(area.min_col, area.max_col + 1)
        ):
            made[row, column] = made[area.min_row, area.min_col]
    rows = [[made[row, column] for column in range(1, sheet.max_column + 1)] for row in range(1, sheet.max_row + 1)]
    found: list[Block] = []
    for blank, group in itertools.groupby(rows, key=lambda row: not any(cell.text for cell in row)):
        table = list(group) if not blank else []
        while table and len({id(cell) for cell in table[0] if cell.text}) == 1:
            found.append(Line(next(cell.text for cell in table.pop(0) if cell.text)))
        if table:
            found.append(Grid(table))
    return found


def _shown(cell: Any) -> str:
    """A cell as the sheet shows it, with the commas of its format."""
    text = printed(cell)
    if "#,##" in cell.number_format and text.lstrip("-").replace(".", "", 1).isdigit():
        whole, point, rest = text.partition(".")
        return f"{int(whole):,}{point}{rest}"
    return text
