"""From a printed text to a value.

Pure functions, one printed form each; they know Japanese numerals and eras and nothing of files.
Each returns a value or raises :class:`Unreadable` with the kind of fault it is.
"""

from __future__ import annotations

import ast
import functools
import operator
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from dxcompare.words.faults import Unreadable

_STROKES = str.maketrans("‐‑‒–—―−－ｰ〜∼", "---------~~")


_ERA_START = {
    "明治": 1868,
    "M": 1868,
    "大正": 1912,
    "T": 1912,
    "昭和": 1926,
    "S": 1926,
    "平成": 1989,
    "H": 1989,
    "令和": 2019,
    "R": 2019,
}


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


_ENCLOSED = re.compile("[①-⓿㉑-㉟㊱-㊿Ⅰ-ↈ]+")


_ENCLOSED_SPLIT = re.compile(f"({_ENCLOSED.pattern})")


FIRST_YEAR, LAST_YEAR = 1950, 2100


#: The same texts stand in thousands of cells of an official table; each is read once.
_remembered = functools.lru_cache(maxsize=1 << 14)


def normalise(text: str) -> str:
    """Text for values and comparison: NFKC, one kind of dash and tilde, single spaces.

    Not for display: `①` becomes `1` and `Ⅲ` becomes `III`.

    >>> normalise("５０％　～　１００％")
    '50% ~ 100%'
    """
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[\U000e0100-\U000e01ef]", "", text)  # variation selectors
    text = text.translate(_STROKES)
    return re.sub(r"\s+", " ", text).strip()


@_remembered
def tidy(text: str) -> str:
    """Text for tidy tables: NFKC, except that `①` and `Ⅲ` stay themselves.

    >>> tidy("ＤＸ①（Ⅲ）")
    'DX①(Ⅲ)'
    """
    return "".join(
        part if _ENCLOSED.fullmatch(part) else unicodedata.normalize("NFKC", part)
        for part in _ENCLOSED_SPLIT.split(text)
    )


@_remembered
def same(text: str) -> str:
    """Text for looking up: like :func:`normalise`, without any white space."""
    return re.sub(r"\s", "", normalise(text))


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


def is_dash(text: str) -> bool:
    """Whether the text is a printed dash, such as `-` or `－`."""
    return same(text) == "-"


def is_continuation(text: str) -> bool:
    """Whether the text only says that the step before goes on (`⇒`, `→`)."""
    return same(text) in {"⇒", "→", "➡", "⇨"}


@dataclass(frozen=True)
class Quantity:
    """A printed amount.

    Attributes
    ----------
    value : Decimal
    decimals : int
        How many were printed; half a unit of the last one is the rounding error.
    unit : str or None
        `%`, `人`, `件` …, without the period.
    comparator : {"eq", "ge", "gt", "le", "lt"}
    period : {"per_year", "per_event", "per_month"} or None
        None where the text names none.
    note : str or None
        What stood in brackets after it, such as `R1`.
    """

    value: Decimal
    decimals: int
    unit: str | None
    comparator: str
    period: str | None
    note: str | None


_PERIOD = {
    "年": "per_year",
    "年間": "per_year",
    "年度": "per_year",
    "1年": "per_year",
    "月": "per_month",
    "1月": "per_month",
    "回": "per_event",
    "1回": "per_event",
}


_QUANTITY = re.compile(
    r"(?:(?P<before>年間?|月|1回|1年)(?:当たり|につき)?)?"
    rf"(?P<number>{_NUMBER})"
    r"(?P<unit>[^\d()/<>=]*?)"
    r"(?P<bound>以上|以下|以内|未満|超)?"
    r"(?:/(?P<per>年度?|月|回))?"
    r"(?P<late>以上|以下|以内|未満|超)?"
    r"(?:\((?P<note>[^()]*)\))?"
)


_BOUND = {None: "eq", "以上": "ge", "以下": "le", "以内": "le", "未満": "lt", "超": "gt"}


def quantity(text: str) -> Quantity | None:
    """Read a printed amount; None if the text is words and no amount.

    >>> q = quantity("４０人未満/年")
    >>> int(q.value), q.unit, q.comparator, q.period
    (40, '人', 'lt', 'per_year')
    >>> quantity("充実") is None
    True
    """
    plain = same(text)
    if not re.search(r"\d", plain) or is_dash(text):
        return None
    match = _QUANTITY.fullmatch(plain)
    if not match:
        if re.match(rf"(?:年間?|1回当たり)?(?:{_NUMBER})", plain):
            raise Unreadable("not_number", text)
        return None
    digits = match["number"].replace(",", "")
    period = match["before"] or match["per"]
    return Quantity(
        value=Decimal(digits),
        decimals=len(digits.partition(".")[2]),
        unit=match["unit"] or None,
        comparator=_BOUND[match["bound"] or match["late"]],
        period=_PERIOD[period] if period else None,
        note=match["note"] or None,
    )


def number(text: str) -> Decimal:
    """Read a plain number, such as `30,107` or `１７．９`."""
    plain = same(text)
    if not re.fullmatch(rf"[+-]?(?:{_NUMBER})", plain):
        raise Unreadable("not_number", text)
    return Decimal(plain.replace(",", ""))


def whole(text: str) -> int:
    """Read a whole number.

    >>> whole("１，７００")
    1700
    """
    value = number(text)
    if value != int(value):
        raise Unreadable("not_number", text)
    return int(value)


def percent(text: str) -> tuple[Decimal, int]:
    """Read a printed percentage with or without its sign: value and decimals.

    >>> percent("61.5%")
    (Decimal('61.5'), 1)
    """
    plain = same(text).removesuffix("%")
    if not re.fullmatch(r"\d+(\.\d)?", plain):
        raise Unreadable("not_percent", text)
    value = Decimal(plain)
    if value > 100:
        raise Unreadable("not_percent", text, "decimal_slip")
    return value, len(plain.partition(".")[2])


