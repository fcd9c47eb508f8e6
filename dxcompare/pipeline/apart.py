"""A build folder by folder: what nobody touched is taken from the last build, the rest is made anew and joined with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import polars as pl

from dxcompare.assemble import parts
from dxcompare.assemble.parts import Facts
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.read import typed
from dxcompare.pipeline.kept import SHARED, Damaged, Folder, Kept, Rows, rows_of
from dxcompare.pipeline.workers import Workers, unswept
from dxcompare.questions import registry
from dxcompare.sources import seen
from dxcompare.sources.folders import ALL, cities
from dxcompare.sources.kept import digest
from dxcompare.sources.seen import Look
from dxcompare.tables import DERIVED, TABLES, TIDY

#: So many folders are assembled in one go, since rows lie in memory as they are read until then; and so many are derived
#: of, since each time costs the same third of a second whatever their number.
AT_ONCE, DERIVED_AT_ONCE = 110, 110


def paths(data: Path) -> dict[str, list[Path]]:
    """What is for all, then every city: the folders on which its rows rest."""
    names = cities(data)
    here = {*names, "national", "reference", ALL}
    strays = [path for part in ("raw", "mappings") for path in _listed(data / part) if path.name not in here]
    shared = [data / "raw" / "national", data / "raw" / "reference", data / "mappings" / ALL, *strays]
    return {SHARED: shared} | {name: [data / "raw" / name, data / "mappings" / name] for name in names}


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def looks(of: Mapping[str, list[Path]]) -> dict[str, Look]:
    """How they look now; the folders' own times say nothing."""
    return {name: seen.look(folders) for name, folders in of.items()}


class Built(Mapping[str, pl.DataFrame]):
    """The tables of a build, each made when it is asked for.

    Parameters
    ----------
    rows : Rows
    folders : dict of str to Folder
    said, footing : str
        As in :class:`~dxcompare.pipeline.kept.Kept`.
    held : dict of str to polars.DataFrame
        Rows that were made anew, by table, until they are kept.
    """

    def __init__(self, rows: Rows, folders: dict[str, Folder], said: str, footing: str, held: dict[str, pl.DataFrame]):
        self.rows, self.folders, self.said, self.footing, self.held = rows, folders, said, footing, held
        self.heights: dict[str, int] = {}  # how many rows each table has, once they are written

    def __getitem__(self, name: str) -> pl.DataFrame:
        if name not in TABLES:
            raise KeyError(name)
        frame = self.held[name] if name in self.held else self.rows.read(name)
        return parts.finished(name, frame, lambda: self["theme_pair"])

    def __iter__(self) -> Iterator[str]:
        return iter([*TIDY, *DERIVED])

    def __len__(self) -> int:
        return len(TIDY) + len(DERIVED)

    def of(self, name: str) -> str:
        """A digest of what a table is made of."""
        of = rows_of(name, self.rows.folders)
        return digest(of, self.of("theme_pair")) if name == "theme_option" else of

    def keep(self) -> None:
        """Write the rows to where the next build looks for them."""
        for name, frame in self.held.items():
            self.rows.write(name, frame)
        self.held.clear()


def built(data: Path, kept: Kept, cache: Path, workers: Workers, look: Mapping[str, Look]) -> Built | None:
    """Build folder by folder; None if anything is wrong with the data."""
    of = paths(data)
    if set(of) != set(look):
        return None  # somebody adds or removes folders
    before = {name: (one.look, one.content) for name, one in kept.folders.items()}
    content = seen.known(look, before, of)
    try:
        return _built(data, kept, cache, workers, look, content)
    except Damaged:
        return _built(data, Kept(), cache, workers, look, content)


