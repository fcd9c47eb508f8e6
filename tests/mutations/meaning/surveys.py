"""Accidents of surveys, and of statements about their tables."""

from __future__ import annotations

import random
import re
from pathlib import Path

from tests.mutations.base import Base, written
from tests.mutations.judge import Mutant, fault, mutates, same, visible
from tests.mutations.meaning.rows import changed, one_of

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


def _survey_table(rng: random.Random, base: Base) -> str:
    return rng.choice([file for file in base.csvs if "/surveys/" in file and base.rows(file)[0][0] == "選択肢"])


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
    return changed(f"column {rows[0][k]!r} lost", file, [row[:k] + row[k + 1 :] for row in rows], fault)


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
        return changed(f"a second row {other}", file, [*rows[:place], other, *rows[place:]], *right)
    rows[at][k] = {"large": rows[at][k] + "0", "huge": "9" * 25, "zero": "0", "minus": f"-{rows[at][k]}", "point": f"{rows[at][k]}.5",
                   "words": "約80", "percent": "100%"}[how]  # fmt: skip
    return changed(f"base {rows[0][k]} {rows[at][k]}", file, rows, fault)


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
    return changed(f"row {at + 1} {rows[0][k]}: {old} → {rows[at][k]}", file, rows, fault)


@mutates
def option_twice(rng: random.Random, base: Base) -> Mutant | None:
    """An option twice, under the same name or id or under another: a fault."""
    file = one_of(rng, base, "/options.csv$")
    rows = base.rows(file)
    at = rng.randrange(1, len(rows))
    new = list(rows[at])
    how = rng.choice(["same", "id", "label"])
    if how == "id":
        new[2] += "等"
    elif how == "label":
        new[1] += "_2"
    return changed(
        f"option {rows[at][1]} again ({how})",
        file,
        [*rows[: at + 1], new, *rows[at + 1 :]],
        fault,
        more=(file.rpartition("/")[0],),
    )


@mutates
def question_more(rng: random.Random, base: Base) -> Mutant | None:
    """A question without a table: a fault."""
    file = one_of(rng, base, "questions.csv$")
    rows = base.rows(file)
    new = ["q9", *rows[1][1:]]
    if rng.random() < 0.5:
        return changed("a question more", file, [*rows, new], fault)
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
    file = one_of(rng, base, "mappings/.*/groups.csv")
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
    return changed(f"row {at + 1} ages {low}–{high} → {rows[at][5]}–{rows[at][6]}", file, rows, fault)


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
def predicate(rng: random.Random, base: Base) -> Mutant | None:
    """A statement that cannot be checked: a fault at the statement, never a verdict."""
    file = one_of(rng, base, r"claims\.csv$")
    rows = base.rows(file)
    k = rows[0].index("predicate")
    at, text = rng.randrange(1, len(rows)), rng.choice(PREDICATES)
    if not rows[at][k]:
        return None
    rows[at][k] = text
    right = (fault, visible) if text == "" else (fault,)
    return changed(f"row {at + 1} predicate {text[:60]!r}", file, rows, *right)


@mutates
def statement(rng: random.Random, base: Base) -> Mutant | None:
    """A statement whose other cells cannot be: a precision that is none, a comparator it does not have: a fault."""
    file = one_of(rng, base, r"claims\.csv$")
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
    return changed(f"row {at + 1} {column} {old!r} → {text!r}", file, rows, fault)
