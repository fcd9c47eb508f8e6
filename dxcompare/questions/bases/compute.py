"""How many people answered? The bases of survey columns: printed, recovered, or open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.likely import least
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of
from dxcompare.evidence.answers import sources_of_surveys
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.bases.recovery import KEY
from dxcompare.tables import vocabularies
from dxcompare.tables.reasons import OURS, in_words, trust
from dxcompare.words.text import Text

#: certainty of a base → its name.
CERTAINTY = vocabularies.CERTAINTY


@dataclass(frozen=True)
class Bases(Result):
    """The bases of survey columns; tables `bases` (one row per column of a table) and `surveys`."""


@asked
def bases(ds: Dataset, *, certainty: str = "recovered") -> Bases:
    """How many people answered, as printed or recovered, for every column of every survey table.

    Parameters
    ----------
    ds : Dataset
    certainty : {"recovered", "likely"}
        From which certainty on the base is given as `n`.

    Returns
    -------
    Bases
    """
    least(certainty)
    names = ds.plans().select("plan_id", city_ja="name_ja", city_en="name_en")
    surveys = ds.survey.join(names, on="plan_id").drop("plan_id").sort("survey_id")
    asked = ds.question.select("question_id", "ref", "survey_id", "position").join(
        surveys.select("survey_id", "city_ja", "city_en"), on="survey_id"
    )
    groups = ds.response.unique(KEY).select(*KEY, "group_ja", "group_en", "group_position")
    table = (
        ds.survey_base.join(asked, on="question_id")
        .join(groups, on=KEY)
        .sort("survey_id", "position", "group_type", "group_position")
        .select(
            "survey_id",
            "city_ja",
            "city_en",
            "question_id",
            "ref",
            "group_type",
            "group_id",
            "group_ja",
            "group_en",
            "group_position",
            pl.coalesce("n", "n_likely") if certainty == "likely" else pl.col("n"),
            "n_printed",
            "n_recovered",
            "n_likely",
            "candidates",
            "posterior",
            "certainty",
            "constraints",
        )
    )
    table = table.with_columns(
        pl.Series(f"why_{lang}", [in_words(text, lang) for text in table["constraints"]], dtype=pl.String)
        for lang in ("ja", "en")
    )
    return Bases(
        title=Text("回答者数はどこまで分かるか", "How far can the bases be known?"),
        method=Text(
            "割合は人数÷回答者数を四捨五入した値なので、割合の組に合う回答者数は限られる。同じ人に聞いた設問、"
            "絞り込みの設問、総数の条件を合わせて解いた。",
            "A percentage is a rounded fraction of whole numbers, so a set of percentages fits few bases. "
            "Questions put to the same people, filters and totals are solved together.",
        ),
        tables={"bases": table, "surveys": surveys},
        edition=edition_of(ds),
        sources=sources_of_surveys(ds),
        caveats=(OURS, *_trust(surveys)),
    )


def _trust(surveys: pl.DataFrame) -> Iterable[Text]:
    """What cannot be seen in percentages, and of which surveys it is not known."""
    unknown = surveys.filter(pl.col("weighted").is_null() | pl.col("percent_of").is_null())
    whose = Text(
        "、".join(unknown["city_ja"].unique(maintain_order=True)),
        ", ".join(unknown["city_en"].unique(maintain_order=True)),
    )
    known = {name: None if surveys[name].null_count() else False for name in ("weighted", "percent_of")}
    return trust(known["weighted"], known["percent_of"], whose)
