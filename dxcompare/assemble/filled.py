"""The rules by which the tables of an added plan are filled up.

=====================  ==============================================================================================
left out               what stands there
=====================  ==============================================================================================
`plan_id`              the municipality in romaji and the first year: `hakodate-2025`
`framework_version`    the last version of the national plan published before the first fiscal year begins
`status`               `adopted`
`source`               a document of the plan's title, by the municipality; that it was not checked is said
English names          the Japanese
ids                    by the order of rows: measures `1`, `2` …, indicators `k01`, `k02` …, chapters `ch1` …
`ref` of a measure     its id
`where`                the table and the row
`role` of an item      of several the first is `primary`
unit                   the one that is printed with the target
direction              `higher` where the target is above the baseline, `lower` where it is below, else `maintain`
scale, bounds          of `%`: `percent`, 0 to 100; of other numbers: `count`, 0 or more; of words: `none`
period                 what the text says, else `not_stated`
item of an indicator   the one item of the measure it is printed for
coder                  `user`, a person: whoever adds the plan
=====================  ==============================================================================================

What a rule cannot tell is asked for, never guessed: a direction without a baseline, the item of an indicator whose
measure acts on several. Where nobody says on which items measures act, nothing is said of items at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from dxcompare.assemble import asked
from dxcompare.sources import periods, values
from dxcompare.sources.areas import Areas
from dxcompare.sources.folders import SurveyFolder
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables import form
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.faults import Fault, Place, Unreadable, missing_row
from dxcompare.words.text import KIND_OF_PLACE

#: Who codes where nobody is named.
USER = "user"
#: Table → the column of its ids, and how they are made.
IDS = {"measures": ("measure", "{}"), "kpis": ("kpi", "k{:02}"), "chapters": ("chapter", "ch{}")}
#: Table → columns that no rule can fill.
NEEDED = {
    "plan": ("municipality_code", "title_ja", "start_text", "end_text"),
    "measures": ("title_ja",),
    "kpis": ("name_ja", "target_text"),
    "schedule": ("measure", "phrase"),
    "tags": ("label_text",),
    "chapters": ("title_ja",),
}
_UNCHECKED = "ds.add で加えた表。文書と照らしていない"
_BY_RULE = "策定時の版の記載がないため、計画の初年度より前に公表された最後の版とした（ds.add の規則）"
_NO_VERSION = "版を決められる公表日がない（ds.add の規則）"


class Filled:
    """The tables of a plan, filled up.

    Attributes
    ----------
    plan : Record
    sources, coders : list of Record
    sheets : dict of str to Sheet
        By the names of files.
    decisions, words : dict of str to list of Record
        What was decided of the plan, and of the words that plans of the data set print, by the names of files.
    undecided : set of tuple
        Decisions that nothing may ask for.
    """

    def __init__(
        self,
        tables: Mapping[str, pl.DataFrame],
        given: Mapping[str, Sheet],
        printed: Mapping[str, Any],
        faults: list[Fault],
    ):
        self.tables, self.given, self.printed, self.faults = tables, given, printed, faults
        self.surveys: list[SurveyFolder] = []
        self.romaji, self.start = "", 0
        self.plan = Record("plan", None, {})
        self.sources: list[Record] = []
        self.coders: list[Record] = []
        self.sheets: dict[str, Sheet] = {}
        self.decisions: dict[str, list[Record]] = defaultdict(list)
        self.words = _words(tables)
        self.undecided: set[tuple[str, ...]] = set()

    def fill(self, parts: Mapping[str, Callable[[Filled, Sheet], None]]) -> None:
        """Fill everything up, the tables of `parts` by these; what is lacking is added to the faults."""
        self._needed()
        if self.faults:
            return
        self._plan()
        if self.faults:
            return
        for name, (column, pattern) in IDS.items():
            for number, record in enumerate(self.given.get(name, ()), start=1):
                record.cells[column] = record[column] or pattern.format(number)
        for name in self._own():
            for record in self.given[name]:
                self._names(record)
                self._row(record)
        self._measures()
        self._survey()
        for name, part in parts.items():
            if name in self.given:
                part(self, self.given[name])
        self._files()
        self._coders()

    def id(self, short: str) -> str:
        """The id of something of the plan."""
        return short if "/" in short or short in ("", self.plan["plan_id"]) else f"{self.plan['plan_id']}/{short}"

    def decide(self, file: str, record: Record, **cells: str) -> None:
        """Add a decision that stands in a row of a table."""
        self.decisions[file].append(replace(record, cells=cells))

    def judged(self, file: str, record: Record, items: Iterable[str], **cells: str) -> None:
        """Add which items something acts on, a row each."""
        why = {"reason": record["reason"], "reason_en": record["reason_en"] or record["reason"]}
        for item in items:
            self.decide(file, record, item=item, coder=record["coder"] or USER, **why, **cells)

    def _needed(self) -> None:
        for name in ("plan", *self.given):
            sheet = self.given.get(name)
            there = sheet.columns if sheet else []
            for column in NEEDED.get(name, ()):
                other = {"municipality_code": "municipality"}.get(column, column)
                if column not in there and other not in there and not (name == "schedule" and sheet and sheet.free):
                    shown = other.removesuffix("_ja").removesuffix("_text")
                    self.faults.append(Fault(Place(name, 1), "missing_column", {"name": shown}))
        if "plan" in self.given and len(self.given["plan"].records) != 1:
            self.faults.append(Fault(Place("plan"), "one_plan", {"found": len(self.given["plan"].records)}))

    def _plan(self) -> None:
        record = self.given["plan"].records[0]
        towns = self.tables["municipality"]
        areas = Areas(towns.iter_rows(named=True), self.tables["former_code"].iter_rows(named=True))
        column = "municipality_code" if record["municipality_code"] else "municipality"
        code = areas.read(record[column], record.place(column), self.faults) if record[column] else ""
        if not record[column]:
            self.faults.append(Fault(record.place(column), "missing"))
        try:
            start = periods.fiscal_year(record["start_text"])
        except Unreadable as error:
            self.faults.append(Fault(record.place("start_text"), error.kind, {"found": error.found}, error.hint))
        if self.faults or not code:
            return
        town = areas.town[code]
        romaji = re.sub("[^a-z0-9]+", "-", re.sub(KIND_OF_PLACE, "", town["name_en"]).casefold()).strip("-")
        cells, self.romaji, self.start = record.cells, romaji, start
        cells["municipality_code"] = code
        cells["plan_id"] = record["plan_id"] or f"{romaji}-{start}"
        cells["status"] = record["status"] or "adopted"
        if not record["framework_version"]:
            version = self._version(start)
            cells["framework_version"] = version
            cells["framework_reason"] = record["framework_reason"] or (_BY_RULE if version else _NO_VERSION)
        cells["framework_reason"] = record["framework_reason"] or "–"
        self._row(record)
        source = self.given["source"].records if "source" in self.given else [Record("plan", record.row, {})]
        for number, one in enumerate(source, start=1):
            filled = {
                "source_id": f"{record['plan_id']}-plan" if number == 1 else f"{record['plan_id']}-{number}",
                "title": record["title_ja"],
                "publisher": town["name_ja"],
                "document": "–",
                "licence": "–",
                "note": _UNCHECKED,
            }
            self.sources.append(replace(one, cells={**one.cells, **{k: one[k] or v for k, v in filled.items()}}))
        cells["source_id"] = record["source_id"] or self.sources[0]["source_id"]
        self.plan = record

    def _version(self, start: int) -> str:
        """The last version that was out when the first fiscal year began; dates known to the month count as its first."""
        dx = self.tables["framework_version"].filter(framework="dx").sort("position")
        out = dx.filter(pl.col("published") < f"{start}-04")
        return out["version"][-1] if out.height else ""

    def _names(self, record: Record) -> None:
        """A measure that is named by its number or its title."""
        measure, own = record["measure"], self.given.get("measures")
        if record.file == "measures" or not measure or own is None:
            return
        if measure not in {one["measure"] for one in own}:
            for column in ("ref", "title_ja"):
                found = [one["measure"] for one in own if values.same(one[column]) == values.same(measure)]
                if len(found) == 1:
                    record.cells["measure"] = found[0]
                    return

    def _survey(self) -> None:
        """The survey, if there is one; a column that a table `groups` names is whom that says."""
        if not self.printed and "survey" not in self.given:
            return
        card = self.given["survey"].records[0] if "survey" in self.given else Record("survey", None, {})
        self._row(card)
        card.cells["name_ja"] = card["name_ja"] or "–"
        card.cells["name_en"] = card["name_en"] or card["name_ja"]
        folder, groups = asked.survey(card, self.printed, self.given, self.romaji, self.start, self.faults)
        named = {values.same(record["label"]) for record in self.given.get("groups", ())}
        for label, group in groups.items():
            if values.same(label) not in named:
                self.decide("groups.csv", card, survey=card["survey_id"], label=label, **group, reason="")
        for record in self.given.get("groups", ()):
            record.cells["survey"] = record["survey"] or card["survey_id"]
            record.cells["group_en"] = record["group_en"] or record["label"]
        self.surveys = [folder]

    def _row(self, record: Record) -> None:
        """What any row has: English names, and where it stands."""
        for name in [name for name in record.cells if name.endswith("_ja")]:
            english = f"{name.removesuffix('_ja')}_en"
            record.cells[english] = record[english] or record[name]
        if not record["page"]:
            record.cells["where"] = record["where"] or f"{record.file} {record.row}"

    def _measures(self) -> None:
        coded: dict[str, list[Record]] = defaultdict(list)
        self.items: dict[str, list[str]] = {}
        for record in self.given.get("measures", ()):
            record.cells["ref"] = record["ref"] or record["measure"]
        for record in (*self.given.get("measures", ()), *self.given.get("codes", ())):
            for item in several(record):
                of = self.items.setdefault(record["measure"], [])
                role = record["role"] or ("secondary" if of else "primary")
                cells = {"measure": self.id(record["measure"]), "item": item, "role": role, "note": record["note"]}
                coded[record["coder"] or USER].append(replace(record, cells=cells))
                of += [item] * (item not in of)
        for coder, records in coded.items():
            self.decisions[f"codes_{coder}.csv"] = records
            done = {record["measure"] for record in records}
            for record in self.given.get("measures", ()):
                if self.id(record["measure"]) not in done:
                    self.ask(record, "item", record["title_ja"], "codes")

    def ask(self, record: Record, column: str, found: str, other: str) -> None:
        """Ask for what no rule can tell."""
        data = {"found": found, "table": record.file, "columns": [column], "other": other}
        self.faults.append(Fault(record.place(column), "not_said", data))

    def _own(self) -> list[str]:
        """The tables whose rows are of the plan, or decided of it."""
        return [name for name in self.given if name not in ("plan", "source", "coders", "survey")]

    def _files(self) -> None:
        """The tables under the names of files: those of the plan, and decisions of files of their own."""
        for name in self._own():
            sheet = self.given[name]
            assert sheet.form is not None
            file = name if name.startswith("schedules/") else sheet.form.file.name
            if Folder.SURVEY in sheet.form.file.folders and Folder.PLAN not in sheet.form.file.folders:
                continue
            if Folder.PLAN in sheet.form.file.folders:
                self.sheets[file] = sheet
            elif name != "codes":
                whole = [column for column, raw in sheet.form.columns.items() if raw.own == "plan"]
                for record in sheet:
                    record.cells.update({column: self.id(record[column]) for column in whole})
                self.decisions[file] += sheet.records

    def _coders(self) -> None:
        given = self.given["coders"].records if "coders" in self.given else []
        known = {*self.tables["coder"]["coder"], *(record["coder"] for record in given)}
        named = {
            name.removeprefix("codes_").removesuffix(".csv") for name in self.decisions if name.startswith("codes_")
        }
        named |= {record["coder"] for records in self.decisions.values() for record in records if record["coder"]}
        if USER in named - known:
            cells = {"coder": USER, "kind": "person", "name_ja": "利用者", "name_en": "user"}
            given = [*given, Record("coders", None, cells)]
        for name, sheet in self.given.items():
            for record in sheet if "coder" in sheet.columns and name != "coders" else ():
                if record["coder"] and record["coder"] not in known | {USER}:
                    self.faults.append(missing_row(record.place("coder"), record["coder"], known, "coders"))
        for record in given:
            record.cells.setdefault("name_ja", record["coder"])
            record.cells["name_en"] = record["name_en"] or record["name_ja"]
        self.coders = given
        self.words["coders.csv"] = [*self.words["coders.csv"], *given]


def several(record: Record) -> list[str]:
    """The items that a row names, joined by `+`."""
    return [item.strip() for item in record["item"].split("+") if item.strip()]


def plan_form(name: str) -> Form:
    found = form(name, Folder.PLAN)
    assert found is not None, name
    return found


def _words(tables: Mapping[str, pl.DataFrame]) -> dict[str, list[Record]]:
    """What the words that plans of the data set print mean, where they mean one thing; the units, coders and items."""
    steps = tables["milestone"].filter(~pl.col("carried")).select("stage", "first_stage", phrase="step_text")
    tags = tables["judgement"].filter(act="stated").select("framework", "label_text", item="item_id")
    verdicts = tables["evaluation"].select("verdict_text", "verdict")
    found = {
        "stages.csv": _alike(steps, "phrase"),
        "verdicts.csv": _alike(verdicts, "verdict_text"),
        "labels.csv": tags.unique(maintain_order=True),
        "units.csv": tables["unit"],
        "coders.csv": tables["coder"],
        "coding_rules.csv": tables["coding_rule"].rename({"item_id": "item"}),
    }
    return {
        name: [Record(name, None, {key: str(value or "") for key, value in row.items()}) for row in frame.to_dicts()]
        for name, frame in found.items()
    }


def _alike(words: pl.DataFrame, key: str) -> pl.DataFrame:
    """The words that mean one thing in all plans."""
    plain = pl.col(key).map_elements(values.same, return_dtype=pl.String)
    once = words.unique(maintain_order=True).with_columns(plain.alias("plain"))
    return once.filter(pl.len().over("plain") == 1).drop("plain")
