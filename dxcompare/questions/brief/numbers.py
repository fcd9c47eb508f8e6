"""The parts of the sheet of one plan that hold numbers: shares by age, targets, official figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from dxcompare.present.result import Result
from dxcompare.present.sheet import Bar, Block, Cell
from dxcompare.questions.brief.aims import RECURRING
from dxcompare.questions.brief.answers import interval
from dxcompare.questions.brief.people import PLACES
from dxcompare.questions.brief.rows import MORE, clipped, counted, page, said
from dxcompare.questions.brief.tables import OPEN, SEEN
from dxcompare.tables.vocabularies import LEVELS, PERIODS
from dxcompare.words.text import Text, column, plural, shown

#: Whether success can be seen, short enough for a cell.
_SEEN = {
    "yes": Text("達成と変化", "met, change"),
    "met_only": Text("達成だけ", "met"),
    "survey": Text("誤差内", "blurred"),
    "no_year": Text("年度なし", "no year"),
    "open": Text("数え方不明", "left open"),
    "not_judged": Text("未判定", "not assessed"),
}
#: The same, explained beside its number.
_WHY = {
    "yes": Text("達したか、どれだけ変わったかが分かる", "whether it was met, and how much changed"),
    "met_only": Text("現状値がなく、達したかだけが分かる", "no baseline: only whether it was met"),
    "survey": Text("変化が住民調査の誤差に埋もれる", "the change is within the error of a survey"),
    "no_year": Text("いつまでかの記載がない", "by when is not stated"),
    "open": Text("数える期間や対象などの記載がない", "over what period, of what or what counts is not stated"),
    "not_judged": Text("読んでいない", "nobody has read it so"),
}
#: What is left open, in a word.
_OPEN = {
    "what": Text("不明：何を", "open: what"),
    "of_what": Text("不明：分母", "open: of what"),
    "period": Text("不明：期間", "open: period"),
}
assert set(_SEEN) == set(_WHY) == set(SEEN)
assert set(_OPEN) == set(OPEN)


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
        bars = [
            Bar(one["percent"], one[column("value", lang)] + interval(one).to(lang)) if one else "—" for one in found
        ]
        rows.append((shown(band[column("group", lang)], lang), *bars))
    year, n = ages.item(0, "year"), ages["n"].drop_nulls().to_list()
    place = ages.item(0, "locator") or ""
    if nation:
        title = Text("年代による差　住民調査なし。全国の値", "By age: no survey in the plan; figures of Japan")
        note = Text(f"全国（{year}年）で、この市の値ではない。", f"Japan, {year}; not this municipality. ") + _quoted(
            result, ages, place
        )
    else:
        title = Text("年代による差が大きい回答", "Answers that differ most by age")
        asked = Text(f"、各年代{min(n)}〜{max(n)}人", f", {min(n)}–{max(n)} people a band") if n else Text("", "")
        note = Text(
            f"この市の住民調査（{year}年{asked.ja}、{page(place)}ほか）の回答者に占める割合。利用・所持・理解を示す回答のうち、"
            "年齢とともに最も大きく増減するもの。括弧は95％区間（偶然による幅）。",
            f"Share of respondents to this municipality's survey ({year}{asked.en}, {page(place)} ff.): of the answers that "
            "tell of use, possession or understanding, those that rise or fall most with age; 95% intervals.",
        )
    names = [clipped(shown(one, lang), 32) for one in topics[column("topic", lang)]]
    yield Block(
        title.to(lang),
        note.to(lang),
        (Text("年代", "Age").to(lang), *names),
        (19, *[74 // len(names)] * len(names)),
        tuple(rows),
        more=MORE.to(lang),
    )


def _quoted(result: Result, ages: pl.DataFrame, place: str) -> Text:
    """Where figures of Japan are from, in both languages, and which ages are left out there."""
    first = ages.row(0, named=True)
    titles = dict(result.to_frame("documents").select("source_id", "title").iter_rows())
    title = titles.get(first["source_id"], "")
    said = (
        Text(f"「{first['quoted_ja']}」{page(place)}が引く値。", f"As quoted in “{first['quoted_en']}”, {page(place)}.")
        if first["quoted_ja"]
        else Text(f"{title} {page(place)}。", f"{title} {page(place)}.")
    )
    ends = [int(one) for one in ages["group_id"].str.extract(r"[-_](\d+)$").drop_nulls()]
    starts = ages["age_min"].sort().to_list()
    gaps = [(end + 1, start - 1) for end, start in zip(ends, starts[1:], strict=False) if start > end + 1]
    for young, old in gaps:
        said += Text(f"{young}〜{old}歳の値はそこにない。", f" It gives none for ages {young}–{old}.")
    return said


def targets(result: Result, lang: str) -> Block:
    """The indicators in the plan's order, with how many are of which kind."""
    targets = result.to_frame("targets")
    rows = []
    targets = targets.sort("only_here", descending=True, maintain_order=True)
    for row in targets.iter_rows(named=True):
        level = LEVELS[row["level"]].to(lang) if row["level"] else _SEEN["not_judged"].to(lang)
        name = clipped(said(row, "name", lang), LONGEST)
        seen = (_OPEN[row["left_open"]] if row["seen"] == "open" else _SEEN[row["seen"]]).to(lang)
        again = Text("毎年", "yearly") if row["period"] == "per_year" else Text("毎回", "each")
        year = str(row["target_fy"] or again.to(lang) * (row["period"] in RECURRING) or "—")
        rows.append((name, level, *_goal(row, lang), year, seen, page(row["locator"])))
    seen = _explained(targets, lang)
    named = targets.filter("only_here").height
    first = (
        Text("網かけは、ここだけにある指標・目標。", " Shaded: those that only this plan has.")
        if named
        else Text("", "")
    )
    official = [row for row in targets.iter_rows(named=True) if row["official_ja"]]
    beside = Text("", "")
    for row in official:
        beside += Text(
            f"「{shown(row['name_ja'], 'ja')}」は公的統計では{row['official_ja']}。計画の値ではない。",
            f" “{row['name_en']}” in official figures, which are not the plan's: {row['official_en']}.",
        )
    levels = _counted(targets, "level", LEVELS, lang)
    return Block(
        Text(f"目標（指標{targets.height}件）", f"Targets ({plural(targets.height, 'indicator', 'indicators')})").to(
            lang
        ),
        Text(
            f"種類：{levels}（活動は行うこと、産出は整えたもの・届いた人、成果は使われ方・起きた変化。優劣ではない）。"
            f"記載から分かること：{seen}。{first.ja}{beside.ja}",
            f"Kind: {levels} (activity: what is done; output: what is in place, people reached; outcome: use and change; "
            f"none is better). What the plan lets one tell: {seen}.{first.en}{beside.en}",
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
                Text("分かること", "Tells"),
                Text("頁", "Page"),
            )
        )
        if rows
        else (),
        (33, 7, 11, 17, 8, 16, 8) if lang == "ja" else (33, 12, 10, 13, 8, 17, 7),
        tuple(rows),
        frozenset(range(named)),
        MORE.to(lang),
        elastic=True,
        first=named,
    )


