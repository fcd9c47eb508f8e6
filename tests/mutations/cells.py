"""Accidents of one cell: what spreadsheets, editors, copies from PDF and fingers make of a text."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterable

from tests.mutations.base import Base, Cell, written
from tests.mutations.judge import MARK, Mutant, Right, alike, carried, fault, mutates, noted, number, same, visible

ERRORS = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NULL!", "#NUM!", "########", "#SPILL!", "#######")
#: What cannot be a number, though it is like one.
NO_NUMBERS = (
    "NaN", "nan", "inf", "∞", "1e5", "1E+05", "12,34", "1,2345", "12.3.4", "535O517", "1l0", "12²", "½", "Ⅳ", "①5", "0x1F",
    "1_000", "10\n20", "10 20", "1O%", "--5", "+-3", "TRUE", "2-Jan", "1月2日", "2024/1/2", "=1+1", "=SUM(A1:A9)", "約",
    "不明?", "1;2", "３ ４", "5-", "((5))", "٣", "12..5", "1.2e3", "4 2", "０ｘ５", "一二", "12,3", "1,23,456", "0..5", "5‰",
)  # fmt: skip
YEARS = (
    "R55", "令和0年", "R0", "平成99年", "H50", "昭和80年", "M99", "20205", "202", "2o25", "1", "9999", "45017", "2023-13",
    "令和五十五年", "R5年1３月", "2023/2/30", "令和5年2月30日", "R5.13.1", "#", "来年", "2023〜", "20 23", "西暦", "-2023",
    "2023.5", "R-5", "令和", "年度", "2025年0月", "平成31年13月",
)  # fmt: skip
DATES = (
    "2023-13-45", "2023/02/03", "2023-02-30", "2-Jan", "44927", "令和5年", "20230203", "2023-2-3", "0000-00-00", "2023-00",
    "2023-04-31", "03/02/2023", "2023-02-03 00:00:00", "2023-02-03T00:00", "Jan-23", "2023-", "23-02-03", "2023-06-00",
)  # fmt: skip
PAGES = (
    "p.63",
    "63-64",
    "63.0",
    "-1",
    "六三",
    "63頁",
    "xii",
    "1,2",
    "6 3",
    "0x3",
    "²",
    "#REF!",
    "6月3日",
    "1e2",
    "①",
    "٣",
    "６３ページ",
)
#: Characters that nobody sees, or that stand for one that was lost.
INVISIBLE = (
    "\u200b", "\u200c", "\u2060", "\ufeff", "\u202e", "\u202a", "\u2066", "\u200e", "\u200f", "\u00ad", "\ufffd", "\x07",
    "\x0b", "\x1b", "\x0c", "\x7f", "\x80", "\x9f", "\ue000", "\U000e0041", "\u2028", "\u2029", "\x85", "\ufffe", "\x01",
    "\u180e", "\u034f", "\u115f", "\u3164", "\ufff9", "\U000f0000", "\u2064", "\u00a0",
)  # fmt: skip
HOMOGLYPHS = {
    "a": "а",
    "e": "е",
    "o": "ο",
    "p": "р",
    "c": "с",
    "k": "κ",
    "i": "і",
    "1": "l",
    "0": "O",
    "-": "‐",
    "/": "∕",
}
#: Accidents of a short id or a code by which a spreadsheet makes something else of it.
MADE_OF = (
    "1-Jan",
    "Jan-01",
    "1月1日",
    "45292",
    "2024/1/1",
    "2024-01-01",
    "1E-01",
    "0.5",
    "TRUE",
    "1.0",
    "'1-1",
    "=1-1",
    "#NAME?",
)


def put(base: Base, cell: Cell, text: str) -> Callable:
    """Write a text into a cell."""
    rows = base.rows(cell.file)
    rows[cell.row][cell.column] = text
    return lambda data: (data / cell.file).write_text(written(rows), encoding="utf-8", newline="\n")


def pick(rng: random.Random, base: Base, *kinds: str, but: Iterable[str] = ()) -> Cell:
    """A filled cell, of these kinds, first a file, then a cell of it: small files are as likely as large ones."""
    fit = [cell for cell in base.cells if (not kinds or cell.kind in kinds) and cell.heading not in but]
    file = rng.choice(sorted({cell.file for cell in fit}))
    return rng.choice([cell for cell in fit if cell.file == file])


def _becomes(base: Base, cell: Cell, text: str, *right: Right) -> Mutant | None:
    if text == cell.text:
        return None
    right = (*right, same) if unheld(cell) else right
    return Mutant(f"{cell}: {cell.text!r} → {text[:60]!r}", (cell.file,), put(base, cell, text), right)


@mutates
def error(rng: random.Random, base: Base) -> Mutant | None:
    """An error value of a spreadsheet, in any cell: a fault."""
    return _becomes(base, pick(rng, base), rng.choice(ERRORS), fault)


@mutates
def no_number(rng: random.Random, base: Base) -> Mutant | None:
    """Something like a number where a number is due: a fault."""
    return _becomes(base, pick(rng, base, "whole", "number", "cell"), rng.choice(NO_NUMBERS), fault)


@mutates
def no_amount(rng: random.Random, base: Base) -> Mutant | None:
    """Something like a number where an amount is stated: a fault, never another number; `①5` is 5, its ① in the note."""
    cell = pick(rng, base, "amount")
    text = rng.choice([t for t in NO_NUMBERS if t not in ("約", "不明?", "一二", "5‰", "1月2日")])
    first = (number(5.0),) if text == "①5" else ()  # the first of a list, which nobody can tell from a slip
    return _becomes(base, cell, text, *first, fault)


@mutates
def merged_numbers(rng: random.Random, base: Base) -> Mutant | None:
    """Two numbers in one cell of an amount (`10⏎20社`, `10 20`): a fault, or both kept; never one of them, nor 1020."""
    cell = pick(rng, base, "amount")
    one, two = rng.randint(2, 40), rng.randint(41, 99)
    between = rng.choice(["\n", " ", "　", "\t", "\r\n", " \n", "|", ",,", "\u3000\n"])
    return _becomes(base, cell, f"{one}{between}{two}{rng.choice(['', '人', '%', '社'])}", fault)


@mutates
def year(rng: random.Random, base: Base) -> Mutant | None:
    """A year that is none: a fault."""
    return _becomes(base, pick(rng, base, "year"), rng.choice(YEARS), fault)


@mutates
def date(rng: random.Random, base: Base) -> Mutant | None:
    """A date that is none, or is written in another way: a fault."""
    return _becomes(base, pick(rng, base, "date"), rng.choice(DATES), fault)


@mutates
def page(rng: random.Random, base: Base) -> Mutant | None:
    """A page that is not digits: a fault."""
    return _becomes(base, pick(rng, base, "page"), rng.choice(PAGES), fault)


@mutates
def closed(rng: random.Random, base: Base) -> Mutant | None:
    """A word that its closed list does not have: a fault."""
    cell = pick(rng, base, "closed")
    return _becomes(
        base,
        cell,
        rng.choice([cell.text + "x", cell.text[:-1], "はい", "TRUE", "1", "○", cell.text.upper() + "!"]),
        fault,
    )


@mutates
def name(rng: random.Random, base: Base) -> Mutant | None:
    """A letter more in an id or a name of a row elsewhere: a fault that names the file, or a new name in the tables."""
    cell = pick(rng, base, "name")
    at = rng.randrange(len(cell.text) + 1)
    return _becomes(base, cell, cell.text[:at] + rng.choice("9xあ") + cell.text[at:], fault, visible)


@mutates
def code(rng: random.Random, base: Base) -> Mutant | None:
    """A code whose zero is lost, or that is no code: a fault, or read as what it is."""
    cell = pick(rng, base, "code")
    text = rng.choice(
        [cell.text.lstrip("0"), cell.text + ".0", "1.2E+03", cell.text[:-1], "'" + cell.text, "99999", "函館"]
    )
    former = (visible,) if cell.heading == "former_code" else ()  # there is no list of them to hold it against
    return _becomes(base, cell, text, fault, noted, *former)


@mutates
def made_of_id(rng: random.Random, base: Base) -> Mutant | None:
    """A date or a number that a spreadsheet made of an id: a fault."""
    cell = pick(rng, base, "name", but=("text", "label_text", "phrase", "verdict_text", "option_ja", "unit", "label"))
    return _becomes(base, cell, rng.choice(MADE_OF), fault)


@mutates
def invisible(rng: random.Random, base: Base) -> Mutant | None:
    """A character that nobody sees, in any cell: a fault, or the same tables and a note."""
    cell = pick(rng, base)
    at = rng.randrange(len(cell.text) + 1)
    found = rng.choice(INVISIBLE)
    right = (fault, noted, same) if found == "\u00a0" else (fault, noted)
    made = _becomes(base, cell, cell.text[:at] + found + cell.text[at:], *right)
    return made and Mutant(f"{made.what} U+{ord(found):04X}", made.files, made.change, made.right)


@mutates
def spaces(rng: random.Random, base: Base) -> Mutant | None:
    """Spaces at the ends of a cell: the same tables."""
    cell, space = pick(rng, base), rng.choice([" ", "  ", "\t", "　", " \t", "\n"])
    return _becomes(
        base, cell, rng.choice([space + cell.text, cell.text + space, f"{space}{cell.text}{space}"]), same, noted
    )


@mutates
def words(rng: random.Random, base: Base) -> Mutant | None:
    """A letter more in words: the tables hold it and differ in nothing else; or a fault."""
    cell = pick(rng, base, "words")
    at = rng.randrange(len(cell.text) + 1)
    return _becomes(base, cell, cell.text[:at] + MARK + cell.text[at:], carried, fault)


#: Columns of decisions that say why, and that no table holds.
_WHY = ("labels", "verdicts", "stages", "groups", "evaluation_items", "kpis", "derived_kpis", "periods", "readings")


def unheld(cell: Cell) -> bool:
    """Whether a cell says why, or what the document says, and stands in no table."""
    stem = cell.file.rpartition("/")[2].removesuffix(".csv")
    found = stem == "indicators" and cell.heading in ("section", "heading", "unit", "population")  # to find a column by
    return found or stem == "unprinted" or (cell.heading == "reason" and stem in _WHY)


@mutates
def blank(rng: random.Random, base: Base) -> Mutant | None:
    """A cell that was emptied: a fault, or a blank in the tables."""
    cell = pick(rng, base)
    return _becomes(base, cell, "", fault, visible)


@mutates
def width(rng: random.Random, base: Base) -> Mutant | None:
    """Full width for half: tables that say the same, or a fault."""
    cell = pick(rng, base)
    text = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and rng.random() < 0.7 else c for c in cell.text)
    return _becomes(base, cell, text, alike, fault)


@mutates
def composed(rng: random.Random, base: Base) -> Mutant | None:
    """Letters taken apart, as another system writes them (が of か and a mark): tables that say the same, or a fault."""
    cell = pick(rng, base)
    return _becomes(base, cell, unicodedata.normalize("NFD", cell.text), alike, fault)


@mutates
def homoglyph(rng: random.Random, base: Base) -> Mutant | None:
    """A letter that looks the same and is another, in an id, a code or a closed word: a fault."""
    cell = pick(rng, base, "name", "closed", "code", "date")
    places = [n for n, c in enumerate(cell.text) if c in HOMOGLYPHS]
    if not places:
        return None
    at = rng.choice(places)
    text = cell.text[:at] + HOMOGLYPHS[cell.text[at]] + cell.text[at + 1 :]
    alone = cell.heading in ("goal", "policy", "erratum") or "edition" in cell.file  # nothing refers to it
    words = (visible,) if alone else ()
    return _becomes(base, cell, text, fault, *words)


@mutates
def digit(rng: random.Random, base: Base) -> Mutant | None:
    """Another percentage or amount, in one of the ways people write it: the tables hold it and no other; or a fault."""
    cell = pick(rng, base, "cell", "amount")
    if not cell.text.rstrip("%").replace(".", "").isdigit():
        return None
    value = f"{rng.randint(1, 99)}.{rng.randint(1, 9)}"
    wide = "".join(chr(ord(c) + 0xFEE0) for c in value)
    text = rng.choice([value, f"{value}%", f"{value}％", wide, f"{wide}％", f" {value}"])
    return _becomes(base, cell, text, number(float(value)), fault)


@mutates
def formula(rng: random.Random, base: Base) -> Mutant | None:
    """A formula instead of a text: a fault."""
    cell = pick(rng, base)
    text = rng.choice(["=A1", "=1+2", "@SUM(A1)", '=HYPERLINK("x")', "+A1", "=R[-1]C", "='表'!A1"])
    return _becomes(base, cell, text, fault, *((visible,) if text == "+A1" and cell.kind == "words" else ()))


@mutates
def apostrophe(rng: random.Random, base: Base) -> Mutant | None:
    """A spreadsheet's apostrophe before a number, an id or a code: a fault, or the same."""
    cell = pick(rng, base, "whole", "number", "name", "code", "date", "page", "year", "cell", "closed")
    return _becomes(base, cell, "'" + cell.text, fault, noted)


