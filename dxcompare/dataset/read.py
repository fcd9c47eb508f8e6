"""Reading the processed tables."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import polars as pl

from dxcompare.dataset.altered import faults
from dxcompare.dataset.loaded import Dataset
from dxcompare.sources.folder import PACKAGE, PROCESSED, Altered, NoData, data_folder, described, digest
from dxcompare.sources.writing import pending
from dxcompare.tables import TABLES
from dxcompare.words.text import Text, language

#: How long to wait for the end of a build that is writing, in seconds.
PATIENCE = 5.0


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
    folder, files = whole(data)
    return Dataset({name: _read(files[f"{name}.csv"], name) for name in TABLES}, folder)


def whole(data: Path | str | None = None) -> tuple[Path, dict[str, bytes]]:
    """The folder of processed tables, and its files as one build wrote them; parameters and errors as of :func:`load`."""
    folder = _folder(data)
    until = time.monotonic() + PATIENCE
    while True:
        before = _state(folder)
        files, wrong = _files(folder)
        if not wrong:
            return folder, files
        # a build that is under way, or was while we read, is no fault of the files
        if time.monotonic() > until or (_state(folder) == before and not before[1]):
            raise wrong
        time.sleep(0.02)


def _folder(data: Path | str | None) -> Path:
    """Where the tables lie: in a data folder; where there is none, inside the package, if it is not of a checkout."""
    try:
        return data_folder(data) / PROCESSED
    except NoData:
        inside = Path(__file__).resolve().parents[1] / PROCESSED
        if inside.is_dir():
            return inside
        raise


def _state(folder: Path) -> tuple[object, bool]:
    """What tells whether another build wrote, and whether one is writing."""
    try:
        found = (folder / PACKAGE).stat()
    except OSError:
        return None, bool(pending(folder.parent))
    return (found.st_ino, found.st_mtime_ns), bool(pending(folder.parent))


def _files(folder: Path) -> tuple[dict[str, bytes], NoData | None]:
    """The files, and what is wrong with them; of a change that is not finished, as they will be."""
    names = (PACKAGE, *(f"{name}.csv" for name in TABLES))
    changing = {path.name: new for path, new in pending(folder.parent).items() if path.parent == folder}
    files = {}
    for name in names:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            files[name] = (changing.get(name) or folder / name).read_bytes()
    if lacking := [name for name in names if name not in files]:
        lacking = lacking if len(lacking) < len(names) else [PACKAGE]  # where nothing was built, not fifty names
        said = Text(
            f"{folder} に {'、'.join(lacking)} がありません。`dxcompare build` を実行してください",
            f"{folder} lacks {', '.join(lacking)}; run `dxcompare build`",
        )
        return files, NoData(said.to())
    written, altered = described(files[PACKAGE]), []
    for name in TABLES:
        file = f"{name}.csv"
        plain = files[file].replace(b"\r\n", b"\n")  # git may end lines as Windows does, and changes nothing else
        as_built = next((raw for raw in (files[file], plain) if digest(raw) == written.get(file, {}).get("hash")), None)
        if as_built is None:
            altered.append(name)
        else:
            files[file] = as_built
    return files, _altered(folder, files, written, altered) if altered else None


def _altered(folder: Path, files: dict[str, bytes], written: dict[str, dict], names: list[str]) -> Altered:
    """Which files are not as the build wrote them, and where."""
    listed = [f"{name}.csv" for name in names] if written else [PACKAGE]
    said = Text(
        f"{folder} の {'、'.join(listed)} は、build が書いたままではありません（ほかのソフトで保存した、途中で切れた、など）。"
        "`dxcompare build` を実行してください",
        f"{', '.join(listed)} in {folder} are not as the build wrote them (saved by another program, or cut short?); "
        "run `dxcompare build`",
    )
    lines = [said.to()]
    for name in names if written else ():
        file = f"{name}.csv"
        found = faults(file, name, files[file], written.get(file, {}).get("rows"))
        lines += [f"- {fault.says(language())}" for fault in found]
    return Altered("\n".join(lines))


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
