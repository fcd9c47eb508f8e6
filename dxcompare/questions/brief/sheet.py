"""What stands on the sheet of one plan: the tables of the result as rows of words, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dxcompare.dataset.notes import marked
from dxcompare.present.result import Result
from dxcompare.present.sheet import Block, Sheet
from dxcompare.questions.brief.numbers import ages, figures, targets
from dxcompare.questions.brief.rows import MORE, clipped, page, said
from dxcompare.questions.brief.tables import MARKS, QUESTIONS
from dxcompare.tables.vocabularies import DEADLINE_STATUS
from dxcompare.words.text import Text, plural, shown

#: Documents named at the foot before the rest is counted.
DOCUMENTS = 7

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


def sheet(result: Result, lang: str) -> Sheet:
    """The sheet in a language, with all of its rows."""
    plan = result.to_frame("plans").filter("own").row(0, named=True)
    name = marked(Text(plan["name_ja"], plan["name_en"]), plan).to(lang)
    answers = result.to_frame("answers").iter_rows(named=True)
    left = [_items(result, lang), *_own(result, lang), *ages(result, lang)]
    right = [targets(result, lang), *figures(result, lang)]
    wider = 1.5 if lang == "en" else 1.0  # names of indicators and figures take more lines in English
    shorter, at = (left, -1) if _rows(left) <= wider * _rows(right) else (right, len(right))
    shorter.insert(at, _deadlines(result, lang))
    return Sheet(
        lang=lang,
        title=f"{name}　{shown(plan['title_ja'], lang)}" if lang == "ja" else f"{name}: {plan['title_en']}",
        under=_under(result, plan).to(lang),
        answers=tuple((QUESTIONS[row["question"]].to(lang), said(row, "answer", lang)) for row in answers),
        left=tuple(left),
        right=tuple(right),
        foot=(_cautions(result, lang),),
        small=_small(result, lang),
    )


def _rows(blocks: list[Block]) -> int:
    return sum(len(one.rows) for one in blocks)


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
        tuple((clipped(said(row, "short", lang), 24), _here(row, lang), _others(row, lang)) for row in rows),
        frozenset(n for n, row in enumerate(rows) if row["standing"] in ("wanting", "only")),
        MORE.to(lang),
        elastic=True,
    )


#: The marks in English, short enough for a cell.
_SHORT = {"has_indicator": "indicator", "has_target": "dated target"}


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
        said += Text(f"、{mark.ja}はここだけ", f"; {_SHORT[row['only_mark']]}: only here")
    elif row["wanting_mark"]:
        mark = MARKS[row["wanting_mark"]]
        few = f"{row['wanting_n']}/{row['wanting_could']}"
        said += Text(f"、{mark.ja}なし（ほか{few}）", f"; no {_SHORT[row['wanting_mark']]} (others {few})")
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
            rows=tuple((clipped(said(row, "title", lang)), page(row["locator"])) for row in own.iter_rows(named=True)),
            more=MORE.to(lang),
        )


def _deadlines(result: Result, lang: str) -> Block:
    """What the plan's steps say to national deadlines, with the status of each."""
    rows = []
    for row in result.to_frame("deadlines").iter_rows(named=True):
        quarter = f" Q{row['deadline_quarter']}" if row["deadline_quarter"] else ""
        due = Text(shown(row["deadline_text"] or f"{row['deadline_fy']}年度", "ja"), f"FY{row['deadline_fy']}{quarter}")
        status = DEADLINE_STATUS[row["deadline_status"]] if row["deadline_status"] else Text("", "")
        if row["elsewhere_ja"]:
            status += Text("。ほかに国の決定あり", "; also decided elsewhere")
        steps = said(row, "says", lang)
        if row["fy"]:
            steps += Text(f"（{row['fy']}年度）", f" (FY{row['fy']})").to(lang)
        if row["locator"]:
            steps += f" {page(row['locator'])}"
        if row["targets"]:
            goal = shown(clipped(row["targets"], 30), "ja")
            steps += Text(f"。指標の目標：{goal}", "; an indicator has a target with a year").to(lang)
        told = Text(f"{due.ja}［{status.ja}］", f"{due.en} [{status.en}]").to(lang)
        rows.append((clipped(said(row, "name", lang), 18), told, steps))
    return Block(
        Text("国の期限と計画の工程", "National deadlines and the plan's steps").to(lang),
        "" if rows else Text("策定時の版に期限のある事項はない。", "Its version sets no deadline.").to(lang),
        (Text("事項", "Item").to(lang), Text("国の期限", "Deadline").to(lang), Text("計画の工程", "Steps").to(lang))
        if rows
        else (),
        (28, 32, 33),
        tuple(rows),
        more=MORE.to(lang),
    )


def _cautions(result: Result, lang: str) -> Block:
    rows = result.to_frame("cautions")
    return Block(
        Text("結論してはならないこと", "What must not be concluded").to(lang),
        rows=tuple(
            (" ".join((said(row, "says", lang), said(row, "why", lang))).replace("。 ", "。"),)
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
    said = Text("、", "; ").to(lang).join(named) + (MORE.to(lang).format(n=more) if more > 0 else "")
    return (
        Text(f"出典：{said}。", f"Sources: {said}.").to(lang),
        result.edition.to(lang),
    )
