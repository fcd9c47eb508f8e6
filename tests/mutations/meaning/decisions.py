"""Accidents of official figures, schedules, sums, ids and decisions."""

from __future__ import annotations

import random
import re
from pathlib import Path

from tests.mutations.base import Base
from tests.mutations.judge import Mutant, fault, mutates, visible
from tests.mutations.meaning.rows import changed, one_of


@mutates
def census_gap(rng: random.Random, base: Base) -> Mutant | None:
    """A band of the census that is missing: a fault."""
    file = one_of(rng, base, "census_2020")
    rows = base.rows(file)
    at = rng.choice([n for n, row in enumerate(rows) if n and re.match(r"\d", row[2])])
    return changed(f"row {at + 1} {rows[at][2]!r} lost", file, rows[:at] + rows[at + 1 :], fault)


@mutates
def census_band(rng: random.Random, base: Base) -> Mutant | None:
    """A band of the census that is another, or none: a fault."""
    file = one_of(rng, base, "census_2020")
    rows = base.rows(file)
    at = rng.choice([n for n, row in enumerate(rows) if n and re.match(r"\d", row[2])])
    old = rows[at][2]
    rows[at][2] = rng.choice([old.replace("-", "–").replace("+", "-"), old.replace("-", "").replace("+", ""), "Oct-14", "10月14日",
                              "20-42", "24-20", "15-24", f"{old}歳", "不詳", "0-999", "年少", old.replace("-", "～").replace("+", "以上"),
                              "2o-24", f" {old} x", "30-", "-14", "++", "3O+"])  # fmt: skip
    return changed(f"row {at + 1} {old!r} → {rows[at][2]!r}", file, rows, fault) if rows[at][2] != old else None


@mutates
def census_sum(rng: random.Random, base: Base) -> Mutant | None:
    """A number of the census with a digit more, less or another: a fault, for the bands do not add up to the total."""
    file = one_of(rng, base, "census_2020")
    rows = base.rows(file)
    areas = {row[1] for row in rows if "不詳" in row[2] or row[2] in ("unknown", "not_stated")}
    at = rng.choice([n for n, row in enumerate(rows) if n and (re.match(r"\d|total", row[2])) and row[1] not in areas])
    old = rows[at][7]
    rows[at][7] = rng.choice([old + "0", old[:-1], old[0] + "9" + old[1:], str(int(old) * 2)])
    return changed(f"row {at + 1} {old} → {rows[at][7]}", file, rows, fault)


@mutates
def period_heading(rng: random.Random, base: Base) -> Mutant | None:
    """A heading of a schedule that is no period, or one that stands there already: a fault."""
    file = one_of(rng, base, r"schedules/[^/]*\.csv$")
    rows = base.rows(file)
    known = base.form(file).columns if base.form(file) else {}
    free = [k for k, head in enumerate(rows[0]) if head not in known]
    k = rng.choice(free)
    others = [rows[0][other] for other in free if other != k]
    new = rng.choice(
        [
            *others,
            "備考",
            "R5Q9",
            "2023.0",
            "45017",
            "計",
            "R55",
            "R5-",
            "R9～R5",
            "令和",
            "１",
            "R5.1",
            "Unnamed: 3",
            "予算",
            "担当課",
            "2023-04-01",
            "R5\u200b",
            "H45",
            "R5/R6",
            "上期",
            "①②",
            "Q1",
        ]
    )
    if new == rows[0][k]:
        return None
    old, rows[0][k] = rows[0][k], new
    return changed(f"heading {old!r} → {new!r}", file, rows, fault)


