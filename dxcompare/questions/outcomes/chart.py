"""What was promised and what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from dxcompare.present import style
from dxcompare.present.labels import heads
from dxcompare.questions.outcomes.compute import Outcomes
from dxcompare.questions.outcomes.tables import VERDICTS
from dxcompare.words import typography
from dxcompare.words.text import Text, column, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes


#: verdict → the few words that a cell holds.
CELL = {
    "reached": Text("達した", "reached"),
    "not_reached": Text("未達", "not reached"),
    "not_yet": Text("期限前", "not yet due"),
    "in_place": Text("実施", "in place"),
    "not_in_place": Text("未実施", "not in place"),
    "shown_only": Text("参考値", "shown only"),
    "not_measurable": Text("公的統計なし", "no figure"),
    "no_target": Text("指標なし", "no indicator"),
    "not_stated": Text("なし", "none"),
    "not_applicable": Text("—", "—"),
    "not_assessed": Text("?", "?"),
}


_FACE = {
    "reached": style.SHADES[5],
    "not_reached": style.SHADES[3],
    "not_yet": style.SHADES[2],
    "in_place": style.SHADES[1],
    "not_in_place": style.SHADES[1],
    "shown_only": style.SHADES[1],
}


UNDATED = Text("時点不明", "undated")


READING = Text(
    "期限前 目標年度が終わる前の値　参考値 近い量　実施・未実施 導入の有無だけ　公的統計なし 照らす統計がない\n"
    "指標なし その事項を測る指標なし　なし 番号付き施策なし　— 策定時の版にない　? 判定していないか確かめられない",
    "not yet due: before the target year ended   shown only: a near quantity   in place or not: whether it is there\n"
    "no figure: not measurable   no indicator: none that measures the item   none: no numbered measure   "
    "— not in the version   ? not assessed or not sourced",
)


@style.draws(Outcomes, "promised", Text("事項×市", "Items by city"))
def promised(result: Outcomes, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Plan × item: what official figures say to the targets, and how many indicators it is of how many."""
    names = result.plan_names(lang)
    rows, label, height = result.to_frame("promised"), 62.0, 6.2
    items = rows.unique("item_id", maintain_order=True)
    plans = result.to_frame("plans")
    subtitle = (
        Text(
            "セルは、その事項の指標のうち最も確かな照合ができる指標。分数は、公的統計と並べられた指標の数÷指標の数。\n",
            "Each cell shows the most telling of the item's indicators; the fraction is those with an official figure of "
            "all.\n",
        )
        + READING
        + Text("　† 時点不明", "   † undated")
    )
    figure, top = style.sheet(
        width_mm,
        height * items.height + 11 + (plans.height > 6) * 5,
        result.title.to(lang),
        subtitle.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top + 9 + (plans.height > 6) * 5, width_mm - label - 1, height * items.height)
    each = (width_mm - label - 1) / plans.height
    axes.set(xlim=(0, plans.height), ylim=(items.height, 0), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    above, points = heads([style.head(names[plan]) for plan in plans["plan_id"]], each, 8.5)
    for x, (plan, head) in enumerate(zip(plans.iter_rows(named=True), above, strict=True)):
        with style.city(axes, plan["municipality_code"]):
            axes.text(x + 0.5, -0.2, head, ha="center", va="bottom", fontsize=points)
            for y, item in enumerate(items.get_column("item_id")):
                _cell(axes, x, y, rows.filter(plan_id=plan["plan_id"], item_id=item), lang, each)
    for y, row in enumerate(items.iter_rows(named=True)):
        style.row_name(axes, -1.2 / (width_mm - label), y + 0.5, shown(row[column("short", lang)], lang), label - 2, 8)
    told = ("plan_id", "short", "name", "target_text", "target_fy", "indicator", "actual_text", "as_of", "verdict")
    return style.Chart(figure, "outcomes-promised", result.title.to(lang), data=rows, columns=told)


def _cell(axes: Axes, x: int, y: int, rows: pl.DataFrame, lang: str, width_mm: float) -> None:
    from matplotlib.patches import Rectangle

    verdict = min(rows.get_column("verdict"), key=list(VERDICTS).index)
    face = _FACE.get(verdict, "white")
    axes.add_patch(
        Rectangle(
            (x + 0.02, y + 0.06),
            0.96,
            0.88,
            facecolor=face,
            linewidth=0.5,
            hatch="////" if verdict == "not_applicable" else None,
            edgecolor=style.PALE if verdict == "not_applicable" else style.RULE,
        )
    )
    text = CELL[verdict].to(lang)
    if rows.filter(pl.col("verdict") == verdict, pl.col("actual_text").is_not_null(), pl.col("as_of").is_null()).height:
        text += "†"
    if rows.item(0, "kpi_id") is not None:
        known = rows.filter(pl.col("indicator_id").is_not_null()).get_column("kpi_id").n_unique()
        text += f"　{known}/{rows.get_column('kpi_id').n_unique()}"
    ink = "white" if verdict == "reached" else style.GREY if face == "white" else style.INK
    text, points = typography.fitted(text, width_mm * 0.96, 7.5)
    axes.text(
        x + 0.5,
        y + 0.52,
        text,
        ha="center",
        va="center",
        fontsize=points,
        linespacing=1,
        color=ink,
        bbox={"facecolor": face, "edgecolor": "none", "pad": 1},
    )


@style.draws(Outcomes, "series", Text("推移", "Over time"))
def series(result: Outcomes, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Targets against dated official series: the city, its prefecture and the nation."""
    facts = (
        result.to_frame("promised")
        .filter(pl.col("indicator_id").is_not_null())
        .unique("kpi_id", keep="first", maintain_order=True)
        .rows_by_key("kpi_id", named=True, unique=True)
    )
    dated = style.some(
        result.to_frame("series").filter(
            pl.col("as_of").str.len_chars() == 10, pl.col("group_id") == "total", pl.col("kpi_id").is_in(list(facts))
        ),
        result,
        lang,
    )
    kpis = dated.select("kpi_id", "indicator_id", "unit").unique(maintain_order=True)
    names = result.plan_names(lang)
    title = Text("目標と公的統計の推移", "Targets against official series")
    subtitle = Text(
        "線 公的統計（太線は市）　◆ 計画の目標値と目標年度の末",
        "Lines: official figures (bold: the city)   ◆ the plan's target, at the end of its fiscal year",
    )
    caution = "caution" if lang == "ja" else "caution_en"
    cautions = dict.fromkeys(facts[kpi][caution] or "" for kpi in kpis["kpi_id"])
    plans = result.to_frame("plans")
    drawn = pl.col("plan_id").is_in(list({facts[kpi]["plan_id"] for kpi in kpis["kpi_id"]}))
    without = [names[plan] for plan in plans.filter(~drawn)["plan_id"]]
    cited = {*dated["source_id"], *plans.filter(drawn)["source_id"]}
    used = replace(result, sources=result.sources.filter(pl.col("source_id").is_in(list(cited))))
    height = 62.0
    figure, top = style.sheet(
        width_mm,
        (height + 12) * max(1, kpis.height),
        title.to(lang),
        subtitle.to(lang),
        *cautions,
        _without(without).to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(used.source_line(lang), lang),
    )
    for i, (kpi, indicator, unit) in enumerate(kpis.iter_rows()):
        axes = style.place(figure, 12, top + 6 + i * (height + 12), width_mm - 40, height)
        fact = facts[kpi]
        name = shown(fact[column("name", lang)], lang)
        city = names[fact["plan_id"]]
        axes.set_title(
            f"{city}　{name}（{unit}）" if lang == "ja" else f"{city}: {name} ({unit})", loc="left", fontsize=8.5
        )
        with style.city(axes, fact["plan_id"]):
            _lines(axes, dated.filter(kpi_id=kpi, indicator_id=indicator), lang)
        if fact["target_fy"] is not None:
            axes.plot(
                fact["target_fy"] + 1.25, fact["target"], "D", color=style.COLOURS[1], markersize=6, clip_on=False
            )
            when = (
                f"目標 {fact['target_text']}（{fact['target_fy']}年度末）"
                if lang == "ja"
                else (f"target {fact['target_text']} (end of FY{fact['target_fy']})")
            )
            axes.text(fact["target_fy"] + 1.1, fact["target"], when, ha="right", va="center", fontsize=8)
        axes.set_ylim(0, 104 if unit == "%" else None)
        first, last = axes.get_xlim()
        axes.set_xticks(range(int(first) + 1, int(last) + 1, 2))
        axes.set_xlim(first, last)
        axes.yaxis.grid(True)
        axes.set_axisbelow(True)
    own = dated.filter(kind="municipality").sort("as_of").group_by("kpi_id", maintain_order=True).last()
    said = (
        Text("、", "; ")
        .to(lang)
        .join(_reached(facts[row["kpi_id"]], row, lang) for row in own.head(2).iter_rows(named=True))
    )
    told = ("name", "area", "as_of", "value", "unit")
    return style.Chart(figure, "outcomes-series", title.to(lang), said, dated, told)


def _without(names: list[str]) -> Text:
    """The plans that have no panel."""
    if not names:
        return Text("", "")
    return Text(
        f"時点の分かる公的統計と並べられる目標がなく、図にない計画：{'、'.join(names)}。",
        f"Not drawn, since no target of theirs has a dated official figure: {', '.join(names)}.",
    )


def _reached(fact: dict, last: dict, lang: str) -> str:
    """Where a city last was, and where it wants to be."""
    name, unit = shown(fact[column("name", lang)], lang), "" if last["unit"] != "%" else "%"
    date, value = last["as_of"], f"{typography.number(last['value'])}{unit}"
    return Text(
        f"{last['area_ja']}の{name}は{date}に{value}で、目標は{fact['target_text']}",
        f"{name} of {last['area_en']} was {value} on {date}; the target is {fact['target_text']}",
    ).to(lang)


def _lines(axes: Axes, dated: pl.DataFrame, lang: str) -> None:
    """A line for each area, its name at the end, pushed apart where two end together."""
    looks = {
        "municipality": ("-", 2.0, style.COLOURS[0]),
        "prefecture": ((0, (4, 1.5)), 1.1, style.GREY),
        "nation": ((0, (1, 1.2)), 1.3, style.INK),
    }
    ends = []
    for (kind,), block in dated.group_by("kind", maintain_order=True):
        years = [_decimal(date) for date in block.sort("as_of").get_column("as_of")]
        values = block.sort("as_of").get_column("value").to_list()
        dash, wide, colour = looks[str(kind)]
        axes.plot(years, values, linestyle=dash, linewidth=wide, color=colour)
        ends.append((values[-1], years[-1], block.item(0, column("area", lang)), colour))
    at = -99.0
    for value, year, name, colour in sorted(ends):
        at = max(value, at + 5)
        axes.text(year + 0.2, at, f"{name} {typography.number(value)}", va="center", fontsize=7.5, color=colour)


def _decimal(date: str) -> float:
    year, month, day = (int(part) for part in date.split("-"))
    return year + (month - 1) / 12 + (day - 1) / 365
