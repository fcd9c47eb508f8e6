"""How far the four scales agree on which of two targets goes further: a property of their formulas."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from dxcompare.methods.scales import SCALES
from dxcompare.questions.ambition.tables import Concordance, RankReversals

#: Pairs of indicators that are looked at together.
_TOGETHER = 500_000

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

    @cached_property
    def places(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """Of each scale, where its values stand in their order; of what has none, before and behind all others."""
        found = []
        for values in self.values:
            distinct, place = np.unique(values, return_inverse=True)  # NaN comes last
            place, none = place + 1, np.isnan(values)
            kind = np.min_scalar_type(len(distinct) + 1)
            first, last = (np.where(none, end, place).astype(kind) for end in (0, len(distinct) + 1))
            found.append((first, last))
        return found

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

    units = np.zeros(len(ids), dtype=np.uint16)
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
    # which scales, a bit each, and a byte for all of them: nothing else is made of every pair
    ahead = np.zeros((2, some.stop - some.start, len(by.ids) - some.start - 1), dtype=np.uint8)
    for scale, (least, most) in zip(reversed(SCALES), reversed(by.places), strict=True):
        further = least[some, None] > most[None, later], most[some, None] < least[None, later]
        if scale == "change":
            same_unit = by.units[some, None] == by.units[None, later]
            further = further[0] & same_unit, further[1] & same_unit
        for side, one in zip(ahead, further, strict=True):
            side += side  # by a bit to the left
            side |= one.view(np.uint8)
    both = (ahead[0] > 0) & (ahead[1] > 0)
    for row in range(len(both)):  # of each pair once: the later one lies behind the first
        both[row, :row] = False
    at = np.flatnonzero(both)
    first, second = np.divmod(at, both.shape[1])
    found = ahead.reshape(2, -1)[:, at]
    first, second = first + some.start, second + some.start + 1
    clear = np.zeros((2, len(at)), dtype=bool)
    for place, (low, high) in enumerate(zip(by.low, by.high, strict=True)):
        bit = np.uint8(1 << place)
        clear[0] |= (found[0] & bit > 0) & (high[second] < low[first])
        clear[1] |= (found[1] & bit > 0) & (high[first] < low[second])
    return first, second, found.T, clear[0] & clear[1]


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
