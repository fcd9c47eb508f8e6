"""How often is a base that is called recovered wrong? Made-up surveys at full size, by what is broken.

    python benchmarks/recovery.py [surveys] [groups] [scenario ...]

Prints a line for each scenario: bases, recovered, wrong, wrong among recovered with its upper 95 % limit, right ones
lost, likely, wrong among likely. Run at full size (300 surveys of 7 groups, all scenarios) it also writes the outcomes
that `dxcompare.simulated()` shows; the numbers of the other arguments are for trying.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import polars as pl

from dxcompare.methods.recovery.simulate import BROKEN, by_scenario, simulate
from dxcompare.questions.simulated.compute import FULL, PUBLISHED_AT

GROUPS = 7


def one(broken: str, surveys: int, groups: int) -> pl.DataFrame:
    return simulate(surveys, groups, broken=(broken,))  # type: ignore[arg-type]


def main(surveys: int = FULL, groups: int = GROUPS, *scenarios: str) -> None:
    chosen = scenarios or BROKEN
    print("scenario | bases | recovered | wrong | % (upper 95 %) | right ones lost | likely | wrong among likely")
    found = []
    with ProcessPoolExecutor(2) as pool:
        for outcomes in pool.map(partial(one, surveys=surveys, groups=groups), chosen):
            found.append(outcomes)
            row = by_scenario(outcomes).row(0, named=True)
            share = "–" if row["wrong_percent"] is None else f"{row['wrong_percent']:.2f} ({row['wrong_most']:.2f})"
            counts = [f"{row[name]:,}" for name in ("bases", "recovered", "wrong", "lost", "likely", "likely_wrong")]
            print(" | ".join([row["broken"], *counts[:3], share, *counts[3:]]), flush=True)
    if (surveys, groups, chosen) == (FULL, GROUPS, BROKEN):
        pl.concat(found).write_csv(PUBLISHED_AT)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *sys.argv[3:])
