"""Which kind a table is of, by its headings and by what fills it."""

from __future__ import annotations

import re

from dxcompare.extract.blocks import Cell
from dxcompare.extract.headings import (
    Column,
    Headed,
    is_count,
    is_number,
    is_period,
    is_share,
    names_people,
    roles,
)
from dxcompare.extract.lettering import plain

_ASKED = re.compile(r"問\d|[QＱ]\d|[nN][=＝]|回答|アンケート|複数選択|いくつでも|単数|意識調査|あてはまる|市民調査")
_AIM = re.compile(r"目標|指標|KPI|数値目標|ＫＰＩ")
#: what no answer is counted in
_NO_COUNT = re.compile(r"\d(?:百万|千|億|万)?(?:円|歳|才|月|年|級|日|時間|分|km2?|m2?|㎡|ha|t)(?:\D|$)")
#: the longest heading of a time; what is longer is a chart that lies about its years
_LONG = 30
#: headings that tell nothing of what a label column holds
_VAGUE = {"label", "option"}


def kind(table: Headed, said: str) -> str:
    """What a table is of: `measures`, `kpis`, `kpi_values`, `schedule`, `survey` or `other`; `turned` of a survey whose groups are rows.

    Parameters
    ----------
    table : Headed
    said : str
        The lines above it.
    """
    if not table.body or not table.heads:
        return "other"
    periods = periods_of(table)
    rest = [column for column in table.columns if column not in periods]
    heads = " ".join(column.heading for column in table.columns)
    aims = bool(table["target"] or table["name"])
    if survey := _survey(table, said, aims):
        return survey
    if table["target"] and (table["name"] or table["baseline"] or (rest and _aims(table))):
        return "kpis"
    if table["name"] and (table["baseline"] or table["actual"]) and not periods:
        return "kpis"
    if periods and table["measure"] and not filled(table, periods):
        return "measures"  # a list to be ticked off
    if len(periods) > 1:
        if _share_of_numbers(table, periods) > 0.6:
            return "kpis" if table["name"] or _AIM.search(plain(said + heads + table.title)) else "other"
        return "schedule" if rest else "other"
    if _by_rows(table):
        return "schedule"
    if table["measure"] and (len(table.columns) > 1):
        return "measures"
    return "other"


def periods_of(table: Headed) -> list[Column]:
    """The columns that stand for a time, and are not one for every row."""
    return [
        column
        for column in table.columns
        if (column.period or (column.year and not column.roles & {"name", "ref"})) and len(column.heading) <= _LONG
    ]


def filled(table: Headed, columns: list[Column]) -> list[Cell]:
    """The cells of these columns that hold text."""
    return [row[column.at] for row in table.body for column in columns if row[column.at].text]


def _share_of_numbers(table: Headed, columns: list[Column]) -> float:
    cells = filled(table, columns)
    return sum(is_number(cell.text) for cell in cells) / len(cells) if cells else 0.0


def _aims(table: Headed) -> bool:
    """Whether what stands under `目標` can be targets: values, or a word or two; not sentences about what is done."""
    texts = [plain(cell.text) for cell in filled(table, table.having("target"))]
    return sum(len(text) <= _LONG for text in texts) >= 0.5 * len(texts)


def _survey(table: Headed, said: str, aims: bool) -> str:
    """Whether a table tells how many answered what: with groups as columns, as rows, or with counts alone."""
    inner = table.columns[1:]
    if aims or not inner or _other_than_counts(table, inner):
        return ""
    groups = [column for column in inner if any(names_people(part) for part in column.parts)]
    counts = [column for column in inner if any(is_count(part) or is_share(part) for part in column.parts)]
    numbers = _share_of_numbers(table, inner)
    first = table.columns[0]
    labels = [row[0].text for row in table.body if row[0].text]
    among = sum(names_people(text) for text in labels)
    if numbers > 0.7 and labels and among >= max(2, 0.5 * len(labels)) and not groups and not periods_of(table):
        return "" if len(counts) == len(inner) and not _ASKED.search(plain(said)) else "turned"
    if numbers > 0.7 and (len(groups) >= max(2, 0.3 * len(inner)) or (groups and len(inner) == 1)):
        return "survey" if not table["ref"] else ""
    if numbers > 0.7 and len(counts) >= max(1, 0.6 * len(inner)):
        return "survey" if "option" in first.roles or _ASKED.search(plain(said + first.heading)) else ""
    if numbers > 0.7 and "option" in first.roles and not periods_of(table):
        return "survey"
    return ""


def _other_than_counts(table: Headed, columns: list[Column]) -> bool:
    """Whether many cells are in units in which no answers are counted: yen, ages, months."""
    cells = filled(table, columns)
    return sum(bool(_NO_COUNT.search(plain(cell.text))) for cell in cells) > 0.3 * len(cells)


def _by_rows(table: Headed) -> bool:
    """Whether times stand in the rows of a schedule."""
    times = [row[0].text for row in table.body if row[0].text]
    words = filled(table, table.columns[1:])
    return (
        len(times) > 1
        and sum(is_period(text) for text in times) > 0.7 * len(times)
        and sum(is_number(cell.text) and not is_period(cell.text) for cell in words) < 0.4 * max(1, len(words))
    )


def vague(column: Column) -> bool:
    """Whether the heading of a column says nothing of what it holds."""
    return not column.roles - _VAGUE


__all__ = ["filled", "kind", "periods_of", "roles", "vague"]
