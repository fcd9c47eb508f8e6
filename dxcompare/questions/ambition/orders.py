"""How far the four scales agree on which of two targets goes further: a property of their formulas."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import polars as pl

from dxcompare.methods.scales import SCALES
from dxcompare.questions.ambition.tables import Concordance, RankReversals

#: Pairs of indicators that are looked at together.
_TOGETHER = 1_000_000

#: Which scales → their names, joined.
_JOINED = pl.Series(
    ["+".join(scale for at, scale in enumerate(SCALES) if some >> at & 1) for some in range(2 ** len(SCALES))]
)


@dataclass(frozen=True)
class Scaled:
    """Some indicators on the scales: an array a scale along the first axis, an indicator along the second.

    `values` are NaN where a scale is not defined, `low` and `high` infinite where an end has no bound; `units` are
    numbers that stand for the units.
    """

    ids: pl.Series
    units: np.ndarray
    values: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def only(self, chosen: pl.Series) -> Scaled:
        """Those of some indicators, in the order of all."""
        at = np.flatnonzero(self.ids.is_in(chosen.implode()))
        return Scaled(self.ids.gather(at), self.units[at], self.values[:, at], self.low[:, at], self.high[:, at])


def scaled(scales: pl.DataFrame, kpis: pl.DataFrame) -> Scaled:
    """The values of some indicators, by scale; those that have none are left out."""
    rows = (
        kpis.select("kpi_id", unit=pl.col("unit").fill_null("").rank("dense"))
        .join(scales.filter(pl.col("value").is_not_null()), on="kpi_id", maintain_order="right")
        .with_columns(pl.col("measure").cast(pl.Enum(SCALES)).to_physical())
    )
    ids = rows.select(pl.col("kpi_id").unique(maintain_order=True)).with_row_index("at")
    rows = rows.join(ids, on="kpi_id", maintain_order="left")
    row, column = rows["measure"].to_numpy(), rows["at"].to_numpy()

    def spread(name: str, blank: float) -> np.ndarray:
        found = np.full((len(SCALES), len(ids)), np.nan)
        found[row, column] = rows[name].fill_null(blank).to_numpy()
        return found

    units = np.zeros(len(ids), dtype=np.int64)
    units[column] = rows["unit"].to_numpy()
    return Scaled(ids["kpi_id"], units, spread("value", np.nan), spread("low", -np.inf), spread("high", np.inf))


def rank_reversals(by: Scaled) -> pl.DataFrame:
    """The pairs whose order depends on the scale; change is asked only of one unit."""
    n = len(by.ids)
    if n < 2:
        return pl.DataFrame(schema=RankReversals.kinds())
    step = max(1, _TOGETHER // n)
    found = [_reversed(by, slice(start, min(start + step, n - 1))) for start in range(0, n - 1, step)]
    first, second, ahead, clear = (np.concatenate(parts) for parts in zip(*found, strict=True))
    columns = {
        "first": by.ids.gather(first),
        "second": by.ids.gather(second),
        "first_ahead": _JOINED.gather(ahead[:, 0]),
        "second_ahead": _JOINED.gather(ahead[:, 1]),
        "clear": pl.Series(clear),
    }
    return pl.DataFrame(columns, schema=RankReversals.kinds())


def _reversed(by: Scaled, some: slice) -> tuple[np.ndarray, ...]:
    """The pairs of some indicators with each later one: places of both, on which scales each is ahead, how surely."""
    later = slice(some.start + 1, None)
    shape = (some.stop - some.start, len(by.ids) - some.start - 1)
    ahead, clear = np.zeros((2, *shape), dtype=np.int64), np.zeros((2, *shape), dtype=bool)
    same_unit = by.units[some, None] == by.units[None, later]
    for at, scale in enumerate(SCALES):
        (value, low, high), (other, other_low, other_high) = (
            [one[at, part] for one in (by.values, by.low, by.high)] for part in (some, later)
        )
        asked = same_unit if scale == "change" else True
        mine, theirs = (value[:, None] > other) & asked, (value[:, None] < other) & asked
        ahead[0] |= mine << at
        ahead[1] |= theirs << at
        clear[0] |= mine & (other_high < low[:, None])
        clear[1] |= theirs & (high[:, None] < other_low)
    # of each pair once: the later one lies behind the first
    found = np.triu((ahead > 0).all(axis=0))
    first, second = np.nonzero(found)
    clearly = clear[0, first, second] & clear[1, first, second]
    return first + some.start, second + some.start + 1, ahead[:, first, second].T, clearly


def concordance(by: Scaled) -> pl.DataFrame:
    """How many pairs two scales put in the same order, and how many in opposite ones; all indicators are of one unit."""
    rows = []
    for first, second in itertools.combinations(range(len(SCALES)), 2):
        both = ~np.isnan(by.values[first]) & ~np.isnan(by.values[second])
        pairs, same, opposite = _ordered(by.values[first, both], by.values[second, both])
        tau = (same - opposite) / pairs if pairs else None
        rows.append((SCALES[first], SCALES[second], pairs, same, opposite, tau))
    return pl.DataFrame(rows, schema=Concordance.kinds(), orient="row")


def _ordered(one: np.ndarray, other: np.ndarray) -> tuple[int, int, int]:
    """Pairs, and those in the same and in the opposite order; by sorting, from Kendall's tau-b and the ties."""
    from scipy.stats import kendalltau

    def tied(values: np.ndarray) -> int:
        times = np.unique(values, axis=0, return_counts=True)[1]
        return int((times * (times - 1) // 2).sum())

    pairs, ties, others = len(one) * (len(one) - 1) // 2, tied(one), tied(other)
    told = pairs - ties - others + tied(np.column_stack([one, other]))
    if pairs in (ties, others):
        return pairs, 0, 0
    more = round(kendalltau(one, other).statistic * ((pairs - ties) * (pairs - others)) ** 0.5)
    return pairs, (told + more) // 2, (told - more) // 2
