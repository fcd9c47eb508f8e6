"""A proposal in words: its table, its headings, what may stand under them, and what is asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dxcompare.extract.proposals import TABLES
from dxcompare.onboarding.lines import tables
from dxcompare.onboarding.proposals import Proposed
from dxcompare.tables import TABLES as DATA
from dxcompare.tables.columns import Table, said
from dxcompare.tables.instructions import closed
from dxcompare.words.text import Text

#: headings that one tidy column shares
COMMON = {
    "page": Text("ページ", "Page"),
    "where": Text("位置", "Place"),
    "plan": Text("計画全体のもの", "Of the whole plan"),
}
#: headings of files of decisions that no tidy column has, or has for something else
DECIDED = {
    "plan": Text("計画ID", "Plan"),
    "end": Text("どの値か", "Which value"),
    "text": Text("記載", "As printed"),
    "value": Text("値", "Value"),
    "relative_to": Text("何に対する値か", "Relative to"),
    "label": Text("列の見出し", "Heading"),
    "role": Text("主な事項か", "Main or second"),
    "note": Text("理由", "Why"),
    "coder": Text("判定者", "Who decided"),
    "span": Text("期間の端", "How far it reaches"),
}
#: what a proposal says of itself beside its row
PAGE = Text("{page}枚目", "page {page} of the file")
BY = {
    "extract": Text("文書の表から", "from the document's table"),
    "rules": Text("規則から", "by rules"),
    "model": Text("言語モデル（{name}）", "a language model ({name})"),
    "person": Text("{name}さん", "{name}"),
}


def table(name: str) -> Text:
    """What a table is called."""
    if name in TABLES:
        return TABLES[name]
    declared = tables()[name][0] if name in tables() else None
    if declared is None:
        return Text(name, name)
    row = declared.of.one_row
    short = Text(row.ja.partition("。")[0], row.en.partition(". ")[0].partition("; ")[0])
    return Text(f"{short.ja}（{name}）", f"{short.en} ({name})")


def headings(name: str) -> dict[str, Text]:
    """The headings of a table that are not its names: raw column → what stands above it for readers.

    A file of decisions has none of its own: its columns are called what the tables call those of the same name.
    """
    declared = tables()[name][0] if name in tables() else None
    if declared is None or not issubclass(declared.of, Table):
        return _anywhere() | COMMON | DECIDED
    found = _of(declared.of)
    return found | {name: heading for name, heading in COMMON.items() if name in found}


def _of(table: type[Table]) -> dict[str, Text]:
    every = {column: said(one) for column, one in table.fields().items()}
    return {raw.name or column: says.heading for column, says in every.items() for raw in says.raw}


@cache
def _anywhere() -> dict[str, Text]:
    """Raw column → its heading, where all tables that have it call it the same in Japanese."""
    found: dict[str, list[Text]] = {}
    for one in DATA.values():
        for name, heading in (
            *_of(one).items(),
            *((name, said(column).heading) for name, column in one.fields().items()),
        ):
            found.setdefault(name, []).append(heading)
    return {name: each[0] for name, each in found.items() if len({heading.ja for heading in each}) == 1}


def words(name: str, column: str) -> Mapping[str, Text]:
    """What may stand in a column; empty where any text may."""
    declared = tables()[name][0] if name in tables() else None
    if declared is None or column not in declared.columns:
        return {}
    return declared.columns[column].words or closed(declared).get(column) or {}


def origin(one: Proposed) -> Text:
    """Who proposes it, and where it stands."""
    kind, _, name = one.by.partition(":")
    says = BY.get(kind, Text(kind, kind))
    parts = [Text(*(text.format(name=name) for text in says))]
    if one.page:
        parts.append(Text(*(text.format(page=one.page) for text in PAGE)))
    if one.document:
        parts.append(Text(one.document, one.document))
    return Text("、".join(part.ja for part in parts), ", ".join(part.en for part in parts))


def asks(one: Proposed) -> list[str]:
    """What is asked of it, a line a question; then why it is proposed."""
    found = []
    for question in one.questions:
        readings = "　".join(str(one).replace("\n", "⏎") for one in question.get("readings", ())[:8])
        column = f"{question['column']}: " if question["column"] else ""
        found.append(f"{column}{question['why']}{f'（{readings}）' if readings else ''}")
    if one.why and not any(one.why in line for line in found):
        found.append(one.why)
    return found


def needs_reason(one: Proposed) -> bool:
    """Whether a reason has to be given with it, and none is."""
    declared = tables()[one.table][0] if one.table in tables() else None
    return bool(declared and "reason" in declared.columns and not (one.said.get("reason") or one.why or one.reason))
