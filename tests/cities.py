"""Data of other cities: some of the plans that are here, and copies of them under other real codes and names."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from pytest import MonkeyPatch  # noqa: PT013

from dxcompare.assemble import causes
from dxcompare.pipeline import run
from dxcompare.words.faults import DataFaults

DATA = Path(__file__).parent.parent / "data"
#: The files of a plan that prints measures alone; and those that must be there, if only with their heading.
LEAST, HEADINGS = ("plan.yaml", "source.yaml", "measures.csv"), ("kpis.csv", "kpi_places.csv", "errata.csv")
#: What is decided of the national items in what a plan prints.
CODED = ("codes_", "adjudication", "kpi_items", "step_items")
#: The plans that are here, by their folders in `data/raw`.
KITAKAMI, NASUKARASUYAMA, TOMI, IMARI = HERE = (
    "03206_kitakami",
    "09215_nasukarasuyama",
    "20219_tomi",
    "41205_imari",
)
Rows = list[list[str]]


@dataclass(frozen=True)
class Copy:
    """A plan that is here, as that of another city.

    Attributes
    ----------
    of : str
        Its folder, one of :data:`HERE`.
    code : str
        The municipality it is to be of.
    bare : bool
        Whether it prints measures and nothing else: no indicator, schedule, survey, tag or erratum.
    older : bool
        Whether it is older than the national plan, so that no version of that was in force and nobody codes it.
    """

    of: str
    code: str
    bare: bool = False
    older: bool = False

    @property
    def romaji(self) -> str:
        return _municipality(self.code)["name_en"].split()[0].lower()

    @property
    def folder(self) -> str:
        return f"{self.code}_{self.romaji}"

    def says(self, text: str) -> str:
        """What a text about the one city says of the other: codes, ids and names."""
        code, romaji = self.of.split("_")
        old, new = _municipality(code), _municipality(self.code)
        for found, instead in (
            (rf"\b{code}\b", self.code),
            (rf"\b{code[:2]}000\b", f"{self.code[:2]}000"),
            (rf"\b{romaji}-", f"{self.romaji}-"),
            (rf"\b{old['name_en'].split()[0]}\b", new["name_en"].split()[0]),
            (old["name_ja"], new["name_ja"]),
            (old["prefecture_ja"], new["prefecture_ja"]),
        ):
            text = re.sub(found, instead, text)
        return text


def made(data: Path, plans: Sequence[str], copies: Iterable[Copy] = ()) -> Path:
    """Make and build a data folder with these of the plans, and with copies of any.

    What is decided about a plan, wherever below `data/mappings` it stands, is copied with it or left out with it; then
    what no data use any more is left out, as the build names it.

    Parameters
    ----------
    data : Path
        The folder to make.
    plans : sequence of str
        Of :data:`HERE`.
    copies : iterable of Copy

    Returns
    -------
    Path
        `data`, with `raw`, `mappings` and `processed`.
    """
    for room in ("raw", "mappings"):
        shutil.copytree(DATA / room, data / room)
    for copy in copies:
        _add(data, copy)
    for folder in set(HERE) - set(plans):
        leave_out(data, folder)
    while unused := _unused(data):
        for path, numbers in unused.items():
            _change(path, lambda rows, numbers=numbers: [row for n, row in enumerate(rows) if n not in numbers])
    return data


def _add(data: Path, copy: Copy) -> None:
    for path in [path for room in ("raw", "mappings") for path in (data / room).rglob("*") if path.is_file()]:
        if copy.of in path.parts:
            text = copy.says(path.read_text(encoding="utf-8"))
            if copy.older and path.name == "plan.yaml":
                text = re.sub(r"(?m)^(framework_version:).*$", r"\1 none", text)
            if copy.older and path.name.startswith(CODED):
                continue
            if copy.bare and "raw" in path.parts and path.name not in LEAST:
                if path.name not in HEADINGS:
                    continue
                text = text.partition("\n")[0] + "\n"
            new = Path(*(copy.folder if part == copy.of else part for part in path.parts))
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(text, encoding="utf-8", newline="\n")
        elif path.is_relative_to(data / "mappings"):
            _change(path, lambda rows: rows + [[copy.says(cell) for cell in row] for row in rows if _of(copy.of, row)])
    _pair(data, copy)


def _pair(data: Path, copy: Copy) -> None:
    """Of a plan and its copy, any two options of a theme are a pair: they are said not to compare."""
    options, pairs = data / "mappings" / copy.of / "theme_options.csv", data / "mappings" / "all" / "theme_pairs.csv"
    if not options.is_file():
        return
    with options.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    own = [
        [
            one["theme"],
            one["question"],
            one["option"],
            copy.says(other["question"]),
            other["option"],
            "d",
            "写し",
            "a copy",
        ]
        for one, other in product(rows, rows)
        if one["theme"] == other["theme"]
    ]
    _change(pairs, lambda known: known + own)


def leave_out(data: Path, folder: str) -> None:
    for room in ("raw", "mappings"):
        shutil.rmtree(data / room / folder, ignore_errors=True)
    for path in (data / "mappings").rglob("*.csv"):
        _change(path, lambda rows: [row for row in rows if not _of(folder, row)])


def _of(folder: str, row: list[str]) -> bool:
    """Whether a decision is about this plan: an id in it begins with the plan's name."""
    return any(re.search(rf"\b{folder.split('_')[1]}-[a-z]*-?\d{{4}}", cell) for cell in row)


def _change(path: Path, change: Callable[[Rows], Rows]) -> None:
    """Rewrite the rows of a CSV file; the first is its heading."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    new = change(rows)
    if new != rows:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(new)


def _unused(data: Path) -> dict[Path, set[int]]:
    """Build; the rows of decisions about what is not there: file → their numbers from 0, the heading's."""
    try:
        with MonkeyPatch.context() as patch:
            patch.setattr(causes, "told", lambda assembly: assembly.faults)  # every row, not only the first cause
            run(data)
    except DataFaults as wrong:
        found: dict[Path, set[int]] = {}
        for fault in wrong.faults:
            if (
                fault.kind not in ("unused", "no_such")
                or "/mappings/" not in fault.place.file
                or fault.place.row is None
            ):
                raise
            found.setdefault(data.parent / fault.place.file, set()).add(fault.place.row - 1)
        return found
    return {}


@cache
def _municipalities() -> dict[str, dict[str, str]]:
    with (DATA / "raw" / "reference" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return {row["municipality_code"]: row for row in csv.DictReader(file)}


def _municipality(code: str) -> dict[str, str]:
    return _municipalities()[code]
