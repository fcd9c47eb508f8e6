"""Made-up surveys whose bases are known, some broken on purpose: how often is recovery right?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import polars as pl

from dxcompare.methods.recovery.grim import OFFSET
from dxcompare.methods.recovery.safeguards import FROM_ELSEWHERE
from dxcompare.methods.recovery.survey import ALL, Column, Found, Route, Survey, recover

Broken = Literal[
    "nothing",
    "follow_up",
    "mistyped_cell",
    "half_even",
    "truncated",
    "whole_as_tenths",
    "half_steps",
    "no_answer_left_out",
    "group_left_out",
    "follow_up_below",
    "follow_up_on_all",
    "mean_of_bands",
    "swapped_once",
    "weighted",
    "weighted_by_sex",
    "mentions",
    "integer_weights",
    "mentions_in_part",
    "swapped_everywhere",
]


BROKEN: tuple[Broken, ...] = get_args(Broken)


#: Where the assumptions hold.
HOLDS = ("nothing", "follow_up")


#: What leaves no trace in the arithmetic: only the survey's card can tell.
TRACELESS = ("integer_weights", "mentions_in_part", "swapped_everywhere")


#: Those on which the safeguards were tuned, with a seed of their own. The others were tried once, with the first
#: thresholds, and not again before these were settled.
TUNED = (
    "nothing",
    "mistyped_cell",
    "half_even",
    "whole_as_tenths",
    "no_answer_left_out",
    "group_left_out",
    "follow_up_below",
    "mean_of_bands",
    "swapped_once",
    "weighted",
    "weighted_by_sex",
)


#: Seeds: one to tune on, one to publish.
TUNING, PUBLISHED = 20210401, 20260401


#: Options of a question.
OPTIONS = 5


#: Upper ends of the classes of base size.
SIZES = (25, 50, 100, 200, 400)


#: Share of respondents at most who belong to no group.
NO_GROUP = 0.03


@dataclass(frozen=True)
class Made:
    """Surveys made up.

    Attributes
    ----------
    n : array (surveys, groups)
        People.
    codes : array (surveys, groups, cells)
        What is printed; questions of `options` cells follow each other.
    total : array (surveys,)
        Their number, as stated.
    bases : array (surveys, groups, questions)
        Of how many people each column's percentages are.
    follow_up : bool
        Whether the last question was put to those who chose the first option of the first.
    """

    n: np.ndarray
    codes: np.ndarray
    total: np.ndarray
    bases: np.ndarray
    follow_up: bool = False
    options: int = OPTIONS


def make(surveys: int, groups: int, cells: int, decimals: int, broken: Broken, rng: np.random.Generator) -> Made:
    """Make up surveys.

    Bases are log-uniform from 10 to 400; shares differ by option and a little by group; everyone
    answers each option independently. The stated total exceeds the groups by up to 3 %.
    """
    n = np.exp(rng.uniform(np.log(10), np.log(400.999), (surveys, groups))).astype(int)
    if broken == "mean_of_bands":
        bands = np.stack([n[:, 1], np.exp(rng.uniform(np.log(10), np.log(400.999), surveys)).astype(int)])
        n[:, 1] = bands.sum(axis=0)
    options = cells if broken == "mentions_in_part" else OPTIONS  # in one question they leave no trace
    questions = -(-cells // options)
    of_question = np.arange(cells) // options
    bases = np.repeat(n[:, :, None], questions, axis=2)
    logit = rng.normal(-1, 1.3, (surveys, 1, cells)) + rng.normal(0, 0.4, (surveys, groups, cells))
    follows = broken.startswith("follow_up")
    if broken == "no_answer_left_out":
        bases = rng.binomial(bases, 1 - rng.uniform(0, 0.1, (surveys, 1, questions)))
        bases = np.maximum(bases, 1)
    chosen = rng.binomial(bases[:, :, of_question], 1 / (1 + np.exp(-logit)))
    if follows:
        asked = np.maximum(chosen[:, :, 0], 1)
        chosen[:, :, 0] = asked
        bases[:, :, -1] = asked if broken != "follow_up_below" else np.maximum(rng.binomial(asked, 0.97), 1)
        last = of_question == questions - 1
        chosen[:, :, last] = rng.binomial(bases[:, :, -1:], 1 / (1 + np.exp(-logit[:, :, last])))
        if broken == "follow_up_on_all":
            bases[:, :, -1] = n
    scale, base = 100 * 10**decimals, bases[:, :, of_question]
    if broken == "mean_of_bands":
        share = rng.binomial(bands[:, :, None], chosen[:, 1] / base[:, 1]) / bands[:, :, None]
        chosen = chosen.astype(float)
        chosen[:, 1] = share.mean(axis=0) * base[:, 1]
    if broken == "integer_weights":
        weights = rng.integers(1, 4, (surveys, groups, 1))
        heavier = rng.binomial(chosen, 0.5), rng.binomial(n[:, :, None] - chosen[:, :, :1], 0.5)
        base = weights * n[:, :, None] + heavier[0][:, :, :1] + heavier[1]
        chosen = np.minimum(weights * chosen + heavier[0], base)
    if broken.startswith("mentions"):
        base = np.stack([chosen[:, :, of_question == q].sum(axis=2) for q in of_question], axis=2)
        base = np.maximum(base + (rng.binomial(n[:, :, None], 0.2) if broken == "mentions_in_part" else 0), 1)
    share = chosen / base
    if broken == "weighted":
        share = _weighted(chosen, base, rng)
    if broken == "weighted_by_sex":
        share = _weighted_by_sex(chosen, base, rng)
    printed = _rounded(chosen, base, share, scale, broken)
    if broken == "mistyped_cell":
        _mistype(printed, scale, rng)
    if broken.startswith("swapped"):
        swapped = of_question == 0 if broken == "swapped_once" else of_question >= 0
        printed[:, :2, swapped] = printed[:, 1::-1, swapped]
        bases[:, :2, np.unique(of_question[swapped])] = bases[:, 1::-1, np.unique(of_question[swapped])]
        if broken == "swapped_everywhere":
            bases = np.repeat(n[:, :, None], questions, axis=2)
    counted = base[:, :, 0] if broken in ("integer_weights", "mentions_in_part") else n
    counted = counted[:, 1:] if broken == "group_left_out" else counted
    total = counted.sum(axis=1) + (counted.sum(axis=1) * rng.uniform(0, NO_GROUP, surveys)).astype(int)
    return Made(n, printed + OFFSET[scale], total, bases, follows, options)


def _rounded(chosen: np.ndarray, base: np.ndarray, share: np.ndarray, scale: int, broken: Broken) -> np.ndarray:
    """Printed percentages in units of their last digit."""
    if broken in ("weighted", "weighted_by_sex", "mean_of_bands"):
        return np.floor(scale * share + 0.5).astype(int)
    if broken == "half_even":
        return np.round(scale * chosen / base).astype(int)  # numpy rounds halves to even
    if broken == "truncated":
        return scale * chosen // base
    step = {"whole_as_tenths": 10, "half_steps": 5}.get(broken, 1)
    scale = scale // step
    return step * ((2 * scale * chosen + base) // (2 * base))


def _weighted(chosen: np.ndarray, base: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Shares of respondents who count with weights of their own (log-normal, σ = 0.3)."""
    yes, no = (np.zeros(chosen.shape) for _ in range(2))
    for survey, group, cell in np.ndindex(chosen.shape):
        weights = np.exp(rng.normal(0, 0.3, base[survey, group, cell]))
        k = chosen[survey, group, cell]
        yes[survey, group, cell], no[survey, group, cell] = weights[:k].sum(), weights[k:].sum()
    return yes / (yes + no)


