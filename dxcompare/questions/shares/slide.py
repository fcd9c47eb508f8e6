"""The slide of `shares`, and the finding that heads it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dxcompare.evidence.marks import BLANKS
from dxcompare.present import style
from dxcompare.present.slide import Slide, as_shown, headline, named, slide
from dxcompare.questions.shares.compute import Shares
from dxcompare.words.text import Text, column
from dxcompare.words.unknown import one_of


@slide(Shares)
def _shares(result: Shares, lang: str, options: Sequence[str] | None = None) -> list[Slide]:
    """The options: a small chart of each over age, or else bars; a table where no share is known."""
    cells = result.to_frame()
    if options:
        for name in options:
            one_of("option", name, cells["option_id"].unique(maintain_order=True), lang)
        cells = cells.filter(pl.col("option_id").is_in(options))
    bases = [style.base(row) for row in cells.iter_rows(named=True)]
    group, option = column("group", lang), column("option", lang)
    cells = cells.with_columns(as_shown(option, lang), as_shown(group, lang), pl.Series("base", bases)).with_columns(
        group=pl.concat_str(group, "base", separator="\n"),
        says=pl.when(pl.col("blank").is_not_null())
        .then(named("blank", BLANKS, lang))
        .otherwise(pl.col("percent").round(1).cast(pl.String)),
    )
    table = Slide(
        cells,
        "pivot",
        category=option,
        series="group",
        value="says",
        shade="percent",
        most=100,
        reading=Text("割合（％）。濃いほど多い", "Percent; the darker, the more").to(lang),
    )
    drawn = cells.filter(pl.col("age_min").is_not_null()) if cells["age_min"].count() else cells
    known = drawn.group_by("option_id", maintain_order=True).agg(known=pl.col("percent").count() > 0)
    drawn = drawn.join(known.filter("known"), on="option_id", how="semi", maintain_order="left")
    if drawn.is_empty():
        return [table]
    aged = drawn["age_min"].count() > 0
    reading = Text(
        "割合（％）、年齢別（数字は年代の下の端）。縦線は95％区間、白抜きは30人未満または人数不明",
        "Percent, by age (its lower end); lines: 95 % intervals; hollow: fewer than 30 people, or base unknown",
    )
    if not aged:
        reading = Text("割合（％）。細線は95％区間", "Percent; thin lines: 95 % intervals")
    chart = Slide(
        drawn.with_columns(ages=pl.col("age_min").cast(pl.String)),
        "line" if aged else "bar",
        category="ages" if aged else option,
        series=option if aged else "group",
        value="percent",
        panel=option if aged else "",
        low="low",
        high="high",
        hollow="hollow" if aged else None,
        number_format="0",
        most=100,
        base=result.caveats[0].to(lang),
        caveat=result.caveats[1].to(lang) if len(result.caveats) > 1 else "",
        reading=f"{result.title.to(lang)}\n{reading.to(lang)}",
    )
    return [chart]


@headline(Shares)
def _headline(result: Shares, lang: str) -> Text | None:
    """The option whose share differs most between the groups with a usable base."""
    cells = result.to_frame().filter(pl.col("percent").is_not_null(), ~pl.col("hollow"))
    if cells["age_min"].count():
        cells = cells.filter(pl.col("age_min").is_not_null())
    if cells["group_id"].n_unique() < 2:
        return None
    spread = cells.group_by("option_id", maintain_order=True).agg(by=pl.col("percent").max() - pl.col("percent").min())
    option = cells.filter(option_id=spread.sort("by", descending=True, maintain_order=True).item(0, "option_id"))
    high, low = (
        option.sort("percent", descending=down, maintain_order=True).row(0, named=True) for down in (True, False)
    )
    return Text(
        f"「{high['option_ja']}」は{high['group_ja']}で{high['percent']:g}％、{low['group_ja']}で{low['percent']:g}％",
        f"‘{high['option_en']}’: {high['percent']:g} % of {high['group_en']}, {low['percent']:g} % of {low['group_en']}",
    )
