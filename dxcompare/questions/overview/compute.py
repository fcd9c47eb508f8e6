"""What is in the data: plans, their periods, and how much of each has been transcribed."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of, sources_of
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.tables.vocabularies import NATURES
from dxcompare.words.text import Text


@dataclass(frozen=True)
class Overview(Result):
    """Counts by plan; tables `contents`, `plans`, `versions` and `surveys`.

    `contents`: one row per plan and kind of thing; a continuation (`⇒`) is no step; notes on its source that we did not
    make are 0, what a plan does not print is null. The others hold rows of the data set's tables `plan`,
    `framework_version` and `survey`.
    """


@asked
def overview(ds: Dataset) -> Overview:
    """How much of each plan is in the data.

    Parameters
    ----------
    ds : Dataset

    Returns
    -------
    Overview

    Examples
    --------
    >>> import dxcompare
    >>> ds = dxcompare.load()
    >>> overview(ds).to_frame().filter(what="measures")["count"].sum() == ds.measure.height
    True
    """
    plans = ds.plans()
    surveys = ds.survey.select(pl.exclude("plan_id"), "plan_id")
    questions = ds.question.join(surveys.select("survey_id", "plan_id"), on="survey_id")
    cells = ds.response.join(questions.select("question_id", "plan_id"), on="question_id")
    errata = ds.erratum.with_columns(plan_id=pl.col("erratum_id").str.split("/").list.first())
    counted = {  # the keys of CONTENTS
        "measures": ds.measure,
        "kpis": ds.kpi,
        "steps": ds.milestone.filter(~pl.col("carried"), pl.col("stage").is_not_null()),
        "verdicts": ds.evaluation,
        "questions": questions,
        "cells": cells,
        **{nature: errata.filter(nature=nature) for nature in NATURES},
    }
    contents = pl.concat(
        [
            plans.select("plan_id")
            .join(
                frame.group_by("plan_id").agg(count=pl.len().cast(pl.Int64)),
                on="plan_id",
                how="left",
                maintain_order="left",
            )
            .with_columns(what=pl.lit(what))
            for what, frame in counted.items()
        ]
    ).select(
        "plan_id",
        "what",
        pl.when(pl.col("what").is_in(list(NATURES))).then(pl.col("count").fill_null(0)).otherwise("count"),
    )
    told = ds.framework_version.filter(framework="dx")
    versions = told.select("version", "name_ja", "name_en", "published")
    return Overview(
        title=Text("何がどれだけ収録されているか", "What is in the data, and how much?"),
        method=Text("計画ごとの件数。", "Rows by plan."),
        tables={"contents": contents, "plans": plans, "versions": versions, "surveys": surveys},
        edition=edition_of(ds),
        sources=sources_of(ds, plans["source_id"], surveys["source_id"], told["source_id"]),
        caveats=(
            Text(
                "数は計画の書き方によるもので、取組の多さではない。",
                "Counts follow how a plan is written, not how much is done.",
            ),
            Text(
                "出典についての記録の数は、文書の長さや文字の取り出し方にもより、文書の良し悪しではない。",
                "How many notes there are on a source depends on its length and on how its text was extracted; they grade no document.",
            ),
        ),
    )
