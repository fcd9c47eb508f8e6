"""Statements of a plan about its own tables: each with a predicate that can be evaluated, and says something of them."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field

from dxcompare.assemble.assembly import Assembly
from dxcompare.methods import sense, statements
from dxcompare.tables.vocabularies import COMPARATORS, EVALUATION_VERDICTS, GROUP_TYPES, STATED_AS
from dxcompare.words.faults import Place, missing_row, unlisted

#: words for several groups, besides ids, ranges `a..b` and lists
GROUP_WORDS = {*GROUP_TYPES, "all"} - {"total"}
#: functions of a survey's card
OF_SURVEY = {"sampled", "valid", "web"}
#: options that are in no ranking
UNRANKED = {"no_answer"}


def check(assembly: Assembly) -> None:
    """Fault predicates that cannot be read or say nothing, or name what the plan's tables do not know; readings of readings."""
    surveys = {
        folder.plan["plan_id"]: [survey.card["survey_id"] for survey in folder.surveys]
        for folder in assembly.raw.plans
        if folder.plan
    }
    second = {row["claim_id"] for row in assembly.rows["claim"] if row["other_reading"]}
    verdicts: dict[str, list[str]] = {}
    for row in assembly.rows["evaluation"]:
        verdicts.setdefault(row["plan_id"], []).append(str(row["number"]))
    known: dict[str, _Tables] = {}
    rows: dict[str, list[dict]] = {}
    for table in ("mean_score", "response"):
        for row in assembly.rows[table]:
            rows.setdefault(str(row["question_id"]).rpartition("/")[0], []).append(row)
    for row in assembly.rows["claim"]:
        if row["other_reading"] in second:
            assembly.fault(
                assembly.place(row, "other_reading"),
                "rule",
                ja="別の読み方の別の読み方は書けません。一つ目の読み方を書いてください",
                en="this is itself another reading; name the first reading of the sentence",
            )
        if not row["predicate"]:
            continue
        try:
            tree = statements.parse(row["predicate"])
            sense.check(tree)
        except statements.NotPredicate as error:
            assembly.fault(assembly.place(row, "predicate"), "not_predicate", error.why, found=error.found)
            continue
        mine, asked = surveys.get(row["plan_id"], []), (row["question_id"] or "").rpartition("/")[0]
        chosen = asked if asked in mine and len(mine) > 1 else row["plan_id"]
        if chosen not in known:
            known[chosen] = _Tables(assembly, rows, [asked] if chosen == asked else mine)
        _Claim(assembly, row, tree, known[chosen], mine, verdicts.get(row["plan_id"], [])).check(bool(asked))


@dataclass
class _Tables:
    """What the tables of some surveys hold, by question: the options, and the groups in their order."""

    assembly: Assembly
    rows: dict[str, list[dict]]
    surveys: list[str]
    options: dict[str, set[str]] = field(default_factory=dict)
    means: set[tuple[str, str]] = field(default_factory=set)
    groups: dict[str, list[tuple[str, str, bool]]] = field(default_factory=dict)
    files: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for survey, question in self.assembly.options:
            if survey in self.surveys:
                self.options.setdefault(question, set()).update(self.assembly.options[survey, question])
        for survey in dict.fromkeys(self.surveys):
            for row in self.rows.get(survey, ()):
                question = str(row["question_id"]).rpartition("/")[2]
                if self.assembly.origins[row["_at"]][0] == "mean_score":
                    self.means.add((question, row["option_id"]))
                group = (row["group_id"], row["group_type"], row["age_min"] is not None)
                self.groups.setdefault(question, []).append(group)
                self.files.setdefault(question, set()).add(self.assembly.record(row).file.rpartition("/")[2])
        self.groups = {question: list(dict.fromkeys(found)) for question, found in self.groups.items()}

    def names(self) -> set[str]:
        """What any group of the surveys is called, in a table or in the decisions."""
        decided = {
            record["group"]
            for decisions in self.assembly.decisions.values()
            for record in decisions["groups.csv"]
            if record["survey"] in self.surveys
        }
        return decided | {name for table in self.groups.values() for group in table for name in group[:2]} | GROUP_WORDS


