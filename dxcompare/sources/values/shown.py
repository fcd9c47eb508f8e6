"""What a text was read as, for people and for programs."""

from __future__ import annotations

import json
from decimal import Decimal

from dxcompare.sources.values.reading import read
from dxcompare.sources.values.value import Value
from dxcompare.tables.vocabularies import COMPARATORS, PERIODS, VALUE_KINDS, VALUE_STATUS, WHY_ASKED
from dxcompare.words.text import Text

#: the keys of a line, in order
KEYS = (
    *("text", "status", "kind", "value", "high", "of", "unit", "comparator", "approximate", "period", "maintain"),
    "note",
)
#: JSON leaves these alone, and some programs end a line at them
_ENDS_OF_LINES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "\x85\u2028\u2029"}


def as_line(line: str | bytes) -> str:
    """How a text is read, as one line of JSON.

    Parameters
    ----------
    line : str or bytes
        A text; or a line of a UTF-8 file, with or without its end, which may be a JSON string.

    >>> json.loads(as_line("▲3件"))["value"], json.loads(as_line(b'"3"'))["text"]
    (-3, '3')
    """
    text = _text(line) if isinstance(line, bytes) else line
    found = read(text)
    if found.status == "unreadable":
        found = Value("unreadable")
    cells = {key: text if key == "text" else getattr(found, key) for key in KEYS}
    said = "{" + ", ".join(f'"{key}": {_json(cell)}' for key, cell in cells.items()) + "}"
    try:
        said.encode()
    except UnicodeEncodeError:  # half a surrogate pair, out of a JSON string
        said = json.dumps(json.loads(said))
    return said.translate(_ENDS_OF_LINES)


def _text(line: bytes) -> str:
    text = line.removeprefix(b"\xef\xbb\xbf").decode(errors="replace").removesuffix("\n").removesuffix("\r")
    if text.startswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            pass
    return text


def _json(cell: object) -> str:
    """A cell as JSON; a number with the digits it has, however many."""
    return f"{cell:f}" if isinstance(cell, Decimal) else json.dumps(cell, ensure_ascii=False)


def in_words(value: Value, lang: str) -> str:
    """What a text says, for a person.

    >>> in_words(read("約1,200件/年"), "ja"), in_words(read("２倍以上"), "en")
    ('確か：量 約1200件、年当たり', 'sure: a change from a baseline, ≥ 2 倍')
    >>> in_words(read("１０Ｏ％"), "ja")
    '読めない：数字の形が崩れている'
    """
    ja = lang == "ja"
    status, why = VALUE_STATUS[value.status].to(lang), WHY_ASKED[value.why].to(lang) if value.why else ""
    said = [_amount(value, lang)]
    if value.period:
        said.append(PERIODS[value.period].to(lang))
    if value.maintain:
        said.append(Text("維持", "to be maintained").to(lang))
    if value.note:
        said.append(f"（{value.note}）" if ja else f"({value.note})")
    if why:
        said.append(why if value.kind is None else f"※{why}" if ja else f"* {why}")
    text = ("、" if ja else ", ").join(part for part in said if part)
    return f"{status}：{text}" if ja else f"{status}: {text}"


def _amount(value: Value, lang: str) -> str:
    """Kind, numbers and unit."""
    if value.kind is None:
        return ""
    kind = VALUE_KINDS[value.kind].to(lang)
    if value.value is None:
        return kind
    numbers = f"{value.value:f}"
    if value.high is not None:
        numbers += f"～{value.high:f}" if lang == "ja" else f" to {value.high:f}"
    if value.of is not None:
        numbers = f"{value.of:f}のうち{numbers}" if lang == "ja" else f"{numbers} of {value.of:f}"
    about = ("約" if lang == "ja" else "about ") if value.approximate else ""
    bound = COMPARATORS[value.comparator].to(lang) if value.comparator not in (None, "eq") else ""
    if lang == "ja":
        return f"{kind} {about}{numbers}{value.unit or ''}{bound}"
    return f"{kind}, {bound}{' ' * bool(bound)}{about}{numbers}{f' {value.unit}' if value.unit else ''}"
