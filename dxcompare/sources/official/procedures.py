"""The ministry's survey of online procedures (個別資料 「（６）オンライン利用状況調査」): a block of columns a procedure.

Made after descriptions of these workbooks by others, not after the files themselves: so every column is told by its
headings, and one that says something else than expected is a fault; nothing is read by its position alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from dxcompare.sources import values
from dxcompare.sources.official.figures import ONLINE, Asked, Table, agrees, count, figure, footnote, heading, left_out
from dxcompare.sources.official.files import Sheet
from dxcompare.sources.reader import Record
from dxcompare.words.faults import Fault, Place, Unreadable

EXPECTED = ("団体コード 都道府県名 市区町村名 と手続名（オンライン利用状況調査）",)
#: The sections under which the indicators stand: whether a procedure can be filed online, and how much it is.
_ONLINE, _USE = "オンライン利用状況調査", "よく使う32手続のオンライン申請利用状況"
#: What a column of a block is, in the order in which blocks have them → how its heading reads.
_ROLES = {
    "offered": r".*(有無|有/無|有・無).*",
    "online": r".*(済/未|済・未|オンライン化(状況|の状況)?).*",
    "total": r"(?!.*オンライン).*(総件数|件数).*",
    "filed": r".*オンライン.*件数.*",
    "rate": r".*(率|割合).*",
}
_NEEDED = "online"


@dataclass(frozen=True)
class _Block:
    """A procedure: its name, what each of its columns is, and its indicators."""

    name: str
    columns: dict[str, int]
    online: Record
    use: Record | None


@dataclass(frozen=True)
class _Head:
    """The headings of a sheet: how many rows they take, the row of procedures, and the columns of the areas."""

    start: int
    names: int
    code: int
    name: int
    prefecture: int | None


def find(sheet: Sheet, asked: Asked) -> _Head | None:
    """Where the headings stand: a row with a column of codes, and one with procedures that are known."""
    known = asked.section(_ONLINE)
    top = sheet.rows[:12]
    labels = [(i, j, heading(cell)) for i, (_, row) in enumerate(top) for j, cell in enumerate(row)]
    code = next(((i, j) for i, j, text in labels if re.fullmatch(r"(全国地方公共)?団体コード", text)), None)
    names = next((i for i, (_, row) in enumerate(top) if any(heading(cell) in known for cell in row)), None)
    name = next(
        (
            j
            for _, j, text in labels
            if re.fullmatch(r"(市区町村|市町村|団体|都道府県)名", text) and "都道府県" not in text
        ),
        None,
    )
    prefecture = next((j for _, j, text in labels if re.fullmatch(r"都道府県名?", text)), None)
    if code is None or names is None or (name is None and prefecture is None):
        return None
    start = next(
        (
            i
            for i, (_, row) in enumerate(sheet.rows)
            if i > max(code[0], names) and re.fullmatch(r"\d{4,6}", _at(row, code[1]))
        ),
        None,
    )
    own = name if name is not None else prefecture
    return None if start is None or own is None else _Head(start, names, code[1], own, prefecture)


def _at(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def read(sheets: list[Sheet], asked: Asked) -> Table:
    """The figures of all sheets, of municipalities and of prefectures."""
    table = Table("online-procedures", "")
    for sheet in sheets:
        head = find(sheet, asked)
        assert head is not None
        year = _year(sheet, asked)
        blocks = _blocks(sheet, head, table, asked)
        if year is None or asked.faults:
            continue
        table.edition = max(table.edition, f"{year}-04-01")
        for number, row in sheet.rows[head.start :]:
            _row(sheet, number, row, head, blocks, year, table, asked)
    return table


def _year(sheet: Sheet, asked: Asked) -> int | None:
    """The year of the survey, which stands in the first cell."""
    if asked.as_of:
        return int(asked.as_of[:4])
    for text in filter(None, (cell for _, top in sheet.rows[:2] for cell in top[:3])):
        match = re.search(r"(令和|R)?(\d{1,4}|元)(年度?|$)", heading(text))
        try:
            return values.fiscal_year(match[0]) if match else int(text)
        except (Unreadable, ValueError):
            continue
    asked.faults.append(Fault(Place(sheet.file, sheet.rows[0][0]), "no_date"))
    return None


def _blocks(sheet: Sheet, head: _Head, table: Table, asked: Asked) -> list[_Block]:
    number, names = sheet.rows[head.names]
    known, use = asked.section(_ONLINE), asked.section(_USE)
    after = max(head.code, head.name, head.prefecture or 0)
    starts = [j for j, cell in enumerate(names) if cell and j > after]
    width = max(len(row) for _, row in sheet.rows)
    found: list[_Block] = []
    first: dict[str, Place] = {}
    for j, end in zip(starts, [*starts[1:], width], strict=True):
        name, place = heading(names[j]), Place(sheet.file, number, names[j])
        if name not in known:
            table.notes.append(Fault(place, "unknown_procedure", {"found": names[j]}))
            continue
        if name in first:
            asked.faults.append(Fault(place, "duplicate", {"found": names[j], "first": first[name]}))
            continue
        first[name] = place
        columns = _columns(sheet, head, j, end, names[j], asked)
        found.append(_Block(names[j], columns, known[name], use.get(name)))
    return found


def _columns(sheet: Sheet, head: _Head, j: int, end: int, name: str, asked: Asked) -> dict[str, int]:
    """What each column of a block is, by its headings, which must be those expected, in their order."""
    found: dict[str, int] = {}
    rows = [row for _, row in sheet.rows[head.names + 1 : head.start]]
    for column in range(j, end):
        text = heading("".join(_at(row, column) for row in rows))
        if not text and not any(_at(row, column) for _, row in sheet.rows[head.start :]):
            continue
        role = next((role for role, pattern in _ROLES.items() if re.fullmatch(pattern, text)), None)
        later = [known for known in found if list(_ROLES).index(known) >= list(_ROLES).index(role)] if role else []
        if role is None or later:
            place = Place(sheet.file, sheet.rows[head.start][0] - 1, name)
            expected = "、".join(("有無", "済/未", "総件数", "オンライン件数", "率"))
            asked.faults.append(Fault(place, "heading", {"found": text or "–", "expected": expected}))
            return {}
        found[role] = column
    if _NEEDED not in found:
        place = Place(sheet.file, sheet.rows[head.names][0], name)
        asked.faults.append(Fault(place, "heading", {"found": "–", "expected": "済/未"}))
    return found


def _row(
    sheet: Sheet, number: int, row: list[str], head: _Head, blocks: list[_Block], year: int, table: Table, asked: Asked
) -> None:
    if footnote(row):
        left_out(table, "".join(row), Place(sheet.file, number))
        return
    record = Record(sheet.file, number, {})
    text, name = _at(row, head.code), _at(row, head.name)
    prefecture = "" if head.prefecture in (None, head.name) else _at(row, head.prefecture or 0)
    code = next((one for one in asked.areas.codes_of(text) if one.endswith("000")), None)
    if code is None or asked.areas.kind(code) != "prefecture":
        code = asked.areas.row(text, prefecture, name, record, asked.faults, table.notes, "団体コード")
    if code is None:
        return
    population = "都道府県" if code.endswith("000") else "市町村"
    for block in blocks:
        cells = {role: _at(row, column) for role, column in block.columns.items()}
        place = Place(sheet.file, number, block.name)
        where = {"area_code": code, "population": population, "where": f"{block.name} {name}"}
        if cells["online"] not in ("", *ONLINE):
            asked.faults.append(Fault(place, "not_in_list", {"found": cells["online"], "allowed": ONLINE}))
            continue
        figure(
            table, block.online, cells["online"], place, asked.faults, year=str(year), as_of=f"{year}-04-01", **where
        )
        rate = _rate(cells.get("rate", ""), place, asked.faults)
        if block.use and "rate" in cells:
            own = {"year": str(year - 1), "as_of": str(year - 1), **where}
            figure(table, block.use, rate, place, asked.faults, **own)
        if rate and cells.get("total") and cells.get("filed"):
            filed, total = (count(cells[role], place, asked.faults) for role in ("filed", "total"))
            if filed and total:
                agrees(rate, filed, total, place, asked.faults)


def _rate(text: str, place: Place, faults: list[Fault]) -> str:
    """A rate, which is printed as a fraction, as a percentage to one decimal, as the dashboard prints it."""
    if not text or text.endswith("%"):
        return text
    try:
        share = Decimal(values.folded(text))
    except InvalidOperation:
        share = Decimal(-1)
    if not 0 <= share <= 1:
        faults.append(Fault(place, "not_share", {"found": text}))
        return ""
    return f"{(share * 100).quantize(Decimal('0.1')):f}"
