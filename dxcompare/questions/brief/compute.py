"""What must somebody in charge of one plan know in a minute? One sheet, made of what other questions find.

They are asked by their names through the registry, each once for a data set, so that no question knows another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.names import plan_named
from dxcompare.dataset.notes import edition_of, marked, sources_of
from dxcompare.dataset.once import once
from dxcompare.dataset.peers import nearest
from dxcompare.dataset.places import NATION
from dxcompare.evidence.judgements import coders, who_coded
from dxcompare.present.asked import which_near
from dxcompare.present.result import Result
from dxcompare.present.sheet import Sheet
from dxcompare.questions import registry
from dxcompare.questions.brief import aims, answers, cautions, others, people
from dxcompare.questions.brief.sheet import sheet
from dxcompare.questions.brief.tables import QUESTIONS
from dxcompare.words.most import MOST
from dxcompare.words.text import Text, language


class Answer(NamedTuple):
    """One of the four questions, and its answer in a line."""

    question: Text
    answer: Text


@dataclass(frozen=True)
class Brief(Result):
    """The sheet of one plan; tables `answers`, `items`, `contents`, `own`, `targets`, `deadlines`, `ages`, `figures`, `cautions`,
    `documents` and `plans`.

    `answers`: the four lines. `items`: the plan's standing on every national item, beside other plans. `own`: measures
    that touch none. `targets`: what each promises, and whether success can be seen. `ages`: of the survey, or of Japan.

    Attributes
    ----------
    beside : Result, optional
        The answer of `coverage` for the plan and, after it, those that stand beside it.
    """

    beside: Result | None = field(default=None, repr=False, compare=False)

    def count(self) -> int:
        """It is of one plan, whatever stands beside it."""
        return 1

    @property
    def answers(self) -> list[Answer]:
        """The four lines of the first screen."""
        return [
            Answer(QUESTIONS[row["question"]], Text(row["answer_ja"], row["answer_en"]))
            for row in self.tables["answers"].iter_rows(named=True)
        ]

    def sheet(self, lang: str | None = None) -> Sheet:
        """What stands on the sheet, in a language, by default that of the run; `dxcompare.report` prints it."""
        return sheet(self, language(lang))

    @property
    def plan(self) -> dict[str, Any]:
        """The row of `plans` that the sheet is of."""
        return self.tables["plans"].filter("own").row(0, named=True)


def brief(ds: Dataset, city: str) -> Brief:
    """One plan on one sheet: what sets it apart, what it lacks, its targets, who is left out by age, and the limits.

    Parameters
    ----------
    ds : Dataset
        All plans that are to stand beside it.
    city : str
        Five-digit code or name of the municipality, in either language, or the plan's id or title.

    Returns
    -------
    Brief

    Raises
    ------
    UnknownName
        If there is no such plan, or the name is of several.

    Notes
    -----
    On a national item a plan is compared with the plans of other municipalities whose versions have the item and that
    were read; of several editions with the last. An item that a later version added, or that nobody assessed, is never
    lacking. Success of a target can be seen where it is settled what is counted, and by when; with a numeric baseline
    also how much changed; a share of a survey only where two surveys of its size would tell it from no change with
    a chance of 0.8.

    Examples
    --------
    >>> import dxcompare
    >>> ds = dxcompare.load()
    >>> [one.question.en for one in brief(ds, ds.plans()["municipality_code"][0]).answers][1]
    'Are its targets ambitious?'
    """
    plan_id = plan_named(ds, city)
    overview, coverage, ambition, outcomes = (
        _asked(ds, name) for name in ("overview", "coverage", "ambition", "outcomes")
    )
    timeline = registry.question("timeline").made(ds.only(plan_id))  # no other plan has a part in its deadlines
    gradients = _asked(ds, "gradients") if ds.theme_option.height else None
    beside = others.compared(ds, plan_id)
    plans = (
        ds.plans()
        .join(ds.plan.select("plan_id", "title_ja", "title_en"), on="plan_id", maintain_order="left")
        .with_columns(own=pl.col("plan_id") == plan_id, compared=pl.col("plan_id").is_in(beside))
    )
    plan = plans.filter("own").row(0, named=True)
    code = plan["municipality_code"].split("+")[0]
    reference = registry.question("reference").made(ds, areas=[code, f"{code[:2]}000", NATION])
    surveyed = not ds.survey.filter(plan_id=plan_id).is_empty()
    own = coverage.own_agenda().filter(plan_id=plan_id)  # type: ignore[attr-defined]
    items = others.items(ds, coverage.to_frame(), plan_id, beside)
    only = aims.alone(coverage.to_frame("evidence"), items, ambition.to_frame("kpis"), plan_id)
    begins = f"{plan['start_fy']}-04-01"
    pace = ambition.to_frame("observed").filter(plan_id=plan_id)
    tables = {
        "items": items,
        "contents": others.contents(overview.to_frame("contents"), plan_id, beside),
        "own": own.select("measure_id", "ref", "title_ja", "title_en", "locator"),
        "targets": aims.targets(ambition, outcomes, plan_id, only),
        "deadlines": aims.deadlines(ds, timeline, plan_id),
        "ages": people.ages(ds, gradients, plan_id),
        "figures": people.figures(ds, reference, code, begins),
        "plans": plans,
    }
    judged = who_coded(ds) if coders(ds) else None
    told = list(cautions.cautions(tables, plan, surveyed=surveyed, judged=judged))
    tables["cautions"] = pl.DataFrame(
        [(code, *says, *why) for code, says, why in told],
        schema=["caution", "says_ja", "says_en", "why_ja", "why_en"],
        orient="row",
    )
    names = {
        row["plan_id"]: marked(Text(row["name_ja"], row["name_en"]), {"status": row["status"]})
        for row in plans.iter_rows(named=True)
    }
    lines = {
        "others": answers.others(tables, names),
        "targets": answers.targets(tables, pace),
        "age": answers.age(tables, surveyed=surveyed),
        "not": cautions.must_not(tables),
    }
    sources = sources_of(
        ds,
        plans.filter("own")["source_id"],
        tables["ages"]["source_id"],
        tables["figures"]["source_id"],
        pace["source_id"],
    )
    name = names[plan_id]
    return Brief(
        title=Text(f"{name.ja}の計画を1枚で見る", f"The plan of {name.en} on one sheet"),
        method=Text(
            "国の事項は策定時の版で照らし、その版に事項があって判定した、ほかの市区町村の計画と比べた。",
            "National items are those of the version in force when the plan was written, compared with the plans of other "
            "municipalities whose versions have the item and that were read.",
        ),
        tables={
            "answers": pl.DataFrame(
                [(code, line.ja, line.en) for code, line in lines.items()],
                schema=["question", "answer_ja", "answer_en"],
                orient="row",
            ),
            **tables,
            "documents": ds.source.join(sources.select("source_id"), on="source_id", maintain_order="right").select(
                "source_id", "title", "published", "accessed"
            ),
        },
        sources=sources,
        caveats=tuple(cautions.caution(says, why) for _, says, why in told),
        edition=edition_of(ds),
        beside=_beside(ds, coverage, plan_id, beside),
    )


def _beside(ds: Dataset, coverage: Result, plan_id: str, others: Sequence[str]) -> Result:
    """What a plan has for the items, and after it, in the order of all, those beside it: of many, the nearest in population."""
    if len(others) < MOST:
        return _in_order(coverage, [plan_id, *others])
    found, times = nearest(ds, plan_id, MOST, others)
    there = [plan_id, *(one for one in others if one in found)]  # as a chart of the city has them
    return replace(_in_order(coverage, there), which=which_near(ds, found, times))


def _in_order(result: Result, plans: Sequence[str]) -> Result:
    """What a result has of some plans, in their order."""
    places = {plan: place for place, plan in enumerate(plans)}
    tables = {
        name: frame.filter(pl.col("plan_id").is_in(plans)).sort(
            pl.col("plan_id").replace_strict(places, return_dtype=pl.Int64), maintain_order=True
        )
        if "plan_id" in frame.columns
        else frame
        for name, frame in result.tables.items()
    }
    return replace(result, tables=tables)


@once
def _asked(ds: Dataset, name: str) -> Result:
    """What another question finds in a data set, without choices."""
    return registry.question(name).made(ds)