@dataclass
class _Claim:
    """A statement held against what the tables of its plan know."""

    assembly: Assembly
    row: dict
    tree: ast.expr
    tables: _Tables
    surveys: list[str]
    verdicts: list[str]

    def check(self, asked: bool) -> None:
        """Fault what does not agree; `asked`: whether it says of which question it speaks."""
        self.numbers()
        used = [str(call.named()["question"]) for call in statements.calls(self.tree) if "question" in call.named()]
        if used and not asked and len(self.surveys) == 1:
            self.assembly.fault(self.assembly.place(self.row, "question_id"), "missing")
        said = (self.row["question_id"] or "").rpartition("/")
        if said[0] in self.surveys and used and said[2] in {*self.tables.groups} - {*used}:  # of another table
            ja, en = f"検証式は {used[0]} を調べています", f"the predicate asks of {used[0]}"
            self.assembly.fault(self.assembly.place(self.row, "question_id"), "rule", ja=ja, en=en)
        elif said[2] and said[0] not in self.surveys and self.surveys and self.assembly.complete:
            self.lost(
                self.assembly.place(self.row, "question_id"), self.row["question_id"], self.surveys, "survey.yaml"
            )
        place = self.assembly.place(self.row, "predicate")
        self.words(sense.compared_texts(self.tree), place)
        for call in statements.calls(self.tree):
            named = {name: str(one) for name, one in call.named().items()}
            if not asked and len(self.surveys) > 1 and ("question" in named or call.name in OF_SURVEY):
                found, every = named.get("question", f"{call.name}()"), "、".join(self.surveys)
                question = self.assembly.place(self.row, "question_id")
                self.assembly.fault(question, "which_survey", found=found, surveys=every)
            elif not self.assembly.complete:
                continue  # what is not there may be in what was not read
            elif call.name in OF_SURVEY and not self.surveys:
                self.lost(place, f"{call.name}()", (), "survey.yaml")
            elif call.name in ("verdict", "verdicts"):
                self.verdict(place, named)
            elif "question" in named:
                self.question(place, call, named)

    def numbers(self) -> None:
        """A comparator that the predicate has; and numbers that are stated to the step that the statement rounds to."""
        row, wanted = self.row, self.row["comparator"]
        numbers = [*sense.compared_numbers(self.tree)]
        if (wanted in COMPARATORS and not statements.compares(self.tree, wanted)) or (
            wanted == "between" and len(numbers) < 2
        ):
            said = STATED_AS[wanted]
            ja, en = f"検証式に「{said.ja}」の比較がありません", f"the predicate compares nothing by {said.en}"
            self.assembly.fault(self.assembly.place(row, "comparator"), "rule", ja=ja, en=en)
        step = statements.exact(row["precision"] or 0)
        if row["precision"] is not None and step <= 0:
            ja, en = "刻みは0より大きい数です", "a step is more than zero"
            self.assembly.fault(self.assembly.place(row, "precision"), "rule", ja=ja, en=en)
        off = [
            number
            for number in sense.compared_numbers(self.tree, rounded=True)
            if step and (number / step).denominator > 1
        ]
        if off:
            stated = f"{float(off[0]):g}"
            ja = f"検証式の数 {stated} は、丸めの刻み {float(step):g} の倍数ではありません"
            en = f"the number {stated} of the predicate is no multiple of the step {float(step):g} it is rounded to"
            self.assembly.fault(self.assembly.place(row, "precision"), "rule", ja=ja, en=en)

    def verdict(self, place: Place, named: dict[str, str]) -> None:
        """The verdict that is asked for was given, and is one."""
        if not self.verdicts:
            self.lost(place, "verdict", (), "evaluation.csv")
        if "verdict" in named:
            self.words([named["verdict"]], place)
        elif self.verdicts and "number" in named and named["number"] not in self.verdicts:
            self.lost(place, named["number"], (), "evaluation.csv")

    def words(self, found: Iterable[str], place: Place) -> None:
        self.assembly.faults += [
            unlisted(place, one, EVALUATION_VERDICTS) for one in found if one not in EVALUATION_VERDICTS
        ]

    def question(self, place: Place, call: statements.Call, named: dict[str, str]) -> None:
        """Its question, options and groups are there."""
        question = named["question"]
        if question not in self.tables.options:
            self.lost(place, question, self.tables.options, "questions.csv")
            return
        options, sound = self.tables.options[question], True
        for option in [*named.get("option", "").split("+"), *filter(None, named.get("besides", "").split(","))]:
            if "option" not in named and not option:
                continue
            if option not in options or (question, option) in self.tables.means:
                self.lost(place, option, options, "options.csv")
                sound = False
        if sound and call.name in statements.RANKS and not self.rivals(options, named):
            self.assembly.fault(place, "not_predicate", "no_rivals", found=named["option"])
        self.among(place, call, named)

    def rivals(self, options: set[str], named: dict[str, str]) -> set[str]:
        """The options that one is ranked among."""
        return options - UNRANKED - {*named.get("besides", "").split(",")} - {named["option"]}

    def among(self, place: Place, call: statements.Call, named: dict[str, str]) -> None:
        """Its groups are in the table of the question; not asked where that could not be made."""
        table = self.tables.groups.get(named["question"], [])
        text = named.get("groups", named.get("group", ""))
        try:
            if "group" in named and text not in {name for name, *_ in table}:
                raise sense.NoGroup(text)
            found = [text] if "group" in named else sense.groups(text, table)
        except sense.NoGroup as none:
            if none.why:
                self.assembly.fault(place, "not_predicate", none.why, found=none.found)
            elif none.found not in (named_anywhere := self.tables.names()):
                self.lost(place, none.found, {name for name, *_ in table} or named_anywhere, "groups.csv")
            elif table and not self.assembly.skipped:
                files = ", ".join(sorted(self.tables.files[named["question"]]))
                self.lost(place, none.found, {name for name, *_ in table}, files)
            return
        if sense.counted_twice(call.name, found, table):
            self.assembly.fault(place, "not_predicate", "share_people", found=text)

    def lost(self, place: Place, found: str, known: Iterable[str], table: str) -> None:
        self.assembly.faults.append(missing_row(place, found, known, table))
