"""What is proposed of a city, and what people answered: `data/mappings/<city>/proposed.jsonl`.

Nothing here enters the data until a person accepts it (:mod:`dxcompare.onboarding.review`); what was answered stays
here, so that a row can be walked back to who read it, where, and who accepted it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from dxcompare.sources.encodings import decoded
from dxcompare.sources.folders import PROPOSED as FILE
from dxcompare.sources.writing import replace_all
from dxcompare.words.faults import DataFaults, Fault, Place

__all__ = ["FILE", "STATUS", "Proposed", "joined", "read", "text", "write"]
#: What became of a proposal.
STATUS = ("proposed", "accepted", "changed", "rejected")


@dataclass
class Proposed:
    """A row that is proposed.

    Attributes
    ----------
    table : str
        `measures`, `kpis`, `kpi_values`, `schedule`, `survey`, `other` for rows of a document; for decisions the file
        they would stand in, `mappings/kpis.csv`.
    row : dict of str to str
        Heading of the raw form → text; of schedules and surveys also the printed headings.
    page : int or None
        1-based page of the document.
    boxes : dict of str to list of float
        Heading → [x0, top, x1, bottom] in points.
    sure : bool
    questions : list of dict
        Each with `column`, `why`, `readings`.
    by : str
        Who proposes: `extract`, `rules`, `model:<name>`, `person:<name>`.
    why : str
        Why, of a decision.
    document, digest : str
        Name of the document's file, and its SHA-256.
    status : str
        One of :data:`STATUS`.
    answered_by, answered_on, reason : str
        Who answered, when (YYYY-MM-DD), and why where it was changed or rejected.
    taken : dict of str to str
        The texts that a person put in place of those of `row`, which stays as it was proposed.
    became : str
        The file that took it, and the id or number of its row there.
    """

    table: str
    row: dict[str, str]
    page: int | None = None
    boxes: dict[str, list[float]] = field(default_factory=dict)
    sure: bool = True
    questions: list[dict[str, Any]] = field(default_factory=list)
    by: str = "extract"
    why: str = ""
    document: str = ""
    digest: str = ""
    status: str = "proposed"
    answered_by: str = ""
    answered_on: str = ""
    reason: str = ""
    taken: dict[str, str] = field(default_factory=dict)
    became: str = ""

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.status == "proposed"

    @property
    def said(self) -> dict[str, str]:
        """The row as it holds: with what a person changed."""
        return {**self.row, **self.taken}

    @property
    def key(self) -> str:
        """What it is known by: the same row of the same table by the same reader is one proposal."""
        said = json.dumps([self.table, sorted(self.row.items()), self.page, self.by], ensure_ascii=False)
        return sha256(said.encode()).hexdigest()[:10]


def read(folder: Path) -> list[Proposed]:
    """The proposals of a city; `folder` is its folder in `data/mappings`.

    Raises
    ------
    DataFaults
        If the file was damaged; says which line.
    """
    path, found = folder / FILE, []
    text, encoding = decoded(path.read_bytes()) if path.is_file() else ("", "UTF-8")
    if encoding is None:
        raise DataFaults([Fault(Place(str(path)), "encoding")])
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            found += [Proposed(**json.loads(line))] if line.strip() else []
        except (ValueError, TypeError, RecursionError) as error:
            raise DataFaults([Fault(Place(str(path), number), "not_json", {"problem": error})]) from None
    return found


def text(proposals: Iterable[Proposed]) -> str:
    """The proposals of a city as they are kept, in their order."""
    return "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in proposals)


def write(folder: Path, proposals: Iterable[Proposed]) -> None:
    """Keep the proposals of a city; `folder` is its folder in `data/mappings`."""
    replace_all({folder / FILE: text(proposals)}, folder.parents[1])


def joined(there: list[Proposed], more: Iterable[Proposed]) -> tuple[list[Proposed], int]:
    """The proposals with those that are new, and how many these are; what was answered once is not asked again."""
    known = {one.key for one in there}
    new = [one for one in more if one.key not in known and not known.add(one.key)]  # type: ignore[func-returns-value]
    return [*there, *new], len(new)
