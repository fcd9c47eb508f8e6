"""A table of a result as CSV, and beside it a Data Package that says what it is.

A comma-separated file has no room for a title, a method, sources or caveats without ceasing to be one.
`datapackage.json` is what `data/processed/` has, too, and programs read it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import polars as pl

from dxcompare.present.declared import said_of
from dxcompare.present.digits import steady
from dxcompare.present.result import METHODS_VERSION, Result
from dxcompare.sources import writing
from dxcompare.sources.folder import digest
from dxcompare.words.text import Text, shown


def write(result: Result, path: Path, *, kind: str | None, lang: str, table: str | None = None) -> None:
    """Write a table, by default the main one, as UTF-8 with byte order mark, and its `.datapackage.json`."""
    if kind is not None:
        main = next(iter(result.tables))
        raise ValueError(
            Text(
                f".csv に図の種類（{kind}）は選べません。表を選んでください（table={main!r}）。",
                f"a .csv has no kind of chart ({kind!r}); name a table: table={main!r}",
            ).to(lang)
        )
    frame = result.to_frame(table)
    content = b"\xef\xbb\xbf" + steady(frame).write_csv().encode()  # the mark lets Excel read it by a double click
    said = described(result, table, path.name, content, lang)
    writing.replace(path, content)
    writing.replace(path.with_suffix(".datapackage.json"), json.dumps(said, ensure_ascii=False, indent=1) + "\n")


def described(result: Result, table: str | None, file: str, content: bytes, lang: str) -> dict:
    """The Data Package of one file: title, method, sources, caveats and columns with headings and meanings.

    It bears the digest of the file, which tells whether the two are of one run.
    """
    frame = result.to_frame(table)
    said = said_of(frame.columns, result.declared_tables().get(table or next(iter(result.tables))))
    name = re.sub(r"[^a-z0-9._-]+", "-", Path(file).stem.lower()).strip("-") or "table"
    fields: list[dict[str, str]] = []
    for column, kind in frame.schema.items():
        fields.append({"name": column, "type": _type(kind)})
        if column in said:
            fields[-1] |= {"title": said[column].heading.to(lang), "description": said[column].meaning.to(lang)}
    return {
        "name": name,
        "profile": "tabular-data-package",
        "title": shown(result.title.to(lang), lang),
        "description": result.method.to(lang),
        "version": result.edition.to(lang),
        "methodsVersion": METHODS_VERSION,
        "caveats": [note.to(lang) for note in result.caveats],
        "sources": [{"title": title} for title in dict.fromkeys(result.titles(lang).values())],
        "resources": [
            {
                "name": name,
                "path": file,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": digest(content),
                "schema": {"fields": fields, "missingValues": [""]},
            }
        ],
    }


def _type(kind: pl.DataType) -> str:
    if kind.is_integer():
        return "integer"
    return "number" if kind.is_numeric() else "boolean" if kind == pl.Boolean else "string"
