"""What is worked out of each survey by itself: once for what is printed, kept by the build, in several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from dxcompare.sources.kept import Store, digest, installed, library

T = TypeVar("T")

#: Fewer are done in one process: it takes others so long to begin.
FEW = 12


def available() -> int:
    """How many processors we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Work:
    """How a build works: in how many processes, and where it keeps what came of each survey.

    Parameters
    ----------
    folder : Path
        What came of the surveys as they are now lies in it, one file for each thing that is worked out.
    processes : int
    """

    def __init__(self, folder: Path, processes: int) -> None:
        self.processes, self._close = processes, ExitStack()
        self.code = self._code()
        self.store = Store(folder, lambda: self._code() == self.code)

    @staticmethod
    def _code() -> str:
        return digest(library(), installed())

    @cached_property
    def pool(self) -> ProcessPoolExecutor:
        """Processes that begin anew: a copy of one with threads may stand still."""
        return self._close.enter_context(ProcessPoolExecutor(self.processes, get_context("spawn")))

    def close(self) -> None:
        self._close.close()


_work: ContextVar[Work | None] = ContextVar("work", default=None)


@contextmanager
def working(folder: Path, processes: int = 1) -> Iterator[None]:
    """Keep what comes of each survey, and work in several processes, as :class:`Work` takes them.

    With more than one process the program that is run must bear to be imported, as `dxcompare build` does.
    """
    work = Work(folder, processes)
    before = _work.set(work)
    try:
        yield
    finally:
        _work.reset(before)
        work.close()


def each(
    name: str,
    function: Callable[[T], list[tuple]],
    given: Sequence[T],
    texts: Sequence[str],
    known: dict[str, list] | None = None,
) -> list[list[tuple]]:
    """What a function makes of each of some things, in their order.

    Parameters
    ----------
    name : str
        Of what is worked out.
    function : callable
        Of a module, with nothing around it; its rows hold texts, whole numbers, numbers, truths and None.
    given : sequence
    texts : sequence of str
        For each, a text that says all that the function makes use of.
    known : dict, optional
        What came of others before, by digest of their texts; takes up what comes of these.
    """
    work, keys = _work.get(), [digest(text) for text in texts]
    known = {} if known is None else known
    if work is not None:
        known.update(work.store.get(name, work.code) or {})
    todo = {key: one for key, one in zip(keys, given, strict=True) if key not in known}
    for key, rows in zip(todo, _done(function, list(todo.values()), work), strict=True):
        known[key] = rows
    if work is not None and todo:
        work.store.put(name, work.code, {key: known[key] for key in keys})
    return [[tuple(row) for row in known[key]] for key in keys]


def _done(function: Callable[[T], list[tuple]], todo: list[T], work: Work | None) -> Iterator[list[tuple]]:
    if work is None or work.processes < 2 or len(todo) < FEW:
        return map(function, todo)
    return work.pool.map(function, todo, chunksize=4)
