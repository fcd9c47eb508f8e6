"""The slide of `outcomes`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present.slide import Slide, headline, named, slide, table
from dxcompare.questions.outcomes.chart import CELL, READING, UNDATED
from dxcompare.questions.outcomes.compute import Outcomes
from dxcompare.questions.outcomes.tables import VERDICTS
from dxcompare.words.text import Text, column, plural, shown


@slide(Outcomes)
def _outcomes(result: Outcomes, lang: str) -> list[Slide]:
    """The most telling verdict, item × plan; then the targets that have an official figure."""
    cities = result.plan_names(lang)
    rows = result.to_frame().with_columns(
        place=pl.col("verdict").replace_strict({verdict: place for place, verdict in enumerate(VERDICTS)})
    )
    items = result.to_frame("items").select("item_id", item=column("short", lang)).with_row_index("order")
    plans = {plan: place for place, plan in enumerate(cities)}
    cells = (
        rows.sort("place", maintain_order=True)
        .unique(["plan_id", "item_id"], keep="first", maintain_order=True)
        .join(items, on="item_id")
        .sort("order", pl.col("plan_id").replace_strict(plans))
        .with_columns(pl.col("plan_id").replace(cities), named("verdict", CELL, lang))
    )
    told = rows.filter(pl.col("indicator_id").is_not_null()).with_columns(pl.col("as_of").fill_null(UNDATED.to(lang)))
    names = ("plan_id", "name", "target_text", "target_fy", "indicator", "actual_text", "as_of", "verdict")
    columns = dict.fromkeys(names) | {"target_fy": ("年度", "FY")}  # short
    title = _compared(told).to(lang)
    notes = [
        shown(text, lang)
        for text in told.get_column("caution" if lang == "ja" else "caution_en").unique(maintain_order=True)
    ]
    return [
        Slide(
            cells.with_columns(depth=pl.when(pl.col("indicator_id").is_not_null()).then(2.0)),
            "pivot",
            category="item",
            series="plan_id",
            value="verdict",
            shade="depth",
            most=5,
            reading=READING.to(lang),
        ),
        *([table(result, lang, columns, frame=told, title=title, notes=notes)] if told.height else []),
    ]


def _compared(told: pl.DataFrame) -> Text:
    """Of how many comparisons of a target with an official figure it can be said whether the target was reached."""
    n, every = told.filter(pl.col("verdict").is_in(["reached", "not_reached"])).height, told.height
    return Text(
        f"公的統計と並べた{every}件（指標×統計）のうち、目標に達したかどうかを言えるのは{n}件",
        f"Of {plural(every, 'pair', 'pairs')} of target and official figure, {n} {'tells' if n == 1 else 'tell'} whether the "
        "target was reached",
    )


@headline(Outcomes)
def _headline(result: Outcomes, lang: str) -> Text | None:
    rows = result.to_frame().filter(pl.col("kpi_id").is_not_null())
    n, told = rows["kpi_id"].n_unique(), rows.filter(pl.col("indicator_id").is_not_null())["kpi_id"].n_unique()
    if not n:
        return None
    same = rows.filter(relation="same")["kpi_id"].n_unique()
    return Text(
        f"該当する国の取組事項のある指標{n:,}のうち、公的統計と並べられるのは{told:,}、同じ量は{same:,}",
        f"Of {plural(n, 'indicator', 'indicators')} on national items, {told:,} can stand beside an official figure, {same:,} of the same quantity",
    )
