"""Mutants one after the other, in one process."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.mutations import cells, files, grids, meaning, yamls  # noqa: F401 - they declare the classes
from tests.mutations.base import WORLD, Base
from tests.mutations.judge import CLASSES, judged, mutant_of  # noqa: F401 - for who runs them

VERDICTS = ("right", "silent", "refused", "traceback", "hang", "wrong file")


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


def shard(tasks: list[tuple[str, int, bool]]) -> list[Done]:
    """Make these mutants: class, seed, and whether of the committed data. One that a class cannot make is left out."""
    done: list[Done] = []
    with tempfile.TemporaryDirectory() as folder:
        bases: dict[bool, Base] = {}
        for name, seed, committed in tasks:
            if committed not in bases:
                bases[committed] = Base(ROOT / "data" if committed else WORLD, Path(folder) / str(committed))
                bases[committed].tables  # noqa: B018 - made once
            mutant = mutant_of(bases[committed], name, seed)
            if mutant:
                start = time.perf_counter()
                verdict, said = judged(bases[committed], mutant, 60.0 if committed else 10.0)
                done.append(Done(verdict, name, seed, committed, mutant.what, said, time.perf_counter() - start))
    return done
