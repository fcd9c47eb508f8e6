"""How much faster than trying every base and every count? Ten thousand tables, and a plain loop over a few of them.

Recovery finds every base that fits a column of percentages, and the audit says which cells are impossible at a
stated base. The plain loop does both as one would write them first: for each base n up to the stated total, for
each cell, for each count k: does k of n print as this percentage? Both run here, one after the other, on tables
made up with a fixed seed; the loop on a few of them, for its time per table. Both must find the same candidates.

    python benchmarks/survey_bases.py [tables] [tables for the loop]
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import numpy as np

from dxcompare.methods.recovery import grim
from dxcompare.methods.recovery.simulate import Made, make
from dxcompare.methods.recovery.solver import People, Unit, solve

GROUPS, CELLS, DECIMALS = 8, 10, 1
TABLES, LOOPED = 10_000, 2


def fast(made: Made) -> list[list[tuple[list[int], list[bool]]]]:
    """For each table and group: the bases that fit all cells, and which cells are impossible at the true base."""
    found = []
    for table in range(len(made.n)):
        units = [Unit("group", str(group), cells) for group, cells in enumerate(made.codes[table].tolist())]
        solve(People("all", int(made.total[table]), units))
        strict = [
            grim.members(grim.fits(tuple(unit.cells)).strict & grim.between(1, int(made.total[table])))
            for unit in units
        ]
        amiss = [
            [low > high for low, high in (grim.counts(cell, n) for cell in unit.cells)]
            for unit, n in zip(units, made.n[table].tolist(), strict=True)
        ]
        found.append([(bases, cells) for bases, cells in zip(strict, amiss, strict=True)])
    return found


def plain(made: Made) -> list[list[tuple[list[int], list[bool]]]]:
    """The same, by trying each n and each k."""

    def prints(tenths: int, n: int) -> bool:
        return any((2000 * k + n) // (2 * n) == tenths for k in range(n + 1))

    found = []
    for table in range(len(made.n)):
        groups = []
        for group in range(GROUPS):
            cells = made.codes[table, group].tolist()
            fitting = [n for n in range(1, int(made.total[table]) + 1) if all(prints(cell, n) for cell in cells)]
            groups.append((fitting, [not prints(cell, int(made.n[table, group])) for cell in cells]))
        found.append(groups)
    return found


def part(made: Made, rows: slice) -> Made:
    return replace(made, n=made.n[rows], codes=made.codes[rows], total=made.total[rows], bases=made.bases[rows])


def main(tables: int = TABLES, looped: int = LOOPED) -> None:
    made = make(tables, GROUPS, CELLS, DECIMALS, "nothing", np.random.default_rng(1))
    made = replace(made, total=np.minimum(made.total, grim.LIMIT - 1))
    few = part(made, slice(looped))
    fast(few)  # the tables of impossible cells are made once

    started = time.perf_counter()
    wanted = plain(few)
    loop = (time.perf_counter() - started) / looped
    assert wanted == fast(few), "the two disagree"

    started, worked = time.perf_counter(), time.process_time()
    fast(made)
    one, worked = time.perf_counter() - started, time.process_time() - worked

    cores = min(2, os.cpu_count() or 1)
    started = time.perf_counter()
    halves = [part(made, slice(core, None, cores)) for core in range(cores)]
    with ProcessPoolExecutor(cores) as pool:
        list(pool.map(fast, halves))
    two = time.perf_counter() - started

    print(f"{tables:,} tables of {GROUPS} groups x {CELLS} options, totals up to {made.total.max()}")
    print(f"plain loop      {loop:10.3f} s per table ({looped} tables)")
    print(
        f"one process     {one:10.1f} s in all, {loop / (one / tables):,.0f} times faster per table; {worked:.1f} s of processor"
    )
    print(f"{cores} processes     {two:10.1f} s in all, {loop / (two / tables):,.0f} times faster per table")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
