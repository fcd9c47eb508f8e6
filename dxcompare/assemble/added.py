"""One plan more, of a user's own tables: filled up by rules, then assembled and checked as files are.

A table may say beside its rows what was decided of them: of an indicator its unit and direction, of a measure its
item. What it leaves out is filled in by the rules of :mod:`dxcompare.assemble.filled`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from dxcompare.assemble import CHECKED, answered, causes, check, judgements, plan, survey
from dxcompare.assemble.assembly import Assembly
from dxcompare.assemble.beside import PARTS
from dxcompare.assemble.filled import USER, Filled
from dxcompare.assemble.home import Home
from dxcompare.assemble.themes import with_letters
from dxcompare.sources.folders import ALL, PlanFolder, Raw
from dxcompare.sources.frames import rows, sheet
from dxcompare.sources.reader import Reader, Sheet
from dxcompare.tables import TABLES, TIDY, form, forms, like
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.faults import Fault, FrameFaults, Place
from dxcompare.words.text import Text
from dxcompare.words.unknown import one_of

#: What of a data set the rows of a plan refer to.
_SEEDS = (
    "source",
    "municipality",
    "plan",
    "framework_version",
    "item",
    "item_lineage",
    "coder",
    "coding_rule",
    "unit",
    "theme",
    "indicator",
    "kpi",
    "derived_kpi",
    "survey",
    "question",
    "theme_option",
    "theme_pair",
)
#: Decisions about two plans or surveys.
_OF_TWO = ("kpi_pairs.csv", "theme_pairs.csv")
#: Table → the decisions that it may say beside its rows.
BESIDE: dict[str, tuple[str, ...]] = {
    "measures": ("codes_*.csv",),
    "kpis": ("kpis.csv", "kpi_items.csv", "units.csv"),
    "tags": ("labels.csv",),
    "schedule": ("stages.csv", "step_items.csv"),
    "chapters": ("chapter_items.csv",),
    "evaluation": ("verdicts.csv", "evaluation_items.csv"),
}
#: Table → further columns: what they may be called → their names.
MORE: dict[str, dict[str, str]] = {
    "plan": {"municipality": "municipality", "市区町村": "municipality", "city": "municipality"},
    "kpis": {"measure": "measure", "policy": "policy", "施策ID": "measure", "政策": "policy"},
    "measures": {"coder": "coder", "判定者": "coder"},
    "codes": {"coder": "coder", "判定者": "coder"},
    "schedule": {"fy": "fy", "year": "fy", "年度": "fy", "step": "phrase", "工程": "phrase"},
}
_SCHEDULE = "schedules/*.csv"
#: What a survey may have besides its tables.
_ASKED = ("survey.yaml", "questions.csv", "options.csv")
#: What is several tables, by name: those of a survey, and schedules of projects.
_SEVERAL = ("tables", "schedules")
#: What the folders of the plan would be called, if there were any.
_HOME = "tables"
#: What says why, and need not be said.
_REASONS = ("reason", "reason_en", "coder", "note")


def frames() -> dict[str, Form]:
    """The tables that a plan may be added with, by name: those of its folder, then decisions of files of their own."""
    found = {one.file.name.partition(".")[0]: one for one in forms(Folder.PLAN) if "*" not in one.file.name}
    found |= {one.file.name.partition(".")[0]: one for one in forms(Folder.SURVEY) if one.file.name in _ASKED}
    found["schedule"] = next(one for one in forms(Folder.PLAN) if one.file.name == _SCHEDULE)
    more = {one.file.name.partition(".")[0]: one for one in forms(Folder.CITY)}
    more |= {name.partition(".")[0]: _decision(name) for name in ("coders.csv", *_OF_TWO)}
    more["codes"] = _decision("codes_*.csv")
    return found | {name: one for name, one in more.items() if name not in found and "*" not in name}


def _decision(name: str) -> Form:
    """How a file of decisions is declared; `codes_*.csv` too."""
    found = form(name.replace("*", USER), Folder.CITY, Folder.ALL)
    assert found is not None, name
    return found


def added(tables: Mapping[str, pl.DataFrame], given: Mapping[str, Any]) -> dict[str, pl.DataFrame]:
    """The tidy tables of a data set with one plan more.

    Parameters
    ----------
    tables : mapping of str to polars.DataFrame
        Those of the data set.
    given : mapping of str to table
        Tables of the plan by name; None is none.

    Returns
    -------
    dict of str to polars.DataFrame
        Every tidy table, sorted by key.

    Raises
    ------
    UnknownName
        If there is no table of that name.
    FrameFaults
        With every fault; rows count as in a spreadsheet, whose headings are row 1.
    """
    known = frames()
    faults: list[Fault] = []
    sheets: dict[str, Sheet] = {}
    printed, drawn = given.get("tables") or {}, given.get("schedules") or {}
    called: dict[tuple[str, str], str] = {}
    for name, frame in given.items():
        one_of(Text("表", "table"), name, (*known, *_SEVERAL))
        if frame is None or name in _SEVERAL:
            continue
        beside = [_decision(file) for file in BESIDE.get(name, ())]
        sheets[name], names = sheet(name, frame, [known[name], *beside], faults, MORE.get(name, {}))
        called |= {(name, own): heading for own, heading in names.items()}
    for project, frame in drawn.items():  # a file each, named after the project
        name, headings = f"schedules/{project}.csv", {*rows(frame)[0]}
        nearest = max(like(name, Folder.PLAN), key=lambda one: len(headings & {*one.columns}))
        sheets[name], _ = sheet(name, frame, [nearest], faults, {})
    answers = answered.of_tables(faults, sheets.get("accepted"), f"{_HOME}/{answered.ANSWERS}")
    filled = Filled(tables, sheets, printed, faults)
    if not faults:
        filled.fill(PARTS)
        answers += answered.of_tables(faults, sheets.get("accepted"), f"{_HOME}/{answered.ANSWERS}")
    if faults:
        raise FrameFaults(_as_called(faults, called))
    assembly = _assembled(tables, filled, answers)
    made = check.tables(assembly)
    assembly.faults[:] = causes.told(assembly)
    if assembly.faults:
        raise FrameFaults(_as_called(assembly.faults, called))
    joined = {name: _joined(name, tables[name], frame) for name, frame in made.items()}
    return joined | {"theme_option": with_letters(joined["theme_option"], joined["theme_pair"])}


def _assembled(tables: Mapping[str, pl.DataFrame], filled: Filled, answers: list[tuple[str, str]]) -> Assembly:
    """The workbench with what the data set has, and the plan's rows."""
    home_of = f"{filled.plan['municipality_code'].partition('+')[0]}_{_HOME}"  # folders begin with the code
    folder = PlanFolder(home_of, filled.sources, filled.plan, filled.sheets, filled.surveys)
    decided = {name: Sheet(name, [], records, _decision(name)) for name, records in filled.decisions.items()}
    words = {name: Sheet(name, [], records, _decision(name)) for name, records in filled.words.items()}
    assembly = Assembly(Raw([folder], [], [], [], {ALL: words, home_of: decided}, _HOME, Reader(Path())))
    assembly.whole = False
    for answer in answers:  # so that it counts as one
        assembly.decisions[home_of].find(answered.ANSWERS, *answer)
    assembly.undecided |= filled.undecided
    seeds = {name: tables[name] for name in _SEEDS}
    seeds["reference_stat"] = tables["reference_stat"].unique("indicator_id", keep="first")
    for name, frame in seeds.items():
        assembly.seed(name, frame)
    for record in filled.coders:
        assembly.read("coder", record)
    home = plan.assemble(assembly, folder)
    survey.assemble(home)
    for one in assembly.decisions[home_of].sheets():
        Home(assembly, assembly.decisions[home_of]).read(one)
    for one in assembly.shared.sheets():
        if one.file.endswith(_OF_TWO):
            Home(assembly, assembly.shared).read(one)
    judgements.assemble(assembly)
    for part in CHECKED:
        part.check(assembly)
    return assembly


