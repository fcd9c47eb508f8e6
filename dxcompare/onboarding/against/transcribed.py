"""The cells of a city's folder that its document prints, each with the names beside which it must stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dxcompare.sources.double_entry import declared
from dxcompare.sources.reader import Reader, Record, Sheet
from dxcompare.tables.official import ReferenceStat
from dxcompare.tables.raw import Form, Raw
from dxcompare.tables.survey import Cells
from dxcompare.words.faults import DataFaults

#: ids, codes and closed lists: compared between two transcriptions, but not printed
_CODES = frozenset("plan_id municipality_code source_id revises survey_id status number answer cells role page".split())
#: the columns by which a row is named, in the order of preference
_NAMES = ("title_ja", "name_ja", "item_ja", "wording_ja", "option_ja")
#: what an id stands for: its file, and the column that names it
_OF = {
    "measure": ("measures.csv", "title_ja"),
    "kpi": ("kpis.csv", "name_ja"),
    "project": ("projects.csv", "name_ja"),
    "question": ("questions.csv", "wording_ja"),
}
#: what stands above a period of a plan
_PERIOD = ("計画期間", "計画の期間", "対象期間", "期間")


@dataclass(frozen=True)
class Cell:
    """A cell as transcribed; `row` counts as a spreadsheet does, the heading is row 1.

    `reads` is how its column is read, `heading` where it stands above its row, `step` in a column of a schedule;
    `beside` is, of a unit, the value to which it belongs; `page` and `source` are the row's, blank where it says none.
    """

    file: str
    row: int
    column: str
    text: str
    reads: str = "text"
    beside: str = ""
    page: str = ""
    source: str = ""


@dataclass(eq=False)
class Row:
    """Cells that stand together in the document.

    Attributes
    ----------
    names : tuple of str
        Beside which they stand; the first that the document prints is taken.
    cells : list of Cell
    above : tuple of str
        The headings above it, goal and policy, as transcribed.
    long : bool
        Whether it is the row of a schedule, which may reach far.
    prose : bool
        Whether it stands in a sentence, and its names are ours.
    """

    names: tuple[str, ...]
    cells: list[Cell]
    above: tuple[str, ...] = ()
    long: bool = False
    prose: bool = False


@dataclass(eq=False)
class Table:
    """A table of a survey: one row an option, one column a group.

    Attributes
    ----------
    labels : list of Cell
        The options.
    heads : list of Cell
        The groups.
    cells : list of list of Cell
        A list a row; a cell may be blank.
    """

    labels: list[Cell]
    heads: list[Cell]
    cells: list[list[Cell]]


@dataclass(eq=False)
class Transcribed:
    """What a city's folder has transcribed.

    Attributes
    ----------
    files : list
        For each file its name, and its rows or its table.
    codes : int
        Cells of ids, codes and closed lists, which no document prints.
    """

    files: list[tuple[str, list[Row] | Table]] = field(default_factory=list)
    codes: int = 0


def read(folder: Path) -> Transcribed:
    """Read the folder of a city in `data/raw/`.

    Raises
    ------
    DataFaults
        If a file is not in its form.
    """
    reader, found = Reader(folder), Transcribed()
    sheets: dict[str, tuple[list[Record], Form, Sheet | None]] = {}
    for path in sorted((*folder.rglob("*.csv"), *folder.rglob("*.yaml")), key=lambda path: _order(folder, path)):
        name = path.relative_to(folder).as_posix()
        forms = declared(name)
        if not forms or any(form.file.ours for form in forms):
            continue
        if path.suffix == ".csv":
            sheet = reader.sheet(path, *forms)
            sheets[name] = (sheet.records, sheet.form or forms[0], sheet)
        elif (record := reader.mapping(path, forms[0])) is not None:
            sheets[name] = ([record], forms[0], None)
    if reader.faults:
        raise DataFaults(reader.faults)
    titles = {name: _titles(name, records) for name, (records, _, _) in sheets.items()}
    for name, (records, form, of) in sheets.items():
        if form.of is Cells and of:
            found.files.append((name, _table(name, of, _question(name, sheets))))
        else:
            named = _Named(name, titles)
            rows = list(_headings(name, of, named)) + [_row(name, form, one, of, named) for one in records]
            rows = [row for one in rows for row in (_single(one) if of is None else [one])]
            found.files.append((name, [row for row in rows if row.cells]))
            found.codes += sum(
                bool(one[column]) for one in records for column, raw in form.columns.items() if code(column, raw)
            )
    return found


def _order(folder: Path, path: Path) -> tuple[int, str]:
    """Cards first, then files of the plan, then those of its surveys."""
    name = path.relative_to(folder).as_posix()
    return path.suffix == ".csv", name.count("/"), name  # type: ignore[return-value]


def code(column: str, raw: Raw) -> bool:
    """Whether a column is compared between transcriptions, but holds no printed words."""
    listed = raw.words or raw.own or raw.reads in ("yes", "yes_no")
    return not raw.ours and column != "page" and bool(listed or column in _CODES)


def printed(column: str, raw: Raw) -> bool:
    """Whether a column holds what the document prints."""
    return not raw.ours and not code(column, raw) and column not in ("page", "where", "source")


def _titles(name: str, records: list[Record]) -> dict[str, str]:
    """Short ids → the names they stand for."""
    for key, (file, column) in _OF.items():
        if name.rpartition("/")[2] == file:
            return {record[key]: record[column] for record in records}
    return {}


class _Named:
    """What a row is named by: itself, or what its ids stand for."""

    def __init__(self, file: str, titles: dict[str, dict[str, str]]):
        self.file, self.titles = file, titles

    def names(self, record: Record) -> tuple[str, ...]:
        if self.file.endswith("plan.yaml"):
            return (*_PERIOD, record["title_ja"])
        if self.file.endswith("survey.yaml"):
            return (
                *(f"{int(record[key]):,}" for key in ("sampled", "valid") if record[key].isdigit()),
                record["name_ja"],
            )
        own = [record[column] for column in (*_NAMES, "population", "quoted_from") if record[column]]
        return tuple(dict.fromkeys([*own, *self.of(record)]))

    def of(self, record: Record) -> Iterator[str]:
        """What stands above the row: what its ids stand for, or its policy or goal."""
        survey = self.file.rpartition("/")[0] + "/" if self.file.startswith("surveys/") else ""
        for key, (file, _) in _OF.items():
            yield from filter(None, [self.titles.get(survey + file, {}).get(record[key], "")])
        stem = Path(self.file).stem
        if self.file.startswith("schedules/") and "measure" not in record.cells:
            yield from filter(None, [self.titles.get("projects.csv", {}).get(stem, "")])
        yield from (record[key] for key in ("policy", "goal") if record[key])


def _row(file: str, form: Form, record: Record, sheet: Sheet | None, named: _Named) -> Row:
    free = sheet.free if sheet else []
    cells = []
    for column, text in record.cells.items():
        raw = form.columns.get(column)
        if text and (column in free or (raw and printed(column, raw))):
            row = record.rows.get(column, record.row) or 0
            beside = record["value_text"] if column == "unit" else ""
            above = column == "name_ja" and record["title_ja"]
            reads = "step" if column in free else "heading" if above else raw.reads if raw and raw.reads else "text"
            cells.append(Cell(file, row, column, text, reads, beside, record["page"], record["source"]))
    over = tuple(record[key] for key in ("goal", "policy") if record[key])
    return Row(named.names(record), cells, over, bool(free), form.of is ReferenceStat)


def _single(card: Row) -> Iterator[Row]:
    """The cells of a card, which stand in different sentences; titles name themselves."""
    for cell in card.cells:
        names = (cell.text,) if cell.column in _NAMES else card.names
        yield Row(names, [cell], prose=True)


def _headings(file: str, sheet: Sheet | None, named: _Named) -> Iterator[Row]:
    """The headings of the periods or sub-items of a schedule."""
    if sheet and sheet.free and sheet.records:
        first = sheet.records[0]
        cells = [Cell(file, 1, head, head, "heading", source=first["source"]) for head in sheet.free]
        texts = (first[head] for head in sheet.free if len(first[head]) > 8)
        yield Row((*named.of(first), *texts), cells, long=True)


def _question(file: str, sheets: dict[str, tuple[list[Record], Form, Sheet | None]]) -> Record | None:
    """The question of a survey's table, by the name of the file."""
    folder, _, stem = file.removesuffix(".csv").rpartition("/")
    records = sheets.get(f"{folder}/questions.csv", ([], None, None))[0]
    near = sorted((one for one in records), key=lambda one: len(one["question"]), reverse=True)
    return next((one for one in near if re.fullmatch(rf"{re.escape(one['question'])}(_.+)?", stem)), None)


def _table(file: str, sheet: Sheet, question: Record | None) -> Table:
    first, *heads = sheet.columns
    page = question["page"] if question else ""
    return Table(
        [Cell(file, record.row or 0, first, record[first], page=page) for record in sheet.records],
        [Cell(file, 1, head, head, "heading", page=page) for head in heads],
        [[Cell(file, record.row or 0, head, record[head], page=page) for head in heads] for record in sheet.records],
    )
