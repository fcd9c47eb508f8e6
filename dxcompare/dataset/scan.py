"""A table as a lazy frame over the Parquet file that the build wrote beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from dxcompare.sources.folder import WRITTEN_WITH
from dxcompare.tables import TABLES


def scan(folder: Path, name: str, read: Mapping[str, str], frame: pl.DataFrame) -> pl.LazyFrame:
    """The lazy frame of a table: of its Parquet file where that holds what was read, else of the frame.

    Parameters
    ----------
    folder : Path
        Of the processed tables.
    name : str
        Of the table.
    read : mapping of str to str
        Table → the digest of the CSV file that its frame was read from; not of tables that were made of others.
    frame : polars.DataFrame
        The table.
    """
    path = folder / f"{name}.parquet"
    if name in read and _written_with(path) == read[name]:
        return TABLES[name].typed(pl.scan_parquet(path))
    return frame.lazy()


def _written_with(path: Path) -> str | None:
    try:
        return pl.read_parquet_metadata(path).get(WRITTEN_WITH)
    except (OSError, pl.exceptions.PolarsError):
        return None
