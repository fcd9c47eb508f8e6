"""One cause is told once, where it is: what follows from it is counted, not listed.

A wrong letter in an id breaks every reference to it, a file that cannot be read every row that speaks of its rows. The
fault that explains the others stays; where several references say one name that is nowhere, the fault stands at the
row that ought to have the name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from dxcompare.assemble.assembly import Assembly
from dxcompare.sources.folders import ALL
from dxcompare.sources.reader import UNREAD, Record
from dxcompare.tables import TIDY, like
from dxcompare.tables.columns import said
from dxcompare.tables.raw import Folder
from dxcompare.words.faults import Fault, Place

#: Faults of a file as a whole; after them its rows are in doubt.
OF_FILES = UNREAD | {
    "missing_column",
    "missing_key",
    "unknown_column",
    "unknown_key",
    "unknown_file",
    "heading",
    "not_text",
}
#: Faults of what nobody can read: nothing else of the file is told.
UNREADABLE = {"csv", "yaml", "encoding", "not_readable", "empty_file", "heading_row", "separator", "too_large_file"}
#: Faults of a name that somebody says and nobody has.
LOST = {"no_such", "not_of_plan", "unused"}
#: Faults that may follow from another: of names, and of what is not decided.
LINKS = {*LOST, "unmapped", "duplicate", "no_row", "which_survey", "no_base"}
#: Folders of `raw/` that are of no city.
OF_ALL = {"national", "reference", ALL}
#: Of decisions: the file of the things that are decided on.
DECIDES = {
    "kpis.csv": "kpis.csv", "kpi_items.csv": "kpis.csv", "kpi_levels.csv": "kpis.csv", "readings.csv": "kpis.csv",
    "step_items.csv": "schedules/", "stages.csv": "schedules/", "periods.csv": "schedules/",
    "chapter_items.csv": "chapters.csv", "evaluation_items.csv": "evaluation.csv", "verdicts.csv": "evaluation.csv",
    "groups.csv": "surveys/", "dashes.csv": "surveys/", "project_measures.csv": "projects.csv", "labels.csv": "tags.csv",
}  # fmt: skip


#: Kind of fault, the file it misses or stands in, and in what file another fault explains that.
SECOND = (
    ("no_such", "theme_option", r"/(theme_options|themes|theme_pairs)\.csv"),
    ("unmapped", "theme_pairs.csv", r"/(theme_options|themes|theme_pairs)\.csv"),
    ("no_such", "milestone", r"/schedules/"),
    ("no_such", "reference_stat", r"/reference/"),
    ("unused", "step_items.csv", r"/schedules/"),
    ("no_such", "groups.csv", r"/groups\.csv"),
    ("no_group", "accepted.csv", r"/surveys/"),
    ("no_base", "questions.csv", r"/surveys/"),
)
#: Faults of rows whose file lacks a column.
OF_ROWS = {"rule", "unit_differs", "other_folder", "missing", "exactly_one", "both_or_none"}
CSV = (".csv", ".yaml")
#: How many files of a folder are named one by one.
FEW = 20


def told(assembly: Assembly) -> list[Fault]:
    """The faults of an assembly, each cause once."""
    causes = _Causes(assembly)
    for step in (causes.unread, causes.same_cell, causes.second, causes.plans, causes.names, causes.rows):
        step()
    return causes.faults


def _city(file: str) -> str:
    """The city's folder in which a file lies; empty of what is for all."""
    parts = file.split("/")
    found = parts[2] if len(parts) > 3 or (len(parts) == 3 and "." not in parts[2]) else ""
    return "" if found in OF_ALL else found


