"""Charts of indicators and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from dxcompare.present import style
from dxcompare.questions.ambition.compute import Ambition
from dxcompare.questions.ambition.tables import CLASSES
from dxcompare.tables.vocabularies import AMBITION_SCALES as SCALES
from dxcompare.tables.vocabularies import UNDEFINED
from dxcompare.words import typography
from dxcompare.words.text import Text, column, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@style.draws(Ambition, "classes", Text("類", "Classes"))
def classes(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """How many indicators of each plan are of each class: bars with their numbers, plan by plan."""
    plans, counts = result.to_frame("plans"), result.to_frame("classes")
    label, row = 34.0, 6.0
    each = (width_mm - label) / plans.height
    title = Text("測れる目標はいくつあるか", "How many targets can be measured?")
    subtitle = Text(
        "指標の数（括弧内は合計）。上から順に当てはめ、一つの指標は一つの類に入る。\n"
        "濃い棒だけが、数値の現状値から数値の目標値へ変える目標",
        "Number of indicators (total in brackets); each is in the first class that fits.\n"
        "Only the dark bar is a change from a numeric baseline to a numeric target",
    )
    figure, top = style.sheet(
        width_mm,
        9 + row * len(CLASSES),
        title.to(lang),
        subtitle.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    names = result.plan_names(lang)
    most = max(1, *counts.get_column("kpis").to_list())
    for x, plan in enumerate(plans.iter_rows(named=True)):
        axes = style.place(figure, label + x * each, top + 9, each - min(5, each / 4), row * len(CLASSES))
        mine = dict(counts.filter(plan_id=plan["plan_id"]).select("target_class", "kpis").iter_rows())
        total = sum(mine.values())
        for y, name in enumerate(CLASSES):
            n = mine[name]
            axes.barh(y, n, height=0.62, color=style.COLOURS[0] if name == "change" else style.PALE)
            axes.text(n + most * 0.03, y, str(n), va="center", fontsize=8, color=style.INK if n else style.PALE)
        axes.set(xlim=(0, most * 1.15), ylim=(len(CLASSES) - 0.5, -0.5), xticks=[], yticks=[])
        axes.spines["bottom"].set_visible(False)
        name, *ended = style.head(names[plan["plan_id"]]).split("\n")
        counted = Text(f"{name}（{total}）", f"{name} ({total})").to(lang)
        head, points = typography.fitted("\n".join([counted, *ended]), each, 9)
        axes.set_title(head, loc="left", fontsize=points)
        if x == 0:
            for y, label_ in enumerate(CLASSES.values()):
                axes.text(-most * 0.06, y, label_.to(lang), ha="right", va="center", fontsize=8)
    said = (
        f"{names[row['plan_id']]} {CLASSES[row['target_class']].to(lang)} {row['kpis']}"
        for row in counts.filter(pl.col("kpis") > 0).iter_rows(named=True)
    )
    return style.Chart(figure, "ambition-classes", title.to(lang), style.alt(title.to(lang), said, lang), counts)


#: Where an indicator serves several items.
_SEVERAL = Text("複数の事項にわたる指標", "Indicators that serve several items")


_NO_ITEM = Text("国の事項に当たらない指標", "Indicators of no national item")


def _with_plan(result: Ambition, kpis: pl.DataFrame) -> pl.DataFrame:
    """Indicators with their plan's name and the heading they stand under, in the order of the items."""
    names = result.to_frame("items").with_row_index("place").select("item_id", "place", "short_ja", "short_en")
    plans = result.to_frame("plans").select("plan_id", plan_ja="name_ja", plan_en="name_en", order="start_fy")
    return (
        kpis.join(names, left_on="items", right_on="item_id", how="left", maintain_order="left")
        .join(plans, on="plan_id", maintain_order="left")
        .sort(pl.col("place").fill_null(99), pl.col("items").fill_null("~"), "order", "kpi_id")
    )


def _heading(row: dict, lang: str) -> str:
    if row["place"] is not None:
        return row[column("short", lang)]
    return (_SEVERAL if "+" in (row["items"] or "") else _NO_ITEM).to(lang)


