"""Accidents of rows, columns and headings."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

from tests.mutations.base import Base, written
from tests.mutations.judge import MARK, Mutant, Right, fault, mutates, noted, same, visible


def _grid(what: str, file: str, rows: list[list[str]], *right: Right) -> Mutant:
    text = written(rows)
    return Mutant(
        f"{file}: {what}", (file,), lambda data: (data / file).write_text(text, encoding="utf-8", newline="\n"), right
    )


def _pick(
    rng: random.Random, base: Base, least: int = 2, of: Iterable[str] | None = None
) -> tuple[str, list[list[str]]]:
    """A CSV file with so many lines, and them."""
    files = [file for file in of or base.csvs if len(base.rows(file)) >= least]
    file = rng.choice(files)
    return file, base.rows(file)


def _row(rng: random.Random, rows: list[list[str]]) -> int:
    return rng.randrange(1, len(rows))


@mutates
def row_twice(rng: random.Random, base: Base) -> Mutant | None:
    """A row that stands there twice: a fault."""
    file, rows = _pick(rng, base)
    at = _row(rng, rows)
    to = rng.choice([at + 1, len(rows)])
    return _grid(f"row {at + 1} again", file, [*rows[:to], rows[at], *rows[to:]], fault)


@mutates
def row_lost(rng: random.Random, base: Base) -> Mutant | None:
    """A row that is gone: a fault, or rows lost in the tables."""
    file, rows = _pick(rng, base)
    if "unprinted" in file:
        return None
    at = _row(rng, rows)
    made = _grid(f"row {at + 1} lost", file, rows[:at] + rows[at + 1 :], fault, visible)
    decided = f"mappings/{file.split('/')[1]}"
    return Mutant(made.what, (*made.files, *_related(base, rows[at]), decided), made.change, made.right)


def _related(base: Base, row: list[str]) -> list[str]:
    """Files that may say what a lost row was needed for: those with one of its cells."""
    return [file for file in base.files if any(cell and len(cell) > 1 and cell in base.text(file) for cell in row)]


@mutates
def row_short(rng: random.Random, base: Base) -> Mutant | None:
    """A row with a cell less or more than there are headings: a fault."""
    file, rows = _pick(rng, base)
    at = _row(rng, rows)
    if len(rows[at]) < 3:
        return None
    rows[at] = rng.choice([rows[at][:-1], [*rows[at], "x"], rows[at][:1], [*rows[at], "", "y"]])
    return _grid(f"row {at + 1} has {len(rows[at])} cells", file, rows, fault)


@mutates
def commas(rng: random.Random, base: Base) -> Mutant | None:
    """Empty columns at the right, as a spreadsheet saves them: the same tables, or a fault."""
    file, rows = _pick(rng, base)
    more, some = [""] * rng.randint(1, 4), rng.random() < 0.4
    rows = [row if some and rng.random() < 0.5 else row + more for row in rows]
    return _grid("empty columns more", file, rows, fault, noted, same)


@mutates
def row_shifted(rng: random.Random, base: Base) -> Mutant | None:
    """The cells of a row moved by one: a fault, or other tables."""
    file, rows = _pick(rng, base)
    at = _row(rng, rows)
    if "unprinted" in file:
        return None
    k = rng.randrange(len(rows[at]))
    rows[at] = rng.choice([[*rows[at][:k], "", *rows[at][k:-1]], rows[at][:k] + rows[at][k + 1 :] + [""]])
    if rows == base.rows(file):
        return None
    return _grid(f"row {at + 1} moved from column {k + 1} on", file, rows, fault, visible)


@mutates
def column_shifted(rng: random.Random, base: Base) -> Mutant | None:
    """The cells of a column moved by a row, or put in another order: a fault, or other tables."""
    file, rows = _pick(rng, base, 3)
    k = rng.randrange(len(rows[0]))
    column = [row[k] for row in rows[1:]]
    new = rng.choice([["", *column[:-1]], [*column[1:], ""], sorted(column), column[::-1]])
    if new == column or "unprinted" in file or _why(file, rows[0][k]):
        return None
    for row, text in zip(rows[1:], new, strict=True):
        row[k] = text
    return _grid(f"column {rows[0][k]!r} moved", file, rows, fault, visible)


def _why(file: str, heading: str) -> bool:
    from tests.mutations.base import Cell
    from tests.mutations.cells import unheld

    return unheld(Cell(file, 0, 0, heading, "words", ""))


@mutates
def blank_row(rng: random.Random, base: Base) -> Mutant | None:
    """An empty row between: the same tables."""
    file, rows = _pick(rng, base)
    at = rng.randrange(1, len(rows) + 1)
    return _grid(
        f"an empty row before {at + 1}", file, [*rows[:at], rng.choice([[""] * len(rows[0]), []]), *rows[at:]], same
    )


@mutates
def headings_again(rng: random.Random, base: Base) -> Mutant | None:
    """The headings once more between the rows, as when two files are put together: a fault."""
    file, rows = _pick(rng, base)
    at = _row(rng, rows)
    return _grid(f"headings at row {at + 2}", file, [*rows[: at + 1], rows[0], *rows[at + 1 :]], fault, noted)


@mutates
def row_of_sums(rng: random.Random, base: Base) -> Mutant | None:
    """A row of sums or a footnote below the table: a fault, or a note that it decides nothing."""
    file, rows = _pick(rng, base)
    if "/surveys/" in file and rows[0][0] == "選択肢":
        return None
    first = rng.choice(
        ["合計", "計", "※ 端数処理のため一致しない", "(注) 令和5年4月現在", "資料：情報課", "以上", "---", "以下余白"]
    )
    word = (
        (visible,) if file.endswith("/units.csv") else ()
    )  # a unit may have nothing else; that it decides nothing is said
    return _grid(f"a row {first!r}", file, [*rows, [first, *[""] * (len(rows[0]) - 1)]], fault, noted, *word)


@mutates
def rows_joined(rng: random.Random, base: Base) -> Mutant | None:
    """Two rows on one line: a fault."""
    file, rows = _pick(rng, base, 3)
    at = rng.randrange(1, len(rows) - 1)
    return _grid(
        f"rows {at + 1} and {at + 2} joined", file, [*rows[:at], rows[at] + rows[at + 1], *rows[at + 2 :]], fault
    )


@mutates
def title_above(rng: random.Random, base: Base) -> Mutant | None:
    """A title, a note or an empty row above the headings: a fault, or the same tables where it is empty."""
    file, rows = _pick(rng, base, 1)
    top = rng.choice(["施策一覧", "表1", "令和5年4月1日現在", ""])
    return _grid(
        f"{top!r} above", file, [[top, *[""] * (len(rows[0]) - 1)], *rows], fault, *((same, noted) if not top else ())
    )


@mutates
def index_column(rng: random.Random, base: Base) -> Mutant | None:
    """A column of row numbers without a heading, or `Unnamed: 0`: a fault."""
    file, rows = _pick(rng, base)
    head = rng.choice(["", "Unnamed: 0", "index", "No."])
    return _grid(
        f"column {head!r} first", file, [[head, *rows[0]], *[[str(n), *row] for n, row in enumerate(rows[1:])]], fault
    )


@mutates
def heading_twice(rng: random.Random, base: Base) -> Mutant | None:
    """A column that stands there twice, with the same cells or others: a fault."""
    file, rows = _pick(rng, base, 1)
    k, other = rng.randrange(len(rows[0])), rng.choice(["same", "blank", "other"])
    for n, row in enumerate(rows):
        text = row[k] if n == 0 or other == "same" else "" if other == "blank" else row[k] + MARK
        row.insert(rng.choice([k + 1]), text)
    return _grid(f"column {rows[0][k]!r} twice ({other})", file, rows, fault)


@mutates
def heading_over_another(rng: random.Random, base: Base) -> Mutant | None:
    """A heading in place of its neighbour's: a fault."""
    file, rows = _pick(rng, base, 1)
    if len(rows[0]) < 2:
        return None
    k = rng.randrange(len(rows[0]) - 1)
    rows[0][k + 1] = rows[0][k]
    return _grid(f"heading {rows[0][k]!r} over the next", file, rows, fault)


