"""How many people answered? The bases of survey columns: printed, recovered, or open."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of
from dxcompare.present.result import Result
from dxcompare.questions.bases.recovery import KEY
from dxcompare.tables import vocabularies
from dxcompare.words.text import Text

#: certainty of a base → its name.
CERTAINTY = vocabularies.CERTAINTY


#: constraint of a base → in words; `{n}` is its number.
REASONS: dict[str, Text] = {
    "cells": Text("割合{n}個", "{n} percentages"),
    "heading": Text("見出しの人数", "base in the heading"),
    "groups<": Text("集団の和は{n}人まで", "groups add up to at most {n}"),
    "rest<": Text("どの集団でもない人は{n}人まで", "at most {n} people in no group"),
    "filter": Text("絞り込みの選択肢の人数", "count of the option that filters"),
    "options_add_up": Text("選択肢ごとの和が総数と合う", "options add up to the total column"),
    "chance": Text("偶然でも合いうる", "may fit by chance"),
    "divisor": Text("倍数や約数も合いうる", "a multiple or a divisor may fit too"),
    "unless_a_cell_is_misprinted": Text(
        "1個の誤植があればほかの人数も合う", "other bases fit if one cell is misprinted"
    ),
    "nothing_to_go_by": Text("使える割合がない", "no percentage to go by"),
    "impossible_cell": Text("どの人数でも出ない割合がある", "no base gives all percentages"),
    "groups_do_not_add_up": Text("集団の和が総数と合わない", "groups do not add up to the total"),
}


def _in_words(constraints: str, lang: str) -> str:
    parts = []
    for constraint in filter(None, constraints.split(";")):
        name, _, number = constraint.partition("=")
        parts.append(REASONS[name].to(lang).format(n=number))
    return ("、" if lang == "ja" else ", ").join(parts)


@dataclass(frozen=True)
class Bases(Result):
    """The bases of survey columns; tables `bases` (one row per column of a table) and `surveys`."""


def bases(ds: Dataset) -> Bases:
    """How many people answered, as printed or recovered, for every column of every survey table.

    Parameters
    ----------
    ds : Dataset

    Returns
    -------
    Bases
    """
    names = ds.plans().select("municipality_code", city_ja="name_ja", city_en="name_en")
    surveys = ds.survey.join(names, on="municipality_code").sort("survey_id")
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
            "n",
            "n_printed",
            "n_recovered",
            "candidates",
            "certainty",
            "constraints",
        )
    )
    table = table.with_columns(
        pl.Series(f"why_{lang}", [_in_words(text, lang) for text in table["constraints"]], dtype=pl.String)
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
        sources=surveys.join(ds.source, on="source_id").select("source_id", "title"),
        caveats=(
            Text(
                "復元した人数は当方の推定で、計画には印刷されていない。1セルの誤植や端数処理の違いがあっても"
                "変わらないときだけ「復元」とする。",
                "Recovered bases are ours, not printed in the plans; called recovered only if one misprinted cell "
                "or another rule for ties would not change them.",
            ),
        ),
    )
