"""What a build keeps for the next: the rows of every folder, and what it wrote. Whatever is not whole is not there."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from dxcompare.assemble.parts import Facts
from dxcompare.assemble.publish import Written
from dxcompare.sources.folder import digest as digest_of
from dxcompare.sources.kept import Store, digest
from dxcompare.sources.seen import Look, look
from dxcompare.sources.writing import replace
from dxcompare.tables import TABLES

#: The name under which what is for all stands among the folders.
SHARED = ""
#: The name under which a build keeps what it knows of folders and files.
NAME = "folders"


@dataclass(frozen=True)
class Folder:
    """A folder as it was built: how it looked, the digest of what was in it, and its facts."""

    look: Look
    content: str
    facts: Facts


@dataclass(frozen=True)
class File:
    """A file as it was written: what is in it, how it looked then, and of what rows it was made."""

    written: Written
    look: Look
    of: str


@dataclass(frozen=True)
class Kept:
    """What the last build kept.

    Attributes
    ----------
    folders : dict of str to Folder
        In the order of the rows; the first is what is for all.
    said : str
        A digest of who says anything of measures, on which derived tables rest.
    footing : str
        A digest of all of the folders on which what is for all rests.
    files : dict of str to File
        Of the processed folder.
    """

    folders: dict[str, Folder] = field(default_factory=dict)
    said: str = ""
    footing: str = ""
    files: dict[str, File] = field(default_factory=dict)

    @property
    def settled(self) -> bool:
        """Whether whatever changes from now on has another time than what was seen."""
        looks = [*(one.look for one in self.folders.values()), *(one.look for one in self.files.values())]
        return all(one.settled for one in looks)

    def said_in(self) -> dict[str, Any]:
        """It as lists and mappings."""
        return {
            "folders": {
                name: {"look": vars(one.look), "content": one.content, "facts": vars(one.facts)}
                for name, one in self.folders.items()
            },
            "said": self.said,
            "footing": self.footing,
            "files": {
                name: {"written": vars(one.written), "look": vars(one.look), "of": one.of}
                for name, one in self.files.items()
            },
        }

    @classmethod
    def of(cls, found: dict[str, Any] | None) -> Kept:
        if not found:
            return cls()
        folders = {
            name: Folder(Look(**one["look"]), one["content"], Facts(**one["facts"]))
            for name, one in found["folders"].items()
        }
        files = {
            name: File(Written(**one["written"]), Look(**one["look"]), one["of"])
            for name, one in found["files"].items()
        }
        return cls(folders, found["said"], found["footing"], files)


def rows_of(name: str, folders: Mapping[str, Facts]) -> str:
    """A digest of the rows of a table, folder after folder."""
    return digest(*(f"{folder} {of.rows.get(name)}" for folder, of in folders.items() if name in of.rows))


class Rows:
    """The rows of all tables, folder after folder: kept in a file a table, read where they are asked for.

    Parameters
    ----------
    folder : Path
        In which the files lie.
    folders : mapping of str to Facts
        Whose rows, and in which order.
    """

    def __init__(self, folder: Path, folders: Mapping[str, Facts]):
        self.folder, self.folders = folder, folders
        self._at: dict[str, dict[str, tuple[int, int]]] = {}

    def at(self, name: str) -> dict[str, tuple[int, int]]:
        """Folder → where its rows begin in a table, and how many there are."""
        if name not in self._at:
            begins, found = 0, {}
            for folder, of in self.folders.items():
                length = of.rows.get(name, (0, 0))[0]
                found[folder] = (begins, length)
                begins += length
            self._at[name] = found
        return self._at[name]

    def path(self, name: str) -> Path:
        return self.folder / f"{name}-{rows_of(name, self.folders)}.parquet"

    def write(self, name: str, frame: pl.DataFrame) -> None:
        """Keep the rows of a table."""
        buffer = io.BytesIO()
        frame.write_parquet(buffer, compression="lz4", statistics=False)
        self.folder.mkdir(parents=True, exist_ok=True)
        replace(self.path(name), buffer.getvalue())

    def read(self, name: str, folders: Iterable[str] | None = None) -> pl.DataFrame:
        """The rows of a table, of all folders or of some, in their order.

        Raises
        ------
        Damaged
            If they are not those that were kept.
        """
        at = self.at(name)
        wanted = [one for one in (self.folders if folders is None else folders) if at[one][1]]
        try:
            if folders is None:
                whole = pl.read_parquet(self.path(name))
                frames = [whole]
                if whole.height != sum(length for _, length in at.values()):
                    raise Damaged(name)
            else:
                lazy = pl.scan_parquet(self.path(name))
                frames = pl.collect_all([lazy.slice(*at[one]) for one in wanted])
                frames = frames or [lazy.head(0).collect()]
        except (OSError, pl.exceptions.PolarsError) as error:
            raise Damaged(name) from error
        frame = pl.concat(frames)
        of = pl.Series([number for number, one in enumerate(wanted) for _ in range(at[one][1])], dtype=pl.UInt32)
        if frame.height != of.len() or list(frame.columns) != list(TABLES[name].fields()):
            raise Damaged(name)
        said = pl.DataFrame({"of": of, "hash": frame.hash_rows()}).group_by("of").agg(pl.col("hash").bitwise_xor())
        if any(self.folders[wanted[number]].rows[name][1] != content for number, content in said.iter_rows()):
            raise Damaged(name)
        return frame

    def tidy(self, names: Iterable[str]) -> None:
        """Remove what is kept of other rows."""
        here = {self.path(name).name for name in names}
        for path in self.folder.glob("*-*.parquet"):
            if path.name not in here:
                with contextlib.suppress(OSError):
                    path.unlink()


class Damaged(Exception):
    """Rows that were kept are not what they were."""


def load(store: Store, key: str) -> Kept:
    """What the last build kept under this key; nothing where that is not whole."""
    try:
        return Kept.of(store.get(NAME, key))
    except (KeyError, TypeError, AttributeError):
        return Kept()


def intact(path: Path, known: File) -> bool:
    """Whether a file is the one that was written: by its times, or where these say too little, by its digest."""
    now = look([path])
    if now.names != known.look.names:
        return False
    return known.look.settled or digest_of(path.read_bytes()) == known.written.hash
