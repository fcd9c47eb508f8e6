"""The sheet of one plan, printed: a page of A4 as PDF, and the same as HTML, first on the page of the plan."""

from __future__ import annotations

from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from functools import partial
from html import escape
from importlib.resources import files as resources
from importlib.util import find_spec
from typing import Any

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.present.glyphs import note
from dxcompare.present.mime import Bundle
from dxcompare.present.plain import cut
from dxcompare.present.sheet import Bar, Block, Cell, Sheet
from dxcompare.questions import registry
from dxcompare.report import among
from dxcompare.report.cache import Store
from dxcompare.report.typeset import pages, pdf, printable, quoted
from dxcompare.words.faults import PackageMissing
from dxcompare.words.most import MOST
from dxcompare.words.text import Text

#: The question that makes the sheet.
BRIEF = "brief"

#: Fewest rows of an elastic block while others keep theirs, and of any block.
FEWEST, LEAST = 8, 3
#: Sizes of type in points that are tried with every row; then sizes at which rows are left out, and the fewest rows
#: of blocks that are not elastic: at first they keep all.
SIZES, CUTS = (8.0, 7.6, 7.2), ((7.2, None), (6.8, None), (6.6, None), (7.2, LEAST), (6.6, LEAST))
#: Rows of a block on a page of HTML, which also prints as one page.
ROOM = {"ja": 15, "en": 11}


#: Half-width letters that cells and answers are cut to, where the whole texts have no room.
CELL, ANSWER = 40, 160


#: Letters of a cell that is not broken.
SHORT = 9


class TooMuch(ValueError):
    """A sheet that does not fit on a page, however few rows it shows."""


@dataclass(frozen=True)
class Sheets:
    """The sheets of plans in a language: file names of PDFs with their bytes, and parts of pages by plan.

    `among` is what follows on the page of a plan, where there are many others.
    """

    files: dict[str, bytes]
    parts: dict[str, str]
    among: dict[str, list[str | Bundle]] = field(default_factory=dict)


def kept(ds: Dataset, lang: str, store: Store, key: str, plans: Collection[str]) -> Sheets:
    """The sheets of some plans, each made anew only if what the key stands for has changed: it is beside all others."""
    digest, every = f"{key}-{bool(find_spec('typst'))}", Sheets({}, {})
    for plan in plans:
        name = f"sheet-{plan}.{lang}"
        found = store.get(name, digest)
        if found is None:
            made = sheets(ds, lang, [plan])
            follows = {plan: among.parts(ds, plan, lang)} if ds.plan.height > MOST else {}
            found = [{one: b64encode(content).decode() for one, content in made.files.items()}, made.parts, follows]
            store.put(name, digest, found)
        files, parts, follows = found
        every.files.update({one: b64decode(content) for one, content in files.items()})
        every.parts.update(parts)
        every.among.update(follows)
    return every


def sheets(ds: Dataset, lang: str, plans: Collection[str] | None = None) -> Sheets:
    """The sheets of some plans, by default of all; without `typst` their pages say so, and there are no PDFs."""
    files, parts = {}, {}
    rows = ds.plans() if plans is None else ds.plans().filter(pl.col("plan_id").is_in(plans))
    for plan in rows.iter_rows(named=True):
        sheet, name = sheet_of(ds, plan["plan_id"], lang), f"city-{plan['plan_id']}.pdf"
        try:
            files[name] = printed(sheet, date_of(ds))
            link = f'<a href="{escape(name)}">{Text("PDF（A4判1枚）", "PDF (one page of A4)").to(lang)}</a>'
        except PackageMissing as error:
            link = escape(Text("PDFは作っていない。", "There is no PDF: ").to(lang) + error.said.to(lang))
        except TooMuch:
            link = Text("PDFは作っていない。1枚に収まらない。", "There is no PDF: it would not fit on one page.").to(
                lang
            )
        parts[plan["plan_id"]] = html(sheet, plan["municipality_code"], link)
    return Sheets(files, parts)


def sheet_of(ds: Dataset, plan: str, lang: str) -> Sheet:
    """The sheet of a plan, by its id, code or name."""
    asked: Any = registry.question(BRIEF).ask
    return asked(ds, plan).sheet(lang)


