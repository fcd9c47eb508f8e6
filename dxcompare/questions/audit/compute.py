"""Are the printed survey tables possible? Each test with the chance that it would have found an error.

What was printed is tested, withheld cells too: the tests are the reason for withholding them. An
inconsistent table is dealt with by an erratum, never corrected.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.methods.recovery.grim import BLANK, code, counts, fit_by_chance, informative
from dxcompare.present.result import Result
from dxcompare.tables import DERIVED
from dxcompare.tables.vocabularies import AUDIT_SCOPES
from dxcompare.words.text import Text

#: kind of erratum that deals with a failed test, the likeliest first.
_DEALS = {"copied_table": ("copy",), "impossible_cells": ("value", "copy"), "heading_base": ("value", "copy")}


@dataclass(frozen=True)
class Audit(Result):
    """The tests of all survey tables; tables `tests`, `findings` (what does not add up, in words) and `questions`."""


def audit(ds: Dataset) -> Audit:
    """What was found wrong with the printed survey tables, and what could not be tested.

    Parameters
    ----------
    ds : Dataset

    Returns
    -------
    Audit
    """
    names = ds.plans().select("municipality_code", city_ja="name_ja", city_en="name_en")
    surveys = ds.survey.join(names, on="municipality_code")
    questions = (
        ds.question.join(surveys.select("survey_id", "city_ja", "city_en"), on="survey_id")
        .sort("survey_id", "position")
        .select("survey_id", "city_ja", "city_en", "question_id", "ref", "wording_ja", "wording_en", "position")
    )
    tests = questions.join(ds.audit, on="question_id", maintain_order="left")
    failed = tests.filter(verdict="inconsistent").join(
        ds.erratum.select("erratum_id", "treatment", "treatment_en"), on="erratum_id", how="left", maintain_order="left"
    )
    said = [_said(row) for row in failed.iter_rows(named=True)]
    findings = failed.with_columns(
        text_ja=pl.Series([text.ja for text in said], dtype=pl.String),
        text_en=pl.Series([text.en for text in said], dtype=pl.String),
    ).select(
        "city_ja",
        "city_en",
        "question_id",
        "ref",
        "test",
        "scope",
        "text_ja",
        "text_en",
        "erratum_id",
        "treatment",
        "treatment_en",
    )
    return Audit(
        title=Text("調査の集計表は計算が合うか", "Do the survey tables add up?"),
        method=Text(
            "印刷された値だけを使い、四捨五入の範囲で成り立つかを調べた。検出力は、任意の誤り1件をその点検が見つける確率。",
            "Only printed values, allowing for rounding. Power is the chance that the test finds one arbitrary error.",
        ),
        tables={"tests": tests, "findings": findings, "questions": questions},
        sources=surveys.join(ds.source, on="source_id").select("source_id", "title").unique(maintain_order=True),
        caveats=(
            Text(
                "「合う」は誤りがないことの証明ではない。検出力が低い点検は誤りの多くを見逃す。",
                "Consistent is no proof: a test of low power misses most errors.",
            ),
        ),
    )


def _said(row: dict) -> Text:
    """A failed test in the words of a person who looks at the page."""
    scope, detail, failed, tested = AUDIT_SCOPES[row["scope"]], row["detail"], row["failed"], row["tested"]
    first, _, second = (detail or "").partition(" : ")
    return {
        "impossible_cells": Text(
            f"{scope.ja}の割合{tested}個のうち{failed}個は、印刷された回答者数からは出ない値",
            f"{failed} of {tested} percentages ({scope.en}) cannot come from the printed bases",
        ),
        "copied_table": Text(f"すべての値が{detail}の表と同じ", f"every value is that of the table of {detail}"),
        "heading_base": Text(
            f"見出しの回答者数は{first}人、表の総数は{second}人",
            f"the heading says {first} people, the table's total {second}",
        ),
        "groups_total": Text(
            f"{scope.ja}の人数の和が総数を超える（{detail}）",
            f"groups {scope.en} add up to more than the total ({detail})",
        ),
        "options_total": Text(
            f"選択肢{tested}個のうち{failed}個で、{scope.ja}の人数の和が総数と合わない",
            f"for {failed} of {tested} options the counts {scope.en} do not add up to the total",
        ),
        "single_sum": Text(
            f"{scope.ja}の{tested}列のうち{failed}列で、割合の合計が100％にならない",
            f"{failed} of {tested} columns ({scope.en}) do not add up to 100 %",
        ),
        "no_answer": Text(
            f"{scope.ja}の{tested}列のうち{failed}列で、無回答の割合がほかの割合と両立しない",
            f"in {failed} of {tested} columns ({scope.en}) the share of no answer contradicts the others",
        ),
    }[row["test"]]


def audited(ds: Dataset) -> pl.DataFrame:
    """Test every survey table.

    Parameters
    ----------
    ds : Dataset
        With its table `survey_base`.

    Returns
    -------
    polars.DataFrame
        The table `audit`: question_id, test, scope, verdict (`consistent`, `inconsistent`,
        `untestable`), tested, failed, power (0–1), detail, erratum_id.

    Notes
    -----
    GRIM: Brown & Heathers 2017. The power of a test is the chance that one arbitrary wrong value in
    what it covers would have been found.
    """
    tables = {question: _Printed(ds, question) for question in ds.question.sort("survey_id", "position")["question_id"]}
    rows = []
    for table in tables.values():
        earlier = [
            other for other in tables.values() if other.position < table.position and other.survey == table.survey
        ]
        rows += [_row(ds, table, *found) for found in _tests(table, earlier)]
    kinds = {name: declared.dtype for name, declared in DERIVED["audit"].fields().items()}
    return pl.DataFrame(rows, schema=kinds, orient="row").sort("question_id", "test", "scope")


def _row(
    ds: Dataset,
    table: _Printed,
    test: str,
    scope: str,
    tested: int,
    failed: int,
    power: float | None,
    detail: str | None,
) -> tuple:
    testable = tested > 0 and (power is None or power > 0)
    verdict = "untestable" if not testable else "inconsistent" if failed else "consistent"
    erratum = None
    if verdict == "inconsistent":
        mine = ds.erratum.filter(question_id=table.question, quarantine=True)
        ranked = {kind: place for place, kind in enumerate(_DEALS.get(test, ()))}
        best = sorted(mine.iter_rows(named=True), key=lambda row: ranked.get(row["kind"], len(ranked)))
        erratum = best[0]["erratum_id"] if best else None
    shown = None if power is None or not testable else round(power, 3)
    return table.question, test, scope, verdict, tested, failed, shown, detail, erratum


class _Printed:
    """A question's table as printed: cells by group and option, bases, heading."""

    def __init__(self, ds: Dataset, question: str):
        row = ds.question.row(by_predicate=pl.col("question_id") == question, named=True)
        self.question, self.survey, self.answer = question, row["survey_id"], str(row["answer"])
        self.position, self.ref = row["position"], row["ref"]
        filtered = row["base_option"] is not None
        digits = "".join(filter(str.isdigit, row["base_n_text"] or ""))
        self.heading = int(digits) if digits else None
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


