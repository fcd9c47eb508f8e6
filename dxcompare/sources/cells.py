"""The cells of survey tables: percentages, counts, both, and mean scores."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from dxcompare.sources import values
from dxcompare.sources.values.texts import remembered
from dxcompare.words.faults import Unreadable

_NUMBER = r"[1-9]\d{0,2}(?:,\d{3})+|\d{1,9}"
_SHARE = r"\d+(?:\.\d{1,2})?"
_PEOPLE = "[人名件票社]?"
#: which cells a table has → how one is printed
_PRINTED = {
    "percent": re.compile(rf"(?P<percent>{_SHARE})%?"),
    "count": re.compile(rf"(?P<count>{_NUMBER}){_PEOPLE}"),
    "both": re.compile(
        rf"(?P<count>{_NUMBER}){_PEOPLE}\(?(?:(?<=\()|(?<=[人名件票社/]))/?(?P<percent>{_SHARE})%?\)?"
        rf"|(?P<percent2>{_SHARE})%\(?(?P<count2>{_NUMBER}){_PEOPLE}\)?"
    ),
}
#: a table of percentages, or of shares of one, as people print them
_WHOLE, _OF_ONE = re.compile(r"\d+"), re.compile(r"0(\.\d+)?|1(\.0+)?")


@dataclass(frozen=True)
class Cell:
    """A printed cell: a percentage with its decimals, a number of people, or both."""

    percent: Decimal | None = None
    decimals: int | None = None
    count: int | None = None


@remembered
def cell(text: str, kind: str) -> Cell:
    """Read a cell of a table of percentages (`percent`), of counts (`count`) or of `both`.

    Raises
    ------
    Unreadable
        `not_percent` or `not_cell`.

    Examples
    --------
    >>> cell("69.50", "percent"), cell("392件", "count"), cell("392（70%）", "both")
    (Cell(percent=Decimal('69.50'), decimals=2, count=None), Cell(percent=None, decimals=None, count=392), Cell(percent=Decimal('70'), decimals=0, count=392))
    """
    found = _PRINTED[kind].fullmatch(values.folded(text))
    if not found:
        raise Unreadable("not_percent" if kind == "percent" else "not_cell", text)
    named = found.groupdict()
    count, percent = (named.get(name) or named.get(f"{name}2") for name in ("count", "percent"))
    if percent is not None and Decimal(percent) > 100:
        raise Unreadable("not_percent", text, "decimal_slip")
    return Cell(
        None if percent is None else Decimal(percent),
        None if percent is None else len(percent.partition(".")[2]),
        None if count is None else int(count.replace(",", "")),
    )


def mean(text: str) -> tuple[Decimal, int]:
    """Read a mean score: value and decimals.

    >>> mean("3.42点")
    (Decimal('3.42'), 2)
    """
    value = values.number(re.sub("点$", "", values.folded(text)))
    return value, max(0, -int(value.as_tuple().exponent))


def doubtful(columns: list[list[str]], *, single: bool) -> str | None:
    """What a table of percentages may be instead, by its columns of texts: `counts`, `shares`; None if it is sure.

    Whole numbers without a sign are counts as well as percentages, unless those of single answers add up to 100; numbers
    up to 1 are shares.

    >>> doubtful([["12", "30"], ["5", "9"]], single=True), doubtful([["0.7", "0.3"]], single=True)
    ('counts', 'shares')
    >>> doubtful([["40", "60"]], single=True), doubtful([["40.0", "9.1"]], single=False)
    (None, None)
    """
    plain = [[values.folded(text) for text in column] for column in columns]
    every = [text for column in plain for text in column]
    if not every:
        return None
    if all(map(_OF_ONE.fullmatch, every)) and any("." in text for text in every):
        return "shares"
    if not all(map(_WHOLE.fullmatch, every)):
        return None
    sums = [abs(sum(map(int, column)) - 100) <= 0.5 * len(column) + 1 for column in plain if column]
    return None if single and all(sums) else "counts"
