"""Charts of trust: bases, tests of tables, verdicts on statements, how often recovery is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from dxcompare.analysis.audit import TESTS, Audit
from dxcompare.analysis.bases import CERTAINTY, Bases
from dxcompare.analysis.claims import VERDICTS, Claims
from dxcompare.analysis.simulation import BROKEN, OUTCOMES, Simulation
from dxcompare.charts import style
from dxcompare.text import Text, column, shown

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@style.draws("Bases", "table")
def bases(result: Bases, lang: str, group_type: str = "age", width_mm: float = style.WIDTH_MM) -> style.Chart:
    """The base of every question and group: shaded where recovered, marked where it cannot be told."""
    from matplotlib.patches import Rectangle

    table = result.to_frame().filter(pl.col("group_type") == group_type)
    surveys = table["survey_id"].unique(maintain_order=True).to_list()
    row, gap, label = 6.2, 15.0, 34.0
    reading = Text(
        "白 印刷された人数　薄い青 当方が復元した人数　斜線 一つに決まらない（候補を示す）",
        "White: printed   pale blue: recovered by us   hatched: cannot be told (candidates shown)",
    )
    heights = [row * table.filter(survey_id=s)["question_id"].n_unique() for s in surveys]
    figure, top = style.sheet(
        width_mm,
        sum(heights) + gap * len(surveys),
        result.title.to(lang),
        reading.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    upper = top
    for survey, height in zip(surveys, heights, strict=True):
        mine = table.filter(survey_id=survey)
        questions = mine.unique("question_id", maintain_order=True)
        groups = mine.sort("group_position").unique("group_id", maintain_order=True)
        at = {(r["question_id"], r["group_id"]): r for r in mine.iter_rows(named=True)}
        axes = style.place(figure, label, upper + gap - 3, width_mm - label - 1, height)
        stated = result.to_frame("surveys").filter(survey_id=survey).row(0, named=True)
        axes.text(
            0,
            -1.55,
            f"{stated[column('city', lang)]}　{shown(stated[column('name', lang)], lang)}　"
            + Text(f"有効回答{stated['valid']:,}", f"{stated['valid']:,} valid answers").to(lang),
            fontsize=8,
            va="center",
            color=style.INK,
        )
        for x, group in enumerate(groups.iter_rows(named=True)):
            axes.text(x + 0.5, -0.35, shown(group[column("group", lang)], lang), ha="center", va="center", fontsize=7.5)
        for y, question in enumerate(questions.iter_rows(named=True)):
            axes.text(-0.1, y + 0.5, question["ref"], ha="right", va="center", fontsize=8)
            for x, group in enumerate(groups["group_id"]):
                cell = at.get((question["question_id"], group))
                if cell:
                    known, recovered = cell["n"] is not None, cell["certainty"] == "recovered"
                    axes.add_patch(
                        Rectangle(
                            (x + 0.02, y + 0.05),
                            0.96,
                            0.9,
                            facecolor=style.SHADES[2] if recovered else "white",
                            edgecolor=style.RULE,
                            linewidth=0.5,
                            hatch=None if known else "////",
                        )
                    )
                    text = f"{cell['n']:,}" if known else _candidates(cell["candidates"])
                    axes.text(
                        x + 0.5,
                        y + 0.52,
                        text,
                        ha="center",
                        va="center",
                        fontsize=7.5,
                        bbox=None if known else ON_HATCH,
                    )
        axes.set(xlim=(0, groups.height), ylim=(questions.height, 0), xticks=[], yticks=[])
        for spine in axes.spines.values():
            spine.set_visible(False)
        upper += height + gap
    counts = table["certainty"].value_counts()
    said = "；".join(f"{CERTAINTY[str(name)].to(lang)} {n}" for name, n in counts.iter_rows())
    return style.Chart(
        figure, f"survey-bases-{group_type}", result.title.to(lang), f"{result.title.to(lang)} {said}", table
    )


def _candidates(text: str | None) -> str:
    if text is None:
        return "？"
    listed = text.split("|")
    return "／".join(listed) if len(listed) <= 2 else f"{listed[0]}…"


#: Behind a text that stands on a hatched area.
ON_HATCH = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
MARKS = {"consistent": "○", "inconsistent": "×", "untestable": "–"}


@style.draws("Audit", "matrix")
def matrix(result: Audit, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Question × test: the verdict, shaded by the chance that the test would have found an error."""
    from matplotlib.patches import Rectangle

    tests, questions = result.to_frame("tests"), result.to_frame("questions")
    label, row, head = 36.0, 6.2, 13.0
    title = Text("集計表のどこが計算に合わないか", "Where do the survey tables not add up?")
    reading = Text(
        "○ 合う　× 合わない　– 調べられない　空欄 当てはまらない\n"
        "数字と濃さは検出力（％）＝誤り1件を見つける確率。区分のうち最も弱いもの",
        "○ consistent   × inconsistent   – cannot be tested   empty: does not apply\n"
        "Number and shade: power (%), the chance to find one error; the weakest of the breakdowns",
    )
    figure, top = style.sheet(
        width_mm,
        head + row * questions.height + 3,
        title.to(lang),
        reading.to(lang),
        result.method.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top + head, width_mm - label - 1, row * questions.height)
    for x, (name, _) in enumerate(TESTS.values()):
        text = style.wrap(name.to(lang), style.line_width((width_mm - label) / len(TESTS), 7))
        axes.text(x + 0.5, -0.25, text, ha="center", va="bottom", fontsize=7, linespacing=1.2)
    for y, question in enumerate(questions.iter_rows(named=True)):
        axes.text(
            -0.08, y + 0.5, f"{question[column('city', lang)]} {question['ref']}", ha="right", va="center", fontsize=7.5
        )
        for x, test in enumerate(TESTS):
            found = tests.filter(question_id=question["question_id"], test=test)
            if found.is_empty():
                continue
            worst = (
                "inconsistent"
                if "inconsistent" in found["verdict"]
                else ("consistent" if "consistent" in found["verdict"] else "untestable")
            )
            power = found.filter(pl.col("verdict") == worst)["power"].min()
            strong = 0 if power is None else float(power)  # type: ignore[arg-type]
            bad = worst == "inconsistent"
            axes.add_patch(
                Rectangle(
                    (x + 0.02, y + 0.05),
                    0.96,
                    0.9,
                    linewidth=1.6 if bad else 0.5,
                    edgecolor=style.INK if bad else style.RULE,
                    facecolor="white" if worst == "untestable" else style.SHADES[min(int(strong * 4), 3)],
                )
            )
            number = "" if worst == "untestable" else f" {100 * strong:.0f}"
            axes.text(x + 0.5, y + 0.52, MARKS[worst] + number, ha="center", va="center", fontsize=8)
    axes.set(xlim=(0, len(TESTS)), ylim=(questions.height, 0), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    said = "；".join(
        f"{row['ref']} {row[column('text', lang)]}" for row in result.to_frame("findings").iter_rows(named=True)
    )
    return style.Chart(figure, "survey-audit", title.to(lang), f"{title.to(lang)} {said}", tests)


FILLS = {
    "supported": style.SHADES[4],
    "supported_after_rounding": style.SHADES[2],
    "contradicted": style.INK,
    "cannot_be_checked": "white",
}


@style.draws("Claims", "verdicts")
def verdicts(result: Claims, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """How many statements of each document have which verdict."""
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
    for y, document in enumerate(documents.iter_rows(named=True)):
        mine = dict(counts.filter(source_id=document["source_id"]).select("verdict", "claims").iter_rows())
        left = 0
        total = sum(mine.values())
        axes.text(
            -0.6,
            y,
            style.wrap(f"{shown(document['title'], lang)}（{total}）", style.line_width(label - 3, 8)),
            ha="right",
            va="center",
            fontsize=8,
        )
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
                    bbox=ON_HATCH if verdict == "cannot_be_checked" else None,
                )
                left += n
    _key(
        figure,
        top,
        [(FILLS[v], "////" if v == "cannot_be_checked" else None, name.to(lang)) for v, name in VERDICTS.items()],
    )
    most = counts.group_by("source_id").agg(pl.col("claims").sum())["claims"].max()
    axes.set(xlim=(0, most), ylim=(documents.height - 0.5, -0.5), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    said = "；".join(
        f"{r['title']} {VERDICTS[str(r['verdict'])].to(lang)} {r['claims']}" for r in counts.iter_rows(named=True)
    )
    return style.Chart(figure, "claims", result.title.to(lang), f"{result.title.to(lang)} {said}", counts)


def _key(figure: Figure, top: float, entries: list[tuple[str, str | None, str]]) -> None:
    """A key in one line above a chart, from the left edge."""
    from matplotlib.patches import Patch

    handles = [
        Patch(facecolor=colour, hatch=hatch, edgecolor=style.GREY, linewidth=0.6, label=name)
        for colour, hatch, name in entries
    ]
    high = figure.get_size_inches()[1] * 25.4
    figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0, 1 - top / high),
        ncols=len(handles),
        frameon=False,
        fontsize=7.5,
        handlelength=1.2,
        handleheight=0.9,
        columnspacing=1.2,
        borderaxespad=0,
        borderpad=0,
    )