def _joined(name: str, old: pl.DataFrame, made: pl.DataFrame) -> pl.DataFrame:
    """A table of the data set with the rows that are new."""
    keys = TIDY[name].keys()
    old = old.cast({column: one.dtype for column, one in TABLES[name].fields().items()})
    new = made.join(old.select(keys), on=keys, how="anti", nulls_equal=True, maintain_order="left")
    return pl.concat([old, new.select(old.columns)]).sort(keys, maintain_order=True)


def _as_called(faults: list[Fault], called: Mapping[tuple[str, str], str]) -> list[Fault]:
    """The faults in the words of the user's tables: their columns, and where what must be decided is to be written."""

    def said(value: Any) -> Any:
        if isinstance(value, Place):
            column = value.column and called.get((value.file, value.column), value.column)
            return replace(value, file=said(value.file), column=column)
        if isinstance(value, list):
            return [*map(said, value)]
        if isinstance(value, str) and value.startswith(f"{_HOME}/"):
            return value.rpartition("/")[2].partition(".")[0]
        return value

    def follows(fault: Fault) -> bool:
        """Whether it is of an English name that only repeats the Japanese one, or of what is asked for anyway."""
        place = fault.place.file, fault.place.column or ""
        return fault.kind == "missing" and (place in asked or (place[1].endswith("_en") and place not in called))

    told = [*map(_asks, faults)]
    asked = {(one.data["table"], column) for one in told if one.kind == "not_said" for column in one.data["columns"]}
    return [
        replace(fault, place=said(fault.place), data={key: said(value) for key, value in fault.data.items()})
        for fault in told
        if not follows(fault)
    ]


def _asks(fault: Fault) -> Fault:
    """What asks for a row of decisions asks for the columns that say the same beside the user's rows."""
    file = str(fault.data.get("file", "")).rpartition("/")[2]
    name = next((name for name, files in BESIDE.items() if file in files), None)
    if fault.kind != "unmapped" or name is None:
        return fault
    columns = [column for column, raw in _decision(file).columns.items() if not raw.key and column not in _REASONS]
    return replace(
        fault,
        kind="not_said",
        data={"found": fault.data["found"], "table": name, "columns": columns, "other": file.partition(".")[0]},
        hint=None,
    )
