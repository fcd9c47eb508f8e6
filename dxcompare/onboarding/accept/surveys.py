"""Accepted rows of survey tables: the survey's folder, its questions and options as far as they are printed, the cells."""

from __future__ import annotations

import re

from dxcompare.onboarding.accept.desk import THERE, Desk, Refused, needed, takes
from dxcompare.onboarding.decide.groups import NO_ANSWER, silent
from dxcompare.onboarding.new import card
from dxcompare.onboarding.proposals import Proposed
from dxcompare.sources import values
from dxcompare.sources.files import CsvFile
from dxcompare.sources.folders import SURVEYS
from dxcompare.tables import like
from dxcompare.tables.raw import Folder
from dxcompare.words.text import Text

FIRST, BASES = "選択肢", "n"
#: rows that are no option
TOTALS = {"合計", "計", "総計", "総数", "全体"}
#: headings of a proposal that are no group
_BESIDES = (FIRST, "where", "page", "survey", "question", "table")
_REF = re.compile(
    r"(?P<ref>(?:問|設問|[QＱ])\s*[\d０-９]+(?:[-－の(（ー][\d０-９]+[)）]?)?)[.．:：、\s　]*(?P<wording>.*)"
)
_BASE = re.compile(r"[nNｎＮ]\s*[=＝]\s*[\d０-９,，]+")
_SEVERAL = re.compile(r"いくつでも|複数|すべて|全て|[2-9２-９三]つまで|あてはまるもの")
_ONE = re.compile(r"[1１一]つ(?:だけ|のみ|に|選)|単数|○は[1１]つ|1つ")
#: a count beside its percentage: in one cell, or in two columns of one group
_BOTH = re.compile(r"[\d,]+\s*(?:人|件)?\s*\([\d.]+%?\)")
_COUNT = re.compile(r"[\d,]+\s*(?:人|件|票)")
_PARTS = re.compile(
    r"(?P<group>.+?)[\s　]*(?:(?P<count>人数|件数|回答者?数|実数|度数|票数)|(?P<share>[%％]|割合|構成比|比率))(?:\(.*\))?"
)
#: How far the percentages of one answer each may add up to something else than 100, in points an option.
_ROUNDING = 0.1

WHICH = Text("どの調査の表か分からない（{found}）", "of which survey is this table ({found})?")
NO_QUESTION = Text("「{found}」という設問がない", "there is no question {found!r}")
NO_OPTION = Text("選択肢がない", "it has no option")


@takes("survey")
def take(desk: Desk, one: Proposed) -> str:
    """A row of a survey table."""
    said = one.said
    if not said.get(FIRST):
        raise Refused(NO_OPTION)
    folder = _folder(desk, one)
    question = _question(desk, folder, one)
    groups = _paired({name: text for name, text in said.items() if name not in _BESIDES})
    file = _table(desk, folder, question, list(groups))
    label = values.same(said[FIRST])
    if label != BASES and label not in TOTALS:
        _option(desk, folder, question, said[FIRST])
    row = {FIRST: said[FIRST], **groups}
    became = desk.put(file, one, row, (FIRST,))
    if label == BASES:  # the bases are the first row
        file.rows.sort(key=lambda row: row[FIRST] != BASES)
    return became


@takes("questions")
def cells_of(desk: Desk, one: Proposed) -> str:
    """What the cells of a question's tables are, where nobody has said it."""
    said = one.said
    needed(said, "survey", "question", "cells")
    file = _sheet(desk, said["survey"], "questions.csv")
    row = next((row for row in file.rows if row["question"] == said["question"]), None)
    if row is None:
        raise Refused(NO_QUESTION, found=said["question"])
    if row.get("cells", "") not in ("", said["cells"]):
        raise Refused(THERE, file=file.path.name, row=row["question"], what=f"cells: {row['cells']}")
    file.set(row, "cells", said["cells"])
    return desk.name(file, row["question"])


def _paired(cells: dict[str, str]) -> dict[str, str]:
    """The groups of a table; where each has a column of counts and one of percentages, they are one: `392(70.1%)`."""
    parts = {name: _PARTS.fullmatch(name) for name in cells}
    groups: dict[str, dict[str, str]] = {}
    for name, found in parts.items():
        if found is None:
            return cells
        groups.setdefault(found["group"], {})["count" if found["count"] else "share"] = cells[name]
    if not all(len(both) == 2 for both in groups.values()):
        return cells
    return {group: _both(both["count"], both["share"]) for group, both in groups.items()}


def _both(count: str, share: str) -> str:
    if not re.search(r"\d", count + share):
        return count or share
    return f"{count}({share.removesuffix('%').removesuffix('％')}%)"


def _folder(desk: Desk, one: Proposed) -> str:
    """The survey's folder: that which is named, the only one, or a new one."""
    said, home = one.said.get("survey", ""), desk.city.raw / SURVEYS
    new = {path.parent.name for path in desk.texts}
    there = sorted({path.name for path in home.glob("*") if path.is_dir()} | new)
    if said or len(there) == 1:
        return said or there[0]
    if there:
        raise Refused(WHICH, found="、".join(there))
    name = "survey"
    path = home / name / "survey.yaml"
    year = desk.city.plan_id.rpartition("-")[2]
    known = {"survey_id": f"{desk.city.romaji}-survey-{year}", **_page(desk, one)}
    desk.texts[path] = card("survey.yaml", known, folder=Folder.SURVEY)
    return name


