"""What a page was made from, and what came of it, so that nothing is executed twice.

Only the standard library is imported: a report in which nothing changed loads nothing else.
"""

from __future__ import annotations

from pathlib import Path

import dxcompare
from dxcompare.sources import kept as files
from dxcompare.sources.kept import Store, digest, installed, of_files

__all__ = ["Store", "dataset", "digest", "installed", "kept", "library", "of_files"]

#: Rooms that notebooks cannot see: a change of the pages' looks executes nothing.
_UNSEEN = ("report", "cli", "onboarding")


def library(seen_by_notebooks: bool) -> str:
    """A digest of this package: all of it, or what notebooks can see."""
    return files.library(_UNSEEN if seen_by_notebooks else (), Path(dxcompare.__file__).parent)


def dataset(data: Path) -> str:
    """A digest of the processed tables."""
    return of_files((data / "processed").glob("*.csv"), data)


def kept(data: Path) -> tuple[Store, str]:
    """What was executed before, and the digest of all that a notebook can see beside the data.

    Nothing more is kept once the library has changed: kernels would have read some of it before, and some after.

    Parameters
    ----------
    data : Path
        The data folder; outcomes lie in `.cache/report` beside it.
    """

    def code() -> tuple[str, str]:
        return library(seen_by_notebooks=False), installed()

    before, seen = code(), library(seen_by_notebooks=True)
    store = Store(data.parent / ".cache" / "report", lambda: code() == before)
    return store, digest(seen, before[1])
