"""Surveys: cards, questions and the cells of their tables."""

from __future__ import annotations

import difflib
from decimal import Decimal

from dxcompare.assemble.assembly import Known, located
from dxcompare.assemble.home import Home
from dxcompare.sources import values
from dxcompare.sources.folders import SurveyFolder
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.survey import Cells
from dxcompare.words.faults import Place

#: the column of the options, and the row of the bases
FIRST_COLUMN, BASE_ROW = next(iter(Cells.raw())), "n"


def assemble(home: Home) -> None:
    """Add the surveys of a plan."""
    mine = [row for row in home.assembly.rows["erratum"] if row["erratum_id"].startswith(home.id(""))]
    for survey in home.folder.surveys if home.folder else ():
        _Survey(home, survey, [row for row in mine if row["quarantine"]]).assemble()


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
        bases: Record | None = None
        strangers: list[Record] = []
        for record in table:
            label = values.same(record[FIRST_COLUMN])
            if label == BASE_ROW:
                bases = record
            elif label in by_label:
                rows.append((*by_label.pop(label), record))
            else:
                strangers.append(record)
        self.options(head, strangers, [option["option_ja"] for _, option in by_label.values()])
        for position, label in enumerate(table.free, start=1):
            found = self.home.decide("groups.csv", Place(table.file, 1, label), label, self.survey_id, label)
            if found:
                n = self.assembly.parse(bases, label, values.whole) if bases else None
                borrowed = {name: (found[0], name) for name in ("group_type", "age_min", "age_max")}
                borrowed |= self.known.place("source_id")
                if bases:
                    borrowed["n_printed"] = (bases, label)
                for option_position, option, record in rows:
                    self.cell(question, option_position, option, record, position, label, found[0], n, borrowed)
            else:
                self.assembly.skipped = True

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

    def cell(
        self,
        question: Record,
        option_position: int,
        option: Record,
        record: Record,
        group_position: int,
        label: str,
        group: Record,
        n: int | None,
        borrowed: dict[str, tuple[Record, str]],
    ) -> None:
        text, percent, decimals, reading = record[label], None, None, "blank"
        if text and not values.is_dash(text):
            parsed = self.assembly.parse(record, label, values.percent)
            reading = "printed"
            if parsed:
                percent, decimals = parsed
        elif text and self.dash["dash"] == "zero":
            percent, reading = Decimal(0), "dash_as_zero"
        question_id = self.id(question["question"])
        erratum = self.withheld(question_id, option["option"], group["group"])
        base_erratum = self.withheld(question_id, BASE_ROW, group["group"])
        self.assembly.add(
            "response",
            record,
            label,
            borrowed,
            question_id=question_id,
            option_id=option["option"],
            group_type=group["group_type"],
            group_id=group["group"],
            option_ja=option["option_ja"],
            option_en=option["option_en"],
            option_position=option_position,
            group_ja=label,
            group_en=group["group_en"],
            group_position=group_position,
            age_min=self.assembly.parse(group, "age_min", values.whole),
            age_max=self.assembly.parse(group, "age_max", values.whole),
            n_printed=n,
            percent_text=text,
            percent=percent,
            decimals=decimals,
            reading=reading,
            quarantined=erratum is not None,
            n_quarantined=base_erratum is not None,
            erratum_id=erratum or base_erratum,
            source_id=self.known["source_id"],
            locator=located(question, f"{option['option_ja']} × {label}"),
        )

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
