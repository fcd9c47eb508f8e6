"""The slide of `timeline`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present.slide import Slide, headline, named, slide, table
from dxcompare.questions.timeline.compute import Timeline
from dxcompare.questions.timeline.stages import in_words, used_from
from dxcompare.questions.timeline.tables import UNUSED
from dxcompare.words.text import Text, column, plural


@slide(Timeline)
def _timeline(result: Timeline, lang: str) -> list[Slide]:
    """When each item is in use, item × plan; then the national deadlines."""
    names = result.to_frame("items").select("item_id", item=column("short", lang)).with_row_index("place")
    began = (
        result.to_frame("reached")
        .sort("fy", maintain_order=True)
        .unique(["plan_id", "item_id"], keep="first", maintain_order=True)
        .select(
            "plan_id",
            "item_id",
            began=in_words(lang),
        )
    )
    cells = (
        result.to_frame("first_use")
        .join(names, on="item_id")
        .join(began, on=["plan_id", "item_id"], how="left", maintain_order="left")
        .with_columns(
            pl.col("plan_id").replace(result.plan_names(lang)),
            says=pl.coalesce(
                used_from(lang),
                pl.when(pl.col("why") == "no_step").then("began"),
                named("why", UNUSED, lang),
            ),
        )
    )
    order = {name: place for place, name in enumerate(result.plan_names(lang).values())}
    cells = cells.sort("place", pl.col("plan_id").replace_strict(order))
    due = ["plan_id", "name", "deadline_text", "deadline_status", "verdict", "step_text", "fy"]
    return [
        table(result, lang, due, "deadlines"),
        Slide(
            cells,
            "pivot",
            category="item",
            series="plan_id",
            value="says",
            title=_first_use(result).to(lang),
            reading=Text(
                "使い始める最初の年度。使い始めの工程がなければ、最初の段階と年度。年度がなければ、その理由。"
                "「以降」は、工程の期間が読み取れず、その年度かそれより後",
                "First fiscal year in use; where no such step is stated, the first stage and its year; else why there is "
                "none. “Or later”: the span of the step is lost",
            ).to(lang),
        ),
    ]


def _first_use(result: Timeline) -> Text:
    """Of how many pairs of plan and item with a measure the steps tell the first year in use."""
    acted = result.to_frame("first_use").filter(pl.col("why").is_null() | pl.col("why").is_in(["no_step", "illegible"]))
    n = acted.filter(pl.col("why").is_null()).height
    return Text(
        f"施策のある{acted.height}組（計画×事項）のうち、使い始める年度が工程から分かるのは{n}組",
        f"Of {plural(acted.height, 'pair', 'pairs')} of plan and item with a measure, the steps tell the first year in use "
        f"of {n}",
    )


@headline(Timeline)
def _headline(result: Timeline, lang: str) -> Text | None:
    """How many deadlines have a step in time; apart, those for each body to decide and those of lost schedules."""
    faced = result.to_frame("deadlines").filter(~pl.col("verdict").is_in(["state", "past"]))
    free = pl.col("deadline_status").eq_missing("optional")
    due = faced.filter(~free, pl.col("verdict") != "illegible")
    if due.is_empty():
        return None
    n, unread, own = due.filter(verdict="in_time").height, faced.filter(~free, verdict="illegible"), faced.filter(free)
    apart = [
        Text(f"{rows.height}件は{why.ja}", f"{plural(rows.height, 'is', 'are')} {why.en}")
        for rows, why in (
            (unread, Text("工程が資料から読み取れない", "not legible")),
            (own, Text("取り組むかが各団体の判断である", "for each body to decide")),
        )
        if not rows.is_empty()
    ]
    return Text(
        f"工程で測れる国の期限{due.height}件（計画×事項）のうち、期限に間に合う工程があるのは{n}件"
        + (f"（ほか{'、'.join(one.ja for one in apart)}）" if apart else ""),
        f"Of {plural(due.height, 'national deadline', 'national deadlines')} that a step can meet (plan by item), "
        f"{plural(n, 'has', 'have')} a step in time"
        + (f" (apart from these, {' and '.join(one.en for one in apart)})" if apart else ""),
    )
