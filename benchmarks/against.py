"""How many errors does `check --against` find? One is put into a cell at a time, and the file looked up again.

Three kinds: a wrong digit, a letter (or sign) left out, two neighbouring cells of a row that differ exchanged. `found`: a
cell of the file is then not found. `noted`: a cell is then found only in another form, mostly as a part of a longer text.
`missed`: nothing is said.

    python benchmarks/against.py DOCUMENTS [errors]

writes `docs/against/power.csv`. DOCUMENTS holds the documents under the names that `source.yaml` gives.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dxcompare.onboarding.against import document, look, looked, published, transcribed
from dxcompare.onboarding.against.command import sources
from dxcompare.onboarding.against.transcribed import Cell

ROOT = Path(__file__).parent.parent
ERRORS, SEED = 300, 20261126
KINDS = ("digit", "letter", "exchange")


def lines(found: list[transcribed.Row] | transcribed.Table) -> Iterator[list[Cell]]:
    """The rows of a file, to be changed in place."""
    if isinstance(found, transcribed.Table):
        yield from (found.labels, found.heads, *found.cells)
    else:
        yield from (row.cells for row in found)


def wrong(text: str, kind: str, chance: random.Random) -> str | None:
    """A text with an error; None where it can have none of this kind."""
    places = [at for at, c in enumerate(text) if (c.isdecimal() if kind == "digit" else not c.isspace())]
    if not places or (kind == "letter" and len(places) < 3):
        return None
    at = chance.choice(places)
    other = chance.choice([c for c in "0123456789" if int(c) != int(text[at])]) if kind == "digit" else ""
    return text[:at] + other + text[at + 1 :]


def seeded(line: list[Cell], at: int, kind: str, chance: random.Random) -> bool:
    """Put an error into a cell of a row; whether it could have one."""
    if kind != "exchange":
        text = wrong(line[at].text, kind, chance)
        line[at] = replace(line[at], text=text or "")
        return text is not None
    if at + 1 >= len(line) or line[at].text == line[at + 1].text or not line[at + 1].text:
        return False
    one, two = line[at], line[at + 1]
    line[at], line[at + 1] = replace(one, text=two.text), replace(two, text=one.text)
    return True


def tried(raw: Path, printed: document.Printed, kind: str, errors: int) -> Counter[str]:
    """What was said of errors of a kind."""
    chance, said = random.Random(SEED), Counter[str]()
    files = [found for _, found in transcribed.read(raw).files if found]
    before = [_state(look.file(printed, found)) for found in files]
    slots = [
        (n, line, at)
        for n, found in enumerate(files)
        for line in lines(found)
        for at, cell in enumerate(line)
        if cell.text
    ]
    chance.shuffle(slots)
    for n, line, at in slots:
        if said.total() == errors:
            break
        kept = line[:]
        if seeded(line, at, kind, chance):
            after = _state(look.file(printed, files[n]))
            lost = any(not b[0] and a[0] for a, b in zip(before[n], after, strict=True))
            said["found" if lost else "noted" if after != before[n] else "missed"] += 1
        line[:] = kept
    return said


def _state(found: list[looked.Looked]) -> list[tuple[bool, str]]:
    return [(one.span is not None and one.near, one.kind) for one in found]


def main(documents: Path, errors: int = ERRORS) -> None:
    rows = []
    for plan in sorted((ROOT / "data" / "raw").glob("*/plan.yaml")):
        name = next(iter(sources(plan.parent)))
        printed = document.read(documents / name)
        for kind in KINDS:
            said = tried(plan.parent, printed, kind, errors)
            rows.append({"city": plan.parent.name, "error": kind, "tried": said.total()})
            rows[-1] |= {what: said[what] for what in ("found", "noted", "missed")}
            print(*rows[-1].values(), flush=True)
    published.write(ROOT / "docs" / "against" / "power.csv", rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