def _weighted_by_sex(chosen: np.ndarray, base: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Shares of women and men, who answered unequally often, weighted by their shares of the population."""
    women = np.clip(rng.binomial(base[:, :, :1], 0.55), 1, base[:, :, :1] - 1) + 0 * base
    yes = rng.hypergeometric(chosen, base - chosen, women)
    of_population = rng.uniform(0.47, 0.53, (*base.shape[:2], 1))
    return of_population * yes / women + (1 - of_population) * (chosen - yes) / (base - women)


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


def survey_of(made: Made, survey: int, *, multiple: bool = False) -> Survey:
    """One of the surveys as it is put to recovery."""
    _, groups, cells = made.codes.shape
    names = [f"q{q}" for q in range(made.bases.shape[2])]
    columns = [
        Column(
            name,
            "group",
            str(group),
            {
                str(c): int(made.codes[survey, group, c])
                for c in range(made.options * q, min(made.options * (q + 1), cells))
            },
        )
        for q, name in enumerate(names)
        for group in range(groups)
    ]
    routes = dict.fromkeys(names, ALL)
    if made.follow_up:
        routes[names[-1]] = Route(names[0], ("0",))
    several = frozenset(names) if multiple else frozenset()
    return Survey(columns, routes, {ALL: int(made.total[survey])}, multiple=several)


def outcome(found: Found, true: int) -> str:
    """What recovery made of a base: one of the columns of :func:`simulate`."""
    unit = found.unit
    if unit.n is not None:
        return "right" if unit.n == true else "wrong"
    if unit.likely is not None:
        return "likely_right" if unit.likely == true else "likely_wrong"
    return "refused" if unit.certainty == "inconsistent" else "silent"


def lost(found: Found, true: int) -> bool:
    """Whether a right base is held back though nothing in its own column speaks against it."""
    against = {*found.unit.reasons}
    return found.unit.held == true and not against & {"chance", "divisor"} and bool(against & {*FROM_ELSEWHERE})


def outcomes(made: Made, *, multiple: bool = False) -> Iterator[tuple[int, str, bool]]:
    """Recover the bases: the true base of each column, what recovery made of it, and whether a right one is lost."""
    for survey in range(len(made.n)):
        for found in recover(survey_of(made, survey, multiple=multiple)):
            true = int(made.bases[survey, int(found.column.group), int(found.column.question[1:])])
            yield true, outcome(found, true), lost(found, true)


#: What can become of a base.
OUTCOMES = ("right", "likely_right", "silent", "refused", "likely_wrong", "wrong")


def simulate(
    surveys: int = 200,
    groups: int = 7,
    cells: tuple[int, ...] = (5, 10, 20),
    decimals: tuple[int, ...] = (0, 1),
    broken: tuple[Broken, ...] = BROKEN,
    seed: int = PUBLISHED,
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
        `likely_right`, `silent`, `refused`, `likely_wrong`, `wrong`, `lost` (of those silent or likely: right
        ones that safeguards hold back because of other groups or questions).

    Notes
    -----
    Follow-ups need two questions, coarser steps a decimal: other combinations are left out.
    """
    rows = []
    for way in broken:
        for places in decimals:
            for count in cells:
                if (way.startswith("follow_up") and count <= OPTIONS) or (
                    way in ("whole_as_tenths", "half_steps") and not places
                ):
                    continue
                rng = np.random.default_rng([seed, BROKEN.index(way), places, count])
                made = make(surveys, groups, count, places, way, rng)
                for true, what, held in outcomes(made, multiple=way == "mentions"):
                    size = next((one for one in SIZES if true <= one), SIZES[-1])
                    rows.append((way, places, count, size, what, held))
    found = pl.DataFrame(rows, schema=["broken", "decimals", "cells", "size", "outcome", "lost"], orient="row")
    return (
        found.group_by("broken", "decimals", "cells", "size", maintain_order=True)
        .agg(
            bases=pl.len().cast(pl.Int64),
            **{name: (pl.col("outcome") == name).sum().cast(pl.Int64) for name in OUTCOMES},
            lost=pl.col("lost").sum().cast(pl.Int64),
        )
        .sort(pl.col("broken").replace_strict({name: i for i, name in enumerate(BROKEN)}), "decimals", "cells", "size")
    )


def by_scenario(found: pl.DataFrame) -> pl.DataFrame:
    """The outcomes of :func:`simulate` by what is broken, with the error rate among those called recovered.

    Returns
    -------
    polars.DataFrame
        `broken`, `holds` (whether the assumptions hold), `trace` (whether arithmetic can tell), `tuned`, `bases`,
        `recovered`, `wrong`, `wrong_percent` (of those recovered), `wrong_most` (its upper 95 % limit, percent),
        `likely`, `likely_wrong`, `lost`.
    """
    return (
        found.group_by("broken", maintain_order=True)
        .agg(pl.col("bases", *OUTCOMES, "lost").sum())
        .with_columns(
            holds=pl.col("broken").is_in(HOLDS),
            trace=~pl.col("broken").is_in(TRACELESS),
            tuned=pl.col("broken").is_in(TUNED),
            recovered=pl.col("right") + pl.col("wrong"),
            likely=pl.col("likely_right") + pl.col("likely_wrong"),
        )
        .with_columns(
            wrong_percent=pl.when(pl.col("recovered") > 0).then(100 * pl.col("wrong") / pl.col("recovered")),
            wrong_most=pl.struct("wrong", "recovered").map_elements(
                lambda row: upper_limit(row["wrong"], row["recovered"]), return_dtype=pl.Float64
            ),
        )
        .select(
            *("broken", "holds", "trace", "tuned", "bases", "recovered", "wrong", "wrong_percent", "wrong_most"),
            *("likely", "likely_wrong", "lost"),
        )
    )


def upper_limit(wrong: int, of: int) -> float | None:
    """The upper 95 % limit of a share, in percent (Clopper & Pearson 1934, one-sided), as if bases were independent.

    >>> round(upper_limit(0, 1000), 2)
    0.3
    """
    from scipy.stats import beta

    if not of:
        return None
    return 100.0 if wrong == of else 100 * float(beta.ppf(0.95, wrong + 1, of - wrong))
