"""From a printed text to what it says: one amount, a range, a share of a whole, a change, words, or nothing.

A grammar of phrases: any number of phrases before, a core (number, range or ratio), any number of phrases behind, and
every letter belongs to one of them. All ways to read a text are tried; it is sure only if they agree, no phrase asks
for a person, and no two contradict each other. What the grammar does not know is never guessed away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from dxcompare.sources.values import phrases
from dxcompare.sources.values.cores import cores
from dxcompare.sources.values.dates import undated
from dxcompare.sources.values.meaning import combined
from dxcompare.sources.values.numerals import numeral
from dxcompare.sources.values.texts import folded, numeric, remembered
from dxcompare.sources.values.value import Value
from dxcompare.tables import counters, wording

#: a longer text is prose
LONGEST = 200
#: more phrases than this on one side of an amount are not read
MOST_PHRASES = 8


@remembered
def read(text: str, unit: str = "") -> Value:
    """Read a printed text.

    Parameters
    ----------
    text : str
    unit : str, optional
        The unit of a bare number, where the table says it elsewhere: such a number is then no year and no date that a
        spreadsheet made a number.

    >>> found = read("約1,200件/年")
    >>> found.status, found.kind, found.value, found.unit, found.approximate, found.period
    ('sure', 'amount', Decimal('1200'), '件', True, 'per_year')
    >>> read("１０Ｏ％").status, read("充実").kind, read("－").kind
    ('unreadable', 'words', 'missing')
    """
    plain = folded(text)
    if re.fullmatch(r"\d{1,3}(?:\.\d+)?%|0|[1-9]\d{0,2}(?:\.\d{1,2})?", plain):  # most cells of a table
        number = numeral(plain.removesuffix("%"))
        assert number
        sign = "%" if plain.endswith("%") else None
        return Value("sure", "amount", number.value, unit=sign, comparator="eq", decimals=number.decimals)
    if len(plain) > LONGEST:
        return _words(plain)
    return _empty(plain) or _one(plain, text, unit) or _several(folded(text, gaps=True)) or _words(plain)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_UNIT = _any((*counters.COUNTERS, *counters.UNIT_NAMES))
_NOTHING = re.compile(rf"(?:[-—–ー一]+|…+|‥+|・{{2,}}|\.{{2,}}|[\\/])(?:{_UNIT})?")
_PLACEHOLDER = re.compile(rf"(?:[○◯〇●×✕xX*?？OolI|]+)(?:{_UNIT})(?:以上|以下|程度)?")


def _empty(plain: str) -> Value | None:
    """What stands there where nothing is stated."""
    bare = plain[1:-1] if re.fullmatch(r"\([^()]*\)", plain) else undated(plain).strip(":、()")
    if (dated := re.fullmatch(r"([^()]+)\(([^()]*)\)", plain)) and not re.search(r"\d", undated(dated[2])):
        bare = dated[1]
    if bare == "一":  # a dash, or one
        return Value("unreadable", why="dash_or_numeral")
    if bare in wording.MISSING or _NOTHING.fullmatch(bare):
        return Value("sure", "missing", note=None if bare == plain else plain)
    if not plain:
        return Value("sure", "missing")
    if bare in wording.HARDLY_STATED:
        return Value("proposed", "missing", why="hardly_stated")
    if plain[0] in "#=" or _PLACEHOLDER.fullmatch(plain) or plain == "〇":
        return Value("unreadable", why="garbled")
    return None


Phrases = Callable[[str, int], Iterator[phrases.Step]]


def _taken(text: str, start: int, step: Phrases, depth: int = 0) -> Iterator[tuple[int, tuple[phrases.Effect, ...]]]:
    """All ways to take phrases from `start` on, each with where it ends and what it says."""
    yield start, ()
    for length, effects in step(text, start) if depth < MOST_PHRASES else ():
        for end, more in _taken(text, start + length, step, depth + 1):
            yield end, (*effects, *more)


def _one(plain: str, text: str, unit: str = "") -> Value | None:
    """The text as one amount, range, ratio or change; None if it is none."""
    whole = re.fullmatch(r"(全[^\d()]{1,4})\(([^()]+)\)", plain)  # 全校（15校）
    bracketed = re.fullmatch(r"\(([^()]*)\)", plain)
    inner = whole[2] if whole else bracketed[1] if bracketed else plain
    found = dict.fromkeys(
        combined(ahead, core, behind)
        for start, ahead in _taken(inner, 0, phrases.before)
        for end, core in cores(inner, start)
        for stop, behind in _taken(inner, end, phrases.after)
        if stop == len(inner)
    )
    if not found:
        return None
    best = min(found, key=lambda value: not value.sure)
    doubt = _doubt(best, inner, text, unit)
    if len({replace(value, note=None) for value in found if value.sure}) > 1:
        doubt = "ambiguous"
    if bracketed and best.kind == "amount" and not best.unit:  # (5) is a mark, or less than nothing
        doubt = doubt or "no_unit"
    if whole:
        best = replace(best, note="、".join(filter(None, (whole[1], best.note))))
        doubt = doubt or ("bracket" if best.kind != "amount" or best.unit == counters.PERCENT else None)
    return replace(best, status="proposed", why=doubt) if best.sure and doubt else best


def _doubt(value: Value, plain: str, text: str, unit: str) -> str | None:
    """Why a reading that the grammar is sure of is put before a person all the same."""
    if value.kind == "amount" and not value.unit and value.value is not None:
        if plain.isdecimal() and 40000 <= value.value < 55000 and not unit:
            return "spreadsheet_date"
        if 1950 <= value.value < 2101 and "," not in plain and not unit:
            return "year_or_amount"
        if value.decimals == 3 and (value.value >= 1 and unit != counters.PERCENT):
            return "comma_or_point"
        if re.match("[年月週日]\\d", plain):
            return "no_unit"
    if re.match(r"\s*[-−－–—‐]\s+\S", text):
        return "unclear_sign"  # a dash set apart from its number
    if re.search(r"[1１一](?:人|件|回|名|日|年|週)\s+\S", text) and value.period:
        return "run_together"
    return None


_BETWEEN = re.compile(
    r"\n|(?<![\d一二三四五六七八九十])、|、(?![\d一二三四五六七八九十])|(?<!\d),|[;；→]|(?<=[^\d(:：、,]) ?(?=[①-⓿⑴-⒇])| "
)
_LABEL = re.compile(
    r"[^\d()一二三四五六七八九十百千]{0,11}?[^\d()一二三四五六七八九十百千A-Za-z.][:：]?(?=[\d約(①-⓿⑴-⒇▲△+-])"
)


def _several(plain: str) -> Value | None:
    """Several amounts, each with a mark, a label or a date; None if it is not so."""
    parts = [part for part in _BETWEEN.split(plain) if part]
    if len(parts) < 2 or (" " in plain and any(re.fullmatch(r"[\d.,]+", part) for part in parts)):
        return None
    amounts = [_labelled(part) for part in parts]
    found = [one for one in amounts if one and one.kind in ("amount", "range", "ratio", "relative")]
    if len(found) < len(parts):
        return None
    if len({bool(one.unit) for one in found}) > 1:
        return Value("proposed", "several", why="no_unit")
    return Value("sure", "several")


def _labelled(part: str) -> Value | None:
    """A part that is an amount, under a label or none."""
    found = _one(part, part)
    if found is None and (label := _LABEL.match(part)) and not part.startswith(wording.JOINING):
        found = _one(part[label.end() :], part)
    return found


_JAPANESE_NUMBER = re.compile(
    rf"(?<!第)(?!十分|一人ひとり|一人一人)(?:[一二三四五六七八九十百千万数]+(?:{_any(counters.WHOLE)})|[二三四五六七八九十百千数]+(?:{_UNIT}))(?!化)"
)


def _words(plain: str) -> Value:
    """Words without a number; with one, they are asked about."""
    rest = undated(plain)
    if "\ufffd" in rest:  # a letter that could not be decoded
        return Value("unreadable", why="garbled")
    if rest and not any(one.isalnum() or one in wording.SIGNS for one in rest):
        return Value("unreadable", why="garbled")
    if any(map(numeric, rest)):
        letters = re.findall("[ぁ-んァ-ヶ一-龥]", rest)
        if labelled := _fallback(plain):
            return labelled
        worded = len(letters) > 2
        return Value("proposed", "words", why="digits_in_words") if worded else Value("unreadable", why="garbled")
    if zero := re.fullmatch(rf"(?:{_any(wording.ZERO)})({_UNIT})?({_any(wording.MAINTAINED)})?", rest):
        kept = zero[2] is not None
        return Value("sure", "amount", Decimal(0), unit=zero[1], comparator="eq", maintain=kept, decimals=0)
    vague = rest == counters.TIMES or rest.endswith(wording.ZERO) or any(word in rest for word in wording.VAGUE)
    if any(word in rest for word in wording.MISSING if "新規" not in word):
        return Value("proposed", "missing", why="hardly_stated")
    if vague or _JAPANESE_NUMBER.search(rest):
        return Value("proposed", "words", why="vague")
    return Value("sure", "words")


def _fallback(plain: str) -> Value | None:
    """An amount under a label or its unit, or with a unit that is not known: proposed."""
    above = re.fullmatch(rf"([{counters.SCALES}]*(?:{_UNIT}))\n([^\n]+)", plain)
    if above and (found := _one(f"{above[2]}({above[1]})", plain)):
        return replace(found, status="proposed", why="unit_above")
    label = _LABEL.match(plain)
    found = _one(plain[label.end() :], plain) if label else None
    if found:
        return replace(found, status="proposed", note=plain[: label.end()] if label else None, why="label")
    unknown = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)([ァ-ヶー一-龥A-Za-z]{1,6}?)(以上|以下|以内|未満|超)?", plain)
    number = numeral(unknown[1]) if unknown else None
    if unknown and number:
        bound = wording.BOUNDS_AFTER.get(unknown[3] or "", "eq")
        return Value(
            "proposed",
            "amount",
            number.value,
            unit=unknown[2],
            comparator=bound,
            decimals=number.decimals,
            why="unknown_unit",
        )
    return None
