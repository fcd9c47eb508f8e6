"""Small documents printed for a test, and what is read from them."""

from datetime import date

from dxcompare.extract import document
from dxcompare.report import typeset

HEAD = "#set page(margin: 2cm)\n#set text(size: 9pt)\n"


def pdf(folder, body, name="plan.pdf", head=HEAD):
    path = folder / name
    path.write_bytes(typeset.pdf(head + body, date(2026, 4, 1)))
    return path


def table(*rows, columns=None, options=""):
    """A table in typst's words; a cell is a text, or typst's own where it begins with `table.`"""
    cells = ", ".join(cell if cell.startswith("table.") else f"[{cell}]" for row in rows for cell in row)
    return f"#table(columns: {columns or max(map(len, rows))}, {options}{cells})\n"


def proposals(path):
    return document.proposals(document.read(path))


def rows(path, kind, *names):
    """The rows of one kind, as tuples of these headings."""
    return [tuple(one.row.get(name, "") for name in names) for one in proposals(path) if one.table == kind]
