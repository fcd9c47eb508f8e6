"""Reading the processed tables."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.sources.folder import PACKAGE, PROCESSED, Damaged, NoData, data_folder, recover
from dxcompare.tables import TABLES
from dxcompare.words.text import Text


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
        If nothing has been built there, or a file is not as it was built: its columns or rows differ, zeros before a
        code are gone, or it cannot be read.

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
    rows = _rows(folder)
    return Dataset({name: _read(folder, name, rows.get(f"{name}.csv")) for name in TABLES}, folder)


def _rows(folder: Path) -> dict[str, int]:
    """How many rows each file was built with, where the description of the data says so."""
    path = folder / PACKAGE
    resources = json.loads(path.read_text(encoding="utf-8"))["resources"] if path.is_file() else []
    return {one["path"]: one["rows"] for one in resources if "rows" in one}


def _read(folder: Path, name: str, rows: int | None) -> pl.DataFrame:
    path, declared = folder / f"{name}.csv", TABLES[name].fields()
    types = {column: one.dtype for column, one in declared.items()}
    with path.open("rb") as file:
        found = file.readline().removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace").strip().split(",")
    if found != list(types):
        odd = sorted({*found} ^ {*types}) or found
        raise Damaged(
            path.name, Text(f"列が違います（{'、'.join(odd)}）", f"the columns are others ({', '.join(odd)})")
        )
    try:
        frame = pl.read_csv(path, schema=types)
    except pl.exceptions.PolarsError as error:
        why = str(error).partition("\n")[0]
        raise Damaged(path.name, Text(f"読めません（{why}）", f"not readable ({why})")) from error
    if rows is not None and frame.height != rows:
        n = frame.height
        raise Damaged(path.name, Text(f"{n}行あります（{rows}行のはずです）", f"{n} rows where {rows} were built"))
    for column, one in declared.items():
        if pattern := getattr(one, "regex", None):
            broken = frame.filter(~pl.col(column).str.contains(pattern))[column]
            if broken.len():
                ja, en = f"列 {column} の「{broken[0]}」は形が違います", f"{broken[0]!r} in {column} is not of its form"
                raise Damaged(path.name, Text(ja, en))
    return typed(name, frame)


def typed(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """A table with its closed lists of values as ordered enums."""
    return TABLES[name].typed(frame)
