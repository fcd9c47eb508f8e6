"""Accidents that only somebody sees who knows what a table is: surveys, schedules, statements, decisions, official figures."""

from __future__ import annotations

import random
import re
from pathlib import Path

from tests.mutations.base import Base, written
from tests.mutations.judge import Mutant, Right, fault, mutates, same, visible

#: Statements that say nothing of the tables, or nothing at all.
PREDICATES = (
    'shore("q1", "phone", "total") >= 3', 'share("q1", "fone", "total") >= 3', 'share("q9", "phone", "total") >= 3',
    'share("q1", "phone", "20-92") >= 3', 'share("q1", "phone") >= 3', 'share("q1", "phone", "total")', "1", "True", "valid()",
    '"phone" == 3', 'share("q1", "phone", "total") >= "9"', 'share("q1", "phone", "total") == share', "1 / 0 == 1",
    "100 * valid() / 0 == 3", "valid() / (valid() - valid()) > 1", 'lowest("q1", "phone", "30+..20-29") >= 3', "9 ** 9 ** 9 == 1",
    "(" * 300 + "1" + ")" * 300 + " == 1", "-" * 500 + "1 == 1", "1 == 1", "3 > 2", 'rank("q1", "phone", "total") == "1"',
    "valid() = 3", "valid() => 3", "valid() ≧ 3", "", "valid() == ", "1 < valid() <", "valid() == NaN", "valid() == inf",
    "1e999 == valid()", "valid() and sampled()", "not valid()", "valid() if 1 else 2", "lambda: 1", "valid().x == 1",
    "valid()[0] == 1", "[1] == [1]", "valid(3) == 1", "valid() == valid", 'share("q1", "", "total") >= 3', "valid() in (1, 2)",
    'share("q1", "phone", "") >= 3', 'share("q1", "phone", "..") >= 3', 'share("q1", "phone", "total,") >= 3',
    'share("q1", "phone+pc+phone", "total") >= 3', 'rank("q1", "phone", "total") == 0', "0 * valid() == 1 / 0",
    'share(1, 2, 3) >= 3', "valid() % 0 == 1", "valid() // 0 == 1", "99999999999999999999 ** 99 == valid()", "valid() == 'x' * 9999999999",
    'share("q1", "phone", "total") >= 90 %', "「スマートフォン」が1位", 'share(“q1”, “phone”, “total”) >= 3', "valid() == 2OO",
)  # fmt: skip


def _rows(what: str, file: str, rows: list[list[str]], *right: Right, more: tuple[str, ...] = ()) -> Mutant:
    text = written(rows)
    return Mutant(
        f"{file}: {what}",
        (file, *more),
        lambda data: (data / file).write_text(text, encoding="utf-8", newline="\n"),
        right,
    )


def _of(rng: random.Random, base: Base, *ends: str) -> str | None:
    found = [file for file in base.csvs if re.search("|".join(ends), file)]
    return rng.choice(found) if found else None


def _survey_table(rng: random.Random, base: Base) -> str:
    return rng.choice([file for file in base.csvs if "/surveys/" in file and base.rows(file)[0][0] == "選択肢"])


@mutates
def census_gap(rng: random.Random, base: Base) -> Mutant | None:
    """A band of the census that is missing: a fault."""
    file = _of(rng, base, "census_2020")
    rows = base.rows(file)
    at = rng.choice([n for n, row in enumerate(rows) if n and re.match(r"\d", row[2])])
    return _rows(f"row {at + 1} {rows[at][2]!r} lost", file, rows[:at] + rows[at + 1 :], fault)


