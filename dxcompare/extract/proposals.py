"""Proposals: what a document prints in a row of a table, ready for a person to accept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dxcompare.extract.blocks import Box, Cell, Doubt
from dxcompare.words.text import Text, language, plural

#: What a proposal may be of.
TABLES = {
    "measures": Text("施策", "measures"),
    "kpis": Text("指標", "indicators"),
    "kpi_values": Text("年度別の値", "values by year"),
    "schedule": Text("工程の行", "rows of schedules"),
    "survey": Text("調査表の行", "rows of survey tables"),
    "other": Text("分からなかったもの", "not understood"),
}


@dataclass
class Proposal:
    """A row of a table.

    Attributes
    ----------
    table : str
        One of :data:`TABLES`.
    row : dict of str to str
        Heading of the raw form → text as printed; of schedules and surveys also the printed headings.
    page : int or None
        1-based page of the document.
    boxes : dict of str to Box
        Where each text stands on its page.
    doubts : list of (str, Doubt)
        Questions to the person, each with the heading it concerns.
    """

    table: str
    row: dict[str, str]
    page: int | None = None
    boxes: dict[str, Box] = field(default_factory=dict)
    doubts: list[tuple[str, Doubt]] = field(default_factory=list)
    #: headings under which the table has a cell, and that is blank
    blank: list[str] = field(default_factory=list)

    def put(self, heading: str, cell: Cell | None, text: str | None = None) -> None:
        """Take a cell under a heading, with its place and its doubts."""
        said = (cell.text if cell else "") if text is None else text
        self.row[heading] = said
        if cell:
            if not said:
                self.blank.append(heading)
            if cell.box and said:
                self.boxes[heading] = cell.box
            self.doubts += [(heading, doubt) for doubt in cell.doubts]

    def doubt(self, heading: str, doubt: Doubt) -> None:
        self.doubts.append((heading, doubt))

    @property
    def sure(self) -> bool:
        return not self.doubts

    def line(self, lang: str | None = None) -> str:
        """The proposal as a line of JSON; questions in `lang`."""
        lang = language(lang)
        return json.dumps(
            {
                "table": self.table,
                "row": self.row,
                "page": self.page,
                "boxes": {name: [round(x, 1) for x in box] for name, box in self.boxes.items()},
                "sure": self.sure,
                "questions": [
                    {"column": column, "why": doubt.why.to(lang), "readings": list(doubt.readings)}
                    for column, doubt in self.doubts
                ],
            },
            ensure_ascii=False,
        )


def lines(proposals: Iterable[Proposal], lang: str | None = None) -> str:
    """Proposals as JSON lines."""
    return "".join(proposal.line(lang) + "\n" for proposal in proposals)


def summary(proposals: list[Proposal]) -> Text:
    """How many proposals there are of each kind, and how many ask something."""
    count = Counter(proposal.table for proposal in proposals)
    ask = sum(not proposal.sure for proposal in proposals)
    found = [(name, count[table]) for table, name in TABLES.items() if count[table]]
    return Text(
        f"案{len(proposals)}件（{'、'.join(f'{name.ja}{n}' for name, n in found) or 'なし'}）。うち確認が要るもの{ask}件。",
        f"{plural(len(proposals), 'proposal', 'proposals')} ({', '.join(f'{name.en} {n}' for name, n in found) or 'none'}); "
        f"{ask} with a question.",
    )
