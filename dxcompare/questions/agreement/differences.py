"""Where coders differ: the cells and main items on which they do, what was decided, and with whom the decision agrees."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.evidence.judgements import adjudications
from dxcompare.questions.agreement.tables import AdjudicatedFor, Disagreements, MainItems
from dxcompare.tables.common import NO_ITEM

_ACTS = {"yes": "acts", "no": "does_not_act", "primary": "acts"}


def disagreements(
    ds: Dataset, said: Mapping[str, pl.DataFrame], seen: Mapping[str, pl.Series], stated: pl.DataFrame, items: list[str]
) -> pl.DataFrame:
    """The cells on which coders differ, with what the plan says, what was decided, and whose code that is.

    `said`: by coder, what measures act on; `seen`: the measures that the coder looked at; `stated`: the plans' tags.
    """
    if not said:
        return pl.DataFrame(schema=Disagreements.kinds())
    acts = {coder: frame.select("measure_id", "item_id").unique() for coder, frame in said.items()}
    cells = (
        pl.concat(acts.values())
        .unique()
        .join(pl.DataFrame({"item_id": items}).with_row_index("column"), on="item_id")
        .join(ds.measure.select("measure_id", "title_ja", "title_en", "locator").with_row_index("row"), on="measure_id")
        .sort("row", "column")
    )
    for coder, yes in acts.items():
        looked = pl.col("measure_id").is_in(seen[coder].implode())
        cells = cells.join(
            yes.with_columns(pl.lit(True).alias(coder)), on=["measure_id", "item_id"], how="left", maintain_order="left"
        ).with_columns(pl.when(looked).then(pl.col(coder).fill_null(False)).alias(coder))
    who = {
        name: pl.concat_str(
            [pl.when(pl.col(coder) == says).then(pl.lit(coder)) for coder in said], separator="+", ignore_nulls=True
        )
        for name, says in (("yes", True), ("no", False))
    }
    tags = stated.select("measure_id", "item_id", stated=pl.lit(True)).unique()
    tagged = pl.col("measure_id").is_in(stated.get_column("measure_id").unique().to_list())
    cells = cells.join(tags, on=["measure_id", "item_id"], how="left", maintain_order="left").with_columns(
        stated=pl.when(tagged).then(pl.col("stated").fill_null(False))
    )
    decided = adjudications(ds).with_columns(
        decision=pl.col("value").cast(pl.String).replace_strict(_ACTS, return_dtype=pl.String)
    )
    return (
        cells.with_columns(**who)
        .filter(pl.col("yes") != "", pl.col("no") != "")
        .join(decided, on=["measure_id", "item_id"], how="left", maintain_order="left")
        .with_columns(decided_for=pl.when(decision="acts").then("yes").when(decision="does_not_act").then("no"))
        .select(*Disagreements.fields())
    )


def main_items(ds: Dataset, said: Mapping[str, pl.DataFrame], names: pl.DataFrame) -> pl.DataFrame:
    """The measures of which two coders see another item as the main one, and what was decided."""
    mains = {
        coder: frame.filter(role="primary").unique("measure_id", keep="last").select("measure_id", "item_id")
        for coder, frame in said.items()
    }
    decided = adjudications(ds).filter(value="primary").unique("measure_id", keep="last")
    measures = ds.measure.select("measure_id", "title_ja", "title_en", "locator").with_row_index("row")
    pairs = [
        measures.join(mains[first].rename({"item_id": "first_item"}), on="measure_id")
        .join(mains[second].rename({"item_id": "second_item"}), on="measure_id")
        .filter(pl.col("first_item") != pl.col("second_item"))
        .with_columns(first=pl.lit(first), second=pl.lit(second), pair=pl.lit(at))
        for at, (first, second) in enumerate(itertools.combinations(mains, 2))
    ]
    if not pairs:
        return pl.DataFrame(schema=MainItems.kinds())
    settled = [
        pl.when(pl.col(f"{end}_item") == pl.col("decided_item")).then(pl.col(end)) for end in ("first", "second")
    ]
    frame = (
        pl.concat(pairs)
        .sort("row", "pair")
        .join(
            decided.select("measure_id", "reason", "reason_en", decided_item="item_id"),
            on="measure_id",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            decided_for=pl.when(pl.col("decided_item").is_not_null()).then(
                pl.concat_str(settled, separator="+", ignore_nulls=True)
            )
        )
    )
    none = pl.DataFrame([("none", *NO_ITEM)], schema=["item_id", "short_ja", "short_en"], orient="row")
    names = pl.concat([names.select(none.columns), none])
    for column in ("first", "second", "decided"):
        called = names.select(
            **{f"{column}_item": "item_id", f"{column}_short_ja": "short_ja", f"{column}_short_en": "short_en"}
        )
        frame = frame.join(called, on=f"{column}_item", how="left", maintain_order="left")
    return frame.select(*MainItems.fields())


def adjudicated_for(cells: pl.DataFrame, mains: pl.DataFrame, coders: list[str]) -> pl.DataFrame:
    """How many of the differences that each coder is part of were decided for, and against, that coder."""
    parts = {
        "acts": Counter(cells.select("yes", "no", "decided_for").iter_rows()),
        "primary": Counter(mains.select("first", "second", "decided_for").iter_rows()),
    }
    rows = []
    for question, differences in parts.items():
        for coder in coders:
            own = [(said, n) for (*among, said), n in differences.items() if coder in "+".join(among).split("+")]
            won = sum(n for said, n in own if said is not None and coder in said.split("+"))
            known = sum(n for said, n in own if said is not None)
            every = sum(n for _, n in own)
            rows.append((question, coder, every, won, known - won, every - known))
    return pl.DataFrame(rows, schema=AdjudicatedFor.kinds(), orient="row")
