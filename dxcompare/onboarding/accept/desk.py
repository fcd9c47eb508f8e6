"""Where accepted proposals become rows: the files of a city while they are added to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dxcompare.onboarding import proposals
from dxcompare.onboarding.city import City
from dxcompare.onboarding.proposals import Proposed
from dxcompare.sources import values
from dxcompare.sources.files import CsvFile, changes
from dxcompare.sources.writing import replace_all
from dxcompare.tables import form
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.text import Text

#: File → the column of its ids, and how they are made.
IDS = {
    "measures": ("measure", "{}"),
    "kpis": ("kpi", "k{:02}"),
    "chapters": ("chapter", "ch{}"),
    "errata": ("erratum", "e{:02}"),
    "claims": ("claim", "c{:02}"),
    "evaluation": ("number", "{}"),
}
#: File → the columns by which a row is known again; of the others by all that is the document's.
KNOWN_BY = {"measures": ("ref", "title_ja"), "kpis": ("name_ja",)}
#: columns that say where a row stands
PLACE = ("page", "where", "source")

THERE = Text("{file} の {row} に違う内容がある（{what}）", "{row} of {file} says something else ({what})")
BLANK = Text("「{name}」が空欄", "{name!r} is blank")
NO_MEASURE = Text("どの施策の行か分からない（「{found}」）", "of which measure is this row ({found!r})?")
SEVERAL = Text(
    "「{found}」は{rows}のどれか分からない。番号と題名で書く", "{found!r} may be {rows}: write the number and the title"
)


class Refused(Exception):
    """A proposal that cannot become a row as it stands; says why.

    Attributes
    ----------
    clash : bool
        Whether a row is there already that says something else; a person may want another one beside it.
    """

    def __init__(self, why: Text, *, clash: bool = False, **data: str):
        self.why, self.clash = Text(why.ja.format(**data), why.en.format(**data)), clash
        super().__init__(self.why.en)


@dataclass
class Desk:
    """The files of a city, in memory until :meth:`save`.

    Attributes
    ----------
    city : City
    by : str
        Who accepts.
    everything : sequence of Proposed
        All proposals of the city, in the order of the document; rows are put in that order.
    texts : dict of Path to str
        New files that are no tables.
    another : bool
        Whether a row is wanted beside one of its name that says something else.
    """

    city: City
    by: str
    everything: Sequence[Proposed] = ()
    another: bool = False
    files: dict[Path, CsvFile] = field(default_factory=dict)
    texts: dict[Path, str] = field(default_factory=dict)

    def save(self) -> None:
        """Write what changed, and what became of the proposals, as one change."""
        kept = {self.city.mappings / proposals.FILE: proposals.text(self.everything)} if self.everything else {}
        replace_all({**self.texts, **changes(self.files), **kept}, self.city.data)

    def open(self, path: Path, declared: Form | None, free: Sequence[str] = ()) -> CsvFile:
        """A file, read once; `free` are the headings of its own, if it is new."""
        if path not in self.files:
            self.files[path] = CsvFile(path, declared, free)
        return self.files[path]

    def plan(self, table: str) -> CsvFile:
        """A file of the plan's folder."""
        return self.open(self.city.raw / f"{table}.csv", form(f"{table}.csv", Folder.PLAN))

    def put(self, file: CsvFile, one: Proposed, said: Mapping[str, str], known: Sequence[str] | None = None) -> str:
        """Add a row, unless it is there; a blank of one that is there is filled.

        Parameters
        ----------
        file : CsvFile
        one : Proposed
        said : mapping of str to str
            The row.
        known : sequence of str, optional
            The columns by which it is known again.

        Returns
        -------
        str
            The file, and the id of the row where it has one.

        Raises
        ------
        Refused
            If a row is there that says something else.
        """
        table, columns = file.path.stem, file.form.columns if file.form else {}
        cells = {name: text for name, text in said.items() if name in columns or name in file.columns}
        if "page" in columns:
            cells |= self.located(one, said)
        column, pattern = IDS.get(table, ("", ""))
        own = [name for name, text in cells.items() if text and name not in (*PLACE, column)]
        named = KNOWN_BY.get(table, ())
        whole = [name for name in columns if name not in (*PLACE, column)] if known is None else known
        for row in file.rows:
            if not (_named(row, cells, named) if named else _same(row, cells, whole)):
                continue
            differs = [name for name in own if row.get(name) and not alike(row[name], cells[name])]
            if differs and not self.another:
                what = "、".join(f"{name}: {row[name]}" for name in differs)
                raise Refused(THERE, clash=True, file=file.path.name, row=row.get(column) or "行", what=what)
            if not differs:
                row.update({name: cells[name] for name in own if name in file.columns and not row.get(name)})
                return self.name(file, row.get(column, ""))
        if column and not cells.get(column):
            taken, number = {row.get(column) for row in file.rows}, self._number(file, one, column)
            while pattern.format(number) in taken:
                number += 1
            cells[column] = pattern.format(number)
        file.add(cells, self._at(file, one, column) if column else None)
        return self.name(file, cells.get(column, ""))

    def _number(self, file: CsvFile, one: Proposed, column: str) -> int:
        """Which row of the document it is: those that wait keep the numbers that they will have."""
        at = self._at(file, one, column)
        before = next((n for n, other in enumerate(self.everything) if other is one), 0)
        same = [other for other in self.everything[:before] if (other.table, other.by) == (one.table, one.by)]
        return (len(file.rows) if at is None else at) + sum(other.waits for other in same) + 1

    def name(self, file: CsvFile, row: str) -> str:
        """What is kept of where a proposal went."""
        return f"{file.path.relative_to(self.city.data).as_posix()} {row}".strip()

    def _at(self, file: CsvFile, one: Proposed, column: str) -> int | None:
        """Where a row stands in its file: behind those that the document prints before it."""
        later = False
        for other in self.everything:
            if other is one:
                later = True
            elif later and other.table == one.table and other.became:
                for at, row in enumerate(file.rows):
                    if other.became == self.name(file, row.get(column, "")):
                        return at
        return None

    def located(self, one: Proposed, said: Mapping[str, str]) -> dict[str, str]:
        """Page and place: the printed page where it is known, else which page of the file it is."""
        page, where = said.get("page", ""), said.get("where", "")
        if re.fullmatch(r"\d+", page):
            return {"page": page, "where": where}
        sheet = f"PDF {one.page}枚目" if one.page else one.document
        return {"page": "", "where": " ".join(filter(None, [sheet, where])) or "文書"}

    def measure(self, text: str) -> tuple[str, str]:
        """The measure that a text names, by id, number or title, and what else the text says.

        A measure goes by what the document was read as saying too, whatever a person put right of that.

        Raises
        ------
        Refused
            If it names none, or several.
        """
        plain, file = plainly(text), self.plan("measures")
        became = {one.became: one.row for one in self.everything if one.table == "measures"}
        rows = [(row, became.get(self.name(file, row["measure"]), row)) for row in file.rows]
        for found in (
            [row for row, _ in rows if text in (row["measure"], row["ref"])],  # as typed: ① is no id 1
            [row for row, _ in rows if plainly(row["ref"] + row["title_ja"]) == plain],
            [row for row, read in rows if plainly(read.get("ref", "") + read.get("title_ja", "")) == plain],
            [row for row, _ in rows if plainly(row["title_ja"]) == plain],
            [row for row, read in rows if plainly(read.get("title_ja", "")) == plain],
            [row for row, _ in rows if plainly(row["ref"]) == plain],
            [row for row, _ in rows if plainly(row["measure"]) == plain],
        ):
            if found and plain:
                return _only(found, text)["measure"], ""
        begun = [row for row in file.rows if row["ref"] and plain.startswith(plainly(row["ref"]))]
        if not begun:
            raise Refused(NO_MEASURE, found=text)
        longest = max(len(row["ref"]) for row in begun)
        row = _only([row for row in begun if len(row["ref"]) == longest], text)
        return row["measure"], _after(text, row["ref"])


