"""Whether the files of a folder are as they were: by their sizes and times, and where these say too little, by content."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dxcompare.sources.kept import digest

#: Times of files are no finer than this on some disks, in seconds: what was changed so shortly before it was looked at
#: may have been changed once more since, and shows the same time.
GRAIN = 2.0


@dataclass(frozen=True)
class Look:
    """Some folders at a moment.

    Attributes
    ----------
    names : str
        A digest of the names, kinds, sizes and times of all that lies in them.
    latest : float
        The latest of these times, in seconds.
    at : float
        When they were looked at.
    """

    names: str
    latest: float
    at: float = field(compare=False)

    @property
    def settled(self) -> bool:
        """Whether what changes later has another time than what was seen."""
        return self.latest < self.at - GRAIN


def look(folders: Iterable[Path]) -> Look:
    """Look at some folders and all that lies in them, those within included; a file is one, too."""
    at, latest, lines = time.time(), 0.0, []
    for name, about in _within(folders):
        lines.append(f"{name}\0{about.st_mode}\0{about.st_size}\0{about.st_mtime_ns}\0{about.st_ino}")
        latest = max(latest, about.st_mtime)
    return Look(digest("\n".join(lines).encode("utf-8", "surrogateescape")), latest, at)


def contents(folders: Iterable[Path]) -> str:
    """A digest of some folders: what lies in them by name and kind, and what is in the files."""
    folders, parts = list(folders), list[str | bytes]()
    for name, about in _within(folders):
        parts += [name.encode("utf-8", "surrogateescape"), f"{stat.S_IFMT(about.st_mode)}"]
        if stat.S_ISREG(about.st_mode):
            number, _, path = name.partition("/")
            try:
                parts.append((folders[int(number)] / path).read_bytes())
            except OSError as error:
                parts.append(f"{error.errno}")
    return digest(*parts)


def _within(folders: Iterable[Path]) -> Iterator[tuple[str, os.stat_result]]:
    """Folders, files and all else by name, each with what the system says of it; the name begins with its folder's number."""
    for number, folder in enumerate(folders):
        try:
            about = os.lstat(folder)
        except OSError:
            continue
        yield f"{number}/", about
        if stat.S_ISDIR(about.st_mode):
            yield from _inside(str(folder), f"{number}/")


def _inside(folder: str, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in found:
        try:
            about = entry.stat(follow_symlinks=False)
        except OSError:
            continue
        yield prefix + entry.name, about
        if stat.S_ISDIR(about.st_mode):
            yield from _inside(entry.path, f"{prefix}{entry.name}/")


def known(
    looks: Mapping[str, Look], before: Mapping[str, tuple[Look, str]], of: Mapping[str, list[Path]]
) -> dict[str, str]:
    """The digest of the contents of folders by name: the one known before where nothing moved, else read anew."""
    return {
        name: before[name][1]
        if name in before and one.names == before[name][0].names and before[name][0].settled
        else contents(of[name])
        for name, one in looks.items()
    }
