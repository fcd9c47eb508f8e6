"""A small made-up city whose raw rows are there and of which nothing is decided."""

from __future__ import annotations

import csv
from pathlib import Path

from dxcompare.tables import like
from dxcompare.tables.raw import Folder
from tests.few import copied

ROOT = Path(__file__).parents[2]
CITY = "01202_hakodate"
PLAN = "hakodate-2025"


def new_city(tmp_path: Path) -> Path:
    """The committed data, and a folder of a new city with its plan's card alone."""
    data = copied(tmp_path / "data")
    (data / "raw" / CITY).mkdir()
    (data / "raw" / CITY / "plan.yaml").write_text(f"plan_id: {PLAN}\n", encoding="utf-8")
    return data


def write(path: Path, *rows: dict[str, str]) -> None:
    """Write a raw file, with all columns that it must have."""
    path.parent.mkdir(parents=True, exist_ok=True)
    heads = list(dict.fromkeys(name for row in rows for name in row))
    form = max(
        like(path.name, Folder.CITY if "mappings" in path.parts else Folder.PLAN),
        key=lambda one: len({*one.columns} & {*heads}),
        default=None,
    )
    heads += [name for name in (form.required(heads) if form else ()) if name not in heads]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, heads, restval="", lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