@mutates
def quarters(rng: random.Random, base: Base) -> Mutant | None:
    """A quarter twice, none, or one that is no quarter: a fault."""
    file = one_of(rng, base, r"schedules/p\d\.csv$")
    if file is None:
        return None
    rows = base.rows(file)
    at, k = rng.randrange(1, len(rows)), rng.randrange(2)
    if rng.random() < 0.4:
        twice = [*rows[at][:2], *["" if rng.random() < 0.5 else text for text in rows[at][2:]]]
        return changed(f"row {at + 1} of {twice[:2]} again", file, [*rows[: at + 1], twice, *rows[at + 1 :]], fault)
    old = rows[at][k]
    other = rows[1 if at > 1 else 2][k]
    rows[at][k] = rng.choice(
        [
            ["R55", "", "令和", "R5.5", "2023-04", "2O24", "R6年度計"],
            ["", "5Q", "0Q", "1-4Q", "Q", "上期", "第五四半期", "1.0", "Jan", "4月", other],
        ][k]
    )
    if rows[at][k] == old or (
        k == 1 and rows[at][k] == other and not any(row[:2] == rows[at][:2] for n, row in enumerate(rows) if n != at)
    ):
        return None
    return changed(f"row {at + 1} {rows[0][k]} {old!r} → {rows[at][k]!r}", file, rows, fault)


@mutates
def unit_decided(rng: random.Random, base: Base) -> Mutant | None:
    """A decided unit or scale that the printed values contradict: a fault."""
    file = one_of(rng, base, r"mappings/\d.*/kpis\.csv$")
    rows = base.rows(file)
    at = rng.choice([n for n, row in enumerate(rows) if n and row[1] in ("%", "人", "件")])
    k = rng.choice([1, 1, 2, 3, 4, 5])
    old = rows[at][k]
    choices = {
        1: ["%", "人", "件", "円", ""],
        2: ["", "up"],
        3: ["percent", "count", "none", ""],
        4: ["99999", "x"],
        5: ["-5", "0", "1", "1e"],
    }[k]
    rows[at][k] = rng.choice(choices)
    if rows[at][k] == old or (k == 3 and rows[at][1] == "%" and rows[at][3] == "count" and False):
        return None
    return changed(
        f"row {at + 1} {rows[0][k]} {old!r} → {rows[at][k]!r}",
        file,
        rows,
        fault,
        *((visible,) if k in (3,) and rows[at][k] else ()),
        more=("kpis.csv",),
    )


@mutates
def coder_file(rng: random.Random, base: Base) -> Mutant | None:
    """Codes under the name of nobody, or under one that is no name: a fault."""
    file = one_of(rng, base, r"codes_\w+\.csv$")
    new = (
        file.rpartition("/")[0]
        + "/"
        + rng.choice(
            [
                "codes-b.csv",
                "codes_.csv",
                "codes_x.csv",
                "codes_b (1).csv",
                "codes_ｂ.csv",
                "codes.csv",
                "codes_B.csv",
                "codesb.csv",
                "code_b.csv",
                "codes_plan.csv",
                "codes_a.b.csv",
                "codes_b.CSV",
                "Codes_b.csv",
                "codes_b.csv.csv",
            ]
        )
    )
    if new in base.files:
        return None
    moved = rng.random() < 0.5

    def change(data: Path) -> None:
        (data / new).write_bytes(base.files[file])
        if moved:
            (data / file).unlink()

    return Mutant(f"{file} {'→' if moved else '+'} {new}", (new, file), change, (fault,))


@mutates
def reading(rng: random.Random, base: Base) -> Mutant | None:
    """A decision on a reading whose cells contradict each other, or that nothing needs: a fault."""
    file = one_of(rng, base, r"mappings/\d.*/readings\.csv$")
    if file is None:
        return None
    rows = base.rows(file)
    heads = rows[0]
    card = next(one for one in base.yamls if one.endswith("plan.yaml") and file.split("/")[1] in one)
    plan = re.search(r"plan_id: (\S+)", base.text(card))
    assert plan
    row = dict.fromkeys(heads, "") | {
        "plan": plan[1],
        "indicator": "k01",
        "end": "baseline",
        "text": "28/34手続",
        "kind": "ratio",
        "value": "28",
        "of": "34",
        "reason": "割合",
    }
    column, text = rng.choice(
        [
            ("value", "40"),
            ("of", ""),
            ("of", "0"),
            ("high", "3"),
            ("kind", "amount"),
            ("kind", "missing"),
            ("kind", "words"),
            ("kind", "range"),
            ("text", "28/35手続"),
            ("indicator", "k09"),
            ("end", "percent"),
            ("relative_to", "現状"),
            ("value", "-"),
            ("unit", "度"),
            ("reason", ""),
        ]
    )
    row[column] = text
    right = (fault, visible) if (column, text) in (("kind", "words"), ("kind", "missing")) else (fault,)
    return changed(f"a row with {column} {text!r}", file, [*rows, [row[head] for head in heads]], *right)


