"""What stands on the sheet of one plan: the tables of the result as rows of words, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from dxcompare.dataset.notes import marked
from dxcompare.present.result import Result
from dxcompare.present.sheet import Bar, Block, Cell, Sheet
from dxcompare.questions.brief.aims import RECURRING
from dxcompare.questions.brief.tables import MARKS, QUESTIONS, SEEN
from dxcompare.tables.vocabularies import DEADLINE_STATUS, LEVELS, PERIODS
from dxcompare.words.text import Text, column, plural, shown

#: Letters of a name before it is cut; a Latin letter counts as half.
LONG = 34
#: Documents named at the foot before the rest is counted.
DOCUMENTS = 7

_MORE = Text("ほか{n}件", "and {n} more")
#: Standing on an item → how urgent it is to see, what is said of this plan, and whether it is set in bold.
_ORDER = ("wanting", "chapter", "only", "shared", "alone", "optional", "nobody", "not_applicable", "not_assessed")
_HERE = {
    "wanting": Text("施策なし", "no measure"),
    "chapter": Text("章だけで扱う", "a chapter only"),
    "optional": Text("施策なし（各団体の判断）", "no measure (optional)"),
    "nobody": Text("施策なし", "no measure"),
    "not_applicable": Text("対象外", "not applicable"),
    "not_assessed": Text("未判定", "not assessed"),
}
_SEEN = {
    "yes": Text("達成と変化", "yes"),
    "met_only": Text("達成のみ", "met only"),
    "survey": Text("調査誤差内", "blurred"),
    "no_year": Text("年度なし", "no year"),
    "open": Text("数え方不明", "left open"),
    "not_judged": Text("未判定", "not assessed"),
}
assert set(_SEEN) == set(SEEN)


def sheet(result: Result, lang: str) -> Sheet:
    """The sheet in a language, with all of its rows."""
    plan = result.to_frame("plans").filter("own").row(0, named=True)
    name = marked(Text(plan["name_ja"], plan["name_en"]), plan).to(lang)
    answers = result.to_frame("answers").iter_rows(named=True)
    left = [_items(result, lang), *_own(result, lang), *_ages(result, lang)]
    right = [_targets(result, lang), *_figures(result, lang)]
    shorter, at = (left, -1) if _rows(left) <= _rows(right) else (right, len(right))
    shorter.insert(at, _deadlines(result, lang))
    return Sheet(
        lang=lang,
        title=f"{name}　{shown(plan['title_ja'], lang)}" if lang == "ja" else f"{name}: {plan['title_en']}",
        under=_under(result, plan).to(lang),
        answers=tuple((QUESTIONS[row["question"]].to(lang), _said(row, "answer", lang)) for row in answers),
        left=tuple(left),
        right=tuple(right),
        foot=(_cautions(result, lang),),
        small=_small(result, lang),
    )


def _rows(blocks: list[Block]) -> int:
    return sum(len(one.rows) for one in blocks)


def _said(row: dict[str, Any], stem: str, lang: str) -> str:
    return shown(row[column(stem, lang)] or "", lang)


def clipped(text: str, most: int = LONG) -> str:
    """A text of at most so many full-width letters.

    >>> clipped("行政手続のオンライン化", 6), clipped("Online", 6)
    ('行政手続の…', 'Online')
    """
    width = 0.0
    for at, letter in enumerate(text):
        width += 0.5 if letter.isascii() else 1
        if width > most:
            kept = text[: at - 1]
            return f"{kept.rstrip()}…"
    return text


def _page(locator: str | None) -> str:
    """The page of a place in a document, or the beginning of the place where no page is known."""
    first = (locator or "").split(" ")[0]
    return first if first.startswith("p.") else clipped(locator or "", 8)


def _under(result: Result, plan: dict[str, Any]) -> Text:
    end = plan["end_fy"] or ""
    others = result.to_frame("plans").filter("compared")
    named = [
        marked(Text(row["name_ja"], row["name_en"]), {"status": row["status"]}) for row in others.iter_rows(named=True)
    ]
    first, more = named[:6], len(named) - 6
    ja = "・".join(one.ja for one in first) + (f"ほか{more}計画" if more > 0 else "")
    en = ", ".join(one.en for one in first) + (f" and {more} more" if more > 0 else "")
    version = plan["framework_version"]
    return Text(
        f"{plan['start_fy']}〜{end}年度。"
        + (f"国の自治体DX推進計画{version}版で照らす。" if version else "国の計画とは照らさない。")
        + (f"比べる計画：{ja}。" if named else "比べる計画なし。"),
        f"FY{plan['start_fy']}–{end}. "
        + (
            f"Read against version {version} of the national DX plan. "
            if version
            else "Read against no national plan. "
        )
        + (f"Compared with: {en}." if named else "Compared with none."),
    )


def _items(result: Result, lang: str) -> Block:
    """The national items: what is here, and in how many of the plans that could."""
    items = result.to_frame("items")
    rows = sorted(items.iter_rows(named=True), key=lambda row: _ORDER.index(row["standing"]))
    return Block(
        Text("国の取組事項をほかの計画と比べる", "National items beside other plans").to(lang),
        Text(
            "「ほか」は、策定時の国の計画に同じ事項があり判定した計画のうち、番号付き施策のある数。",
            "Others: of the plans whose national version has the item and that were read, those with a numbered measure.",
        ).to(lang),
        (Text("事項", "Item").to(lang), Text("この計画", "This plan").to(lang), Text("ほか", "Others").to(lang)),
        (40, 36, 17),
        tuple((clipped(_said(row, "short", lang), 24), _here(row, lang), _others(row, lang)) for row in rows),
        frozenset(n for n, row in enumerate(rows) if row["standing"] in ("wanting", "only")),
        _MORE.to(lang),
        elastic=True,
    )


def _here(row: dict[str, Any], lang: str) -> str:
    """What the plan has for an item."""
    if row["standing"] in _HERE:
        return _HERE[row["standing"]].to(lang)
    n = row["measures"]
    said = Text(f"施策{n}", plural(n, "measure", "measures"))
    if row["standing"] == "only":
        said += Text("（ここだけ）", " (only here)")
    elif row["only_mark"]:
        mark = MARKS[row["only_mark"]]
        said += Text(f"、{mark.ja}はここだけ", f"; {mark.en}: only here")
    elif row["wanting_mark"]:
        mark = MARKS[row["wanting_mark"]]
        few = f"{row['wanting_n']}/{row['wanting_could']}"
        said += Text(f"、{mark.ja}なし（ほか{few}）", f"; lacks {mark.en} (others {few})")
    return said.to(lang)


def _others(row: dict[str, Any], lang: str) -> str:
    if row["standing"] in ("not_applicable", "not_assessed") or not row["could"]:
        return Text("—", "—").to(lang)
    return Text(f"{row['could']}計画中{row['acting']}", f"{row['acting']} of {row['could']}").to(lang)


def _own(result: Result, lang: str) -> Iterator[Block]:
    own = result.to_frame("own")
    if own.height:
        yield Block(
            Text(
                f"国のどの取組事項にも当たらない施策（{own.height}件）",
                f"Measures that touch no national item ({own.height})",
            ).to(lang),
            Text(
                "ほかの計画に似た施策がないとは限らない。", "Other plans may have the like; that was not looked for."
            ).to(lang),
            widths=(78, 14),
            rows=tuple(
                (clipped(_said(row, "title", lang)), _page(row["locator"])) for row in own.iter_rows(named=True)
            ),
            more=_MORE.to(lang),
        )


def _deadlines(result: Result, lang: str) -> Block:
    """What the plan's steps say to national deadlines, with the status of each."""
    rows = []
    for row in result.to_frame("deadlines").iter_rows(named=True):
        quarter = f" Q{row['deadline_quarter']}" if row["deadline_quarter"] else ""
        due = Text(shown(row["deadline_text"] or f"{row['deadline_fy']}年度", "ja"), f"FY{row['deadline_fy']}{quarter}")
        status = DEADLINE_STATUS[row["deadline_status"]] if row["deadline_status"] else Text("", "")
        if row["elsewhere_ja"]:
            status += Text("。のちに国が別に定めた", "; changed since")
        said = _said(row, "says", lang)
        if row["fy"]:
            said += Text(f"（{row['fy']}年度）", f" (FY{row['fy']})").to(lang)
        if row["locator"]:
            said += f" {_page(row['locator'])}"
        if row["targets"]:
            goal = shown(clipped(row["targets"], 30), "ja")
            said += Text(f"。指標の目標：{goal}", "; an indicator has a target with a year").to(lang)
        told = Text(f"{due.ja}［{status.ja}］", f"{due.en} [{status.en}]").to(lang)
        rows.append((clipped(_said(row, "name", lang), 18), told, said))
    return Block(
        Text("国の期限と計画の工程", "National deadlines and the plan's steps").to(lang),
        "" if rows else Text("策定時の版に期限のある事項はない。", "Its version sets no deadline.").to(lang),
        (Text("事項", "Item").to(lang), Text("国の期限", "Deadline").to(lang), Text("計画の工程", "Steps").to(lang))
        if rows
        else (),
        (28, 32, 33),
        tuple(rows),
        more=_MORE.to(lang),
    )


