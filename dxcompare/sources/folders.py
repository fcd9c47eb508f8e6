"""Which files a data folder holds: one folder a municipality, the national frame, official figures, decisions."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from dxcompare.sources.forms import (
    CARD_KEYS,
    CHECKED_KEYS,
    CITY_FILES,
    MUNICIPALITIES,
    NATIONAL_FILES,
    PLAN_FILES,
    PLAN_KEYS,
    REFERENCE,
    SHARED_FILES,
    SURVEY_FILES,
    SURVEY_KEYS,
    VOCABULARIES,
    Form,
)
from dxcompare.sources.reader import Reader, Record, Sheet
from dxcompare.words.faults import Place

#: the folder of `mappings/` that holds the decisions about all plans
ALL = "all"


@dataclass
class SurveyFolder:
    """A survey as transcribed."""

    card: Record
    questions: Sheet
    options: Sheet
    tables: dict[str, list[Sheet]]  # question → its tables


@dataclass
class PlanFolder:
    """A municipality's folder as transcribed."""

    name: str
    sources: list[Record]
    plan: Record | None
    sheets: dict[str, Sheet]
    schedules: list[Sheet]
    surveys: list[SurveyFolder]

    def __getitem__(self, name: str) -> Sheet:
        return self.sheets.get(name, Sheet(name, [], []))

    def ids(self) -> list[str]:
        """The ids of its plan and its surveys, with which the ids of their parts begin."""
        cards = [*([self.plan["plan_id"]] if self.plan else ()), *(survey.card["survey_id"] for survey in self.surveys)]
        return [card for card in cards if card]


@dataclass
class Raw:
    """Everything below `data/raw/` and `data/mappings/`, and the reader that read it."""

    plans: list[PlanFolder]
    national: dict[str, Sheet]
    sources: list[Record]  # of the national and reference folders
    municipalities: Sheet
    reference: list[Sheet]
    mappings: dict[str, dict[str, Sheet]]  # folder of `mappings/` → its files
    decided: str  # what messages call `mappings/`
    reader: Reader


def read(root: Path) -> Raw:
    """Read all raw data and mappings below `root`, the folder that holds `raw/` and `mappings/`."""
    reader = Reader(root.parent)
    raw, mappings = root / "raw", root / "mappings"
    for folder in (raw, mappings, mappings / ALL, raw / "national", raw / "reference"):
        if not folder.is_dir():
            reader.fault(Place(reader.name(folder)), "no_folder")
    folders = sorted(path for path in raw.glob("*") if path.is_dir())
    named = {"national", "reference"}
    national = _sheets(reader, raw / "national", NATIONAL_FILES, {"source.yaml"})
    municipalities, reference = _reference(reader, raw / "reference")
    plans = [_plan(reader, folder) for folder in folders if folder.name not in named]
    return Raw(
        plans=plans,
        national=national,
        sources=[card for name in sorted(named) if (raw / name).is_dir() for card in _cards(reader, raw / name)],
        municipalities=municipalities,
        reference=reference,
        decided=reader.name(mappings),
        mappings=_mappings(reader, mappings, [folder.name for folder in plans]),
        reader=reader,
    )


def _mappings(reader: Reader, mappings: Path, cities: list[str]) -> dict[str, dict[str, Sheet]]:
    """The decisions about all in `all/`, those about one city in the folder that is named as its raw folder."""
    for_all = VOCABULARIES | SHARED_FILES
    for_city = VOCABULARIES | CITY_FILES
    of_city = f"{reader.name(mappings)}/<code>_<romaji>/"
    found = {}
    for path in sorted(mappings.iterdir()) if mappings.is_dir() else []:
        if path.name.startswith("."):
            continue
        if not path.is_dir():
            reader.fault(Place(reader.name(path)), "unknown_file", allowed=[f"{name}/" for name in (ALL, *cities)])
        elif path.name == ALL:
            # a national deadline that no plan's step can show is a decision about all
            own = for_all | {"deadline_steps.csv": CITY_FILES["deadline_steps.csv"]}
            found[ALL] = _sheets(reader, path, own, set(), needed=[*for_all], elsewhere=(CITY_FILES, of_city))
        else:
            if path.name not in cities:
                near = difflib.get_close_matches(path.name, cities, 1)
                reader.fault(
                    Place(reader.name(path)),
                    "no_raw",
                    "did_you_mean" if near else None,
                    folder=f"{reader.name(mappings.parent / 'raw')}/",
                    near="".join(near),
                )
            elsewhere = SHARED_FILES, f"{reader.name(mappings)}/{ALL}/"
            found[path.name] = _sheets(reader, path, for_city, set(), needed=(), elsewhere=elsewhere)
    return found