@mutates
def figure(rng: random.Random, base: Base) -> Mutant | None:
    """A figure of an official table that cannot be: a rate above 100, of no indicator, of no municipality, in another unit: a fault."""
    file = one_of(rng, base, r"reference/(official|digital)\w*\.csv$")
    rows = base.rows(file)
    places = [n for n, row in enumerate(rows) if n and row[8] == "%" and row[7]]
    at = rng.choice(places)
    column, text = rng.choice(
        [
            ("value_text", "425"),
            ("value_text", "-3"),
            ("unit", "人"),
            ("unit", ""),
            ("indicator", "nothing"),
            ("area_code", "99999"),
            ("area_code", "3206"),
            ("year", "2203"),
            ("as_of", "2023-02-30"),
            ("value_text", "0.42.5"),
            ("name_ja", ""),
            ("group", ""),
        ]
    )
    k = rows[0].index(column)
    if rows[at][k] == text:
        return None
    old, rows[at][k] = rows[at][k], text
    return changed(f"row {at + 1} {column} {old!r} → {text!r}", file, rows, fault)


@mutates
def arithmetic(rng: random.Random, base: Base) -> Mutant | None:
    """A sum that is none, or divides by nothing: a fault."""
    file = one_of(rng, base, r"derived_kpis\.csv$")
    if file is None:
        return None
    rows = base.rows(file)
    k = rows[0].index("target_arithmetic")
    at = rng.randrange(1, len(rows))
    number = rows[at][k].split()[0]
    text = rng.choice(
        [
            f"{number} / 0",
            f"{number} / (5 - 5)",
            f"{number} ** 9 ** 9",
            f"{number} /",
            f"{number} ÷ 5",
            "5",
            f"{number} x 5",
            f"{number} // 5",
            "(" * 500 + number + ")" * 500,
            f"{number} / 5人",
            f"{number},0 / 5",
            "=A1/5",
            f"{number} / 1e999",
            "__import__('os')",
            f"{number} % 7",
            f"{number} * 9e307 * 10",
        ]
    )
    rows[at][k] = text
    return changed(f"row {at + 1} {text[:40]!r}", file, rows, fault)


@mutates
def reference(rng: random.Random, base: Base) -> Mutant | None:
    """One wrong letter in an id on which others hang (source, plan, survey, indicator, item, option): one cause, at its place."""
    choice = []
    for file in base.files:
        if file.endswith("source.yaml"):
            choice += [(file, m) for m in re.finditer(r"source_id: (\S+)", base.text(file))]
        elif file.endswith(("plan.yaml", "survey.yaml")):
            choice += [(file, m) for m in re.finditer(r"(?:plan|survey|source)_id: (\S+)", base.text(file))]
        elif file.endswith(
            (
                "measures.csv",
                "/kpis.csv",
                "items.csv",
                "options.csv",
                "coders.csv",
                "projects.csv",
                "municipalities.csv",
            )
        ):
            choice += [(file, m) for m in re.finditer(r"(?m)^(?:dx,2.0,|q1,)?([\w-]+),", base.text(file)) if m.start()]
    file, found = rng.choice(choice)
    at = rng.randrange(found.start(1), found.end(1))
    text = base.text(file)
    new = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
    return Mutant(
        f"{file}: {found[1]!r} → {new[found.start(1) : found.end(1)]!r}",
        (file,),
        lambda data: (data / file).write_text(new, encoding="utf-8"),
        (fault, visible) if file.endswith(("options.csv", "projects.csv")) else (fault,),
    )
