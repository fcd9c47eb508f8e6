"""Executing notebooks: one kernel per core, kept for all that it executes, in either language.

Starting a kernel and importing the library costs more than most notebooks; between two of them the
kernel's names are cleared. The kernels are started before the client is imported, which takes as long
as they do.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from traitlets.config import Config

from dxcompare.report.notebook import Failure, filled
from dxcompare.sources.folder import VARIABLE
from dxcompare.words.text import LANG_VARIABLE

TIMEOUT_SECONDS = 300


#: The file that a kernel takes a cell for, in a warning: another one each time.
_CELL = re.compile(r"\S*ipykernel_\d+/\d+\.py:")


#: Where a traceback names a line of a cell, and what colours it.
_AT, _COLOURS = re.compile(r"Cell In\[\d+\], line (\d+)"), re.compile(r"\x1b\[[\d;]*m")


@dataclass(frozen=True)
class Job:
    """A notebook to be executed in a language, with values for its cell of parameters, for a page.

    `data` is the data folder that `load()` takes there; by default the one beside the notebooks.
    """

    path: Path
    lang: str
    parameters: dict[str, str] = field(hash=False)
    name: str
    data: Path | None = None

    def __str__(self) -> str:
        return " ".join([self.path.name, *self.parameters.values()])


#: Warnings fail a page, but for one: seaborn.objects asks pandas for what pandas 3 is going to drop, and no author can
#: help that.
_WARNINGS = "default,ignore::DeprecationWarning:seaborn._core.data"


#: What makes a kernel as new for the next notebook: its language, no names, and no style of figures but the default.
_FRESH = """
import os, sys
os.environ.update({set!r})
if "matplotlib.pyplot" in sys.modules:
    from dxcompare.present import house
    house.undo()