def date_of(ds: Dataset) -> date:
    """The date of the data, which a file bears."""
    return date.fromisoformat(ds.edition["date"].max())  # type: ignore[arg-type]


def printed(sheet: Sheet, on: date) -> bytes:
    """The sheet as a PDF of one page of A4; rows that do not fit are counted in their place.

    Parameters
    ----------
    sheet : Sheet
    on : date
        Of the data: no clock is asked, so that the same sheet gives the same bytes.

    Returns
    -------
    bytes

    Raises
    ------
    PackageMissing
        If `typst` is not installed.
    TooMuch
        If even the fewest rows in the smallest type do not fit.
    """
    if lost := note(_texts(astuple(sheet)), printable):
        sheet = replace(sheet, small=(*sheet.small, lost.to(sheet.lang)))
    made = _fitted(sheet, on) or _fitted(_short(sheet), on)
    if made is None:
        raise TooMuch(sheet.title)
    return made


def _fitted(sheet: Sheet, on: date) -> bytes | None:
    """The sheet on one page, with as many rows as it has room for; None where the fewest are too many."""
    whole = (max(len(block.rows) for block in (*sheet.left, *sheet.right)),) * 2

    def fits(size: float, left: tuple[int, int] | None, right: tuple[int, int] | None) -> bool:
        one = sheet.cut(left or whole, right or whole)
        one = replace(one, left=one.left if left else (), right=one.right if right else ())
        return pages(typed(one, size), on, lang=sheet.lang) == 1

    for size in SIZES:
        if fits(size, whole, whole):
            return pdf(typed(sheet, size), on, lang=sheet.lang)
    for size, least in CUTS:  # the page is as long as its longer column, so each is cut by itself
        left, right = (_most(whole, least, one) for one in (partial(fits, size, right=None), partial(fits, size, None)))
        if left and right:
            return pdf(typed(sheet.cut(left, right), size), on, lang=sheet.lang)
    return None


def _short(sheet: Sheet) -> Sheet:
    """The sheet with its long texts cut, which it says."""
    left, right, foot = (
        tuple(
            replace(one, note=cut(one.note, ANSWER), rows=tuple(tuple(map(_cut_cell, row)) for row in one.rows))
            for one in side
        )
        for side in (sheet.left, sheet.right, sheet.foot)
    )
    answers = tuple((one, cut(two, ANSWER)) for one, two in sheet.answers)
    said = Text("長い文言は「…」で切った。", "Long texts are cut (…).").to(sheet.lang)
    small = (*(cut(one, ANSWER) for one in sheet.small), said)
    title = cut(sheet.title, CELL)
    return replace(sheet, title=title, answers=answers, left=left, right=right, foot=foot, small=small)


def _cut_cell(cell: Cell) -> Cell:
    return cell if isinstance(cell, Bar) else cut(cell, CELL)


def _texts(part: object) -> Iterator[str]:
    """All texts of a sheet, or of a part of it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _texts(one)


def _most(whole: tuple[int, int], least: int | None, fits: Callable[[tuple[int, int]], bool]) -> tuple[int, int] | None:
    """The most rows, in elastic blocks and in others, of a column that fits; none if none does.

    Others than elastic blocks keep their rows unless it is said how few will do.
    """
    tried = [whole]
    tried += [(elastic, whole[1]) for elastic in range(whole[0] - 1, FEWEST - 1, -1)]
    if least is not None:
        tried += [(FEWEST, most) for most in range(whole[1] - 1, FEWEST - 1, -1)]
        tried += [(most, most) for most in range(min(FEWEST, whole[1]) - 1, least - 1, -1)]
    at = bisect_left(tried, True, key=fits)  # each is shorter than the one before
    return tried[at] if at < len(tried) else None


def typed(sheet: Sheet, size: float) -> str:
    """The sheet in typst's words."""
    if sheet.lang == "en":  # the font has quotation marks of Japanese width alone
        sheet = _plain(sheet)
    frame = resources("dxcompare.report").joinpath("templates", "brief.typ").read_text(encoding="utf-8")
    answers = ",\n".join(f"({quoted(question)}, {quoted(answer)})" for question, answer in sheet.answers)
    sides = [f"({''.join(_block(one) + ', ' for one in blocks)})" for blocks in (sheet.left, sheet.right, sheet.foot)]
    small = "".join(f"{quoted(one)}, " for one in sheet.small)
    return (
        f"{frame}\n#sheet({size}pt, {quoted(sheet.title)}, {quoted(sheet.under)}, ({answers},),\n"
        + ",\n".join(sides)
        + f", ({small}))\n"
    )


