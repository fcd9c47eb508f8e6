"""The chart of an official figure of many plans: all municipalities, those with plans, and where one of them stands."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from typing import Any

import polars as pl

from dxcompare.dataset.places import NATION
from dxcompare.present import spread, stacks, style
from dxcompare.questions.reference.chart import chosen
from dxcompare.questions.reference.compute import Reference
from dxcompare.questions.reference.parts import STATUS, UNITS, dated
from dxcompare.questions.reference.tables import BLANKS
from dxcompare.words.text import Text, shown

TOWNS = Text("市区町村", "municipalities")
#: From which share of all municipalities on those that have a figure are called all of them.
ALL = 0.9
#: What is said of the nation where the table of all municipalities is not there: of it counts are, and not even these.
COUNTED, NOT_ADDED = (
    Text(
        "全市区町村の表は追加されていないので、全国などはデータにある集計だけを示し、分布は示していない。",
        "The table of all municipalities has not been added (dxcompare add): of all of them counts are shown, no distribution.",
    ),
    Text(
        "全市区町村の表は追加されていないため、全国の分布は示していない。",
        "No distribution of all: the table of all municipalities has not been added (dxcompare add).",
    ),
)
#: The group of those with a plan: the others are called as counts over municipalities are (`of` of `quartiles`).
PLANNED = "planned"
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
    """One indicator at one date: all municipalities that have a figure, those with plans, and those near a marked one.

    Where the table has but some municipalities, those without a plan are left out, and of all, the prefecture and the
    peers the published medians and quartiles are drawn.
    """
    plan, name = spread.marked(result, lang, mark)
    table = style.some(chosen(result.to_frame("figures"), indicator, as_of, lang), result, lang)
    plans, first = result.to_frame("plans"), table.row(0, named=True)
    code = plans.filter(plan_id=plan).item(0, "municipality_code").split("+")[0] if plan else None
    towns, there = table.filter(group_id="total", kind="municipality"), _there(result)
    planned = plans["municipality_code"].str.split("+").explode().unique()
    has_plan = pl.col("area_code").is_in(planned.implode())
    whole = towns.height >= ALL * there
    known: dict[str, dict[str, Any]] = {}
    if not whole:  # those without a plan are some that happen to be in the table
        towns, known = towns.filter(has_plan), _published(result, first, code, there)
    own = towns.filter(area_code=code or "")
    groups = _groups(result, code, has_plan, whole)
    having = towns.filter(pl.col("value").is_not_null() | pl.col("value_text").is_in([*PARTS]))
    drawn = [of for of in groups if whole or of in known or (of == PLANNED and having.height)]
    style.some(pl.DataFrame({"of": drawn}), result, lang)
    in_words = first["unit"] not in ("%", *UNITS) and table["value_text"].is_in([*STATUS]).any()
    title = Text(
        f"{shown(first['indicator_ja'], 'ja')}：公的統計の値はどう分布しているか",
        f"{first['indicator_en']}: how are the official figures distributed?",
    ).to(lang)
    used = result.sources.filter(pl.col("source_id").is_in(table["source_id"].unique().implode()))
    cited = dataclasses.replace(result, sources=used)
    notes = [Text(first["caution_ja"] or "", first["caution_en"] or "")]
    when = Text(f"時点：{dated(first, 'ja')}。", f"As of: {dated(first, 'en')}. ")
    of_what = Text(f"表にある{towns.height:,}団体。", f"{towns.height:,} municipalities that the table has. ")
    if not whole:
        notes.insert(0, COUNTED if known else NOT_ADDED)
        of_what = Text(
            f"計画のある{planned.len():,}団体のうち、表に値があるのは{having.height:,}団体。",
            f"Of {planned.len():,} municipalities with a plan {having.height:,} have a figure in the table. ",
        )
    said = (of_what + when + (Text(f"◆ {name}。", f"◆ {name}. ") if name else Text("", ""))).to(lang)
    called = f"reference-{first['indicator_id'].replace('_', '-')}"
    if in_words:
        kind = pl.when(pl.col("value_text").is_in([*STATUS])).then("value_text").otherwise(pl.lit("not_surveyed"))
        told = "".join(
            STATUS[text][0].to(lang) if text in STATUS else BLANKS["not_surveyed"].to(lang)
            for text in own["value_text"]
        )
        counts = [
            stacks.Stack(
                groups[of][0].to(lang),
                Counter({"実施": known[of]["done"], "未実施": known[of]["n"] - known[of]["done"]})
                if of in known
                else Counter(towns.filter(groups[of][1]).select(kind).to_series().to_list()),
                told * (n == 0),
            )
            for n, of in enumerate(drawn)
        ]
        reading = Text("棒は実施の有無の割合", "Bars: whether it is done")
        return stacks.stacks(cited, lang, width_mm, called, title, counts, PARTS, reading, name, said, notes)
    unit = first["unit"]
    every = [*towns["value"].drop_nulls(), *(row[part] for row in known.values() for part in ("q1", "median", "q3"))]
    every = [one for one in every if one is not None]
    ends = (0.0, 100.0) if unit == "%" else (0.0, max(every, default=1.0))
    decimals = int(any(one % 1 for one in every))
    lines = [
        spread.Row(
            groups[of][0].to(lang),
            towns.filter(groups[of][1] if of not in known else pl.lit(False))["value"],
            own["value"].drop_nulls().to_list(),
            ends,
            decimals,
            known=(known[of]["n"], known[of]["q1"], known[of]["median"], known[of]["q3"]) if of in known else None,
        )
        for of in drawn
    ]
    units = Text("％", "%") if unit == "%" else UNITS.get(unit, Text(unit, unit))
    told = Text(f"単位は{units.ja}。", f"Unit: {units.en}. ").to(lang)
    return spread.rows(cited, lang, width_mm, called, title, lines, name, told, TOWNS, notes, whole=said)


def _there(result: Reference) -> int:
    """How many municipalities there are."""
    return result.asked.ds.municipality.height if result.asked else 0


def _groups(result: Reference, code: str | None, has_plan: pl.Expr, whole: bool) -> dict[str, tuple[Text, pl.Expr]]:
    """Over which municipalities is counted → what they are called, and which they are."""
    among = Text("うち、", "") if whole else Text("", "")
    groups = {
        "nation": (Text("全国の市区町村", "All municipalities"), pl.lit(True)),
        PLANNED: (among + Text("データに計画のある団体", "Those with a plan in the data"), has_plan),
    }
    if code:
        near = result.to_frame("peers").filter(municipality_code=code)["peer_code"]
        groups["prefecture"] = Text("都道府県内", "In its prefecture"), pl.col("area_code").str.head(2) == code[:2]
        groups["peers"] = (
            Text("人口の近い団体（0.8～1.25倍）", "Of like population (0.8 to 1.25 times)"),
            pl.col("area_code").is_in(near.implode()),
        )
    return groups


def _published(result: Reference, first: Mapping[str, Any], code: str | None, there: int) -> dict[str, dict[str, Any]]:
    """What is known over all municipalities, and those near a marked one, of this indicator at this date."""
    same = [pl.col(one).eq_missing(pl.lit(first[one])) for one in ("indicator_id", "as_of", "year")]
    counts = result.to_frame("quartiles").filter(*same)
    areas = {"nation": NATION, "prefecture": code and f"{code[:2]}000", "peers": code}
    found = {row["of"]: row for row in counts.iter_rows(named=True) if row["area_code"] == areas[row["of"]]}
    return found if "nation" in found and found["nation"]["n"] >= ALL * there else {}
