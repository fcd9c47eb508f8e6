"""Faults in the data: one type, one message each, in Japanese and English.

A fault says where (file, row, column), what was found, what was expected and the likely slip.
Faults are collected over a whole run and raised once, as :class:`DataFaults`.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from types import ModuleType
from typing import ClassVar

from dxcompare.words.expected import EXPECTED
from dxcompare.words.hints import HEADING, HINTS, MORE, PASTE
from dxcompare.words.text import Text, language, plural


class Unreadable(ValueError):
    """A printed text that cannot be read; `kind` names the fault, `hint` the likely slip."""

    def __init__(self, kind: str, found: str, hint: str | None = None):
        super().__init__(f"{kind}: {found!r}")
        self.kind, self.found, self.hint = kind, found, hint


@dataclass(frozen=True)
class Place:
    """Where a printed value stands: a file and, where known, row and column.

    Rows are counted as a spreadsheet counts them: the heading is row 1.
    """

    file: str
    row: int | None = None
    column: str | None = None

    def says(self, lang: str) -> str:
        parts = [self.file]
        if self.row is not None:
            parts.append(f"{self.row}行目" if lang == "ja" else f"row {self.row}")
        if self.column is not None:
            parts.append(f"列「{self.column}」" if lang == "ja" else f"column {self.column!r}")
        return " ".join(parts) if lang == "ja" else ", ".join(parts)


@dataclass(frozen=True)
class Fault:
    """One fault: where, what kind, the values that fill its message, and advice; of several kinds, joined by `+`."""

    place: Place
    kind: str
    data: dict = field(default_factory=dict)
    hint: str | None = None
    #: how many others follow from it, and are left out
    more: int = 0

    def says(self, lang: str) -> str:
        """The message in `lang`, with its place."""
        return f"{self.place.says(lang)}: {self.told(lang)}"

    def told(self, lang: str) -> str:
        """The message without its place."""
        data = {key: _in(value, lang) for key, value in self.data.items()}
        text = EXPECTED[self.kind][lang].format(**data)
        for hint in filter(None, (self.hint or "").split("+")):
            text += ("。" if lang == "ja" else "; ") + HINTS[hint][lang].format(**data)
        if "paste" in data:
            text += PASTE[lang].format(**data)
        if "heading" in data:
            text += HEADING[lang].format(**data)
        if self.more:
            text += MORE[lang].format(more=self.more)
        return text


def unlisted(place: Place, found: object, allowed: Iterable[str]) -> Fault:
    """The fault of a value that is not in a closed list."""
    allowed = list(allowed)
    return _near(Fault(place, "not_in_list", {"found": found, "allowed": allowed}), str(found), allowed)


def missing_row(
    place: Place, found: str | None, known: Iterable[str | None], table: str, hint: str | None = None
) -> Fault:
    """The fault of a reference to a row that is not there; `hint` where none of the known ones is like it."""
    names = sorted(name for name in known if name)
    return _near(Fault(place, "no_such", {"found": found or "", "table": table}, hint), found or "", names)


def _near(fault: Fault, found: str, known: list[str]) -> Fault:
    """The fault, with what was probably meant."""
    near = get_close_matches(found, known, 1)
    return replace(fault, data={**fault.data, "near": near[0]}, hint="did_you_mean") if near else fault


def _in(value: object, lang: str) -> object:
    if isinstance(value, Place):
        return value.says(lang)
    if isinstance(value, Text):
        return value.to(lang)
    if isinstance(value, (list, tuple)):
        return ("、" if lang == "ja" else ", ").join(str(item) for item in value)
    return value


class DataFaults(Exception):
    """All faults of one run. Nothing was written.

    Attributes
    ----------
    faults : list of Fault
        Sorted by file, row and column.
    """

    #: How many are told one by one; None tells all.
    most: ClassVar[int | None] = None

    def __init__(self, faults: Iterable[Fault], lang: str | None = None):
        self.faults = sorted(_distinct(faults), key=_order)
        self.lang = language(lang)
        super().__init__("\n".join([self.head(), *listed(self.faults, self.lang, self.most)]))

    def __reduce__(self) -> tuple:
        return type(self), (self.faults, self.lang)

    def head(self) -> str:
        """How many faults there are."""
        count, files = len(self.faults), len({fault.place.file for fault in self.faults})
        return Text(
            f"{files} 個のファイルに {count} 件の誤りがあります。何も書き込んでいません。",
            f"{plural(count, 'fault', 'faults')} in {plural(files, 'file', 'files')}; nothing was written.",
        ).to(self.lang)


class OfficialFaults(DataFaults):
    """The faults of an official table, which may have one in each of its rows."""

    most = 20


class FrameFaults(DataFaults):
    """The faults of a user's own tables. Nothing was added."""

    def head(self) -> str:
        """How many faults there are, and how rows are counted."""
        count = len(self.faults)
        return Text(
            f"表に {count} 件の誤りがあります。何も加えていません（行は、見出しを1行目として数えます）。",
            f"{plural(count, 'fault', 'faults')} in the tables; nothing was added (rows count from the headings, row 1).",
        ).to(self.lang)


def _distinct(faults: Iterable[Fault]) -> list[Fault]:
    """The faults without repetitions."""
    return list({(fault.place, fault.kind, repr(fault.data)): fault for fault in faults}.values())


def _order(fault: Fault) -> tuple[str, int, str, str]:
    return fault.place.file, fault.place.row or 0, fault.place.column or "", fault.kind


def listed(faults: list[Fault], lang: str, most: int | None = None) -> list[str]:
    """A line a fault or note; of more than `most`, how many are left."""
    left = len(faults) - (most or len(faults))
    more = [Text(f"（ほかに {left:,} 件）", f"({left:,} more)").to(lang)] if left > 0 else []
    return [*(f"- {fault.says(lang)}" for fault in faults[:most]), *more]


class PackageMissing(ImportError):
    """A package that only some of the work needs is not installed."""

    def __init__(self, package: str, extra: str, lang: str | None = None):
        self.said = Text(
            f"これには {package} が要る。`pip install 'dxcompare[{extra}]'` で入る",
            f"this needs {package}; install it with `pip install 'dxcompare[{extra}]'`",
        )
        super().__init__(self.said.to(lang))


def are_there(modules: Iterable[str], extra: str, lang: str | None = None) -> None:
    """See that modules of an extra can be imported; none is.

    Raises
    ------
    PackageMissing
        If one cannot.
    """
    for module in modules:
        try:
            found = importlib.util.find_spec(module)
        except (ImportError, ValueError):
            found = None
        if found is None:
            raise PackageMissing(module, extra, lang)


def needed(module: str, package: str, lang: str | None = None, extra: str = "export") -> ModuleType:
    """Import a module of an extra, by default `export`.

    Raises
    ------
    PackageMissing
        If it is not installed; says how to install it.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise PackageMissing(package, extra, lang) from error
