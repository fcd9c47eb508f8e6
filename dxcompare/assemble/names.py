"""Where the names of a data set stand: the file that ought to have one, the row that has it, and who speaks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from dxcompare.assemble.assembly import Assembly
from dxcompare.sources.folders import ALL
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables import TIDY, like
from dxcompare.tables.columns import said
from dxcompare.tables.raw import Folder
from dxcompare.words.faults import Fault, Place

#: Folders of `raw/` that are of no city.
OF_ALL = {"national", "reference", ALL}
#: Of decisions: the file of the things that are decided on.
DECIDES = {
    "kpis.csv": "kpis.csv", "kpi_items.csv": "kpis.csv", "kpi_levels.csv": "kpis.csv", "readings.csv": "kpis.csv",
    "step_items.csv": "schedules/", "stages.csv": "schedules/", "periods.csv": "schedules/",
    "chapter_items.csv": "chapters.csv", "evaluation_items.csv": "evaluation.csv", "verdicts.csv": "evaluation.csv",
    "groups.csv": "surveys/", "dashes.csv": "surveys/", "project_measures.csv": "projects.csv", "labels.csv": "tags.csv",
}  # fmt: skip
#: file → its columns that others name
NAMING = {
    "options.csv": ("option", "option_ja"), "questions.csv": ("question",), "kpis.csv": ("kpi",),
    "measures.csv": ("policy", "goal", "measure"), "projects.csv": ("project",), "groups.csv": ("group",),
    "coders.csv": ("coder",), "coding_rules.csv": ("item",), "source.yaml": ("source_id",),
}  # fmt: skip
CSV = (".csv", ".yaml")
#: How many files of a folder are named one by one.
FEW = 20


def city_of(file: str) -> str:
    """The city's folder in which a file lies; empty of what is for all."""
    parts = file.split("/")
    found = parts[2] if len(parts) > 3 or (len(parts) == 3 and "." not in parts[2]) else ""
    return "" if found in OF_ALL else found


def one_letter(one: str, other: str) -> bool:
    """Whether two names differ in one letter: of short ones, half of all.

    >>> one_letter("q2", "x2"), one_letter("q2", "q10")
    (True, False)
    """
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


