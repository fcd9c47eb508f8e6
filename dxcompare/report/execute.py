"""Executing notebooks: each in a kernel of its own, two at a time."""

from __future__ import annotations

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import Config

from dxcompare.text import LANG_VARIABLE

AT_ONCE = 2
TIMEOUT_SECONDS = 300


class ReportFailed(Exception):
    """A notebook could not be executed, or a finding in it is no longer true."""


def execute(notebooks: list[Path], lang: str) -> list[nbformat.NotebookNode]:
    """Execute notebooks and return them with their outputs, in the same order.

    Raises
    ------
    ReportFailed
        Naming every notebook that failed, with the error of its cell.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = list(pool.map(lambda path: _one(path, lang), notebooks))
    failed = [outcome for outcome in done if isinstance(outcome, ReportFailed)]
    if failed:
        raise ReportFailed("\n".join(str(outcome) for outcome in failed))
    return [outcome for outcome in done if not isinstance(outcome, ReportFailed)]


def _one(path: Path, lang: str) -> nbformat.NotebookNode | ReportFailed:
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=TIMEOUT_SECONDS, kernel_name="python3",
                            shutdown_kernel="immediate", resources={"metadata": {"path": str(path.parent)}})
    client.km = _kernel(client)
    environment = {**os.environ, LANG_VARIABLE: lang, "PYTHONWARNINGS": "default"}
    try:
        asyncio.run(client.async_execute(env=environment))
    except CellExecutionError as error:
        return ReportFailed(f"{path.name}: {error.ename}: {error.evalue}")
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "stream" and output.name == "stderr":
                return ReportFailed(f"{path.name}: a cell wrote to stderr: {output.text.strip()}")
    return notebook


def _kernel(client: NotebookClient):  # noqa: ANN202 - a kernel manager of whatever class is configured
    """A kernel of this very interpreter, with an encrypted transport where the client can."""
    manager = client.kernel_manager_class
    config = Config()
    if manager.class_traits().get("transport_encryption") is not None:
        config.KernelManager.transport_encryption = "auto"
        config.AsyncKernelManager.transport_encryption = "auto"
    kernel = manager(kernel_name=client.kernel_name, config=config)
    spec = kernel.kernel_spec
    if spec is not None:
        spec.argv[0] = sys.executable
    return kernel
