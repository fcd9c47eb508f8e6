"""Reading the processed tables."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.sources.folder import PACKAGE, PROCESSED, Altered, NoData, data_folder, digest, recover
from dxcompare.tables import TABLES
from dxcompare.words.text import Text


def load(data: Path | str | None = None) -> Dataset:
    """Load the processed tables.

    Parameters
    ----------
    data : path, optional
        The folder that holds `processed/`. By default the `data/` folder of the checkout; without one, the tables that
        were installed with the package.

    Returns
    -------
    Dataset
        Its tables are polars frames with the columns of :mod:`dxcompare.schema`.

    Raises
    ------
    NoData
        If nothing has been built there.
    Altered
        If a file is not as the build wrote it: saved by a spreadsheet program, cut short, or of another version.

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
    folder = _folder(data)
    lacking = [name for name in (PACKAGE, *(f"{name}.csv" for name in TABLES)) if not (folder / name).is_file()]
    if lacking:
        said = Text(
            f"{folder} に {'、'.join(lacking)} がありません。`dxcompare build` を実行してください",
            f"{folder} lacks {', '.join(lacking)}; run `dxcompare build`",
        )
        raise NoData(said.to())
    files = {name: (folder / f"{name}.csv").read_bytes() for name in TABLES}
    altered = [f"{name}.csv" for name, raw in files.items() if _written(folder).get(f"{name}.csv") != digest(raw)]
    if altered:
        said = Text(
            f"{folder} の {'、'.join(altered)} は、build が書いたままではありません（ほかのソフトで保存した、途中で切れた、など）。"
            "`dxcompare build` を実行してください",
            f"{', '.join(altered)} in {folder} are not as the build wrote them (saved by another program, or cut short?); "
            "run `dxcompare build`",
        )
        raise Altered(said.to())
    return Dataset({name: _read(raw, name) for name, raw in files.items()}, folder)


def _folder(data: Path | str | None) -> Path:
    """Where the tables lie: in a data folder; where there is none, inside the package, if it is not of a checkout."""
    try:
        return recover(data_folder(data) / PROCESSED)
    except NoData:
        inside = Path(__file__).resolve().parents[1] / PROCESSED
        if inside.is_dir():
            return inside
        raise


def _written(folder: Path) -> dict[str, str]:
    """The digest of every file as it was written."""
    try:
        package = json.loads((folder / PACKAGE).read_bytes())
        return {one["path"]: one.get("hash", "") for one in package["resources"]}
    except (ValueError, KeyError, TypeError):
        return {}


def _read(raw: bytes, name: str) -> pl.DataFrame:
    types = {column: declared.dtype for column, declared in TABLES[name].fields().items()}
    try:
        return typed(name, pl.read_csv(raw, schema=types))
    except pl.exceptions.PolarsError as error:
        said = Text(
            f"{name}.csv の列が、この版の dxcompare のものと違います。`dxcompare build` を実行してください",
            f"the columns of {name}.csv are not those of this version of dxcompare; run `dxcompare build`",
        )
        raise Altered(said.to()) from error


def typed(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """A table with its closed lists of values as ordered enums."""
    return TABLES[name].typed(frame)
