"""Which pages are made of notebooks: of a few plans those of each, of many those of the plans that were asked for.

Only the standard library is imported.
"""

from __future__ import annotations

import ast
import csv
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

from dxcompare.report.notebook import PLANS, plans_of, read, takes_parameters
from dxcompare.words.most import MOST
from dxcompare.words.text import Text

#: The notebook that sets plans side by side, its kind, and its page; of one plan there is none.
COMPARE = "compare"


@dataclass(frozen=True)
class Task:
    """A page to be made of a notebook.

    Attributes
    ----------
    name, kind : str
    notebook : Path
    parameters : dict of str to str
    plans : tuple of str
        The plans whose data alone the notebook is given, so that its page is made anew only when these change; blank
        for all.
    """

    name: str
    kind: str
    notebook: Path
    parameters: dict[str, str] = field(default_factory=dict)
    plans: tuple[str, ...] = ()

    def __str__(self) -> str:
        plans = "".join(f" ({value})" for value in self.parameters.values())
        return f"{self.notebook.name}{plans}"


def plans(data: Path) -> list[str]:
    """The ids of the plans in the order of :meth:`Dataset.plans`, read without the library of tables."""
    with (data / "processed" / "plan.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["plan_id"] for row in sorted(rows, key=itemgetter("municipality_code", "start_fy", "plan_id"))]


def paged(notebooks: Iterable[Path], known: Sequence[str], names: Collection[str]) -> list[str]:
    """The plans of which a folder with files of these names has a page."""
    stems = [path.stem for path in notebooks if takes_parameters(read(path))]
    return [plan for plan in known if any(f"{stem}-{plan}.html" in names for stem in stems)]


def tasks(notebooks: Iterable[Path], data: Path, chosen: Collection[str] = ()) -> tuple[list[Task], list[Path]]:
    """A page per notebook; of a notebook with parameters a page per plan.

    Parameters
    ----------
    notebooks : iterable of Path
    data : Path
        The data folder.
    chosen : collection of str
        Ids of the plans that have a page of their own, where there are more than `MOST`; otherwise all have.

    Returns
    -------
    list of Task, list of Path
        The notebooks left out are about plans that are not in the data.
    """
    todo, left_out, known = list[Task](), list[Path](), plans(data)
    many = len(known) > MOST
    cities = [plan for plan in known if not many or plan in chosen]
    for path in notebooks:
        notebook = read(path)
        apart = many and alone(notebook)
        if takes_parameters(notebook):
            todo += [
                Task(f"{path.stem}-{plan}", "city", path, {"plan_id": plan}, (plan,) if apart else ())
                for plan in cities
            ]
        elif path.stem == COMPARE:
            fits = 1 < len(cities) <= MOST
            todo += [Task(path.stem, COMPARE, path, plans=tuple(cities) if many else ())] * fits
        elif set(named := plans_of(notebook, path.name)) <= set(known):
            todo.append(Task(path.stem, "essay", path, plans=named if apart else ()))
        else:
            left_out.append(path)
    return todo, left_out


def alone(notebook: dict[str, Any]) -> bool:
    """Whether all that a notebook loads is of its own plans: every `load()` goes on with `.only(plan_id)` or `.only(*PLANS)`.

    >>> cells = [{"cell_type": "code", "source": "ds = dx.load().only(*PLANS)"}]
    >>> alone({"cells": cells}), alone({"cells": [*cells, {"cell_type": "code", "source": "all = dx.load()"}]})
    (True, False)
    """
    every, narrowed = 0, 0
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        try:
            tree = ast.parse(cell["source"])
        except SyntaxError:  # executing it will say so
            return False
        for node in ast.walk(tree):
            every += "load" in (getattr(node, "attr", ""), getattr(node, "id", ""), getattr(node, "name", ""))
            narrowed += isinstance(node, ast.Call) and ast.unparse(node) in _ONLY
    return every == narrowed > 0


#: The calls that load the data of a notebook's own plans.
_ONLY = {
    f"{load}.only({own})" for load in ("load()", "dx.load()", "dxcompare.load()") for own in ("plan_id", f"*{PLANS}")
}

#: What is said of plans that have no page of their own, and how to get one.
COMMAND = "dxcompare report --city"


def unmade(known: int, made: int) -> Text:
    """Why most cities have no page, and how one is made."""
    return Text(
        f"計画が{MOST}を超える（{known:,}計画）ので、市区町村ごとのページは求めに応じて作る（いま{made:,}）。"
        f"作るには：{COMMAND} 市区町村（コード・名前・計画のID。いくつも作るときは --city を繰り返す）",
        f"there are more than {MOST} plans ({known:,}), so pages of cities are made on demand ({made:,} now); "
        f"to make one: {COMMAND} CITY (code, name or id of the plan; repeat --city for several)",
    )
