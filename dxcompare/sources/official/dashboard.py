"""The dashboard of デジタル庁: one column per municipality or prefecture, one row per indicator."""

from __future__ import annotations

import re

from dxcompare.sources import values
from dxcompare.sources.csv_text import letters
from dxcompare.sources.official.figures import STATUS, Asked, Table, figure, footnote, left_out
from dxcompare.sources.official.files import Sheet
from dxcompare.sources.reader import Record
from dxcompare.words.faults import Fault, Place


def sections(known: list[Record]) -> list[str]:
    """The sections of the dashboard."""
    return sorted({record["section"] for record in known if record["edition"]})


def find(sheet: Sheet, known: list[Record]) -> int | None:
    """Which row names the areas: the one before the first row of a section."""
    named = {values.same(section) for section in sections(known)}
    first = next((i for i, (_, row) in enumerate(sheet.rows) if values.same(row[0]) in named), 0)
    return first - 1 if first and len(sheet.rows[first - 1][1]) > 2 else None


def read(sheet: Sheet, start: int, asked: Asked) -> Table:
    """The figures of all rows below the row of names."""
    file, faults = sheet.file, asked.faults
    headings = {
        (values.same(record["section"]), values.same(record["heading"])): record
        for record in asked.known
        if record["edition"]
    }
    editions = sorted({record["edition"] for record in headings.values()})
    published, as_of = asked.published, asked.as_of
    if published and published not in editions and not as_of:
        faults.append(Fault(Place(file), "undated", {"found": published, "allowed": editions}))
    head = sheet.rows[start][1]
    body = []
    for number, row in sheet.rows[start + 1 :]:
        if len(row) == len(head):
            body.append((number, row))
        elif not footnote(row):
            data = {"found": len(row), "columns": len(head)}
            faults.append(Fault(Place(file, number), "width", data, "comma"))
    columns = [i for i in range(2, len(head)) if head[i] or any(row[i] for _, row in body)]
    if nameless := [i for i in columns if not head[i]]:
        faults.append(Fault(Place(file, sheet.rows[start][0]), "no_headings", {"found": letters(nameless)}))
        columns = [i for i in columns if head[i]]
    codes = asked.areas.named([head[i] for i in columns], file, faults)
    whole = {"000" for code in codes if code and code.endswith("000")}
    use = any("利用状況" in row[0] for _, row in body)
    table = Table(
        f"dx-{'online-use' if use else 'status'}-{'prefectures' if whole else 'municipalities'}",
        published or as_of or editions[-1],
    )
    dated = published in ("", *editions) and not as_of
    first: dict[str, Place] = {}
    for number, row in body:
        indicator = headings.get((values.same(row[0]), values.same(row[1])))
        place = Place(file, number)
        if indicator is None and footnote(row):
            left_out(table, "".join(row), place)
            continue
        if indicator is None:
            said = f"{row[0]} {row[1]}".strip()
            asks = {"found": said, "file": "data/mappings/all/indicators.csv"}
            faults.append(Fault(place, "unmapped", asks, "add_row"))
            continue
        if indicator["indicator"] in first:
            faults.append(Fault(place, "duplicate", {"found": row[1], "first": first[indicator["indicator"]]}))
            continue
        first[indicator["indicator"]] = place
        for i, code in zip(columns, codes, strict=True):
            at = Place(file, number, head[i])
            if code is not None and not _other(indicator, row[i], at, faults):
                figure(
                    table,
                    indicator,
                    row[i],
                    at,
                    faults,
                    area_code=code,
                    year=indicator["year"] if dated else as_of[:4],
                    as_of=indicator["as_of"] if dated else as_of,
                    population="都道府県" if whole else "市町村",
                    where=f"{row[0]} {head[i]}",
                )
    return table


def _other(indicator: Record, text: str, place: Place, faults: list[Fault]) -> bool:
    """Fault a cell that other tables may have, and the dashboard does not: 済, or 0.7, which may be 70 % as well."""
    if indicator["unit"] == "状況" and text not in ("", *STATUS):
        faults.append(Fault(place, "not_in_list", {"found": text, "allowed": STATUS}))
        return True
    if indicator["unit"] == "%" and re.fullmatch(r"0?\.\d+|1(\.0*)?", values.folded(text)):
        faults.append(Fault(place, "share_or_percent", {"found": text}))
        return True
    return False