@style.draws("Simulation", "outcomes")
def outcomes(result: Simulation, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Share of bases recovered rightly, not decided, refused, and wrongly, by what was broken and how much is printed."""
    table = (
        result.to_frame()
        .group_by("broken", "decimals", "cells", maintain_order=True)
        .agg(pl.col("bases", *OUTCOMES).sum())
    )
    ways = table["broken"].unique(maintain_order=True).to_list()
    kinds = [
        (decimals, cells)
        for decimals, cells in table.select("decimals", "cells").unique(maintain_order=True).iter_rows()
    ]
    label, row, gap, right = 52.0, 4.4, 6.0, 34.0
    high = len(ways) * (len(kinds) * row + gap)
    figure, top = style.sheet(
        width_mm,
        high + 6,
        result.title.to(lang),
        result.method.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    fills = {"right": style.SHADES[4], "silent": "white", "refused": style.SHADES[1], "wrong": style.INK}
    axes = style.place(figure, label, top + 8, width_mm - label - right, high)
    y = 0.0
    for way in ways:
        axes.text(
            -label / (width_mm - label - right),
            y,
            BROKEN[way].to(lang),
            fontsize=8,
            va="center",
            color=style.INK,
            transform=axes.get_yaxis_transform(),
        )
        for decimals, cells in kinds:
            found = table.filter(broken=way, decimals=decimals, cells=cells).row(0, named=True)
            left = 0.0
            for outcome in OUTCOMES:
                share = 100 * found[outcome] / found["bases"]
                axes.barh(
                    y,
                    share,
                    left=left,
                    height=row * 0.8,
                    color=fills[outcome],
                    edgecolor=style.PALE,
                    linewidth=0.4,
                    hatch="...." if outcome == "refused" else None,
                )
                left += share
            what = Text(
                f"{'小数1桁' if decimals else '整数'}・{cells}個", f"{'0.1 %' if decimals else '1 %'}, {cells} cells"
            )
            axes.text(-1.5, y, what.to(lang), ha="right", va="center", fontsize=7)
            wrong = Text(f"誤り {found['wrong']}／{found['bases']:,}", f"wrong {found['wrong']} of {found['bases']:,}")
            axes.text(
                102, y, wrong.to(lang), va="center", fontsize=7, color=style.INK if found["wrong"] else style.GREY
            )
            y += row
        y += gap
    _key(
        figure, top + 1, [(fills[o], "...." if o == "refused" else None, name.to(lang)) for o, name in OUTCOMES.items()]
    )
    axes.set(xlim=(0, 100), ylim=(y - gap, -row), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    said = "；".join(
        f"{BROKEN[r['broken']].to(lang)} {r['decimals']}・{r['cells']} {OUTCOMES['right'].to(lang)} {r['right']} "
        f"{OUTCOMES['wrong'].to(lang)} {r['wrong']} / {r['bases']}"
        for r in table.iter_rows(named=True)
    )
    return style.Chart(figure, "recovery-simulation", result.title.to(lang), f"{result.title.to(lang)} {said}", table)
