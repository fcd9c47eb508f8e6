"""How a declared column is read, and the base in a heading."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from dxcompare.sources.values.dates import fiscal_year, quarter
from dxcompare.sources.values.numerals import MANY, NUMBER, arithmetic, number, whole
from dxcompare.sources.values.reading import read
from dxcompare.sources.values.texts import normalise, numeric, remembered, tidy
from dxcompare.words.faults import Unreadable


def amount(text: str) -> Decimal | None:
    """Read a printed amount; None where words stand, or nothing is stated.

    Columns that must not lose what else a text says (bounds, hedges, ranges) are read by
    :func:`dxcompare.sources.values.read`, and decided on by :mod:`dxcompare.assemble.readings`.

    >>> amount("1億2,000万円"), amount("充実")
    (Decimal('120000000'), None)

    Raises
    ------
    Unreadable
        If it is not surely one amount.
    """
    found = read(text)
    if not found.sure or found.kind not in ("amount", "words", "missing"):
        raise Unreadable("not_number", text)
    return found.value


#: what a number of people who answered is announced by, or stands alone with
_BASE = re.compile(
    r"(?:(?<![a-z])n ?[=:]|有効回答(?:者|票)?数?|回答(?:者数?|票?数)|該当者数?|母数|基数) ?[=:は]? ?"
    rf"(?P<said>{NUMBER})(?!\d|[a-z]|[.,]\d| ?(?:%|\d|つ|個|項目|問|割))",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\(?(?P<said>{NUMBER}) ?[人名票]?\)?")


@remembered
def base_of(text: str | None) -> int | None:
    """How many people were asked or answered, from the heading of a survey table.

    None where it names no number of people, or more than one: it is not guessed.

    >>> base_of("n=543（複数回答3つまで）"), base_of("複数回答3つまで（Ｎ＝１，２３４）"), base_of("回答者数543人"), base_of("（543人）")
    (543, 1234, 543, 543)
    >>> base_of("複数回答3つまで"), base_of("n=543、n=221"), base_of("全員")
    (None, None, None)
    """
    marked = "".join("※" if numeric(letter) and not letter.isdecimal() else letter for letter in text or "")
    plain = normalise(marked)  # n=543² has a footnote, and ① is none of its digits
    found = [match["said"] for match in (*_BASE.finditer(plain), *filter(None, [_ALONE.fullmatch(plain)]))]
    numbers = {Decimal(one.replace(",", "")) for one in found}
    if len(numbers) != 1 or (value := numbers.pop()) >= MANY or value % 1:
        return None
    return int(value)


def yes(text: str) -> bool:
    """Read a flag: `yes`, in any width, else not."""
    return tidy(text) == "yes"


#: how a declared column is read: one for each of `tables.raw.READINGS`
PARSERS: dict[str, Callable[[str], object]] = {
    "text": str,
    "date": str,  # its form is a rule of the table
    "whole": whole,
    "number": number,
    "amount": amount,
    "arithmetic": arithmetic,
    "fiscal_year": fiscal_year,
    "quarter": quarter,
    "yes": yes,
    "yes_no": yes,
}
