"""How far a city is: what is wrong, what is still to do, and a line for each of its tables.

Wrong is what stands there and cannot be so. To do is what does not stand there yet: a needed cell that is blank, a
word or an indicator on which nothing is decided, a question that a person must answer. The city is built twice: with
all others, and alone, so that a slip in another city's folder keeps nothing of this one from being looked at.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from dxcompare.assemble import assembled
from dxcompare.assemble.assembly import Assembly
from dxcompare.onboarding import proposals
from dxcompare.onboarding.doubts import doubts
from dxcompare.sources.accidents import KINDS
from dxcompare.sources.folder import PROCESSED
from dxcompare.sources.folders import SURVEYS, cities
from dxcompare.tables import forms
from dxcompare.tables.accepted import QUESTIONS
from dxcompare.tables.raw import Folder
from dxcompare.words.faults import DataFaults, Fault, listed
from dxcompare.words.text import Text, plural

#: Faults of what does not stand there yet; what looks like an accident is one until somebody says it is none.
TO_DO = {"missing", "no_row", "unmapped", "undecided", "looks_like", *QUESTIONS} - KINDS
#: Those of a decision that is not made; their `file` is where it would stand.
_DECISIONS = {"unmapped", "undecided", *QUESTIONS} - KINDS
#: Table of a proposal → the file it is proposed for, where that is not `<table>.csv`.
_PROPOSED = {"schedule": "schedules/*.csv", "survey": "surveys/*"}
#: Table of what of a document was not understood.
NOT_READ = "other"
#: Faults told one by one of each file, where more than one city is told of.
SHOWN = 5


@dataclass(frozen=True)
class Line:
    """How far one table of a city is.

    Attributes
    ----------
    file : str
        Below the city's folder; of decisions with `mappings/` before it.
    rows : int
    blank : int
        Needed cells that are blank.
    decided, undecided : int or None
        Of decisions: what was asked of the file, and is decided in it, or nowhere.
    waiting : int
        Proposals that nobody has answered.
    """

    file: str
    rows: int = 0
    blank: int = 0
    decided: int | None = None
    undecided: int | None = None
    waiting: int = 0

    def says(self, lang: str) -> str:
        if self.file == NOT_READ:
            lost = plural(self.waiting, "table was", "tables were")
            return Text(
                f"文書のうち読み取れなかった表{self.waiting}（dxcompare review が示します。データなら打ち込みます）",
                f"of the document, {lost} not understood (see dxcompare review; what is data has to be typed)",
            ).to(lang)
        parts = [Text(f"{self.rows}行", plural(self.rows, "row", "rows"))] if self.decided is None else []
        if self.decided is not None:
            parts += [
                Text(f"決定済み{self.decided}", f"{self.decided} decided"),
                Text(f"未決定{self.undecided}", f"{self.undecided} undecided"),
            ]
        if self.blank:
            parts += [Text(f"必要な空欄{self.blank}", f"{plural(self.blank, 'cell', 'cells')} to fill in")]
        if self.waiting:
            waiting = plural(self.waiting, "proposal waits", "proposals wait")
            parts += [Text(f"回答待ちの案{self.waiting}", f"{waiting} for an answer")]
        return f"{self.file}: {('、' if lang == 'ja' else ', ').join(part.to(lang) for part in parts)}"


@dataclass(frozen=True)
class State:
    """A city as it stands.

    Attributes
    ----------
    city : str
        Its folder.
    wrong, to_do : list of Fault
    doubts : list of Fault
        What of its survey tables cannot be as it was typed.
    notes : list of Fault
        What is read all the same.
    lines : list of Line
    """

    city: str
    wrong: list[Fault]
    to_do: list[Fault]
    doubts: list[Fault]
    notes: list[Fault]
    lines: list[Line]


def state(data: Path, city: str, everywhere: Assembly | None = None) -> State:
    """How far a city is; `city` is the name of its folder, `everywhere` the workbench of all cities if it is there.

    Raises
    ------
    DataFaults
        If the decisions about all cannot be read.
    """
    whole = everywhere or assembled(data)[0]
    alone, tables = assembled(data, None, [city])
    others = [name for name in cities(data) if name != city]
    faults = [fault for fault in whole.faults if _of(fault, data, city)]
    faults += [fault for fault in alone.faults if not any(_of(fault, data, name) for name in others)]
    faults = DataFaults(faults).faults  # in order, each once
    wrong = [fault for fault in faults if fault.kind not in TO_DO]
    return State(
        city,
        wrong,
        [fault for fault in faults if fault.kind in TO_DO],
        doubts(alone, tables, wrong),
        [note for note in alone.raw.reader.notes if _of(note, data, city)],
        _lines(data, city, alone, faults),
    )


def states(data: Path, everywhere: Assembly) -> list[State]:
    """Every city as it stands."""
    return [state(data, city, everywhere) for city in cities(data)]


def of_no_city(data: Path, everywhere: Assembly) -> list[Fault]:
    """The faults that lie in no city's folders."""
    here = cities(data)
    return [fault for fault in everywhere.faults if not any(_of(fault, data, city) for city in here)]


def published(data: Path, plans: Collection[str]) -> bool:
    """Whether the processed tables hold a plan that is none of these, so that a build of these alone must differ."""
    path = data / PROCESSED / "plan.csv"
    if not path.is_file():
        return False
    with path.open(encoding="utf-8-sig", newline="") as file:
        return any(row["plan_id"] not in plans for row in csv.DictReader(file))


