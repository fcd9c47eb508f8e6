"""What the tables of one survey say of each other: groups that one lacks, ages left out, more people than there are.

All of it is asked, for a document may say so: an erratum of the question, or a row of `accepted.csv`, is the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from dxcompare.assemble.home import Home
from dxcompare.sources import bands, values
from dxcompare.sources.folders import SurveyFolder
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.vocabularies import APART, GROUP_TYPES
from dxcompare.words.faults import Place
from dxcompare.words.text import Text

#: the types of groups that are of ages, and those whose groups are different people
OF_AGES, PARTED = ("age", "age_sex"), ("age", "sex", "age_sex", "district")
#: no age is above it; so many tables must have a breakdown that the others are asked of it
OLDEST, MANY = 120, 2
#: the label of the row of bases
BASE_ROW = "n"
#: who a heading says they are, of one sex → how a group of the other is called
_OTHER_SEX = {"男": "female", "男性": "female", "女": "male", "女性": "male"}
_VALID, _HEADING = Text("有効回収数", "the valid answers"), Text("見出しの回答者数", "the base of the heading")


@dataclass(frozen=True)
class Column:
    """A column of a survey table: its question, file, heading, group and place, the row of bases and what it says."""

    question: Record
    table: Sheet
    label: str
    group: Record
    position: int
    bases: Record | None
    n: int | None
    kind: str

    @property
    def ages(self) -> bands.Band:
        """The ages decided for it."""
        first, last = (_whole(self.group[name]) for name in ("age_min", "age_max"))
        return first, last

    @property
    def place(self) -> Place:
        return Place(self.table.file, 1, self.label)


#: Whether an erratum speaks of a question, option and group.
Told = Callable[[str, str | None, str | None], bool]


def check(home: Home, folder: SurveyFolder, columns: list[Column], told: Told) -> None:
    """Ask of what the tables of a survey leave open."""
    _untabled(home, folder, told)
    _empty(home, columns, told)
    if home.assembly.whole:
        _lacking(home, folder, columns, told)
    _groups(home, folder, columns)
    if folder.card["percent_of"] != "mentions":
        _bases(home, folder, columns, told)


def _untabled(home: Home, folder: SurveyFolder, told: Told) -> None:
    """Every question has a table, unless an erratum says why not; a file that is none's is told already."""
    within = f"{PurePosixPath(folder.card.file).parent}/"
    strange = any(
        fault.place.file.startswith(within) and fault.place.row is None and fault.kind in ("no_such", "unknown_file")
        for fault in home.assembly.faults
    )
    for question in folder.questions:
        if not question["question"] or folder.tables.get(question["question"]):
            continue
        if told(question["question"], "", ""):  # not of one option alone
            continue
        home.assembly.skipped = True
        if not strange and home.assembly.complete:
            found = f"{folder.card['survey_id']}/{question['question']}"
            home.ask(question.place("question"), "no_table_of", found)


def _empty(home: Home, columns: list[Column], told: Told) -> None:
    """A column that has a heading has values."""
    for column in columns:
        texts = [record[column.label] for record in column.table if record is not column.bases]
        if texts and not any(texts) and not told(column.question["question"], None, column.group["group"]):
            home.ask(column.place, "no_values", f"{column.question['question']} × {column.label}")


def _lacking(home: Home, folder: SurveyFolder, columns: list[Column], told: Told) -> None:
    """A group that at least half of the questions with groups of its type have is in each of them."""
    have: dict[str, dict[str, set[str]]] = {}
    labels: dict[tuple[str, str], str] = {}
    for column in columns:
        kind, group = column.group["group_type"], column.group["group"]
        if kind not in APART:
            have.setdefault(kind, {}).setdefault(column.question["question"], set()).add(group)
            labels.setdefault((kind, group), column.label)
    tabled = {column.question["question"]: column.table.file for column in columns}
    for kind, questions in have.items():
        names = {_breakdown(one) for one in columns if one.group["group_type"] == kind}
        for question, file in tabled.items() if 2 * len(questions) >= len(tabled) >= MANY else ():
            groups = {"", *(group for of in questions.values() for group in of)}
            if question not in questions and not any(told(question, "", group) for group in groups):
                mine = [one for one in columns if one.question["question"] == question]
                there = next((one.table.file for one in mine if _breakdown(one) in names), file)
                found = f"{question} × {_in(GROUP_TYPES.get(kind, kind), 'ja')}"
                home.ask(Place(there, 1), "no_group", found, others=[*questions][:5])
    based = [question for question in tabled if any(one.n for one in columns if one.question["question"] == question)]
    for question, file in tabled.items() if 2 * len(based) > len(tabled) > MANY else ():
        if question not in based and not told(question, BASE_ROW, None):
            home.ask(Place(file, 1), "no_group", f"{question} × {BASE_ROW}", others=based[:5])
    places = {record["question"]: record.place("question") for record in folder.questions}
    for kind, questions in have.items():
        for group in dict.fromkeys(group for groups in questions.values() for group in groups):
            having = [question for question, groups in questions.items() if group in groups]
            lacking = [question for question in questions if question not in having]
            for question in lacking if len(having) >= len(lacking) else ():
                if not told(question, "", group):
                    tables = [one for one in columns if one.question["question"] == question]
                    file = next((one.table.file for one in tables if one.group["group_type"] == kind), "")
                    found = f"{question} × {labels[kind, group]}"
                    place = Place(file, 1) if file else places[question]
                    home.ask(place, "no_group", found, others=having[:5])


def _breakdown(column: Column) -> str:
    """What the file of a table is called after its question: `age` of `q1_age.csv`."""
    return PurePosixPath(column.table.file).stem.removeprefix(column.question["question"]).lstrip("_")


