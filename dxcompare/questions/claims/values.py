"""What the tables of a plan hold, as the functions of a predicate."""

from __future__ import annotations

from typing import Any

import polars as pl

from dxcompare.dataset.likely import LEAST
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.once import once
from dxcompare.methods import sense, statements
from dxcompare.methods.statements import Call, Unknown
from dxcompare.tables import vocabularies

#: Options that take no part in a ranking.
UNRANKED = {"no_answer"}


class Values:
    """The values of a survey and of a plan's verdicts, as the functions of a predicate.

    Without a survey named, the plan's only one; of several, none is guessed.
    """

    def __init__(self, ds: Dataset, plan_id: str, survey_id: str | None, certainty: str):
        surveys = ds.survey.filter(plan_id=plan_id)
        if survey_id is not None or surveys.height > 1:
            surveys = surveys.filter(survey_id=survey_id or "")
        self.survey = surveys.row(0, named=True) if surveys.height else {}
        asked = ds.question.filter(pl.col("survey_id").is_in(surveys["survey_id"].to_list()))
        survey = self.survey.get("survey_id", "")
        #: Questions that only some were asked, and those with one answer each.
        self.filtered = {_short(row["question_id"]) for row in asked.iter_rows(named=True) if row["base_option"]}
        self.single = {_short(row["question_id"]) for row in asked.iter_rows(named=True) if row["answer"] == "single"}
        cells = _of_survey(ds, certainty, survey)
        self.cells = {
            (_short(row["question_id"]), row["option_id"], row["group_id"]): row for row in cells.iter_rows(named=True)
        }
        bases = _of_survey(ds, "survey_base", survey)
        known = pl.coalesce("n", "n_likely") if certainty == "likely" else pl.col("n")
        self.bases = {
            (_short(question), group): n
            for question, group, n in bases.select("question_id", "group_id", known).iter_rows()
        }
        self.certainty = {
            (_short(question), group): how
            for question, group, how in bases.select("question_id", "group_id", "certainty").iter_rows()
        }
        #: Bases that values rested on since it was last emptied: (question, group).
        self.used: set[tuple[str, str]] = set()
        groups = _of_survey(ds, "response", survey).unique(["question_id", "group_id"]).sort("group_position")
        self.groups: dict[str, list[dict]] = {}
        for row in groups.iter_rows(named=True):
            self.groups.setdefault(_short(row["question_id"]), []).append(row)
        self.kinds = {row["group_id"]: row["group_type"] for rows in self.groups.values() for row in rows}
        self.evaluation = dict(ds.evaluation.filter(plan_id=plan_id).select("number", "verdict").iter_rows())

    def __call__(self, call: Call) -> Any:
        """The value of a call; raises Unknown."""
        return getattr(self, f"_{call.name}")(**{name: str(value) for name, value in call.named().items()})

    def leans_on(self) -> str | None:
        """How the least certain of the bases in use is known; None if none is."""
        found = {self.certainty[base] for base in self.used}
        return next((how for how in reversed(vocabularies.CERTAINTY) if how in found), None)

    # ---- groups and cells

    def named(self, question: str, groups: str) -> list[str]:
        """The groups of a table that a text names: ids, ranges of ages, `age`, `sex`, `district`, `all`."""
        table = self.groups.get(question)
        if not table:
            raise Unknown(f"{question}: no table")
        bands = [(row["group_id"], row["group_type"], row["age_min"] is not None) for row in table]
        try:
            return sense.groups(groups, bands)
        except sense.NoGroup as none:
            raise Unknown(f"{question} {none.found}: no such group") from none

    def _cell(self, question: str, option: str, group: str, what: str) -> Any:
        value = self.cells.get((question, option, group), {}).get(what)
        if value is None:
            raise Unknown(f"{question} {option} {group}: {what}")
        return value

    def percent(self, question: str, options: str, group: str) -> Any:
        """A printed percentage, or the sum of several options' that exclude each other."""
        return sum(statements.exact(self._cell(question, option, group, "percent")) for option in options.split("+"))

    def people(self, question: str, option: str, group: str) -> int:
        """How many people of a group chose an option."""
        count = int(self._cell(question, option, group, "count"))
        self.used.add((question, group))
        return count

    def base(self, question: str, group: str) -> int | None:
        """How many people of a group were asked a question; None if that is not known."""
        n = self.bases.get((question, group))
        if n is not None:
            self.used.add((question, group))
        return n

    def options(self, question: str, besides: str) -> list[str]:
        """The options that are ranked."""
        out = {*UNRANKED, *besides.split(",")}
        return list(dict.fromkeys(option for q, option, _ in self.cells if q == question and option not in out))

    # ---- the functions of the language

    def _share(self, question: str, option: str, group: str) -> Any:
        return self.percent(question, option, group)

    def _lowest(self, question: str, option: str, groups: str) -> Any:
        return min(self.percent(question, option, group) for group in self.named(question, groups))

    def _highest(self, question: str, option: str, groups: str) -> Any:
        return max(self.percent(question, option, group) for group in self.named(question, groups))

    def _rank(self, question: str, option: str, groups: str, besides: str = "") -> int:
        others = self.options(question, besides)
        return max(
            1 + sum(self.percent(question, other, group) > self.percent(question, option, group) for other in others)
            for group in self.named(question, groups)
        )

    def _count(self, question: str, option: str, groups: str) -> int:
        return sum(self.people(question, option, group) for group in self.named(question, groups))

    def _base(self, question: str, groups: str) -> int:
        found = [self.base(question, group) for group in self.named(question, groups)]
        if None in found:
            raise Unknown(f"{question} {groups}: n")
        return sum(n for n in found if n is not None)

    def _pooled(self, question: str, option: str, groups: str) -> Any:
        return statements.exact(100) * self._count(question, option, groups) / self._base(question, groups)

    def _pooled_rank(self, question: str, option: str, groups: str, besides: str = "") -> int:
        mine = self._count(question, option, groups)
        return 1 + sum(self._count(question, other, groups) > mine for other in self.options(question, besides))

    def _survey_number(self, name: str) -> int:
        value = self.survey.get(name)
        if value is None:
            raise Unknown(name)
        return int(value)

    def _sampled(self) -> int:
        return self._survey_number("sampled")

    def _valid(self) -> int:
        return self._survey_number("valid")

    def _web(self) -> int:
        return self._survey_number("valid_web")

    def _verdicts(self, verdict: str | None = None) -> int:
        if not self.evaluation:
            raise Unknown("no verdicts")
        return sum(verdict in (None, found) for found in self.evaluation.values())

    def _verdict(self, number: str) -> str:
        if int(number) not in self.evaluation:
            raise Unknown(f"verdict {number}")
        return self.evaluation[int(number)]


@once
def _parted(ds: Dataset, of: str) -> dict[str, pl.DataFrame]:
    """A table of questions, or the answers with bases of a certainty, by survey."""
    frame = ds.answers(of) if of in LEAST else ds[of]
    surveys = ds.question.select("question_id", _survey="survey_id")
    rows = frame.join(surveys, on="question_id", maintain_order="left")
    return {
        str(key[0]): part for key, part in rows.partition_by("_survey", as_dict=True, include_key=False).items()
    } | {"": frame.clear()}


def _of_survey(ds: Dataset, of: str, survey: str) -> pl.DataFrame:
    parted = _parted(ds, of)
    return parted.get(survey, parted[""])


def _short(question_id: str) -> str:
    return question_id.rpartition("/")[2]
