"""Looking transcribed cells up in a document: where each stands, near the name of its row."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dxcompare.onboarding.against import order
from dxcompare.onboarding.against.document import Printed, Span, folded
from dxcompare.onboarding.against.looked import Looked, close, heading, overlaps
from dxcompare.onboarding.against.notation import others
from dxcompare.onboarding.against.transcribed import Cell, Row, Table

#: how far the cells of a row may reach behind its name, and stand before it where nothing stands behind
_BEHIND, _BEFORE = 900, 150
#: how far before the name of a row its number may stand
_JUST = 24
#: how far above its row a heading of a year may stand
_ABOVE = 1500
#: how far one heading of a table stands from the next
_NEXT = 40
#: columns that stand in the headings of a section, of which the nearest above counts
_SECTION = frozenset(["goal", "policy"])
#: columns that stand before the name of the row
_NUMBERS = frozenset(["ref", "track"])
#: columns that stand again below it, above its schedule
_BELOW = frozenset(["heading_ja"])
_PARTS = re.compile(r"[\n、，,・+＋\s　（）()「」『』：:／/]+")


def file(printed: Printed, found: list[Row] | Table, shift: int = 0) -> list[Looked]:
    """Look up the cells of a file.

    Parameters
    ----------
    printed : Printed
    found : list of Row, or Table
    shift : int
        By how much the pages of the document are ahead of those transcribed, which are mostly the printed ones.
    """
    if isinstance(found, Table):
        return list(_table(printed, found, shift))
    if any(cell.column == "quarter" for row in found for cell in row.cells):
        return list(_quarterly(printed, found))
    by_row = list(_rows(printed, found, shift))
    return list(itertools.chain.from_iterable(order.agreed(by_row) if not found or not found[0].prose else by_row))


def _on_page(printed: Printed, span: Span | None, page: str, shift: int) -> bool:
    return bool(span and page and printed.paged) and printed.page(span.start) == int(page) + shift  # type: ignore[union-attr]


def _rows(printed: Printed, found: list[Row], shift: int) -> Iterator[list[Looked]]:
    first = [(_printed_name(printed, row.names), row) for row in found]
    starts = sorted((span.start, name) for name in {name for name, _ in first} for span in printed.find(name))
    taken: list[Span] = []
    used: Counter[int] = Counter()
    for name, row in first:
        page = row.cells[0].page
        best: tuple[tuple[int, bool, int], list[Looked], Span | None] = (-1, False, 0), [], None
        for spans in _places(printed, name, row):
            for span in spans:
                looked = _row(printed, row, span, _stretch(printed, row, span, starts), taken)
                worth = sum(_worth(one) for one in looked)
                score = (worth, _on_page(printed, span, page, shift), -used[span.start] if span else 0)
                best = max(best, (score, looked, span), key=lambda one: one[0])
            if best[0][0] == 2 * len(row.cells):
                break
        _, looked, span = best
        used.update([span.start] if span else [])
        taken += [
            one.span for one in looked if one.span and one.near and not heading(one.cell) and one.kind != "joined"
        ]
        yield looked


def _worth(looked: Looked) -> int:
    return 0 if not (looked.span and looked.near) else 1 if looked.kind else 2


def _printed_name(printed: Printed, names: Iterable[str]) -> str:
    """The first of its names that the document prints, folded; blank if none."""
    return next((folded(name) for name in names if any(printed.find(folded(name)))), "")


def _places(printed: Printed, name: str, row: Row) -> Iterator[Sequence[Span | None]]:
    """Where a row may stand: at its name, else at parts of its names, else at a long text of its own."""
    yield list(printed.find(name)) or [None]
    parts = {folded(part): None for name in row.names for part in _PARTS.split(name)}
    yield [span for part in parts if len(part) > 1 for span in printed.find(part)]
    own = [folded(cell.text) for cell in row.cells]
    yield [span for text in own if not close(text) for span in printed.find(text)]


def _stretch(printed: Printed, row: Row, name: Span | None, starts: list[tuple[int, str]]) -> tuple[int, int]:
    """From the name of a row to that of the next."""
    if name is None:
        return 0, 0
    if row.prose:
        return name.start - _BEFORE, name.end + _BEFORE
    text = printed.text[name.start : name.end]
    later = next((start for start, other in starts if start >= name.end and other != text), len(printed.text))
    reach = _BEHIND if row.long else 150 + 2 * sum(len(cell.text) for cell in row.cells)
    return name.start, min(later, name.end + reach)


def _row(printed: Printed, row: Row, name: Span | None, stretch: tuple[int, int], taken: list[Span]) -> list[Looked]:
    """The cells of a row; longer ones take their place first, so that 達成 is not found in 未達成."""
    looked: dict[int, Looked] = {}
    mine: list[Span] = []
    heads: list[Span] = []
    for at, cell in sorted(enumerate(row.cells), key=lambda one: -len(folded(one[1].text))):
        one = _cell(printed, row, cell, name, stretch, [] if row.prose else heads if heading(cell) else [*taken, *mine])
        if not (one.span and one.near) and name and cell.column == "ref":
            one = _numbered(printed, row, cell, name) or one
        if not one.near and cell.column == "target_text" and (name_ja := _same(row, cell)) is not None:
            one = Looked(cell, name, True, "both", name_ja)
        looked[at] = one
        if one.span and one.kind != "joined":
            (heads if heading(cell) else mine).append(one.span)
    if name:
        own = printed.text[name.start : name.end] in {folded(cell.text) for cell in row.cells}
        order.in_line(printed, looked, name.start - _BEFORE if own else name.end, stretch[1], taken)
    return [looked[at] for at in range(len(row.cells))]


def _same(row: Row, cell: Cell) -> str | None:
    """The name of an indicator of which only one text is printed, if that is the cell's."""
    return next((one.text for one in row.cells if one.column == "name_ja" and one.text == cell.text), None)