def _tests(table: _Printed, earlier: list[_Printed]) -> Iterable[tuple]:
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


def _impossible(table: _Printed, kind: str) -> tuple:
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


def _copied(table: _Printed, earlier: list[_Printed]) -> tuple:
    same = [other.ref for other in earlier if other.values == table.values and len(set(table.values)) > 2]
    return "copied_table", "table", len(earlier), len(same), 1.0, " ".join(same) or None


def _heading(table: _Printed) -> tuple:
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


def _groups(table: _Printed, kind: str) -> tuple:
    bases = [table.base(key) for key in table.column(kind)]
    total = (table.base(table.total) if table.total else None) or table.asked
    if None in bases or total is None:
        return "groups_total", kind, 0, 0, None, None
    found = [n for n in bases if n is not None]
    slack = total - sum(found)
    power = float(np.mean([1 - min(1, (max(slack, 0) + n + 1) / (total + 1)) for n in found]))
    return "groups_total", kind, 1, int(slack < 0), power, f"{'+'.join(map(str, found))}={sum(found)} : {total}"


def _options(table: _Printed, kind: str) -> tuple:
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


def _single(table: _Printed, kind: str) -> tuple:
    tested, failed = 0, 0
    for key in table.column(kind):
        values = list(table.cells[key].values())
        if BLANK not in values and len(values) > 1:
            n = table.base(key) or 10**6
            ranges = [counts(value, n) for value in values]
            tested += 1
            failed += not sum(low for low, _ in ranges) <= n <= sum(high for _, high in ranges)
    return "single_sum", kind, tested, failed, 1 - (len(table.options) + 1) / 1001, f"{failed}/{tested}"


def _no_answer(table: _Printed, kind: str) -> tuple:
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
