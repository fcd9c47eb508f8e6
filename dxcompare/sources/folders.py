"""Which files a data folder holds: one folder a municipality, the national frame, official figures, decisions."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dxcompare.sources.entries import Entry, entries
from dxcompare.sources.reader import UNREAD, Reader, Record, Sheet
from dxcompare.tables import form, forms, like
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.faults import Place

#: the folder of `mappings/` that holds the decisions about all plans
ALL = "all"
#: the folder of a plan that holds its surveys
SURVEYS = "surveys"
#: how a folder of a city is named, and what else has a name of its own: no copy that a system has made
_CITY, _PLAIN = re.compile(r"[0-9]{5}_[\w-]+"), re.compile(r"[\w-]+")
_COPY = re.compile("コピー")
#: what is proposed of a city, beside its decisions; nothing of it is data
PROPOSED = "proposed.jsonl"


@dataclass
class SurveyFolder:
    """A survey as transcribed."""

    card: Record
    questions: Sheet
    options: Sheet
    tables: dict[str, list[Sheet]]  # question → its tables

    def every(self) -> Iterator[Sheet]:
        """All its tables."""
        yield from (self.questions, self.options, *(table for several in self.tables.values() for table in several))


#: how a plan's card says that no version of the national plan is its own
NO_VERSION = "none"


@dataclass
class PlanFolder:
    """A municipality's folder as transcribed."""

    name: str
    sources: list[Record]
    plan: Record | None
    sheets: dict[str, Sheet]
    surveys: list[SurveyFolder]

    def __getitem__(self, name: str) -> Sheet:
        return self.sheets.get(name, Sheet(name, [], []))

    @property
    def of_no_version(self) -> bool:
        """Whether the plan was written under no version of the national plan, or under one that cannot be told."""
        return self.plan is not None and self.plan["framework_version"] == NO_VERSION

    def every(self) -> Iterator[Sheet]:
        """All its tables, those of its surveys too."""
        yield from self.sheets.values()
        for survey in self.surveys:
            yield from survey.every()

    def cards(self) -> Iterator[Record]:
        """The cards of its sources, plan and surveys."""
        yield from (*self.sources, *([self.plan] if self.plan else ()), *(survey.card for survey in self.surveys))

    def ids(self) -> list[str]:
        """The ids of its plan and its surveys, with which the ids of their parts begin."""
        cards = [*([self.plan["plan_id"]] if self.plan else ()), *(survey.card["survey_id"] for survey in self.surveys)]
        return [card for card in cards if card]


@dataclass
class Raw:
    """Everything below `data/raw/` and `data/mappings/`, and the reader that read it."""

    plans: list[PlanFolder]
    national: list[Sheet]
    reference: list[Sheet]
    sources: list[Record]  # of these two folders
    mappings: dict[str, dict[str, Sheet]]  # folder of `mappings/` → its files
    decided: str  # what messages call `mappings/`
    reader: Reader


def cities(root: Path) -> list[str]:
    """The names of the folders of cities."""
    try:
        found = [*os.scandir(root / "raw")]
    except OSError:
        return []
    named = (entry for entry in found if _CITY.fullmatch(entry.name) and not _COPY.search(entry.name))
    return sorted(entry.name for entry in named if entry.is_dir(follow_symlinks=False))


def read(root: Path, only: Collection[str] | None = None, known: Raw | None = None) -> Raw:
    """Read raw data and mappings below `root`, the folder that holds `raw/` and `mappings/`; `only` these cities.

    What is for all is taken from what is `known`, if it is.
    """
    reader = Reader(root.parent)
    raw, mappings = root / "raw", root / "mappings"
    for folder in (raw, mappings, mappings / ALL, raw / "national", raw / "reference"):
        if not folder.is_dir() and (folder in (raw, mappings) or not os.path.lexists(folder)):
            reader.fault(Place(reader.name(folder)), "no_folder")
    named = {"national": Folder.NATIONAL, "reference": Folder.REFERENCE}
    here = cities(root)
    left = set() if only is None else {name for name in here if name not in only}
    _top(reader, raw, [*named, *here])
    plans = [_plan(reader, raw / name) for name in here if name not in left]
    decisions = known.mappings.get(ALL, {}) if known else None
    found = _mappings(reader, mappings, [folder.name for folder in plans], left, decisions)
    if known is not None:
        return replace(known, plans=plans, mappings=found, reader=reader)
    shared = {folder: [*_sheets(reader, raw / name, folder).values()] for name, folder in named.items()}
    return Raw(
        plans=plans,
        national=shared[Folder.NATIONAL],
        reference=shared[Folder.REFERENCE],
        sources=[card for name in named if (raw / name).is_dir() for card in _cards(reader, raw / name)],
        decided=reader.name(mappings),
        mappings=found,
        reader=reader,
    )