@dataclass
class Names:
    """The names that an assembly has read."""

    assembly: Assembly

    def home(self, fault: Fault) -> str:
        """The file in which the name of a fault ought to be; empty if that is none alone."""
        folder, city = fault.place.file.split("/"), city_of(fault.place.file)
        if fault.kind == "unused":
            own = DECIDES.get(folder[-1], "")
            card = self.cards.get(str(fault.data["found"]).split(" / ")[0]) if own == "surveys/" else None
            if card is not None:
                return self.within(f"{card.file.rpartition('/')[0]}/")
            return self.within(f"{folder[0]}/raw/{city}/{own}") if own and city else ""
        if fault.data.get("table") == "milestone":
            return self.within(f"{folder[0]}/raw/{city}/schedules/") if city else ""
        table = str(fault.data.get("table", "")).split(", ")[0]
        files = [one.name for one in TIDY[table].files] if table in TIDY else [table] if "." in table else []
        if len(files) != 1 or "*" in files[0]:
            return ""
        name = files[0]
        if "/" in name:
            return name
        city = self.owner(fault) or city
        here = [path for path in self.paths if path.rpartition("/")[2] == name and city_of(path) in ("", city)]
        if here:
            if name == "options.csv" and len(here) > 1:  # of two surveys, that of which the row says it speaks
                spoken = {(cell or "").rpartition("/")[0] for cell in self.row(fault.place).values()}
                theirs = [f"{card.file.rpartition('/')[0]}/{name}" for one, card in self.cards.items() if one in spoken]
                here = [path for path in theirs if path in here] or here
            beside = f"{fault.place.file.rpartition('/')[0]}/{name}"
            return beside if name == "source.yaml" and beside in here else here[0]
        room = "raw" if like(name, Folder.PLAN) else "mappings" if like(name, Folder.CITY) else ""
        if city and room:
            return f"{folder[0]}/{room}/{city}/{name}"
        return f"{folder[0]}/mappings/{ALL}/{name}" if like(name, Folder.ALL) else name

    def empty(self, home: str) -> bool:
        """Whether it is a folder or file of which nothing was read."""
        return home.endswith("/") or (home.endswith(CSV) and "/" in home and home not in self.paths)

    def within(self, path: str) -> str:
        """A folder with the names of its files; one that is empty, and a file, as it is."""
        files = [one.removeprefix(path) for one in self.paths if path.endswith("/") and one.startswith(path)]
        names = [one for one in files if one not in ("questions.csv", "options.csv", "survey.yaml")]
        return f"{path}{', '.join(names[:FEW])}" if names else path

    def owner(self, fault: Fault) -> str:
        """The city of the plan or survey that a whole id names."""
        whole, slash, _ = str(fault.data.get("found", "")).partition("/")
        card = self.cards.get(whole) if slash else None
        return city_of(card.file) if card else ""

    @cached_property
    def paths(self) -> list[str]:
        """The files that were read, those of `raw/` first."""
        return sorted({record.file for record in self.records()}, key=lambda path: ("/mappings/" in path, path))

    def records(self) -> Iterator[Record]:
        """Every row that was read."""
        raw = self.assembly.raw
        yield from raw.sources
        for folder in raw.plans:
            yield from folder.cards()
        for sheet in self.sheets():
            yield from sheet

    def sheets(self) -> Iterator[Sheet]:
        """Every table that was read."""
        raw = self.assembly.raw
        for folder in raw.plans:
            yield from folder.every()
        yield from (*raw.national, *raw.reference)
        for sheets in raw.mappings.values():
            yield from sheets.values()

    def row(self, place: Place) -> dict[str, str]:
        """The cells of the row of a place."""
        found = (one for one in self.records() if (one.file, one.row) == (place.file, place.row))
        return next((one.cells for one in found), {})

    @cached_property
    def cards(self) -> dict[str, Place]:
        """Where each plan and survey says its id."""
        found: dict[str, Place] = {}
        for folder in self.assembly.raw.plans:
            for card, key in [(folder.plan, "plan_id"), *((one.card, "survey_id") for one in folder.surveys)]:
                if card is not None and card[key]:
                    found[card[key]] = card.place(key)
        return found

    def tokens(self, city: str, *, decided: bool = False) -> Iterator[str]:
        """The words of every cell of a city, or of its decisions."""
        for record in self.records():
            if city_of(record.file) in (city, "") and (not decided or "/mappings/" in record.file):
                for cell in record.cells.values():
                    yield from re.findall(r"[^\s\"',()|]+", cell or "")

    def meant(self, city: str, name: str, found: list[Fault], faults: list[Fault]) -> tuple[str, Place] | None:
        """The name that was meant by one that nobody has, if there is one like it of which nobody speaks; and where it is."""
        for fault in found:
            names = dict(self.defined(fault, city, faults))
            close = get_close_matches(name, [*names], 40, 0.6)
            for near in close or [one for one in names if one_letter(name.rpartition("/")[2], one.rpartition("/")[2])]:
                if not self.spoken_of(near, names[near]):
                    return near, names[near]
        return None

    def defined(self, fault: Fault, city: str, faults: list[Fault]) -> Iterator[tuple[str, Place]]:
        """The names that the table of a fault has, and where."""
        table = str(fault.data.get("table", ""))
        if fault.kind != "no_such":
            for one in faults:
                if one.kind == "unmapped" and city_of(one.place.file) == city:
                    yield str(one.data["found"]), one.place
        elif table in TIDY:
            for target in {ref for ref in _targets() if ref.partition(".")[0] == table}:
                column = target.partition(".")[2]
                for row in self.assembly.rows[table]:
                    if row.get(column) is not None:
                        yield str(row[column]), self.assembly.place(row, column)
        else:
            columns = NAMING.get(table.rpartition("/")[2], ())
            for record in self.records():
                if record.file.endswith(f"/{table.rpartition('/')[2]}") and city_of(record.file) in (city, ""):
                    for column in columns:
                        if record[column]:
                            yield record[column], record.place(column)

    def spoken_of(self, name: str, place: Place) -> bool:
        """Whether any other cell than the one that defines it says a name, in whole or in short."""
        short = name.rpartition("/")[2]
        for record in self.records():
            other = city_of(place.file) and city_of(record.file) not in (city_of(place.file), "")
            if other or record.file == place.file:
                continue
            for cell in record.cells.values():
                if cell and short in cell and {name, short} & {*re.findall(r"[^\s\"',()|+:]+", cell), cell}:
                    return True
        return False


def _targets() -> set[str]:
    """What columns of the tables refer to: `table.column`."""
    return {ref for kind in TIDY.values() for one in kind.fields().values() if (ref := said(one).ref)}