@_remembered
def fiscal_year(text: str) -> int:
    """Read a fiscal year: 令和5年度, R5, Ｒ７, H30年度, 2023, 2021 (R3), 令和７年度末.

    >>> fiscal_year("令和元年度"), fiscal_year("2021 (R3)")
    (2019, 2021)
    """
    plain = same(text)
    eras = "|".join(_ERA_START)
    one = rf"(?:(?P<era>{eras})\.?(?P<n>元|\d+)|(?P<west>\d+))(?:年度?末?|会計年度)?"
    two = re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", one)
    match = re.fullmatch(rf"{one}(?:\({two}\)(?:年度?)?)?", plain)
    if not match:
        raise Unreadable("not_year", text)
    years = [_year(match[f"era{k}"], match[f"n{k}"], match[f"west{k}"]) for k in ("", "2")]
    first, second = years
    if first is None or not FIRST_YEAR <= first <= LAST_YEAR:
        raise Unreadable("not_year", text, "digit_slip")
    if second is not None and second != first:
        raise Unreadable("not_year", text, "era")
    return first


def _year(era: str | None, n: str | None, west: str | None) -> int | None:
    if era:
        return _ERA_START[era] + (1 if n == "元" else int(n or 0)) - 1
    return int(west) if west else None


def quarter(text: str) -> int:
    """Read a quarter: 1Q, ４Ｑ, 第2四半期."""
    match = re.fullmatch(r"(?:第)?([1-4])(?:Q|四半期)?", same(text))
    if not match:
        raise Unreadable("not_number", text)
    return int(match[1])


_FIGURE = re.compile(rf"(?P<hedge>約|およそ)?(?P<number>[+-]?(?:{_NUMBER}))(?P<tenth>割)?(?P<after>[^\d]*)")
#: what stands after a quoted figure → its bound; 減 and 削減 turn its sign, 程度 hedges it
_QUOTED = {"以上": "ge", "以下": "le", "以内": "le", "未満": "lt", "満たない": "lt", "超": "gt"}


@_remembered
def figure(text: str) -> Decimal | None:
    """Read a figure quoted in prose or a table: `約2割` is 20, `74.2%以上` is 74.2, `7.5%減少` is -7.5.

    None where the text holds no single number. Whether it is a bound, :func:`bound` says, and :func:`about` whether
    it is hedged.
    """
    match = _FIGURE.fullmatch(same(text))
    if not match:
        return None
    value = Decimal(match["number"].replace(",", ""))
    return value * (10 if match["tenth"] else 1) * (-1 if "減" in match["after"] else 1)


@_remembered
def bound(text: str) -> str | None:
    """Whether a quoted figure is a bound: `ge` for `30%以上`, `eq` where it is none; None where there is no figure.

    >>> bound("９割を超えている"), bound("約２割"), bound("実施")
    ('gt', 'eq', None)
    """
    match = _FIGURE.fullmatch(same(text))
    return match and next((kind for word, kind in _QUOTED.items() if word in match["after"]), "eq")


@_remembered
def about(text: str) -> bool:
    """Whether a quoted figure is hedged.

    >>> about("約95%以上"), about("1割程度"), about("74.2%")
    (True, True, False)
    """
    match = _FIGURE.fullmatch(same(text))
    return bool(match and (match["hedge"] or re.search("程度|前後|ほど", match["after"])))


#: what a number of people who answered is announced by, or stands alone with
_BASE = re.compile(
    r"(?:(?<![a-z])n ?[=:]|有効回答(?:者|票)?数?|回答(?:者数?|票?数)|該当者数?|母数|基数) ?[=:は]? ?"
    rf"(?P<said>{_NUMBER})(?!\d|[.,]\d| ?(?:%|\d|つ|個|項目|問|割))",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\(?(?P<said>{_NUMBER}) ?[人名票]?\)?")


@_remembered
def base_of(text: str | None) -> int | None:
    """How many people were asked or answered, from the heading of a survey table.

    None where it names no number of people, or more than one: it is not guessed.

    >>> base_of("n=543（複数回答3つまで）"), base_of("複数回答3つまで（Ｎ＝１，２３４）"), base_of("回答者数543人"), base_of("（543人）")
    (543, 1234, 543, 543)
    >>> base_of("複数回答3つまで"), base_of("n=543、n=221"), base_of("全員")
    (None, None, None)
    """
    plain = normalise(text or "")
    found = [match["said"] for match in (*_BASE.finditer(plain), *filter(None, [_ALONE.fullmatch(plain)]))]
    numbers = {Decimal(one.replace(",", "")) for one in found}
    if len(numbers) != 1 or (value := numbers.pop()) % 1:
        return None
    return int(value)


def yes(text: str) -> bool:
    """Read a flag: `yes`, else not."""
    return text == "yes"


#: how a declared column is read: one for each of `tables.raw.READINGS`
PARSERS: dict[str, Callable[[str], object]] = {
    "text": str,
    "date": str,  # its form is a rule of the table
    "whole": whole,
    "number": number,
    "figure": figure,
    "bound": bound,
    "about": about,
    "quantity": quantity,
    "arithmetic": arithmetic,
    "fiscal_year": fiscal_year,
    "quarter": quarter,
    "yes": yes,
    "yes_no": yes,
}


def readable(text: str, reads: str) -> bool:
    """Whether a text can be read so.

    >>> readable("令和３年度", "fiscal_year"), readable("備考", "fiscal_year")
    (True, False)
    """
    try:
        PARSERS[reads](text)
    except Unreadable:
        return False
    return True
