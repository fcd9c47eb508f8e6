"""What `dxcompare build` runs: every table is made, then all are written, or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from dxcompare.assemble import build
from dxcompare.assemble.added import added
from dxcompare.assemble.publish import write
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.read import typed
from dxcompare.pipeline import apart
from dxcompare.pipeline.apart import Built, derived
from dxcompare.pipeline.kept import NAME, Damaged, File, Kept, intact, load
from dxcompare.pipeline.workers import Workers, unswept
from dxcompare.sources.folder import PACKAGE, PROCESSED, data_folder
from dxcompare.sources.kept import Store, digest, program
from dxcompare.sources.seen import Look, look
from dxcompare.sources.writing import one_writer
from dxcompare.tables import TABLES
from dxcompare.words.faults import DataFaults, Fault


def run(data: Path | str | None = None, lang: str | None = None, *, processes: int = 1) -> Mapping[str, pl.DataFrame]:
    """Build the processed tables and replace those that are there.

    What came of each folder is kept in `.cache/build` beside the data folder; what has not changed since is not made
    again. More than one process only where the program may be imported anew.

    Returns
    -------
    mapping of str to polars.DataFrame
        Every table; each is read when it is asked for.

    Raises
    ------
    DataFaults
        With every fault found; then nothing was written.
    Busy
        If another run writes there.
    """
    folder = data_folder(data)
    if not folder.is_dir():
        made(folder, lang)  # says what lacks
    with one_writer(folder):  # a change that was cut short is finished before anything is read
        seen = apart.looks(apart.paths(folder))
    cache = folder.resolve().parent / ".cache" / "build"
    code = program()
    store = Store(cache, lambda: program() == code)
    kept = load(store, code)
    tables: Mapping[str, pl.DataFrame] | None = None
    try:
        with unswept(), Workers(processes) as workers:
            tables = apart.built(folder, kept, cache, workers, seen)
        if tables is None:
            tables = made(folder, lang)
    except DataFaults:
        if _same(seen, folder):
            raise
    with one_writer(folder):
        if tables is None or not _same(seen, folder):  # somebody wrote there while we read
            tables = made(folder, lang)
        if isinstance(tables, Built):
            try:
                _write(tables, kept, folder / PROCESSED, store, code)
            except Damaged:  # what was kept is not what it was
                store.drop(NAME)
                tables = made(folder, lang)
        if not isinstance(tables, Built):
            write(tables, folder / PROCESSED)
    return tables


def heights(tables: Mapping[str, pl.DataFrame]) -> dict[str, int]:
    """How many rows the tables of a build have; none is read for it."""
    return tables.heights if isinstance(tables, Built) else {name: frame.height for name, frame in tables.items()}


def _same(seen: Mapping[str, Look], folder: Path) -> bool:
    """Whether the raw data and the mappings are as they were."""
    now = apart.looks(apart.paths(folder))
    return {name: one.names for name, one in now.items()} == {name: one.names for name, one in seen.items()}


def _write(tables: Built, kept: Kept, target: Path, store: Store, code: str) -> None:
    """Write the files whose rows are others now, or that are not as they were written; keep what the next build needs."""
    of = {f"{name}.{kind}": tables.of(name) for name in TABLES for kind in ("csv", "parquet")}
    of[PACKAGE] = digest(*of.values())
    there = {name: one for name, one in kept.files.items() if of.get(name) == one.of and intact(target / name, one)}
    try:
        tables.keep()
    except OSError as error:  # the next build makes them again
        store.refused = error
    written = write(tables, target, {name: one.written for name, one in there.items()})
    files = {
        name: there[name] if name in there else File(one, look([target / name]), of[name])
        for name, one in written.items()
    }
    files = {name: one if one.look.settled else replace(one, look=look([target / name])) for name, one in files.items()}
    tables.heights = {name: files[f"{name}.csv"].written.rows for name in TABLES}
    now = Kept(tables.folders, tables.said, tables.footing, files)
    if store.refused is None and (now != kept or not kept.settled):
        store.put(NAME, code, now.said_in())
        tables.rows.tidy(TABLES)


def made(
    folder: Path, lang: str | None = None, notes: list[Fault] | None = None, cities: Collection[str] | None = None
) -> dict[str, pl.DataFrame]:
    """Every table of a data folder, tidy and derived, as it would be written; `notes` and `cities` as in :func:`build`."""
    with unswept():
        tables = build(folder, lang, notes, cities)
    return tables | derived(tables, folder)


def add(ds: Dataset, frames: Mapping[str, Any]) -> Dataset:
    """A data set with one plan more; see :meth:`Dataset.add`."""
    tables = added(ds.tables, frames)
    tables |= derived(tables, ds.folder)
    more = {name: frame for name, frame in ds.tables.items() if name not in tables}
    return Dataset({**{name: typed(name, tables[name]) for name in TABLES}, **more}, ds.folder)
