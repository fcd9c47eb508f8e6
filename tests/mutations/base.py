"""The data that are mutated: read once, laid into a folder of their own, put back after each mutant."""

from __future__ import annotations

import csv
import io
import os
import shutil
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from dxcompare import tables
from dxcompare.pipeline import made
from dxcompare.tables.columns import said
from dxcompare.tables.raw import Folder, Form

#: Two small plans with every kind of file, a frame of two versions, three municipalities.
WORLD = Path(__file__).parent / "world"
#: Columns that take a closed list, though their form does not say so.
_CLOSED = {"framework_version", "status", "confidence", "relation"}
#: Columns of short ids and of names of rows elsewhere.
_NAMES = {
    "item", "from_item", "to_item", "version", "from_version", "to_version", "coder", "theme", "option", "group",
    "source", "source_id", "survey", "first", "second", "first_question", "second_question", "first_option",
    "second_option", "plan", "project", "indicator", "track", "framework", "label_text", "policy", "goal", "phrase",
    "plan_id", "survey_id", "unit", "label", "選択肢", "option_ja", "verdict_text", "heading", "text", "file", "column",
}  # fmt: skip
#: Columns that hold codes of municipalities.
CODES = {"municipality_code", "area_code", "former_code"}
#: Columns whose texts are read as amounts.
AMOUNTS = {"baseline_text", "target_text", "value_text"}


@dataclass(frozen=True)
class Cell:
    """A cell of a CSV file: file, row and column as in a list of lists, heading, what kind of text it holds, the text."""

    file: str
    row: int
    column: int
    heading: str
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.file} row {self.row + 1} {self.heading}"


class Base:
    """A data folder, its files and what is built of them.

    Parameters
    ----------
    source : Path
        With `raw` and `mappings`.
    work : Path
        Where it is laid; the folder is made.
    """

    def __init__(self, source: Path, work: Path):
        self.source, self.data = source, work / "data"
        self.files = {
            path.relative_to(source).as_posix(): path.read_bytes()
            for room in ("raw", "mappings")
            for path in sorted((source / room).rglob("*"))
            if path.is_file()
        }
        self.folders = {folder.as_posix() for file in self.files for folder in Path(file).parents if folder.name}
        self._states: dict[str, tuple] = {}
        self.put_back()

    # what there is

    @cached_property
    def tables(self) -> dict[str, pl.DataFrame]:
        """Every table, tidy and derived."""
        return made(self.data, "en")

    @cached_property
    def csvs(self) -> list[str]:
        return [file for file in self.files if file.endswith(".csv")]

    @cached_property
    def yamls(self) -> list[str]:
        return [file for file in self.files if file.endswith(".yaml")]

    def text(self, file: str) -> str:
        return self.files[file].decode()

    def rows(self, file: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.text(file), newline="")))

    @cached_property
    def cells(self) -> list[Cell]:
        """The cells that are filled."""
        found = []
        for file in self.csvs:
            heads, *rows = self.rows(file)
            kinds = [self.kind(file, head) for head in heads]
            found += [
                Cell(file, n, k, heads[k], kinds[k], text)
                for n, row in enumerate(rows, start=1)
                for k, text in enumerate(row)
                if text
            ]
        return found

    def form(self, file: str) -> Form | None:
        """How a file is declared."""
        *_, folder = Path(file).parts[:-1]
        if "/surveys/" in file:
            where, name = Folder.SURVEY, file.rpartition("/")[2]
        elif file.startswith("raw/"):
            where = {"national": Folder.NATIONAL, "reference": Folder.REFERENCE}.get(file.split("/")[1], Folder.PLAN)
            name = file.split("/", 2)[2]
        else:
            where, name = Folder.ALL if folder == "all" else Folder.CITY, file.rpartition("/")[2]
        heads = self.rows(file)[0] if file.endswith(".csv") else []
        return max(tables.like(name, where), key=lambda form: len({*heads} & {*form.columns}), default=None)

    def kind(self, file: str, heading: str) -> str:
        """What a column holds: whole, number, year, date, page, closed, name, code, amount, cell, step, words …"""
        form = self.form(file)
        raw = form.columns.get(heading) if form else None
        if raw is None:
            return "cell" if "/surveys/" in file else "step"
        if heading == "page":
            return "page"
        if heading in CODES:
            return "code"
        if heading in AMOUNTS:
            return "amount"
        reads = raw.reads or "text"
        if reads in ("whole", "number", "date", "when", "fiscal_year", "quarter"):
            return {"when": "year", "fiscal_year": "year"}.get(reads, reads)
        field = form.of.fields().get(heading) if form and hasattr(form.of, "fields") else None
        if raw.words or reads in ("yes", "yes_no") or heading in _CLOSED or (field is not None and said(field).words):
            return "closed"
        if raw.own or heading in _NAMES:
            return "name"
        if heading == "predicate":
            return "predicate"
        return "words"

    # laying it out

    def put_back(self) -> None:
        """Make the folder what it was before a mutant."""
        for room in ("raw", "mappings", "processed"):
            self._clean(self.data / room, room)
        for folder in sorted(self.folders):
            (self.data / folder).mkdir(parents=True, exist_ok=True)
        for file, raw in self.files.items():
            path = self.data / file
            if (state := _state(path)) is None or self._states.get(file) != state:
                path.write_bytes(raw)
                self._states[file] = _state(path)

    def _clean(self, path: Path, name: str) -> None:
        """Remove what is no file or folder of the data."""
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            return
        if stat.S_ISDIR(mode) and name in self.folders:
            path.chmod(0o755)
            for entry in os.listdir(path):
                self._clean(path / entry, f"{name}/{entry}")
        elif stat.S_ISDIR(mode):
            shutil.rmtree(path)
        elif name not in self.files or not stat.S_ISREG(mode):
            path.unlink()


def _state(path: Path) -> tuple | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_mode, found.st_ino, found.st_size, found.st_mtime_ns, found.st_nlink


def written(rows: list[list[str]]) -> str:
    """Rows as a CSV file of ours."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
