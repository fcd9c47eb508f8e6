"""The text of a document, page by page, in the order of its file: to look texts up in, not to find tables."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from dxcompare.extract import document, plaintext
from dxcompare.extract.blocks import Block, Line
from dxcompare.extract.letters import Letter

#: gaps between letters, as parts of their size: a wider one is a blank; letters further back begin something else
_BLANK, _BACK = 0.18, -0.5


def texts(path: Path) -> list[str]:
    """The pages of a document; one where its format has none.

    Raises
    ------
    dxcompare.extract.blocks.CannotRead
        If it cannot be read, and why.
    PackageMissing
        If a package for its format is not installed.
    """
    kind = path.suffix.lower()
    if kind in (".txt", ".md"):
        return plaintext.decoded(path)
    if kind == ".pdf":
        document.packages(kind)
        pdf = importlib.import_module("dxcompare.extract.pdf")
        return ["".join(_spaced(letters)) for letters in pdf.again(path)]
    return ["\n".join(_said(document.read(path).blocks))]


def _spaced(letters: list[Letter]) -> Iterator[str]:
    """Letters in the order of the file, in which a cell stays together, with a blank or a new line where they part."""
    before: Letter | None = None
    for one in letters:
        if before and abs(one.top - before.top) > 0.6 * max(one.size, before.size):
            yield "\n"
        elif before and not _BACK < (one.x0 - before.x1) / max(one.size, 1) < _BLANK:
            yield " "
        yield one.text
        before = one


def _said(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines and cells of a document in its order; a merged cell once."""
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
            continue
        seen: set[int] = set()
        for row in block.rows:
            yield "\t".join(cell.text for cell in row if id(cell) not in seen)
            seen |= {id(cell) for cell in row}
