"""What tables and columns mean, as a frame."""

from __future__ import annotations

import polars as pl

from dxcompare.tables import TABLES
from dxcompare.tables.columns import Table
from dxcompare.words.text import language


def meaning(table: type[Table], lang: str) -> str:
    """What one row of a table is."""
    en, _, ja = (table.__doc__ or "").partition(" / ")
    return ja if lang == "ja" else en


def codebook(name: str | None = None, lang: str | None = None) -> pl.DataFrame:
    """The declared columns of one table, or of all; see :meth:`Dataset.codebook`."""
    lang = language(lang)
    rows = []
    for table, schema in TABLES.items():
        if name not in (None, table):
            continue
        for column, declared in schema.fields().items():
            meta = declared.metadata or {}
            rows.append(
                {
                    "table": table,
                    "column": column,
                    "type": _type(declared.dtype),
                    "key": bool(meta.get("key")),
                    "may_be_blank": declared.nullable,
                    "unit": meta.get("unit") or None,
                    "values": " | ".join(meta.get("values", [])) or None,
                    "refers_to": meta.get("ref"),
                    "meaning": meta["ja"] if lang == "ja" else declared.description,
                }
            )
    return pl.DataFrame(rows, infer_schema_length=None)


def _type(kind: pl.DataType) -> str:
    return {"String": "text", "Int64": "whole number", "Float64": "number", "Boolean": "true/false"}[str(kind)]
