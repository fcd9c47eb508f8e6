"""Rows of a workbook become rows of the city's files. What is there is never changed without saying so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from dxcompare.onboarding import new
from dxcompare.onboarding.entered import Entered, Row, read
from dxcompare.onboarding.sheets import NAMES, Page, pages
from dxcompare.sources import cards
from dxcompare.sources.files import CsvFile, changes, whole
from dxcompare.sources.folders import SURVEYS
from dxcompare.sources.reader import Reader, Record
from dxcompare.sources.writing import replace_all
from dxcompare.tables import forms
from dxcompare.tables.columns import Table, said
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.faults import DataFaults, Fault, Place, Unreadable
from dxcompare.words.text import Text, plural

_DECIDED = [(Folder.CITY, name) for name in new.DECIDED]
#: Columns that do not tell rows apart.
_PLACE = ("page", "where", "source")
#: Files of which the declaration does not say by which columns a row is known.
_KEYS = {"options.csv": ("question", "option"), "schedules/*.csv": ("measure", "track", "fy", "quarter")}


def take(path: Path, data: Path, replace: bool = False, lang: str | None = None) -> list[Text]:
    """Take in a workbook that somebody filled in, whole or in part.

    Parameters
    ----------
    path : Path
    data : Path
        The folder that holds `raw/` and `mappings/`.
    replace : bool
        Whether a cell of the workbook takes the place of one that is there and says something else.
    lang : {"ja", "en"}, optional

    Returns
    -------
    list of Text
        What was done, a line each.

    Raises
    ------
    DataFaults
        What is wrong, by sheet, row and heading; then nothing was written.
    Refused
        If its city is there already as another plan, or cannot be told.
    """
    faults: list[Fault] = []
    book = read(path, faults)
    cards_of = {one.page.file: one.rows[0] for one in book.sheets if one.page.upright and one.rows}
    plan = cards_of.get("plan.yaml", Row(Place(path.name)))
    if not (book.folder and (data / "raw" / book.folder).is_dir()):
        _known(plan, path, faults, lang)
    desk = Desk(data, book.folder or _named(data, plan), cards_of, replace, faults)
    desk.found(plan, lang)
    for one in book.sheets:
        if one.rows:
            desk.take(one)
    if faults:
        raise DataFaults(faults, lang)
    desk.save()
    return [*book.notes, *desk.says()]


def _known(plan: Row, path: Path, faults: list[Fault], lang: str | None) -> None:
    """What a plan that is not here yet must say at once, or nothing can be told of it."""
    page = next(page for page in pages() if page.file == "plan.yaml")
    file, told = f"{path.name} [{NAMES[page.file].to(lang)}]", {fault.place for fault in faults}
    lacking = [name for name in ("municipality_code", "start_text") if not plan.cells.get(name)]
    places = [plan.places.get(name, Place(file, None, page.headings[name].to(lang))) for name in lacking]
    faults.extend(Fault(place, "missing") for place in places if place not in told)
    if lacking:
        raise DataFaults(faults, lang)


def _named(data: Path, plan: Row) -> str:
    """The folder of a plan whose workbook does not say it."""
    cells = plan.cells
    of = new.city(data, cells.get("municipality_code", ""), cells.get("start_text", ""))
    romaji = re.sub(r"-\d{4}$", "", cells.get("plan_id", "")) or of.romaji
    return f"{of.codes[0]}_{romaji}"


@dataclass
class Desk:
    """The files of a city while a workbook is taken in; nothing is written before :meth:`save`.

    Attributes
    ----------
    data : Path
    folder : str
    cards : dict of str to Row
        The records of the workbook, by the names of their files.
    replace : bool
    faults : list of Fault
    """

    data: Path
    folder: str
    cards: dict[str, Row]
    replace: bool
    faults: list[Fault]
    files: dict[Path, CsvFile] = field(default_factory=dict)
    texts: dict[Path, str] = field(default_factory=dict)
    done: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def raw(self) -> Path:
        return self.data / "raw" / self.folder

    def found(self, plan: Row, lang: str | None) -> None:
        """A city that is not here yet gets what every folder has."""
        if self.raw.is_dir():
            return
        cells = plan.cells
        code, start = cells["municipality_code"], cells["start_text"]
        of = new.city(self.data, code, start, cells.get("end_text", ""), self.folder.partition("_")[2])
        if of.folder != self.folder:
            self.faults.append(
                Fault(plan.at("municipality_code"), "other_city", {"found": code, "folder": self.folder})
            )
            return
        new.vacant(self.data, of)
        self.texts[self.raw / "plan.yaml"] = new.card("plan.yaml", {}, lang)
        for folder, kind in ((self.raw, Folder.PLAN), (self.data / "mappings" / self.folder, Folder.CITY)):
            for one in forms(kind):
                if one.file.name.endswith(".csv") and (one.file.needed or (kind, one.file.name) in _DECIDED):
                    self.open(folder / one.file.name, one)

    def open(self, path: Path, declared: Form | None, free: list[str] | None = None) -> CsvFile:
        if path not in self.files:
            self.files[path] = CsvFile(path, declared, free or [])
        return self.files[path]

    def path(self, page: Page) -> Path | None:
        """Where the file of a sheet lies."""
        if page.file.startswith("mappings/"):
            return self.data / "mappings" / self.folder / page.file.removeprefix("mappings/")
        if Folder.SURVEY not in page.form.file.folders:
            return self.raw / page.file
        survey = self.cards.get("survey.yaml")
        if survey is None or not survey.cells.get("survey_id"):
            return None
        name = survey.cells["survey_id"]
        for there in sorted((self.raw / SURVEYS).glob("*/survey.yaml")):
            if (record := self.record(there)) and record["survey_id"] == name:
                return there.parent / page.file
        short = re.sub(rf"^{re.escape(self.folder.partition('_')[2])}-|-\d{{4}}$", "", name)
        return self.raw / SURVEYS / short / page.file

    def record(self, path: Path) -> Record | None:
        found = Reader(self.data.parent).yaml(path) if path.is_file() else None
        return found if isinstance(found, Record) else None

    def take(self, sheet: Entered) -> None:
        """Take in a sheet."""
        path = self.path(sheet.page)
        if path is None:
            self.faults.append(Fault(sheet.rows[0].place, "no_survey", {"sheet": NAMES["survey.yaml"]}))
        elif path.suffix == ".yaml":
            for row in sheet.rows:
                self._card(path, sheet.page, row)
        else:
            self._rows(path, sheet)

    def _card(self, path: Path, page: Page, row: Row) -> None:
        text = self.texts.get(path) or (whole(path) if path.is_file() else "")
        listed, cells = page.form.file.listed, {name: text for name, text in row.cells.items() if text}
        key = next(iter(page.headings)) if listed else ""
        if listed and not cells.get(key):
            self.faults.append(Fault(row.at(key), "missing"))
            return
        there = self._there(path, text, listed, key, cells.get(key, ""))
        put = {}
        for name, value in cells.items():
            if self._differs(row.at(name), value, there.get(name, ""), Place(self._called(path), None, name), page):
                put[name] = value
        if put:
            known = {key: cells[key]} if listed else {}
            if not there:  # a new record has every key that it needs
                known |= {name: "" for name in page.form.required([]) if "." not in name and name not in known}
            try:
                self.texts[path] = cards.filled(text, known | put, listed, key)
            except Unreadable as error:
                self.faults.append(Fault(Place(self._called(path)), error.kind, {"found": error.found}))

    def _there(self, path: Path, text: str, listed: str, key: str, name: str) -> dict[str, str]:
        """What a card, or the record of that name, says."""
        found = Reader(self.data.parent).parsed(self._called(path), text) if text.strip() else None
        if not isinstance(found, Record):
            return {}
        inner: object = found.cells.get(listed, []) if listed else [found]
        records = [one for one in inner if isinstance(one, Record)] if isinstance(inner, list) else []
        return next(({**one.cells} for one in records if not listed or one[key] == name), {})

    def _rows(self, path: Path, sheet: Entered) -> None:
        page, keys = sheet.page, _keys(sheet.page)
        if page.file.startswith("mappings/"):
            self._whole_ids(sheet)
        file = self.open(path, page.form, sheet.free)
        there: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
        for row in file.rows:
            there[tuple(row.get(name, "") for name in keys)].append(row)
        fits: list[dict[str, str] | None] = []
        for entered in sheet.rows:
            key = tuple(entered.cells.get(name, "") for name in keys)
            if not any(key):
                self.faults.append(Fault(entered.at(keys[0]), "missing"))
            fits.append(there[key].pop(0) if there[key] else None)
        for at, (entered, own) in enumerate(zip(sheet.rows, fits, strict=True)):
            if own is not None:
                self._cells(path, file, entered, own, page)
                continue
            after = next((one for one in fits[at:] if one is not None), None)
            position = None if after is None else next(n for n, one in enumerate(file.rows) if one is after)
            file.add(entered.cells, position)
            self.done[page.file]["rows"] += 1

    def _whole_ids(self, sheet: Entered) -> None:
        """A decision names something of the plan by its whole id."""
        plan = self.cards["plan.yaml"].cells.get("plan_id", "") if "plan.yaml" in self.cards else ""
        for name, raw in sheet.page.form.columns.items():
            for row in sheet.rows if raw.own == "plan" and plan else ():
                text = row.cells.get(name, "")
                row.cells[name] = f"{plan}/{text}" if text and "/" not in text and text != plan else text

    def _cells(self, path: Path, file: CsvFile, entered: Row, own: dict[str, str], page: Page) -> None:
        number = next(n for n, one in enumerate(file.rows, start=2) if one is own)
        for name, text in entered.cells.items():
            if text and self._differs(
                entered.at(name), text, own.get(name, ""), Place(self._called(path), number, name), page
            ):
                file.set(own, name, text)

    def _differs(self, place: Place, text: str, there: str, first: Place, page: Page) -> bool:
        """Whether a cell is to be written; one that says something else than what is there only where that is wanted."""
        if text == there:
            return False
        if there and not self.replace:
            self.faults.append(Fault(place, "says_other", {"found": text, "there": there, "first": first}, "replace"))
            return False
        self.done[page.file]["replaced" if there else "cells"] += 1
        return True

    def _called(self, path: Path) -> str:
        return path.relative_to(self.data.parent).as_posix()

    def save(self) -> None:
        """Write what changed, as one change."""
        replace_all({**self.texts, **changes(self.files)}, self.data)

    def says(self) -> list[Text]:
        """What was done, a line a sheet."""
        lines = [Text(f"様式。{self.folder}", f"A workbook. {self.folder}")]
        for name, count in self.done.items():
            called = NAMES.get(name) or Text(name, name)
            ja = [f"{count[k]}{said}" for k, said in _SAID_JA.items() if count[k]]
            en = [plural(count[k], *said) for k, said in _SAID_EN.items() if count[k]]
            lines.append(Text(f"  {called.ja}: {'、'.join(ja)}", f"  {called.en}: {', '.join(en)}"))
        if not self.done:
            lines.append(Text("  変わったところはありません", "  nothing is new in it"))
        return [*lines, Text(f"次は dxcompare check {self.folder}", f"Next: dxcompare check {self.folder}")]


_SAID_JA = {"rows": "行を追加", "cells": "セルを記入", "replaced": "セルを書き換え"}
_SAID_EN = {
    "rows": ("row added", "rows added"),
    "cells": ("cell filled in", "cells filled in"),
    "replaced": ("cell replaced", "cells replaced"),
}


def _keys(page: Page) -> tuple[str, ...]:
    """The columns by which a row is known."""
    of = page.form
    if of.file.name in _KEYS:
        return tuple(name for name in _KEYS[of.file.name] if name in of.columns)
    if of.keys:
        return (*of.keys, *(["item"] if of.file.several else []))
    fields = of.of.fields().items() if issubclass(of.of, Table) else ()
    named = [raw.name or name for name, column in fields if said(column).key for raw in said(column).raw]
    return tuple(name for name in named if name in of.columns and name not in _PLACE) or tuple(
        name for name in of.columns if name not in _PLACE
    )
