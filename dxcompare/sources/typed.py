"""What must hold of each typed cell by itself, whoever reads it: no accident, readable as declared, a reason that is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dxcompare.sources import accidents, values
from dxcompare.sources.parsers import PARSERS
from dxcompare.tables.raw import Folder, Form, Raw
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


def faults(records: Iterable[Record], form: Form | None, lost: str = "??") -> Iterator[Fault]:
    """What is wrong with cells; a printed value that is an accident is blank from then on, and asked about no more.

    `lost` is what an encoding without a letter, such as Shift_JIS, makes of it.
    """
    what: dict[str, str] = {}
    for record in records:
        for name, text in record.cells.items():
            if name not in what:
                what[name] = _what(name, form)
            raw = form.columns.get(name) if form else None
            fault = _fault(text, record.place(name), what[name], raw) if text else None
            if lost in text and not _ASKS.fullmatch(text) and (not fault or fault.kind not in accidents.KINDS):
                fault = Fault(record.place(name), "lost_letters", {"found": text}, "saved_without")
            if not fault and form and _names(form, name) and (sign := _JOINS.search(text)):
                fault = Fault(record.place(name), "id_sign", {"found": text, "sign": sign[0]})
            if fault:
                yield fault
                if what[name] == "value":
                    record.cells[name] = ""
        if form and _DECISIONS & {*form.file.folders}:
            yield from _reasons(record, form)


def _names(form: Form, name: str) -> bool:
    """Whether the rows of a file of `raw/` get their ids in a column: `measure` of `measures.csv`."""
    return Folder.PLAN in form.file.folders and form.file.name in (f"{name}s.csv", "errata.csv" * (name == "erratum"))


def accident(text: str, place: Place, what: str = "text") -> Fault | None:
    """The fault of a text that nobody typed so, as :func:`dxcompare.sources.accidents.check` finds it."""
    return _read(lambda text: accidents.check(text, what), text, place)


def _fault(text: str, place: Place, what: str, raw: Raw | None) -> Fault | None:
    fault = accident(text, place, what)
    if fault is None and raw and raw.name == "page" and not _page(text):
        return Fault(place, "not_page", {"found": text})
    if fault is None and raw and raw.reads in _ALONE and not raw.own:
        return _read(PARSERS[raw.reads], text, place)
    return fault


def _read(reader: object, text: str, place: Place) -> Fault | None:
    try:
        reader(text)  # type: ignore[operator]
    except Unreadable as error:
        return Fault(place, error.kind, {"found": error.found}, error.hint)
    return None


def _page(text: str) -> bool:
    return re.fullmatch(r"[1-9]\d{0,3}", values.folded(text), re.ASCII) is not None


def _reasons(record: Record, form: Form) -> Iterator[Fault]:
    """A decision says why; a code may say it in its note."""
    notes = {"note"} if form.file.name.startswith("codes_") else set()
    for name in (_REASONS | notes) & {*form.columns} & {*record.cells}:
        text = record[name]
        if not text and name in notes:
            continue
        if not text:
            yield Fault(record.place(name), "missing")
        elif not any(map(str.isalnum, text)) or text == "<reason>":
            yield Fault(record.place(name), "no_reason", {"found": text})


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
