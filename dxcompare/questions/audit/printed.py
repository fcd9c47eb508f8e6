"""A survey table as it is printed, and the tests that it is put to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.methods.recovery.grim import BLANK, code, counts, fit_by_chance, informative
from dxcompare.sources.values import base_of


class Printed:
    """A question's table as printed: cells by group and option, bases, heading."""

    def __init__(self, ds: Dataset, question: str):
        row = ds.question.row(by_predicate=pl.col("question_id") == question, named=True)
        self.question, self.survey, self.answer = question, row["survey_id"], str(row["answer"])
        self.position, self.ref = row["position"], row["ref"]
        filtered = row["base_option"] is not None
        self.heading = base_of(row["base_n_text"])
        valid = ds.survey.row(by_predicate=pl.col("survey_id") == row["survey_id"], named=True)["valid"]
        self.asked = self.heading or (None if filtered else valid)
        cells = ds.response.filter(question_id=question).sort("group_position", "option_position")
        self.options = cells.sort("option_position")["option_id"].unique(maintain_order=True).to_list()
        self.types: dict[str, list[str]] = {}
        self.cells: dict[tuple[str, str], dict[str, int]] = {}
        self.printed: dict[tuple[str, str], int | None] = {}
        for cell in cells.iter_rows(named=True):
            key = (cell["group_type"], cell["group_id"])
            self.printed[key] = cell["n_printed"]
            decimals = 1 if cell["reading"] == "dash_as_zero" else cell["decimals"]
            self.cells.setdefault(key, {})[cell["option_id"]] = code(cell["percent"], decimals)
            if key[1] not in self.types.setdefault(key[0], []):
                self.types[key[0]].append(key[1])
        known = ds.survey_base.filter(question_id=question)
        self.known = {(r["group_type"], r["group_id"]): r["n"] for r in known.iter_rows(named=True)}

    def column(self, kind: str) -> list[tuple[str, str]]:
        return [(kind, group) for group in self.types[kind]]

    def base(self, key: tuple[str, str]) -> int | None:
        """The base in the table, else the one recovered."""
        return self.printed[key] or self.known.get(key)

    @cached_property
    def total(self) -> tuple[str, str] | None:
        return self.column("total")[0] if "total" in self.types else None

    @cached_property
    def values(self) -> tuple[int, ...]:
        return tuple(value for column in self.cells.values() for value in column.values())


def tests(table: Printed, earlier: list[Printed]) -> Iterable[tuple]:
    if not table.cells:
        if table.answer == "single":
            yield "single_sum", "table", 0, 0, None, None
        return
    if earlier:
        yield _copied(table, earlier)
    yield _heading(table)
    for kind in table.types:
        yield _impossible(table, kind)
        yield (_single if table.answer == "single" else _no_answer)(table, kind)
        if kind != "total":
            yield _groups(table, kind)
            yield _options(table, kind)


def _impossible(table: Printed, kind: str) -> tuple:
    tested, failed, power = 0, 0, []
    for key in table.column(kind):
        n = table.base(key)
        for value in table.cells[key].values():
            if value != BLANK and n:
                least, greatest = counts(value, n)
                tested += informative(value)
                failed += least > greatest
                power.append(1 - float(fit_by_chance(value, np.array(n))))
    return "impossible_cells", kind, tested, failed, float(np.mean(power)) if power else None, f"{failed}/{tested}"


def _copied(table: Printed, earlier: list[Printed]) -> tuple:
    same = [other.ref for other in earlier if other.values == table.values and len(set(table.values)) > 2]
    return "copied_table", "table", len(earlier), len(same), 1.0, " ".join(same) or None


def _heading(table: Printed) -> tuple:
    total = table.printed.get(table.total) if table.total else None
    tested = int(total is not None and table.asked is not None)
    return (
        "heading_base",
        "table",
        tested,
        int(tested and total != table.asked),
        1.0 if tested else None,
        f"{table.asked} : {total}" if tested else None,
    )


def _groups(table: Printed, kind: str) -> tuple:
    bases = [table.base(key) for key in table.column(kind)]
    total = (table.base(table.total) if table.total else None) or table.asked
    if None in bases or total is None:
        return "groups_total", kind, 0, 0, None, None
    found = [n for n in bases if n is not None]
    slack = total - sum(found)
    power = float(np.mean([1 - min(1, (max(slack, 0) + n + 1) / (total + 1)) for n in found]))
    return "groups_total", kind, 1, int(slack < 0), power, f"{'+'.join(map(str, found))}={sum(found)} : {total}"


def _options(table: Printed, kind: str) -> tuple:
    total = table.total
    bases = [table.base(key) for key in table.column(kind)]
    whole = table.base(total) if total else None
    if total is None or whole is None or None in bases:
        return "options_total", kind, 0, 0, None, None
    rest = max(whole - sum(n for n in bases if n is not None), 0)
    tested, failed, power = 0, 0, []
    for option in table.options:
        printed = table.cells[total].get(option, BLANK)
        if printed == BLANK:
            continue
        ranges = [
            counts(table.cells[key].get(option, BLANK), n)
            for key, n in zip(table.column(kind), bases, strict=True)
            if n is not None
        ]
        least, greatest = sum(low for low, _ in ranges), sum(high for _, high in ranges) + rest
        low, high = counts(printed, whole)
        tested += 1
        failed += high < least or low > greatest
        power.append(1 - min(1, (greatest - least + 1) / (whole + 1)))
    return "options_total", kind, tested, failed, float(np.mean(power)) if power else None, f"{failed}/{tested}"


def _single(table: Printed, kind: str) -> tuple:
    tested, failed = 0, 0
    for key in table.column(kind):
        values = list(table.cells[key].values())
        if BLANK not in values and len(values) > 1:
            n = table.base(key) or 10**6
            ranges = [counts(value, n) for value in values]
            tested += 1
            failed += not sum(low for low, _ in ranges) <= n <= sum(high for _, high in ranges)
    return "single_sum", kind, tested, failed, 1 - (len(table.options) + 1) / 1001, f"{failed}/{tested}"


def _no_answer(table: Printed, kind: str) -> tuple:
    tested, failed, power = 0, 0, []
    for key in table.column(kind):
        column = dict(table.cells[key])
        silent = column.pop("no_answer", BLANK)
        if silent == BLANK or BLANK in column.values() or not column:
            continue
        n = table.base(key) or 10**6
        ranges = [counts(value, n) for value in column.values()]
        least, greatest = counts(silent, n)
        most = n - max(low for low, _ in ranges)  # the most common answer leaves room for so many
        fewest = n - sum(high for _, high in ranges)
        tested += 1
        failed += least > most or greatest < fewest
        power.append(1 - (most - max(fewest, 0) + 1) / (n + 1))
    return "no_answer", kind, tested, failed, float(np.mean(power)) if power else None, f"{failed}/{tested}"
