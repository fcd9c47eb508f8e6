"""The parts of the sheet of one plan that hold numbers: shares by age, targets, official figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from dxcompare.present.result import Result
from dxcompare.present.sheet import Bar, Block, Cell
from dxcompare.questions.brief.aims import RECURRING
from dxcompare.questions.brief.people import PLACES
from dxcompare.questions.brief.rows import LONG, MORE, clipped, page, said
from dxcompare.questions.brief.tables import SEEN
from dxcompare.tables.vocabularies import LEVELS, PERIODS
from dxcompare.words.text import Text, column, plural, shown

#: Whether success can be seen, short enough for a cell.
_SEEN = {
    "yes": Text("達成と変化", "yes"),
    "met_only": Text("達成のみ", "met only"),
    "survey": Text("調査誤差内", "blurred"),
    "no_year": Text("年度なし", "no year"),
    "open": Text("数え方不明", "left open"),
    "not_judged": Text("未判定", "not assessed"),
}
assert set(_SEEN) == set(SEEN)


def ages(result: Result, lang: str) -> Iterator[Block]:
    """Shares by age: a row a band, a bar for each option."""
    ages = result.to_frame("ages")
    if ages.is_empty():
        yield Block(
            Text("年代による差", "By age").to(lang),
            Text(
                "住民調査の年代別の値も、全国の年代別の値もない。", "Neither a survey by age nor figures of Japan."
            ).to(lang),
        )
        return
    nation = ages.item(0, "scope") == "nation"
    topics = ages.select("topic_ja", "topic_en").unique(maintain_order=True)
    bands = (
        ages.select("group_id", column("group", lang), "age_min")
        .unique("group_id", maintain_order=True)
        .sort("age_min")
    )
    cells = {(row["topic_ja"], row["group_id"]): row for row in ages.iter_rows(named=True)}
    rows: list[tuple[Cell, ...]] = []
    for band in bands.iter_rows(named=True):
        found = [cells.get((topic, band["group_id"])) for topic in topics["topic_ja"]]
        bars = [Bar(one["percent"], _with_interval(one, lang)) if one else "—" for one in found]
        rows.append((shown(band[column("group", lang)], lang), *bars))
    year, n = ages.item(0, "year"), ages["n"].drop_nulls().to_list()
    place = ages.item(0, "locator") or ""
    titles = dict(result.to_frame("documents").select("source_id", "title").iter_rows())
    told = shown(clipped(f"{titles.get(ages.item(0, 'source_id'), '')} {place}", 60), lang)
    if nation:
        title = Text("年代による差　住民調査なし。全国の値", "By age: no survey of residents; figures of Japan")
        note = Text(
            f"全国（{year}年）で、この市の値ではない。{told}。", f"Japan, {year}; not this municipality. {told}."
        )
    else:
        title = Text("年代による差が大きい回答", "Answers that differ most by age")
        asked = Text(f"、各年代{min(n)}〜{max(n)}人", f", {min(n)}–{max(n)} people a band") if n else Text("", "")
        note = Text(
            f"この市の住民調査（{year}年{asked.ja}、{page(place)}ほか）。年齢とともに増減する回答。括弧は95％区間。",
            f"This municipality's survey ({year}{asked.en}, {page(place)} ff.): answers that rise or fall with age, 95% intervals.",
        )
    names = [clipped(shown(one, lang), 26) for one in topics[column("topic", lang)]]
    yield Block(
        title.to(lang),
        note.to(lang),
        (Text("年代", "Age").to(lang), *names),
        (19, *[74 // len(names)] * len(names)),
        tuple(rows),
        more=MORE.to(lang),
    )


def _with_interval(row: dict[str, Any], lang: str) -> str:
    ends = f" ({row['low']:.0f}–{row['high']:.0f})" if row["low"] is not None else ""
    return shown(row[column("value", lang)] + ends, lang)


def targets(result: Result, lang: str) -> Block:
    """The indicators in the plan's order, with how many are of which kind."""
    targets = result.to_frame("targets")
    rows = []
    for row in targets.iter_rows(named=True):
        level = LEVELS[row["level"]].to(lang) if row["level"] else _SEEN["not_judged"].to(lang)
        name = clipped(said(row, "name", lang), LONG)
        if row["official_ja"]:
            name += Text(f"（公的統計では{row['official_ja']}）", f" (official figure: {row['official_en']})").to(lang)
        year = str(row["target_fy"] or "—")
        rows.append((name, level, *_goal(row, lang), year, _SEEN[row["seen"]].to(lang), page(row["locator"])))
    seen = _counted(targets, "seen", _SEEN, lang)
    levels = _counted(targets, "level", LEVELS, lang)
    return Block(
        Text(f"目標（指標{targets.height}）", f"Targets ({plural(targets.height, 'indicator', 'indicators')})").to(
            lang
        ),
        Text(
            f"種類：{levels}（産出は整えたもの・届いた人、成果は使われ方・起きた変化）。記載から分かること：{seen}。",
            f"Kind: {levels} (outputs: what is in place, people reached; outcomes: use and change). Can success be seen "
            f"from the plan? {seen} (yes: met, and how far; met only: no baseline; blurred: by the error of a survey).",
        ).to(lang)
        if rows
        else Text("指標の記載がない。", "The plan states no indicator.").to(lang),
        tuple(
            one.to(lang)
            for one in (
                Text("指標", "Indicator"),
                Text("種類", "Kind"),
                Text("現状", "From"),
                Text("目標", "To"),
                Text("年度", "FY"),
                Text("分かること", "Seen?"),
                Text("頁", "Page"),
            )
        )
        if rows
        else (),
        (34, 8, 13, 13, 8, 16, 8) if lang == "ja" else (34, 12, 11, 14, 8, 14, 7),
        tuple(rows),
        more=MORE.to(lang),
        elastic=True,
    )


