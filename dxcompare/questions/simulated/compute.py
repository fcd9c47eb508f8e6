"""How far can recovered bases be trusted? Recovery put to made-up surveys whose bases are known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

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

    chosen: ClassVar[bool] = False


#: The outcomes of `FULL` surveys of a kind, written by `benchmarks/recovery.py`, which takes minutes.
PUBLISHED_AT, FULL = Path(__file__).with_name("published.csv"), 300


def simulated(surveys: int | None = None, seed: int = PUBLISHED) -> Simulation:
    """Recover the bases of made-up surveys, some broken on purpose.

    Parameters
    ----------
    surveys : int, optional
        Surveys of 7 groups made up for each combination: what is broken, decimals printed (0, 1), percentages per
        group (5, 10, 20). By default the outcomes of 300 that `benchmarks/recovery.py` wrote down; with a number they
        are made up anew, at some 5 ms a survey.
    seed : int
        By default not the one that the safeguards were tuned with.

    Returns
    -------
    Simulation
    """
    if surveys is None and seed == PUBLISHED:
        table, surveys = pl.read_csv(PUBLISHED_AT), FULL
    else:
        surveys = surveys or FULL
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
            Text(
                "95％上限は、人数が互いに独立だとした値である。同じ調査の人数は一緒に解くので、本当の上限はこれより高い。",
                "Upper 95 % limits are as if bases were independent; those of one survey are solved together, so that "
                "the true limits lie higher.",
            ),
            TRACELESS,
        ),
    )
