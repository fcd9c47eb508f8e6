"""What `dxcompare build` runs: build the tidy tables, compute the derived ones, write them all, or none.

All files are one change (:mod:`dxcompare.sources.writing`); files of others in the folder stay as they are.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import polars as pl

from dxcompare.sources.folder import PACKAGE, PROCESSED, WRITTEN_WITH, described, digest
from dxcompare.sources.writing import replace_all
from dxcompare.tables import TABLES
from dxcompare.tables.columns import said


def write(tables: dict[str, pl.DataFrame], target: Path) -> None:
    """Make the folder `target` hold these tables, and none that an earlier build wrote and this one does not."""
    files = _csv(tables)
    made: dict[str, bytes | str | None] = {f"{name}.csv": raw for name, raw in files.items()}
    made |= {f"{name}.parquet": _parquet(frame, files[name]) for name, frame in tables.items()}
    made[PACKAGE] = _described(tables, files)
    for name in described(_bytes(target / PACKAGE)):  # of an older version, say
        if name not in made:
            made |= {name: None, f"{name.removesuffix('.csv')}.parquet": None}
    replace_all({target / name: content for name, content in made.items()}, target.parent)


def differences(tables: dict[str, pl.DataFrame], folder: Path) -> list[str]:
    """The files of the processed folder that differ from these tables, endings of lines apart."""
    target = folder / PROCESSED
    files = _csv(tables)
    stale = [f"{name}.csv" for name, raw in files.items() if _bytes(target / f"{name}.csv") != raw]
    stale += [PACKAGE] * (_bytes(target / PACKAGE) != _described(tables, files).encode())
    return stale + [f"{name}.parquet" for name, frame in tables.items() if not _same(target / f"{name}.parquet", frame)]


def _csv(tables: dict[str, pl.DataFrame]) -> dict[str, bytes]:
    """The CSV files; the byte order mark lets Excel read the Japanese by a double click."""
    return {name: b"\xef\xbb\xbf" + frame.write_csv().encode() for name, frame in tables.items()}


def _parquet(frame: pl.DataFrame, csv: bytes) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, metadata={WRITTEN_WITH: digest(csv)})
    return buffer.getvalue()


def _same(path: Path, frame: pl.DataFrame) -> bool:
    """Whether a Parquet file holds this table; it need not be there, since it is not committed."""
    try:
        return pl.read_parquet(path.read_bytes()).equals(frame)
    except FileNotFoundError:
        return True
    except (OSError, pl.exceptions.PolarsError):
        return False


def _described(tables: dict[str, pl.DataFrame], files: dict[str, bytes]) -> str:
    return json.dumps(datapackage(tables, files), ensure_ascii=False, indent=1) + "\n"


def _bytes(path: Path) -> bytes:
    """A file as it was written, also where git made its lines end as Windows ends them."""
    return path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""


_TYPES = {"String": "string", "Int64": "integer", "Float64": "number", "Boolean": "boolean"}


def datapackage(tables: dict[str, pl.DataFrame], files: dict[str, bytes]) -> dict:
    """The Frictionless description of the CSV files, from the schema, the `source` table and the files' contents."""
    edition = tables["edition"].sort("date").row(-1, named=True)
    sources = [{"title": row["title"], "path": row["document"]} for row in tables["source"].iter_rows(named=True)]
    return {
        "name": "dxcompare",
        "title": "自治体DX計画の比較 / Comparing municipal DX plans",
        "version": edition["version"],
        "created": f"{edition['date']}T00:00:00Z",
        "profile": "tabular-data-package",
        "resources": [_resource(name, files[name], tables[name].height) for name in TABLES],
        "sources": sources,
    }


def _resource(name: str, raw: bytes, rows: int) -> dict:
    schema = TABLES[name]
    return {
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "title": schema.one_row.ja,
        "description": schema.one_row.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": digest(raw),
        "rows": rows,
        "schema": {
            "fields": [_field(column, declared) for column, declared in schema.fields().items()],
            "primaryKey": schema.keys(),
            "missingValues": [""],
            "foreignKeys": _foreign(name),
        },
    }


def _field(column: str, declared: Any) -> dict:
    says = said(declared)
    constraints = {
        "required": True if not declared.nullable else None,
        "enum": list(says.words) or None,
        "pattern": getattr(declared, "regex", None),
        "minimum": getattr(declared, "min", None),
        "maximum": getattr(declared, "max", None),
    }
    given = {key: value for key, value in constraints.items() if value is not None}
    field = {
        "name": column,
        "type": _TYPES[str(declared.dtype)],
        "title": says.meaning.ja,
        "description": says.meaning.en,
    }
    return {**field, "constraints": given} if given else field


def _foreign(name: str) -> list[dict]:
    keys = []
    for column, declared in TABLES[name].fields().items():
        ref = said(declared).ref
        if ref:
            table, target = ref.split(".")
            resource = "" if table == name else table.replace("_", "-")
            keys.append({"fields": column, "reference": {"resource": resource, "fields": target}})
    return keys
