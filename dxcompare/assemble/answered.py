"""What looks like an accident of a program and may be what a document prints: asked, unless a person has answered."""

from __future__ import annotations

from dataclasses import replace

from dxcompare.assemble.assembly import Assembly
from dxcompare.assemble.names import Names, city_of
from dxcompare.sources import values
from dxcompare.sources.accidents import may_be_printed
from dxcompare.sources.reader import Sheet
from dxcompare.words.faults import Fault

#: The file of the answers.
ANSWERS = "accepted.csv"


def accidents(assembly: Assembly) -> None:
    """Leave out the accidents that `accepted.csv` of their city answers, and let the others ask for the row.

    A reader tells them before any decision is known, and leaves a printed value blank: it gets its text back here.
    """
    kept, stands = [], []
    for fault in assembly.faults:
        found = str(fault.data.get("found", ""))
        decided = assembly.decisions.get(city_of(fault.place.file)) if may_be_printed(fault.kind, found) else None
        file = f"{decided.folder}/{ANSWERS}" if decided else ""
        if decided is None:
            kept.append(fault)
        elif fault.place.file != file and not decided.find(ANSWERS, fault.kind, found):
            kept.append(asked(fault, file))
        elif fault.place.column:
            stands.append(fault)
    assembly.faults[:] = kept
    rows = {(one.file, one.row): one.cells for one in Names(assembly).records()} if stands else {}
    for fault in stands:
        cells, column = rows.get((fault.place.file, fault.place.row), {}), fault.place.column or ""
        if cells.get(column) == "":
            cells[column] = str(fault.data["found"])


def of_tables(faults: list[Fault], answers: Sheet | None, file: str) -> list[tuple[str, str]]:
    """The same of a user's own tables, whose answers are one of them; returns those that answer something."""
    given = {(one["kind"], values.same(one["found"])) for one in answers or ()}
    used, kept = [], []
    for fault in faults:
        found = str(fault.data.get("found", ""))
        if not may_be_printed(fault.kind, found):
            kept.append(fault)
        elif (fault.kind, values.same(found)) in given:
            used.append((fault.kind, found))
        elif fault.place.file != ANSWERS.partition(".")[0]:
            kept.append(asked(fault, file))
    faults[:] = kept
    return used


def asked(fault: Fault, file: str) -> Fault:
    """An accident that also says which row of a file would answer it."""
    hint = "+".join(filter(None, (fault.hint, "accept")))
    return replace(fault, hint=hint, data={**fault.data, "question": fault.kind, "file": file})
