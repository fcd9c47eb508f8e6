"""Verdicts on the statements of each document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from dxcompare.present import style
from dxcompare.present.labels import on_lines
from dxcompare.questions.claims.compute import VERDICTS, Claims
from dxcompare.words.text import Text, column, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FILLS = {
    "supported": style.SHADES[5],
    "supported_after_rounding": style.SHADES[2],
    "depends_on_reading": style.PALE,
    "contradicted": style.INK,
    "cannot_be_checked": "#ffffff",
}


@style.draws(Claims, "verdicts", Text("判定", "Verdicts"))
def verdicts(result: Claims, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """How many statements of each document have which verdict; a document is called by its city, its title is below."""
    counts = result.to_frame("documents")
    documents = counts.unique("source_id", maintain_order=True)
    label, row = 62.0, 9.0
    figure, top = style.sheet(
        width_mm,
        12 + row * documents.height,
        result.title.to(lang),
        result.method.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top + 9, width_mm - label - 4, row * documents.height)
    cities = dict(result.to_frame().select("plan_id", column("city", lang)).iter_rows())
    for y, document in enumerate(documents.iter_rows(named=True)):
        mine = dict(counts.filter(source_id=document["source_id"]).select("verdict", "claims").iter_rows())
        with style.city(axes, document["plan_id"]):
            _name(
                axes, y, f"{cities[document['plan_id']]}（{sum(mine.values())}）", shown(document["title"], lang), label
            )
            _bar(axes, y, mine)
    style.key(
        figure,
        top,
        [(FILLS[v], "////" if v == "cannot_be_checked" else None, name.to(lang)) for v, name in VERDICTS.items()],
    )
    most = counts.group_by("source_id").agg(pl.col("claims").sum())["claims"].max()
    axes.set(xlim=(0, most), ylim=(documents.height - 0.5, -0.5), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return style.Chart(figure, "claims", result.title.to(lang), data=counts, columns=("title", "verdict", "claims"))


def _name(axes: Axes, y: int, city: str, title: str, label: float) -> None:
    """Whose a document is, with how many statements, and its title; they end left of the bars, whatever these count."""
    (called, *more) = on_lines(title, label - 3, style.SMALL)
    for said, va, away, points, colour in (
        (city, "bottom", 0.8, 8, style.INK),
        (called + "…" * bool(more), "top", -0.8, style.SMALL, style.GREY),
    ):
        axes.annotate(
            said,
            (0, y),
            xytext=(-1.5 * 72 / 25.4, away),
            textcoords="offset points",
            ha="right",
            va=va,
            fontsize=points,
            color=colour,
        )


def _bar(axes: Axes, y: int, mine: dict[str, int]) -> None:
    """The verdicts on the statements of a document."""
    left = 0
    for verdict in VERDICTS:
        n = mine.get(verdict, 0)
        if n:
            axes.barh(
                y,
                n,
                left=left,
                height=0.62,
                color=FILLS[verdict],
                edgecolor=style.GREY,
                linewidth=0.6,
                hatch="////" if verdict == "cannot_be_checked" else None,
            )
            dark = verdict in ("supported", "contradicted")
            axes.text(
                left + n / 2,
                y,
                str(n),
                ha="center",
                va="center",
                fontsize=8,
                color="white" if dark else style.INK,
                bbox=style.ON_HATCH if verdict == "cannot_be_checked" else None,
            )
            left += n
