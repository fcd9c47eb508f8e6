"""Which files a data folder holds: one folder a municipality, the national frame, official figures, decisions."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dxcompare.sources.forms import (
    CARD_KEYS,
    CHECKED_KEYS,
    MAPPING_FILES,
    MUNICIPALITIES,
    NATIONAL_FILES,
    PLAN_FILES,
    PLAN_KEYS,
    REFERENCE,
    SURVEY_FILES,
    SURVEY_KEYS,
)
from dxcompare.sources.reader import Reader, Record, Sheet
from dxcompare.words.faults import Place


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


@dataclass
class Raw:
    """Everything below `data/raw/` and `data/mappings/`, and the reader that read it."""

    plans: list[PlanFolder]
    national: dict[str, Sheet]
    sources: list[Record]  # of the national and reference folders
    municipalities: Sheet
    reference: list[Sheet]
    mappings: dict[str, Sheet]
    codes: dict[str, Sheet]  # coder → codes
    reader: Reader


def read(root: Path) -> Raw:
    """Read all raw data and mappings below `root`, the folder that holds `raw/` and `mappings/`."""
    reader = Reader(root.parent)
    raw, mappings = root / "raw", root / "mappings"
    for folder in (raw, mappings, raw / "national", raw / "reference"):
        if not folder.is_dir():
            reader.fault(Place(reader.name(folder)), "no_folder")
    folders = sorted(path for path in raw.glob("*") if path.is_dir())
    named = {"national", "reference"}
    national = _sheets(reader, raw / "national", NATIONAL_FILES, {"source.yaml"})
    municipalities, reference = _reference(reader, raw / "reference")
    plans = [_plan(reader, folder) for folder in folders if folder.name not in named]
    decided = {path.name: path for path in sorted(mappings.glob("*.csv"))}
    codes = {
        name.removeprefix("codes_").removesuffix(".csv"): reader.sheet(path, *MAPPING_FILES["codes_*.csv"])
        for name, path in decided.items()
        if name.startswith("codes_")
    }
    fixed = {name: columns for name, columns in MAPPING_FILES.items() if "*" not in name}
    return Raw(
        plans=plans,
        national=national,
        sources=[card for name in sorted(named) if (raw / name).is_dir() for card in _cards(reader, raw / name)],
        municipalities=municipalities,
        reference=reference,
        mappings=_sheets(reader, mappings, fixed, set(decided) - set(fixed) if codes else set()),
        codes=codes,
        reader=reader,
    )


def _sheets(
    reader: Reader, folder: Path, files: dict, others: set[str], needed: Sequence[str] | None = None
) -> dict[str, Sheet]:
    """Read the CSV files of a folder that have a declared form; fault the rest."""
    sheets = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name in files:
            sheets[path.name] = reader.sheet(path, *files[path.name])
        elif path.name not in others and not path.name.startswith("."):
            near = difflib.get_close_matches(path.name, files, 1)
            reader.fault(
                Place(reader.name(path)),
                "unknown_file",
                "did_you_mean" if near else None,
                allowed=sorted([*files, *others]),
                near=near[0] if near else "",
            )
    for name in files if needed is None else needed:
        if name not in sheets and folder.is_dir():
            reader.fault(Place(reader.name(folder)), "no_file", name=name)
    return sheets


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
