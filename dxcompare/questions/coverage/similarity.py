"""How alike plans are in the items they act on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from dxcompare.questions.coverage.tables import ProfileSimilarity

#: Items whose names are joined at once: as many as a byte has bits.
_BYTE = 8


def similarity(matrix: pl.DataFrame, plans: Sequence[str]) -> pl.DataFrame:
    """Every pair of plans; see :meth:`dxcompare.questions.coverage.compute.Coverage.profile_similarity`."""
    items = matrix.get_column("item_id").unique(maintain_order=True)
    sure = matrix.filter(~pl.col("in_doubt"))  # in doubt only what is acted on is known, which would make plans alike
    yes, no = (_profiles(sure.filter(has_measure=acts), plans, items) for acts in (True, False))
    first, second = np.triu_indices(len(plans), 1)

    def counted(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        return (one.astype(float) @ other.T)[first, second].astype(np.int64)

    def named(one: np.ndarray, other: np.ndarray) -> pl.Series:
        packed = np.packbits(one, axis=1)[first] & np.packbits(other, axis=1)[second]
        return _names(packed, items.to_list())

    kinds = {"both": (yes, yes), "first": (yes, no), "second": (no, yes)}
    both, mine, theirs = (counted(*sides) for sides in kinds.values())
    neither, any_ = counted(no, no), both + mine + theirs
    ids = pl.Series(plans, dtype=pl.String)
    columns = {
        "first": ids.gather(first),
        "second": ids.gather(second),
        "compared": any_ + neither,
        "both": both,
        "only_first": mine,
        "only_second": theirs,
        "neither": neither,
        "jaccard": pl.Series(np.where(any_ > 0, both / np.maximum(any_, 1), np.nan)).fill_nan(None),
        **{f"items_{kind}": named(*sides) for kind, sides in kinds.items()},
    }
    return pl.DataFrame(columns, schema=ProfileSimilarity.kinds())


def _profiles(cells: pl.DataFrame, plans: Sequence[str], items: pl.Series) -> np.ndarray:
    """Which of the plans (down) have a cell of which items (across)."""
    places = cells.join(pl.DataFrame({"plan_id": plans}).with_row_index("row"), on="plan_id").join(
        pl.DataFrame({"item_id": items}).with_row_index("column"), on="item_id"
    )
    found = np.zeros((len(plans), len(items)), dtype=bool)
    found[places["row"], places["column"]] = True
    return found


def _names(packed: np.ndarray, items: list[str]) -> pl.Series:
    """The names of packed items, joined by +: those of every byte are looked up, since there are only 256."""
    parts = []
    for at in range(packed.shape[1]):
        some = items[at * _BYTE : (at + 1) * _BYTE]
        joined = [
            "+".join(item for place, item in enumerate(some) if byte >> (_BYTE - 1 - place) & 1) or None
            for byte in range(2**_BYTE)
        ]
        parts.append(pl.Series(f"{at}", joined, dtype=pl.String).gather(packed[:, at]))
    return pl.DataFrame(parts).select(pl.concat_str(pl.all(), separator="+", ignore_nulls=True)).to_series()