@dataclass
class _Causes:
    """The faults while they are sorted out."""

    assembly: Assembly

    def __post_init__(self) -> None:
        self.faults = list({(one.place, one.kind, repr(one.data)): one for one in self.assembly.faults}.values())

    # ---- what is left out, and what stands for it

    def explain(self, cause: Fault, follow: Iterable[Fault]) -> None:
        """Leave out what follows from a cause, which is put where the first of them was unless it is there already."""
        gone = [one for one in follow if one is not cause]
        more = sum(1 + one.more for one in gone)
        at = {id(one) for one in gone}
        kept = [one for one in self.faults if id(one) not in at and one is not cause]
        self.faults = [*kept, replace(cause, more=cause.more + more)]

    # ---- files

    def unread(self) -> None:
        """After the fault of a file come those of its rows, and of all that speaks of them."""
        heads: dict[str, list[Fault]] = defaultdict(list)
        for one in self.faults:
            if one.kind in OF_FILES:
                heads[one.place.file].append(one)
        for file, found in heads.items():
            whole = [one for one in found if one.kind in UNREADABLE]
            cause = (whole or found)[0]
            lacks = LINKS | OF_ROWS if any(one.kind in ("missing_column", "missing_key") for one in found) else LINKS
            mine = [one for one in self.faults if one.place.file == file and one not in found]
            self.explain(cause, [*(found if whole else ()), *(one for one in mine if whole or one.kind in lacks)])
        if not heads:
            return
        cities = {_city(file) for file in heads}
        first = {city: next(file for file in heads if _city(file) == city) for city in cities}
        for city in sorted({_city(one.place.file) for one in self.faults if one.kind in LINKS}):
            of = first.get(city, first.get(""))
            if of is None:
                continue
            cause = next(one for one in self.faults if one.place.file == of)
            links = [one for one in self.faults if one.kind in LINKS and _city(one.place.file) == city]
            self.explain(cause, [one for one in links if one.place.file not in heads])
        for file in heads:  # `missing_column` of many columns is one heading that is lost
            lost = [one for one in self.faults if one.place.file == file and one.kind == "missing_column"]
            if len(lost) > 2:
                names = [one.data["name"] for one in lost]
                every = [one for one in self.faults if one.place.file == file]
                self.explain(Fault(lost[0].place, "missing_columns", {"names": names}), every)

    def same_cell(self) -> None:
        """Of a cell that is wrong in itself it is not said that nobody has its name, nor twice that nobody has it."""
        cells: dict[Place, list[Fault]] = defaultdict(list)
        for one in self.faults:
            if one.place.column is not None:
                cells[one.place].append(one)
        for found in cells.values():
            plain = [one for one in found if one.kind not in LINKS]
            lost = [one for one in found if one.kind in LOST]
            if len(found) > 1 and lost and (plain or len({one.data.get("found") for one in lost}) == 1):
                cause = (plain or sorted(lost, key=lambda one: "near" not in one.data))[0]
                self.faults = [one for one in self.faults if one not in lost or one is cause]

    # ---- names

    def plans(self) -> None:
        """A plan or survey whose own id is wrong: all that is decided on it says the right one."""
        groups: dict[tuple[str, str], list[Fault]] = defaultdict(list)
        for one in self.faults:
            if one.kind == "not_of_plan":
                groups[_city(one.place.file), str(one.data["found"]).partition("/")[0]].append(one)
        for (city, said_), found in groups.items():
            meant = str(found[0].data.get("near", "")).partition("/")[0]
            card = self.cards.get(meant)
            used = any(meant in (token, token.partition("/")[0]) for token in self.tokens(city, decided=True))
            if card is None or len(found) < 2 or used:
                continue
            more = [one for one in self.faults if self.speaks_of(one, city, (meant, said_))]
            known = [one for one in self.faults if one.place == card and one.kind not in LINKS]
            self.explain((known or [self.renamed(card, meant, said_, found)])[0], [*found, *more])

    def speaks_of(self, fault: Fault, city: str, plans: tuple[str, ...]) -> bool:
        """Whether a link is of a plan or survey, by its id."""
        text = str(fault.data.get("found", ""))
        if fault.kind == "undecided":  # the readings are there, and of the right plan
            return _city(fault.place.file) == city and "heading" not in fault.data
        return fault.kind in LINKS and (
            re.split(r"[/ ]", text)[0] in plans or (fault.kind == "unmapped" and _city(fault.place.file) == city)
        )

    def names(self) -> None:
        """A name that several say and nobody has is a fault where it ought to be; one that one row says, of this row."""
        groups: dict[tuple[str, str], list[Fault]] = defaultdict(list)
        for one in self.faults:
            if one.kind in LOST:
                name = str(one.data["found"]).split(" / ")[0]
                home = self.home(one) or ("" if "/" in name else _city(one.place.file))
                key = "" if self.empty(home) else name.rpartition("/")[2] if home.endswith(CSV) else name
                groups[home, key].append(one)
        for found in groups.values():
            found = [one for one in found if any(one is other for other in self.faults)]
            if found:
                self.named(found)
        self.half()
        for cause in [one for one in self.faults if one.kind in ("no_row_for", "renamed")]:
            left = [one for one in self.faults if one.kind == "no_such" and one.place.column in ("policy", "goal")]
            here = next(one for one in self.faults if (one.place, one.kind) == (cause.place, cause.kind))
            self.explain(here, [one for one in left if one.data.get("table") == cause.place.file])

    def half(self) -> None:
        """Of a row whose own reference is lost nobody else finds the name; of a question that is lost, its tables."""
        for cause in [one for one in self.faults if one.kind == "no_such" and one.place.row is not None]:
            late = [one for one in self.faults if one.kind == "no_row_for" and one.place.file == cause.place.file]
            if late:
                names = self.row(cause.place).values()
                self.explain(cause, [one for one in late if str(one.data["found"]).rpartition("/")[2] in names])
        for cause in [one for one in self.faults if one.kind in ("no_row_for", "renamed")]:
            folder, _, name = cause.place.file.rpartition("/")
            said_ = str(cause.data.get("said", cause.data["found"])).rpartition("/")[2]
            late = [one for one in self.faults if one.kind == "no_such" and one.place.row is None]
            here = [
                one
                for one in late
                if re.fullmatch(rf"{re.escape(folder)}/{re.escape(said_)}(_\w+)?\.csv", one.place.file)
            ]
            if name == "questions.csv" and here:
                self.explain(
                    next(one for one in self.faults if (one.place, one.kind) == (cause.place, cause.kind)), here
                )

    def named(self, found: list[Fault]) -> None:
        """Settle the faults of one name."""
        name = max((str(one.data["found"]).split(" / ")[0] for one in found), key=len)
        several = len({(one.place.file, one.place.row, str(one.data["found"])) for one in found}) > 1
        meant = self.meant(_city(found[0].place.file), name, found) if several else None
        bare = [one for one in self.faults if one.kind == "unmapped" and meant and self.is_of(one, meant[0])]
        if any(one.place.row is None and "/surveys/" in one.place.file for one in found):  # a table of no question
            bare += [one for one in self.faults if one.kind == "unused" and one.place.file.endswith("/groups.csv")]
        known = next((one for one in self.faults if meant and one.kind not in LINKS and one.place == meant[1]), None)
        if known is not None and meant and meant[0] in str(known.data.get("found", "")):
            self.explain(known, [*found, *bare])  # what it is called is a fault already
        elif meant:
            self.explain(self.renamed(meant[1], meant[0], name, found), [*found, *bare])
        elif several:
            self.explain(self.nowhere(name, found), [*found, *bare])
        elif typed := self.typed(found[0]):
            self.explain(typed, found)
        else:
            cause = self.filed(found[0])
            self.faults = [cause if one is found[0] else one for one in self.faults]
            self.explain(cause, [*found[1:], *bare, *self.missed(found[0])])

    def typed(self, fault: Fault) -> Fault | None:
        """The fault of the name itself, where that is typed as no name can be."""
        near = fault.data.get("near")
        return next(
            (one for one in self.faults if near and one.kind == "pattern" and one.data.get("found") == near), None
        )

    def missed(self, fault: Fault) -> list[Fault]:
        """What is not decided since the row that should decide it, or name it, has a slip in its name."""
        file = fault.place.file
        near = str(fault.data.get("near", "")) if fault.kind == "not_of_plan" else ""
        name, plan = str(fault.data["found"]).replace(" / ", " "), self.plans_of(_city(file))
        mine = [one for one in self.faults if one.kind == "unmapped" and _city(one.place.file) == _city(file)]
        if file.endswith("/readings.csv"):
            text = self.row(fault.place).get("text", "")
            asked = [one for one in self.faults if one.kind == "undecided" and one.data["file"] == file]
            return [one for one in asked if _alike(str(one.data["found"]), text)]
        if "/mappings/" in file:
            mine = [one for one in mine if str(one.data.get("file")) == file]
        names = {str(one.data["found"]): one for one in mine}
        whole = [near or name, *(f"{one}/{name}" for one in plan if "/" not in name)]
        found = [one for said_ in whole for one in get_close_matches(said_, [*names], 1, 0.8)]
        return [one for text, one in names.items() if text in found or (near and self.is_of(one, near))]

    def plans_of(self, city: str) -> list[str]:
        return [name for name, place in self.cards.items() if _city(place.file) == city]

    def second(self) -> None:
        """What is made of rows that have a fault themselves is not there: steps, options of themes, bases."""
        for kind, table, files in SECOND:
            late = [one for one in self.faults if one.kind == kind and self.misses(one) == table]
            first = [
                one
                for one in self.faults
                if one.kind in {*LOST, "unmapped"}
                and not any(one is other for other in late)
                and re.search(files, f"{one.place.file} {one.data.get('file', '')}")
            ]
            for one in late:
                city = _city(one.place.file)
                of = [place for f in first if _city((place := f.place).file) in (city, "") or not city]
                if of:
                    self.explain(
                        next(f for f in self.faults if f.place == of[0] and f.kind in {*LOST, "unmapped"}), [one]
                    )

    @staticmethod
    def misses(fault: Fault) -> str:
        """The table or file that a fault misses something in."""
        own = (
            fault.place.file
            if fault.kind in ("unused", "no_base")
            else fault.data.get("table") or fault.data.get("file")
        )
        return str(own).rpartition("/")[2]

    @staticmethod
    def is_of(fault: Fault, name: str) -> bool:
        """Whether a decision is missed of a name."""
        text = str(fault.data["found"])
        return text == name or text.startswith((f"{name} ", f"{name}/"))

    def renamed(self, place: Place, name: str, said_: str, found: list[Fault]) -> Fault:
        rows = {(one.place.file, one.place.row, str(one.data["found"])) for one in found}
        return Fault(place, "renamed", {"found": name, "said": said_, "rows": len(rows), "files": _files(found)})

    def nowhere(self, name: str, found: list[Fault]) -> Fault:
        """The fault of a name that nobody has: where it ought to be, if that is one file, else where it is said first."""
        first = min(found, key=lambda one: (one.place.file, one.place.row or 0))
        table = self.home(first)
        rows = {(one.place.file, one.place.row, str(one.data["found"])) for one in found}
        data = {"found": name, "rows": len(rows), "files": _files(found)}
        if first.kind == "unused" or not table or first.data.get("table") == "milestone":
            data["table"] = table or str(first.data.get("table", ""))
            return Fault(first.place, "emptied" if self.empty(table) else "nowhere", data)
        if self.empty(table) and len({str(one.data["found"]) for one in found}) > 1:
            return Fault(first.place, "emptied", {**data, "table": table})
        return Fault(Place(table), "no_row_for", data)

    def filed(self, fault: Fault) -> Fault:
        """The fault with the file that ought to have the name."""
        table = self.home(fault)
        if fault.kind == "no_such" and table:
            return replace(fault, data={**fault.data, "table": table})
        if fault.kind == "unused" and table:
            return replace(fault, kind="unused_of", data={**fault.data, "table": table})
        return fault

    def rows(self) -> None:
        """Rows of a file of decisions that nothing uses for one reason are told once."""
        groups: dict[tuple[str, str], list[Fault]] = defaultdict(list)
        for one in self.faults:
            if one.kind in ("unused", "unused_of"):
                groups[one.place.file, str(one.data["found"]).split(" / ")[0]].append(one)
        for (_, name), found in groups.items():
            if len(found) > 1:
                self.explain(self.nowhere(name, [replace(one, kind="unused") for one in found]), found)

    # ---- where names are

    def home(self, fault: Fault) -> str:
        """The file in which the name of a fault ought to be; empty if that is none alone."""
        folder, city = fault.place.file.split("/"), _city(fault.place.file)
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
        here = [path for path in self.paths if path.rpartition("/")[2] == name and _city(path) in ("", city)]
        beside = f"{fault.place.file.rpartition('/')[0]}/{name}"
        if here:
            if name == "options.csv" and len(here) > 1:  # of two surveys, that of which the row says it speaks
                said_ = {(cell or "").rpartition("/")[0] for cell in self.row(fault.place).values()}
                theirs = [f"{card.file.rpartition('/')[0]}/{name}" for one, card in self.cards.items() if one in said_]
                here = [path for path in theirs if path in here] or here
            return beside if name == "source.yaml" and beside in here else here[0]
        if not city:
            return f"{folder[0]}/mappings/{ALL}/{name}" if like(name, Folder.ALL) else name
        room = "raw" if like(name, Folder.PLAN) else "mappings" if like(name, Folder.CITY) else ""
        return (
            f"{folder[0]}/{room}/{city}/{name}"
            if room
            else f"{folder[0]}/mappings/{ALL}/{name}"
            if like(name, Folder.ALL)
            else name
        )

    def empty(self, home: str) -> bool:
        """Whether it is a folder or file of which nothing was read."""
        return home.endswith("/") or (home.endswith(CSV) and "/" in home and home not in self.paths)

    def within(self, path: str) -> str:
        """A folder with the names of its files; one that is empty, and a file, as it is."""
        files = [one.removeprefix(path) for one in self.paths if path.endswith("/") and one.startswith(path)]
        names = [one for one in files if one not in ("questions.csv", "options.csv", "survey.yaml")]
        return f"{path}{{{', '.join(names[:FEW])}}}" if names else path

    def owner(self, fault: Fault) -> str:
        """The city of the plan or survey that a whole id names."""
        whole, slash, _ = str(fault.data.get("found", "")).partition("/")
        card = self.cards.get(whole) if slash else None
        return _city(card.file) if card else ""

    @cached_property
    def paths(self) -> list[str]:
        """The files that were read, those of `raw/` first."""
        return sorted({record.file for record in self.records()}, key=lambda path: ("/mappings/" in path, path))

    def records(self) -> Iterator[Record]:
        """Every row that was read."""
        raw = self.assembly.raw
        yield from raw.sources
        for folder in raw.plans:
            yield from (*folder.sources, *([folder.plan] if folder.plan else ()))
            for sheet in folder.sheets.values():
                yield from sheet
            for survey in folder.surveys:
                tables = [table for several in survey.tables.values() for table in several]
                yield survey.card
                for sheet in (survey.questions, survey.options, *tables):
                    yield from sheet
        for sheet in (*raw.national, *raw.reference):
            yield from sheet
        for sheets in raw.mappings.values():
            for sheet in sheets.values():
                yield from sheet

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
            if _city(record.file) in (city, "") and (not decided or "/mappings/" in record.file):
                for cell in record.cells.values():
                    yield from re.findall(r"[^\s\"',()|]+", cell or "")

    def meant(self, city: str, name: str, found: list[Fault]) -> tuple[str, Place] | None:
        """The name that was meant by one that nobody has, if there is one like it of which nobody speaks; and where it is."""
        for fault in found:
            names = dict(self.defined(fault, city))
            like = get_close_matches(name, [*names], 40, 0.6)
            for near in like or [one for one in names if _one_letter(name.rpartition("/")[2], one.rpartition("/")[2])]:
                if not self.spoken_of(near, names[near], city):
                    return near, names[near]
        return None

    def defined(self, fault: Fault, city: str) -> Iterator[tuple[str, Place]]:
        """The names that the table of a fault has, and where."""
        table = str(fault.data.get("table", ""))
        if fault.kind != "no_such":
            for one in self.faults:
                if one.kind == "unmapped" and _city(one.place.file) == city:
                    yield str(one.data["found"]), one.place
        elif table in TIDY:
            for target in {ref for ref in _targets() if ref.partition(".")[0] == table}:
                column = target.partition(".")[2]
                for row in self.assembly.rows[table]:
                    if row.get(column) is not None:
                        yield str(row[column]), self.assembly.place(row, column)
        else:
            columns = self.columns.get(table.rpartition("/")[2], ())
            for record in self.records():
                if record.file.endswith(f"/{table.rpartition('/')[2]}") and _city(record.file) in (city, ""):
                    for column in columns:
                        if record[column]:
                            yield record[column], record.place(column)

    #: file → its columns that others name
    columns = {
        "options.csv": ("option", "option_ja"), "questions.csv": ("question",), "kpis.csv": ("kpi",),
        "measures.csv": ("policy", "goal", "measure"), "projects.csv": ("project",), "groups.csv": ("group",),
        "coders.csv": ("coder",), "coding_rules.csv": ("item",), "source.yaml": ("source_id",),
    }  # fmt: skip

    def spoken_of(self, name: str, place: Place, city: str) -> bool:
        """Whether any other cell than the one that defines it says a name, in whole or in short."""
        short = name.rpartition("/")[2]
        for record in self.records():
            if _city(record.file) not in (_city(place.file) or city, "") and _city(place.file):
                continue
            if record.file == place.file:
                continue
            for cell in record.cells.values():
                if cell and short in cell and {name, short} & {*re.findall(r"[^\s\"',()|+:]+", cell), cell}:
                    return True
        return False


def _alike(one: str, other: str) -> bool:
    return one == other or _one_letter(one, other)


def _one_letter(one: str, other: str) -> bool:
    """Whether two names differ in one letter: of short ones, half of all."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _targets() -> set[str]:
    """What columns of the tables refer to: `table.column`."""
    return {ref for kind in TIDY.values() for one in kind.fields().values() if (ref := said(one).ref)}


def _files(faults: Iterable[Fault]) -> list[str]:
    return sorted({one.place.file for one in faults})
