"""Who judged that a measure acts on an item, and whose judgement a result rests on."""

from __future__ import annotations

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.once import once
from dxcompare.evidence.lineage import one_of
from dxcompare.words.text import Text

BASES = ("either", "stated", "coded")


#: Codes of the first coder, changed where an adjudication says so.
ADJUDICATED = "adjudicated"


@once
def coders(ds: Dataset) -> list[str]:
    """Those who have coded measures, and `adjudicated` where a decision was made."""
    found = ds.measure_item.get_column("coder").drop_nulls().unique().sort().to_list()
    return found + [ADJUDICATED] * (not ds.adjudication.is_empty())


@once
def codes(ds: Dataset, coder: str) -> pl.DataFrame:
    """The rows of `measure_item` that a coder made.

    Raises
    ------
    ValueError
        If there is no such coder.
    """
    one_of("coder", coder, coders(ds))
    if coder != ADJUDICATED:
        return ds.measure_item.filter(coder=coder)
    first = codes(ds, coders(ds)[0])
    cell = ["measure_id", "item_id"]
    decided = ds.adjudication.with_columns(pl.col("decision").cast(pl.String))
    added = (
        decided.filter(decision="acts")
        .join(first, on=cell, how="anti")
        .join(ds.measure_item.filter(basis="coded"), on=cell)
        .unique(cell, maintain_order=True)
    )
    kept = first.join(decided.filter(decision="does_not_act"), on=cell, how="anti")
    found = pl.concat([kept, added.select(kept.columns)])
    rows = [
        row
        for measure in first.get_column("measure_id").unique(maintain_order=True)
        for row in _one_primary(found.filter(measure_id=measure), first.filter(measure_id=measure))
    ]
    return pl.DataFrame(rows, schema=first.schema)


def _one_primary(found: pl.DataFrame, before: pl.DataFrame) -> list[dict]:
    """The codes of one measure after adjudication, with exactly one that is primary.

    `none` gives way where the measure acts on something. The first coder's primary stays; where it is
    gone, the first item left takes its place, and where nothing is left, `none` does.
    """
    acting = [row for row in found.iter_rows(named=True) if row["item_id"] != "none"]
    if not acting:
        return [{**before.row(0, named=True), "item_id": "none", "role": "primary", "note": None}]
    own = set(before.filter(role="primary").get_column("item_id"))
    main = next((row["item_id"] for row in acting if row["item_id"] in own), acting[0]["item_id"])
    return [{**row, "role": "primary" if row["item_id"] == main else "secondary"} for row in acting]


def whose(coder: str) -> Text:
    """Whose codes a result rests on, in words."""
    if coder == ADJUDICATED:
        return Text("裁定後の判定", "adjudicated codes")
    return (
        Text("当方の判定", "our codes") if coder == "a" else Text(f"判定者{coder}の判定", f"the codes of coder {coder}")
    )
