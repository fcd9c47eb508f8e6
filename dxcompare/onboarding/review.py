"""What of a city waits for a person: proposals of its document, decisions, and what the build asks.

Every answer is kept at once, so that an interrupted review goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from dxcompare.assemble import build
from dxcompare.assemble.decisions import declared
from dxcompare.onboarding import decide, printed_for, proposals
from dxcompare.onboarding.accept import ORDER, Left, accept
from dxcompare.onboarding.accept.decisions import PREFIX
from dxcompare.onboarding.city import City
from dxcompare.onboarding.proposals import Proposed
from dxcompare.sources.files import CsvFile
from dxcompare.sources.frames import FIRST_ROW
from dxcompare.sources.writing import one_writer
from dxcompare.tables.vocabularies import CELLS
from dxcompare.words.faults import DataFaults, Fault
from dxcompare.words.text import Text, language

RULES = "rules"
#: What is asked after a document's rows stand: nothing of it can be said before.
_AFTER = ("kpi_places",)

NO_REASON = Text("理由が要る", "a reason is needed")


def _answered(one: Proposed) -> Text:
    return Text(f"{one.answered_by} がすでに答えた", f"{one.answered_by} has answered it already")


@dataclass
class Review:
    """A city under review.

    Attributes
    ----------
    city : City
    by : str
        Who answers.
    proposals : list of Proposed
    lang : str, optional
        In which the questions of a build are put.
    """

    city: City
    by: str
    proposals: list[Proposed]
    lang: str | None = None

    @classmethod
    def of(cls, city: City, by: str = "", lang: str | None = None) -> Review:
        """What is kept of a city, with what is proposed and asked by rules now."""
        review = cls(city, by, proposals.read(city.mappings), lang)
        review.renew()
        return review

    def renew(self) -> None:
        """Propose and ask by rules what stands open now; what no longer does, and nobody answered, goes."""
        now = [
            *printed_for.propose(self.city),
            *decide.propose(self.city.data, self.city.name),
            *asked(self.city, self.lang),
        ]
        open_now = {one.key for one in now}
        with self._alone():
            kept = [one for one in self.proposals if one.by != RULES or not one.waits or one.key in open_now]
            made, new = proposals.joined(kept, now)
            if new or len(kept) < len(self.proposals):
                self.proposals = made
                proposals.write(self.city.mappings, made)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Be the only one who answers, and know what others answered and proposed meanwhile."""
        with one_writer(self.city.data):
            kept = {one.key: one for one in proposals.read(self.city.mappings)}
            for one in self.proposals:
                other = kept.pop(one.key, None)
                if other and one.waits and not other.waits:
                    vars(one).update(vars(other))
            self.proposals += kept.values()
            yield

    def waiting(self) -> list[Proposed]:
        """What waits, in the order in which it can be answered."""
        waits = [one for one in self.proposals if one.waits and one.table != "other"]
        met = list(dict.fromkeys(one.table for one in waits))  # decisions as they were proposed, a table after another
        known = {table: at for at, table in enumerate((*ORDER, *(table for table in met if table not in ORDER)))}
        return sorted(waits, key=lambda one: known[one.table])

    def lost(self) -> list[Proposed]:
        """What of the document was not understood, and has to be typed if it is data."""
        return [one for one in self.proposals if one.waits and one.table == "other"]

    def accept(
        self,
        ones: Iterable[Proposed],
        *,
        another: Collection[str] = (),
        rejected: Mapping[str, str] = MappingProxyType({}),
    ) -> list[Left]:
        """Accept proposals; returns those that cannot be taken as they stand.

        `another` holds the keys of those of which a row is wanted beside one of its name, `rejected` by their keys
        why others are rejected; all is one change.
        """
        with self._alone():
            for one in self.proposals:
                if one.key in rejected and one.waits:
                    self._reject(one, rejected[one.key])
            ones = [*ones]
            gone = [Left(one, _answered(one)) for one in ones if not one.waits]
            chosen = [one for one in ones if one.waits]
            return gone + accept(self.city, chosen, self.by, date.today().isoformat(), self.proposals, another=another)

    def change(self, one: Proposed, row: dict[str, str], reason: str = "", *, another: bool = False) -> list[Left]:
        """Accept a proposal with other texts."""
        before, one.reason = one.taken, reason
        one.taken = {name: text for name, text in row.items() if text != one.row.get(name, "")}
        left = self.accept([one], another=[one.key] if another else ())
        if left and one.waits:
            one.taken = before
            proposals.write(self.city.mappings, self.proposals)
        return left

    def reject(self, ones: Iterable[Proposed], reason: str) -> None:
        """Reject proposals, saying why.

        Raises
        ------
        ValueError
            Without a reason.
        """
        if not reason.strip():
            raise ValueError(NO_REASON.to(self.lang))
        with self._alone():
            for one in ones:
                if one.waits:
                    self._reject(one, reason)
            proposals.write(self.city.mappings, self.proposals)

    def _reject(self, one: Proposed, reason: str) -> None:
        one.status, one.reason, one.answered_by = "rejected", reason, self.by
        one.answered_on = date.today().isoformat()


def asked(city: City, lang: str | None = None) -> list[Proposed]:
    """What a build asks of a city: how a value is read, and what looks wrong and may be right.

    The row that answers is proposed; its reason is for the person to give.
    """
    try:
        build(city.data, lang)
    except DataFaults as error:
        mine = [fault for fault in error.faults if f"/{city.name}/" in fault.place.file]
        found = [one for fault in mine for one in _of_fault(city, fault, lang)]
        return list({one.key: one for one in found}.values())
    return []


def _of_fault(city: City, fault: Fault, lang: str | None) -> Iterator[Proposed]:
    data: dict[str, Any] = {"by": RULES, "sure": False}
    if "paste" in fault.data:
        name = str(fault.data["file"]).rpartition("/")[2]
        cells = next(csv.reader(io.StringIO(str(fault.data["paste"]))))
        row = dict(zip(declared(name).columns, cells, strict=True))
        plain = replace(
            fault, data={key: value for key, value in fault.data.items() if key not in ("paste", "heading")}
        )
        asks = [{"column": "reason", "why": plain.says(language(lang)), "readings": []}]
        yield Proposed(f"{PREFIX}{name}", row, questions=asks, **data)
    elif "question" in fault.data:
        row = {"kind": fault.kind, "found": str(fault.data["found"]), "reason": ""}
        plain = replace(fault, hint=None)
        asks = [{"column": "reason", "why": plain.says(language(lang)), "readings": []}]
        yield Proposed(f"{PREFIX}accepted.csv", row, questions=asks, **data)
    elif fault.kind == "looks_like" and fault.place.row:
        path = city.data.parent / fault.place.file
        question = CsvFile(path).rows[fault.place.row - FIRST_ROW]["question"]
        row = {"survey": path.parent.name, "question": question, "cells": "count"}
        asks = [{"column": "cells", "why": replace(fault, hint=None).says(language(lang)), "readings": [*CELLS]}]
        yield Proposed("questions", row, questions=asks, **data)
