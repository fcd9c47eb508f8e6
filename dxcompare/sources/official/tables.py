"""Official tables recognised by their headings, and read into figures with their places."""

from __future__ import annotations

from pathlib import Path

from dxcompare.sources.areas import Areas
from dxcompare.sources.official import cards, dashboard, marks, procedures
from dxcompare.sources.official.figures import NOT_SURVEYED, STATUS, Asked, Table
from dxcompare.sources.official.files import Sheet, sheets
from dxcompare.sources.reader import Record
from dxcompare.words.faults import Fault, Place

__all__ = ["NOT_SURVEYED", "STATUS", "Table", "read"]


def read(
    path: Path, known: list[Record], areas: Areas, published: str, as_of: str, faults: list[Fault]
) -> Table | None:
    """Read an official table, on whichever sheet it stands; what is wrong goes to `faults`."""
    found = sheets(path, faults)
    if faults or not found:
        return None
    asked = Asked(known, areas, published, as_of, faults)
    shown = [sheet for sheet in found if not sheet.hidden]  # an older state often lies hidden in a book
    read: list[Sheet] = []
    hidden = [sheet for sheet in found if sheet.hidden]
    table = _recognised(path, shown, asked, read) or _recognised(path, hidden, asked, read)
    if table is not None:
        table.notes.extend(Fault(Place(sheet.file), "unread_sheet") for sheet in found if sheet not in read)
    if table is None and not faults:
        top, head = next((row for row in found[0].rows if sum(map(bool, row[1])) > 1), found[0].rows[0])
        headings = [cell for cell in head if cell][:8] or ["–"]
        expected = [cards.EXPECTED, *procedures.EXPECTED, *marks.EXPECTED, *dashboard.sections(known)]
        faults.append(Fault(Place(found[0].file, top), "layout", {"found": headings, "expected": expected}))
    return table


def _recognised(path: Path, found: list[Sheet], asked: Asked, used: list[Sheet]) -> Table | None:
    """The table that one of these sheets holds, if it is of a kind that is known; and the sheets that it was read of."""
    if mine := [sheet for sheet in found if cards.find(sheet) is not None]:
        used += mine[:1]
        return cards.read(mine, asked)
    if mine := [sheet for sheet in found if procedures.find(sheet, asked)]:
        used += mine
        return procedures.read(mine, asked)
    for sheet in found:
        if at := marks.find(sheet, path.name, asked):
            used.append(sheet)
            return marks.read(sheet, at, asked)
    for sheet in found:
        start = dashboard.find(sheet, asked.known)
        if start is not None:
            used.append(sheet)
            return dashboard.read(sheet, start, asked)
    return None