@mutates
def heading_renamed(rng: random.Random, base: Base) -> Mutant | None:
    """A heading with another letter, case or width: a fault, or the same tables."""
    file, rows = _pick(rng, base, 1)
    k = rng.randrange(len(rows[0]))
    head = rows[0][k]
    new = rng.choice([head + "x", head[:-1], head.upper(), head.title(), f"{head} ", f"{head}\n", head.replace("_", " "),
                      "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in head), f"{head}.1", f"{head}_1",
                      f"\ufeff{head}", f"{head}\u200b", "備考", "", "列1", "#REF!", head.replace("a", "а"), head + "（％）"])  # fmt: skip
    if new == head:
        return None
    rows[0][k] = new
    return _grid(
        f"heading {head!r} → {new!r}",
        file,
        rows,
        fault,
        *(
            (same, noted)
            if new.split() == [head] or new.isupper() or new.istitle() or "！" <= new[:1] <= "～"
            else (noted,)
            if k == 0 and new[0:1] == "\ufeff"  # the mark of UTF-8 before a file
            else ()
        ),
    )


@mutates
def column_more(rng: random.Random, base: Base) -> Mutant | None:
    """A column that nobody reads: a fault."""
    file, rows = _pick(rng, base)
    k = rng.randrange(len(rows[0]) + 1)
    head = rng.choice(["備考", "メモ", "memo", "確認", "title", "page2", "", "2023.0", "担当"])
    rows = [[*row[:k], head if n == 0 else "済", *row[k:]] for n, row in enumerate(rows)]
    return _grid(f"column {head!r} more", file, rows, fault)


