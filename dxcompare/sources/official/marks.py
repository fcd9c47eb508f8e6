"""Lists of bodies with marks (○): who uses AI, RPA or generative AI, and whose systems cannot move in time.

Made after descriptions by others, not after the files themselves: a column that is not known is a fault. A body that
is not listed may not use the thing or may not have answered; nothing is said of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dxcompare.sources.areas import spelt
from dxcompare.sources.official.figures import ADOPTED, LATE, Asked, Table, day, figure, footnote, heading, left_out
from dxcompare.sources.official.files import Sheet
from dxcompare.sources.reader import Record
from dxcompare.words.faults import Fault, Place

EXPECTED = ("都道府県名 団体名 導入済み 実証中（AI・RPA・生成AI）", "団体コード と20業務（移行が間に合わないシステム）")
_TOOLS, _SYSTEMS = "AI・RPA等の導入団体", "移行が間に合わないシステム"
#: What a title says → which tool the list is of; the first that fits.
_NAMED = {r"生成(AI|ＡＩ)": "生成AI", "RPA": "RPA", "AI": "AI"}
_WORDS = {r".*導入済み?.*": ADOPTED[0], r".*実証.*": ADOPTED[1]}
_YES = "○〇◯●"
#: How many of the services a list of systems must name to be taken for one.
_MANY = 10


@dataclass(frozen=True)
class _Found:
    """The row of headings; its columns by what they are; and column → indicator and what a mark in it says."""

    start: int
    layout: str
    areas: dict[str, int]
    marks: dict[int, tuple[Record, str]]


def find(sheet: Sheet, file: str, asked: Asked) -> _Found | None:
    """The row of headings of a list."""
    systems, tools = asked.section(_SYSTEMS), asked.section(_TOOLS)
    for i, (_, row) in enumerate(sheet.rows[:20]):
        texts = [heading(cell) for cell in row]
        areas = {
            what: next((j for j, text in enumerate(texts) if re.fullmatch(pattern, text)), -1)
            for what, pattern in (
                ("code", r"(全国地方公共)?団体コード"),
                ("prefecture", r"都道府県名?"),
                ("name", r"(市区町村|市町村|団体|自治体)名"),
            )
        }
        areas = {what: j for what, j in areas.items() if j >= 0}
        late = {j: (systems[text], LATE[0]) for j, text in enumerate(texts) if text in systems}
        if len(late) >= _MANY and "code" in areas:
            return _Found(i, "late-systems", areas, late)
        words = {
            j: word for j, text in enumerate(texts) for pattern, word in _WORDS.items() if re.fullmatch(pattern, text)
        }
        if len(words) >= 1 and "name" in areas and "prefecture" in areas:
            title = heading(" ".join([file, sheet.name, *(cell for _, top in sheet.rows[:i] for cell in top), *row]))
            tool = next((name for pattern, name in _NAMED.items() if re.search(pattern, title)), None)
            if tool:
                indicator = tools[heading(tool)]
                layout = f"adopted-{indicator['indicator'].partition('_')[0]}"
                return _Found(i, layout, areas, {j: (indicator, word) for j, word in words.items()})
    return None


def read(sheet: Sheet, found: _Found, asked: Asked) -> Table:
    """A figure for every mark; a blank cell is a blank."""
    head, faults = sheet.rows[found.start][1], asked.faults
    above = next(filter(None, (day(cell) for _, row in sheet.rows[: found.start + 1] for cell in row)), "")
    date = asked.as_of or above
    table = Table(found.layout, date)
    if not date:
        faults.append(Fault(Place(sheet.file), "no_date"))
    for j, text in enumerate(head):
        if text and j > max(found.areas.values()) and j not in found.marks:
            place = Place(sheet.file, sheet.rows[found.start][0], text)
            expected = [head[k] for k in found.marks]
            faults.append(Fault(place, "heading", {"found": text, "expected": expected}))
    first: dict[str, Place] = {}
    for number, row in sheet.rows[found.start + 1 :]:
        if footnote(row):
            left_out(table, "".join(row), Place(sheet.file, number))
            continue
        record = Record(sheet.file, number, {})
        code = _area(record, {what: row[j] for what, j in found.areas.items()}, table, asked)
        if code in first:
            faults.append(Fault(record.place(), "duplicate", {"found": code, "first": first[code]}))
        elif code:
            first[code] = record.place()
            said: set[str] = set()
            for j, (indicator, word) in found.marks.items():
                if indicator["indicator"] not in said:  # who uses one tool and tries another has it in use
                    _mark(table, indicator, word, row[j], Place(sheet.file, number, head[j]), date, code, asked)
                    said |= {indicator["indicator"]} if row[j] else set()
    return table


def _area(record: Record, cells: dict[str, str], table: Table, asked: Asked) -> str | None:
    """A municipality, or a prefecture's own administration."""
    name, prefecture = cells.get("name", ""), cells.get("prefecture", "")
    if name and spelt(name) == spelt(prefecture):
        return asked.areas.prefectures.get(spelt(name))
    return asked.areas.row(cells.get("code", ""), prefecture, name, record, asked.faults, table.notes, "団体名")


def _mark(
    table: Table, indicator: Record, word: str, text: str, place: Place, date: str, code: str, asked: Asked
) -> None:
    if text and text not in _YES:
        asked.faults.append(Fault(place, "not_in_list", {"found": text, "allowed": ["○"]}))
        return
    figure(
        table,
        indicator,
        word if text else "",
        place,
        asked.faults,
        area_code=code,
        year=date[:4],
        as_of=date,
        population="都道府県" if code.endswith("000") else "市町村",
        where=place.column or "",
    )
