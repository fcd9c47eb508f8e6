"""Charts of official figures: where the municipalities with plans stand among all that are there."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from dxcompare.dataset.places import NATION
from dxcompare.present import style
from dxcompare.questions.reference.compute import Reference
from dxcompare.questions.reference.parts import STATUS, UNITS, dated, one_indicator, with_unit
from dxcompare.questions.reference.tables import BLANKS
from dxcompare.words.text import Text, column, shown
from dxcompare.words.unknown import one_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


#: From how many municipalities on their distribution is drawn.
MANY = 20


ROW, LABEL, BAND = 6.4, 47.0, 34.0


#: Places along the axis at which the dots of a distribution stand.
BINS = 60


#: Both ends of an axis, and whether it goes by factors.
Limits = tuple[float, float, bool]


@style.draws(Reference, "standing", Text("全国の中の位置", "Among all municipalities"))
def standing(
    result: Reference,
    lang: str,
    indicator: str | None = None,
    as_of: str | None = None,
    width_mm: float = style.WIDTH_MM,
) -> style.Chart:
    """One indicator at one date: the plans' municipalities, their prefectures and the nation, row by row;
    above them all municipalities that are there, as dots for hundredths of them, or as a bar of their status.

    The indicator is to be chosen where there are several; by default it is shown at the date for which most areas have a figure (the latest of these).
    """
    table = style.some(chosen(result.to_frame("figures"), indicator, as_of, lang), result, lang)
    plans, first = result.to_frame("plans"), table.row(0, named=True)
    totals = table.filter(group_id="total")
    towns = totals.filter(kind="municipality")
    in_words = table["value_text"].is_in([*STATUS]).any() or (table["group_id"] == "done").any()
    many = towns.height >= MANY
    limits = (0.0, 100.0, False) if in_words else _limits(towns["value"].drop_nulls(), first["unit"])
    stacks = _stacks(towns["value"].drop_nulls(), limits) if many and not in_words else {}
    right = 34.0 if in_words else 12.0
    step = (width_mm - LABEL - right) / BINS
    rows = _rows(table, plans, lang, bool(in_words))
    title = Text(
        f"{shown(first['indicator_ja'], 'ja')}：公的統計の値はどうか",
        f"{first['indicator_en']}: what do the official figures say?",
    )
    said = _reading(many, bool(in_words), towns.height, any(row["city"] is None for row in rows))
    alone = (
        Text("", "")
        if many
        else Text(
            "全市区町村の表は追加されていないため、分布は示していない。",
            "No distribution: the table of all municipalities has not been added (dxcompare add).",
        )
    )
    used = result.sources.filter(pl.col("source_id").is_in(table["source_id"].drop_nulls().unique().to_list()))
    line = dataclasses.replace(result, sources=used).source_line(lang)
    when = Text(f"時点：{dated(first, 'ja')}。", f"As of: {dated(first, 'en')}. ").to(lang)
    band = min(BAND, step * (max(stacks.values()) + 1)) if stacks else 9.0 if many else 0.0
    figure, top = style.sheet(
        width_mm,
        band + ROW * len(rows) + 10,
        title.to(lang),
        when + said.to(lang),
        alone.to(lang),
        shown(first[column("caution", lang)] or "", lang),
        style.source_line(line, lang),
    )
    axes = style.place(figure, LABEL, top + band + 2, width_mm - LABEL - right, ROW * len(rows))
    _scale(axes, limits, "%" if in_words else first["unit"], lang)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    if many:
        above = style.place(figure, LABEL, top + 1, width_mm - LABEL - right, band)
        above.set_axis_off()
        if in_words:
            _bar(above, towns, lang)
        else:
            _hundredths(above, stacks, step, band)
    _draw(axes, rows, bool(in_words), limits, lang)
    name = f"reference-{first['indicator_id'].replace('_', '-')}"
    return style.Chart(
        figure,
        name,
        title.to(lang),
        _meaning(first, rows, lang),
        table,
        ("area", "group", "as_of", "value_text", "unit"),
    )


#: How many cities an alt text names with their figures.
MOST = 4


def _meaning(first: dict, rows: list[dict], lang: str) -> str:
    """What the cities have; of many how many have a figure; and the nation, where it is known."""
    cities, wider = [row for row in rows if row["city"] is not None], [row for row in rows if row["city"] is None]
    if len(cities) > MOST:
        known = sum(row["value"] is not None or row["text"] in STATUS for row in cities)
        listed = Text(
            f"{len(cities)}市のうち値があるのは{known}市", f"{known} of {len(cities)} cities have a figure"
        ).to(lang)
    else:
        listed = Text("、", ", ").to(lang).join(f"{row['name']} {row['label']}" for row in cities)
    nation = [f"{row['name']} {row['label']}" for row in wider[-1:]]
    said = style.as_fit([listed, *nation], lang)
    return f"{shown(first[column('indicator', lang)], lang)}{Text('：', ': ').to(lang)}{said}"


def chosen(figures: pl.DataFrame, indicator: str | None, as_of: str | None, lang: str) -> pl.DataFrame:
    """The figures of one indicator at one date, of people altogether."""
    indicator = one_indicator(figures, indicator, lang)
    table = figures.filter(
        pl.col("indicator_id") == indicator,
        pl.col("group_id").is_in(["total", "done", "answered", "median"]),
        # what a prefecture's own administration does is another question
        (pl.col("population") != "都道府県").fill_null(True),
    )
    dates = (
        table.filter(group_id="total")
        .group_by("as_of")
        .agg(n=pl.col("area_code").n_unique())
        .sort("n", "as_of", descending=True, nulls_last=True)
    )
    if as_of is not None:
        one_of("date", as_of, dates["as_of"].drop_nulls().sort(), lang)
    date = as_of or (None if dates.is_empty() else dates.item(0, "as_of"))
    table = table.filter(pl.col("as_of").eq_missing(pl.lit(date)) | (pl.col("blank") == "no_figure").fill_null(False))
    return table.unique(["area_code", "group_id"], keep="first", maintain_order=True).sort(
        pl.col("blank").eq_missing("no_figure"), pl.col("group_id") != "total", maintain_order=True
    )


def _reading(many: bool, in_words: bool, n: int, wider: bool) -> Text:
    if in_words:
        return Text(
            "●実施　○未実施　太い横線は実施した市区町村の割合。",
            "● done   ○ not done   Thick line: share of municipalities that have done it. ",
        ) + (Text(f"上の帯は{n:,}団体。", f"Band: {n:,} municipalities.") if many else Text("", ""))
    dots = Text(f"上の点は{n:,}団体の分布（1点が1％）。", f"Dots: {n:,} municipalities, one dot for each per cent. ")
    marks = Text("印は計画のある市区町村", "Marks: municipalities with plans")
    bars = Text("、｜は都道府県と全国。", "; bars: prefectures and Japan.") if wider else Text("。", ".")
    return (dots if many else Text("", "")) + marks + bars


def _rows(table: pl.DataFrame, plans: pl.DataFrame, lang: str, in_words: bool) -> list[dict]:
    """What stands on each row: the cities in the order of their plans, then prefectures, then the nation."""
    at = {(row["area_code"], row["group_id"]): row for row in table.iter_rows(named=True)}
    rows = []
    for i, plan in enumerate(plans.iter_rows(named=True)):
        cell = at.get((plan["municipality_code"], "total"))
        label = BLANKS["no_figure"].to(lang)
        value = None
        if cell is not None and cell["value_text"] in STATUS:
            label = STATUS[cell["value_text"]][0].to(lang)
        elif cell is not None and cell["value"] is not None:
            value, label = cell["value"], with_unit(cell, lang)
        elif cell is not None:
            label = BLANKS[cell["blank"]].to(lang)
        rows.append(
            {
                "name": plan[column("name", lang)],
                "value": value,
                "label": label,
                "city": i,
                "code": plan["municipality_code"],
                "text": None if cell is None else cell["value_text"],
            }
        )
    codes = sorted({f"{code[:2]}000" for code in plans["municipality_code"]})
    for code in [*codes, NATION]:
        over = Text("の市区町村", ", municipalities").to(lang)
        total, median = at.get((code, "total")), at.get((code, "median"))
        done, answered = at.get((code, "done")), at.get((code, "answered"))
        if in_words and done and answered and answered["value"]:
            share = 100 * done["value"] / answered["value"]
            rows.append(
                {
                    "name": done[column("area", lang)] + over,
                    "value": share,
                    "city": None,
                    "text": None,
                    "label": f"{share:.0f}%"
                    + Text(
                        f"（{done['value']:,.0f}／{answered['value']:,.0f}団体）",
                        f" ({done['value']:,.0f} of {answered['value']:,.0f})",
                    ).to(lang),
                }
            )
        elif median and not in_words:
            rows.append(
                {
                    "name": median[column("area", lang)] + over,
                    "value": median["value"],
                    "city": None,
                    "text": None,
                    "label": with_unit(median, lang) + Text("（中央値）", " (median)").to(lang),
                }
            )
        elif total and not in_words and total["value"] is not None and total["unit"] == "%":
            rows.append(
                {
                    "name": total[column("area", lang)],
                    "value": total["value"],
                    "city": None,
                    "text": None,
                    "label": with_unit(total, lang),
                }
            )
    return rows


def _limits(values: pl.Series, unit: str) -> Limits:
    """The two ends of the axis, and whether it goes by factors (the largest is far above the smallest)."""
    if unit == "%":
        return -2.0, 102.0, False
    low, high = (float(min(values, default=0)), float(max(values, default=1)))
    if low > 0 and high / low > 200:
        return low * 0.8, high * 1.3, True
    return -0.02 * high, 1.04 * high, False


def _share(value: float, limits: Limits) -> float:
    """How far along the axis a value lies, from 0 to 1."""
    low, high, factors = limits
    if factors:
        value, low, high = math.log(value), math.log(low), math.log(high)
    return (value - low) / (high - low)


def _stacks(values: pl.Series, limits: Limits) -> dict[int, int]:
    """How many hundredths of the values fall into each bin of the axis."""
    ordered = values.sort().to_list()
    return Counter(int(_share(ordered[int((i + 0.5) / 100 * len(ordered))], limits) * BINS) for i in range(100))


def _scale(axes: Axes, limits: Limits, unit: str, lang: str) -> None:
    from matplotlib.ticker import MaxNLocator

    low, high, factors = limits
    if factors:
        axes.set_xscale("log")
    axes.set_xlim(low, high)
    if unit == "%":
        axes.set_xticks(range(0, 101, 25), [f"{x}%" for x in range(0, 101, 25)])
        return
    if not factors:
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_formatter(lambda x, _: f"{x:,.0f}")
    axes.set_xlabel(UNITS[unit].to(lang) if unit in UNITS else unit)


def _hundredths(above: Axes, stacks: dict[int, int], step: float, band: float) -> None:
    """A hundred dots, each a hundredth of the municipalities, stacked where they fall together."""
    rise = min(step, (band - step) / max(stacks.values()))
    for at, n in stacks.items():
        above.plot(
            [(at + 0.5) / BINS] * n,
            [(j + 0.5) * rise / band for j in range(n)],
            "o",
            color=style.PALE,
            markersize=step * 0.8 / 0.3528,
            markeredgecolor="white",
            markeredgewidth=0.4,
            transform=above.transAxes,
        )


def _bar(above: Axes, towns: pl.DataFrame, lang: str) -> None:
    """All municipalities by status, as one bar."""
    counts = [
        (name.to(lang), towns.filter(value_text=text).height, colour)
        for (text, (name, _)), colour in zip(STATUS.items(), (style.SHADES[3], style.SHADES[1]), strict=True)
    ]
    asked = sum(n for _, n, _ in counts)
    left = 0.0
    for name, n, colour in counts:
        wide = 100 * n / asked
        above.barh(0, wide, left=left, height=1, color=colour, edgecolor="white")
        if wide > 12:
            above.text(left + wide / 2, 0, f"{name} {n:,}", ha="center", va="center", fontsize=8)
        left += wide
    others = towns.height - asked
    if others:
        above.text(
            100,
            -0.95,
            Text(f"ほかに{BLANKS['not_surveyed'].ja} {others:,}", f"besides {others:,} {BLANKS['not_surveyed'].en}").to(
                lang
            ),
            ha="right",
            va="center",
            fontsize=7,
            color=style.GREY,
        )
    above.set(xlim=(0, 100), ylim=(-1.4, 0.6))


def _draw(axes: Axes, rows: list[dict], in_words: bool, limits: Limits, lang: str) -> None:
    for y, row in enumerate(rows):
        axes.axhline(y, color=style.RULE, linewidth=0.5, zorder=0)
        if row["city"] is None:
            if in_words:
                axes.plot([0, row["value"]], [y, y], color=style.PALE, linewidth=4, solid_capstyle="butt")
            else:
                axes.plot(row["value"], y, "|", color=style.INK, markersize=9, markeredgewidth=1.8)
            _label(axes, row["value"], y, row["label"], style.INK, in_words or _share(row["value"], limits) < 0.7)
            continue
        with style.city(axes, row["code"]):
            _draw_city(axes, y, row, limits)
    axes.set_yticks(range(len(rows)), [shown(row["name"], lang) for row in rows], fontsize=8.5, color=style.INK)
    axes.spines["left"].set_visible(False)


def _draw_city(axes: Axes, y: int, row: dict, limits: Limits) -> None:
    colour, mark = (kinds[row["city"] % len(kinds)] for kinds in (style.COLOURS, style.MARKS))
    if row["value"] is not None:
        axes.plot(row["value"], y, mark, color=colour, markersize=6, clip_on=False)
        _label(axes, row["value"], y, row["label"], colour, _share(row["value"], limits) < 0.7)
    elif row["text"] in STATUS:
        filled = STATUS[row["text"]][1]
        axes.plot(2, y, "o", color=style.INK, markerfacecolor=style.INK if filled else "white", markersize=6)
        _label(axes, 2, y, row["label"], style.INK, True)
    else:
        across = axes.get_yaxis_transform()
        axes.text(0.02, y, row["label"], transform=across, va="center", fontsize=7.5, color=style.GREY)


def _label(axes: Axes, value: float, y: int, text: str, colour: str, right: bool) -> None:
    """A label beside its mark, on the right or the left."""
    axes.annotate(
        text,
        (value, y),
        (7 if right else -7, 0),
        textcoords="offset points",
        va="center",
        ha="left" if right else "right",
        fontsize=7.5,
        color=colour,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
    )


# after the chart that is drawn by default
from dxcompare.questions.reference import beside as _beside  # noqa: E402, F401
