"""Mutants one after the other, in one process."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.conftest import ROOT
from tests.mutations import cells, files, grids, meaning, yamls  # noqa: F401 - they declare the classes
from tests.mutations.base import WORLD, Base
from tests.mutations.judge import CLASSES, LIMIT, judged, mutant_of  # noqa: F401 - for who runs them

VERDICTS = ("right", "silent", "refused", "traceback", "hang", "wrong file")
_FOLDER = tempfile.TemporaryDirectory(prefix="mutations")


@dataclass(frozen=True, order=True)
class Done:
    """What became of one mutant."""

    verdict: str
    name: str
    seed: int
    committed: bool
    what: str
    said: str
    took: float


@cache
def _base(committed: bool) -> Base:
    return Base(ROOT / "data" if committed else WORLD, Path(_FOLDER.name) / str(committed))


def make(task: tuple[str, int, bool]) -> Done | None:
    """Make the mutant of a class and a seed, of the committed data or the made-up; none where the class cannot."""
    name, seed, committed = task
    base = _base(committed)
    base.tables  # noqa: B018 - once, and not of this mutant's time
    mutant = mutant_of(base, name, seed)
    if mutant is None:
        return None
    start = time.perf_counter()
    verdict, said = judged(base, mutant, 6 * LIMIT if committed else LIMIT)
    return Done(verdict, name, seed, committed, mutant.what, said, time.perf_counter() - start)
