"""The questions in the order in which lists, decks and pages show them: the one place that names them.

A folder that is not in the list is a question too; it comes after those that are. Nothing is imported before it
is asked for, since `import dxcompare` asks for the names.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

import dxcompare.questions

if TYPE_CHECKING:
    from dxcompare.present.question import Question

#: The question that the panel begins with.
FIRST = "coverage"
ORDER = (
    "overview",
    "brief",
    "coverage",
    "timeline",
    "previous",
    "agreement",
    "ambition",
    "matched",
    "outcomes",
    "reference",
    "shares",
    "differences",
    "themes",
    "gradients",
    "standardise",
    "bases",
    "audit",
    "claims",
    "recover",
    "simulated",
)


@cache
def names() -> tuple[str, ...]:
    """The names of all questions, in order; no question is imported."""
    found = {one.name for one in pkgutil.iter_modules(dxcompare.questions.__path__) if one.ispkg}
    return (*(name for name in ORDER if name in found), *sorted(found - set(ORDER)))


def question(name: str) -> Question:
    """The declaration of one question.

    Raises
    ------
    ModuleNotFoundError
        If there is no such folder.
    """
    return importlib.import_module(f"dxcompare.questions.{name}").QUESTION


def questions() -> list[Question]:
    """The declarations of all questions, in order."""
    return [question(name) for name in names()]


def charts() -> dict[str, list[str]]:
    """The kinds of chart of every question, by its name; imports what draws them."""
    from dxcompare.present.result import Result

    found = {}
    for name in names():
        folder = f"dxcompare.questions.{name}"
        if importlib.util.find_spec(f"{folder}.chart"):
            importlib.import_module(f"{folder}.chart")
        found[name] = [kind for result, kind in Result.plots if result.__module__.startswith(f"{folder}.")]
    return found