def _built(
    data: Path, kept: Kept, cache: Path, workers: Workers, look: Mapping[str, Look], content: Mapping[str, str]
) -> Built | None:
    old = {name: one.facts for name, one in kept.folders.items()}
    names = [name for name in content if name != SHARED]
    same = {name for name, one in kept.folders.items() if one.content == content.get(name)}
    todo = [name for name in names if not {SHARED, name} <= same]
    made = _Made(Rows(cache, old))
    if not todo and [*content] == [*old]:
        folders = {name: Folder(look[name], content[name], old[name]) for name in content}
        return Built(made.rows, folders, kept.said, kept.footing, {})
    counts: dict[str, int] = {}
    lots = _several(todo, workers, AT_ONCE) if todo else []
    for found in workers.map(_apart, [data] * len(lots), lots, [content[SHARED]] * len(lots)):
        if found is None or (counts and found.shared != counts):
            return None
        counts = found.shared
        made.add(found.facts, found.tables)
    if len(lots) > 2 * workers.processes:  # else their memory is not worth the time
        workers.renewed(_ready)
    facts = {name: made.facts[name] if name in made.facts else old[name] for name in names}
    whole = partial(made.whole, names)
    shared, footing = None, ""
    if SHARED in same:
        own, pairs = old[SHARED].rows, partial(made.whole, [SHARED])
        footing = parts.footing(facts, own, whole, pairs)
        if footing == kept.footing and all(own.get(name, [0])[0] == height for name, height in counts.items()):
            shared = {name: pairs(name) for name in TIDY}
    if shared is None:
        shared = parts.joined(data, facts, counts, content[SHARED], whole)
        if shared is None:
            return None
        made.share(shared)
        footing = parts.footing(facts, made.known(SHARED).rows, whole, shared.__getitem__)
    told = sorted({tuple(one) for of in facts.values() for one in of.said})
    said = digest(repr(told))
    stale = todo if said == kept.said else names
    beside = _voices(facts, told)
    if not _derive(data, made, facts, shared, stale, beside, workers):
        return None
    facts = {name: made.known(name) for name in (SHARED, *names)}
    rows = Rows(cache, facts)
    held = {}
    for name in TABLES:
        if not old or not rows.path(name).exists():
            held[name] = made.whole([SHARED, *names], name)
    folders = {name: Folder(look[name], content[name], facts[name]) for name in facts}
    return Built(rows, folders, said, footing, held)