def _goal(row: dict[str, Any], lang: str) -> tuple[str, str]:
    """Baseline and target: as printed, in English the numbers that they are read as."""
    if lang == "ja":
        return clipped(shown(row["baseline_text"] or "—", lang), 8), clipped(shown(row["target_text"] or "—", lang), 12)
    sign = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}.get(row["comparator"] or "", "")
    per = f" {PERIODS[row['period']].en}" if row["period"] in RECURRING else ""
    unit = "%" if row["unit"] == "%" else ""
    start, goal = (f"{row[one]:,g}{unit}" if row[one] is not None else None for one in ("baseline", "target"))
    return start or "—", f"{sign}{goal}{per}" if goal else "in words"


def _counted(rows: pl.DataFrame, name: str, words: dict[str, Text], lang: str) -> str:
    """How many rows are of each code, in the order of the words; none is left out."""
    counts = dict(rows.group_by(pl.col(name).cast(pl.String)).len().iter_rows())
    found = [f"{text.to(lang)} {counts[code]}" for code, text in words.items() if counts.get(code)]
    return Text("・", ", ").to(lang).join(found) or "—"


def figures(result: Result, lang: str) -> Iterator[Block]:
    """Official figures beside prefecture and nation."""
    figures = result.to_frame("figures")
    if figures.is_empty():
        yield Block(
            Text("公的統計", "Official figures").to(lang), Text("公的統計の値なし。", "No official figures.").to(lang)
        )
        return
    dates = figures["as_of"].drop_nulls().unique()
    one_date = dates[0] if dates.len() == 1 else None
    rows = []
    for row in figures.iter_rows(named=True):
        name = clipped(said(row, "indicator", lang), 24)
        if row["as_of"] is None:
            name += "＊" if lang == "ja" else "*"
        elif not one_date:
            name += f"（{row['as_of'][:7]}）" if lang == "ja" else f" ({row['as_of'][:7]})"
        own = row["value_text"] + (_PERCENT.to(lang) if row["unit"] == "%" else "")
        rows.append((name, _yes(own, lang), *(_beside(row, place, lang) for place in PLACES)))
    n = {place: max(figures[f"{place}_n"].drop_nulls().to_list(), default=0) for place in PLACES}
    begins = f"{result.to_frame('plans').filter('own').item(0, 'start_fy')}-04-01"
    when = [Text(f"{one_date}現在", f"As of {one_date}")] if one_date else []
    if one_date and one_date < begins:
        when = [when[0] + Text("（計画の始まる前）", " (before the plan began)")]
    when += [Text("＊は時点の記載なし", "* undated")] if figures["as_of"].null_count() else []
    yield Block(
        Text("公的統計を並べる", "Official figures side by side").to(lang),
        Text(
            "割合は市区町村の中央値（四分位の範囲）、実施の有無は実施と答えた割合。同規模は人口が近い"
            f"{n['peers']}団体、県は{n['prefecture']}、全国は最大{n['nation']:,}。{'、'.join(one.ja for one in when)}。",
            "Of rates the median of municipalities (quartiles), of yes or no the share that has it. Alike: "
            f"{n['peers']} municipalities near in population; prefecture {n['prefecture']}; Japan up to {n['nation']:,}. "
            + "; ".join(one.en for one in when)
            + ".",
        ).to(lang),
        tuple(
            one.to(lang)
            for one in (
                Text("統計", "Figure"),
                Text("この市", "Here"),
                Text("同規模", "Alike"),
                Text("県", "Pref."),
                Text("全国", "Japan"),
            )
        ),
        (28, 11, 21, 20, 20) if lang == "ja" else (33, 8, 20, 20, 19),
        tuple(rows),
        more=MORE.to(lang),
    )


_PERCENT = Text("％", "%")


def _beside(row: dict[str, Any], place: str, lang: str) -> str:
    """What stands beside a figure, with quartiles where it is a median."""
    if row[place] is None:
        return "—"
    if row["beside"] == "share":
        return Text(f"{row[place]:.0f}％が実施", f"{row[place]:.0f}% have it").to(lang)
    said = f"{row[place]:g}{_PERCENT.to(lang)}"
    ends = [row[f"{place}_{end}"] for end in ("q1", "q3")]
    if None in ends:
        return said
    return shown(f"{said} ({ends[0]:.0f}–{ends[1]:.0f})", lang)


def _yes(text: str, lang: str) -> str:
    """What a table of yes and no says, in English too."""
    return {"実施": "yes", "未実施": "no"}.get(text, text) if lang == "en" else text
