"""Statements of a plan about its own tables: each with a predicate that can be evaluated."""

from __future__ import annotations

from dxcompare.assemble.assembly import Assembly
from dxcompare.methods import statements
from dxcompare.tables.vocabularies import COMPARATORS, GROUP_TYPES
from dxcompare.words.faults import Place, missing_row

#: words for several groups, besides ids, ranges `a..b` and lists
GROUP_WORDS = {*GROUP_TYPES, "all"} - {"total"}


def check(assembly: Assembly) -> None:
    """Fault predicates that cannot be read, or name what the plan's surveys do not know, and readings of readings."""
    surveys = {
        folder.plan["plan_id"]: [survey.card["survey_id"] for survey in folder.surveys]
        for folder in assembly.raw.plans
        if folder.plan
    }
    known = {plan: _Known(assembly, mine) for plan, mine in surveys.items()}
    second = {row["claim_id"] for row in assembly.rows["claim"] if row["other_reading"]}
    for row in assembly.rows["claim"]:
        if row["other_reading"] in second:
            assembly.fault(
                assembly.place(row, "other_reading"),
                "rule",
                ja="別の読み方の別の読み方は書けません。一つ目の読み方を書いてください",
                en="this is itself another reading; name the first reading of the sentence",
            )
        place = assembly.place(row, "predicate")
        try:
            tree = statements.parse(row["predicate"]) if row["predicate"] else None
        except statements.NotPredicate as error:
            assembly.fault(place, "not_predicate", found=error.found)
        else:
            wanted = row["comparator"]
            if tree and wanted in COMPARATORS and not statements.compares(tree, wanted):
                assembly.fault(
                    assembly.place(row, "comparator"),
                    "rule",
                    ja=f"検証式に「{COMPARATORS[wanted].ja}」の比較がありません",
                    en=f"the predicate compares nothing by {COMPARATORS[wanted].en}",
                )
            asked, mine = row["question_id"], surveys[row["plan_id"]]
            if asked and len(mine) > 1:  # of several surveys the one that the statement speaks of
                known.setdefault(asked, _Known(assembly, [asked.rpartition("/")[0]]))
            for call in statements.calls(tree) if tree else ():
                if not asked and len(mine) > 1 and "question" in call.named():
                    found, all_ = call.named()["question"], "、".join(mine)
                    assembly.fault(assembly.place(row, "question_id"), "which_survey", found=found, surveys=all_)
                else:
                    known[asked if asked in known else row["plan_id"]].check(place, call)


class _Known:
    """The questions, options and groups that a predicate may name."""

    def __init__(self, assembly: Assembly, surveys: list[str]):
        self.assembly = assembly
        self.options: dict[str, set[str]] = {}
        for survey, question in assembly.options:
            if survey in surveys:
                self.options.setdefault(question, set()).update(assembly.options[survey, question])
        mine = [row for row in assembly.rows["response"] if str(row["question_id"]).rpartition("/")[0] in surveys]
        self.groups = {str(row["group_id"]) for row in mine} | {str(row["group_type"]) for row in mine} | GROUP_WORDS

    def check(self, place: Place, call: statements.Call) -> None:
        """Fault every name that the surveys do not know."""
        named = call.named()
        question = str(named.get("question", ""))
        if "question" in named and question not in self.options:
            self.fault(place, question, set(self.options), "questions.csv")
            return
        for kind in ("option", "besides"):
            for option in str(named[kind]).replace("+", ",").split(",") if kind in named else ():
                if option not in self.options[question]:
                    self.fault(place, option, self.options[question], "options.csv")
        for kind in ("group", "groups"):
            for part in str(named[kind]).split(",") if kind in named else ():
                for group in filter(None, part.split("..")):
                    if group not in self.groups:
                        self.fault(place, group, self.groups, "groups.csv")

    def fault(self, place: Place, found: str, known: set[str], table: str) -> None:
        self.assembly.faults.append(missing_row(place, found, known, table))
