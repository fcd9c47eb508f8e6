"""Work that may be done in several processes."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import cached_property
from multiprocessing import get_context
from typing import Any, TypeVar

T = TypeVar("T")


def available() -> int:
    """How many processors we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Processes that begin when there is work for more than one.

    With more than one the program that is run must bear to be imported, as `dxcompare build` does.
    """

    def __init__(self, processes: int) -> None:
        self.processes, self._close = processes, ExitStack()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._close.close()

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        """They begin anew: a copy of a process with threads may stand still."""
        return self._close.enter_context(ProcessPoolExecutor(self.processes, get_context("spawn")))

    def renewed(self, ready: Callable[[], None]) -> None:
        """Let new processes take the place of those that have begun, which give back their memory; `ready` comes first.

        What is done meanwhile here does not wait for them.
        """
        if (pool := vars(self).pop("_pool", None)) is not None:
            pool.shutdown()
            for _ in range(self.processes):
                self._pool.submit(ready)

    def map(self, function: Callable[..., T], *given: list[Any]) -> Iterator[T]:
        """What a function of a module makes of each, in their order."""
        if self.processes < 2 or len(given[0]) < 2:
            return map(function, *given)
        return self._pool.map(function, *given)


@contextlib.contextmanager
def unswept() -> Iterator[None]:
    """No search for garbage among rows that all stay until the end: it takes a quarter of the time."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()
