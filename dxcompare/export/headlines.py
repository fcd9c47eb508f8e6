"""The finding that heads a slide: one sentence for each type of result, computed from its tables.

A result without one is headed by its question.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from dxcompare.result import Result
from dxcompare.text import Text, shown

HEADLINES: dict[str, Callable[[Any, str], Text | None]] = {}


def headline(result: Result, lang: str) -> str | None:
    """The finding of a result in a language, or None if nothing declares one or it has no rows."""
    tell = HEADLINES.get(type(result).__name__)
    said = tell(result, lang) if tell and not result.to_frame().is_empty() else None
    return None if said is None else shown(said.to(lang), lang)


def _of(name: str) -> Callable[[Callable[[Any, str], Text | None]], Callable[[Any, str], Text | None]]:
    def add(tell: Callable[[Any, str], Text | None]) -> Callable[[Any, str], Text | None]:
        HEADLINES[name] = tell
        return tell

    return add


@_of("Overview")
def _overview(result: Result, lang: str) -> Text:
    total = dict(result.to_frame("contents").group_by("what").agg(pl.col("count").sum()).iter_rows())
    plans = result.to_frame("plans").height
    return Text(
        f"{plans}つの計画に、施策{total['measures']}、指標{total['kpis']}、工程{total['steps']}",
        f"{plans} plans: {total['measures']} measures, {total['kpis']} indicators, {total['steps']} dated steps",
    )


@_of("Coverage")
def _coverage(result: Result, lang: str) -> Text:
    """Over the items that every plan could act on: a count by city would be read as a ranking."""
    by_item = (
        result.to_frame()
        .group_by("item_id")
        .agg(known=pl.col("depth").is_not_null().all(), acted=(pl.col("depth") > 0).all())
        .filter("known")
    )
    n, plans = int(by_item["acted"].sum()), result.to_frame("plans").height
    if plans == 1:
        return Text(
            f"判定した{by_item.height}事項のうち、施策があるのは{n}",
            f"Of {by_item.height} items assessed, {n} have a measure",
        )
    return Text(
        f"どの計画でも判定できる{by_item.height}事項のうち、{plans}計画すべてに施策があるのは{n}",
        f"Of {by_item.height} items assessed in every plan, {n} have a measure in all {plans}",
    )


@_of("Timeline")
def _timeline(result: Result, lang: str) -> Text | None:
    due = result.to_frame("deadlines").filter(~pl.col("verdict").is_in(["state", "past"]))
    if due.is_empty():
        return None
    n = due.filter(verdict="in_time").height
    return Text(
        f"工程で測れる国の期限{due.height}件（計画×事項）のうち、期限までに届く工程があるのは{n}件",
        f"Of {due.height} national deadlines that a step can meet (plan by item), {n} have a step in time",
    )


@_of("Previous")
def _previous(result: Result, lang: str) -> Text:
    rows = result.to_frame("verdicts").unique(["plan_id", "number"])
    n = rows.filter(pl.col("verdict") != "done").height
    return Text(
        f"前の計画の自己評価{rows.height}件のうち、一部実施か未達成は{n}件（評価の言葉は市ごとに違う）",
        f"Of {rows.height} self-assessments, {n} are partly or not done (each city in its own words)",
    )


@_of("Ambition")
def _ambition(result: Result, lang: str) -> Text:
    kpis = result.to_frame()
    n = kpis.filter(pl.col("class") == "change").height
    return Text(
        f"指標{kpis.height}のうち、数値の現状値から数値の目標値へ変えるものは{n}",
        f"Of {kpis.height} indicators, {n} go from a numeric baseline to a numeric target",
    )


@_of("Matched")
def _matched(result: Result, lang: str) -> Text:
    pairs = result.to_frame()
    n = int(pairs["comparable"].sum())
    return Text(
        f"似た指標{pairs.height}組のうち、比べられるのは{n}組", f"Of {pairs.height} look-alike pairs, {n} compare"
    )


@_of("Outcomes")
def _outcomes(result: Result, lang: str) -> Text:
    rows = result.to_frame().filter(pl.col("kpi_id").is_not_null())
    n, told = rows["kpi_id"].n_unique(), rows.filter(pl.col("indicator_id").is_not_null())["kpi_id"].n_unique()
    same = rows.filter(relation="same")["kpi_id"].n_unique()
    return Text(
        f"国の事項に当たる指標{n}のうち、公的統計と並べられるのは{told}、同じ量は{same}",
        f"Of {n} indicators on national items, {told} can stand beside an official figure, {same} of the same quantity",
    )


@_of("Shares")
def _shares(result: Result, lang: str) -> Text | None:
    """The option whose share differs most between the groups with a usable base."""
    cells = result.to_frame().filter(pl.col("percent").is_not_null(), ~pl.col("hollow"))
    if cells["age_min"].count():
        cells = cells.filter(pl.col("age_min").is_not_null())
    if cells["group_id"].n_unique() < 2:
        return None
    spread = cells.group_by("option_id", maintain_order=True).agg(by=pl.col("percent").max() - pl.col("percent").min())
    option = cells.filter(option_id=spread.sort("by", descending=True, maintain_order=True).item(0, "option_id"))
    high, low = (
        option.sort("percent", descending=down, maintain_order=True).row(0, named=True) for down in (True, False)
    )
    return Text(
        f"「{high['option_ja']}」は{high['group_ja']}で{high['percent']:g}％、{low['group_ja']}で{low['percent']:g}％",
        f"‘{high['option_en']}’: {high['percent']:g} % of {high['group_en']}, {low['percent']:g} % of {low['group_en']}",
    )


@_of("Bases")
def _bases(result: Result, lang: str) -> Text:
    rows = result.to_frame().filter(pl.col("certainty") != "printed")
    n = rows.filter(certainty="recovered").height
    return Text(
        f"印刷がないか使えない回答者数{rows.height}列のうち、復元できたのは{n}列",
        f"Of {rows.height} bases that are not printed or cannot be used, {n} could be recovered",
    )


@_of("Audit")
def _audit(result: Result, lang: str) -> Text:
    rows = result.to_frame()
    n = rows.filter(verdict="inconsistent").height
    return Text(
        f"集計表の点検{rows.height}件のうち、合わないものは{n}件",
        f"Of {rows.height} tests of tables, {n} do not add up",
    )


@_of("Claims")
def _claims(result: Result, lang: str) -> Text:
    rows = result.to_frame()
    n = rows.filter(verdict="contradicted").height
    return Text(
        f"計画が自らの表について述べた{rows.height}件のうち、表と合わないものは{n}件",
        f"Of {rows.height} statements of the plans about their tables, {n} are contradicted",
    )
