"""How far the four scales agree on which of two targets goes further: a property of their formulas."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import polars as pl

from dxcompare.methods.scales import SCALES
from dxcompare.questions.ambition.tables import Concordance, RankReversals

#: kpi_id → scale → its row of `scales`, with the unit of the indicator.
Scaled = dict[str, dict[str, dict]]


def scaled(scales: pl.DataFrame, kpis: pl.DataFrame) -> Scaled:
    """The values of some indicators, by scale."""
    found: Scaled = {}
    rows = scales.filter(pl.col("value").is_not_null()).join(
        kpis.select("kpi_id", "unit"), on="kpi_id", maintain_order="left"
    )
    for row in rows.iter_rows(named=True):
        found.setdefault(row["kpi_id"], {})[row["measure"]] = row
    return found


def rank_reversals(by: Scaled) -> pl.DataFrame:
    """The pairs whose order depends on the scale."""
    pairs = itertools.combinations(by, 2)
    found = [pair for a, b in pairs if (pair := _reversal(a, b, by[a], by[b]))]
    return pl.DataFrame(found, schema=RankReversals.kinds())


def concordance(by: Scaled) -> pl.DataFrame:
    """How many pairs two scales put in the same order, and how many in opposite ones."""
    rows = []
    for first, second in itertools.combinations(SCALES, 2):
        same = opposite = ties = 0
        for a, b in itertools.combinations(by, 2):
            shared = [scale for scale in _asked(by[a], by[b]) if scale in (first, second)]
            if len(shared) < 2:
                continue
            one, other = (by[a][scale]["value"] - by[b][scale]["value"] for scale in shared)
            same, opposite, ties = (
                same + (one * other > 0),
                opposite + (one * other < 0),
                ties + (one * other == 0),
            )
        pairs = same + opposite + ties
        rows.append(
            {
                **{"first": first, "second": second, "pairs": pairs, "same": same, "opposite": opposite},
                "tau": (same - opposite) / pairs if pairs else None,
            }
        )
    return pl.DataFrame(rows, schema=Concordance.kinds())


def _asked(one: dict[str, dict], other: dict[str, dict]) -> Iterator[str]:
    """The scales on which two indicators can be held against each other: change only in one unit."""
    for scale in SCALES:
        if scale in one and scale in other and (scale != "change" or one[scale]["unit"] == other[scale]["unit"]):
            yield scale


def _reversal(first: str, second: str, one: dict[str, dict], other: dict[str, dict]) -> dict | None:
    ahead: dict[bool, list[str]] = {True: [], False: []}
    clear: dict[bool, bool] = {True: False, False: False}
    for scale in _asked(one, other):
        if one[scale]["value"] != other[scale]["value"]:
            mine = one[scale]["value"] > other[scale]["value"]
            ahead[mine].append(scale)
            lower, upper = (other[scale], one[scale]) if mine else (one[scale], other[scale])
            clear[mine] |= lower["high"] is not None and upper["low"] is not None and lower["high"] < upper["low"]
    if not (ahead[True] and ahead[False]):
        return None
    return {
        "first": first,
        "second": second,
        "first_ahead": "+".join(ahead[True]),
        "second_ahead": "+".join(ahead[False]),
        "clear": clear[True] and clear[False],
    }
