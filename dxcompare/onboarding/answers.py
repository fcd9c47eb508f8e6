"""A review as a workbook: a sheet a table, a row a proposal, an answer from a list; and how the answers are read."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dxcompare.onboarding import shown
from dxcompare.onboarding.accept import Left
from dxcompare.onboarding.entered import chosen
from dxcompare.onboarding.proposals import Proposed
from dxcompare.onboarding.review import NO_REASON, Review
from dxcompare.onboarding.sheets import NAMES, Page
from dxcompare.onboarding.workbook import Lists
from dxcompare.present.package import settled
from dxcompare.present.xlsx import book_at
from dxcompare.sources.writing import replace
from dxcompare.words.faults import DataFaults, Fault, Place, needed, unlisted
from dxcompare.words.text import Text

#: What stands in the first cell of such a workbook, by which it is known.
MARK = "dxcompare review"
#: What may be answered, in both languages.
ACCEPT, REJECT, LATER = Text("認める", "accept"), Text("認めない", "reject"), Text("後で", "later")
ANOTHER = Text("別の行として加える", "add as another row")
CHOICES = (ACCEPT, REJECT, LATER, ANOTHER)
_ANSWER, _ABOUT, _WHY_NOT = Text("答え", "answer"), Text("何について", "about"), Text("認めない理由", "why not")
_FIRST = (_ANSWER, _ABOUT, Text("確かめること", "what to look at"), _WHY_NOT, Text("出所", "from"))
_KEY = "key"
_WHY = Text("認めるときは「理由」の欄に理由を書く", "to accept it, write why in the column of reasons")
_CITY, _BY = Text("市区町村のフォルダー", "folder of the city"), Text("答えた人", "who answered")
_HELP = Text(
    "各シートの1行が1件の案です。「答え」を選んでください。文言が違えばそのセルを直して「認める」とします。"
    "色の付いた行は、確かめてほしいものです。表にない列が要れば、その見出しの列を右に足します。行は足せません。"
    "終わったら dxcompare add でこのファイルを取り込みます。",
    "Each row of the sheets is one proposal: choose an answer. Where a text is wrong, put it right and accept. "
    "Coloured rows ask to be looked at. A column that is wanted may be added on the right under its heading; rows may "
    "not. When done, take this file in with dxcompare add.",
)
_WIDTHS = (14, 30, 44, 24, 22)


def write(review: Review, path: Path, lang: str) -> None:
    """Write what waits to a workbook.

    Raises
    ------
    PackageMissing
        Without XlsxWriter.
    """
    file = io.BytesIO()
    book = book_at(file, review.city.name, lang)
    plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    asked = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "bg_color": "#FFF2CC"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    first = book.add_worksheet(Text("はじめに", "read me").to(lang))
    first.set_column(0, 0, 24)
    first.set_column(1, 1, 80)
    first.write_row(0, 0, [MARK, _HELP.to(lang)], plain)
    first.write_row(1, 0, [_CITY.to(lang), review.city.name], plain)
    first.write_row(2, 0, [_BY.to(lang), review.by], plain)
    waiting, said = review.waiting(), shown.Words(review.city, lang)
    lists = Lists(book, review.city.data, [], lang)
    for number, table in enumerate(dict.fromkeys(one.table for one in waiting), start=1):
        ones = [one for one in waiting if one.table == table]
        called = NAMES.get(table) or NAMES.get(f"{table}.csv") or Text(table, table)
        name = re.sub(r"[^\w.・ ]", "-", called.to(lang).removeprefix("mappings/"))
        sheet = book.add_worksheet(f"{number} {name}"[:31])
        names, of = shown.names(table, ones), shown.declared(table)
        heads = [said.heading(table, name) for name in names]
        sheet.write_row(0, 0, [*(text.to(lang) for text in _FIRST), *heads, _KEY], bold)
        for column, name in enumerate(names, start=len(_FIRST)):
            told = lists.of(Page(of.file.name, of), name) if of else None
            if told:
                sheet.data_validation(1, column, len(ones), column, told)
            elif may := said.may(table, name):
                sheet.data_validation(1, column, len(ones), column, _list([*may.values()]))
        sheet.data_validation(1, 0, len(ones), 0, _list([text.to(lang) for text in CHOICES]))
        for at, width in enumerate(_WIDTHS):
            sheet.set_column(at, at, width)
        sheet.set_column(len(_FIRST), len(_FIRST) + len(names) - 1, 22)
        sheet.set_column(len(_FIRST) + len(names), len(_FIRST) + len(names), None, None, {"hidden": True})
        sheet.freeze_panes(1, 1)
        for row, one in enumerate(ones, start=1):
            asks = [*said.asks(one), *([_WHY.to(lang)] if shown.needs_reason(one) else [])]
            cells = ["", said.about(one), "\n".join(asks), "", said.origin(one)]
            cells += [said.text(table, name, one.said.get(name, "")) for name in names]
            for column, text in enumerate([*cells, one.key]):
                sheet.write_string(row, column, text, plain if one.sure else asked)
    lists.write()
    book.close()
    replace(path, settled(file.getvalue()))


def _list(words: list[str]) -> dict[str, Any]:
    return {"validate": "list", "source": words, "error_type": "warning"}


@dataclass
class Answer:
    """A row of a workbook that was answered.

    Attributes
    ----------
    place : Place
    key : str
        Of its proposal.
    answer : Text
        One of :data:`CHOICES`.
    why_not : str
    cells : dict of str to str
        The row itself: heading → text.
    """

    place: Place
    key: str
    answer: Text
    why_not: str
    cells: dict[str, str]


@dataclass
class Answers:
    """A workbook of answers as it was read.

    Attributes
    ----------
    city, by : str
    rows : list of Answer
    """

    city: str = ""
    by: str = ""
    rows: list[Answer] = field(default_factory=list)


def read(path: Path) -> Answers:
    """Read a workbook of answers.

    Raises
    ------
    DataFaults
        Of cells that are no text any more: what Excel made a number or a date of has lost what was typed. And of cells
        without a heading, or a proposal.
    """
    openpyxl = needed("openpyxl", "openpyxl")
    book = openpyxl.load_workbook(path)
    found, faults = Answers(), []
    for number, sheet in enumerate(book.worksheets):
        lines = list(sheet.iter_rows(values_only=True))
        if number == 0:
            found.city, found.by = (str(line[1] or "") if len(line) > 1 else "" for line in lines[1:3])
            continue
        names = [str(name or "").strip() for name in lines[0]] if lines else []
        if _KEY not in names:
            continue
        file = f"{path.name} {sheet.title}"
        faults += [
            Fault(Place(file, 1, name), "duplicate", {"found": name, "first": Place(file, 1)})
            for at, name in enumerate(names)
            if name and name in names[:at]
        ]
        for row, line in enumerate(lines[1:], start=2):
            cells = dict(zip(names, line, strict=False))
            if one := _answer(cells, Place(file, row), faults):
                found.rows.append(one)
    if faults:
        raise DataFaults(faults)
    return found


def _answer(cells: dict[str, Any], place: Place, faults: list[Fault]) -> Answer | None:
    """The answer of a row; None where nobody answered it."""
    columns = {text: next((name for name in cells if name in text), "") for text in _FIRST}
    texts = {name: str(cell or "").strip().replace("\r\n", "\n") for name, cell in cells.items()}
    own = {name: text for name, text in texts.items() if name not in (*columns.values(), _KEY)}
    if not texts[_KEY]:
        if first := next(filter(None, own.values()), ""):
            faults.append(Fault(place, "no_proposal", {"found": first}))
        return None
    if not (said := texts.get(columns[_ANSWER], "")):
        return None
    for name, cell in cells.items():
        if cell is not None and not isinstance(cell, str):
            faults.append(Fault(Place(place.file, place.row, name), "not_typed_text", {"found": cell}))
        if not name and cell is not None:
            faults.append(Fault(place, "no_heading", {"found": cell}))
    answer = next((choice for choice in CHOICES if said in choice), None)
    why_not = texts.get(columns[_WHY_NOT], "")
    if answer is None:
        at = Place(place.file, place.row, columns[_ANSWER])
        faults.append(unlisted(at, said, [choice.to() for choice in CHOICES]))
    if answer == REJECT and not why_not:
        faults.append(Fault(Place(place.file, place.row, columns[_WHY_NOT]), "missing"))
    return Answer(place, texts[_KEY], answer, why_not, own) if answer else None


def apply(review: Review, answers: Answers) -> tuple[int, int, list[tuple[Place, Left]]]:
    """Take answers: how many were accepted, how many rejected, and which rows could not be taken.

    One that was answered before is not answered again.

    Raises
    ------
    DataFaults
        Of columns that the table does not have, and words that are not in its lists; then nothing is taken.
    """
    by_key: dict[str, Proposed] = {one.key: one for one in review.waiting()}
    given = [(one, by_key[one.key]) for one in answers.rows if one.key in by_key and one.answer != LATER]
    faults: list[Fault] = []
    typed = {one.key: _typed(one, proposal, faults) for one, proposal in given if one.answer != REJECT}
    if faults:
        raise DataFaults(list({(one.place, one.kind): one for one in faults}.values()))
    left: list[tuple[Place, Left]] = []
    rejects: dict[str, str] = {}
    chosen: dict[str, Place] = {}
    another: set[str] = set()
    for answer, one in given:
        if answer.answer == REJECT:
            rejects[one.key] = answer.why_not
            continue
        one.taken = {name: text for name, text in typed[one.key].items() if text != one.row.get(name, "").strip()}
        if shown.needs_reason(one):
            left.append((answer.place, Left(one, NO_REASON)))
        else:
            chosen[one.key] = answer.place
            if answer.answer == ANOTHER:
                another.add(one.key)
    lost = review.accept([by_key[key] for key in chosen], another=another, rejected=rejects)
    for each in lost:
        each.proposal.taken = {}
    left += [(chosen[each.proposal.key], each) for each in lost]
    return len(chosen) - len(lost), len(rejects), left


def _typed(answer: Answer, one: Proposed, faults: list[Fault]) -> dict[str, str]:
    """The row as it was answered, under the names and in the codes of its table."""
    of, more, titles = shown.declared(one.table), shown.more(one.table), shown.headings(one.table)
    found = {}
    for title, text in answer.cells.items():
        name = next((name for name, texts in titles.items() if title in (name, *texts)), title)
        if not (name in one.row or name in titles or name in more or of is None or of.free):
            faults.append(Fault(Place(answer.place.file, 1, title), "unknown_column", {"found": title}))
        code = chosen(name, text)
        if words := shown.codes(one.table, name):
            code = next((each for each, texts in words.items() if text in (each, *texts)), text)
            if text and code not in words and text != one.row.get(name, ""):
                at = Place(answer.place.file, answer.place.row, title)
                faults.append(unlisted(at, text, [texts.to() for texts in words.values()]))
        found[name] = code
    return found
