"""The chart of the bases of many surveys: which share of a survey's columns is known, and how."""

from __future__ import annotations

import polars as pl

from dxcompare.present import spread, style
from dxcompare.questions.bases.compute import CERTAINTY, Bases
from dxcompare.words.text import Text

SURVEYS = Text("調査", "surveys")


@style.spreads(Bases, "table")
def table(result: Bases, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """The share of each certainty among the columns of a survey."""
    columns = result.to_frame().with_columns(pl.col("certainty").cast(pl.String))
    every = columns.group_by("survey_id", maintain_order=True).agg(n=pl.len())
    lines = []
    for certainty, said in CERTAINTY.items():
        mine = columns.filter(certainty=certainty).group_by("survey_id").agg(found=pl.len())
        shares = every.join(mine, on="survey_id", how="left", maintain_order="left")
        lines.append(spread.Row(said.to(lang), 100 * shares["found"].fill_null(0) / shares["n"], limits=(0, 100)))
    whole = Text(f"{every.height:,}調査すべての分布。", f"The distribution of all {every.height:,} surveys. ").to(lang)
    reading = Text(
        f"調査の集計列に占める割合（％、0～100）。集計列は全部で{columns.height:,}列。"
        "「見出し」は、列になく、設問の見出しに書かれた人数",
        f"Share of the columns of a survey's tables (per cent, from 0 to 100), {columns.height:,} columns in all. "
        "Heading: not stated in the column, but in the heading of the question",
    ).to(lang)
    return spread.rows(
        result,
        lang,
        width_mm,
        "bases",
        result.title.to(lang),
        lines,
        "",
        reading,
        SURVEYS,
        result.caveats,
        whole=whole,
    )
