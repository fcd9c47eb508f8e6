"""Where the data lie."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

from dxcompare.words.text import Text

PROCESSED = "processed"
#: Names the data folder for a run: the report tells it to the notebooks.
VARIABLE = "DXCOMPARE_DATA"
#: What in that folder describes its files.
PACKAGE = "datapackage.json"
#: Under this name a Parquet file says the digest of the CSV file that was written with it.
WRITTEN_WITH = "dxcompare.csv"


class NoData(FileNotFoundError):
    """There is no processed data where it was looked for."""


class Altered(NoData):
    """The processed files are not those that the build wrote."""


def digest(raw: bytes) -> str:
    """The digest of a file, as a data package writes it."""
    return f"sha256:{sha256(raw).hexdigest()}"


def data_folder(start: Path | str | None = None) -> Path:
    """The folder that holds `raw/`, `mappings/` and `processed/`.

    `start` itself, or what the environment says (`DXCOMPARE_DATA`), or the first `data/` with `raw/` and `mappings/` in
    the working folder, its parents, or the checkout that this package lies in.

    Raises
    ------
    NoData
        If there is none.
    """
    said = start or os.environ.get(VARIABLE)
    if said:
        return Path(said)
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).resolve().parents[2]):
        if all((folder / "data" / part).is_dir() for part in ("raw", "mappings")):
            return folder / "data"
    none = Text(
        "ここにも上にも data/raw フォルダーがありません。dxcompare のフォルダーの中で実行するか、データのフォルダーを指定してください",
        "no data/raw folder here or above; run inside a checkout of dxcompare, or name the data folder",
    )
    raise NoData(none.to())


def described(package: bytes) -> dict[str, dict]:
    """What the description of the processed files says of each, by their names; nothing where it cannot be read."""
    try:
        return {one["path"]: one for one in json.loads(package)["resources"]}
    except (ValueError, KeyError, TypeError):
        return {}
