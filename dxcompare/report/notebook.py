"""Notebooks as files: their cells, the plans they are about, and the values put into the cell tagged `parameters`."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dxcompare.words.text import LANGUAGES, Text

#: What an essay assigns the ids of the plans to that its sentences are about.
PLANS = "PLANS"


#: What executing notebooks and making pages of them imports, of the extra `report`.
NEEDS = ("jinja2", "mistune", "lxml", "nbclient", "nbformat", "jupyter_client", "traitlets", "ipykernel")


class ReportFailed(Exception):
    """Something of the report could not be made, or is no longer true; the message says what and where."""


@dataclass(frozen=True)
class Failure:
    """What is wrong with a cell.

    Attributes
    ----------
    cell : int
        Which of the notebook's code cells, from 1.
    error : str
        What was raised; of a finding its sentence in both languages.
    ended : bool
        Whether the cells after it were not executed.
    line : int, optional
        Which line of the cell it was.
    """

    cell: int
    error: str
    ended: bool = True
    line: int | None = None

    @property
    def place(self) -> Text:
        """The cell, and the line where it is known."""
        line = Text(f"の{self.line}行目", f", line {self.line}") if self.line else Text("", "")
        return Text(f"{self.cell}番目のコードセル", f"code cell {self.cell}") + line


def read(path: Path) -> dict[str, Any]:
    """A notebook with the text of every cell in one piece."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook


def tags(cell: dict[str, Any]) -> set[str]:
    """The tags of a cell."""
    return set(cell["metadata"].get("tags", ()))


def speaks(cell: dict[str, Any], lang: str) -> bool:
    """Whether a cell of text is for a language: one that is tagged with no language is for both."""
    said = tags(cell) & set(LANGUAGES)
    return lang in said or not said


def takes_parameters(notebook: dict[str, Any]) -> bool:
    """Whether a cell is tagged `parameters`: such a notebook makes a page per plan."""
    return any("parameters" in tags(cell) for cell in notebook["cells"])


def plans_of(notebook: dict[str, Any], name: str) -> tuple[str, ...]:
    """The plans that a notebook is about: what its first cell of code assigns to `PLANS`; none if it is about any.

    Raises
    ------
    ReportFailed
        If `PLANS` is not a tuple of ids, written out.
    """
    first = next((cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"), "")
    try:
        lines = ast.parse(first).body if PLANS in first else []
    except SyntaxError:  # executing it will say so
        return ()
    for line in lines:
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == PLANS:
            try:
                given = ast.literal_eval(line.value)
            except ValueError:
                given = None
            if not isinstance(given, tuple) or not all(isinstance(plan, str) for plan in given):
                raise ReportFailed(
                    Text(
                        f'{name}：最初のコードセルに {PLANS} = ("計画のID", …) と書き出す。',
                        f'{name}: write {PLANS} = ("a plan\'s id", …) in the first cell of code.',
                    ).to()
                )
            return given
    return ()


def filled(path: Path, parameters: dict[str, str]) -> dict[str, Any]:
    """A notebook whose cell of parameters assigns these values."""
    notebook = read(path)
    for cell in notebook["cells"]:
        if parameters and "parameters" in tags(cell):
            cell["source"] = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    return notebook
