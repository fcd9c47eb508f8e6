"""Statements of a plan about its own tables: each with a predicate that can be evaluated."""

from __future__ import annotations

import difflib

from dxcompare.assemble.assembly import Assembly, located
from dxcompare.methods import statements
from dxcompare.sources import values
from dxcompare.sources.folders import PlanFolder
from dxcompare.sources.reader import Record

#: words for several groups, besides ids, ranges `a..b` and lists
GROUP_WORDS = {"age", "sex", "district", "all"}


def assemble(assembly: Assembly, folder: PlanFolder) -> None:
    """Add the claims of one plan folder."""
    assert folder.plan is not None
    surveys = [survey.card["survey_id"] for survey in folder.surveys]
    known = _Known(assembly, surveys)
    for record in folder["claims.csv"]:
        text = record["predicate"]
        if text:
            try:
                tree = statements.parse(text)
            except statements.NotPredicate as error:
                assembly.fault(record.place("predicate"), "not_predicate", found=error.found)
            else:
                for call in statements.calls(tree):
                    known.check(record, call)
        precision = assembly.read(record, "precision", values.number)
        question = record["question"]
        assembly.add(
            "claim",
            record,
            claim_id=f"{folder.plan['plan_id']}/{record['claim']}",
            plan_id=folder.plan["plan_id"],
            claim_ja=record["claim_ja"],
            claim_en=record["claim_en"],
            question_id=f"{surveys[0]}/{question}" if question and surveys else question,
            predicate=text,
            precision=None if precision is None else float(precision),
            source_id=record["source"] or folder.plan["source_id"],
            locator=located(record),
        )


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

    def check(self, record: Record, call: statements.Call) -> None:
        """Fault every name that the surveys do not know."""
        named = call.named()
        question = str(named.get("question", ""))
        if "question" in named and question not in self.options:
            self.fault(record, question, set(self.options), "questions.csv")
            return
        for kind in ("option", "besides"):
            for option in str(named[kind]).replace("+", ",").split(",") if kind in named else ():
                if option not in self.options[question]:
                    self.fault(record, option, self.options[question], "options.csv")
        for kind in ("group", "groups"):
            for part in str(named[kind]).split(",") if kind in named else ():
                for group in filter(None, part.split("..")):
                    if group not in self.groups:
                        self.fault(record, group, self.groups, "groups.csv")

    def fault(self, record: Record, found: str, allowed: set[str], table: str) -> None:
        near = difflib.get_close_matches(found, sorted(allowed), 1)
        self.assembly.fault(
            record.place("predicate"),
            "no_such",
            "did_you_mean" if near else None,
            found=found,
            table=table,
            near="".join(near),
        )