def _sheets(
    reader: Reader,
    folder: Path,
    files: dict[str, Form],
    others: set[str],
    needed: Sequence[str] | None = None,
    elsewhere: tuple[dict[str, Form], str] = ({}, ""),
) -> dict[str, Sheet]:
    """Read the CSV files of a folder that have a declared form; fault the rest.

    `elsewhere` names forms that belong in another folder, and that folder: such a file is a fault, and is read.
    """
    sheets = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        place, form, strange = Place(reader.name(path)), _form(path.name, files), _form(path.name, elsewhere[0])
        if form:
            sheets[path.name] = reader.sheet(path, *form)
        elif strange:
            reader.fault(place, "wrong_folder", folder=elsewhere[1])
            sheets[path.name] = reader.sheet(path, *strange)
        elif path.name not in others and not path.name.startswith("."):
            near = difflib.get_close_matches(path.name, files, 1)
            reader.fault(
                place,
                "unknown_file",
                "did_you_mean" if near else None,
                allowed=sorted([*files, *others]),
                near=near[0] if near else "",
            )
    for name in files if needed is None else needed:
        if name not in sheets and folder.is_dir():
            reader.fault(Place(reader.name(folder)), "no_file", name=name)
    return sheets


def _form(name: str, files: dict[str, Form]) -> Form | None:
    """The form of a file by its name; `codes_*.csv` stands for one file a coder."""
    return next((form for pattern, form in files.items() if fnmatchcase(name, pattern)), None)


def _reference(reader: Reader, folder: Path) -> tuple[Sheet, list[Sheet]]:
    municipalities, others = Sheet("municipalities.csv", [], []), []
    for path in sorted(folder.glob("*.csv")):
        if path.name == "municipalities.csv":
            municipalities = reader.sheet(path, MUNICIPALITIES)
        else:
            others.append(reader.sheet(path, REFERENCE))
    return municipalities, others


def _plan(reader: Reader, folder: Path) -> PlanFolder:
    plan = None
    if (folder / "plan.yaml").is_file():
        plan = reader.mapping(folder / "plan.yaml", PLAN_KEYS)
    else:
        reader.fault(Place(reader.name(folder)), "no_file", name="plan.yaml")
    sheets = _sheets(
        reader,
        folder,
        PLAN_FILES,
        {"source.yaml", "plan.yaml", "schedules", "surveys"},
        needed=("measures.csv", "kpis.csv", "kpi_places.csv", "errata.csv"),
    )
    schedules = [reader.sheet(path) for path in sorted((folder / "schedules").glob("*.csv"))]
    surveys = [
        survey
        for path in sorted((folder / "surveys").glob("*"))
        if path.is_dir()
        for survey in [_survey(reader, path)]
        if survey
    ]
    return PlanFolder(folder.name, _cards(reader, folder), plan, sheets, schedules, surveys)


def _survey(reader: Reader, folder: Path) -> SurveyFolder | None:
    if not (folder / "survey.yaml").is_file():
        reader.fault(Place(reader.name(folder)), "no_file", name="survey.yaml")
        return None
    card = reader.mapping(folder / "survey.yaml", SURVEY_KEYS)
    if card is None:
        return None
    tables: dict[str, list[Sheet]] = {}
    others = {path.name for path in folder.glob("*.csv")} - set(SURVEY_FILES)
    sheets = _sheets(reader, folder, SURVEY_FILES, {"survey.yaml", *others})
    empty = Sheet("", [], [])
    questions = sheets.get("questions.csv", empty)
    names = sorted((record["question"] for record in questions), key=len, reverse=True)
    for name in sorted(others):
        stem = name.removesuffix(".csv")
        owner = next((q for q in names if stem == q or stem.startswith(f"{q}_")), None)
        if owner is None:
            reader.fault(Place(reader.name(folder / name)), "no_such", found=stem, table="questions.csv")
            continue
        tables.setdefault(owner, []).append(reader.sheet(folder / name))
    return SurveyFolder(card, questions, sheets.get("options.csv", empty), tables)


def _cards(reader: Reader, folder: Path) -> list[Record]:
    """The origin cards of a folder: one record per source."""
    path = folder / "source.yaml"
    if not path.is_file():
        reader.fault(Place(reader.name(folder)), "no_file", name="source.yaml")
        return []
    top = reader.mapping(path, (("sources",), ()))
    cards = top.cells.get("sources") if top else None
    listed: list[object] = cards if isinstance(cards, list) else []
    records = [card for card in listed if isinstance(card, Record)]
    for card in records:
        reader.keys(card, *CARD_KEYS)
        checked = card.cells.get("checked")
        if isinstance(checked, Record):
            reader.keys(checked, *CHECKED_KEYS)
    return records
