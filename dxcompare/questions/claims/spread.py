"""The chart of verdicts on the statements of many plans: which share of a plan's statements has each."""

from __future__ import annotations

import polars as pl

from dxcompare.present import spread, style
from dxcompare.questions.claims.compute import VERDICTS, Claims
from dxcompare.words.text import Text


@style.spreads(Claims, "verdicts")
def verdicts(result: Claims, lang: str, width_mm: float = style.WIDTH_MM, mark: str | None = None) -> style.Chart:
    """The share of each verdict among the statements of a plan."""
    plan, name = spread.marked(result, lang, mark)
    counts = result.to_frame("documents").with_columns(pl.col("verdict").cast(pl.String))
    all_of = counts.group_by("plan_id", maintain_order=True).agg(n=pl.col("claims").sum())
    lines = []
    for verdict, said in VERDICTS.items():
        mine = counts.filter(verdict=verdict).group_by("plan_id").agg(pl.col("claims").sum())
        shares = all_of.join(mine, on="plan_id", how="left", maintain_order="left").select(
            "plan_id", share=100 * pl.col("claims").fill_null(0) / pl.col("n")
        )
        own = shares.filter(plan_id=plan or "")["share"].to_list()
        lines.append(spread.Row(said.to(lang), shares["share"], own, (0, 100)))
    total = int(all_of["n"].sum())
    reading = Text(
        f"計画の記述に占める割合（％、0～100）。記述は全部で{total:,}件",
        f"Share of the statements of a plan (per cent, from 0 to 100), {total:,} statements in all",
    ).to(lang)
    whole = Text(
        f"表についての記述がある{all_of.height:,}計画。",
        f"{all_of.height:,} plans that state something of their tables. ",
    ) + (Text(f"◆ {name}。", f"◆ {name}. ") if name else Text("", ""))
    return spread.rows(
        result,
        lang,
        width_mm,
        "claims",
        result.title.to(lang),
        lines,
        name,
        reading,
        notes=result.caveats,
        whole=whole.to(lang),
    )
