"""What must hold of each typed cell by itself, whoever reads it: no accident, readable as declared, a reason that is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from typing import TYPE_CHECKING

from dxcompare.sources import accidents, values
from dxcompare.sources.parsers import PARSERS
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.faults import Fault, Place, Unreadable

if TYPE_CHECKING:
    from dxcompare.sources.reader import Record

#: Columns that call something by a name or number.
_NAMES = frozenset("ref upper_ref track number option label group erratum".split())
#: Columns of printed values.
_VALUES = frozenset("baseline_text target_text value_text".split())
#: How a column is read that holds a year or a date.
_DATES = frozenset({"date", "when", "fiscal_year", "quarter", "period"})
#: How a column is read that may be read here: what else is needed to read the others, stands elsewhere.
_ALONE = frozenset({"date", "when", "fiscal_year", "quarter", "whole", "number", "arithmetic"})
#: Columns of decisions that say why.
_REASONS = frozenset({"reason", "because"})
#: What ids may not hold, since references join them with it.
_JOINS = re.compile("[+/]")
#: A question in English, or an address: the ? is its own.
_ASKS = re.compile(r"[ -~]*[a-z]+ [ -~]*[a-z)]\?|.*://.*", re.S)
_DECISIONS = {Folder.CITY, Folder.ALL}


#: How a column is checked → texts of which nothing is wrong there; so many at most.
_sound: dict[tuple[str, bool, str, bool, str], set[str]] = {}
_MOST = 1 << 17


def sound(columns: Mapping[str, Set[str]], form: Form | None, lost: str = "??") -> bool:
    """Whether :func:`faults` finds nothing in a file; columns as the texts that stand in them."""
    held = dict(zip(columns, _held(form, tuple(columns)), strict=True))
    for name, texts in columns.items():
        known = _sound.setdefault((*held[name], lost), set())
        new = texts - known
        if any(text and _fault_of(text, *held[name], lost) for text in new):
            return False
        if len(known) > _MOST:
            known.clear()
        known |= new
    if form and _DECISIONS & {*form.file.folders}:
        return not any(_no_reason(text, note) for name, note in _whys(form) for text in columns.get(name, ()))
    return True


def listed(columns: Mapping[str, Set[str]], form: Form) -> bool:
    """Whether all texts of closed lists are words of these as they stand."""
    return all(
        not text or (text in raw.words and values.tidy(text) == text)
        for name, raw in form.columns.items()
        if raw.words
        for text in columns.get(name, ())
    )


def faults(records: Iterable[Record], form: Form | None, lost: str = "??") -> Iterator[Fault]:
    """What is wrong with cells; a printed value that is an accident is blank from then on, and asked about no more.

    `lost` is what an encoding without a letter, such as Shift_JIS, makes of it.
    """
    known: dict[str, tuple[str, bool, str, bool]] = {}
    for record in records:
        for name, text in record.cells.items():
            if not text:
                continue
            if name not in known:
                (known[name],) = _held(form, (name,))
            if wrong := _fault_of(text, *known[name], lost):
                yield _fault(record.place(name), *wrong)
                if known[name][0] == "value":
                    record.cells[name] = ""
        if form and _DECISIONS & {*form.file.folders}:
            yield from _reasons(record, form)


@lru_cache(maxsize=1 << 10)
def _held(form: Form | None, names: tuple[str, ...]) -> list[tuple[str, bool, str, bool]]:
    """How columns are checked: what stands in each, whether it is a page, how it is read, whether it has the ids of rows."""
    found = []
    for name in names:
        raw = form.columns.get(name) if form else None
        reads = raw.reads if raw and raw.reads in _ALONE and not raw.own else ""
        page = raw is not None and raw.name == "page"
        found.append((_what(name, form), page, reads, form is not None and _names(form, name)))
    return found


def _fault_of(text: str, what: str, page: bool, reads: str, names: bool, lost: str) -> _Wrong | None:
    wrong = _wrong(text, what, page, reads)
    if lost in text and not _ASKS.fullmatch(text) and (not wrong or wrong[0] not in accidents.KINDS):
        wrong = "lost_letters", {"found": text}, "saved_without"
    if not wrong and names and (sign := _JOINS.search(text)):
        wrong = "id_sign", {"found": text, "sign": sign[0]}, None
    return wrong


def _names(form: Form, name: str) -> bool:
    """Whether the rows of a file of `raw/` get their ids in a column: `measure` of `measures.csv`."""
    return Folder.PLAN in form.file.folders and form.file.name in (f"{name}s.csv", "errata.csv" * (name == "erratum"))


def accident(text: str, place: Place, what: str = "text") -> Fault | None:
    """The fault of a text that nobody typed so, as :func:`dxcompare.sources.accidents.check` finds it."""
    wrong = _wrong(text, what, False, "")
    return _fault(place, *wrong) if wrong else None


def _fault(place: Place, kind: str, data: Mapping[str, object], hint: str | None) -> Fault:
    return Fault(place, kind, {**data}, hint)


#: The kind of a fault, its data and its hint.
_Wrong = tuple[str, Mapping[str, object], str | None]


@lru_cache(maxsize=1 << 17)
def _wrong(text: str, what: str, page: bool, reads: str) -> _Wrong | None:
    """What is wrong with a text wherever it stands; the same text stands in many cells."""
    try:
        accidents.check(text, what)
        if page and not _page(text):
            return "not_page", {"found": text}, None
        if reads:
            PARSERS[reads](text)
    except Unreadable as error:
        return error.kind, {"found": error.found}, error.hint
    return None


def _page(text: str) -> bool:
    return re.fullmatch(r"[1-9]\d{0,3}", values.folded(text), re.ASCII) is not None


def _reasons(record: Record, form: Form) -> Iterator[Fault]:
    """A decision says why; a code may say it in its note."""
    for name, note in _whys(form):
        if name in record.cells and _no_reason(text := record[name], note):
            yield (
                Fault(record.place(name), "no_reason", {"found": text})
                if text
                else Fault(record.place(name), "missing")
            )


def _whys(form: Form) -> list[tuple[str, bool]]:
    """The columns in which a decision says why, and whether it need not."""
    notes = {"note"} if form.file.name.startswith("codes_") else set()
    return [(name, name in notes) for name in (_REASONS | notes) & {*form.columns}]


def _no_reason(text: str, note: bool) -> bool:
    return not note if not text else not any(map(str.isalnum, text)) or text == "<reason>"


def _what(name: str, form: Form | None) -> str:
    """What stands in a column, as :func:`dxcompare.sources.accidents.check` knows it."""
    raw = form.columns.get(name) or form.free if form else None
    if form is None or raw is None:
        return "text"
    if raw.reads in _DATES:
        return "date"
    if name in _VALUES or (raw is form.free and Folder.SURVEY in form.file.folders):
        return "value"
    return "id" if raw.own else "name" if name in _NAMES else "text"
