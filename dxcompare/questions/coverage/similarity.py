"""How alike plans are in the items they act on."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import polars as pl

from dxcompare.questions.coverage.tables import ProfileSimilarity


def similarity(matrix: pl.DataFrame, plans: Sequence[str]) -> pl.DataFrame:
    """Every pair of plans; see :meth:`dxcompare.questions.coverage.compute.Coverage.profile_similarity`."""
    cells = {
        (row["plan_id"], row["item_id"]): row["has_measure"]
        for row in matrix.filter(pl.col("has_measure").is_not_null()).iter_rows(named=True)
    }
    items = matrix.get_column("item_id").unique(maintain_order=True).to_list()
    pairs = [
        _pair(
            first,
            second,
            [
                (item, cells[first, item], cells[second, item])
                for item in items
                if (first, item) in cells and (second, item) in cells
            ],
        )
        for first, second in itertools.combinations(plans, 2)
    ]
    return pl.DataFrame(pairs, schema=ProfileSimilarity.kinds())


def _pair(first: str, second: str, cells: list[tuple[str, bool, bool]]) -> dict:
    both = [item for item, a, b in cells if a and b]
    mine = [item for item, a, b in cells if a and not b]
    theirs = [item for item, a, b in cells if b and not a]
    any_ = len(both) + len(mine) + len(theirs)
    return {
        "first": first,
        "second": second,
        "compared": len(cells),
        "both": len(both),
        "only_first": len(mine),
        "only_second": len(theirs),
        "neither": len(cells) - any_,
        "jaccard": len(both) / any_ if any_ else None,
        "items_both": "+".join(both),
        "items_first": "+".join(mine),
        "items_second": "+".join(theirs),
    }