def _several(names: Sequence[str], workers: Workers, most: int) -> list[list[str]]:
    """Names in lots of about one size, the same number for each process."""
    lots = -(-len(names) // most)
    lots += -lots % workers.processes if lots > 1 or len(names) > 24 else 0
    size = -(-len(names) // lots)
    return [list(names[at : at + size]) for at in range(0, len(names), size)]


def _voices(facts: Mapping[str, Facts], told: list[tuple]) -> list[str]:
    """Folders which together have everything that anybody says of measures."""
    left, found = {*told}, []
    for name, of in facts.items():
        if left & {tuple(one) for one in of.said}:
            left -= {tuple(one) for one in of.said}
            found.append(name)
    return found


class _Made:
    """Rows by folder: those that were made anew, else those that were kept."""

    def __init__(self, rows: Rows):
        self.rows, self.facts = rows, dict[str, Facts]()
        self._of: dict[str, dict[str, tuple[int, int]]] = {}  # table → folder → which frame, and where in it
        self._frames: list[pl.DataFrame] = []

    def add(self, facts: Mapping[str, Facts], tables: Mapping[str, pl.DataFrame]) -> None:
        """Take up folders, or further tables of theirs."""
        for name, frame in tables.items():
            begins, of = 0, self._of.setdefault(name, {})
            for folder, one in facts.items():
                of[folder] = (len(self._frames), begins)
                begins += one.rows.get(name, (0, 0))[0]
            self._frames.append(frame)
        for folder, one in facts.items():
            if (known := self.facts.get(folder)) is not None:
                known.rows.update(one.rows)
            else:
                self.facts[folder] = one

    def share(self, shared: Mapping[str, pl.DataFrame]) -> None:
        """Take up what is of no folder."""
        _, rows, _ = parts.in_folders(
            {name: frame.with_columns(pl.lit(0, pl.Int32).alias(parts.FOLDER)) for name, frame in shared.items()}, [[]]
        )
        self.add({SHARED: Facts([], None, [], rows[0], [])}, shared)

    def known(self, folder: str) -> Facts:
        """The facts of a folder, with its rows as they are now."""
        new, old = self.facts.get(folder), self.rows.folders.get(folder)
        if new is None or old is None:
            return new or old  # type: ignore[return-value]
        left = {name: rows for name, rows in old.rows.items() if folder not in self._of.get(name, ())}
        return Facts(new.ids, new.coded, new.said, left | new.rows, new.loose)

    def whole(self, folders: Sequence[str], name: str) -> pl.DataFrame:
        """The rows of a table in some folders, in their order."""
        new, pieces = self._of.get(name, {}), list[pl.DataFrame]()
        kept = [folder for folder in folders if folder not in new and folder in self.rows.folders]
        old = self.rows.read(name, kept if 4 * len(kept) < len(self.rows.folders) else None) if kept else None
        at = self.rows.at(name) if kept else {}
        begins = 0
        run: list[int] = []  # frame, from, length
        for folder in folders:
            if folder in new:
                (number, start), length = new[folder], self.facts[folder].rows.get(name, (0, 0))[0]
            elif folder in at:
                number, (start, length) = -1, at[folder]
                if 4 * len(kept) < len(self.rows.folders):
                    start = begins
                    begins += length
            else:
                continue
            if run and run[0] == number and run[1] + run[2] == start:
                run[2] += length
                continue
            pieces += self._piece(run, old)
            run = [number, start, length]
        pieces += self._piece(run, old)
        if not pieces:
            return pl.DataFrame(schema={column: one.dtype for column, one in TABLES[name].fields().items()})
        return pl.concat(pieces)

    def _piece(self, run: list[int], old: pl.DataFrame | None) -> list[pl.DataFrame]:
        if not run or not run[2]:
            return []
        frame = old if run[0] < 0 else self._frames[run[0]]
        assert frame is not None
        return [frame.slice(run[1], run[2])]


def _apart(data: Path, names: list[str], of_all: str) -> parts.Parts | None:
    with unswept():
        return parts.apart(data, names, of_all)


def _ready() -> None:
    """Load what derived tables are computed with."""
    registry.questions()


def _derive(
    data: Path,
    made: _Made,
    facts: Mapping[str, Facts],
    shared: Mapping[str, pl.DataFrame],
    stale: Sequence[str],
    beside: Sequence[str],
    workers: Workers,
) -> bool:
    """Compute the derived tables of some folders; whether every row is of one of them."""
    lots = _several(stale, workers, DERIVED_AT_ONCE) if stale else []
    tables, ids, others = list[dict[str, pl.DataFrame]](), list[list[list[str]]](), list[list[list[str]]]()
    for lot in lots:
        wanted = {*lot, *beside}
        there = [SHARED, *(name for name in facts if name in wanted)]
        tables.append({name: made.whole(there, name) for name in TIDY})
        ids.append([facts[name].ids for name in lot])
        others.append([facts[name].ids for name in beside if name not in lot])
    given = ([data] * len(lots), tables, ids, others)
    for lot, found in zip(lots, workers.map(_derived, *given) if lots else (), strict=True):
        if found is None:
            return False
        ordered, rows = found
        known = {name: facts[name] for name in lot}
        made.add(
            {
                name: Facts(of.ids, of.coded, of.said, own, of.loose)
                for (name, of), own in zip(known.items(), rows, strict=True)
            },
            ordered,
        )
    return True


def _derived(
    data: Path, tables: Mapping[str, pl.DataFrame], ids: Sequence[list[str]], beside: Sequence[list[str]]
) -> tuple[dict[str, pl.DataFrame], list[dict[str, list[int]]]] | None:
    """The derived tables of some folders, by their ids, folder after folder, and what rows each has; not those `beside`."""
    with unswept():
        pairs = tables["theme_pair"]
        made = derived({name: parts.finished(name, frame, lambda: pairs) for name, frame in tables.items()}, data)
        placed = {name: parts.placed(name, frame, [*ids, *beside]) for name, frame in made.items()}
        if any(placed[name].height < frame.height for name, frame in made.items()):
            return None  # a row is of no plan
        mine = {name: frame.filter(pl.col(parts.FOLDER) < len(ids)) for name, frame in placed.items()}
        ordered, rows, _ = parts.in_folders(mine, ids)
        return ordered, rows


def derived(tables: Mapping[str, pl.DataFrame], folder: Path) -> dict[str, pl.DataFrame]:
    """The tables that questions compute of the tidy ones."""
    ds = Dataset({name: typed(name, frame) for name, frame in tables.items()}, folder)
    found: dict[str, pl.DataFrame] = {}
    for question in registry.questions():
        for name, compute in question.derived.items():
            found[name] = DERIVED[name].validate(compute(ds), cast=True)
            ds = ds.with_table(name, typed(name, found[name]))
    return found
