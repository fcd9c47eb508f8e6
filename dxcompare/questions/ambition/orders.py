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
_TOGETHER = 100_000

#: The scales that indicators of any unit share.
_UNITLESS = [at for at, scale in enumerate(SCALES) if scale != "change"]

#: A pair as a number: two places of so many bits, a bit that says whether it is clear, and a bit a scale for each.
_PLACE, _SHIFT = 27, 2 * len(SCALES) + 1

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
    def places(self) -> list[tuple[np.ndarray, ...]]:
        """Of each scale, where values and ends of intervals stand in their order: least and most of each indicator.

        Least and most of the value are the same, and what has none stands before all others and behind them.
        """
        found = []
        for values, low, high in zip(self.values, self.low, self.high, strict=True):
            distinct, place = np.unique([values, low, high], return_inverse=True)  # NaN comes last
            kind, none = np.min_scalar_type(len(distinct) + 1), np.isnan(values)
            at, lowest, highest = (place.reshape(3, -1) + 1).astype(kind)
            found.append(
                tuple(
                    np.where(none, end, one).astype(kind)
                    for one, end in ((at, 0), (at, len(distinct) + 1), (lowest, 0), (highest, len(distinct) + 1))
                )
            )
        return found

    def only(self, chosen: pl.Series) -> Scaled:
        """Those of some indicators, in the order of all."""
        return self.at(np.flatnonzero(self.ids.is_in(chosen.implode())))

    def at(self, at: np.ndarray) -> Scaled:
        """Those at some places."""
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
    if len(by.ids) < 2:
        return pl.DataFrame(schema=RankReversals.kinds())
    # an order needs two scales: of one unit, or two of those that ask for none
    several = (~np.isnan(by.values[_UNITLESS])).sum(axis=0) > 1
    found = [_reversed(by, np.flatnonzero(several))]
    found += [_reversed(by, np.flatnonzero(by.units == unit), several) for unit in np.unique(by.units[~several])]
    keys = np.concatenate(found)
    del found
    keys.sort(kind="stable")  # which merges what is sorted already
    room = np.empty_like(keys)  # there may be millions of pairs

    def part(at: int, bits: int) -> pl.Series:
        np.right_shift(keys, at, out=room)
        np.bitwise_and(room, (1 << bits) - 1, out=room)
        return pl.Series(room.astype(np.uint32))

    n = len(SCALES)
    columns = {
        "first": by.ids.gather(part(_SHIFT + _PLACE, _PLACE)),
        "second": by.ids.gather(part(_SHIFT, _PLACE)),
        "first_ahead": _JOINED.gather(part(n, n)),
        "second_ahead": _JOINED.gather(part(0, n)),
        "clear": part(2 * n, 1) > 0,
    }
    return pl.DataFrame(columns, schema=RankReversals.kinds())


def _reversed(by: Scaled, members: np.ndarray, apart: np.ndarray | None = None) -> np.ndarray:
    """The pairs of some indicators, but for those of which both are among those `apart`, in their order.

    Each is a number: its two places, whether it is clear, and on which scales the first and the second are ahead.
    """
    mine, n = by.at(members), len(members)
    step = max(1, _TOGETHER // max(n, 1))
    found = [np.zeros(0, dtype=np.int64)]
    for start in range(0, n - 1, step):
        some, later = slice(start, min(start + step, n - 1)), slice(start + 1, None)
        ahead, clear = _ahead(mine, some, later)
        both = (ahead[0] > 0) & (ahead[1] > 0)
        for row in range(len(both)):  # of each pair once: the later one lies behind the first
            both[row, :row] = False
        if apart is not None:
            both &= ~(apart[members[some], None] & apart[None, members[later]])
        at = np.flatnonzero(both)
        first, second = np.divmod(at, both.shape[1])
        told = (ahead[0] << len(SCALES) | ahead[1]).ravel()[at].astype(np.int64)
        told |= clear.ravel()[at].astype(np.int64) << 2 * len(SCALES)
        places = members[first + start] << _PLACE | members[second + start + 1]
        found.append(places << _SHIFT | told)
    return np.concatenate(found)


def _ahead(by: Scaled, some: slice, later: slice) -> tuple[np.ndarray, np.ndarray]:
    """On which scales each of two is ahead, a bit each, and whether both are on one whatever rounding hides."""
    shape = 2, some.stop - some.start, len(by.ids) - later.start
    ahead, clear = np.zeros(shape, dtype=np.uint8), np.zeros(shape, dtype=bool)
    for scale, (least, most, lowest, highest) in zip(reversed(SCALES), reversed(by.places), strict=True):
        further = least[some, None] > most[None, later], most[some, None] < least[None, later]
        surely = lowest[some, None] > highest[None, later], highest[some, None] < lowest[None, later]
        if scale == "change":
            same_unit = by.units[some, None] == by.units[None, later]
            for one in (*further, *surely):
                one &= same_unit
        for side, sure, one, other in zip(ahead, clear, further, surely, strict=True):
            side += side  # by a bit to the left
            side |= one.view(np.uint8)
            sure |= other
    return ahead, clear[0] & clear[1]


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
