"""Official tables recognised by their headings, and read into figures with their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from dxcompare.sources import values
from dxcompare.sources.official.areas import Areas
from dxcompare.sources.official.files import cells
from dxcompare.sources.reader import Record
from dxcompare.words.faults import Fault, Place

#: What a table prints where a municipality was not asked.
NOT_SURVEYED = "調査無し"


STATUS = ("実施", "未実施", NOT_SURVEYED)


CARDS = (
    "都道府県名",
    "市区町村名",
    "総数（人口）",
    "交付枚数",
    "人口に対する交付枚数率",
    "人口算出基準日",
    "交付件数基準日",
    "団体コード",
)


@dataclass
class Table:
    """A table as it is read: its figures as rows of a reference file, each with its place."""

    layout: str
    edition: str
    rows: list[tuple[dict[str, str], Place]] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)
    blank: int = 0


def read(
    path: Path, known: list[Record], areas: Areas, published: str, as_of: str, faults: list[Fault]
) -> Table | None:
    """Read an official table; what is wrong goes to `faults`."""
    rows = cells(path, faults)
    if faults or not rows:
        return None
    (top, head), body = rows[0], rows[1:]
    for number, row in body:
        if len(row) != len(head):
            faults.append(Fault(Place(path.name, number), "width", {"found": len(row), "columns": len(head)}, "comma"))
    body = [(number, row) for number, row in body if len(row) == len(head)]
    found = {values.same(cell) for cell in head}
    if all(values.same(name) in found for name in CARDS):
        return _cards(path.name, head, body, known, areas, faults)
    sections = {values.same(record["section"]) for record in known if record["edition"]}
    if len(head) > 2 and any(values.same(row[0]) in sections for _, row in body):
        return _dashboard(path.name, head, body, known, areas, published, as_of, faults)
    expected = [" ".join(CARDS), *sorted({record["section"] for record in known if record["edition"]})]
    faults.append(
        Fault(
            Place(path.name, top),
            "layout",
            {"found": [cell for cell in head if cell][:8] or ["–"], "expected": expected},
        )
    )
    return None


def _cards(
    file: str,
    head: list[str],
    body: list[tuple[int, list[str]]],
    known: list[Record],
    areas: Areas,
    faults: list[Fault],
) -> Table:
    """A table of cards issued: one row per municipality."""
    heads = {values.same(cell): cell for cell in head}
    wanted = [record for record in known if record["heading"] in CARDS]
    table = Table("mynumber-issued", "")
    first: dict[str, Place] = {}
    for number, row in body:
        record = Record(file, number, dict(zip(head, row, strict=True)))

        def cell(name: str, record: Record = record) -> str:
            return record[heads[values.same(name)]]

        code = areas.code(cell("団体コード"), cell("都道府県名"), cell("市区町村名"), record, faults)
        date, base = (_date(cell(name), record.place(name), faults) for name in ("交付件数基準日", "人口算出基準日"))
        if code in first:
            faults.append(Fault(record.place("団体コード"), "duplicate", {"found": code, "first": first[code]}))
        if code is None or not date or code in first:
            continue
        first[code] = record.place()
        table.edition = max(table.edition, date)
        for indicator in wanted:
            people = indicator["population"]
            people += f"（{base}）" if people == "住民基本台帳人口" else ""
            _figure(
                table,
                indicator,
                cell(indicator["heading"]),
                record.place(indicator["heading"]),
                faults,
                area_code=code,
                year=date[:4],
                as_of=date,
                population=people,
                where=f"{cell('都道府県名')} {cell('市区町村名')}",
            )
    return table


def _dashboard(
    file: str,
    head: list[str],
    body: list[tuple[int, list[str]]],
    known: list[Record],
    areas: Areas,
    published: str,
    as_of: str,
    faults: list[Fault],
) -> Table:
    """A table of the dashboard: one column per municipality or prefecture, one row per indicator."""
    headings = {
        (values.same(record["section"]), values.same(record["heading"])): record
        for record in known
        if record["edition"]
    }
    editions = sorted({record["edition"] for record in headings.values()})
    if published and published not in editions and not as_of:
        faults.append(Fault(Place(file), "undated", {"found": published, "allowed": editions}))
    columns = [i for i in range(2, len(head)) if head[i] or any(row[i] for _, row in body)]
    codes = areas.named([head[i] for i in columns], file, faults)
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
        if indicator is None:
            faults.append(
                Fault(
                    place,
                    "unmapped",
                    {"found": f"{row[0]} {row[1]}".strip(), "file": "data/mappings/all/indicators.csv"},
                    "add_row",
                )
            )
            continue
        if indicator["indicator"] in first:
            faults.append(Fault(place, "duplicate", {"found": row[1], "first": first[indicator["indicator"]]}))
            continue
        first[indicator["indicator"]] = place
        for i, code in zip(columns, codes, strict=True):
            if code is not None:
                _figure(
                    table,
                    indicator,
                    row[i],
                    Place(file, number, head[i]),
                    faults,
                    area_code=code,
                    year=indicator["year"] if dated else as_of[:4],
                    as_of=indicator["as_of"] if dated else as_of,
                    population="都道府県" if whole else "市町村",
                    where=f"{row[0]} {head[i]}",
                )
    return table


def _figure(table: Table, indicator: Record, text: str, place: Place, faults: list[Fault], **row: str) -> None:
    """Add the row of a printed cell, or the fault that it is; a blank cell makes no row."""
    table.areas.add(row["area_code"])
    if text in ("", "%"):  # a lone sign is a share of nothing: its denominator is 0
        table.blank += 1
        return
    if text == NOT_SURVEYED:
        value: str | None = text
    else:
        value = _VALUES.get(indicator["unit"], _count)(text, place, faults)
    if value is not None:
        table.rows.append(
            (
                {
                    "indicator": indicator["indicator"],
                    "group": "total",
                    "name_ja": indicator["name_ja"],
                    "value_text": value,
                    "unit": indicator["unit"],
                    **row,
                },
                place,
            )
        )


def _percent(text: str, place: Place, faults: list[Fault]) -> str | None:
    try:
        return f"{values.percent(text)[0]:f}"
    except values.Unreadable as error:
        faults.append(Fault(place, error.kind, {"found": text}, error.hint))
        return None


def _status(text: str, place: Place, faults: list[Fault]) -> str | None:
    if text not in STATUS:
        faults.append(Fault(place, "not_in_list", {"found": text, "allowed": STATUS}))
        return None
    return text


def _count(text: str, place: Place, faults: list[Fault]) -> str | None:
    try:
        count = values.whole(text)
    except values.Unreadable:
        count = -1
    if count < 0:
        faults.append(Fault(place, "not_number", {"found": text}))
        return None
    return str(count)


_VALUES: dict[str, Callable[[str, Place, list[Fault]], str | None]] = {"%": _percent, "状況": _status}


def _date(text: str, place: Place, faults: list[Fault]) -> str | None:
    """A date such as 2022/12/31 as 2022-12-31."""
    parts = values.folded(text).replace("/", "-").split("-")
    if [len(part) for part in parts] == [4, 2, 2] and all(part.isdigit() for part in parts):
        return "-".join(parts)
    faults.append(Fault(place, "pattern", {"found": text, "pattern": "2022/12/31"}))
    return None
