"""What an option does over age, told from tests that need no straight line, and said in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dxcompare.methods.intervals import adjusted
from dxcompare.methods.logistic import POOR_FIT
from dxcompare.words.text import Text

#: shape → its name, without the band that it names
SHAPES: dict[str, Text] = {
    "rises": Text("年齢とともに増える", "rises with age"),
    "falls": Text("年齢とともに減る", "falls with age"),
    "rises_unevenly": Text("増えるが、一様ではない", "rises, not evenly"),
    "falls_unevenly": Text("減るが、一様ではない", "falls, not evenly"),
    "peak": Text("途中の年代で最も高い", "highest in between"),
    "dip": Text("途中の年代で最も低い", "lowest in between"),
    "mixed": Text("年代で違うが、一方向でない", "differs, not one way"),
    "unclear": Text("はっきりしない", "not clear"),
    "no_difference": Text("年代差は認められない", "no difference by age found"),
    "unknown": Text("判定できない", "cannot be told"),
}

#: Shapes that have a direction.
WAYS = ("rises", "falls", "rises_unevenly", "falls_unevenly")

#: Shapes whose odds ratio is drawn; of those that are not even, with a wider error.
DRAWN = (*WAYS, "no_difference")

#: What must be said wherever a shape is said to rise or to fall.
ORDERED = Text(
    "「増える」「減る」は、差がないとみるより一方向とみるほうが合い、逆行を示す検定もないことをいう。"
    "どの年代も順に並ぶことを示すものではない。",
    "Rises and falls mean that one direction fits better than no difference and that no test shows a turn back; not that "
    "every band is in order.",
)

#: Chance of error that is accepted: of a p-value, and of one adjusted over the table.
ALPHA = 0.05


def with_shapes(table: pl.DataFrame) -> pl.DataFrame:
    """The gradients with p-values adjusted over the table, and the shape that follows."""
    known = table.filter(pl.col("order_p").is_not_null())
    keys = ["theme_id", "question_id", "option_id"]
    adjusted_p = known.select(
        *keys,
        *(
            pl.Series(f"{name}_q", adjusted(known[f"{name}_p"].to_list()), dtype=pl.Float64)
            for name in ("homogeneity", "order")
        ),
    )
    table = table.join(adjusted_p, on=keys, how="left", nulls_equal=True, maintain_order="left")
    one_way = pl.col("order_q") <= ALPHA
    inside = (pl.col("turn") == "peak") & pl.col("highest_inside") | (pl.col("turn") == "dip") & pl.col("lowest_inside")
    turn = pl.when(inside).then("turn").otherwise(pl.lit("mixed"))
    poor = pl.col("fit_p") <= POOR_FIT
    way = pl.when("rising").then(pl.lit("rises")).otherwise(pl.lit("falls"))
    table = table.with_columns(
        shape=pl.when(pl.col("slope").is_null())
        .then(pl.lit("unknown"))
        .when(one_way & (pl.col("against_p") > ALPHA))
        .then(pl.concat_str(way, pl.when(poor).then(pl.lit("_unevenly")).otherwise(pl.lit(""))))
        .when(one_way | (pl.col("homogeneity_q") <= ALPHA))
        .then(turn)
        .when(poor | (pl.min_horizontal("homogeneity_p", "order_p") <= ALPHA))
        .then(pl.lit("unclear"))
        .otherwise(pl.lit("no_difference"))
    )
    words = [said(row) for row in table.iter_rows(named=True)]
    return table.with_columns(
        says_ja=pl.Series([word.ja for word in words], dtype=pl.String),
        says_en=pl.Series([word.en for word in words], dtype=pl.String),
    )


def said(row: Mapping[str, Any]) -> Text:
    """The shape of a row of gradients, with the band that must be named for it to be true."""
    shape = row["shape"]
    ends = {
        "highest": Text(f"{row['highest_ja']}で最も高い", f"highest: {row['highest_en']}"),
        "lowest": Text(f"{row['lowest_ja']}で最も低い", f"lowest: {row['lowest_en']}"),
    }
    if shape in ("peak", "dip"):
        return ends["highest" if shape == "peak" else "lowest"]
    if shape in ("rises", "falls", "no_difference", "mixed", "unknown"):
        return SHAPES[shape]
    inside = [end for end in ("highest", "lowest") if row[f"{end}_inside"]]
    if not inside:
        return SHAPES[shape]
    band = ends[inside[0]]
    return Text(f"{SHAPES[shape].ja}（{band.ja}）", f"{SHAPES[shape].en} ({band.en})")