get_ipython().run_line_magic("reset", "-f")
"""
Outputs = list[list[dict[str, Any]]]


@dataclass(frozen=True)
class Executed:
    """What came of a job: the outputs of its code cells, what failed, and the seconds it took."""

    job: Job
    outputs: Outputs
    failures: list[Failure]
    seconds: float


def execute(jobs: list[Job], done: Callable[[Executed], object], checkout: Path | None = None) -> None:
    """Execute notebooks, as many at a time as there are cores.

    A finding that is no longer true is a failure, and the notebook goes on; any other error ends it, and the next
    notebook is begun.

    Parameters
    ----------
    jobs : list of Job
        In the order in which they are begun.
    done : callable
        Called after each.
    checkout : Path, optional
        Its `notebooks/`, or itself where it has none, is the working folder there; by default the folder that the
        notebooks' folder lies in.
    """
    loop = asyncio.new_event_loop()
    task = loop.create_task(_all(jobs, done, checkout or jobs[0].path.parents[1]))
    # In a thread of its own: the client leaves an interrupt to us there, and the caller may have a loop running.
    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(_to_the_end, loop, task)
        try:
            while not ended.done():  # a wait without end would hear of an interrupt only when all is over
                wait([ended], timeout=0.2)
        except BaseException:
            loop.call_soon_threadsafe(task.cancel)
            ended.result()
            raise
        finally:
            loop.close()
    task.result()


def _to_the_end(loop: asyncio.AbstractEventLoop, task: asyncio.Task) -> None:
    """Run a loop until a task is over, and until what it left behind is cancelled."""
    loop.run_until_complete(asyncio.wait([task]))
    left = asyncio.all_tasks(loop)
    for one in left:
        one.cancel()
    if left:
        loop.run_until_complete(asyncio.wait(left))


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


async def _all(jobs: list[Job], done: Callable[[Executed], object], checkout: Path) -> None:
    waiting = deque(jobs)
    kernels: list[AsyncKernelManager] = []
    workers: list[asyncio.Task] = []

    async def work(kernel: AsyncKernelManager) -> None:
        while waiting and not _cancelled():
            job = waiting.popleft()
            started = time.perf_counter()
            if not await kernel.is_alive():
                await kernel.restart_kernel(now=True)
            outputs, failures = await _one(job, kernel)
            if not _cancelled():
                done(Executed(job, outputs, failures, time.perf_counter() - started))

    home = tempfile.TemporaryDirectory(prefix="dxcompare-", ignore_cleanup_errors=True)
    try:
        env, there = _apart(Path(home.name), checkout), checkout / "notebooks"
        for _ in range(min(cores(), len(jobs))):
            kernels.append(_kernel())
            await kernels[-1].start_kernel(
                cwd=str(there if there.is_dir() else checkout),
                env=env,
                extra_arguments=["--IPKernelApp.exec_lines=from dxcompare import load"],
            )
        workers += [asyncio.create_task(work(kernel)) for kernel in kernels]
        await asyncio.gather(*workers)
    finally:
        for worker in workers:
            worker.cancel()
        if workers:  # the first to end would leave the others with a kernel that is being shut down
            await asyncio.wait(workers)
        for kernel in kernels:
            if kernel.has_kernel:
                await kernel.shutdown_kernel(now=True)
        home.cleanup()


def _apart(home: Path, checkout: Path) -> dict[str, str]:
    """The environment of kernels: what a person has set up for IPython and matplotlib is not for a report.

    Nor is anything written to a home, which a container may not have. What matplotlib knows of fonts is kept in the
    checkout, if that may be written to.
    """
    fonts, matplotlib = checkout / ".cache" / "matplotlib", find_spec("matplotlib")
    try:
        fonts.mkdir(parents=True, exist_ok=True)
    except OSError:
        fonts = home
    assert matplotlib
    assert matplotlib.origin
    return {
        **os.environ,
        "PYTHONWARNINGS": _WARNINGS,
        "IPYTHONDIR": str(home),
        "MPLCONFIGDIR": str(fonts if os.access(fonts, os.W_OK) else home),
        "MATPLOTLIBRC": str(Path(matplotlib.origin).parent / "mpl-data" / "matplotlibrc"),
    }


def _cancelled() -> bool:
    """Whether this task has been cancelled: the client takes that for a dead kernel, and goes on."""
    me = asyncio.current_task()
    return me is not None and me.cancelling() > 0


async def _one(job: Job, kernel: AsyncKernelManager) -> tuple[Outputs, list[Failure]]:
    """The outputs of the code cells of one notebook, and what failed; cells that were not executed have none."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from dxcompare.present.finding import FindingFalse

    notebook = nbformat.from_dict(filled(job.path, job.parameters))
    told = {LANG_VARIABLE: job.lang} | ({VARIABLE: str(job.data)} if job.data else {})
    fresh = _FRESH.format(set=told)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(fresh))
    places = [place for place, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    for place in places:
        notebook.cells[place].outputs = []
    failures: list[Failure] = []
    at = 0  # the cell that is being executed

    def begin(cell: dict, cell_index: int) -> None:
        nonlocal at
        at = places.index(cell_index)

    def failed(cell: dict, cell_index: int, execute_reply: dict) -> None:
        raised = execute_reply["content"]
        ended = raised["ename"] != FindingFalse.__name__
        said = f"{raised['ename']}: {raised['evalue']}"
        failures.append(Failure(max(at, 1), said, ended, _line(raised.get("traceback", ()))))
        if ended:
            raise _Ended

    client = NotebookClient(
        notebook,
        km=kernel,
        timeout=TIMEOUT_SECONDS,
        allow_errors=True,
        on_cell_execute=begin,
        on_cell_error=failed,
    )
    try:
        await client.async_execute(cleanup_kc=False)
    except _Ended:
        pass
    except (CellTimeoutError, DeadKernelError) as error:
        if not _cancelled() and await kernel.is_alive():
            await kernel.restart_kernel(now=True)
        failures.append(Failure(max(at, 1), f"{type(error).__name__}: {error}"))
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
    outputs = [notebook.cells[place].outputs for place in places[1:]]
    failures += [
        Failure(number, f"stderr: {_CELL.sub('line ', output.text.strip())}", ended=False)
        for number, cell in enumerate(outputs, 1)
        for output in cell
        if output.output_type == "stream" and output.name == "stderr"
    ]
    return outputs, sorted(failures, key=lambda failure: failure.cell)


def _line(traceback: Iterable[str]) -> int | None:
    """The line of a cell in which an error was raised, or from which what raised it was called.

    >>> _line(["\x1b[0;36mCell \x1b[0mIn[3], line 2\x1b[0m", "Cell In[1], line 7"])
    2
    """
    found = _AT.search(_COLOURS.sub("", "\n".join(traceback)))
    return int(found[1]) if found else None


class _Ended(Exception):
    """A notebook cannot go on."""


def _kernel() -> AsyncKernelManager:
    """A manager for a kernel of this very interpreter, with an encrypted transport where the client can."""
    config = Config()
    if AsyncKernelManager.class_traits().get("transport_encryption") is not None:
        config.AsyncKernelManager.transport_encryption = "auto"
    kernel = AsyncKernelManager(kernel_name="python3", config=config)
    spec = kernel.kernel_spec
    if spec is not None:
        spec.argv[0] = sys.executable
    return kernel
