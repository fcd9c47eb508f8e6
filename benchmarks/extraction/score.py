"""How much of a truth was read, and how much of what was read is true."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from benchmarks.extraction.tables import Sheet
from dxcompare.extract.lettering import plain
from dxcompare.extract.proposals import Proposal

KEYS = {
    "kpis": ("name_ja", "baseline_text", "target_text", "baseline_year_text", "target_year_text"),
    "kpi_values": ("name_ja", "year_text", "value_text"),
    "measures": ("ref", "title_ja", "department", "goal"),
}
#: headings of the raw form beside the printed ones
BESIDE = {"measure", "where", "page", "span", "track", "fy", "quarter", "選択肢"}


@dataclass
class Score:
    """Rows or cells of the truth, of what was read, those that agree, and wrong digits without a question."""

    truth: int = 0
    read: int = 0
    right: int = 0
    silent: int = 0
    asked: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(a + b for a, b in zip(self.values(), other.values(), strict=True)))

    def values(self) -> tuple[int, ...]:
        return self.truth, self.read, self.right, self.silent, self.asked

    @property
    def recall(self) -> float:
        return self.right / self.truth if self.truth else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0


def units(kind: str, row: dict[str, str]) -> list[tuple[str, ...]]:
    """What is counted of a row: rows of indicators and measures, cells of schedules and surveys."""
    if kind in KEYS:
        return [tuple(plain(row.get(key, "")) for key in KEYS[kind])]
    label = plain(row.get("選択肢") or row.get("track") or row.get("fy", "") + row.get("quarter", ""))
    return [(label, plain(name), plain(text)) for name, text in row.items() if name not in BESIDE and text]


def score(kind: str, sheets: list[Sheet], proposals: list[Proposal]) -> tuple[Score, list[tuple], list[tuple]]:
    """Held against the truth: the score, what was missed, and what was read and is not there."""
    rows = [row for sheet in sheets if sheet.kind == kind for row in sheet.truth]
    rows += [row for sheet in sheets for row in sheet.also.get(kind, ())]
    wanted = Counter(unit for row in rows for unit in units(kind, row))
    mine = [one for one in proposals if one.table == kind]
    got: Counter = Counter()
    silent = 0
    for one in mine:
        asked = {name for name, _ in one.doubts}
        for unit in units(kind, one.row):
            got[unit] += 1
            if unit not in wanted and not asked and kind in ("survey", "kpis", "kpi_values"):
                silent += _wrong_digit(kind, unit, wanted)
    right = sum((wanted & got).values())
    return (
        Score(sum(wanted.values()), sum(got.values()), right, silent, sum(not one.sure for one in mine)),
        list((wanted - got).elements()),
        list((got - wanted).elements()),
    )


def _wrong_digit(kind: str, unit: tuple, wanted: Counter) -> bool:
    """Whether a value is a wrong one: its row and column are there, with another text."""
    at = {"survey": 2, "kpi_values": 2, "kpis": 0}[kind]
    if kind == "kpis":
        same = [w for w in wanted if w[0] == unit[0]]
        return bool(same) and all(_digits(w[1]) != _digits(unit[1]) or _digits(w[2]) != _digits(unit[2]) for w in same)
    return any(w[:at] == unit[:at] for w in wanted)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit() or c == ".")
