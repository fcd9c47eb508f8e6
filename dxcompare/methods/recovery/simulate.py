"""Made-up surveys whose bases are known, some broken on purpose: how often is recovery right?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import polars as pl

from dxcompare.methods.recovery.grim import OFFSET, misfits
from dxcompare.methods.recovery.solver import People, Unit, solve

Broken = Literal["nothing", "mistyped_cell", "half_even", "weighted", "group_left_out"]


BROKEN: tuple[Broken, ...] = get_args(Broken)


#: Upper ends of the classes of base size.
SIZES = (25, 50, 100, 200, 400)


#: Share of respondents at most who belong to no group.
NO_GROUP = 0.03


@dataclass(frozen=True)
class Made:
    """Surveys made up: bases (surveys, groups), printed codes (surveys, groups, cells), stated totals."""

    n: np.ndarray
    codes: np.ndarray
    total: np.ndarray


def make(surveys: int, groups: int, cells: int, decimals: int, broken: Broken, rng: np.random.Generator) -> Made:
    """Make up surveys.

    Bases are log-uniform from 10 to 400; shares differ by option and a little by group; everyone
    answers each option independently. The stated total exceeds the groups by up to 3 %.
    """
    n = np.exp(rng.uniform(np.log(10), np.log(400.999), (surveys, groups))).astype(int)
    logit = rng.normal(-1, 1.3, (surveys, 1, cells)) + rng.normal(0, 0.4, (surveys, groups, cells))
    chosen = rng.binomial(n[:, :, None], 1 / (1 + np.exp(-logit)))
    scale, base = 100 * 10**decimals, n[:, :, None]
    printed = (2 * scale * chosen + base) // (2 * base)
    if broken == "half_even":
        printed = np.round(scale * chosen / base).astype(int)  # numpy rounds halves to even
    if broken == "weighted":
        printed = np.floor(scale * _weighted(chosen, base, rng) + 0.5).astype(int)
    if broken == "mistyped_cell":
        _mistype(printed, scale, rng)
    counted = n[:, 1:] if broken == "group_left_out" else n
    total = counted.sum(axis=1) + (counted.sum(axis=1) * rng.uniform(0, NO_GROUP, surveys)).astype(int)
    return Made(n, printed + OFFSET[scale], total)


def _weighted(chosen: np.ndarray, base: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Shares of respondents who count with weights of their own (log-normal, σ = 0.3)."""
    yes, no = (np.zeros(chosen.shape) for _ in range(2))
    for survey, group, cell in np.ndindex(chosen.shape):
        weights = np.exp(rng.normal(0, 0.3, base[survey, group, 0]))
        k = chosen[survey, group, cell]
        yes[survey, group, cell], no[survey, group, cell] = weights[:k].sum(), weights[k:].sum()
    return yes / (yes + no)


def _mistype(printed: np.ndarray, scale: int, rng: np.random.Generator) -> None:
    """Change one digit of one cell of each survey."""
    for survey in range(printed.shape[0]):
        while True:
            group, cell = rng.integers(printed.shape[1]), rng.integers(printed.shape[2])
            digit = 10 ** rng.integers(len(str(scale)) - 1)
            old = printed[survey, group, cell]
            new = old + (rng.integers(10) - old // digit % 10) * digit
            if new != old and 0 <= new <= scale:
                printed[survey, group, cell] = new
                break


def outcomes(made: Made) -> Iterator[tuple[int, str]]:
    """Recover the bases: the true base and `right`, `silent` (ambiguous), `refused` (inconsistent) or `wrong`."""
    evidence = misfits(made.codes)
    for survey in range(len(made.n)):
        units = [Unit("group", str(group), cells) for group, cells in enumerate(made.codes[survey].tolist())]
        solve(People("all", int(made.total[survey]), units), evidence[survey])
        for unit, true in zip(units, made.n[survey].tolist(), strict=True):
            if unit.n is not None:
                yield true, "right" if unit.n == true else "wrong"
            else:
                yield true, "refused" if unit.certainty == "inconsistent" else "silent"


def simulate(
    surveys: int = 200,
    groups: int = 7,
    cells: tuple[int, ...] = (5, 10, 20),
    decimals: tuple[int, ...] = (0, 1),
    broken: tuple[Broken, ...] = BROKEN,
    seed: int = 20210401,
) -> pl.DataFrame:
    """How often recovered bases are right, silent, refused or wrong.

    Parameters
    ----------
    surveys : int
        Surveys made up for each combination.
    groups : int
        Groups per survey.
    cells, decimals, broken : tuples
        Percentages printed per group; decimals printed; which assumption is broken.
    seed : int

    Returns
    -------
    polars.DataFrame
        `broken`, `decimals`, `cells`, `size` (class of base, its upper end), `bases`, `right`,
        `silent`, `refused`, `wrong`.
    """
    rows = []
    for way in broken:
        for places in decimals:
            for count in cells:
                rng = np.random.default_rng([seed, BROKEN.index(way), places, count])
                for true, outcome in outcomes(make(surveys, groups, count, places, way, rng)):
                    rows.append((way, places, count, next(size for size in SIZES if true <= size), outcome))
    found = pl.DataFrame(rows, schema=["broken", "decimals", "cells", "size", "outcome"], orient="row")
    return (
        found.group_by("broken", "decimals", "cells", "size", maintain_order=True)
        .agg(
            bases=pl.len().cast(pl.Int64),
            **{
                name: (pl.col("outcome") == name).sum().cast(pl.Int64)
                for name in ("right", "silent", "refused", "wrong")
            },
        )
        .sort(pl.col("broken").replace_strict({name: i for i, name in enumerate(BROKEN)}), "decimals", "cells", "size")
    )
