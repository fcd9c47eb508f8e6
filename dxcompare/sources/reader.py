"""Reading `data/raw/` and `data/mappings/`: files become records of text, each with its place.

Nothing is interpreted here. A record is one row of a CSV file or one mapping of a YAML file; its
cells are the texts as they stand. What is wrong with a file's form becomes a fault, and the file is
still read as far as it can be, so that one run finds all faults.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dxcompare.words.faults import Fault, Place

_HERE = ("page", "where")


#: file name → (columns that must be there, columns that may be).
PLAN_FILES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "measures.csv": (
        (
            "measure",
            "ref",
            "goal",
            "policy",
            "title_ja",
            "title_en",
            "department",
            "department_related",
            "mark",
            "related_plans",
            "upper_ref",
            *_HERE,
        ),
        ("source",),
    ),
    "tags.csv": (("measure", "policy", "framework", "label_text", *_HERE), ("source",)),
    "kpis.csv": (
        (
            "kpi",
            "name_ja",
            "name_en",
            "baseline_text",
            "baseline_year_text",
            "target_text",
            "target_year_text",
            "formula_text",
            "note_text",
            *_HERE,
        ),
        ("source",),
    ),
    "kpi_places.csv": (("kpi", "measure", "policy", *_HERE), ("source",)),
    "projects.csv": (
        ("project", "name_ja", "name_en", "goal", "department", "track", "title_ja", "title_en", "heading_ja", "page"),
        ("source",),
    ),
    "evaluation.csv": (("number", "goal", "policy", "item_ja", "verdict_text", *_HERE), ("source",)),
    "statistics.csv": (
        (
            "indicator",
            "group",
            "area_code",
            "year",
            "name_ja",
            "population",
            "value_text",
            "unit",
            "quoted_from",
            *_HERE,
        ),
        ("source",),
    ),
    "claims.csv": (("claim", "question", "claim_ja", "claim_en", "predicate", "precision", "source", *_HERE), ()),
    "errata.csv": (
        (
            "erratum",
            "kind",
            "what",
            "what_en",
            "treatment",
            "treatment_en",
            "question",
            "option",
            "group",
            "quarantine",
            "source",
            *_HERE,
        ),
        ("steps_lost",),
    ),
}


SURVEY_FILES = {
    "questions.csv": (
        ("question", "ref", "wording_ja", "wording_en", "answer", "base", "base_option", "base_n_text", *_HERE),
        (),
    ),
    "options.csv": (("question", "option", "option_ja", "option_en"), ()),
}


NATIONAL_FILES = {
    "versions.csv": (
        (
            "framework",
            "version",
            "name_ja",
            "name_en",
            "published",
            "confidence",
            "note",
            "note_en",
            "unsourced",
            "source",
            "where",
        ),
        (),
    ),
    "items.csv": (
        (
            "framework",
            "version",
            "item",
            "section",
            "number",
            "name_ja",
            "name_en",
            "deadline_text",
            "deadline_fy",
            "deadline_quarter",
            "confidence",
            "note",
            "source",
            "where",
        ),
        (),
    ),
    "lineage.csv": (
        ("from_version", "from_item", "to_version", "to_item", "relation", "confidence", "note", "source", "where"),
        (),
    ),
}


MUNICIPALITIES = ("municipality_code", "name_ja", "name_en", "prefecture_ja", "prefecture_en")


REFERENCE = ("indicator", "area_code", "group", "year", "as_of", "name_ja", "population", "value_text", "unit", "where")


MAPPING_FILES = {
    "labels.csv": (("framework", "label_text", "item", "reason"), ()),
    "kpis.csv": (("kpi", "unit", "direction", "scale", "lower_bound", "upper_bound", "period", "reason"), ()),
    "units.csv": (("unit", "unit_en"), ()),
    "stages.csv": (("phrase", "stage", "reason", "items"), ()),
    "verdicts.csv": (("verdict_text", "verdict", "reason"), ()),
    "groups.csv": (("survey", "label", "group_type", "group", "group_en", "age_min", "age_max", "reason"), ()),
    "dashes.csv": (("survey", "dash", "reason"), ()),
    "themes.csv": (("theme", "name_ja", "name_en", "definition", "definition_en"), ()),
    "theme_options.csv": (
        ("question", "option", "theme", "label_ja", "label_en", "polarity", "comparability", "reason", "reason_en"),
        (),
    ),
    "indicators.csv": (
        (
            "indicator",
            "name_ja",
            "name_en",
            "section",
            "heading",
            "unit",
            "population",
            "edition",
            "year",
            "as_of",
            "caution",
            "caution_en",
        ),
        (),
    ),
    "coding_rules.csv": (("item", "acts", "acts_en", "excludes", "excludes_en"), ()),
    "codes_*.csv": (("measure", "item", "role", "note"), ()),
    "coders.csv": (("coder", "kind", "name_ja", "name_en", "note", "note_en"), ()),
    "adjudication.csv": (("measure", "item", "decision", "reason", "coder"), ()),
    "project_measures.csv": (("project", "track", "measure", "items", "reason"), ()),
    "derived_kpis.csv": (
        (
            "kpi",
            "derived",
            "name_ja",
            "name_en",
            "unit",
            "direction",
            "scale",
            "lower_bound",
            "upper_bound",
            "period",
            "baseline_arithmetic",
            "target_arithmetic",
            "reason",
            "reason_en",
        ),
        (),
    ),
    "kpi_pairs.csv": (("first", "second", "item", "comparable", "because", "because_en"), ()),
    "kpi_actuals.csv": (("kpi", "indicator", "relation", "caution", "caution_en"), ()),
    "deadline_steps.csv": (("item", "measure", "phrase", "reach", "reason", "reason_en"), ()),
    "evaluation_items.csv": (("plan", "number", "item", "reason"), ()),
}


CARD_KEYS = (("source_id", "title", "publisher", "document", "published", "accessed", "licence", "note"), ("checked",))


CHECKED_KEYS = (("method", "cells_compared", "cells_differing"), ("note",))


PLAN_KEYS = (
    (
        "plan_id",
        "municipality_code",
        "title_ja",
        "title_en",
        "status",
        "start_text",
        "end_text",
        "framework_version",
        "framework_reason",
        "source_id",
        *_HERE,
    ),
    (),
)


SURVEY_KEYS = (
    (
        "survey_id",
        "name_ja",
        "name_en",
        "start",
        "end",
        "mode",
        "population",
        "min_age",
        "sampled",
        "valid",
        "valid_web",
        *_HERE,
    ),
    (),
)


@dataclass(frozen=True)
class Record:
    """A row of a CSV file, or a mapping of a YAML file: cells of text and where they stand."""

    file: str
    row: int | None
    cells: dict[str, str]
    rows: dict[str, int] = field(default_factory=dict)  # YAML: the line of each key

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def place(self, column: str | None = None) -> Place:
        return Place(self.file, self.rows.get(column or "", self.row), column)


@dataclass
class Sheet:
    """A CSV file: its headings in order and its records."""

    file: str
    columns: list[str]
    records: list[Record]

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)


class Reader:
    """Reads files below a root and gathers the faults of their form."""

    def __init__(self, root: Path):
        self.root = root
        self.faults: list[Fault] = []
        self.absent: set[tuple[str, str]] = set()  # file, column or key that is not there

    def fault(self, place: Place, kind: str, hint: str | None = None, **data: object) -> None:
        self.faults.append(Fault(place, kind, data, hint))

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def text(self, path: Path) -> str:
        """The text of a file, decoded as UTF-8 with LF line ends."""
        file, raw = Place(self.name(path)), path.read_bytes()
        if raw.startswith(b"\xef\xbb\xbf"):
            self.fault(file, "bom", "excel_bom")
            raw = raw[3:]
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            try:
                text, hint = raw.decode("cp932"), "shift_jis"
            except UnicodeDecodeError:
                text, hint = raw.decode("utf-8", errors="replace"), None
            self.fault(file, "encoding", hint)
        if "\r" in text:
            found = "CRLF" if "\r\n" in text else "CR"
            self.fault(file, "line_ends", "line_ends", found=found)
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def sheet(self, path: Path, required: Sequence[str] | None = None, optional: Sequence[str] = ()) -> Sheet:
        """Read a CSV file; with `required`, its headings must be those and may be `optional`."""
        file = self.name(path)
        try:
            lines = list(csv.reader(io.StringIO(self.text(path), newline=""), strict=True))
        except csv.Error as error:
            self.fault(Place(file), "csv", problem=str(error))
            return Sheet(file, [], [])
        columns = [cell.strip() for cell in lines[0]] if lines else []
        if required is not None:
            self._headings(Place(file, 1), columns, required, optional)
        records = []
        for row, cells in enumerate(lines[1:], start=2):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                self.fault(Place(file, row), "width", "comma", found=len(cells), columns=len(columns))
                continue
            values = [cell.strip() for cell in cells]
            records.append(Record(file, row, dict(zip(columns, values, strict=False))))
        return Sheet(file, columns, records)

    def _headings(self, place: Place, found: list[str], required: Sequence[str], optional: Sequence[str]) -> None:
        self.names("column", place, dict.fromkeys(found, place), required, optional)
        for name in {name for name in found if found.count(name) > 1}:
            self.fault(place, "duplicate", found=name, first=place)

    def names(
        self, what: str, place: Place, found: dict[str, Place], required: Sequence[str], optional: Sequence[str]
    ) -> None:
        """Fault unknown and missing names; a name misspelt is one fault, not two."""
        missing = [name for name in required if name not in found]
        self.absent.update((place.file, name) for name in missing)
        for name, at in found.items():
            if name not in required and name not in optional:
                near = difflib.get_close_matches(name, missing or [*required, *optional], 1)
                self.fault(
                    at, f"unknown_{what}", "did_you_mean" if near else None, found=name, near=near[0] if near else ""
                )
                missing = [other for other in missing if other not in near]
        for name in missing:
            self.fault(place, f"missing_{what}", name=name)

    def yaml(self, path: Path) -> object:
        """Read a YAML file into records, lists and texts; all scalars are texts."""
        file = self.name(path)
        try:
            node = yaml.compose(self.text(path), Loader=yaml.BaseLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self.fault(
                Place(file, mark.line + 1 if mark else None), "yaml", problem=getattr(error, "problem", str(error))
            )
            return None
        return self._node(file, node)

    def _node(self, file: str, node: Any) -> object:
        if isinstance(node, yaml.MappingNode):
            cells: dict = {}
            rows: dict[str, int] = {}
            for key, value in node.value:
                row = key.start_mark.line + 1
                if key.value in rows:
                    self.fault(Place(file, row), "duplicate", found=key.value, first=Place(file, rows[key.value]))
                cells[key.value], rows[key.value] = self._node(file, value), row
            return Record(file, node.start_mark.line + 1, cells, rows)
        if isinstance(node, yaml.SequenceNode):
            return [self._node(file, item) for item in node.value]
        return node.value.strip() if node is not None else None

    def mapping(self, path: Path, keys: tuple[Sequence[str], Sequence[str]]) -> Record | None:
        """Read a YAML file that is one mapping with exactly these keys."""
        record = self.yaml(path)
        if not isinstance(record, Record):
            if not any(fault.place.file == self.name(path) for fault in self.faults):
                self.fault(Place(self.name(path)), "yaml", problem="not a mapping")
            return None
        self.keys(record, *keys)
        return record

    def keys(self, record: Record, required: Sequence[str], optional: Sequence[str] = ()) -> None:
        """Fault every key that is unknown or missing."""
        found = {key: Place(record.file, record.rows[key]) for key in record.cells}
        self.names("key", Place(record.file, record.row), found, required, optional)

    def cards(self, folder: Path) -> list[Record]:
        """The origin cards of a folder: one record per source."""
        path = folder / "source.yaml"
        if not path.is_file():
            self.fault(Place(self.name(folder)), "no_file", name="source.yaml")
            return []
        top = self.mapping(path, (("sources",), ()))
        cards = top.cells.get("sources") if top else None
        listed: list[object] = cards if isinstance(cards, list) else []
        records = [card for card in listed if isinstance(card, Record)]
        for card in records:
            self.keys(card, *CARD_KEYS)
            checked = card.cells.get("checked")
            if isinstance(checked, Record):
                self.keys(checked, *CHECKED_KEYS)
        return records


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
        sources=[card for name in sorted(named) if (raw / name).is_dir() for card in reader.cards(raw / name)],
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
    return PlanFolder(folder.name, reader.cards(folder), plan, sheets, schedules, surveys)


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
