"""The rules by which the survey of an added plan is filled up: from tables of percentages, one a question.

=====================  ==============================================================================================
left out               what stands there
=====================  ==============================================================================================
`survey_id`            the municipality in romaji, `survey`, and the year it began or else the plan did
`min_age`              the lowest age of any group
questions              a table each: its name is number and wording
answers allowed        `single` where the options of every column add up to 100, rounding apart, else `multiple`
options                the first column of the table, in its order: `o1`, `o2` …
groups                 `全体`, `男性`, `女性`, and ages: `20代`, `18～19歳`, `70歳以上`
=====================  ==============================================================================================

Who another column is must be said in a table `groups`. Of a table of numbers each has as many decimals as the one that
has most.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dxcompare.sources import values
from dxcompare.sources.folders import SurveyFolder
from dxcompare.sources.frames import FIRST_ROW, amiss, cell, rows
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables import form, like
from dxcompare.tables.raw import Folder
from dxcompare.tables.survey import Cells
from dxcompare.words.faults import Fault, Place

#: The column of options, and the row of bases.
_FIRST, _BASES = next(iter(Cells.raw())), "n"
#: How a heading reads → what it is: type, id, English.
_GROUPS = {
    r"全体|総数|合計|計|全数": ("total", "total", "All"),
    r"男性?": ("sex", "male", "Men"),
    r"女性?": ("sex", "female", "Women"),
}
_AGES = (
    (r"(\d+)(?:歳?代)", lambda low: (low, low + 9)),
    (r"(\d+)歳?[~\-](\d+)歳?", lambda low, high: (low, high)),
    (r"(\d+)(?:歳|歳?代)以上", lambda low: (low, None)),
)
#: How far the percentages of one answer each may add up to something else than 100, in percentage points an option.
_ROUNDING = 0.1


def survey(
    card: Record, tables: Mapping[str, Any], given: Mapping[str, Sheet], romaji: str, start: int, faults: list[Fault]
) -> tuple[SurveyFolder, dict[str, dict[str, str]]]:
    """A survey as its folder would hold it, and who its columns are: heading → row of `groups.csv`.

    Parameters
    ----------
    card : Record
        What is known of it; it is filled up.
    tables : mapping of str to table
        Question, or question and breakdown (`q1_sex`) → its table: options in the first column, a column a group.
    given : mapping of str to Sheet
        `questions` and `options`, where the user has them.
    romaji, start
        Of the municipality, and the first year of the plan.
    faults : list of Fault
        Takes up what is wrong with the tables.
    """
    year = card["start"][:4] or str(start)
    cells = card.cells
    cells["survey_id"] = card["survey_id"] or f"{romaji}-survey-{year}"
    cells["population"] = card["population"] or "–"
    sheets = {name: _sheet(name, frame, faults) for name, frame in tables.items()}
    listed = [record["question"] for record in given["questions"]] if "questions" in given else []
    names = sorted(listed or sheets, key=len)
    owner = {name: next((q for q in names if name == q or name.startswith(f"{q}_")), "") for name in sheets}
    for name in (name for name, of in owner.items() if not of):
        faults.append(Fault(Place(name), "no_such", {"found": name, "table": "questions"}))
    of = {q: [sheets[name] for name in sheets if owner[name] == q] for q in dict.fromkeys(owner.values()) if q}
    groups = {label: found for sheet in sheets.values() for label in sheet.free if (found := _group(label))}
    ages = [int(group["age_min"]) for group in groups.values() if group["age_min"]]
    cells["min_age"] = card["min_age"] or (str(min(ages)) if ages else "")
    questions = given.get("questions") or Sheet("tables", [], [_question(q, mine) for q, mine in of.items()])
    options = given.get("options") or Sheet("tables", [], [one for q, mine in of.items() for one in _options(q, mine)])
    for sheet, name in ((questions, "questions.csv"), (options, "options.csv")):
        sheet.form = form(name, Folder.SURVEY)
    return SurveyFolder(card, questions, options, of), groups


def _sheet(name: str, frame: Any, faults: list[Fault]) -> Sheet:
    headings, found = rows(frame)
    if len(headings) < 2:
        faults.append(Fault(Place(name, 1), "missing_column", {"name": _FIRST}))
        return Sheet(name, [], [])
    first, *free = headings
    most = max((len(text.partition(".")[2]) for row in found for text in _numbers(row, free)), default=0)
    records = [
        Record(
            name, number, {_FIRST: row.get(first, ""), **{label: _padded(row, label, first, most) for label in free}}
        )
        for number, row in enumerate(found, start=FIRST_ROW)
    ]
    cells = like(f"{name}.csv", Folder.SURVEY)[-1]
    faults += amiss(records, cells, [_FIRST, *free])
    return Sheet(name, [_FIRST, *free], records, cells, free)


def _numbers(row: Mapping[str, str], free: list[str]) -> list[str]:
    return [row[label] for label in free if re.fullmatch(r"\d+\.\d+", row.get(label, ""))]


def _padded(row: Mapping[str, str], label: str, first: str, most: int) -> str:
    """A percentage with the decimals of its table; a base has none."""
    text = row.get(label, "")
    if row.get(first) == _BASES or not re.fullmatch(r"\d+(\.\d+)?", text) or not most:
        return text
    return f"{text if '.' in text else f'{text}.'}{'0' * (most - len(text.partition('.')[2]))}"


def _question(name: str, mine: list[Sheet]) -> Record:
    cells = {"question": name, "ref": name, "wording_ja": name, "wording_en": name, "base": "–", "base_inferred": "yes"}
    answer = "single" if all(map(_adds_up, mine)) else "multiple"
    return Record(name, 1, {**cells, "answer": answer, "where": f"{name} 1"})


def _adds_up(sheet: Sheet) -> bool:
    sums = []
    for label in sheet.free:
        texts = [record[label] for record in sheet if record[_FIRST] != _BASES]
        numbers = [float(text) for text in texts if re.fullmatch(r"\d+(\.\d+)?", text)]
        sums.append(abs(sum(numbers) - 100) <= max(1.0, _ROUNDING * len(numbers)))
    return bool(sums) and all(sums)


def _options(name: str, mine: list[Sheet]) -> list[Record]:
    printed = list(dict.fromkeys(record[_FIRST] for sheet in mine for record in sheet if record[_FIRST] != _BASES))
    first = {record[_FIRST]: record for sheet in reversed(mine) for record in sheet}
    return [
        Record(name, first[text].row, {"question": name, "option": f"o{n}", "option_ja": text, "option_en": text})
        for n, text in enumerate(printed, start=1)
    ]


def _group(label: str) -> dict[str, str] | None:
    """Who a column is, by its heading."""
    plain = values.same(label).replace(" ", "")
    for pattern, (kind, name, english) in _GROUPS.items():
        if re.fullmatch(pattern, plain):
            return {"group_type": kind, "group": name, "group_en": english, "age_min": "", "age_max": ""}
    for pattern, ages in _AGES:
        if match := re.fullmatch(pattern, plain):
            low, high = ages(*map(int, match.groups()))
            name = f"{low}+" if high is None else f"{low}-{high}"
            english = f"{low} and over" if high is None else f"{low}–{high}"
            return {
                "group_type": "age",
                "group": name,
                "group_en": english,
                "age_min": cell(low),
                "age_max": cell(high),
            }
    return None
