"""Rows of measures, schedules and surveys."""

from __future__ import annotations

import re

from dxcompare.extract.blocks import Cell, Doubt
from dxcompare.extract.headings import Column, Headed, is_arrow, is_group, is_number, is_period
from dxcompare.extract.kinds import periods_of
from dxcompare.extract.lettering import plain
from dxcompare.extract.proposals import Proposal
from dxcompare.words.text import Text

SHADED = Text("塗りつぶしだけで文字がない。続くと読んだ", "a coloured ground without text; read as going on")
NO_HEADING = Text("列の見出しが分からない", "the heading of this column was not found")
TWO_NUMBERS = Text("数値が2つ並んでいる", "two numbers stand side by side")
_CIRCLED = "①-⑳㉑-㉟⓵-⓾"
_N = r"[0-9０-９]{1,2}"
_DASH = "[-－−‐―ー.．・]"
#: the number of a measure, at the beginning of its title
NUMBER = re.compile(
    rf"(?P<ref>(?:【|\[|［|〔|\()?(?:(?:基本|個別|重点|具体的)?(?:施策|取り?組み?|事業|プロジェクト|アクション|項目)\s?)?"
    rf"(?:[一-鿿A-ZＡ-Ｚ]{{1,2}}{_DASH}|(?:基本)?(?:目標|方針|柱){_N}{_DASH}(?:施策|取組)?)?"
    rf"(?:{_N}{_DASH})*(?:[{_CIRCLED}]|[(（]{_N}[)）]|{_N}(?=[\s　.．、:：)）】\]］〕]|[^\d０-９%％,，.．年月人件回社割倍つかカヶヵケ個ヘ]))"
    rf"(?:】|\]|］|〕|\))?)[\s　:：.．、]*(?P<title>\S.*)",
    re.S,
)


def numbered(text: str) -> tuple[str, str]:
    """The number and the title of a measure.

    >>> numbered("1-① 行政手続のオンライン化"), numbered("産－①　ＤＸセミナーの開催"), numbered("5Gの活用")
    (('1-①', '行政手続のオンライン化'), ('産－①', 'ＤＸセミナーの開催'), ('', '5Gの活用'))
    """
    found = NUMBER.fullmatch(text)
    if not found or (
        re.fullmatch(r"[0-9０-９]+", found["ref"]) and not re.match(r"[\s　.．、:：]", text[len(found["ref"]) :])
    ):
        return "", text
    return found["ref"].strip(), found["title"].strip()


def measures(table: Headed, context: dict[str, str]) -> list[Proposal]:
    """A proposal for each measure of a table of measures; `context` are the goal and policy above it."""
    title = title_column(table)
    if title is None:
        return []
    ref = table["ref"]
    above = [c for c in table.having("measure") if c.at < title.at and c is not title]
    goal = [c for c in table.having("goal") if c is not title]
    policy = [*(c for c in table.having("policy") if c is not title), *above]
    if not goal and len(policy) > 1:
        goal, policy = policy[:1], policy[1:]
    found: list[Proposal] = []
    seen: dict[int, Proposal] = {}
    current = dict(context)
    for row, page in zip(table.body, table.pages, strict=True):
        cell = row[title.at]
        if section := _section(row):
            current |= level(section) or {"policy": section}
            continue
        if not re.search(r"[^\W\d_]", cell.text):  # a measure has a name
            continue
        if id(cell) in seen:
            _more(seen[id(cell)], table, row)
            continue
        for text in _items(cell.text):
            number, name = numbered(text)
            one = Proposal("measures", {}, page)
            one.put("measure", None)
            one.put("ref", row[ref.at] if ref else cell, (row[ref.at].text if ref else number).replace("\n", ""))
            one.put("goal", *_above(goal, row, current.get("goal", "")))
            one.put("policy", *_above(policy, row, current.get("policy", "")))
            one.put("title_ja", cell, (name if not ref or number else text).replace("\n", ""))
            for heading in ("department", "department_related", "mark", "related_plans"):
                if column := table[heading]:
                    one.put(heading, row[column.at], re.sub(r"\n", "、", row[column.at].text).replace("、、", "、"))
            seen[id(cell)] = one
            found.append(one)
    return found


