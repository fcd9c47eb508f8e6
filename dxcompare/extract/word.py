"""Word: paragraphs and tables in the order of the file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from dxcompare.extract.blocks import Block, CannotRead, Cell, Document, Grid, Line
from dxcompare.extract.lettering import clean, joined
from dxcompare.words.text import Text

BROKEN = Text("Word の文書（.docx）として読めません", "this cannot be read as a Word file (.docx)")


def read(path: Path) -> Document:
    """Read a Word file.

    Raises
    ------
    CannotRead
        If it is none.
    """
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise CannotRead(BROKEN) from error
    blocks: list[Block] = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            blocks.append(_grid(item))
        else:
            style = item.style.name or "" if item.style else ""
            level = re.search(r"(?:Heading|見出し) ?(\d)", style)
            blocks += [
                Line(text, heading=int(level[1]) if level else 0) for text in map(clean, item.text.split("\n")) if text
            ]
    return Document(blocks)


def _grid(table: Table) -> Grid:
    """A table; a merged cell stands in each place that it covers."""
    made: dict[Any, Cell] = {}
    width = max((row.grid_cols_before + len(row.cells) + row.grid_cols_after for row in table.rows), default=0)
    rows = []
    for row in table.rows:
        cells = [Cell() for _ in range(row.grid_cols_before)]
        for cell in row.cells:
            if cell._tc not in made:
                texts = [text for inner in cell.paragraphs for text in inner.text.split("\n")]
                made[cell._tc] = Cell(joined([(text, False) for text in texts]))
            cells.append(made[cell._tc])
        rows.append([*cells, *(Cell() for _ in range(width - len(cells)))])
    return Grid(rows)