def _forms(cell: Cell) -> Iterator[tuple[str, str]]:
    """How a cell may be printed, folded, each with the kind of difference; a unit with its value."""
    text, value = folded(cell.text), folded(cell.beside)
    if value:
        yield value + text, ""
        if text in value:
            yield value, ""
        elif text == "%" and "割" in value:
            yield value, "notation"
    else:
        yield text, ""
    yield from ((folded(other), "notation") for other in others(cell.text, cell.reads, ends=cell.column == "end"))


def _cell(
    printed: Printed, row: Row, cell: Cell, name: Span | None, stretch: tuple[int, int], taken: list[Span]
) -> Looked:
    """One cell: in the stretch of its row, else joined of parts, else elsewhere if it is long enough to mean something."""
    if cell.column in _BELOW:
        stretch = stretch[0], stretch[0] + _ABOVE
    for form, kind in _forms(cell):
        spans = [span for span in printed.find(form, *stretch) if not overlaps(span, taken)]
        if name and close(form) and not row.prose and (not spans or cell.column in _NUMBERS):
            just = printed.find(form, name.start - _JUST, name.start)
            spans = [span for span in just if not overlaps(span, taken)][-1:] or spans
        if name and heading(cell):
            above = sorted(_above(printed, form, name, taken), key=lambda span: -span.start)
            spans = [*above, *spans] if cell.column in _SECTION else [*spans, *above]
        if spans:
            apart = next((span for span in spans if printed.apart(span)), None)
            within = "" if apart or row.prose else "within"
            return Looked(cell, apart or spans[0], True, kind or within, form if kind else "")
    if joined := _joined(printed, cell.text, name):
        return Looked(cell, joined, True, "joined")
    text = folded(cell.text)
    elsewhere = [] if close(text) else sorted(printed.find(text), key=lambda span: not printed.apart(span))
    return Looked(cell, elsewhere[0] if elsewhere else None, False)


def _above(printed: Printed, text: str, name: Span, taken: list[Span]) -> list[Span]:
    """The places of a heading above its row; of a year not further than a table reaches."""
    first = name.start - _ABOVE if close(text) and any(c.isdecimal() for c in text) else 0
    return [span for span in printed.find(text, first, name.start) if not overlaps(span, taken)]


def _numbered(printed: Printed, row: Row, cell: Cell, name: Span) -> Looked | None:
    """A number made of those of the headings above and the row's own, such as 目標1-施策①."""
    *upper, own = folded(cell.text).split("-")
    span = next(printed.find(own, name.start - len(own) - 2, name.end + 2), None) if own else None
    above = [folded(text) for text in row.above]
    if (
        not upper
        or span is None
        or not all(any(re.search(rf"{re.escape(part)}(?!\d)", text) for text in above) for part in upper)
    ):
        return None
    return Looked(cell, span, True, "numbered", own)


def _joined(printed: Printed, text: str, name: Span | None) -> Span | None:
    """Where all parts of a text stand one after the other, each whole, though not together."""
    parts = [folded(part) for part in _PARTS.split(text) if folded(part)]
    if len(parts) < 2 or min(map(len, parts)) < 3:
        return None
    spans = [span for span in printed.find(max(parts, key=len)) if printed.apart(span)]
    start = name.start if name else 0
    for span in sorted(spans, key=lambda span: abs(span.start - start)):
        at, whole = max(0, span.start - 400), []
        for part in parts:
            one = next((one for one in printed.find(part, at, span.end + 400) if printed.apart(one)), None)
            if one is None:
                break
            whole.append(one)
            at = one.end
        else:
            return Span(whole[0].start, whole[-1].end)
    return None


