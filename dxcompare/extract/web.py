"""Web pages: headings, paragraphs and tables in order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import html
from lxml.etree import ParserError

from dxcompare.extract.blocks import Block, CannotRead, Cell, Document, Grid, Line
from dxcompare.extract.lettering import clean, joined
from dxcompare.words.text import Text

EMPTY = Text("中身のない HTML です", "the page is empty")
_SKIPPED = {"script", "style", "head", "nav", "noscript", "template"}
_LINES = {"p", "li", "dt", "dd", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "td", "th", "body"}


def read(path: Path) -> Document:
    """Read a web page.

    Raises
    ------
    CannotRead
        If there is nothing in it.
    """
    data = path.read_bytes()
    try:
        top = html.fromstring(_decoded(data))
    except ParserError as error:
        raise CannotRead(EMPTY) from error
    blocks: list[Block] = []
    _walk(top, blocks)
    return Document(blocks)


def _decoded(data: bytes) -> str | bytes:
    """The text, if it is UTF-8; else lxml goes by what the page says of itself."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data
    return text.partition("?>")[2] if text.startswith("<?xml") else text


def _walk(node: Any, blocks: list[Block]) -> None:
    """Append what stands below a node."""
    for child in [node] if node.tag == "table" else node:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        if child.tag == "table" and child.find(".//table") is None:
            if (caption := child.find("caption")) is not None and (text := clean(caption.text_content())):
                blocks.append(Line(text))
            blocks.append(_grid(child))
        elif any(inner.tag in _LINES or inner.tag == "table" for inner in child.iterdescendants()):
            _walk(child, blocks)
        else:
            heading = int(child.tag[1]) if child.tag in ("h1", "h2", "h3", "h4", "h5", "h6") else 0
            blocks += [Line(text, heading=heading) for text in map(clean, _text(child).split("\n")) if text]


def _grid(table: Any) -> Grid:
    """A table; a cell with `rowspan` or `colspan` stands in each place that it covers."""
    placed: dict[tuple[int, int], Cell] = {}
    heads, only_heads = 0, True
    rows = table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
    for r, row in enumerate(rows):
        cells = row.xpath("./td | ./th")
        only_heads = only_heads and bool(cells) and all(cell.tag == "th" for cell in cells)
        heads += only_heads
        c = 0
        for cell in cells:
            while (r, c) in placed:
                c += 1
            made = Cell(joined([(line, False) for line in _text(cell).split("\n")]))
            down, across = _span(cell, "rowspan") or len(rows) - r, _span(cell, "colspan")
            placed |= {(r + y, c + x): made for y in range(min(down, len(rows) - r)) for x in range(across)}
            c += across
    width = max((c for _, c in placed), default=-1) + 1
    return Grid([[placed.get((r, c)) or Cell() for c in range(width)] for r in range(len(rows))], heads=heads)


def _span(cell: Any, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(int(text), 100) if text.isdigit() else 1


def _text(node: Any) -> str:
    """The text of a node; only `<br>` and paragraphs break its lines."""
    parts = [" ".join((node.text or "").split())]
    for child in node:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED:
            parts.append("\n" if child.tag == "br" else ("\n" if child.tag in _LINES else "") + _text(child))
        parts.append(" ".join((child.tail or "").split()))
    return "".join(parts)
