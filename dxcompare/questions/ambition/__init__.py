"""What do the plans promise, how far does it go, and what of it can be measured?"""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.evidence.lineage import item_names, versions
from dxcompare.evidence.links import measured
from dxcompare.present.question import Control, Option, Question, Step
from dxcompare.questions.ambition.compute import Ambition, ambition, ambition_rows
from dxcompare.words.text import Text, column, shown

__all__ = ["Ambition", "ambition"]


def _items(ds: Dataset, chosen: Mapping[str, Any], lang: str) -> list[Option]:
    """All, then the national items that an indicator measures."""
    items = measured(ds)["items"].str.split("+").explode()
    names = item_names(ds, "dx", versions(ds, "dx")).filter(pl.col("item_id").is_in(items.implode()))
    every = (Text("すべて", "All").to(lang), "")
    return [
        every,
        *((shown(name, lang), item) for name, item in names.select(column("name", lang), "item_id").iter_rows()),
    ]


QUESTION = Question(
    ambition,
    Text("指標と目標", "Indicators and targets"),
    controls={"item": Control(Text("国の事項", "National item"), _items, wide=True)},
    derived={"ambition": ambition_rows},
    tour=(
        Step(
            Text("指標と目標を見る", "See indicators and targets"),
            Text(
                "指標の数や目標の高さでは計画を比べられない。定義と対象が計画ごとに違うからである。",
                "Plans do not compare by the number or height of targets, since definitions differ.",
            ),
            "ambition = dx.ambition(ds)\nprint(ambition.kinds())\nambition.plot()",
        ),
    ),
)
