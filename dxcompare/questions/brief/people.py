"""Shares by age, of the municipality's own survey or else of Japan; and official figures beside prefecture and nation."""

from __future__ import annotations

import re
from typing import Any

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.places import NATION
from dxcompare.dataset.quartiles import CENSUS
from dxcompare.present.result import Result
from dxcompare.questions.brief.tables import Ages, Figures
from dxcompare.words.text import Text

#: Options shown of a survey: of those that tell of use, possession or understanding, the ones that change most with age.
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
    """The bands of the steepest options that only rise or only fall with age, each option once; wishes go unused."""
    mine = gradients.to_frame().filter(pl.col("shape").cast(pl.String).str.contains("^(rises|falls)"), plan_id=plan_id)
    states = ds.theme_option.filter(tells="state").select("question_id", "option_id", "theme_id")
    steep = (
        mine.filter(pl.col("odds_ratio").is_not_null())
        .join(states, on=["question_id", "option_id", "theme_id"], how="semi", maintain_order="left")
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
    plans = {row["source_id"]: row for row in ds.plan.iter_rows(named=True)}
    for indicator in NATIONAL:
        told = ds.reference_stat.filter(
            pl.col("value").is_not_null(), indicator_id=indicator, area_code=NATION, unit="%"
        )
        bands = [(band, row) for row in told.iter_rows(named=True) if (band := _BAND.fullmatch(row["group_id"]))]
        last = max((row["year"] or 0 for _, row in bands), default=0)
        rows = [
            _of_nation(row, band, names[indicator], plans.get(row["source_id"]))
            for band, row in bands
            if (row["year"] or 0) == last
        ]
        if rows:
            return sorted(rows, key=lambda row: row["age_min"])
    return []


def _of_nation(
    row: dict[str, Any], band: re.Match[str], name: dict[str, Any], plan: dict[str, Any] | None
) -> dict[str, Any]:
    """The row of a band; `plan` quotes the figure, where one does."""
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
        "quoted_ja": plan and plan["title_ja"],
        "quoted_en": plan and plan["title_en"],
    }


#: What stands beside a figure → what is before the name of its groups.
PLACES = {"peers": "peers_", "prefecture": "", "nation": ""}


def figures(ds: Dataset, reference: Result, municipality: str, begins: str) -> pl.DataFrame:
    """The latest own figures that have one of prefecture and nation beside them, shares before yes and no.

    Beside a rate stand median and quartiles of municipalities, beside yes or no the share that has it in place; counts
    that the data do not print are made of the table of all municipalities, where it has been added.
    """
    areas = {"peers": municipality, "prefecture": f"{municipality[:2]}000", "nation": NATION}
    told = reference.to_frame("figures").filter(
        pl.col("value_text").is_not_null(), pl.col("unit") != "人", pl.col("area_code").is_in(list(areas.values()))
    )
    counted = {
        (row["indicator_id"], row["year"], row["as_of"], row["of"]): _counts(row)
        for row in reference.to_frame("quartiles").with_columns(pl.col("of").cast(pl.String)).iter_rows(named=True)
        if row["indicator_id"] not in CENSUS
    }
    short = {row["indicator_id"]: row for row in ds.indicator.iter_rows(named=True)}
    rows = []
    for (indicator,), mine in told.group_by("indicator_id", maintain_order=True):
        last = {
            (row["area_code"], row["group_id"]): row
            for row in mine.sort("as_of", "year", nulls_last=False, maintain_order=True).iter_rows(named=True)
        }
        own = last.get((municipality, "total"))
        if own is None:
            continue
        of = {
            place: counted.get((indicator, own["year"], own["as_of"], place), {})
            | {
                group.removeprefix(before): row
                for (area, group), row in last.items()
                if _is_of(area, group, areas[place], before)
            }
            for place, before in PLACES.items()
        }
        beside = _kind(own, of["prefecture"], of["nation"])
        if beside:
            found = {f"{place}{name}": value for place in PLACES for name, value in _beside(beside, of[place]).items()}
            called = {
                f"short_{lang}": short[indicator][f"short_{lang}"] or own[f"indicator_{lang}"] for lang in ("ja", "en")
            }
            before = own["as_of"] is not None and own["as_of"] < begins
            same = {name: own[name] for name in Figures.fields() if name in own}
            rows.append({**same, **called, "before": before, "beside": beside, **found})
    every = pl.DataFrame(rows, schema=Figures.kinds())
    return every.sort(pl.col("beside") == "share", maintain_order=True)


def _counts(row: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A row of quartiles as figures of a group each, as the data print them."""
    kinds = {"answered": "n", "done": "done", "q1": "q1", "median": "median", "q3": "q3"}
    return {group: {"value": row[name]} for group, name in kinds.items() if row[name] is not None}


def _is_of(area: str, group: str | None, place: str, before: str) -> bool:
    """Whether a group of an area stands for a place: of a municipality, only its peers do."""
    return area == place and group is not None and group.startswith(before)


def _kind(own: dict, prefecture: dict[str, dict], nation: dict[str, dict]) -> str | None:
    """What prefecture and nation both have of a figure: medians, counts of yes, or a figure of the whole area."""
    both = prefecture.keys() & nation.keys()
    if own["unit"] == "%" and "median" in both:
        return "median"
    if {"done", "answered"} <= both:
        return "share"
    whole = [one["total"] for one in (prefecture, nation) if "total" in one]
    dated = (
        own["unit"] == "%"
        and len(whole) == len((prefecture, nation))
        and {one["as_of"] for one in whole} == {own["as_of"]}
    )
    return "area" if dated and all(one["value"] is not None for one in whole) else None


def _beside(kind: str, told: dict[str, dict]) -> dict[str, float | int | None]:
    """The figure of a place, its quartiles, and of how many municipalities it is."""
    value = {name: row["value"] for name, row in told.items()}
    n = int(value["answered"]) if value.get("answered") else None
    if kind == "median":
        return {"": value.get("median"), "_q1": value.get("q1"), "_q3": value.get("q3"), "_n": n}
    if kind == "share":
        return {"": 100 * value["done"] / n if n and value.get("done") is not None else None, "_n": n}
    return {"": value.get("total")}
