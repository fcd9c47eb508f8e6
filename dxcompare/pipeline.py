"""What `dxcompare build` runs: every table is made, then all are written, or none."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dxcompare.assemble import build
from dxcompare.assemble.publish import write
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.read import typed
from dxcompare.questions import registry
from dxcompare.sources.folder import PROCESSED, data_folder
from dxcompare.tables import DERIVED
from dxcompare.words.faults import Fault


def run(data: Path | str | None = None, lang: str | None = None) -> dict[str, pl.DataFrame]:
    """Build the processed tables and replace those that are there.

    Raises
    ------
    DataFaults
        With every fault found; then nothing was written.
    """
    folder = data_folder(data)
    tables = made(folder, lang)
    write(tables, folder / PROCESSED)
    return tables


def made(folder: Path, lang: str | None = None, notes: list[Fault] | None = None) -> dict[str, pl.DataFrame]:
    """Every table of a data folder, tidy and derived, as it would be written; `notes` as in :func:`build`."""
    tables = build(folder, lang, notes)
    ds = Dataset({name: typed(name, frame) for name, frame in tables.items()}, folder)
    for question in registry.questions():
        for name, compute in question.derived.items():
            tables[name] = DERIVED[name].validate(compute(ds), cast=True)
            ds = ds.with_table(name, typed(name, tables[name]))
    return tables
