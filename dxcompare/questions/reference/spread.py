"""The chart of an official figure of many plans: all municipalities, those with plans, and where one of them stands."""

from __future__ import annotations

import dataclasses
from collections import Counter

import polars as pl

from dxcompare.present import spread, stacks, style
from dxcompare.questions.reference.chart import chosen
from dxcompare.questions.reference.compute import Reference
from dxcompare.questions.reference.parts import STATUS, UNITS, dated
from dxcompare.questions.reference.tables import BLANKS
from dxcompare.words.text import Text, shown

TOWNS = Text("市区町村", "municipalities")
PARTS: dict[str, stacks.Part] = {
    "実施": (STATUS["実施"][0], style.SHADES[4], None),
    "未実施": (STATUS["未実施"][0], style.SHADES[1], None),
    "not_surveyed": (BLANKS["not_surveyed"], "white", "////"),
}


@style.spreads(Reference, "standing")
def standing(
    result: Reference,
    lang: str,
    indicator: str | None = None,
    as_of: str | None = None,
    width_mm: float = style.WIDTH_MM,
    mark: str | None = None,
) -> style.Chart:
    """One indicator at one date: all municipalities that have a figure, those with plans, and those near a marked one."""
    plan, name = spread.marked(result, lang, mark)
    table = style.some(chosen(result.to_frame("figures"), indicator, as_of, lang), result, lang)
    plans, first = result.to_frame("plans"), table.row(0, named=True)
    towns = style.some(table.filter(group_id="total", kind="municipality"), result, lang)
    in_words = towns["value_text"].is_in([*STATUS]).any()
    planned = plans["municipality_code"].str.split("+").explode().unique()
    groups = {
        Text("全国の市区町村", "All municipalities"): pl.lit(True),
        Text("うち、データに計画のある団体", "Those with a plan in the data"): pl.col("area_code").is_in(
            planned.implode()
        ),
    }
    own = towns.clear()
    if plan:
        code = plans.filter(plan_id=plan).item(0, "municipality_code").split("+")[0]
        own = towns.filter(area_code=code)
        near = result.to_frame("peers").filter(municipality_code=code)["peer_code"]
        groups |= {
            Text("都道府県内", "In its prefecture"): pl.col("area_code").str.head(2) == code[:2],
            Text("人口の近い団体（0.8～1.25倍）", "Of like population (0.8 to 1.25 times)"): pl.col("area_code").is_in(
                near.implode()
            ),
        }
    title = Text(
        f"{shown(first['indicator_ja'], 'ja')}：公的統計の値はどう分布しているか",
        f"{first['indicator_en']}: how are the official figures distributed?",
    ).to(lang)
    used = result.sources.filter(pl.col("source_id").is_in(towns["source_id"].unique().implode()))
    cited = dataclasses.replace(result, sources=used)
    caution = Text(first["caution_ja"] or "", first["caution_en"] or "")
    whole = Text(
        f"表にある{towns.height:,}団体。時点：{dated(first, 'ja')}。",
        f"{towns.height:,} municipalities that the table has. As of: {dated(first, 'en')}. ",
    ) + (Text(f"◆ {name}。", f"◆ {name}. ") if name else Text("", ""))
    called = f"reference-{first['indicator_id'].replace('_', '-')}"
    if in_words:
        kind = pl.when(pl.col("value_text").is_in([*STATUS])).then("value_text").otherwise(pl.lit("not_surveyed"))
        told = "".join(
            STATUS[text][0].to(lang) if text in STATUS else BLANKS["not_surveyed"].to(lang)
            for text in own["value_text"]
        )
        counts = [
            stacks.Stack(of.to(lang), Counter(towns.filter(which).select(kind).to_series().to_list()), told * (n == 0))
            for n, (of, which) in enumerate(groups.items())
        ]
        reading = Text("棒は実施の有無の割合", "Bars: whether it is done")
        return stacks.stacks(
            cited, lang, width_mm, called, title, counts, PARTS, reading, name, whole.to(lang), [caution]
        )
    unit, every = first["unit"], towns["value"].drop_nulls()
    ends = (0.0, 100.0) if unit == "%" else (0.0, max(every, default=1.0))
    decimals = int((every % 1 != 0).any())
    lines = [
        spread.Row(of.to(lang), towns.filter(which)["value"], own["value"].drop_nulls().to_list(), ends, decimals)
        for of, which in groups.items()
    ]
    said = Text("％", "%") if unit == "%" else UNITS.get(unit, Text(unit, unit))
    told = Text(f"単位は{said.ja}。", f"Unit: {said.en}. ").to(lang)
    return spread.rows(cited, lang, width_mm, called, title, lines, name, told, TOWNS, [caution], whole=whole.to(lang))
