"""A city as a workbook to fill in: a sheet a table, headings in words, guidance above the rows, lists to choose from."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dxcompare.onboarding.new import City, Refused, vacant
from dxcompare.onboarding.sheets import MARK, NAMES, SCHEDULE, TABLE, Page, pages
from dxcompare.present.package import settled
from dxcompare.present.style import SHADES
from dxcompare.present.xlsx import book_at
from dxcompare.sources.files import CsvFile
from dxcompare.sources.folders import ALL, SURVEYS
from dxcompare.sources.periods import when
from dxcompare.sources.reader import Reader, Record
from dxcompare.sources.writing import replace
from dxcompare.tables import like
from dxcompare.tables.raw import Folder
from dxcompare.words.text import Text, language
from dxcompare.words.typography import width_of

#: Rows that have lists to choose from.
ROWS = 1000
#: Most years of a plan whose columns a schedule gets beforehand.
YEARS = 10
#: The sheet of the lists, which nobody sees.
LISTS = "lists"
FIRST = Text("はじめに", "Read me")
HELP = (
    Text(
        "シートごとに、文書に記載されたとおりに書き写してください。灰色の2行目は書き方です。",
        "Copy what the document states, sheet by sheet; the grey second row says how.",
    ),
    Text(
        "どのシートも空のままでかまいません。該当するものがなければ使いません。途中でも取り込めます。",
        "Any sheet may stay empty: leave out what the plan does not have. The file may be taken in half filled.",
    ),
    Text(
        "セルは文字列にしてあります。別の表から貼り付けるときは「値のみ」で貼り付けてください。",
        "Cells are text. Paste from other tables as values only.",
    ),
    Text(
        "取り込み: dxcompare add このファイル　そのあと: dxcompare check",
        "To take it in: dxcompare add THIS_FILE, then: dxcompare check",
    ),
)
#: Column → the file in `data/` of what may be chosen, its column there, and the one that says it in words.
KNOWN = {
    "unit": (f"mappings/{ALL}/units.csv", "unit", ""),
    "coder": (f"mappings/{ALL}/coders.csv", "coder", "name_ja"),
    "item": ("raw/national/items.csv", "item", "name_ja"),
    "framework_version": ("raw/national/versions.csv", "version", ""),
}
#: Column → the sheet of the workbook whose rows it names.
_ROWS_OF = {"measure": "measures.csv", "kpi": "kpis.csv", "question": "questions.csv", "chapter": "chapters.csv"}


@dataclass(frozen=True)
class Sheet:
    """A sheet with what is in it.

    Attributes
    ----------
    page : Page
    name : Text
    rows : sequence of mapping
    free : sequence of str
        Headings of its own.
    """

    page: Page
    name: Text
    rows: Sequence[Mapping[str, str]] = ()
    free: Sequence[str] = field(default=())


def make(path: Path, data: Path, city: City, lang: str | None = None) -> Path:
    """Write the workbook of a city, with what is there of it already.

    Raises
    ------
    Refused
        If the file is there, lies in `data/raw` or in no folder, or is no .xlsx; or if another plan has the folder or the id.
    PackageMissing
        Without XlsxWriter.
    """
    lang = language(lang)
    if path.suffix.lower() != ".xlsx":
        raise Refused(Text(f"{path.name} は .xlsx で終わるべきものです", f"{path.name} should end in .xlsx"))
    if (data / "raw").resolve() in path.resolve().parents:
        raise Refused(
            Text(
                f"{path} は data/raw の外に置いてください", f"put {path} outside data/raw: only what is read lies there"
            )
        )
    if not path.absolute().parent.is_dir():
        raise Refused(Text(f"フォルダー {path.parent} がありません", f"there is no folder {path.parent}"))
    if path.exists():
        raise Refused(Text(f"{path} はすでにあります", f"{path} is there already"), usage=False)
    folder = data / "raw" / city.folder
    if _plan_id(data, folder) == city.plan_id:
        sheets = _there(data, city)
    else:
        vacant(data, city)
        sheets = _empty(city)
    file = io.BytesIO()
    book = book_at(file, city.folder, lang)
    _first(book, city, lang)
    lists = Lists(book, data, sheets, lang)
    for sheet in sheets:
        (_upright if sheet.page.upright else _table)(book, sheet, lists, lang)
    lists.write()
    book.close()
    replace(path, settled(file.getvalue()))
    return path


def _plan_id(data: Path, folder: Path) -> str:
    card = _record(data, folder / "plan.yaml")
    return card["plan_id"] if card else ""


def _record(data: Path, path: Path) -> Record | None:
    found = Reader(data.parent).yaml(path) if path.is_file() else None
    return found if isinstance(found, Record) else None


def _empty(city: City) -> list[Sheet]:
    """What is known of a plan of which nothing is here."""
    known = city.cards()
    first, last = when(city.start).fy, when(city.end).fy if city.end else 0
    years = [f"{year}年度" for year in range(first, last + 1)] if last - first < YEARS else []
    found = []
    for page in pages():
        rows = [known[page.file]] if page.file in known else []
        found.append(Sheet(page, NAMES[page.file], rows, years if page.form.free else ()))
    survey = like("q1.csv", Folder.SURVEY)[0]
    return [*found, Sheet(Page("q1.csv", survey), Text(*(f"{word} q1" for word in TABLE)))]


def _there(data: Path, city: City) -> list[Sheet]:
    """What is there of a plan: the rows of its files, a sheet for each schedule."""
    raw, decided = data / "raw" / city.folder, data / "mappings" / city.folder
    found = []
    for page in pages():
        path = decided / page.file.removeprefix("mappings/") if page.file.startswith("mappings/") else raw / page.file
        if page.form.file.name.startswith("schedules/"):
            for one in sorted((raw / "schedules").glob("*.csv")):
                found.append(_file(one, f"schedules/{one.name}", SCHEDULE))
            if not (raw / "schedules").is_dir():
                found.append(Sheet(page, SCHEDULE))
        elif page.file.endswith(".csv"):
            found.append(Sheet(page, NAMES[page.file], CsvFile(path, page.form).rows))
        else:
            found.append(Sheet(page, NAMES[page.file], _records(data, path, page.form.file.listed)))
    if (raw / SURVEYS).is_dir():
        return [one for one in found if one.page.form.file.folders != (Folder.SURVEY,)]
    return found


def _file(path: Path, file: str, word: Text) -> Sheet:
    names = CsvFile(path).columns
    declared = max(like(file, Folder.PLAN), key=lambda one: len({*names} & {*one.columns}))
    free = [name for name in names if name not in declared.columns]
    return Sheet(Page(file, declared), Text(*(f"{one} {path.stem}" for one in word)), CsvFile(path).rows, free)


def _records(data: Path, path: Path, listed: str) -> list[dict[str, str]]:
    card = _record(data, path)
    if card is None:
        return []
    inner: Any = card.cells.get(listed, []) if listed else [card]
    return [{name: text for name, text in one.cells.items() if text} for one in inner]


class Lists:
    """What may be chosen in the columns of the workbook: ranges of a sheet that nobody sees."""

    def __init__(self, book: Any, data: Path, sheets: Iterable[Sheet], lang: str):
        self.book, self.data, self.lang = book, data, lang
        self.names = {sheet.page.file: sheet.name.to(lang) for sheet in sheets}
        self.columns: dict[tuple[str, ...], str] = {}

    def of(self, page: Page, name: str) -> dict[str, Any] | None:
        """What an Excel list of a column is told; None where any text may stand."""
        if words := page.choices(name) if name in page.form.columns else {}:
            return self._range([text.to(self.lang) for text in words.values()], "stop")
        other = _ROWS_OF.get(name)
        if other and other != page.file and other in self.names:
            return self._told(f"='{self.names[other]}'!$A$3:$A${ROWS}", "warning")
        if name in KNOWN and (self.data / KNOWN[name][0]).is_file():
            file, column, said = KNOWN[name]
            found = {row[column]: row.get(said, "") for row in CsvFile(self.data / file).rows}
            return self._range([f"{word}［{one}］" if word else one for one, word in found.items()], "warning")
        return None

    def _range(self, texts: list[str], stop: str) -> dict[str, Any]:
        key = tuple(texts)
        if key not in self.columns:
            letter = _letter(len(self.columns))
            self.columns[key] = f"={LISTS}!${letter}$1:${letter}${len(texts)}"
        return self._told(self.columns[key], stop)

    def _told(self, source: str, stop: str) -> dict[str, Any]:
        return {"validate": "list", "source": source, "error_type": stop}

    def write(self) -> None:
        sheet = self.book.add_worksheet(LISTS)
        for x, texts in enumerate(self.columns):
            for y, text in enumerate(texts):
                sheet.write_string(y, x, text)
        sheet.very_hidden()


def _letter(at: int) -> str:
    return (chr(64 + at // 26) if at >= 26 else "") + chr(65 + at % 26)


def _first(book: Any, city: City, lang: str) -> None:
    sheet = book.add_worksheet(FIRST.to(lang))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 100)
    wrapped = book.add_format({"text_wrap": True})
    sheet.write_string(0, 0, MARK)
    sheet.write_string(0, 1, f"{'、'.join(city.names)} ({'+'.join(city.codes)})")
    sheet.write_string(1, 1, city.folder)
    for y, text in enumerate(HELP, start=3):
        sheet.write_string(y, 1, text.to(lang), wrapped)


def _upright(book: Any, sheet: Sheet, lists: Lists, lang: str) -> None:
    """A sheet of one record: headings below one another, what to fill in, and how."""
    page, made = sheet.page, book.add_worksheet(sheet.name.to(lang))
    head, guide, text = _formats(book)
    record = next(iter(sheet.rows), {})
    made.set_column(0, 0, 28, head)
    made.set_column(1, 1, 50, text)
    made.set_column(2, 2, 90, guide)
    for y, (name, heading) in enumerate(page.headings.items()):
        made.write_string(y, 0, heading.to(lang), head)
        made.write_string(y, 1, _shown(page, name, record.get(name, ""), lang), text)
        made.write_string(y, 2, page.guide(name, lang), guide)
        made.set_row(y, 30)
        if told := lists.of(page, name):
            made.data_validation(y, 1, y, 1, told)


def _table(book: Any, sheet: Sheet, lists: Lists, lang: str) -> None:
    page, made = sheet.page, book.add_worksheet(sheet.name.to(lang))
    head, guide, text = _formats(book)
    made.freeze_panes(2, 1)
    names = list(page.headings)
    cut = next((at for at, name in enumerate(names) if name == "page"), len(names)) if page.form.free else len(names)
    for x, name in enumerate([*names[:cut], *sheet.free, *names[cut:]]):
        own = name in page.headings and name not in sheet.free
        heading = page.headings[name].to(lang) if own else name
        how = page.guide(name if own else "", lang)
        made.write_string(0, x, heading, head)
        made.write_string(1, x, how, guide)
        made.set_column(x, x, min(max(width_of(heading) + 2, 12), 40), text)
        if own and (told := lists.of(page, name)):
            made.data_validation(2, x, ROWS, x, told)
        for y, row in enumerate(sheet.rows, start=2):
            if row.get(name):
                made.write_string(y, x, _shown(page, name, row[name], lang), text)
    made.set_row(0, None, head)
    made.set_row(1, 120, guide)


def _formats(book: Any) -> tuple[Any, Any, Any]:
    return (
        book.add_format({"bold": True, "bottom": 1, "bg_color": SHADES[1], "text_wrap": True, "num_format": "@"}),
        book.add_format({"font_color": "#595959", "font_size": 9, "text_wrap": True, "num_format": "@"}),
        book.add_format({"num_format": "@", "text_wrap": True}),
    )


def _shown(page: Page, name: str, text: str, lang: str) -> str:
    """A code in the words of its list."""
    words = page.choices(name) if name in page.headings else {}
    return words[text].to(lang) if text in words else text
