"""What became of every cell of a city that was held against its document."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dxcompare.onboarding.against import look, transcribed
from dxcompare.onboarding.against.document import Printed, folded
from dxcompare.onboarding.against.looked import Looked, close, heading
from dxcompare.onboarding.against.transcribed import Cell, Row, Table
from dxcompare.sources.reader import Reader, Record
from dxcompare.tables import form
from dxcompare.tables.raw import Folder
from dxcompare.tables.transcribed import BY_PERSON, BY_RULE
from dxcompare.words.faults import DataFaults, Fault
from dxcompare.words.text import Text

UNPRINTED = "unprinted.csv"
#: what may become of a cell
STATUS: dict[str, Text] = {
    "found": Text("記載どおり", "found as stated"),
    "differs": Text("書き方が違う（規則で確かめた）", "found, in another form that a rule proves"),
    "elsewhere": Text("ほかの箇所にある", "found elsewhere"),
    "explained": Text("理由を記した", "not found, and explained"),
    "missing": Text("見つからない", "not found"),
}


@dataclass(frozen=True)
class Answer:
    """What became of a cell.

    Attributes
    ----------
    cell : Cell
    status : str
        One of :data:`STATUS`.
    kind : str
        How it differs, if it does: of `BY_RULE` or `BY_PERSON`.
    page : int or None
        Page of the document, counted from 1, where it tells pages.
    section : str
        The heading under which it stands; blank if it was not found.
    printed, reason : str
        What the document prints instead, and why.
    """

    cell: Cell
    status: str
    kind: str = ""
    page: int | None = None
    section: str = ""
    printed: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Against:
    """A city's transcription held against its document.

    Attributes
    ----------
    city, document, digest : str
        The city's folder; the document's file, and its SHA-256.
    paged : bool
        Whether the document tells pages.
    answers : list of Answer
    files : dict of str to str
        Files looked up, with their SHA-256.
    codes : int
        Cells of ids, codes and closed lists, which no document prints.
    others : int
        Cells that come from another document.
    faults : list of Fault
        Explanations that nothing needs, or whose printed text is not in the document.
    """

    city: str
    document: str
    digest: str
    paged: bool
    answers: list[Answer]
    files: dict[str, str]
    codes: int
    others: int
    faults: list[Fault]

    def count(self, status: str, file: str | None = None) -> int:
        """How many cells have a status, of a file or of all."""
        return sum(one.status == status and file in (None, one.cell.file) for one in self.answers)

    @property
    def right(self) -> bool:
        """Whether every cell is found or explained."""
        return not self.count("missing") and not self.faults


def against(folder: Path, document: Printed, mappings: Path | None = None, source: str = "") -> Against:
    """Hold the transcription of a city against its document.

    Parameters
    ----------
    folder : Path
        The city's folder in `data/raw/`.
    document : Printed
    mappings : Path, optional
        The city's folder in `data/mappings/`, with `unprinted.csv`.
    source : str
        The `source_id` of the document; only cells that come from it are looked up. By default it is the plan's.

    Raises
    ------
    DataFaults
        If a file is not in its form.
    """
    cells, plan = transcribed.read(folder), _source(folder)
    source = source or plan
    shift = _shift(document, cells) if document.paged else 0
    looked: list[Looked] = []
    files: dict[str, str] = {}
    others = 0
    for name, found in cells.files:
        mine, left = _of(found, source, plan)
        others += left
        if mine:
            looked += look.file(document, mine, shift)
            files[name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    explained = _Explained(mappings)
    answers = [_answer(document, one, shift, explained) for one in looked]
    return Against(
        folder.name,
        document.name,
        document.digest,
        document.paged,
        answers,
        files,
        cells.codes,
        others,
        [*explained.unused()] if source == plan else explained.faults,
    )


def _of(found: list[Row] | Table, source: str, plan: str) -> tuple[list[Row] | Table | None, int]:
    """What of a file comes from a source, and how many cells do not; tables of surveys come from the plan's."""
    if isinstance(found, Table):
        count = len(found.heads) + sum(bool(cell.text) for line in (found.labels, *found.cells) for cell in line)
        return (found, 0) if source == plan else (None, count)
    mine = [row for row in found if (row.cells[0].source or plan) == source]
    return mine, sum(len(row.cells) for row in found) - sum(len(row.cells) for row in mine)