def _plain(sheet: Sheet) -> Sheet:
    answers = tuple((one, two.translate(_MARKS)) for one, two in sheet.answers)
    foot = tuple(
        replace(one, rows=tuple(tuple(str(cell).translate(_MARKS) for cell in row) for row in one.rows))
        for one in sheet.foot
    )
    left, right = (
        tuple(replace(one, note=one.note.translate(_MARKS)) for one in side) for side in (sheet.left, sheet.right)
    )
    return replace(sheet, answers=answers, left=left, right=right, foot=foot)


_MARKS = str.maketrans("“”‘’", "\"\"''")


def _block(block: Block) -> str:
    rows = "".join(f"({''.join(_cell(cell) + ', ' for cell in row)}), " for row in block.rows)
    head = "".join(f"{quoted(one)}, " for one in block.head)
    widths = "".join(f"{one}fr, " for one in block.widths)
    strong = "".join(f"{n}, " for n in sorted(block.strong))
    return (
        f"(title: {quoted(block.title)}, note: {quoted(block.note)}, head: ({head}), widths: ({widths}), "
        f"rows: ({rows}), strong: ({strong}), rest: {quoted(block.rest)})"
    )


def _cell(cell: Cell) -> str:
    return f"bar({cell.share}, {quoted(cell.text)})" if isinstance(cell, Bar) else quoted(cell)


def html(sheet: Sheet, code: str, link: str) -> str:
    """The sheet as a part of a page.

    Parameters
    ----------
    sheet : Sheet
    code : str
        Of the municipality, by which a reader chooses.
    link : str
        What leads to the PDF, or says why there is none; HTML.
    """
    room = (ROOM[sheet.lang],) * 2
    sheet = sheet.cut(room, room)
    answers = "".join(f"<dt>{escape(one)}</dt><dd>{escape(two)}</dd>" for one, two in sheet.answers)
    sides = "".join(f"<div>{''.join(map(_part, side))}</div>" for side in (sheet.left, sheet.right))
    small = "".join(f"<p>{escape(one)}</p>" for one in sheet.small)
    style = resources("dxcompare.report").joinpath("templates", "brief.css").read_text(encoding="utf-8")
    return (
        f'<style>{style}</style><section class="brief" aria-labelledby="brief" data-city="{escape(code)}">'
        f'<h2 id="brief">{escape(sheet.title)}</h2><p class="under">{escape(sheet.under)} {link}</p>'
        f'<dl>{answers}</dl><div class="sides">{sides}</div>'
        f'<div class="foot">{"".join(map(_part, sheet.foot))}</div><div class="small">{small}</div></section>'
    )


def _part(block: Block) -> str:
    note = f"<p>{escape(block.note)}</p>" if block.note else ""
    rest = f'<p class="rest">{escape(block.rest)}</p>' if block.rest else ""
    return f"<section><h3>{escape(block.title)}</h3>{note}{_table(block)}{rest}</section>"


def _table(block: Block) -> str:
    if not block.rows:
        return ""
    if len(block.widths) == 1:
        return f"<ul>{''.join(f'<li>{escape(str(row[0]))}</li>' for row in block.rows)}</ul>"
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in block.head)
    rows = "".join(
        f"<tr{' class=strong' if n in block.strong else ''}>"
        + "".join(_shown(cell, first=at == 0) for at, cell in enumerate(row))
        + "</tr>"
        for n, row in enumerate(block.rows)
    )
    top = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f"<table>{top}<tbody>{rows}</tbody></table>"


def _shown(cell: Cell, *, first: bool) -> str:
    if isinstance(cell, Bar):
        return f'<td class="bar"><b>{escape(cell.text)}</b><i><span style="width:{cell.share:.1f}%"></span></i></td>'
    short = ' class="s"' if len(cell) <= SHORT else ""
    return f'<th scope="row">{escape(cell)}</th>' if first else f"<td{short}>{escape(cell)}</td>"
