"""Letters on a page, gathered to lines, and shared out to the boxes of cells."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dxcompare.extract.blocks import Box
from dxcompare.extract.lettering import joined


@dataclass(frozen=True)
class Letter:
    """A letter and where it stands."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float = 0.0
    #: whether its font says nothing of which letter it is
    unmapped: bool = False

    def within(self, box: Box) -> bool:
        return box[0] <= (self.x0 + self.x1) / 2 < box[2] and box[1] <= (self.top + self.bottom) / 2 < box[3]


@dataclass
class Row:
    """Letters on one line, from left to right."""

    letters: list[Letter] = field(default_factory=list)
    #: where the file has blanks
    blanks: list[float] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return (
            min(one.x0 for one in self.letters),
            min(one.top for one in self.letters),
            max(one.x1 for one in self.letters),
            max(one.bottom for one in self.letters),
        )

    @property
    def size(self) -> float:
        return statistics.median(one.size for one in self.letters)

    @property
    def text(self) -> str:
        """The letters; a gap wider than half a letter, or one in which the file has a blank, is a blank."""
        found = ""
        before: Letter | None = None
        for one in self.letters:
            if before:
                gap, size = one.x0 - before.x1, max(one.size, 1)
                said = any(before.x1 - 0.1 * size <= x <= one.x0 + 0.1 * size for x in self.blanks)
                found += " " if gap > 0.5 * size or (said and gap > 0.15 * size) else ""
            found += one.text
            before = one
        return found

    def runs(self, gap: float) -> list[Row]:
        """The line parted where letters stand further from each other than `gap` times their size."""
        found: list[Row] = []
        for one in self.letters:
            if one.text.isspace():
                continue
            if found and one.x0 - found[-1].letters[-1].x1 <= gap * max(one.size, 1):
                found[-1].letters.append(one)
            else:
                found.append(Row([one]))
        return found


def once(letters: Iterable[Letter]) -> list[Letter]:
    """Letters printed several times a hair apart (to look bold), once."""
    found: list[Letter] = []
    spots: dict[tuple[str, int], list[Letter]] = {}
    for one in letters:
        near = [other for row in (-1, 0, 1) for other in spots.get((one.text, round(one.top / 3) + row), ())]
        if not any(abs(other.x0 - one.x0) < 1.5 and abs(other.top - one.top) < 1.5 for other in near):
            found.append(one)
        spots.setdefault((one.text, round(one.top / 3)), []).append(one)
    return found


def placed(letters: list[Letter], boxes: list[Box]) -> list[list[Letter]]:
    """The letters in each box. Letters printed in one go stay together, also where they run over a border."""
    found: list[list[Letter]] = [[] for _ in boxes]
    near: list[int] = []  # where letters stood lately: the next one stands there most often
    for run in _goes(letters):
        at: list[int | None] = []
        for one in run:
            k = next((k for k in itertools.chain(near[:2], range(len(boxes))) if one.within(boxes[k])), None)
            near = near if k is None or near[:1] == [k] else [k, *near[:1]]
            at.append(k)
        usual, count = Counter(at).most_common(1)[0]
        whole = usual is not None and len(set(at)) > 1 and count >= 0.6 * len(run) and len(run) - count < 6
        for one, k in zip(run, at, strict=True):
            home = usual if whole else k
            if home is not None:
                found[home].append(one)
    return found


def _goes(letters: list[Letter]) -> list[list[Letter]]:
    """Letters that follow each other both in the file and on the line."""
    found: list[list[Letter]] = []
    for one in letters:
        before = found[-1][-1] if found else None
        gap = one.x0 - before.x1 if before else 0
        if before and abs(one.bottom - before.bottom) < 2 and abs(gap) < 0.04 * max(one.size, 1):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def lines(letters: Iterable[Letter]) -> list[Row]:
    """Letters gathered to lines, from top to bottom; one much smaller stands on the line it overlaps."""
    found: list[tuple[float, float, Row]] = []
    letters = list(letters)
    for one in sorted(letters, key=lambda one: ((one.top + one.bottom) / 2, one.x0)):
        if not one.text.strip():
            continue
        middle = (one.top + one.bottom) / 2
        for at, (top, bottom, row) in enumerate(found[-3:], start=max(0, len(found) - 3)):
            if top < middle < bottom and abs((top + bottom) / 2 - middle) < 0.45 * max(one.size, 1):
                row.letters.append(one)
                found[at] = (min(top, one.top), max(bottom, one.bottom), row)
                break
        else:
            found.append((one.top, one.bottom, Row([one])))
    blanks = [one for one in letters if not one.text.strip()]
    for top, bottom, row in found:
        row.letters.sort(key=lambda one: one.x0)
        row.blanks = [(one.x0 + one.x1) / 2 for one in blanks if top < (one.top + one.bottom) / 2 < bottom]
    return [row for _, _, row in sorted(found, key=lambda each: each[2].box[1])]


def crossed(letters: list[Letter]) -> bool:
    """Whether letters are printed over each other, so that their order cannot be told."""
    over = sum(
        after.x0 < before.x1 - 0.4 * (before.x1 - before.x0)
        for row in lines(letters)
        for before, after in itertools.pairwise(row.letters)
    )
    return over > 0


def text_in(letters: list[Letter], box: Box) -> str:
    """The text of a cell."""
    rows = lines(letters)
    if not rows:
        return ""
    right = max(row.box[2] for row in rows)
    margin = max(min(min(row.box[0] for row in rows) - box[0], box[2] - right), 0)
    inner = min(box[2] - box[0] - 2 * margin, box[2] - box[0] - 2)
    said = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        room = inner - (row.box[2] - row.box[0])
        word = after.letters[0].x1 - after.letters[0].x0 if after else 0
        if after and after.letters[0].text.isascii() and after.letters[0].text.isalnum():
            runs = after.runs(0.2)[0]
            word = runs.box[2] - runs.box[0]
        said.append((row.text, room < 2.2 * max(word, row.size)))
    return joined(said)
