"""From a document to proposals, whatever its format."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

from dxcompare.extract import across, cards, outline
from dxcompare.extract.blocks import Block, CannotRead, Document, Doubt, Grid, Line
from dxcompare.extract.headings import Headed, headed
from dxcompare.extract.indicators import Indicators
from dxcompare.extract.kinds import kind
from dxcompare.extract.lettering import plain
from dxcompare.extract.listed import level, measures, numbered, schedule, survey
from dxcompare.extract.proposals import Proposal
from dxcompare.words.faults import needed
from dxcompare.words.text import Text

FORMAT = Text(
    "{name} は読めない形式です（読めるもの: {known}）", "{name} is of a format that cannot be read (readable: {known})"
)
NOT_UNDERSTOOD = Text("何の表か分からない", "what this table is of was not understood")
SPACED = Text(
    "縦の罫線がない表で、欄が空いている。列がずれていないか",
    "without vertical rules, and a cell is blank: is the column right?",
)

#: ending → module with `read`, and the packages that it needs
FORMATS = {
    ".pdf": ("pdf", ("pdfplumber", "pypdfium2")),
    ".docx": ("word", ("python-docx",)),
    ".xlsx": ("excel", ("openpyxl",)),
    ".html": ("web", ("lxml",)),
    ".htm": ("web", ("lxml",)),
    ".txt": ("plaintext", ()),
}
_MODULES = {"python-docx": "docx"}


def read(path: Path) -> Document:
    """Read a document: its lines and tables in order.

    Raises
    ------
    CannotRead
        If it cannot be read, and why.
    PackageMissing
        If a package for its format is not installed.
    """
    if path.suffix.lower() not in FORMATS:
        known = ", ".join(FORMATS)
        raise CannotRead(Text(*(text.format(name=path.name, known=known) for text in FORMAT)))
    packages(path.suffix.lower())
    module, _ = FORMATS[path.suffix.lower()]
    reader: Callable[[Path], Document] = importlib.import_module(f"dxcompare.extract.{module}").read
    document = reader(path)
    document.blocks = across.joined(document.blocks)
    return document


def packages(ending: str) -> None:
    """Say so, if a package that a format needs is not installed.

    Raises
    ------
    PackageMissing
    """
    for package in FORMATS[ending][1]:
        needed(_MODULES.get(package, package), package, extra="extract")


def proposals(document: Document) -> list[Proposal]:
    """What a document prints in its tables, and in headings and banners outside them, in its order."""
    found, loose = [], []
    context: dict[str, str] = {}
    listed, under = False, _Under()
    for at, block in enumerate(document.blocks):
        if isinstance(block, Line):
            if above := level(block.text):
                context, listed = context | {"section": ""} | above, False
                under.close()
            elif section := outline.section(block.text):
                context["section"] = section
                under.close()
            elif outline.opens_list(block.text):
                listed = True
            elif one := outline.measure(block, context, listed=listed):
                found.append(one)
                under.open(one)
            elif one := outline.measure(block, context, listed=listed, loose=True):
                loose.append(one)
            aims = outline.banners(block)
            if (
                aims and context.get("section") and not context.get("policy")
            ):  # what has indicators of its own is a goal
                context |= {"goal": context["section"], "section": ""}
            for one in aims:
                one.row |= outline.owner(context)
            found += aims
        else:
            rows = _of_table(block, _said(document.blocks, at), context)
            under.put(rows)
            found += rows
    under.settle()
    found += [] if any(one.table == "measures" for one in found) else loose
    for page, why in document.unread:
        found.append(Proposal("other", {}, page, doubts=[("", Doubt(why))]))
    _number_pages(found, document)
    return sorted(_distinct(found), key=lambda one: one.page or 0)


class _Under:
    """Which indicators stand under the heading of which measure."""

    def __init__(self) -> None:
        self.measure: Proposal | None = None
        self.measures = 0
        self.indicators: list[tuple[Proposal, Proposal]] = []

    def open(self, measure: Proposal) -> None:
        self.measure = measure
        self.measures += 1

    def close(self) -> None:
        self.measure = None

    def put(self, rows: list[Proposal]) -> None:
        """Rows of the table that comes next."""
        if self.measure:
            self.indicators += [(one, self.measure) for one in rows if one.table == "kpis"]

    def settle(self) -> None:
        """Say so where the plan prints indicators that way: under at least half of its measures."""
        having = {id(measure) for _, measure in self.indicators}
        for one, measure in self.indicators if 2 * len(having) >= self.measures else ():
            one.row["measure"] = measure.row["ref"] + measure.row["title_ja"]


def _said(blocks: list[Block], at: int) -> list[str]:
    """The lines above a table, the nearest last."""
    said: list[str] = []
    for block in reversed(blocks[max(0, at - 3) : at]):
        if isinstance(block, Grid):
            break
        said.insert(0, block.text)
    return said


def _of_table(grid: Grid, said: list[str], context: dict[str, str]) -> list[Proposal]:
    if found := cards.proposals(grid, context):
        return found
    table = headed(grid)
    above = " ".join(said)
    where = (table.title or (said[-1] if said else "")).replace("\n", " ")
    what = kind(table, f"{above} {table.title}")
    match what:
        case "measures":
            found = measures(table, context)
        case "kpis":
            found = Indicators(table, where).rows() + _besides(table, context)
        case "schedule":
            found = schedule(table, where) + _besides(table, context)
        case "survey" | "turned":
            found = survey(table, where, turned=what == "turned")
    if not found and (turned := headed(grid.turned())).having("name") and turned.having("target"):
        found = Indicators(turned, where).rows()
    if not found:
        return [_other(grid, where)]
    if not grid.ruled:
        _spaced(found)
    return found


def _besides(table: Headed, context: dict[str, str]) -> list[Proposal]:
    """The measures that a table of something else names; kept only if the document lists them nowhere."""
    if not table["measure"] or not (table["name"] or table["department"]):
        return []
    found = measures(table, context)
    for one in found:
        one.row["_besides"] = "yes"
    return [one for one in found if numbered(one.row["ref"] + " " + one.row["title_ja"])[0]]


def _spaced(found: list[Proposal]) -> None:
    """Ask of a value that is blank where no vertical rules are."""
    for one in found:
        for name in one.blank if one.table in ("kpis", "survey") else ():
            one.doubt(name, Doubt(SPACED))


def _other(grid: Grid, where: str) -> Proposal:
    """A table that was not understood, as it stands."""
    said = "\n".join("\t".join(cell.text.replace("\n", " ") for cell in row) for row in grid.rows)
    one = Proposal("other", {"where": where, "text": said}, grid.page, doubts=[("text", Doubt(NOT_UNDERSTOOD))])
    if grid.box:
        one.boxes["text"] = grid.box
    return one


def _number_pages(found: list[Proposal], document: Document) -> None:
    """Say in the row which number the page prints."""
    for one in found:
        if one.table != "other" and one.page in document.printed:
            one.row["page"] = document.printed[one.page]


def _distinct(found: list[Proposal]) -> list[Proposal]:
    """Proposals, each measure once: in tables of measures first, then in headings, then beside something else."""
    listed = {_title(one) for one in found if one.table == "measures" and "_besides" not in one.row}
    seen: set[str] = set()
    kept = []
    for one in found:
        if one.table == "measures":
            besides = one.row.pop("_besides", "")
            if (besides and listed) or _title(one) in seen:
                continue
            seen.add(_title(one))
        kept.append(one)
    return kept


def _title(one: Proposal) -> str:
    return plain(one.row["title_ja"])
