"""A map of bases: printed, recovered, or open."""

from __future__ import annotations

from math import fsum

import polars as pl

from dxcompare.present import style
from dxcompare.questions.bases.compute import CERTAINTY, Bases
from dxcompare.tables.vocabularies import AUDIT_SCOPES
from dxcompare.words.text import Text, column, plural, shown
from dxcompare.words.unknown import one_of

VALID = Text("有効回答{:,}", "{:,} valid answers")


@style.draws(Bases, "table", Text("表の図", "Table"))
def bases(result: Bases, lang: str, group_type: str = "age", width_mm: float = style.WIDTH_MM) -> style.Chart:
    """The base of every question and group: shaded where recovered, marked where it cannot be told."""
    from matplotlib.patches import Rectangle

    one_of("group_type", group_type, result.to_frame()["group_type"].cast(pl.String).unique(maintain_order=True), lang)
    table = result.to_frame().filter(pl.col("group_type") == group_type)
    surveys = table["survey_id"].unique(maintain_order=True).to_list()
    row, gap, label = 6.2, 15.0, 34.0
    reading = Text(
        "白 計画に記載の人数　薄い青 編者が復元した人数　点 ほぼ確か（≈、事後確率99％以上）　斜線 決まらない（候補）",
        "White: stated   pale blue: recovered by us   dotted: likely (≈, posterior 0.99 or more)   hatched: cannot be told",
    )
    counts = dict(table["certainty"].cast(pl.String).value_counts().iter_rows())
    counted = {name: counts[code] for code, name in CERTAINTY.items() if code in counts}
    scope = AUDIT_SCOPES[group_type]
    reading += Text(
        f"\nこの図は{scope.ja}の列だけ：{'、'.join(f'{name.ja}{n}列' for name, n in counted.items())}",
        f"\nColumns {scope.en} only: {', '.join(f'{n} {name.en}' for name, n in counted.items())}",
    )
    heights = [row * table.filter(survey_id=s)["question_id"].n_unique() for s in surveys]
    figure, top = style.sheet(
        width_mm,
        fsum(heights) + gap * len(surveys),
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
            + ("" if stated["valid"] is None else VALID.to(lang).format(stated["valid"])),
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
                    likely, recovered = cell["certainty"] == "likely", cell["certainty"] == "recovered"
                    known = likely or cell["n"] is not None
                    axes.add_patch(
                        Rectangle(
                            (x + 0.02, y + 0.05),
                            0.96,
                            0.9,
                            facecolor=style.SHADES[2] if recovered else "white",
                            edgecolor=style.RULE,
                            linewidth=0.5,
                            hatch="...." if likely else None if known else "////",
                        )
                    )
                    text = f"{cell['n']:,}" if cell["n"] is not None else _candidates(cell["candidates"])
                    text = f"≈{cell['n_likely']:,}" if likely else text
                    axes.text(
                        x + 0.5,
                        y + 0.52,
                        text,
                        ha="center",
                        va="center",
                        fontsize=7.5,
                        bbox=None if known and not likely else style.ON_HATCH,
                    )
        style.of_city([*axes.texts, *axes.patches], stated["municipality_code"])
        axes.set(xlim=(0, groups.height), ylim=(questions.height, 0), xticks=[], yticks=[])
        for spine in axes.spines.values():
            spine.set_visible(False)
        upper += height + gap
    listed = Text("、", ", ").to(lang).join(f"{name.to(lang)} {n}" for name, n in counted.items())
    said = Text(
        f"回答者数{table.height}列の内訳は、{listed}", f"Of {plural(table.height, 'base', 'bases')}: {listed}"
    ).to(lang)
    told = ("city", "ref", "group", "n", "n_likely", "candidates", "certainty")
    return style.Chart(figure, f"survey-bases-{group_type}", result.title.to(lang), said, table, told)


def _candidates(text: str | None) -> str:
    if text is None:
        return "？"
    listed = text.split("|")
    return "／".join(listed) if len(listed) <= 2 else f"{listed[0]}…"
