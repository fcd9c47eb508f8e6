"""Surveys: cards, questions and the cells of their tables."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from decimal import Decimal

from dxcompare.assemble.assembly import Known, located
from dxcompare.assemble.home import Home
from dxcompare.assemble.readings import decided, pasted
from dxcompare.sources import cells, values
from dxcompare.sources.folders import SurveyFolder
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.survey import Cells
from dxcompare.words.faults import Place
from dxcompare.words.text import Text

#: the column of the options, and the row of the bases
FIRST_COLUMN, BASE_ROW = next(iter(Cells.raw())), "n"

#: What a column of people who left the breakdown open is called, so that nobody takes it for an answer.
_UNSAID = {"age": "年齢無回答", "sex": "性別無回答"}


def assemble(home: Home) -> None:
    """Add the surveys of a plan."""
    mine = [row for row in home.assembly.rows["erratum"] if row["erratum_id"].startswith(home.id(""))]
    for survey in home.folder.surveys if home.folder else ():
        _Survey(home, survey, [row for row in mine if row["quarantine"]]).assemble()


#: rows that are no option, where none is called so
TOTAL_ROWS = {"合計", "計", "総計", "総数", "全体"}
#: what numbers that are taken for percentages may be
MAY_BE = {"counts": Text("人数", "counts"), "shares": Text("1に対する割合", "shares of one")}


@dataclass(frozen=True)
class _Column:
    """A column of a survey table: its question, heading, group and place, the row of bases, and what its cells hold."""

    question: Record
    label: str
    group: Record
    position: int
    bases: Record | None
    kind: str


class _Survey:
    def __init__(self, home: Home, folder: SurveyFolder, errata: list[dict]):
        self.home, self.assembly, self.folder, self.errata = home, home.assembly, folder, errata
        self.survey_id = folder.card["survey_id"]
        self.known = Known({**home.known.values, "survey_id": self.survey_id}, home.known.card)
        decided = home.decisions.find("dashes.csv", self.survey_id)
        self.dash = decided[0] if decided else Record("", None, {})

    def assemble(self) -> None:
        dash = {"dash": self.dash["dash"], "dash_reason": self.dash["reason"]}
        self.assembly.read("survey", self.folder.card, self.known, {"dash": (self.dash, "dash")}, **dash)
        for nth, record in enumerate(self.folder.questions):
            self.assembly.read("question", record, self.known, None, nth)
            options = [o for o in self.folder.options if o["question"] == record["question"]]
            self.assembly.options[self.survey_id, record["question"]] = {o["option"] for o in options}
            for table in self.folder.tables.get(record["question"], ()):
                self.table(record, options, table)

    def id(self, short: str) -> str:
        return f"{self.survey_id}/{short}"

    def table(self, question: Record, options: list[Record], table: Sheet) -> None:
        if FIRST_COLUMN not in table.columns:
            return
        head = Place(table.file, 1)
        by_label = {values.same(option["option_ja"]): (n, option) for n, option in enumerate(options, start=1)}
        rows: list[tuple[int, Record, Record]] = []
        named: dict[str, Record] = {}  # the rows of bases and totals
        strangers: list[Record] = []
        for record in table:
            label = values.same(record[FIRST_COLUMN])
            if label == BASE_ROW or (label in TOTAL_ROWS and label not in by_label):
                named["total" if label in TOTAL_ROWS else BASE_ROW] = record
            elif label in by_label:
                rows.append((*by_label.pop(label), record))
            else:
                strangers.append(record)
        self.options(head, strangers, [option["option_ja"] for _, option in by_label.values()])
        kind = question["cells"] or "percent"
        bases = self.bases(question, table, named, kind)
        shares = [row for row in rows if row[1]["kind"] != "mean"]
        self.doubted(question, table, shares)
        groups: list[tuple[str, Record]] = []
        for position, label in enumerate(table.free, start=1):
            found = self.home.decide("groups.csv", Place(table.file, 1, label), label, self.survey_id, label)
            if found:
                groups.append((label, found[0]))
                for option_position, option, record in rows:
                    self.row(_Column(question, label, found[0], position, bases, kind), option_position, option, record)
            else:
                self.assembly.skipped = True
        self.alike(table, groups)

    def bases(self, question: Record, table: Sheet, named: dict[str, Record], kind: str) -> Record | None:
        """The row of bases; that of the total is it where counts are printed, and else says 100."""
        total = named.get("total")
        if kind == "count":
            bases = named.get(BASE_ROW) or total
            if bases is None and table.records:
                self.assembly.fault(question.place("cells"), "no_base")
            return bases
        for label in table.free if total and kind == "percent" else ():
            text = values.same(total[label]).removesuffix("%") if total else ""
            if total and text and not re.fullmatch(r"(?:100|99\.9\d?|100\.[01]\d?)(?:\.0+)?|-", text):
                value, found = total[label], total[FIRST_COLUMN]
                self.assembly.fault(total.place(label), "not_total", found=found, value=value)
        return named.get(BASE_ROW)

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
        for record in strangers:
            near = difflib.get_close_matches(record[FIRST_COLUMN], left, 1, 0.4) or left[: len(left) == 1]
            self.assembly.fault(
                record.place(FIRST_COLUMN),
                "no_such",
                "did_you_mean" if near else "transcribe",
                found=record[FIRST_COLUMN],
                table="options.csv",
                near="".join(near),
            )
            left = [option for option in left if option not in near]
        for option in left:
            self.assembly.fault(head, "no_row", "transcribe", found=option)

    def row(self, column: _Column, position: int, option: Record, record: Record) -> None:
        """Add a cell: of an option to the answers, of a mean to the mean scores."""
        question, group, label = column.question, column.group, column.label
        borrowed = {name: (group, name) for name in ("group_type", "age_min", "age_max")}
        borrowed |= self.known.place("source_id")
        n = self.base(column.bases, label, f"{self.id(question['question'])}/{BASE_ROW}/{group['group']}")
        if column.bases:
            borrowed["n_printed"] = (column.bases, label)
        question_id = self.id(question["question"])
        said = {
            "question_id": question_id,
            "option_id": option["option"],
            "group_type": group["group_type"],
            "group_id": group["group"],
            "option_ja": option["option_ja"],
            "option_en": option["option_en"],
            "group_ja": _UNSAID.get(group["group_type"], label) if group["group"] == "no_answer" else label,
            "group_en": group["group_en"],
            "group_position": column.position,
            "age_min": self.assembly.parse(group, "age_min", values.whole),
            "age_max": self.assembly.parse(group, "age_max", values.whole),
            "n_printed": n,
            "source_id": self.known["source_id"],
            "locator": located(question, f"{option['option_ja']} × {label}"),
        }
        text = record[label]
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
            **self.read(record, label, column.kind, n, f"{question_id}/{option['option']}/{group['group']}"),
            quarantined=erratum is not None,
            n_quarantined=base_erratum is not None,
            erratum_id=erratum or base_erratum,
        )

    def read(self, record: Record, label: str, kind: str, n: int | None, name: str) -> dict[str, object]:
        """A cell: its percentage, decimals and count, and how it was read; `name` of it in `readings.csv`."""
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

    def withheld(self, question_id: str, option: str, group: str) -> str | None:
        """The erratum that forbids the use of a cell."""
        for row in self.errata:
            if (
                row["question_id"] == question_id
                and row["option_id"] in (None, option)
                and row["group_id"] in (None, group)
            ):
                return row["erratum_id"]
        return None