@mutates
def census_band(rng: random.Random, base: Base) -> Mutant | None:
    """A band of the census that is another, or none: a fault."""
    file = _of(rng, base, "census_2020")
    rows = base.rows(file)
    at = rng.choice([n for n, row in enumerate(rows) if n and re.match(r"\d", row[2])])
    old = rows[at][2]
    rows[at][2] = rng.choice([old.replace("-", "–").replace("+", "-"), old.replace("-", "").replace("+", ""), "Oct-14", "10月14日",
                              "20-42", "24-20", "15-24", f"{old}歳", "不詳", "0-999", "年少", old.replace("-", "～").replace("+", "以上"),
                              "2o-24", f" {old} x", "30-", "-14", "++", "3O+"])  # fmt: skip
    return _rows(f"row {at + 1} {old!r} → {rows[at][2]!r}", file, rows, fault) if rows[at][2] != old else None


@mutates
def census_sum(rng: random.Random, base: Base) -> Mutant | None:
    """A number of the census with a digit more, less or another: a fault, for the bands do not add up to the total."""
    file = _of(rng, base, "census_2020")
    rows = base.rows(file)
    areas = {row[1] for row in rows if "不詳" in row[2] or row[2] in ("unknown", "not_stated")}
    at = rng.choice([n for n, row in enumerate(rows) if n and (re.match(r"\d|total", row[2])) and row[1] not in areas])
    old = rows[at][7]
    rows[at][7] = rng.choice([old + "0", old[:-1], old[0] + "9" + old[1:], str(int(old) * 2)])
    return _rows(f"row {at + 1} {old} → {rows[at][7]}", file, rows, fault)


@mutates
def table_lost(rng: random.Random, base: Base) -> Mutant | None:
    """A table of a survey that is gone: a fault."""
    file = _survey_table(rng, base)
    folder = file.rpartition("/")[0]
    if base.source.name == "data":  # a question of real surveys may have one breakdown where its siblings have two
        return None
    return Mutant(
        f"{file} lost", (file, folder, f"{folder}/questions.csv"), lambda data: (data / file).unlink(), (fault,)
    )


@mutates
def group_lost(rng: random.Random, base: Base) -> Mutant | None:
    """A column of a survey's table that its siblings have: a fault."""
    file = _survey_table(rng, base)
    rows = base.rows(file)
    if base.source.name == "data" or "otaru" in file:
        return None
    k = rng.randrange(1, len(rows[0]))
    return _rows(f"column {rows[0][k]!r} lost", file, [row[:k] + row[k + 1 :] for row in rows], fault)


@mutates
def base_of_table(rng: random.Random, base: Base) -> Mutant | None:
    """A base that is larger than the valid answers, in two rows, no number, or of no one: a fault."""
    file = _survey_table(rng, base)
    rows = base.rows(file)
    at = next((n for n, row in enumerate(rows) if row[0] == "n"), None)
    if at is None:
        return None
    k, how = (
        rng.randrange(1, len(rows[0])),
        rng.choice(["large", "huge", "twice", "zero", "minus", "point", "words", "percent"]),
    )
    if how == "twice":
        other = rng.choice(
            [
                rows[at],
                ["n", *[str(int(text or 1) + 1) for text in rows[at][1:]]],
                ["合計", *rows[at][1:]],
                ["N", *rows[at][1:]],
                ["ｎ", *rows[at][1:]],
            ]
        )
        place = rng.choice([at + 1, len(rows)])
        right = (fault, same) if other[0] == "合計" and other[1:] == rows[at][1:] else (fault,)
        return _rows(f"a second row {other}", file, [*rows[:place], other, *rows[place:]], *right)
    rows[at][k] = {"large": rows[at][k] + "0", "huge": "9" * 25, "zero": "0", "minus": f"-{rows[at][k]}", "point": f"{rows[at][k]}.5",
                   "words": "約80", "percent": "100%"}[how]  # fmt: skip
    return _rows(f"base {rows[0][k]} {rows[at][k]}", file, rows, fault)