def _lines(kpis: pl.DataFrame, lang: str) -> list[dict]:
    """The rows of a chart: a heading before each item's indicators."""
    lines: list[dict] = []
    for row in kpis.iter_rows(named=True):
        name = _heading(row, lang)
        if not lines or lines[-1]["under"] != name:
            lines.append({"head": name, "under": name})
        lines.append({**row, "under": name})
    return lines


def _named(axes: Axes, y: int, line: dict, lang: str, width_mm: float, left: float) -> None:
    """The city and the indicator before row y; a heading if it is one."""
    across = axes.get_yaxis_transform()
    if "head" in line:
        axes.text(left, y, shown(line["head"], lang), va="center", fontsize=8.5, transform=across)
        return
    city = line[column("plan", lang)]
    style.row_name(axes, -0.015, y, shown(line[column("name", lang)], lang), width_mm)
    axes.text(left + 0.015, y, city, ha="left", va="center", fontsize=7, color=style.GREY, transform=across)


@style.draws(Ambition, "targets", Text("目標", "Targets"))
def targets(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Baseline and target of every indicator in percent, by item and city, on one scale with its bounds."""
    percent = result.to_frame("kpis").filter(pl.col("unit") == "%", pl.col("target").is_not_null())
    kpis = _with_plan(result, style.some(percent, result, lang))
    label, row, margin = 96.0, 4.8, 24.0
    lines = _lines(kpis, lang)
    wide = width_mm - label - margin
    title = Text("割合の指標：現状値から目標値へ", "Indicators in percent: from baseline to target")
    subtitle = Text(
        "○ 現状値（ない指標は印刷されていない）　● 目標値（右は目標値と年度）。左右の端は下限0％と上限100％",
        "○ baseline   ● target (right: target and fiscal year, if printed). No ○: no baseline "
        "is printed. The ends are the bounds, 0 % and 100 %",
    )
    caveat = Text(
        "指標の定義は計画ごとに違い、同じ線の上でも直接は比べられない。",
        "Definitions differ between plans; marks on one scale are not directly comparable.",
    )
    figure, top = style.sheet(
        width_mm,
        row * len(lines) + 5,
        title.to(lang),
        subtitle.to(lang),
        caveat.to(lang),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top, wide, row * len(lines))
    right = max(100.0, *kpis.get_column("target").to_list())
    for y, line in enumerate(lines):
        _named(axes, y, line, lang, 72, -label / wide)
        if "head" not in line:
            _dumbbell(axes, y, line, lang, right)
    axes.set(xlim=(0, right), ylim=(len(lines) - 0.5, -0.5), yticks=[], xticks=range(0, 101, 20))
    axes.set_xticklabels([f"{x}%" for x in range(0, 101, 20)])
    axes.xaxis.grid(True)
    for bound in (0, 100):
        axes.axvline(bound, color=style.PALE, linewidth=0.8, zorder=0)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    said = (
        f"{row[column('name', lang)]} {row['baseline_text'] or '—'} → {row['target_text']}"
        for row in kpis.iter_rows(named=True)
    )
    return style.Chart(figure, "ambition-targets", title.to(lang), style.alt(title.to(lang), said, lang), kpis)


def _dumbbell(axes: Axes, y: int, row: dict, lang: str, right: float) -> None:
    base, goal = row["baseline"], row["target"]
    if base is not None and base != goal:
        axes.annotate(
            "",
            (goal, y),
            (base, y),
            arrowprops={"arrowstyle": "-", "color": style.COLOURS[0], "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0},
        )
    if base is not None:
        axes.plot(
            base,
            y,
            "o",
            markersize=5.5,
            markerfacecolor="white",
            markeredgecolor=style.COLOURS[0],
            markeredgewidth=1.2,
            clip_on=False,
            zorder=3,
        )
    axes.plot(goal, y, "o", markersize=5.5 if base != goal else 3, color=style.COLOURS[0], clip_on=False, zorder=4)
    when = row["target_fy"] or ("年なし" if lang == "ja" else "no year")
    axes.text(right * 1.03, y, f"{typography.number(goal)}% {when}", va="center", fontsize=7, color=style.GREY)


_UNITS = {
    "change": Text("ポイント", "points"),
    "relative": Text("倍", "times"),
    "gap": Text("％", "%"),
    "log_odds": Text("対数", "logits"),
}


_FACTOR = {"gap": 100.0}


def _chosen(result: Ambition, lang: str) -> pl.DataFrame:
    """Indicators in percent with a baseline, the largest change first."""
    plans = result.to_frame("plans").select("plan_id", plan_ja="name_ja", plan_en="name_en")
    return style.some(result.in_percent(), result, lang).join(plans, on="plan_id", maintain_order="left")


def _names(axes: Axes, kpis: pl.DataFrame, lang: str, width_mm: float) -> None:
    for y, row in enumerate(kpis.iter_rows(named=True)):
        text = f"{row[column('plan', lang)]}　{shown(row[column('name', lang)], lang)}"
        style.row_name(axes, -0.04, y, text, width_mm)


def _panel(axes: Axes, kpis: pl.DataFrame, value: str, factor: float, rows: int) -> None:
    """Dots with the interval of printed rounding; an end without bound is left out."""
    for y, row in enumerate(kpis.iter_rows(named=True)):
        if row[value] is None:
            continue
        low, high = (row[f"{value}_{end}"] for end in ("low", "high"))
        if low is not None and high is not None:
            axes.plot(
                [low * factor, high * factor], [y, y], color=style.COLOURS[0], linewidth=2.2, solid_capstyle="butt"
            )
        axes.plot(row[value] * factor, y, "o", color=style.COLOURS[0], markersize=4, clip_on=False)
    axes.set(ylim=(rows - 0.5, -0.5), yticks=[])
    axes.locator_params(axis="x", nbins=3)
    right = axes.get_xlim()[1]
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= right])
    axes.set_xlim(0, right)
    axes.spines["left"].set_visible(False)
    axes.xaxis.grid(True)
    axes.set_axisbelow(True)


@style.draws(Ambition, "scales", Text("四つの尺度", "Four scales"))
def scales(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Change, relative change, gap closed and log-odds of each indicator in percent, with its rank on each."""
    kpis, row, label, gap = _chosen(result, lang), 5.2, 62.0, 6.0
    each = (width_mm - label - 3 * gap - 5) / 4
    ranks = kpis.select("kpi_id", *(pl.col(s).rank("min", descending=True).alias(s) for s in SCALES)).rows_by_key(
        "kpi_id", named=True, unique=True
    )
    title = result.on_scales()
    subtitle = Text(
        "現状値のある割合の指標。変化の大きさの順。数字は各尺度での順位、太字は変化の大きさの順位と違うもの。"
        "線は印刷の丸めによる幅",
        "Indicators in percent with a baseline, largest change first. Figures: rank on each scale, bold where it "
        "differs from that by change. Bars: what printed rounding leaves open",
    )
    caveat = Text(
        "変化の大きさ t−b、現状比 (t−b)÷b、残りを埋める割合 (t−b)÷(上限−b)、対数オッズ logit t − logit b。"
        "どれも優劣ではなく、平均もしない。",
        "Change t−b; relative change (t−b)/b; gap closed (t−b)/(bound−b); log-odds logit t − logit b. None is merit, "
        "and they are never averaged.",
    )
    figure, top = style.sheet(
        width_mm,
        row * kpis.height + 14,
        title.to(lang),
        subtitle.to(lang),
        caveat.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    for i, (scale, name) in enumerate(SCALES.items()):
        axes = style.place(figure, label + i * (each + gap), top + 8, each, row * kpis.height)
        _panel(axes, kpis, scale, _FACTOR.get(scale, 1), kpis.height)
        axes.set_title(
            f"{name.to(lang)}\n（{_UNITS[scale].to(lang)}）"
            if lang == "ja"
            else f"{name.to(lang)}\n({_UNITS[scale].to(lang)})",
            loc="left",
            fontsize=8,
            linespacing=1.2,
        )
        for y, one in enumerate(kpis.iter_rows(named=True)):
            _rank(axes, y, one, scale, ranks[one["kpi_id"]], lang)
        if i == 0:
            _names(axes, kpis, lang, 58)
    said = (
        f"{r[column('name', lang)]} " + " ".join(f"{SCALES[s].to(lang)} {r[s]:.2f}" for s in SCALES if r[s] is not None)
        for r in kpis.iter_rows(named=True)
    )
    return style.Chart(figure, "ambition-scales", title.to(lang), style.alt(title.to(lang), said, lang), kpis)


def _rank(axes: Axes, y: int, row: dict, scale: str, ranks: dict, lang: str) -> None:
    across = axes.get_yaxis_transform()
    if ranks[scale] is None:
        text = UNDEFINED[row[f"{scale}_undefined"]].to(lang)
        axes.text(0.02, y, text, va="center", fontsize=5.5, color=style.GREY, transform=across)
        return
    moved = ranks[scale] != ranks["change"]
    axes.text(
        1.02,
        y,
        str(int(ranks[scale])),
        va="center",
        fontsize=7 if not moved else 7.5,
        transform=across,
        color=style.INK if moved else style.PALE,
        path_effects=_bold() if moved else [],
    )


def _bold() -> list:
    """The house font has one weight; a thin outline in the same ink stands for bold."""
    from matplotlib import patheffects

    return [patheffects.withStroke(linewidth=0.5, foreground=style.INK)]


@style.draws(Ambition, "pace", Text("1年当たり", "Yearly pace"))
def pace(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """What a target demands each year: points, and the share of what remains."""
    yearly = _chosen(result, lang).filter(pl.col("change_per_year").is_not_null())
    kpis = style.some(yearly, result, lang).sort("change_per_year", "kpi_id", descending=[True, False])
    row, label, gap = 5.2, 80.0, 8.0
    each = (width_mm - label - gap - 8) / 2
    title = Text("目標に届くには毎年どれだけ進む必要があるか", "What does each target demand every year?")
    subtitle = Text(
        "現状値と目標値の年度がある割合の指標。右の数字は年数。△は現状値が計画の開始より3年以上前",
        "Indicators in percent whose baseline and target have years. Right: number of years; △ a baseline three "
        "years or more before the plan",
    )
    caveat = Text(
        "右の図は、残り（上限までの差）のうち毎年埋める割合。100％まで埋める目標は年数によらず100％になる。",
        "The right panel is the share of the remaining distance to the bound closed each year; a target at the bound "
        "is 100 % whatever the years.",
    )
    figure, top = style.sheet(
        width_mm,
        row * kpis.height + 12,
        title.to(lang),
        subtitle.to(lang),
        caveat.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    heads = (
        ("change_per_year", 1.0, Text("1年当たりのポイント", "points per year")),
        ("gap_per_year", 100.0, Text("残りのうち1年に埋める割合（％）", "gap closed per year (%)")),
    )
    for i, (value, factor, name) in enumerate(heads):
        axes = style.place(figure, label + i * (each + gap), top + 5, each, row * kpis.height)
        _panel(axes, kpis, value, factor, kpis.height)
        axes.set_title(name.to(lang), loc="left", fontsize=8)
        if i == 0:
            _names(axes, kpis, lang, 70)
        else:
            for y, one in enumerate(kpis.iter_rows(named=True)):
                years = f"{one['years']}年" if lang == "ja" else f"{one['years']} y"
                axes.text(
                    1.04,
                    y,
                    years + "△" * bool(one["baseline_old"]),
                    va="center",
                    fontsize=7,
                    color=style.GREY,
                    transform=axes.get_yaxis_transform(),
                )
                if one[value] is None:
                    axes.text(
                        0.02,
                        y,
                        UNDEFINED[one["gap_undefined"]].to(lang),
                        va="center",
                        fontsize=6,
                        color=style.GREY,
                        transform=axes.get_yaxis_transform(),
                    )
    said = (f"{r[column('name', lang)]} {r['change_per_year']:.1f}" for r in kpis.iter_rows(named=True))
    return style.Chart(figure, "ambition-pace", title.to(lang), style.alt(title.to(lang), said, lang), kpis)
