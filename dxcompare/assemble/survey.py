"""Surveys: cards, questions and the cells of their tables."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import cache, partial

from dxcompare.assemble import siblings
from dxcompare.assemble.assembly import Known, located
from dxcompare.assemble.home import Home
from dxcompare.assemble.readings import decided, pasted
from dxcompare.assemble.siblings import BASE_ROW, Column
from dxcompare.sources import cells, values
from dxcompare.sources.folders import SurveyFolder
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.survey import Cells
from dxcompare.tables.vocabularies import CELLS
from dxcompare.words.faults import Place, missing_row
from dxcompare.words.text import Text

#: the column of the options, and the row of the bases
FIRST_COLUMN = next(iter(Cells.raw()))

#: What a column of people who left the breakdown open is called, so that nobody takes it for an answer.
_UNSAID = {"age": "年齢無回答", "sex": "性別無回答"}


def assemble(home: Home) -> None:
    """Add the surveys of a plan."""
    mine = [row for row in home.assembly.rows["erratum"] if (row["erratum_id"] or "").startswith(home.id(""))]
    for survey in home.folder.surveys if home.folder else ():
        _Survey(home, survey, mine).assemble()


#: rows that are no option, where none is called so
TOTAL_ROWS = {"合計", "計", "総計", "総数", "全体"}
#: what documents call the row of bases, which is `n` here
_BASES = re.compile(r"(?:回答|標本|対象|サンプル|有効)者?数|[nN]\b|[母基実]数")
#: what numbers that are taken for percentages may be
MAY_BE = {"counts": Text("人数", "counts"), "shares": Text("1に対する割合", "shares of one")}


#: What ids may not hold, since references to them are written with it.
_JOINS = re.compile(r"[\s:+/,|\"']")


#: Of a column, what all its cells say, and where that stands; made for the first of them.
OfColumn = Callable[[], tuple[dict[str, tuple[Record, str]], dict[str, object]]]


class _Survey:
    def __init__(self, home: Home, folder: SurveyFolder, errata: list[dict]):
        self.home, self.assembly, self.folder, self.errata = home, home.assembly, folder, errata
        self.survey_id = folder.card["survey_id"]
        self.known = Known({**home.known.values, "survey_id": self.survey_id}, home.known.card, folder.card)
        decided = home.decisions.find("dashes.csv", self.survey_id)
        self.dash = decided[0] if decided else Record("", None, {})
        self.columns: list[Column] = []

    def assemble(self) -> None:
        dash = {"dash": self.dash["dash"], "dash_reason": self.dash["reason"]}
        there = {row["survey_id"] for row in self.assembly.rows["survey"]}
        self.assembly.read("survey", self.folder.card, self.known, {"dash": (self.dash, "dash")}, **dash)
        if self.survey_id in there:
            return  # its id is another's: that is all to be said
        groups = f"{self.home.decisions.folder}/groups.csv"
        if self.assembly.lacks(self.folder.questions.file, self.folder.options.file, groups):
            return
        options = self.listed()
        for nth, record in enumerate(self.folder.questions):
            self.assembly.read("question", record, self.known, None, nth)
            own = options.get(record["question"], {})
            again = (self.survey_id, record["question"]) in self.assembly.options
            self.assembly.options[self.survey_id, record["question"]] = {*own}
            for table in self.folder.tables.get(record["question"], ()) if not again else ():
                self.table(record, [*own.values()], table)
        self.filters(options)
        cells = (
            text
            for tables in self.folder.tables.values()
            for table in tables
            for record in table
            for text in record.cells.values()
        )
        if self.dash.cells and not any("-" in values.same(text) for text in cells):
            self.assembly.fault(self.dash.place("survey"), "unused_dash", found=self.survey_id)
        siblings.check(self.home, self.folder, self.columns, self.told)

    def listed(self) -> dict[str, dict[str, Record]]:
        """The options of each question by their ids: none twice, and none of a question that there is not."""
        found: dict[str, dict[str, Record]] = {record["question"]: {} for record in self.folder.questions}
        worded: dict[tuple[str, str], Record] = {}
        for record in (*self.folder.questions, *self.folder.options):
            column = "option" if "option" in record.cells else "question"
            if mark := _JOINS.search(record[column]):
                ja = f"IDには「{mark[0]}」を使えません（「{record[column]}」）"
                en = f"an id may not hold {mark[0]!r} ({record[column]!r})"
                self.assembly.fault(record.place(column), "rule", ja=ja, en=en)
        for record in self.folder.options:
            question, option, label = record["question"], record["option"], record["option_ja"]
            for name in ("option", "option_ja"):
                if not record[name] and (record.file, name) not in self.assembly.raw.reader.absent:
                    self.assembly.fault(record.place(name), "missing")
            if question not in found:
                if self.folder.questions.records:
                    self.assembly.faults.append(missing_row(record.place("question"), question, found, "questions.csv"))
                continue
            first = found[question].setdefault(option, record)
            same = worded.setdefault((question, values.same(label)), record)
            for name, other in (("option", first), ("option_ja", same)):
                if other is not record:
                    self.assembly.fault(record.place(name), "duplicate", found=record[name], first=other.place())
                    break
        return found

    def filters(self, options: dict[str, dict[str, Record]]) -> None:
        """A question that another's answer filters names an option that there is; and none filters itself."""
        by: dict[str, str] = {}
        for record in self.folder.questions:
            if not (text := record["base_option"]):
                continue
            question, _, option = text.removeprefix(f"{self.survey_id}/").partition(":")
            if option not in options.get(question, ()):
                known = [f"{one}:{other}" for one, own in options.items() for other in own]
                self.assembly.faults.append(missing_row(record.place("base_option"), text, known, "options.csv"))
                continue
            by[record["question"]] = question
            passed = [record["question"]]
            while passed[-1] in by and passed[-1] not in passed[:-1]:
                passed.append(by[passed[-1]])
            if passed[-1] in passed[:-1]:
                ja, en = f"「{text}」をたどると同じ設問に戻ります", f"{text!r} leads back to a question that it filters"
                self.assembly.fault(record.place("base_option"), "rule", ja=ja, en=en)
                del by[record["question"]]

    def id(self, short: str) -> str:
        return f"{self.survey_id}/{short}"

    def table(self, question: Record, options: list[Record], table: Sheet) -> None:
        if FIRST_COLUMN not in table.columns:
            return
        head = Place(table.file, 1)
        by_label = {values.same(option["option_ja"]): (n, option) for n, option in enumerate(options, start=1)}
        rows: list[tuple[int, Record, Record]] = []
        known: dict[str, Record] = {}
        named: dict[str, Record] = {}  # the rows of bases and totals
        strangers: list[Record] = []
        for record in table:
            label = values.same(record[FIRST_COLUMN])
            if label in known:
                first = known[label].place()
                self.assembly.fault(record.place(FIRST_COLUMN), "duplicate", found=record[FIRST_COLUMN], first=first)
                continue
            known[label] = record
            if label == BASE_ROW or (label in TOTAL_ROWS and label not in by_label):
                named[label] = record
            elif label in by_label:
                rows.append((*by_label.pop(label), record))
            else:
                strangers.append(record)
        self.options(head, strangers, [option["option_ja"] for _, option in by_label.values()])
        kind = question["cells"] if question["cells"] in CELLS else "percent"
        bases = self.bases(question, table, named, kind)
        shares = [row for row in rows if row[1]["kind"] != "mean"]
        self.doubted(question, table, shares)
        columns: list[Column] = []
        for position, label in enumerate(table.free, start=1):
            found = self.home.decide("groups.csv", Place(table.file, 1, label), label, self.survey_id, label)
            group = next(iter(found), None)
            if group and self.again(question, group, Place(table.file, 1, label), columns):
                self.assembly.skipped = True
            elif group:
                n = self.base(bases, label, f"{self.id(question['question'])}/{BASE_ROW}/{group['group']}")
                column = Column(question, table, label, group, position, bases, n, kind)
                columns.append(column)
                of_column = cache(partial(self.of_column, column))
                for option_position, option, record in rows if group["group"] else ():
                    self.row(column, of_column, option_position, option, record)
                self.totals(column, [record for name, record in named.items() if name in TOTAL_ROWS], shares)
            else:
                self.assembly.skipped = True
        self.alike(table, [(column.label, column.group) for column in columns])
        self.columns += columns

    def again(self, question: Record, group: Record, place: Place, beside: list[Column]) -> bool:
        """Whether another column is these people, too; of another file it is told once, for its first column."""
        who = question["question"], group["group_type"], group["group"]
        columns = [*self.columns, *beside]
        keys = [(one.question["question"], one.group["group_type"], one.group["group"]) for one in columns]
        if who not in keys or not group["group"]:
            return False
        first = columns[keys.index(who)].place
        if not any(fault.kind == "duplicate" and fault.place.file == place.file for fault in self.assembly.faults):
            self.assembly.fault(place, "duplicate", found=" × ".join(who), first=first)
        return True

    def bases(self, question: Record, table: Sheet, named: dict[str, Record], kind: str) -> Record | None:
        """The row of bases; that of the total is it where counts are printed."""
        totals = [record for label, record in named.items() if label in TOTAL_ROWS]
        bases = named.get(BASE_ROW) or (totals[0] if totals and kind == "count" else None)
        if bases is None and kind == "count" and table.records:
            self.assembly.fault(question.place("cells"), "no_base")
        return bases

    def totals(self, column: Column, totals: list[Record], rows: list[tuple[int, Record, Record]]) -> None:
        """A total of percentages is 100, one of counts the base; and counts of single answers are no more than it."""
        for total in totals:
            text = values.same(total[column.label]).removesuffix("%")
            right = bool(re.fullmatch(r"(?:100|99\.9\d?|100\.[01]\d?)(?:\.0+)?|-", text))
            if column.kind == "percent" and column.question["answer"] == "multiple":
                right = right or _adds_up(text, [record[column.label] for _, _, record in rows])
            if column.kind != "percent" and column.n is not None and total is not column.bases:
                right = right or _count(text, column.kind) == column.n
            elif column.kind != "percent":
                continue
            if text and not right:
                value, found = total[column.label], total[FIRST_COLUMN]
                self.assembly.fault(total.place(column.label), "not_total", found=found, value=value)
        question = column.question
        if column.kind == "percent" or question["answer"] != "single" or column.n is None:
            return
        counts = [count for _, _, record in rows if (count := _count(record[column.label], column.kind)) is not None]
        if sum(counts) > column.n and not self.told(question["question"], None, column.group["group"]):
            found = f"{question['question']} × {column.label}: {'+'.join(map(str, counts))}"
            place = Place(column.table.file, 1, column.label)
            self.home.ask(place, "base_above", found, whole=Text("回答者数", "the base"), most=column.n)

    def doubted(self, question: Record, table: Sheet, rows: list[tuple[int, Record, Record]]) -> None:
        """Ask what the cells of a table are, where its numbers may be counts or shares of one."""
        if question["cells"]:
            return
        columns = [[record[label] for _, _, record in rows] for label in table.free]
        texts = [[text for text in column if text and not values.is_dash(text)] for column in columns]
        what = cells.doubtful(texts, single=question["answer"] == "single")
        if what:
            self.assembly.fault(
                question.place("cells"),
                "looks_like",
                "say_cells",
                found=table.file.rpartition("/")[2],
                what=MAY_BE[what],
            )

    def alike(self, table: Sheet, groups: list[tuple[str, Record]]) -> None:
        """No two columns of a table are everybody, or one age band."""
        seen: dict[tuple[str, ...], str] = {}
        for label, group in groups:
            kind = group["group_type"]
            band = (group["age_min"], group["age_max"])
            if kind != "total" and (kind != "age" or not any(band)):
                continue
            other = seen.setdefault((kind, *band), label)
            if other != label:
                fault, hint = ("two_totals", "wave") if kind == "total" else ("same_band", "age_sex")
                self.assembly.fault(Place(table.file, 1, label), fault, hint, found=label, other=other)

    def options(self, head: Place, strangers: list[Record], left: list[str]) -> None:
        """Fault rows that are no option, and options that have no row; one for the other is one."""
        for record in strangers if all(left) else ():  # an option without words is told
            near = difflib.get_close_matches(record[FIRST_COLUMN], left, 1, 0.4) or left[: len(left) == 1]
            other = "base_row" if _BASES.search(values.folded(record[FIRST_COLUMN])) else "transcribe"
            self.assembly.fault(
                record.place(FIRST_COLUMN),
                "no_such",
                "did_you_mean" if near else other,
                found=record[FIRST_COLUMN],
                table="options.csv",
                near="".join(near),
            )
            left = [option for option in left if option not in near]
        for option in filter(None, left):
            self.assembly.fault(head, "no_row", "transcribe", found=option)

    def of_column(self, column: Column) -> tuple[dict[str, tuple[Record, str]], dict[str, object]]:
        """What all cells of a column say, and where that stands."""
        group, label = column.group, column.label
        borrowed = {name: (group, name) for name in ("group_type", "age_min", "age_max")}
        borrowed |= {"group_id": (group, "group"), **self.known.place("source_id")}
        if column.bases:
            borrowed["n_printed"] = (column.bases, label)
        return borrowed, {
            "question_id": self.id(column.question["question"]),
            "group_type": group["group_type"],
            "group_id": group["group"],
            "group_ja": _UNSAID.get(group["group_type"], label) if group["group"] == "no_answer" else label,
            "group_en": group["group_en"],
            "group_position": column.position,
            "age_min": self.assembly.parse(group, "age_min", values.whole),
            "age_max": self.assembly.parse(group, "age_max", values.whole),
            "n_printed": column.n,
            "source_id": self.known["source_id"],
        }

    def row(self, column: Column, of_column: OfColumn, position: int, option: Record, record: Record) -> None:
        """Add a cell: of an option to the answers, of a mean to the mean scores."""
        question, group, label = column.question, column.group, column.label
        if not option["option"]:
            return  # told already
        places, of_all = of_column()
        borrowed = {**places, "option_id": (option, "option")}
        said = {
            **of_all,
            "option_id": option["option"],
            "option_ja": option["option_ja"],
            "option_en": option["option_en"],
            "locator": located(question, f"{option['option_ja']} × {label}"),
        }
        question_id, text = str(of_all["question_id"]), record[label]
        if option["kind"] == "mean":
            blank = not text or values.is_dash(text)
            mean = None if blank else self.assembly.parse(record, label, cells.mean)
            value, decimals = mean or (None, None)
            self.assembly.add(
                "mean_score", record, label, borrowed, **said, mean_text=text, mean=value, decimals=decimals
            )
            return
        erratum = self.withheld(question_id, option["option"], group["group"])
        base_erratum = self.withheld(question_id, BASE_ROW, group["group"])
        self.assembly.add(
            "response",
            record,
            label,
            borrowed,
            **said,
            option_position=position,
            percent_text=text,
            **self.read(record, column, f"{question_id}/{option['option']}/{group['group']}", erratum or base_erratum),
            quarantined=erratum is not None,
            n_quarantined=base_erratum is not None,
            erratum_id=erratum or base_erratum,
        )

    def read(self, record: Record, column: Column, name: str, erratum: str | None) -> dict[str, object]:
        """A cell: its percentage, decimals and count, and how it was read; `name` of it in `readings.csv`."""
        label, kind, n = column.label, column.kind, column.n
        text = record[label]
        if not text or values.is_dash(text):
            zero = bool(text) and self.dash["dash"] == "zero"
            count = 0 if zero and kind != "percent" else None
            reading = "dash_as_zero" if zero else "blank"
            return {"percent": Decimal(0) if zero else None, "count_printed": count, "reading": reading}
        try:
            cell = cells.cell(text, kind)
        except values.Unreadable as error:
            found = decided(self.home, name, "percent", text, ("amount", "missing")) if kind == "percent" else None
            if found:
                reading = "printed" if found.kind == "amount" else "blank"
                return {"percent": found.value, "decimals": found.decimals, "reading": reading}
            self.ask(record.place(label), error, name, "percent" if kind == "percent" else "")
            return {"reading": "printed"}
        if cell.count is not None and n is not None and cell.count > n:
            self.assembly.fault(record.place(label), "too_large", "digit_slip", found=cell.count, most=n)
            return {"reading": "printed"}
        if kind == "count":
            percent = Decimal(100 * cell.count) / n if cell.count is not None and n else None
            return {"percent": percent, "count_printed": cell.count, "reading": "from_count"}
        if cell.count is not None and cell.percent is not None and n and not erratum:
            exact, unit = Decimal(100 * cell.count) / n, Decimal(1).scaleb(-(cell.decimals or 0))
            of_people = self.folder.card["weighted"] != "yes" and self.folder.card["percent_of"] != "mentions"
            if of_people and abs(exact - cell.percent) >= unit:
                short = name.removeprefix(f"{self.survey_id}/")
                said = {"part": cell.count, "whole": n, "right": f"{exact:.{cell.decimals}f}"}
                self.home.ask(record.place(label), "not_share_of", f"{short}: {text}", **said)
        return {
            "percent": cell.percent,
            "decimals": cell.decimals,
            "count_printed": cell.count,
            "reading": "printed",
        }

    def base(self, bases: Record | None, label: str, name: str) -> int | None:
        """The printed base of a column; what is no number of people is decided, or a fault."""
        if not bases or not (text := bases[label]):
            return None
        try:
            return cells.cell(text, "count").count
        except values.Unreadable:
            if found := decided(self.home, name, "n", text, ("amount", "missing")):
                return None if found.value is None else int(found.value)
            self.ask(bases.place(label), values.Unreadable("not_number", text), name, "n")
            return None

    def ask(self, place: Place, error: values.Unreadable, name: str, end: str) -> None:
        """The fault of a cell that is not read, with the row that would decide on it, where one may."""
        row = pasted(self.home, name, end, error.found, values.read(error.found)) if end else {}
        self.assembly.fault(place, error.kind, error.hint, found=error.found, **row)

    def told(self, question: str, option: str | None, group: str | None) -> bool:
        """Whether an erratum speaks of a question, or of its option and group."""
        return any(
            row["question_id"] == self.id(question)
            and (option is None or row["option_id"] in (None, values.tidy(option)))
            and (group is None or row["group_id"] in (None, values.tidy(group)))
            for row in self.errata
        )

    def withheld(self, question_id: str, option: str, group: str) -> str | None:
        """The erratum that forbids the use of a cell, whatever width the ids were typed in."""
        if not self.errata:
            return None
        question_id, option, group = map(values.tidy, (question_id, option, group))
        for row in self.errata:
            if (
                row["quarantine"]
                and row["question_id"] in (None, question_id)
                and row["option_id"] in (None, option)
                and row["group_id"] in (None, group)
            ):
                return row["erratum_id"]
        return None


def _adds_up(total: str, shares: list[str]) -> bool:
    """Whether percentages of all answers that people gave add up to a total, which is then above 100."""
    try:
        parts = [cells.cell(text, "percent") for text in shares if text and not values.is_dash(text)]
        off = Decimal(total) - sum(part.percent or 0 for part in parts)
    except (values.Unreadable, InvalidOperation):
        return False
    return abs(off) <= sum(Decimal(1).scaleb(-(part.decimals or 0)) / 2 for part in parts)


def _count(text: str, kind: str) -> int | None:
    """The number of people in a cell; None where it is blank, or a fault already."""
    try:
        return cells.cell(text, kind).count
    except values.Unreadable:
        return None
