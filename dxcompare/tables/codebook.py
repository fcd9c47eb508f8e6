"""What tables and columns mean: as a frame, and as a page."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dxcompare.tables import TABLES
from dxcompare.tables.columns import Table, flag, said, text
from dxcompare.words.text import Text, language

TYPES: dict[str, Text] = {
    "String": Text("文字列", "text"),
    "Int64": Text("整数", "whole number"),
    "Float64": Text("数値", "number"),
    "Boolean": Text("真偽", "true/false"),
}


class CodeBook(Table):
    """A column of a table of the data."""

    one_row = Text("表の列とその意味", "A column of a table, and what it means")

    table = text(("表", "Table"), key=True)
    column = text(("列", "Column"), key=True)
    type = text(("型", "Type"))
    key = flag(("キー", "Key"))
    may_be_blank = flag(("空欄あり", "May be blank"))
    unit = text(("単位", "Unit"), null=True)
    values = text(("値", "Values"), null=True)
    refers_to = text(("参照", "Refers to"), null=True)
    meaning = text(("意味", "Meaning"))


_TITLE = Text("コードブック", "Code book")
_LEAD = Text(
    "`data/processed/` のすべての表と列。このページは `dxcompare codebook --lang ja` の出力であり、手では直さない。"
    "空欄は0ではない。空欄の意味は [methods.md](methods.md) にある。",
    "Every table and column of `data/processed/`. This page is what `dxcompare codebook --lang en` prints; it is not "
    "edited by hand. A blank is never a zero; [methods.md](methods.md) says what blanks mean.",
)
_HEAD = Text("| 列 | 型 | 意味 | 値・単位・参照先 |", "| column | type | meaning | values, unit, reference |")
_KEY, _BLANK = Text("（キー）", ", key"), Text("（空欄あり）", ", may be blank")


def codebook(
    name: str | None = None, lang: str | None = None, tables: Mapping[str, type[Table]] = TABLES
) -> pl.DataFrame:
    """The declared columns of one table, or of all; see :meth:`Dataset.codebook`."""
    lang = language(lang)
    rows = []
    for table, declared in tables.items():
        if name not in (None, table):
            continue
        for column, one in declared.fields().items():
            says = said(one)
            rows.append(
                {
                    "table": table,
                    "column": column,
                    "type": TYPES[str(one.dtype)].en,
                    "key": says.key,
                    "may_be_blank": one.nullable,
                    "unit": says.unit or None,
                    "values": " | ".join(says.words) or None,
                    "refers_to": says.ref,
                    "meaning": says.meaning.to(lang),
                }
            )
    return pl.DataFrame(rows, infer_schema_length=None)


def markdown(lang: str | None = None) -> str:
    """The code book in Markdown.

    Parameters
    ----------
    lang : {"ja", "en"}, optional
        By default that of the run.

    Returns
    -------
    str
        A heading, then a table of columns for each table of the data.

    Examples
    --------
    >>> markdown("en").splitlines()[0]
    '# Code book'
    """
    lang = language(lang)
    lines = [f"# {_TITLE.to(lang)}", "", _LEAD.to(lang), ""]
    lines += [" · ".join(f"[`{name}`](#{name})" for name in TABLES), ""]
    for name, table in TABLES.items():
        lines += [f"## `{name}`", "", table.one_row.to(lang), "", _HEAD.to(lang), "|---|---|---|---|"]
        for column, one in table.fields().items():
            says = said(one)
            kind = TYPES[str(one.dtype)].to(lang) + _KEY.to(lang) * says.key + _BLANK.to(lang) * one.nullable
            more = [
                "・".join(f"`{value}`" for value in says.words),
                says.unit,
                f"→ `{says.ref}`" if says.ref else "",
            ]
            meaning = says.meaning.to(lang).replace("|", "\\|")
            lines.append(f"| `{column}` | {kind} | {meaning} | {' '.join(filter(None, more))} |")
        lines.append("")
    return "\n".join(lines)
