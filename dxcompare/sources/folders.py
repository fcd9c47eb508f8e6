"""Which files a data folder holds: one folder a municipality, the national frame, official figures, decisions."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from dxcompare.sources.reader import Reader, Record, Sheet
from dxcompare.tables import form, forms, like
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.faults import Place

#: the folder of `mappings/` that holds the decisions about all plans
ALL = "all"
#: the folder of a plan that holds its surveys
SURVEYS = "surveys"
#: what is proposed of a city, beside its decisions; nothing of it is data
PROPOSED = "proposed.jsonl"


@dataclass
class SurveyFolder:
    """A survey as transcribed."""

    card: Record
    questions: Sheet
    options: Sheet
    tables: dict[str, list[Sheet]]  # question → its tables


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
    shared = [folder.value.rpartition("/")[2] for folder in (Folder.NATIONAL, Folder.REFERENCE)]
    return sorted(path.name for path in (root / "raw").glob("*") if path.is_dir() and path.name not in shared)


def read(root: Path, only: Collection[str] | None = None) -> Raw:
    """Read raw data and mappings below `root`, the folder that holds `raw/` and `mappings/`; `only` these cities."""
    reader = Reader(root.parent)
    raw, mappings = root / "raw", root / "mappings"
    for folder in (raw, mappings, mappings / ALL, raw / "national", raw / "reference"):
        if not folder.is_dir():
            reader.fault(Place(reader.name(folder)), "no_folder")
    named = {"national": Folder.NATIONAL, "reference": Folder.REFERENCE}
    here = cities(root)
    left = set() if only is None else {name for name in here if name not in only}
    plans = [_plan(reader, raw / name) for name in here if name not in left]
    shared = {folder: [*_sheets(reader, raw / name, folder).values()] for name, folder in named.items()}
    return Raw(
        plans=plans,
        national=shared[Folder.NATIONAL],
        reference=shared[Folder.REFERENCE],
        sources=[card for name in named if (raw / name).is_dir() for card in _cards(reader, raw / name)],
        decided=reader.name(mappings),
        mappings=_mappings(reader, mappings, [folder.name for folder in plans], left),
        reader=reader,
    )


def _mappings(reader: Reader, mappings: Path, cities: list[str], left: set[str]) -> dict[str, dict[str, Sheet]]:
    """The decisions about all in `all/`, those about one city in the folder named as its raw folder; not those `left`."""
    data = reader.name(mappings.parent)
    found = {}
    for path in sorted(mappings.iterdir()) if mappings.is_dir() else []:
        if path.name.startswith(".") or path.name in left:
            continue
        if not path.is_dir():
            reader.fault(Place(reader.name(path)), "unknown_file", allowed=[f"{name}/" for name in (ALL, *cities)])
        elif path.name == ALL:
            found[ALL] = _sheets(reader, path, Folder.ALL, (Folder.CITY, f"{data}/{Folder.CITY}/"))
        else:
            if path.name not in cities:
                near = difflib.get_close_matches(path.name, cities, 1)
                reader.fault(
                    Place(reader.name(path)),
                    "no_raw",
                    "did_you_mean" if near else None,
                    folder=f"{data}/raw/",
                    near="".join(near),
                )
            found[path.name] = _sheets(reader, path, Folder.CITY, (Folder.ALL, f"{data}/{Folder.ALL}/"))
    return found


def _sheets(
    reader: Reader, path: Path, folder: Folder, elsewhere: tuple[Folder, str] | None = None
) -> dict[str, Sheet]:
    """Read the CSV files of a folder that are declared to lie there; fault the rest, and what is needed and lacks.

    `elsewhere`: a folder, and what it is called, whose files are a fault here, and are read.
    """
    if not path.is_dir():
        return {}
    names = [found.file.name for found in forms(folder)]
    others = {name.partition("/")[0] for name in names if "/" in name or not name.endswith(".csv")}
    others |= {SURVEYS} if folder is Folder.PLAN else {PROPOSED} if folder is Folder.CITY else set()
    sheets = {}
    within = [file for name in names if "/" in name for file in path.glob(name)]
    for file in [*sorted(path.iterdir()), *sorted(set(within))]:
        name, place = file.relative_to(path).as_posix(), Place(reader.name(file))
        if name in others or name.startswith(".") or (folder is Folder.CITY and name == PROPOSED):
            continue
        if found := like(name, folder):
            sheets[name] = reader.sheet(file, *found)
        elif elsewhere and (found := like(name, elsewhere[0])):
            reader.fault(place, "wrong_folder", folder=elsewhere[1])
            sheets[name] = reader.sheet(file, *found)
        else:
            allowed = sorted({name for name in names if "/" not in name} | others)
            near = difflib.get_close_matches(name, allowed, 1)
            hint = "did_you_mean" if near else None
            reader.fault(place, "unknown_file", hint, allowed=allowed, near="".join(near))
    _needed(reader, path, folder, sheets)
    return sheets


def _needed(reader: Reader, path: Path, folder: Folder, there: Iterable[str]) -> None:
    """Fault every CSV file that the folder needs and lacks."""
    for found in forms(folder):
        name = found.file.name
        if folder in found.file.needed and name.endswith(".csv") and name not in there:
            reader.fault(Place(reader.name(path)), "no_file", name=name)


def _card(reader: Reader, path: Path, name: str, folder: Folder) -> tuple[Path, Form] | None:
    """A YAML file and its form; that it lacks is a fault."""
    declared = form(name, folder)
    assert declared is not None
    if (path / name).is_file():
        return path / name, declared
    reader.fault(Place(reader.name(path)), "no_file", name=name)
    return None


def _plan(reader: Reader, path: Path) -> PlanFolder:
    card = _card(reader, path, "plan.yaml", Folder.PLAN)
    surveys = [_survey(reader, folder) for folder in sorted((path / SURVEYS).glob("*")) if folder.is_dir()]
    return PlanFolder(
        path.name,
        _cards(reader, path),
        reader.mapping(*card) if card else None,
        _sheets(reader, path, Folder.PLAN),
        [survey for survey in surveys if survey],
    )


def _survey(reader: Reader, path: Path) -> SurveyFolder | None:
    found = _card(reader, path, "survey.yaml", Folder.SURVEY)
    card = reader.mapping(*found) if found else None
    if card is None:
        return None
    sheets, empty = _sheets(reader, path, Folder.SURVEY), Sheet("", [], [])
    questions, options = (sheets.pop(name, empty) for name in ("questions.csv", "options.csv"))
    tables: dict[str, list[Sheet]] = {}
    names = sorted((record["question"] for record in questions), key=len, reverse=True)
    for name, sheet in sheets.items():
        stem = name.removesuffix(".csv")
        owner = next((q for q in names if stem == q or stem.startswith(f"{q}_")), None)
        if owner is None:
            reader.fault(Place(sheet.file), "no_such", found=stem, table="questions.csv")
        else:
            tables.setdefault(owner, []).append(sheet)
    return SurveyFolder(card, questions, options, tables)


def _cards(reader: Reader, path: Path) -> list[Record]:
    """The origin cards of a folder: one record per source."""
    card = _card(reader, path, "source.yaml", Folder.PLAN)
    return reader.listed(*card) if card else []
