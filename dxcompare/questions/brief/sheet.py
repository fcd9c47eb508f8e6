"""What stands on the sheet of one plan: the tables of the result as rows of words, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, fsum
from typing import Any

from dxcompare.dataset.notes import marked
from dxcompare.present.result import Result
from dxcompare.present.sheet import Block, Sheet
from dxcompare.questions.brief.numbers import ages, figures, targets
from dxcompare.questions.brief.others import few, most
from dxcompare.questions.brief.rows import MORE, clipped, page, said, wide
from dxcompare.questions.brief.tables import QUESTIONS
from dxcompare.tables.vocabularies import DEADLINE_STATUS
from dxcompare.words.most import MOST
from dxcompare.words.text import Text, plural, shown

#: Documents named at the foot before the rest is counted.
DOCUMENTS = 7

#: Standing on an item → how urgent it is to see, what is said of this plan, and whether it is set in bold.
_ORDER = ("wanting", "chapter", "only", "shared", "alone", "optional", "nobody", "not_applicable", "not_assessed")
_BLANK = {"not_applicable", "not_assessed"}
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
    shorter, at = (left, -1) if _lines(left) < EVEN * _lines(right) else (right, len(right))
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


#: How much shorter the left column must be to take one more block: its rows are taller than they are counted.
EVEN = 0.9
#: Full-width letters in a line of a column of the sheet, about.
LINE = 34


def _lines(blocks: list[Block]) -> int:
    """How many lines blocks take, about."""
    return sum(
        2
        + ceil(wide(one.note) / LINE)
        + sum(
            max(
                ceil(wide(str(cell)) * fsum(one.widths) / width / LINE)
                for cell, width in zip(row, one.widths, strict=False)
            )
            for row in one.rows
        )
        for one in blocks
    )


def _under(result: Result, plan: dict[str, Any]) -> Text:
    end = plan["end_fy"] or ""
    others = result.to_frame("plans").filter("compared")
    named = [
        marked(Text(row["name_ja"], row["name_en"]), {"status": row["status"]}) for row in others.iter_rows(named=True)
    ]
    first, more = named[:6], len(named) - 6
    ja = "・".join(one.ja for one in first) + (f"ほか{more}計画" if more > 0 else "")
    en = ", ".join(one.en for one in first) + (f" and {more} more" if more > 0 else "")
    if len(named) >= MOST:  # of so many the first six are those whose code is lowest, which says nothing
        ja, en = f"ほかの{len(named):,}計画", f"{len(named):,} other plans"
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
    items = result.to_frame("items").iter_rows(named=True)
    rows = sorted(items, key=lambda row: (not _apart(row), not _named(row), _ORDER.index(row["standing"])))
    standings = {row["standing"] for row in rows}
    blank = standings & _BLANK or any(row["in_doubt"] for row in rows)
    note = [
        Text(
            "「ほか」は、策定時の版に同じ事項があり判定した計画のうち、番号付き施策のある数。括弧の分数は、そのうち指標や年度付き数値目標のある"
            "数で、差がある事項にだけ書く。網かけは、ここだけにあるか、過半にあってここにないもの。",
            "Others: of the plans whose national version has the item and that were read, those with a numbered measure; "
            "fractions in brackets: of these, those with an indicator or a dated numeric target, stated only "
            "where plans differ. Shaded: only here, or most others have it and this plan has not.",
        )
    ]
    if "chapter" in standings:
        note.append(Text("章だけ：施策の外の章で扱う。", " A chapter only: treated outside the measures."))
    if blank:
        note.append(
            Text(
                "―は比べない：対象外は策定時の版にない事項、未判定は判定していないか版にあるか確かめられない事項で、不足ではない。",
                " —: not compared. Not applicable: not in the version of its time; not assessed: not read, or it could not "
                "be confirmed that the version has it. Neither is a gap.",
            )
        )
    doubtful = [row["doubtful"] for row in rows if row["standing"] not in _BLANK and row["doubtful"]]
    if doubtful:
        ja, en = _ends(doubtful)
        note.append(
            Text(
                f"策定時の版に事項があるか確かめられない計画（{len(doubtful)}事項で{ja}計画）は、施策があっても数えない。",
                f" Plans of which no source tells if their version has the item ({en}, on "
                f"{plural(len(doubtful), 'item', 'items')}) are not counted, with a measure or without.",
            )
        )
    renamed = [row["renamed"] for row in rows if _others(row, lang).endswith(_STAR.to(lang))]
    if renamed:
        ja, en = _ends(renamed)
        note.append(
            Text(
                f"＊策定時の版で事項の名や範囲が違う{ja}計画は数えない。取組の図では一つの行に合わせている。",
                f" *: without plans whose version has the item under another name or widened ({en}); charts of coverage "
                "draw them in one row.",
            )
        )
    return Block(
        Text("国の取組事項をほかの計画と比べる", "National items beside other plans").to(lang),
        "".join(one.to(lang) for one in note),
        (Text("事項", "Item").to(lang), Text("この計画", "This plan").to(lang), Text("ほか", "Others").to(lang)),
        (40, 36, 17),
        tuple((clipped(said(row, "short", lang), 24), _here(row, lang), _others(row, lang)) for row in rows),
        frozenset(n for n, row in enumerate(rows) if _apart(row)),
        MORE.to(lang),
        elastic=True,
        first=sum(map(_named, rows)),
    )


def _ends(numbers: list[int]) -> tuple[str, str]:
    """The least and the most of some numbers, once if they are one."""
    ends = [f"{n:,}" for n in sorted({min(numbers), max(numbers)})]
    return "～".join(ends), " to ".join(ends)


def _apart(row: dict[str, Any]) -> bool:
    """Whether only this plan has something for an item, or most others have something that it has not."""
    lacks = row["standing"] == "wanting" and most(row["acting"], row["could"])
    return row["standing"] == "only" or lacks or bool(row["only_mark"]) or most(row["wanting_n"], row["wanting_could"])


def _named(row: dict[str, Any]) -> bool:
    """Whether the first answer names the item."""
    scarce = row["standing"] == "shared" and row["acting"] and few(row["acting"], row["could"])
    treated = row["standing"] == "chapter" and row["acting"] > 0
    return _apart(row) or bool(row["few_mark"]) or scarce or treated


#: The marks, short enough for a cell.
_SHORT = {"has_indicator": Text("指標", "indicator"), "has_target": Text("年度付き数値目標", "dated numeric target")}


def _here(row: dict[str, Any], lang: str) -> str:
    """What the plan has for an item."""
    if row["standing"] in _HERE:
        return _HERE[row["standing"]].to(lang)
    n = row["measures"]
    said = Text(f"施策{n}件", plural(n, "measure", "measures"))
    if row["in_doubt"]:
        said += Text("（版にあるか不明）", " (not sure to be in its version)")
    if row["standing"] == "only":
        said += Text("（ここだけ）", " (only here)")
    elif row["only_mark"]:
        mark, n = _SHORT[row["only_mark"]], row["only_could"] + 1
        said += Text(f"、{mark.ja}はここだけ（{n}計画中）", f"; {mark.en}: only here (of {n})")
    elif row["wanting_mark"]:
        mark, part = _SHORT[row["wanting_mark"]], f"{row['wanting_n']}/{row['wanting_could']}"
        lacks = most(row["wanting_n"], row["wanting_could"])
        said += Text(
            f"、{mark.ja}なし（ほか{part}）" if lacks else f"（{mark.ja}はほか{part}）",
            f"; no {mark.en} (others {part})" if lacks else f" ({mark.en}: others {part})",
        )
    elif row["few_mark"]:
        mark, part = _SHORT[row["few_mark"]], f"{row['few_n']}/{row['few_could']}"
        said += Text(f"、{mark.ja}あり（ほか{part}）", f"; has {mark.en} (others {part})")
    return said.to(lang)


#: After a number: plans whose version calls the item otherwise are not in it.
_STAR = Text("＊", "*")


def _others(row: dict[str, Any], lang: str) -> str:
    if row["standing"] in _BLANK or row["in_doubt"]:
        return "―" if lang == "ja" else "—"
    if not row["could"]:
        return Text("比べる計画なし", "none to compare").to(lang)
    star = _STAR.to(lang) if row["renamed"] else ""
    return Text(f"{row['could']}計画中{row['acting']}", f"{row['acting']} of {row['could']}").to(lang) + star


def _own(result: Result, lang: str) -> Iterator[Block]:
    own = result.to_frame("own")
    if own.height or result.to_frame("items")["measures"].sum():
        yield Block(
            Text(
                f"国のどの取組事項にも当たらない施策（{own.height}件）",
                f"Measures that touch no national item ({own.height})",
            ).to(lang),
            Text(
                "ほかの計画に似た施策があるかは調べていない。",
                "Other plans may have the like; that was not looked for.",
            ).to(lang)
            if own.height
            else "",
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
        if row["deadline_status"] and row["deadline_status"] != "original":
            status = DEADLINE_STATUS[row["deadline_status"]]
            due += Text(f"（{status.ja}）", f" ({status.en})")
        if row["elsewhere_ja"]:
            when = row["elsewhere_ja"].partition("：")[0]
            due += Text(f"。別に国の決定（{when}）", f"; a separate decision of {when}")
        steps = _IN_TIME.get(row["verdict"], _UNTOLD).to(lang) + said(row, "says", lang)
        if row["fy"]:
            steps += Text(f"（{row['fy']}年度）", f" (FY{row['fy']})").to(lang)
        if row["locator"]:
            steps += f" {page(row['locator'])}"
        steps += _goal(row).to(lang)
        rows.append((clipped(said(row, "name", lang), 18), due.to(lang), steps))
    return Block(
        Text("国の期限と計画の工程", "National deadlines and the plan's steps").to(lang),
        "" if rows else Text("策定時の版に期限のある事項はない。", "Its version sets no deadline.").to(lang),
        (
            Text("事項", "Item").to(lang),
            Text("国の期限", "Deadline").to(lang),
            Text("工程は間に合うか、指標の目標", "In time by its steps? Target of an indicator").to(lang),
        )
        if rows
        else (),
        (25, 27, 41),
        tuple(rows),
        more=MORE.to(lang),
    )


#: What steps say to a deadline → in a word; of all others it cannot be told.
_IN_TIME = {"in_time": Text("間に合う：", "in time: "), "late": Text("間に合わない：", "not in time: ")}
_UNTOLD = Text("いえない：", "cannot be told: ")


def _goal(row: dict[str, Any]) -> Text:
    """The year of the target of an indicator that measures the item, beside that of the deadline."""
    year, due = row["target_fy"], row["deadline_fy"]
    if year is None:
        return Text("", "")
    kind = Text("数値目標", "numeric target") if row["target_numeric"] else Text("言葉の目標", "target in words")
    if row["verdict"] == "past":
        beside = Text("", "")
    elif year == due:
        beside = Text("、期限と同じ", ", the same year")
    else:
        beside = Text("、期限より後", ", later") if year > due else Text("、期限より前", ", earlier")
    return Text(f"。{kind.ja}は{year}年度{beside.ja}", f"; {kind.en}: FY{year}{beside.en}")


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
        result.edition.to(lang)
        + Text("。これはデータの版の日付で、値の時点ではない。", ": the date of this version, not of the figures.").to(
            lang
        ),
    )