#: Letters of an indicator's name before it is cut: the decisive word often stands last.
LONGEST = 80


def _explained(targets: pl.DataFrame, lang: str) -> str:
    """How many indicators let one tell what; each kind with what it means."""
    counts = dict(targets.group_by(pl.col("seen").cast(pl.String)).len().iter_rows())
    said = [
        Text(f"{text.ja} {counts[code]}件（{_WHY[code].ja}）", f"{text.en} {counts[code]} ({_WHY[code].en})").to(lang)
        for code, text in _SEEN.items()
        if counts.get(code)
    ]
    return Text("、", "; ").to(lang).join(said) or "—"


def _goal(row: dict[str, Any], lang: str) -> tuple[str, str]:
    """Baseline and target: as printed, in English the numbers that they are read as."""
    if lang == "ja":
        now, to = (counted(shown(row[one] or "—", lang)) for one in ("baseline_text", "target_text"))
        return clipped(now, 8), "言葉" if row["target"] is None and len(to) > WORDS else clipped(to, WORDS)
    sign = {"ge": "at least ", "gt": "over ", "le": "at most ", "lt": "under "}.get(row["comparator"] or "", "")
    per = f" {PERIODS[row['period']].en}" if row["period"] in RECURRING else ""
    unit = "%" if row["unit"] == "%" else ""
    start, goal = (f"{row[one]:,g}{unit}" if row[one] is not None else None for one in ("baseline", "target"))
    return start or "—", f"{sign}{goal}{per}" if goal else "in words"


#: Letters of a target in words that a cell holds.
WORDS = 12


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
        name = clipped(said(row, "short", lang), 30)
        if row["as_of"] is None:
            name += "＊" if lang == "ja" else "*"
        elif not one_date:
            name += f"（{row['as_of'][:7]}）" if lang == "ja" else f" ({row['as_of'][:7]})"
        if row["before"]:
            name += "（計画前）" if lang == "ja" else " (before the plan)"
        own = row["value_text"] + (_PERCENT.to(lang) if row["unit"] == "%" else "")
        rows.append((name, _yes(own, lang), *(_beside(row, place, lang) for place in PLACES)))
    n = {place: max(figures[f"{place}_n"].drop_nulls().to_list(), default=0) for place in PLACES}
    when = [Text(f"＊のほかは{one_date}現在", f"As of {one_date} unless marked")] if one_date else []
    when += [Text("＊は時点の記載なし", "* undated")] if figures["as_of"].null_count() else []
    yield Block(
        Text("公的統計を並べる", "Official figures side by side").to(lang),
        Text(
            "割合には市区町村の中央値と、真ん中の半分が入る範囲（括弧。誤差ではない）、実施の有無には実施と答えた割合を並べる。"
            f"同規模は人口が近い{n['peers']}団体、県は{n['prefecture']}、全国は答えた数により最大{n['nation']:,}。"
            f"{'、'.join(one.ja for one in when)}。",
            "Beside rates: the median of municipalities and, in brackets, the range of their middle half (no error margin); "
            f"beside yes or no: the share that has it. Alike: {n['peers']} municipalities near in population; prefecture: "
            f"{n['prefecture']}; Japan: up to {n['nation']:,}, as many as answered. "
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
