"""The phrases that stand with an amount, before it, behind it and in brackets, and what each says.

An effect is a pair of what is said and how: `("comparator", "ge")`. A phrase that asks for a person has the effect
`("ask", reason)`, one that says nothing of the amount `("note", words)`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from dxcompare.sources.values.dates import DATE, date_at
from dxcompare.sources.values.numerals import numeral
from dxcompare.sources.values.texts import numeric
from dxcompare.tables import counters, wording

Effect = tuple[str, str]
#: how many letters a phrase takes, and what it says
Step = tuple[int, tuple[Effect, ...]]


def _literals(words: dict[str, tuple[Effect, ...]]) -> dict[str, dict[str, tuple[Effect, ...]]]:
    """The phrases by their first letter, so that few are tried."""
    by_letter: dict[str, dict[str, tuple[Effect, ...]]] = {}
    for word, effects in words.items():
        by_letter.setdefault(word[0], {})[word] = effects
    return by_letter


def _one(kind: str, words: object) -> dict[str, tuple[Effect, ...]]:
    if isinstance(words, dict):
        return {word: ((kind, str(says)),) for word, says in words.items()}
    assert isinstance(words, (tuple, frozenset))
    return {word: ((kind, word if kind == "note" else "yes"),) for word in words}


_BEFORE = _literals(
    {
        **{word: (("ask", "unclear_word"), ("note", word)) for word in wording.ASKING_BEFORE},
        **{f"{word}{colon}": (("note", word),) for word in wording.STANDING for colon in ("", ":")},
        **{f"{word}で": (("note", word),) for word in ("延べ", "のべ")},
        **_one("comparator", wording.BOUNDS_BEFORE),
        **_one("approximate", wording.ABOUT_BEFORE),
        **_one("period", wording.PERIODS_BEFORE),
        **dict.fromkeys(wording.CUMULATIVE_BEFORE, (("period", "cumulative"),)),
        **{word: (("ranked", word),) for word in wording.RANKED_AMONG},
        "全": (("note", "全"),),
        "¥": (("unit_text", "円"),),
    }
)
_CHANGED = {
    f"{joined}{word}{ended}": ((("change", str(sign)), ("ask", "which_way")) if unsure else (("change", str(sign)),))
    for words, unsure in ((wording.CHANGES, False), (wording.UNSURE_CHANGES, True))
    for word, sign in words.items()
    for joined in wording.JOINED
    for ended in wording.ENDED
}
_LEVELS = {
    f"{joined}{word}{ended}": (("to", str(sign)),)
    for word, sign in {**wording.CHANGES, **wording.UNSURE_CHANGES}.items()
    for joined in ("に", "へ", "まで", "へと")
    for ended in wording.ENDED
}
_AFTER = _literals(
    {
        **{word: (("ask", "unclear_word"), ("note", word)) for word in wording.ASKING_AFTER},
        **{
            f"{joined}{word}{ended}": (("note", word),)
            for word in wording.DONE
            for joined in wording.JOINED
            for ended in ("", "する")
        },
        **{word: (("note", word),) for word in wording.AIMED},
        **_one("comparator", wording.BOUNDS_AFTER),
        **_one("approximate", wording.ABOUT_AFTER),
        **{f"の{word}": (("approximate", "yes"),) for word in wording.ABOUT_AFTER},
        **_one("maintain", wording.MAINTAINED),
        **dict.fromkeys(wording.CUMULATIVE_AFTER, (("period", "cumulative"),)),
        **_CHANGED,
        **_LEVELS,
    }
)


def _any(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


_PER = _any(wording.PER)
_ONE = "(?:1|一)"
_TIME = _any(wording.PERIOD_OF)
_PEOPLE = f"(?:{_any(wording.PEOPLE)})?"
_REFERENCE = rf"(?:対)?(?P<from>(?:{DATE}|{_any(wording.FROM)})(?:の?実績値?|の?値|時点|末)?)"
#: before an amount; the groups say what was found
_PATTERNS_BEFORE = [
    re.compile(rf"{_PEOPLE}{_ONE}?(?P<period>{_TIME})(?:{_PER})[、,/]?"),
    re.compile(rf"{_ONE}(?P<each>{_TIME})(?=[\d約一二三四五六七八九十百])"),
    re.compile(rf"{_PEOPLE}{_ONE}(?P<of>{_any(counters.INSTITUTIONS)})(?:{_PER})[、,]?"),
    re.compile(rf"(?P<of>(?:人口)?(?:[1-9][\d,]*[千万]+|[千万]|[1-9]\d{{0,2}},\d{{3}}|[1-9]\d+)人?)(?:{_PER}|対)"),
    re.compile(
        r"(?P<years>\d{1,2}|[二三四五六七八九十])(?:年間?|[かカヵヶケ]年間?|[かカヵヶケ]月間?)(?:の?(?:累計|合計|総計)で?|で)、?"
    ),
    re.compile(r"(?P<years>\d{1,2}|[二三四五六七八九十])(?:年間|[かカヵヶケ]年間?)"),
    re.compile(rf"{_REFERENCE}(?P<how>{_any(wording.COMPARED)})(?:で)?、?"),
    re.compile(rf"{_REFERENCE}(?P<times>の)(?=[\d約一二三四五六七八九十]+(?:\.\d+)?{counters.TIMES})"),
    re.compile(r"(?P<mark>[①-⓿㉑-㉟㊱-㊿⑴-⒇⒈-⒛])[.,、)]? ?"),
    re.compile(r"(?P<bullet>[・●■◆□◇]+)"),
]
_AFTER_DATE = re.compile(
    r"(?:年?度?末|現在|時点)?(?:までに|まで|時点で?は?|には|では|は|に|の(?=目標|実績|見込)|目標|実績|見込み?)?[:：、 ]?"
)
_PATTERNS_AFTER = [
    re.compile(rf"[/]{_ONE}?(?P<period>{_TIME})(?:間)?"),
    re.compile(rf"[/]{_ONE}?(?P<of>{_any(counters.INSTITUTIONS)})"),
    re.compile(r"(?P<foot>[※†](?:\d{1,2})?|\*(?!\d)|\(注\d?\)|注\d{0,2})"),
    re.compile(r"(?P<stop>。)"),
]


def before(text: str, start: int) -> Iterator[Step]:
    """The phrases that may stand at `start`, before an amount."""
    for word, effects in _BEFORE.get(text[start : start + 1], {}).items():
        if text.startswith(word, start):
            yield len(word), effects
    for pattern in _PATTERNS_BEFORE:
        if found := pattern.match(text, start):
            said = _said(found)
            if said is not None:
                yield found.end() - start, said
    end = date_at(text, start)
    if end > 0:
        after = _AFTER_DATE.match(text, end)
        stop = after.end() if after else end
        yield stop - start, (("note", text[start:stop].strip(":：、 ")),)
    yield from _bracket(text, start)


def after(text: str, start: int) -> Iterator[Step]:
    """The phrases that may stand at `start`, behind an amount."""
    for word, effects in _AFTER.get(text[start : start + 1], {}).items():
        if text.startswith(word, start):
            yield len(word), effects
    for pattern in _PATTERNS_AFTER:
        if found := pattern.match(text, start):
            said = _said(found)
            if said is not None:
                yield found.end() - start, said
    yield from _bracket(text, start)


def _said(found: re.Match) -> tuple[Effect, ...] | None:
    """What a pattern says, by its groups."""
    said = {name: value for name, value in found.groupdict().items() if value is not None}
    whole = found[0]
    if "period" in said:
        people = re.match(_PEOPLE, whole)
        note = (("note", people[0]),) if people and people[0] else ()
        return (("period", wording.PERIOD_OF[said["period"]]), *note)
    if "each" in said:
        return (
            None
            if said["each"] in ("月", "日間")
            else (("period", wording.PERIOD_OF[said["each"]]), ("each", said["each"]))
        )
    if "of" in said:
        of = said["of"]
        return (("of_unit", of.removeprefix("人口") if re.search(r"\d|[一十百千万]", of) else of),)
    if "years" in said:
        return (("period", "cumulative"), ("note", whole.strip("、")))
    if "from" in said:
        return (("relative_to", said["from"]), *((("how", said["how"]),) if "how" in said else ()))
    if "mark" in said:
        return (("mark", said["mark"]),)
    if "foot" in said:
        return (("note", said["foot"]),)
    return ()


_SCALE_NOTE = re.compile(r"\d+(?:\.\d)?(?:点満点|段階評価|段階|点満点中|段階中)(?:中|平均|評価)?")


def _bracket(text: str, start: int) -> Iterator[Step]:
    """What stands in brackets at `start`."""
    if text[start : start + 1] != "(":
        return
    end = text.find(")", start)
    if end < 0:
        return
    inner = text[start + 1 : end]
    if "(" in inner:
        return
    yield end + 1 - start, within(inner)


@functools.lru_cache(maxsize=1 << 10)
def within(inner: str) -> tuple[Effect, ...]:
    """What brackets say: a date, a scale and plain words are a note; a unit, a period, a share and a change are read.

    >>> within("R5"), within("5点満点"), within("累計"), within("千円")
    ((('note', 'R5'),), (('note', '5点満点'),), (('period', 'cumulative'),), (('unit_text', '千円'),))
    """
    note: Effect = ("note", inner)
    if not inner or inner in wording.STANDING or re.fullmatch(r"[※*†注]*", inner):
        return (note,) if inner else ()
    if inner in wording.PERIODS_BRACKETED:
        return (("period", wording.PERIODS_BRACKETED[inner]),)
    if re.fullmatch(r"\d{1,2}(?:年間|[かカヵヶケ]年間?|年)(?:の?(?:累計|合計|累積|通算|総計)|で)", inner):
        return (("period", "cumulative"), note)
    if re.fullmatch(rf"(?:{DATE}(?:[~–—-]|から|～))?{DATE}(?:からの|まで|までの|の)?(?:累計|累積|通算)", inner):
        return (("period", "cumulative"), note)
    if found := re.fullmatch(rf"{_REFERENCE}(?P<how>{_any(wording.COMPARED)})", inner):
        return (("relative_to", found["from"]), ("how", found["how"]))
    if date_at(inner, 0) > 0 and not re.search(
        r"\d", re.sub(r"\d{1,2}月(?:\d{1,2}日)?", "", inner[date_at(inner, 0) :])
    ):
        spanned = len(re.findall(DATE, inner)) > 1
        rest = inner[date_at(inner, 0) :]
        if set(rest) & wording.TELLING - set("末時年度月日当") or spanned:
            return (("ask", "bracket"), note)
        return (note,)
    if re.fullmatch(r"(?:19|20)\d\d", inner) or _SCALE_NOTE.fullmatch(inner):
        return (note,)
    unit = re.sub(r"^単位[:：]?", "", inner)
    if _scaled(unit):
        return (("unit_text", unit),)
    if re.match(r"\d", inner) and re.search(r"\d/\d|^\d+(?:\.\d+)?%$", inner):
        return (("share", inner),)
    if any(map(numeric, inner)) or set(inner) & wording.TELLING or set(inner) & {"?", "？", "#"}:
        return (("ask", "bracket"), note)
    return (note,)


def _scaled(text: str) -> bool:
    """Whether a text is a unit, or a scale with one: `千円`."""
    found = re.fullmatch(f"([{counters.SCALES}]*)(.*)", text, re.DOTALL)
    assert found
    power, unit = found.groups()
    known = unit in counters.COUNTERS or unit in counters.UNIT_NAMES
    return known and (not power or (unit not in (counters.TENTHS, counters.TIMES) and numeral("1" + power) is not None))
