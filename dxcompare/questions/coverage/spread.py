"""The chart of coverage of many plans: for each national item, how many of them have each of the five marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from dxcompare.evidence.marks import MARKS
from dxcompare.present import spread, style
from dxcompare.present.stacks import percent
from dxcompare.questions.coverage.chart import listed, signs, square, unassessed
from dxcompare.questions.coverage.compute import Coverage
from dxcompare.words.text import Text, column, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Height of a row and of the headings; width of names, of the number of plans, and of a mark of the chosen city: millimetres.
ROW, HEAD, NAME, NUMBER, OWN = 7.0, 9.0, 52.0, 10.0, 4.0


@style.spreads(Coverage, "matrix")
def matrix(result: Coverage, lang: str, width_mm: float = style.WIDTH_MM, mark: str | None = None) -> style.Chart:
    """The share of plans that have each mark, of those where it can be told, with their number; the marks of one plan."""
    plan, name = spread.marked(result, lang, mark)
    cells = result.to_frame("matrix")
    left = unassessed(cells)
    cells = cells.filter(~pl.col("item_id").is_in(left))
    read = [one for one in MARKS if cells[one].is_not_null().any()]  # of the data act only measures were
    # in doubt, a plan with a measure can be told and one without cannot: to count the first alone would make it 100 %
    sure = {one: pl.col(one).filter(~pl.col("in_doubt")) for one in read}
    shares = cells.group_by("item_id", maintain_order=True).agg(
        pl.col(column("name", lang)).first().alias("what"),
        pl.col("section", "short_ja", "short_en").first(),
        n=sure["has_measure"].count().cast(pl.Int64),
        in_doubt=pl.col("in_doubt").sum().cast(pl.Int64),
        **{one: 100 * told.mean() for one, told in sure.items()},
    )
    doubted = [(Text(row["short_ja"], row["short_en"]), row["in_doubt"]) for row in shares.iter_rows(named=True)]
    own = {row["item_id"]: row for row in cells.filter(plan_id=plan or "").iter_rows(named=True)}
    reading = Text(
        "棒と数字は、それがある計画の割合（％）。nは施策の有無を判定できた計画の数で、策定時の版に事項がない計画や、あるか確かめられない計画は除く",
        "Bars and figures: per cent of plans that have it. n: plans of which it can be told whether they have a measure, "
        "without those whose version lacks the item or may lack it",
    ).to(lang)
    if plan:
        reading += Text(
            f"\n棒の左の印は{name}：■ ある　□ 施策の指標はあるが、この事項を測らない　・ ない　? 分からない　— 策定時の版にない",
            f"\nMarks left of the bars: {name}. ■ there   □ the measure has indicators, none of the item   · not there   "
            "? not legible or not assessed   — not in its version",
        ).to(lang)
    figure, top = style.sheet(
        width_mm,
        HEAD + ROW * shares.height,
        Text(
            "国の取組事項ごとに、どれだけの計画が何を書いているか", "How many plans say what of each national item?"
        ).to(lang),
        spread.all_of(result, lang, "") + reading,
        *(note.to(lang) for note in spread.doubted(doubted)),
        *listed(result, left, lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    each = (width_mm - NAME - NUMBER) / len(MARKS)
    axes = style.place(figure, NAME, top + HEAD, width_mm - NAME - NUMBER, ROW * shares.height)
    axes.set(xlim=(0, each * len(MARKS)), ylim=(ROW * shares.height, 0), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    room = each - OWN - 7.5
    for n, one in enumerate(read):
        axes.text(n * each + OWN, -2, MARKS[one].to(lang), va="bottom", fontsize=8)
    axes.text(each * len(MARKS) + NUMBER - 1, -2, "n", ha="right", va="bottom", fontsize=8, color=style.GREY)
    before = None
    for y, row in enumerate(shares.iter_rows(named=True)):
        middle = (y + 0.5) * ROW
        if before not in (None, row["section"]):
            axes.axhline(y * ROW, color=style.INK, linewidth=0.8)
        before = row["section"]
        style.row_name(axes, -1.6 / (each * len(MARKS)), middle, shown(row["what"], lang), NAME - 2, 8)
        for n, one in enumerate(read):
            start = n * each + OWN
            axes.barh(middle, room, left=start, height=3.6, color=style.SHADES[1])
            if row[one] is not None:
                axes.barh(middle, room * row[one] / 100, left=start, height=3.6, color=style.SHADES[4])
            axes.text(start + room + 1, middle, _percent(row[one]), va="center", fontsize=8)
            if plan and row["item_id"] in own:
                with style.city(axes, plan):
                    _own(axes, start - 2, middle, own[row["item_id"]], one)
        axes.text(
            each * len(MARKS) + NUMBER - 1,
            middle,
            f"{row['n']:,}",
            ha="right",
            va="center",
            fontsize=8,
            color=style.GREY,
        )
    return style.Chart(
        figure, "coverage-matrix", result.title.to(lang), data=shares.drop("section", "short_ja", "short_en")
    )


def _percent(share: float | None) -> str:
    """A share of plans; none where it can be told of no plan."""
    return "—" if share is None else percent(share)


def _own(axes: Axes, x: float, y: float, cell: dict, mark: str) -> None:
    """What a plan has: the sign that stands for it in the matrix."""
    if cell["blank"] == "not_applicable":
        axes.text(x, y, "—", ha="center", va="center", fontsize=style.SMALL, color=style.GREY)
        return
    square(axes, x, y, signs(cell)[list(MARKS).index(mark)], 1.9, 1.9)
