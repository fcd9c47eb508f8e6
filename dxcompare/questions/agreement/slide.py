"""The slides of `agreement`, and the finding that heads them."""

from __future__ import annotations

import polars as pl

from dxcompare.present.slide import Slide, headline, slide, table
from dxcompare.questions.agreement.compute import Agreement
from dxcompare.questions.agreement.tables import ALL, WHO, called
from dxcompare.words.text import Text

_READ = ["short", "both", "only_first", "only_second", "agreement", "positive_agreement", "alpha", "low", "high"]


@slide(Agreement)
def _agreement(result: Agreement, lang: str) -> list[Slide]:
    """A table for each pair; then what was decided."""
    pairs, said = result.to_frame("pairs"), []
    for (first, second), block in pairs.group_by("first", "second", maintain_order=True):
        one, other = called(f"{first}"), called(f"{second}")
        title = Text(f"判定の一致：{one.ja}と{other.ja}", f"Agreement: {one.en} and {other.en}")
        said.append(table(result, lang, _READ, frame=block, title=title.to(lang)))
    decided = result.to_frame("adjudicated_for")
    if decided.get_column("differences").sum():
        title = Text("判定の違いと裁定", "Differences, and what was decided")
        said.append(table(result, lang, decided.columns, "adjudicated_for", title=title.to(lang)))
    return said or [table(result, lang, _READ)]


@headline(Agreement)
def _headline(result: Agreement, lang: str) -> Text | None:
    """Of the first two coders: on how much they differ, and which way."""
    people = ~pl.any_horizontal(pl.col("first", "second").is_in(list(WHO)))
    pairs = result.to_frame("pairs").filter(people, item_id=ALL)
    if pairs.is_empty():
        return None
    row = pairs.row(0, named=True)
    one, other, only = called(row["first"]), called(row["second"]), (row["only_first"], row["only_second"])
    return Text(
        f"判定が分かれたのは{sum(only)}件（{one.ja}だけが取り組むとした{only[0]}件、{other.ja}だけ{only[1]}件）",
        f"The coders differ on {sum(only)}: {only[0]} that only {one.en} says act, {only[1]} that only {other.en} does",
    )
