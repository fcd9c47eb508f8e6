"""The finding that heads a slide: one sentence for each type of result, computed from its tables.

A result without one is headed by its question.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from dxcompare.export.slides import plan_names
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


def _by_city(result: Result, counts: pl.DataFrame, lang: str, says: str) -> str:
    """`city n/m` for every plan, in the order of the plans."""
    found = dict(counts.iter_rows())
    plans = plan_names(result, lang).items()
    return ("、" if lang == "ja" else ", ").join(f"{name} {found[plan]}{says}" for plan, name in plans if plan in found)


@_of("Overview")
def _overview(result: Result, lang: str) -> Text:
    total = dict(result.to_frame("contents").group_by("what").agg(pl.col("count").sum()).iter_rows())
    plans = result.to_frame("plans").height
    return Text(f"{plans}つの計画に、施策{total['measures']}、指標{total['kpis']}、工程{total['steps']}",
                f"{plans} plans: {total['measures']} measures, {total['kpis']} indicators, {total['steps']} dated steps")


@_of("Coverage")
def _coverage(result: Result, lang: str) -> Text:
    counts = result.to_frame().filter(pl.col("depth").is_not_null()).group_by("plan_id").agg(
        says=pl.concat_str((pl.col("depth") > 0).sum().cast(pl.String), pl.lit("/"), pl.len().cast(pl.String)))
    said = _by_city(result, counts, lang, "")
    return Text(f"施策のある事項：{said}", f"Items with a measure: {said}")


@_of("Timeline")
def _timeline(result: Result, lang: str) -> Text:
    used = result.to_frame("reached").filter(pl.col("stage").is_in(["launch", "operate", "expand"]))
    said = _by_city(result, used.group_by("plan_id").agg(pl.col("item_id").n_unique()), lang, "")
    return Text(f"使い始める工程のある事項：{said}", f"Items with a step that puts them in use: {said}")


@_of("Previous")
def _previous(result: Result, lang: str) -> Text:
    left = result.to_frame("verdicts").unique(["plan_id", "number"]).group_by("plan_id").agg(
        (pl.col("verdict") != "done").sum())
    said = _by_city(result, left, lang, "")
    return Text(f"前の計画のやり残し（一部・未達成）の件数：{said}", f"Left partly or not done by the previous plans: {said}")


@_of("Ambition")
def _ambition(result: Result, lang: str) -> Text:
    kpis = result.to_frame()
    n = kpis.filter(pl.col("class").is_in(["change", "bound"])).height
    return Text(f"指標{kpis.height}のうち、数値の現状から数値の目標へ変えるものは{n}",
                f"Of {kpis.height} indicators, {n} go from a numeric baseline to a numeric target")


@_of("Matched")
def _matched(result: Result, lang: str) -> Text:
    pairs = result.to_frame()
    n = int(pairs["comparable"].sum())
    return Text(f"似た指標{pairs.height}組のうち、比べられるのは{n}組", f"Of {pairs.height} look-alike pairs, {n} compare")


@_of("Outcomes")
def _outcomes(result: Result, lang: str) -> Text:
    rows = result.to_frame().filter(pl.col("kpi_id").is_not_null())
    n, told = rows["kpi_id"].n_unique(), rows.filter(pl.col("indicator_id").is_not_null())["kpi_id"].n_unique()
    return Text(f"国の事項に当たる指標{n}のうち、公的統計と照らせるのは{told}",
                f"Of {n} indicators on national items, {told} have an official figure to be held against")


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
    high, low = (option.sort("percent", descending=down, maintain_order=True).row(0, named=True) for down in (True, False))
    return Text(f"「{high['option_ja']}」は{high['group_ja']}で{high['percent']:g}％、{low['group_ja']}で{low['percent']:g}％",
                f"‘{high['option_en']}’: {high['percent']:g} % of {high['group_en']}, {low['percent']:g} % of {low['group_en']}")


@_of("Bases")
def _bases(result: Result, lang: str) -> Text:
    rows = result.to_frame().filter(pl.col("certainty") != "printed")
    n = rows.filter(certainty="recovered").height
    return Text(f"印刷がないか使えない回答者数{rows.height}列のうち、復元できたのは{n}列",
                f"Of {rows.height} bases that are not printed or cannot be used, {n} could be recovered")


@_of("Audit")
def _audit(result: Result, lang: str) -> Text:
    rows = result.to_frame()
    n = rows.filter(verdict="inconsistent").height
    return Text(f"集計表の点検{rows.height}件のうち、合わないものは{n}件", f"Of {rows.height} tests of tables, {n} do not add up")


@_of("Claims")
def _claims(result: Result, lang: str) -> Text:
    rows = result.to_frame()
    n = rows.filter(verdict="contradicted").height
    return Text(f"計画が自らの表について述べた{rows.height}件のうち、表と合わないものは{n}件",
                f"Of {rows.height} statements of the plans about their tables, {n} are contradicted")
