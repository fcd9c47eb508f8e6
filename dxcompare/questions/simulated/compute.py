"""How far can recovered bases be trusted? Recovery put to made-up surveys whose bases are known."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.methods.recovery.simulate import PUBLISHED, by_scenario, simulate
from dxcompare.present.result import Result
from dxcompare.tables.reasons import TRACELESS
from dxcompare.words.text import Text

#: outcome → its name.
OUTCOMES: dict[str, Text] = {
    "right": Text("正しく復元", "right"),
    "likely_right": Text("ほぼ確かで正しい", "likely, right"),
    "silent": Text("決めない", "silent"),
    "refused": Text("合わないと指摘", "refused"),
    "likely_wrong": Text("ほぼ確かで誤り", "likely, wrong"),
    "wrong": Text("誤って復元", "wrong"),
}


@dataclass(frozen=True)
class Simulation(Result):
    """Outcomes of recovery; tables `scenarios` (error rate among those recovered, by what is broken) and `outcomes`."""


def simulated(surveys: int = 200, seed: int = PUBLISHED) -> Simulation:
    """Recover the bases of made-up surveys, some broken on purpose.

    Parameters
    ----------
    surveys : int
        Surveys of 7 groups made up for each combination: what is broken, decimals printed (0, 1), percentages per
        group (5, 10, 20).
    seed : int
        By default not the one that the safeguards were tuned with.

    Returns
    -------
    Simulation
    """
    table = simulate(surveys, seed=seed)
    made = surveys * table.select("broken", "decimals", "cells").unique().height
    return Simulation(
        title=Text("復元はどれだけ正しいか", "How often is recovery right?"),
        method=Text(
            f"人数の分かる架空の調査{made:,}件（各7集団、10〜400人）で復元を試した。",
            f"Recovery of {made:,} made-up surveys (7 groups of 10–400 people each).",
        ),
        tables={"scenarios": by_scenario(table), "outcomes": table},
        sources=pl.DataFrame(schema={"source_id": pl.String, "title": pl.String}),
        caveats=(
            Text(
                "選択肢は互いに独立、割合は乱数で決めた。実際の調査とは異なりうる。",
                "Options are independent of each other; real surveys may differ.",
            ),
            TRACELESS,
        ),
    )
