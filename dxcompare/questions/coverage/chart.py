"""Charts of coverage: plan × national item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from dxcompare.evidence.marks import BLANKS, DEPTHS, SHARED
from dxcompare.present import style
from dxcompare.questions.coverage.compute import Coverage
from dxcompare.words import typography
from dxcompare.words.text import Text, column, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes


#: Marks of the blanks in the cells.
_NONE = Text("なし", "none")


_BLANK_MARKS = {"not_applicable": "—", "not_assessed": "?", "withheld": "×"}


@style.draws(Coverage, "matrix", Text("一覧図", "Matrix"))
def matrix(result: Coverage, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Heat map of depth: shade and number in each cell, ● where the plan itself names the item."""
    cells = result.to_frame("matrix")
    plans = cells.select("plan_id", "version").unique("plan_id", maintain_order=True)
    items = cells.unique("item_id", maintain_order=True)
    rows, row_height, label = items.height, 6.8, 62.0
    sections = items.get_column("section").to_list()
    breaks = [i for i in range(1, rows) if sections[i] != sections[i - 1]]
    height = rows * row_height
    figure, top = style.sheet(
        width_mm,
        17 + height,
        result.title.to(lang),
        _reading(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    each = min((width_mm - label - 1) / plans.height, 40.0)
    axes = style.place(figure, label, top + 17, each * plans.height, height)
    values = {(row["plan_id"], row["item_id"]): row for row in cells.iter_rows(named=True)}
    for x, plan in enumerate(plans.get_column("plan_id")):
        for y, item in enumerate(items.get_column("item_id")):
            _cell(axes, x, y, values[plan, item], lang)
    axes.set(xlim=(0, plans.height), ylim=(rows, 0), xticks=[], yticks=[])
    for y in breaks:
        axes.axhline(y, color=style.INK, linewidth=0.8)
    for spine in axes.spines.values():
        spine.set_visible(False)
    known = {row["plan_id"]: row for row in result.to_frame("plans").iter_rows(named=True)}
    cities = result.plan_names(lang)
    for x, (plan, version) in enumerate(plans.iter_rows()):
        head, points = typography.fitted(_plan_label(known[plan], cities[plan], version, lang), each, 8)
        axes.text(
            x + 0.5,
            -0.25,
            head,
            ha="center",
            va="bottom",
            fontsize=points,
            linespacing=1.4,
        )
    for y, row in enumerate(items.iter_rows(named=True)):
        name = typography.wrap(shown(row[column("name", lang)], lang), 42).split("\n")
        text = "\n".join(name[:2]) + "…" * (len(name) > 2)
        axes.text(
            -1.6 / each, y + 0.5, text, ha="right", va="center", fontsize=8 if len(name) == 1 else 6.8, linespacing=1.15
        )
    depth = cells.group_by("plan_id", maintain_order=True).agg(
        (pl.col("depth") > 0).sum().alias("n"), pl.col("depth").is_not_null().sum().alias("of")
    )
    said = "、".join(f"{plan} {n}/{of}" for plan, n, of in depth.iter_rows())
    alt = Text(
        f"計画×国の事項の深さの表。取り組む事項の数：{said}",
        f"Table of depth by plan and national item. Items acted on: {said}",
    ).to(lang)
    return style.Chart(figure, "coverage-matrix", result.title.to(lang), alt, cells)


def _cell(axes: Axes, x: int, y: int, row: dict, lang: str) -> None:
    from matplotlib.patches import Rectangle

    depth, blank = row["depth"], row["blank"]
    hatch = "////" if blank == "not_applicable" else None
    face = style.SHADES[depth] if depth is not None else "white"
    axes.add_patch(
        Rectangle(
            (x + 0.02, y + 0.04),
            0.96,
            0.92,
            facecolor=face,
            hatch=hatch,
            edgecolor=style.PALE if hatch else style.RULE,
            linewidth=0.5,
        )
    )
    ink = "white" if depth is not None and depth >= 4 else style.INK
    if blank and blank != "not_stated":
        axes.text(
            x + 0.5,
            y + 0.52,
            _BLANK_MARKS[blank],
            ha="center",
            va="center",
            fontsize=8,
            color=style.GREY,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )
        return
    text = _NONE.to(lang) if blank else str(depth)
    if not blank and row["depth_own"] < depth:
        text += "*"
    mark = "●" if row["stated"] and row["coded"] else "◇" if row["stated"] else ""
    axes.text(
        x + 0.5,
        y + 0.52,
        text,
        ha="center",
        va="center",
        fontsize=7.5 if blank else 9,
        color=style.GREY if blank else ink,
    )
    axes.text(x + 0.62, y + 0.52, mark, ha="left", va="center", fontsize=7, color=ink)


def _plan_label(plan: dict, name: str, version: str | None, lang: str) -> str:
    """A plan's column heading: municipality, years, version it is read against, if any."""
    read = Text(f"{version}版", f"v{version}") if version else Text("照らす版なし", "no version")
    return f"{style.head(name)}\n{plan['start_fy']}–{plan['end_fy']}\n{read.to(lang)}"


def _reading(lang: str) -> str:
    depth = Text("深さ：", "Depth: ").to(lang) + "　".join(f"{n} {text.to(lang)}" for n, text in DEPTHS.items() if n)
    if lang == "ja":
        return (
            f"{depth}\n●計画が事項名を記載し、当方の判定も一致　◇計画の記載だけ　印なし 当方の判定だけ\n"
            f"なし {BLANKS['not_stated'].ja}　斜線— {BLANKS['not_applicable'].ja}（策定時の版にない）"
            f"　? {BLANKS['not_assessed'].ja}、または出典で確かめられない　{SHARED.ja}"
        )
    return (
        f"{depth}\n● named by the plan and coded by us   ◇ named by the plan only   no mark: coded only\n"
        "none: not stated   hatched — not in the version in force   ? not assessed, or could not be sourced\n"
        f"{SHARED.en}"
    )
