"""What came of work, kept beside the data with the key of what it was made from, so that nothing is done twice.

Only the standard library is imported.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import sysconfig
from collections.abc import Callable, Collection, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from dxcompare.sources.writing import replace
from dxcompare.words.text import Text

#: Where this package lies.
PACKAGE = Path(__file__).resolve().parents[1]


def digest(*parts: str | bytes) -> str:
    """A short name for a sequence of texts; parts are kept apart.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    total = blake2b(digest_size=16)
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()


def of_files(files: Iterable[Path], root: Path) -> str:
    """A digest of the names and contents of files."""
    return digest(*(part for path in sorted(files) for part in (path.relative_to(root).as_posix(), path.read_bytes())))


def library(without: Collection[str] = (), package: Path = PACKAGE) -> str:
    """A digest of this package, less some rooms."""
    files = [path for path in package.rglob("*") if path.suffix in (".py", ".j2", ".css", ".js")]
    return of_files((path for path in files if path.relative_to(package).parts[0] not in without), package)


def installed() -> str:
    """A digest of the Python and of the versions of all packages but this one, as their folders' names tell."""
    paths = sysconfig.get_paths()
    names = {
        entry.name
        for folder in {paths["purelib"], paths["platlib"]}
        for entry in os.scandir(folder)
        if entry.name.endswith((".dist-info", ".egg-info")) and not entry.name.startswith("dxcompare")
    }
    return digest(sys.version, *sorted(names))


def program() -> str:
    """A digest of this package, the Python and all packages: what is kept is of these alone."""
    return digest(library(), installed())


class Store:
    """A folder of outcomes, one file per name, each with the key of what it was made from.

    An entry that is missing, of another key, cut short or damaged is simply not there.

    Parameters
    ----------
    folder : Path
    holds : callable
        Whether what keys stand for is still so; if not, nothing is kept: an outcome may be of what is there now.
    """

    def __init__(self, folder: Path, holds: Callable[[], bool] = lambda: True):
        self.folder, self.holds = folder, holds
        #: Why an outcome could not be kept; the next report makes it again.
        self.refused: OSError | None = None

    def get(self, name: str, key: str) -> Any | None:
        """The outcome of this name, if it was made from what the key stands for."""
        try:
            head, _, body = (self.folder / f"{name}.json").read_bytes().partition(b"\n")
            return json.loads(body) if head.decode() == f"{key} {digest(body)}" else None
        except (OSError, ValueError):
            return None

    def put(self, name: str, key: str, value: Any) -> None:
        """Keep an outcome. Readers see the old one or the new one, never half of it."""
        if not self.holds():
            return
        body = json.dumps(value, ensure_ascii=False).encode()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            replace(self.folder / f"{name}.json", f"{key} {digest(body)}\n".encode() + body)
        except OSError as error:
            self.refused = error

    def drop(self, name: str) -> None:
        """Keep an outcome no longer."""
        with contextlib.suppress(OSError):
            (self.folder / f"{name}.json").unlink()

    def amiss(self) -> Text | None:
        """Why what was executed now will be executed again."""
        if self.refused is None:
            return None
        why = self.refused.strerror
        return Text(
            f"{self.folder} に書けないため（{why}）、実行した結果は残していない。次回も実行する。",
            f"{self.folder} cannot be written to ({why}); what was executed is not kept, and will be executed again.",
        )