def _declared(name: str, folder: Folder) -> list[Form]:
    """How a file of this name is declared; of names of its own, one that is no copy of another file."""
    found = like(name, folder)
    own = name.rpartition("/")[2].removesuffix(".csv")
    if any("*" in one.file.name for one in found) and (not _PLAIN.fullmatch(own) or _COPY.search(own)):
        return []
    return found


def _top(reader: Reader, path: Path, names: list[str]) -> None:
    """Fault what does not belong into `raw/`."""
    allowed = [f"{name}/" for name in (*names, Folder.PLAN.rpartition("/")[2])]
    for entry in entries(reader, path) or ():
        if not (entry.folder and entry.name in names):
            _unknown(reader, entry, allowed)


def _unknown(reader: Reader, entry: Entry, allowed: list[str], needed: Collection[str] = ()) -> str:
    """Fault what has no name that is read; returns the one that it should have, if that is `needed`."""
    place, near = Place(reader.name(entry.path)), ""
    name, other = (f"{entry.name}/", entry.name)[:: 1 if entry.folder else -1]
    if other in allowed:
        reader.fault(place, "folder_for_file" if entry.folder else "file_for_folder")
        return ""
    kinds = [one for one in allowed if one.endswith("/") == entry.folder]
    near = "".join(difflib.get_close_matches(name.casefold(), kinds, 1))
    if near in needed:
        reader.fault(place, "misnamed", near=near)
        return near
    odd = not _PLAIN.fullmatch(entry.name.lstrip(".").partition(".")[0]) or _COPY.search(entry.name)
    hint = "plain_name" if odd else "did_you_mean" if near else "elsewhere" if _is_document(entry) else None
    reader.fault(place, "unknown_folder" if entry.folder else "unknown_file", hint, allowed=allowed, near=near)
    return ""


def _is_document(entry: Entry) -> bool:
    """Whether it is a note, or a document, and no table or card."""
    return not entry.folder and entry.path.suffix.casefold() not in (".csv", ".yaml", ".yml", ".jsonl", "")


def _mappings(
    reader: Reader, mappings: Path, cities: list[str], left: set[str], known: dict[str, Sheet] | None
) -> dict[str, dict[str, Sheet]]:
    """The decisions about all in `all/`, those about one city in the folder named as its raw folder; not those `left`.

    Those about all are not read where they are `known`.
    """
    data = reader.name(mappings.parent)
    found = {}
    for entry in entries(reader, mappings) or ():
        path, name = entry.path, entry.name
        if name in left:
            continue
        if not entry.folder:
            _unknown(reader, entry, [f"{name}/" for name in (ALL, *cities)])
        elif name == ALL:
            elsewhere = (Folder.CITY, f"{data}/{Folder.CITY}/")
            found[ALL] = _sheets(reader, path, Folder.ALL, elsewhere) if known is None else known
        else:
            if name not in cities and not os.path.lexists(mappings.parent / "raw" / name):
                near = difflib.get_close_matches(name, cities, 1)
                reader.fault(
                    Place(reader.name(path)),
                    "no_raw",
                    "did_you_mean" if near else None,
                    folder=f"{data}/raw/",
                    near="".join(near),
                )
            found[name] = _sheets(reader, path, Folder.CITY, (Folder.ALL, f"{data}/{Folder.ALL}/"))
    return found


