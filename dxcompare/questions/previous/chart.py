"""The verdicts on the predecessors of the plans, by item."""

from __future__ import annotations

from dxcompare.present import style
from dxcompare.questions.previous.compute import RARE, VERDICTS, Previous, given
from dxcompare.words.text import Text, column, plural, shown

#: verdict → face and hatch of its square
SQUARES = {
    "done": (style.STEPS[5], None),
    "partly": ("white", "//////"),
    "not_done": ("white", None),
    RARE: ("white", "...."),
}


@style.draws(Previous, "verdicts", Text("判定", "Verdicts"))
def verdicts(result: Previous, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """A square for each verdict on the previous plan, by item: filled, hatched or empty."""
    from matplotlib.patches import Rectangle

    names = result.plan_names(lang)
    items, row, label = result.to_frame("items"), 5.4, 70.0
    lines: list[tuple[dict, dict | None]] = []
    for plan in result.to_frame("plans").iter_rows(named=True):
        lines.append((plan, None))
        lines += [(plan, item) for item in items.filter(plan_id=plan["plan_id"]).iter_rows(named=True)]
    every = given(result)
    dotted = Text("　⊡ 評価できない", "   ⊡ cannot be assessed") if RARE in every else Text("", "")
    subtitle = Text(
        f"■ 実施・達成　▨ 一部実施　□ 未達成{dotted.ja}（正方形一つが評価一件。各市の自己評価）\n"
        "右の数字は新しい計画でその事項に該当する施策の数",
        f"■ done   ▨ partly   □ not done{dotted.en} (one square per verdict, by the cities themselves)   "
        "right: measures of the new plan on the item",
    ).to(lang)
    figure, top = style.sheet(
        width_mm,
        row * len(lines) + 2,
        result.title.to(lang),
        subtitle,
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top, width_mm - label, row * len(lines))
    wide = (width_mm - label) / row
    axes.set(xlim=(0, wide), ylim=(len(lines) - 0.5, -0.5), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    for y, (plan, item) in enumerate(lines):
        if item is None:
            head = axes.text(-label / row, y, names[plan["plan_id"]], va="center", fontsize=9)
            style.of_city(head, plan["municipality_code"])
            continue
        whose = plan["municipality_code"]
        with style.city(axes, whose):
            style.row_name(axes, -0.4 / wide, y, shown(item[column("short", lang)], lang), label - 4, 7.5)
        squares = [verdict for verdict in VERDICTS for _ in range(item[verdict])]
        for x, verdict in enumerate(squares):
            face, hatch = SQUARES[verdict]
            square = Rectangle(
                (x + 0.1, y - 0.38), 0.76, 0.76, edgecolor=style.INK, linewidth=0.7, facecolor=face, hatch=hatch
            )
            style.of_city(axes.add_patch(square), whose)
        said = (
            "—"
            if item["measures"] is None
            else Text(f"施策 {item['measures']}", plural(item["measures"], "measure", "measures")).to(lang)
        )
        right = axes.text(wide - 0.2, y, said, ha="right", va="center", fontsize=7.5, color=style.GREY)
        style.of_city(right, whose)
    return style.Chart(figure, "previous-verdicts", result.title.to(lang), data=items)
