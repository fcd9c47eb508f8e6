"""The lists from which the panel lets people choose, where several questions have one in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import marked
from dxcompare.evidence.judgements import choices
from dxcompare.evidence.lineage import AS_WRITTEN, row_names
from dxcompare.present.question import Control, Option
from dxcompare.tables.vocabularies import FRAMEWORKS, GROUP_TYPES
from dxcompare.words.text import Text, column, shown


def named(names: Mapping[Any, Text], lang: str) -> list[Option]:
    """A closed list of values by their words, each beginning with a capital."""
    said = {value: text.to(lang) for value, text in names.items()}
    return [(text[:1].upper() + text[1:], value) for value, text in said.items()]


def plans(ds: Dataset, lang: str) -> list[Option]:
    """The plans by the names of their municipalities."""
    return [
        (marked(Text(row["name_ja"], row["name_en"]), row).to(lang), row["plan_id"])
        for row in ds.plans().iter_rows(named=True)
    ]


def _versions(ds: Dataset, chosen: Mapping[str, Any], lang: str) -> list[Option]:
    versions = ds.framework_version.filter(framework=chosen["framework"]).sort("position")["version"]
    first = (Text("策定時の版", "In force when written").to(lang), AS_WRITTEN)
    return [first, *((Text(f"{one}版", f"Version {one}").to(lang), one) for one in versions)]


def _items(ds: Dataset, chosen: Mapping[str, Any], lang: str) -> list[Option]:
    items = row_names(ds, chosen["framework"], chosen["version"])
    return [(shown(name, lang), item) for name, item in items.select(column("name", lang), "item_id").iter_rows()]


def _themes(ds: Dataset, chosen: Mapping[str, Any], lang: str) -> list[Option]:
    asked = ds.theme_option["theme_id"].unique().to_list()
    rows = ds.theme.filter(pl.col("theme_id").is_in(asked)).sort("position")
    return list(rows.select(column("name", lang), "theme_id").iter_rows())


def _questions(ds: Dataset, chosen: Mapping[str, Any], lang: str) -> list[Option]:
    rows = (
        ds.question.join(ds.survey.select("survey_id", "plan_id"), on="survey_id")
        .join(ds.plans(), on="plan_id")
        .sort("survey_id", "position")
        .select(column("name", lang), "ref", column("wording", lang), "question_id")
    )
    return [(shown(f"{city} {ref} {wording}", lang), question) for city, ref, wording, question in rows.iter_rows()]


def _groups(ds: Dataset, chosen: Mapping[str, Any], lang: str) -> list[Option]:
    there = ds.response.filter(question_id=chosen["question_id"] or "")["group_type"].unique().to_list()
    narrow = sorted(GROUP_TYPES, key=lambda kind: kind == "total")  # everyone is no group to begin with
    return named({kind: GROUP_TYPES[kind] for kind in narrow if kind in there}, lang)


FRAMEWORK = Control(Text("国の枠組み", "Framework"), lambda ds, chosen, lang: named(FRAMEWORKS, lang))
#: Needs FRAMEWORK beside it.
VERSION = Control(Text("版", "Version"), _versions)
#: On whose judgement a measure acts on an item.
BY = Control(Text("対応の根拠", "Links"), lambda ds, chosen, lang: named(choices(ds), lang))
THEME = Control(Text("主題", "Theme"), _themes)
SURVEY_QUESTION = Control(Text("設問", "Question"), _questions, wide=True)
#: Needs SURVEY_QUESTION beside it.
GROUP = Control(Text("区分", "Groups"), _groups)
#: The cell of a matrix of plans and items; ITEM needs FRAMEWORK and VERSION beside it.
PLAN = Control(Text("根拠を見る市", "Evidence of"), lambda ds, chosen, lang: plans(ds, lang))
ITEM = Control(Text("根拠を見る事項", "Evidence for"), _items, wide=True)
