"""Pairs of indicators across cities, and whether they compare."""

from __future__ import annotations

from dxcompare.present import style
from dxcompare.questions.matched.compute import Matched
from dxcompare.words import typography
from dxcompare.words.text import Text, column, shown


@style.draws(Matched, "pairs", Text("組", "Pairs"))
def pairs(result: Matched, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Each pair on a line: on either side a city, its indicator and target, a sign between, the reason below."""
    rows = result.to_frame()
    known = result.to_frame("plans").rows_by_key("plan_id", named=True, unique=True)
    cities = {plan: row[column("name", lang)] for plan, row in known.items()}
    label, side, sign, line = 34.0, 61.0, 12.0, 12.6
    subtitle = Text(
        "＝ 比べられる　≠ 比べられない。括弧内は目標（比べられる数の組は人口千人当たりも）、下は理由",
        "= they compare   ≠ they do not. In brackets the target (of counts that compare also per 1,000 residents), below "
        "the reason",
    )
    figure, top = style.sheet(
        width_mm,
        line * rows.height + 2,
        result.title.to(lang),
        subtitle.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, 0, top, width_mm, line * rows.height)
    axes.set(xlim=(0, width_mm), ylim=(rows.height, 0), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    for y, row in enumerate(rows.iter_rows(named=True)):
        item = typography.wrap(shown(row[column("short", lang)], lang), typography.line_width(label - 2, 7.5))
        axes.text(0, y + 0.06, item, va="top", fontsize=7.5, linespacing=1.2, color=style.GREY)
        for x, end in ((label, "first"), (label + side + sign, "second")):
            target = row[f"{end}_target_text"]
            name = row[column(f"{end}_name", lang)]
            per_head = row[f"{end}_per_1000"]
            if per_head is not None:
                target += Text(f"、人口千人当たり{per_head:.2f}", f"; {per_head:.2f} per 1,000").to(lang)
            said = shown(f"{name}（{target}）" if lang == "ja" else f"{name} ({target})", lang)
            text = typography.wrap(said, typography.line_width(side, 7)).split("\n")
            of = [cities[row[f"{end}_plan_id"]], *text[:2]]
            drawn = axes.text(x, y + 0.06, "\n".join(of) + "…" * (len(text) > 2), va="top", fontsize=7, linespacing=1.2)
            style.of_city(drawn, known[row[f"{end}_plan_id"]]["municipality_code"])
        axes.text(
            label + side + sign / 2,
            y + 0.06,
            "＝" if row["comparable"] else "≠",
            va="top",
            ha="center",
            fontsize=10,
            color=style.COLOURS[0] if row["comparable"] else style.GREY,
        )
        reason = typography.wrap(
            shown(row["because" if lang == "ja" else "because_en"], lang),
            typography.line_width(width_mm - label, style.SMALL),
        ).split("\n")
        axes.text(
            label, y + 0.79, reason[0] + "…" * (len(reason) > 1), va="top", fontsize=style.SMALL, color=style.GREY
        )
        axes.axhline(y, color=style.RULE, linewidth=0.5)
    told = ["short", *(f"{end}_{name}" for end in ("first", "second") for name in ("plan_id", "name", "target_text"))]
    told += ["comparable", "because" if lang == "ja" else "because_en"]
    return style.Chart(figure, "matched-pairs", result.title.to(lang), data=rows, columns=tuple(told))