#: Groups that are of one breakdown.
OF_GROUP = {"total": ("total",), "male": ("sex",), "female": ("sex",)}


def _groups(home: Home, folder: SurveyFolder, columns: list[Column]) -> None:
    """The group decided for a heading is who it says, and the ages of a table join."""
    lowest = _whole(folder.card["min_age"])
    seen: set[str] = set()
    doubtful: set[str] = set()
    for column in columns:
        group, label = column.group, column.label
        if label in seen:
            continue
        seen.add(label)
        said, named, ages = bands.heading(label), bands.named(group["group"]), column.ages
        if any(age is not None and age > OLDEST for age in ages) or (ages[1] or OLDEST) < (ages[0] or 0):
            doubtful.add(label)
            continue  # told already
        if (fits := OF_GROUP.get(group["group"])) and group["group_type"] not in (*fits, *APART):
            found, place = group["group_type"], group.place("group_type")
            home.assembly.fault(place, "group_type", found=found, group=group["group"])
            doubtful.add(label)
            continue
        amiss = said is not None and not _same(said, ages, lowest)
        amiss |= bool(named) and group["group_type"] in OF_AGES and named != (ages[0] or 0, ages[1])
        amiss |= any(ages) and group["group_type"] not in (*OF_AGES, *APART)
        amiss |= _OTHER_SEX.get(values.same(label), "-") == group["group"]
        if amiss:
            doubtful.add(label)
            kind = GROUP_TYPES.get(group["group_type"], group["group_type"])
            decided = Text(*(f"{_in(kind, lang)} {group['group']} {_years(ages)}".strip() for lang in ("ja", "en")))
            home.ask(group.place("label"), "other_group", label, group=decided)
        if lowest is not None and lowest <= OLDEST and ages[1] is not None and ages[1] < lowest:
            home.assembly.fault(group.place("age_max"), "too_small", found=ages[1], least=lowest)
    asked: set[tuple[bands.Band, bands.Band]] = set()
    for file in dict.fromkeys(column.table.file for column in columns):
        for kind in OF_AGES:
            mine = [one for one in columns if one.table.file == file and one.group["group_type"] == kind]
            known = {one.ages: one.label for one in mine if any(one.ages)}
            pair = bands.apart(known, home.assembly.whole) if not doubtful & {*known.values()} else None
            if pair and pair not in asked and not (kind == "age_sex" and _overlap(*pair)):
                asked.add(pair)
                found = "、".join(known[band] for band in pair)
                home.ask(Place(file, 1, known[pair[1]]), "bands_apart", found)


def _bases(home: Home, folder: SurveyFolder, columns: list[Column], told: Told) -> None:
    """No base is above the valid answers, or that of its heading; nor are those of different people together."""
    valid = _whole(folder.card["valid"])
    sums: dict[tuple[str, str], list[Column]] = {}
    for one in folder.questions:
        if told(one["question"], None, None):
            continue
        text, place = one["base_n_text"], one.place("base_n_text")
        stated = values.base_of(text)
        if stated is None and "n=" in values.same(text).lower().replace(" ", ""):
            home.ask(place, "base_unread", text)
        elif stated is not None and valid is not None and stated > valid:
            _above(home, place, one["question"], text, _VALID, valid)
    for column in columns:
        question, group = column.question["question"], column.group
        if (
            column.n is None
            or column.bases is None
            or group["group_type"] == "wave"
            or told(question, "n", group["group"])
        ):
            continue
        most, whole = _most(column.question, valid)
        if most is not None and column.n > most:
            _above(home, column.bases.place(column.label), f"{question} × {column.label}", str(column.n), whole, most)
        elif group["group_type"] in PARTED:
            sums.setdefault((column.table.file, group["group_type"]), []).append(column)
    for (file, kind), mine in sums.items():
        first = mine[0]
        most, whole = _most(first.question, valid)
        total = sum(one.n or 0 for one in mine)
        alike = len({one.ages for one in mine}) == len(mine) or kind != "age"
        if most is not None and total > most and alike and not bands.apart({one.ages for one in mine if kind == "age"}):
            place = first.bases.place() if first.bases else Place(file, 1)
            name = f"{first.question['question']} × {kind}"
            _above(home, place, name, "+".join(str(one.n or 0) for one in mine), whole, most)


def _most(question: Record, valid: int | None) -> tuple[int | None, Text]:
    """How many people a question can have, and what says so."""
    stated = values.base_of(question["base_n_text"])
    return (valid, _VALID) if stated is None else (stated, _HEADING)


def _above(home: Home, place: Place, name: str, n: str, whole: Text, most: int) -> None:
    home.ask(place, "base_above", f"{name}: {n}", whole=whole, most=most)


def _same(said: bands.Band, ages: bands.Band, lowest: int | None) -> bool:
    """Whether the ages decided are those that a heading says; its youngest begin where the survey does."""
    first, last = said
    if ages[1] != last:
        return False
    starts: Iterable[int | None] = (first, lowest) if lowest is not None and (first or 0) < lowest else (first,)
    return ages[0] in starts or (first is None and ages[0] == 0) or (lowest is None and (first or 0) < 20)


def _overlap(one: bands.Band, other: bands.Band) -> bool:
    return one[1] is None or (other[0] or 0) <= one[1]


def _in(kind: Text | str, lang: str) -> str:
    return kind.to(lang) if isinstance(kind, Text) else kind


def _years(ages: bands.Band) -> str:
    return bands.shown(ages) if any(ages) else ""


def _whole(text: str) -> int | None:
    """A whole number of a card or decision; what is none is a fault elsewhere."""
    try:
        return values.whole(text) if text else None
    except values.Unreadable:
        return None