def _sheets(
    reader: Reader, path: Path, folder: Folder, elsewhere: tuple[Folder, str] | None = None
) -> dict[str, Sheet]:
    """Read the CSV files of a folder that are declared to lie there; fault the rest, and what is needed and lacks.

    `elsewhere`: a folder, and what it is called, whose files are a fault here, and are read.
    """
    there = entries(reader, path)
    if there is None:
        return {}
    named = [found.file for found in forms(folder)]
    within = {file.name.partition("/")[0] for file in named if "/" in file.name}
    cards = {file.name for file in named if file.name.endswith(".yaml")}
    within |= {SURVEYS} if folder is Folder.PLAN else set()
    cards |= {PROPOSED} if folder is Folder.CITY else set()
    allowed = sorted({file.name for file in named if "/" not in file.name} | cards | {f"{name}/" for name in within})
    lacking = [file.name for file in named if folder in file.needed and not os.path.lexists(path / file.name)]
    sheets: dict[str, Sheet] = {}
    for entry in there:
        name = entry.name
        if entry.folder:
            if name not in within:
                _unknown(reader, entry, allowed)
            elif name != SURVEYS:
                _within(reader, entry, folder, sheets)
        elif found := _declared(name, folder):
            sheets |= {} if name in cards else {name: reader.sheet(entry.path, *found)}
        elif elsewhere and (found := _declared(name, elsewhere[0])):
            reader.fault(Place(reader.name(entry.path)), "wrong_folder", folder=elsewhere[1])
            sheets[name] = reader.sheet(entry.path, *found)
        elif name not in cards and (meant := _unknown(reader, entry, allowed, lacking)):
            lacking.remove(meant)
    for name in lacking:
        reader.fault(Place(reader.name(path)), "no_file", name=name)
    return sheets


def _within(reader: Reader, of: Entry, folder: Folder, sheets: dict[str, Sheet]) -> None:
    """Read the files of a folder whose files are declared with it (`schedules/*.csv`)."""
    allowed = [
        found.file.name.partition("/")[2] for found in forms(folder) if found.file.name.startswith(f"{of.name}/")
    ]
    there = entries(reader, of.path)
    if there == []:
        reader.fault(Place(reader.name(of.path)), "empty_folder")
    for entry in there or ():
        name = f"{of.name}/{entry.name}"
        if not entry.folder and (found := _declared(name, folder)):
            sheets[name] = reader.sheet(entry.path, *found)
        else:
            _unknown(reader, entry, [*dict.fromkeys(allowed)])


def _card(path: Path, name: str, folder: Folder) -> tuple[Path, Form] | None:
    """A YAML file and its form, if it is there."""
    declared = form(name, folder)
    assert declared is not None
    there = (path / name).is_file() and not (path / name).is_symlink()
    return (path / name, declared) if there else None


def _plan(reader: Reader, path: Path) -> PlanFolder:
    card = _card(path, "plan.yaml", Folder.PLAN)
    return PlanFolder(
        path.name,
        _cards(reader, path),
        reader.mapping(*card) if card else None,
        _sheets(reader, path, Folder.PLAN),
        _surveys(reader, path / SURVEYS),
    )


def _surveys(reader: Reader, path: Path) -> list[SurveyFolder]:
    found = []
    there = entries(reader, path) if path.is_dir() and not path.is_symlink() else None
    if there == []:
        reader.fault(Place(reader.name(path)), "empty_folder")
    for entry in there or ():
        if entry.folder and _PLAIN.fullmatch(entry.name) and not _COPY.search(entry.name):
            found.append(_survey(reader, entry.path))
        else:
            _unknown(reader, entry, [f"{Folder.SURVEY.rpartition('/')[2]}/"])
    return [survey for survey in found if survey]


def _survey(reader: Reader, path: Path) -> SurveyFolder | None:
    found = _card(path, "survey.yaml", Folder.SURVEY)
    card = reader.mapping(*found) if found else None
    sheets, empty = _sheets(reader, path, Folder.SURVEY), Sheet("", [], [])
    if card is None:
        return None
    questions, options = (sheets.pop(name, empty) for name in ("questions.csv", "options.csv"))
    tables: dict[str, list[Sheet]] = {}
    names = sorted((record["question"] for record in questions), key=len, reverse=True)
    unread = any(
        fault.kind in UNREAD and fault.place.file in (questions.file, reader.name(path)) for fault in reader.faults
    )
    for name, sheet in sheets.items():
        stem = name.removesuffix(".csv")
        owner = next((q for q in names if stem == q or stem.startswith(f"{q}_")), None)
        if owner is not None:
            tables.setdefault(owner, []).append(sheet)
        elif not unread:
            reader.fault(Place(sheet.file), "no_such", found=stem, table="questions.csv")
    return SurveyFolder(card, questions, options, tables)


def _cards(reader: Reader, path: Path) -> list[Record]:
    """The origin cards of a folder: one record per source."""
    card = _card(path, "source.yaml", Folder.PLAN)
    return reader.listed(*card) if card else []
