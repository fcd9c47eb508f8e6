"""What is read of an official table: its figures, each with its place; how cells and dates become values."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dxcompare.sources import values
from dxcompare.sources.areas import Areas
from dxcompare.sources.reader import Record
from dxcompare.words.faults import Fault, Place, Unreadable

#: What a table prints where a municipality was not asked.
NOT_SURVEYED = "調査無し"
#: What tables say of a thing that is done or not: on the dashboard, of procedures, of tools in use, of late systems.
STATUS = ("実施", "未実施", NOT_SURVEYED)
ONLINE = ("済", "未")
ADOPTED = ("導入済み", "実証中")
LATE = ("該当",)


@dataclass
class Table:
    """A table as it is read: its figures as rows of a reference file, each with its place; and what was left out."""

    layout: str
    edition: str
    rows: list[tuple[dict[str, str], Place]] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)
    blank: int = 0
    notes: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """What reading needs to know: the indicators, the areas, and what the user says of the table's dates."""

    known: list[Record]
    areas: Areas
    published: str
    as_of: str
    faults: list[Fault]

    def indicator(self, name: str) -> Record:
        """An indicator by its id."""
        return next(record for record in self.known if record["indicator"] == name)

    def section(self, name: str) -> dict[str, Record]:
        """The indicators of a section, by their headings."""
        return {heading(record["heading"]): record for record in self.known if record["section"] == name}


def heading(text: str) -> str:
    """A heading for comparison: without blanks, line breaks and width.

    >>> heading("交付枚数（令和４年\\n12月末時点） ")
    '交付枚数(令和4年12月末時点)'
    """
    return re.sub(r"\s", "", values.same(text))


def footnote(row: list[str]) -> bool:
    """Whether a row is a remark below or between rows: one cell that is filled, and it is no number."""
    filled = [cell for cell in row if cell]
    return len(filled) == 1 and not re.fullmatch(r"[\d.,%]+", filled[0])


def left_out(table: Table, text: str, place: Place) -> None:
    """Note a remark."""
    table.notes.append(Fault(place, "remark", {"found": text[:40]}))


def figure(
    table: Table, indicator: Mapping | Record, text: str, place: Place, faults: list[Fault], **row: str
) -> str | None:
    """Add the row of a printed cell, or the fault that it is; a blank cell makes no row. Returns its value."""
    table.areas.add(row["area_code"])
    if text in ("", "%"):  # a lone sign is a share of nothing: its denominator is 0
        table.blank += 1
        return None
    value = text if text == NOT_SURVEYED else _VALUES.get(indicator["unit"], count)(text, place, faults)
    if value is not None:
        own = {
            "indicator": indicator["indicator"],
            "group": "total",
            "name_ja": indicator["name_ja"],
            "value_text": value,
            "unit": indicator["unit"],
        }
        table.rows.append(({**own, **row}, place))
    return value


def percent(text: str, place: Place, faults: list[Fault]) -> str | None:
    try:
        return f"{values.percent(text)[0]:f}"
    except Unreadable as error:
        faults.append(Fault(place, "not_rate", {"found": text}, error.hint))
        return None


def _status(text: str, place: Place, faults: list[Fault]) -> str | None:
    if text not in (*STATUS, *ONLINE, *ADOPTED, *LATE):
        faults.append(Fault(place, "not_in_list", {"found": text, "allowed": STATUS}))
        return None
    return text


def count(text: str, place: Place, faults: list[Fault]) -> str | None:
    """A whole number that is not negative."""
    try:
        number = values.whole(text)
    except Unreadable:
        number = -1
    if number < 0:
        faults.append(Fault(place, "not_number", {"found": text}))
        return None
    return str(number)


_VALUES: dict[str, Callable[[str, Place, list[Fault]], str | None]] = {"%": percent, "状況": _status}


def agrees(rate: str, part: str, whole: str, place: Place, faults: list[Fault]) -> None:
    """Fault a part that is more than the whole, and a rate that is not theirs, rounded as it is printed."""
    if int(part) > int(whole):
        faults.append(Fault(place, "part_of_whole", {"found": f"{int(part):,}", "whole": f"{int(whole):,}"}))
    elif int(whole):
        exact, printed = Decimal(part) * 100 / Decimal(whole), Decimal(rate)
        unit = Decimal(1).scaleb(int(printed.as_tuple().exponent))
        if abs(exact - printed) > unit / 2:
            right = f"{exact.quantize(unit, ROUND_HALF_UP):f}"
            data = {"found": rate, "right": right, "part": f"{int(part):,}", "whole": f"{int(whole):,}"}
            faults.append(Fault(place, "rate_of", data))


_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "": 0}
_DAY = re.compile(
    r"(?P<era>令和|平成|R|H|)(?P<year>\d{1,4}|元)(?:年|[./-])(?P<month>\d{1,2})(?:月|[./-]|(?=末))(?P<day>末日?|\d{1,2})(?:日|(?!\d))"
)
#: The time of day that spreadsheets write behind a date.
_TIME = re.compile(r"\s+\d{1,2}:\d{2}(:\d{2})?$")


def day(text: str) -> str | None:
    """The day that a text names, as `2022-12-31`; None if it names none, or one that the calendar does not have.

    >>> day("交付枚数（令和4年12月末時点）"), day("R4.1.1現在"), day("2022/02/31"), day("令和4年度")
    ('2022-12-31', '2022-01-01', None, None)
    >>> day("2022/12/31 0:00:00"), day("2022/12"), day("1922/12/31")
    ('2022-12-31', None, None)
    """
    match = _DAY.search(heading(_TIME.sub("", text)))
    if not match:
        return None
    year = _ERAS[match["era"]] + (1 if match["year"] == "元" else int(match["year"]))
    month = int(match["month"])
    if not (2000 < year < 2100 and 1 <= month <= 12):
        return None
    last = calendar.monthrange(year, month)[1]
    which = last if match["day"].startswith("末") else int(match["day"])
    return date(year, month, which).isoformat() if 1 <= which <= last else None
