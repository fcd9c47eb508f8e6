"""How a decision is looked up: in the folder of the plan's city, and for words, then in `all/`.

Every plan has a :class:`Decisions` of its own, made by :func:`gather` from `data/mappings/<code>_<romaji>/`
over the vocabularies of `data/mappings/all/`. What the plan's folder says of a word holds for that plan alone.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator

from dxcompare import tables
from dxcompare.sources import values
from dxcompare.sources.folders import ALL, Raw
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.faults import Fault

#: Columns that say why.
_WHY = ("reason", "reason_en", "note")


class Decisions:
    """The decisions that hold for one plan, or those about all.

    Attributes
    ----------
    folder : str
        Where they are written, such as `data/mappings/all`.
    files : dict of str to list of Record
        The rows of each file.
    shared : Decisions or None
        Those about all, where these are a plan's.
    """

    def __init__(self, folder: str, files: dict[str, list[Record]], shared: Decisions | None = None):
        self.folder, self.files, self.shared = folder, files, shared
        self._rows: dict[tuple[str, ...], list[Record]] = {}
        self._used: set[tuple[str, ...]] = set()
        self._again: list[tuple[Record, Record]] = []
        for name, records in files.items():
            form = declared(name)
            for record in records if (keys := form.keys) else ():
                rows = self._rows.setdefault((name, *(values.same(record[column]) for column in keys)), [])
                if form.file.several and (
                    first := next((one for one in rows if _decided(one) == _decided(record)), None)
                ):
                    self._again.append((record, first))
                    continue
                rows.append(record)
                if not form.file.several and len(rows) > 1:
                    self._again.append((record, rows[0]))

    def __getitem__(self, name: str) -> list[Record]:
        return self.files.get(name, [])

    def sheets(self) -> Iterator[Sheet]:
        """Its files."""
        for name, records in self.files.items():
            form = declared(name)
            yield Sheet(f"{self.folder}/{name}", [*form.columns], records, form)

    def find(self, name: str, *key: str) -> list[Record]:
        """The rows of a file for a key: the plan's own, else those about all; empty if nobody decided."""
        place = (name, *map(values.same, key))
        if place in self._rows:
            self._used.add(place)
            return self._rows[place]
        return self.shared.find(name, *key) if self.shared else []

    def used(self, name: str) -> int:
        """How many keys of a file were asked for and found here, not in those about all."""
        return sum(place[0] == name for place in self._used)

    def unused(self) -> Iterator[Record]:
        """The rows to be looked up that nothing has asked for."""
        for place, records in self._rows.items():
            if place not in self._used:
                yield from records

    def repeated(self) -> Iterator[tuple[Record, Record]]:
        """Rows that say what was decided before, each with the first of its key; of several to a key, one that is alike."""
        yield from self._again


def _decided(record: Record) -> dict[str, str]:
    """What a row decides; why is not part of it."""
    return {name: values.same(text) for name, text in record.cells.items() if name not in _WHY}


def declared(name: str) -> Form:
    """How a file of decisions is declared."""
    found = tables.form(name, Folder.CITY, Folder.ALL)
    assert found is not None, name
    return found


def gather(raw: Raw, faults: list[Fault], *, complete: bool) -> tuple[Decisions, dict[str, Decisions]]:
    """The decisions about all, and for every plan those that hold for it, by the name of its folder.

    A row in another folder than its own is a fault, and is read as if it stood where it belongs, so that
    nothing follows from it. A key of no plan is a fault where all files are `complete`.
    """
    owners = {name: folder.name for folder in raw.plans for name in folder.ids()}
    told = {fault.place.file for fault in faults if fault.kind in ("wrong_folder", "no_raw")}
    rows: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for home, sheets in raw.mappings.items():
        for name, sheet in sheets.items():
            rows[home][name] += []  # a file without rows is there, too: whoever it is of has decided nothing
            form, quiet = declared(name), bool(told & {sheet.file, f"{raw.decided}/{home}"})
            for record in sheet:
                owner, fault = _placed(record, form, name, home, owners, raw.decided, complete=complete)
                if fault and not quiet:
                    faults.append(fault)
                if owner:
                    rows[owner][name].append(record)
    shared = Decisions(f"{raw.decided}/{ALL}", rows[ALL])
    plans = [folder.name for folder in raw.plans]
    return shared, {name: Decisions(f"{raw.decided}/{name}", rows[name], shared) for name in plans}


def _placed(
    record: Record, form: Form, name: str, home: str, owners: dict[str, str], decided: str, *, complete: bool
) -> tuple[str | None, Fault | None]:
    """The folder in which a row of a file belongs (None: in none that is here), and what is wrong with its place."""
    if Folder.CITY not in form.file.folders:
        return ALL, None
    own = form.own if len(form.own) < 2 else sorted(form.own, key=lambda column: not record[column])
    first, *more = own or ("",)  # of several, the first that is filled
    key = record[first]
    # without a key: a word, a national deadline that no plan's step can show, or a cell that will be found missing
    for_all = Folder.ALL in form.file.folders and not form.vocabulary
    owner = owners.get(_named(key)) if key else ALL if for_all else home
    if owner is None:
        return (None, _stranger(record, first, home, owners)) if complete else (home, None)
    if owner != home:
        found = key or next(iter(record.cells.values()))
        return owner, Fault(record.place(first), "other_folder", {"found": found, "file": f"{decided}/{owner}/{name}"})
    for column in more if complete else ():
        if record[column] and owners.get(_named(record[column])) != owner:
            return owner, _stranger(record, column, owner, owners)
    return owner, None


def _named(key: str) -> str:
    """The plan or survey that a key names: ids begin with it."""
    return key.partition("/")[0]


def _stranger(record: Record, column: str, home: str, owners: dict[str, str]) -> Fault:
    """A key of no plan, or of another one than the rest of its row."""
    known = [name for name, folder in owners.items() if home in (folder, ALL)]
    found = record[column]
    near = difflib.get_close_matches(_named(found), known, 1)
    meant = found.replace(_named(found), near[0]) if near else ""
    data = {"found": found, "plan": known, "near": meant}
    return Fault(record.place(column), "not_of_plan", data, "did_you_mean" if near else "delete_row")
