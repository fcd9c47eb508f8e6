"""Charts of the four scales and of the yearly pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from dxcompare.present import style
from dxcompare.present.labels import HEIGHTS, SMALL, on_lines, rows
from dxcompare.questions.ambition.compute import Ambition, of_item
from dxcompare.questions.ambition.tables import ON_SCALES
from dxcompare.tables.vocabularies import AMBITION_SCALES as SCALES
from dxcompare.tables.vocabularies import UNDEFINED
from dxcompare.words.text import Text, column, plural, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


_UNITS = {
    "change": Text("ポイント", "points"),
    "relative": Text("％", "%"),
    "gap": Text("％", "%"),
    "log_odds": Text("対数", "logits"),
}


_FACTOR = {"relative": 100.0, "gap": 100.0}


def _chosen(result: Ambition, lang: str, item: str | None) -> pl.DataFrame:
    """Indicators in percent with a baseline, the largest change first; of one item, if one is named."""
    plans = result.to_frame("plans").select("plan_id", "municipality_code", plan_ja="name_ja", plan_en="name_en")
    return style.some(of_item(result, result.in_percent(), item), result, lang).join(
        plans, on="plan_id", maintain_order="left"
    )


def _sheet(result: Ambition, lang: str, width_mm: float, height: float, *said: Text) -> tuple[Figure, float]:
    """A sheet with title, subtitle and caveat, then what holds of the result and its source."""
    notes = (*said, *result.caveats)
    return style.sheet(
        width_mm, height, *(note.to(lang) for note in notes), style.source_line(result.source_line(lang), lang)
    )


def _name(row: dict, lang: str) -> str:
    return f"{row[column('plan', lang)]}{Text('　', ': ').to(lang)}{shown(row[column('name', lang)], lang)}"


def _placed(kpis: pl.DataFrame, lang: str, width_mm: float) -> tuple[list[float], float]:
    """Where the rows stand, higher where a name takes two lines, and how high they are together."""
    names = (on_lines(_name(row, lang), width_mm) for row in kpis.iter_rows(named=True))
    return rows(HEIGHTS[len(name)] for name in names)


def _names(axes: Axes, kpis: pl.DataFrame, places: list[float], lang: str, width_mm: float) -> None:
    for y, row in zip(places, kpis.iter_rows(named=True), strict=True):
        with style.city(axes, row["municipality_code"]):
            style.row_name(axes, -0.06, y, _name(row, lang), width_mm)


def _panel(axes: Axes, kpis: pl.DataFrame, places: list[float], high: float, value: str, factor: float) -> None:
    """Dots with the interval that a rounded baseline leaves open; an end without bound is left out."""
    for y, row in zip(places, kpis.iter_rows(named=True), strict=True):
        if row[value] is None:
            continue
        with style.city(axes, row["municipality_code"]):
            ends = [row[f"{value}_{end}"] for end in ("low", "high")]
            if None not in ends:
                across = [end * factor for end in ends]
                axes.plot(across, [y, y], color=style.COLOURS[0], linewidth=2.2, solid_capstyle="butt")
            axes.plot(row[value] * factor, y, "o", color=style.COLOURS[0], markersize=4, clip_on=False)
    axes.set(ylim=(high - 0.5, -0.5), yticks=[])
    axes.locator_params(axis="x", nbins=3)
    right = axes.get_xlim()[1]
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= right])
    axes.set_xlim(0, right)
    axes.spines["left"].set_visible(False)
    axes.xaxis.grid(True)
    axes.set_axisbelow(True)


def scales(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM, item: str | None = None) -> style.Chart:
    """Change, relative change, gap closed and log-odds of each indicator in percent, with its rank on each."""
    kpis, row, label, gap = _chosen(result, lang, item), 5.0, 62.0, 6.5
    places, high = _placed(kpis, lang, 58)
    each = (width_mm - label - 3 * gap - 5) / 4
    ranks = kpis.select("kpi_id", *(pl.col(s).rank("min", descending=True).alias(s) for s in SCALES)).rows_by_key(
        "kpi_id", named=True, unique=True
    )
    title = ON_SCALES
    subtitle = Text(
        "現状値のある割合の指標。変化の大きさの順。数字は各尺度での順位、太字は変化の大きさの順位と違うもの。"
        "線は現状値の丸めによる幅",
        "Indicators in percent with a baseline, largest change first. Figures: rank on each scale, bold where it "
        "differs from that by change. Bars: what the rounding of the baseline leaves open",
    )
    caveat = Text(
        "変化の大きさ t−b、増加率 (t−b)÷b、残りを埋める割合 (t−b)÷(上限−b)、対数オッズ logit t − logit b。"
        "順位が尺度で変わるのは算式の性質で、どれも優劣ではなく、平均もしない。",
        "Change t−b; relative change (t−b)/b; gap closed (t−b)/(bound−b); log-odds logit t − logit b. That ranks differ "
        "is a property of the formulas; none is merit, and they are never averaged.",
    )
    figure, top = _sheet(result, lang, width_mm, row * high + 14, title, subtitle, caveat)
    for i, (scale, name) in enumerate(SCALES.items()):
        axes = style.place(figure, label + i * (each + gap), top + 8, each, row * high)
        _panel(axes, kpis, places, high, scale, _FACTOR.get(scale, 1))
        axes.set_title(
            f"{name.to(lang)}\n（{_UNITS[scale].to(lang)}）"
            if lang == "ja"
            else f"{name.to(lang)}\n({_UNITS[scale].to(lang)})",
            loc="left",
            fontsize=8,
            linespacing=1.2,
        )
        for y, one in zip(places, kpis.iter_rows(named=True), strict=True):
            with style.city(axes, one["municipality_code"]):
                _rank(axes, y, one, scale, ranks[one["kpi_id"]], lang, each)
        if i == 0:
            _names(axes, kpis, places, lang, 58)
    moved = sum(len({rank for rank in of.values() if isinstance(rank, float | int)}) > 1 for of in ranks.values())
    said = Text(
        f"現状値のある割合の指標{kpis.height}のうち、{moved}は尺度によって大きさの順が変わる",
        f"Of {plural(kpis.height, 'indicator', 'indicators')} in percent with a baseline, {moved} change their place in the "
        "order from one scale to another",
    ).to(lang)
    told = ("plan_id", "name", "baseline_text", "target_text", *SCALES)
    return style.Chart(figure, "ambition-scales", title.to(lang), said, kpis, told)


def _rank(axes: Axes, y: float, row: dict, scale: str, ranks: dict, lang: str, width_mm: float) -> None:
    across = axes.get_yaxis_transform()
    if ranks[scale] is None:
        text = "\n".join(on_lines(UNDEFINED[row[f"{scale}_undefined"]].to(lang), width_mm + 4))
        axes.text(0.02, y, text, va="center", fontsize=SMALL, color=style.GREY, transform=across, linespacing=1)
        return
    moved = ranks[scale] != ranks["change"]
    axes.text(
        1.09,
        y,
        str(int(ranks[scale])),
        va="center",
        fontsize=SMALL,
        transform=across,
        color=style.INK if moved else style.GREY,
        path_effects=_bold() if moved else [],
    )


def _bold() -> list:
    """The house font has one weight; a thin outline in the same ink stands for bold."""
    from matplotlib import patheffects

    return [patheffects.withStroke(linewidth=0.5, foreground=style.INK)]


def pace(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM, item: str | None = None) -> style.Chart:
    """What a target demands each year: points, and the share of what remains."""
    yearly = _chosen(result, lang, item).filter(pl.col("change_per_year").is_not_null())
    kpis = style.some(yearly, result, lang).sort("change_per_year", "kpi_id", descending=[True, False])
    row, label, gap = 5.0, 80.0, 8.0
    places, high = _placed(kpis, lang, 74)
    each = (width_mm - label - gap - 13) / 2
    title = Text("目標の達成には毎年どれだけ進む必要があるか", "What does each target demand every year?")
    subtitle = Text(
        "現状値と目標値の年度がある割合の指標。右の数字は年数。△は現状値が計画の開始より3年以上前",
        "Indicators in percent whose baseline and target have years. Right: number of years; △ a baseline three "
        "years or more before the plan",
    )
    caveat = Text(
        "右の図は、残り（上限までの差）のうち毎年埋める割合。目標が上限に等しいものは、この速さが定まらない。",
        "The right panel is the share of the remaining distance to the bound closed each year; a target at the bound "
        "has no such pace.",
    )
    figure, top = _sheet(result, lang, width_mm, row * high + 12, title, subtitle, caveat)
    heads = (
        ("change_per_year", 1.0, Text("1年当たりのポイント", "points per year")),
        ("gap_per_year", 100.0, Text("残りのうち1年に埋める割合（％）", "gap closed per year (%)")),
    )
    for i, (value, factor, name) in enumerate(heads):
        axes = style.place(figure, label + i * (each + gap), top + 5, each, row * high)
        _panel(axes, kpis, places, high, value, factor)
        axes.set_title(name.to(lang), loc="left", fontsize=8)
        if i == 0:
            _names(axes, kpis, places, lang, 74)
        else:
            for y, one in zip(places, kpis.iter_rows(named=True), strict=True):
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
                        UNDEFINED[one["gap_undefined"] or "no_pace"].to(lang),
                        va="center",
                        fontsize=SMALL,
                        color=style.GREY,
                        transform=axes.get_yaxis_transform(),
                    )
    least, most = (float(kpis["change_per_year"].quantile(end) or 0) for end in (0, 1))
    said = Text(
        f"現状値と目標値の年度がある割合の指標{kpis.height}の目標は、1年当たり{least:.1f}から{most:.1f}ポイントの変化に該当する",
        f"The targets of {plural(kpis.height, 'indicator', 'indicators')} in percent with both years ask for {least:.1f} to "
        f"{most:.1f} points a year",
    ).to(lang)
    told = ("plan_id", "name", "change_per_year", "gap_per_year", "years")
    return style.Chart(figure, "ambition-pace", title.to(lang), said, kpis, told)
