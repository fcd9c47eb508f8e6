"""What the tables of an overview are."""

from __future__ import annotations

from dxcompare.tables import common
from dxcompare.tables.columns import Table, one_of, whole
from dxcompare.tables.vocabularies import NATURES
from dxcompare.words.text import Text

#: what is counted → its name.
CONTENTS: dict[str, Text] = {
    "measures": Text("施策", "measures"),
    "kpis": Text("指標", "indicators"),
    "steps": Text("工程", "dated steps"),
    "verdicts": Text("前計画の評価", "verdicts on the former plan"),
    "questions": Text("調査の設問", "survey questions"),
    "cells": Text("集計表のセル", "survey cells"),
    **NATURES,  # of notes on the sources
}


class Contents(Table):
    """How many of a kind a plan has."""

    one_row = Text("計画に、ある種類のものがいくつあるか", "How many of a kind a plan has")
    called = Text("内容", "Contents")

    plan_id = common.plan_id(key=True)
    what = one_of(CONTENTS, ("内容", "What"), ("数えたもの", "what is counted"), key=True)
    count = whole(
        ("数", "Count"), ("数。計画に記載がなければ空欄", "how many; null where the plan states none"), null=True
    )


class Surveys(common.Surveys):
    """Surveys with the plans that print them."""

    plan_id = common.plan_id()


TABLES = {"contents": Contents, "plans": common.Plans, "versions": common.Versions, "surveys": Surveys}
