"""The code book as a page: every table and column, from the one declaration."""

from __future__ import annotations

from dxcompare.tables import TABLES
from dxcompare.words.text import Text, language

_TITLE = Text("コードブック", "Code book")


_LEAD = Text(
    "`data/processed/` のすべての表と列。このページは `dxcompare codebook --lang ja` の出力であり、手では直さない。"
    "空欄は0ではない。空欄の意味は [methods.md](methods.md) にある。",
    "Every table and column of `data/processed/`. This page is what `dxcompare codebook --lang en` prints; it is not "
    "edited by hand. A blank is never a zero; [methods.md](methods.md) says what blanks mean.",
)


_HEAD = Text("| 列 | 型 | 意味 | 値・単位・参照先 |", "| column | type | meaning | values, unit, reference |")


_TYPES = {
    "String": Text("文字列", "text"),
    "Int64": Text("整数", "whole number"),
    "Float64": Text("数値", "number"),
    "Boolean": Text("真偽", "true/false"),
}


_KEY, _BLANK = Text("（キー）", ", key"), Text("（空欄あり）", ", may be blank")


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
        lines += [
            f"## `{name}`",
            "",
            Text(*reversed((table.__doc__ or "").split(" / "))).to(lang),
            "",
            _HEAD.to(lang),
            "|---|---|---|---|",
        ]
        for column, declared in table.fields().items():
            meta = declared.metadata or {}
            kind = _TYPES[str(declared.dtype)].to(lang)
            kind += _KEY.to(lang) * bool(meta.get("key")) + _BLANK.to(lang) * declared.nullable
            more = [
                "・".join(f"`{value}`" for value in meta.get("values", ())),
                meta.get("unit") or "",
                f"→ `{meta['ref']}`" if meta.get("ref") else "",
            ]
            said = (meta["ja"] if lang == "ja" else declared.description or "").replace("|", "\\|")
            lines.append(f"| `{column}` | {kind} | {said} | {' '.join(filter(None, more))} |")
        lines.append("")
    return "\n".join(lines)
