"""Notebooks as files: their cells, and the values put into the one tagged `parameters`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class ReportFailed(Exception):
    """A notebook could not be executed, or a finding in it is no longer true."""


def read(path: Path) -> dict[str, Any]:
    """A notebook with the text of every cell in one piece."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook


def tags(cell: dict[str, Any]) -> set[str]:
    """The tags of a cell."""
    return set(cell["metadata"].get("tags", ()))


def takes_parameters(notebook: dict[str, Any]) -> bool:
    """Whether a cell is tagged `parameters`: such a notebook makes a page per plan."""
    return any("parameters" in tags(cell) for cell in notebook["cells"])


def filled(path: Path, parameters: dict[str, str]) -> dict[str, Any]:
    """A notebook whose cell of parameters assigns these values."""
    notebook = read(path)
    for cell in notebook["cells"]:
        if parameters and "parameters" in tags(cell):
            cell["source"] = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    return notebook