def _page(desk: Desk, one: Proposed) -> dict[str, str]:
    return {name: text.replace('"', "") for name, text in desk.located(one, one.said).items()}


def _sheet(desk: Desk, folder: str, name: str, free: list[str] | None = None) -> CsvFile:
    return desk.open(desk.city.raw / SURVEYS / folder / name, like(name, Folder.SURVEY)[0], free or ())


def _question(desk: Desk, folder: str, one: Proposed) -> str:
    """The id of the question above the table, which is added where it is not there."""
    said, file = one.said, _sheet(desk, folder, "questions.csv")
    heading = said.get("where", "").strip()
    found = _REF.search(heading)
    ref = found["ref"] if found else ""
    wording = (found["wording"] if found else heading).strip() or heading
    digits = "_".join(re.findall(r"\d+", values.same(ref)))
    short = said.get("question") or (f"q{digits}" if digits else "")
    for row in file.rows:
        if row["question"] == short or (not short and row["wording_ja"] == wording):
            return row["question"]
    if not short:
        number = len(file.rows) + 1
        while f"q{number}" in {row["question"] for row in file.rows}:
            number += 1
        short = f"q{number}"
    base = _BASE.search(heading)
    cells = {
        "question": short,
        "ref": ref or short,
        "wording_ja": wording,
        "base": "–",
        "base_inferred": "yes",
        "base_n_text": base[0] if base else "",
        **desk.located(one, said),
    }
    file.add(cells)
    return short


def _option(desk: Desk, folder: str, question: str, label: str) -> None:
    """Add the option, unless it is there; those who did not answer are called so, in every survey."""
    file = _sheet(desk, folder, "options.csv")
    mine = [row for row in file.rows if row["question"] == question]
    if any(values.same(row["option_ja"]) == values.same(label) for row in mine):
        return
    taken, number = {row["option"] for row in mine}, len(mine) + 1
    while f"o{number}" in taken:
        number += 1
    last = max((at for at, row in enumerate(file.rows, start=1) if row["question"] == question), default=None)
    name = NO_ANSWER if silent(label) and NO_ANSWER not in taken else f"o{number}"
    file.add({"question": question, "option": name, "option_ja": label}, last)


def _table(desk: Desk, folder: str, question: str, groups: list[str]) -> CsvFile:
    """The table of the question with these groups, or a new one: one for each breakdown."""
    home, number, name = desk.city.raw / SURVEYS / folder, 1, f"{question}.csv"
    while (home / name).is_file() or home / name in desk.files:
        file = _sheet(desk, folder, name)
        if {*file.columns} - {FIRST} == {*groups}:
            return file
        number, name = number + 1, f"{question}_t{number + 1}.csv"  # q2_2 may be a question of its own
    return _sheet(desk, folder, name, groups)


def finish(desk: Desk, waiting: list[Proposed]) -> None:
    """Say of each question whether it allows several answers, once no row of its tables waits any more.

    The heading may say so; else answers of one each add up to 100, rounding apart.
    """
    home = desk.city.raw / SURVEYS
    for folder in sorted({path.parent.name for path in desk.files if path.parent.parent == home}):
        file = _sheet(desk, folder, "questions.csv")
        for row in file.rows:
            heading = f"{row['ref']} {row['wording_ja']}"
            left = [one for one in waiting if one.table == "survey" and row["wording_ja"] in one.said.get("where", "")]
            if row["answer"] or left:
                continue
            row["answer"] = _answer(heading) or ("single" if _adds_up(desk, folder, row["question"]) else "multiple")
            if not row.get("cells") and (cells := _cells(desk, folder, row["question"])):
                file.set(row, "cells", cells)


def _answer(heading: str) -> str:
    """What the heading of a question says of the answers that it allows."""
    return "multiple" if _SEVERAL.search(heading) else "single" if _ONE.search(heading) else ""


def _columns(desk: Desk, folder: str, question: str) -> list[list[str]]:
    """The columns of the tables of a question, bases and totals apart."""
    home = desk.city.raw / SURVEYS / folder
    names = re.compile(rf"{re.escape(question)}(_t\d+)?")
    files = [file for path, file in desk.files.items() if path.parent == home and names.fullmatch(path.stem)]
    return [
        [values.same(row[group]) for row in file.rows if row[FIRST] not in (BASES, *TOTALS)]
        for file in files
        for group in file.columns[1:]
    ]


def _cells(desk: Desk, folder: str, question: str) -> str:
    """What the cells of a question are, where they say it: counts, or counts and percentages."""
    texts = [text for column in _columns(desk, folder, question) for text in column if re.search(r"\d", text)]
    for kind, form_of in (("both", _BOTH), ("count", _COUNT)):
        if texts and all(form_of.fullmatch(text) for text in texts):
            return kind
    return ""


def _adds_up(desk: Desk, folder: str, question: str) -> bool:
    """Whether the percentages of every column of a question add up to 100."""
    sums = []
    for column in _columns(desk, folder, question):
        texts = [re.sub(r".*\(|\)|%", "", text) for text in column]
        numbers = [float(text) for text in texts if re.fullmatch(r"\d+(\.\d+)?", text)]
        sums.append(abs(sum(numbers) - 100) <= max(1.0, _ROUNDING * len(numbers)))
    return bool(sums) and all(sums)
