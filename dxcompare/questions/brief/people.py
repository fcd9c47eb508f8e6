"""Shares by age, of the municipality's own survey or else of Japan; and official figures beside prefecture and nation."""

from __future__ import annotations

import math
import re
from typing import Any

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.places import NATION
from dxcompare.present.result import Result
from dxcompare.questions.brief.tables import Ages, Figures
from dxcompare.words.text import Text

#: Options shown of a survey: those that change most with age.
STEEPEST = 2
#: What is shown by age of Japan where there is no survey: the first of which there are figures.
NATIONAL = ("internet_use", "internet_by_smartphone")
_BAND = re.compile(r"(?:age_)?(\d+)(?:[-_](\d+|over)|\+)")


def ages(ds: Dataset, gradients: Result | None, plan_id: str) -> pl.DataFrame:
    """The options of the plan's survey that change most with age; without a survey what is known of Japan."""
    rows = _surveyed(ds, gradients, plan_id) if gradients else []
    if not rows and ds.survey.filter(plan_id=plan_id).is_empty():
        rows = _national(ds)
    return pl.DataFrame(rows, schema=Ages.kinds())


def _surveyed(ds: Dataset, gradients: Result, plan_id: str) -> list[dict[str, Any]]:
    """The bands of the steepest options that only rise or only fall with age, each option once."""
    mine = gradients.to_frame().filter(pl.col("shape").cast(pl.String).str.contains("^(rises|falls)"), plan_id=plan_id)
    steep = (
        mine.filter(pl.col("odds_ratio").is_not_null())
        .sort(pl.col("odds_ratio").log().abs(), descending=True, maintain_order=True)
        .unique(["question_id", "option_id"], keep="first", maintain_order=True)
        .unique("theme_id", keep="first", maintain_order=True)
        .head(STEEPEST)
    )
    surveys = {row["survey_id"]: row for row in ds.survey.iter_rows(named=True)}
    places = dict(ds.question.select("question_id", "locator").iter_rows())
    rows = []
    for option in steep.iter_rows(named=True):
        survey = surveys[option["survey_id"]]
        keys = {name: option[name] for name in ("theme_id", "question_id", "option_id")}
        bands = gradients.to_frame("bands").filter(**keys).filter(pl.col("percent").is_not_null()).sort("age_min")
        year = re.match(r"\d{4}", survey["start"] or survey["end"] or "")
        rows += [
            {
                **{name: band[name] for name in Ages.fields() if name in band},
                "scope": "city",
                "topic_ja": f"{option['theme_ja']}：{option['label_ja']}",
                "topic_en": f"{option['theme_en']}: {option['label_en']}",
                "value_ja": f"{band['percent']:.1f}％",
                "value_en": f"{band['percent']:.1f}%",
                "year": int(year[0]) if year else None,
                "source_id": survey["source_id"],
                "locator": places[option["question_id"]],
            }
            for band in bands.iter_rows(named=True)
        ]
    return rows


def _national(ds: Dataset) -> list[dict[str, Any]]:
    """The latest figures of Japan by age, of the first indicator that has any."""
    names = {row["indicator_id"]: row for row in ds.indicator.iter_rows(named=True)}
    for indicator in NATIONAL:
        told = ds.reference_stat.filter(
            pl.col("value").is_not_null(), indicator_id=indicator, area_code=NATION, unit="%"
        )
        bands = [(band, row) for row in told.iter_rows(named=True) if (band := _BAND.fullmatch(row["group_id"]))]
        last = max((row["year"] or 0 for _, row in bands), default=0)
        rows = [_of_nation(row, band, names[indicator]) for band, row in bands if (row["year"] or 0) == last]
        if rows:
            return sorted(rows, key=lambda row: row["age_min"])
    return []


def _of_nation(row: dict[str, Any], band: re.Match[str], name: dict[str, Any]) -> dict[str, Any]:
    first, last = band[1], band[2]
    open_ended = last in (None, "over")
    group = Text(f"{first}歳以上", f"{first} and over") if open_ended else Text(f"{first}〜{last}歳", f"{first}–{last}")
    figure = Text(f"{row['value']:g}％", f"{row['value']:g}%")
    more = {"gt": Text("超", "over "), "ge": Text("以上", "at least "), "lt": Text("未満", "below ")}.get(
        row["comparator"]
    )
    return {
        "scope": "nation",
        "topic_ja": name["name_ja"],
        "topic_en": name["name_en"],
        "question_id": None,
        "option_id": None,
        "group_id": row["group_id"],
        "group_ja": group.ja,
        "group_en": group.en,
        "age_min": int(first),
        "value_ja": figure.ja + (more.ja if more else ""),
        "value_en": (more.en if more else "") + figure.en,
        "percent": row["value"],
        "year": row["year"],
        "source_id": row["source_id"],
        "locator": row["locator"],
    }


def figures(ds: Dataset, reference: Result, municipality: str) -> pl.DataFrame:
    """The latest own figures that have one of prefecture and nation beside them, shares before yes and no."""
    told = reference.to_frame("figures").filter(pl.col("value_text").is_not_null())
    areas = {"own": municipality, "prefecture": f"{municipality[:2]}000", "nation": NATION}
    rows = []
    for (_,), mine in told.filter(pl.col("unit") != "人").group_by("indicator_id", maintain_order=True):
        of = {
            area: {
                group: value
                for (group,), rows in mine.filter(area_code=code).group_by("group_id", maintain_order=True)
                if (value := rows.sort("as_of", "year", nulls_last=False, maintain_order=True).row(-1, named=True))
            }
            for area, code in areas.items()
        }
        own = of["own"].get("total")
        beside = own and _beside(own, of["prefecture"], of["nation"])
        if own and beside:
            rows.append({**{name: own[name] for name in Figures.fields() if name in own}, **beside})
    found = pl.DataFrame(rows, schema=Figures.kinds())
    return found.sort(pl.col("beside") == "share", maintain_order=True)


def _beside(own: dict, prefecture: dict[Any, dict], nation: dict[Any, dict]) -> dict[str, Any] | None:
    """What stands beside a figure in both places: the median, the share that has it in place, or the area's own."""
    both = prefecture.keys() & nation.keys()
    n = {
        "prefecture_n": _whole(prefecture.get("answered")),
        "nation_n": _whole(nation.get("answered")),
    }
    if own["unit"] == "%" and "median" in both:
        pair = (prefecture["median"]["value"], nation["median"]["value"])
        return {"beside": "median", "prefecture": pair[0], "nation": pair[1], **n}
    if {"done", "answered"} <= both and all(n.values()):
        shares = [100 * one["done"]["value"] / one["answered"]["value"] for one in (prefecture, nation)]
        return {"beside": "share", "prefecture": shares[0], "nation": shares[1], **n}
    if (
        own["unit"] == "%"
        and "total" in both
        and {prefecture["total"]["as_of"], nation["total"]["as_of"]} == {own["as_of"]}
    ):
        pair = (prefecture["total"]["value"], nation["total"]["value"])
        if None not in pair and not any(math.isnan(one) for one in pair):
            return {"beside": "area", "prefecture": pair[0], "nation": pair[1]}
    return None


def _whole(row: dict | None) -> int | None:
    return int(row["value"]) if row else None