@mutates
def percentages(rng: random.Random, base: Base) -> Mutant | None:
    """A percentage that cannot be: above 100, negative, of three decimals, of another sign: a fault."""
    file = _survey_table(rng, base)
    rows = base.rows(file)
    if "otaru" in file:
        return None
    places = [
        (n, k)
        for n, row in enumerate(rows)
        for k, text in enumerate(row)
        if n and k and row[0] != "n" and text not in ("", "-")
    ]
    at, k = rng.choice(places)
    old = rows[at][k]
    plain = old.rstrip("%")
    rows[at][k] = rng.choice(
        [
            "100.1",
            "613",
            f"-{plain}",
            f"{plain}00",
            f"{plain}‰",
            f"{plain}人",
            "1/2",
            f"{plain}～{plain}",
            f"±{plain}",
            f"{plain}+",
            f"({plain}",
            f"{plain}.0",
            f"{plain},",
            f"約{plain}",
            "▲3.1",
            "…",
            "x",
            "秘",
        ]
    )
    return _rows(f"row {at + 1} {rows[0][k]}: {old} → {rows[at][k]}", file, rows, fault)


@mutates
def option_twice(rng: random.Random, base: Base) -> Mutant | None:
    """An option twice, under the same name or id or under another: a fault."""
    file = _of(rng, base, "/options.csv$")
    rows = base.rows(file)
    at = rng.randrange(1, len(rows))
    new = list(rows[at])
    how = rng.choice(["same", "id", "label"])
    if how == "id":
        new[2] += "等"
    elif how == "label":
        new[1] += "_2"
    return _rows(
        f"option {rows[at][1]} again ({how})",
        file,
        [*rows[: at + 1], new, *rows[at + 1 :]],
        fault,
        more=(file.rpartition("/")[0],),
    )


@mutates
def question_more(rng: random.Random, base: Base) -> Mutant | None:
    """A question without a table: a fault."""
    file = _of(rng, base, "questions.csv$")
    rows = base.rows(file)
    new = ["q9", *rows[1][1:]]
    if rng.random() < 0.5:
        return _rows("a question more", file, [*rows, new], fault)
    options = file.replace("questions", "options")

    def change(data: Path) -> None:
        (data / file).write_text(written([*rows, new]), encoding="utf-8")
        head, *rest = base.rows(options)
        width = len(head)
        (data / options).write_text(written([head, *rest, ["q9", "a", "あ", *[""] * (width - 3)]]), encoding="utf-8")

    return Mutant(f"{file}: a question more, with an option", (file, options), change, (fault,))


@mutates
def groups_decided(rng: random.Random, base: Base) -> Mutant | None:
    """A group of other ages than its heading says, in another order, or of two: a fault."""
    file = _of(rng, base, "mappings/.*/groups.csv")
    rows = base.rows(file)
    ages = [n for n, row in enumerate(rows) if n and row[2] == "age" and row[5]]
    if not ages:
        return None
    at, how = rng.choice(ages), rng.choice(["turned", "other", "minus", "open"])
    low, high = rows[at][5], rows[at][6]
    rows[at][5], rows[at][6] = {
        "turned": (high or "200", low),
        "other": ("50", "59"),
        "minus": (f"-{low}", high),
        "open": ("", high),
    }[how]
    if (rows[at][5], rows[at][6]) == (low, high):
        return None
    return _rows(f"row {at + 1} ages {low}–{high} → {rows[at][5]}–{rows[at][6]}", file, rows, fault)


@mutates
def survey_card(rng: random.Random, base: Base) -> Mutant | None:
    """Numbers of a survey that cannot be: more answers than asked, an end before the beginning, an age of 999: a fault."""
    file = rng.choice([file for file in base.yamls if "/surveys/" in file])
    text = base.text(file)
    key, new = rng.choice(
        [
            ("valid", "99999"),
            ("sampled", "0"),
            ("sampled", "3"),
            ("valid_web", "99999"),
            ("valid", "0"),
            ("end", "2001-01"),
            ("start", "2999-01"),
            ("min_age", "999"),
            ("valid", "-5"),
            ("min_age", "-1"),
            ("sampled", "1.5"),
        ]
    )
    made = re.sub(rf"(?m)^{key}:.*$", f"{key}: {new}", text)
    return Mutant(
        f"{file}: {key} {new}", (file,), lambda data: (data / file).write_text(made, encoding="utf-8"), (fault,)
    )