@mutates
def point_zero(rng: random.Random, base: Base) -> Mutant | None:
    """`.0` behind a whole number: a fault, or the same."""
    cell = pick(rng, base, "whole", "page", "year", "code", "name")
    return _becomes(base, cell, cell.text + ".0", fault, same) if cell.text.isdigit() else None


@mutates
def newline(rng: random.Random, base: Base) -> Mutant | None:
    """A line break within a text that is no words: a fault, or the same."""
    cell = pick(rng, base, "whole", "number", "name", "code", "date", "page", "year", "cell", "closed")
    if len(cell.text) < 2:
        return None
    at = rng.randrange(1, len(cell.text))
    text = cell.text[:at] + rng.choice(["\n", "\r\n", "\n\n"]) + cell.text[at:]
    printed = cell.heading == "unit" and "/reference/" in cell.file  # as it stands in the official table
    words = (
        (visible,) if printed or cell.heading in ("goal", "policy", "label_text", "phrase", "option_ja", "text") else ()
    )
    return _becomes(base, cell, text, fault, noted, alike, *words)


@mutates
def long(rng: random.Random, base: Base) -> Mutant | None:
    """A text of some hundred thousand letters: a fault, or held in the tables."""
    cell = pick(rng, base)
    text = cell.text + "長" * rng.choice([5000, 40_000, 140_000, 300_000])
    return _becomes(base, cell, text, fault, visible)


@mutates
def markup(rng: random.Random, base: Base) -> Mutant | None:
    """What another program writes for a letter (`_x000D_`, `&amp;`, `<br>`): a fault, or held in the tables."""
    cell = pick(rng, base)
    text = cell.text + rng.choice(["_x000D_", "&amp;", "<br>", "&#10;", "\\n", "\\u3000", "%20", "&nbsp;"])
    return _becomes(base, cell, text, fault, visible)


@mutates
def swapped(rng: random.Random, base: Base) -> Mutant | None:
    """Two neighbouring cells of a row in each other's place: a fault, or other tables."""
    cell = pick(rng, base)
    rows = base.rows(cell.file)
    row, at = rows[cell.row], cell.column
    if at + 1 >= len(row) or row[at] == row[at + 1]:
        return None
    row[at], row[at + 1] = row[at + 1], row[at]
    if unheld(cell):
        return None
    return Mutant(
        f"{cell} ⇄ the next",
        (cell.file,),
        lambda data: (data / cell.file).write_text(written(rows), encoding="utf-8", newline="\n"),
        (fault, visible),
    )