def _only(rows: Sequence[dict[str, str]], text: str) -> dict[str, str]:
    """The one that is meant; refused where a text means several."""
    if len(rows) > 1:
        called = "、".join(f"{row['measure']} {row['ref']} {row['title_ja']}" for row in rows)
        raise Refused(SEVERAL, found=text, rows=called)
    return rows[0]


def needed(said: Mapping[str, str], *names: str) -> None:
    """Refuse a row with a blank where a text is needed."""
    for name in names:
        if not said.get(name):
            raise Refused(BLANK, name=name)


def plainly(text: str) -> str:
    """A text without what printing alone makes of it: width and blanks."""
    return re.sub(r"\s", "", values.same(text))


def alike(one: str, other: str) -> bool:
    return plainly(one) == plainly(other)


def _same(row: Mapping[str, str], cells: Mapping[str, str], known: Sequence[str]) -> bool:
    return bool(known) and all(alike(row.get(name, ""), cells.get(name, "")) for name in known)


def _named(row: Mapping[str, str], cells: Mapping[str, str], known: Sequence[str]) -> bool:
    """Whether a row goes by the same names; a blank says nothing."""
    both = [name for name in known if cells.get(name) and row.get(name)]
    return bool(both) and all(alike(row[name], cells[name]) for name in both)


def _after(text: str, ref: str) -> str:
    """What follows a number at the beginning of a text."""
    for end in range(len(text) + 1):
        if alike(text[:end], ref):
            return text[end:].strip(" 　:：.．、")
    return text


#: Table of a proposal → what makes a row of it; returns where that went.
Taker = Callable[[Desk, Proposed], str]
TAKERS: dict[str, Taker] = {}


def takes(table: str) -> Callable[[Taker], Taker]:
    """Declare what makes a row of the proposals of a table."""

    def declare(taker: Taker) -> Taker:
        TAKERS[table] = taker
        return taker

    return declare
