"""Agreement of coders: raw and corrected for chance."""

from __future__ import annotations

import polars as pl

from dxcompare.present import style
from dxcompare.questions.agreement.compute import Agreement
from dxcompare.questions.agreement.tables import ALL, WHO
from dxcompare.tables.judgement import PLAN
from dxcompare.words.text import Text, column


@style.draws(Agreement, "alpha", Text("一致の度合い", "Agreement"))
def alpha(result: Agreement, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Alpha with its interval and raw agreement for each item and pair, with how many said yes."""
    pairs, label, row, right = result.to_frame("pairs"), 62.0, 4.6, 36.0
    lines: list[dict] = []
    for (first, second), block in pairs.group_by("first", "second", maintain_order=True):
        other = WHO[PLAN].to(lang) if second == PLAN else f"{second}"
        head = Text(
            f"判定者{first} × {other}（施策 {block.item(0, 'measures')}）",
            f"coder {first} × {other} ({block.item(0, 'measures')} measures)",
        ).to(lang)
        lines += [{"head": head}, *block.iter_rows(named=True)]
    subtitle = Text(
        "● クリッペンドルフのαと95%区間（○は少なすぎて区間なし）　× 単純な一致率\n"
        "右は「取り組む」とした施策の数（先・後・両方）",
        "● Krippendorff's alpha with 95 % interval (○ too few for one)   × raw agreement\n"
        "Right: measures said to act (first, second, both)",
    ).to(lang)
    figure, top = style.sheet(
        width_mm,
        row * max(1, len(lines)) + 6,
        result.title.to(lang),
        subtitle,
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top, width_mm - label - right, row * max(1, len(lines)))
    low = min([-0.2, *pairs.get_column("low").drop_nulls().to_list()])
    axes.set(xlim=(low, 1.02), ylim=(max(1, len(lines)) - 0.5, -0.5), yticks=[], xticks=[0, 0.5, 1])
    axes.xaxis.grid(True)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    across = axes.get_yaxis_transform()
    for y, line in enumerate(lines):
        if "head" in line:
            axes.text(-label / (width_mm - label - right), y, line["head"], va="center", fontsize=8.5, transform=across)
            continue
        axes.text(-0.02, y, line[column("short", lang)], ha="right", va="center", fontsize=7.5, transform=across)
        axes.plot(line["agreement"], y, "x", color=style.GREY, markersize=4, clip_on=False)
        if line["alpha"] is None:
            axes.text(
                low,
                y,
                Text("α なし（全員が同じ答え）", "no alpha (all alike)").to(lang),
                va="center",
                fontsize=6.5,
                color=style.GREY,
            )
        else:
            if line["low"] is not None:
                axes.plot([line["low"], line["high"]], [y, y], color=style.COLOURS[0], linewidth=1.2)
            axes.plot(
                line["alpha"],
                y,
                "o",
                color=style.COLOURS[0],
                markersize=4.5,
                clip_on=False,
                markerfacecolor="white" if line["low"] is None else style.COLOURS[0],
            )
        if line["both"] is not None:
            axes.text(
                1.03,
                y,
                f"{line['first_n']}・{line['second_n']}・{line['both']}",
                va="center",
                fontsize=7,
                color=style.GREY,
                transform=across,
            )
    overall = pairs.filter(pl.col("item_id") == ALL)
    said = "；".join(
        f"{r['first']}×{r['second']} α={r['alpha']:.2f}"
        for r in overall.iter_rows(named=True)
        if r["alpha"] is not None
    )
    return style.Chart(figure, "agreement-alpha", result.title.to(lang), f"{result.title.to(lang)} {said}", pairs)
