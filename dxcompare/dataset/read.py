"""Reading the processed tables."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.sources.folder import PROCESSED, NoData, data_folder, recover
from dxcompare.tables import TABLES


def load(data: Path | str | None = None) -> Dataset:
    """Load the processed tables.

    Parameters
    ----------
    data : path, optional
        The folder that holds `processed/`. By default the `data/` folder of the checkout.

    Returns
    -------
    Dataset
        Its tables are polars frames with the columns of :mod:`dxcompare.schema`.

    Raises
    ------
    NoData
        If nothing has been built there.

    Notes
    -----
    The CSV files are read: they are what is committed and reviewed. The Parquet files beside them
    are for other programs.

    Examples
    --------
    >>> import dxcompare
    >>> ds = dxcompare.load()
    >>> "measure" in ds.tables
    True
    """
    folder = recover(data_folder(data) / PROCESSED)
    missing = [name for name in TABLES if not (folder / f"{name}.csv").is_file()]
    if missing:
        raise NoData(f"{folder} lacks {', '.join(missing)}; run `dxcompare build`")
    return Dataset({name: _read(folder, name) for name in TABLES}, folder)


def _read(folder: Path, name: str) -> pl.DataFrame:
    types = {column: declared.dtype for column, declared in TABLES[name].fields().items()}
    frame = pl.read_csv(folder / f"{name}.csv", schema=types)
    return typed(name, frame)


def typed(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """A table with its closed lists of values as ordered enums."""
    return TABLES[name].typed(frame)