def _source(folder: Path) -> str:
    """The source of the plan itself."""
    record = Reader(folder).yaml(folder / "plan.yaml") if (folder / "plan.yaml").is_file() else None
    return record["source_id"] if isinstance(record, Record) else ""


def _shift(document: Printed, cells: transcribed.Transcribed) -> int:
    """By how much pages of the file are ahead of those transcribed, by what most cells say."""
    found: Counter[int] = Counter()
    for _, file in cells.files:
        for one in look.file(document, file):
            if one.span and one.near and one.cell.page and not heading(one.cell):
                found[(document.page(one.span.start) or 0) - int(one.cell.page)] += 1
    return found.most_common(1)[0][0] if found else 0


def _answer(document: Printed, looked: Looked, shift: int, explained: _Explained) -> Answer:
    cell = looked.cell
    page = document.page(looked.span.start) if looked.span else None
    section = document.section(looked.span.start) if looked.span else ""
    there = not (page and cell.page) or heading(cell) or page == int(cell.page) + shift
    plain = looked.span is not None and looked.near and there
    if (not plain or looked.kind == "within") and (row := explained.row(document, cell)):
        return Answer(cell, "explained", row["kind"], page, section, row["printed"], row["reason"])
    if plain:
        return Answer(cell, "differs" if looked.kind else "found", looked.kind, page, section, looked.said)
    means = looked.span and (looked.near or not close(folded(cell.text)))
    return Answer(cell, "elsewhere", "", page, section) if means else Answer(cell, "missing")


class _Explained:
    """The rows of `unprinted.csv`, and which of them a cell needs."""

    def __init__(self, mappings: Path | None):
        self.records: list[Record] = []
        self.used: set[int] = set()
        self.faults: list[Fault] = []
        path = mappings / UNPRINTED if mappings else None
        if path and path.is_file():
            reader, declared = Reader(path.parent.parent.parent.parent), form(UNPRINTED, Folder.CITY)
            assert declared is not None
            self.records = reader.sheet(path, declared).records
            if reader.faults:
                raise DataFaults(reader.faults)

    def row(self, document: Printed, cell: Cell) -> Record | None:
        """The explanation of a cell, if what it says is printed is in the document."""
        for record in self.records:
            if (record["file"], record["column"], folded(record["text"])) == (
                cell.file,
                cell.column,
                folded(cell.text),
            ):
                self.used.add(id(record))
                absent = [
                    part for part in record["printed"].split("…") if not any(document.find(folded(part))) and part
                ]
                if not absent:
                    return record
                fault = Fault(
                    record.place("printed"), "not_in_document", {"found": absent[0], "document": document.name}
                )
                self.faults += [] if fault in self.faults else [fault]
        return None

    def unused(self) -> Iterator[Fault]:
        """What is wrong with the explanations."""
        yield from self.faults
        for record in self.records:
            if id(record) not in self.used:
                yield Fault(record.place("text"), "not_needed", {"found": record["text"]})


def rows(found: Against) -> Iterator[dict[str, str | int]]:
    """A row for each file: how many cells, what became of them, and by which digests that holds."""
    for file, digest in found.files.items():
        mine = [one for one in found.answers if one.cell.file == file]
        kinds = Counter(one.kind for one in mine)
        yield {
            "city": found.city,
            "file": file,
            "file_sha256": digest,
            "document": found.document,
            "document_sha256": found.digest,
            "cells": len(mine),
            **{status: sum(one.status == status for one in mine) for status in STATUS},
            **{kind: kinds[kind] for kind in (*BY_RULE, *BY_PERSON)},
        }


def remarks(found: Against) -> Iterator[dict[str, str | int]]:
    """A row for each cell that is not found just as transcribed."""
    for one in found.answers:
        if one.status != "found":
            cell = one.cell
            yield {
                "city": found.city,
                "file": cell.file,
                "row": cell.row,
                "column": cell.column,
                "text": cell.text,
                "status": one.status,
                "kind": one.kind,
                "printed": one.printed,
                "section": one.section,
                "reason": one.reason or (BY_RULE[one.kind].ja if one.kind in BY_RULE else ""),
            }
