"""Agreement of coders with each other, and with the plans' own tags: raw, of what acts, and corrected for chance."""

from __future__ import annotations

import polars as pl

from dxcompare.evidence.judgements import ADJUDICATED
from dxcompare.present import style
from dxcompare.questions.agreement.compute import Agreement
from dxcompare.questions.agreement.tables import ALL, NO_INTERVAL, called
from dxcompare.tables.judgement import PLAN
from dxcompare.words.text import Text, column

_LABEL, _ROW, _RIGHT = 62.0, 4.6, 36.0


#: who is no coder, above a column of numbers
_SHORT = {PLAN: Text("計画", "plan"), ADJUDICATED: Text("裁定", "adjudicated")}


@style.draws(Agreement, "alpha", Text("判定者どうしの一致", "Agreement of coders"))
def alpha(result: Agreement, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Alpha with its interval, raw and positive agreement for each item and pair of coders, and who alone said yes."""
    return _drawn(result, lang, width_mm, pl.col("second") != PLAN, "agreement-alpha")


@style.draws(Agreement, "tags", Text("計画の記載との一致", "Agreement with stated tags"))
def tags(result: Agreement, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """The same of each coder and the plans' own tags, on the measures that carry one."""
    return _drawn(result, lang, width_mm, pl.col("second") == PLAN, "agreement-tags")


def _drawn(result: Agreement, lang: str, width_mm: float, which: pl.Expr, name: str) -> style.Chart:
    pairs = style.some(result.to_frame("pairs").filter(which), result, lang)
    lines: list[dict] = []
    for (first, second), block in pairs.group_by("first", "second", maintain_order=True):
        one, other, n = called(f"{first}").to(lang), called(f"{second}").to(lang), block.item(0, "measures")
        said = Text(f"{one} × {other}（施策 {n}）", f"{one} × {other} ({n} measures)").to(lang)
        alone = [_SHORT[who].to(lang) if who in _SHORT else who for who in (first, second)]
        columns = Text("両方 · {}だけ · {}だけ", "both · {} · {} only (yes)").to(lang).format(*alone)
        lines += [{"head": said, "columns": columns}, *block.iter_rows(named=True)]
    subtitle = Text(
        "● クリッペンドルフのαと95%区間（○は区間なし）　× 単純な一致率　△「取り組む」の一致率\n"
        "右は「取り組む」とした施策の数と、判定に占める「取り組む」の割合",
        "● Krippendorff's alpha with 95 % interval (○ without)   × raw agreement   △ positive agreement\n"
        "Right: measures said to act, and the share of yes among what both say",
    ).to(lang)
    high = _ROW * len(lines)
    figure, top = style.sheet(
        width_mm,
        high + 6,
        result.title.to(lang),
        subtitle,
        *(note.to(lang) for note in (*result.caveats, _WITHOUT)),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, _LABEL, top, width_mm - _LABEL - _RIGHT, high)
    low = min([-0.2, *pairs.get_column("low").drop_nulls().to_list()])
    axes.set(xlim=(low, 1.02), ylim=(len(lines) - 0.5, -0.5), yticks=[], xticks=[0, 0.5, 1])
    axes.xaxis.grid(True)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    across = axes.get_yaxis_transform()
    for y, line in enumerate(lines):
        if "head" in line:
            left = -_LABEL / (width_mm - _LABEL - _RIGHT)
            axes.text(left, y, line["head"], va="center", fontsize=8.5, transform=across)
            axes.text(1.03, y, line["columns"], va="center", fontsize=7, color=style.GREY, transform=across)
            continue
        axes.text(-0.02, y, line[column("short", lang)], ha="right", va="center", fontsize=7.5, transform=across)
        _marks(axes, y, line, low, lang)
        if line["both"] is not None:
            counts = f"{line['both']} · {line['only_first']} · {line['only_second']}"
            said = f"{counts}  ({line['prevalence']:.0%})"
            axes.text(1.03, y, said, va="center", fontsize=7, color=style.GREY, transform=across)
    overall = pairs.filter(pl.col("item_id") == ALL)
    said = Text("；", "; ").to(lang).join(_overall(row, lang) for row in overall.head(3).iter_rows(named=True))
    return style.Chart(figure, name, result.title.to(lang), said, pairs, _TOLD)


#: what the table says of each pair and item
_TOLD: tuple[str, ...] = (
    *("first", "second", "short", "alpha", "low", "high", "agreement", "positive_agreement"),
    *("both", "only_first", "only_second", "prevalence"),
)


#: why a dot may have no interval
_WITHOUT = Text(
    f"区間がない理由：{NO_INTERVAL['rare'].ja}、または{NO_INTERVAL['perfect'].ja}。",
    f"No interval: {NO_INTERVAL['rare'].en}; or {NO_INTERVAL['perfect'].en}.",
)


def _marks(axes: style.Axes, y: int, line: dict, low: float, lang: str) -> None:
    axes.plot(line["agreement"], y, "x", color=style.GREY, markersize=4, clip_on=False)
    if line["positive_agreement"] is not None:
        axes.plot(
            line["positive_agreement"],
            y - 0.22,
            "^",
            color=style.GREY,
            markersize=4,
            clip_on=False,
            markerfacecolor="none",
        )
    if line["alpha"] is None:
        none = Text("α なし（全員が同じ答え）", "no alpha (all alike)").to(lang)
        axes.text(low, y, none, va="center", fontsize=style.SMALL, color=style.GREY)
        return
    if line["low"] is not None:
        axes.plot([line["low"], line["high"]], [y, y], color=style.COLOURS[0], linewidth=1.2)
    face = "white" if line["low"] is None else style.COLOURS[0]
    axes.plot(line["alpha"], y, "o", color=style.COLOURS[0], markersize=4.5, clip_on=False, markerfacecolor=face)


def _overall(row: dict, lang: str) -> str:
    """A pair in a line: alpha over all decisions, and which way they differ."""
    one, other = called(row["first"]).to(lang), called(row["second"]).to(lang)
    value = "–" if row["alpha"] is None else f"{row['alpha']:.2f}"
    return Text(
        f"{one}と{other}の一致はα={value}で、「取り組む」としたのは{one}だけが{row['only_first']}件、{other}だけが{row['only_second']}件",
        f"{one} and {other} agree at alpha {value}: {row['only_first']} yes by the first alone, {row['only_second']} by the second",
    ).to(lang)