def still(found: State, lang: str) -> list[str]:
    """The lines that tell what is still to do in a city."""
    head = Text(
        f"{found.city}: これからすること{len(found.to_do)}件",
        f"{found.city}: {plural(len(found.to_do), 'thing', 'things')} still to do",
    )
    return [head.to(lang), *_by_file(found.to_do, lang, SHOWN)]


def says(found: State, lang: str) -> list[str]:
    """The lines that tell a person how far a city is."""
    head = Text(
        f"{found.city}: 誤り{len(found.wrong)}件、これからすること{len(found.to_do)}件",
        f"{found.city}: {plural(len(found.wrong), 'fault', 'faults')}, {plural(len(found.to_do), 'thing', 'things')} still to do",
    )
    lines = [head.to(lang)]
    parts = {
        Text("誤り", "Wrong"): found.wrong,
        Text("確かめること（集計表の計算が合いません）", "To look at (survey tables that do not add up)"): found.doubts,
        Text("これからすること", "Still to do"): found.to_do,
    }
    for title, faults in parts.items():
        if faults:
            lines += ["", title.to(lang), *_by_file(faults, lang)]
    lines += ["", *(Text("参考　", "note: ").to(lang) + note.says(lang) for note in found.notes)] if found.notes else []
    return [
        *lines,
        "",
        Text("表ごとの進み具合", "Each table").to(lang),
        *(f"- {line.says(lang)}" for line in found.lines),
    ]


def _by_file(faults: list[Fault], lang: str, most: int | None = None) -> list[str]:
    """The faults of each file one by one, or the first of them."""
    files = dict.fromkeys(fault.place.file for fault in faults)
    return [
        line for file in files for line in listed([fault for fault in faults if fault.place.file == file], lang, most)
    ]


def _of(fault: Fault, data: Path, city: str) -> bool:
    """Whether a fault lies in the folders of a city."""
    return any(
        fault.place.file == f"{data.name}/{room}/{city}" or fault.place.file.startswith(f"{data.name}/{room}/{city}/")
        for room in ("raw", "mappings")
    )


def _lines(data: Path, city: str, alone: Assembly, faults: list[Fault]) -> list[Line]:
    """A line a file that is there, is needed, or for which something waits."""
    waiting = Counter(
        _file_of(one.table) for one in proposals.read(data / "mappings" / city) if one.status == "proposed"
    )
    blank = Counter(
        fault.place.file
        for fault in {(fault.place, fault.kind): fault for fault in faults}.values()
        if fault.kind in ("missing", "no_row")
    )
    undecided = Counter(PurePosixPath(str(fault.data["file"])).name for fault in faults if fault.kind in _DECISIONS)
    raw = f"{data.name}/raw/{city}"
    found = [
        Line(
            file,
            rows,
            sum(n for name, n in blank.items() if fnmatchcase(name, f"{raw}/{file}")),
            waiting=waiting.pop(file, 0),
        )
        for file, rows in _rows(alone).items()
    ]
    decided = _decided(alone, city)
    for name in dict.fromkeys([*decided, *sorted(undecided)]):
        used, file = decided.get(name, 0), f"mappings/{name}"
        blanks = blank[f"{data.name}/mappings/{city}/{name}"]
        line = Line(file, 0, blanks, used, undecided[name], waiting.pop(file, 0))
        found += [line] * bool(used or undecided[name] or blanks or line.waiting)
    return found + [Line(file, waiting=n) for file, n in waiting.items()]


def _file_of(table: str) -> str:
    """The file for which something is proposed."""
    return table if "/" in table or table == NOT_READ else _PROPOSED.get(table, f"{table}.csv")


def _rows(alone: Assembly) -> dict[str, int]:
    """The files of a city's raw folder, and how many rows they have; of schedules and tables of a survey all together."""
    folder = next(iter(alone.raw.plans), None)
    if folder is None:
        return {}
    sheets = folder.sheets
    rows: dict[str, int] = {"plan.yaml": int(folder.plan is not None), "source.yaml": len(folder.sources)}
    for form in forms(Folder.PLAN):
        name = form.file.name
        of = [sheet for file, sheet in sheets.items() if fnmatchcase(file, name)]
        if name.endswith(".csv") and (of or form.file.needed):
            rows[name] = sum(len(sheet.records) for sheet in of)
    for survey in folder.surveys:
        home = f"{SURVEYS}/{PurePosixPath(survey.card.file).parent.name}"
        rows[f"{home}/survey.yaml"] = 1
        rows[f"{home}/questions.csv"] = len(survey.questions.records)
        rows[f"{home}/options.csv"] = len(survey.options.records)
        rows[f"{home}/*.csv"] = sum(len(sheet.records) for tables in survey.tables.values() for sheet in tables)
    return rows


def _decided(alone: Assembly, city: str) -> dict[str, int]:
    """The files of decisions, and how much was asked of them and is decided."""
    decisions = alone.decisions[city]
    found = {}
    for form in forms(Folder.CITY):
        for name in [one for one in decisions.files if fnmatchcase(one, form.file.name)] or [form.file.name]:
            if form.keys:
                found[name] = decisions.used(name)
            else:  # nothing looks them up: what the rows are about
                found[name] = len({next(iter(record.cells.values()), "") for record in decisions[name]})
    return found
