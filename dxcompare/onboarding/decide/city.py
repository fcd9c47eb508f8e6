"""A city whose decisions are proposed: what it prints, what is decided of it, and what is decided of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from dxcompare.onboarding.proposals import Proposed
from dxcompare.sources import folders, values
from dxcompare.sources.folders import ALL, PlanFolder, Raw
from dxcompare.sources.reader import Record
from dxcompare.words.unknown import UnknownName

#: who proposes here
BY = "rules"


@dataclass(frozen=True)
class City:
    """A city's folder among those that are there.

    Attributes
    ----------
    raw : Raw
    folder : PlanFolder
    """

    raw: Raw
    folder: PlanFolder

    @cached_property
    def plan(self) -> str:
        """The id of its plan; where none is written yet, the folder's name stands in."""
        return (self.folder.plan and self.folder.plan["plan_id"]) or self.folder.name

    def id(self, short: str) -> str:
        """The id of something of the plan."""
        return f"{self.plan}/{short}"

    def decisions(self, name: str, folder: str | None = None) -> list[Record]:
        """The rows of a file of decisions of the city, or of another folder of `mappings/`."""
        sheet = self.raw.mappings.get(folder or self.folder.name, {}).get(name)
        return sheet.records if sheet else []

    def shared(self, name: str) -> list[Record]:
        """The rows of a file of decisions about all plans."""
        return self.decisions(name, ALL)

    def decided(self, name: str, *columns: str) -> set[tuple[str, ...]]:
        """The keys that the city's file already has rows for."""
        return {tuple(values.same(record[column]) for column in columns) for record in self.decisions(name)}

    def everywhere(self, name: str) -> Iterator[tuple[PlanFolder, Record]]:
        """What is decided in a file of every city, this one's too, with whose it is."""
        for folder in self.raw.plans:
            for record in self.decisions(name, folder.name):
                yield folder, record


@dataclass
class Draft:
    """A proposal while it is made: what each column says, why, and what a person must look at.

    Examples
    --------
    >>> draft = Draft("kpis.csv", {"kpi": "a-2024/k01"})
    >>> draft.say("unit", "%")
    >>> draft.ask("period", "point", "年度ごとかどうか書かれていない", ["point", "per_year"])
    >>> made = draft.made("割合")
    >>> made.row["period"], made.sure, made.questions[0]["readings"]
    ('point', False, ['point', 'per_year'])
    """

    file: str
    row: dict[str, str]
    questions: list[dict[str, object]] = field(default_factory=list)

    def say(self, column: str, text: str) -> None:
        """Fill a column that is sure."""
        self.row[column] = text

    def ask(self, column: str, text: str, why: str, readings: list[str]) -> None:
        """Fill a column that a person must look at; `text` may be blank."""
        self.row[column] = text
        self.questions.append({"column": column, "why": why, "readings": readings})

    def made(self, why: str) -> Proposed:
        """The proposal; it is sure if nothing is asked."""
        return Proposed(
            f"mappings/{self.file}", self.row, sure=not self.questions, questions=self.questions, by=BY, why=why
        )


def city(data: Path, name: str) -> City:
    """The city whose folder below `raw/` is called so.

    Raises
    ------
    UnknownName
        If there is no such folder.
    """
    raw = folders.read(Path(data))
    for folder in raw.plans:
        if folder.name == name:
            return City(raw, folder)
    raise UnknownName("name", name, [folder.name for folder in raw.plans])