@mutates
def column_lost(rng: random.Random, base: Base) -> Mutant | None:
    """A column that is gone: a fault, or its cells lost in the tables; the same where it was empty."""
    file, rows = _pick(rng, base)
    k = rng.randrange(len(rows[0]))
    filled = any(row[k] for row in rows[1:])
    if "unprinted" in file:
        return None
    return _grid(
        f"column {rows[0][k]!r} lost",
        file,
        [row[:k] + row[k + 1 :] for row in rows],
        fault,
        visible if filled else same,
    )


@mutates
def columns_in_another_order(rng: random.Random, base: Base) -> Mutant | None:
    """The columns in another order: the same tables, or a fault; those that are in time may be in another order."""
    file, rows = _pick(rng, base, 1)
    order = list(range(len(rows[0])))
    rng.shuffle(order)
    right = (same, fault, visible) if "/schedules/" in file or rows[0][0] == "選択肢" else (same, noted)
    return _grid("columns shuffled", file, [[row[k] for k in order] for row in rows], *right)


@mutates
def headings_exchanged(rng: random.Random, base: Base) -> Mutant | None:
    """Two headings in each other's place: a fault, or other tables."""
    file, rows = _pick(rng, base)
    if len(rows[0]) < 2 or "unprinted" in file:
        return None
    one, two = rng.sample(range(len(rows[0])), 2)
    if [row[one] for row in rows[1:]] == [row[two] for row in rows[1:]]:
        return None
    rows[0][one], rows[0][two] = rows[0][two], rows[0][one]
    return _grid(f"headings {rows[0][one]!r} ⇄ {rows[0][two]!r}", file, rows, fault, visible)


@mutates
def zeros_lost(rng: random.Random, base: Base) -> Mutant | None:
    """A file opened and saved by a spreadsheet, which drops zeros before and behind: a fault, or the same tables."""
    from tests.mutations.base import CODES

    file, rows = _pick(rng, base, of=[file for file in base.csvs if CODES & {*base.rows(file)[0]}])
    heads = rows[0]
    for row in rows[1:]:
        for k, head in enumerate(heads):
            if head in CODES:
                row[k] = row[k].lstrip("0") or "0"
    return _grid("zeros of codes lost", file, rows, fault, noted)