def title_column(table: Headed) -> Column | None:
    """The column of titles: of several levels the lowest that the plan numbers."""
    every = [c for c in table.having("measure") if "content" not in c.roles]
    if not every:
        every = table.having("measure")
    if len(every) < 2:
        return every[0] if every else None
    for column in reversed(every):
        texts = [cell.text for cell in dict.fromkeys(row[column.at] for row in table.body) if cell.text]
        listed = sum("\n" in text for text in texts) > 0.4 * len(texts)
        if not listed and sum(bool(numbered(text)[0]) for text in texts) > 0.6 * len(texts):
            return column
    return every[-1]


def _more(one: Proposal, table: Headed, row: list[Cell]) -> None:
    """What further rows of a measure say of it: more departments."""
    for heading in ("department", "department_related", "related_plans"):
        if (column := table[heading]) and (text := row[column.at].text.replace("\n", "、")):
            said = one.row.get(heading, "")
            if text not in said.split("、") and text != said:
                one.row[heading] = f"{said}、{text}" if said else text


def _items(text: str) -> list[str]:
    """The measures that one cell holds: several where each line has a number of its own."""
    lines = text.split("\n")
    return lines if len(lines) > 1 and all(numbered(line)[0] for line in lines) else [text.replace("\n", "")]


def _above(columns: list[Column], row: list[Cell], otherwise: str) -> tuple[Cell | None, str]:
    cell = row[columns[-1].at] if columns else None
    return cell, (cell.text.replace("\n", "") if cell and cell.text else otherwise)


def _section(row: list[Cell]) -> str:
    """The text of a row that heads those below it: one cell over the whole width."""
    alone = len(row) > 1 and row[0].text and all(cell is row[0] or not cell.text for cell in row)
    whole = alone and all(cell is row[0] for cell in row)
    return row[0].text.replace("\n", "") if whole or (alone and level(row[0].text)) else ""


_GOAL = re.compile(
    rf"[■◆●【〔\[]?(?:基本|重点|大)?(?:目標|方針|理念|柱)\s?[{_CIRCLED}0-9０-９ⅠⅡⅢⅣⅤⅥIVX一二三四五六]+|.*分野$|[ⅠⅡⅢⅣⅤⅥ][\s　.．:：].+"
)
_POLICY = re.compile(
    rf"[■◆●【〔\[]?(?:基本施策|施策の方向性?|政策|施策の柱|施策群|方向性)\s?[{_CIRCLED}0-9０-９ⅠⅡⅢⅣ(（]*.*"
)


def level(text: str) -> dict[str, str]:
    """Whether a heading is that of a goal or of a policy.

    >>> level("基本目標１：スマート子育て"), level("施策の方向性２ 窓口"), level("計画の目的")
    ({'goal': '基本目標１：スマート子育て', 'policy': ''}, {'policy': '施策の方向性２ 窓口'}, {})
    """
    if _GOAL.match(text) and len(text) < 80:
        return {"goal": text, "policy": ""}
    return {"policy": text} if _POLICY.match(text) and len(text) < 80 else {}


def schedule(table: Headed, where: str) -> list[Proposal]:
    """A proposal for each row of a schedule: its label, and what it prints for each time."""
    periods = periods_of(table)
    if len(periods) < 2:
        return _times_in_rows(table, where)
    first = min(column.at for column in periods)
    labels = [
        c for c in table.columns if c not in periods and not c.roles & {"goal", "policy", "department", "note", "mark"}
    ]
    labels = [c for c in labels if c.at < first or c.roles] or [c for c in table.columns if c not in periods][:1]
    ref = next((c for c in labels if "ref" in c.roles), None)
    names = [c for c in labels if c is not ref]
    headings = _distinct([column.heading for column in periods])
    found, section = [], ""
    for row, page in zip(table.body, table.pages, strict=True):
        if head := _section(row):
            section = head
            continue
        cells = [row[column.at] for column in periods]
        texts = list(dict.fromkeys(row[c.at] for c in names if row[c.at].text))
        shaded = _shaded(cells, texts)
        if not (shaded or any(cell.text for cell in cells)) or any(is_period(text.text) for text in texts):
            continue
        one = Proposal("schedule", {}, page)
        owner = row[ref.at] if ref else texts[0] if len(texts) > 1 else None
        one.put("measure", owner, owner.text.replace("\n", "") if owner else "")
        one.put("track", texts[-1] if texts else None, texts[-1].text.replace("\n", "") if texts else "")
        for heading, cell in zip(headings, cells, strict=True):
            one.put(heading, cell, "⇒" if cell in shaded else None)
            if cell in shaded:
                one.doubt(heading, Doubt(SHADED, ("⇒", "")))
        one.row["span"] = "known"
        one.row["where"] = " ".join(filter(None, [where, section]))
        found.append(one)
    return found