@mutates
def period_heading(rng: random.Random, base: Base) -> Mutant | None:
    """A heading of a schedule that is no period, or one that stands there already: a fault."""
    file = _of(rng, base, r"schedules/[^/]*\.csv$")
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
    return _rows(f"heading {old!r} → {new!r}", file, rows, fault)


@mutates
def quarters(rng: random.Random, base: Base) -> Mutant | None:
    """A quarter twice, none, or one that is no quarter: a fault."""
    file = _of(rng, base, r"schedules/p\d\.csv$")
    if file is None:
        return None
    rows = base.rows(file)
    at, k = rng.randrange(1, len(rows)), rng.randrange(2)
    if rng.random() < 0.4:
        twice = [*rows[at][:2], *["" if rng.random() < 0.5 else text for text in rows[at][2:]]]
        return _rows(f"row {at + 1} of {twice[:2]} again", file, [*rows[: at + 1], twice, *rows[at + 1 :]], fault)
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
    return _rows(f"row {at + 1} {rows[0][k]} {old!r} → {rows[at][k]!r}", file, rows, fault)


@mutates
def predicate(rng: random.Random, base: Base) -> Mutant | None:
    """A statement that cannot be checked: a fault at the statement, never a verdict."""
    file = _of(rng, base, r"claims\.csv$")
    rows = base.rows(file)
    k = rows[0].index("predicate")
    at, text = rng.randrange(1, len(rows)), rng.choice(PREDICATES)
    if not rows[at][k]:
        return None
    rows[at][k] = text
    right = (fault, visible) if text == "" else (fault,)
    return _rows(f"row {at + 1} predicate {text[:60]!r}", file, rows, *right)


@mutates
def statement(rng: random.Random, base: Base) -> Mutant | None:
    """A statement whose other cells cannot be: a precision that is none, a comparator it does not have: a fault."""
    file = _of(rng, base, r"claims\.csv$")
    rows = base.rows(file)
    at = rng.randrange(1, len(rows))
    column, text = rng.choice(
        [
            ("precision", "-1"),
            ("precision", "多少"),
            ("precision", "1e9"),
            ("comparator", "gt"),
            ("comparator", "≧"),
            ("about", "約"),
            ("other_reading", rows[at][0]),
            ("other_reading", "c99"),
            ("question", "q9"),
            ("claim", ""),
        ]
    )
    k = rows[0].index(column)
    if rows[at][k] == text or (
        column == "comparator" and re.search(r"(?<![>=])>(?!=)", rows[at][rows[0].index("predicate")])
    ):
        return None
    if not rows[at][rows[0].index("predicate")]:
        return None
    old, rows[at][k] = rows[at][k], text
    return _rows(f"row {at + 1} {column} {old!r} → {text!r}", file, rows, fault)


@mutates
def unit_decided(rng: random.Random, base: Base) -> Mutant | None:
    """A decided unit or scale that the printed values contradict: a fault."""
    file = _of(rng, base, r"mappings/\d.*/kpis\.csv$")
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
    return _rows(
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
    file = _of(rng, base, r"codes_\w+\.csv$")
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
    file = _of(rng, base, r"mappings/\d.*/readings\.csv$")
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
    return _rows(f"a row with {column} {text!r}", file, [*rows, [row[head] for head in heads]], *right)


@mutates
def figure(rng: random.Random, base: Base) -> Mutant | None:
    """A figure of an official table that cannot be: a rate above 100, of no indicator, of no municipality, in another unit: a fault."""
    file = _of(rng, base, r"reference/(official|digital)\w*\.csv$")
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
    return _rows(f"row {at + 1} {column} {old!r} → {text!r}", file, rows, fault)


@mutates
def arithmetic(rng: random.Random, base: Base) -> Mutant | None:
    """A sum that is none, or divides by nothing: a fault."""
    file = _of(rng, base, r"derived_kpis\.csv$")
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
    return _rows(f"row {at + 1} {text[:40]!r}", file, rows, fault)


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
