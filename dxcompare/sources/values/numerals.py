"""Numbers, and nothing beside them: Arabic and Japanese, their scales, sums."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from dxcompare.sources.values.texts import folded
from dxcompare.tables.counters import DIGITS, GREAT_SCALES, SMALL_SCALES
from dxcompare.words.faults import Unreadable

#: a printed number: no more and no fewer than three digits behind a comma
NUMBER = r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
#: longer numbers would lose digits in arithmetic, and no plan prints them
LONGEST = 24
#: nothing that is counted is as many
MANY = 10**15
#: of a sum
LONGEST_SUM = 200


class Numeral(NamedTuple):
    """A number as printed.

    Attributes
    ----------
    value : Decimal
    decimals : int
        How many were printed, less the scale: half a unit of the last printed digit is the rounding error. Of
        `1.4億` it is -7.
    bare : bool
        Whether it is printed in digits alone, without comma, point or scale.
    japanese : bool
        Whether it is in Japanese numerals alone.
    doubtful : bool
        Whether a person would hesitate over it.
    """

    value: Decimal
    decimals: int
    bare: bool = False
    japanese: bool = False
    doubtful: bool = False


_LETTERS = "".join([*DIGITS, *SMALL_SCALES, *GREAT_SCALES])
#: what a number may be printed with
RUN = re.compile(rf"[0-9{_LETTERS}][0-9.,{_LETTERS}]*")

_SMALL = re.compile(rf"(?P<number>{NUMBER}|[{''.join(DIGITS)}])?(?P<scale>[{''.join(SMALL_SCALES)}]*)")


def numeral(text: str) -> Numeral | None:
    """Read all of a text as one number; None if it is none.

    >>> numeral("1,2345")
    >>> numeral("1億2,000万").value, numeral("三十五").value, numeral("二〇").value, numeral("1,200千").value
    (Decimal('120000000'), Decimal('35'), Decimal('20'), Decimal('1200000'))
    """
    if len(text) > LONGEST:
        return None
    if re.fullmatch(NUMBER, text):
        plain = text.replace(",", "")
        return Numeral(Decimal(plain), len(plain.partition(".")[2]), bare=text.isdigit())
    if len(text) > 1 and all(letter in DIGITS for letter in text):  # 二〇二五; 二三人 may be two or three
        value = Decimal("".join(str(DIGITS[letter]) for letter in text))
        return Numeral(value, 0, japanese=True, doubtful="〇" not in text or text[0] == "〇")
    pieces = re.split(f"([{''.join(GREAT_SCALES)}])", text)
    sections = [(pieces[i], GREAT_SCALES[pieces[i + 1]]) for i in range(0, len(pieces) - 1, 2)]
    sections += [(pieces[-1], 0)] if pieces[-1] else []
    parts = [_section(section, power) for section, power in sections]
    known = [part for part in parts if part]
    if len(known) < len(parts) or not known or text == "〇":
        return None
    doubtful = False
    for (part, (_, power)), (after, (printed, below)) in pairwise(zip(known, sections, strict=True)):
        if part.value % 10**power or after.value >= 10**power:
            return None  # 1.5億2千万, 1億12,000万, 5万3億
        doubtful |= power - below > 4 or not re.search(r"[千百十]|\d{3}", printed)  # 3億5千: 万 may be meant; 5万5
    value = sum((part.value for part in known), Decimal(0))
    return Numeral(value, known[-1].decimals, japanese=not re.search(r"\d", text), doubtful=doubtful)


def _section(text: str, power: int) -> Numeral | None:
    """What stands before 万 or 億, or behind the last of them: `2千5百`, `1,200千`, `42百`."""
    total, decimals, last, found = Decimal(0), 0, 99, 0
    for part in _SMALL.finditer(text):
        if not part[0]:
            continue
        found += len(part[0])
        scale = sum(SMALL_SCALES[letter] for letter in part["scale"])
        if len(part["scale"]) > 1 and not part["number"]:
            return None  # 千百 is 1,100, and 百千 nothing; neither is printed in plans
        number = part["number"] or ("1" if scale else "")
        value = Decimal(DIGITS[number]) if number in DIGITS else Decimal(number.replace(",", ""))
        if last != 99 and scale == 0 and number.isdecimal() and number.isascii() and len(number) < last:
            return None  # 3千5
        if scale >= last or (last != 99 and value >= 10 ** (last - scale)) or (total and total % 10**last):
            return None
        total += value * 10**scale
        decimals, last = len(number.partition(".")[2]) - scale, scale
        if last == 0:
            break
    if found != len(text) or not text or (last == 99):
        return None
    return Numeral(total * 10**power, decimals - power)


def number(text: str) -> Decimal:
    """Read a plain number, such as `30,107` or `１７．９`."""
    plain = folded(text)
    if not re.fullmatch(rf"[+-]?(?:{NUMBER})", plain):
        raise Unreadable("not_number", text)
    if len(plain.replace(",", "")) > LONGEST:
        raise Unreadable("not_number", text, "digit_slip")
    return Decimal(plain.replace(",", ""))


def whole(text: str) -> int:
    """Read a whole number.

    >>> whole("１，７００")
    1700
    """
    value = number(text)
    if value != int(value):
        raise Unreadable("not_number", text)
    if abs(value) >= MANY:
        raise Unreadable("not_number", text, "digit_slip")
    return int(value)


def percent(text: str) -> tuple[Decimal, int]:
    """Read a printed percentage with or without its sign: value and decimals.

    >>> percent("61.5%")
    (Decimal('61.5'), 1)
    """
    plain = folded(text).removesuffix("%")
    if not re.fullmatch(r"\d+(\.\d)?", plain):
        raise Unreadable("not_percent", text)
    value = Decimal(plain)
    if value > 100:
        raise Unreadable("not_percent", text, "decimal_slip")
    return value, len(plain.partition(".")[2])


_OPERATORS: dict[type, Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def arithmetic(text: str) -> Decimal:
    """The value of a sum such as `200 / 5`: numbers, `+ - * /` and brackets, exact.

    Raises
    ------
    Unreadable
        If it holds anything else, or divides by zero.

    Examples
    --------
    >>> arithmetic("19 / 19 * 100")
    Decimal('100')
    """

    def value(node: ast.expr) -> Decimal:
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return Decimal(str(node.value))
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
            return _OPERATORS[type(node.op)](value(node.left), value(node.right))
        raise Unreadable("not_arithmetic", text)

    if len(text) > LONGEST_SUM or not re.fullmatch(r"[\d.+\-*/()\s]*", text, re.ASCII):
        raise Unreadable("not_arithmetic", text)
    try:
        return value(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ArithmeticError) as error:
        raise Unreadable("not_arithmetic", text) from error


def leading_number(text: str) -> Decimal | None:
    """The number a sum begins with.

    >>> leading_number("200 / 5")
    Decimal('200')
    """
    found = re.match(r"[\s(]*(\d+(?:\.\d+)?)", text)
    return Decimal(found[1]) if found else None
