"""Cards: a table for each measure, whose headings stand at the side of what they head."""

from __future__ import annotations

import re

from dxcompare.extract.blocks import Cell, Doubt, Grid
from dxcompare.extract.headings import is_number, is_period, roles, year_in
from dxcompare.extract.listed import numbered
from dxcompare.extract.proposals import Proposal
from dxcompare.words.text import Text

PARTED = Text("1つの欄から指標名と目標値を分けた", "name and target were parted out of one field")
#: headings at the side that a card may have, and what they head
_FIELDS = {
    "measure": "title_ja",
    "ref": "ref",
    "goal": "goal",
    "policy": "policy",
    "department": "department",
    "department_related": "department_related",
    "related_plans": "related_plans",
    "mark": "mark",
}
_TARGET = re.compile(
    r"(?P<name>.*[^\d０-９年月約各毎度、。，,.．・(（](?<!当たり)(?<!あたり))[\s　:：…]*"
    r"(?P<value>(?:年間?|月|約|[1１]回当たり|各年度?|毎年度?)*[\d０-９][\d０-９,，.．]*[^\s\d０-９]{0,12})"
)


def proposals(grid: Grid, context: dict[str, str]) -> list[Proposal]:
    """What a card prints: its measure, indicators and schedule; nothing if the table is no card.

    It is one if at least two of its rows begin with a heading of a measure, and no row heads the columns.
    """
    fields = [(_field(row[0]), row, page) for row, page in zip(grid.rows, grid.pages, strict=True)]
    named = [name for name, _, _ in fields if name]
    if len({*named}) < 2 or not {"measure", "goal", "policy"} & {*named} or _headed(grid):
        return []
    card = Proposal(
        "measures",
        {"measure": "", "ref": "", **{k: context.get(k, "") for k in ("goal", "policy")}, "title_ja": ""},
        grid.page,
    )
    found: list[Proposal] = []
    periods: list[tuple[int, Cell]] = []
    for name, row, page in fields:
        inner = [
            (at, cell) for at, cell in enumerate(row) if cell is not row[0] and (at == 0 or cell is not row[at - 1])
        ]
        times = [(at, cell) for at, cell in inner if is_period(cell.text)]
        if len(times) > 1:
            periods = times
            continue
        for label, cell in _pairs(row[0], [cell for _, cell in inner], name):
            if label in _FIELDS:
                _measure(card, _FIELDS[label], cell)
            elif label == "name" and not periods:
                found += _indicators(cell, page)
        if periods and name not in _FIELDS and any(row[at].text for at, _ in periods):
            found.append(_steps(card, row, periods, page))
    for one in found:
        one.row["where"] = f"{card.row['ref']} {card.row['title_ja']}".strip()
        if one.table == "schedule":
            one.row["measure"] = card.row["ref"]
    return [card, *found] if card.row["title_ja"] else []


def goes_on(above: Grid, below: Grid) -> bool:
    """Whether a card goes on: one that names its measure, with headings at the side that name none."""
    one, two = ({_field(row[0]) for row in grid.rows} - {""} for grid in (above, below))
    times = sum(is_period(cell.text) for cell in dict.fromkeys(below.rows[0])) > 1
    begins = times or (bool(_field(below.rows[0][0])) and not _headed(below))
    return "measure" in one and "measure" not in two and begins


def begins(grid: Grid) -> bool:
    """Whether a card begins: its first row names a measure, and does not head columns."""
    return (
        len(grid.rows) > 1
        and _field(grid.rows[0][0]) in ("measure", "ref")
        and not _headed(grid)
        and (len({_field(row[0]) for row in grid.rows} - {""}) > 1)
    )


def _headed(grid: Grid) -> bool:
    """Whether the first row heads the columns: several headings of different kinds side by side, and no values."""
    cells = [cell for cell in dict.fromkeys(grid.rows[0]) if cell.text]
    return len(cells) > 1 and all(_field(cell) or is_period(cell.text) for cell in cells)


def _field(cell: Cell) -> str:
    """What a heading at the side heads; the schedule's rows head nothing of these."""
    found = roles(cell.text)
    if "content" in found:
        return ""
    return next((name for name in ("name", *_FIELDS) if name in found), "name" if "target" in found else "")


def _pairs(first: Cell, inner: list[Cell], name: str) -> list[tuple[str, Cell]]:
    """Headings and what stands beside each: a row may hold two of them."""
    found, label = [], name
    for cell in inner:
        if (other := _field(cell)) and len(cell.text) < 12 and not is_number(cell.text):
            label = other
        elif cell.text and label:
            found.append((label, cell))
            label = name if label == name else ""
    return found


def _measure(card: Proposal, heading: str, cell: Cell) -> None:
    text = cell.text.replace("\n", "" if heading == "title_ja" else "、")
    if heading == "title_ja":
        number, text = numbered(text)
        if number:
            card.put("ref", cell, number)
        elif card.row["title_ja"]:
            return
    card.put(heading, cell, text)


def _indicators(cell: Cell, page: int | None) -> list[Proposal]:
    """The indicators of a field: each line is one, its number parted from its name."""
    found = []
    for line in filter(None, (line.strip("・　 ") for line in cell.text.split("\n"))):
        name, value = _parted(line)
        one = Proposal("kpis", {}, page)
        one.put("name_ja", cell, name)
        one.put("baseline_text", None)
        one.row["baseline_year_text"] = ""
        one.put("target_text", cell, value)
        one.row["target_year_text"] = year_in(line)
        one.doubt("target_text", Doubt(PARTED, (one.row["target_text"], line)))
        found.append(one)
    return found


def _parted(line: str) -> tuple[str, str]:
    """Name and target of an indicator that are printed in one line.

    >>> _parted("視察参加社数 １回当たり１０社以上"), _parted("利用率（中学１年）101％"), _parted("手続数 充実")
    (('視察参加社数', '１回当たり１０社以上'), ('利用率（中学１年）', '101％'), ('手続数', '充実'))
    """
    name, _, value = re.sub("[:：…]+", " ", line).replace("　", " ").rpartition(" ")
    if name and (is_number(value) or len(value) < 10 or len(value) < len(name)):
        return name.strip(), value
    found = _TARGET.fullmatch(line)
    return (found["name"], found["value"]) if found else (line, line)


def _steps(card: Proposal, row: list[Cell], periods: list[tuple[int, Cell]], page: int | None) -> Proposal:
    one = Proposal("schedule", {}, page)
    one.put("measure", None)
    one.put("track", row[0], row[0].text.replace("\n", ""))
    for at, heading in periods:
        one.put(heading.text.replace("\n", ""), row[at])
    one.row["span"] = "known"
    return one
