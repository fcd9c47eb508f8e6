"""A review as a workbook: a sheet a table, a row a proposal, an answer from a list; and how the answers are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dxcompare.onboarding import shown
from dxcompare.onboarding.accept import Left
from dxcompare.onboarding.proposals import Proposed
from dxcompare.onboarding.review import NO_REASON, Review
from dxcompare.words.faults import DataFaults, Fault, Place, needed, unlisted
from dxcompare.words.text import Text

#: What stands in the first cell of such a workbook, by which it is known.
MARK = "dxcompare review"
#: What may be answered, in both languages.
ACCEPT, REJECT, LATER = Text("認める", "accept"), Text("認めない", "reject"), Text("後で", "later")
ANOTHER = Text("別の行として加える", "add as another row")
CHOICES = (ACCEPT, REJECT, LATER, ANOTHER)
_FIRST = (
    Text("答え", "answer"),
    Text("確かめること", "what to look at"),
    Text("認めない理由", "why not"),
    Text("出所", "from"),
)
_KEY = "key"
_CITY, _BY = Text("市区町村のフォルダー", "folder of the city"), Text("答えた人", "who answered")
_HELP = Text(
    "各シートの1行が1件の案です。「答え」を選んでください。文言が違えばそのセルを直して「認める」とします。"
    "色の付いた行は、確かめてほしいものです。終わったら dxcompare add でこのファイルを取り込みます。",
    "Each row of the sheets is one proposal: choose an answer. Where a text is wrong, put it right and accept. "
    "Coloured rows ask to be looked at. When done, take this file in with dxcompare add.",
)
_WIDTHS = (14, 44, 24, 22)


def write(review: Review, path: Path, lang: str) -> None:
    """Write what waits to a workbook.

    Raises
    ------
    PackageMissing
        Without XlsxWriter.
    """
    xlsxwriter = needed("xlsxwriter", "xlsxwriter", lang)
    book = xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    )
    plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    asked = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "bg_color": "#FFF2CC"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    first = book.add_worksheet(Text("はじめに", "read me").to(lang))
    first.set_column(0, 0, 24)
    first.set_column(1, 1, 80)
    first.write_row(0, 0, [MARK, _HELP.to(lang)], plain)
    first.write_row(1, 0, [_CITY.to(lang), review.city.name], plain)
    first.write_row(2, 0, [_BY.to(lang), review.by], plain)
    waiting = review.waiting()
    for number, table in enumerate(dict.fromkeys(one.table for one in waiting), start=1):
        ones = [one for one in waiting if one.table == table]
        name = re.sub(r"[^\w.]", "-", table.removeprefix("mappings/"))
        sheet = book.add_worksheet(f"{number} {name}"[:31])
        names = list(dict.fromkeys(name for one in ones for name in one.said))
        titles = shown.headings(table)
        sheet.write_row(0, 0, [*(text.to(lang) for text in _FIRST), *names, _KEY], bold)
        for column, name in enumerate(names, start=len(_FIRST)):
            if name in titles:
                sheet.write_comment(0, column, titles[name].to(lang))
            if may := shown.words(table, name):
                sheet.data_validation(1, column, len(ones), column, _list([*may]))
        sheet.data_validation(1, 0, len(ones), 0, _list([text.to(lang) for text in CHOICES]))
        for at, width in enumerate(_WIDTHS):
            sheet.set_column(at, at, width)
        sheet.set_column(len(_FIRST), len(_FIRST) + len(names) - 1, 22)
        sheet.set_column(len(_FIRST) + len(names), len(_FIRST) + len(names), None, None, {"hidden": True})
        sheet.freeze_panes(1, 1)
        for row, one in enumerate(ones, start=1):
            cells = ["", "\n".join(shown.asks(one)), "", shown.origin(one).to(lang)]
            cells += [one.said.get(name, "") for name in names]
            for column, text in enumerate([*cells, one.key]):
                sheet.write_string(row, column, text, plain if one.sure else asked)
    book.close()


def _list(words: list[str]) -> dict[str, Any]:
    return {"validate": "list", "source": words, "error_type": "warning"}


@dataclass
class Answers:
    """A workbook of answers as it was read.

    Attributes
    ----------
    city, by : str
    rows : list of (Place, str, dict)
        Of each row that was answered: its place, the key of its proposal, and its cells by their headings.
    """

    city: str = ""
    by: str = ""
    rows: list[tuple[Place, str, dict[str, str]]] = field(default_factory=list)


def read(path: Path) -> Answers:
    """Read a workbook of answers.

    Raises
    ------
    DataFaults
        Of cells that are no text any more: what Excel made a number or a date of has lost what was typed.
    """
    openpyxl = needed("openpyxl", "openpyxl")
    book = openpyxl.load_workbook(path)
    found, faults = Answers(), []
    for number, sheet in enumerate(book.worksheets):
        lines = list(sheet.iter_rows(values_only=True))
        if number == 0:
            found.city, found.by = (str(line[1] or "") if len(line) > 1 else "" for line in lines[1:3])
            continue
        names = [str(name or "") for name in lines[0]] if lines else []
        if _KEY not in names:
            continue
        for row, line in enumerate(lines[1:], start=2):
            cells = dict(zip(names, line, strict=False))
            place = Place(f"{path.name} {sheet.title}", row)
            if not cells[_KEY] or not cells[names[0]]:
                continue
            for name, cell in cells.items():
                if cell is not None and not isinstance(cell, str):
                    faults.append(Fault(Place(place.file, row, name), "not_typed_text", {"found": cell}))
            texts = {name: str(cell or "").strip() for name, cell in cells.items()}
            if not any(texts[names[0]] in choice for choice in CHOICES):
                faults.append(unlisted(Place(place.file, row, names[0]), texts[names[0]], [c.to() for c in CHOICES]))
            if texts[names[0]] in REJECT and not texts[names[2]]:
                faults.append(Fault(Place(place.file, row, names[2]), "missing"))
            found.rows.append((place, texts[_KEY], texts))
    if faults:
        raise DataFaults(faults)
    return found


def apply(review: Review, answers: Answers) -> tuple[int, int, list[tuple[Place, Left]]]:
    """Take answers: how many were accepted, how many rejected, and which rows could not be taken.

    One that was answered before is not answered again.
    """
    by_key: dict[str, Proposed] = {one.key: one for one in review.waiting()}
    accepted, rejected, left = 0, 0, []
    chosen: dict[str, Place] = {}
    for place, key, texts in answers.rows:
        one, answer = by_key.get(key), next(iter(texts.values()))
        if one is None or answer in LATER:
            continue
        if answer in REJECT:
            review.reject([one], list(texts.values())[2])
            rejected += 1
            continue
        said = dict(list(texts.items())[len(_FIRST) : -1])
        one.taken = {name: text for name, text in said.items() if text != one.row.get(name, "").strip()}
        if shown.needs_reason(one):
            left.append((place, Left(one, NO_REASON)))
        elif answer in ANOTHER:
            lost = review.accept([one], another=True)
            left += [(place, each) for each in lost]
            accepted += not lost
        else:
            chosen[key] = place
    lost = review.accept([by_key[key] for key in chosen])
    for each in lost:
        each.proposal.taken = {}
    left += [(chosen[each.proposal.key], each) for each in lost]
    return accepted + len(chosen) - len(lost), rejected, left
