"""What `dxcompare build` runs: every table is made, then all are written, or none."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from dxcompare.assemble import build
from dxcompare.assemble.added import added
from dxcompare.assemble.publish import write
from dxcompare.dataset.each import working
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.read import typed
from dxcompare.questions import registry
from dxcompare.sources.folder import PROCESSED, data_folder
from dxcompare.sources.writing import one_writer
from dxcompare.tables import DERIVED, TABLES
from dxcompare.words.faults import DataFaults, Fault


def run(data: Path | str | None = None, lang: str | None = None, *, processes: int = 1) -> dict[str, pl.DataFrame]:
    """Build the processed tables and replace those that are there.

    What is worked out of a survey is kept in `.cache/build` beside the data folder, by what it was worked out of. More
    than one process only where the program may be imported anew.

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
        seen = _seen(folder)
    tables = None
    with working(folder.resolve().parent / ".cache" / "build", processes):
        try:
            tables = made(folder, lang)
        except DataFaults:
            if _seen(folder) == seen:
                raise
        with one_writer(folder):
            if tables is None or _seen(folder) != seen:  # somebody wrote there while we read
                tables = made(folder, lang)
            write(tables, folder / PROCESSED)
    return tables


def _seen(folder: Path) -> set[tuple[Path, int, int]]:
    """What tells whether a file of the raw data or the mappings is another than it was."""
    found = {}
    for part in ("raw", "mappings"):
        for path in (folder / part).rglob("*"):
            with contextlib.suppress(FileNotFoundError):
                found[path] = path.lstat()
    return {(path, one.st_mtime_ns, one.st_size) for path, one in found.items()}


def made(
    folder: Path, lang: str | None = None, notes: list[Fault] | None = None, cities: Collection[str] | None = None
) -> dict[str, pl.DataFrame]:
    """Every table of a data folder, tidy and derived, as it would be written; `notes` and `cities` as in :func:`build`."""
    with _unswept():
        tables = build(folder, lang, notes, cities)
    return tables | _derived(tables, folder)


@contextlib.contextmanager
def _unswept() -> Iterator[None]:
    """No search for garbage among rows that all stay until the end: it takes a quarter of the time."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def add(ds: Dataset, frames: Mapping[str, Any]) -> Dataset:
    """A data set with one plan more; see :meth:`Dataset.add`."""
    tables = added(ds.tables, frames)
    tables |= _derived(tables, ds.folder)
    more = {name: frame for name, frame in ds.tables.items() if name not in tables}
    return Dataset({**{name: typed(name, tables[name]) for name in TABLES}, **more}, ds.folder)


def _derived(tables: Mapping[str, pl.DataFrame], folder: Path) -> dict[str, pl.DataFrame]:
    """The tables that questions compute of the tidy ones."""
    ds = Dataset({name: typed(name, frame) for name, frame in tables.items()}, folder)
    found: dict[str, pl.DataFrame] = {}
    for question in registry.questions():
        for name, compute in question.derived.items():
            found[name] = DERIVED[name].validate(compute(ds), cast=True)
            ds = ds.with_table(name, typed(name, found[name]))
    return found