def _shaded(cells: list[Cell], labels: list[Cell]) -> list[Cell]:
    """The blank cells that a coloured ground marks, where it does not mark the whole row."""
    found = [cell for cell in cells if cell.shaded and not cell.text]
    whole = any(cell.shaded for cell in labels) or len(found) == len(cells)
    return [] if whole else found


def _times_in_rows(table: Headed, where: str) -> list[Proposal]:
    """A schedule whose rows are years or quarters, and whose columns are what is done."""
    two = len(table.columns) > 2 and all(is_period(row[1].text) for row in table.body if row[1].text)
    two = two and any(row[1].text for row in table.body)
    inner = table.columns[2 if two else 1 :]
    found = []
    for row, page in zip(table.body, table.pages, strict=True):
        if not row[0].text and not (two and row[1].text):
            continue
        one = Proposal("schedule", {}, page)
        one.put("fy", row[0])
        if two:
            one.put("quarter", row[1])
        for column, heading in zip(inner, _distinct([c.heading for c in inner]), strict=True):
            one.put(heading, row[column.at])
        one.row["where"] = where
        found.append(one)
    return found


def survey(table: Headed, where: str, *, turned: bool) -> list[Proposal]:
    """A proposal for each option of a survey table; one whose groups are rows is turned."""
    inner = [c for c in table.columns[1:] if not all(not row[c.at].text for row in table.body)]
    labels = _labels(table, inner)
    inner = [c for c in inner if c not in labels]
    if turned:
        return _turned(table, inner, where)
    headings = _distinct([column.heading for column in inner])
    found = []
    for row, page in zip(table.body, table.pages, strict=True):
        named = list(dict.fromkeys(row[c.at] for c in (table.columns[0], *labels) if row[c.at].text))
        if not any(row[c.at].text for c in inner) or _section(row):
            continue
        one = Proposal("survey", {}, page)
        said = " ".join(cell.text.replace("\n", "") for cell in named)
        base = any(row[0] is cell for head in table.heads for cell in head)  # bases below a heading that reaches down
        one.put("選択肢", named[-1] if named else None, "n" if base else said)
        for heading, column in zip(headings, inner, strict=True):
            _figure(one, heading, row[column.at])
        _headless(one, headings)
        one.row["where"] = where
        found.append(one)
    return found


def _labels(table: Headed, inner: list[Column]) -> list[Column]:
    """Columns beside the first that hold words: further labels."""
    found = []
    for column in inner:
        texts = [row[column.at].text for row in table.body if row[column.at].text]
        if any(is_group(part) for part in column.parts) or sum(map(is_number, texts)) > 0.4 * len(texts):
            break
        found.append(column)
    return found


def _turned(table: Headed, inner: list[Column], where: str) -> list[Proposal]:
    groups = _distinct([row[0].text.replace("\n", "") for row in table.body])
    found = []
    for column in inner:
        one = Proposal("survey", {}, table.pages[0])
        one.put("選択肢", next((row[column.at] for row in reversed(table.heads)), None), column.heading)
        for group, row in zip(groups, table.body, strict=True):
            _figure(one, group, row[column.at])
        one.row["where"] = where
        found.append(one)
    return found


def _figure(one: Proposal, heading: str, cell: Cell) -> None:
    one.put(heading, cell, cell.text.replace("\n", " ") if not is_arrow(cell.text) else cell.text)
    if re.search(r"\d\s+\d", cell.text):
        one.doubt(heading, Doubt(TWO_NUMBERS, tuple(cell.text.split())))


def _headless(one: Proposal, headings: list[str]) -> None:
    """Ask of a column without a heading."""
    for heading in headings:
        if re.fullmatch(r"|\d+", heading) and one.row.get(heading):
            one.doubt(heading, Doubt(NO_HEADING, (one.row[heading],)))


def _distinct(headings: list[str]) -> list[str]:
    """Headings, each once: one that occurs again gets a number."""
    found: list[str] = []
    for heading in headings:
        name, count = heading, 1
        while name in found:
            count += 1
            name = f"{heading} {count}".strip()
        found.append(name)
    return found


__all__ = ["level", "measures", "numbered", "plain", "schedule", "survey", "title_column"]