def _ages(result: Result, lang: str) -> Iterator[Block]:
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
            f"この市の住民調査（{year}年{asked.ja}、{_page(place)}ほか）。年齢とともに増減する回答。括弧は95％区間。",
            f"This municipality's survey ({year}{asked.en}, {_page(place)} ff.): answers that rise or fall with age, 95% intervals.",
        )
    names = [clipped(shown(one, lang), 26) for one in topics[column("topic", lang)]]
    yield Block(
        title.to(lang),
        note.to(lang),
        (Text("年代", "Age").to(lang), *names),
        (19, *[74 // len(names)] * len(names)),
        tuple(rows),
        more=_MORE.to(lang),
    )


def _with_interval(row: dict[str, Any], lang: str) -> str:
    ends = f" ({row['low']:.0f}–{row['high']:.0f})" if row["low"] is not None else ""
    return shown(row[column("value", lang)] + ends, lang)


def _targets(result: Result, lang: str) -> Block:
    """The indicators in the plan's order, with how many are of which kind."""
    targets = result.to_frame("targets")
    rows = []
    for row in targets.iter_rows(named=True):
        level = LEVELS[row["level"]].to(lang) if row["level"] else _SEEN["not_judged"].to(lang)
        name = clipped(_said(row, "name", lang), LONG)
        if row["official_ja"]:
            name += Text(f"（公的統計では{row['official_ja']}）", f" (official figure: {row['official_en']})").to(lang)
        year = str(row["target_fy"] or "—")
        rows.append((name, level, *_goal(row, lang), year, _SEEN[row["seen"]].to(lang), _page(row["locator"])))
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
        more=_MORE.to(lang),
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


def _figures(result: Result, lang: str) -> Iterator[Block]:
    """Official figures beside prefecture and nation."""
    figures = result.to_frame("figures")
    if figures.is_empty():
        yield Block(
            Text("公的統計", "Official figures").to(lang), Text("公的統計の値なし。", "No official figures.").to(lang)
        )
        return
    rows = []
    n = {name: max(figures[name].drop_nulls().to_list(), default=0) for name in ("prefecture_n", "nation_n")}
    for row in figures.iter_rows(named=True):
        own = row["value_text"] + ("％" if row["unit"] == "%" and lang == "ja" else "%" if row["unit"] == "%" else "")
        beside = [_BESIDE[row["beside"]].to(lang).format(row[area]) for area in ("prefecture", "nation")]
        when = (row["as_of"] or Text("記載なし", "undated").to(lang))[: len("2023-04")]
        rows.append((clipped(_said(row, "indicator", lang), 26), _yes(own, lang), *beside, when))
    yield Block(
        Text("公的統計を県・全国と並べる", "Official figures beside prefecture and nation").to(lang),
        Text(
            f"県は{n['prefecture_n']}市町村、全国は最大{n['nation_n']:,}市区町村による。",
            f"Prefecture: {n['prefecture_n']} municipalities; Japan: up to {n['nation_n']:,}.",
        ).to(lang),
        tuple(
            one.to(lang)
            for one in (
                Text("統計", "Figure"),
                Text("この市", "Here"),
                Text("県", "Pref."),
                Text("全国", "Japan"),
                Text("時点", "As of"),
            )
        ),
        (38, 11, 18, 18, 13),
        tuple(rows),
        more=_MORE.to(lang),
    )


#: What stands beside a figure: said in the cell, since medians and shares stand in one column.
_BESIDE = {
    "median": Text("中央値{:.0f}％", "median {:.0f}%"),
    "share": Text("{:.0f}％が実施", "{:.0f}% have it"),
    "area": Text("全体{:.1f}％", "all {:.1f}%"),
}


def _yes(text: str, lang: str) -> str:
    """What a table of yes and no says, in English too."""
    return {"実施": "yes", "未実施": "no"}.get(text, text) if lang == "en" else text


def _cautions(result: Result, lang: str) -> Block:
    rows = result.to_frame("cautions")
    return Block(
        Text("結論してはならないこと", "What must not be concluded").to(lang),
        rows=tuple(
            (" ".join((_said(row, "says", lang), _said(row, "why", lang))).replace("。 ", "。"),)
            for row in rows.iter_rows(named=True)
        ),
    )


def _small(result: Result, lang: str) -> tuple[str, ...]:
    """The documents with their dates, who read them, and the date of the data."""
    rows = result.to_frame("documents").to_dicts()
    dates = [f"{row['published'] or ''}" for row in rows]
    dated = [Text(f"（{one}）", f" ({one})").to(lang) if one else "" for one in dates]
    named = [shown(row["title"], lang) + when for row, when in zip(rows, dated, strict=True)][:DOCUMENTS]
    more = len(rows) - DOCUMENTS
    said = Text("、", "; ").to(lang).join(named) + (_MORE.to(lang).format(n=more) if more > 0 else "")
    return (
        Text(f"出典：{said}。", f"Sources: {said}.").to(lang),
        result.edition.to(lang),
    )