def _table(printed: Printed, found: Table, shift: int) -> Iterator[Looked]:
    """A table of a survey: each cell in its place behind its option, or behind its group."""
    across = _lines(printed, found.labels, found.cells, shift)
    down = _lines(printed, found.heads, [list(column) for column in zip(*found.cells, strict=True)], shift)
    turned = sum(len(line.right) for line in down) > sum(len(line.right) for line in across)
    lines = down if turned else across
    start = next((line.span.start for line in lines if line.span), 0)
    yield from _before(printed, found.labels if turned else found.heads, start)
    last = 0
    for line in lines:
        right = bool(line.right and line.span and line.span.start > last)
        yield Looked(line.label, line.span, right, "" if line.span and printed.apart(line.span) else "within")
        last = line.span.start if line.span else last
    for line in lines:
        for at, cell in enumerate(cell for cell in line.cells if cell.text):
            if at in line.right:
                yield Looked(cell, line.right[at])
            else:
                yield Looked(cell, None, False)


def _before(printed: Printed, cells: list[Cell], first: int) -> Iterator[Looked]:
    """The headings of a table, one close behind the other, down to its first row."""
    found: list[Looked] = []
    for cell in reversed(cells):
        text = folded(cell.text)
        spans = list(printed.find(text, first - len(text) - _NEXT, first))[::-1]
        span = next((span for span in spans if printed.apart(span)), next(iter(spans), None))
        within = "within" if span and not printed.apart(span) else ""
        found.append(Looked(cell, span, span is not None, within))
        first = span.start if span else first
    yield from reversed(found)


@dataclass
class _Line:
    """A row of a table in one place of the document, and which of its cells stand in their place behind its label."""

    label: Cell
    cells: list[Cell]
    span: Span | None
    right: dict[int, Span]


def _lines(printed: Printed, labels: list[Cell], cells: list[list[Cell]], shift: int) -> list[_Line]:
    """For each label the place where most of its cells follow in order."""
    found = []
    for label, line in zip(labels, cells, strict=True):
        texts = [folded(cell.text) for cell in line if cell.text]
        best = _Line(label, line, None, {})
        for span in printed.find(folded(label.text)):
            words = printed.after(span.end, len(texts) + 1)
            right = max((_right(texts, words, by) for by in (0, 1, -1)), key=len)
            ahead = len(right) > len(best.right) or (
                len(right) == len(best.right) > 0
                and _on_page(printed, span, label.page, shift)
                and not _on_page(printed, best.span, label.page, shift)
            )
            if ahead:
                best = _Line(label, line, span, right)
        found.append(best)
    return found


def _right(texts: list[str], words: list[tuple[str, Span]], by: int) -> dict[int, Span]:
    """The cells that stand in their place, where a column more or less than transcribed is printed before them."""
    places = {at: at + by for at in range(len(texts)) if 0 <= at + by < len(words)}
    return {at: words[word][1] for at, word in places.items() if texts[at] == words[word][0]}


def _quarterly(printed: Printed, found: list[Row]) -> Iterator[Looked]:
    """A schedule whose rows are quarters: each row between its quarter and the next, below its project."""
    starts = list(printed.find(_printed_name(printed, found[0].names))) or [Span(0, 0)]
    tried = [list(_quarters(printed, found, start)) for start in starts]
    yield from max(tried, key=lambda looked: sum(one.span is not None and one.near and not one.kind for one in looked))


def _quarters(printed: Printed, found: list[Row], start: Span) -> Iterator[Looked]:
    at, spans = start.end, []
    for row in found:
        quarter = next((folded(cell.text) for cell in row.cells if cell.column == "quarter"), "")
        span = next(printed.find(quarter, at), None) if quarter else Span(at, at)
        spans.append(span)
        at = span.end if span else at
    ends = [
        *itertools.chain(span.start if span else at for span in spans[1:]),
        spans[-1].end + _BEHIND if spans[-1] else at,
    ]
    year, since = "", start.end
    for row, span, end in zip(found, spans, ends, strict=True):
        looked = list(_row(printed, row, span, (span.start, end) if span else (0, 0), []))
        for at, one in enumerate(looked):
            if one.cell.column == "fy" and (said := folded(one.cell.text)) != year:  # printed once, where it begins
                first = next(printed.find(said, since, span.start if span else since), None)
                looked[at] = Looked(one.cell, first, first is not None)
                year = said
        since = span.end if span else since
        yield from looked
