"""Rows of indicators: name, baseline and target, and series by year."""

from __future__ import annotations

import re

from dxcompare.extract.blocks import Cell, Doubt
from dxcompare.extract.headings import Column, Headed, full_width, is_arrow, is_missing, is_number, is_period, year_in
from dxcompare.extract.kinds import periods_of
from dxcompare.extract.lettering import plain
from dxcompare.extract.proposals import Proposal
from dxcompare.words.text import Text

WHICH = Text(
    "見出しからは現状値か目標値か分からない", "the heading does not say whether this is a baseline or a target"
)
SEVERAL = Text("1つのセルに値が複数ある", "one cell holds several values")
BARE = re.compile(r"[約▲△+\-]?\d[\d,]*(?:\.\d+)?")


class Indicators:
    """A table of indicators while it is read."""

    def __init__(self, table: Headed, where: str):
        self.table, self.where, self.section = table, where, ""
        self.name = self._name()
        values = [column for column in self._values() if column not in self.name]
        self.target = self._last([column for column in values if "target" in column.roles])
        self.baseline = self._first("baseline", values) or self._last(
            [column for column in values if "actual" in column.roles and column is not self.target]
        )
        self.guessed = False
        if self.target is None and values:
            periods = [column for column in values if column is not self.baseline and "actual" not in column.roles]
            self.target = self._last(periods)
            self.guessed = self.target is not None
        if self.baseline is None and len(values) > 1:
            before = [c for c in values if c.at < (self.target.at if self.target else 0) and not c.roles & {"target"}]
            self.baseline = before[0] if before else None
        self.series = values if len(values) > 2 else []

    def _name(self) -> list[Column]:
        """The columns that name the indicator."""
        named = [c for c in self.table.having("name") if not c.period]
        if named:
            return [c for c in named if c.parts == named[0].parts]
        taken = {c.at for c in self._values()}
        free = [c for c in self.table.columns if c.at not in taken]
        for role in ("label", "measure", "content", ""):
            found = [c for c in free if role in c.roles or (not role and not c.roles)]
            if found:
                return found[-1:]
        return free[:1]

    def _values(self) -> list[Column]:
        """The columns that hold values, in order."""
        periods = periods_of(self.table)
        return [
            c
            for c in self.table.columns
            if (c.roles & {"target", "baseline", "actual"} and not self._years(c))
            or (c in periods and "name" not in c.roles)
        ]

    def _years(self, column: Column) -> bool:
        """Whether a column holds the years of the values beside it."""
        texts = [row[column.at].text for row in self.table.body if row[column.at].text]
        return bool(texts) and all(is_period(text) and year_in(text) for text in texts)

    def _first(self, role: str, values: list[Column]) -> Column | None:
        return next((column for column in values if role in column.roles), None)

    @staticmethod
    def _last(columns: list[Column]) -> Column | None:
        final = [column for column in columns if "最終" in column.heading]
        return (final or columns or [None])[-1]  # type: ignore[list-item]

    def _own_year(self, column: Column | None, row: list[Cell], role: str) -> Cell | None:
        """A cell beside a value that holds its year."""
        for other in self.table.columns:
            beside = column and other.at == column.at + 1 and "label" in other.roles
            if (role in other.roles or beside) and other is not column and self._years(other):
                return row[other.at]
        return None

    def rows(self) -> list[Proposal]:
        """A proposal for each indicator, and one for each value of a series."""
        found: list[Proposal] = []
        for row, page in zip(self.table.body, self.table.pages, strict=True):
            if full_width(row):
                self.section = row[0].text
                continue
            names = list(dict.fromkeys(row[c.at] for c in self.name if row[c.at].text))
            if not names or not any(row[c.at].text for c in (self.baseline, self.target, *self.series) if c):
                continue
            for part in self._parts(names[-1], row):
                found += self._indicator(names, part, row, page)
        return found

    def _parts(self, name: Cell, row: list[Cell]) -> list[tuple[int, int]]:
        """Which of how many indicators that one cell holds: several, if its values are as many lines as its names."""
        values = [row[c.at] for c in (self.baseline, self.target, *self.series) if c and row[c.at].text]
        count = name.text.count("\n") + 1
        if count > 1 and all(cell.text.count("\n") + 1 == count for cell in values if not is_missing(cell.text)):
            return [(at, count) for at in range(count)]
        count = len(name.lines)  # the break may have been taken for one that the width makes
        if count > 1 and all(len(cell.lines) == count and all(map(is_number, cell.lines)) for cell in values):
            for cell in (name, *values):
                cell.text = "\n".join(cell.lines)
            return [(at, count) for at in range(count)]
        return [(0, 1)]

    def _indicator(self, names: list[Cell], part: tuple[int, int], row: list[Cell], page: int | None) -> list[Proposal]:
        name = " ".join(dict.fromkeys(_line(cell.text, part, "") for cell in names))
        one = Proposal("kpis", {}, page)
        one.put("name_ja", names[-1], name)
        for role, column in (("baseline", self.baseline), ("target", self.target)):
            cell = row[column.at] if column else None
            one.put(f"{role}_text", cell, self._value(cell, part, row))
            own = self._own_year(column, row, role)
            one.row[f"{role}_year_text"] = own.text if own else column.year if column else ""
            if own and own.box:
                one.boxes[f"{role}_year_text"] = own.box
            if cell and "\n" in one.row[f"{role}_text"]:
                one.doubt(f"{role}_text", Doubt(SEVERAL, tuple(one.row[f"{role}_text"].split("\n"))))
        if self.guessed and self.target:
            one.doubt("target_text", Doubt(WHICH, (one.row["target_text"],)))
        for role, heading in (("formula", "formula_text"), ("note", "note_text")):
            if column := self.table[role]:
                one.put(heading, row[column.at], row[column.at].text.replace("\n", ""))
        one.row["where"] = self._where(row)
        return [one, *self._series(name, names[-1], part, row, page)]

    def _series(
        self, name: str, named: Cell, part: tuple[int, int], row: list[Cell], page: int | None
    ) -> list[Proposal]:
        found = []
        for column in self.series:
            cell = row[column.at]
            if not cell.text or is_arrow(cell.text):
                continue
            role = "baseline" if column is self.baseline else ""
            role = role or next((role for role in ("target", "actual", "baseline") if role in column.roles), "")
            one = Proposal("kpi_values", {"kpi": "", "role": role, "year_text": column.year}, page)
            one.put("value_text", cell, self._value(cell, part, row))
            one.row["where"] = self._where(row)
            one.put("name_ja", named, name)  # whose value it is: an id is given when it is accepted
            if not role:
                one.doubt("role", Doubt(WHICH, ("baseline", "target", "actual")))
            found.append(one)
        return found

    def _value(self, cell: Cell | None, part: tuple[int, int], row: list[Cell]) -> str:
        """A value as printed; one without its unit takes that of the column of units."""
        text = _line(cell.text, part, "\n") if cell else ""
        unit = self.table["unit"]
        said = row[unit.at].text.strip("（）()") if unit else ""
        if said and BARE.fullmatch(plain(text)) and len(said) < 8 and not any(map(str.isdigit, said)):
            return text + said
        return text

    def _where(self, row: list[Cell]) -> str:
        above = [
            row[c.at].text
            for role in ("goal", "policy", "measure")
            for c in self.table.having(role)
            if c not in self.name
        ]
        said = [self.where, self.section, *above]
        return " ".join(dict.fromkeys(text.replace("\n", "") for text in said if text))


def _line(text: str, part: tuple[int, int], between: str) -> str:
    at, count = part
    return text.split("\n")[at] if count > 1 else text.replace("\n", between)