@mutates
def rows_exchanged(rng: random.Random, base: Base) -> Mutant | None:
    """Two rows in each other's place: nothing is lost, so no fault; or, where order is time, one."""
    file, rows = _pick(rng, base, 3)
    one, two = rng.sample(range(1, len(rows)), 2)
    if rows[one] == rows[two]:
        return None
    rows[one], rows[two] = rows[two], rows[one]
    return _grid(f"rows {one + 1} ⇄ {two + 1}", file, rows, same, visible, fault)


@mutates
def headings_alone(rng: random.Random, base: Base) -> Mutant | None:
    """All rows gone: a fault, or rows lost in the tables."""
    file, rows = _pick(rng, base)
    if "unprinted" in file:
        return None
    made = _grid("headings alone", file, rows[:1], fault, visible)
    related = [one for row in rows[1:] for one in _related(base, row)]
    decided = f"mappings/{file.split('/')[1]}"
    return Mutant(made.what, (file, *dict.fromkeys(related), decided), made.change, made.right)


@mutates
def turned(rng: random.Random, base: Base) -> Mutant | None:
    """Rows for columns: a fault."""
    file, rows = _pick(rng, base)
    return _grid("turned", file, [list(row) for row in zip(*rows, strict=True)], fault)


@mutates
def key_again(rng: random.Random, base: Base) -> Mutant | None:
    """A row that stands there again with another cell, so that two rows say different things of one: a fault."""
    file, rows = _pick(rng, base)
    form = base.form(file)
    heads = rows[0]
    free = [k for k, head in enumerate(heads) if form is None or head not in form.columns]
    words = [k for k, head in enumerate(heads) if base.kind(file, head) in ("words", "page") and head != "reason"]
    several = form is not None and form.file.several
    if (
        not (free or words)
        or several
        or file.endswith(("tags.csv", "unprinted.csv"))
        or re.search(r"codes_|_items|theme_options", file)
    ):
        return None
    at, k = _row(rng, rows), rng.choice(free or words)
    new = list(rows[at])
    new[k] = (
        "7" if heads[k] == "page" else "" if new[k] else rng.choice([text for row in rows[1:] for text in row if text])
    )
    if new == rows[at]:
        return None
    to = rng.choice([at + 1, len(rows)])
    lines = (visible,) if "/schedules/" in file and k in free else ()  # a measure may have two lines of steps
    return _grid(f"row {at + 1} again with {heads[k]!r} {new[k]!r}", file, [*rows[:to], new, *rows[to:]], fault, *lines)


def _as_spreadsheets_save(text: str) -> str:
    """What a cell is after a spreadsheet has opened and saved it, with no format set."""
    if re.fullmatch(r"\d{1,2}-\d{1,2}", text):
        month, day = map(int, text.split("-"))
        return f"{month}月{day}日" if 1 <= month <= 12 and 1 <= day <= 31 else text
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        year, month, day = map(int, text.split("-"))
        return f"{year}/{month}/{day}"
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return f"{text[2:4]}-Jan"
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        plain = text.lstrip("0") or "0"
        plain = f"0{plain}" if plain.startswith(".") else plain
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return {"true": "TRUE", "false": "FALSE"}.get(text.lower(), text)


@mutates
def spreadsheet(rng: random.Random, base: Base) -> Mutant | None:
    """A file that a spreadsheet opened and saved: a fault where a text became another; else the same tables, or decimals less."""
    file, rows = _pick(rng, base)
    new = [rows[0], *[[_as_spreadsheets_save(text) for text in row] for row in rows[1:]]]
    changed = {
        (old, after)
        for row, saved in zip(rows, new, strict=True)
        for old, after in zip(row, saved, strict=True)
        if old != after
    }
    raw = written(new).replace("\n", "\r\n").encode("cp932", "replace")
    decimals = all(re.fullmatch(r"\d+\.\d*", old) for old, _ in changed)
    right = (noted,) if not changed else (fault, visible, noted) if decimals else (fault,)
    return Mutant(
        f"{file}: saved by a spreadsheet, {len(changed)} texts changed",
        (file,),
        lambda data: (data / file).write_bytes(raw),
        right,
    )
