"""Surveys: cards, questions and the cells of their tables."""

from __future__ import annotations

import difflib

from dxcompare.assemble.assembly import Assembly, located
from dxcompare.assemble.decisions import Decisions
from dxcompare.sources import values
from dxcompare.sources.folders import PlanFolder, SurveyFolder
from dxcompare.sources.reader import Record, Sheet
from dxcompare.words.faults import Place

FIRST_COLUMN = "選択肢"


BASE_ROW = "n"


def assemble(assembly: Assembly, folder: PlanFolder) -> None:
    """Add the surveys of one plan folder."""
    assert folder.plan is not None
    errata = [
        row
        for row in assembly.rows["erratum"]
        if row["erratum_id"].startswith(f"{folder.plan['plan_id']}/") and row["quarantine"]
    ]
    decisions = assembly.decisions[folder.name]
    for survey in folder.surveys:
        _Survey(assembly, decisions, folder.plan, survey, errata).assemble()
    _theme_options(assembly, decisions)


def _theme_options(assembly: Assembly, decisions: Decisions) -> None:
    """Add the options that measure themes."""
    for record in decisions["theme_options.csv"]:
        survey, _, question = record["question"].rpartition("/")
        options = assembly.options.get((survey, question), {record["option"]})
        if record["option"] not in options:
            near = difflib.get_close_matches(record["option"], sorted(options), 1)
            assembly.fault(
                record.place("option"),
                "no_such",
                "did_you_mean" if near else None,
                found=record["option"],
                table="options.csv",
                near="".join(near),
            )
        assembly.add(
            "theme_option",
            record,
            question_id=record["question"],
            option_id=record["option"],
            theme_id=record["theme"],
            polarity=assembly.whole(record, "polarity"),
            **{name: record[name] for name in ("label_ja", "label_en", "comparability", "reason", "reason_en")},
        )


def assemble_themes(assembly: Assembly) -> None:
    """Add the themes."""
    measured = {row["theme_id"] for row in assembly.rows["theme_option"]}
    for position, record in enumerate(assembly.shared["themes.csv"], start=1):
        if record["theme"] not in measured:
            assembly.idle.append(record)
        assembly.add(
            "theme",
            record,
            theme_id=record["theme"],
            position=position,
            **{name: record[name] for name in ("name_ja", "name_en", "definition", "definition_en")},
        )


class _Survey:
    def __init__(
        self, assembly: Assembly, decisions: Decisions, plan: Record, folder: SurveyFolder, errata: list[dict]
    ):
        self.assembly, self.decisions, self.plan, self.folder, self.errata = assembly, decisions, plan, folder, errata
        self.survey_id = folder.card["survey_id"]
        self.source_id = plan["source_id"]
        decided = decisions.find("dashes.csv", self.survey_id)
        self.dash = decided[0] if decided else Record("", None, {})

    def assemble(self) -> None:
        card, add = self.folder.card, self.assembly.add
        names = ("name_ja", "name_en", "start", "end", "mode", "population")
        counts = ("min_age", "sampled", "valid", "valid_web")
        add(
            "survey",
            card,
            survey_id=self.survey_id,
            source_id=self.source_id,
            municipality_code=self.plan["municipality_code"],
            dash=self.dash["dash"],
            dash_reason=self.dash["reason"],
            locator=located(card),
            **{name: card[name] for name in names},
            **{name: self.assembly.whole(card, name) for name in counts},
        )
        for position, record in enumerate(self.folder.questions, start=1):
            base = record["base_option"]
            names = ("ref", "wording_ja", "wording_en", "answer", "base", "base_n_text")
            add(
                "question",
                record,
                question_id=self.id(record["question"]),
                survey_id=self.survey_id,
                base_option=self.id(base) if base else None,
                position=position,
                source_id=self.source_id,
                locator=located(record),
                **{name: record[name] for name in names},
            )
            options = [o for o in self.folder.options if o["question"] == record["question"]]
            self.assembly.options[self.survey_id, record["question"]] = {o["option"] for o in options}
            for table in self.folder.tables.get(record["question"], ()):
                self.table(record, options, table)

    def id(self, short: str) -> str:
        return f"{self.survey_id}/{short}"

    def table(self, question: Record, options: list[Record], table: Sheet) -> None:
        head = Place(table.file, 1)
        if table.columns[:1] != [FIRST_COLUMN]:
            self.assembly.fault(head, "missing_column", name=FIRST_COLUMN)
            return
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
        for position, label in enumerate(table.columns[1:], start=1):
            found = self.assembly.decide(
                self.decisions, "groups.csv", Place(table.file, 1, label), label, self.survey_id, label
            )
            if found:
                n = self.assembly.whole(bases, label) if bases else None
                borrowed = {name: (found[0], name) for name in ("group_type", "age_min", "age_max")}
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
            parsed = self.assembly.read(record, label, values.percent)
            reading = "printed"
            if parsed:
                percent, decimals = float(parsed[0]), parsed[1]
        elif text and self.dash["dash"] == "zero":
            percent, reading = 0.0, "dash_as_zero"
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
            age_min=self.assembly.whole(group, "age_min"),
            age_max=self.assembly.whole(group, "age_max"),
            n_printed=n,
            percent_text=text,
            percent=percent,
            decimals=decimals,
            reading=reading,
            quarantined=erratum is not None,
            n_quarantined=base_erratum is not None,
            erratum_id=erratum or base_erratum,
            source_id=self.source_id,
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
