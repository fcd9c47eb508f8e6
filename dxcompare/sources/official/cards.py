"""My Number cards issued or held, by municipality: the ministry's sheets, and CSV files made of them."""

from __future__ import annotations

import re
from dataclasses import replace

from dxcompare.sources.official.figures import Asked, Table, agrees, count, day, figure, footnote, heading, left_out
from dxcompare.sources.official.files import Sheet
from dxcompare.sources.reader import Record
from dxcompare.words.faults import Fault, Place

#: What a column is → how its heading reads, without blanks.
_COLUMNS = {
    "prefecture": r"都道府県名?",
    "name": r"(市区町村|市町村|団体)名",
    "people": r"総数\(人口\)|人口(\(.*\))?",
    "count": r"(交付|保有)枚数(\(.*\))?",
    "rate": r"人口に対する(交付|保有)枚数率(\(.*\))?",
    "base": r"人口算出基準日",
    "date": r"(交付|保有)(件数|枚数)基準日",
    "code": r"(全国地方公共)?団体コード",
}
#: What is known, and told nobody that it is left out: the day of the row's figures stands in a column of its own.
_LEFT = ("算出基準日",)
_NEEDED = ("prefecture", "name", "people", "count", "rate")
#: Headings of such a table, for messages.
EXPECTED = "都道府県名 市区町村名 人口 交付枚数 人口に対する交付枚数率"
#: Which indicators a table of cards issued has, and one of cards held; whose residents they are of is kept once.
_INDICATORS = {
    "mynumber-issued": {
        "people": "mynumber_issuance_base",
        "count": "mynumber_issued",
        "rate": "mynumber_issuance_rate",
    },
    "mynumber-held": {"count": "mynumber_held", "rate": "mynumber_held_rate"},
}


def _columns(row: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, text in enumerate(row):
        for what, pattern in _COLUMNS.items():
            if re.fullmatch(pattern, heading(text)):
                found.setdefault(what, position)
    return found if all(what in found for what in _NEEDED) else {}


def find(sheet: Sheet) -> int | None:
    """Which row has the headings; titles may stand above it."""
    return next((i for i, (_, row) in enumerate(sheet.rows[:30]) if _columns(row)), None)


def read(sheets: list[Sheet], asked: Asked) -> Table:
    """The table of the first sheet that is one; prefectures have sheets of their own, which are not."""
    sheet = sheets[0]
    start = find(sheet)
    assert start is not None
    head, columns = sheet.rows[start][1], _columns(sheet.rows[start][1])
    layout = "mynumber-held" if "保有" in head[columns["count"]] else "mynumber-issued"
    table = Table(layout, "")
    place = Place(sheet.file, sheet.rows[start][0])
    _whole(head, columns, sheet.rows[start + 1 :], place, table, asked)
    above = next(filter(None, (day(cell) for _, row in sheet.rows[:start] for cell in row)), "")
    dates = {
        "date": asked.as_of or day(head[columns["count"]]) or above,
        "base": day(head[columns["people"]]) or "",
    }
    wanted = {what: asked.indicator(name) for what, name in _INDICATORS[layout].items()}
    first: dict[str, Place] = {}
    for number, row in sheet.rows[start + 1 :]:
        if footnote(row):
            left_out(table, "".join(row), Place(sheet.file, number))
            continue
        if len(row) != len(head):
            data = {"found": len(row), "columns": len(head)}
            asked.faults.append(Fault(Place(sheet.file, number), "width", data, "comma"))
            continue
        cells = {what: row[position] for what, position in columns.items()}
        record = Record(sheet.file, number, dict(zip(head, row, strict=True)))
        _row(table, cells, {what: head[i] for what, i in columns.items()}, record, dates, wanted, first, asked)
    return table


def _whole(
    head: list[str],
    columns: dict[str, int],
    body: list[tuple[int, list[str]]],
    place: Place,
    table: Table,
    asked: Asked,
) -> None:
    """Fault headings that speak of two things, or twice of one; note the columns that are not read."""
    kinds = {head[columns[what]]: re.findall("交付|保有", head[columns[what]])[:1] for what in ("count", "rate")}
    if len({tuple(kind) for kind in kinds.values()}) > 1:
        asked.faults.append(Fault(place, "two_kinds", {"found": [*kinds]}))
    if asked.as_of and "date" in columns:
        asked.faults.append(Fault(replace(place, column=head[columns["date"]]), "dated", {"found": asked.as_of}))
    for position, text in enumerate(head):
        what = next((one for one, pattern in _COLUMNS.items() if re.fullmatch(pattern, heading(text))), None)
        at = replace(place, column=text or None)
        if what and columns[what] != position:
            first = replace(place, column=head[columns[what]])
            asked.faults.append(Fault(at, "duplicate", {"found": text, "first": first}))
        elif not what and heading(text) not in _LEFT:
            said = next((row[position] for _, row in body if len(row) == len(head) and row[position]), "")
            table.notes.extend([Fault(at, "unread_column", {"found": said[:40]})] if said else [])


def _row(
    table: Table,
    cells: dict[str, str],
    head: dict[str, str],
    record: Record,
    dates: dict[str, str],
    wanted: dict[str, Record],
    first: dict[str, Place],
    asked: Asked,
) -> None:
    faults = asked.faults
    column = head.get("code", head["name"])
    code = asked.areas.row(
        cells.get("code", ""), cells["prefecture"], cells["name"], record, faults, table.notes, column
    )
    date, base = (_dated(what, cells, head, record, dates, faults) for what in ("date", "base"))
    if code in first:
        faults.append(Fault(record.place(column), "duplicate", {"found": code, "first": first[code]}))
    if code is None or not date or code in first:
        return
    first[code] = record.place()
    table.edition = max(table.edition, date)
    more = {"area_code": code, "year": date[:4], "as_of": date, "where": f"{cells['prefecture']} {cells['name']}"}
    values = {}
    for what, indicator in wanted.items():
        people = indicator["population"]
        people += f"（{base}）" if people == "住民基本台帳人口" and base else ""
        values[what] = figure(
            table, indicator, cells[what], record.place(head[what]), faults, population=people, **more
        )
    if "people" not in wanted and cells["people"]:
        values["people"] = count(cells["people"], record.place(head["people"]), faults)
    part, whole, rate = (values.get(what) for what in ("count", "people", "rate"))
    if part and whole and rate:
        agrees(rate, part, whole, record.place(head["rate"]), faults)


def _dated(
    what: str, cells: dict[str, str], head: dict[str, str], record: Record, dates: dict[str, str], faults: list[Fault]
) -> str:
    """The day of a row's figures: in a column of its own, else in a heading or title, else as the user says."""
    if what not in cells:
        if what == "date" and not dates[what]:
            faults.append(Fault(Place(record.file), "no_date"))
        return dates[what]
    found = day(cells[what])
    if found is None:
        faults.append(Fault(record.place(head[what]), "no_day", {"found": cells[what], "pattern": "2022/12/31"}))
    return found or ""
