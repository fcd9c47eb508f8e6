"""One cause is told once, where it is: what follows from it is counted, not listed.

A wrong letter in an id breaks every reference to it, a file that cannot be read every row that speaks of its rows. The
fault that explains the others stays; where several references say one name that is nowhere, the fault stands at the
row that ought to have the name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from dxcompare.assemble import exchanged
from dxcompare.assemble.assembly import Assembly
from dxcompare.assemble.names import CSV, Names, city_of, one_letter
from dxcompare.sources import accidents
from dxcompare.sources.reader import UNREAD
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
#: Kind of fault, the file it misses or stands in, and in what file another fault explains that.
SECOND = (
    ("no_such", "theme_option", r"/(theme_options|themes|theme_pairs)\.csv"),
    ("unmapped", "theme_pairs.csv", r"/(theme_options|themes|theme_pairs)\.csv"),
    ("no_such", "milestone", r"/schedules/"),
    ("no_such", "options.csv", r"/surveys/"),
    ("no_such", "reference_stat", r"/reference/"),
    ("unused", "step_items.csv", r"/schedules/"),
    ("no_such", "groups.csv", r"/groups\.csv"),
    ("no_group", "accepted.csv", r"/surveys/"),
    ("no_base", "questions.csv", r"/surveys/"),
)
#: Faults of rows whose file lacks a column.
OF_ROWS = {"rule", "unit_differs", "other_folder", "missing", "exactly_one", "both_or_none"}
#: Faults that compare the cells of one row; what compares the rows and columns of one file.
OF_ROW, COMPARED = {"rule", "scale_and_unit", "unit_differs"}, {"periods_apart", "bands_apart", "no_band", "no_group"}
#: Faults of names, and those that stand for several of them; faults of letters.
NAMED, LETTERS = {*LOST, "nowhere", "emptied"}, {"unseen", "lost_letters"}
#: Faults of cells in whose column another's values stand.
MOVED = {*NAMED, *LETTERS, "not_in_list", "not_number", "not_year", "not_page", "pattern", "missing", "duplicate"}
#: So many rows with one fault in a column are no slips of single cells.
ROWS = 6


def told(assembly: Assembly) -> list[Fault]:
    """The faults of an assembly, each cause once."""
    causes = _Causes(assembly)
    for step in (
        causes.unread,
        causes.exchanged,
        causes.signs,
        causes.same_cell,
        causes.same_row,
        causes.same_file,
        causes.second,
        causes.plans,
        causes.names,
        causes.rows,
        causes.accidents,
        causes.shifted,
    ):
        step()
    return causes.faults


@dataclass
class _Causes:
    """The faults while they are sorted out."""

    assembly: Assembly

    def __post_init__(self) -> None:
        self.there = Names(self.assembly)
        self.faults = list({(one.place, one.kind, repr(one.data)): one for one in self.assembly.faults}.values())

    # ---- what is left out, and what stands for it

    def explain(self, cause: Fault, follow: Iterable[Fault]) -> None:
        """Leave out what follows from a cause, and let it say how much; it stands last."""
        gone = [one for one in follow if one is not cause]
        more = sum(1 + one.more for one in gone)
        at = {id(one) for one in gone}
        kept = [one for one in self.faults if id(one) not in at and one is not cause]
        self.faults = [*kept, replace(cause, more=cause.more + more)]

    def now(self, cause: Fault) -> Fault:
        """A fault as it stands, which may have come to explain others since."""
        return next(one for one in self.faults if (one.place, one.kind) == (cause.place, cause.kind))

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
        cities = {city_of(file) for file in heads}
        first = {city: next(file for file in heads if city_of(file) == city) for city in cities}
        for city in sorted({city_of(one.place.file) for one in self.faults if one.kind in LINKS}):
            of = first.get(city, first.get(""))
            if of is None:
                continue
            cause = next(one for one in self.faults if one.place.file == of)
            links = [one for one in self.faults if one.kind in LINKS and city_of(one.place.file) == city]
            self.explain(cause, [one for one in links if one.place.file not in heads])
        for file in heads:  # `missing_column` of many columns is one heading that is lost
            for kind in ("missing_column", "missing_key"):
                lost = [one for one in self.faults if one.place.file == file and one.kind == kind]
                if len(lost) > 2:
                    names = [one.data["name"] for one in lost]
                    every = [one for one in self.faults if one.place.file == file]
                    self.explain(Fault(lost[0].place, f"{kind}s", {"names": names}), every)

    def exchanged(self) -> None:
        """After two headings that stand in each other's place, what is wrong with the file, its names and decisions."""
        for sheet in [*self.there.sheets()] if len(self.faults) > 1 else ():
            if pair := exchanged.pair(sheet, self.faults, LINKS):
                city, decided = city_of(sheet.file), f"/mappings/{city_of(sheet.file)}/"
                follow = [
                    one
                    for one in self.faults
                    if one.place.file == sheet.file
                    or (city and decided in one.place.file)
                    or (one.kind in LINKS and city in (city_of(one.place.file), self.there.owner(one)))
                ]
                data = {"found": pair[0], "other": pair[1]}
                self.explain(Fault(Place(sheet.file, 1, pair[0]), "exchanged", data), follow)

    def signs(self) -> None:
        """After an id that cannot be one, what speaks of it."""
        for cause in [one for one in self.faults if one.kind == "id_sign"]:
            city, parts = city_of(cause.place.file), re.split("[+/]", cause.data["found"])
            links = [one for one in self.faults if one.kind in LINKS and city_of(one.place.file) == city]
            self.explain(cause, [one for one in links if all(part in str(one.data.get("found")) for part in parts)])

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

    def accidents(self) -> None:
        """After an accident of a cell, what else is said of this cell, and of its text in `unprinted.csv`."""
        for cause in [one for one in self.faults if one.kind in accidents.KINDS and one.place.row is not None]:
            folder, column = cause.place.file.split(f"/raw/{city_of(cause.place.file)}/")[-1], cause.place.column
            lost = [one for one in self.faults if one.kind == "no_transcript"]
            here = [one for one in lost if (one.data["file"], one.data["column"]) == (folder, column)]
            cell = [one for one in self.faults if one.place == cause.place and one.kind not in accidents.KINDS]
            if here or cell:
                self.explain(cause, [*here, *cell])

    def same_row(self) -> None:
        """The cells of a row are not compared while one of them says what nobody knows."""
        for cause in [one for one in self.faults if one.kind in (*LOST, "unmapped") and one.place.row is not None]:
            here = (cause.place.file, cause.place.row)
            late = [one for one in self.faults if one.kind in OF_ROW and (one.place.file, one.place.row) == here]
            if late:
                self.explain(cause, late)

    def same_file(self) -> None:
        """Rows and columns of a file are not compared while one of them cannot be read."""
        for file in {one.place.file for one in self.faults if one.kind in COMPARED}:
            mine = [one for one in self.faults if one.place.file == file]
            plain = [one for one in mine if one.kind not in COMPARED]
            if plain:
                self.explain(plain[0], [one for one in mine if one.kind in COMPARED])

    # ---- names

    def plans(self) -> None:
        """A plan or survey whose own id is wrong: all that is decided on it says the right one."""
        groups: dict[tuple[str, str], list[Fault]] = defaultdict(list)
        for one in self.faults:
            if one.kind == "not_of_plan":
                groups[city_of(one.place.file), str(one.data["found"]).partition("/")[0]].append(one)
        for (city, said), found in groups.items():
            meant = str(found[0].data.get("near", "")).partition("/")[0]
            card = self.there.cards.get(meant)
            used = any(meant in (token, token.partition("/")[0]) for token in self.there.tokens(city, decided=True))
            if card is None or len(found) < 2 or used:
                continue
            more = [one for one in self.faults if self.speaks_of(one, city, (meant, said))]
            known = [one for one in self.faults if one.place == card and one.kind not in LINKS]
            self.explain((known or [self.renamed(card, meant, said, found)])[0], [*found, *more])

        ids = {("plan.yaml", "plan_id"), ("survey.yaml", "survey_id")}
        for cause in [one for one in self.faults if one.kind != "renamed"]:
            if (cause.place.file.rpartition("/")[2], cause.place.column) in ids:
                cities = {
                    city_of(place.file) for place in (cause.place, cause.data.get("first")) if isinstance(place, Place)
                }
                kinds = {*LINKS, "undecided", "renamed", "nowhere"}
                follow = [one for one in self.faults if one.kind in kinds and city_of(one.place.file) in cities]
                if any(one is cause for one in self.faults):
                    self.explain(cause, follow)

    def speaks_of(self, fault: Fault, city: str, plans: tuple[str, ...]) -> bool:
        """Whether a link is of a plan or survey, by its id."""
        text = str(fault.data.get("found", ""))
        if fault.kind == "undecided":  # the readings are there, and of the right plan
            return city_of(fault.place.file) == city and "heading" not in fault.data
        return fault.kind in LINKS and (
            re.split(r"[/ ]", text)[0] in plans or (fault.kind == "unmapped" and city_of(fault.place.file) == city)
        )

    def names(self) -> None:
        """A name that several say and nobody has is a fault where it ought to be; one that one row says, of this row."""
        groups: dict[tuple[str, str], list[Fault]] = defaultdict(list)
        for one in self.faults:
            if one.kind in LOST:
                name = str(one.data["found"]).split(" / ")[0]
                home = self.there.home(one) or ("" if "/" in name else city_of(one.place.file))
                key = "" if self.there.empty(home) else name.rpartition("/")[2] if home.endswith(CSV) else name
                groups[home, key].append(one)
        for found in groups.values():
            found = [one for one in found if any(one is other for other in self.faults)]
            if found:
                self.named(found)
        self.half()
        for cause in [one for one in self.faults if one.kind in ("no_row_for", "renamed")]:
            left = [one for one in self.faults if one.kind == "no_such" and one.place.column in ("policy", "goal")]
            self.explain(self.now(cause), [one for one in left if one.data.get("table") == cause.place.file])

    def half(self) -> None:
        """Of a row whose own reference is lost nobody else finds the name; of a question that is lost, its tables."""
        for cause in [one for one in self.faults if one.kind == "no_such" and one.place.row is not None]:
            late = [one for one in self.faults if one.kind == "no_row_for" and one.place.file == cause.place.file]
            lost = [one for one in self.faults if one.kind == "no_such" and one.place.file == cause.place.file]
            if late and any(one is cause for one in self.faults):
                names, alone = self.there.row(cause.place).values(), len(late) == len(lost) == 1  # the one is the other
                self.explain(cause, [o for o in late if alone or str(o.data["found"]).rpartition("/")[2] in names])
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
                self.explain(self.now(cause), here)

    def named(self, found: list[Fault]) -> None:
        """Settle the faults of one name."""
        name = max((str(one.data["found"]).split(" / ")[0] for one in found), key=len)
        several = len({(one.place.file, one.place.row, str(one.data["found"])) for one in found}) > 1
        meant = self.there.meant(city_of(found[0].place.file), name, found, self.faults) if several else None
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
        name, plan = str(fault.data["found"]).replace(" / ", " "), self.plans_of(city_of(file))
        mine = [one for one in self.faults if one.kind == "unmapped" and city_of(one.place.file) == city_of(file)]
        if file.endswith("/readings.csv"):
            text = self.there.row(fault.place).get("text", "")
            asked = [one for one in self.faults if one.kind == "undecided" and one.data["file"] == file]
            return [one for one in asked if _alike(str(one.data["found"]), text)]
        if "/mappings/" in file:
            mine = [one for one in mine if str(one.data.get("file")) == file]
        names = {str(one.data["found"]): one for one in mine}
        whole = [near or name, *(f"{one}/{name}" for one in plan if "/" not in name)]
        found = [one for said in whole for one in get_close_matches(said, [*names], 1, 0.8)]
        return [one for text, one in names.items() if text in found or (near and self.is_of(one, near))]

    def plans_of(self, city: str) -> list[str]:
        return [name for name, place in self.there.cards.items() if city_of(place.file) == city]

    def second(self) -> None:
        """What is made of rows that have a fault themselves is not there: steps, options of themes, bases."""
        for kind, table, files in SECOND:
            late = [one for one in self.faults if one.kind == kind and self.misses(one) == table]
            first = [
                one
                for one in self.faults
                if one.kind in {*LOST, "unmapped", "no_row"}
                and not any(one is other for other in late)
                and re.search(files, f"{one.place.file} {one.data.get('file', '')}")
            ]
            for one in late:
                city = city_of(one.place.file)
                of = [place for f in first if city_of((place := f.place).file) in (city, "") or not city]
                if of:
                    self.explain(
                        next(f for f in self.faults if f.place == of[0] and f.kind in {*LOST, "unmapped", "no_row"}),
                        [one],
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

    def renamed(self, place: Place, name: str, said: str, found: list[Fault]) -> Fault:
        rows = {(one.place.file, one.place.row, str(one.data["found"])) for one in found}
        return Fault(place, "renamed", {"found": name, "said": said, "rows": len(rows), "files": _files(found)})

    def nowhere(self, name: str, found: list[Fault]) -> Fault:
        """The fault of a name that nobody has: where it ought to be, if that is one file, else where it is said first."""
        first = min(found, key=lambda one: (one.place.file, one.place.row or 0))
        table = self.there.home(first)
        rows = {(one.place.file, one.place.row, str(one.data["found"])) for one in found}
        data = {"found": name, "rows": len(rows), "files": _files(found)}
        if first.kind == "unused" or not table or first.data.get("table") == "milestone":
            data["table"] = table or str(first.data.get("table", ""))
            return Fault(first.place, "emptied" if self.there.empty(table) else "nowhere", data)
        if self.there.empty(table) and len({str(one.data["found"]) for one in found}) > 1:
            return Fault(first.place, "emptied", {**data, "table": table})
        return Fault(Place(table), "no_row_for", data)

    def filed(self, fault: Fault) -> Fault:
        """The fault with the file that ought to have the name."""
        table = self.there.home(fault)
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

    def shifted(self) -> None:
        """What is wrong in one way with most rows of a column is told once: its heading is another's, or it was moved.

        Letters that are lost are so in all columns; names that nobody has are so in several ways, and leave undone what
        they ought to decide.
        """
        groups: dict[tuple[str, str | None, str], list[Fault]] = defaultdict(list)
        for one in self.faults:
            if one.place.row is not None and one.place.file.endswith(".csv") and one.kind in MOVED:
                column = None if one.kind in LETTERS else one.place.column
                groups[one.place.file, column, "link" if one.kind in NAMED else one.kind].append(one)
        for (file, _, kind), found in groups.items():
            rows = (
                sum(int(one.data.get("rows", 1)) for one in found) if kind == "link" else len({f.place for f in found})
            )
            if rows < ROWS or 2 * rows <= sum(record.file == file for record in self.there.records()):
                continue
            undone = [
                one for one in self.faults if one.kind == "unmapped" and file in (one.data.get("file"), one.place.file)
            ]
            self.explain(found[0], [*found[1:], *undone])


def _files(faults: Iterable[Fault]) -> list[str]:
    return sorted({one.place.file for one in faults})


def _alike(one: str, other: str) -> bool:
    return one == other or one_letter(one, other)
